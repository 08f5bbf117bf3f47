package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.BLOCK_ID_REUSED;
import static stet.domain.RefusalCode.CHANGED_SINCE;
import static stet.domain.RefusalCode.CLAIMS_OPEN;
import static stet.domain.RefusalCode.NOT_COVERED;
import static stet.domain.RefusalCode.NOT_READY;
import static stet.domain.RefusalCode.OWN_WORDS;
import static stet.domain.RefusalCode.QUOTE_REWORDED;
import static stet.domain.article.Story.*;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.Obstacle;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.CorrectClaim;
import stet.domain.article.ArticleCommand.MarkNotCheckable;
import stet.domain.article.ArticleCommand.PublishArticle;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleCommand.WaiveCheck;
import stet.domain.article.ArticleEvent.ClaimLapsed;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.Verdict;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Mark;
import stet.domain.content.Passage;
import stet.domain.content.Place;
import stet.domain.content.Text;

/** A sign-off is of passages, and words keep their writer and what was found of them wherever they go. */
class PassagesTest {
    private static final BlockId SECOND = new BlockId("second");
    private static final BlockId QUOTED = new BlockId("quoted");
    private static final ClaimId NEW = new ClaimId("new");
    private static final String LEAD_WORDS = DRAFT.words(Place.of(LEAD));

    /** The lead in two paragraphs, parted before these words. */
    private static Content parted(Content content, String from) {
        return parted(content, LEAD, from, SECOND);
    }

    private static Content parted(Content content, BlockId block, String from, BlockId rest) {
        var words = content.words(Place.of(block));
        var at = words.indexOf(from);
        var blocks = new ArrayList<Block>();
        for (var each : content.blocks()) {
            if (each.id().equals(block)) {
                blocks.add(paragraph(block, words.substring(0, at).strip()));
                blocks.add(paragraph(rest, words.substring(at)));
            } else {
                blocks.add(each);
            }
        }
        return content.withBlocks(blocks);
    }

    private static Content joined(Content content) {
        var all = content.words(Place.of(LEAD)) + " " + content.words(Place.of(SECOND));
        return with(without(content, SECOND), paragraph(LEAD, all));
    }

    private static Content linked(Content content, String address) {
        var marks = List.of(new Mark(Mark.Style.LINK, 4, 11, address));
        return with(content, new Block.Paragraph(LEAD, new Text(content.words(Place.of(LEAD)), marks)));
    }

    private static List<String> open(Story story) {
        return story.article().unsigned().stream().map(Passage::key).toList();
    }

    private static PublishArticle publish() {
        return new PublishArticle(BRIDGE, EditionKind.ORIGINAL, null, SEEN);
    }

    @Nested
    @DisplayName("Rule 25: whatever changes a passage uncovers that passage and no other")
    class Uncovered {
        private final Story story = aCaptionedStory();

        @Test
        void a_paragraph_that_is_added_after_the_sign_off_is_signed_by_nobody_yet() {
            story.by(MAX, story.saving(with(DRAFT, paragraph(SECOND, "Nobody expects delays."))));
            assertThat(open(story)).containsExactly("block/second");
            assertThat(story.stage()).isEqualTo(Stage.DRAFTED);
            story.when(MAX, new SignOffFacts(BRIDGE, SEEN)).thenRefused(OWN_WORDS);
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenAccepted().andStageIs(Stage.CAPTIONED);
        }

        @Test
        void the_claim_of_a_sentence_that_now_says_the_opposite_stands_and_the_passage_is_open() {
            story.by(
                    WREN,
                    story.rewording("The harbour bridge will close", "It is a lie that the harbour bridge will close"));
            assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.CONFIRMED);
            assertThat(open(story)).containsExactly("block/lead");
        }

        @ParameterizedTest
        @ValueSource(strings = {"byline", "dateline"})
        void the_lines_that_say_who_and_where_are_passages(String line) {
            var field = Field.valueOf(line.toUpperCase(java.util.Locale.ROOT));
            story.by(WADE, story.saving(DRAFT.with(field, "Somebody else, elsewhere")));
            assertThat(open(story)).containsExactly(line);
        }

        @Test
        void an_address_that_a_link_leads_to_is_read_by_readers() {
            story.by(WADE, story.saving(linked(DRAFT, "https://example.org/one")));
            assertThat(open(story)).singleElement().asString().startsWith("block/lead#link-");
            story.factsSignedOffBy(CLEO);
            story.by(WADE, story.saving(linked(DRAFT, "https://example.org/another")));
            assertThat(story.stage()).isEqualTo(Stage.DRAFTED);
            assertThat(story.article().signed()).containsKey("block/lead");
        }

