package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.CLAIMS_OPEN;
import static stet.domain.RefusalCode.CONFIDENTIAL_SOURCE_UNFIT;
import static stet.domain.RefusalCode.HEADLINE_MISSING;
import static stet.domain.RefusalCode.ID_TAKEN;
import static stet.domain.RefusalCode.NOT_COVERED;
import static stet.domain.RefusalCode.NOT_QUERIED;
import static stet.domain.RefusalCode.NOT_SUBMITTED;
import static stet.domain.RefusalCode.NO_SUCH_CLAIM;
import static stet.domain.RefusalCode.NO_SUCH_SOURCE;
import static stet.domain.RefusalCode.OWN_CAPTION;
import static stet.domain.RefusalCode.OWN_WORDS;
import static stet.domain.RefusalCode.PRIMARY_SOURCE_NEEDED;
import static stet.domain.RefusalCode.QUOTE_REWORDED;
import static stet.domain.RefusalCode.READERS_SETTLED;
import static stet.domain.RefusalCode.REASON_MISSING;
import static stet.domain.RefusalCode.SOURCE_DATE_UNFIT;
import static stet.domain.RefusalCode.SOURCE_MISSING;
import static stet.domain.RefusalCode.SPAN_NOT_FOUND;
import static stet.domain.RefusalCode.TOO_LONG;
import static stet.domain.article.Story.*;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommentId;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.SourceId;
import stet.domain.article.ArticleCommand.AnswerQuery;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.CorrectClaim;
import stet.domain.article.ArticleCommand.DisputeClaim;
import stet.domain.article.ArticleCommand.MarkNotCheckable;
import stet.domain.article.ArticleCommand.QueryClaim;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.article.ArticleCommand.ReopenClaim;
import stet.domain.article.ArticleCommand.ReopenFacts;
import stet.domain.article.ArticleCommand.RequestChanges;
import stet.domain.article.ArticleCommand.ShredSource;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleCommand.WaiveCheck;
import stet.domain.article.ArticleCommand.WithdrawClaim;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.ArticleEvent.ClaimCorrected;
import stet.domain.article.ArticleEvent.ClaimDisputed;
import stet.domain.article.ArticleEvent.ClaimLapsed;
import stet.domain.article.ArticleEvent.ClaimMarkedNotCheckable;
import stet.domain.article.ArticleEvent.ClaimQueried;
import stet.domain.article.ArticleEvent.ClaimRaised;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ClaimWithdrawn;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.article.ArticleEvent.QueryAnswered;
import stet.domain.article.ArticleEvent.SourceShredded;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Passage;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Text;

class CheckingTest {
    private static final ClaimId NEW = new ClaimId("new");
    private static final Place IN_LEAD = Place.of(LEAD);
    private static final Place IN_SAID = Place.of(SAID);

    private static ConfirmClaim confirm(ClaimId claim, Source... sources) {
        return new ConfirmClaim(BRIDGE, claim, List.of(sources));
    }

    private static CorrectClaim correct(ClaimId claim, Remedy remedy, String words) {
        return new CorrectClaim(BRIDGE, claim, remedy, words, List.of(RECORDING));
    }

    @Nested
    @DisplayName("Rule 36: who reads a confidential source is settled when it is first named")
    class Rule36 {
        private final Story story = aSubmittedDraft().claimsRaised().by(CLEO, confirm(CABLES, namedTo(Set.of(STELLA))));

        @Test
        void other_readers_of_a_confidential_source_are_refused() {
            story.when(CLEO, confirm(MINUTES, namedTo(Set.of(STELLA, PAULA)))).thenRefused(READERS_SETTLED);
            story.when(CLEO, new DisputeClaim(BRIDGE, MINUTES, "It is otherwise", List.of(namedTo(Set.of(PAULA)))))
                    .thenRefused(READERS_SETTLED);
            story.when(
                            CLEO,
                            new CorrectClaim(
                                    BRIDGE, MINUTES, Remedy.REWORDED, "40 minutes", List.of(namedTo(Set.of(PAULA)))))
                    .thenRefused(READERS_SETTLED);
        }

        @Test
        void whoever_names_it_again_records_those_who_read_it() {
            var known = new ClaimConfirmed(BRIDGE, MINUTES, List.of(namedTo(Set.of(STELLA))));
            story.when(CLEO, confirm(MINUTES, namedTo(Set.of()))).thenRecords(known);
            story.by(CLEO, new ReopenClaim(BRIDGE, MINUTES, "Once more"))
                    .when(CLEO, confirm(MINUTES, namedTo(Set.of(STELLA))))
                    .thenRecords(known);
        }

        private static Source namedTo(Set<PersonId> readers) {
            return new Source.Confidential(INSIDER_ID, SourceType.PERSON, TODAY, readers);
        }
    }

    @Nested
    @DisplayName("Rule 5: a claim's span must stand in its block, word for word")
    class Rule5 {
        @Test
        void a_claim_is_raised_on_words_that_stand_there() {
            var story = aSubmittedDraft();
            var anchor = anchor(DRAFT, IN_LEAD, "the city council");
            story.when(CLEO, new RaiseClaim(BRIDGE, NEW, ClaimKind.NAME, anchor))
                    .thenRecords(new ClaimRaised(BRIDGE, NEW, ClaimKind.NAME, anchor));
            assertThat(story.claim(NEW)).isEqualTo(Claim.raised(NEW, ClaimKind.NAME, anchor));
        }

        @Test
        void the_writer_may_raise_one_before_the_checkers_have_it() {
            var story = draftedBy(WREN);
            story.when(WREN, story.raising(NEW, ClaimKind.NUMBER, Place.HEADLINE, "14 weeks"))
                    .thenAccepted();
        }

        @ParameterizedTest
        @CsvSource({"lead, 1, The harbour bridge", "lead, 0, the harbour bridge", "nowhere, 0, The harbour bridge"})
        void words_that_do_not_stand_there_are_no_claim(String block, int start, String words) {
            var anchor = new Anchor(Place.of(new BlockId(block)), start, words);
            aSubmittedDraft()
                    .when(CLEO, new RaiseClaim(BRIDGE, NEW, ClaimKind.FACT, anchor))
                    .thenRefused(SPAN_NOT_FOUND);
        }

        @Test
        void a_claim_s_id_is_never_used_again() {
            var story = aSubmittedDraft().claimsRaised();
            var raise = story.raising(CABLES, ClaimKind.FACT, IN_LEAD, "rust");
            story.when(CLEO, raise).thenRefused(ID_TAKEN);
            story.by(CLEO, new WithdrawClaim(BRIDGE, CABLES, "Wrong span"));
            story.when(CLEO, raise).thenRefused(ID_TAKEN);
        }

