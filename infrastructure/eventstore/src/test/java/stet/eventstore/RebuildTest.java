package stet.eventstore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static stet.eventstore.Opened.soon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcOperations;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;
import stet.eventstore.rebuilding.Difference;
import stet.eventstore.rebuilding.Rebuild;
import stet.eventstore.rebuilding.Rebuild.State;
import stet.eventstore.rebuilding.RebuildRefused;

/** A read model is built anew beside the one that serves, compared with it, and switched to. */
@Tag("database")
@ParameterizedClass
@EnumSource
class RebuildTest {
    private final Databases.Address address;

    RebuildTest(Databases databases) {
        address = databases.fresh();
    }

    private static Ledger.Builder hasty(Ledger.Builder options) {
        return options.grace(Duration.ofSeconds(2));
    }

    private Opened open(UnaryOperator<Ledger.Builder> options) {
        var opened = new Opened(address, options);
        opened.ledger.readModel("names", Opened.Names::new);
        opened.ledger.start();
        return opened;
    }

    private static void fill(Opened opened) {
        IntStream.range(0, 30).forEach(i -> opened.store("person" + i, 0));
        soon().until(() -> opened.caughtUp("names"));
    }

    private static Rebuild rebuild(Opened opened) {
        return opened.ledger.rebuildOf("names").orElseThrow();
    }

    private static void awaitState(Opened opened, State state) {
        soon().untilAsserted(() ->
                assertThat(rebuild(opened)).extracting(Rebuild::state).isEqualTo(state));
    }

    private static List<String> tables(Opened opened, String prefix) {
        return opened
                .sql
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = CURRENT_SCHEMA")
                .query(String.class)
                .list()
                .stream()
                .map(table -> table.toLowerCase(Locale.ROOT))
                .filter(table -> table.startsWith(prefix))
                .toList();
    }

    @Test
    void a_comparison_that_comes_to_no_end_says_why_and_goes_on_once_it_can() {
        try (var opened = open(RebuildTest::hasty)) {
            // Of dates it is not said how they are the same on every database.
            opened.sql.sql("ALTER TABLE names_person ADD COLUMN odd DATE").update();
            opened.ledger.rebuild("names", "amara");

            soon().untilAsserted(() -> assertThat(rebuild(opened))
                    .satisfies(
                            now -> assertThat(now.failing()).isTrue(),
                            now -> assertThat(now.cause()).contains("could not be compared", "odd")));

            opened.sql.sql("ALTER TABLE names_person DROP COLUMN odd").update();
            awaitState(opened, State.SERVING);
            assertThat(rebuild(opened).failing()).isFalse();
        }
    }

    @Test
    void what_is_equal_serves_from_then_on_and_what_served_is_dropped_in_the_end() {
        try (var opened = open(RebuildTest::hasty)) {
            fill(opened);
            var before = opened.ledger.digest("names");
            assertThat(opened.ledger.rebuildOf("names")).isEmpty();

            opened.ledger.rebuild("names", "amara");

            awaitState(opened, State.SERVING);
            assertThat(rebuild(opened).startedBy()).isEqualTo("amara");
            assertThat(rebuild(opened).tables()).isEqualTo("names2");
            assertThat(opened.ledger.digest("names")).isEqualTo(before);
            opened.store("zoe", 0);
            soon().untilAsserted(() -> assertThat(opened.names()).hasSize(31).contains("The zoe"));
            soon().untilAsserted(() -> assertThat(tables(opened, "names_")).isEmpty());
            assertThat(tables(opened, "names2_"))
                    .containsExactlyInAnyOrder("names2_person", "names2_migration", "names2_welcomed");
            assertThat(opened.sql
                            .sql("SELECT processor_name FROM ledger_token WHERE processor_name LIKE 'names%'")
                            .query(String.class)
                            .list())
                    .containsExactly("names2");
            assertThat(opened.names()).hasSize(31);

            opened.ledger.rebuild("names", "amara");
            soon().untilAsserted(() -> assertThat(rebuild(opened).tables()).isEqualTo("names3"));
            awaitState(opened, State.SERVING);
            assertThat(opened.names()).hasSize(31);
        }
        try (var opened = open(RebuildTest::hasty)) {
            assertThat(opened.names()).hasSize(31);
            assertThat(tables(opened, "names_")).isEmpty();
        }
    }

