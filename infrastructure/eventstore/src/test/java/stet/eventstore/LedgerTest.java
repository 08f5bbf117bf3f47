package stet.eventstore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.eventstore.Opened.soon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Chronicle.Span;
import stet.domain.newsroom.NewsroomEvent;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;
import stet.eventstore.following.ActParameter;
import stet.eventstore.log.LedgerEngine;
import stet.eventstore.log.LedgerStore;
import stet.eventstore.shapes.EventSerializer;
import stet.eventstore.shapes.Examples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Tag("database")
@ParameterizedClass
@EnumSource
class LedgerTest {
    private final Databases.Address address;

    LedgerTest(Databases databases) {
        address = databases.fresh();
    }

    // ---- How it is wired

    @Test
    void it_is_wired_as_meant() {
        try (var opened = new Opened(address)) {
            assertThat(opened.ledger.log().engine())
                    .isInstanceOf(LedgerEngine.class)
                    .isInstanceOf(JdbcEventStorageEngine.class);
            assertThat(opened.ledger.log().engine().getEventSerializer()).isInstanceOf(EventSerializer.class);
            assertThat(opened.ledger.log().engine().getSnapshotSerializer()).isInstanceOf(EventSerializer.class);
            assertThat(opened.ledger.log().positions().serializer()).isInstanceOf(EventSerializer.class);
            assertThat(opened.ledger.log().transactions()).isInstanceOf(SpringTransactionManager.class);
            assertThat(opened.ledger.events()).isInstanceOf(LedgerStore.class);
        }
    }

    @Test
    void no_two_nodes_look_alike() {
        try (var opened = new Opened(address)) {
            var other = Ledger.on(
                            opened.database,
                            new org.springframework.jdbc.support.JdbcTransactionManager(opened.database))
                    .build();
            assertThat(other.log().node()).isNotEqualTo(opened.ledger.log().node());
        }
    }

