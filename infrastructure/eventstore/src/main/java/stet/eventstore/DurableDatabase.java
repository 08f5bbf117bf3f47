package stet.eventstore;

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
 * A file of H2 of which nothing is said to be done before it is on disk. H2 itself says so when it has it in memory, or, at best, in
 * the file.
 *
 * <p>Every commit through these connections returns when it is on disk, and so does every write outside a transaction. Readers of the
 * ledger commit past it: their tables can be made again, and are never ahead of the ledger.
 */
public final class DurableDatabase extends DelegatingDataSource implements InfrastructureProxy {
    /** Stet's own, whatever an address says: durability and the size of the file depend on them. */
    private static final Map<String, String> OPTIONS = Map.of(
            // For ever, so that H2 stores nothing by itself, neither at each commit, as with 0, nor in the background.
            // Disk does.
            "WRITE_DELAY", String.valueOf(Integer.MAX_VALUE),
            // Space is free as soon as it is out of use: the file is written in order, so there is nothing to fall back
            // behind.
            "RETENTION_TIME", "0",
            "COMPRESS", "TRUE",
            // To move things about when it closes makes the file larger for as long as it takes, and there is no time
            // to
            // finish.
            "MAX_COMPACT_TIME", "0",
            // The program closes the database itself, after the last reader has stopped.
            "DB_CLOSE_ON_EXIT", "FALSE");

    private static final String PREFIX = "jdbc:h2:";

    static {
        OrderedFile.register();
    }

    private final DataSource file;
    private final Disk disk;
    private final boolean waits;

    /** @param file must be opened by an {@link #address} of this class */
    public DurableDatabase(DataSource file) {
        this(file, new Disk(), true);
    }

    private DurableDatabase(DataSource file, Disk disk, boolean waits) {
        super(file);
        this.file = file;
        this.disk = disk;
        this.waits = waits;
    }

    /** Whether this is the address of a file of H2, rather than of a server or of something in memory. */
    public static boolean isFile(String address) {
        return address.startsWith(PREFIX)
                && List.of("mem:", "tcp:", "ssl:").stream()
                        .noneMatch(other -> address.startsWith(other, PREFIX.length()));
    }

    /** The address by which Stet opens a file of H2: with its own options instead of those given. Any other stays as it is. */
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

    /** The same database for those who can make again what they lose. */
    DataSource withoutWaiting() {
        return new DurableDatabase(file, disk, false);
    }

    /** To Spring, all of them are the one file: what joins a transaction of either is in it. */
    @Override
    public Object getWrappedObject() {
        return file;
    }

    /** Why nothing is kept any more, for good: it takes a new start of the program to go on. Empty while all is well. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(disk.failure());
    }

    /** @throws SQLException if the disk has failed: nobody is told, then, what is only in memory */
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
        // Nobody closes it while there are connections but H2 itself, when it is in trouble.
        disk.fail(new SQLException("H2 has closed its file"));
        throw new DiskFailed(disk.failure());
    }

    private void refuseAfterFailure() throws DiskFailed {
        var failure = disk.failure();
        if (failure != null) {
            throw new DiskFailed(failure);
        }
    }

    private Connection watched(Connection connection, SessionLocal session, MVStore store) {
        return (Connection) Proxy.newProxyInstance(
                DurableDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    Disk.Writing<@Nullable Object> call = () -> call(connection, method, arguments);
                    var result =
                            switch (method.getName()) {
                                // To turn it on ends a transaction, too.
                                case "commit", "setAutoCommit" -> committed(store, session.containsUncommitted(), call);
                                // What is open when a connection is given back is rolled back.
                                case "rollback", "close" -> disk.write(store, call);
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
                    Disk.Writing<@Nullable Object> call = () -> call(statement, method, arguments);
                    var name = method.getName();
                    if (name.equals("getConnection")) {
                        return connection;
                    }
                    var sql = prepared.isEmpty() ? sql(arguments) : prepared;
                    // A lock on a row is written, too. A backup writes nothing, and takes too long to hold up
                    // everybody.
                    var writes = name.startsWith("execute")
                            && (!name.equals("executeQuery") || sql.contains("FOR UPDATE"))
                            && !sql.startsWith("BACKUP");
                    if (!writes) {
                        return call.write();
                    }
                    return session.getAutoCommit() ? committed(store, true, call) : disk.write(store, call);
                });
    }

    private static String sql(@Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : "";
    }

    private @Nullable Object committed(MVStore store, boolean writes, Disk.Writing<@Nullable Object> commit)
            throws Throwable {
        if (!waits) {
            return disk.write(store, commit);
        }
        if (!writes) {
            var result = commit.write();
            // Whoever only reads may have read, and is about to say, what is not on disk yet.
            if (disk.behind()) {
                disk.keep(store);
            }
            return result;
        }
        disk.owes();
        @Nullable Object result;
        try {
            result = disk.write(store, commit);
        } catch (SQLException refused) {
            if (!store.isClosed()) {
                // It was rolled back. Of anything worse it is not known what others have seen, and so it stays owed.
                disk.paid();
            }
            throw refused;
        }
        disk.keep(store);
        disk.paid();
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
