package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static stet.domain.article.Story.*;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.ConfirmClaims;
import stet.domain.article.ArticleCommand.CorrectClaim;
import stet.domain.article.ArticleCommand.DisputeClaim;
import stet.domain.article.ArticleCommand.ReopenOnDoubt;
import stet.domain.article.ArticleCommand.RestoreRevision;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.article.ArticleEvent.SourceDiscredited;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.checking.Verdict;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomEvent.DoubtLifted;
import stet.domain.newsroom.NewsroomEvent.SourceDoubted;

/** Nothing rests on a source that the newsroom doubts (rule 43). */
class DoubtsTest {
    private static final String RECORDING_7 = "council session, recording 7";
    private static final Newsroom DOUBTING = NEWSROOM.evolve(new SourceDoubted(RECORDING_7, "The recording was cut"));
    private static final ReopenOnDoubt REOPEN = new ReopenOnDoubt(BRIDGE, RECORDING_7);
    private static final Source TYPED_OTHERWISE =
            new Source.Named(SourceType.TRANSCRIPT, "COUNCIL session,  recording 7", TODAY, "");

    private static List<ArticleEvent> reopen(Story story) {
        var act = story.act(Newsroom.STET, Role.STANDARDS);
        var events = Workflow.decide(story.article(), REOPEN, act, DOUBTING);
        story.happened(events, act);
        return events;
    }

    private static RefusalCode refusal(Story story, ArticleCommand command, Newsroom newsroom) {
        var act = command instanceof ReopenOnDoubt
                ? story.act(Newsroom.STET, Role.STANDARDS)
                : story.act(CYRIL, Role.CHECKER);
        return catchThrowableOfType(Refused.class, () -> Workflow.decide(story.article(), command, act, newsroom))
                .code();
    }