    @Test
    void what_axon_brings_by_itself_is_not_here() {
        for (var uninvited : List.of(
                "com.thoughtworks.xstream.XStream",
                "org.axonframework.axonserver.connector.AxonServerConnectionManager",
                "org.axonframework.config.UpdateCheckerConfigurerModule",
                "org.axonframework.config.DefaultConfigurer",
                "jakarta.persistence.EntityManager")) {
            assertThatThrownBy(() -> Class.forName(uninvited)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    // ---- What is kept

    @Test
    void a_person_can_read_the_ledger() {
        try (var opened = new Opened(address)) {
            opened.store("amara", 0);
            var row = opened.sql
                    .sql("SELECT payload_type, payload, meta_data FROM ledger_event")
                    .query()
                    .singleRow();
            assertThat(row.get("payload_type")).isEqualTo("newsroom.person-joined");
            assertThat(row.get("payload"))
                    .isEqualTo("{\"person\":\"amara\",\"name\":\"The amara\",\"roles\":[\"WRITER\"]}");
            assertThat(String.valueOf(row.get("meta_data"))).contains("\"who\":\"stet\"");
        }
    }

    @Test
    void events_survive_close_and_reopen() {
        try (var opened = new Opened(address)) {
            opened.store("amara", 0);
            opened.store("amara", 1);
        }
        try (var opened = new Opened(address)) {
            var events = opened.ledger.events().readEvents("amara").asStream().toList();
            assertThat(events).hasSize(2).allMatch(event -> event.getPayload().equals(Opened.joined("amara")));
            assertThat(events).extracting(DomainEventMessage::getSequenceNumber).containsExactly(0L, 1L);
        }
    }

    @Test
    void parts_of_many_histories_are_read_at_once_also_where_an_event_is_missing() {
        try (var opened = new Opened(address)) {
            var spans = new ArrayList<Span>();
            for (var n = 0; n < 120; n++) {
                for (var sequence = 0; sequence < 3; sequence++) {
                    opened.store("p" + n, sequence);
                }
                spans.add(new Span(new ArticleId("p" + n), 0, n == 7 ? 1 : 2));
            }
            spans.add(new Span(new ArticleId("nobody"), -1, 5));
            opened.sql
                    .sql("DELETE FROM ledger_event WHERE aggregate_identifier = 'p5' AND sequence_number = 1")
                    .update();

            var read = opened.ledger.read(spans);
            assertThat(read).hasSize(120 * 2 - 2);
            assertThat(sequences(read, "p4")).containsExactly(1L, 2L);
            assertThat(sequences(read, "p5")).containsExactly(2L);
            assertThat(sequences(read, "p7")).containsExactly(1L);
            assertThat(read.getFirst().getPayload()).isInstanceOf(PersonJoined.class);
            assertThat(read.getFirst().getMetaData()).containsEntry("who", "stet");
            assertThat(opened.ledger.read(List.of())).isEmpty();
        }
    }

    private static List<Long> sequences(List<DomainEventMessage<?>> read, String history) {
        return read.stream()
                .filter(event -> event.getAggregateIdentifier().equals(history))
                .map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    @Test
    void the_second_of_two_writers_is_told() {
        try (var opened = new Opened(address)) {
            opened.store("amara", 0);
            opened.store("amara", 1);
            assertThatThrownBy(() -> opened.store("amara", 1)).isInstanceOf(ConcurrencyException.class);
            assertThatThrownBy(() -> opened.store("amara", 0)).isInstanceOf(AggregateStreamCreationException.class);
            assertThat(opened.ledger.events().readEvents("amara").asStream()).hasSize(2);
        }
    }

    @Test
    void what_has_no_stored_name_is_not_kept() {
        try (var opened = new Opened(address)) {
            var stray = new GenericDomainEventMessage<>("newsroom", "amara", 0, new PersonId("amara"));
            assertThatThrownBy(() -> opened.ledger.events().publish(stray)).isInstanceOf(SerializationException.class);
            assertThat(opened.sql
                            .sql("SELECT count(*) FROM ledger_event")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    /** Once a person had one role, and an event of that time is still in the ledger. */
    private static final class OneRole extends SingleEventUpcaster {
        private static final String NAME = "newsroom.person-joined";

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType(NAME, null));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType(NAME, "2"), JsonNode.class, stored -> {
                if (stored instanceof ObjectNode person && person.has("role")) {
                    person.putArray("roles").add(person.remove("role").asString());
                }
                return stored;
            });
        }
    }

    @Test
    void an_event_of_an_old_shape_is_read_in_the_new_one() {
        try (var opened = new Opened(address, options -> options.upcasters(List.of(new OneRole())))) {
            opened.store("amara", 0);
            opened.sql
                    .sql("UPDATE ledger_event SET payload = ?")
                    .param("{\"person\":\"amara\",\"name\":\"Amara\",\"role\":\"CHECKER\"}")
                    .update();
            assertThat((Object)
                            opened.ledger.events().readEvents("amara").next().getPayload())
                    .isEqualTo(new PersonJoined(new PersonId("amara"), "Amara", Set.of(Role.CHECKER), Set.of()));
            var seen = new Heard();
            opened.ledger.readModel("heard", _ -> seen);
            opened.ledger.start();
            soon().until(() -> seen.acts.size() == 1);
        }
    }

    // ---- Who follows it

    static final class Heard {
        final List<NewsroomEvent> events = Collections.synchronizedList(new ArrayList<>());
        final List<Act> acts = Collections.synchronizedList(new ArrayList<>());

        @EventHandler
        void on(NewsroomEvent event, Act act) {
            events.add(event);
            acts.add(act);
        }
    }

    @Test
    void a_new_read_model_reads_what_happened_before_it() {
        try (var opened = new Opened(address)) {
            IntStream.range(0, 450).forEach(i -> opened.store("amara", i));
            opened.store("bruno", 0);
            opened.ledger.readModel("names", Opened.Names::new);
            opened.ledger.start();
            soon().until(() -> opened.caughtUp("names"));
            assertThat(opened.names()).containsExactly("The amara", "The bruno");
            assertThat(opened.ledger.status().get("names"))
                    .isEqualTo(new Status(true, false, null, true, 451, 0, null));
        }
    }

    @Test
    void a_read_model_goes_on_where_it_was() {
        try (var opened = new Opened(address)) {
            opened.ledger.readModel("heard", _ -> new Heard());
            opened.ledger.start();
            opened.store("amara", 0);
            soon().until(() -> opened.caughtUp("heard"));
        }
        try (var opened = new Opened(address)) {
            var heard = new Heard();
            opened.ledger.readModel("heard", _ -> heard);
            opened.store("bruno", 0);
            opened.ledger.start();
            soon().until(() -> opened.caughtUp("heard"));
            assertThat(heard.events).containsExactly(Opened.joined("bruno"));
        }
    }

    @Test
    void what_has_effects_outside_hears_only_what_happens_from_now_on_and_is_never_replayed() {
        try (var opened = new Opened(address)) {
            opened.store("amara", 0);
            var mail = new Heard();
            opened.ledger.processor("mail", mail);
            opened.ledger.start();
            opened.store("bruno", 0);
            soon().until(() -> opened.caughtUp("mail"));
            assertThat(mail.events).containsExactly(Opened.joined("bruno"));
            assertThatThrownBy(() -> opened.ledger.rebuild("mail", "amara"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_reader_of_a_dead_program_is_taken_over_at_once() {
        try (var opened = new Opened(address)) {
            opened.ledger.readModel("heard", _ -> new Heard());
            opened.ledger.start();
            opened.store("amara", 0);
            soon().until(() -> opened.caughtUp("heard"));
            opened.ledger.close();
            opened.sql
                    .sql("UPDATE ledger_token SET owner = 'somebody who died', time_stamp = '2999-01-01T00:00:00.000Z'")
                    .update();

            var heard = new Heard();
            var next = Ledger.on(
                            opened.database,
                            new org.springframework.jdbc.support.JdbcTransactionManager(opened.database))
                    .alone()
                    .build();
            try (next) {
                next.readModel("heard", _ -> heard);
                next.start();
                next.events().publish(Opened.message("bruno", 0, new CommandId("c-1")));
                soon().until(() -> heard.events.size() == 1);
            }
        }
    }

    static final class Stumbling {
        final AtomicInteger stumbles;
        final Heard heard = new Heard();

        Stumbling(int times) {
            stumbles = new AtomicInteger(times);
        }

        @EventHandler
        void on(PersonJoined event, Act act) {
            if (event.person().value().equals("bruno") && stumbles.getAndDecrement() > 0) {
                throw new IllegalStateException("stumbled over " + event.person());
            }
            heard.on(event, act);
        }
    }

    @Test
    void a_read_model_that_fails_tries_again_and_skips_nothing() {
        try (var opened = new Opened(address)) {
            var stumbling = new Stumbling(3);
            opened.ledger.readModel("stumbling", _ -> stumbling);
            opened.ledger.readModel("names", Opened.Names::new);
            opened.ledger.start();
            soon().until(() -> opened.caughtUp("stumbling"));
            opened.store("amara", 0);
            soon().until(() -> stumbling.heard.events.size() == 1);
            opened.store("bruno", 0);
            opened.store("chloe", 0);

            soon().untilAsserted(() -> {
                var status = requireNonNull(opened.ledger.status().get("stumbling"));
                assertThat(status.failing()).isTrue();
                assertThat(status.caughtUp()).isFalse();
                assertThat(status.cause()).contains("stumbled over bruno");
            });
            soon().untilAsserted(() -> assertThat(opened.names()).hasSize(3));
            soon().until(() -> opened.caughtUp("stumbling"));
            assertThat(stumbling.stumbles.get()).isLessThan(0);
            assertThat(new ArrayList<>(stumbling.heard.events))
                    .containsExactly(Opened.joined("amara"), Opened.joined("bruno"), Opened.joined("chloe"));
            assertThat(requireNonNull(opened.ledger.status().get("stumbling")).failing())
                    .isFalse();
        }
    }

    record Breaking(Opened.Names names, CountDownLatch failed) {
        @EventHandler
        void on(PersonJoined event, Act act) {
            names.on(event, act);
            if (event.person().value().equals("bruno")) {
                failed.countDown();
                throw new IllegalStateException("after the write");
            }
        }
    }

    @Test
    void what_a_failing_batch_wrote_is_taken_back_with_its_position() {
        try (var opened = new Opened(address)) {
            var failed = new CountDownLatch(1);
            opened.store("amara", 0);
            opened.store("bruno", 0);
            opened.ledger.readModel("names", tables -> new Breaking(new Opened.Names(tables), failed));
            opened.ledger.start();
            soon().until(() -> failed.getCount() == 0);
            soon().until(() ->
                    requireNonNull(opened.ledger.status().get("names")).failing());
            assertThat(opened.names()).doesNotContain("The bruno");
        }
    }

    @Test
    void an_event_that_nobody_knows_stops_the_readers() {
        try (var opened = new Opened(address)) {
            opened.store("amara", 0);
            opened.sql
                    .sql("UPDATE ledger_event SET payload_type = 'newsroom.person-levitated'")
                    .update();
            var heard = new Heard();
            opened.ledger.readModel("heard", _ -> heard);
            opened.ledger.start();
            soon().until(() ->
                    requireNonNull(opened.ledger.status().get("heard")).failing());
            opened.sql
                    .sql("UPDATE ledger_event SET payload_type = 'newsroom.person-joined'")
                    .update();
            soon().until(() -> heard.events.size() == 1);
        }
    }

    @Test
    void a_reader_is_woken_by_the_commit_and_does_not_wait_for_its_next_look() {
        try (var opened = new Opened(address, options -> options.idle(Duration.ofMinutes(10)))) {
            var heard = new Heard();
            opened.ledger.readModel("heard", _ -> heard);
            opened.ledger.start();
            soon().until(() -> opened.caughtUp("heard"));
            assertThat(opened.ledger.log().wakeners().count()).isEqualTo(1);
            for (var i = 0; i < 50; i++) {
                var count = i + 1;
                opened.store("amara", i);
                soon().until(() -> heard.events.size() == count);
            }
            opened.ledger.close();
            soon().until(() -> opened.ledger.log().wakeners().count() == 0);
        }
    }

    @Test
    void the_act_beside_an_event_is_the_same_live_and_stored() throws Exception {
        var message = new GenericEventMessage<>(Opened.joined("amara"), Examples.ACT.asMap());
        assertThat(new ActParameter().resolveParameterValue(message)).isEqualTo(Examples.ACT);
        try (var opened = new Opened(address)) {
            var heard = new Heard();
            opened.ledger.readModel("heard", _ -> heard);
            opened.ledger.start();
            opened.ledger.events().publish(message);
            soon().until(() -> heard.acts.size() == 1);
            assertThat(heard.acts).containsExactly(Examples.ACT);
        }
    }

    // ---- Who waits for it

    record Desks(List<NewsroomEvent> opened) {
        @EventHandler
        void on(NewsroomEvent.DeskOpened event) {
            opened.add(event);
        }
    }

    @Test
    void a_write_can_be_awaited_in_every_read_model_that_heeds_it() throws Exception {
        try (var opened = new Opened(address)) {
            opened.ledger.readModel("names", Opened.Names::new);
            opened.ledger.readModel("desks", _ -> new Desks(new ArrayList<>()));
            opened.ledger.start();
            soon().until(() -> opened.caughtUp("names"));
            for (var i = 0; i < 20; i++) {
                var person = "person" + i;
                try (var expected = opened.ledger.progress().expect(new CommandId("c-" + person + "-0"))) {
                    opened.store(person, 0);
                    assertThat(expected.await(Duration.ofSeconds(20))).isEmpty();
                }
                assertThat(opened.names()).contains("The " + person);
            }
            assertThat(opened.ledger.progress().open()).isZero();
        }
    }

    @Test
    void writes_of_many_at_once_are_each_awaited() throws Exception {
        try (var opened = new Opened(address)) {
            opened.ledger.readModel("names", Opened.Names::new);
            opened.ledger.start();
            var behind = Collections.synchronizedList(new ArrayList<String>());
            var writers = Stream.of("a", "b", "c", "d", "e", "f")
                    .map(writer -> Thread.ofVirtual().start(() -> {
                        for (var i = 0; i < 15; i++) {
                            var person = writer + i;
                            try (var expected = opened.ledger.progress().expect(new CommandId("c-" + person + "-0"))) {
                                opened.store(person, 0);
                                behind.addAll(expected.await(Duration.ofSeconds(20)));
                                if (!opened.names().contains("The " + person)) {
                                    behind.add(person);
                                }
                            } catch (InterruptedException e) {
                                behind.add("interrupted");
                            }
                        }
                    }))
                    .toList();
            for (var writer : writers) {
                writer.join();
            }
            assertThat(behind).isEmpty();
            assertThat(opened.names()).hasSize(90);
            assertThat(opened.ledger.progress().open()).isZero();
        }
    }

    @Test
    void a_command_that_did_nothing_is_not_waited_for() throws Exception {
        try (var opened = new Opened(address);
                var expected = opened.ledger.progress().expect(new CommandId("c-1"))) {
            opened.ledger.readModel("heard", _ -> new Heard());
            assertThat(expected.await(Duration.ofHours(1))).isEmpty();
        }
    }

    @Test
    void a_read_model_that_is_failing_is_named() throws Exception {
        try (var opened = new Opened(address)) {
            opened.ledger.readModel("stumbling", _ -> new Stumbling(Integer.MAX_VALUE));
            opened.ledger.readModel("heard", _ -> new Heard());
            opened.ledger.start();
            try (var expected = opened.ledger.progress().expect(new CommandId("c-bruno-0"))) {
                opened.store("bruno", 0);
                soon().until(() -> opened.caughtUp("heard"));
                assertThat(expected.await(Duration.ofMillis(50))).containsExactly("stumbling");
            }
            assertThat(opened.ledger.progress().open()).isZero();
        }
    }
}
