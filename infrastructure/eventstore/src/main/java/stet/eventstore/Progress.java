package stet.eventstore;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
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
 * <p>It sees the read models that run in this program; where another node runs one, that one is reported as behind.
 */
public final class Progress {
    private final Collection<Reader> readers = new CopyOnWriteArrayList<>();
    private final Set<Expected> open = ConcurrentHashMap.newKeySet();

    Progress() {}

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
                    left = moved.awaitNanos(left);
                }
                return wanted.stream()
                        .filter(passage -> !seen.contains(passage))
                        .map(passage -> passage.reader().follower())
                        .collect(Collectors.toCollection(TreeSet::new));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            open.remove(this);
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
