package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static stet.eventstore.DeliveryTest.store;
import static stet.eventstore.Opened.soon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.eventstore.DeliveryTest.OpenAppend;
import stet.eventstore.answers.Happening;

/** What is told of is there to be seen. */
@Tag("database")
@ParameterizedClass
@EnumSource
class ShownTest {
    private final Databases databases;
    private final Databases.Address address;

    ShownTest(Databases databases) {
        this.databases = databases;
        address = databases.fresh();
    }

    /** What a node was told of, and whether its read model showed it then. */
    static final class Told {
        final List<String> people = Collections.synchronizedList(new ArrayList<>());
        final List<Happening> happenings = Collections.synchronizedList(new ArrayList<>());
        final List<String> early = Collections.synchronizedList(new ArrayList<>());

        Told(Opened node) {
            node.ledger.readModel("names", Opened.Names::new);
            node.ledger.whenShown("names", together -> {
                var names = node.names();
                for (var each : together) {
                    if (!names.contains("The " + each.history())) {
                        early.add(each.history());
                    }
                    happenings.add(each);
                    people.add(each.history());
                }
            });
        }
    }

    @Test
    void what_happens_is_told_once_it_is_shown_and_nothing_from_before() {
        try (var opened = new Opened(address)) {
            store(opened, "amara", 0);
            var told = new Told(opened);
            opened.ledger.start();
            for (var i = 0; i < 50; i++) {
                store(opened, "p" + i, 0);
            }
            soon().until(() -> told.people.size() >= 50);
            assertThat(told.people).hasSize(50).startsWith("p0", "p1").doesNotContain("amara");
            assertThat(told.early).isEmpty();
            var first = told.happenings.getFirst();
            assertThat(first.name()).isEqualTo("newsroom.person-joined");
            assertThat(first.sequence()).isZero();
            assertThat(first.event()).isEqualTo(Opened.joined("p0"));
            assertThat(first.act().who().value()).isEqualTo("stet");
        }
    }

    @Test
    void whoever_takes_long_to_commit_is_told_of_when_that_is_shown() throws Exception {
        try (var opened = new Opened(address);
                var slow = new OpenAppend(opened, "slow")) {
            var told = new Told(opened);
            opened.ledger.start();
            store(opened, "amara", 0);
            soon().until(() -> told.people.contains("amara"));
            slow.commit();
            soon().until(() -> told.people.contains("slow"));
            store(opened, "bruno", 0);
            soon().until(() -> told.people.contains("bruno"));
            assertThat(told.people).containsExactly("amara", "slow", "bruno");
            assertThat(told.early).isEmpty();
        }
    }

    @Test
    void there_must_be_such_a_read_model() {
        try (var opened = new Opened(address)) {
            assertThat(catchThrowable(() -> opened.ledger.whenShown("names", _ -> {})))
                    .hasMessage("There is no read model 'names'");
        }
    }

    @Test
    void every_node_is_told_whoever_writes_and_whoever_reads() {
        if (databases != Databases.POSTGRESQL) {
            return;
        }
        try (var reading = new Opened(address, options -> options.line(address.line("reading")));
                var writing = new Opened(address, options -> options.line(address.line("writing")))) {
            var here = new Told(reading);
            var there = new Told(writing);
            reading.ledger.start();
            soon().until(() -> reading.caughtUp("names"));
            writing.ledger.start();
            for (var i = 0; i < 20; i++) {
                store(writing, "w" + i, 0);
                store(reading, "r" + i, 0);
            }
            soon().until(() -> here.people.size() >= 40 && there.people.size() >= 40);
            assertThat(here.people).hasSize(40);
            assertThat(there.people).hasSize(40);
            assertThat(here.early).isEmpty();
            assertThat(there.early).isEmpty();
        }
    }
}
