package stet.domain.article;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.article.Story.*;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.PersonId;
import stet.domain.article.ArticleCommand.DisputeClaim;
import stet.domain.article.ArticleCommand.WaiveCheck;
import stet.domain.article.Correction.Found;
import stet.domain.article.Correction.SignedOff;
import stet.domain.article.Correction.Waived;
import stet.domain.article.Correction.Wrong;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Verdict;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Mark;
import stet.domain.content.Passage;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.domain.content.WordDiff;

/** A correction says which sign-off and which verdict missed what it puts right, and no other (rule 47). */
class CorrectionTest {
    private static final BlockId SECOND = new BlockId("second");
    private static final String LEAD_WORDS = DRAFT.words(Place.of(LEAD));
    private static final String FOUND_RUST = "after inspectors found rust in 38 of its cables.";

    /** Cyril signed all of the first revision, and Cleo what Wren wrote anew in the second. */
    private static Story signedByTwo() {
        var story = aSubmittedDraft().everythingCheckedBy(CYRIL).factsSignedOffBy(CYRIL);
        later(story).editedBy(WREN, "its captain", "the captain");
        return later(story).factsSignedOffBy(CLEO).captionsSignedOffBy(PIERS);
    }

    private static Story later(Story story) {
        return story.at(MORNING.plusSeconds(60L * story.history().size()));
    }

    private static Correction corrected(Story story, String from, String to, String... passages) {
        return corrected(story, reworded(story.content(), from, to), passages);
    }

    private static Correction corrected(Story story, Content content, String... passages) {
        later(story).by(WREN, story.saving(content));
        later(story).everythingCheckedBy(CLEO);
        if (!story.article().factsStand()) {
            story.factsSignedOffBy(CLEO);
        }
        if (story.article().captionsSignedOff() == null) {
            story.captionsSignedOffBy(PIERS);
        }
        var note = new Note("It was wrong in " + story.article().revision(), "It is right", List.of(passages));
        later(story).published(EditionKind.CORRECTION, note);
        return Correction.of(story.history()).getLast();
    }

    private static Wrong only(Correction correction) {
        assertThat(correction.passages()).hasSize(1);
        return correction.passages().getFirst();
    }

    private static List<PersonId> signers(Wrong wrong) {
        return wrong.signedOff().stream().map(SignedOff::who).toList();
    }

