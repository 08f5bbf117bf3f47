package stet.eventstore.log;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import stet.domain.content.Hash;
import stet.domain.events.StoredNames;
import stet.eventstore.tables.EventsNotKnown;

/** Whether the ledger holds all that it should, and nothing that this program does not understand. */
public final class IntegrityCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IntegrityCheck.class);
    /** Transactions that are still open on other nodes may yet fill so many places before the last. */
    private static final int OPEN_PLACES = 10_000;

    /** Until what the database did not answer is asked again. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final JdbcClient sql;
    private final LedgerEngine engine;
    private final Thread looking = Thread.ofVirtual().name("integrity-check").unstarted(this::lookForHoles);
    private volatile boolean closing;

    IntegrityCheck(JdbcClient sql, LedgerEngine engine) {
        this.sql = sql;
        this.engine = engine;
    }

    /**
     * Reads only what was written since a program that knows the same events last looked.
     *
     * @throws EventsNotKnown if an event has a name that this program does not know
     */
    public void refuseUnknown() {
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

    /** Begins to look for histories of which an event is missing, beside everything else: this goes over the index of the whole ledger. */
    public void start() {
        looking.start();
    }

    /** The ids of the histories of which an event is missing, so that nothing is read of them; known a while after the start. */
    public Set<String> broken() {
        return engine.refused();
    }

    private void lookForHoles() {
        while (!closing) {
            try {
                engine.refuse(holes());
                return;
            } catch (DataAccessException | TransactionException unavailable) {
                LOG.warn("Whether all histories are whole could not be looked at yet. {}", unavailable.getMessage());
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    /** Waits for a look that is under way: an interrupt would close the file of H2 under everybody else who reads it. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(looking);
        try {
            looking.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<String> holes() {
        return Set.copyOf(sql.sql("""
                        SELECT aggregate_identifier FROM ledger_event GROUP BY aggregate_identifier
                        HAVING COUNT(*) <> MAX(sequence_number) + 1""").query(String.class).list());
    }
}
