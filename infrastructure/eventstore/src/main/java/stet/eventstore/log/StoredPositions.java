package stet.eventstore.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far followers have come by the positions that they have stored, on whichever node they run, and where in the ledger events are. */
public final class StoredPositions {
    private final JdbcClient sql;
    private final Serializer serializer;

    StoredPositions(DataSource database, Serializer serializer) {
        sql = JdbcClient.create(database);
        this.serializer = serializer;
    }

    /** The stored position of each of these that has read anything. */
    public Map<String, TrackingToken> of(Collection<String> followers) {
        if (followers.isEmpty()) {
            return Map.of();
        }
        var positions = new HashMap<String, TrackingToken>();
        sql.sql("""
                        SELECT processor_name, token, token_type FROM ledger_token
                         WHERE segment = 0 AND token IS NOT NULL AND processor_name IN (:followers)""").param("followers", followers).query(row -> {
            TrackingToken token = serializer.deserialize(
                    new SimpleSerializedObject<>(row.getString(2), String.class, row.getString(3), null));
            positions.put(row.getString(1), token);
        });
        return positions;
    }

    /** The stored position of one of them, as it is stored; empty if it has read nothing. */
    public String of(String follower) {
        return sql.sql("SELECT COALESCE(token, '') FROM ledger_token WHERE processor_name = ? AND segment = 0")
                .param(follower)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** A position as it can be kept elsewhere; {@link #read} reads it. */
    public String written(TrackingToken position) {
        var written = serializer.serialize(position, String.class);
        return written.getType().getName() + " " + written.getData();
    }

    public TrackingToken read(String written) {
        var type = written.indexOf(' ');
        return serializer.deserialize(new SimpleSerializedObject<>(
                written.substring(type + 1), String.class, written.substring(0, type), null));
    }

    /** The identifier of the event at a place in the ledger; empty if there is none. */
    public Optional<String> eventAt(long place) {
        return sql.sql("SELECT event_identifier FROM ledger_event WHERE global_index = ?")
                .param(place)
                .query(String.class)
                .optional();
    }

    /** The place in the ledger of each of these events, by its identifier. */
    public Map<String, Long> places(Collection<String> events) {
        var places = new HashMap<String, Long>();
        sql.sql("SELECT event_identifier, global_index FROM ledger_event WHERE event_identifier IN (:events)")
                .param("events", events)
                .query(row -> {
                    places.put(row.getString(1), row.getLong(2));
                });
        return places;
    }

    /** Whether a follower at this position has read what is at this place. During a replay, only what was replayed counts. */
    public static boolean covers(@Nullable TrackingToken position, @Nullable Long place) {
        return place != null
                && WrappedToken.unwrapLowerBound(position) instanceof GapAwareTrackingToken read
                && read.getIndex() >= place
                && !read.getGaps().contains(place);
    }
}
