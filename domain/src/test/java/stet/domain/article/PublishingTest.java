package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.CAPTIONS_NOT_SIGNED_OFF;
import static stet.domain.RefusalCode.CAPTION_NOT_APPROVED;
import static stet.domain.RefusalCode.CHANGED_SINCE;
import static stet.domain.RefusalCode.CLAIMS_OPEN;
import static stet.domain.RefusalCode.CORRECTION_NOTE_MISSING;
import static stet.domain.RefusalCode.EMBARGOED;
import static stet.domain.RefusalCode.FACTS_NOT_SIGNED_OFF;
import static stet.domain.RefusalCode.NOTE_UNFIT;
import static stet.domain.RefusalCode.NOTHING_NEW;
import static stet.domain.RefusalCode.NOT_COVERED;
import static stet.domain.RefusalCode.NOT_FIRST_EDITION;
import static stet.domain.RefusalCode.NOT_LIVE;
import static stet.domain.RefusalCode.NOT_ON_HOLD;
import static stet.domain.RefusalCode.NOT_READY;
import static stet.domain.RefusalCode.NOT_SCHEDULED;
import static stet.domain.RefusalCode.NOT_SUBMITTED;
import static stet.domain.RefusalCode.NO_EDITION_YET;
import static stet.domain.RefusalCode.NO_PARAGRAPH;
import static stet.domain.RefusalCode.NO_SUCH_ARTICLE;
import static stet.domain.RefusalCode.NO_SUCH_BLOCK;
import static stet.domain.RefusalCode.NO_SUCH_CLAIM;
import static stet.domain.RefusalCode.NO_SUCH_REVISION;
import static stet.domain.RefusalCode.ON_HOLD;
import static stet.domain.RefusalCode.OWN_PUBLICATION;
import static stet.domain.RefusalCode.OWN_WORDS;
import static stet.domain.RefusalCode.REASON_MISSING;
import static stet.domain.RefusalCode.REFILE_CHANGES_WORDS;
import static stet.domain.RefusalCode.REFILE_TOUCHES_CLAIM;
import static stet.domain.RefusalCode.ROLE_MISSING;
import static stet.domain.RefusalCode.WRONG_STAGE;
import static stet.domain.article.Story.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.InvalidValue;
import stet.domain.Obstacle;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.AddComment;
import stet.domain.article.ArticleCommand.AttachEditorsNote;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.HoldArticle;
import stet.domain.article.ArticleCommand.KillArticle;
import stet.domain.article.ArticleCommand.LiftEmbargo;
import stet.domain.article.ArticleCommand.PublishArticle;
import stet.domain.article.ArticleCommand.PublishAsScheduled;
import stet.domain.article.ArticleCommand.QueryClaim;
import stet.domain.article.ArticleCommand.ReleaseHold;
import stet.domain.article.ArticleCommand.ReopenClaim;
import stet.domain.article.ArticleCommand.ReopenFacts;
import stet.domain.article.ArticleCommand.RequestChanges;
import stet.domain.article.ArticleCommand.ReviveArticle;
import stet.domain.article.ArticleCommand.SchedulePublication;
import stet.domain.article.ArticleCommand.SetEmbargo;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleCommand.SpikeArticle;
import stet.domain.article.ArticleCommand.SubmitForChecking;
import stet.domain.article.ArticleCommand.UnschedulePublication;
import stet.domain.article.ArticleCommand.WaiveCheck;
import stet.domain.article.ArticleCommand.Waiving;
import stet.domain.article.ArticleEvent.ArticleHeld;
import stet.domain.article.ArticleEvent.ArticleKilled;
import stet.domain.article.ArticleEvent.ArticleRevived;
import stet.domain.article.ArticleEvent.ArticleSpiked;
import stet.domain.article.ArticleEvent.CheckWaived;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.EditorsNoteAttached;
import stet.domain.article.ArticleEvent.EmbargoLifted;
import stet.domain.article.ArticleEvent.EmbargoSet;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.article.ArticleEvent.HoldReleased;
import stet.domain.article.ArticleEvent.PublicationScheduled;
import stet.domain.article.ArticleEvent.PublicationUnscheduled;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Mark;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.domain.newsroom.Newsroom;

class PublishingTest {
    private static final Instant NOON = Instant.parse("2026-02-12T12:00:00Z");
    private static final Note NOTE = new Note("We said 38 cables were rusty", "There are 41 of them");
    private static final Note NOTE_OF_THE_LEAD = new Note(NOTE.wrong(), NOTE.right(), List.of("block/lead"));
    private static final Note NEWS = new Note("", "Adds what the ferry costs");

    private static PublishArticle publish(EditionKind kind, @Nullable Note note) {
        return new PublishArticle(BRIDGE, kind, note, SEEN);
    }

    private static final PublishArticle PUBLISH = publish(EditionKind.ORIGINAL, null);

    private static SchedulePublication schedule(Instant due) {
        return new SchedulePublication(BRIDGE, due, EditionKind.ORIGINAL, null, SEEN);
    }

    private static SchedulePublication schedule(EditionKind kind, Note note, Instant due) {
        return new SchedulePublication(BRIDGE, due, kind, note, SEEN);
    }

    /** What stands in the way, but for what an edition of some kind may change, is waived. */
    private static Story waived(Story story) {
        for (var check : List.of(Check.FACTS, Check.CAPTIONS)) {
            if (!story.article().waived(check)) {
                story.by(PERCY, waive(check));
            }
        }
        return story;
    }

    /** The draft with a link in its first paragraph, handed in and checked. */
    private static Story linked(String address) {
        return draftedBy(WREN, link(DRAFT, address))
                .submitted()
                .everythingCheckedBy(CLEO)
                .factsSignedOffBy(CLEO);
    }

    private static Content link(Content content, String address) {
        var mark = new Mark(Mark.Style.LINK, 0, 3, address);
        return with(content, new Block.Paragraph(LEAD, new Text(content.words(Place.of(LEAD)), List.of(mark))));
    }

    private static Picture of(Picture like, String file) {
        return new Picture(
                file, like.caption(), like.parts(), like.reasons(), like.altText(), like.sourceType(), like.label());
    }

    private static WaiveCheck waive(Check check) {
        return new WaiveCheck(BRIDGE, check, null, "It is a matter of minutes", SEEN);
    }

    private static Waiving waiving(Check... checks) {
        return new Waiving(List.of(checks), "It is a matter of minutes");
    }

    private static PublishArticle publishWaiving(Check... checks) {
        return new PublishArticle(BRIDGE, EditionKind.ORIGINAL, null, SEEN, waiving(checks));
    }

    /** The next edition, ready to go out: one checked number is another now. */
    private static Story corrected() {
        return aPublishedStory()
                .editedBy(WREN, "38 of its cables", "41 of its cables")
                .everythingCheckedBy(CLEO)
                .factsSignedOffBy(CLEO);
    }

    private static Edition edition(Story story) {
        return Objects.requireNonNull(story.article().edition());
    }