    private static List<ClaimId> claims(Wrong wrong) {
        return wrong.found().stream().map(Found::claim).toList();
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

    private static Content first(Content content, BlockId block) {
        var blocks = new ArrayList<>(content.blocks());
        var its = content.block(block).orElseThrow();
        blocks.remove(its);
        blocks.addFirst(its);
        return content.withBlocks(blocks);
    }

    @Nested
    @DisplayName("Rule 47: the sign-off that covered the words when they came out")
    class SignOffs {
        @Test
        void of_two_checkers_who_each_signed_part_the_one_is_named_who_signed_that_passage() {
            var lead = corrected(signedByTwo().published(), "38 of", "83 of");
            assertThat(lead.edition()).isEqualTo(2);
            assertThat(lead.kind()).isEqualTo(EditionKind.CORRECTION);
            assertThat(lead.by()).isEqualTo(PAULA);
            assertThat(lead.wrongEdition()).isEqualTo(1);
            assertThat(lead.wrongRevision()).isEqualTo(2);
            assertThat(only(lead).passage()).isEqualTo("block/lead");
            assertThat(only(lead).amended()).containsExactly("38");
            assertThat(signers(only(lead))).containsExactly(CYRIL);
            assertThat(only(lead).signedOff().getFirst().revision()).isEqualTo(1);
            assertThat(only(lead).signedOff().getFirst().of()).isEqualTo(SignedOff.Of.FACTS);

            var ferry = corrected(signedByTwo().published(), "20 minutes", "30 minutes");
            assertThat(signers(only(ferry))).containsExactly(CLEO);
            assertThat(only(ferry).signedOff().getFirst().revision()).isEqualTo(2);
        }

        @Test
        void it_is_found_by_its_number_among_what_happened() {
            var story = signedByTwo().published();
            var correction = corrected(story, "38 of", "83 of");
            var signOff = only(correction).signedOff().getFirst();
            var happened = story.history().get((int) signOff.sequence());
            assertThat(happened.event()).isInstanceOf(ArticleEvent.FactsSignedOff.class);
            assertThat(happened.act().at()).isEqualTo(signOff.at());
            assertThat(story.history().get((int) correction.sequence()).event())
                    .isInstanceOf(ArticleEvent.EditionPublished.class);
        }

        @Test
        void a_sign_off_goes_with_a_passage_that_was_split_and_with_one_that_was_moved() {
            var story = signedByTwo();
            later(story).by(MAX, story.saving(first(parted(story.content(), LEAD, FOUND_RUST, SECOND), FERRY)));
            assertThat(story.article().factsStand()).isTrue();
            story.published();

            var split = corrected(story, "38 of", "83 of");
            assertThat(only(split).passage()).isEqualTo("block/second");
            assertThat(signers(only(split))).containsExactly(CYRIL);
            assertThat(only(split).signedOff().getFirst().revision()).isEqualTo(1);
            assertThat(claims(only(split))).containsExactly(CABLES);

            var moved = corrected(story, "20 minutes", "30 minutes");
            assertThat(moved.wrongEdition()).isEqualTo(2);
            assertThat(signers(only(moved))).containsExactly(CLEO);
            assertThat(claims(only(moved))).containsExactly(MINUTES);
        }

        @Test
        void words_that_are_put_right_and_parted_from_the_rest_at_once_are_followed_to_where_they_stood() {
            var story = signedByTwo().published();
            var parted = reworded(parted(story.content(), LEAD, FOUND_RUST, SECOND), "38 of", "83 of");
            var wrong = only(corrected(story, parted, "block/second"));
            assertThat(wrong.amended()).containsExactly("38");
            assertThat(signers(wrong)).containsExactly(CYRIL);
            assertThat(claims(wrong)).containsExactly(CABLES);
        }

        @Test
        void what_was_signed_after_the_words_came_out_is_not_named() {
            var story = signedByTwo().published();
            later(story).by(CYRIL, new DisputeClaim(BRIDGE, CABLES, "The report says 83", List.of(REPORT)));
            var wrong = only(corrected(story, "38 of", "83 of"));
            assertThat(signers(wrong)).containsExactly(CYRIL);
            assertThat(wrong.signedOff().getFirst().revision()).isEqualTo(1);
            assertThat(wrong.found().getFirst().verdict()).isEqualTo(Verdict.CONFIRMED);
        }

        @Test
        void a_second_correction_is_of_what_the_first_one_left_wrong() {
            var story = signedByTwo().published();
            corrected(story, "38 of", "83 of");
            var second = corrected(story, "83 of", "84 of", "block/lead");
            assertThat(second.wrongEdition()).isEqualTo(2);
            assertThat(signers(only(second))).containsExactly(CLEO);
            assertThat(Correction.of(story.history())).hasSize(2);
        }

        @Test
        void where_nobody_signed_it_says_on_whose_word_it_went_out() {
            var story = aSubmittedDraft().claimsRaised();
            story.by(PAULA, new WaiveCheck(BRIDGE, Check.FACTS, null, "Breaking", SEEN));
            story.by(PAULA, new WaiveCheck(BRIDGE, Check.CAPTIONS, null, "Breaking", SEEN));
            story.published();
            var wrong = only(corrected(story, "38 of", "83 of"));
            assertThat(wrong.signedOff()).isEmpty();
            assertThat(wrong.waived()).extracting(Waived::who).containsExactly(PAULA);
            assertThat(wrong.waived()).extracting(Waived::reason).containsExactly("Breaking");
            assertThat(wrong.found()).extracting(Found::verdict).containsExactly(Verdict.UNCHECKED);
            assertThat(wrong.found().getFirst().by()).isNull();
        }

        @Test
        void of_a_caption_whoever_approved_it_and_signed_off_the_captions_is_named() {
            var story = signedByTwo().published();
            var like = bridgeAtDusk();
            var other = new Picture(
                    like.file(),
                    Text.of("The harbour bridge at dawn"),
                    like.parts(),
                    like.reasons(),
                    like.altText(),
                    like.sourceType(),
                    like.label());
            var wrong = only(corrected(story, with(story.content(), figure(other))));
            assertThat(wrong.passage()).isEqualTo("block/photo");
            assertThat(signers(wrong)).containsExactly(PIERS, PIERS);
            assertThat(wrong.signedOff())
                    .extracting(SignedOff::of)
                    .containsExactly(SignedOff.Of.CAPTION, SignedOff.Of.CAPTIONS);
            assertThat(wrong.found()).isEmpty();
        }

        @Test
        void the_headline_and_the_lines_beside_it_are_passages_too_and_so_is_an_address() {
            var story = signedByTwo();
            var linked = new Block.Paragraph(
                    LEAD, new Text(LEAD_WORDS, List.of(new Mark(Mark.Style.LINK, 4, 11, "https://alder.example/old"))));
            later(story).by(WREN, story.saving(with(story.content(), linked)));
            later(story).factsSignedOffBy(CLEO).published();
            var address = new Block.Paragraph(
                    LEAD, new Text(LEAD_WORDS, List.of(new Mark(Mark.Style.LINK, 4, 11, "https://alder.example/new"))));
            var content = with(story.content(), address).with(Field.DATELINE, "Port Elder");

            var correction = corrected(story, content, "dateline", "block/lead");
            assertThat(correction.passages()).extracting(Wrong::passage).containsExactly("dateline", "block/lead");
            assertThat(signers(correction.passages().getFirst())).containsExactly(CYRIL);
            assertThat(signers(correction.passages().getLast())).containsExactly(CLEO);
            assertThat(correction.passages().getLast().amended()).containsExactly("https://alder.example/old");
        }
    }

    @Nested
    @DisplayName("Rule 47: what had been found of the words, by whom, from which source")
    class Verdicts {
        @Test
        void just_the_claims_on_the_wrong_words_are_named_and_not_those_beside_them() {
            var story = signedByTwo().published();
            var wrong = only(corrected(story, "38 of", "83 of"));
            assertThat(wrong.found()).singleElement().satisfies(found -> {
                assertThat(found.claim()).isEqualTo(CABLES);
                assertThat(found.kind()).isEqualTo(ClaimKind.NUMBER);
                assertThat(found.words()).isEqualTo("38 of its cables");
                assertThat(found.verdict()).isEqualTo(Verdict.CONFIRMED);
                assertThat(found.sources()).containsExactly(RECORDING);
                assertThat(found.by()).isEqualTo(CYRIL);
                assertThat(story.history()
                                .get(requireNonNull(found.sequence()).intValue())
                                .event())
                        .isEqualTo(new ArticleEvent.ClaimConfirmed(BRIDGE, CABLES, List.of(RECORDING)));
            });
            assertThat(wrong.words())
                    .contains(
                            new WordDiff.Piece(WordDiff.Kind.REMOVED, "38"),
                            new WordDiff.Piece(WordDiff.Kind.ADDED, "83"));
        }

        @Test
        void where_nobody_had_raised_a_claim_it_says_so() {
            var wrong = only(corrected(signedByTwo().published(), "inspectors found rust", "divers found rust"));
            assertThat(wrong.amended()).containsExactly("inspectors");
            assertThat(signers(wrong)).containsExactly(CYRIL);
            assertThat(wrong.found()).isEmpty();
        }

        @Test
        void words_that_were_missing_are_missed_by_whoever_checked_what_they_are_missing_from() {
            var wrong = only(corrected(signedByTwo().published(), "38 of its cables", "38 of its main cables"));
            assertThat(wrong.amended()).containsExactly("");
            assertThat(claims(wrong)).containsExactly(CABLES);
            var beside = only(corrected(signedByTwo().published(), "every 20 minutes", "every other 20 minutes"));
            assertThat(claims(beside)).containsExactly(MINUTES);
            var elsewhere = only(corrected(signedByTwo().published(), "will close", "will not close"));
            assertThat(claims(elsewhere)).isEmpty();
            assertThat(signers(elsewhere)).containsExactly(CYRIL);
        }

        @Test
        void a_quotation_that_stood_on_a_waiver_says_whose() {
            var story = aSubmittedDraft().everythingCheckedBy(CYRIL);
            story.by(PAULA, new WaiveCheck(BRIDGE, Check.PRIMARY_SOURCE, VOUCH, "She is at sea", SEEN));
            story.factsSignedOffBy(CYRIL).captionsSignedOffBy(PIERS).published();
            var wrong = only(corrected(story, "we cannot vouch", "they cannot vouch"));
            assertThat(claims(wrong)).containsExactly(VOUCH);
            assertThat(wrong.found().getFirst().waived())
                    .isNotNull()
                    .extracting(Waived::reason)
                    .isEqualTo("She is at sea");
        }

        @Test
        void what_stood_nowhere_before_was_missed_by_nobody() {
            var story = signedByTwo().published();
            var added = with(
                    story.content(), paragraph(SECOND, "An earlier version left out that the mayor had been told."));
            var wrong = only(corrected(story, added, "block/second"));
            assertThat(wrong.amended()).isEmpty();
            assertThat(wrong.signedOff()).isEmpty();
            assertThat(wrong.found()).isEmpty();
            assertThat(wrong.waived()).isEmpty();
        }

        @Test
        void an_update_and_a_story_that_was_never_corrected_have_none() {
            var story = signedByTwo().published();
            assertThat(Correction.of(story.history())).isEmpty();
            later(story).editedBy(WREN, "Ferries instead", "By ferry");
            later(story).factsSignedOffBy(CLEO).published(EditionKind.UPDATE, new Note("", "Ferries are there"));
            assertThat(Correction.of(story.history())).isEmpty();
        }
    }

    @Test
    void whoever_joins_passages_leaves_to_each_checker_what_they_signed() {
        var story = signedByTwo();
        var ferry = story.content().words(Place.of(FERRY));
        var said = story.content().words(Place.of(SAID));
        var joined = without(with(story.content(), paragraph(FERRY, said + " " + ferry)), SAID);
        later(story).by(MAX, story.saving(joined));
        assertThat(story.article().unsigned()).extracting(Passage::key).isEmpty();
        story.published();

        var wrong = only(corrected(story, "every 20 minutes", "every 30 minutes"));
        assertThat(signers(wrong)).containsExactly(CLEO);
        assertThat(claims(wrong)).containsExactly(MINUTES);
    }
}