    @Test
    void it_goes_on_serving_and_following_all_the_while_and_nobody_sees_less_than_they_did() throws Exception {
        try (var opened = open(options -> options)) {
            fill(opened);
            var over = new AtomicBoolean();
            var wrong = Collections.synchronizedList(new ArrayList<String>());
            var stored = new AtomicInteger();
            var writing = Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    var person = "new" + stored.get();
                    try (var expected = opened.ledger.progress().expect(new CommandId("c-" + person + "-0"))) {
                        opened.store(person, 0);
                        wrong.addAll(expected.await(Duration.ofSeconds(20)));
                        if (!opened.names().contains("The " + person)) {
                            wrong.add(person);
                        }
                        stored.incrementAndGet();
                    } catch (InterruptedException | RuntimeException failed) {
                        wrong.add(failed.toString());
                    }
                }
            });
            soon().until(() -> stored.get() > 5);
            opened.ledger.rebuild("names", "amara");
            awaitState(opened, State.SERVING);
            var then = stored.get();
            soon().until(() -> stored.get() > then + 5);
            over.set(true);
            writing.join();
            assertThat(wrong).isEmpty();
            assertThat(opened.names()).hasSize(30 + stored.get());
            assertThat(timesThatAnEventCameAgain(opened)).isZero();
        }
    }

    private static long timesThatAnEventCameAgain(Opened opened) {
        return opened.ledger
                .queries("names")
                .sql("SELECT COUNT(*) FROM names_person WHERE times <> 1")
                .query(Long.class)
                .single();
    }

    @Test
    void what_was_tampered_with_is_found_and_waits_for_somebody_to_accept_it() {
        try (var opened = open(RebuildTest::hasty)) {
            fill(opened);
            opened.sql
                    .sql("UPDATE names_person SET name = 'Somebody else' WHERE person = 'person7'")
                    .update();
            opened.sql
                    .sql(
                            "INSERT INTO names_person VALUES ('nobody', 'Nobody', 'stet', CURRENT_TIMESTAMP, 1, TRUE, NULL)")
                    .update();

            opened.ledger.rebuild("names", "amara");

            awaitState(opened, State.DIFFERS);
            assertThat(rebuild(opened).differences()).containsExactly(new Difference("person", 2, 1));
            assertThat(opened.names()).contains("Somebody else", "Nobody");
            opened.store("zoe", 0);
            soon().untilAsserted(() -> assertThat(opened.names()).contains("The zoe"));

            opened.ledger.accept("names");

            awaitState(opened, State.SERVING);
            soon().untilAsserted(() -> assertThat(opened.names())
                    .hasSize(31)
                    .contains("The person7", "The zoe")
                    .doesNotContain("Nobody"));
        }
    }

    @Test
    void what_is_abandoned_leaves_nothing() {
        try (var opened = open(RebuildTest::hasty)) {
            fill(opened);
            opened.sql.sql("DELETE FROM names_person WHERE person = 'person7'").update();
            opened.ledger.rebuild("names", "amara");
            awaitState(opened, State.DIFFERS);

            opened.ledger.abandon("names");

            assertThat(rebuild(opened).state()).isEqualTo(State.ABANDONED);
            soon().untilAsserted(() -> assertThat(tables(opened, "names2")).isEmpty());
            assertThat(opened.sql
                            .sql("SELECT COUNT(*) FROM ledger_token WHERE processor_name = 'names2'")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(opened.names()).hasSize(29);
            opened.store("zoe", 0);
            soon().untilAsserted(() -> assertThat(opened.names()).hasSize(30));
            assertThatThrownBy(() -> opened.ledger.abandon("names")).isInstanceOf(RebuildRefused.class);
            assertThatThrownBy(() -> opened.ledger.accept("names")).isInstanceOf(RebuildRefused.class);
        }
    }

    @Test
    void one_at_a_time_and_only_of_a_read_model() {
        var served = new AtomicInteger();
        try (var opened = new Opened(address, Ledger.Builder::alone)) {
            // The rebuild is let no further than its first event, so that it is under way whatever else the machine
            // does.
            opened.ledger.readModel(
                    "names",
                    tables -> served.getAndIncrement() == 0
                            ? new Opened.Names(tables)
                            : new Slow(tables, new ArrayList<>(), new CountDownLatch(1), 0));
            opened.ledger.start();
            fill(opened);
            opened.ledger.rebuild("names", "amara");
            assertThatThrownBy(() -> opened.ledger.rebuild("names", "bruno"))
                    .isInstanceOf(RebuildRefused.class)
                    .hasMessageContaining("by amara");
            assertThatThrownBy(() -> opened.ledger.rebuild("nothing", "bruno"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> opened.ledger.accept("names")).isInstanceOf(RebuildRefused.class);
            assertThatThrownBy(() -> opened.ledger.readModel("desk2", _ -> new Object()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Reads as far as it is let. */
    static final class Slow {
        final Opened.Names names;
        final List<String> heard;
        final CountDownLatch go;
        final int until;

        Slow(JdbcOperations tables, List<String> heard, CountDownLatch go, int until) {
            names = new Opened.Names(tables);
            this.heard = heard;
            this.go = go;
            this.until = until;
        }

        @EventHandler
        void on(PersonJoined event, Act act) {
            if (heard.size() == until && go.getCount() > 0) {
                throw new IllegalStateException("no further");
            }
            heard.add(event.person().value());
            names.on(event, act);
        }
    }

    @Test
    void after_a_restart_it_goes_on_from_where_it_was() {
        var count = 2500;
        try (var opened = open(options -> options.batchSize(500))) {
            IntStream.range(0, count).forEach(i -> opened.store("person" + i, 0));
            soon().until(() -> opened.caughtUp("names"));
        }
        var heard = Collections.synchronizedList(new ArrayList<String>());
        var served = new AtomicInteger();
        try (var opened = new Opened(address, Ledger.Builder::alone)) {
            opened.ledger.readModel(
                    "names",
                    tables -> served.getAndIncrement() == 0
                            ? new Opened.Names(tables)
                            : new Slow(tables, heard, new CountDownLatch(1), 2400));
            opened.ledger.start();
            opened.ledger.rebuild("names", "amara");
            soon().until(() -> rebuild(opened).done() >= 1000);
            soon().until(() -> rebuild(opened).failing());
            assertThat(rebuild(opened).cause()).contains("no further");
            assertThat(rebuild(opened).open()).isTrue();
            assertThat(opened.names()).hasSize(count);
        }
        heard.clear();
        served.set(0);
        try (var opened = new Opened(address, Ledger.Builder::alone)) {
            opened.ledger.readModel(
                    "names",
                    tables -> served.getAndIncrement() == 0
                            ? new Opened.Names(tables)
                            : new Slow(tables, heard, new CountDownLatch(0), 0));
            opened.ledger.start();
            awaitState(opened, State.SERVING);
            assertThat(heard).hasSizeBetween(1, count - 1000);
            assertThat(opened.names()).hasSize(count);
            assertThat(timesThatAnEventCameAgain(opened)).isZero();
        }
    }

    @Test
    void one_that_is_stuck_is_rebuilt_and_accepted() {
        try (var opened = open(options -> options)) {
            fill(opened);
            opened.sql.sql("ALTER TABLE names_person RENAME TO elsewhere").update();
            opened.store("zoe", 0);
            soon().until(() ->
                    requireNonNull(opened.ledger.status().get("names")).failing());

            opened.ledger.rebuild("names", "amara");

            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(rebuild(opened).state()).isEqualTo(State.DIFFERS));
            // If it was just there where the other is stuck when they were compared, what it lacks is what was seen.
            assertThat(rebuild(opened).because()).containsAnyOf("stands still", "not as what serves");
            opened.ledger.accept("names");
            soon().untilAsserted(() -> assertThat(opened.names()).hasSize(31));
            soon().until(() -> opened.caughtUp("names"));
        }
    }
}
