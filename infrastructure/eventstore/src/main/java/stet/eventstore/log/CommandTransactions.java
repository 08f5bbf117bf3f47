package stet.eventstore.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The transactions of commands on PostgreSQL. What a command appends is written last, when it commits. Mostly that is one event and
 * nothing else, and then the statement commits by itself: it is answered once the event is on disk, in one round trip where statement and
 * commit take two.
 */
final class CommandTransactions extends SpringTransactionManager {
    private final DataSource database;

    CommandTransactions(PlatformTransactionManager transactions, DataSource database) {
        super(transactions);
        this.database = database;
    }

    /** What the command that this thread handles appends; empty where it appends at once, as whatever is no command does. */
    static Optional<Appended> ofThisCommand() {
        return CurrentUnitOfWork.map(work -> work.root().<Appended>getResource(Appended.class.getName()));
    }

    /** The events of one command, until it commits. */
    static final class Appended {
        private final List<EventMessage<?>> events = new ArrayList<>();
        private @Nullable Write write;

        void add(List<EventMessage<?>> more, Write with) {
            events.addAll(more);
            write = with;
        }
    }

    /** Writes events. */
    interface Write {
        void on(Connection connection, List<EventMessage<?>> events);
    }

    @Override
    public Transaction startTransaction() {
        var transaction = super.startTransaction();
        var work = CurrentUnitOfWork.get();
        if (!work.isRoot()) {
            // Its events go to whoever handles another message around it, and are written there.
            return transaction;
        }
        var appended = new Appended();
        work.resources().put(Appended.class.getName(), appended);
        return new Transaction() {
            @Override
            public void commit() {
                write(appended);
                transaction.commit();
            }

            @Override
            public void rollback() {
                transaction.rollback();
            }
        };
    }

    private void write(Appended appended) {
        var write = appended.write;
        if (write == null) {
            return;
        }
        var connection = DataSourceUtils.getConnection(database);
        try {
            if (appended.events.size() == 1 && isUntouched(connection)) {
                writeAndCommit(connection, appended.events, write);
            } else {
                write.on(connection, appended.events);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The events of a command cannot be written", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /** Whether nothing has been sent to the server in this transaction, which begins there with its first statement. */
    private static boolean isUntouched(Connection connection) throws SQLException {
        return connection.isWrapperFor(BaseConnection.class)
                && connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
    }

    private static void writeAndCommit(Connection connection, List<EventMessage<?>> event, Write write)
            throws SQLException {
        connection.setAutoCommit(true);
        try {
            write.on(connection, event);
        } catch (RuntimeException failed) {
            try {
                connection.setAutoCommit(false);
            } catch (SQLException lost) {
                failed.addSuppressed(lost);
            }
            throw failed;
        }
        connection.setAutoCommit(false);
    }
}
