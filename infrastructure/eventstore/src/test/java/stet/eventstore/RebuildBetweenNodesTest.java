package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.eventstore.Opened.soon;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stet.eventstore.rebuilding.Rebuild.State;

/** Two nodes on one database, as only PostgreSQL has it. */
@Tag("database")
class RebuildBetweenNodesTest {
    private static Ledger.Builder hasty(Ledger.Builder options) {
        return options.grace(Duration.ofSeconds(4)).idle(Duration.ofMillis(200));
    }

    @Test
    void both_serve_from_the_new_tables_whichever_of_them_built_them() {
        var address = Databases.POSTGRESQL.fresh();
        try (var one = new Opened(address, RebuildBetweenNodesTest::hasty);
                var other = new Opened(address, RebuildBetweenNodesTest::hasty)) {
            for (var node : List.of(one, other)) {
                node.ledger.readModel("names", Opened.Names::new);
                node.ledger.start();
            }
            IntStream.range(0, 30).forEach(i -> one.store("person" + i, 0));
            soon().untilAsserted(() -> assertThat(other.names()).hasSize(30));

            other.ledger.rebuild("names", "amara");

            soon().untilAsserted(() -> assertThat(one.ledger.rebuildOf("names"))
                    .hasValueSatisfying(rebuild -> assertThat(rebuild.state()).isEqualTo(State.SERVING)));
            for (var node : List.of(one, other)) {
                soon().untilAsserted(() -> assertThat(node.ledger
                                .queries("names")
                                .sql("SELECT 'names_' || COUNT(*) FROM names_person")
                                .query(String.class)
                                .single())
                        .isEqualTo("names_30"));
            }
            one.store("zoe", 0);
            for (var node : List.of(one, other)) {
                soon().untilAsserted(() -> assertThat(node.names()).hasSize(31));
            }
            // Whoever still read from the old tables would fail now.
            soon().until(() -> one.sql
                    .sql("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'names_person'")
                    .query(Long.class)
                    .single()
                    .equals(0L));
            one.store("zora", 0);
            for (var node : List.of(one, other)) {
                soon().untilAsserted(() -> assertThat(node.names()).hasSize(32));
            }
        }
    }
}