    @Nested
    @DisplayName(
            "Rule 16: only words with standing sign-offs or waivers are published; the refusal lists every unmet condition")
    class Rule16 {
        @Test
        void a_story_with_both_sign_offs_is_published_whole() {
            var story = aCaptionedStory();
            var edition = story.when(PAULA, PUBLISH)
                    .thenRecords(EditionPublished.class)
                    .andStageIs(Stage.PUBLISHED)
                    .only(EditionPublished.class)
                    .edition();
            assertThat(edition.number()).isEqualTo(1);
            assertThat(edition.kind()).isEqualTo(EditionKind.ORIGINAL);
            assertThat(edition.content()).isEqualTo(DRAFT);
            assertThat(edition.revision()).isEqualTo(1);
            assertThat(edition.notes()).isEmpty();
            assertThat(edition.firstPublished()).isEqualTo(MORNING);
            assertThat(story.article().live()).isTrue();
        }

        @Test
        void the_refusal_of_a_fresh_draft_lists_every_unmet_condition() {
            var story = draftedBy(WREN, without(without(DRAFT, LEAD), FERRY)).by(PAULA, new SetEmbargo(BRIDGE, NOON));
            story.by(WREN, story.saving(without(story.content(), SAID)));
            story.by(CLEO, story.raising(WEEKS, ClaimKind.FACT, Place.HEADLINE, "Harbour bridge"));
            assertThat(story.when(PAULA, PUBLISH).thenRefused(NOT_READY).standingInTheWay())
                    .containsExactly(
                            NO_PARAGRAPH,
                            NOT_SUBMITTED,
                            CLAIMS_OPEN,
                            NOT_COVERED,
                            NOT_COVERED,
                            FACTS_NOT_SIGNED_OFF,
                            CAPTION_NOT_APPROVED,
                            CAPTIONS_NOT_SIGNED_OFF,
                            EMBARGOED);
        }

        @Test
        void a_story_without_pictures_is_told_that_nobody_signed_that_off() {
            var story = draftedBy(WREN, without(DRAFT, PHOTO))
                    .submitted()
                    .everythingCheckedBy(CLEO)
                    .factsSignedOffBy(CLEO);
            assertThat(story.when(PAULA, PUBLISH).thenRefused(NOT_READY).standingInTheWay())
                    .containsExactly(CAPTIONS_NOT_SIGNED_OFF);
        }

        @Test
        void an_article_that_the_writer_has_back_is_not_published() {
            assertThat(aCaptionedStory()
                            .by(
                                    CLEO,
                                    new RequestChanges(
                                            BRIDGE, new stet.domain.CommentId("request"), "The end is missing"))
                            .when(PAULA, PUBLISH)
                            .thenRefused(NOT_READY)
                            .standingInTheWay())
                    .containsExactly(NOT_SUBMITTED);
        }

        @Test
        void waivers_stand_for_the_sign_offs_and_stay_in_the_record() {
            var story = draftedBy(WREN);
            story.when(PAULA, waive(Check.FACTS))
                    .thenRecords(new CheckWaived(
                            BRIDGE, Check.FACTS, null, "It is a matter of minutes", DRAFT.wordsAndLinksHash()));
            story.by(PAULA, waive(Check.CAPTIONS))
                    .when(PAULA, PUBLISH)
                    .thenRecords(EditionPublished.class)
                    .andStageIs(Stage.PUBLISHED);
            assertThat(story.article().publication().waivers()).hasSize(2);
        }

        @Test
        void one_waiver_does_not_stand_for_the_other_check() {
            var facts = draftedBy(WREN)
                    .by(PAULA, waive(Check.FACTS))
                    .when(PAULA, PUBLISH)
                    .thenRefused(NOT_READY);
            assertThat(facts.standingInTheWay()).containsExactly(CAPTION_NOT_APPROVED, CAPTIONS_NOT_SIGNED_OFF);
            var captions = aFactCheckedStory().by(PAULA, waive(Check.CAPTIONS));
            captions.when(PAULA, PUBLISH).thenAccepted();
        }

        @Test
        void a_waiver_is_bound_to_the_exact_words() {
            var story = aSubmittedDraft().by(PAULA, waive(Check.FACTS)).by(PAULA, waive(Check.CAPTIONS));
            assertThat(story.article().publication().waivers()).allMatch(story.article()::stands);
            story.editedBy(WREN, "found rust", "found decay");
            assertThat(story.article().waived(Check.FACTS)).isFalse();
            assertThat(story.article().waived(Check.CAPTIONS)).isTrue();
            assertThat(story.article().publication().waivers().stream().filter(story.article()::stands))
                    .extracting(Waiver::check)
                    .containsExactly(Check.CAPTIONS);
            story.when(PAULA, PUBLISH).thenRefused(NOT_READY);
            story.editedBy(WREN, "found decay", "found rust")
                    .when(PAULA, PUBLISH)
                    .thenAccepted();
        }

        @Test
        void a_waiver_of_the_facts_is_bound_to_where_links_lead() {
            var story = linked("https://alder.example/report").by(PAULA, waive(Check.FACTS));
            story.by(WREN, story.saving(link(story.content(), "https://alder.example/other")));
            assertThat(story.article().waived(Check.FACTS)).isFalse();
        }

        @Test
        void a_waiver_from_before_it_was_bound_to_links_still_stands() {
            var story = linked("https://alder.example/report");
            var act = new Act(PAULA, Role.PUBLISHER, MORNING, null, new CommandId("of-old"));
            story.happened(
                    new CheckWaived(
                            BRIDGE, Check.FACTS, null, "Urgent", story.content().wordsHash()),
                    act);
            assertThat(story.article().waived(Check.FACTS)).isTrue();
        }

        @Test
        void a_waiver_outlives_formatting_and_a_move() {
            var story = aSubmittedDraft().by(PAULA, waive(Check.FACTS));
            var turned = new ArrayList<>(DRAFT.blocks());
            Collections.reverse(turned);
            story.by(WREN, story.saving(DRAFT.withBlocks(turned)));
            assertThat(story.article().waived(Check.FACTS)).isTrue();
        }

        @Test
        void a_waiver_has_a_reason_and_is_given_once_for_the_same_words() {
            var story = aSubmittedDraft().claimsRaised();
            story.when(PAULA, new WaiveCheck(BRIDGE, Check.FACTS, null, " ", SEEN))
                    .thenRefused(REASON_MISSING);
            story.by(PAULA, waive(Check.FACTS)).when(PERCY, waive(Check.FACTS)).thenRefused(ALREADY_SO);
            var quotation = new WaiveCheck(BRIDGE, Check.PRIMARY_SOURCE, VOUCH, "She is abroad", SEEN);
            story.by(PAULA, quotation).when(PERCY, quotation).thenRefused(ALREADY_SO);
        }

        @Test
        void nobody_waives_the_check_of_their_own_words() {
            draftedBy(MAX).when(MAX, waive(Check.FACTS)).thenRefused(OWN_WORDS);
        }

