package stet.eventstore;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** The databases that Stet runs on; the address of the database says which. */
public enum Product {
    H2,
    POSTGRESQL;

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
