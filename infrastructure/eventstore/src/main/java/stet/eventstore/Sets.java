package stet.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.eventstore.Rebuild.State;
import tools.jackson.databind.json.JsonMapper;

/** The sets of tables that there are, as every node sees them. Each change is one transaction. */
final class Sets {
    /** It is still to be decided whether these will serve. */
    static final Set<State> OPEN = Set.of(State.BUILDING, State.COMPARING, State.DIFFERS);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    Sets(DataSource database, PlatformTransactionManager transactions) {
        sql = JdbcClient.create(database);
        transaction = new TransactionTemplate(transactions);
    }

    /** @param seconds how long it has been in its state, by the clock of the database */
    record Row(
            TableSet set,
            State state,
            Instant since,
            long seconds,
            Instant begunAt,
            String begunBy,
            @Nullable String because,
            List<Difference> differences,
            boolean dropped) {}

    /** What became of each set, the latest last. */
    List<Row> of(String reader) {
        return sql.sql("SELECT s.*, CURRENT_TIMESTAMP AS now FROM ledger_set s WHERE reader = ? ORDER BY number")
                .param(reader)
                .query(Sets::row)
                .list();
    }

    /** The first set of a read model serves from the start. */
    void first(String reader) {
        if (of(reader).isEmpty()) {
            try {
                insert(reader, 1, State.SERVING, "stet");
            } catch (DuplicateKeyException another) {
                // Another node was first.
            }
        }
    }

    /** @throws RebuildRefused if one is under way */
    void begin(String reader, String by) {
        var rows = of(reader);
        var open = rows.stream().filter(row -> OPEN.contains(row.state())).findFirst();
        if (open.isPresent()) {
            throw refused(open.get());
        }
        try {
            insert(reader, rows.getLast().set().number() + 1, State.BUILDING, by);
        } catch (DuplicateKeyException another) {
            throw refused(of(reader).getLast());
        }
    }

    private static RebuildRefused refused(Row open) {
        return new RebuildRefused("%s is being rebuilt already, since %s by %s; abandon that first"
                .formatted(open.set().reader(), open.begunAt(), open.begunBy()));
    }

    private void insert(String reader, int number, State state, String by) {
        transaction.executeWithoutResult(
                _ -> sql.sql("INSERT INTO ledger_set (reader, number, state, since, begun_at, begun_by)"
                                + " VALUES (?, ?, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, ?)")
                        .params(reader, number, state.name(), by)
                        .update());
    }

    /** Whether it was in one of these states and is in the other now. */
    boolean become(TableSet set, Set<State> before, State after) {
        return become(set, before, after, null, List.of());
    }

    boolean become(
            TableSet set, Set<State> before, State after, @Nullable String because, List<Difference> differences) {
        return Boolean.TRUE.equals(transaction.execute(_ -> update(set, before, after, because, differences)));
    }

    /** Has everybody read from this set from now on; the one that served until now is retired. False if it was none of these before. */
    boolean serve(TableSet set, Set<State> before) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            var served = of(set.reader()).stream()
                    .filter(row -> row.state() == State.SERVING)
                    .map(Row::set)
                    .toList();
            if (!update(set, before, State.SERVING, null, List.of())) {
                return false;
            }
            served.forEach(old -> update(old, Set.of(State.SERVING), State.RETIRED, null, List.of()));
            return true;
        }));
    }

    /** Whoever reads into this set comes no further while this is done. */
    <T> @Nullable T holding(TableSet set, Supplier<@Nullable T> meanwhile) {
        return transaction.execute(_ -> {
            sql.sql("SELECT owner FROM ledger_token WHERE processor_name = ? AND segment = 0 FOR UPDATE")
                    .param(set.name())
                    .query(row -> {});
            return meanwhile.get();
        });
    }

    void dropped(TableSet set) {
        transaction.executeWithoutResult(
                _ -> sql.sql("UPDATE ledger_set SET dropped_at = CURRENT_TIMESTAMP WHERE reader = ? AND number = ?")
                        .params(set.reader(), set.number())
                        .update());
    }

    private boolean update(
            TableSet set, Set<State> before, State after, @Nullable String because, List<Difference> differences) {
        return sql.sql("""
                        UPDATE ledger_set SET state = :after, since = CURRENT_TIMESTAMP, because = :because, differences = :differences
                        WHERE reader = :reader AND number = :number AND state IN (:before)
                        """)
                        .param("after", after.name())
                        .param("because", because)
                        .param("differences", differences.isEmpty() ? null : JSON.writeValueAsString(differences))
                        .param("reader", set.reader())
                        .param("number", set.number())
                        .param("before", before.stream().map(State::name).collect(Collectors.toSet()))
                        .update()
                == 1;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var since = instant(row, "since");
        var differences = row.getString("differences");
        return new Row(
                TableSet.of(row.getString("reader"), row.getInt("number")),
                State.valueOf(row.getString("state")),
                since,
                Duration.between(since, instant(row, "now")).toSeconds(),
                instant(row, "begun_at"),
                row.getString("begun_by"),
                row.getString("because"),
                differences == null ? List.of() : List.of(JSON.readValue(differences, Difference[].class)),
                row.getObject("dropped_at") != null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
