package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that says of each question how it went about the answer: before it answers, it is asked for its plan, with what was really read. */
public final class Plans extends DelegatingDataSource {
    private static final Pattern H2_READ = Pattern.compile("scanCount: (\\d+)");
    private static final Pattern POSTGRESQL_READ =
            Pattern.compile("(?:Scan|Index Only Scan).*actual time=\\S+ rows=([\\d.]+) loops=(\\d+)");
    private static final Pattern POSTGRESQL_LEFT = Pattern.compile("Rows Removed by (?:Filter|Index Recheck): (\\d+)");

    private final Databases databases;
    private final List<Plan> plans = Collections.synchronizedList(new ArrayList<>());

    /** How a question was answered, and how many rows of tables or indexes were read for it. */
    public record Plan(String question, String text, long read) {}

    public Plans(DataSource database, Databases databases) {
        super(database);
        this.databases = databases;
    }

    /** Fails if whatever was asked since the last time has read more rows than this. */
    public void haveRead(long atMost) {
        var taken = taken();
        assertThat(taken).isNotEmpty();
        assertThat(taken.stream().mapToLong(Plan::read).sum())
                .as(() -> taken.toString())
                .isBetween(0L, atMost);
    }

    /** The plans since the last time. */
    public List<Plan> taken() {
        // Followers ask on threads of their own; what one adds meanwhile is for the next time.
        synchronized (plans) {
            var taken = List.copyOf(plans);
            plans.clear();
            return taken;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return proxy(Connection.class, (method, arguments) -> {
            var result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement && arguments[0] instanceof String sql
                    ? explaining(connection, statement, sql)
                    : result;
        });
    }

    private PreparedStatement explaining(Connection connection, PreparedStatement statement, String sql)
            throws SQLException {
        var explain = connection.prepareStatement("EXPLAIN ANALYZE " + sql);
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set")
                    && arguments != null
                    && arguments[0] instanceof Integer
                    && arguments.length > 1) {
                call(explain, method, arguments);
            } else if (method.getName().equals("executeQuery")) {
                plans.add(plan(sql, text(explain)));
            } else if (method.getName().equals("close")) {
                explain.close();
            }
            return call(statement, method, arguments);
        });
    }

    private Plan plan(String sql, String text) {
        return new Plan(sql, text, databases == Databases.H2 ? readByH2(text) : readByPostgresql(text));
    }

    private static String text(PreparedStatement explain) throws SQLException {
        var lines = new ArrayList<String>();
        try (ResultSet rows = explain.executeQuery()) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return String.join("\n", lines);
    }

    private static long readByH2(String plan) {
        return H2_READ.matcher(plan)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    /** What a filter left out is told on a line of its own, as so much for each loop of the scan above it. */
    private static long readByPostgresql(String plan) {
        var read = 0.0;
        var loops = 1.0;
        for (var line : plan.lines().toList()) {
            var scan = POSTGRESQL_READ.matcher(line);
            if (scan.find()) {
                loops = Double.parseDouble(scan.group(2));
                read += Double.parseDouble(scan.group(1)) * loops;
            }
            var left = POSTGRESQL_LEFT.matcher(line);
            if (left.find()) {
                read += Double.parseDouble(left.group(1)) * loops;
            }
        }
        return Math.round(read);
    }

    private interface Handling {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handling handling) {
        return type.cast(Proxy.newProxyInstance(
                Plans.class.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> handling.handle(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
