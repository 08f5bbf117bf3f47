package stet.eventstore.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.tables.Migrations;
import tools.jackson.databind.JsonNode;

/**
 * Restores a backup into an empty database. It creates the tables of the version that made the backup; the next start of the program
 * migrates them and builds the read models.
 */
public final class Restore {
    /** This table marks an unfinished restore: it is created before all others, and dropped after the last row is written. */
    private static final String UNFINISHED = "restore_unfinished";

    private static final int ROWS_AT_ONCE = 20;
    private static final int BATCHES_AT_ONCE = 50;

    private final DataSource database;

    public Restore(DataSource database) {
        this.database = database;
    }

    /** The database is not empty, or holds an unfinished restore; the message is a sentence. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }

    /** @throws Refused if a restore into this database did not come to its end */
    public static void refuseUnfinished(DataSource database) {
        if (tables(database).stream().anyMatch(Restore::isMark)) {
            throw new Refused("A restore into this database did not come to its end, so what is in it is not whole.");
        }
    }

    /**
     * Writes everything that the backup holds. After a kill, {@link #refuseUnfinished} keeps the database from being used, and the next
     * restore begins anew.
     *
     * @throws Refused if there is anything in the database already
     * @throws BrokenBackup if a newer Stet has made it; nothing is written then
     */
    public void of(BackupFile backup) throws IOException, SQLException {
        var manifest = backup.manifest();
        for (var room : manifest.rooms().entrySet()) {
            known(room.getKey(), room.getValue());
        }
        var before = tables(database);
        if (before.stream().anyMatch(Restore::isMark)) {
            before.stream().filter(table -> !isMark(table)).forEach(this::drop);
        } else if (before.isEmpty()) {
            JdbcClient.create(database)
                    .sql("CREATE TABLE " + UNFINISHED + " (since TIMESTAMP WITH TIME ZONE)")
                    .update();
        } else {
            throw new Refused(
                    "There is something in this database already (%s); a backup is restored into an empty one."
                            .formatted(before.getFirst()));
        }
        manifest.rooms().forEach((room, version) -> Migrations.run(database, room, version));
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (var table : manifest.tables()) {
                fill(connection, table, backup);
            }
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "ALTER TABLE ledger_event ALTER COLUMN global_index RESTART WITH " + (manifest.last() + 1));
            }
            connection.commit();
        }
        drop(UNFINISHED);
    }

    private static void known(String room, String version) throws IOException {
        var script = "classpath*:stet/%s/migration/V%s__*.sql".formatted(room, version);
        if (!room.matches("[a-z]+")
                || !version.matches("[0-9.]+")
                || new PathMatchingResourcePatternResolver().getResources(script).length == 0) {
            throw new BrokenBackup("A newer Stet has made it: this one does not know version %s of the tables of '%s'"
                    .formatted(version, room));
        }
    }

    private static void fill(Connection connection, Manifest.Table table, BackupFile backup)
            throws IOException, SQLException {
        var names = table.columns().stream().map(Manifest.Column::name).toList();
        try (var statement = connection.createStatement();
                var none = statement.executeQuery("SELECT * FROM " + table.name() + " WHERE 1 = 0")) {
            var there = new HashSet<String>();
            for (var n = 1; n <= none.getMetaData().getColumnCount(); n++) {
                there.add(none.getMetaData().getColumnName(n).toLowerCase(Locale.ROOT));
            }
            if (!there.equals(new HashSet<>(names))) {
                throw new BrokenBackup("%s has other columns than the table that it is for".formatted(table.file()));
            }
        }
        var insert = "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        table.name(),
                        String.join(", ", names),
                        Collections.nCopies(names.size(), "?").stream().collect(Collectors.joining(", ")));
        try (var rows = connection.prepareStatement(insert)) {
            var written = new Object() {
                long count;
            };
            backup.rows(table, values -> {
                add(rows, table.columns(), values);
                written.count++;
                if (written.count % ROWS_AT_ONCE == 0) {
                    rows.executeBatch();
                }
                if (written.count % (ROWS_AT_ONCE * BATCHES_AT_ONCE) == 0) {
                    connection.commit();
                }
            });
            rows.executeBatch();
            connection.commit();
        }
    }

    private static void add(java.sql.PreparedStatement row, List<Manifest.Column> columns, List<JsonNode> values)
            throws SQLException {
        for (var n = 0; n < columns.size(); n++) {
            if (values.get(n).isNull()) {
                row.setObject(n + 1, null);
            } else {
                columns.get(n).kind().write(row, n + 1, values.get(n));
            }
        }
        row.addBatch();
    }

    private static List<String> tables(DataSource database) {
        return JdbcClient.create(database)
                .sql(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE'")
                .query(String.class)
                .list();
    }

    private static boolean isMark(String table) {
        return table.equalsIgnoreCase(UNFINISHED);
    }

    private void drop(String table) {
        var name = isMark(table) ? table : "\"" + table + "\"";
        JdbcClient.create(database).sql("DROP TABLE " + name + " CASCADE").update();
    }
}
