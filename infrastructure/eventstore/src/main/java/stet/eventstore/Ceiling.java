package stet.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** The ledger up to some place, so that a set of tables can be brought to exactly that place; usually there is no end to it. */
final class Ceiling implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final LedgerStore events;
    private final Runnable raised;
    private volatile long place = Long.MAX_VALUE;
    private volatile long handedOut;

    /** @param raised tells those who wait that there may be more to read */
    Ceiling(LedgerStore events, Runnable raised) {
        this.events = events;
        this.raised = raised;
    }

    /** Hands out no more than it has; the place up to which that is. */
    synchronized long hold() {
        place = handedOut;
        return place;
    }

    void raise(long to) {
        place = to;
        raised.run();
    }

    void lift() {
        raise(Long.MAX_VALUE);
    }

    private static long place(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElse(0);
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken after) {
        var all = events.openStream(after);
        return new TrackingEventStream() {
            @Override
            public Optional<TrackedEventMessage<?>> peek() {
                return all.peek().filter(event -> place(event) <= place);
            }

            @Override
            public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
                return all.hasNextAvailable(timeout, unit) && peek().isPresent();
            }

            @Override
            public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
                synchronized (Ceiling.this) {
                    var next = all.nextAvailable();
                    handedOut = Math.max(handedOut, place(next));
                    return next;
                }
            }

            @Override
            public boolean setOnAvailableCallback(Runnable callback) {
                return all.setOnAvailableCallback(callback);
            }

            @Override
            public void close() {
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
