package stet.desk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static stet.desk.Newsdesk.ADA;
import static stet.desk.Newsdesk.GRACE;
import static stet.desk.Newsdesk.LENA;
import static stet.desk.Newsdesk.MIRA;
import static stet.desk.Newsdesk.POLITICS;
import static stet.desk.Newsdesk.TOMAS;
import static stet.desk.Stories.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.PublishArticle;
import stet.domain.article.ArticleCommand.ReopenOnDoubt;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.EditionKind;
import stet.domain.article.Note;
import stet.domain.checking.Locator;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.newsroom.NewsroomCommand.DoubtSource;
import stet.domain.newsroom.NewsroomCommand.LiftDoubt;
import stet.domain.newsroom.Reading;
import stet.eventstore.Databases;

/** What rests on a source in all articles, and what is still to be dealt with once it is doubted (rule 43). */
@Tag("database")
@ParameterizedClass
@EnumSource
class RelianceTest {
    private static final Locator TRANSCRIPT = Locator.of("works council, TRANSCRIPT");
    private static final Source PAYROLL =
            new Source.Named(SourceType.DOCUMENT, "The payroll", LocalDate.of(2026, 11, 23), "");

    private static final Reading.Reach ALL = new Reading.Reach(GRACE, true, true, true, Set.of());

    final Newsdesk newsdesk;

    RelianceTest(Databases databases) {
        newsdesk = new Newsdesk(databases);
    }

    @AfterEach
    void close() {
        newsdesk.close();
    }

    private RestingOn.Answer resting() {
        return resting(ALL);
    }

    private RestingOn.Answer resting(Reading.Reach reach) {
        return newsdesk.read().desk.resting(new RestingOn(TRANSCRIPT, reach, null, 10));
    }

    private void publish() {
        drafted(newsdesk);
        claimed(newsdesk);
        checked(newsdesk);
        captioned(newsdesk);
        published(newsdesk);
    }

    private void doubt() {
        newsdesk.ask(GRACE, new DoubtSource("Works Council,  transcript", "It was made up"));
        newsdesk.reopens(new ReopenOnDoubt(PLANT, TRANSCRIPT.value()));
    }

    @Test
    void a_claim_rests_on_a_source_however_it_was_typed_and_readers_have_it_once_it_is_published() {
        drafted(newsdesk);
        claimed(newsdesk);
        checked(newsdesk);
        assertThat(resting().claims())
                .extracting(
                        RestingOn.Claim::claim,
                        RestingOn.Claim::words,
                        RestingOn.Claim::name,
                        RestingOn.Claim::state,
                        RestingOn.Claim::live,
                        RestingOn.Claim::edition)
                .containsExactly(
                        tuple(QUOTE, "Nobody told us anything", "Lena Brandt", RestingOn.State.RESTS, false, null),
                        tuple(NUMBER, "1,200", "Lena Brandt", RestingOn.State.RESTS, false, null));
        captioned(newsdesk);
        published(newsdesk);
        assertThat(resting().claims())
                .extracting(RestingOn.Claim::live, RestingOn.Claim::edition)
                .containsOnly(tuple(true, 1));
        assertThat(resting().live()).isEqualTo(1);
        assertThat(resting().doubt()).isNull();
    }

    @Test
    void of_a_confidential_source_nothing_is_found() {
        publish();
        assertThat(newsdesk.read()
                        .desk
                        .resting(new RestingOn(Locator.of("insider"), ALL, null, 10))
                        .claims())
                .isEmpty();
    }

    @Test
    void what_is_to_be_reopened_is_known_once_the_doubt_is() {
        publish();
        assertThat(newsdesk.read().desk.resting(TRANSCRIPT, 0)).isEmpty();
        newsdesk.ask(GRACE, new DoubtSource("Works Council, transcript", "It was made up"));
        assertThat(newsdesk.read().desk.resting(TRANSCRIPT, 0)).contains(List.of(PLANT));
        assertThat(newsdesk.desk.resting(TRANSCRIPT, 1_000)).isEmpty();
    }

    @Test
    void everybody_at_the_desk_of_a_live_story_is_told_once_and_of_which_words() {
        publish();
        doubt();
        for (var person : List.of(ADA, LENA, TOMAS, MIRA, GRACE)) {
            newsdesk.read();
            assertThat(newsdesk.desk.notices(new Notices(person, 50)).notices())
                    .filteredOn(notice -> notice.kind() == Notice.Kind.SOURCE_DOUBTED)
                    .extracting(Notice::said)
                    .containsExactly("“1,200”, “Nobody told us anything”");
            assertThat(newsdesk.desk.notices(new Notices(person, 50)).notices())
                    .extracting(Notice::kind)
                    .doesNotContain(Notice.Kind.VERDICT_FELL);
        }
    }

