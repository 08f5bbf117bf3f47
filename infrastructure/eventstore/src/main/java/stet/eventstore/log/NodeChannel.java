package stet.eventstore.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The channel between nodes on one PostgreSQL: each node notifies the others when it has written, and frees the claims of a node that
 * died.
 *
 * <p>A node listens on a connection of its own, where it also holds an advisory lock in its name. PostgreSQL releases the lock with the
 * connection, so the others take a node without one for dead. Notifications go out on the pool's connections, after the command's commit
 * and outside its transaction, because a {@code NOTIFY} inside makes commits wait for one another.
 */
public final class NodeChannel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeChannel.class);
    private static final String CHANNEL = "stet_ledger";

    /** PostgreSQL allows a payload of 8 000 bytes. */
    private static final int LONGEST = 7_900;
    /** Writes within this time share one notification. */
    private static final Duration TOGETHER = Duration.ofMillis(5);

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration LONGEST_BREAK = Duration.ofSeconds(2);

    private static final String HELD = """
            SELECT 1 FROM pg_locks
             WHERE locktype = 'advisory' AND objsubid = 1 AND granted
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND (CAST(classid AS BIGINT) << 32) | CAST(objid AS BIGINT) = hashtextextended(t.owner, 0)""";

    private final DataSource line;
    private final JdbcClient pool;
    private final String node;
    private final Listener told;
    private final Thread listener;
    private final Thread teller;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final Set<String> untold = new LinkedHashSet<>();

    private volatile boolean closed;
    /** Whether the log says already that the connection is lost. */
    private volatile boolean reportedBroken;

    private volatile boolean up;
    private volatile @Nullable Connection connection;

    /** Is told what other nodes do. */
    public interface Listener {
        /** @param histories those that another node has written to; none where that is not known */
        void wrote(Set<String> histories);

        /** No node holds the claim on these. */
        void unclaimed(Collection<String> followers);
    }

    /** @param line makes a new connection each time that it is asked */
    public NodeChannel(DataSource line, DataSource pool, String node, Listener told) {
        this.line = line;
        this.pool = JdbcClient.create(pool);
        this.node = node;
        this.told = told;
        listener = Thread.ofPlatform().name("ledger-wire-listener").daemon().unstarted(this::listen);
        teller = Thread.ofPlatform().name("ledger-wire-teller").daemon().unstarted(this::tell);
    }

    /** Connects before it returns, so that the others know this node before it claims anything; if that fails, it goes on trying. */
    public void open() {
        try {
            connect();
        } catch (SQLException | RuntimeException unreachable) {
            broken(unreachable);
        }
        listener.start();
        teller.start();
    }

    /** Whether this node is connected and hears the others. */
    public boolean up() {
        return up;
    }

    /** Notifies the others of what was committed to these histories. */
    public void wrote(Collection<String> histories) {
        lock.lock();
        try {
            untold.addAll(histories);
            written.signal();
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        try {
            while (true) {
                var histories = next();
                try {
                    pool.sql("SELECT pg_notify(?, ?)")
                            .params(CHANNEL, message(histories))
                            .query((row, n) -> "")
                            .list();
                } catch (RuntimeException untold) {
                    // The others poll as well, if less often.
                    LOG.warn("The other nodes could not be told of what was written here: {}", untold.toString());
                }
                Thread.sleep(TOGETHER);
            }
        } catch (InterruptedException _) {
            // The channel is being closed.
        }
    }

    private List<String> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (untold.isEmpty()) {
                written.await();
            }
            var next = List.copyOf(untold);
            untold.clear();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private String message(List<String> histories) {
        var whole = node + " " + String.join(" ", histories);
        return whole.getBytes(US_ASCII).length <= LONGEST ? whole : node;
    }

    private void listen() {
        var pause = Duration.ofMillis(100);
        while (!closed) {
            try {
                if (connection == null) {
                    connect();
                }
                pause = Duration.ofMillis(100);
                while (!closed) {
                    hear();
                    round();
                }
            } catch (SQLException | RuntimeException failed) {
                if (closed) {
                    return;
                }
                broken(failed);
                try {
                    Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(100)));
                } catch (InterruptedException _) {
                    return;
                }
                var longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_BREAK) > 0 ? LONGEST_BREAK : longer;
            }
        }
    }

    private void connect() throws SQLException {
        var fresh = line.getConnection();
        connection = fresh;
        if (closed) {
            disconnect();
            return;
        }
        try (var listen = fresh.createStatement()) {
            fresh.setAutoCommit(true);
            // The lock is shared, because PostgreSQL may still hold it for this node's last connection.
            listen.execute("SELECT pg_advisory_lock_shared(hashtextextended('" + node + "', 0))");
            listen.execute("LISTEN " + CHANNEL);
        }
        up = true;
        if (reportedBroken) {
            reportedBroken = false;
            LOG.info("This node hears the others again");
        }
        // Notifications sent while this node did not listen are lost, so anything may have been written.
        told.wrote(Set.of());
    }

    private void broken(Exception failure) {
        if (!reportedBroken) {
            LOG.warn("This node does not hear the others, and looks by itself until it does: {}", failure.toString());
        }
        reportedBroken = true;
        up = false;
        disconnect();
    }

    private void disconnect() {
        var last = connection;
        connection = null;
        if (last != null) {
            try {
                last.close();
            } catch (SQLException _) {
                // It was broken already.
            }
        }
    }

    /** Receives notifications until it is time for the next {@link #round}. */
    private void hear() throws SQLException {
        var listening = current().unwrap(PGConnection.class);
        var until = System.nanoTime() + ROUND.toNanos();
        for (var left = ROUND; left.toMillis() > 0 && !closed; left = Duration.ofNanos(until - System.nanoTime())) {
            var notifications = listening.getNotifications((int) left.toMillis());
            if (notifications == null) {
                continue;
            }
            var histories = new HashSet<String>();
            var known = true;
            var others = false;
            for (var notification : notifications) {
                var words = List.of(notification.getParameter().split(" "));
                if (!words.getFirst().equals(node)) {
                    others = true;
                    known &= words.size() > 1;
                    histories.addAll(words.subList(1, words.size()));
                }
            }
            if (others) {
                told.wrote(known ? histories : Set.of());
            }
        }
    }

    /** Frees the claims of dead nodes, and reports what no node holds. */
    private void round() throws SQLException {
        var sql = JdbcClient.create(new SingleConnectionDataSource(current(), true));
        for (var dead : sql.sql(
                        "SELECT DISTINCT owner FROM ledger_token t WHERE owner IS NOT NULL AND owner <> ? AND NOT EXISTS ("
                                + HELD + ")")
                .param(node)
                .query(String.class)
                .list()) {
            var freed = sql.sql("UPDATE ledger_token SET owner = NULL WHERE owner = ?")
                    .param(dead)
                    .update();
            LOG.info("Another node is gone, and no longer holds the {} readers that it had", freed);
        }
        var unclaimed = sql.sql("SELECT processor_name FROM ledger_token WHERE owner IS NULL")
                .query(String.class)
                .list();
        if (!unclaimed.isEmpty()) {
            told.unclaimed(unclaimed);
        }
    }

    private Connection current() throws SQLException {
        var current = connection;
        if (current == null) {
            throw new SQLException("The line was closed");
        }
        return current;
    }

    /** Must come after this node's followers have released their claims: the lock goes with the connection, and then anybody may free them. */
    @Override
    public void close() {
        closed = true;
        up = false;
        teller.interrupt();
        disconnect();
    }
}
