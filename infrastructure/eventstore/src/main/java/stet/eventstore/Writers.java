package stet.eventstore;

import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Those who are writing in the ledger at the moment, by numbers that grow. A writer takes its place in the ledger before it commits,
 * so a reader may find a place empty; only these numbers tell whether somebody may yet fill it. A clock cannot: a commit takes as long
 * as it takes.
 */
abstract sealed class Writers {
    private static final String VALUES = "?,?,?,?,?,?,?,?,?";

    /** What begins to write in this transaction has its number before it takes its place. */
    abstract String insert();

    /** A number that is higher than that of everybody who has taken a place by now. */
    abstract long next();

    /** Whoever has a lower number has committed or given up. */
    abstract long oldest();

    static Writers of(DataSource database) {
        return Product.of(database) == Product.POSTGRESQL ? new OfPostgres(database) : new OfThisProgram();
    }

    /** PostgreSQL numbers those who write, whichever node they are on. */
    private static final class OfPostgres extends Writers {
        private final JdbcClient sql;

        OfPostgres(DataSource database) {
            sql = JdbcClient.create(database);
        }

        /** By itself, a transaction may get its number after its place. A row is not made before its condition is known to hold. */
        @Override
        String insert() {
            return "INSERT INTO " + Tables.EVENTS.domainEventTable() + " (" + Tables.EVENTS.domainEventFields()
                    + ") SELECT " + VALUES + " WHERE pg_current_xact_id() IS NOT NULL";
        }

        @Override
        long next() {
            return sql.sql("SELECT CAST(CAST(pg_current_xact_id() AS VARCHAR) AS BIGINT)")
                    .query(Long.class)
                    .single();
        }

        @Override
        long oldest() {
            return sql.sql("SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS VARCHAR) AS BIGINT)")
                    .query(Long.class)
                    .single();
        }
    }

    /** A file of H2 has no other user, so this program knows all who write. */
    private static final class OfThisProgram extends Writers {
        private final SortedSet<Long> atWork = new TreeSet<>();
        private long last;

        @Override
        synchronized String insert() {
            var number = next();
            atWork.add(number);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    done(number);
                }
            });
            return "INSERT INTO " + Tables.EVENTS.domainEventTable() + " (" + Tables.EVENTS.domainEventFields()
                    + ") VALUES (" + VALUES + ")";
        }

        @Override
        synchronized long next() {
            return ++last;
        }

        @Override
        synchronized long oldest() {
            return atWork.isEmpty() ? last + 1 : atWork.first();
        }

        private synchronized void done(long number) {
            atWork.remove(number);
        }
    }
}
