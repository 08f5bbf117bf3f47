package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.BLOCK_ID_REUSED;
import static stet.domain.RefusalCode.COMMENT_OF_ANOTHER;
import static stet.domain.RefusalCode.DESK_CLOSED;
import static stet.domain.RefusalCode.HEADLINE_MISSING;
import static stet.domain.RefusalCode.ID_TAKEN;
import static stet.domain.RefusalCode.NO_PARAGRAPH;
import static stet.domain.RefusalCode.NO_SUCH_ARTICLE;
import static stet.domain.RefusalCode.NO_SUCH_COMMENT;
import static stet.domain.RefusalCode.NO_SUCH_DESK;
import static stet.domain.RefusalCode.NO_SUCH_PERSON;
import static stet.domain.RefusalCode.NO_SUCH_REVISION;
import static stet.domain.RefusalCode.OVERLAPPING_EDIT;
import static stet.domain.RefusalCode.REASON_MISSING;
import static stet.domain.RefusalCode.ROLE_MISSING;
import static stet.domain.RefusalCode.SPAN_NOT_FOUND;
import static stet.domain.RefusalCode.TOO_LONG;
import static stet.domain.article.Story.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.Conflict;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.AddComment;
import stet.domain.article.ArticleCommand.AssignArticle;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.EditComment;
import stet.domain.article.ArticleCommand.MakeConfidential;
import stet.domain.article.ArticleCommand.MoveToDesk;
import stet.domain.article.ArticleCommand.RequestChanges;
import stet.domain.article.ArticleCommand.ResolveComment;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleCommand.SpikeArticle;
import stet.domain.article.ArticleCommand.SubmitForChecking;
import stet.domain.article.ArticleCommand.UnassignArticle;
import stet.domain.article.ArticleEvent.ArticleAssigned;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.article.ArticleEvent.ArticleUnassigned;
import stet.domain.article.ArticleEvent.ChangesRequested;
import stet.domain.article.ArticleEvent.CommentAdded;
import stet.domain.article.ArticleEvent.CommentEdited;
import stet.domain.article.ArticleEvent.CommentResolved;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.MovedToDesk;
import stet.domain.article.ArticleEvent.SubmittedForChecking;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Mark;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomEvent.DeskClosed;
import stet.domain.newsroom.NewsroomEvent.PersonLeft;

class DraftingTest {

    @Nested
    @DisplayName("Rule 1: a draft needs a headline; submitting needs at least one paragraph")
    class Rule1 {
        @Test
        void a_draft_with_a_headline_is_a_draft() {
            var origin = new OriginalFile("bridge.txt", "text/plain", Hash.of(List.of("bytes")));
            blank().when(WREN, new DraftArticle(BRIDGE, CITY, DRAFT, origin))
                    .thenRecords(new ArticleDrafted(BRIDGE, CITY, DRAFT, origin))
                    .andStageIs(Stage.DRAFTED);
        }

        @Test
        void no_article_takes_the_place_of_the_newsroom_in_the_ledger() {
            assertThatThrownBy(() -> new ArticleId(Newsroom.ID))
                    .isInstanceOf(InvalidValue.class)
                    .hasMessageContaining("newsroom");
        }

        @Test
        void a_draft_without_a_headline_is_refused() {
            blank().when(WREN, new DraftArticle(BRIDGE, CITY, DRAFT.with(Field.HEADLINE, "  "), null))
                    .thenRefused(HEADLINE_MISSING);
        }

        @Test
        void a_headline_is_not_saved_away() {
            var story = draftedBy(WREN);
            story.when(WREN, story.saving(DRAFT.with(Field.HEADLINE, ""))).thenRefused(HEADLINE_MISSING);
        }

        @Test
        void a_headline_alone_is_enough_for_a_draft_but_not_for_the_checkers() {
            var story = draftedBy(WREN, Content.of("Bridge to close", "", List.of()));
            story.when(WREN, new SubmitForChecking(BRIDGE)).thenRefused(NO_PARAGRAPH);
        }

