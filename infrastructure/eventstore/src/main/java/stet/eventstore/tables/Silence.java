package stet.eventstore.tables;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * For how long Stet and its PostgreSQL wait for each other in silence, before each takes the other for gone. A server that is stopped says
 * so; one that froze, or that lies behind a dead router, does not, and whoever waits for it would wait for hours. The server, on its side,
 * would keep what a vanished node had locked, and nobody could read or write in its place.
 */
public final class Silence {
    private static final Map<String, String> LIMITS = Map.of(
            // Settings of the driver, in seconds.
            "connectTimeout",
            "5",
            "socketTimeout",
            "10",
            "tcpKeepAlive",
            "true",
            // Settings of the server for this connection.
            "options",
            "-c idle_in_transaction_session_timeout=15s -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=2");

    private static final Duration LONG = Duration.ofHours(1);

    private Silence() {}

    /** What the driver is told besides an address, but for what the address says itself. */
    public static Properties limits(String address) {
        var limits = new Properties();
        LIMITS.forEach((name, value) -> {
            if (!address.contains(name + "=")) {
                limits.setProperty(name, value);
            }
        });
        return limits;
    }

    /** Lets a transaction that has begun, and that reads much, take its time. */
    static void allow(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONG.toMillis()));
        execute(connection, "SET LOCAL idle_in_transaction_session_timeout TO 0");
    }

    /** The same PostgreSQL for whoever changes tables, for which one connection works while another holds a lock and waits. */
    static DataSource allowedOn(DataSource database) {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = super.getConnection();
                connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONG.toMillis()));
                execute(connection, "SET idle_in_transaction_session_timeout TO 0");
                return putBack(connection);
            }
        };
    }

    /** The pool has the connection back as it was. */
    private static Connection putBack(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Silence.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("close") && !connection.isClosed() && connection.getAutoCommit()) {
                        execute(connection, "RESET idle_in_transaction_session_timeout");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
