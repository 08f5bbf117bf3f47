package stet.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.newsroom.Reading;

/**
 * How long did articles stand at each step of these desks, how often did they go back, and how long did it take to their first edition? A
 * time counts for the desk at which it was spent, and is told of no person. It is the time that passed, with nights and weekends.
 *
 * @param from what ended or was done at this instant or later
 * @param until the same, before this instant; no more than {@link #LONGEST} after the other
 * @param desks null for all
 * @param reach only what happened to these articles counts
 */
public record HowLong(Instant from, Instant until, @Nullable Set<DeskId> desks, Reading.Reach reach) {
    public static final Duration LONGEST = Duration.ofDays(366);

    /** The steps on the way to an edition, in their order. */
    public static final List<Queue> STEPS =
            List.of(Queue.DRAFTING, Queue.WITH_CHECKERS, Queue.WITH_PICTURES, Queue.READY);

    /** So many articles that stood longest are named. */
    public static final int NAMED = 10;

    /** @throws InvalidValue if the time is none, or longer than a year */
    public HowLong {
        if (!from.isBefore(until)) {
            throw new InvalidValue("The time that is looked at ends after it begins");
        }
        if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new InvalidValue("At most %d days are looked at together".formatted(LONGEST.toDays()));
        }
        desks = desks == null ? null : Set.copyOf(desks);
    }

    /**
     * @param desks those at which anything was so, by their ids
     * @param longest those that stood longest at a step and went on within the time, the longest first
     * @param waiting those that stand longest at a step now, the longest first
     */
    public record Answer(List<AtDesk> desks, List<Stood> longest, List<Stood> waiting) {
        public Answer {
            desks = List.copyOf(desks);
            longest = List.copyOf(longest);
            waiting = List.copyOf(waiting);
        }
    }

    /** @param steps all of {@link #STEPS} */
    public record AtDesk(DeskId desk, List<Step> steps, List<Returned> returns, First first) {
        public AtDesk {
            steps = List.copyOf(steps);
            returns = List.copyOf(returns);
        }

        public int returned() {
            return returns.stream().mapToInt(Returned::times).sum();
        }
    }

    /**
     * How long articles stood at a step.
     *
     * @param stood how often one did and went on within the time
     * @param medianMillis half of these took no longer; null where there is none
     * @param ninetiethMillis nine in ten of these took no longer; null where there is none
     * @param waiting how many stand there now, whenever they came
     * @param waitingSince when the first of those came
     */
    public record Step(
            Queue queue,
            int stood,
            @Nullable Long medianMillis,
            @Nullable Long ninetiethMillis,
            int waiting,
            @Nullable Instant waitingSince) {}

    /** How often articles went back from one step to an earlier one within the time. */
    public record Returned(Queue from, Queue to, WentBack by, int times) {}

    /**
     * The first editions that came out within the time.
     *
     * @param medianMillis half of these took no longer from the first draft on; null where there is none
     * @param ninetiethMillis the same of nine in ten
     * @param fallen how many sign-offs of facts or captions fell before they came out
     * @param returns how often they went back before that
     */
    public record First(
            int editions,
            @Nullable Long medianMillis,
            @Nullable Long ninetiethMillis,
            int fallen,
            int returns) {
        static final First NONE = new First(0, null, null, 0, 0);
    }

    /** @param until null where it still stands there */
    public record Stood(
            ArticleId article,
            String headline,
            DeskId desk,
            Queue queue,
            Instant since,
            @Nullable Instant until) {}
}
