package stet.eventstore.log;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;

/**
 * Axon's embedded store, whose streams call back when there is more to read, so that a follower has an event within milliseconds of its
 * commit. Without callbacks, Axon polls every 500 ms.
 */
public final class LedgerStore extends EmbeddedEventStore {
    private final Wakeners wakeners;
    private final Consumer<List<? extends EventMessage<?>>> committed;
    private final Supplier<Set<String>> redacted;

    /** @param redacted the ids of all events that words were taken out of */
    LedgerStore(
            Builder builder,
            Wakeners wakeners,
            Consumer<List<? extends EventMessage<?>>> committed,
            Supplier<Set<String>> redacted) {
        super(builder);
        this.wakeners = wakeners;
        this.committed = committed;
        this.redacted = redacted;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken after) {
        return new CallingBack(super.openStream(after), redacted.get());
    }

    /** The event as it is stored now. What all followers share at the end of the ledger may be from before words were taken out of it. */
    private TrackedEventMessage<?> asStored(TrackedEventMessage<?> event) {
        return event instanceof DomainEventMessage<?> domain
                ? new GenericTrackedDomainEventMessage<>(
                        event.trackingToken(),
                        readEvents(domain.getAggregateIdentifier(), domain.getSequenceNumber())
                                .next())
                : event;
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        committed.accept(events);
        super.afterCommit(events);
    }

    /** After another node has written: has the tail that all followers share fetch at once, and call back if there is anything. */
    public void wake() {
        super.afterCommit(List.of());
    }

    private final class CallingBack implements TrackingEventStream {
        private final TrackingEventStream events;
        private final Set<String> redacted;
        private @Nullable Registration registration;

        /** @param redacted all by now; a follower that must not know the words of what is redacted later is opened anew then */
        CallingBack(TrackingEventStream events, Set<String> redacted) {
            this.events = events;
            this.redacted = redacted;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return events.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return events.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            var next = events.nextAvailable();
            return redacted.contains(next.getIdentifier()) ? asStored(next) : next;
        }

        @Override
        public synchronized boolean setOnAvailableCallback(Runnable callback) {
            cancel();
            registration = wakeners.add(callback);
            return true;
        }

        @Override
        public synchronized void close() {
            cancel();
            events.close();
        }

        private void cancel() {
            if (registration != null) {
                registration.cancel();
                registration = null;
            }
        }
    }
}
