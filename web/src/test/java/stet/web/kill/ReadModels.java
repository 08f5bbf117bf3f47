package stet.web.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Ledger;

/** Everything that the read models have written, row by row. */
final class ReadModels {
    static final List<String> NAMES = List.of("desk", "history", "published");

    private ReadModels() {}

    /** Each row as text, in an order of its own, by table. */
    static Map<String, List<String>> rows(JdbcClient jdbc) {
        var rows = new TreeMap<String, List<String>>();
        for (var name : NAMES) {
            var tables = jdbc.sql("""
                            SELECT table_name FROM information_schema.tables
                             WHERE table_type = 'BASE TABLE' AND LOWER(table_name) LIKE ? AND LOWER(table_name) NOT LIKE '%migration'""").param(name + "\\_%").query(String.class).list();
            assertThat(tables).as("tables of " + name).isNotEmpty();
            for (var table : tables) {
                rows.put(
                        table,
                        jdbc.sql("SELECT * FROM \"" + table + "\"").query().listOfRows().stream()
                                .map(row -> new TreeMap<>(row).toString())
                                .sorted()
                                .toList());
            }
        }
        return rows;
    }

    static void replayed(Ledger ledger) {
        NAMES.forEach(ledger::replay);
        caughtUp(ledger);
    }

    static void caughtUp(Ledger ledger) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ledger.status())
                        .allSatisfy((name, status) -> assertThat(status.caughtUp())
                                .as(name + " " + status)
                                .isTrue()));
    }
}
