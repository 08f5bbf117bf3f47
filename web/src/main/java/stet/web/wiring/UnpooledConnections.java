package stet.web.wiring;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Opens connections to the same PostgreSQL outside the pool, for the one that listens for notifications as long as the program runs. */
final class UnpooledConnections {
    private UnpooledConnections() {}

    static DataSource to(DataSource pooled) {
        try {
            var pool = pooled.unwrap(HikariDataSource.class);
            var line = new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
            var properties = new Properties();
            properties.putAll(pool.getDataSourceProperties());
            properties.setProperty("ApplicationName", "stet-line");
            // In seconds: a server that has gone without closing the connection is noticed by then.
            properties.setProperty("socketTimeout", "5");
            line.setConnectionProperties(properties);
            return line;
        } catch (SQLException other) {
            throw new IllegalStateException("The database is not reached through its usual pool", other);
        }
    }
}
