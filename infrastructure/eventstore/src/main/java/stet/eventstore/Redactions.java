package stet.eventstore;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What words were taken out of: the one way in which anything that is stored of an event changes. What it was is kept nowhere. */
public final class Redactions {
    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    public Redactions(DataSource database) {
        jdbc = new JdbcTemplate(database);
        named = new NamedParameterJdbcTemplate(jdbc);
    }

    /**
     * An event as it is to be stored from now on.
     *
     * @param sequence its number in its history, from 0
     * @param payload as JSON
     * @param meta who, in which role and why, as JSON
     * @param salts of the new hashes
     * @param places as JSON: where something was taken out, now and before
     */
    public record Rewritten(long sequence, String id, String payload, String meta, Salts salts, String places) {}

    /**
     * What the new hashes of an event are made over, in hexadecimal digits.
     *
     * @param meta null where what is stored beside the payload is as it was
     */
    public record Salts(String payload, @Nullable String meta) {}

    /**
     * Where something was taken out of an event.
     *
     * @param places as JSON
     */
    public record Place(String history, long sequence, String id, String places) {}

    /**
     * Joins the caller's transaction. What was kept of the state of this history goes as well.
     *
     * @param number one more than whatever was taken out before it
     */
    void carryOut(String history, long bySequence, long number, List<Rewritten> events) {
        jdbc.batchUpdate(
                """
                UPDATE ledger_event SET payload = ?, meta_data = ?
                 WHERE aggregate_identifier = ? AND sequence_number = ? AND event_identifier = ?""",
                events.stream()
                        .map(event ->
                                new Object[] {event.payload(), event.meta(), history, event.sequence(), event.id()})
                        .toList());
        jdbc.batchUpdate(
                "DELETE FROM ledger_redaction WHERE aggregate_identifier = ? AND sequence_number = ?",
                events.stream()
                        .map(event -> new Object[] {history, event.sequence()})
                        .toList());
        jdbc.batchUpdate(
                """
                INSERT INTO ledger_redaction (aggregate_identifier, sequence_number, event_identifier, by_sequence, redaction,
                  payload_salt, meta_salt, places) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                events.stream()
                        .map(event -> {
                            return new @Nullable Object[] {
                                history,
                                event.sequence(),
                                event.id(),
                                bySequence,
                                number,
                                event.salts().payload(),
                                event.salts().meta(),
                                event.places()
                            };
                        })
                        .toList());
        jdbc.update("DELETE FROM ledger_snapshot WHERE aggregate_identifier = ?", history);
    }

    /** By the ids of the events, for those of these that something was taken out of. */
    public Map<String, Salts> saltsOf(Collection<String> ids) {
        var salts = new HashMap<String, Salts>();
        if (!ids.isEmpty()) {
            named.query(
                    "SELECT event_identifier, payload_salt, meta_salt FROM ledger_redaction WHERE event_identifier IN (:ids)",
                    Map.of("ids", ids),
                    row -> {
                        salts.put(row.getString(1), new Salts(row.getString(2), row.getString(3)));
                    });
        }
        return salts;
    }

    /** The same for all events of a history. */
    public Map<String, Salts> saltsOf(String history) {
        var salts = new HashMap<String, Salts>();
        jdbc.query(
                "SELECT event_identifier, payload_salt, meta_salt FROM ledger_redaction WHERE aggregate_identifier = ?",
                row -> {
                    salts.put(row.getString(1), new Salts(row.getString(2), row.getString(3)));
                },
                history);
        return salts;
    }

    /** By the ids of these events, the number of the event in the same history that tells last what was taken out of them. */
    public Map<String, Long> toldBy(Collection<String> ids) {
        var told = new HashMap<String, Long>();
        if (!ids.isEmpty()) {
            named.query(
                    "SELECT event_identifier, by_sequence FROM ledger_redaction WHERE event_identifier IN (:ids)",
                    Map.of("ids", ids),
                    row -> {
                        told.put(row.getString(1), row.getLong(2));
                    });
        }
        return told;
    }

    /** The number of the event of a history that tells last that words were taken out of it; -1 where none ever were. */
    public long last(String history) {
        return lasts(List.of(history)).getOrDefault(history, -1L);
    }

    /** The same of each of these out of which words were ever taken. */
    public Map<String, Long> lasts(Collection<String> histories) {
        var lasts = new HashMap<String, Long>();
        if (!histories.isEmpty()) {
            named.query("""
                    SELECT aggregate_identifier, MAX(by_sequence) FROM ledger_redaction
                     WHERE aggregate_identifier IN (:histories) GROUP BY aggregate_identifier""", Map.of("histories", histories), row -> {
                lasts.put(row.getString(1), row.getLong(2));
            });
        }
        return lasts;
    }

    /** The same of every history out of which words were ever taken. */
    public Map<String, Long> lasts() {
        var lasts = new HashMap<String, Long>();
        jdbc.query(
                "SELECT aggregate_identifier, MAX(by_sequence) FROM ledger_redaction GROUP BY aggregate_identifier",
                row -> {
                    lasts.put(row.getString(1), row.getLong(2));
                });
        return lasts;
    }

    /** All that was taken out so far, by history and then in its order. */
    public List<Place> places() {
        return jdbc.query(
                """
                SELECT aggregate_identifier, sequence_number, event_identifier, places FROM ledger_redaction
                 ORDER BY aggregate_identifier, sequence_number""", (row, _) -> new Place(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)));
    }
}
