package stet.eventstore.rebuilding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.eventstore.rebuilding.Rebuild.State;
import stet.eventstore.tables.TableSet;
import tools.jackson.databind.json.JsonMapper;

/** The registry of all sets of tables and what each is for, as every node reads it in the database. Each change is one transaction. */
final class SetRegistry {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Logger LOG = LoggerFactory.getLogger(SetRegistry.class);
    private static final int SECONDS_TO_DROP = 2;
    /** Who begins what nobody asked for. */
    static final String STET = "stet";
    /** Who begins what has to be, since words were taken out of the ledger. */
    static final String REDACTION = "stet (redaction)";

    private final JdbcClient sql;
    private final JdbcClient dropping;
    private final TransactionTemplate transaction;

    SetRegistry(DataSource database, PlatformTransactionManager transactions) {
        sql = JdbcClient.create(database);
        var impatient = new JdbcTemplate(database);
        // A drop does not wait for whoever still reads, because the next look tries it again.
        impatient.setQueryTimeout(SECONDS_TO_DROP);
        dropping = JdbcClient.create(impatient);
        transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param version of the read model that makes it; null if that was before versions were noted
     * @param seconds how long it has been in its state, by the clock of the database
     */
    record Row(
            TableSet set,
            @Nullable Integer version,
            State state,
            Instant since,
            long seconds,
            Instant begunAt,
            String begunBy,
            @Nullable String because,
            List<Difference> differences,
            boolean dropped) {
        boolean isMadeBy(int other) {
            return version != null && version == other;
        }
    }

    /** Every set that this read model ever had, the latest last. */
    List<Row> of(String reader) {
        return sql.sql("SELECT s.*, CURRENT_TIMESTAMP AS now FROM ledger_set s WHERE reader = ? ORDER BY number")
                .param(reader)
                .query(SetRegistry::row)
                .list();
    }

    /** The first set of a read model serves from the start. If something is in it already, nobody knows which version made it. */
    void first(String reader, int version) {
        if (of(reader).isEmpty()) {
            var begun = sql.sql("SELECT COUNT(*) FROM ledger_token WHERE processor_name = ?")
                            .param(reader)
                            .query(Long.class)
                            .single()
                    > 0;
            try {
                insert(reader, 1, begun ? null : version, State.SERVING, STET);
            } catch (DuplicateKeyException another) {
                // Another node has inserted the same row first.
            }
        }
    }

    /** @throws RebuildRefused if one is under way */
    void begin(String reader, int version, String by) {
        var rows = of(reader);
        var open = rows.stream().filter(row -> State.OPEN.contains(row.state())).findFirst();
        if (open.isPresent()) {
            throw refused(open.get());
        }
        try {
            insert(reader, rows.getLast().set().number() + 1, version, State.BUILDING, by);
        } catch (DuplicateKeyException another) {
            throw refused(of(reader).getLast());
        }
    }

    /**
     * Begins a set that takes the place of the one that serves without being compared with it, and of any that was begun before. Joins the
     * caller's transaction.
     */
    void renew(String reader, int version) {
        sql.sql("UPDATE ledger_set SET version = NULL WHERE reader = ? AND state = ?")
                .params(reader, State.SERVING.name())
                .update();
        State.OPEN.forEach(open -> sql.sql(
                        "UPDATE ledger_set SET state = ?, since = CURRENT_TIMESTAMP WHERE reader = ? AND state = ?")
                .params(State.ABANDONED.name(), reader, open.name())
                .update());
        insert(reader, of(reader).getLast().set().number() + 1, version, State.BUILDING, REDACTION);
    }

    private static RebuildRefused refused(Row open) {
        return new RebuildRefused("%s is being rebuilt already, since %s by %s; abandon that first"
                .formatted(open.set().reader(), open.begunAt(), open.begunBy()));
    }

    private void insert(String reader, int number, @Nullable Integer version, State state, String by) {
        transaction.executeWithoutResult(_ -> sql.sql(
                        "INSERT INTO ledger_set (reader, number, version, state, since, begun_at, begun_by)"
                                + " VALUES (:reader, :number, :version, :state, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, :by)")
                .param("reader", reader)
                .param("number", number)
                .param("version", version, Types.INTEGER)
                .param("state", state.name())
                .param("by", by)
                .update());
    }

    /** Changes the state of a set; false, and nothing is changed, if it was in none of the states before. */
    boolean become(TableSet set, Set<State> before, State after) {
        return become(set, before, after, null, List.of());
    }

    boolean become(
            TableSet set, Set<State> before, State after, @Nullable String because, List<Difference> differences) {
        return Boolean.TRUE.equals(transaction.execute(_ -> update(set, before, after, because, differences)));
    }

    /** Makes this set serve and retires the one that served; false, and nothing is changed, if it was in none of the states before. */
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

    /** Runs this while the position of a set is locked, so that its follower, on whichever node, commits nothing meanwhile. */
    <T> @Nullable T holding(TableSet set, Supplier<@Nullable T> meanwhile) {
        return transaction.execute(_ -> {
            sql.sql("SELECT owner FROM ledger_token WHERE processor_name = ? AND segment = 0 FOR UPDATE")
                    .param(set.name())
                    .query(row -> {});
            return meanwhile.get();
        });
    }

    /** Drops the tables of a set. The note that it is done comes last, so that the next look goes on with a drop that was cut short. */
    void drop(TableSet set) {
        dropping.sql("DELETE FROM ledger_token WHERE processor_name = ?")
                .param(set.name())
                .update();
        dropping.sql("""
                SELECT table_name, table_type FROM information_schema.tables
                WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) LIKE ? ESCAPE '!'
                ORDER BY CASE WHEN table_type = 'VIEW' THEN 1 ELSE 2 END
                """)
                .param(set.prefix().replace("_", "!_") + "%")
                .query((row, _) -> "DROP %s IF EXISTS \"%s\""
                        .formatted(
                                row.getString("table_type")
                                                .toUpperCase(Locale.ROOT)
                                                .equals("VIEW")
                                        ? "VIEW"
                                        : "TABLE",
                                row.getString("table_name")))
                .list()
                .forEach(drop -> dropping.sql(drop).update());
        dropped(set);
        LOG.info("The tables {}… are dropped", set.prefix());
    }

    private void dropped(TableSet set) {
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
        var version = row.getInt("version");
        var noted = !row.wasNull();
        return new Row(
                TableSet.of(row.getString("reader"), row.getInt("number")),
                noted ? version : null,
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
