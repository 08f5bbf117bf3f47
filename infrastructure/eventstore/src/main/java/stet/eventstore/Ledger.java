package stet.eventstore;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
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
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
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
    /** As many as wait for a reader at most; Axon asks for 100, which is ten times as many questions. */
    private static final int READ_AT_ONCE = 1000;

    private static final int BATCH_OF_A_REBUILD = 1000;

    private final DataSource database;
    private final boolean alone;
    private final int batchSize;
    private final Duration idle;
    private final String node = UUID.randomUUID().toString();
    private final EventSerializer serializer;
    private final TransactionManager transactions;
    private final TransactionManager readersTransactions;
    private final LedgerEngine engine;
    private final JdbcTokenStore tokens;
    private final LedgerStore events;
    private final LedgerStore.Wakeners wakeners = new LedgerStore.Wakeners();
    private final SimpleCommandBus commands;
    private final ParameterResolverFactory parameters;
    private final Progress progress;
    private final @Nullable Elsewhere elsewhere;
    private final @Nullable Wire wire;
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Reader> processors = new LinkedHashMap<>();
    private final ReadModels readModels;
    private final Lag lag = new Lag(System::nanoTime);
    private final ObservationRegistry observations;
    private final Coordinators coordinators = new Coordinators(1, named("ledger-coordinator-"));
    private final ScheduledThreadPoolExecutor workers = new ScheduledThreadPoolExecutor(1, named("ledger-reader-"));

    private final List<Shown> shown = new CopyOnWriteArrayList<>();

    private @Nullable ScheduledFuture<?> retries;
    private @Nullable ScheduledFuture<?> looks;

    private Ledger(Builder options) {
        coordinators.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        database = options.database;
        alone = options.alone;
        batchSize = options.batchSize;
        idle = options.idle;
        serializer = new EventSerializer(options.state);
        observations = options.observations;
        transactions = new SpringTransactionManager(options.transactions);
        // What readers make can be made again, so their commits do not wait for the disk.
        readersTransactions = options.withoutWaiting != null
                ? new SpringTransactionManager(new JdbcTransactionManager(options.withoutWaiting))
                : Product.of(database) == Product.POSTGRESQL
                        ? new SpringTransactionManager(new ReadersTransactions(database))
                        : transactions;
        // Everything runs in a transaction of Spring's, to which this binds its connection; so what a read model writes
        // with a
        // JdbcClient is committed with its token, or not at all.
        ConnectionProvider connections = new SpringDataSourceConnectionProvider(database);
        engine = new LedgerEngine(
                JdbcEventStorageEngine.builder()
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .snapshotFilter(serializer::understands)
                        .upcasterChain(new EventUpcasterChain(options.upcasters))
                        .persistenceExceptionResolver(new SQLStateResolver(DUPLICATE_KEY))
                        .connectionProvider(connections)
                        .transactionManager(transactions)
                        .schema(Tables.EVENTS)
                        .dataType(String.class)
                        .batchSize(READ_AT_ONCE),
                readersTransactions,
                database,
                wakeners,
                observations);
        tokens = new Tokens(
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .schema(Tables.TOKENS)
                        .contentType(String.class)
                        // By default a process and a host name it, and containers of one image look alike.
                        .nodeId(node)
                        .claimTimeout(idle.multipliedBy(6)),
                connections);
        elsewhere = alone ? null : new Elsewhere(database, serializer);
        progress = new Progress(elsewhere);
        wire = options.line == null ? null : new Wire(options.line, database, node, new Others());
        events = new LedgerStore(
                EmbeddedEventStore.builder()
                        .storageEngine(engine)
                        .fetchDelay(idle.dividedBy(5).toMillis()),
                wakeners,
                this::committed);
        commands = SimpleCommandBus.builder().transactionManager(transactions).build();
        // Whatever else a handler forgets, its events carry their author (rule 22).
        commands.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(new SimpleCorrelationDataProvider("who", "role", "why", "command")));
        parameters = MultiParameterResolverFactory.ordered(
                new ActParameter(), ClasspathParameterResolverFactory.forClass(Ledger.class));
        readModels = new ReadModels(
                database,
                new Sets(database, options.transactions),
                progress,
                events::createHeadToken,
                (set, handler, serves) -> reader(
                        set.name(),
                        set.reader(),
                        handler,
                        StreamableMessageSource::createTailToken,
                        serves ? batchSize : BATCH_OF_A_REBUILD),
                this::gone,
                options.grace);
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

    /** Whether other nodes may write to this ledger. */
    public boolean isShared() {
        return !alone;
    }

    /** False while other nodes may write and this one does not hear of it. */
    public boolean hearsOthers() {
        return alone || (wire != null && wire.up());
    }

    /**
     * Has somebody told when another node has written: to which histories, by their ids; or none of them, where that is not known. They
     * are told on the one thread that listens, and must be quick.
     */
    public void whenOthersWrite(Consumer<Set<String>> told) {
        listeners.add(told);
    }

    private void committed(List<? extends EventMessage<?>> written) {
        progress.committed(written);
        if (wire != null) {
            wire.wrote(written.stream()
                    .map(event -> event instanceof DomainEventMessage<?> domain
                            ? domain.getAggregateIdentifier()
                            : event.getIdentifier())
                    .toList());
        }
    }

    private final class Others implements Wire.Ears {
        @Override
        public void wrote(Set<String> histories) {
            listeners.forEach(told -> told.accept(histories));
            events.wake();
        }

        @Override
        public void unclaimed(Collection<String> names) {
            readers().filter(reader -> names.contains(reader.name())).forEach(Reader::takeOver);
        }
    }

    /**
     * Has a read model follow the ledger from its first event. It writes in the transaction that stores its position, so every event
     * counts once; an event it fails on is tried again until it passes, and is never skipped. Its tables come from its own migrations,
     * see {@link Migrations}; all of them are called after it, such as {@code desk_article}.
     *
     * @param name for ever, and of small letters: its position is kept under it
     * @param handler makes what has Axon's {@code @EventHandler} methods from the database in which it writes; there is one for each
     *     set of tables
     */
    public void readModel(String name, Function<JdbcOperations, Object> handler) {
        refuseTwice(name);
        readModels.add(name, handler);
    }

    /** The names of the read models, in the order in which they were named. */
    public List<String> readModels() {
        return readModels.names();
    }

    /** What a read model has written, for those who ask it: always from the set of its tables that serves. */
    public JdbcClient queries(String readModel) {
        return readModels.queries(readModel);
    }

    /**
     * Has a read model built anew from the first event, in tables of its own beside those that serve. When it has read everything it is
     * compared with them: if it is equal, it serves from then on. It goes on after a restart, and on whichever node is there.
     *
     * @param by who asks for it
     * @throws IllegalArgumentException if there is no read model of that name
     * @throws RebuildRefused if it is being rebuilt already
     */
    public void rebuild(String readModel, String by) {
        readModels.rebuild(readModel, by);
    }

    /** How a read model is being rebuilt, or how it last was; empty if it never was. */
    public Optional<Rebuild> rebuildOf(String readModel) {
        return readModels.rebuildOf(readModel);
    }

    /**
     * Drops what has been rebuilt so far; what serves goes on serving.
     *
     * @throws RebuildRefused if nothing is being rebuilt
     */
    public void abandon(String readModel) {
        readModels.abandon(readModel);
    }

    /**
     * Has the rebuilt tables serve although they differ.
     *
     * @throws RebuildRefused if they have not been found to differ
     */
    public void accept(String readModel) {
        readModels.accept(readModel);
    }

    /** The fingerprint of what serves, at one moment; it reads every row. */
    public Digest digest(String readModel) {
        return readModels.digest(readModel);
    }

    /**
     * Has something with effects outside the ledger follow it: mail, webhooks, schedules. It starts with what happens after it was
     * first started, and is never replayed. An event may come to it twice, if the program dies in between.
     *
     * @param name for ever: its position is kept under it
     */
    public void processor(String name, Object handler) {
        refuseTwice(name);
        processors.put(name, reader(name, name, handler, this::now, batchSize));
    }

    /**
     * Has somebody told of each event as soon as a read model shows it, on every node and once: of what happens after the start of this
     * one, in order, and never again. They are told on a thread of its own, which waits for them.
     *
     * @throws IllegalArgumentException if there is no read model of that name
     */
    public void whenShown(String readModel, Consumer<List<Happening>> told) {
        if (!readModels.has(readModel)) {
            throw new IllegalArgumentException("There is no read model '" + readModel + "'");
        }
        shown.add(new Shown(
                events,
                engine::now,
                serializer,
                JdbcClient.create(database),
                elsewhere,
                readModel,
                () -> readModels.serving(readModel),
                told));
    }

    @SuppressWarnings("NullAway") // null is Axon's beginning of an empty ledger
    private TrackingToken now(StreamableMessageSource<TrackedEventMessage<?>> source) {
        return engine.now();
    }

    private void refuseTwice(String name) {
        if (processors.containsKey(name) || readModels.has(name)) {
            throw new IllegalArgumentException("There is a reader '" + name + "' already");
        }
    }

    /** @param name under which its position is kept */
    private Reader reader(
            String name,
            String follower,
            Object handler,
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> start,
            int batch) {
        var invoker = SimpleEventHandlerInvoker.builder()
                .eventHandlers(List.of(handler))
                .parameterResolverFactory(parameters)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
        coordinators.setCorePoolSize(coordinators.getCorePoolSize() + 1);
        workers.setCorePoolSize(workers.getCorePoolSize() + 1);
        return new Reader(
                PooledStreamingEventProcessor.builder()
                        .name(name)
                        .eventHandlerInvoker(invoker)
                        .tokenStore(tokens)
                        .transactionManager(readersTransactions)
                        .coordinatorExecutor(coordinators)
                        .workerExecutor(workers)
                        .initialToken(start)
                        // One at a time keeps the order of the ledger, and a batch makes up for it.
                        .initialSegmentCount(1)
                        .batchSize(batch)
                        .claimExtensionThreshold(idle.multipliedBy(2).toMillis())
                        .tokenClaimInterval(idle.toMillis()),
                new Ceiling(events, wakeners, coordinators),
                follower,
                progress,
                observations);
    }

    private void gone(Reader reader) {
        coordinators.setCorePoolSize(coordinators.getCorePoolSize() - 1);
        workers.setCorePoolSize(workers.getCorePoolSize() - 1);
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
        if (wire != null) {
            wire.open();
        }
        processors.values().forEach(reader -> reader.processor().start());
        readModels.start();
        shown.forEach(Shown::open);
        retries =
                coordinators.scheduleWithFixedDelay(() -> readers().forEach(Reader::tryAgain), 500, 500, MILLISECONDS);
        looks = coordinators.scheduleWithFixedDelay(
                () -> lag.look(this::end, serving().toList()), 1_000, 1_000, MILLISECONDS);
    }

    /** The names of those readers that have effects outside the ledger. */
    public List<String> processors() {
        return List.copyOf(processors.keySet());
    }

    /**
     * For how long each reader that runs here has had something to read, by name; one that builds its read model from old events is not
     * behind. To within a second, and it asks the database nothing.
     */
    public Map<String, Duration> behindFor() {
        var behind = new LinkedHashMap<String, Duration>();
        serving().filter(Reader::isHere).forEach(reader -> behind.put(reader.follower(), lag.of(reader)));
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

    /** Those whose being behind matters: what builds a read model anew is not among them. */
    private Stream<Reader> serving() {
        return Stream.concat(processors.values().stream(), readModels.serving());
    }

    private Stream<Reader> readers() {
        return Stream.concat(processors.values().stream(), readModels.readers());
    }

    /** How each reader is doing, by name, wherever it reads; whether one on another node is failing only that node knows. */
    public Map<String, Status> status() {
        TrackingToken head = events.createHeadToken();
        if (elsewhere != null) {
            var away = readers().filter(reader -> !reader.isHere()).toList();
            var positions = elsewhere.positions(away.stream().map(Reader::name).toList());
            away.forEach(reader -> reader.isAt(positions.get(reader.name())));
        }
        var status = new LinkedHashMap<>(readModels.status(head));
        processors.forEach((name, reader) -> status.put(name, reader.status(head, null)));
        return status;
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
        shown.forEach(Shown::close);
        readModels.close();
        readers().map(reader -> reader.processor().shutdownAsync()).toList().forEach(stopping -> stopping.join());
        if (wire != null) {
            wire.close();
        }
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

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().name(name, 1).daemon().factory();
    }

    /** What a ledger is built from. */
    public static final class Builder {
        private final DataSource database;
        private final PlatformTransactionManager transactions;
        private List<EventUpcaster> upcasters = List.of();
        private EventSerializer.@Nullable State state;
        private int batchSize = 200;
        private boolean alone;
        private @Nullable DataSource line;
        private @Nullable DataSource withoutWaiting;
        private ObservationRegistry observations = ObservationRegistry.NOOP;
        private Duration idle = Duration.ofSeconds(5);
        private Duration grace = Duration.ofMinutes(1);

        private Builder(DataSource database, PlatformTransactionManager transactions) {
            this.database = database;
            this.transactions = transactions;
        }

        /** How events of old shapes are read, oldest first; none are needed yet. */
        public Builder upcasters(List<EventUpcaster> oldestFirst) {
            upcasters = List.copyOf(oldestFirst);
            return this;
        }

        /**
         * What the repository of an aggregate may keep as a snapshot. One of another revision is left alone, as is one that cannot be
         * read: the aggregate is then loaded from all its events.
         *
         * @param name under which it is kept
         * @param revision of the code that folds it; at most 20 characters
         */
        public Builder snapshots(Class<?> aggregate, String name, String revision) {
            state = new EventSerializer.State(aggregate, name, revision);
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

        /**
         * Other nodes may use this database, which is PostgreSQL: they and this one hear of what is written as soon as it is, and take
         * over what a dead one held.
         *
         * @param connections makes a new one each time that it is asked, outside any pool; it is held for good
         */
        public Builder line(DataSource connections) {
            line = connections;
            return this;
        }

        /**
         * Where readers write: in the same database, through connections whose commits need not wait for the disk, since everything that
         * they write can be made again from the ledger. On PostgreSQL the ledger sees to that by itself.
         *
         * @param connections to Spring, those of the database of this ledger
         */
        public Builder followersWriteTo(DataSource connections) {
            withoutWaiting = connections;
            return this;
        }

        /** How long a set of tables that serves no more is kept, since somebody may still be reading from it. */
        Builder grace(Duration kept) {
            grace = kept;
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
