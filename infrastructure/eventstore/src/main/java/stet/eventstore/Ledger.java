package stet.eventstore;

import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import stet.domain.article.Chronicle.Span;
import stet.eventstore.answers.Happening;
import stet.eventstore.answers.Progress;
import stet.eventstore.answers.ShownEvents;
import stet.eventstore.beside.OwnReadModel;
import stet.eventstore.beside.OwnStore;
import stet.eventstore.following.ActParameter;
import stet.eventstore.following.Follower;
import stet.eventstore.following.Followers;
import stet.eventstore.log.NodeChannel;
import stet.eventstore.log.SqlLog;
import stet.eventstore.rebuilding.Digest;
import stet.eventstore.rebuilding.ReadModels;
import stet.eventstore.rebuilding.Rebuild;
import stet.eventstore.rebuilding.RebuildRefused;
import stet.eventstore.shapes.EventSerializer;
import stet.eventstore.tables.Migrations;

/**
 * The newsroom's ledger: it takes commands, keeps events, and has followers read them. Axon is put together here and in
 * {@link SqlLog} by hand, so that only what is asked for is switched on.
 *
 * <p>Build it, subscribe command handlers, add read models and processors, {@link #start()} it. The tables come from
 * {@code Migrations.run(database, "eventstore")}.
 */
public final class Ledger implements AutoCloseable {
    private static final int BATCH_OF_A_REBUILD = 1000;
    /** Nobody waits for a read model that has so many places still to read. */
    private static final long FAR = 1000;

    private static final Duration LOOK = Duration.ofMillis(1);

    private final boolean alone;
    private final int batchSize;
    private final DataSource database;
    private final EventSerializer serializer;
    private final SqlLog log;
    private final SimpleCommandBus commands;
    private final ParameterResolverFactory parameters;
    private final Progress progress;
    private final @Nullable NodeChannel channel;
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private final Followers followers;
    private final Map<String, Follower> processors = new LinkedHashMap<>();
    private final ReadModels readModels;
    private final Map<String, OwnReadModel<?>> own = new LinkedHashMap<>();
    private final List<ShownEvents> shown = new CopyOnWriteArrayList<>();

