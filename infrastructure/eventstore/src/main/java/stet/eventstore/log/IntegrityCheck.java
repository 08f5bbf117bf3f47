package stet.eventstore.log;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.content.Hash;
import stet.domain.events.StoredNames;
import stet.eventstore.tables.EventsNotKnown;

/** Whether the ledger holds all that it should, and nothing that this program does not understand. */
final class IntegrityCheck {
    /** Transactions that are still open on other nodes may yet fill so many places before the last. */
    private static final int OPEN_PLACES = 10_000;

    private final JdbcClient sql;

    IntegrityCheck(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Reads only what was written since a program that knows the same events last looked.
     *
     * @throws EventsNotKnown if an event has a name that this program does not know
     */
    void refuseUnknown() {
        var known = StoredNames.all();
        var key = Hash.of(List.copyOf(new TreeSet<>(known))).value();
        var head = sql.sql("SELECT COALESCE(MAX(global_index), 0) FROM ledger_event")
                .query(Long.class)
                .single();
        var seen = sql.sql("SELECT place FROM ledger_checked WHERE known = ?")
                .param(key)
                .query(Long.class)
                .optional();
        sql
                .sql("SELECT DISTINCT payload_type FROM ledger_event WHERE global_index > ?")
                .param(seen.orElse(0L))
                .query(String.class)
                .list()
                .stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new EventsNotKnown(name);
                });
        seen(key, Math.max(0, head - OPEN_PLACES));
    }

    private void seen(String key, long place) {
        var updated = sql.sql("UPDATE ledger_checked SET place = ? WHERE known = ?")
                .params(place, key)
                .update();
        if (updated == 0) {
            try {
                sql.sql("INSERT INTO ledger_checked (known, place) VALUES (?, ?)")
                        .params(key, place)
                        .update();
            } catch (DuplicateKeyException another) {
                // Another node that was started at the same time has looked at the same.
            }
        }
    }

    /** The histories of which an event is missing. This goes over the index of the whole ledger. */
    Set<String> holes() {
        return Set.copyOf(sql.sql("""
                        SELECT aggregate_identifier FROM ledger_event GROUP BY aggregate_identifier
                        HAVING COUNT(*) <> MAX(sequence_number) + 1""").query(String.class).list());
    }
}
