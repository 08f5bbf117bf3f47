package stet.eventstore.log;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * The followers' transactions on PostgreSQL, whose commits do not wait for the disk. A crash of the server loses a follower's rows and its
 * position together, and both are made again from the ledger, whose own commits do wait.
 */
final class FollowerTransactions extends JdbcTransactionManager {
    private static final long serialVersionUID = 1L;

    FollowerTransactions(DataSource database) {
        super(database);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL synchronous_commit TO OFF");
        }
    }
}