        @Test
        void a_publication_that_waives_what_it_lacks_records_just_what_the_single_acts_do() {
            var one = draftedBy(WREN).when(PAULA, publishWaiving(Check.CAPTIONS, Check.FACTS, Check.CAPTIONS));
            var several = draftedBy(WREN);
            var facts = several.when(PAULA, waive(Check.FACTS)).events();
            var captions = several.when(PAULA, waive(Check.CAPTIONS)).events();
            var published = several.when(PAULA, PUBLISH).events();
            assertThat(one.events())
                    .isEqualTo(Stream.of(facts, captions, published)
                            .flatMap(List::stream)
                            .toList());
            one.andStageIs(Stage.PUBLISHED);
        }

        @Test
        void a_schedule_that_waives_what_it_lacks_fires_like_any_other() {
            var story = draftedBy(WREN);
            story.when(
                            PAULA,
                            new SchedulePublication(
                                    BRIDGE,
                                    NOON,
                                    EditionKind.ORIGINAL,
                                    null,
                                    SEEN,
                                    waiving(Check.FACTS, Check.CAPTIONS)))
                    .thenRecords(CheckWaived.class, CheckWaived.class, PublicationScheduled.class);
            story.at(NOON)
                    .when(Newsroom.STET, new PublishAsScheduled(BRIDGE, NOON))
                    .thenRecords(EditionPublished.class);
        }

        @Test
        void what_it_does_not_waive_keeps_all_of_it_back() {
            var story = draftedBy(WREN);
            assertThat(story.when(PAULA, publishWaiving(Check.FACTS))
                            .thenRefused(NOT_READY)
                            .standingInTheWay())
                    .containsExactly(CAPTION_NOT_APPROVED, CAPTIONS_NOT_SIGNED_OFF);
            story.by(PAULA, new SetEmbargo(BRIDGE, NOON));
            story.when(PAULA, publishWaiving(Check.FACTS, Check.CAPTIONS)).thenRefused(EMBARGOED);
            assertThat(story.article().publication().waivers()).isEmpty();
        }

        @Test
        void what_a_publication_waives_it_waives_by_the_rules_of_a_single_waiver() {
            var story = draftedBy(WREN);
            story.when(
                            PAULA,
                            new PublishArticle(
                                    BRIDGE,
                                    EditionKind.ORIGINAL,
                                    null,
                                    SEEN,
                                    new Waiving(List.of(Check.FACTS, Check.CAPTIONS), " — ")))
                    .thenRefused(REASON_MISSING);
            story.by(PERCY, waive(Check.FACTS))
                    .when(PAULA, publishWaiving(Check.FACTS, Check.CAPTIONS))
                    .thenRefused(ALREADY_SO);
            draftedBy(MAX)
                    .when(MAX, publishWaiving(Check.FACTS, Check.CAPTIONS))
                    .thenRefused(OWN_WORDS);
            story.editedBy(WADE, "found rust", "found decay")
                    .when(
                            PAULA,
                            new PublishArticle(
                                    BRIDGE, EditionKind.ORIGINAL, null, 1, waiving(Check.FACTS, Check.CAPTIONS)))
                    .thenRefused(CHANGED_SINCE);
            story.when(STELLA, publishWaiving(Check.FACTS, Check.CAPTIONS)).thenRefused(ROLE_MISSING);
        }

        @Test
        void a_publication_waives_the_sign_offs_and_no_quotation() {
            assertThatThrownBy(() -> waiving()).isInstanceOf(InvalidValue.class).hasMessageContaining("which checks");
            assertThatThrownBy(() -> waiving(Check.FACTS, Check.PRIMARY_SOURCE))
                    .isInstanceOf(InvalidValue.class)
                    .hasMessageContaining("waived by itself");
        }

        @Test
        void what_could_be_waived_is_what_stands_in_the_way_of_a_check() {
            assertThat(draftedBy(WREN).article().outstanding()).containsExactly(Check.FACTS, Check.CAPTIONS);
            assertThat(draftedBy(WREN).by(PAULA, waive(Check.FACTS)).article().outstanding())
                    .containsExactly(Check.CAPTIONS);
            assertThat(aFactCheckedStory().article().outstanding()).containsExactly(Check.CAPTIONS);
            assertThat(aCaptionedStory()
                            .by(PAULA, new SetEmbargo(BRIDGE, NOON))
                            .article()
                            .outstanding())
                    .isEmpty();
        }

        @Test
        void a_primary_source_is_waived_for_one_quotation_that_is_there() {
            var story = aSubmittedDraft().claimsRaised();
            story.when(PAULA, waive(Check.PRIMARY_SOURCE)).thenRefused(NO_SUCH_CLAIM);
            story.when(PAULA, new WaiveCheck(BRIDGE, Check.PRIMARY_SOURCE, new ClaimId("ghost"), "Abroad", SEEN))
                    .thenRefused(NO_SUCH_CLAIM);
            story.when(PAULA, new WaiveCheck(BRIDGE, Check.PRIMARY_SOURCE, CABLES, "Abroad", SEEN))
                    .thenRefused(NO_SUCH_CLAIM);
        }
    }

    @Nested
    @DisplayName("Rule 28: whoever approves says what they saw")
    class Rule28 {
        private final Story story =
                aCaptionedStory().editedBy(WREN, "found rust", "found decay").factsSignedOffBy(CLEO);

        @Test
        void a_publication_of_words_that_have_changed_since_is_refused_with_what_changed_and_who_did_it() {
            var refused = story.when(PAULA, new PublishArticle(BRIDGE, EditionKind.ORIGINAL, null, 1))
                    .thenRefused(CHANGED_SINCE)
                    .why();
            assertThat(refused.sentence()).contains("revision 1");
            assertThat(refused.obstacles()).singleElement().satisfies(obstacle -> {
                assertThat(obstacle.place()).isEqualTo("block/lead");
                assertThat(obstacle.sentence())
                        .contains("Wren Abara changed the paragraph", "found rust", "found decay");
            });
            story.when(PAULA, new PublishArticle(BRIDGE, EditionKind.ORIGINAL, null, 2))
                    .thenAccepted();
        }

        @Test
        void a_schedule_of_words_that_have_changed_since_is_refused() {
            story.when(PAULA, new SchedulePublication(BRIDGE, NOON, EditionKind.ORIGINAL, null, 1))
                    .thenRefused(CHANGED_SINCE);
            story.when(PAULA, new SchedulePublication(BRIDGE, NOON, EditionKind.ORIGINAL, null, 2))
                    .thenAccepted();
        }

        @Test
        void what_was_put_in_taken_out_and_moved_since_is_told_too() {
            var content = without(story.content(), HEADING);
            content = with(content, paragraph(new BlockId("more"), "There is more to come."));
            story.by(WADE, story.saving(content));
            assertThat(changes(2))
                    .containsExactlyInAnyOrder(
                            "Wade Ferrier put in the paragraph: “There is more to come.”",
                            "Wade Ferrier took out the crosshead: “Ferries instead”");
            story.by(
                    WADE,
                    story.saving(
                            story.content().withBlocks(story.content().blocks().reversed())));
            assertThat(changes(3)).containsExactly("The order of the paragraphs is another");
        }

        @Test
        void everybody_who_changed_it_since_is_named() {
            story.editedBy(WADE, "found decay", "found rot");
            assertThat(changes(1))
                    .singleElement()
                    .satisfies(change -> assertThat(change).contains("Wren Abara", "Wade Ferrier"));
        }

