package stet.eventstore.log;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import stet.domain.article.Chronicle.Span;
import stet.eventstore.shapes.EventSerializer;
import stet.eventstore.tables.Product;

/** The log in its database: Axon's engine, event store and token store put together on the ledger's tables. */
public final class SqlLog {
    private static final String DUPLICATE_KEY = "23505";
    /** Axon reads 100 events with each query by default, which makes ten times as many queries. */
    private static final int READ_AT_ONCE = 1000;

    private final String node = UUID.randomUUID().toString();
    private final JdbcClient sql;
    private final TransactionManager transactions;
    private final TransactionManager commandTransactions;
    private final TransactionManager followersTransactions;
    private final LedgerEngine engine;
    private final LedgerStore events;
    private final PositionStore positions;
    private final StoredPositions stored;
    private final IntegrityCheck integrity;
    private final Wakeners wakeners = new Wakeners();

    /**
     * @param withoutWaiting connections to the same database whose commits do not wait for the disk, or null
     * @param idle how long a follower that nobody wakes sleeps before it polls
     * @param committed told of what has just been committed on this node
     */
    public SqlLog(
            DataSource database,
            PlatformTransactionManager commandsTransactions,
            @Nullable DataSource withoutWaiting,
            EventSerializer serializer,
            List<EventUpcaster> upcasters,
            Duration idle,
            ObservationRegistry observations,
            Consumer<List<? extends EventMessage<?>>> committed) {
        sql = JdbcClient.create(database);
        transactions = new SpringTransactionManager(commandsTransactions);
        commandTransactions = Product.of(database) == Product.POSTGRESQL
                ? new CommandTransactions(commandsTransactions, database)
                : transactions;
        followersTransactions = followersTransactions(database, withoutWaiting, transactions);
        // Connections come from Spring's transaction, so that what a read model writes with a JdbcClient and its
        // position are committed together or not at all.
        ConnectionProvider connections = new SpringDataSourceConnectionProvider(database);
        engine = new LedgerEngine(
                JdbcEventStorageEngine.builder()
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .snapshotFilter(serializer::understands)
                        .upcasterChain(new EventUpcasterChain(upcasters))
                        .persistenceExceptionResolver(new SQLStateResolver(DUPLICATE_KEY))
                        .connectionProvider(connections)
                        .transactionManager(transactions)
                        .schema(LedgerTables.EVENTS)
                        .dataType(String.class)
                        .batchSize(READ_AT_ONCE),
                followersTransactions,
                database,
                wakeners,
                observations);
        positions = new PositionStore(
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .schema(LedgerTables.TOKENS)
                        .contentType(String.class)
                        // Axon's default is process id and host name, which are the same in containers of one image.
                        .nodeId(node)
                        .claimTimeout(idle.multipliedBy(6)),
                connections);
        integrity = new IntegrityCheck(sql, engine);
        stored = new StoredPositions(database, serializer);
        events = new LedgerStore(
                EmbeddedEventStore.builder()
                        .storageEngine(engine)
                        .fetchDelay(idle.dividedBy(5).toMillis()),
                wakeners,
                committed,
                this::redacted);
    }

    /** What followers make can be made again, so their commits need not wait for the disk. */
    private static TransactionManager followersTransactions(
            DataSource database, @Nullable DataSource withoutWaiting, TransactionManager usual) {
        if (withoutWaiting != null) {
            return new SpringTransactionManager(new JdbcTransactionManager(withoutWaiting));
        }
        return Product.of(database) == Product.POSTGRESQL
                ? new SpringTransactionManager(new FollowerTransactions(database))
                : usual;
    }

    /** What claims of this node are made under; another for each start. */
    public String node() {
        return node;
    }

    public LedgerStore events() {
        return events;
    }

    public JdbcEventStorageEngine engine() {
        return engine;
    }

    /** Parts of several histories, as {@link LedgerEngine#read} gives them. */
    public List<DomainEventMessage<?>> read(Collection<Span> spans) {
        return engine.read(spans);
    }

    public IntegrityCheck integrity() {
        return integrity;
    }

    /** Where followers store their positions. */
    public PositionStore positions() {
        return positions;
    }

    public StoredPositions storedPositions() {
        return stored;
    }

    /** In which commands are handled. */
    public TransactionManager commandTransactions() {
        return commandTransactions;
    }

    /** Whose commits wait for the disk. */
    public TransactionManager transactions() {
        return transactions;
    }

    public TransactionManager followersTransactions() {
        return followersTransactions;
    }

    public Wakeners wakeners() {
        return wakeners;
    }

    /** The position of a follower that starts with what comes after this moment; null where nothing is written yet. */
    public @Nullable TrackingToken now() {
        return engine.now();
    }

    /** The ids of all events that words were taken out of. */
    private Set<String> redacted() {
        return Set.copyOf(sql.sql("SELECT event_identifier FROM ledger_redaction")
                .query(String.class)
                .list());
    }

    /** One more each time words were taken out of the ledger; 0 where none ever were. Nobody has a higher one who does not see what it is of. */
    public long redaction() {
        return sql.sql("SELECT COALESCE(MAX(redaction), 0) FROM ledger_redaction")
                .query(Long.class)
                .single();
    }

    /** The place of the last event, or 0. */
    public long end() {
        return sql.sql("SELECT COALESCE(MAX(global_index), 0) FROM ledger_event")
                .query(Long.class)
                .single();
    }

    /** Frees the claims of a program that died, where no other can be running; otherwise followers would wait for them to time out. */
    public void releaseAllClaims() {
        sql.sql("UPDATE ledger_token SET owner = NULL WHERE owner IS NOT NULL").update();
    }
}
