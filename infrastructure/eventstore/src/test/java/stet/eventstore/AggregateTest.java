package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.domain.newsroom.NewsroomCommand.OpenDesk;
import stet.domain.newsroom.NewsroomCommand.WelcomePerson;
import stet.domain.newsroom.NewsroomEvent;
import stet.eventstore.shapes.Examples;

/** An aggregate round the domain's decide and evolve, as the workflow has it. */
@Tag("database")
@ParameterizedClass
@EnumSource
class AggregateTest {
    private final Databases.Address address;

    AggregateTest(Databases databases) {
        address = databases.fresh();
    }

    @AggregateRoot(type = "newsroom")
    static final class NewsroomAggregate {
        static final List<Act> ACTS = new ArrayList<>();

        @AggregateIdentifier
        final String id = Newsroom.ID;

        private Newsroom newsroom = Newsroom.EMPTY;

        void handle(NewsroomCommand command, Act act) {
            newsroom.decide(command, act).forEach(event -> AggregateLifecycle.apply(event, MetaData.from(act.asMap())));
        }

        @EventSourcingHandler
        void on(NewsroomEvent event, Act act) {
            newsroom = newsroom.evolve(event);
            ACTS.add(act);
        }
    }

    private static void subscribe(Ledger ledger) {
        var newsrooms = EventSourcingRepository.builder(NewsroomAggregate.class)
                .eventStore(ledger.events())
                .parameterResolverFactory(ledger.parameters())
                .build();
        for (var type : NewsroomCommand.class.getPermittedSubclasses()) {
            ledger.commands().subscribe(type.getName(), message -> {
                var command = (NewsroomCommand) message.getPayload();
                var act = Act.from(message.getMetaData(), Examples.ACT.at());
                newsrooms
                        .loadOrCreate(Newsroom.ID, NewsroomAggregate::new)
                        .execute(newsroom -> newsroom.handle(command, act));
                return null;
            });
        }
    }

    private static void send(Ledger ledger, NewsroomCommand command, String id) {
        var act = new Act(Newsroom.STET, Role.ADMINISTRATOR, Examples.ACT.at(), null, new CommandId(id));
        DefaultCommandGateway.builder()
                .commandBus(ledger.commands())
                .build()
                .sendAndWait(new GenericCommandMessage<>(command, act.asMap()));
    }

    @Test
    void commands_become_events_and_the_aggregate_is_what_its_events_made_of_it() {
        try (var opened = new Opened(address)) {
            subscribe(opened.ledger);
            send(opened.ledger, new OpenDesk(new DeskId("local"), "Local news"), "c-1");
            send(
                    opened.ledger,
                    new WelcomePerson(
                            new PersonId("amara"), "Amara", Set.of(Role.CHECKER), Set.of(new DeskId("local"))),
                    "c-2");
        }
        NewsroomAggregate.ACTS.clear();
        try (var opened = new Opened(address)) {
            subscribe(opened.ledger);
            var refusal =
                    catchThrowable(() -> send(opened.ledger, new OpenDesk(new DeskId("local"), "Local news"), "c-3"));
            assertThat(refusal)
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.ID_TAKEN));
            assertThat(NewsroomAggregate.ACTS)
                    .extracting(act -> act.command().value())
                    .containsExactly("c-1", "c-2");
            assertThat(opened.sql
                            .sql("SELECT payload_type || ' of ' || type FROM ledger_event ORDER BY global_index")
                            .query(String.class)
                            .list())
                    .containsExactly("newsroom.desk-opened of newsroom", "newsroom.person-joined of newsroom");
        }
    }

    @Test
    void a_refusal_reaches_its_sender_unchanged_and_leaves_nothing() {
        try (var opened = new Opened(address)) {
            var refusal = new Refused(RefusalCode.OWN_WORDS, "You wrote these words yourself");
            opened.ledger.commands().subscribe(OpenDesk.class.getName(), message -> {
                opened.store("amara", 0);
                throw refusal;
            });
            assertThat(catchThrowable(() -> send(opened.ledger, new OpenDesk(new DeskId("x"), "X"), "c-1")))
                    .isSameAs(refusal);
            assertThat(opened.ledger.events().readEvents("amara").asStream()).isEmpty();
        }
    }

    @Test
    void an_event_carries_its_author_even_where_the_handler_forgot() {
        try (var opened = new Opened(address)) {
            opened.ledger.commands().subscribe(OpenDesk.class.getName(), message -> {
                opened.ledger
                        .events()
                        .publish(new org.axonframework.eventhandling.GenericEventMessage<>(Opened.joined("amara")));
                return null;
            });
            send(opened.ledger, new OpenDesk(new DeskId("x"), "X"), "c-1");
            assertThat(opened.sql
                            .sql("SELECT meta_data FROM ledger_event")
                            .query(String.class)
                            .single())
                    .contains("\"who\":\"stet\"", "\"role\":\"ADMINISTRATOR\"", "\"command\":\"c-1\"");
        }
    }
}