        @Test
        void what_nobody_reads_may_have_changed_since() {
            var bold = new Text(story.content().words(Place.of(LEAD)), List.of(new Mark(Mark.Style.BOLD, 0, 3, null)));
            story.by(WREN, story.saving(with(story.content(), new Block.Paragraph(LEAD, bold))));
            story.by(WREN, story.saving(story.content().with(Field.SLUGLINE, "bridge")));
            story.when(PAULA, new PublishArticle(BRIDGE, EditionKind.ORIGINAL, null, 2))
                    .thenAccepted();
        }

        @Test
        void a_waiver_is_of_the_words_that_were_seen() {
            story.when(PAULA, new WaiveCheck(BRIDGE, Check.FACTS, null, "Urgent", 1))
                    .thenRefused(CHANGED_SINCE);
            story.when(PAULA, new WaiveCheck(BRIDGE, Check.CAPTIONS, null, "Urgent", 1))
                    .thenAccepted();
            story.when(PAULA, new WaiveCheck(BRIDGE, Check.PRIMARY_SOURCE, VOUCH, "She is abroad", 1))
                    .thenAccepted();
            story.editedBy(WREN, "we cannot vouch for", "we could not vouch for");
            story.when(PAULA, new WaiveCheck(BRIDGE, Check.PRIMARY_SOURCE, VOUCH, "She is abroad", 2))
                    .thenRefused(CHANGED_SINCE);
            story.when(PAULA, new WaiveCheck(BRIDGE, Check.FACTS, null, "Urgent", 3))
                    .thenAccepted();
        }

        @Test
        void a_revision_that_never_was_is_not_approved() {
            for (var revision : List.of(-1, 3)) {
                story.when(PAULA, new PublishArticle(BRIDGE, EditionKind.ORIGINAL, null, revision))
                        .thenRefused(NO_SUCH_REVISION);
                story.when(CYRIL, new SignOffFacts(BRIDGE, revision)).thenRefused(NO_SUCH_REVISION);
            }
        }

        private List<String> changes(int since) {
            return story
                    .when(PAULA, new PublishArticle(BRIDGE, EditionKind.ORIGINAL, null, since))
                    .thenRefused(CHANGED_SINCE)
                    .why()
                    .obstacles()
                    .stream()
                    .map(Obstacle::sentence)
                    .toList();
        }
    }

    @Nested
    @DisplayName("Rule 17: the publisher is not the writer of the words")
    class Rule17 {
        @Test
        void nobody_publishes_words_they_wrote() {
            var story = draftedBy(MAX);
            story.by(MAX, new SubmitForChecking(BRIDGE))
                    .everythingCheckedBy(CLEO)
                    .factsSignedOffBy(CLEO)
                    .captionsSignedOffBy(PIERS);
            story.when(MAX, PUBLISH).thenRefused(OWN_PUBLICATION);
            story.when(MAX, schedule(NOON)).thenRefused(OWN_PUBLICATION);
            story.when(PAULA, PUBLISH).thenAccepted();
        }

        @Test
        void a_publisher_who_changed_a_word_leaves_it_to_another() {
            var story = aCaptionedStory()
                    .editedBy(PAULA, "found rust", "found decay")
                    .factsSignedOffBy(CLEO);
            story.when(PAULA, PUBLISH).thenRefused(OWN_PUBLICATION);
            story.when(PERCY, PUBLISH).thenAccepted();
        }

        @Test
        void whoever_checked_may_publish() {
            var story = aSubmittedDraft()
                    .everythingCheckedBy(MAX)
                    .factsSignedOffBy(MAX)
                    .captionsSignedOffBy(MAX);
            story.when(MAX, PUBLISH).thenAccepted();
        }
    }

    @Nested
    @DisplayName("Rule 18: nothing leaves before the embargo lifts; a schedule is bound to exact words")
    class Rule18 {
        private final Story story = aCaptionedStory();

        @Test
        void before_an_embargo_lifts_nothing_is_published() {
            story.when(PAULA, new SetEmbargo(BRIDGE, NOON)).thenRecords(new EmbargoSet(BRIDGE, NOON));
            story.when(PAULA, PUBLISH).thenRefused(EMBARGOED);
            story.at(NOON.minusNanos(1)).when(PAULA, PUBLISH).thenRefused(EMBARGOED);
            story.at(NOON).when(PAULA, PUBLISH).thenAccepted();
        }

        @Test
        void an_embargo_ends_in_the_future_and_is_set_once() {
            story.when(PAULA, new SetEmbargo(BRIDGE, MORNING)).thenRefused(EMBARGOED);
            story.by(PAULA, new SetEmbargo(BRIDGE, NOON));
            story.when(PAULA, new SetEmbargo(BRIDGE, NOON)).thenRefused(ALREADY_SO);
            story.when(PAULA, new SetEmbargo(BRIDGE, NOON.plusSeconds(60))).thenAccepted();
        }

        @Test
        void an_embargo_is_lifted_early_by_name() {
            story.when(PAULA, new LiftEmbargo(BRIDGE)).thenRefused(ALREADY_SO);
            story.by(PAULA, new SetEmbargo(BRIDGE, NOON));
            story.when(PAULA, new LiftEmbargo(BRIDGE)).thenRecords(new EmbargoLifted(BRIDGE));
            story.when(PAULA, PUBLISH).thenAccepted();
        }

        @Test
        void an_embargo_that_has_passed_is_not_lifted_again() {
            story.by(PAULA, new SetEmbargo(BRIDGE, NOON))
                    .at(NOON)
                    .when(PAULA, new LiftEmbargo(BRIDGE))
                    .thenRefused(ALREADY_SO);
        }

        @Test
        void a_schedule_names_the_exact_words_and_fires_at_its_instant() {
            story.when(PAULA, schedule(NOON))
                    .thenRecords(
                            new PublicationScheduled(BRIDGE, NOON, DRAFT.printedHash(), EditionKind.ORIGINAL, null))
                    .andStageIs(Stage.CAPTIONED);
            story.at(NOON);
            fire(NOON).thenRecords(EditionPublished.class).andStageIs(Stage.PUBLISHED);
            assertThat(edition(story).firstPublished()).isEqualTo(NOON);
            assertThat(story.article().schedule()).isNull();
        }

        @Test
        void a_schedule_that_fired_does_not_fire_again() {
            story.by(PAULA, schedule(NOON)).at(NOON);
            fire(NOON).thenAccepted();
            fire(NOON).thenNothing();
        }

        @Test
        void a_schedule_does_not_fire_before_its_instant() {
            story.by(PAULA, schedule(NOON)).at(NOON.minusSeconds(1));
            fire(NOON).thenRefused(NOT_SCHEDULED);
            assertThat(story.article().schedule()).isNotNull();
        }

        @Test
        void a_later_schedule_replaces_the_first() {
            var evening = NOON.plus(Duration.ofHours(6));
            story.by(PAULA, schedule(NOON)).by(PAULA, schedule(evening)).at(evening);
            fire(NOON).thenNothing();
            fire(evening).thenRecords(EditionPublished.class);
        }

