package stet.eventstore;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * Axon's embedded store, whose streams call back when there is more to read. Without that, Axon looks every 500 ms; with it, a reader
 * has an event within milliseconds of the commit.
 */
final class LedgerStore extends EmbeddedEventStore {
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

    /** Another node has written: the tail that all readers share fetches at once, and calls them if there is anything. */
    void wake() {
        super.afterCommit(List.of());
    }

    /** Those who want to be woken. */
    static final class Wakeners implements Runnable {
        private final Set<Runnable> all = ConcurrentHashMap.newKeySet();

        Registration add(Runnable wakener) {
            // Equal wakeners of two streams must not be taken for one.
            Runnable own = new Runnable() {
                @Override
                public void run() {
                    wakener.run();
                }
            };
            all.add(own);
            return () -> all.remove(own);
        }

        @Override
        public void run() {
            all.forEach(Runnable::run);
        }

        int count() {
            return all.size();
        }
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