        @Test
        void neither_a_crosshead_nor_an_empty_paragraph_is_a_paragraph() {
            var story = draftedBy(
                    WREN,
                    Content.of(
                            "Bridge to close",
                            "",
                            List.of(new Block.Crosshead(HEADING, Text.of("Ferries")), paragraph(LEAD, ""))));
            story.when(WREN, new SubmitForChecking(BRIDGE)).thenRefused(NO_PARAGRAPH);
        }

        @Test
        void a_draft_with_a_paragraph_goes_to_the_checkers() {
            draftedBy(WREN)
                    .when(WREN, new SubmitForChecking(BRIDGE))
                    .thenRecords(new SubmittedForChecking(BRIDGE, 1))
                    .andStageIs(Stage.DRAFTED);
        }

        @Test
        void what_is_with_the_checkers_is_not_submitted_again() {
            aSubmittedDraft().when(WREN, new SubmitForChecking(BRIDGE)).thenRefused(ALREADY_SO);
        }

        @Test
        void an_id_names_one_article_only() {
            draftedBy(WREN)
                    .when(WADE, new DraftArticle(BRIDGE, SPORT, DRAFT, null))
                    .thenRefused(ID_TAKEN);
        }

        @Test
        void a_draft_needs_a_desk_that_is_there() {
            blank().when(WREN, new DraftArticle(BRIDGE, new DeskId("gardening"), DRAFT, null))
                    .thenRefused(NO_SUCH_DESK);
        }
    }

    @Nested
    @DisplayName("Rule 2: saving identical content records nothing")
    class Rule2 {
        @Test
        void the_same_words_again_record_nothing() {
            var story = aPublishedStory();
            story.when(WREN, story.saving(DRAFT)).thenNothing().andStageIs(Stage.PUBLISHED);
        }

        @Test
        void spaces_that_nobody_sees_record_nothing() {
            var story = draftedBy(WREN);
            story.when(WREN, story.saving(DRAFT.with(Field.HEADLINE, " Harbour  bridge to close for 14 weeks ")))
                    .thenNothing();
        }

        @Test
        void an_old_revision_saved_as_it_was_undoes_nobody_s_work() {
            var story = draftedBy(WREN).editedBy(WADE, "rust", "deep rust");
            story.when(WREN, new ReviseContent(BRIDGE, 1, DRAFT)).thenNothing();
            assertThat(story.content().words(Place.of(LEAD))).contains("deep rust");
        }

        @Test
        void a_save_records_just_what_is_different() {
            var story = draftedBy(WREN);
            var saved = story.rewording("Ferries instead", "By ferry").content();
            story.when(WREN, story.saving(saved))
                    .thenRecords(new ContentRevised(
                            BRIDGE,
                            2,
                            1,
                            List.of(new Change.BlockRewritten(new Block.Crosshead(HEADING, Text.of("By ferry")))),
                            saved.hash(),
                            Map.of(),
                            Map.of(),
                            Map.of(),
                            Map.of(),
                            List.of(),
                            List.of()));
        }
    }

    @Nested
    @DisplayName("Rule 3: a save names the revision it was based on, and nothing is lost")
    class Rule3 {
        @Test
        void a_revision_that_never_was_cannot_be_built_on() {
            draftedBy(WREN).when(WREN, new ReviseContent(BRIDGE, 2, DRAFT)).thenRefused(NO_SUCH_REVISION);
        }

        @Test
        void changes_to_different_blocks_merge() {
            var story = draftedBy(WREN).editedBy(WADE, "Ferries instead", "By ferry");
            var revised = story.when(WREN, new ReviseContent(BRIDGE, 1, reworded(DRAFT, "rust", "deep rust")))
                    .only(ContentRevised.class);
            assertThat(revised.basedOn()).isEqualTo(1);
            assertThat(revised.revision()).isEqualTo(3);
            assertThat(story.content().words(Place.of(HEADING))).isEqualTo("By ferry");
            assertThat(story.content().words(Place.of(LEAD))).contains("deep rust");
        }

