package stet.eventstore.backup;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The kind of values in a column, the same for both databases, and how they are written in JSON. */
public enum ColumnKind {
    TEXT {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }

        @Override
        boolean takes(JsonNode value) {
            return value.isString();
        }

        @Override
        void write(PreparedStatement insert, int column, JsonNode value) throws SQLException {
            insert.setString(column, value.stringValue());
        }
    },
    NUMBER {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            var number = row.getLong(column);
            return row.wasNull() ? null : number;
        }

        @Override
        boolean takes(JsonNode value) {
            return value.isIntegralNumber() && value.canConvertToLong();
        }

        @Override
        void write(PreparedStatement insert, int column, JsonNode value) throws SQLException {
            insert.setLong(column, value.longValue());
        }
    },
    BOOLEAN {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            var truth = row.getBoolean(column);
            return row.wasNull() ? null : truth;
        }

        @Override
        boolean takes(JsonNode value) {
            return value.isBoolean();
        }

        @Override
        void write(PreparedStatement insert, int column, JsonNode value) throws SQLException {
            insert.setBoolean(column, value.booleanValue());
        }
    },
    /** As ISO 8601 in UTC, with every digit that the database keeps. */
    INSTANT {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            var time = row.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant().toString();
        }

        @Override
        boolean takes(JsonNode value) {
            try {
                return value.isString() && Instant.parse(value.stringValue()) != null;
            } catch (DateTimeException notOne) {
                return false;
            }
        }

        @Override
        void write(PreparedStatement insert, int column, JsonNode value) throws SQLException {
            insert.setObject(column, Instant.parse(value.stringValue()).atOffset(ZoneOffset.UTC));
        }
    },
    /** In base 64. */
    BYTES {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            var bytes = row.getBytes(column);
            return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
        }

        @Override
        boolean takes(JsonNode value) {
            try {
                return value.isString() && Base64.getDecoder().decode(value.stringValue()) != null;
            } catch (IllegalArgumentException notOne) {
                return false;
            }
        }

        @Override
        void write(PreparedStatement insert, int column, JsonNode value) throws SQLException {
            insert.setBytes(column, Base64.getDecoder().decode(value.stringValue()));
        }
    };

    abstract @Nullable Object read(ResultSet row, int column) throws SQLException;

    /** Whether a value, which is not null, is of this kind. */
    abstract boolean takes(JsonNode value);

    abstract void write(PreparedStatement insert, int column, JsonNode value) throws SQLException;

    /** @throws IllegalStateException if it is of a type that no backup knows; a migration that makes one has to extend this */
    static ColumnKind of(ResultSetMetaData columns, int column) throws SQLException {
        return switch (columns.getColumnType(column)) {
            case Types.CHAR, Types.VARCHAR -> TEXT;
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> NUMBER;
            case Types.BOOLEAN, Types.BIT -> BOOLEAN;
            case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
            case Types.BINARY, Types.VARBINARY -> BYTES;
            default -> {
                // PostgreSQL's driver reports the same type number for timestamps with and without time zone.
                if (columns.getColumnTypeName(column).equals("timestamptz")) {
                    yield INSTANT;
                }
                throw new IllegalStateException("A backup has no way to write the column %s, which is a %s"
                        .formatted(columns.getColumnName(column), columns.getColumnTypeName(column)));
            }
        };
    }
}