        @Test
        void when_the_words_change_the_schedule_falls_and_says_so() {
            story.by(PAULA, schedule(NOON));
            story.when(WREN, story.rewording("found rust", "found decay"))
                    .thenRecords(ContentRevised.class, FactsReopened.class, PublicationUnscheduled.class);
            story.at(NOON);
            fire(NOON).thenNothing();
        }

        @Test
        void formatting_alone_leaves_the_schedule() {
            story.by(PAULA, schedule(NOON));
            var bold = new Text(DRAFT.words(Place.of(LEAD)), List.of(new Mark(Mark.Style.BOLD, 0, 3, null)));
            story.when(WREN, story.saving(with(DRAFT, new Block.Paragraph(LEAD, bold))))
                    .thenRecords(ContentRevised.class);
            assertThat(story.article().schedule()).isNotNull();
        }

        @Test
        void what_is_not_ready_when_the_time_comes_stays_in_and_says_why() {
            story.by(PAULA, schedule(NOON))
                    .by(CLEO, new QueryClaim(BRIDGE, CABLES, "Are you sure?"))
                    .at(NOON);
            var unscheduled =
                    fire(NOON).thenRecords(PublicationUnscheduled.class).only(PublicationUnscheduled.class);
            assertThat(unscheduled.reason()).contains("not ready", "38 of its cables");
            assertThat(story.article().live()).isFalse();
        }

        @Test
        void an_embargo_that_outlasts_the_schedule_takes_it_back_at_once() {
            story.by(PAULA, schedule(NOON));
            var unscheduled = story.when(PAULA, new SetEmbargo(BRIDGE, NOON.plusSeconds(60)))
                    .thenRecords(EmbargoSet.class, PublicationUnscheduled.class)
                    .only(PublicationUnscheduled.class);
            assertThat(unscheduled.reason()).contains("embargo");
            story.at(NOON);
            fire(NOON).thenNothing();
        }

        @Test
        void an_embargo_that_lifts_in_time_leaves_the_schedule() {
            story.by(PAULA, schedule(NOON));
            story.when(PAULA, new SetEmbargo(BRIDGE, NOON)).thenRecords(EmbargoSet.class);
            story.at(NOON);
            fire(NOON).thenRecords(EditionPublished.class);
        }

        @Test
        void a_schedule_is_bound_to_all_that_readers_read() {
            var quotation = new BlockId("quotation");
            var list = new BlockId("list");
            var draft = with(
                    with(DRAFT, new Block.Quotation(quotation, Text.of("Let it rust"), "Ada")),
                    new Block.Listing(list, false, List.of(Text.of("Ferries"), Text.of("Trams"))));
            for (var change : List.<UnaryOperator<Content>>of(
                    content -> content.withBlocks(content.blocks().reversed()),
                    content -> with(content, paragraph(HEADING, "Ferries instead")),
                    content -> link(content, "https://alder.example/report"),
                    content -> content.with(Field.SECTION, "Sport"),
                    content -> content.with(Field.BYLINE, "Wade Osei"),
                    content -> content.with(Field.DATELINE, "Alder Bay"),
                    content -> content.withSubjects(List.of("bridges")),
                    content -> with(content, new Block.Quotation(quotation, Text.of("Let it rust"), "Eve")),
                    content ->
                            with(content, new Block.Listing(list, true, List.of(Text.of("Ferries"), Text.of("Trams")))),
                    content -> with(
                            content,
                            new Block.Listing(list, true, 5, List.of(Text.of("Ferries"), Text.of("Trams")))))) {
                var bound = waived(draftedBy(WREN, draft)).by(PAULA, schedule(NOON));
                bound.by(WREN, bound.saving(change.apply(draft)));
                assertThat(bound.article().schedule()).isNull();
            }
            var unseen = waived(draftedBy(WREN, draft)).by(PAULA, schedule(NOON));
            unseen.by(WREN, unseen.saving(draft.with(Field.SLUGLINE, "bridge").withUrgency(2)));
            assertThat(unseen.article().schedule()).isNotNull();
        }

        @Test
        void a_schedule_from_before_it_was_bound_to_more_than_words_still_fires() {
            var act = new Act(PAULA, Role.PUBLISHER, MORNING, null, new CommandId("of-old"));
            var old = new PublicationScheduled(BRIDGE, NOON, DRAFT.wordsHash(), EditionKind.ORIGINAL, null);
            story.happened(old, act);
            story.by(WREN, story.saving(DRAFT.with(Field.SECTION, "Sport")));
            assertThat(story.article().schedule()).isNotNull();
            story.at(NOON);
            fire(NOON).thenRecords(EditionPublished.class);
        }

        @Test
        void nothing_is_scheduled_for_an_instant_under_embargo_or_in_the_past() {
            story.by(PAULA, new SetEmbargo(BRIDGE, NOON));
            story.when(PAULA, schedule(NOON.minusSeconds(1))).thenRefused(EMBARGOED);
            story.when(PAULA, schedule(MORNING)).thenRefused(NOT_SCHEDULED);
            story.when(PAULA, schedule(NOON)).thenAccepted();
        }

        @Test
        void only_what_could_be_published_is_scheduled() {
            aFactCheckedStory().when(PAULA, schedule(NOON)).thenRefused(NOT_READY);
        }

        @Test
        void a_schedule_is_taken_back_with_a_reason() {
            story.when(PAULA, new UnschedulePublication(BRIDGE, "Too early")).thenRefused(NOT_SCHEDULED);
            story.by(PAULA, schedule(NOON));
            story.when(PERCY, new UnschedulePublication(BRIDGE, "")).thenRefused(REASON_MISSING);
            story.when(PERCY, new UnschedulePublication(BRIDGE, "Too early"))
                    .thenRecords(new PublicationUnscheduled(BRIDGE, "Too early"));
        }

        @Test
        void a_spike_or_a_kill_ends_the_schedule() {
            story.by(PAULA, schedule(NOON)).spiked().at(NOON);
            fire(NOON).thenNothing();
        }

        @Test
        void stet_itself_may_do_no_more_than_fire_a_schedule() {
            story.when(Newsroom.STET, Role.PUBLISHER, PUBLISH).thenRefused(ROLE_MISSING);
        }

        private Story.Outcome fire(Instant due) {
            return story.when(Newsroom.STET, Role.PUBLISHER, new PublishAsScheduled(BRIDGE, due));
        }
    }

    @Nested
    @DisplayName("Rule 19: editions are immutable, and a later edition has exactly one kind")
    class Rule19 {
        @Test
        void the_first_edition_is_the_original() {
            aCaptionedStory().when(PAULA, publish(EditionKind.UPDATE, NEWS)).thenRefused(NO_EDITION_YET);
            aPublishedStory().when(PAULA, PUBLISH).thenRefused(NOT_FIRST_EDITION);
        }

        @Test
        void a_first_edition_and_a_refile_have_nothing_to_tell_readers() {
            aCaptionedStory().when(PAULA, publish(EditionKind.ORIGINAL, NOTE)).thenRefused(NOTE_UNFIT);
            aPublishedStory().when(PAULA, publish(EditionKind.REFILE, NOTE)).thenRefused(NOTE_UNFIT);
        }