        @Test
        void changes_to_different_words_of_one_block_merge() {
            var story = draftedBy(WREN).editedBy(WADE, "the city council said", "the mayor said");
            story.when(WREN, new ReviseContent(BRIDGE, 1, reworded(DRAFT, "found rust", "found deep rust")))
                    .thenRecords(ContentRevised.class);
            assertThat(story.content().words(Place.of(LEAD)))
                    .contains("the mayor said")
                    .contains("found deep rust");
        }

        @Test
        void changes_to_the_same_words_are_refused_with_all_three_texts() {
            var story = draftedBy(WREN).editedBy(WADE, "38 of its", "41 of its");
            var theirs = story.content().words(Place.of(LEAD));
            var mine = reworded(DRAFT, "38 of its", "39 of its");
            var refused = story.when(WREN, new ReviseContent(BRIDGE, 1, mine)).thenRefused(OVERLAPPING_EDIT);
            assertThat(refused.why().conflicts())
                    .containsExactly(new Conflict(
                            "block/lead", DRAFT.words(Place.of(LEAD)), mine.words(Place.of(LEAD)), theirs));
        }

        @Test
        void what_a_save_would_be_merged_into_is_told_to_whoever_could_save_it_and_to_nobody_else() {
            var story = draftedBy(WREN).editedBy(WADE, "38 of its", "41 of its");
            var mine = DRAFT.with(Field.HEADLINE, "A bridge");
            var save = new ReviseContent(BRIDGE, 2, mine);
            var merged = Workflow.merged(story.article(), save, DRAFT, story.act(WREN, Role.WRITER), NEWSROOM);
            assertThat(merged.conflicts()).isEmpty();
            assertThat(merged.content()).isEqualTo(story.content().with(Field.HEADLINE, "A bridge"));

            assertThat(notTold(story, STELLA, Role.STANDARDS)).isEqualTo(ROLE_MISSING);
            assertThat(notTold(story.by(PAULA, new MakeConfidential(BRIDGE, List.of(), "A source")), MAX, Role.WRITER))
                    .isEqualTo(NO_SUCH_ARTICLE);
            assertThat(notTold(aPublishedStory().killed(), WREN, Role.WRITER)).isEqualTo(NO_SUCH_ARTICLE);
        }

        private RefusalCode notTold(Story story, PersonId who, Role role) {
            var save = new ReviseContent(BRIDGE, 1, DRAFT);
            return catchThrowableOfType(
                            Refused.class,
                            () -> Workflow.merged(story.article(), save, DRAFT, story.act(who, role), NEWSROOM))
                    .code();
        }

        @Test
        void a_merge_that_would_be_too_long_is_refused_as_a_save_would_be() {
            var story = draftedBy(WREN, longDraft(0, 900));
            story.by(WADE, story.saving(longDraft(60, 900)));
            story.when(WREN, new ReviseContent(BRIDGE, 1, longDraft(0, 960))).thenRefused(TOO_LONG);
        }

        private Content longDraft(int first, int last) {
            var blocks = new ArrayList<Block>();
            IntStream.range(0, first).forEach(i -> blocks.add(paragraph(new BlockId("new" + i), "A new paragraph")));
            IntStream.range(0, last).forEach(i -> blocks.add(paragraph(new BlockId("b" + i), "A paragraph")));
            return Content.of("A long read", "", blocks);
        }
    }

    @Nested
    @DisplayName("Rule 4: block ids are never reused; moving a block keeps its id, its claims and its verdicts")
    class Rule4 {
        @Test
        void a_moved_block_keeps_its_claims_and_every_sign_off() {
            var story = aCaptionedStory();
            var claims = story.article().claims();
            var turned = new ArrayList<>(DRAFT.blocks());
            Collections.reverse(turned);
            story.when(WREN, story.saving(DRAFT.withBlocks(turned)))
                    .thenRecords(ContentRevised.class)
                    .andStageIs(Stage.CAPTIONED);
            assertThat(story.article().claims()).isEqualTo(claims);
        }

        @Test
        void a_block_that_was_removed_does_not_lend_its_id_to_another() {
            var story = draftedBy(WREN);
            story.by(WREN, story.saving(without(DRAFT, FERRY)));
            story.when(WREN, story.saving(with(without(DRAFT, FERRY), paragraph(FERRY, "Trams, too."))))
                    .thenRefused(BLOCK_ID_REUSED);
        }

