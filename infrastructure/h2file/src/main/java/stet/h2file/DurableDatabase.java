package stet.h2file;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * A file of H2 whose commits are durable: each returns only when it is on disk, and so does every write outside a transaction. H2
 * itself acknowledges a commit that is in memory, or at best in the file but not forced.
 *
 * <p>Whoever writes what can be made again from the rest need not wait for the disk: see {@link #withoutWaiting}.
 */
public final class DurableDatabase extends DelegatingDataSource implements InfrastructureProxy {
    /** These options override those of an address, because durability and the size of the file depend on them. */
    private static final Map<String, String> OPTIONS = Map.of(
            // H2 must store nothing by itself, neither at each commit, as with 0, nor in the background; Flusher does.
            "WRITE_DELAY", String.valueOf(Integer.MAX_VALUE),
            // H2 may reuse space at once: since the file is written in order, it never has to go back to an older
            // version.
            "RETENTION_TIME", "0",
            "COMPRESS", "TRUE",
            // Compaction at closing first makes the file larger, and a program that stops has no time to finish it.
            "MAX_COMPACT_TIME", "0",
            // H2's shutdown hook would close the database while the program still writes; the pool closes it.
            "DB_CLOSE_ON_EXIT", "FALSE");

    private static final String PREFIX = "jdbc:h2:";

    static {
        OrderedFile.register();
    }

    private final DataSource file;
    private final Flusher flusher;
    private final boolean waits;

    /** @param file must be opened by an {@link #address} of this class */
    public DurableDatabase(DataSource file) {
        this(file, new Flusher(), true);
    }

    private DurableDatabase(DataSource file, Flusher flusher, boolean waits) {
        super(file);
        this.file = file;
        this.flusher = flusher;
        this.waits = waits;
    }

    /** Whether this is the address of a file of H2, rather than of a server or of something in memory. */
    public static boolean isFile(String address) {
        return address.startsWith(PREFIX)
                && List.of("mem:", "tcp:", "ssl:").stream()
                        .noneMatch(other -> address.startsWith(other, PREFIX.length()));
    }

    /** The address by which this class opens a file of H2, with its own options in place of those given. Any other address stays as it is. */
    public static String address(String given) {
        if (!isFile(given)) {
            return given;
        }
        var parts = given.substring(PREFIX.length()).split(";", -1);
        var options = new LinkedHashMap<String, String>();
        for (var i = 1; i < parts.length; i++) {
            var option = parts[i].split("=", 2);
            if (option.length == 2) {
                options.put(option[0].toUpperCase(Locale.ROOT), option[1]);
            }
        }
        options.putAll(OPTIONS);
        return PREFIX + OrderedFile.SCHEME + ":" + parts[0].replaceFirst("^file:", "")
                + options.entrySet().stream()
                        .map(option -> ";" + option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining());
    }

    /** The same database for whoever can make again what a crash takes away: commits do not wait for the disk. */
    public DataSource withoutWaiting() {
        return new DurableDatabase(file, flusher, false);
    }

    /** Spring binds transactions to this, so those of {@link #withoutWaiting} and these are the same to it. */
    @Override
    public Object getWrappedObject() {
        return file;
    }

    /** The failure after which nothing is written until the program is restarted; empty while all is well. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(flusher.failure());
    }

    /** @throws SQLException if the disk has failed, since nobody may be told what is only in memory */
    @Override
    public Connection getConnection() throws SQLException {
        refuseAfterFailure();
        var connection = file.getConnection();
        var h2 = connection.unwrap(JdbcConnection.class);
        if (!h2.isClosed()) {
            var session = (SessionLocal) h2.getSession();
            var store = session.getDatabase().getStore().getMvStore();
            if (!store.isClosed()) {
                return watched(connection, session, store);
            }
        }
        JdbcUtils.closeConnection(connection);
        // While there are connections, only H2 itself closes its store, and does so after an error.
        flusher.fail(new SQLException("H2 has closed its file"));
        throw new DiskFailed(flusher.failure());
    }

    private void refuseAfterFailure() throws DiskFailed {
        var failure = flusher.failure();
        if (failure != null) {
            throw new DiskFailed(failure);
        }
    }

    private Connection watched(Connection connection, SessionLocal session, MVStore store) {
        return (Connection) Proxy.newProxyInstance(
                DurableDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    Flusher.Writing<@Nullable Object> call = () -> call(connection, method, arguments);
                    var result =
                            switch (method.getName()) {
                                // Turning autocommit on ends a transaction, too.
                                case "commit", "setAutoCommit" -> committed(store, session.containsUncommitted(), call);
                                // Closing a connection rolls back what is open on it.
                                case "rollback", "close" -> flusher.write(store, call);
                                default -> call.write();
                            };
                    return result instanceof Statement statement
                            ? watched(
                                    statement,
                                    (Connection) proxy,
                                    session,
                                    store,
                                    method.getReturnType(),
                                    sql(arguments))
                            : result;
                });
    }

    /** @param prepared its SQL; empty where that comes with each call */
    private Object watched(
            Statement statement,
            Connection connection,
            SessionLocal session,
            MVStore store,
            Class<?> type,
            String prepared) {
        return Proxy.newProxyInstance(
                DurableDatabase.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Flusher.Writing<@Nullable Object> call = () -> call(statement, method, arguments);
                    var name = method.getName();
                    if (name.equals("getConnection")) {
                        return connection;
                    }
                    var sql = prepared.isEmpty() ? sql(arguments) : prepared;
                    // H2 stores a row lock as a write. A backup only reads, and would hold up every flush if it
                    // counted as a write.
                    var writes = name.startsWith("execute")
                            && (!name.equals("executeQuery") || sql.contains("FOR UPDATE"))
                            && !sql.startsWith("BACKUP");
                    if (!writes) {
                        return call.write();
                    }
                    return session.getAutoCommit() ? committed(store, true, call) : flusher.write(store, call);
                });
    }

    private static String sql(@Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : "";
    }

    private @Nullable Object committed(MVStore store, boolean writes, Flusher.Writing<@Nullable Object> commit)
            throws Throwable {
        if (!waits) {
            return flusher.write(store, commit);
        }
        if (!writes) {
            var result = commit.write();
            // A transaction that only read may have seen another's commit that is not on disk yet, and must not report
            // it.
            if (flusher.behind()) {
                flusher.keep(store);
            }
            return result;
        }
        flusher.owes();
        @Nullable Object result;
        try {
            result = flusher.write(store, commit);
        } catch (SQLException refused) {
            if (!store.isClosed()) {
                // H2 rolled it back, so nobody can have seen it. If the store is closed, that is uncertain, so it stays
                // counted.
                flusher.paid();
            }
            throw refused;
        }
        flusher.keep(store);
        flusher.paid();
        return result;
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        }
    }
}