        @ParameterizedTest
        @EnumSource(
                value = EditionKind.class,
                names = {"CORRECTION", "CLARIFICATION"})
        void a_correction_and_a_clarification_state_what_was_wrong_and_what_is_right(EditionKind kind) {
            var story = corrected();
            var missing = story.when(PAULA, publish(kind, null)).thenRefused(CORRECTION_NOTE_MISSING);
            assertThat(missing.why().sentence())
                    .contains(kind == EditionKind.CORRECTION ? "what was wrong" : "what was misleading");
            story.when(PAULA, publish(kind, NEWS)).thenRefused(CORRECTION_NOTE_MISSING);
            var edition = story.when(PAULA, publish(kind, NOTE))
                    .only(EditionPublished.class)
                    .edition();
            assertThat(edition.number()).isEqualTo(2);
            assertThat(edition.kind()).isEqualTo(kind);
            assertThat(edition.note()).isEqualTo(NOTE_OF_THE_LEAD);
        }

        @ParameterizedTest
        @EnumSource(
                value = EditionKind.class,
                names = {"CORRECTION", "CLARIFICATION"})
        void nothing_is_corrected_while_the_words_stay_as_they_are(EditionKind kind) {
            aPublishedStory().when(PAULA, publish(kind, NOTE)).thenRefused(NOTHING_NEW);
        }

        @Test
        void a_correction_is_of_passages_that_have_changed() {
            var headline = new Note(NOTE.wrong(), NOTE.right(), List.of("headline", "block/lead"));
            var refused = corrected()
                    .when(PAULA, publish(EditionKind.CORRECTION, headline))
                    .thenRefused(NOTHING_NEW)
                    .why();
            assertThat(refused.obstacles()).extracting(Obstacle::place).containsExactly("headline");
            var nowhere = new Note(NOTE.wrong(), NOTE.right(), List.of("block/nowhere"));
            corrected().when(PAULA, publish(EditionKind.CORRECTION, nowhere)).thenRefused(NO_SUCH_BLOCK);
            var edition = corrected()
                    .when(PAULA, publish(EditionKind.CORRECTION, NOTE_OF_THE_LEAD))
                    .only(EditionPublished.class)
                    .edition();
            assertThat(edition.note()).isEqualTo(NOTE_OF_THE_LEAD);
        }

        @Test
        void an_address_put_right_behind_a_link_is_a_correction() {
            var story = linked("https://alder.example/report")
                    .captionsSignedOffBy(PIERS)
                    .published();
            story.by(WREN, story.saving(link(story.content(), "https://alder.example/report-2")));
            assertThat(story.article().changedSinceEdition()).containsExactly("block/lead");
            story.everythingCheckedBy(CLEO);
            story.factsSignedOffBy(CLEO);
            story.when(PAULA, publish(EditionKind.CORRECTION, NOTE)).thenAccepted();
        }

        @Test
        void the_same_correction_is_published_once() {
            var story = corrected().published(EditionKind.CORRECTION, NOTE);
            story.editedBy(WREN, "Ferries instead", "By ferry");
            story.factsSignedOffBy(CLEO);
            var again = new Note(NOTE.wrong() + ".", NOTE.right());
            story.when(PAULA, publish(EditionKind.CORRECTION, again)).thenRefused(NOTHING_NEW);
            story.when(PAULA, publish(EditionKind.CORRECTION, new Note("We said ferries", "By ferry")))
                    .thenAccepted();
        }

        @Test
        void only_a_correction_names_passages_that_were_wrong() {
            corrected()
                    .when(PAULA, publish(EditionKind.UPDATE, NOTE_OF_THE_LEAD))
                    .thenRefused(NOTE_UNFIT);
        }

        @Test
        void an_update_may_say_what_is_new_or_nothing() {
            corrected().when(PAULA, publish(EditionKind.UPDATE, null)).thenAccepted();
            corrected().when(PAULA, publish(EditionKind.UPDATE, NEWS)).thenAccepted();
        }

        @ParameterizedTest
        @EnumSource(
                value = EditionKind.class,
                names = {"UPDATE", "REFILE"})
        void an_update_or_a_refile_of_the_same_content_is_no_edition(EditionKind kind) {
            aPublishedStory().when(PAULA, publish(kind, null)).thenRefused(NOTHING_NEW);
        }

        @Test
        void the_note_of_a_correction_stays_on_every_later_edition() {
            var story = corrected().published(EditionKind.CORRECTION, NOTE).at(NOON);
            story.editedBy(WREN, "Ferries instead", "By ferry").factsSignedOffBy(CLEO);
            story.published(EditionKind.UPDATE, NEWS);
            story.editedBy(WREN, "By ferry", "By Ferry").factsSignedOffBy(CLEO);
            story.published(EditionKind.REFILE, null);
            var edition = edition(story);
            assertThat(edition.number()).isEqualTo(4);
            assertThat(edition.note()).isNull();
            assertThat(edition.notes())
                    .containsExactly(
                            new Edition.EditionNote(2, EditionKind.CORRECTION, NOTE_OF_THE_LEAD, MORNING),
                            new Edition.EditionNote(3, EditionKind.UPDATE, NEWS, NOON));
        }

        @Test
        void every_edition_has_the_first_one_s_address_and_first_instant() {
            var story = aPublishedStory();
            var slug = edition(story).slug();
            story.at(NOON).by(WREN, story.saving(DRAFT.with(Field.HEADLINE, "Bridge to close for 14 weeks")));
            story.factsSignedOffBy(CLEO).published(EditionKind.UPDATE, null);
            assertThat(edition(story).slug()).isEqualTo(slug).startsWith("harbour-bridge-to-close-for-14-weeks-");
            assertThat(edition(story).firstPublished()).isEqualTo(MORNING);
        }

        @ParameterizedTest
        @CsvSource({"Müller’s café, mullers-cafe", "北京, ''", "«No» — never!, no-never"})
        void an_address_is_in_plain_letters(String headline, String start) {
            var story = waivedAndPublished(BRIDGE, headline);
            assertThat(edition(story).slug()).startsWith(start).matches("([a-z0-9]+-)*[0-9a-f]{8}");
        }

        @Test
        void an_address_is_not_longer_than_a_line() {
            assertThat(edition(waivedAndPublished(BRIDGE, "bridges ".repeat(40)))
                            .slug())
                    .hasSizeLessThan(100);
            assertThat(edition(waivedAndPublished(BRIDGE, "b".repeat(300))).slug())
                    .hasSizeLessThan(100);
        }

        @Test
        void two_stories_with_one_headline_have_two_addresses() {
            assertThat(edition(waivedAndPublished(new ArticleId("other"), DRAFT.headline()))
                            .slug())
                    .isNotEqualTo(edition(waivedAndPublished(BRIDGE, DRAFT.headline()))
                            .slug());
        }

