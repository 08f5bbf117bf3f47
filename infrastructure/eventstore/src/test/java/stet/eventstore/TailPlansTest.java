package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.eventstore.DeliveryTest.store;
import static stet.eventstore.DeliveryTest.transaction;
import static stet.eventstore.Opened.soon;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.CommandId;

/** How many rows whoever waits at the end of a long ledger reads, as the database itself counts them. */
@Tag("database")
@ParameterizedClass
@EnumSource
class TailPlansTest {
    private static final int BEFORE = 2_000;
    private static final long LITTLE = 20;

    private final Databases databases;

    TailPlansTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void while_a_place_is_empty_that_may_still_be_filled_nobody_reads_all_that_ever_happened() throws Exception {
        try (var opened = new Opened(
                databases.fresh().open(), database -> new Plans(database, databases), UnaryOperator.identity())) {
            transaction(opened)
                    .executeWithoutResult(_ -> opened.ledger
                            .events()
                            .publish(IntStream.range(0, BEFORE)
                                    .mapToObj(n -> Opened.message("person" + n, 0, new CommandId("c-" + n)))
                                    .toList()));
            try (var slow = new DeliveryTest.OpenAppend(opened, "slow")) {
                var heard = new DeliveryTest.Heard();
                opened.ledger.processor("mail", heard);
                opened.ledger.start();
                for (var person : List.of("amara", "bruno")) {
                    store(opened, person, 0);
                    soon().until(() -> !heard.of(person).isEmpty());
                }
                assertThat(((Plans) opened.database).taken())
                        .filteredOn(plan -> plan.question().contains("payload")
                                && plan.question().contains("IN ("))
                        .isNotEmpty()
                        .allSatisfy(plan -> assertThat(plan.read()).isBetween(0L, LITTLE));
                slow.commit();
                soon().until(() -> !heard.of("slow").isEmpty());
            }
        }
    }
}
