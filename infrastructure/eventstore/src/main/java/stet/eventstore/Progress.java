package stet.eventstore;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import stet.domain.CommandId;

/**
 * Tells when the read models have taken in what a command did, so that a page can show its own write.
 *
 * <pre>{@code
 * try (var expected = ledger.progress().expect(command)) {
 *     … dispatch the command and wait for its answer …
 *     var behind = expected.await(Duration.ofSeconds(2));
 * }
 * }</pre>
 *
 * <p>Of the read models that run in this program it hears at once. Where another node runs one, its stored position tells, and is looked
 * at while somebody waits for it.
 */
public final class Progress {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Collection<Reader> readers = new CopyOnWriteArrayList<>();
    private final Set<Expected> open = ConcurrentHashMap.newKeySet();
    private final @Nullable Elsewhere elsewhere;

    /** @param elsewhere null where there are no other nodes */
    Progress(@Nullable Elsewhere elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** Must come before the command is dispatched, and be closed whatever becomes of it. */
    public Expected expect(CommandId command) {
        var expected = new Expected(command);
        open.add(expected);
        return expected;
    }

    /** From now on, a command is done once this reader has it, too. */
    void follow(Reader reader) {
        if (!readers.contains(reader)) {
            readers.add(reader);
        }
    }

    void unfollow(Reader reader) {
        readers.remove(reader);
    }

    void committed(List<? extends EventMessage<?>> events) {
        open.forEach(expected -> expected.committed(events));
    }

    void passed(Reader reader, EventMessage<?> event) {
        open.forEach(expected -> expected.passed(reader, event));
    }

    /** What one command did, on its way into the read models. */
    public final class Expected implements AutoCloseable {
        private final CommandId command;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition moved = lock.newCondition();
        // A read model may be faster than the thread that committed, so either may come first.
        private final Set<Passage> wanted = new HashSet<>();
        private final Set<Passage> seen = new HashSet<>();
        private final Map<String, Long> places = new ConcurrentHashMap<>();

        private Expected(CommandId command) {
            this.command = command;
        }

        /**
         * Waits until every read model has committed all that the command did; at once, if it did nothing.
         *
         * @return the names of the read models that are still behind when the time is up
         */
        public Set<String> await(Duration atMost) throws InterruptedException {
            var left = atMost.toNanos();
            lock.lockInterruptibly();
            try {
                while (!seen.containsAll(wanted) && left > 0) {
                    // A reader may move to another node while it is waited for.
                    var slice = Math.min(left, lookElsewhere() ? LOOK_AGAIN.toNanos() : left);
                    left -= slice - moved.awaitNanos(slice);
                }
                return behind().stream().map(Reader::follower).collect(Collectors.toCollection(TreeSet::new));
            } finally {
                lock.unlock();
            }
        }

        private boolean lookElsewhere() {
            if (elsewhere == null) {
                return false;
            }
            if (behind().stream().anyMatch(reader -> !reader.isHere())) {
                elsewhere.waits(this);
            }
            return true;
        }

        /** The readers that have still to pass what the command did. */
        Set<Reader> behind() {
            lock.lock();
            try {
                return wanted.stream()
                        .filter(passage -> !seen.contains(passage))
                        .map(Passage::reader)
                        .collect(Collectors.toSet());
            } finally {
                lock.unlock();
            }
        }

        /** Readers have stored that they have come this far. */
        void passed(Map<String, TrackingToken> tokens, Function<Collection<String>, Map<String, Long>> find) {
            if (places.isEmpty()) {
                places.putAll(find.apply(wantedEvents()));
            }
            lock.lock();
            try {
                wanted.stream()
                        .filter(passage ->
                                Elsewhere.covers(tokens.get(passage.reader().name()), places.get(passage.event())))
                        .forEach(seen::add);
                moved.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private Set<String> wantedEvents() {
            lock.lock();
            try {
                return wanted.stream().map(Passage::event).collect(Collectors.toSet());
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            open.remove(this);
            if (elsewhere != null) {
                elsewhere.waitsNoLonger(this);
            }
        }

        private void committed(List<? extends EventMessage<?>> events) {
            lock.lock();
            try {
                for (var event : events) {
                    if (caused(event)) {
                        for (var reader : readers) {
                            if (reader.handles(event)) {
                                wanted.add(new Passage(reader, event.getIdentifier()));
                            }
                        }
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        private void passed(Reader reader, EventMessage<?> event) {
            if (!caused(event)) {
                return;
            }
            lock.lock();
            try {
                seen.add(new Passage(reader, event.getIdentifier()));
                moved.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private boolean caused(EventMessage<?> event) {
            return command.value().equals(event.getMetaData().get("command"));
        }
    }

    private record Passage(Reader reader, String event) {}

    int open() {
        return open.size();
    }
}