        @Test
        void a_refile_is_for_typography() {
            var story = aPublishedStory()
                    .editedBy(WREN, "Ferries will carry commuters", "Ferries will carry, Commuters")
                    .factsSignedOffBy(CLEO);
            story.when(PAULA, publish(EditionKind.REFILE, null)).thenAccepted().andStageIs(Stage.PUBLISHED);
            var bold = new Text(DRAFT.words(Place.of(LEAD)), List.of(new Mark(Mark.Style.BOLD, 0, 3, null)));
            story.by(WREN, story.saving(with(story.content(), new Block.Paragraph(LEAD, bold))));
            story.when(PAULA, publish(EditionKind.REFILE, null)).thenAccepted();
        }

        @ParameterizedTest
        @CsvSource({
            "commuters, travellers",
            "engineers, 'two engineers'",
            "replace the cables, 'replace the “cables”'",
            "replace the cables, replace cables",
        })
        void a_refile_changes_no_words(String from, String to) {
            var story = aPublishedStory().editedBy(WREN, from, to);
            waived(story).when(PAULA, publish(EditionKind.REFILE, null)).thenRefused(REFILE_CHANGES_WORDS);
        }

        @Test
        void a_refile_neither_adds_moves_nor_removes_and_leaves_the_pictures_and_the_links() {
            for (var change : List.<UnaryOperator<Content>>of(
                    content -> with(content, paragraph(new BlockId("more"), "There is more to come.")),
                    content -> without(content, HEADING),
                    content -> content.withBlocks(content.blocks().reversed()),
                    content -> with(content, paragraph(HEADING, "Ferries instead")),
                    content -> content.with(Field.BYLINE, "Wade Osei"),
                    content -> content.with(Field.SECTION, "Sport"),
                    content -> link(content, "https://alder.example/report"),
                    content -> with(content, figure(of(bridgeAtDusk(), "b".repeat(64)))))) {
                var story = aPublishedStory();
                story.by(WREN, story.saving(change.apply(DRAFT)));
                waived(story).when(PAULA, publish(EditionKind.REFILE, null)).thenRefused(REFILE_CHANGES_WORDS);
            }
        }

        @Test
        void a_refile_cannot_touch_a_claim() {
            corrected().when(PAULA, publish(EditionKind.REFILE, null)).thenRefused(REFILE_TOUCHES_CLAIM);
        }

        @Test
        void a_refile_cannot_drop_a_claim_or_bring_new_checked_words() {
            var dropped = aPublishedStory();
            dropped.by(WREN, dropped.saving(without(DRAFT, SAID))).factsSignedOffBy(CLEO);
            dropped.when(PAULA, publish(EditionKind.REFILE, null)).thenRefused(REFILE_TOUCHES_CLAIM);
            var brought = aPublishedStory().editedBy(WREN, "A ferry will leave", "A ferry of 80 seats will leave");
            brought.by(CLEO, brought.raising(new ClaimId("seats"), ClaimKind.NUMBER, Place.of(FERRY), "80 seats"))
                    .everythingCheckedBy(CLEO)
                    .factsSignedOffBy(CLEO);
            brought.when(PAULA, publish(EditionKind.REFILE, null)).thenRefused(REFILE_TOUCHES_CLAIM);
        }

        @Test
        void a_claim_raised_on_published_words_does_not_stand_in_a_refile_s_way() {
            var story = aPublishedStory()
                    .editedBy(WREN, "commuters while", "commuters, while")
                    .factsSignedOffBy(CLEO);
            story.by(CLEO, story.raising(new ClaimId("council"), ClaimKind.NAME, Place.of(LEAD), "city council"))
                    .everythingCheckedBy(CLEO)
                    .factsSignedOffBy(CLEO);
            story.when(PAULA, publish(EditionKind.REFILE, null)).thenAccepted();
        }

        @Test
        void an_edition_is_published_of_what_stands_and_not_of_what_stood() {
            var story = corrected();
            var first = edition(story);
            story.published(EditionKind.CORRECTION, NOTE);
            assertThat(first.content().words(Place.of(LEAD))).contains("38");
            assertThat(edition(story).content().words(Place.of(LEAD))).contains("41");
        }

        @Test
        void an_editors_note_is_for_a_story_that_was_published() {
            draftedBy(WREN)
                    .when(STELLA, new AttachEditorsNote(BRIDGE, "We erred"))
                    .thenRefused(NOT_LIVE);
            var story = aPublishedStory();
            story.when(STELLA, new AttachEditorsNote(BRIDGE, "")).thenRefused(REASON_MISSING);
            story.when(STELLA, new AttachEditorsNote(BRIDGE, "We should have asked the ferrymen"))
                    .thenRecords(new EditorsNoteAttached(BRIDGE, "We should have asked the ferrymen"))
                    .andStageIs(Stage.PUBLISHED);
        }

        private Story waivedAndPublished(ArticleId id, String headline) {
            var content = Content.of(headline, "", List.of(paragraph(LEAD, "It will close.")));
            return blank().by(WREN, new DraftArticle(id, CITY, content, null))
                    .by(PAULA, new WaiveCheck(id, Check.FACTS, null, "Urgent", SEEN))
                    .by(PAULA, new WaiveCheck(id, Check.CAPTIONS, null, "Urgent", SEEN))
                    .by(PAULA, new PublishArticle(id, EditionKind.ORIGINAL, null, SEEN));
        }
    }

    @Nested
    @DisplayName("A live article stays live while its next edition is worked on")
    class NextEdition {
        private final Story story = aPublishedStory();

        @Test
        void it_is_drafted_again_and_still_live() {
            story.editedBy(WREN, "38 of its cables", "41 of its cables");
            assertThat(story.stage()).isEqualTo(Stage.DRAFTED);
            assertThat(story.article().live()).isTrue();
            assertThat(edition(story).content()).isEqualTo(DRAFT);
        }

        @Test
        void an_edit_that_touches_no_claim_waits_for_one_more_sign_off() {
            story.editedBy(WREN, "found rust", "found decay");
            assertThat(story.stage()).isEqualTo(Stage.DRAFTED);
            assertThat(story.factsSignedOffBy(CLEO).stage()).isEqualTo(Stage.CAPTIONED);
        }

        @Test
        void with_the_published_words_and_all_their_checks_back_it_is_published_again() {
            story.editedBy(WREN, "found rust", "found decay")
                    .editedBy(WREN, "found decay", "found rust")
                    .factsSignedOffBy(CLEO);
            assertThat(story.stage()).isEqualTo(Stage.PUBLISHED);
        }

        @Test
        void a_checked_word_put_back_waits_for_its_check() {
            story.editedBy(WREN, "38 of its", "41 of its").editedBy(WREN, "41 of its", "38 of its");
            assertThat(story.stage()).isEqualTo(Stage.DRAFTED);
            story.everythingCheckedBy(CLEO).factsSignedOffBy(CLEO);
            assertThat(story.stage()).isEqualTo(Stage.PUBLISHED);
        }

        @Test
        void a_doubt_about_a_published_claim_shows_in_the_stage_until_it_is_settled() {
            story.by(CLEO, new ReopenClaim(BRIDGE, CABLES, "A reader wrote in"));
            assertThat(story.stage()).isEqualTo(Stage.DRAFTED);
            assertThat(story.article().live()).isTrue();
            story.everythingCheckedBy(CYRIL)
                    .when(CYRIL, new SignOffFacts(BRIDGE, SEEN))
                    .andStageIs(Stage.PUBLISHED);
        }

