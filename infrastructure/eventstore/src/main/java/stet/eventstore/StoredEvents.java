package stet.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Events as they lie in the ledger, for whoever must know what is stored and not what is read of it: no upcaster has been at them. */
public final class StoredEvents {
    private static final String COLUMNS = """
            SELECT global_index, event_identifier, aggregate_identifier, sequence_number, type, time_stamp, payload_type, payload_revision,
             payload, meta_data FROM ledger_event""";

    private final NamedParameterJdbcTemplate jdbc;

    public StoredEvents(DataSource database) {
        jdbc = new NamedParameterJdbcTemplate(database);
    }

    /**
     * @param place in the ledger
     * @param seq its number in its stream, from 0
     * @param kind of its stream
     * @param at when, as it is written down
     * @param type the event's stored name
     * @param payload as JSON
     * @param meta who, in which role and why, as JSON
     */
    public record Stored(
            long place,
            String id,
            String stream,
            long seq,
            @Nullable String kind,
            String at,
            String type,
            @Nullable String revision,
            String payload,
            String meta) {}

    /** Those of these ids that are there, by id. */
    public Map<String, Stored> of(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<String, Stored>();
        jdbc.query(COLUMNS + " WHERE event_identifier IN (:ids)", Map.of("ids", ids), (row, _) -> stored(row))
                .forEach(event -> found.put(event.id(), event));
        return found;
    }

    /** A whole history, in its order. */
    public List<Stored> history(String stream) {
        return jdbc.query(
                COLUMNS + " WHERE aggregate_identifier = :stream ORDER BY sequence_number",
                Map.of("stream", stream),
                (row, _) -> stored(row));
    }

    /** Those of a history that have one of these stored names, in its order. */
    public List<Stored> history(String stream, Collection<String> types) {
        return jdbc.query(
                COLUMNS + " WHERE aggregate_identifier = :stream AND payload_type IN (:types) ORDER BY sequence_number",
                Map.of("stream", stream, "types", types),
                (row, _) -> stored(row));
    }

    /** The number of the last event of a history, in its order, that happened by an instant; empty if none had. */
    public OptionalLong lastBy(String stream, Instant at) {
        var last = jdbc.query("""
                SELECT sequence_number, time_stamp FROM ledger_event WHERE aggregate_identifier = :stream
                 ORDER BY sequence_number DESC""", Map.of("stream", stream), rows -> {
            while (rows.next()) {
                if (!Instant.parse(rows.getString(2)).isAfter(at)) {
                    return OptionalLong.of(rows.getLong(1));
                }
            }
            return OptionalLong.empty();
        });
        return Objects.requireNonNullElse(last, OptionalLong.empty());
    }

    /** All of one stored name, in the order of the ledger; it reads the whole of it. */
    public List<Stored> all(String type) {
        return jdbc.query(
                COLUMNS + " WHERE payload_type = :type ORDER BY global_index",
                Map.of("type", type),
                (row, _) -> stored(row));
    }

    /** How many there are, up to a place. */
    public long upTo(long place) {
        var count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM ledger_event WHERE global_index <= :place", Map.of("place", place), Long.class);
        return count == null ? 0 : count;
    }

    /** The next after a place, in the order of the ledger. */
    public List<Stored> after(long place, int most) {
        return jdbc.query(
                COLUMNS + " WHERE global_index > :place ORDER BY global_index FETCH FIRST :most ROWS ONLY",
                Map.of("place", place, "most", most),
                (row, _) -> stored(row));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }
}