        @Test
        void a_new_block_comes_with_a_new_id() {
            var story = draftedBy(WREN);
            story.when(WREN, story.saving(with(DRAFT, paragraph(new BlockId("trams"), "Trams, too."))))
                    .thenRecords(ContentRevised.class);
        }

        @Test
        void a_block_that_becomes_another_kind_keeps_its_id_and_its_verdicts() {
            var story = draftedBy(WREN).everythingCheckedBy(CLEO);
            var quotation = new Block.Quotation(SAID, Text.of(DRAFT.words(Place.of(SAID))), "");
            story.when(WREN, story.saving(with(DRAFT, quotation))).thenRecords(ContentRevised.class);
            assertThat(story.claim(VOUCH).verdict()).isEqualTo(Verdict.CONFIRMED);
        }
    }

    @Nested
    @DisplayName("Formatting is never part of the words")
    class Formatting {
        @Test
        void formatting_alone_keeps_every_verdict_and_every_sign_off() {
            var story = aCaptionedStory();
            var bold = new Text(DRAFT.words(Place.of(LEAD)), List.of(new Mark(Mark.Style.BOLD, 0, 40, null)));
            story.when(WADE, story.saving(with(DRAFT, new Block.Paragraph(LEAD, bold))))
                    .thenRecords(ContentRevised.class)
                    .andStageIs(Stage.CAPTIONED);
            assertThat(story.claim(CLOSING).verdict()).isEqualTo(Verdict.CONFIRMED);
        }

        @Test
        void nobody_becomes_a_writer_by_formatting() {
            var story = draftedBy(WREN);
            var bold = new Text(DRAFT.words(Place.of(LEAD)), List.of(new Mark(Mark.Style.ITALIC, 0, 40, null)));
            story.by(WADE, story.saving(with(DRAFT, new Block.Paragraph(LEAD, bold))));
            assertThat(story.article().wrote(WADE)).isFalse();
        }

        @Test
        void a_formatted_caption_stays_approved() {
            var story = aCaptionedStory();
            var caption = new Text("The harbour bridge at dusk", List.of(new Mark(Mark.Style.ITALIC, 4, 11, null)));
            story.when(PETRA, story.saving(with(DRAFT, figure(bridgeAtDusk().with(caption)))))
                    .thenRecords(ContentRevised.class)
                    .andStageIs(Stage.CAPTIONED);
        }
    }

    @Nested
    @DisplayName("What is longer than anybody would print is refused")
    class Length {
        @Test
        void a_headline_has_at_most_a_thousand_characters() {
            var story = draftedBy(WREN);
            story.when(WREN, story.saving(DRAFT.with(Field.HEADLINE, "x".repeat(1_000))))
                    .thenAccepted();
            story.when(WREN, story.saving(DRAFT.with(Field.HEADLINE, "x".repeat(1_001))))
                    .thenRefused(TOO_LONG);
        }

        @Test
        void a_paragraph_has_at_most_twenty_thousand_characters() {
            var story = draftedBy(WREN);
            story.when(WREN, story.saving(with(DRAFT, paragraph(LEAD, "x".repeat(20_001)))))
                    .thenRefused(TOO_LONG);
        }

        @Test
        void an_article_has_at_most_a_thousand_blocks() {
            var blocks = IntStream.rangeClosed(0, 1_000)
                    .mapToObj(i -> paragraph(new BlockId("b" + i), "Short"))
                    .toList();
            blank().when(WREN, new DraftArticle(BRIDGE, CITY, Content.of("Long", "", blocks), null))
                    .thenRefused(TOO_LONG);
        }

        @Test
        void a_body_has_at_most_half_a_million_characters() {
            var blocks = IntStream.rangeClosed(0, 25)
                    .mapToObj(i -> paragraph(new BlockId("b" + i), "x".repeat(20_000)))
                    .toList();
            blank().when(WREN, new DraftArticle(BRIDGE, CITY, Content.of("Long", "", blocks), null))
                    .thenRefused(TOO_LONG);
        }

