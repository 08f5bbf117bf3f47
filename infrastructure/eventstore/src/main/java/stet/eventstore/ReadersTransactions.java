package stet.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * In which readers write on PostgreSQL: their commits do not wait for the disk. What a crash of the server takes back is rows and
 * position together, and both are made again from the ledger, whose own commits do wait.
 */
final class ReadersTransactions extends JdbcTransactionManager {
    private static final long serialVersionUID = 1L;

    ReadersTransactions(DataSource database) {
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
