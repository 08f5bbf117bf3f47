package stet.eventstore.rebuilding;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import stet.domain.content.Hash;

/**
 * Computes the SHA-256 of each row of one table from its values: columns in the order of their names, text in UTF-8, instants as instants.
 * So it is the same on both databases.
 */
final class RowFingerprints {
    private static final Set<String> TEXT = Set.of("character varying", "varchar", "text", "character large object");
    private static final Set<String> NUMBERS = Set.of("bigint", "int8", "integer", "int4", "smallint", "int2");
    private static final Set<String> FLAGS = Set.of("boolean", "bool");
    private static final Set<String> INSTANTS = Set.of("timestamp with time zone", "timestamptz");

    private final List<Column> columns = new ArrayList<>();
    private final MessageDigest sha256 = Hash.sha256();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private record Column(int number, String name, Kind kind) {}

    private enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        INSTANT
    }

    RowFingerprints(ResultSetMetaData table) throws SQLException {
        for (var number = 1; number <= table.getColumnCount(); number++) {
            var name = table.getColumnName(number).toLowerCase(Locale.ROOT);
            columns.add(new Column(number, name, kind(name, table.getColumnTypeName(number))));
        }
        columns.sort(Comparator.comparing(Column::name));
    }

    private static Kind kind(String column, String type) {
        var known = type.toLowerCase(Locale.ROOT);
        if (TEXT.contains(known)) {
            return Kind.TEXT;
        }
        if (NUMBERS.contains(known)) {
            return Kind.NUMBER;
        }
        if (FLAGS.contains(known)) {
            return Kind.FLAG;
        }
        if (INSTANTS.contains(known)) {
            return Kind.INSTANT;
        }
        throw new IllegalStateException(
                "The column %s is of the type %s, of which it is not said how it is the same on every database"
                        .formatted(column, type));
    }

    byte[] of(ResultSet row) throws SQLException {
        bytes.reset();
        try (var out = new DataOutputStream(bytes)) {
            for (var column : columns) {
                text(out, column.name());
                write(out, column, row);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return sha256.digest(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, Column column, ResultSet row) throws SQLException, IOException {
        var value =
                switch (column.kind()) {
                    case TEXT -> row.getString(column.number());
                    case NUMBER -> row.getLong(column.number());
                    case FLAG -> row.getBoolean(column.number());
                    case INSTANT -> row.getObject(column.number(), OffsetDateTime.class);
                };
        if (row.wasNull()) {
            out.writeByte(0);
            return;
        }
        out.writeByte(1);
        switch (value) {
            case String text -> text(out, text);
            case Long number -> out.writeLong(number);
            case Boolean flag -> out.writeBoolean(flag);
            case OffsetDateTime at -> {
                out.writeLong(at.toEpochSecond());
                out.writeInt(at.getNano());
            }
            default -> throw new IllegalStateException(String.valueOf(value));
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
