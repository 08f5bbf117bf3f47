package stet.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a newsroom as large as is asked for out of a few articles that came about by commands: the database copies their events and what
 * the read models made of these, under other ids. The read models' positions are set behind what was copied, since they have it. Whatever
 * else follows the ledger finds the copies when the program is started, and reads them as it reads anything.
 *
 * <p>The program must not run meanwhile.
 */
final class Copies {
    /** So many articles are copied in a transaction. */
    private static final int AT_ONCE = 2_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of so many articles, as many are copied of each sort as there are; what is more than that is out, as an archive is. */
    private static final int AT_WORK = 1_000;

    private final List<String> originals;
    private final List<String> out;
    private int made;

    /**
     * @param originals the ids of the articles that are copied, none of which is the beginning of another
     * @param out those of them that readers see
     */
    Copies(List<String> originals, List<String> out) {
        this.originals = List.copyOf(originals);
        this.out = List.copyOf(out);
    }

    /** How many articles there are, of those that are counted. */
    int articles() {
        return originals.size() + made;
    }

    /** Copies until there are so many. */
    void fill(Database database, int articles) {
        try (var pool = database.open()) {
            var sql = JdbcClient.create(pool);
            sql.sql("CREATE TABLE benchmark_copy (original VARCHAR(64), slug VARCHAR(200), tail VARCHAR(20))")
                    .update();
            var tables = tables(sql);
            while (articles() < articles) {
                var next = Math.min(AT_ONCE, articles - articles());
                wanted(pool, sql, next);
                tables.forEach(table -> copy(sql, table));
                sql.sql("DELETE FROM benchmark_copy").update();
                made += next;
            }
            sql.sql("DROP TABLE benchmark_copy").update();
            counts(sql);
            positions(sql);
            sql.sql(database.isH2() ? "ANALYZE" : "VACUUM ANALYZE").update();
        }
    }

    /**
     * Which articles are copied next, and what is put behind each of their ids, addresses and events. Where nothing was published, there is
     * no address, and nothing is like the one that stands for it.
     */
    private void wanted(DataSource database, JdbcClient sql, int howMany) {
        Map<String, String> slugs = sql
                .sql("SELECT article, slug FROM published_story")
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var rows = Stream.iterate(made, n -> n + 1)
                .limit(howMany)
                .map(n -> {
                    var from = originals.size() + n < AT_WORK ? originals : out;
                    var original = from.get(n % from.size());
                    return new Object[] {original, slugs.getOrDefault(original, "\u0001"), "-" + n};
                })
                .toList();
        new org.springframework.jdbc.core.JdbcTemplate(database)
                .batchUpdate("INSERT INTO benchmark_copy (original, slug, tail) VALUES (?, ?, ?)", rows);
    }

    private record Column(String name, boolean words) {}

    /** @param of the column that says to which article a row belongs */
    private record Table(String name, String of, List<Column> columns) {}

    /** The ledger's events, and every table of the read models that has rows of an article. */
    private static List<Table> tables(JdbcClient sql) {
        return sql.sql("""
                        SELECT LOWER(c.table_name), LOWER(c.column_name) FROM information_schema.columns c
                          JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
                         WHERE LOWER(c.table_schema) = 'public' AND t.table_type = 'BASE TABLE'
                           AND (LOWER(c.table_name) = 'ledger_event' AND LOWER(c.column_name) = 'aggregate_identifier'
                                OR LOWER(c.column_name) IN ('article', 'stream')
                                   AND (LOWER(c.table_name) LIKE 'desk~_%' ESCAPE '~' OR LOWER(c.table_name) LIKE 'history~_%' ESCAPE '~'
                                        OR LOWER(c.table_name) LIKE 'published~_%' ESCAPE '~'))
                         ORDER BY 1""").query((row, n) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
                .map(named -> new Table(named.getKey(), named.getValue(), columns(sql, named.getKey())))
                .toList();
    }

    private static List<Column> columns(JdbcClient sql, String table) {
        return sql.sql("""
                        SELECT LOWER(column_name), LOWER(data_type) FROM information_schema.columns
                         WHERE LOWER(table_schema) = 'public' AND LOWER(table_name) = ? AND LOWER(column_name) <> 'global_index'
                         ORDER BY ordinal_position""")
                .param(table)
                .query((row, n) -> new Column(row.getString(1), row.getString(2).equals("character varying")))
                .list();
    }

    private static void copy(JdbcClient sql, Table table) {
        var order = table.name().equals("ledger_event") ? " ORDER BY c.tail, t.sequence_number" : "";
        sql.sql("INSERT INTO %s (%s) SELECT %s FROM benchmark_copy c JOIN %s t ON t.%s = c.original%s"
                        .formatted(
                                table.name(),
                                table.columns().stream().map(Column::name).collect(Collectors.joining(", ")),
                                table.columns().stream().map(Copies::copied).collect(Collectors.joining(", ")),
                                table.name(),
                                table.of(),
                                order))
                .update();
    }

    private static String copied(Column column) {
        return switch (column.name()) {
            // Of an event, in the ledger and where it is told.
            case "event_identifier", "event" -> "t.%s || c.tail".formatted(column.name());
            default ->
                column.words()
                        ? "REPLACE(REPLACE(t.%s, c.original, c.original || c.tail), c.slug, c.slug || c.tail)"
                                .formatted(column.name())
                        : "t." + column.name();
        };
    }

    /** How many articles there are of each sort is kept, but not by article. */
    private static void counts(JdbcClient sql) {
        sql.sql("DELETE FROM desk_count").update();
        sql.sql("""
                INSERT INTO desk_count (desk, queue, among_live, articles)
                SELECT desk, queue, among_live, COUNT(*) FROM desk_article GROUP BY desk, queue, among_live""").update();
    }

    /** The three read models whose rows were copied have come as far as the copies go. */
    private static void positions(JdbcClient sql) {
        var head = sql.sql("SELECT MAX(global_index) FROM ledger_event")
                .query(Long.class)
                .single();
        for (var model : Stet.READ_MODELS) {
            var token = sql.sql("SELECT token FROM ledger_token WHERE processor_name = ?")
                    .param(model)
                    .query(String.class)
                    .single();
            var moved = ((ObjectNode) JSON.readTree(token)).put("index", head);
            sql.sql("UPDATE ledger_token SET token = ? WHERE processor_name = ?")
                    .params(JSON.writeValueAsString(moved), model)
                    .update();
        }
    }
}