        @Test
        void the_same_words_are_a_claim_of_one_kind_once() {
            var story = aSubmittedDraft().claimsRaised();
            story.when(CLEO, story.raising(NEW, ClaimKind.NUMBER, IN_LEAD, "38 of its cables"))
                    .thenRefused(ALREADY_SO);
            story.when(CLEO, story.raising(NEW, ClaimKind.FACT, IN_LEAD, "38 of its cables"))
                    .thenAccepted();
        }

        @Test
        void a_claim_that_never_was_and_one_that_is_gone_are_told_apart() {
            var story = aSubmittedDraft().claimsRaised().by(CLEO, new WithdrawClaim(BRIDGE, CABLES, "Wrong span"));
            var gone = story.when(CLEO, confirm(CABLES, REPORT))
                    .thenRefused(NO_SUCH_CLAIM)
                    .why();
            var never = story.when(CLEO, confirm(NEW, REPORT))
                    .thenRefused(NO_SUCH_CLAIM)
                    .why();
            assertThat(gone.sentence()).contains("gone").isNotEqualTo(never.sentence());
        }
    }

    @Nested
    @DisplayName(
            "Rule 6: a claim whose span still stands keeps its verdict; otherwise it is UNCHECKED again, or lapses")
    class Rule6 {
        private final Story story = aSubmittedDraft().everythingCheckedBy(CLEO);

        @Test
        void a_claim_moves_with_its_words_and_keeps_its_verdict() {
            var was = story.claim(CABLES).anchor();
            var revised = story.when(WREN, story.rewording("The harbour bridge", "The old harbour bridge"))
                    .thenRecords(ContentRevised.class)
                    .only(ContentRevised.class);
            var now = was.start() + "old ".length();
            assertThat(revised.anchors()).containsEntry(CABLES, now).doesNotContainKey(VOUCH);
            assertThat(story.claim(CABLES).anchor()).isEqualTo(was.movedTo(now));
            assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.CONFIRMED);
            assertThat(story.claim(CABLES).sources()).containsExactly(RECORDING);
        }

        @Test
        void a_claim_whose_words_changed_is_unchecked_again_and_the_event_says_what_it_was_and_is() {
            var start = story.claim(CABLES).anchor().start();
            var now = new Anchor(IN_LEAD, start, "41 of its cables");
            var outcome = story.when(WREN, story.rewording("38 of its cables", "41 of its cables"));
            assertThat(outcome.only(ClaimReopened.class))
                    .isEqualTo(new ClaimReopened(
                            BRIDGE, CABLES, Verdict.CONFIRMED, "38 of its cables", now, "The words changed"));
            assertThat(story.claim(CABLES)).isEqualTo(Claim.raised(CABLES, ClaimKind.NUMBER, now));
        }

        @Test
        void a_claim_whose_words_now_stand_more_than_once_is_unchecked_again() {
            var outcome = story.when(
                    WREN, story.rewording("every 20 minutes", "every 20 minutes, not every 20 minutes or so"));
            var reopened = outcome.only(ClaimReopened.class);
            assertThat(reopened.claimId()).isEqualTo(MINUTES);
            assertThat(reopened.wordsWere()).isEqualTo(reopened.now().words()).isEqualTo("20 minutes");
            assertThat(reopened.reason()).contains("more than once");
        }

        @Test
        void a_claim_whose_words_are_replaced_by_others_is_unchecked_again() {
            var outcome = story.when(WREN, story.rewording("every 20 minutes", "all day long"));
            var reopened = outcome.only(ClaimReopened.class);
            assertThat(reopened.wordsWere()).isEqualTo("20 minutes");
            assertThat(reopened.now().words()).isEqualTo("day long");
            assertThat(story.claim(MINUTES).verdict()).isEqualTo(Verdict.UNCHECKED);
        }

        @Test
        void a_claim_that_was_never_checked_loses_no_verdict() {
            var fresh = aSubmittedDraft().claimsRaised();
            fresh.when(WREN, fresh.rewording("38 of its cables", "41 of its cables"))
                    .thenRecords(ContentRevised.class);
            assertThat(fresh.claim(CABLES).anchor().words()).isEqualTo("41 of its cables");
        }

        @Test
        void a_claim_whose_words_are_gone_lapses() {
            var outcome = story.when(WREN, story.rewording(" every 20 minutes", ""));
            assertThat(outcome.only(ClaimLapsed.class))
                    .isEqualTo(new ClaimLapsed(BRIDGE, MINUTES, Verdict.CONFIRMED, "20 minutes"));
            assertThat(story.article().claims()).doesNotContainKey(MINUTES);
        }

        @Test
        void with_a_block_go_all_its_claims() {
            var outcome = story.when(WREN, story.saving(without(DRAFT, FERRY)));
            assertThat(outcome.events())
                    .hasSize(3)
                    .contains(
                            new ClaimLapsed(BRIDGE, MINUTES, Verdict.CONFIRMED, "20 minutes"),
                            new ClaimLapsed(BRIDGE, BOATS, Verdict.CONFIRMED, "We have the boats"));
        }

        @Test
        void a_claim_in_the_headline_is_followed_too() {
            story.by(WREN, story.rewording("Harbour bridge to close", "Council closes harbour bridge"));
            assertThat(story.claim(WEEKS).verdict()).isEqualTo(Verdict.CONFIRMED);
            assertThat(story.claim(WEEKS).anchor().standsIn(story.content().headline()))
                    .isTrue();
        }

