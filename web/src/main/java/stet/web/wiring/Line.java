package stet.web.wiring;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The way to the same PostgreSQL past the pool, for a connection that is held for good. */
final class Line {
    private Line() {}

    static DataSource to(DataSource pooled) {
        try {
            var pool = pooled.unwrap(HikariDataSource.class);
            var line = new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
            var properties = new Properties();
            properties.putAll(pool.getDataSourceProperties());
            properties.setProperty("ApplicationName", "stet-line");
            // In seconds. Nothing here takes long, and others take a node for gone by this line.
            properties.setProperty("socketTimeout", "5");
            line.setConnectionProperties(properties);
            return line;
        } catch (SQLException other) {
            throw new IllegalStateException("The database is not reached through its usual pool", other);
        }
    }
}