        @Test
        void a_sign_off_taken_back_after_publication_shows_too() {
            story.when(STELLA, new ReopenFacts(BRIDGE, "A reader wrote in")).andStageIs(Stage.DRAFTED);
        }

        @Test
        void a_published_story_is_never_spiked() {
            story.when(WREN, new SpikeArticle(BRIDGE, "Old")).thenRefused(WRONG_STAGE);
        }
    }

    @Nested
    @DisplayName(
            "Rule 20: a hold takes a story off public view and keeps it; a kill ends it; unpublishing never deletes")
    class Rule20 {
        @Test
        void a_hold_takes_it_off_view_and_its_release_brings_it_back() {
            var story = aPublishedStory();
            story.when(PAULA, new HoldArticle(BRIDGE, "")).thenRefused(REASON_MISSING);
            story.when(PAULA, new HoldArticle(BRIDGE, "A doubt")).thenRecords(new ArticleHeld(BRIDGE, "A doubt"));
            assertThat(story.article().live()).isFalse();
            assertThat(edition(story).content()).isEqualTo(DRAFT);
            story.when(PAULA, new HoldArticle(BRIDGE, "A doubt")).thenRefused(ON_HOLD);
            story.when(STELLA, new ReleaseHold(BRIDGE))
                    .thenRecords(new HoldReleased(BRIDGE))
                    .andStageIs(Stage.PUBLISHED);
            assertThat(story.article().live()).isTrue();
            story.when(STELLA, new ReleaseHold(BRIDGE)).thenRefused(NOT_ON_HOLD);
        }

        @Test
        void an_edition_published_on_hold_stays_out_of_view_until_the_release() {
            var story = corrected().held().published(EditionKind.CORRECTION, NOTE);
            assertThat(story.article().live()).isFalse();
            story.by(PAULA, new ReleaseHold(BRIDGE));
            assertThat(story.article().live()).isTrue();
        }

        @Test
        void a_hold_takes_the_schedule_back_and_its_release_does_not_revive_it() {
            var story = corrected().by(PAULA, schedule(EditionKind.CORRECTION, NOTE, NOON));
            story.when(PAULA, new HoldArticle(BRIDGE, "A doubt"))
                    .thenRecords(ArticleHeld.class, PublicationUnscheduled.class);
            story.by(PAULA, new ReleaseHold(BRIDGE)).at(NOON);
            story.when(Newsroom.STET, Role.PUBLISHER, new PublishAsScheduled(BRIDGE, NOON))
                    .thenNothing();
        }

        @Test
        void nothing_is_scheduled_while_it_is_on_hold() {
            corrected()
                    .held()
                    .when(PAULA, schedule(EditionKind.CORRECTION, NOTE, NOON))
                    .thenRefused(ON_HOLD);
        }

        @Test
        void a_schedule_that_a_hold_left_standing_once_does_not_fire() {
            var act = new Act(PAULA, Role.PUBLISHER, MORNING, null, new CommandId("of-old"));
            var fires = corrected().by(PAULA, schedule(EditionKind.CORRECTION, NOTE, NOON));
            fires.happened(new ArticleHeld(BRIDGE, "A doubt"), act);
            fires.at(NOON)
                    .when(Newsroom.STET, Role.PUBLISHER, new PublishAsScheduled(BRIDGE, NOON))
                    .thenRecords(PublicationUnscheduled.class);
            var released = corrected().by(PAULA, schedule(EditionKind.CORRECTION, NOTE, NOON));
            released.happened(new ArticleHeld(BRIDGE, "A doubt"), act);
            released.when(PAULA, new ReleaseHold(BRIDGE)).thenRecords(HoldReleased.class, PublicationUnscheduled.class);
        }

        @Test
        void only_what_was_published_is_held_or_killed() {
            aCaptionedStory().when(PAULA, new HoldArticle(BRIDGE, "A doubt")).thenRefused(NOT_LIVE);
            aCaptionedStory()
                    .when(STELLA, new KillArticle(BRIDGE, "Forged", "Withdrawn"))
                    .thenRefused(NOT_LIVE);
        }

        @Test
        void a_kill_needs_a_senior_role_a_reason_and_a_public_notice() {
            var story = aPublishedStory();
            story.when(PAULA, new KillArticle(BRIDGE, "Forged", "Withdrawn")).thenRefused(ROLE_MISSING);
            story.when(STELLA, new KillArticle(BRIDGE, " ", "Withdrawn")).thenRefused(REASON_MISSING);
            story.when(STELLA, new KillArticle(BRIDGE, "Forged", " ")).thenRefused(REASON_MISSING);
            story.when(STELLA, new KillArticle(BRIDGE, "Forged", "Withdrawn"))
                    .thenRecords(new ArticleKilled(BRIDGE, "Forged", "Withdrawn"))
                    .andStageIs(Stage.KILLED);
            assertThat(story.article().live()).isFalse();
            assertThat(edition(story).content()).isEqualTo(DRAFT);
        }

        @Test
        void a_kill_ends_the_story() {
            var story = aPublishedStory().killed();
            story.when(STELLA, new AttachEditorsNote(BRIDGE, "Sorry")).thenRefused(WRONG_STAGE);
        }

        @Test
        void to_whoever_may_not_read_a_killed_story_it_is_not_there_whatever_they_ask() {
            var story = aPublishedStory().killed();
            story.when(WREN, story.rewording("rust", "decay")).thenRefused(NO_SUCH_ARTICLE);
            story.when(PAULA, new ReleaseHold(BRIDGE)).thenRefused(NO_SUCH_ARTICLE);
            story.when(PAULA, publish(EditionKind.CORRECTION, NOTE)).thenRefused(NO_SUCH_ARTICLE);
            story.when(WREN, new ReviveArticle(BRIDGE)).thenRefused(NO_SUCH_ARTICLE);
        }

        @Test
        void a_held_story_may_be_killed() {
            aPublishedStory().held().killed();
        }

        @Test
        void a_spiked_draft_rests_until_it_is_revived_with_its_sign_offs() {
            var story = aCaptionedStory();
            story.when(WREN, new SpikeArticle(BRIDGE, "")).thenRefused(REASON_MISSING);
            story.when(WREN, new SpikeArticle(BRIDGE, "The bridge stays open"))
                    .thenRecords(new ArticleSpiked(BRIDGE, "The bridge stays open"))
                    .andStageIs(Stage.SPIKED);
            story.when(WREN, story.rewording("rust", "decay")).thenRefused(WRONG_STAGE);
            story.when(PAULA, PUBLISH).thenRefused(WRONG_STAGE);
            story.when(CLEO, new AddComment(BRIDGE, new stet.domain.CommentId("pity"), "A pity", null, List.of()))
                    .thenAccepted();
            story.when(PAULA, new ReviveArticle(BRIDGE))
                    .thenRecords(new ArticleRevived(BRIDGE))
                    .andStageIs(Stage.CAPTIONED);
            story.when(PAULA, new ReviveArticle(BRIDGE)).thenRefused(ALREADY_SO);
        }
    }
}
