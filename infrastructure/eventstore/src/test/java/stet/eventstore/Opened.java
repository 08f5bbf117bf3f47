package stet.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.newsroom.NewsroomEvent;
import stet.eventstore.tables.Migrations;
import stet.h2file.DurableDatabase;

/** A database with a ledger on it. */
final class Opened implements AutoCloseable {
    private final HikariDataSource pool;
    final DataSource database;
    final Ledger ledger;
    final JdbcClient sql;

    Opened(Databases.Address address) {
        this(address, options -> options);
    }

    Opened(Databases.Address address, UnaryOperator<Ledger.Builder> options) {
        this(address.open(), options);
    }

    Opened(HikariDataSource pool, UnaryOperator<Ledger.Builder> options) {
        this(pool, UnaryOperator.identity(), options);
    }

    /** @param seen what the ledger has in place of the database */
    Opened(HikariDataSource pool, UnaryOperator<DataSource> seen, UnaryOperator<Ledger.Builder> options) {
        this.pool = pool;
        var itself = DurableDatabase.isFile(pool.getJdbcUrl()) ? new DurableDatabase(pool) : pool;
        Migrations.run(itself, "eventstore");
        database = seen.apply(itself);
        var builder = Ledger.on(database, new JdbcTransactionManager(database));
        if (database instanceof DurableDatabase file) {
            builder.followersWriteTo(file.withoutWaiting());
        }
        ledger = options.apply(builder).build();
        sql = JdbcClient.create(database);
        var _ = ledger.commands().subscribe(Stores.class.getName(), message -> {
            var command = (Stores) message.getPayload();
            ledger.events().publish(command.events());
            command.beside().run();
            return null;
        });
    }

    /** A read model of names, in a table of its own. */
    static final class Names {
        private final JdbcOperations sql;

        Names(JdbcOperations sql) {
            this.sql = sql;
        }

        @EventHandler
        void on(NewsroomEvent.PersonJoined event, Act act) {
            sql.update(
                    """
                    MERGE INTO names_person t
                      USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS TIMESTAMP WITH TIME ZONE)))
                      AS new (person, name, welcomed_by, welcomed_at) ON t.person = new.person
                    WHEN MATCHED THEN UPDATE SET name = new.name, welcomed_by = new.welcomed_by, times = t.times + 1
                    WHEN NOT MATCHED THEN INSERT (person, name, welcomed_by, welcomed_at, times, here)
                      VALUES (new.person, new.name, new.welcomed_by, new.welcomed_at, 1, TRUE)
                    """,
                    event.person().value(),
                    event.name(),
                    act.who().value(),
                    act.at().atOffset(ZoneOffset.UTC));
        }
    }

    /** The names as whoever asks for them sees them. */
    List<String> names() {
        return ledger.queries("names")
                .sql("SELECT name FROM names_person ORDER BY name")
                .query(String.class)
                .list();
    }

    static NewsroomEvent.PersonJoined joined(String person) {
        return new NewsroomEvent.PersonJoined(new PersonId(person), "The " + person, Set.of(Role.WRITER), Set.of());
    }

    /** Stores that somebody joined, as the first or a later thing that happened to them. */
    CommandId store(String person, long sequence) {
        var command = new CommandId("c-" + person + "-" + sequence);
        ledger.events().publish(message(person, sequence, command));
        return command;
    }

    static EventMessage<?> message(String person, long sequence, CommandId command) {
        return new GenericDomainEventMessage<>(
                "newsroom",
                person,
                sequence,
                joined(person),
                Map.of("who", "stet", "role", "ADMINISTRATOR", "command", command.value()));
    }

    /** A command that has these events stored. */
    record Stores(List<EventMessage<?>> events, Runnable beside) {
        static Stores just(EventMessage<?>... events) {
            return new Stores(List.of(events), () -> {});
        }
    }

    /** Sends it as commands are sent; what it fails with is thrown. */
    void send(Stores command) {
        var answered = new FutureCallback<Stores, Object>();
        ledger.commands().dispatch(GenericCommandMessage.asCommandMessage(command), answered);
        var result = answered.getResult();
        if (result.isExceptional()) {
            throw (RuntimeException) result.exceptionResult();
        }
    }

    boolean caughtUp(String reader) {
        var status = ledger.status().get(reader);
        return status != null && status.caughtUp();
    }

    static org.awaitility.core.ConditionFactory soon() {
        return org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
    }

    @Override
    public void close() {
        ledger.close();
        pool.close();
    }
}
