package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.CommandId;
import stet.eventstore.Opened.Stores;

/** Of one command all is kept or nothing, whether it writes one event, several, or something else beside them. */
@Tag("database")
@ParameterizedClass
@EnumSource
class CommandsAreWholeTest {
    private final Databases.Address address;

    CommandsAreWholeTest(Databases databases) {
        address = databases.fresh();
    }

    /** With few connections, so that a command has the one that the command before it has left. */
    private Opened opened() {
        HikariDataSource pool = address.open();
        pool.setMaximumPoolSize(2);
        return new Opened(pool, UnaryOperator.identity());
    }

    private static EventMessage<?> joined(String person, long sequence) {
        return Opened.message(person, sequence, new CommandId("c-" + person + "-" + sequence));
    }

    private static List<String> kept(Opened opened) {
        return opened.sql
                .sql("SELECT aggregate_identifier || ' ' || sequence_number FROM ledger_event ORDER BY global_index")
                .query(String.class)
                .list();
    }

    private static List<String> beside(Opened opened) {
        return opened.sql
                .sql("SELECT known FROM ledger_checked")
                .query(String.class)
                .list();
    }

    private static Runnable writesBeside(Opened opened, String what) {
        return () -> opened.sql
                .sql("INSERT INTO ledger_checked (known, place) VALUES (?, 1)")
                .param(what)
                .update();
    }

    @Test
    void one_event_is_kept_and_the_second_of_two_writers_is_told() {
        try (var opened = opened()) {
            opened.send(Stores.just(joined("amara", 0)));
            opened.send(Stores.just(joined("amara", 1)));
            assertThatThrownBy(() -> opened.send(Stores.just(joined("amara", 1))))
                    .isInstanceOf(ConcurrencyException.class);
            assertThatThrownBy(() -> opened.send(Stores.just(joined("amara", 0))))
                    .isInstanceOf(AggregateStreamCreationException.class);
            opened.send(Stores.just(joined("amara", 2)));
            assertThat(kept(opened)).containsExactly("amara 0", "amara 1", "amara 2");
        }
    }

    @Test
    void of_several_events_none_is_kept_where_one_cannot_be() {
        try (var opened = opened()) {
            opened.send(Stores.just(joined("amara", 0)));
            assertThatThrownBy(() -> opened.send(Stores.just(joined("bilal", 0), joined("amara", 0))))
                    .isInstanceOf(RuntimeException.class);
            assertThat(kept(opened)).containsExactly("amara 0");
            opened.send(Stores.just(joined("bilal", 0), joined("amara", 1)));
            assertThat(kept(opened)).containsExactly("amara 0", "bilal 0", "amara 1");
        }
    }

    @Test
    void what_is_written_beside_an_event_is_kept_with_it_or_not_at_all() {
        try (var opened = opened()) {
            opened.send(Stores.just(joined("amara", 0)));
            assertThatThrownBy(() -> opened.send(
                            new Stores(List.of(joined("amara", 0)), writesBeside(opened, "of one that came too late"))))
                    .isInstanceOf(RuntimeException.class);
            assertThat(beside(opened)).isEmpty();
            opened.send(new Stores(List.of(joined("amara", 1)), writesBeside(opened, "of one that was in time")));
            assertThat(beside(opened)).containsExactly("of one that was in time");
            assertThat(kept(opened)).containsExactly("amara 0", "amara 1");
        }
    }

    @Test
    void a_command_that_fails_when_its_events_are_there_leaves_nothing() {
        try (var opened = opened()) {
            var failing = new Stores(
                    List.of(joined("amara", 0)),
                    () -> CurrentUnitOfWork.get().onCommit(_ -> {
                        throw new IllegalStateException("Nobody wanted it in the end");
                    }));
            assertThatThrownBy(() -> opened.send(failing)).isInstanceOf(IllegalStateException.class);
            assertThat(kept(opened)).isEmpty();
        }
    }
}
