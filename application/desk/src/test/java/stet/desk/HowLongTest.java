package stet.desk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.desk.Newsdesk.ADA;
import static stet.desk.Newsdesk.GRACE;
import static stet.desk.Newsdesk.LENA;
import static stet.desk.Newsdesk.MIRA;
import static stet.desk.Newsdesk.POLITICS;
import static stet.desk.Newsdesk.SPORT;
import static stet.desk.Newsdesk.TOMAS;
import static stet.desk.Stories.GATE;
import static stet.desk.Stories.LOSSES;
import static stet.desk.Stories.NUMBER;
import static stet.desk.Stories.PLANT;
import static stet.desk.Stories.QUOTE;
import static stet.desk.Stories.SAID;
import static stet.desk.Stories.plain;
import static stet.desk.Stories.plant;
import static stet.desk.Stories.rewritten;
import static stet.desk.Stories.transcript;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.*;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.article.EditionKind;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Anchor;
import stet.domain.content.Place;
import stet.domain.newsroom.Reading;
import stet.eventstore.Databases;

/** How long articles stand at the steps of a desk, how often they go back, and how long it takes to the first edition. */
@Tag("database")
@ParameterizedClass
@EnumSource
class HowLongTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T00:00:00Z");
    private static final Reading.Reach EVERYTHING = new Reading.Reach(GRACE, true, true, true, Set.of());
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final Newsdesk newsdesk;

    HowLongTest(Databases databases) {
        newsdesk = new Newsdesk(databases);
    }

    @AfterEach
    void close() {
        newsdesk.close();
    }

    private void at(String time, PersonId who, ArticleCommand command) {
        // The newsroom's clock goes on by a minute with each command.
        newsdesk.now = Instant.parse("2026-11-23T" + time + ":00Z").minus(Duration.ofMinutes(1));
        newsdesk.ask(who, command);
    }

    private int revision() {
        return newsdesk.revision();
    }

    /** Went back twice on its way: once as words changed after the sign-off, and once as the checker asked for changes. */
    private void plantStory() {
        at("08:00", ADA, new DraftArticle(PLANT, POLITICS, plant(), null));
        at("09:00", ADA, new SubmitForChecking(PLANT));
        at("09:10", LENA, new RaiseClaim(PLANT, NUMBER, ClaimKind.NUMBER, new Anchor(Place.of(LOSSES), 0, "1,200")));
        at("09:20", LENA, new RaiseClaim(PLANT, QUOTE, ClaimKind.QUOTE, SAID));
        at("09:30", LENA, new ConfirmClaim(PLANT, NUMBER, List.of(transcript())));
        at("09:40", LENA, new ConfirmClaim(PLANT, QUOTE, List.of(transcript())));
        at("10:00", LENA, new SignOffFacts(PLANT, revision()));
        at(
                "10:30",
                ADA,
                new ReviseContent(
                        PLANT, revision(), rewritten(plant(), LOSSES, "1,200 people lose their work at the plant.")));
        at("11:00", LENA, new RequestChanges(PLANT, new CommentId("r"), "Is it 1,200?"));
        at("11:10", ADA, new SubmitForChecking(PLANT));
        at("11:50", LENA, new SignOffFacts(PLANT, revision()));
        at("12:00", TOMAS, new ApproveCaption(PLANT, GATE, revision()));
        at("12:10", TOMAS, new SignOffCaptions(PLANT, revision()));
        at("13:10", MIRA, new PublishArticle(PLANT, EditionKind.ORIGINAL, null, revision()));
    }

    private HowLong.Answer asked() {
        return asked(null, EVERYTHING);
    }

    private HowLong.Answer asked(@Nullable Set<DeskId> desks, Reading.Reach reach) {
        return newsdesk.desk.howLong(new HowLong(MORNING, MORNING.plus(Duration.ofDays(1)), desks, reach));
    }

    private static HowLong.Step step(Queue queue, int stood, long median, long ninetieth) {
        return new HowLong.Step(queue, stood, median * MINUTE, ninetieth * MINUTE, 0, null);
    }

    @Test
    void of_a_known_story_the_figures_are_known() {
        plantStory();
        newsdesk.read();

        var answer = asked();

        assertThat(answer.desks()).singleElement().satisfies(desk -> {
            assertThat(desk.desk()).isEqualTo(POLITICS);
            assertThat(desk.steps())
                    .containsExactly(
                            step(Queue.DRAFTING, 2, 10, 60),
                            step(Queue.WITH_CHECKERS, 3, 40, 60),
                            step(Queue.WITH_PICTURES, 2, 20, 30),
                            step(Queue.READY, 1, 60, 60));
            assertThat(desk.returns())
                    .containsExactlyInAnyOrder(
                            new HowLong.Returned(Queue.WITH_PICTURES, Queue.WITH_CHECKERS, WentBack.WORDS_CHANGED, 1),
                            new HowLong.Returned(Queue.WITH_CHECKERS, Queue.DRAFTING, WentBack.RETURNED, 1));
            assertThat(desk.returned()).isEqualTo(2);
            assertThat(desk.first()).isEqualTo(new HowLong.First(1, 310 * MINUTE, 310 * MINUTE, 1, 2));
        });
        assertThat(answer.longest())
                .hasSize(8)
                .isSortedAccordingTo((one, other) -> Long.compare(lasted(other), lasted(one)));
        assertThat(answer.waiting())
                .as("nobody has to do anything to a live story")
                .isEmpty();
    }

    private static long lasted(HowLong.Stood stood) {
        return Duration.between(stood.since(), requireNonNull(stood.until())).toMillis();
    }

    @Test
    void what_still_stands_somewhere_waits_there_and_is_in_no_median() {
        at("08:00", ADA, new DraftArticle(PLANT, POLITICS, plant(), null));
        at("08:30", ADA, new DraftArticle(new ArticleId("goal"), SPORT, plain("Nil nil", 5), null));
        at("09:00", ADA, new SubmitForChecking(PLANT));
        newsdesk.read();

        var answer = asked();

        assertThat(answer.desks()).extracting(HowLong.AtDesk::desk).containsExactly(POLITICS, SPORT);
        assertThat(answer.desks().getFirst().steps().get(1))
                .isEqualTo(
                        new HowLong.Step(Queue.WITH_CHECKERS, 0, null, null, 1, Instant.parse("2026-11-23T09:00:00Z")));
        assertThat(answer.waiting()).extracting(HowLong.Stood::article).containsExactly(new ArticleId("goal"), PLANT);
        assertThat(answer.waiting().getFirst().until()).isNull();
        assertThat(answer.desks().getLast().first()).isEqualTo(HowLong.First.NONE);
    }

    @Test
    void a_time_counts_for_the_desk_at_which_it_was_spent_and_to_move_is_not_to_go_back() {
        at("08:00", ADA, new DraftArticle(PLANT, POLITICS, plant(), null));
        at("08:20", ADA, new MoveToDesk(PLANT, SPORT));
        at("09:00", ADA, new SubmitForChecking(PLANT));
        newsdesk.read();

        assertThat(asked().desks())
                .extracting(desk -> desk.steps().getFirst())
                .containsExactly(step(Queue.DRAFTING, 1, 20, 20), step(Queue.DRAFTING, 1, 40, 40));
        assertThat(asked().desks())
                .allSatisfy(desk -> assertThat(desk.returned()).isZero());
        assertThat(asked(Set.of(SPORT), EVERYTHING).desks())
                .extracting(HowLong.AtDesk::desk)
                .containsExactly(SPORT);
        assertThat(asked(Set.of(), EVERYTHING).desks()).isEmpty();
    }

    @Test
    void only_what_ended_within_the_time_counts() {
        plantStory();
        newsdesk.read();
        var noon = Instant.parse("2026-11-23T12:00:00Z");

        var before = newsdesk.desk.howLong(new HowLong(MORNING, noon, null, EVERYTHING));
        var after = newsdesk.desk.howLong(new HowLong(noon, noon.plus(Duration.ofDays(1)), null, EVERYTHING));

        assertThat(before.desks().getFirst().steps())
                .extracting(HowLong.Step::stood)
                .containsExactly(2, 3, 1, 0);
        assertThat(before.desks().getFirst().first().editions()).isZero();
        assertThat(before.desks().getFirst().returned()).isEqualTo(2);
        assertThat(after.desks().getFirst().steps())
                .extracting(HowLong.Step::stood)
                .containsExactly(0, 0, 1, 1);
        assertThat(after.desks().getFirst().first().editions()).isEqualTo(1);
        assertThat(after.desks().getFirst().returned()).isZero();
    }

    @Test
    void what_somebody_may_not_read_is_in_none_of_their_figures() {
        plantStory();
        at("14:00", GRACE, new MakeConfidential(PLANT, List.of(), "A source is in danger"));
        newsdesk.read();

        assertThat(asked().desks()).hasSize(1);
        assertThat(asked(null, new Reading.Reach(new PersonId("olga"), true, false, false, Set.of())))
                .isEqualTo(new HowLong.Answer(List.of(), List.of(), List.of()));
    }

    @Test
    void what_an_act_passes_through_is_no_step_though_it_comes_in_two_batches() {
        plantStory();
        at("14:00", ADA, new DraftArticle(new ArticleId("goal"), SPORT, plain("Nil nil", 5), null));
        at("14:05", ADA, new SubmitForChecking(new ArticleId("goal")));
        at("14:10", LENA, new SignOffFacts(new ArticleId("goal"), 1));
        newsdesk.read();
        var before = newsdesk.feed.rows().get("desk_stay");
        var goal = newsdesk.article(new ArticleId("goal"));
        var act = new Act(LENA, Role.CHECKER, newsdesk.now.plusSeconds(60), null, new CommandId("one-act"));

        newsdesk.feed.happened(
                act,
                new FactsReopened(
                        goal.id(), List.of(), "?", List.copyOf(goal.signed().keySet())));
        newsdesk.read();
        assertThat(newsdesk.feed.rows().get("desk_stay")).isNotEqualTo(before);
        newsdesk.feed.happened(
                act,
                new FactsSignedOff(
                        goal.id(),
                        goal.checkedWords(),
                        1,
                        List.copyOf(goal.signed().keySet()),
                        List.of()));
        newsdesk.read();

        assertThat(newsdesk.feed.rows().get("desk_stay")).isEqualTo(before);
        newsdesk.feed.startAfresh();
        newsdesk.feed.readFrom(0, 1);
        assertThat(newsdesk.feed.rows().get("desk_stay")).isEqualTo(before);
        newsdesk.feed.startAfresh();
        newsdesk.feed.readFrom(0, 1000);
        assertThat(newsdesk.feed.rows().get("desk_stay")).isEqualTo(before);
    }

    @Test
    void at_most_a_year_is_looked_at_and_never_backwards() {
        assertThatThrownBy(() -> new HowLong(MORNING, MORNING, null, EVERYTHING))
                .isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new HowLong(MORNING, MORNING.plus(Duration.ofDays(367)), null, EVERYTHING))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("At most 366 days are looked at together");
    }
}
