package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.eventstore.DeliveryTest.position;
import static stet.eventstore.DeliveryTest.store;
import static stet.eventstore.Opened.soon;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import stet.eventstore.DeliveryTest.Heard;
import stet.eventstore.DeliveryTest.OpenAppend;

/** One node writes and another reads, as only PostgreSQL has it. */
@Tag("database")
class DeliveryBetweenNodesTest {
    @Test
    void what_was_open_when_one_node_stopped_reading_is_heard_by_the_next() throws Exception {
        try (var writing = new Opened(Databases.POSTGRESQL.fresh());
                var slow = new OpenAppend(writing, "slow")) {
            try (var reading = Ledger.on(writing.database, new JdbcTransactionManager(writing.database))
                    .alone()
                    .build()) {
                var heard = new Heard();
                reading.readModel("heard", _ -> heard);
                reading.start();
                store(writing, "amara", 0);
                soon().until(() -> !heard.of("amara").isEmpty());
            }
            assertThat(position(writing)).contains("\"gaps\":[1]");
            var again = Ledger.on(writing.database, new JdbcTransactionManager(writing.database))
                    .idle(Duration.ofMillis(200))
                    .build();
            try (again) {
                var heard = new Heard();
                again.readModel("heard", _ -> heard);
                again.start();
                store(writing, "bruno", 0);
                soon().until(() -> !heard.of("bruno").isEmpty());
                store(writing, "chloe", 0);
                soon().until(() -> !heard.of("chloe").isEmpty());
                slow.commit();
                soon().until(() -> !heard.of("slow").isEmpty());
                assertThat(heard.events).containsExactly("bruno 0", "chloe 0", "slow 0");
            }
        }
    }
}
