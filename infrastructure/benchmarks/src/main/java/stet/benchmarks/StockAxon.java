package stet.benchmarks;

import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.jpa.SimpleEntityManagerProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.eventhandling.tokenstore.jpa.TokenEntry;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jpa.DomainEventEntry;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLErrorCodesResolver;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.Repository;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.VarbinaryJdbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleEvent;
import stet.domain.article.Happened;
import stet.domain.article.Workflow;
import stet.eventstore.shapes.DomainJson;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Axon as its starter puts it together where there is JPA, with Jackson as its serializer: an event store in JPA, and repositories
 * without a cache. It is put together here by hand, since the starter also brings what phones home. On PostgreSQL its bytes lie
 * in their row and not in large objects, as its manual advises.
 */
final class StockAxon implements Contestant.Followed {
    private static final String COMMAND = "article";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Pool database;
    private final SessionFactory sessions;
    private final JpaTransactionManager transactions;
    private final EmbeddedEventStore events;
    private final SimpleCommandBus commands;
    private final EntityManagerProvider entities;
    private final TransactionManager manager;
    private final Serializer serializer;
    private final AtomicLong rows = new AtomicLong();
    private @Nullable TrackingEventProcessor following;

    StockAxon(Database address) {
        database = address.open();
        sessions = Envers.sessions(
                database,
                List.of(
                        DomainEventEntry.class,
                        org.axonframework.eventsourcing.eventstore.jpa.SnapshotEventEntry.class,
                        TokenEntry.class),
                address.isH2() ? Map.of() : Map.of(AvailableSettings.DIALECT, BytesInTheirRow.class.getName()));
        transactions = new JpaTransactionManager(sessions);
        transactions.setDataSource(database);
        transactions.setJpaDialect(new HibernateJpaDialect());
        EntityManager shared = SharedEntityManagerCreator.createSharedEntityManager(sessions);
        entities = new SimpleEntityManagerProvider(shared);
        manager = new SpringTransactionManager(transactions);
        serializer = Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(json -> json.addModule(DomainJson.module())
                        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                        .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                                .allowIfSubType("org.axonframework.eventhandling.")
                                .build()))
                .build();
        try {
            events = EmbeddedEventStore.builder()
                    .storageEngine(JpaEventStorageEngine.builder()
                            .eventSerializer(serializer)
                            .snapshotSerializer(serializer)
                            .snapshotFilter(SnapshotFilter.allowAll())
                            .persistenceExceptionResolver(new SQLErrorCodesResolver(database))
                            .entityManagerProvider(entities)
                            .transactionManager(manager)
                            .build())
                    .build();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        Repository<Kept> articles =
                EventSourcingRepository.builder(Kept.class).eventStore(events).build();
        commands = SimpleCommandBus.builder().transactionManager(manager).build();
        var _ = commands.subscribe(COMMAND, message -> {
            var asked = (Asked) message.getPayload();
            var id = asked.command().articleId().value();
            if (asked.command() instanceof ArticleCommand.DraftArticle) {
                return articles.loadOrCreate(id, Kept::new).invoke(kept -> kept.handle(asked));
            }
            return articles.load(id).invoke(kept -> kept.handle(asked));
        });
    }

    /** A command, and who gives it. */
    record Asked(ArticleCommand command, Act act) {}

    /** The aggregate. */
    static final class Kept {
        @AggregateIdentifier
        @SuppressWarnings("UnusedVariable") // Axon reads it
        private @Nullable String id;

        private final Folded folded = new Folded();

        int handle(Asked asked) {
            var events = Workflow.decide(folded.article(), asked.command(), asked.act(), Story.NEWSROOM);
            var metaData = MetaData.from(Raw.metaData(asked.act()));
            events.forEach(event -> AggregateLifecycle.apply(event, metaData));
            return events.size();
        }

        @EventSourcingHandler
        void on(ArticleEvent event, EventMessage<?> message) {
            id = event.articleId().value();
            folded.add(new Happened(event, Act.from(message.getMetaData(), message.getTimestamp())));
        }
    }

    /** PostgreSQL with bytes where Hibernate would keep a number that stands for a large object. */
    public static final class BytesInTheirRow extends PostgreSQLDialect {
        @Override
        protected String columnType(int type) {
            return type == SqlTypes.BLOB ? "bytea" : super.columnType(type);
        }

        @Override
        protected String castType(int type) {
            return type == SqlTypes.BLOB ? "bytea" : super.castType(type);
        }

