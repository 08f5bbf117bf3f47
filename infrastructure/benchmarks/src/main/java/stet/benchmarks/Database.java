package stet.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.h2file.DurableDatabase;

/**
 * A database of its own for one contestant. All are opened here, so that all have the same pool and the same promise: what is committed
 * is on the disk.
 *
 * @param file the file of H2, or null on PostgreSQL
 */
record Database(
        String url,
        String user,
        @org.jspecify.annotations.Nullable Path file) {
    /** As many as Stet itself has by default. */
    private static final int CONNECTIONS = 16;

    private static final String H2 = "jdbc:h2:file:";

    static Database h2(Path file) {
        return new Database(H2 + file.toAbsolutePath(), "stet", file);
    }

    /** From an address as {@link #url()} gives it. */
    static Database at(String url) {
        return url.startsWith(H2) ? h2(Path.of(url.substring(H2.length()))) : new Database(url, "postgres", null);
    }

    boolean isH2() {
        return file != null;
    }

    /** The pool. On H2, every contestant's commit waits for the disk as Stet's does, in batches with the others. */
    Pool open() {
        var pool = new HikariConfig();
        pool.setJdbcUrl(DurableDatabase.address(url));
        pool.setUsername(user);
        pool.setPassword("");
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(CONNECTIONS);
        var connections = new HikariDataSource(pool);
        return new Pool(isH2() ? new DurableDatabase(connections) : connections, connections, isH2());
    }

    /**
     * What all tables with their indexes take, in bytes; on H2, the file, which is all there is to ask about. Whatever was still to be
     * written behind is written when this returns.
     */
    long bytes(DataSource open) {
        if (file != null) {
            JdbcClient.create(open).sql("CHECKPOINT SYNC").update();
            try {
                return Files.size(Path.of(file + ".mv.db"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var sql = JdbcClient.create(open);
        sql.sql("CHECKPOINT").update();
        return sql.sql("SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
                        + " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
                .query(Long.class)
                .single();
    }

    /**
     * What tables with their indexes take, in bytes, by the room that they belong to: the part of their names before the first underscore.
     * Nobody else may have a file of H2 open.
     */
    Map<String, Long> rooms() {
        try (var open = open()) {
            var rooms = new TreeMap<String, Long>();
            JdbcClient.create(open)
                    .sql(
                            isH2()
                                    ? "SELECT LOWER(table_name), DB_OBJECT_TOTAL_SIZE('TABLE', table_schema, table_name)"
                                            + " FROM information_schema.tables WHERE table_schema = 'PUBLIC' AND table_type = 'BASE TABLE'"
                                    : "SELECT relname, pg_total_relation_size(oid) FROM pg_class"
                                            + " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
                    .query(row -> {
                        var name = row.getString(1);
                        var room = name.contains("_") ? name.substring(0, name.indexOf('_')) : name;
                        rooms.merge(room, row.getLong(2), Long::sum);
                    });
            return rooms;
        }
    }

    /** Tables as a contestant's own makers define them, one statement after another. */
    static void run(DataSource open, String script) {
        for (var statement : script.split(";\\s*\\n", -1)) {
            if (!statement.isBlank()) {
                JdbcClient.create(open).sql(statement.strip()).update();
            }
        }
    }
}