    private Ledger(Builder options) {
        alone = options.alone;
        batchSize = options.batchSize;
        database = options.database;
        serializer = new EventSerializer(options.state);
        log = new SqlLog(
                options.database,
                options.transactions,
                options.withoutWaiting,
                serializer,
                options.upcasters,
                options.idle,
                options.observations,
                this::committed);
        progress = new Progress(alone ? null : log.storedPositions());
        channel = options.line == null
                ? null
                : new NodeChannel(options.line, options.database, log.node(), new OtherNodes());
        commands = SimpleCommandBus.builder()
                .transactionManager(log.commandTransactions())
                .build();
        // This puts the author on every event, whatever else a handler forgets (rule 22).
        commands.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(new SimpleCorrelationDataProvider("who", "role", "why", "command")));
        parameters = MultiParameterResolverFactory.ordered(
                new ActParameter(), ClasspathParameterResolverFactory.forClass(Ledger.class));
        followers = new Followers(log, parameters, options.idle, progress::passed, options.observations);
        readModels = new ReadModels(
                options.database,
                options.transactions,
                progress,
                log.events()::createHeadToken,
                (set, handler, serves) -> followers.make(
                        set.name(),
                        set.reader(),
                        handler,
                        StreamableMessageSource::createTailToken,
                        serves ? batchSize : BATCH_OF_A_REBUILD),
                followers::gone,
                options.grace);
    }

    /** @param transactions those of {@code database} */
    public static Builder on(DataSource database, PlatformTransactionManager transactions) {
        return new Builder(database, transactions);
    }

    /** Where commands are sent, with one handler for each kind; the sender gets what a handler throws, unwrapped. */
    public CommandBus commands() {
        return commands;
    }

    public EventStore events() {
        return log.events();
    }

    /** Parts of several histories at once, each in its order; what is missing in one is passed over. */
    public List<DomainEventMessage<?>> read(Collection<Span> spans) {
        return log.read(spans);
    }

    /** Resolves the parameters that a handler may have beside an event: Axon's own, and the {@link stet.domain.Act}. Aggregates need it, too. */
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

    /** False while other nodes may write and this one is not notified. */
    public boolean hearsOthers() {
        return alone || (channel != null && channel.up());
    }

    /**
     * Registers a listener for writes of other nodes. It is given the ids of the histories written to, or an empty set if those are not
     * known, and is called on the one thread that listens, so it must be quick.
     */
    public void whenOthersWrite(Consumer<Set<String>> told) {
        listeners.add(told);
    }

    private void committed(List<? extends EventMessage<?>> written) {
        progress.committed(written);
        if (channel != null) {
            channel.wrote(written.stream()
                    .map(event -> event instanceof DomainEventMessage<?> domain
                            ? domain.getAggregateIdentifier()
                            : event.getIdentifier())
                    .toList());
        }
    }

    private final class OtherNodes implements NodeChannel.Listener {
        @Override
        public void wrote(Set<String> histories) {
            listeners.forEach(told -> told.accept(histories));
            log.events().wake();
        }

        @Override
        public void unclaimed(Collection<String> names) {
            all().filter(follower -> names.contains(follower.name())).forEach(Follower::takeOver);
        }
    }

    /**
     * Adds a read model, which follows the ledger from its first event. It writes in the transaction that stores its position, so every
     * event takes effect once; an event that it fails on is retried until it passes, and never skipped. Its tables come from its own
     * migrations, see {@link Migrations}, and their names begin with its name, such as {@code desk_article}.
     *
     * @param name in small letters; it must never change, because its position is stored under it
     * @param version another one for every version of the handler that makes something else of the same events. What another version
     *     has made is made again beside it from the start of this ledger on, and then serves
     * @param handler makes the object with Axon's {@code @EventHandler} methods from the database to which it writes; called once for
     *     each set of tables
     */
    public void readModel(String name, int version, Function<JdbcOperations, Object> handler) {
        refuseTwice(name);
        readModels.add(name, version, handler);
    }

    /** The same for one of which there is a single version. */
    void readModel(String name, Function<JdbcOperations, Object> handler) {
        readModel(name, 1, handler);
    }

    /**
     * Adds a read model that is kept outside the database, by each node for itself. It follows the ledger from its first event and keeps
     * its position with what it writes. What is lost or broken, or was made of another ledger, is made again. Nobody who sends a command
     * waits for it; who reads it does, see {@link #shows}.
     *
     * @param name in small letters; the first that makes something else of the same events has another {@code version}, as with
     *     {@link #readModel(String, int, Function)}
     * @param directory where its folders lie; null to keep it in memory, and make it again at each start
     * @param opens opens the store in a folder, or an empty one; null for one in memory
     * @param linger how long it lets events gather, unless somebody waits for it to show them
     * @return what serves at the time of asking
     */
    public <S extends OwnStore> Supplier<S> ownReadModel(
            String name, int version, @Nullable Path directory, Function<@Nullable Path, S> opens, Duration linger) {
        refuseTwice(name);
        var model = new OwnReadModel<>(
                name,
                version,
                directory,
                opens,
                (set, handler, positions, serves) ->
                        followers.make(set, name, handler, positions, serves ? batchSize : BATCH_OF_A_REBUILD, linger),
                followers::gone,
                log);
        own.put(name, model);
        return model::serving;
    }

    /**
     * Waits until a read model that is kept outside the database shows all that has happened by now.
     *
     * @return false if it does not, be it that the time is up, that it cannot get on, or that it is far behind
     */
    public boolean shows(String readModel, Duration atMost) {
        var model = own(readModel);
        var end = log.end();
        var until = System.nanoTime() + atMost.toNanos();
        while (model.follower().position() < end) {
            var follower = model.follower();
            if (follower.failing() || end - follower.position() > FAR || System.nanoTime() > until) {
                return false;
            }
            follower.source().hurry();
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return true;
    }

    private OwnReadModel<?> own(String readModel) {
        var model = own.get(readModel);
        if (model == null) {
            throw new IllegalArgumentException("There is no read model '%s' outside the database".formatted(readModel));
        }
        return model;
    }

    /** The names of the read models, in the order in which they were added, those outside the database last. */
    public List<String> readModels() {
        return Stream.concat(readModels.names().stream(), own.keySet().stream()).toList();
    }

    /** Queries on what a read model has written; each goes to the set of tables that serves at the time. */
    public JdbcClient queries(String readModel) {
        return readModels.queries(readModel);
    }

    /**
     * The set of tables that serves now, by a name that no other of this read model has. Whoever keeps in memory what was read from them asks for
     * it before they read, and keeps it for this set alone: another is made of the same events, and these may have lost words (rule 48).
     */
    public String serving(String readModel) {
        return readModels.serving(readModel).name();
    }

    /**
     * What a read model shows now, as a tag: the set of tables that serves, and the position that is stored in the transactions that write
     * there. What is read after it was asked for still stands as long as it is the same. It may change although no row does.
     */
    public String asOf(String readModel) {
        var serving = serving(readModel);
        return serving + " " + log.storedPositions().of(serving);
    }

    /**
     * Rebuilds a read model from the first event, in another set of tables beside the one that serves. Once it has caught up, the two are
     * compared; if they are equal, the rebuilt set serves from then on. A rebuild goes on after a restart, on any node.
     *
     * @param by who asks for it
     * @throws IllegalArgumentException if there is no read model of that name
     * @throws RebuildRefused if it is being rebuilt already
     */
    public void rebuild(String readModel, String by) {
        if (own.containsKey(readModel)) {
            own(readModel).rebuild(by);
        } else {
            readModels.rebuild(readModel, by);
        }
    }

    /** How a read model is being rebuilt, or how it last was; empty if it never was. */
    public Optional<Rebuild> rebuildOf(String readModel) {
        return own.containsKey(readModel) ? own(readModel).rebuildOf() : readModels.rebuildOf(readModel);
    }

    /**
     * Drops what has been rebuilt so far; what serves goes on serving.
     *
     * @throws RebuildRefused if nothing is being rebuilt
     */
    public void abandon(String readModel) {
        if (own.containsKey(readModel)) {
            own(readModel).abandon();
        } else {
            readModels.abandon(readModel);
        }
    }

    /**
     * Has the rebuilt tables serve although they differ.
     *
     * @throws RebuildRefused if they have not been found to differ
     */
    public void accept(String readModel) {
        if (own.containsKey(readModel)) {
            own(readModel).accept();
        } else {
            readModels.accept(readModel);
        }
    }

    /** The digest of the set that serves, at one moment; computing it reads every row. */
    public Digest digest(String readModel) {
        return own.containsKey(readModel) ? own(readModel).digest() : readModels.digest(readModel);
    }

    /**
     * Adds a follower with effects outside the ledger: mail, webhooks, schedules. It begins with what happens after its first start, and
     * is never replayed. If the program dies between the effect and the commit, it gets an event twice.
     *
     * @param name must never change, because its position is stored under it
     */
    public void processor(String name, Object handler) {
        refuseTwice(name);
        processors.put(name, followers.make(name, name, handler, this::now, batchSize));
    }

    /**
     * Adds a follower that writes, in the transaction that stores its position, what can never be made again: its commits wait for the
     * disk, as those of commands do, and a backup holds its position. It begins with the first event.
     *
     * @param name must never change, because its position is stored under it
     * @param linger how long it lets events gather, so that it commits once for several
     */
    public void keeper(String name, Object handler, Duration linger) {
        refuseTwice(name);
        processors.put(name, followers.makeDurable(name, handler, batchSize, linger));
    }

    /**
     * Registers a listener for events, each reported once on every node as soon as a read model shows it, in order, from the start of
     * this ledger on. The listener is called on a thread of its own, which waits for it.
     *
     * @throws IllegalArgumentException if there is no read model of that name
     */
    public void whenShown(String readModel, Consumer<List<Happening>> told) {
        if (!readModels.has(readModel)) {
            throw new IllegalArgumentException("There is no read model '" + readModel + "'");
        }
        shown.add(new ShownEvents(
                log.events(),
                log::now,
                serializer,
                log.storedPositions(),
                alone,
                readModel,
                () -> readModels.serving(readModel),
                told));
    }

    @SuppressWarnings("NullAway") // null is Axon's beginning of an empty ledger
    private TrackingToken now(StreamableMessageSource<TrackedEventMessage<?>> source) {
        return log.now();
    }

    private void refuseTwice(String name) {
        if (processors.containsKey(name) || readModels.has(name) || own.containsKey(name)) {
            throw new IllegalArgumentException("There is a reader '" + name + "' already");
        }
    }

    /** The ids of the histories of which an event is missing, so that nothing is decided about them; known a while after the start. */
    public Set<String> brokenHistories() {
        return log.integrity().broken();
    }

    /** @throws stet.eventstore.tables.EventsNotKnown if there is an event that this program does not know: it would decide as if that had never happened */
    public void refuseUnknown() {
        log.integrity().refuseUnknown();
    }

    /** Starts the followers, and looks for histories of which an event is missing. */
    public void start() {
        if (alone) {
            log.releaseAllClaims();
        }
        if (channel != null) {
            channel.open();
        }
        processors.values().forEach(follower -> follower.processor().start());
        readModels.start();
        own.values().forEach(OwnReadModel::start);
        shown.forEach(ShownEvents::open);
        followers.watch(() -> all().toList(), () -> serving().toList());
        log.integrity().start();
    }

    /** The names of the followers that make what cannot be made again. */
    public List<String> processors() {
        return List.copyOf(processors.keySet());
    }

    /**
     * For how long each follower on this node has had something to read, by name and to within a second. A replay of old events does not
     * count. This asks the database nothing.
     */
    public Map<String, Duration> behindFor() {
        return followers.behindFor(serving().toList());
    }

    /** Registers a listener that is given the stored name of each event when it is committed. */
    public void each(Consumer<String> stored) {
        // The registration is never cancelled, since events are counted for as long as the program runs.
        var _ = log.events().registerDispatchInterceptor(messages -> {
            CurrentUnitOfWork.get()
                    .root()
                    .afterCommit(done -> messages.forEach(message -> stored.accept(
                            serializer.typeForClass(message.getPayloadType()).getName())));
            return (index, message) -> message;
        });
    }

    /** The followers whose lag matters: what rebuilds a read model, or makes one for the first time, is not among them. */
    private Stream<Follower> serving() {
        return Stream.of(
                        processors.values().stream(),
                        readModels.serving(),
                        own.values().stream().flatMap(OwnReadModel::followerOnceMade))
                .flatMap(Function.identity());
    }

    private Stream<Follower> all() {
        return Stream.of(
                        processors.values().stream(),
                        readModels.followers(),
                        own.values().stream().flatMap(OwnReadModel::followers))
                .flatMap(Function.identity());
    }

    /** How each follower is doing, by name, on whichever node it runs; only that node knows whether it is failing. */
    public Map<String, Status> status() {
        TrackingToken head = log.events().createHeadToken();
        if (!alone) {
            var away = all().filter(follower -> !follower.isHere()).toList();
            var positions =
                    log.storedPositions().of(away.stream().map(Follower::name).toList());
            away.forEach(follower -> follower.isAt(positions.get(follower.name())));
        }
        var status = new LinkedHashMap<String, Status>();
        readModels
                .names()
                .forEach(name -> status.put(
                        name,
                        Status.of(
                                readModels.serving(name).health(head),
                                readModels.openRebuildOf(name).orElse(null))));
        own.forEach((name, model) -> status.put(
                name,
                Status.of(
                        model.follower().health(head),
                        model.rebuildOf().filter(Rebuild::open).orElse(null))));
        processors.forEach((name, follower) -> status.put(name, Status.of(follower.health(head), null)));
        return status;
    }

    /** Stops the followers, each after its batch. Commands are still taken, and their events are read after the next start. */
    @Override
    public void close() {
        log.integrity().close();
        followers.unwatch();
        shown.forEach(ShownEvents::close);
        readModels.close();
        own.values().forEach(OwnReadModel::close);
        followers.stop(all().toList());
        own.values().forEach(OwnReadModel::closeStores);
        if (channel != null) {
            channel.close();
        }
        followers.shutDown();
        log.events().shutDown();
    }

    /**
     * Stores these events of a history otherwise, since words were taken out of them, and has all that was ever made of them made again:
     * read models in the database beside those that serve, and those outside of it on each node once it notices. Joins the caller's
     * transaction, which must append the event that tells of it.
     *
     * @param bySequence the number of that event in the same history
     */
    public void redact(String history, long bySequence, List<Redactions.Rewritten> events) {
        // This comes first: what two transactions take out at once then has one number after the other.
        readModels.renew();
        new Redactions(database).carryOut(history, bySequence, log.redaction() + 1, events);
    }

    SqlLog log() {
        return log;
    }

    /** The options of a ledger. */
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
         * Which aggregate may be kept as snapshots. A snapshot of another revision, or one that cannot be read, is ignored, and the
         * aggregate is loaded from all its events.
         *
         * @param name under which they are stored
         * @param revision another one for every version of the code that folds it to something else; at most 20 characters
         */
        public Builder snapshots(Class<?> aggregate, String name, String revision) {
            state = new EventSerializer.State(aggregate, name, revision);
            return this;
        }

        /** How many events a follower handles in one transaction, at most; 200 by default. */
        public Builder batchSize(int size) {
            batchSize = size;
            return this;
        }

        /** For a database that no other program uses, such as a file of H2: claims of an earlier run are released at once. */
        public Builder alone() {
            alone = true;
            return this;
        }

        /**
         * For a PostgreSQL that other nodes may use as well: the nodes notify each other of what they write, and take over the followers
         * of a node that died.
         *
         * @param connections makes a new connection each time, outside any pool; one of them is held for as long as the ledger is open
         */
        public Builder line(DataSource connections) {
            line = connections;
            return this;
        }

        /**
         * The connections through which followers write to the same database. Their commits need not wait for the disk, because
         * everything that followers write can be made again from the ledger. On PostgreSQL this is not needed.
         *
         * @param connections must be the same resource to Spring as the database of this ledger
         */
        public Builder followersWriteTo(DataSource connections) {
            withoutWaiting = connections;
            return this;
        }

        /** How long a set of tables that serves no more is kept, because somebody may still be reading from it. */
        Builder grace(Duration kept) {
            grace = kept;
            return this;
        }

        /** Where appends and followers' batches are timed and traced; nowhere by default. */
        public Builder observations(ObservationRegistry registry) {
            observations = registry;
            return this;
        }

        /** How long a follower that nobody wakes sleeps before it polls. */
        Builder idle(Duration sleep) {
            idle = sleep;
            return this;
        }

        public Ledger build() {
            return new Ledger(this);
        }
    }
}
