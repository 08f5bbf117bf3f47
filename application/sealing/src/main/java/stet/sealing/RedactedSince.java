package stet.sealing;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.StoredEvents;
import tools.jackson.databind.json.JsonMapper;

/** Of which events words were taken out, by which of the records that are sealed. */
final class RedactedSince {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** By history and number, the last record that tells of it. */
    private final Map<String, Long> last = new HashMap<>();

    RedactedSince(JdbcClient jdbc, StoredEvents ledger) {
        for (var event : ledger.all(Statements.REDACTION)) {
            jdbc.sql("SELECT record_index FROM seal_record WHERE event_id = ?")
                    .param(event.id())
                    .query(Long.class)
                    .optional()
                    .ifPresent(record -> JSON.readTree(event.payload())
                            .path("redacted")
                            .forEach(one -> last.merge(
                                    key(event.stream(), one.path("sequence").asLong(-1)), record, Math::max)));
        }
    }

    /** Whether words were taken out of this event by a record behind this one, so that what was made of it before cannot be made anew. */
    boolean isSince(String stream, long seq, long record) {
        return last.getOrDefault(key(stream, seq), -1L) > record;
    }

    private static String key(String stream, long seq) {
        return stream + " " + seq;
    }
}