        @Test
        void of_a_list_only_the_item_that_changed_is_open() {
            var list = new Block.Listing(SECOND, false, List.of(Text.of("By ferry"), Text.of("By tram")));
            var listed = aSubmittedDraft();
            listed.by(WREN, listed.saving(with(DRAFT, list)))
                    .everythingCheckedBy(CLEO)
                    .factsSignedOffBy(CLEO);
            var now = new Block.Listing(
                    SECOND, false, List.of(Text.of("By ferry"), Text.of("By bus"), Text.of("On foot")));
            listed.by(WADE, listed.saving(with(DRAFT, now)));
            assertThat(listed.article().unsigned()).extracting(Passage::words).containsExactly("By bus", "On foot");
        }

        @Test
        void formatting_and_order_uncover_nothing() {
            var bold = new Text(LEAD_WORDS, List.of(new Mark(Mark.Style.BOLD, 0, 11, null)));
            story.when(WADE, story.saving(with(DRAFT, new Block.Paragraph(LEAD, bold))))
                    .thenRecords(ContentRevised.class)
                    .andStageIs(Stage.CAPTIONED);
            story.when(
                            WADE,
                            story.saving(story.content()
                                    .withBlocks(story.content().blocks().reversed())))
                    .thenRecords(ContentRevised.class)
                    .andStageIs(Stage.CAPTIONED);
        }