        @Test
        void an_article_has_at_most_fifty_subjects() {
            var subjects =
                    IntStream.rangeClosed(0, 50).mapToObj(i -> "subject " + i).toList();
            blank().when(WREN, new DraftArticle(BRIDGE, CITY, DRAFT.withSubjects(subjects), null))
                    .thenRefused(TOO_LONG);
        }

        @Test
        void a_link_leads_to_a_host_and_tells_no_name_or_password() {
            var story = draftedBy(WREN);
            for (var nowhere : List.of(
                    "http://",
                    "https:///x",
                    "http:x",
                    "https:/x",
                    "http://:80/",
                    "http://user:pw@host",
                    "https://stet.example@evil.example/",
                    "https://@evil.example/")) {
                assertThatThrownBy(() -> story.when(WREN, story.saving(with(DRAFT, linked(nowhere)))))
                        .as(nowhere)
                        .isInstanceOf(InvalidValue.class);
            }
            for (var somewhere : List.of(
                    "https://example.org/a@b", "http://müller.example", "http://[::1]:8080/", "mailto:a@b.example")) {
                story.when(WREN, story.saving(with(DRAFT, linked(somewhere)))).thenAccepted();
            }
        }

        private static Block linked(String address) {
            return new Block.Paragraph(LEAD, new Text("A link", List.of(new Mark(Mark.Style.LINK, 2, 6, address))));
        }

        @Test
        void a_remark_is_a_page_and_not_a_novel() {
            aSubmittedDraft()
                    .when(CLEO, new RequestChanges(BRIDGE, new CommentId("aside"), "x".repeat(4_001)))
                    .thenRefused(TOO_LONG);
        }
    }

    @Nested
    @DisplayName("An article is a piece of work: desks, people and comments")
    class Work {
        private static final CommentId ASIDE = new CommentId("aside");

        @Test
        void a_checker_sends_it_back_to_the_writer_with_a_note() {
            var story = aSubmittedDraft();
            story.when(CLEO, new RequestChanges(BRIDGE, ASIDE, " Who says so? "))
                    .thenRecords(new ChangesRequested(BRIDGE, "Who says so?", ASIDE));
            story.when(CLEO, new RequestChanges(BRIDGE, ASIDE, "Who says so?")).thenRefused(ALREADY_SO);
            story.when(WREN, new SubmitForChecking(BRIDGE)).thenAccepted();
        }

        @Test
        void nothing_is_sent_back_without_a_note() {
            aSubmittedDraft().when(CLEO, new RequestChanges(BRIDGE, ASIDE, " ")).thenRefused(REASON_MISSING);
        }

        @Test
        void it_is_given_to_somebody_who_holds_the_role() {
            var due = Instant.parse("2026-02-12T18:00:00Z");
            var story = draftedBy(WREN);
            story.when(PAULA, new AssignArticle(BRIDGE, CLEO, Role.CHECKER, due))
                    .thenRecords(new ArticleAssigned(BRIDGE, CLEO, Role.CHECKER, due));
            story.when(PAULA, new AssignArticle(BRIDGE, CLEO, Role.CHECKER, due))
                    .thenRefused(ALREADY_SO);
            assertThat(story.article().assignments()).containsExactly(new Assignment(CLEO, Role.CHECKER, due));
        }

        @Test
        void another_hour_replaces_the_first() {
            var story = draftedBy(WREN)
                    .by(PAULA, new AssignArticle(BRIDGE, CLEO, Role.CHECKER, MORNING))
                    .by(PAULA, new AssignArticle(BRIDGE, CLEO, Role.CHECKER, null));
            assertThat(story.article().assignments()).containsExactly(new Assignment(CLEO, Role.CHECKER, null));
        }

        @Test
        void it_is_not_given_to_somebody_without_the_role_or_to_nobody() {
            var story = draftedBy(WREN);
            story.when(PAULA, new AssignArticle(BRIDGE, CLEO, Role.PUBLISHER, null))
                    .thenRefused(ROLE_MISSING);
            story.when(PAULA, new AssignArticle(BRIDGE, new PersonId("ghost"), Role.CHECKER, null))
                    .thenRefused(NO_SUCH_PERSON);
        }

