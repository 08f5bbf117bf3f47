package stet.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fills a store on PostgreSQL with articles that have just been begun, by copying one of them in the database itself. */
final class Growth {
    /** The article that is copied: the first of its name. */
    static final String NAME = "begun";

    static final int STEPS = 5;
    private static final String ORIGINAL = NAME + "-0";
    private static final String COPY = "'filled-' || n";
    /** Numbers of transactions that are far from those that Hibernate will come to. */
    private static final String REVISION =
            "CAST(1000000000 + n * 1000 + %s - (SELECT min(rev) FROM article_aud WHERE id = '" + ORIGINAL
                    + "') AS BIGINT)";

    private final JdbcClient sql;

    private Growth(DataSource database) {
        sql = JdbcClient.create(database);
    }

    static void fill(Contestant contestant, int from, int to) {
        var growth = new Growth(contestant.database());
        if (contestant instanceof Envers) {
            growth.rows(from, to);
        } else {
            growth.events(from, to);
        }
        growth.sql.sql("VACUUM ANALYZE").update();
    }

    private void events(int from, int to) {
        sql.sql("""
                INSERT INTO ledger_event (event_identifier, aggregate_identifier, sequence_number, type, time_stamp, payload_type,
                    payload_revision, payload, meta_data)
                SELECT CAST(gen_random_uuid() AS VARCHAR), %s, sequence_number, type, time_stamp, payload_type, payload_revision,
                    replace(payload, '%s', %s), meta_data
                FROM ledger_event, generate_series(%d, %d) n WHERE aggregate_identifier = '%s' ORDER BY n, sequence_number
                """.formatted(COPY, ORIGINAL, COPY, from, to - 1, ORIGINAL)).update();
    }

    private void rows(int from, int to) {
        var revisions =
                "SELECT rev FROM article_aud WHERE id = '%s' UNION SELECT rev FROM block_aud WHERE article_id = '%s'"
                        .formatted(ORIGINAL, ORIGINAL);
        copy("change", "id IN (" + revisions + ")", from, to);
        for (var table : List.of("article", "article_aud")) {
            copy(table, "id = '" + ORIGINAL + "'", from, to);
        }
        for (var table : List.of("block", "block_aud")) {
            copy(table, "article_id = '" + ORIGINAL + "'", from, to);
        }
    }

    private void copy(String table, String which, int from, int to) {
        var columns = sql.sql("SELECT column_name, data_type FROM information_schema.columns"
                        + " WHERE table_schema = 'public' AND table_name = ? ORDER BY ordinal_position")
                .params(table)
                .query((row, n) -> new Column(row.getString(1), row.getString(2)))
                .list();
        var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        var copies = columns.stream().map(column -> copied(table, column)).collect(Collectors.joining(", "));
        sql.sql("INSERT INTO %s (%s) SELECT %s FROM %s, generate_series(%d, %d) n WHERE %s"
                        .formatted(table, names, copies, table, from, to - 1, which))
                .update();
    }

    private record Column(String name, String type) {}

    private static String copied(String table, Column column) {
        if (column.name().equals("rev")
                || (table.equals("change") && column.name().equals("id"))) {
            return REVISION.formatted(column.name());
        }
        return column.type().equals("character varying")
                ? "replace(%s, '%s', %s)".formatted(column.name(), ORIGINAL, COPY)
                : column.name();
    }
}
