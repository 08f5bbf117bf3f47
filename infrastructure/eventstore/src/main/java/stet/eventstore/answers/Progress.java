package stet.eventstore.answers;

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
import stet.eventstore.following.Follower;
import stet.eventstore.log.StoredPositions;

/**
 * Lets a caller wait until the read models show what a command did, so that a page can show its own write.
 *
 * <pre>{@code
 * try (var expected = ledger.progress().expect(command)) {
 *     … dispatch the command and wait for its answer …
 *     var behind = expected.await(Duration.ofSeconds(2));
 * }
 * }</pre>
 *
 * <p>Followers on this node report at once. For one that runs on another node, its stored position is polled while somebody waits.
 */
public final class Progress {
    private static final Duration LOCATE_AGAIN = Duration.ofMillis(50);

    private final Collection<Follower> followers = new CopyOnWriteArrayList<>();
    private final Set<Expected> open = ConcurrentHashMap.newKeySet();
    private final @Nullable PositionPoller poller;

    /** @param elsewhere the positions that other nodes store; null where there are no other nodes */
    public Progress(@Nullable StoredPositions elsewhere) {
        poller = elsewhere == null ? null : new PositionPoller(elsewhere);
    }

    /** Must be called before the command is dispatched; the result must be closed whatever becomes of the command. */
    public Expected expect(CommandId command) {
        var expected = new Expected(command);
        open.add(expected);
        return expected;
    }

    /** From now on, whoever waits for a command waits for this follower, too. */
    public void follow(Follower follower) {
        if (!followers.contains(follower)) {
            followers.add(follower);
        }
    }

    public void unfollow(Follower follower) {
        followers.remove(follower);
    }

    public void committed(List<? extends EventMessage<?>> events) {
        open.forEach(expected -> expected.committed(events));
    }

    public void passed(Follower follower, EventMessage<?> event) {
        open.forEach(expected -> expected.passed(follower, event));
    }

    /** The events of one command that read models have still to show. */
    public final class Expected implements AutoCloseable {
        private final CommandId command;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition moved = lock.newCondition();
        // A follower may read an event before the committing thread reports it here, so either set may be filled first.
        private final Set<Passage> wanted = new HashSet<>();
        private final Set<Passage> seen = new HashSet<>();
        private final Map<String, Long> places = new ConcurrentHashMap<>();

        private final PositionPoller.Waiting waiting = new PositionPoller.Waiting() {
            @Override
            public Set<Follower> behind() {
                return Expected.this.behind();
            }

            @Override
            public void passed(
                    Map<String, TrackingToken> positions, Function<Collection<String>, Map<String, Long>> find) {
                Expected.this.passed(positions, find);
            }
        };

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
                    // The wait is cut in slices where there are other nodes, because a follower may move to one
                    // meanwhile.
                    var slice = Math.min(left, pollElsewhere() ? LOCATE_AGAIN.toNanos() : left);
                    left -= slice - moved.awaitNanos(slice);
                }
                return behind().stream().map(Follower::readModel).collect(Collectors.toCollection(TreeSet::new));
            } finally {
                lock.unlock();
            }
        }

        private boolean pollElsewhere() {
            if (poller == null) {
                return false;
            }
            if (behind().stream().anyMatch(follower -> !follower.reads())) {
                poller.add(waiting);
            }
            return true;
        }

        /** The followers that have still to read what the command did. */
        private Set<Follower> behind() {
            lock.lock();
            try {
                return wanted.stream()
                        .filter(passage -> !seen.contains(passage))
                        .map(Passage::follower)
                        .collect(Collectors.toSet());
            } finally {
                lock.unlock();
            }
        }

        /** Takes note of positions that followers have stored. */
        private void passed(Map<String, TrackingToken> tokens, Function<Collection<String>, Map<String, Long>> find) {
            if (places.isEmpty()) {
                places.putAll(find.apply(wantedEvents()));
            }
            lock.lock();
            try {
                wanted.stream()
                        .filter(passage -> StoredPositions.covers(
                                tokens.get(passage.follower().name()), places.get(passage.event())))
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
            if (poller != null) {
                poller.remove(waiting);
            }
        }

        private void committed(List<? extends EventMessage<?>> events) {
            lock.lock();
            try {
                for (var event : events) {
                    if (caused(event)) {
                        for (var follower : followers) {
                            if (follower.handles(event)) {
                                wanted.add(new Passage(follower, event.getIdentifier()));
                            }
                        }
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        private void passed(Follower follower, EventMessage<?> event) {
            if (!caused(event)) {
                return;
            }
            lock.lock();
            try {
                seen.add(new Passage(follower, event.getIdentifier()));
                moved.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private boolean caused(EventMessage<?> event) {
            return command.value().equals(event.getMetaData().get("command"));
        }
    }

    private record Passage(Follower follower, String event) {}

    /** For how many commands somebody waits. */
    public int open() {
        return open.size();
    }
}