        @Test
        void it_is_taken_from_somebody_who_has_it() {
            var story = draftedBy(WREN).by(PAULA, new AssignArticle(BRIDGE, CLEO, Role.CHECKER, null));
            story.when(PAULA, new UnassignArticle(BRIDGE, CYRIL, Role.CHECKER)).thenRefused(ALREADY_SO);
            story.when(PAULA, new UnassignArticle(BRIDGE, CLEO, Role.CHECKER))
                    .thenRecords(new ArticleUnassigned(BRIDGE, CLEO, Role.CHECKER));
            assertThat(story.article().assignments()).isEmpty();
        }

        @Test
        void stet_takes_it_from_whoever_has_left_and_from_nobody_else() {
            var story = draftedBy(WREN).by(PAULA, new AssignArticle(BRIDGE, CLEO, Role.CHECKER, null));
            var unassign = new UnassignArticle(BRIDGE, CLEO, Role.CHECKER);
            var act = new Act(Newsroom.STET, Role.PUBLISHER, MORNING, "They have left", new CommandId("farewell"));
            assertThat(catchThrowableOfType(
                                    Refused.class, () -> Workflow.decide(story.article(), unassign, act, NEWSROOM))
                            .code())
                    .isEqualTo(ROLE_MISSING);

            var without = NEWSROOM.evolve(new PersonLeft(CLEO));
            assertThat(Workflow.decide(story.article(), unassign, act, without))
                    .containsExactly(new ArticleUnassigned(BRIDGE, CLEO, Role.CHECKER));
            story.by(PAULA, new SpikeArticle(BRIDGE, "Overtaken"));
            assertThat(Workflow.decide(story.article(), unassign, act, without))
                    .as("a spiked draft may be revived")
                    .containsExactly(new ArticleUnassigned(BRIDGE, CLEO, Role.CHECKER));
        }

        @Test
        void nothing_new_comes_to_a_desk_that_is_closed_and_what_stands_there_is_worked_on() {
            var story = draftedBy(WREN);
            var closed = NEWSROOM.evolve(new DeskClosed(CITY)).evolve(new DeskClosed(SPORT));
            var act = new Act(MAX, Role.WRITER, MORNING, null, new CommandId("later"));
            assertThat(catchThrowableOfType(
                                    Refused.class,
                                    () -> Workflow.decide(
                                            null,
                                            new DraftArticle(new ArticleId("other"), CITY, DRAFT, null),
                                            act,
                                            closed))
                            .code())
                    .isEqualTo(DESK_CLOSED);
            assertThat(catchThrowableOfType(
                                    Refused.class,
                                    () -> Workflow.decide(story.article(), new MoveToDesk(BRIDGE, SPORT), act, closed))
                            .code())
                    .isEqualTo(DESK_CLOSED);
            assertThat(Workflow.decide(story.article(), new SubmitForChecking(BRIDGE), act, closed))
                    .containsExactly(new SubmittedForChecking(BRIDGE, 1));
        }

        @Test
        void it_moves_to_another_desk() {
            var story = draftedBy(WREN);
            story.when(PAULA, new MoveToDesk(BRIDGE, SPORT)).thenRecords(new MovedToDesk(BRIDGE, SPORT));
            story.when(PAULA, new MoveToDesk(BRIDGE, SPORT)).thenRefused(ALREADY_SO);
            story.when(PAULA, new MoveToDesk(BRIDGE, new DeskId("gardening"))).thenRefused(NO_SUCH_DESK);
        }