        @Override
        public void contributeTypes(TypeContributions types, ServiceRegistry services) {
            super.contributeTypes(types, services);
            types.getTypeConfiguration().getJdbcTypeRegistry().addDescriptor(Types.BLOB, VarbinaryJdbcType.INSTANCE);
        }
    }

    @Override
    public void send(ArticleCommand command, Act act) {
        var callback = new FutureCallback<Object, Object>();
        commands.dispatch(
                new GenericCommandMessage<Object>(
                        new org.axonframework.messaging.GenericMessage<>(new Asked(command, act)), COMMAND),
                callback);
        var result = callback.getResult();
        if (result.isExceptional()) {
            throw new IllegalStateException(result.exceptionResult());
        }
    }

    @Override
    public long sendAndSee(ArticleCommand command, Act act) {
        var already = rows.get();
        send(command, act);
        var committed = System.nanoTime();
        await(already + 1, 200_000);
        return System.nanoTime() - committed;
    }

    private void await(long number, long every) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (rows.get() < number) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Only %d of %d were read in time".formatted(rows.get(), number));
            }
            LockSupport.parkNanos(every);
        }
    }

    /**
     * Has a tracking processor, as it comes, write a row for each event, from the first on; it goes on until it is closed. The seconds
     * until so many were written.
     */
    double follow(long events) {
        var jdbc = new JdbcTemplate(database);
        stopFollowing();
        jdbc.execute("DROP TABLE IF EXISTS seen");
        jdbc.execute(
                "CREATE TABLE seen (event VARCHAR(64) PRIMARY KEY, article VARCHAR(64), kind VARCHAR(100), at TIMESTAMP)");
        new TransactionTemplate(transactions).executeWithoutResult(status -> jdbc.update("DELETE FROM TokenEntry"));
        rows.set(0);
        var tracking = TrackingEventProcessor.builder()
                .name("rows")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(List.of(new Writer(jdbc, rows)))
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build())
                .messageSource(this.events)
                .tokenStore(JpaTokenStore.builder()
                        .entityManagerProvider(entities)
                        .serializer(serializer)
                        .build())
                .transactionManager(manager)
                .build();
        var began = System.nanoTime();
        tracking.start();
        following = tracking;
        await(events, 5_000_000);
        return (System.nanoTime() - began) / 1e9;
    }

    private void stopFollowing() {
        if (following != null) {
            following.shutDown();
            following = null;
        }
    }

    /** Writes a row for each event. */
    static final class Writer {
        private final JdbcTemplate jdbc;
        private final AtomicLong rows;

        Writer(JdbcTemplate jdbc, AtomicLong rows) {
            this.jdbc = jdbc;
            this.rows = rows;
        }

        @EventHandler
        void on(ArticleEvent event, EventMessage<?> message) {
            jdbc.update(
                    "INSERT INTO seen (event, article, kind, at) VALUES (?, ?, ?, ?)",
                    message.getIdentifier(),
                    event.articleId().value(),
                    event.getClass().getSimpleName(),
                    Timestamp.from(message.getTimestamp()));
            CurrentUnitOfWork.get().afterCommit(work -> rows.incrementAndGet());
        }
    }

    @Override
    public void append(ArticleId article, List<Happened> history) {
        var from = 0;
        while (from < history.size()) {
            var first = from;
            var some = history.subList(from, Math.min(history.size(), from + 500));
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                var messages = new ArrayList<GenericDomainEventMessage<?>>();
                for (var each : some) {
                    messages.add(new GenericDomainEventMessage<>(
                            "Kept",
                            article.value(),
                            first + (long) messages.size(),
                            each.event(),
                            Raw.metaData(each.act())));
                }
                events.publish(messages);
            });
            from += some.size();
        }
    }

    /** There is nothing to forget: every command loads the article anew. */
    @Override
    public void forget() {}

    @Override
    public List<String> stored(ArticleId article) {
        try (var session = sessions.openSession()) {
            return session
                    .createQuery(
                            "SELECT e.payload FROM DomainEventEntry e WHERE e.aggregateIdentifier = :id ORDER BY e.sequenceNumber",
                            byte[].class)
                    .setParameter("id", article.value())
                    .list()
                    .stream()
                    .map(payload -> new String(payload, StandardCharsets.UTF_8))
                    .toList();
        }
    }

    @Override
    public DataSource database() {
        return database;
    }

    @Override
    public void close() {
        stopFollowing();
        events.shutDown();
        sessions.close();
        database.close();
    }
}
