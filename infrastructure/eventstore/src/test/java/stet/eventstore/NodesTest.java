package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.eventstore.DeliveryTest.store;
import static stet.eventstore.Opened.soon;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;
import stet.domain.CommandId;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;
import stet.eventstore.DeliveryTest.Heard;

/** Two nodes on one PostgreSQL: what one writes the other hears of, and what one held the other takes over. */
@Tag("database")
class NodesTest {
    /** Longer than any test may take, so that nothing passes because somebody happened to look. */
    private static final Duration NEVER = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Databases.Address address = Databases.POSTGRESQL.fresh();

    private Opened node(String name) {
        return new Opened(address, options -> options.line(address.line(name)).idle(NEVER));
    }

    /** Writes to a table what it hears, and can be held up in the middle of it. */
    static final class Log {
        private final Opened node;
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn;

        Log(Opened node, boolean heldUp) {
            this.node = node;
            goOn = new CountDownLatch(heldUp ? 1 : 0);
            node.sql
                    .sql("CREATE TABLE IF NOT EXISTS log (id BIGINT GENERATED ALWAYS AS IDENTITY, person VARCHAR(64))")
                    .update();
        }

        @EventHandler
        void on(PersonJoined event, DomainEventMessage<?> message) throws InterruptedException {
            node.sql
                    .sql("INSERT INTO log (person) VALUES (?)")
                    .param(event.person().value())
                    .update();
            begun.countDown();
            assertThat(goOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    record Asking(JdbcOperations tables, CompletableFuture<String> setting) {
        @EventHandler
        void on(PersonJoined event) {
            setting.complete(tables.queryForObject("SHOW synchronous_commit", String.class));
        }
    }

    private static List<String> log(Opened node) {
        return node.sql
                .sql("SELECT person FROM log ORDER BY id")
                .query(String.class)
                .list();
    }

    @Test
    void what_one_node_writes_wakes_the_readers_of_another() {
        try (var reading = node("reading");
                var writing = node("writing")) {
            var heard = new Heard();
            reading.ledger.readModel("heard", _ -> heard);
            reading.ledger.start();
            writing.ledger.start();
            store(writing, "amara", 0);
            soon().until(() -> heard.of("amara").size() == 1);
            store(writing, "amara", 1);
            soon().until(() -> heard.of("amara").size() == 2);
        }
    }

    @Test
    void a_node_is_told_which_histories_another_wrote_to_and_hears_nothing_of_its_own() {
        try (var one = node("one");
                var two = node("two")) {
            var toldOne = new CopyOnWriteArrayList<Set<String>>();
            var toldTwo = new CopyOnWriteArrayList<Set<String>>();
            one.ledger.whenOthersWrite(toldOne::add);
            two.ledger.whenOthersWrite(toldTwo::add);
            one.ledger.start();
            two.ledger.start();
            assertThat(one.ledger.hearsOthers()).isTrue();
            store(one, "amara", 0);
            soon().until(() -> toldTwo.contains(Set.of("amara")));
            store(two, "bruno", 0);
            soon().until(() -> toldOne.contains(Set.of("bruno")));
            assertThat(toldOne).containsExactly(Set.of(), Set.of("bruno"));
            assertThat(toldTwo).containsExactly(Set.of(), Set.of("amara"));
        }
    }

    @Test
    void a_node_that_did_not_hear_for_a_while_looks_when_it_hears_again() {
        try (var reading = node("reading");
                var writing = new Opened(address)) {
            var heard = new Heard();
            reading.ledger.readModel("heard", _ -> heard);
            reading.ledger.start();
            store(writing, "amara", 0);
            // The other node has no line, so nobody tells this one of it.
            hangUp(writing, "reading");
            soon().until(() -> !heard.of("amara").isEmpty());
            soon().until(reading.ledger::hearsOthers);
        }
    }

    @Test
    void what_a_dead_node_held_is_free_at_once() {
        try (var living = node("living")) {
            living.sql
                    .sql(
                            "INSERT INTO ledger_token (processor_name, segment, owner, time_stamp) VALUES ('heard', 0, ?, ?)")
                    .params("a dead node", "2999-01-01T00:00:00Z")
                    .update();
            var heard = new Heard();
            living.ledger.readModel("heard", _ -> heard);
            living.ledger.start();
            store(living, "amara", 0);
            soon().until(() -> !heard.of("amara").isEmpty());
        }
    }

    @Test
    void what_a_node_let_go_of_another_takes_over_at_once() {
        try (var second = node("second")) {
            var heard = new Heard();
            second.ledger.readModel("heard", _ -> heard);
            try (var first = node("first")) {
                var heardFirst = new Heard();
                first.ledger.readModel("heard", _ -> heardFirst);
                first.ledger.start();
                store(first, "amara", 0);
                soon().until(() -> !heardFirst.of("amara").isEmpty());
                second.ledger.start();
            }
            store(second, "bruno", 0);
            soon().until(() -> !heard.of("bruno").isEmpty());
            assertThat(heard.events).containsExactly("bruno 0");
        }
    }

    @Test
    void a_node_that_was_taken_for_dead_in_the_middle_of_a_batch_writes_nothing() throws Exception {
        try (var slow = node("slow");
                var quick = node("quick")) {
            var heldUp = new Log(slow, true);
            slow.ledger.readModel("log", _ -> heldUp);
            slow.ledger.start();
            store(slow, "amara", 0);
            assertThat(heldUp.begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            // It lives and reads; only its line is gone, and stays gone until another node has taken over.
            quick.ledger.readModel("log", _ -> new Log(quick, false));
            quick.ledger.start();
            soon().until(() -> {
                hangUp(quick, "slow");
                return log(quick).contains("amara");
            });
            store(quick, "bruno", 0);
            soon().until(() -> log(quick).contains("bruno"));
            // Nobody holds it when the slow one comes to the end of its batch, and still it may not put it back.
            quick.ledger.close();
            heldUp.goOn.countDown();
            store(slow, "chloe", 0);
            soon().until(() -> log(slow).contains("chloe"));
            assertThat(log(slow)).containsExactly("amara", "bruno", "chloe");
        }
    }

    @Test
    void only_what_can_be_made_again_does_not_wait_for_the_disk() throws Exception {
        try (var node = node("one")) {
            var whileReading = new CompletableFuture<String>();
            node.ledger.readModel("heard", tables -> new Asking(tables, whileReading));
            node.ledger.start();
            store(node, "amara", 0);
            assertThat(whileReading.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("off");
            assertThat(node.sql
                            .sql("SHOW synchronous_commit")
                            .query(String.class)
                            .single())
                    .isEqualTo("on");
        }
    }

    @Test
    void an_answer_waits_for_a_read_model_that_another_node_runs() throws Exception {
        try (var reading = node("reading");
                var writing = node("writing")) {
            var log = new Log(reading, true);
            reading.ledger.readModel("log", _ -> log);
            reading.ledger.start();
            writing.ledger.readModel("log", _ -> new Log(writing, false));
            writing.ledger.start();
            try (var expected = writing.ledger.progress().expect(new CommandId("c-amara-0"))) {
                store(writing, "amara", 0);
                assertThat(log.begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                assertThat(expected.await(Duration.ofMillis(200))).containsExactly("log");
                var behind = CompletableFuture.supplyAsync(() -> {
                    try {
                        return expected.await(PATIENCE);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
                assertThat(writing.caughtUp("log")).isFalse();
                log.goOn.countDown();
                assertThat(behind.get()).isEmpty();
                assertThat(writing.caughtUp("log")).isTrue();
                assertThat(log(writing)).containsExactly("amara");
            }
        }
    }

    @Test
    void two_nodes_may_begin_at_once() throws Exception {
        try (var one = node("one");
                var two = node("two")) {
            one.ledger.readModel("heard", _ -> new Heard());
            two.ledger.readModel("heard", _ -> new Heard());
            var started = CompletableFuture.allOf(
                    CompletableFuture.runAsync(one.ledger::start), CompletableFuture.runAsync(two.ledger::start));
            started.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            store(one, "amara", 0);
            soon().until(() -> one.caughtUp("heard") || two.caughtUp("heard"));
        }
    }

    private static void hangUp(Opened database, String name) {
        database.sql
                .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ?")
                .param(name)
                .query(Boolean.class)
                .list();
    }
}
