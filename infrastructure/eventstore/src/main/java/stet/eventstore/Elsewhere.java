package stet.eventstore;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the readers on other nodes have come, by the positions that they store. It looks only while somebody waits for one of them,
 * and then once for all who wait.
 */
final class Elsewhere {
    private static final Logger LOG = LoggerFactory.getLogger(Elsewhere.class);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final JdbcClient sql;
    private final Serializer serializer;
    private final Set<Progress.Expected> waiting = ConcurrentHashMap.newKeySet();
    private boolean looking;

    Elsewhere(DataSource database, Serializer serializer) {
        sql = JdbcClient.create(database);
        this.serializer = serializer;
    }

    synchronized void waits(Progress.Expected expected) {
        if (waiting.add(expected) && !looking) {
            looking = true;
            Thread.ofVirtual().name("ledger-elsewhere").start(this::look);
        }
    }

    void waitsNoLonger(Progress.Expected expected) {
        waiting.remove(expected);
    }

    private synchronized boolean done() {
        looking = !waiting.isEmpty();
        return !looking;
    }

    private void look() {
        while (!done()) {
            try {
                var readers = waiting.stream()
                        .flatMap(expected -> expected.behind().stream().map(Reader::name))
                        .collect(Collectors.toSet());
                var positions = positions(readers);
                waiting.forEach(expected -> expected.passed(positions, this::places));
            } catch (RuntimeException failed) {
                LOG.warn("The positions of readers on other nodes cannot be read: {}", failed.toString());
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The stored position of each of these that has read anything. */
    Map<String, TrackingToken> positions(Collection<String> readers) {
        if (readers.isEmpty()) {
            return Map.of();
        }
        var positions = new HashMap<String, TrackingToken>();
        sql.sql("""
                        SELECT processor_name, token, token_type FROM ledger_token
                         WHERE segment = 0 AND token IS NOT NULL AND processor_name IN (:readers)""").param("readers", readers).query(row -> {
            TrackingToken token = serializer.deserialize(
                    new SimpleSerializedObject<>(row.getString(2), String.class, row.getString(3), null));
            positions.put(row.getString(1), token);
        });
        return positions;
    }

    private Map<String, Long> places(Collection<String> events) {
        return places(sql, events);
    }

    /** Where in the ledger these events are. */
    static Map<String, Long> places(JdbcClient sql, Collection<String> events) {
        var places = new HashMap<String, Long>();
        sql.sql("SELECT event_identifier, global_index FROM ledger_event WHERE event_identifier IN (:events)")
                .param("events", events)
                .query(row -> {
                    places.put(row.getString(1), row.getLong(2));
                });
        return places;
    }

    /** Whether whoever has come this far has read what is at this place. While it reads all again, only that counts. */
    static boolean covers(@Nullable TrackingToken token, @Nullable Long place) {
        return place != null
                && WrappedToken.unwrapLowerBound(token) instanceof GapAwareTrackingToken read
                && read.getIndex() >= place
                && !read.getGaps().contains(place);
    }
}
