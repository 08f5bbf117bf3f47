package stet.eventstore.rebuilding;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import stet.domain.events.StoredNames;
import stet.eventstore.shapes.EventSerializer;
import stet.eventstore.tables.Product;
import stet.eventstore.tables.TableSet;

/**
 * A consistent snapshot of the database, while others go on writing. A read model's rows and its position are committed together, so they
 * match within a moment: two sets of tables that have read the same events in it must be equal in it.
 */
final class Moment implements AutoCloseable {
    private static final EventSerializer SERIALIZER = new EventSerializer(null);
    private static final int AT_ONCE = 1000;

    private final Connection connection;
    private final JdbcTemplate sql;

    private Moment(Connection connection) {
        this.connection = connection;
        sql = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        // With a fetch size, PostgreSQL uses a cursor and does not put whole tables into memory.
        sql.setFetchSize(AT_ONCE);
    }

    static Moment of(DataSource database, Product product, TableSet... sets) {
        try {
            var connection = database.getConnection();
            var moment = new Moment(connection);
            try {
                product.beginMoment(connection);
                // The moment begins with the first read, so each table is touched before anything is returned.
                for (var set : sets) {
                    moment.position(set);
                }
                for (var set : sets) {
                    moment.tables(set)
                            .forEach(table -> moment.sql.query(
                                    "SELECT 1 FROM \"%s\" FETCH FIRST 1 ROWS ONLY".formatted(table), row -> {}));
                }
                return moment;
            } catch (SQLException | RuntimeException failed) {
                moment.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw new DataAccessResourceFailureException("No moment could be taken hold of", failed);
        }
    }

    /** How far a set has read: the last place, and the gaps before it. */
    record Position(long place, SortedSet<Long> empty) {}

    Position position(TableSet set) {
        var found = sql.query(
                "SELECT token, token_type FROM ledger_token WHERE processor_name = ? AND segment = 0",
                (row, _) -> position(row.getString("token"), row.getString("token_type")),
                set.name());
        return found.isEmpty() ? position(null, "") : found.getFirst();
    }

    private static Position position(@Nullable String token, String type) {
        if (token == null) {
            return new Position(0, new TreeSet<>());
        }
        TrackingToken stored = SERIALIZER.deserialize(new SimpleSerializedObject<>(token, String.class, type, null));
        var read = (GapAwareTrackingToken) WrappedToken.unwrapLowerBound(stored);
        return new Position(Math.max(0, read.getIndex()), read.getGaps());
    }

    /** The place of the last event, or 0. */
    long head() {
        var last = sql.queryForObject("SELECT MAX(global_index) FROM ledger_event", Long.class);
        return last == null ? 0 : last;
    }

    /**
     * Whether two sets have read the same events of those that their read model handles. One may be further on than the other if only
     * events that it does not handle lie between.
     *
     * @param concerned whether the read model handles events of a class
     */
    boolean sameFor(Position one, Position other, Predicate<Class<?>> concerned) {
        var apart = new TreeSet<>(one.empty());
        apart.removeAll(other.empty());
        for (var place : other.empty()) {
            if (!one.empty().contains(place)) {
                apart.add(place);
            }
        }
        var low = Math.min(one.place(), other.place());
        var high = Math.max(one.place(), other.place());
        var kinds = new TreeSet<>(sql.queryForList(
                "SELECT DISTINCT payload_type FROM ledger_event WHERE global_index > ? AND global_index <= ?",
                String.class,
                low,
                high));
        var places = List.copyOf(apart.headSet(low + 1));
        for (var from = 0; from < places.size(); from += AT_ONCE) {
            var some = places.subList(from, Math.min(places.size(), from + AT_ONCE));
            kinds.addAll(sql.queryForList(
                    "SELECT DISTINCT payload_type FROM ledger_event WHERE global_index IN (%s)"
                            .formatted(some.stream().map(String::valueOf).collect(Collectors.joining(", "))),
                    String.class));
        }
        return kinds.stream().map(StoredNames::eventOf).noneMatch(kind -> kind == null || concerned.test(kind));
    }

    /** The tables of a set, without Flyway's, as they are spelt in this database. */
    List<String> tables(TableSet set) {
        return sql.queryForList("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE' AND LOWER(table_name) LIKE ? ESCAPE '!'
                        """, String.class, set.prefix().replace("_", "!_") + "%").stream()
                .filter(table -> !table.toLowerCase(Locale.ROOT).equals(set.prefix() + "migration"))
                .sorted()
                .toList();
    }

    /** Passes the fingerprint of each row of a table on, in no particular order. */
    void rows(String table, Consumer<byte[]> fingerprint) {
        ResultSetExtractor<@Nullable Void> each = row -> {
            // This comes before the first row, so that a column of unknown type is noticed in an empty table, too.
            var fingerprints = new RowFingerprints(row.getMetaData());
            while (row.next()) {
                fingerprint.accept(fingerprints.of(row));
            }
            return null;
        };
        sql.query("SELECT * FROM \"" + table + "\"", each);
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException failed) {
            throw new DataAccessResourceFailureException("A moment could not be let go of", failed);
        }
    }
}
