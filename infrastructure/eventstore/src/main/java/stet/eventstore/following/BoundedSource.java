package stet.eventstore.following;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import stet.eventstore.log.LedgerStore;

/**
 * The ledger as a follower reads it, up to a bound that can be set to bring the follower to exactly one place; usually there is none. What
 * is new may be let {@linkplain Linger gather} first.
 */
public final class BoundedSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final LedgerStore events;
    private final Runnable raised;
    private final Coordinators coordinators;
    private final Linger linger;
    private volatile Runnable available = () -> {};
    private volatile long place = Long.MAX_VALUE;
    private volatile long handedOut;
    private volatile Predicate<TrackedEventMessage<?>> concerned = event -> false;

    /** @param raised called when the bound is raised, since there may be more to read for those who wait */
    BoundedSource(LedgerStore events, Runnable raised, Coordinators coordinators, Linger linger) {
        this.events = events;
        this.raised = raised;
        this.coordinators = coordinators;
        this.linger = linger;
    }

    /** Somebody waits for what is new, so it is read at once. */
    public void hurry() {
        if (linger.hurry()) {
            available.run();
        }
    }

    /** Deserializes the payloads of these events, and who did it, ahead, on the coordinator's thread, because that is a third of a follower's work. */
    void prepare(Predicate<TrackedEventMessage<?>> these) {
        concerned = these;
    }

    /** Sets the bound to the last event that was handed out, and returns its place. */
    public synchronized long hold() {
        place = handedOut;
        return place;
    }

    public void raise(long to) {
        place = to;
        raised.run();
    }

    public void lift() {
        raise(Long.MAX_VALUE);
    }

    private static long place(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElse(0);
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken after) {
        var all = events.openStream(after);
        return new TrackingEventStream() {
            private @Nullable Future<?> due;

            @Override
            public Optional<TrackedEventMessage<?>> peek() {
                return all.peek().filter(event -> place(event) <= place);
            }

            @Override
            public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
                coordinators.told(false);
                var there = all.hasNextAvailable(timeout, unit) && peek().isPresent();
                var held = linger.holds(there);
                if (held > 0 && (due == null || due.isDone())) {
                    due = coordinators.schedule(() -> available.run(), held, TimeUnit.NANOSECONDS);
                }
                var more = there && held == 0;
                coordinators.told(more);
                return more;
            }

            @Override
            public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
                TrackedEventMessage<?> next;
                synchronized (BoundedSource.this) {
                    next = all.nextAvailable();
                    handedOut = Math.max(handedOut, place(next));
                }
                prepared(next);
                return next;
            }

            private void prepared(TrackedEventMessage<?> event) {
                try {
                    if (concerned.test(event)) {
                        event.getPayload();
                        event.getMetaData();
                    }
                } catch (RuntimeException unreadable) {
                    // The follower fails on it again, and reports it then.
                }
            }

            @Override
            public boolean setOnAvailableCallback(Runnable callback) {
                available = callback;
                return all.setOnAvailableCallback(callback);
            }

            @Override
            public void close() {
                if (due != null) {
                    due.cancel(false);
                }
                all.close();
            }
        };
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return events.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return events.createHeadToken();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant at) {
        return events.createTokenAt(at);
    }

    @Override
    public @Nullable TrackingToken createTokenSince(Duration ago) {
        return events.createTokenSince(ago);
    }
}
