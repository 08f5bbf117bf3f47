package stet.eventstore.rebuilding;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.eventstore.answers.Progress;
import stet.eventstore.following.Follower;
import stet.eventstore.rebuilding.Rebuild.State;
import stet.eventstore.tables.TableSet;

/**
 * Compares a rebuilt set of tables of one read model with the set that serves, and has it serve if they are equal. The comparison needs
 * a moment at which both have read the same events, so it brings the rebuilt set to the very place of the other. Where another version
 * made the set that serves, there is nothing to compare: the rebuilt one serves from such a moment on.
 */
final class Cutover {
    private static final Logger LOG = LoggerFactory.getLogger(Cutover.class);
    /** The comparison begins once the rebuilt set is within so many places of the end, which it then catches up in a moment. */
    private static final long CLOSE = 1000;
    /** How long the serving set is held at a time; well under the two seconds after which H2 gives up on a lock. */
    private static final Duration HOLD = Duration.ofMillis(800);

    private static final Duration PAUSE = Duration.ofMillis(5);
    /** If the serving set has not moved for so long although it has events to read, the comparison is given up. */
    private static final Duration STUCK = Duration.ofSeconds(10);

    private final ReadModel model;
    private final SetRegistry sets;
    private final Moments moments;
    private final Progress progress;
    private final Runnable decided;
    private volatile boolean closing;
    private volatile @Nullable Thread comparing;
    private volatile @Nullable String trouble;

    /** @param decided called once the outcome of a comparison stands in the database */
    Cutover(ReadModel model, SetRegistry sets, Moments moments, Progress progress, Runnable decided) {
        this.model = model;
        this.sets = sets;
        this.moments = moments;
        this.progress = progress;
        this.decided = decided;
    }

    /** Why the last comparison failed, as a sentence; null if it did not. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Starts a comparison on a thread of its own if the set is close to the end of the ledger and none is under way. */
    void compareOnceClose(Follower built, TableSet set, Supplier<@Nullable TrackingToken> head) {
        if (comparing == null && built.health(head.get()).behind() <= CLOSE) {
            var live = model.serving();
            comparing = Thread.ofPlatform().name("ledger-compare-" + set.name()).start(() -> {
                try {
                    compare(live, set, built);
                    trouble = null;
                } catch (CancellationException stopped) {
                    // The next look begins the comparison again.
                } catch (RuntimeException failed) {
                    trouble = "It could not be compared: " + failed.getMessage();
                    LOG.warn("{} could not be compared, which is tried again: {}", set.name(), failed.toString());
                } finally {
                    synchronized (model) {
                        comparing = null;
                    }
                }
            });
        }
    }

    /** Has a comparison under way end as soon as it can. */
    void close() {
        closing = true;
    }

    /** Waits until no comparison is under way. */
    void join() throws InterruptedException {
        var last = comparing;
        if (last != null) {
            last.join();
        }
    }

    private void compare(TableSet live, TableSet set, Follower built) {
        if (!sets.become(set, Set.of(State.BUILDING, State.COMPARING), State.COMPARING)) {
            return;
        }
        var upgraded = sets.of(model.name()).stream()
                .noneMatch(row -> row.set().equals(live) && row.isMadeBy(model.version()));
        // From here on either set may serve, so whoever waits for a command waits for both.
        progress.follow(built);
        var moved = System.nanoTime();
        var at = -1L;
        while (wanted(built)) {
            try (var moment = meet(live, set, built)) {
                if (moment != null && upgraded) {
                    serve(set);
                    return;
                }
                if (moment != null) {
                    finish(live, set, new Comparison(moment, () -> !wanted(built)));
                    return;
                }
            }
            try (var now = moments.take()) {
                var place = now.position(live).place();
                if (place != at || place >= now.position(set).place()) {
                    at = place;
                    moved = System.nanoTime();
                } else if (System.nanoTime() - moved > STUCK.toNanos()) {
                    if (upgraded) {
                        serve(set);
                        return;
                    }
                    sets.become(
                            set,
                            Set.of(State.COMPARING),
                            State.DIFFERS,
                            "What serves stands still at place %d of %d and cannot be compared with"
                                    .formatted(place, now.head()),
                            List.of());
                    return;
                }
            }
        }
        if (!closing) {
            sets.become(set, Set.of(State.COMPARING), State.BUILDING);
        }
    }

    /** False once the program ends, somebody has abandoned the rebuild, or its follower fails on an event. */
    private boolean wanted(Follower built) {
        return !closing && !built.failing() && model.followers().contains(built);
    }

    /**
     * A moment at which both sets have read the same, or null if there was none. The rebuilt set is stopped where it is until the other
     * has passed it; then the other is held, for the milliseconds that the rebuilt set needs to come to the same place.
     */
    private @Nullable Moment meet(TableSet live, TableSet set, Follower built) {
        var source = built.source();
        var stoppedAt = source.hold();
        var until = System.nanoTime() + 5 * HOLD.toNanos();
        try {
            var moment = momentOfBoth(live, set, built);
            while (moment == null && wanted(built) && System.nanoTime() < until) {
                LockSupport.parkNanos(PAUSE.toNanos());
                moment = sets.holding(live, () -> {
                    var place = moments.placeOf(live);
                    return place < Math.max(stoppedAt, moments.placeOf(set))
                            ? null
                            : broughtTo(place, live, set, built);
                });
            }
            return moment;
        } finally {
            source.lift();
        }
    }

    private @Nullable Moment broughtTo(long place, TableSet live, TableSet set, Follower built) {
        built.source().raise(place);
        var until = System.nanoTime() + HOLD.toNanos();
        var moment = momentOfBoth(live, set, built);
        while (moment == null && wanted(built) && System.nanoTime() < until) {
            LockSupport.parkNanos(PAUSE.toNanos());
            moment = momentOfBoth(live, set, built);
        }
        return moment;
    }

    private @Nullable Moment momentOfBoth(TableSet live, TableSet set, Follower built) {
        try (var now = moments.take()) {
            if (!same(now, live, set, built)) {
                return null;
            }
        }
        var moment = moments.take(live, set);
        if (same(moment, live, set, built)) {
            return moment;
        }
        moment.close();
        return null;
    }

    private static boolean same(Moment moment, TableSet live, TableSet set, Follower built) {
        return moment.sameFor(
                moment.position(live),
                moment.position(set),
                event -> built.processor().eventHandlerInvoker().canHandleType(event));
    }

    private void serve(TableSet set) {
        sets.serve(set, Set.of(State.COMPARING));
        decided.run();
    }

    private void finish(TableSet live, TableSet set, Comparison comparison) {
        var differences = comparison.between(live, set);
        if (differences.isEmpty()) {
            serve(set);
            return;
        }
        sets.become(
                set,
                Set.of(State.COMPARING),
                State.DIFFERS,
                "It is not as what serves at the same place in the ledger",
                differences);
        decided.run();
    }
}
