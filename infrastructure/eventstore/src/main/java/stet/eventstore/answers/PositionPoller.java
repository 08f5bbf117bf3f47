package stet.eventstore.answers;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.TrackingToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.eventstore.following.Follower;
import stet.eventstore.log.StoredPositions;

/** Polls the stored positions of followers on other nodes, only while somebody waits for one of them, and once for all who wait. */
final class PositionPoller {
    private static final Logger LOG = LoggerFactory.getLogger(PositionPoller.class);
    private static final Duration PAUSE = Duration.ofMillis(10);
    /** A database that cannot be read is not asked a hundred times a second. */
    private static final Duration TROUBLED = Duration.ofMillis(500);

    private final StoredPositions positions;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private boolean polling;
    /** Whether the log says already that positions cannot be read. */
    private volatile boolean troubled;

    /** Waits for followers to come as far as some event. */
    interface Waiting {
        Set<Follower> behind();

        /** @param find the place in the ledger of each of some events, by identifiers */
        void passed(Map<String, TrackingToken> positions, Function<Collection<String>, Map<String, Long>> find);
    }

    PositionPoller(StoredPositions positions) {
        this.positions = positions;
    }

    synchronized void add(Waiting one) {
        if (waiting.add(one) && !polling) {
            polling = true;
            Thread.ofVirtual().name("ledger-position-poller").start(this::poll);
        }
    }

    void remove(Waiting one) {
        waiting.remove(one);
    }

    private synchronized boolean done() {
        polling = !waiting.isEmpty();
        return !polling;
    }

    private void poll() {
        while (!done()) {
            try {
                var followers = waiting.stream()
                        .flatMap(one -> one.behind().stream().map(Follower::name))
                        .collect(Collectors.toSet());
                var stored = positions.of(followers);
                waiting.forEach(one -> one.passed(stored, positions::places));
                troubled = false;
            } catch (RuntimeException failed) {
                if (!troubled) {
                    LOG.warn("The positions of followers on other nodes cannot be read: {}", failed.toString());
                }
                troubled = true;
            }
            try {
                Thread.sleep(troubled ? TROUBLED : PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