    @Test
    void all_that_rests_on_a_doubted_source_is_reopened_in_the_order_in_which_it_was_raised() {
        var story = aPublishedStory();
        var events = reopen(story);

        var told = (SourceDiscredited) events.getFirst();
        assertThat(told.claims()).containsExactly(WEEKS, CLOSING, CABLES, VOUCH, MINUTES, BOATS, TAKEN);
        assertThat(told.published()).isEqualTo(told.claims());
        assertThat(told.passages())
                .containsExactly("headline", "block/lead", "block/said", "block/ferry", "block/photo#when");
        var reopened = events.stream()
                .filter(ClaimReopened.class::isInstance)
                .map(ClaimReopened.class::cast)
                .toList();
        assertThat(reopened).extracting(ClaimReopened::claimId).isEqualTo(told.claims());
        assertThat(reopened.getFirst().reason())
                .isEqualTo(
                        "The source “council session, recording 7” is not relied on any more: The recording was cut");
        assertThat(events).hasAtLeastOneElementOfType(FactsReopened.class);
        assertThat(story.article().claims().values())
                .allSatisfy(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.UNCHECKED));
        assertThat(story.article().live()).as("readers go on reading it").isTrue();
    }

    @Test
    void asked_a_second_time_nothing_is_reopened_again() {
        var story = aPublishedStory();
        reopen(story);
        assertThat(refusal(story, REOPEN, DOUBTING)).isEqualTo(RefusalCode.ALREADY_SO);
    }

    @Test
    void what_rests_on_another_source_stays() {
        var story = aSubmittedDraft().claimsRaised();
        story.confirmedBy(CLEO, CABLES).by(CLEO, new ConfirmClaim(BRIDGE, WEEKS, List.of(REPORT)));
        reopen(story);
        assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.UNCHECKED);
        assertThat(story.claim(WEEKS).verdict()).isEqualTo(Verdict.CONFIRMED);
    }

    @Test
    void a_story_whose_readers_alone_still_rely_on_it_is_told_once() {
        var story = aPublishedStory();
        story.claim(CABLES);
        for (var claim : List.copyOf(story.article().claims().keySet())) {
            story.by(CLEO, new ArticleCommand.ReopenClaim(BRIDGE, claim, "A reader wrote in"));
        }
        var events = reopen(story);
        assertThat(events).singleElement().isInstanceOf(SourceDiscredited.class);
        assertThat(((SourceDiscredited) events.getFirst()).claims()).isEmpty();
        assertThat(((SourceDiscredited) events.getFirst()).published()).contains(CABLES);
        assertThat(refusal(story, REOPEN, DOUBTING)).isEqualTo(RefusalCode.ALREADY_SO);
    }

    static List<ArticleCommand> verdicts() {
        var on = List.of(TYPED_OTHERWISE);
        return List.of(
                new ConfirmClaim(BRIDGE, CABLES, on),
                new ConfirmClaims(BRIDGE, List.of(CABLES, WEEKS), List.of(), on),
                new DisputeClaim(BRIDGE, CABLES, "It says 44", on),
                new CorrectClaim(BRIDGE, CABLES, Remedy.REWORDED, "44 of its cables", on));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void no_verdict_rests_on_a_doubted_source_however_it_is_typed(ArticleCommand verdict) {
        var story = aSubmittedDraft().claimsRaised();
        assertThat(refusal(story, verdict, DOUBTING)).isEqualTo(RefusalCode.SOURCE_DOUBTED);
        assertThat(Workflow.decide(story.article(), verdict, story.act(CYRIL, Role.CHECKER), NEWSROOM))
                .isNotEmpty();
    }

    @Test
    void once_the_doubt_is_lifted_verdicts_rest_on_it_again_and_nothing_more_is_reopened() {
        var lifted = DOUBTING.evolve(new DoubtLifted(RECORDING_7, "The whole of it was found"));
        var story = aPublishedStory();
        assertThat(refusal(story, REOPEN, lifted)).isEqualTo(RefusalCode.ALREADY_SO);
        reopen(story);
        assertThat(Workflow.decide(
                        story.article(),
                        new ConfirmClaim(BRIDGE, CABLES, List.of(RECORDING)),
                        story.act(CYRIL, Role.CHECKER),
                        lifted))
                .isNotEmpty();
    }

    @Test
    void words_that_come_back_do_not_bring_back_what_a_doubted_source_said_of_them() {
        var story = aFactCheckedStory();
        var checked = story.article().revision();
        var shorter = story.content()
                .withBlocks(story.content().blocks().stream()
                        .filter(block -> !block.id().equals(LEAD))
                        .toList());
        story.by(WREN, new ReviseContent(BRIDGE, checked, shorter));
        var act = story.act(WADE, Role.WRITER);
        var back = Workflow.decide(
                story.article(), new RestoreRevision(BRIDGE, story.article().revision(), checked, null), act, DOUBTING);
        var restored = back.stream()
                .filter(ClaimRestored.class::isInstance)
                .map(ClaimRestored.class::cast)
                .toList();
        assertThat(restored).extracting(ClaimRestored::claimId).contains(CABLES);
        assertThat(restored).allSatisfy(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.UNCHECKED));
    }

    @Test
    void a_spiked_draft_may_come_back_and_so_is_reopened_while_a_killed_story_is_over() {
        var spiked = aFactCheckedStory().spiked();
        assertThat(reopen(spiked)).isNotEmpty();
        assertThat(refusal(aPublishedStory().killed(), REOPEN, DOUBTING)).isEqualTo(RefusalCode.WRONG_STAGE);
    }

    @Test
    void a_confidential_source_is_compared_with_nothing() {
        var story = aSubmittedDraft().claimsRaised();
        var doubting = NEWSROOM.evolve(new SourceDoubted("insider", "He made it up"));
        var confirm = new ConfirmClaim(BRIDGE, CABLES, List.of(INSIDER));
        assertThat(Workflow.decide(story.article(), confirm, story.act(CYRIL, Role.CHECKER), doubting))
                .isNotEmpty();
    }

    @Test
    void nobody_but_stet_reopens_what_nobody_doubts() {
        assertThat(refusal(aPublishedStory(), REOPEN, NEWSROOM)).isEqualTo(RefusalCode.ALREADY_SO);
        assertThat(Powers.rolesFor(REOPEN)).isEqualTo(Set.of(Role.STANDARDS));
    }
}
