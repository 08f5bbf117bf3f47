package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.REASON_MISSING;
import static stet.domain.RefusalCode.ROLE_MISSING;
import static stet.domain.RefusalCode.SPAN_NOT_FOUND;
import static stet.domain.article.Story.BRIDGE;
import static stet.domain.article.Story.CABLES;
import static stet.domain.article.Story.CLEO;
import static stet.domain.article.Story.CYRIL;
import static stet.domain.article.Story.LEAD;
import static stet.domain.article.Story.WREN;
import static stet.domain.article.Story.aFactCheckedStory;
import static stet.domain.article.Story.aSubmittedDraft;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stet.domain.ClaimId;
import stet.domain.article.ArticleCommand.QueryWords;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleEvent.ClaimQueried;
import stet.domain.article.ArticleEvent.ClaimRaised;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Place;
import stet.domain.hints.Hint;
import stet.domain.hints.Hints;

/** A question about words is asked in one act, and what gives rise to it is in nobody's way. */
class QueryWordsTest {
    private static final ClaimId COUNCIL = new ClaimId("council");

    @Test
    void words_in_no_claim_become_one_and_the_writer_is_asked() {
        var story = aSubmittedDraft().claimsRaised();
        story.when(CLEO, asking(story, "city council", "Which council?"))
                .thenRecords(ClaimRaised.class, ClaimQueried.class);
        assertThat(story.claim(COUNCIL).verdict()).isEqualTo(Verdict.QUERIED);
        assertThat(story.claim(COUNCIL).question()).isEqualTo("Which council?");
    }

    @Test
    void words_in_a_claim_are_asked_about_by_that_claim() {
        var story = aSubmittedDraft().claimsRaised();
        story.when(CLEO, asking(story, "38", "Who counted?")).thenRecords(ClaimQueried.class);
        assertThat(story.claim(CABLES).question()).isEqualTo("Who counted?");
        story.when(CYRIL, asking(story, "38", "And when?")).thenRefused(ALREADY_SO);
    }

    @Test
    void a_sign_off_falls_with_the_question() {
        var story = aFactCheckedStory();
        story.when(CYRIL, asking(story, "city council", "Which council?"))
                .thenRecords(ClaimRaised.class, ClaimQueried.class, FactsReopened.class);
    }

    @Test
    void only_a_checker_asks_and_asks_something_about_words_that_stand_there() {
        var story = aSubmittedDraft();
        story.when(WREN, asking(story, "city council", "Which council?")).thenRefused(ROLE_MISSING);
        story.when(CLEO, asking(story, "city council", " ")).thenRefused(REASON_MISSING);
        var elsewhere = new Anchor(Place.of(LEAD), 0, "The harbour board");
        story.when(CLEO, new QueryWords(BRIDGE, COUNCIL, ClaimKind.NAME, elsewhere, "Which?"))
                .thenRefused(SPAN_NOT_FOUND);
    }

    @Test
    void what_does_not_fit_is_no_obstacle_and_keeps_nobody_from_signing_off() {
        var story = aSubmittedDraft()
                .editedBy(WREN, "said its captain, Ilse Brandt", "said Brandt")
                .editedBy(
                        WREN,
                        "The harbour bridge will",
                        "The harbour bridge, the work of Jon Arup and of John Arup, will");
        var hints = Hints.in(story.content(), Map.of(), LocalDate.of(2026, 2, 11));
        assertThat(hints)
                .extracting(Hint::kind)
                .contains(Hint.Kind.NAME_SPELLED_TWO_WAYS, Hint.Kind.SPEAKER_NOT_INTRODUCED);
        story.everythingCheckedBy(CLEO);
        assertThat(story.article().factObstacles()).isEmpty();
        story.when(CLEO, new SignOffFacts(BRIDGE, Story.SEEN)).thenRecords(FactsSignedOff.class);
        assertThat(hints)
                .filteredOn(hint ->
                        !hint.seenTo(List.copyOf(story.article().claims().values())))
                .isNotEmpty();
    }

    private static QueryWords asking(Story story, String words, String question) {
        return new QueryWords(
                BRIDGE, COUNCIL, ClaimKind.NAME, Story.anchor(story.content(), Place.of(LEAD), words), question);
    }
}