        @Test
        void a_comment_is_about_words_that_stand_there_and_mentions_people_who_are_here() {
            var story = draftedBy(WREN);
            var rust = anchor(DRAFT, Place.of(LEAD), "rust");
            story.when(STELLA, new AddComment(BRIDGE, ASIDE, "Says who?", rust, List.of(WREN)))
                    .thenRecords(new CommentAdded(BRIDGE, ASIDE, "Says who?", rust, List.of(WREN)));
            var other = new CommentId("other");
            story.when(STELLA, new AddComment(BRIDGE, other, "?", new Anchor(Place.of(LEAD), 0, "rust"), List.of()))
                    .thenRefused(SPAN_NOT_FOUND);
            story.when(STELLA, new AddComment(BRIDGE, other, "?", null, List.of(new PersonId("ghost"))))
                    .thenRefused(NO_SUCH_PERSON);
            story.when(STELLA, new AddComment(BRIDGE, ASIDE, "?", null, List.of()))
                    .thenRefused(ID_TAKEN);
            story.when(STELLA, new AddComment(BRIDGE, other, " ", null, List.of()))
                    .thenRefused(REASON_MISSING);
        }

        @Test
        void a_comment_answers_another_that_is_there() {
            var answer = new CommentId("answer");
            var story = draftedBy(WREN).by(CLEO, new AddComment(BRIDGE, ASIDE, "Says who?", null, List.of()));
            story.when(WREN, new AddComment(BRIDGE, answer, "The mayor", null, List.of(), ASIDE))
                    .thenRecords(new CommentAdded(BRIDGE, answer, "The mayor", null, List.of(), ASIDE));
            story.when(WREN, new AddComment(BRIDGE, new CommentId("lost"), "?", null, List.of(), new CommentId("none")))
                    .thenRefused(NO_SUCH_COMMENT);
        }

        @Test
        void whoever_is_called_by_their_name_in_a_comment_is_mentioned() {
            var newsroom = draftedBy(WREN);
            newsroom.when(CLEO, new AddComment(BRIDGE, ASIDE, "@WREN, and @stella: is it?", null, List.of(PAULA)))
                    .thenRecords(new CommentAdded(
                            BRIDGE, ASIDE, "@WREN, and @stella: is it?", null, List.of(PAULA, WREN, STELLA)));
            for (var nobody : List.of("cleo@wren.example", "@wrenn is it", "@nobody at all", "@ wren", "wren")) {
                draftedBy(WREN)
                        .when(CLEO, new AddComment(BRIDGE, ASIDE, nobody, null, List.of()))
                        .thenRecords(new CommentAdded(BRIDGE, ASIDE, nobody, null, List.of()));
            }
        }

        @Test
        void a_first_name_that_two_people_have_calls_neither_and_the_longest_name_counts() {
            var ann = new PersonId("p1");
            var other = new PersonId("p2");
            var annLee = new PersonId("p3");
            var newsroom = new Newsroom(
                    Map.of(),
                    Map.of(
                            ann, new Newsroom.Person(ann, "Ann Berg", Set.of(), Set.of()),
                            other, new Newsroom.Person(other, "Ann Marsh", Set.of(), Set.of()),
                            annLee, new Newsroom.Person(annLee, "Ann Marsh Lee", Set.of(), Set.of())),
                    Set.of());
            assertThat(Called.in("@Ann?", newsroom)).isEmpty();
            assertThat(Called.in("@ann marsh, @Ann Berg.", newsroom)).containsExactly(other, ann);
            assertThat(Called.in("Ask @Ann Marsh Lee", newsroom)).containsExactly(annLee);
        }

        @Test
        void a_comment_keeps_its_lines() {
            var lines = "First:\n\n- who?\n- when?";
            var typed = "First: \r\n\r\n\r\n\r\n- who?\r\n- when?\r\n";
            draftedBy(WREN)
                    .when(CLEO, new AddComment(BRIDGE, ASIDE, typed, null, List.of()))
                    .thenRecords(new CommentAdded(BRIDGE, ASIDE, lines, null, List.of()));
        }

        @Test
        void a_comment_is_resolved_once() {
            var story = draftedBy(WREN).by(CLEO, new AddComment(BRIDGE, ASIDE, "Says who?", null, List.of()));
            story.when(WREN, new ResolveComment(BRIDGE, ASIDE)).thenRecords(new CommentResolved(BRIDGE, ASIDE));
            story.when(WREN, new ResolveComment(BRIDGE, ASIDE)).thenRefused(NO_SUCH_COMMENT);
        }

