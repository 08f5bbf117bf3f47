package stet.eventstore;

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
 * What connects the nodes on one PostgreSQL: each tells the others when it has written, hears when they have, and lets go of what a
 * dead one held.
 *
 * <p>It hears on a connection of its own, and holds a lock in the name of its node there, which PostgreSQL drops with the connection: a
 * node without that lock is dead, or as good as dead to the others. It tells on the pool's connections, after the command's commit and
 * outside its transaction: a {@code NOTIFY} inside would have commits wait for one another.
 */
final class Wire implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final String CHANNEL = "stet_ledger";

    /** PostgreSQL takes 8 000 bytes. */
    private static final int LONGEST = 7_900;
    /** What is written within this time is told in one. */
    private static final Duration TOGETHER = Duration.ofMillis(5);

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration LONGEST_BREAK = Duration.ofSeconds(5);

    private static final String HELD = """
            SELECT 1 FROM pg_locks
             WHERE locktype = 'advisory' AND objsubid = 1 AND granted
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND (CAST(classid AS BIGINT) << 32) | CAST(objid AS BIGINT) = hashtextextended(t.owner, 0)""";

    private final DataSource line;
    private final JdbcClient pool;
    private final String node;
    private final Ears ears;
    private final Thread listener;
    private final Thread teller;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final Set<String> untold = new LinkedHashSet<>();

    private volatile boolean closed;
    /** Whether it was said that nobody is heard. */
    private volatile boolean deaf;

    private volatile boolean up;
    private volatile @Nullable Connection connection;

    /** Whom it concerns. */
    interface Ears {
        /** @param histories those that another node has written to; none where that is not known */
        void wrote(Set<String> histories);

        /** Nobody reads for these. */
        void unclaimed(Collection<String> readers);
    }

    /** @param line makes a new connection each time that it is asked */
    Wire(DataSource line, DataSource pool, String node, Ears ears) {
        this.line = line;
        this.pool = JdbcClient.create(pool);
        this.node = node;
        this.ears = ears;
        listener = Thread.ofPlatform().name("ledger-wire-listener").daemon().unstarted(this::listen);
        teller = Thread.ofPlatform().name("ledger-wire-teller").daemon().unstarted(this::tell);
    }

    /** The first connection is made here, so that the others know this node before it claims anything; if there is none, it goes on trying. */
    void open() {
        try {
            connect();
        } catch (SQLException | RuntimeException unreachable) {
            broken(unreachable);
        }
        listener.start();
        teller.start();
    }

    /** Whether this node hears the others at the moment. */
    boolean up() {
        return up;
    }

    /** Something was written to these histories, and committed. */
    void wrote(Collection<String> histories) {
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
                    // The others look by themselves, too, if not as soon.
                    LOG.warn("The other nodes could not be told of what was written here: {}", untold.toString());
                }
                Thread.sleep(TOGETHER);
            }
        } catch (InterruptedException _) {
            // It is being closed.
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
            // Shared, since PostgreSQL may not have noticed yet that this node's last connection is gone.
            listen.execute("SELECT pg_advisory_lock_shared(hashtextextended('" + node + "', 0))");
            listen.execute("LISTEN " + CHANNEL);
        }
        up = true;
        if (deaf) {
            deaf = false;
            LOG.info("This node hears the others again");
        }
        // Whatever was told while nobody listened.
        ears.wrote(Set.of());
    }

    private void broken(Exception failure) {
        if (!deaf) {
            LOG.warn("This node does not hear the others, and looks by itself until it does: {}", failure.toString());
        }
        deaf = true;
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

    /** Hears what is told until it is time for the next round. */
    private void hear() throws SQLException {
        var listening = current().unwrap(PGConnection.class);
        var until = System.nanoTime() + ROUND.toNanos();
        for (var left = ROUND; left.toMillis() > 0 && !closed; left = Duration.ofNanos(until - System.nanoTime())) {
            var told = listening.getNotifications((int) left.toMillis());
            if (told == null) {
                continue;
            }
            var histories = new HashSet<String>();
            var known = true;
            var others = false;
            for (var notification : told) {
                var words = List.of(notification.getParameter().split(" "));
                if (!words.getFirst().equals(node)) {
                    others = true;
                    known &= words.size() > 1;
                    histories.addAll(words.subList(1, words.size()));
                }
            }
            if (others) {
                ears.wrote(known ? histories : Set.of());
            }
        }
    }

    /** Frees what the dead held, and says what nobody holds. */
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
            ears.unclaimed(unclaimed);
        }
    }

    private Connection current() throws SQLException {
        var current = connection;
        if (current == null) {
            throw new SQLException("The line was closed");
        }
        return current;
    }

    /** The lock goes with the connection, so this comes after the readers have let go of theirs. */
    @Override
    public void close() {
        closed = true;
        up = false;
        teller.interrupt();
        disconnect();
    }
}
