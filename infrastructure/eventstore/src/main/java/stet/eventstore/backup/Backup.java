package stet.eventstore.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import stet.domain.content.Hash;
import stet.eventstore.tables.Product;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes everything that cannot be made again into a zip, as of one moment, while the newsroom goes on. Each table is a file with a row of
 * JSON in each line, so that it can be read without Stet and restored into either database.
 */
public final class Backup {
    /** How many rows are in memory at once; few, because an original file may have megabytes. */
    private static final int ROWS_AT_ONCE = 20;

    private static final JsonMapper ROWS = JsonMapper.shared();

    private final DataSource database;
    private final List<Kept> kept;
    private final Clock clock;

    /** @param kept in an order in which a table comes after those that it refers to */
    public Backup(DataSource database, List<Kept> kept, Clock clock) {
        this.database = database;
        this.kept = List.copyOf(kept);
        this.clock = clock;
    }

    /**
     * Writes the backup. If this fails, what was written is recognized as no backup, because its end is missing.
     *
     * @param out is not closed
     */
    public Manifest to(OutputStream out) throws IOException, SQLException {
        var product = Product.of(database);
        try (var connection = database.getConnection()) {
            connection.setReadOnly(true);
            product.beginMoment(connection);
            try {
                return write(connection, product, out);
            } finally {
                connection.rollback();
            }
        }
    }

    private Manifest write(Connection connection, Product product, OutputStream out) throws IOException, SQLException {
        // If this fails the zip is not closed, because closing it would write the end that marks a complete one.
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        var rooms = rooms(connection);
        var last = last(connection);
        var tables = new ArrayList<Manifest.Table>();
        for (var table : kept) {
            tables.add(table(connection, product, table, zip));
        }
        var manifest = new Manifest(Manifest.FORMAT, clock.instant(), product, rooms, last, tables);
        var bytes = manifest.bytes();
        zip.putNextEntry(new ZipEntry(Manifest.FILE));
        zip.write(bytes);
        zip.closeEntry();
        zip.setComment(Manifest.mark(bytes));
        zip.finish();
        out.flush();
        return manifest;
    }

    /** The last migration of each room. Flyway spells its tables and columns in small letters on either database. */
    private Map<String, String> rooms(Connection connection) throws SQLException {
        var rooms = new TreeMap<String, String>();
        for (var room : kept.stream().map(Kept::room).distinct().toList()) {
            rooms.put(
                    room,
                    single(
                            connection,
                            "SELECT \"version\" FROM \"%s_migration\" WHERE \"version\" IS NOT NULL ORDER BY \"installed_rank\" DESC FETCH FIRST 1 ROW ONLY"
                                    .formatted(room)));
        }
        return rooms;
    }

    private static long last(Connection connection) throws SQLException {
        return Long.parseLong(single(connection, "SELECT COALESCE(MAX(global_index), 0) FROM ledger_event"));
    }

    private static String single(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Manifest.Table table(Connection connection, Product product, Kept table, ZipOutputStream zip)
            throws IOException, SQLException {
        var columns = columns(connection, table.table());
        var selected = columns.stream()
                .map(column -> table.instead().getOrDefault(column.name(), column.name()))
                .collect(Collectors.joining(", "));
        zip.putNextEntry(new ZipEntry(table.table() + ".jsonl"));
        var lines = new Lines(columns, zip);
        if (product == Product.H2) {
            pages(connection, table, selected, lines);
        } else {
            cursor(connection, table, selected, lines);
        }
        zip.closeEntry();
        return lines.table(table.table());
    }

    private static List<Manifest.Column> columns(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            var described = none.getMetaData();
            var columns = new ArrayList<Manifest.Column>();
            for (var n = 1; n <= described.getColumnCount(); n++) {
                columns.add(new Manifest.Column(
                        described.getColumnName(n).toLowerCase(Locale.ROOT), ColumnKind.of(described, n)));
            }
            return columns;
        }
    }

    /** H2 materializes the whole result of a query, so rows are read page by page. */
    private static void pages(Connection connection, Kept table, String selected, Lines lines)
            throws IOException, SQLException {
        var query = "SELECT %s, _ROWID_ FROM %s WHERE _ROWID_ > ? AND %s ORDER BY _ROWID_ FETCH FIRST %d ROWS ONLY"
                .formatted(selected, table.table(), only(table), ROWS_AT_ONCE);
        try (var page = connection.prepareStatement(query)) {
            var after = Long.MIN_VALUE;
            int found;
            do {
                page.setLong(1, after);
                found = 0;
                try (var rows = page.executeQuery()) {
                    while (rows.next()) {
                        lines.add(rows);
                        after = rows.getLong(lines.columns.size() + 1);
                        found++;
                    }
                }
            } while (found == ROWS_AT_ONCE);
        }
    }

    private static void cursor(Connection connection, Kept table, String selected, Lines lines)
            throws IOException, SQLException {
        // The first column of the ledger is the place, so its rows come in the order in which they were written.
        var query = "SELECT %s FROM %s WHERE %s ORDER BY 1".formatted(selected, table.table(), only(table));
        try (PreparedStatement cursor = connection.prepareStatement(query)) {
            cursor.setFetchSize(ROWS_AT_ONCE);
            try (var rows = cursor.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows);
                }
            }
        }
    }

    private static String only(Kept table) {
        var only = table.only();
        return only == null ? "1 = 1" : only;
    }

    /** The rows of one table, as they are written. */
    private static final class Lines {
        private final java.security.MessageDigest sha256 = Hash.sha256();
        private final List<Manifest.Column> columns;
        private final OutputStream out;
        private long count;

        Lines(List<Manifest.Column> columns, OutputStream out) {
            this.columns = columns;
            this.out = out;
        }

        void add(ResultSet row) throws IOException, SQLException {
            var values = new LinkedHashMap<String, @Nullable Object>();
            for (var n = 0; n < columns.size(); n++) {
                var column = columns.get(n);
                values.put(column.name(), column.kind().read(row, n + 1));
            }
            var line = (ROWS.writeValueAsString(values) + "\n").getBytes(StandardCharsets.UTF_8);
            sha256.update(line);
            out.write(line);
            count++;
        }

        Manifest.Table table(String name) {
            return new Manifest.Table(
                    name, columns, count, java.util.HexFormat.of().formatHex(sha256.digest()));
        }
    }
}