    @Test
    void a_story_is_dealt_with_once_all_is_settled_again_and_readers_have_no_words_that_were_not() {
        publish();
        doubt();
        assertThat(resting().toDealWith()).isEqualTo(1);
        assertThat(resting().claims()).extracting(RestingOn.Claim::state).containsOnly(RestingOn.State.OPEN);
        putRight();
        assertThat(resting().claims())
                .extracting(RestingOn.Claim::claim, RestingOn.Claim::state, RestingOn.Claim::toDealWith)
                .containsExactly(
                        tuple(QUOTE, RestingOn.State.SETTLED, false), tuple(NUMBER, RestingOn.State.CHANGED, true));
        correct();
        assertThat(resting().toDealWith()).isZero();
        assertThat(resting().claims()).extracting(RestingOn.Claim::corrected).containsOnly(2);
        assertThat(newsdesk.desk.doubts(new Doubts(ALL)).doubts())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.stories()).isEqualTo(1);
                    assertThat(each.toDealWith()).isZero();
                    assertThat(each.doubt().name()).isEqualTo("Grace Hall");
                });
    }

    @Test
    void in_one_batch_the_same_comes_of_it_as_one_by_one() {
        publish();
        doubt();
        putRight();
        correct();
        var atOnce = resting();
        assertThat(atOnce.toDealWith()).isZero();
        assertThat(atOnce.claims())
                .extracting(
                        RestingOn.Claim::claim,
                        RestingOn.Claim::state,
                        RestingOn.Claim::edition,
                        RestingOn.Claim::corrected)
                .containsExactly(
                        tuple(QUOTE, RestingOn.State.SETTLED, null, 2),
                        tuple(NUMBER, RestingOn.State.CHANGED, null, 2));
    }

    @Test
    void a_doubt_that_was_lifted_is_told_with_who_lifted_it_and_a_verdict_may_rest_on_it_again() {
        publish();
        doubt();
        newsdesk.ask(GRACE, new LiftDoubt("Works Council, transcript", "They all remember it"));
        newsdesk.ask(LENA, new ConfirmClaim(PLANT, NUMBER, List.of(transcript())));
        var answer = resting();
        assertThat(answer.doubt()).isNotNull();
        assertThat(requireNonNull(requireNonNull(answer.doubt()).lifted()).reason())
                .isEqualTo("They all remember it");
        assertThat(answer.claims())
                .extracting(RestingOn.Claim::claim, RestingOn.Claim::state)
                .containsExactly(tuple(QUOTE, RestingOn.State.OPEN), tuple(NUMBER, RestingOn.State.RESTS));
    }

    @Test
    void whoever_may_not_read_a_story_finds_nothing_of_it() {
        publish();
        doubt();
        var answer = resting(new Reading.Reach(GRACE, true, false, false, Set.of(POLITICS)));
        assertThat(answer.stories() + answer.live() + answer.toDealWith()).isZero();
        assertThat(answer.claims()).isEmpty();
        assertThat(resting(new Reading.Reach(GRACE, true, false, false, Set.of()))
                        .stories())
                .isEqualTo(1);
    }

    @Test
    void pages_follow_one_another() {
        publish();
        var first = newsdesk.read().desk.resting(new RestingOn(TRANSCRIPT, ALL, null, 1));
        var second = newsdesk.desk.resting(new RestingOn(TRANSCRIPT, ALL, first.next(), 1));
        assertThat(first.claims()).extracting(RestingOn.Claim::claim).containsExactly(QUOTE);
        assertThat(second.claims()).extracting(RestingOn.Claim::claim).containsExactly(NUMBER);
        assertThat(second.next()).isNull();
    }

    private void putRight() {
        newsdesk.ask(
                ADA,
                new ReviseContent(
                        PLANT,
                        newsdesk.revision(),
                        rewritten(
                                newsdesk.article(PLANT).content(),
                                LOSSES,
                                "1,300 people lose their jobs at the plant.")));
        newsdesk.ask(LENA, new ConfirmClaim(PLANT, NUMBER, List.of(PAYROLL)));
        newsdesk.ask(LENA, new ConfirmClaim(PLANT, QUOTE, List.of(PAYROLL)));
    }

    private void correct() {
        newsdesk.ask(LENA, new SignOffFacts(PLANT, newsdesk.revision()));
        newsdesk.ask(
                MIRA,
                new PublishArticle(
                        PLANT,
                        EditionKind.CORRECTION,
                        new Note("1,200", "1,300", List.of("block/losses")),
                        newsdesk.revision()));
    }
}
