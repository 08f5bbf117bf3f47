package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.domain.article.Story.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import stet.domain.ClaimId;
import stet.domain.InvalidValue;
import stet.domain.Obstacle;
import stet.domain.RefusalCode;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.ConfirmClaims;
import stet.domain.article.ArticleCommand.NewClaim;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.ArticleEvent.ClaimRaised;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.Place;

/** One source, many claims. */
class OneSourceTest {
    private static final ClaimId COUNCIL = new ClaimId("council");

    @Test
    void several_claims_are_confirmed_from_one_source_with_an_event_for_each() {
        aSubmittedDraft()
                .claimsRaised()
                .when(CLEO, confirming(List.of(CABLES, VOUCH), REPORT))
                .thenRecords(
                        new ClaimConfirmed(BRIDGE, CABLES, List.of(REPORT)),
                        new ClaimConfirmed(BRIDGE, VOUCH, List.of(REPORT)));
    }

    @Test
    void statements_are_raised_and_confirmed_in_the_same_act() {
        var story = aSubmittedDraft();
        story.when(CLEO, new ConfirmClaims(BRIDGE, List.of(), List.of(council(COUNCIL)), List.of(REPORT)))
                .thenRecords(
                        new ClaimRaised(
                                BRIDGE,
                                COUNCIL,
                                ClaimKind.NAME,
                                council(COUNCIL).anchor()),
                        new ClaimConfirmed(BRIDGE, COUNCIL, List.of(REPORT)));
        assertThat(story.claim(COUNCIL).verdict()).isEqualTo(Verdict.CONFIRMED);
    }

    @Test
    void all_that_is_suggested_can_be_confirmed_in_one_act_and_then_the_facts_are_signed_off() {
        var story = aSubmittedDraft();
        var suggested = story.article().unclaimed();
        var raising = new java.util.ArrayList<NewClaim>();
        suggested.forEach(each -> raising.add(
                new NewClaim(new ClaimId("s" + raising.size()), each.statement().kind(), each.anchor())));
        story.by(CLEO, new ConfirmClaims(BRIDGE, List.of(), raising, List.of(RECORDING)));
        assertThat(story.article().openClaims()).isEmpty();
        story.factsSignedOffBy(CLEO);
    }

    @Test
    void one_that_is_refused_refuses_all_and_says_which_and_why() {
        var story = aSubmittedDraft().claimsRaised();
        var outcome = story.when(CLEO, confirming(List.of(CABLES, VOUCH), OTHER_PAPER))
                .thenRefused(RefusalCode.PRIMARY_SOURCE_NEEDED);
        assertThat(outcome.why().sentence())
                .startsWith("None of the 2 was confirmed. “" + VOUCH_WORDS + "”: A quotation needs");
        assertThat(outcome.why().obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.claim()).isEqualTo(VOUCH);
            assertThat(obstacle.place())
                    .isEqualTo(story.claim(VOUCH).anchor().place().key());
        });
        assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.UNCHECKED);
    }

    @Test
    void every_claim_that_speaks_against_it_is_named() {
        var story = aSubmittedDraft().claimsRaised().confirmedBy(CLEO, CABLES);
        var outcome = story.when(
                CLEO,
                new ConfirmClaims(
                        BRIDGE,
                        List.of(CABLES, new ClaimId("nobodys"), CLOSING),
                        List.of(
                                council(COUNCIL),
                                council(new ClaimId("twice")),
                                council(WEEKS),
                                new NewClaim(new ClaimId("gone"), ClaimKind.FACT, Asks.nowhere())),
                        List.of(REPORT)));
        outcome.thenRefused(RefusalCode.ALREADY_SO);
        assertThat(outcome.why().obstacles())
                .extracting(Obstacle::code)
                .containsExactly(
                        RefusalCode.ALREADY_SO,
                        RefusalCode.ID_TAKEN,
                        RefusalCode.SPAN_NOT_FOUND,
                        RefusalCode.ALREADY_SO,
                        RefusalCode.NO_SUCH_CLAIM);
    }

    @Test
    void nobody_confirms_their_own_words_among_others() {
        var story = draftedBy(MAX).submitted().claimsRaised();
        var outcome = story.when(MAX, confirming(List.of(CABLES), REPORT)).thenRefused(RefusalCode.OWN_WORDS);
        assertThat(outcome.why().sentence())
                .startsWith("“" + story.claim(CABLES).anchor().words() + "”: ");
        story.when(MAX, new ConfirmClaims(BRIDGE, List.of(), List.of(council(COUNCIL)), List.of(REPORT)))
                .thenRefused(RefusalCode.OWN_WORDS);
    }

    @Test
    void what_one_source_confirms_is_what_each_would_be_confirmed_by() {
        var together = aSubmittedDraft().claimsRaised();
        var alone = aSubmittedDraft().claimsRaised();
        together.by(CLEO, confirming(List.of(CABLES, CLOSING), REPORT));
        alone.by(CLEO, new ConfirmClaim(BRIDGE, CABLES, List.of(REPORT)))
                .by(CLEO, new ConfirmClaim(BRIDGE, CLOSING, List.of(REPORT)));
        assertThat(together.article().claims()).isEqualTo(alone.article().claims());
    }

    @Test
    void a_claim_raised_after_the_sign_off_takes_it_back_once() {
        aFactCheckedStory()
                .when(CLEO, new ConfirmClaims(BRIDGE, List.of(), List.of(council(COUNCIL)), List.of(REPORT)))
                .thenRecords(ClaimRaised.class, ClaimConfirmed.class, FactsReopened.class);
    }

    @Test
    void a_claim_named_twice_is_confirmed_once_and_none_is_no_act() {
        assertThat(confirming(List.of(CABLES, CABLES), REPORT).claims()).containsExactly(CABLES);
        assertThatThrownBy(() -> confirming(List.of(), REPORT)).isInstanceOf(InvalidValue.class);
    }

    private static ConfirmClaims confirming(List<ClaimId> claims, Source source) {
        return new ConfirmClaims(BRIDGE, claims, List.of(), List.of(source));
    }

    private static NewClaim council(ClaimId id) {
        return new NewClaim(id, ClaimKind.NAME, anchor(DRAFT, Place.of(LEAD), "city council"));
    }
}