        @Test
        void whoever_wrote_a_comment_puts_it_otherwise_and_nobody_else_does() {
            var story = draftedBy(WREN).by(CLEO, new AddComment(BRIDGE, ASIDE, "Says who?", null, List.of()));
            story.when(CLEO, new EditComment(BRIDGE, ASIDE, "Who says so, and when?"))
                    .thenRecords(new CommentEdited(BRIDGE, ASIDE, "Who says so, and when?", List.of()));
            story.when(STELLA, new EditComment(BRIDGE, ASIDE, "Nobody")).thenRefused(COMMENT_OF_ANOTHER);
            story.when(CLEO, new EditComment(BRIDGE, ASIDE, " ")).thenRefused(REASON_MISSING);
            story.by(WREN, new ResolveComment(BRIDGE, ASIDE))
                    .when(CLEO, new EditComment(BRIDGE, ASIDE, "Too late"))
                    .thenRefused(NO_SUCH_COMMENT);
        }

        @Test
        void a_comment_put_otherwise_calls_only_whom_it_did_not_call_before() {
            var story = draftedBy(WREN).by(CLEO, new AddComment(BRIDGE, ASIDE, "@wren?", null, List.of(PAULA)));
            story.when(CLEO, new EditComment(BRIDGE, ASIDE, "@wren or @stella?"))
                    .thenRecords(new CommentEdited(BRIDGE, ASIDE, "@wren or @stella?", List.of(STELLA)));
            story.when(CLEO, new EditComment(BRIDGE, ASIDE, "@stella, @paula or @wren?"))
                    .thenRecords(new CommentEdited(BRIDGE, ASIDE, "@stella, @paula or @wren?", List.of()));
        }

        @Test
        void a_comment_goes_with_its_words() {
            var rust = anchor(DRAFT, Place.of(LEAD), "found rust in 38 of its cables");
            var story = draftedBy(WREN).by(STELLA, new AddComment(BRIDGE, ASIDE, "Says who?", rust, List.of()));
            var later = reworded(DRAFT, "The harbour bridge", "In March the harbour bridge");
            story.by(WREN, new ReviseContent(BRIDGE, 1, later));
            assertThat(about(story)).isEqualTo(anchor(later, Place.of(LEAD), "found rust in 38 of its cables"));

            var changed = reworded(later, "rust in 38", "much rust in 38");
            story.by(WREN, new ReviseContent(BRIDGE, 2, changed));
            assertThat(about(story)).isEqualTo(anchor(changed, Place.of(LEAD), "found much rust in 38 of its cables"));

            var moved = reworded(
                    reworded(changed, ", after inspectors found much rust in 38 of its cables", ""),
                    "A ferry will leave",
                    "Inspectors found much rust in 38 of its cables. A ferry will leave");
            story.by(WREN, new ReviseContent(BRIDGE, 3, moved));
            assertThat(about(story)).isEqualTo(anchor(moved, Place.of(FERRY), "found much rust in 38 of its cables"));

            story.by(
                    WREN,
                    new ReviseContent(
                            BRIDGE,
                            4,
                            moved.withBlocks(moved.blocks().stream()
                                    .filter(block -> !block.id().equals(FERRY))
                                    .toList())));
            assertThat(about(story)).isNull();
        }

        private static @Nullable Anchor about(Story story) {
            return Objects.requireNonNull(story.article().openComments().get(ASIDE))
                    .anchor();
        }

        @Test
        void a_request_for_changes_is_answered_like_a_comment() {
            var story = aSubmittedDraft().by(CLEO, new RequestChanges(BRIDGE, ASIDE, "Who says so?"));
            story.when(WREN, new AddComment(BRIDGE, new CommentId("answer"), "The mayor", null, List.of(), ASIDE))
                    .thenAccepted();
            story.when(WREN, new ResolveComment(BRIDGE, ASIDE)).thenRefused(NO_SUCH_COMMENT);
        }

        @Test
        void a_comment_changes_no_stage() {
            aPublishedStory()
                    .when(STELLA, new AddComment(BRIDGE, ASIDE, "Well told", null, List.of()))
                    .thenAccepted()
                    .andStageIs(Stage.PUBLISHED);
        }
    }
}
