package stet.eventstore.tables;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** The databases that Stet runs on; the address of the database says which. */
public enum Product {
    H2,
    POSTGRESQL;

    /**
     * Begins a transaction that reads all tables as they are at one moment, that of its first read, while others go on writing. H2 needs
     * the serializable level for that, because its repeatable read takes a moment for each table.
     */
    public void beginMoment(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(
                this == H2 ? Connection.TRANSACTION_SERIALIZABLE : Connection.TRANSACTION_REPEATABLE_READ);
        if (this == POSTGRESQL) {
            Silence.allow(connection);
        }
    }

    /** @throws IllegalArgumentException if it is neither */
    public static Product of(DataSource database) {
        try {
            var name = JdbcUtils.extractDatabaseMetaData(database, metaData -> metaData.getDatabaseProductName());
            return switch (name) {
                case "H2" -> H2;
                case "PostgreSQL" -> POSTGRESQL;
                default -> throw new IllegalArgumentException("Stet runs on H2 and on PostgreSQL, not on " + name);
            };
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException("The database cannot be asked what it is", e);
        }
    }
}
