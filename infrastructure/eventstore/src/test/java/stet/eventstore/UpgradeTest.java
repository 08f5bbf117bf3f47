package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.eventstore.Opened.soon;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcOperations;
import stet.domain.Act;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;
import stet.eventstore.rebuilding.Rebuild;
import stet.eventstore.rebuilding.Rebuild.State;

/** What another version of a read model made of the same events is made again by the start of a program, beside what serves. */
@Tag("database")
class UpgradeTest {
    /** A later version of the names, which has them in capitals. */
    static final class Capitals {
        private final Opened.Names names;
        private final JdbcOperations tables;

        Capitals(JdbcOperations tables) {
            this.tables = tables;
            names = new Opened.Names(tables);
        }

        @EventHandler
        void on(PersonJoined event, Act act) {
            names.on(event, act);
            tables.update(
                    "UPDATE names_person SET name = UPPER(name) WHERE person = ?",
                    event.person().value());
        }
    }

    private static Ledger.Builder hasty(Ledger.Builder options) {
        return options.grace(Duration.ofSeconds(4)).idle(Duration.ofMillis(200));
    }

    private static Opened first(Databases.Address address) {
        var opened = new Opened(address, UpgradeTest::hasty);
        opened.ledger.readModel("names", 1, Opened.Names::new);
        opened.ledger.start();
        return opened;
    }

    private static Opened second(Databases.Address address) {
        var opened = new Opened(address, UpgradeTest::hasty);
        opened.ledger.readModel("names", 2, Capitals::new);
        opened.ledger.start();
        return opened;
    }

    private static Databases.Address filledByTheFirst(Databases kind) {
        var address = kind.fresh();
        try (var opened = first(address)) {
            IntStream.range(0, 30).forEach(i -> opened.store("person" + i, 0));
            soon().untilAsserted(() -> assertThat(opened.names()).hasSize(30));
            assertThat(opened.ledger.rebuildOf("names")).isEmpty();
        }
        return address;
    }

    @ParameterizedTest
    @EnumSource
    void the_first_start_of_another_version_makes_it_again_and_nobody_has_to_accept_it(Databases kind) {
        var address = filledByTheFirst(kind);
        try (var opened = second(address)) {
            assertThat(opened.names()).hasSize(30);
            soon().untilAsserted(() -> assertThat(opened.names())
                    .hasSize(30)
                    .contains("THE PERSON7")
                    .doesNotContain("The person7"));
            assertThat(opened.ledger.rebuildOf("names").orElseThrow())
                    .returns(State.SERVING, Rebuild::state)
                    .returns("stet", Rebuild::startedBy);
            opened.store("zoe", 0);
            soon().untilAsserted(() -> assertThat(opened.names()).contains("THE ZOE"));
        }
        try (var opened = second(address)) {
            assertThat(opened.ledger.rebuildOf("names").orElseThrow().tables())
                    .as("it is made again once")
                    .isEqualTo("names2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_made_before_versions_were_noted_is_made_again(Databases kind) {
        var address = filledByTheFirst(kind);
        try (var opened = new Opened(address)) {
            opened.sql.sql("UPDATE ledger_set SET version = NULL").update();
        }
        try (var opened = first(address)) {
            soon().untilAsserted(() -> assertThat(opened.ledger.rebuildOf("names"))
                    .hasValueSatisfying(rebuild -> assertThat(rebuild.state()).isEqualTo(State.SERVING)));
            assertThat(opened.names()).hasSize(30);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_read_before_there_were_sets_of_tables_is_made_again(Databases kind) {
        var address = filledByTheFirst(kind);
        try (var opened = new Opened(address)) {
            opened.sql.sql("DELETE FROM ledger_set").update();
        }
        try (var opened = second(address)) {
            soon().untilAsserted(() -> assertThat(opened.names()).hasSize(30).contains("THE PERSON7"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_upgrade_that_was_cut_short_goes_on_and_one_that_was_taken_back_begins_anew(Databases kind) {
        var address = filledByTheFirst(kind);
        try (var opened = new Opened(address, UpgradeTest::hasty)) {
            opened.ledger.readModel("names", 2, _ -> new Failing());
            opened.ledger.start();
            soon().until(() -> opened.ledger.rebuildOf("names").orElseThrow().failing());
        }
        try (var opened = second(address)) {
            soon().untilAsserted(() -> assertThat(opened.names()).contains("THE PERSON7"));
            assertThat(opened.ledger.rebuildOf("names").orElseThrow().tables()).isEqualTo("names2");
        }
        try (var opened = first(address)) {
            soon().untilAsserted(() -> assertThat(opened.names()).contains("The person7"));
            assertThat(opened.ledger.rebuildOf("names").orElseThrow().tables()).isEqualTo("names3");
        }
    }

    /** Cannot get past anybody whom the first version has read. */
    static final class Failing {
        @EventHandler
        void on(PersonJoined event) {
            if (event.person().value().startsWith("person")) {
                throw new IllegalStateException("no " + event.person());
            }
        }
    }

    @Test
    void a_node_of_the_old_version_writes_nothing_into_what_the_new_one_makes_and_reads_it_in_the_end() {
        var address = filledByTheFirst(Databases.POSTGRESQL);
        try (var old = first(address);
                var young = second(address)) {
            for (var node : List.of(young, old)) {
                soon().untilAsserted(() -> assertThat(node.names())
                        .hasSize(30)
                        .allSatisfy(name -> assertThat(name).isEqualTo(name.toUpperCase(java.util.Locale.ROOT))));
            }
        }
    }
}
