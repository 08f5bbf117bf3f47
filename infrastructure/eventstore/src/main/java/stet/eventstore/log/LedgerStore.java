package stet.eventstore.log;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.EventMessage;
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

    LedgerStore(Builder builder, Wakeners wakeners, Consumer<List<? extends EventMessage<?>>> committed) {
        super(builder);
        this.wakeners = wakeners;
        this.committed = committed;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken after) {
        return new CallingBack(super.openStream(after), wakeners);
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

    private static final class CallingBack implements TrackingEventStream {
        private final TrackingEventStream events;
        private final Wakeners wakeners;
        private @Nullable Registration registration;

        CallingBack(TrackingEventStream events, Wakeners wakeners) {
            this.events = events;
            this.wakeners = wakeners;
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
            return events.nextAvailable();
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
