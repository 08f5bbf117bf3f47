package stet.eventstore.log;

import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import stet.eventstore.tables.Product;

/**
 * The transactions that are writing to the ledger, by ascending numbers. A transaction takes a place in the ledger before it commits, so
 * a follower may find a gap there; these numbers tell whether an open transaction may still fill it. A clock cannot tell, because a
 * commit may take any time.
 */
abstract sealed class OpenTransactions {
    private static final String VALUES = "?,?,?,?,?,?,?,?,?";

    /** The statement that appends an event; the transaction has its number before it takes a place. */
    abstract String insert();

    /** A number higher than that of every transaction that has taken a place by now. */
    abstract long next();

    /** Every transaction with a lower number has been committed or rolled back. */
    abstract long oldest();

    static OpenTransactions of(DataSource database) {
        return Product.of(database) == Product.POSTGRESQL ? new OnPostgres(database) : new InThisProgram();
    }

    /** PostgreSQL numbers the transactions of all nodes. */
    private static final class OnPostgres extends OpenTransactions {
        private final JdbcClient sql;

        OnPostgres(DataSource database) {
            sql = JdbcClient.create(database);
        }

        /** PostgreSQL may number a transaction after it took a place; the condition makes it do so before the row is made. */
        @Override
        String insert() {
            return "INSERT INTO " + LedgerTables.EVENTS.domainEventTable() + " ("
                    + LedgerTables.EVENTS.domainEventFields() + ") SELECT " + VALUES
                    + " WHERE pg_current_xact_id() IS NOT NULL";
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

    /** A file of H2 is used by one program, which therefore knows all its transactions. */
    private static final class InThisProgram extends OpenTransactions {
        private final SortedSet<Long> open = new TreeSet<>();
        private long last;

        @Override
        synchronized String insert() {
            var number = next();
            open.add(number);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    ended(number);
                }
            });
            return "INSERT INTO " + LedgerTables.EVENTS.domainEventTable() + " ("
                    + LedgerTables.EVENTS.domainEventFields() + ") VALUES (" + VALUES + ")";
        }

        @Override
        synchronized long next() {
            return ++last;
        }

        @Override
        synchronized long oldest() {
            return open.isEmpty() ? last + 1 : open.first();
        }

        private synchronized void ended(long number) {
            open.remove(number);
        }
    }
}
