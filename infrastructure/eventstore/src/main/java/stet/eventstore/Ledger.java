package stet.eventstore;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The newsroom's ledger: commands go in, events are kept, and readers follow. This is the one place where Axon is put together, by
 * hand, so that nothing in it is there by accident.
 *
 * <p>Build it, subscribe command handlers, name the readers, {@link #start()} it. The tables come from
 * {@code Migrations.run(database, "eventstore")}.
 */
public final class Ledger implements AutoCloseable {
    private static final String DUPLICATE_KEY = "23505";

    private final DataSource database;
    private final boolean alone;
    private final int batchSize;
    private final Duration idle;
    private final String node = UUID.randomUUID().toString();
    private final EventSerializer serializer = new EventSerializer();
    private final TransactionManager transactions;
    private final JdbcEventStorageEngine engine;
    private final JdbcTokenStore tokens;
    private final LedgerStore events;
    private final LedgerStore.Wakeners wakeners = new LedgerStore.Wakeners();
    private final SimpleCommandBus commands;
    private final ParameterResolverFactory parameters;
    private final Progress progress = new Progress();
    private final Map<String, Reader> readers = new LinkedHashMap<>();
    private final Lag lag = new Lag(System::nanoTime);
    private final ObservationRegistry observations;
    private final ScheduledThreadPoolExecutor coordinators = pool("ledger-coordinator-", 1);
    private final ScheduledThreadPoolExecutor workers = pool("ledger-reader-", 1);

    private @Nullable ScheduledFuture<?> retries;
    private @Nullable ScheduledFuture<?> looks;

    private Ledger(Builder options) {
        database = options.database;
        alone = options.alone;
        batchSize = options.batchSize;
        idle = options.idle;
        observations = options.observations;
        transactions = new SpringTransactionManager(options.transactions);
        // Everything runs in a transaction of Spring's, to which this binds its connection; so what a read model writes
        // with a
        // JdbcClient is committed with its token, or not at all.
        ConnectionProvider connections = new SpringDataSourceConnectionProvider(database);
        engine = new LedgerEngine(
                JdbcEventStorageEngine.builder()
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .upcasterChain(new EventUpcasterChain(options.upcasters))
                        .persistenceExceptionResolver(new SQLStateResolver(DUPLICATE_KEY))
                        .connectionProvider(connections)
                        .transactionManager(transactions)
                        .schema(Tables.EVENTS)
                        .dataType(String.class),
                transactions,
                database,
                wakeners,
                observations);
        tokens = JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(Tables.TOKENS)
                .contentType(String.class)
                // By default a process and a host name it, and containers of one image look alike.
                .nodeId(node)
                .claimTimeout(idle.multipliedBy(6))
                .build();
        events = new LedgerStore(
                EmbeddedEventStore.builder()
                        .storageEngine(engine)
                        .fetchDelay(idle.dividedBy(5).toMillis()),
                wakeners,
                progress::committed);
        commands = SimpleCommandBus.builder().transactionManager(transactions).build();
        // Whatever else a handler forgets, its events carry their author (rule 22).
        commands.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(new SimpleCorrelationDataProvider("who", "role", "why", "command")));
        parameters = MultiParameterResolverFactory.ordered(
                new ActParameter(), ClasspathParameterResolverFactory.forClass(Ledger.class));
    }

    /** @param transactions those of {@code database} */
    public static Builder on(DataSource database, PlatformTransactionManager transactions) {
        return new Builder(database, transactions);
    }

    /** Takes commands, one handler for each; what a handler throws reaches whoever sent the command as it was thrown. */
    public CommandBus commands() {
        return commands;
    }

    public EventStore events() {
        return events;
    }

    /** What handlers may take beside an event: Axon's own, and the {@link stet.domain.Act}. Aggregates need it, too. */
    public ParameterResolverFactory parameters() {
        return parameters;
    }

    public Progress progress() {
        return progress;
    }

    /**
     * Has a read model follow the ledger from its first event. It writes in the transaction that stores its position, so every event
     * counts once; an event it fails on is tried again until it passes, and is never skipped.
     *
     * @param name for ever: its position is kept under it
     * @param handler has Axon's {@code @EventHandler} methods and, to be replayed, a {@code @ResetHandler} that empties its tables
     */
    public void readModel(String name, Object handler) {
        var reader = reader(name, handler, StreamableMessageSource::createTailToken, true);
        progress.follow(reader);
    }

    /**
     * Has something with effects outside the ledger follow it: mail, webhooks, schedules. It starts with what happens after it was
     * first started, and is never replayed. An event may come to it twice, if the program dies in between.
     *
     * @param name for ever: its position is kept under it
     */
    public void processor(String name, Object handler) {
        reader(name, handler, StreamableMessageSource::createHeadToken, false);
    }

    private Reader reader(
            String name,
            Object handler,
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> start,
            boolean readModel) {
        if (readers.containsKey(name)) {
            throw new IllegalArgumentException("There is a reader '" + name + "' already");
        }
        coordinators.setCorePoolSize(readers.size() + 1);
        workers.setCorePoolSize(readers.size() + 1);
        var invoker = SimpleEventHandlerInvoker.builder()
                .eventHandlers(List.of(handler))
                .parameterResolverFactory(parameters)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
        var reader = new Reader(
                PooledStreamingEventProcessor.builder()
                        .name(name)
                        .eventHandlerInvoker(invoker)
                        .messageSource(events)
                        .tokenStore(tokens)
                        .transactionManager(transactions)
                        .coordinatorExecutor(coordinators)
                        .workerExecutor(workers)
                        .initialToken(start)
                        // One at a time keeps the order of the ledger, and a batch makes up for it.
                        .initialSegmentCount(1)
                        .batchSize(batchSize)
                        .claimExtensionThreshold(idle.multipliedBy(2).toMillis())
                        .tokenClaimInterval(idle.toMillis()),
                readModel,
                progress,
                observations);
        readers.put(name, reader);
        return reader;
    }

    /** Starts the readers. */
    public void start() {
        if (alone) {
            // Whoever held these died with its program; waiting for its claims to run out would keep the read models
            // waiting.
            JdbcClient.create(database)
                    .sql("UPDATE ledger_token SET owner = NULL WHERE owner IS NOT NULL")
                    .update();
        }
        readers.values().forEach(reader -> reader.processor().start());
        retries = coordinators.scheduleWithFixedDelay(
                () -> readers.values().forEach(Reader::tryAgain), 500, 500, MILLISECONDS);
        looks = coordinators.scheduleWithFixedDelay(
                () -> lag.look(this::end, readers.values()), 1_000, 1_000, MILLISECONDS);
    }

    /** The names of those readers that have effects outside the ledger. */
    public List<String> processors() {
        return readers.values().stream()
                .filter(reader -> !reader.isReadModel())
                .map(Reader::name)
                .toList();
    }

    /**
     * For how long each reader that runs here has had something to read, by name; one that builds its read model from old events is not
     * behind. To within a second, and it asks the database nothing.
     */
    public Map<String, Duration> behindFor() {
        var behind = new LinkedHashMap<String, Duration>();
        readers.forEach((name, reader) -> {
            if (reader.isHere()) {
                behind.put(name, lag.of(reader));
            }
        });
        return behind;
    }

    private long end() {
        return JdbcClient.create(database)
                .sql("SELECT COALESCE(MAX(global_index), 0) FROM ledger_event")
                .query(Long.class)
                .single();
    }

    /** Has each event told of by its stored name, when it is committed. */
    public void each(Consumer<String> stored) {
        // Nothing is ever taken off again: it counts for as long as there are events.
        var _ = events.registerDispatchInterceptor(messages -> {
            CurrentUnitOfWork.get()
                    .root()
                    .afterCommit(done -> messages.forEach(message -> stored.accept(
                            serializer.typeForClass(message.getPayloadType()).getName())));
            return (index, message) -> message;
        });
    }

    /** How each reader is doing, by name. */
    public Map<String, Status> status() {
        TrackingToken head = events.createHeadToken();
        var status = new LinkedHashMap<String, Status>();
        readers.forEach((name, reader) -> status.put(name, reader.status(head)));
        return status;
    }

    /**
     * Empties a read model and lets it read the whole ledger again. It answers with what it has by then.
     *
     * @throws IllegalArgumentException if there is no read model of that name
     */
    public void replay(String name) {
        var reader = readers.get(name);
        if (reader == null || !reader.isReadModel()) {
            throw new IllegalArgumentException("There is no read model '" + name + "'");
        }
        reader.replay();
    }

    /** Stops the readers, each after its batch. Commands that come later are still taken, and read after the next start. */
    @Override
    public void close() {
        if (retries != null) {
            retries.cancel(false);
        }
        if (looks != null) {
            looks.cancel(false);
        }
        readers.values().stream()
                .map(reader -> reader.processor().shutdownAsync())
                .toList()
                .forEach(stopping -> stopping.join());
        coordinators.shutdown();
        workers.shutdown();
        events.shutDown();
    }

    JdbcEventStorageEngine engine() {
        return engine;
    }

    JdbcTokenStore tokens() {
        return tokens;
    }

    TransactionManager transactions() {
        return transactions;
    }

    String node() {
        return node;
    }

    int waiting() {
        return wakeners.count();
    }

    private static ScheduledThreadPoolExecutor pool(String name, int threads) {
        var pool = new ScheduledThreadPoolExecutor(
                threads, Thread.ofPlatform().name(name, 1).daemon().factory());
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }

    /** What a ledger is built from. */
    public static final class Builder {
        private final DataSource database;
        private final PlatformTransactionManager transactions;
        private List<EventUpcaster> upcasters = List.of();
        private int batchSize = 200;
        private boolean alone;
        private ObservationRegistry observations = ObservationRegistry.NOOP;
        private Duration idle = Duration.ofSeconds(5);

        private Builder(DataSource database, PlatformTransactionManager transactions) {
            this.database = database;
            this.transactions = transactions;
        }

        /** How events of old shapes are read, oldest first; none are needed yet. */
        public Builder upcasters(List<EventUpcaster> oldestFirst) {
            upcasters = List.copyOf(oldestFirst);
            return this;
        }

        /** How many events a reader takes in one transaction, at most; 200 unless told otherwise. */
        public Builder batchSize(int size) {
            batchSize = size;
            return this;
        }

        /** No other program uses this database, as with a file of H2: claims of a dead program need not run out. */
        public Builder alone() {
            alone = true;
            return this;
        }

        /** Where appends and readers' batches are timed and traced; nowhere unless told. */
        public Builder observations(ObservationRegistry registry) {
            observations = registry;
            return this;
        }

        /** How long a reader that nobody wakes sleeps before it looks by itself. */
        Builder idle(Duration sleep) {
            idle = sleep;
            return this;
        }

        public Ledger build() {
            return new Ledger(this);
        }
    }
}
