package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.eventstore.Opened.soon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;

/** A reader hears every event once, and what happened to one person in the order in which it happened, whoever commits when. */
@Tag("database")
@ParameterizedClass
@EnumSource
class DeliveryTest {
    private static final int WRITERS = 8;
    private static final long EVENTS = 40;

    private final Databases.Address address;

    DeliveryTest(Databases databases) {
        address = databases.fresh();
    }

    static final class Heard {
        final List<String> events = Collections.synchronizedList(new ArrayList<>());

        @EventHandler
        void on(PersonJoined event, DomainEventMessage<?> message) {
            events.add(message.getAggregateIdentifier() + " " + message.getSequenceNumber());
        }

        List<String> of(String person) {
            return List.copyOf(events).stream()
                    .filter(event -> event.startsWith(person + " "))
                    .toList();
        }
    }

    @Test
    void eight_writers_at_once_and_one_that_takes_its_time() throws Exception {
        try (var opened = new Opened(address);
                var slow = new OpenAppend(opened, "slow");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var heard = new Heard();
            opened.ledger.readModel("heard", _ -> heard);
            opened.ledger.start();
            var writers = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(writer -> threads.submit(() -> write(opened, "writer" + writer)))
                    .toList();
            for (var writer : writers) {
                writer.get();
            }
            soon().until(() -> heard.events.size() >= WRITERS * EVENTS);
            assertThat(heard.of("slow")).isEmpty();

            slow.commit();
            soon().until(() -> !heard.of("slow").isEmpty());
            store(opened, "last", 0);
            soon().until(() -> !heard.of("last").isEmpty());
            assertThat(heard.events).hasSize((int) (WRITERS * EVENTS + 2));
            IntStream.range(0, WRITERS)
                    .forEach(writer -> assertThat(heard.of("writer" + writer))
                            .containsExactlyElementsOf(LongStream.range(0, EVENTS)
                                    .mapToObj(sequence -> "writer" + writer + " " + sequence)
                                    .toList()));
        }
    }

    @Test
    void a_new_processor_hears_what_was_being_written_when_it_began_and_nothing_from_before() throws Exception {
        try (var opened = new Opened(address);
                var slow = new OpenAppend(opened, "slow")) {
            giveUp(opened, "nobody");
            store(opened, "amara", 0);
            var heard = new Heard();
            opened.ledger.processor("mail", heard);
            opened.ledger.start();
            slow.commit();
            store(opened, "bruno", 0);
            soon().until(() -> !heard.of("bruno").isEmpty());
            assertThat(heard.events).containsExactlyInAnyOrder("slow 0", "bruno 0");
        }
    }

    @Test
    void a_processor_that_begins_while_nobody_writes_forgets_the_places_left_empty_long_ago() {
        try (var opened = new Opened(address)) {
            giveUp(opened, "nobody");
            store(opened, "amara", 0);
            opened.ledger.processor("heard", new Heard());
            opened.ledger.start();
            assertThat(position(opened)).contains("\"index\":2", "\"gaps\":[]");
        }
    }

    @Test
    void places_that_nobody_can_fill_any_more_are_forgotten() {
        try (var opened = new Opened(address)) {
            var heard = new Heard();
            opened.ledger.readModel("heard", _ -> heard);
            opened.ledger.start();
            giveUp(opened, "nobody");
            store(opened, "amara", 0);
            soon().until(() -> !heard.of("amara").isEmpty());
            soon().untilAsserted(() -> assertThat(position(opened)).contains("\"gaps\":[1]"));
            // Noticed with one event, struck off with a later one.
            var sequence = new long[1];
            soon().untilAsserted(() -> {
                store(opened, "amara", ++sequence[0]);
                assertThat(position(opened)).contains("\"gaps\":[]");
            });
        }
    }

    /** Each event after another attempt that comes to nothing and leaves its place empty. */
    private static void write(Opened opened, String person) {
        LongStream.range(0, EVENTS).forEach(sequence -> {
            if (sequence % 5 == 0) {
                giveUp(opened, person + "-in-vain");
            }
            store(opened, person, sequence);
        });
    }

    private static void giveUp(Opened opened, String person) {
        transaction(opened).executeWithoutResult(status -> {
            store(opened, person, 0);
            status.setRollbackOnly();
        });
    }

    /** By the clock, all of this is long over; whoever goes by that will take no place for one that may still be filled. */
    static void store(Opened opened, String person, long sequence) {
        var longAgo = Map.of(Act.AT, Instant.now().minus(Duration.ofDays(1)).toString());
        opened.ledger
                .events()
                .publish(Opened.message(person, sequence, new CommandId("c-" + person + "-" + sequence))
                        .andMetaData(longAgo));
    }

    static TransactionTemplate transaction(Opened opened) {
        return new TransactionTemplate(new JdbcTransactionManager(opened.database));
    }

    static String position(Opened opened) {
        return opened.sql
                .sql("SELECT COALESCE(token, '') FROM ledger_token WHERE processor_name = 'heard'")
                .query(String.class)
                .single();
    }

    /** An event that has its place in the ledger and is not committed yet; closed without a commit, it never was. */
    static final class OpenAppend implements AutoCloseable {
        private final CountDownLatch commit = new CountDownLatch(1);
        private final FutureTask<?> append;
        private final Thread thread;

        OpenAppend(Opened opened, String person) throws InterruptedException {
            var placed = new CountDownLatch(1);
            append = new FutureTask<>(
                    () -> transaction(opened).executeWithoutResult(status -> {
                        store(opened, person, 0);
                        placed.countDown();
                        try {
                            commit.await();
                        } catch (InterruptedException e) {
                            status.setRollbackOnly();
                        }
                    }),
                    null);
            thread = Thread.ofVirtual().start(append);
            placed.await();
        }

        void commit() throws InterruptedException, ExecutionException {
            commit.countDown();
            append.get();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