        @Test
        void the_same_words_typed_otherwise_are_the_same_words() {
            var curly = reworded(DRAFT, "\"We have the boats,\"", "“We have the boats,”");
            story.when(WADE, story.saving(curly))
                    .thenRecords(ContentRevised.class)
                    .andStageIs(Stage.CAPTIONED);
            var accented = aSubmittedDraft();
            accented.by(WREN, accented.rewording("Ilse Brandt", "Ilsé Brandt"))
                    .everythingCheckedBy(CLEO)
                    .factsSignedOffBy(CLEO);
            var apart = reworded(accented.content(), "Ilsé", Normalizer.normalize("Ilsé", Normalizer.Form.NFD));
            accented.when(WADE, accented.saving(apart))
                    .thenRecords(ContentRevised.class)
                    .andStageIs(Stage.FACT_CHECKED);
        }
    }

    @Nested
    @DisplayName("Rule 25: two checkers cover one article between them")
    class BetweenThem {
        @Test
        void a_checker_who_wrote_a_paragraph_signs_the_others_and_another_signs_hers() {
            var story = aSubmittedDraft();
            story.by(MAX, story.saving(with(DRAFT, paragraph(SECOND, "The ferries were built in Alder."))));
            story.everythingCheckedBy(CLEO);
            story.when(MAX, new SignOffFacts(BRIDGE, SEEN)).thenAccepted().andStageIs(Stage.DRAFTED);
            assertThat(open(story)).containsExactly("block/second");
            story.when(MAX, new SignOffFacts(BRIDGE, SEEN)).thenRefused(OWN_WORDS);
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenAccepted().andStageIs(Stage.FACT_CHECKED);
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenRefused(ALREADY_SO);
        }

        @Test
        void an_open_claim_in_words_that_another_must_sign_holds_nobody_up() {
            var story = aSubmittedDraft();
            story.by(MAX, story.saving(with(DRAFT, paragraph(SECOND, "The ferries carry 300 people."))));
            story.everythingCheckedBy(CLEO);
            story.by(CLEO, story.raising(NEW, ClaimKind.NUMBER, Place.of(SECOND), "300 people"));
            story.when(MAX, new SignOffFacts(BRIDGE, SEEN)).thenAccepted();
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenRefused(CLAIMS_OPEN);
            story.confirmedBy(CLEO, NEW)
                    .when(CLEO, new SignOffFacts(BRIDGE, SEEN))
                    .thenAccepted()
                    .andStageIs(Stage.FACT_CHECKED);
        }

        @Test
        void a_sign_off_of_an_older_revision_covers_what_still_stands() {
            var story = aSubmittedDraft().everythingCheckedBy(CLEO);
            story.by(WREN, story.rewording("Ferries instead", "Boats instead"));
            story.when(CLEO, new SignOffFacts(BRIDGE, 1)).thenAccepted().andStageIs(Stage.DRAFTED);
            assertThat(open(story)).containsExactly("block/heading");
            var refused = story.when(CLEO, new SignOffFacts(BRIDGE, 1)).thenRefused(CHANGED_SINCE);
            assertThat(refused.why().sentence()).contains("Boats instead");
            story.when(CLEO, new SignOffFacts(BRIDGE, 2)).thenAccepted().andStageIs(Stage.FACT_CHECKED);
        }

        @Test
        void what_is_open_is_named_with_who_wrote_it_and_who_could_sign_it() {
            var story = aFactCheckedStory();
            story.by(CLEO, story.rewording("Ferries instead", "Boats instead"));
            assertThat(story.article().obstacles(MORNING, NEWSROOM))
                    .filteredOn(obstacle -> "block/heading".equals(obstacle.place()))
                    .extracting(Obstacle::sentence)
                    .singleElement()
                    .asString()
                    .contains("“Boats instead”", "Cleo Marchetti", "Cyril Dahl");
        }

        @Test
        void where_nobody_here_could_sign_it_that_is_said() {
            var story = aSubmittedDraft().everythingCheckedBy(CLEO);
            story.by(CLEO, new CorrectClaim(BRIDGE, CABLES, Remedy.REWORDED, "41 of its cables", List.of(REPORT)));
            var people = new java.util.HashMap<>(NEWSROOM.people());
            people.remove(CYRIL);
            people.remove(MAX);
            var alone = new stet.domain.newsroom.Newsroom(NEWSROOM.desks(), people, java.util.Set.of());
            assertThat(story.article().obstacles(MORNING, alone))
                    .extracting(Obstacle::sentence)
                    .anySatisfy(sentence -> assertThat(sentence).contains("Cleo Marchetti", "another checker"));
        }
    }

    @Nested
    @DisplayName("Rule 25: a cut is signed by somebody else, too")
    class Cuts {
        @Test
        void who_takes_a_block_out_after_the_sign_off_does_not_publish_what_is_left_without_another_pair_of_eyes() {
            var story = aCaptionedStory();
            story.when(PAULA, story.saving(without(DRAFT, HEADING)))
                    .thenRecords(ContentRevised.class, FactsReopened.class)
                    .andStageIs(Stage.DRAFTED);
            assertThat(story.article().cuts()).containsExactly(new Cut("block/heading", "Ferries instead", PAULA, 2));
            story.when(PAULA, publish()).thenRefused(NOT_READY);
            assertThat(story.article().obstacles(MORNING, NEWSROOM))
                    .extracting(Obstacle::sentence)
                    .singleElement()
                    .asString()
                    .contains("Ferries instead", "Paula Reyes", "Cleo Marchetti");
            story.factsSignedOffBy(CLEO).when(PAULA, publish()).thenAccepted();
        }

        @Test
        void nobody_signs_their_own_cut() {
            var story = aFactCheckedStory();
            story.by(MAX, story.saving(without(DRAFT, HEADING)));
            story.when(MAX, new SignOffFacts(BRIDGE, SEEN)).thenRefused(OWN_WORDS);
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenAccepted().andStageIs(Stage.FACT_CHECKED);
        }

        @Test
        void a_cut_that_the_checker_has_not_seen_is_not_signed() {
            var story = aFactCheckedStory();
            story.by(WREN, story.saving(without(DRAFT, HEADING)));
            story.when(CLEO, new SignOffFacts(BRIDGE, 1)).thenRefused(CHANGED_SINCE);
            assertThat(story.article().cuts()).hasSize(1);
        }

        @Test
        void who_has_read_only_an_earlier_wording_of_it_does_not_know_that_it_was_cut() {
            var story = aFactCheckedStory();
            story.by(WREN, story.rewording("Ferries instead", "Boats instead"));
            story.by(WADE, story.saving(without(story.content(), HEADING)));
            story.when(CLEO, new SignOffFacts(BRIDGE, 1)).thenRefused(CHANGED_SINCE);
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenAccepted().andStageIs(Stage.FACT_CHECKED);
        }

        @Test
        void a_field_and_an_item_are_cut_as_well() {
            var story = aFactCheckedStory();
            story.by(WADE, story.saving(DRAFT.with(Field.STANDFIRST, "")));
            assertThat(story.article().cuts()).extracting(Cut::passage).containsExactly("standfirst");
        }

        @Test
        void what_was_cut_can_be_signed_though_something_else_stands_in_its_place() {
            var story = aFactCheckedStory();
            story.by(WADE, story.saving(DRAFT.with(Field.STANDFIRST, "")));
            story.by(WREN, story.saving(DRAFT.with(Field.STANDFIRST, "Nobody expects delays")));
            story.when(CLEO, new SignOffFacts(BRIDGE, 1)).thenRefused(CHANGED_SINCE);
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenAccepted().andStageIs(Stage.FACT_CHECKED);
        }

        @Test
        void who_takes_out_their_own_words_that_nobody_has_seen_cuts_nothing() {
            var story = draftedBy(WREN);
            story.by(WREN, story.saving(without(DRAFT, HEADING)));
            assertThat(story.article().cuts()).isEmpty();
        }

        @Test
        void who_rewords_signed_words_before_cutting_them_cuts_them_all_the_same() {
            var story = aFactCheckedStory();
            story.by(WREN, story.rewording("Ferries instead", "Boats instead"));
            story.by(WREN, story.saving(without(story.content(), HEADING)));
            assertThat(story.article().cuts()).containsExactly(new Cut("block/heading", "Boats instead", WREN, 3));
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenAccepted().andStageIs(Stage.FACT_CHECKED);
        }

        @Test
        void what_somebody_doubted_is_not_cut_unseen() {
            var story = aFactCheckedStory();
            story.by(PAULA, new ArticleCommand.ReopenFacts(BRIDGE, "A reader rang"));
            story.by(WREN, story.saving(without(story.content(), HEADING)));
            assertThat(story.article().cuts()).extracting(Cut::passage).containsExactly("block/heading");
        }

        @Test
        void an_item_that_was_signed_is_known_when_it_was_reworded() {
            var list = new Block.Listing(SECOND, false, List.of(Text.of("By ferry at dawn"), Text.of("By tram")));
            var listed = aSubmittedDraft();
            listed.by(WREN, listed.saving(with(DRAFT, list)))
                    .everythingCheckedBy(CLEO)
                    .factsSignedOffBy(CLEO);
            listed.by(WREN, listed.rewording("By ferry at dawn", "By ferry at noon"));
            var shorter = new Block.Listing(SECOND, false, List.of(Text.of("By tram")));
            listed.by(WREN, listed.saving(with(listed.content(), shorter)));
            assertThat(listed.article().cuts()).extracting(Cut::words).containsExactly("By ferry at noon");
        }

        @Test
        void what_was_published_is_not_cut_unseen_though_it_was_cut_before_and_put_back() {
            var story = aPublishedStory();
            story.by(PAULA, story.saving(without(DRAFT, HEADING))).factsSignedOffBy(CLEO);
            var again = new Block.Crosshead(SECOND, Text.of("Ferries instead"));
            story.by(PAULA, story.saving(with(story.content(), again)));
            story.by(WREN, story.saving(without(story.content(), SECOND)));
            assertThat(story.article().cuts()).extracting(Cut::words).containsExactly("Ferries instead");
        }

        @Test
        void what_was_signed_is_not_cut_unseen_though_it_was_cut_before_and_put_back() {
            var story = aFactCheckedStory();
            story.by(PAULA, story.saving(without(DRAFT, HEADING)));
            var again = new Block.Crosshead(SECOND, Text.of("Ferries instead"));
            story.by(PAULA, story.saving(with(story.content(), again)));
            story.by(WREN, story.saving(without(story.content(), SECOND)));
            assertThat(story.article().cuts()).extracting(Cut::words).containsExactly("Ferries instead");
        }

        @Test
        void what_is_put_back_is_no_longer_cut() {
            var story = aFactCheckedStory();
            story.by(WADE, story.saving(without(DRAFT, FERRY)));
            story.by(WADE, story.saving(DRAFT));
            assertThat(story.article().cuts()).isEmpty();
        }
    }

    @Nested
    @DisplayName("Rule 26: words keep their writer and what was found of them wherever they go")
    class Wherever {
        private final Story story = aCaptionedStory();

        @Test
        void enter_within_a_paragraph_and_backspace_change_nothing() {
            story.when(WADE, story.saving(parted(DRAFT, "after inspectors")))
                    .thenRecords(ContentRevised.class)
                    .andStageIs(Stage.CAPTIONED);
            assertThat(story.claim(CABLES).anchor().place()).isEqualTo(Place.of(SECOND));
            assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.CONFIRMED);
            story.when(WADE, story.saving(joined(story.content())))
                    .thenRecords(ContentRevised.class)
                    .andStageIs(Stage.CAPTIONED);
            assertThat(story.claim(CABLES).anchor().place()).isEqualTo(Place.of(LEAD));
            assertThat(story.article().wrote(WADE)).isFalse();
            assertThat(story.content()).isEqualTo(DRAFT);
        }

        @Test
        void the_first_half_may_take_the_new_id() {
            var split = new ArrayList<Block>(DRAFT.blocks());
            var at = LEAD_WORDS.indexOf("after inspectors");
            split.set(0, paragraph(SECOND, LEAD_WORDS.substring(0, at).strip()));
            split.add(1, paragraph(LEAD, LEAD_WORDS.substring(at)));
            story.when(WADE, story.saving(DRAFT.withBlocks(split)))
                    .thenRecords(ContentRevised.class)
                    .andStageIs(Stage.CAPTIONED);
            assertThat(story.claim(CLOSING).anchor().place()).isEqualTo(Place.of(SECOND));
            assertThat(story.article().wrote(WADE)).isFalse();
        }

        @Test
        void who_splits_and_types_has_written_what_they_typed() {
            story.by(
                    WADE,
                    story.saving(
                            reworded(parted(DRAFT, "after inspectors"), "after inspectors", "after two inspectors")));
            assertThat(open(story)).containsExactly("block/second");
            assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.CONFIRMED);
            assertThat(story.article().writers(passage(story, "block/second"))).containsExactly(WADE, WREN);
            assertThat(story.article().writers(passage(story, "block/lead"))).containsExactly(WREN);
        }

        @Test
        void what_is_cut_at_the_end_of_an_item_is_not_taken_for_the_beginning_of_the_next() {
            var first = "It was asked for. “Not us.”";
            var list = new Block.Listing(
                    SECOND, false, List.of(Text.of(first), Text.of("“Nobody did,” said the captain.")));
            story.by(WREN, story.saving(with(DRAFT, list)))
                    .everythingCheckedBy(CLEO)
                    .by(CLEO, story.raising(NEW, ClaimKind.QUOTE, Place.of(SECOND), "Not us."))
                    .by(CLEO, story.raising(new ClaimId("nobody"), ClaimKind.QUOTE, Place.of(SECOND), "Nobody did"))
                    .confirmedBy(CLEO, NEW)
                    .confirmedBy(CLEO, new ClaimId("nobody"))
                    .factsSignedOffBy(CLEO);
            story.by(WADE, story.rewording(first, "It was asked for."));
            assertThat(open(story)).hasSize(1);
        }

        @Test
        void words_that_come_to_stand_twice_are_signed_where_they_stood() {
            var list = new Block.Listing(
                    SECOND, false, List.of(Text.of("By bus"), Text.of("On foot along the quay and by boat")));
            story.by(WREN, story.saving(with(DRAFT, list))).factsSignedOffBy(CLEO);
            story.by(WADE, story.rewording("By bus", "On foot"));
            assertThat(story.article().unsigned()).extracting(Passage::words).containsExactly("On foot");
        }

        @Test
        void a_split_that_drops_a_word_uncovers_what_is_left() {
            var dropped = reworded(parted(DRAFT, "after inspectors"), "city council said", "council said");
            story.by(WADE, story.saving(dropped));
            assertThat(open(story)).contains("block/lead");
        }

        @Test
        void paragraphs_become_items_of_a_list_and_back() {
            var two = parted(DRAFT, "after inspectors");
            var story = draftedBy(WREN, two).submitted().everythingCheckedBy(CLEO);
            story.by(CLEO, story.raising(NEW, ClaimKind.NUMBER, Place.of(SECOND), "38 of its cables"))
                    .confirmedBy(CLEO, NEW)
                    .factsSignedOffBy(CLEO);
            var items = List.of(Text.of(two.words(Place.of(LEAD))), Text.of(two.words(Place.of(SECOND))));
            var list = with(without(two, SECOND), new Block.Listing(LEAD, false, items));
            story.when(WADE, story.saving(list))
                    .thenRecords(ContentRevised.class)
                    .andStageIs(Stage.FACT_CHECKED);
            assertThat(story.article().wrote(WADE)).isFalse();
            story.when(
                            WADE,
                            story.saving(with(
                                    with(list, paragraph(LEAD, items.getFirst().words())),
                                    paragraph(
                                            new BlockId("third"),
                                            items.getLast().words()))))
                    .thenRecords(ContentRevised.class)
                    .andStageIs(Stage.FACT_CHECKED);
            assertThat(story.claim(NEW).verdict()).isEqualTo(Verdict.CONFIRMED);
        }

        @Test
        void a_sentence_moved_into_another_block_keeps_its_writer_and_its_verdict_and_uncovers_that_block() {
            var moved = reworded(DRAFT, "A ferry will leave every 20 minutes. ", "");
            moved = with(moved, paragraph(SAID, DRAFT.words(Place.of(SAID)) + " It was asked for."));
            story.by(WREN, story.saving(with(DRAFT, moved.block(SAID).orElseThrow())))
                    .factsSignedOffBy(CLEO);
            moved = reworded(moved, "It was asked for.", "A ferry will leave every 20 minutes. It was asked for.");
            story.by(WADE, story.saving(moved));
            assertThat(story.claim(MINUTES).anchor().place()).isEqualTo(Place.of(SAID));
            assertThat(story.claim(MINUTES).verdict()).isEqualTo(Verdict.CONFIRMED);
            assertThat(story.article().wrote(WADE)).isFalse();
            assertThat(open(story)).containsExactly("block/said");
        }

        @Test
        void who_moves_a_single_word_does_not_take_it_from_its_writer() {
            story.by(WREN, story.saving(with(DRAFT, paragraph(SECOND, "Boats go from the harbour to the market"))));
            story.by(MAX, story.rewording("the market", "the market tonight"));
            story.by(
                    WADE,
                    story.rewording(
                            "go from the harbour to the market tonight", "go tonight from the harbour to the market"));
            assertThat(story.article().writers(passage(story, "block/second"))).contains(MAX, WADE);
        }

        @Test
        void words_that_are_moved_into_the_middle_of_a_sentence_keep_their_verdict_too() {
            var moved = reworded(DRAFT, "rust in 38 of its cables.", "rust.");
            moved = reworded(moved, "A ferry will leave", "A ferry for 38 of its cables will leave");
            story.by(WADE, story.saving(moved));
            assertThat(story.claim(CABLES).anchor()).isEqualTo(anchor(moved, Place.of(FERRY), "38 of its cables"));
            assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.CONFIRMED);
            assertThat(open(story)).contains("block/lead", "block/ferry");
        }

        @Test
        void a_claim_whose_words_were_replaced_when_the_rest_of_their_block_was_moved_is_on_the_new_words_alone() {
            story.by(CLEO, story.raising(NEW, ClaimKind.FACT, Place.of(FERRY), "A ferry will leave"))
                    .confirmedBy(CLEO, NEW);
            var rest = DRAFT.words(Place.of(FERRY)).replace("A ferry will leave", "Boats go");
            var moved = with(without(DRAFT, FERRY), paragraph(SAID, DRAFT.words(Place.of(SAID)) + " " + rest));
            story.by(WADE, story.saving(moved));
            assertThat(story.claim(NEW))
                    .isEqualTo(Claim.raised(NEW, ClaimKind.FACT, anchor(moved, Place.of(SAID), "Boats go")));
            assertThat(story.claim(MINUTES).verdict()).isEqualTo(Verdict.CONFIRMED);
        }

        @Test
        void a_block_cut_and_put_back_by_another_under_a_new_id_is_still_its_writer_s() {
            var written = draftedBy(MAX).submitted().everythingCheckedBy(CLEO);
            written.when(WADE, written.saving(without(DRAFT, FERRY)))
                    .thenRecords(ContentRevised.class, ClaimLapsed.class, ClaimLapsed.class);
            written.when(
                            WADE,
                            written.saving(
                                    with(without(DRAFT, FERRY), paragraph(SECOND, DRAFT.words(Place.of(FERRY))))))
                    .thenRecords(ContentRevised.class, ClaimRestored.class, ClaimRestored.class);
            assertThat(written.article().writers(passage(written, "block/second")))
                    .containsExactly(MAX);
            assertThat(written.claim(MINUTES).verdict()).isEqualTo(Verdict.CONFIRMED);
            assertThat(written.claim(MINUTES).sources()).containsExactly(RECORDING);
            written.when(MAX, new SignOffFacts(BRIDGE, SEEN)).thenRefused(OWN_WORDS);
        }

        @Test
        void a_block_comes_back_under_its_own_id_and_only_as_itself() {
            story.by(WADE, story.saving(without(DRAFT, FERRY)));
            story.when(WADE, story.saving(with(without(DRAFT, FERRY), paragraph(FERRY, "Trams, too, run all day."))))
                    .thenRefused(BLOCK_ID_REUSED);
            story.when(WREN, story.saving(DRAFT)).thenAccepted();
            assertThat(story.article().wrote(WADE)).isFalse();
            assertThat(story.claim(BOATS).verdict()).isEqualTo(Verdict.CONFIRMED);
        }

        @Test
        void an_address_is_still_its_writer_s_when_its_words_are_put_back_or_split() {
            var linked = draftedBy(WREN).by(MAX, draftedBy(WREN).saving(linked(DRAFT, "https://example.org/one")));
            var content = linked.content();
            var marks = content.block(LEAD).orElseThrow().texts().getFirst();
            linked.by(WADE, linked.saving(without(content, LEAD)));
            linked.by(WADE, linked.saving(with(without(content, LEAD), new Block.Paragraph(SECOND, marks))));
            assertThat(linked.article().wrote(WADE)).isFalse();
            var address = Passage.of(linked.content()).values().stream()
                    .filter(Passage::isLink)
                    .findFirst()
                    .orElseThrow();
            assertThat(linked.article().writers(address)).containsExactly(MAX);
        }

        @Test
        void who_cuts_the_word_before_one_takes_it_from_nobody() {
            var story = aSubmittedDraft().everythingCheckedBy(CLEO);
            story.by(MAX, story.saving(with(DRAFT, paragraph(SECOND, "Nobody expects delays"))));
            story.by(WADE, story.rewording("Nobody expects delays", "delays"));
            assertThat(story.article().writers(passage(story, "block/second"))).containsExactly(MAX, WADE);
            story.by(MAX, new SignOffFacts(BRIDGE, SEEN));
            assertThat(open(story)).containsExactly("block/second");
        }

        @Test
        void words_that_only_look_like_some_that_were_cut_are_whose_who_typed_them() {
            story.by(WADE, story.saving(reworded(DRAFT, "Ferries instead", "By boat")));
            story.by(MAX, story.saving(reworded(story.content(), "By boat", "Ferries")));
            assertThat(story.article().writers(passage(story, "block/heading"))).containsExactly(MAX);
        }

        @Test
        void a_claim_says_what_its_words_were_and_are() {
            var reopened = story.when(WADE, story.rewording("38 of its cables", "41 of its cables"))
                    .only(ClaimReopened.class);
            assertThat(reopened.wordsWere()).isEqualTo("38 of its cables");
            assertThat(reopened.now().words()).isEqualTo("41 of its cables");
        }

        @Test
        void in_a_merge_each_half_keeps_its_writer_though_a_paragraph_was_split_meanwhile() {
            story.by(WADE, story.saving(parted(DRAFT, "after inspectors")));
            story.by(MAX, new ReviseContent(BRIDGE, 1, reworded(DRAFT, "Ferries instead", "Boats instead")));
            assertThat(story.article().wrote(WADE)).isFalse();
            assertThat(open(story)).containsExactly("block/heading");
        }

        private Passage passage(Story story, String key) {
            return java.util.Objects.requireNonNull(Passage.of(story.content()).get(key));
        }
    }

    @Nested
    @DisplayName("Rule 27: quotations are checked as quotations, with who said them")
    class Quotations {
        private Story quoted(String words) {
            var story = aSubmittedDraft();
            story.by(WREN, story.saving(with(DRAFT, new Block.Quotation(QUOTED, Text.of(words), "Ilse Brandt"))));
            return story.everythingCheckedBy(CLEO);
        }

        @Test
        void what_is_set_apart_as_a_quotation_needs_a_quote_claim_even_without_marks() {
            var story = quoted("We have sailed in worse weather");
            var refused = story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenRefused(NOT_COVERED);
            assertThat(refused.why().obstacles()).extracting(Obstacle::place).containsExactly("block/quoted");
            story.by(CLEO, story.raising(NEW, ClaimKind.QUOTE, Place.of(QUOTED), "We have sailed in worse weather"));
            story.confirmedBy(CLEO, NEW)
                    .when(CLEO, new SignOffFacts(BRIDGE, SEEN))
                    .thenAccepted();
        }

        @ParameterizedTest
        @ValueSource(strings = {"NAME", "FACT", "ATTRIBUTION", "NUMBER"})
        void only_a_quote_claim_covers_a_quotation(String kind) {
            var story = aSubmittedDraft().everythingCheckedBy(CLEO);
            story.by(CLEO, new ArticleCommand.WithdrawClaim(BRIDGE, BOATS, "Another kind"));
            story.by(CLEO, story.raising(NEW, ClaimKind.valueOf(kind), Place.of(FERRY), "We have the boats"));
            story.by(CLEO, new ConfirmClaim(BRIDGE, NEW, List.of(OTHER_PAPER)));
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenRefused(NOT_COVERED);
        }

        @Test
        void the_speaker_belongs_to_the_claim() {
            var story = quoted("We have sailed in worse weather");
            story.by(CLEO, story.raising(NEW, ClaimKind.QUOTE, Place.of(QUOTED), "We have sailed in worse weather"));
            story.confirmedBy(CLEO, NEW).factsSignedOffBy(CLEO);
            var another = new Block.Quotation(QUOTED, Text.of("We have sailed in worse weather"), "Marta Oyelaran");
            var reopened = story.when(WADE, story.saving(with(story.content(), another)))
                    .thenRecords(ContentRevised.class, ClaimReopened.class, FactsReopened.class)
                    .only(ClaimReopened.class);
            assertThat(reopened.reason()).contains("Ilse Brandt", "Marta Oyelaran");
            assertThat(open(story)).containsExactlyInAnyOrder("block/quoted", "block/quoted#speaker");
        }

        /** Also where it is somebody's words in a paragraph from then on. */
        @Test
        void a_quotation_that_was_cut_comes_back_as_it_was_found_only_if_who_said_it_says_it() {
            var words = "We have sailed in worse weather";
            for (var back : Map.of(
                            new Block.Quotation(new BlockId("again"), Text.of(words), "Ilse Brandt"), Verdict.CONFIRMED,
                            new Block.Quotation(new BlockId("again"), Text.of(words), "Marta Oyelaran"),
                                    Verdict.UNCHECKED,
                            new Block.Paragraph(new BlockId("again"), Text.of("“" + words + "”")), Verdict.UNCHECKED)
                    .entrySet()) {
                var story = quoted(words);
                story.by(CLEO, story.raising(NEW, ClaimKind.QUOTE, Place.of(QUOTED), words));
                story.confirmedBy(CLEO, NEW);
                story.by(WADE, story.saving(without(story.content(), QUOTED)));
                assertThat(story.article().claims()).doesNotContainKey(NEW);
                story.by(WADE, story.saving(with(story.content(), back.getKey())));
                assertThat(Objects.requireNonNull(story.article().claims().get(NEW))
                                .verdict())
                        .as(back.getKey().toString())
                        .isEqualTo(back.getValue());
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "she said ‘we never go home’",
                    "she said \"never\"",
                    "she called it “odd”",
                    "'we go', she said"
                })
        void who_paraphrases_leaves_no_quotation(String words) {
            aSubmittedDraft()
                    .claimsRaised()
                    .when(CLEO, new CorrectClaim(BRIDGE, BOATS, Remedy.PARAPHRASED, words, List.of(RECORDING)))
                    .thenRefused(QUOTE_REWORDED);
        }

        @Test
        void a_quotation_block_that_is_paraphrased_is_a_paragraph() {
            var story = quoted("We have sailed in worse weather");
            story.by(CLEO, story.raising(NEW, ClaimKind.QUOTE, Place.of(QUOTED), "We have sailed in worse weather"));
            story.by(
                    CLEO,
                    new CorrectClaim(
                            BRIDGE,
                            NEW,
                            Remedy.PARAPHRASED,
                            "Ilse Brandt has sailed in worse weather",
                            List.of(RECORDING)));
            assertThat(story.content().block(QUOTED)).get().isInstanceOf(Block.Paragraph.class);
        }

        @Test
        void not_checkable_settles_no_quotation_without_the_waiver() {
            var story = aSubmittedDraft().everythingCheckedBy(CLEO);
            story.by(CLEO, new MarkNotCheckable(BRIDGE, BOATS, "There is no tape"));
            var refused = story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenRefused(CLAIMS_OPEN);
            assertThat(refused.why().obstacles()).extracting(Obstacle::claim).containsExactly(BOATS);
            story.by(PAULA, new WaiveCheck(BRIDGE, Check.PRIMARY_SOURCE, BOATS, "Two heard it", SEEN));
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenAccepted();
        }

        @Test
        void a_verdict_that_gets_weaker_uncovers_its_passage_alone() {
            var story = aFactCheckedStory();
            story.by(CYRIL, new MarkNotCheckable(BRIDGE, BOATS, "There is no tape"));
            assertThat(open(story)).containsExactly("block/ferry");
        }
    }

    @Nested
    @DisplayName("Rule 24: what was signed before there were passages was signed whole")
    class Before {
        @Test
        void an_old_sign_off_is_of_every_passage_as_it_stood_then() {
            var story = aSubmittedDraft().everythingCheckedBy(CLEO);
            var act = story.history().getLast().act();
            var old = new ArticleEvent.FactsSignedOff(BRIDGE, story.article().checkedWords(), 1, List.of(), List.of());
            var signed = java.util.Objects.requireNonNull(Article.evolve(story.article(), old, act));
            assertThat(signed.stage()).isEqualTo(Stage.FACT_CHECKED);
            assertThat(signed.unsigned()).isEmpty();
            var reopened = new FactsReopened(BRIDGE, List.of(), "A reader rang", List.of());
            assertThat(java.util.Objects.requireNonNull(Article.evolve(signed, reopened, act))
                            .signed())
                    .isEqualTo(Map.of());
        }

        @Test
        void a_paragraph_added_after_it_was_signed_by_nobody() {
            var story = aSubmittedDraft().everythingCheckedBy(CLEO);
            var act = story.history().getLast().act();
            var content = with(DRAFT, paragraph(SECOND, "Nobody expects delays."));
            var changes = stet.domain.content.Changes.between(DRAFT, content);
            var signed = Article.evolve(
                    story.article(),
                    List.of(
                            new Happened(
                                    new ArticleEvent.FactsSignedOff(
                                            BRIDGE, story.article().checkedWords(), 1, List.of(), List.of()),
                                    act),
                            new Happened(
                                    new ContentRevised(
                                            BRIDGE,
                                            2,
                                            1,
                                            changes,
                                            content.hash(),
                                            Map.of(),
                                            Map.of(),
                                            Map.of(),
                                            Map.of(),
                                            List.of(),
                                            List.of()),
                                    act)));
            assertThat(java.util.Objects.requireNonNull(signed).unsigned())
                    .extracting(Passage::key)
                    .containsExactly("block/second");
        }
    }
}
