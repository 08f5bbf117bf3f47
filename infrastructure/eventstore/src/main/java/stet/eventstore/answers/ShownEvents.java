package stet.eventstore.answers;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.domain.Act;
import stet.eventstore.following.Follower;
import stet.eventstore.log.LedgerStore;
import stet.eventstore.log.StoredPositions;
import stet.eventstore.shapes.EventSerializer;

/**
 * A feed of events, each reported as soon as a read model shows it, on whichever node that is written. It begins with what happens after
 * the start, stores no position, and reads the tail that all followers on this node share.
 *
 * <p>Its thread is never interrupted, because an interrupt during a read closes the file of H2 for the whole program.
 */
public final class ShownEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShownEvents.class);
    /** How many milliseconds it sleeps if nobody wakes it. */
    private static final long IDLE = 200;
    /** Every how many milliseconds it polls whether the read model has come so far, on this node and by its stored position. */
    private static final long POLL_HERE = 2;

    private static final long POLL_ELSEWHERE = 15;
    private static final long TROUBLED = 1_000;
    private static final int TOGETHER = 200;

    private final LedgerStore events;
    private final Supplier<@Nullable TrackingToken> start;
    private final EventSerializer serializer;
    private final StoredPositions positions;
    private final boolean alone;
    private final Supplier<Follower> follower;
    private final Consumer<List<Happening>> told;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;

    private @Nullable TrackingToken from;
    private long last;
    private volatile boolean closed;

    private record Passed(TrackedEventMessage<?> event, long place) {}

    /**
     * @param start the position of the end of the ledger
     * @param alone where there are no other nodes
     * @param follower of the tables that serve at the moment
     */
    public ShownEvents(
            LedgerStore events,
            Supplier<@Nullable TrackingToken> start,
            EventSerializer serializer,
            StoredPositions positions,
            boolean alone,
            String name,
            Supplier<Follower> follower,
            Consumer<List<Happening>> told) {
        this.events = events;
        this.start = start;
        this.serializer = serializer;
        this.positions = positions;
        this.alone = alone;
        this.follower = follower;
        this.told = told;
        thread = Thread.ofPlatform().name("ledger-shown-" + name).daemon().unstarted(this::tell);
    }

    public void open() {
        from = start.get();
        last = from == null ? 0 : from.position().orElse(0);
        thread.start();
    }

    private void tell() {
        var troubled = false;
        while (!closed) {
            try (var stream = events.openStream(from)) {
                stream.setOnAvailableCallback(woken::release);
                while (!closed) {
                    var next = next(stream);
                    if (!next.isEmpty() && shown(next)) {
                        told.accept(next.stream().map(this::happening).toList());
                        from = next.getLast().event().trackingToken();
                    }
                    troubled = false;
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException failed) {
                if (!troubled && !closed) {
                    LOG.warn("What happens cannot be told to open pages, and is tried again: {}", failed.toString());
                }
                troubled = true;
                pause(TROUBLED);
            }
        }
    }

    /** The next events; an empty list if there are none for {@link #IDLE} milliseconds. */
    private List<Passed> next(TrackingEventStream stream) throws InterruptedException {
        woken.drainPermits();
        if (!stream.hasNextAvailable(0, MILLISECONDS)) {
            var _ = woken.tryAcquire(IDLE, MILLISECONDS);
        }
        var next = new ArrayList<Passed>();
        while (next.size() < TOGETHER && stream.hasNextAvailable(0, MILLISECONDS)) {
            var event = stream.nextAvailable();
            next.add(new Passed(event, place(event)));
        }
        return next;
    }

    /** An event that fills a gap has the token of a later event, so its place is looked up. */
    private long place(TrackedEventMessage<?> event) {
        var place = event.trackingToken().position().orElse(0);
        if (place > last) {
            last = place;
            return place;
        }
        return positions.places(List.of(event.getIdentifier())).getOrDefault(event.getIdentifier(), place);
    }

    /** Waits until the read model shows all of these; false if it is closed before. */
    private boolean shown(List<Passed> next) {
        while (!closed) {
            var by = follower.get();
            var here = alone || by.reads();
            var token = here ? by.token() : positions.of(List.of(by.name())).get(by.name());
            if (next.stream().allMatch(passed -> StoredPositions.covers(token, passed.place()))) {
                return true;
            }
            pause(by.failing() ? TROUBLED : here ? POLL_HERE : POLL_ELSEWHERE);
        }
        return false;
    }

    private Happening happening(Passed passed) {
        var event = (DomainEventMessage<?>) passed.event();
        return new Happening(
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                serializer.typeForClass(event.getPayloadType()).getName(),
                event.getPayload(),
                Act.from(event.getMetaData(), event.getTimestamp()));
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        woken.release();
        try {
            thread.join(TROUBLED * 2);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