        @Test
        void an_answered_query_falls_with_its_words() {
            story.by(CLEO, new QueryClaim(BRIDGE, CABLES, "Which report?"))
                    .by(WREN, story.rewording("38 of its cables", "41 of its cables"));
            assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.UNCHECKED);
            assertThat(story.claim(CABLES).question()).isNull();
        }
    }

    @Nested
    @DisplayName(
            "Rule 7: CONFIRMED needs a source, a QUOTE a primary one; a confidential source never supports a CHARACTERISATION")
    class Rule7 {
        private final Story story = aSubmittedDraft().claimsRaised();

        @Test
        void nothing_is_confirmed_from_nothing() {
            story.when(CLEO, confirm(CABLES)).thenRefused(SOURCE_MISSING);
        }

        @Test
        void a_number_is_confirmed_from_another_paper() {
            story.when(CLEO, confirm(CABLES, OTHER_PAPER))
                    .thenRecords(new ClaimConfirmed(BRIDGE, CABLES, List.of(OTHER_PAPER)));
            assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.CONFIRMED);
        }

        @Test
        void nothing_is_confirmed_twice_without_being_reopened() {
            story.by(CLEO, confirm(CABLES, REPORT));
            story.when(CYRIL, confirm(CABLES, OTHER_PAPER)).thenRefused(ALREADY_SO);
            story.by(CYRIL, new ReopenClaim(BRIDGE, CABLES, "The report was revised"));
            story.when(CYRIL, confirm(CABLES, OTHER_PAPER)).thenAccepted();
        }

        @ParameterizedTest
        @EnumSource(SourceType.class)
        void a_quotation_is_confirmed_from_a_primary_source_alone(SourceType type) {
            var outcome = story.when(CLEO, confirm(VOUCH, new Source.Named(type, "Shelf 4", TODAY, "")));
            switch (type) {
                case RECORDING, TRANSCRIPT, DOCUMENT, OWN_CALL -> outcome.thenRecords(ClaimConfirmed.class);
                case PERSON, WEB_PAGE, PUBLICATION -> outcome.thenRefused(PRIMARY_SOURCE_NEEDED);
            }
        }

        @Test
        void with_a_waiver_a_quotation_stands_on_a_named_secondary_source() {
            story.by(PAULA, waiver(VOUCH))
                    .when(CLEO, confirm(VOUCH, OTHER_PAPER))
                    .thenAccepted();
        }

        @Test
        void a_waiver_is_of_the_words_that_stand_there_and_not_of_those_that_replace_them() {
            story.by(PAULA, waiver(VOUCH))
                    .when(
                            CLEO,
                            new CorrectClaim(
                                    BRIDGE,
                                    VOUCH,
                                    Remedy.REPLACED_FROM_SOURCE,
                                    "No one should cross it",
                                    List.of(OTHER_PAPER)))
                    .thenRefused(PRIMARY_SOURCE_NEEDED);
        }

        @Test
        void a_waiver_of_a_primary_source_stands_while_the_quotation_says_the_same() {
            story.by(PAULA, waiver(VOUCH));
            var given = story.article().publication().waivers().getFirst();
            assertThat(story.article().stands(given)).isTrue();
            story.by(CLEO, new WithdrawClaim(BRIDGE, VOUCH, "Nobody said so"));
            assertThat(story.article().stands(given)).isFalse();
        }

        @Test
        void a_waiver_does_not_make_a_confidential_secondary_source_enough() {
            story.by(PAULA, waiver(VOUCH)).when(CLEO, confirm(VOUCH, INSIDER)).thenRefused(PRIMARY_SOURCE_NEEDED);
        }

        @Test
        void a_waiver_is_not_a_source() {
            story.by(PAULA, waiver(VOUCH)).when(CLEO, confirm(VOUCH)).thenRefused(SOURCE_MISSING);
        }

        @Test
        void the_waiver_of_one_quotation_does_not_cover_another() {
            story.by(PAULA, waiver(VOUCH))
                    .when(CLEO, confirm(BOATS, OTHER_PAPER))
                    .thenRefused(PRIMARY_SOURCE_NEEDED);
        }

        @Test
        void the_waiver_of_a_quotation_is_for_its_exact_words() {
            story.by(PAULA, waiver(VOUCH)).by(WREN, story.rewording("we cannot vouch for", "we could not vouch for"));
            story.when(CLEO, confirm(VOUCH, OTHER_PAPER)).thenRefused(PRIMARY_SOURCE_NEEDED);
        }

        @Test
        void a_confidential_recording_bears_out_a_quotation() {
            var tape = new Source.Confidential(INSIDER_ID, SourceType.RECORDING, TODAY, Set.of());
            story.when(CLEO, confirm(VOUCH, tape)).thenAccepted();
        }

        @Test
        void a_confidential_source_never_supports_a_characterisation() {
            story.by(CLEO, story.raising(NEW, ClaimKind.CHARACTERISATION, IN_LEAD, "found rust"));
            story.when(CLEO, confirm(NEW, REPORT, INSIDER)).thenRefused(CONFIDENTIAL_SOURCE_UNFIT);
            story.when(CLEO, confirm(NEW, REPORT)).thenAccepted();
        }

        @Test
        void no_verdict_on_a_characterisation_rests_on_a_confidential_source() {
            story.by(CLEO, story.raising(NEW, ClaimKind.CHARACTERISATION, IN_LEAD, "found rust"));
            story.when(CLEO, new CorrectClaim(BRIDGE, NEW, Remedy.REWORDED, "found decay", List.of(INSIDER)))
                    .thenRefused(CONFIDENTIAL_SOURCE_UNFIT);
            story.when(CLEO, new DisputeClaim(BRIDGE, NEW, "It is paint", List.of(INSIDER)))
                    .thenRefused(CONFIDENTIAL_SOURCE_UNFIT);
            story.when(CLEO, new DisputeClaim(BRIDGE, NEW, "It is paint", List.of(REPORT)))
                    .thenAccepted();
        }

        @Test
        void no_verdict_on_a_quotation_rests_on_a_secondary_source_alone() {
            story.when(CLEO, new DisputeClaim(BRIDGE, VOUCH, "She said it otherwise", List.of(OTHER_PAPER)))
                    .thenRefused(PRIMARY_SOURCE_NEEDED);
            var paraphrase =
                    new CorrectClaim(BRIDGE, VOUCH, Remedy.PARAPHRASED, "The bridge is unsafe", List.of(OTHER_PAPER));
            story.when(CLEO, paraphrase).thenRefused(PRIMARY_SOURCE_NEEDED);
            story.by(PAULA, waiver(VOUCH)).when(CLEO, paraphrase).thenAccepted();
        }

        @Test
        void a_dispute_may_rest_on_its_finding_alone() {
            story.when(CLEO, new DisputeClaim(BRIDGE, VOUCH, "She was not there", List.of()))
                    .thenAccepted();
        }

        @ParameterizedTest
        @CsvSource({"2999-01-01", "0000-01-01", "1899-12-31", "2026-02-14"})
        void a_source_was_consulted_on_a_day_that_has_come_and_that_somebody_remembers(LocalDate day) {
            var source = new Source.Named(SourceType.DOCUMENT, "Inspectors' report", day, "");
            story.when(CLEO, confirm(CABLES, source)).thenRefused(SOURCE_DATE_UNFIT);
            story.when(CLEO, new DisputeClaim(BRIDGE, CABLES, "There are 41", List.of(source)))
                    .thenRefused(SOURCE_DATE_UNFIT);
            story.when(CLEO, new CorrectClaim(BRIDGE, CABLES, Remedy.REWORDED, "41 of its cables", List.of(source)))
                    .thenRefused(SOURCE_DATE_UNFIT);
        }

        private WaiveCheck waiver(ClaimId claim) {
            return new WaiveCheck(BRIDGE, Check.PRIMARY_SOURCE, claim, "She is abroad, and the Post taped her", SEEN);
        }
    }

    @Nested
    @DisplayName("Rule 8: a QUOTE is never corrected by rewording: it is replaced from its source, cut, or paraphrased")
    class Rule8 {
        private final Story story = aSubmittedDraft().claimsRaised();

        @Test
        void a_quotation_is_not_reworded() {
            story.when(CLEO, correct(VOUCH, Remedy.REWORDED, "Nobody should use it"))
                    .thenRefused(QUOTE_REWORDED);
        }

        @Test
        void a_quotation_is_replaced_from_its_source_between_its_own_marks() {
            var start = story.claim(VOUCH).anchor().start();
            var outcome = story.when(CLEO, correct(VOUCH, Remedy.REPLACED_FROM_SOURCE, "No one should cross it"));
            outcome.thenRecords(ContentRevised.class, ClaimCorrected.class);
            assertThat(outcome.only(ClaimCorrected.class))
                    .isEqualTo(new ClaimCorrected(
                            BRIDGE,
                            VOUCH,
                            Remedy.REPLACED_FROM_SOURCE,
                            VOUCH_WORDS,
                            new Anchor(IN_SAID, start, "No one should cross it"),
                            List.of(RECORDING)));
            assertThat(story.content().words(IN_SAID)).startsWith("“No one should cross it,” said");
            assertThat(story.claim(VOUCH).verdict()).isEqualTo(Verdict.CORRECTED);
            assertThat(story.claim(VOUCH).kind()).isEqualTo(ClaimKind.QUOTE);
        }

        @Test
        void a_quotation_is_replaced_only_from_a_primary_source() {
            var command = new CorrectClaim(
                    BRIDGE, VOUCH, Remedy.REPLACED_FROM_SOURCE, "No one should cross it", List.of(OTHER_PAPER));
            story.when(CLEO, command).thenRefused(PRIMARY_SOURCE_NEEDED);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                “We have the boats,” she said.      | she said.
                She said: “We have the boats”       | She said:
                She said "We have the boats" twice. | She said twice.
                «We have the boats», she said.      | , she said.
                „We have the boats“, she said.      | , she said.
                ‘We have the boats,’ she said.      | she said.
                She said 'We have the boats' today. | She said today.
                """)
        void a_quotation_that_is_cut_takes_its_marks_with_it(String was, String now) {
            var cut = quoting(was);
            var outcome = cut.when(CLEO, correct(NEW, Remedy.CUT, ""));
            assertThat(cut.content().words(IN_LEAD)).isEqualTo(now);
            assertThat(outcome.only(ClaimCorrected.class).now()).isNull();
            assertThat(cut.article().claims()).doesNotContainKey(NEW);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                Captain: “We have the boats”        | Captain: there are boats
                Captain: "We have the boats"        | Captain: there are boats
                Captain: ‘We have the boats’        | Captain: there are boats
                Captain: 'We have the boats'        | Captain: there are boats
                “We have the boats,” she said.      | there are boats she said.
                We have the boats, said the captain | there are boats, said the captain
                """)
        void a_quotation_in_our_own_words_has_no_marks_and_is_an_attribution(String was, String now) {
            var paraphrased = quoting(was);
            paraphrased.by(CLEO, correct(NEW, Remedy.PARAPHRASED, "there are boats"));
            assertThat(paraphrased.content().words(IN_LEAD)).isEqualTo(now);
            var claim = paraphrased.claim(NEW);
            assertThat(claim.kind()).isEqualTo(ClaimKind.ATTRIBUTION);
            assertThat(claim.verdict()).isEqualTo(Verdict.CORRECTED);
            assertThat(claim.anchor()).isEqualTo(anchor(paraphrased.content(), IN_LEAD, "there are boats"));
        }

        @Test
        void a_paraphrase_has_no_quotation_marks() {
            story.when(CLEO, correct(VOUCH, Remedy.PARAPHRASED, "nobody should “cross” it"))
                    .thenRefused(QUOTE_REWORDED);
            story.when(CLEO, correct(VOUCH, Remedy.PARAPHRASED, "nobody’s car belongs there"))
                    .thenAccepted();
        }

        @Test
        void other_words_are_reworded_or_cut() {
            story.when(CLEO, correct(CABLES, Remedy.REPLACED_FROM_SOURCE, "41 cables"))
                    .thenRefused(QUOTE_REWORDED);
            story.when(CLEO, correct(CABLES, Remedy.PARAPHRASED, "41 cables")).thenRefused(QUOTE_REWORDED);
            story.when(CLEO, correct(CABLES, Remedy.REWORDED, "41 of its cables"))
                    .thenRecords(ContentRevised.class, ClaimCorrected.class);
            assertThat(story.content().words(IN_LEAD)).endsWith("found rust in 41 of its cables.");
            story.when(CLEO, correct(WEEKS, Remedy.CUT, "")).thenAccepted();
            assertThat(story.content().headline()).isEqualTo("Harbour bridge to close for");
        }

        @Test
        void a_correction_names_a_source_and_the_right_words() {
            story.when(CLEO, new CorrectClaim(BRIDGE, CABLES, Remedy.REWORDED, "41 cables", List.of()))
                    .thenRefused(SOURCE_MISSING);
            story.when(CLEO, correct(CABLES, Remedy.REWORDED, " ")).thenRefused(REASON_MISSING);
            story.when(CLEO, correct(CABLES, Remedy.CUT, "41 cables")).thenRefused(REASON_MISSING);
            story.when(CLEO, correct(CABLES, Remedy.REWORDED, "38 of its  cables"))
                    .thenRefused(ALREADY_SO);
        }

        @Test
        void a_correction_takes_with_it_the_verdicts_on_other_words_it_changes() {
            story.by(CLEO, story.raising(NEW, ClaimKind.FACT, IN_LEAD, "found rust in 38 of its cables"))
                    .by(CLEO, confirm(NEW, REPORT));
            var reopened = story.when(CLEO, correct(CABLES, Remedy.REWORDED, "41 of its cables"))
                    .only(ClaimReopened.class);
            assertThat(reopened.claimId()).isEqualTo(NEW);
            assertThat(reopened.now().words()).isEqualTo("found rust in 41 of its cables");
        }

        @Test
        void a_correction_leaves_a_headline_and_a_printable_length() {
            story.by(CLEO, story.raising(NEW, ClaimKind.FACT, Place.HEADLINE, DRAFT.headline()));
            story.when(CLEO, correct(NEW, Remedy.CUT, "")).thenRefused(HEADLINE_MISSING);
            story.when(CLEO, correct(NEW, Remedy.REWORDED, "x".repeat(1_001))).thenRefused(TOO_LONG);
        }

        @Test
        void words_that_reach_over_two_items_of_a_list_are_corrected_by_an_edit() {
            var list = new Block.Listing(new BlockId("list"), false, List.of(Text.of("By ferry"), Text.of("By train")));
            var listed = aSubmittedDraft();
            listed.by(WREN, listed.saving(with(DRAFT, list)));
            listed.by(CLEO, listed.raising(NEW, ClaimKind.FACT, Place.of(list.id()), "ferry\nBy train"));
            listed.when(CLEO, correct(NEW, Remedy.REWORDED, "boat")).thenRefused(SPAN_NOT_FOUND);
        }

        private Story quoting(String sentence) {
            var quoting = draftedBy(WREN, Content.of("A headline", "", List.of(paragraph(LEAD, sentence))));
            return quoting.by(CLEO, quoting.raising(NEW, ClaimKind.QUOTE, IN_LEAD, quoted(sentence)));
        }

        private static String quoted(String sentence) {
            var words = "We have the boats";
            assertThat(sentence).contains(words);
            return words;
        }
    }

    @Nested
    @DisplayName("Rule 9: facts are signed off when no claim is open and every number, date and quotation is in one")
    class Rule9 {
        @Test
        void a_story_whose_claims_are_all_settled_is_signed_off_for_its_exact_words() {
            var story = aSubmittedDraft().everythingCheckedBy(CLEO);
            var words = story.article().checkedWords();
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN))
                    .thenRecords(new FactsSignedOff(
                            BRIDGE,
                            words,
                            1,
                            List.of(
                                    "headline",
                                    "standfirst",
                                    "byline",
                                    "dateline",
                                    "block/lead",
                                    "block/said",
                                    "block/heading",
                                    "block/ferry"),
                            List.of()))
                    .andStageIs(Stage.FACT_CHECKED);
            story.when(CYRIL, new SignOffFacts(BRIDGE, SEEN)).thenRefused(ALREADY_SO);
        }

        @Test
        void nothing_is_signed_off_that_the_writer_has_not_handed_in_or_has_back() {
            draftedBy(WREN)
                    .everythingCheckedBy(CLEO)
                    .when(CLEO, new SignOffFacts(BRIDGE, SEEN))
                    .thenRefused(NOT_SUBMITTED);
            aSubmittedDraft()
                    .everythingCheckedBy(CLEO)
                    .by(CLEO, new RequestChanges(BRIDGE, new CommentId("request"), "The second paragraph rambles"))
                    .when(CLEO, new SignOffFacts(BRIDGE, SEEN))
                    .thenRefused(NOT_SUBMITTED);
        }

        @ParameterizedTest
        @EnumSource(Verdict.class)
        void an_unchecked_queried_or_disputed_claim_keeps_the_facts_open(Verdict verdict) {
            var story =
                    aSubmittedDraft().everythingCheckedBy(CLEO).by(CLEO, new ReopenClaim(BRIDGE, CABLES, "Once more"));
            switch (verdict) {
                case UNCHECKED -> {}
                case QUERIED -> story.by(CLEO, new QueryClaim(BRIDGE, CABLES, "Which report?"));
                case CONFIRMED -> story.confirmedBy(CLEO, CABLES);
                case DISPUTED ->
                    story.by(CLEO, new DisputeClaim(BRIDGE, CABLES, "The report says 41", List.of(REPORT)));
                case CORRECTED -> story.by(CLEO, correct(CABLES, Remedy.REWORDED, "41 of its cables"));
                case NOT_CHECKABLE -> story.by(CLEO, new MarkNotCheckable(BRIDGE, CABLES, "The report is sealed"));
            }
            assertThat(story.claim(CABLES).verdict()).isEqualTo(verdict);
            var outcome = story.when(CYRIL, new SignOffFacts(BRIDGE, SEEN));
            switch (verdict) {
                case UNCHECKED, QUERIED, DISPUTED -> {
                    outcome.thenRefused(CLAIMS_OPEN);
                    var obstacle = outcome.why().obstacles().getFirst();
                    assertThat(obstacle.claim()).isEqualTo(CABLES);
                    assertThat(obstacle.place()).isEqualTo("block/lead");
                }
                case CONFIRMED, CORRECTED, NOT_CHECKABLE -> outcome.thenRecords(FactsSignedOff.class);
            }
        }

        @Test
        void every_number_date_and_quotation_that_is_in_no_claim_is_listed_with_its_place() {
            var refused = aSubmittedDraft()
                    .when(CLEO, new SignOffFacts(BRIDGE, SEEN))
                    .thenRefused(NOT_COVERED)
                    .why();
            assertThat(refused.obstacles()).extracting(Obstacle::code).containsOnly(NOT_COVERED);
            assertThat(refused.obstacles())
                    .extracting(Obstacle::place, Obstacle::sentence)
                    .satisfiesExactly(
                            in("headline", "number “14"),
                            in("block/lead", "date “9 March 2026”"),
                            in("block/lead", "number “38"),
                            in("block/said", "quotation “" + VOUCH_WORDS + "”"),
                            in("block/ferry", "number “20"),
                            in("block/ferry", "quotation “We have the boats”"),
                            in("block/photo#when", "date “February 2026”"));
        }

        @Test
        void a_number_in_any_printed_part_of_a_caption_needs_a_claim_in_that_part() {
            var parts = Map.of(
                    Picture.Part.WHO_OR_WHAT, "Pier 39 of the bridge",
                    Picture.Part.WHERE, "Port Alder, 12 miles out",
                    Picture.Part.WHEN, "14 July 1989",
                    Picture.Part.CREDIT, "Noor Lindqvist, 27");
            var photo = figure(new Picture(
                    "a".repeat(64),
                    Text.of("The harbour bridge at dusk"),
                    parts,
                    Map.of(),
                    "Seen from 40 metres",
                    DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA,
                    "Made in 2026 by a computer"));
            var story = draftedBy(WREN, with(DRAFT, photo)).submitted().everythingCheckedBy(CLEO);
            assertThat(story.when(CLEO, new SignOffFacts(BRIDGE, SEEN))
                            .thenRefused(NOT_COVERED)
                            .why()
                            .obstacles())
                    .extracting(Obstacle::place, Obstacle::sentence)
                    .satisfiesExactly(
                            in("block/photo#who_or_what", "number “39"),
                            in("block/photo#where", "number “12"),
                            in("block/photo#when", "date “14 July 1989"),
                            in("block/photo#credit", "number “27"),
                            in("block/photo#label", "“2026"));
        }

        @Test
        void a_part_that_the_caption_says_itself_is_not_printed_again_and_needs_no_claim_of_its_own() {
            var photo = figure(bridgeAtDusk().with(Text.of("The harbour bridge at dusk in february 2026")));
            var story = draftedBy(WREN, with(DRAFT, photo)).submitted().claimsRaised();
            assertThat(story.content().passages())
                    .containsKey(Place.of(PHOTO))
                    .containsKey(Place.of(PHOTO, "credit"))
                    .doesNotContainKey(Place.of(PHOTO, "when"));
        }

        @Test
        void a_claim_in_a_part_of_a_caption_follows_its_words_and_falls_with_them() {
            var story = aFactCheckedStory();
            story.when(WREN, story.saving(with(story.content(), figure(taken("In the evening, February 2026")))))
                    .thenAccepted();
            assertThat(story.claim(TAKEN).anchor()).isEqualTo(new Anchor(Place.of(PHOTO, "when"), 16, "February 2026"));
            assertThat(story.claim(TAKEN).verdict()).isEqualTo(Verdict.CONFIRMED);
            story.when(WREN, story.saving(with(story.content(), figure(taken("In the evening, February 2025")))))
                    .thenAccepted()
                    .andStageIs(Stage.DRAFTED);
            assertThat(story.claim(TAKEN).verdict()).isEqualTo(Verdict.UNCHECKED);
            assertThat(story.claim(TAKEN).anchor().words()).isEqualTo("February 2025");
        }

        @Test
        void a_date_in_a_part_of_a_caption_is_corrected_there_and_nowhere_else() {
            var story = aFactCheckedStory();
            story.by(CLEO, new ReopenClaim(BRIDGE, TAKEN, "A reader wrote in"))
                    .by(CLEO, new CorrectClaim(BRIDGE, TAKEN, Remedy.REWORDED, "January 2026", List.of(RECORDING)));
            assertThat(story.content()).isEqualTo(with(DRAFT, figure(taken("January 2026"))));
            assertThat(story.claim(TAKEN).anchor().words()).isEqualTo("January 2026");
        }

        private static Picture taken(String when) {
            var like = bridgeAtDusk();
            var parts = new EnumMap<Picture.Part, String>(like.parts());
            parts.put(Picture.Part.WHEN, when);
            return new Picture(
                    like.file(),
                    like.caption(),
                    parts,
                    like.reasons(),
                    like.altText(),
                    like.sourceType(),
                    like.label());
        }

        @Test
        void a_number_in_the_standfirst_a_crosshead_a_list_and_a_caption_needs_a_claim_too() {
            var content = reworded(
                    reworded(
                            DRAFT.with(stet.domain.content.Field.STANDFIRST, "It lasts 99 days"),
                            "Ferries instead",
                            "Some 12 ferries"),
                    "The harbour bridge at dusk",
                    "The bridge on 3 February 2026");
            var list =
                    new Block.Listing(new BlockId("list"), true, List.of(Text.of("By ferry"), Text.of("By 45 trams")));
            var story = draftedBy(WREN, with(content, list)).submitted().everythingCheckedBy(CLEO);
            var refused = story.when(CLEO, new SignOffFacts(BRIDGE, SEEN))
                    .thenRefused(NOT_COVERED)
                    .why();
            assertThat(refused.obstacles())
                    .extracting(Obstacle::place)
                    .containsExactly("standfirst", "block/heading", "block/photo", "block/list");
        }

        @Test
        void open_claims_and_words_in_none_are_listed_together() {
            var story = aSubmittedDraft()
                    .everythingCheckedBy(CLEO)
                    .by(CLEO, new ReopenClaim(BRIDGE, CABLES, "Once more"))
                    .by(CLEO, new WithdrawClaim(BRIDGE, WEEKS, "Wrong span"));
            var refused = story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenRefused(CLAIMS_OPEN);
            assertThat(refused.standingInTheWay()).containsExactly(CLAIMS_OPEN, NOT_COVERED);
        }

        private org.assertj.core.api.ThrowingConsumer<org.assertj.core.groups.Tuple> in(String place, String words) {
            return tuple -> {
                assertThat(tuple.toList().getFirst()).isEqualTo(place);
                assertThat(String.valueOf(tuple.toList().getLast())).contains(words);
            };
        }
    }

    @Nested
    @DisplayName("A sign-off of the facts stands and falls with the checked words")
    class SignOffs {
        private final Story story = aFactCheckedStory();

        @Test
        void an_edit_that_touches_no_claim_uncovers_its_own_passage_and_no_other() {
            var reopened = story.when(WREN, story.rewording("after inspectors found", "since inspectors have found"))
                    .thenRecords(ContentRevised.class, FactsReopened.class)
                    .andStageIs(Stage.DRAFTED)
                    .only(FactsReopened.class);
            assertThat(reopened.claims()).isEmpty();
            assertThat(reopened.passages()).containsExactly("block/lead");
            assertThat(story.article().unsigned()).extracting(Passage::key).containsExactly("block/lead");
        }

        @Test
        void it_falls_with_the_words_it_was_about_and_says_which() {
            var outcome = story.when(WREN, story.rewording("38 of its cables", "41 of its cables"))
                    .thenRecords(ContentRevised.class, ClaimReopened.class, FactsReopened.class)
                    .andStageIs(Stage.DRAFTED);
            var reopened = outcome.only(FactsReopened.class);
            assertThat(reopened.claims()).containsExactly(CABLES);
            assertThat(reopened.reason()).contains("38 of its cables", "41 of its cables");
            assertThat(story.claim(CLOSING).verdict()).isEqualTo(Verdict.CONFIRMED);
        }

        @Test
        void it_does_not_come_back_with_the_old_words() {
            story.by(WREN, story.rewording("38 of its cables", "41 of its cables"))
                    .by(WREN, story.rewording("41 of its cables", "38 of its cables"));
            assertThat(story.stage()).isEqualTo(Stage.DRAFTED);
            story.confirmedBy(CYRIL, CABLES).factsSignedOffBy(CYRIL);
            assertThat(story.stage()).isEqualTo(Stage.FACT_CHECKED);
        }

        @Test
        void it_falls_when_checked_words_are_cut() {
            var reopened = story.when(WREN, story.saving(without(DRAFT, SAID)))
                    .thenRecords(ContentRevised.class, ClaimLapsed.class, FactsReopened.class)
                    .only(FactsReopened.class);
            assertThat(reopened.claims()).containsExactly(VOUCH);
            assertThat(reopened.reason()).contains("are gone");
        }

        @Test
        void it_falls_when_a_new_number_is_written_that_nobody_checked() {
            var reopened = story.when(
                            WREN,
                            story.rewording("The harbour bridge will", "The harbour bridge, built by 700 men, will"))
                    .thenRecords(ContentRevised.class, FactsReopened.class)
                    .only(FactsReopened.class);
            assertThat(reopened.claims()).isEmpty();
            assertThat(reopened.reason()).contains("700");
            assertThat(reopened.passages()).containsExactly("block/lead");
        }

        @Test
        void it_falls_with_every_doubt_about_a_claim() {
            aFactCheckedStory()
                    .when(CLEO, new QueryClaim(BRIDGE, CABLES, "Which report?"))
                    .thenRecords(ClaimQueried.class, FactsReopened.class);
            aFactCheckedStory()
                    .when(STELLA, new DisputeClaim(BRIDGE, CABLES, "The report says 41", List.of()))
                    .thenRecords(ClaimDisputed.class, FactsReopened.class);
            aFactCheckedStory()
                    .when(PAULA, new ReopenClaim(BRIDGE, CABLES, "A reader wrote in"))
                    .thenRecords(ClaimReopened.class, FactsReopened.class);
            aFactCheckedStory()
                    .when(CYRIL, new WithdrawClaim(BRIDGE, CABLES, "Wrong span"))
                    .thenRecords(ClaimWithdrawn.class, FactsReopened.class);
            aFactCheckedStory()
                    .when(WADE, story.raising(NEW, ClaimKind.NAME, IN_LEAD, "the city council"))
                    .thenRecords(ClaimRaised.class, FactsReopened.class);
            aFactCheckedStory()
                    .when(CYRIL, correct(CABLES, Remedy.REWORDED, "41 of its cables"))
                    .thenRecords(ContentRevised.class, ClaimCorrected.class, FactsReopened.class);
        }

        @Test
        void it_falls_when_less_is_known_of_a_claim_than_was_signed() {
            story.when(CYRIL, new MarkNotCheckable(BRIDGE, CABLES, "The report is sealed"))
                    .thenRecords(ClaimMarkedNotCheckable.class, FactsReopened.class)
                    .andStageIs(Stage.DRAFTED);
            story.factsSignedOffBy(CYRIL);
            assertThat(story.stage()).isEqualTo(Stage.FACT_CHECKED);
        }

        @Test
        void somebody_takes_it_back_with_a_reason() {
            var everything = List.copyOf(story.article().signed().keySet());
            story.when(PAULA, new ReopenFacts(BRIDGE, "")).thenRefused(REASON_MISSING);
            story.when(PAULA, new ReopenFacts(BRIDGE, "A reader wrote in"))
                    .thenRecords(new FactsReopened(BRIDGE, List.of(), "A reader wrote in", everything))
                    .andStageIs(Stage.DRAFTED);
            story.when(PAULA, new ReopenFacts(BRIDGE, "A reader wrote in")).thenRefused(ALREADY_SO);
        }

        @Test
        void it_stands_when_the_writer_gets_the_article_back() {
            story.when(PAULA, new RequestChanges(BRIDGE, new CommentId("request"), "Shorter, please"))
                    .thenAccepted()
                    .andStageIs(Stage.FACT_CHECKED);
        }
    }

    @Nested
    @DisplayName("Rule 10: nobody signs off words they wrote")
    class Rule10 {
        @Test
        void nobody_signs_off_words_they_wrote() {
            draftedBy(MAX)
                    .submitted()
                    .everythingCheckedBy(CLEO)
                    .when(MAX, new SignOffFacts(BRIDGE, SEEN))
                    .thenRefused(OWN_WORDS);
        }

        @Test
        void a_checker_who_corrected_a_word_signs_all_but_its_passage_and_another_signs_that() {
            var story = aSubmittedDraft().claimsRaised().by(CLEO, correct(CABLES, Remedy.REWORDED, "41 of its cables"));
            story.everythingCheckedBy(CLEO);
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenAccepted().andStageIs(Stage.DRAFTED);
            assertThat(story.article().unsigned()).extracting(Passage::key).containsExactly("block/lead");
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenRefused(OWN_WORDS);
            story.when(CYRIL, new SignOffFacts(BRIDGE, SEEN)).thenAccepted().andStageIs(Stage.FACT_CHECKED);
        }

        @Test
        void a_checker_who_cut_words_answers_for_the_sentence_that_is_left() {
            var story = aSubmittedDraft().claimsRaised().by(CLEO, correct(CLOSING, Remedy.CUT, ""));
            story.everythingCheckedBy(CYRIL);
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenAccepted().andStageIs(Stage.DRAFTED);
            assertThat(story.article().unsigned()).extracting(Passage::key).containsExactly("block/lead");
            story.when(CYRIL, new SignOffFacts(BRIDGE, SEEN)).thenAccepted().andStageIs(Stage.FACT_CHECKED);
        }

        @Test
        void a_checker_whose_edit_was_taken_back_wrote_nothing() {
            var story = aSubmittedDraft().editedBy(CLEO, "found rust", "found corrosion");
            assertThat(story.article().wrote(CLEO)).isTrue();
            story.by(WREN, story.rewording("found corrosion", "found rust")).everythingCheckedBy(CLEO);
            assertThat(story.article().wrote(CLEO)).isFalse();
            story.when(CLEO, new SignOffFacts(BRIDGE, SEEN)).thenAccepted();
        }

        @Test
        void a_writer_whose_every_word_was_rewritten_away_may_sign_off() {
            var story = draftedBy(MAX, Content.of("Bridge shut", "", List.of(paragraph(LEAD, "Rust everywhere"))));
            story.by(WREN, story.saving(Content.of("Span closed", "", List.of(paragraph(LEAD, "Cables corroded")))));
            story.submitted();
            assertThat(story.article().wrote(MAX)).isFalse();
            story.when(MAX, new SignOffFacts(BRIDGE, SEEN)).thenAccepted();
        }

        @Test
        void a_single_word_left_is_enough_to_be_a_writer() {
            var story = draftedBy(MAX, Content.of("Bridge shut", "", List.of(paragraph(LEAD, "Rust everywhere"))));
            story.by(WREN, story.saving(Content.of("Span closed", "", List.of(paragraph(LEAD, "Rust found")))));
            story.submitted().by(MAX, new SignOffFacts(BRIDGE, SEEN));
            assertThat(story.article().unsigned()).extracting(Passage::key).containsExactly("block/lead");
            story.when(MAX, new SignOffFacts(BRIDGE, SEEN)).thenRefused(OWN_WORDS);
        }

        @Test
        void a_word_that_stays_is_its_first_writer_s_after_any_number_of_saves() {
            var story = aSubmittedDraft();
            for (var word : List.of("corrosion", "decay", "rot")) {
                story.by(WADE, story.saving(reworded(DRAFT, "rust", word)));
            }
            assertThat(story.article().wrote(WREN)).isTrue();
            assertThat(story.article().wrote(WREN, anchor(story.content(), IN_LEAD, "rot")))
                    .isFalse();
            assertThat(story.article().wrote(WADE, anchor(story.content(), IN_LEAD, "rot")))
                    .isTrue();
            assertThat(story.article().wrote(WADE, anchor(story.content(), IN_LEAD, "inspectors found")))
                    .isFalse();
        }

        @Test
        void who_wrote_a_caption_signs_the_facts_but_not_the_claims_in_it() {
            var story = aSubmittedDraft();
            story.by(
                    MAX,
                    story.saving(with(DRAFT, figure(bridgeAtDusk().with(Text.of("The harbour bridge at night"))))));
            story.by(CLEO, story.raising(NEW, ClaimKind.FACT, Place.of(PHOTO), "at night"));
            story.when(MAX, confirm(NEW, REPORT)).thenRefused(OWN_WORDS);
            story.everythingCheckedBy(CLEO)
                    .when(MAX, new SignOffFacts(BRIDGE, SEEN))
                    .thenAccepted();
            story.when(MAX, new ArticleCommand.ApproveCaption(BRIDGE, PHOTO, SEEN))
                    .thenRefused(OWN_CAPTION);
        }

        @Test
        void nobody_confirms_words_they_wrote_but_the_words_beside_them_they_may() {
            var story = aSubmittedDraft()
                    .editedBy(MAX, "38 of its cables", "41 of its cables")
                    .claimsRaised();
            story.by(CLEO, story.raising(NEW, ClaimKind.NUMBER, IN_LEAD, "41 of its cables"));
            story.when(MAX, confirm(NEW, REPORT)).thenRefused(OWN_WORDS);
            story.when(MAX, new MarkNotCheckable(BRIDGE, NEW, "Sealed")).thenRefused(OWN_WORDS);
            story.when(MAX, new WithdrawClaim(BRIDGE, NEW, "Not needed")).thenRefused(OWN_WORDS);
            story.when(MAX, confirm(CLOSING, REPORT)).thenAccepted();
        }

        @Test
        void nobody_disputes_or_corrects_words_they_wrote() {
            var story = draftedBy(MAX).submitted().claimsRaised();
            story.when(MAX, new DisputeClaim(BRIDGE, CABLES, "There are 41", List.of(REPORT)))
                    .thenRefused(OWN_WORDS);
            story.when(MAX, correct(CABLES, Remedy.REWORDED, "41 of its cables"))
                    .thenRefused(OWN_WORDS);
            story.when(CLEO, correct(CABLES, Remedy.REWORDED, "41 of its cables"))
                    .thenAccepted();
            story.when(CLEO, correct(CABLES, Remedy.REWORDED, "42 of its cables"))
                    .thenRefused(OWN_WORDS);
        }

        @Test
        void a_merge_leaves_each_word_to_its_writer() {
            var story = aSubmittedDraft().editedBy(WADE, "Ferries instead", "Boats instead");
            story.by(MAX, new ArticleCommand.ReviseContent(BRIDGE, 1, reworded(DRAFT, "found rust", "found decay")));
            assertThat(story.article().wrote(MAX, anchor(story.content(), Place.of(HEADING), "Boats")))
                    .isFalse();
            assertThat(story.article().wrote(MAX, anchor(story.content(), IN_LEAD, "decay")))
                    .isTrue();
        }
    }

    @Nested
    @DisplayName("A verdict on the way: queries, disputes and what cannot be checked")
    class Verdicts {
        private final Story story = aSubmittedDraft().claimsRaised();

        @Test
        void a_query_waits_for_the_writer_and_an_answer_closes_it() {
            story.when(CLEO, new QueryClaim(BRIDGE, CABLES, "Which report?"))
                    .thenRecords(new ClaimQueried(BRIDGE, CABLES, "Which report?"));
            assertThat(story.claim(CABLES).question()).isEqualTo("Which report?");
            story.when(CYRIL, new QueryClaim(BRIDGE, CABLES, "Which one?")).thenRefused(ALREADY_SO);
            story.when(WREN, new AnswerQuery(BRIDGE, CABLES, "The one of 2 February"))
                    .thenRecords(new QueryAnswered(BRIDGE, CABLES, "The one of 2 February"));
            assertThat(story.claim(CABLES))
                    .isEqualTo(Claim.raised(
                            CABLES, ClaimKind.NUMBER, story.claim(CABLES).anchor()));
            story.when(WREN, new AnswerQuery(BRIDGE, CABLES, "Again")).thenRefused(NOT_QUERIED);
        }

        @Test
        void a_dispute_says_what_speaks_against_it() {
            story.when(CLEO, new DisputeClaim(BRIDGE, CABLES, " ", List.of(REPORT)))
                    .thenRefused(REASON_MISSING);
            story.when(CLEO, new DisputeClaim(BRIDGE, CABLES, "The report says 41", List.of(REPORT)))
                    .thenRecords(new ClaimDisputed(BRIDGE, CABLES, "The report says 41", List.of(REPORT)));
            story.when(CLEO, new DisputeClaim(BRIDGE, CABLES, "The report says 41", List.of()))
                    .thenRefused(ALREADY_SO);
            story.when(CLEO, confirm(CABLES, REPORT)).thenAccepted();
        }

        @Test
        void what_cannot_be_checked_says_why() {
            story.when(CLEO, new MarkNotCheckable(BRIDGE, CABLES, "")).thenRefused(REASON_MISSING);
            story.when(CLEO, new MarkNotCheckable(BRIDGE, CABLES, "The report is sealed"))
                    .thenRecords(new ClaimMarkedNotCheckable(BRIDGE, CABLES, "The report is sealed"));
            story.when(CLEO, new MarkNotCheckable(BRIDGE, CABLES, "Sealed")).thenRefused(ALREADY_SO);
        }

        @Test
        void a_settled_claim_is_reopened_with_a_reason() {
            story.when(CLEO, new ReopenClaim(BRIDGE, CABLES, "Once more")).thenRefused(ALREADY_SO);
            story.confirmedBy(CLEO, CABLES);
            var anchor = story.claim(CABLES).anchor();
            story.when(STELLA, new ReopenClaim(BRIDGE, CABLES, "Once more"))
                    .thenRecords(new ClaimReopened(
                            BRIDGE, CABLES, Verdict.CONFIRMED, "38 of its cables", anchor, "Once more"));
        }

        @Test
        void a_withdrawn_claim_is_gone_and_its_reason_stays() {
            story.when(CLEO, new WithdrawClaim(BRIDGE, CABLES, "Wrong span"))
                    .thenRecords(new ClaimWithdrawn(BRIDGE, CABLES, "Wrong span"));
            assertThat(story.article().claims()).doesNotContainKey(CABLES);
        }

        @Test
        void a_confidential_source_is_shredded_once_even_after_the_story_was_killed() {
            var told = aPublishedStory()
                    .by(CLEO, new ReopenClaim(BRIDGE, CABLES, "Once more"))
                    .by(CLEO, confirm(CABLES, INSIDER));
            told.when(STELLA, new ShredSource(BRIDGE, new SourceId("stranger"), "Asked"))
                    .thenRefused(NO_SUCH_SOURCE);
            told.when(STELLA, new ShredSource(BRIDGE, INSIDER_ID, "")).thenRefused(REASON_MISSING);
            told.killed()
                    .when(STELLA, new ShredSource(BRIDGE, INSIDER_ID, "The source asked for it"))
                    .thenRecords(new SourceShredded(BRIDGE, INSIDER_ID));
            told.when(STELLA, new ShredSource(BRIDGE, INSIDER_ID, "Again")).thenRefused(NO_SUCH_SOURCE);
        }

        @Test
        void shredding_a_source_leaves_its_verdict() {
            story.by(CLEO, confirm(CABLES, INSIDER)).by(STELLA, new ShredSource(BRIDGE, INSIDER_ID, "Asked"));
            assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.CONFIRMED);
            assertThat(story.article().sources()).isEmpty();
        }
    }

    @Test
    void claims_of_an_empty_article_are_none() {
        assertThat(draftedBy(WREN).article().claims()).isEqualTo(Map.of());
    }
}
