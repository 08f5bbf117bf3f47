package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.domain.CommandId;
import stet.eventstore.Server.Outage;
import stet.eventstore.tables.Silence;

/** Two nodes whose PostgreSQL goes away under them while both write: when it is back, both are well again by themselves. */
@Tag("kill")
class OutageTest {
    /** From when the database can be had again. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void both_nodes_are_well_again_within_seconds_however_the_database_was_away() throws Exception {
        each(Duration.ofMillis(100), Duration.ofSeconds(3), Duration.ofSeconds(12));
    }

    @Test
    @Tag("soak")
    void both_nodes_are_well_again_within_seconds_of_minutes_without_a_database() throws Exception {
        each(Duration.ofMinutes(1), Duration.ofMinutes(10));
    }

    /** The four ways at once, each on a server of its own. */
    private void each(Duration... lengths) throws Exception {
        var rounds = new EnumMap<Outage, Future<?>>(Outage.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outage : Outage.values()) {
                rounds.put(outage, threads.submit(() -> {
                    endure(outage, List.of(lengths));
                    return null;
                }));
            }
            for (var round : rounds.values()) {
                round.get();
            }
        }
    }

    private void endure(Outage outage, List<Duration> lengths) throws Exception {
        try (var server = new Server(directory.resolve(outage.name()));
                var one = new Node(server, "one");
                var two = new Node(server, "two")) {
            one.begin();
            two.begin();
            await().atMost(SOON).until(() -> well(one, two));
            for (var length : lengths) {
                outage.begin(server);
                passes(length);
                outage.end(server);
                var back = System.nanoTime();
                await(outage + " for " + length)
                        .atMost(SOON)
                        // Until then, even to ask how it is may fail.
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(well(one, two))
                                .as("%s for %s: %s and %s", outage, length, one.status(), two.status())
                                .isTrue());
                System.out.printf(
                        "OutageTest: %s for %s, well after %d ms%n",
                        outage, length, (System.nanoTime() - back) / 1_000_000);
            }
        }
    }

    private static void passes(Duration length) {
        await().pollDelay(length).atMost(length.plus(SOON)).until(() -> true);
    }

    private static boolean well(Node... nodes) throws InterruptedException {
        for (var node : nodes) {
            if (!node.well()) {
                return false;
            }
        }
        return true;
    }

    private static final class Node implements AutoCloseable {
        private final Opened opened;
        private final String name;
        private final AtomicLong writes = new AtomicLong();
        private final AtomicLong asked = new AtomicLong();
        private volatile boolean closed;

        Node(Server server, String name) {
            this.name = name;
            var pool = new HikariConfig();
            pool.setJdbcUrl(server.address().url());
            pool.setUsername(server.address().user());
            pool.setDataSourceProperties(Silence.limits(pool.getJdbcUrl()));
            // As in the program's settings.
            pool.setConnectionTimeout(5_000);
            pool.setValidationTimeout(1_000);
            pool.setMaximumPoolSize(16);
            opened = new Opened(
                    new HikariDataSource(pool),
                    options -> options.line(server.address().line(name)));
            opened.ledger.readModel("names", Opened.Names::new);
        }

        void begin() {
            opened.ledger.start();
            Thread.ofVirtual().start(() -> write(this::store));
            Thread.ofVirtual().start(() -> write(this::send));
        }

        /** As people do, who go on writing whatever they are told. */
        private void write(Runnable once) {
            while (!closed) {
                try {
                    once.run();
                } catch (RuntimeException away) {
                    // Whoever asked has been told.
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }

        private void store() {
            var _ = opened.store(name + writes.incrementAndGet(), 0);
        }

        private void send() {
            var person = name + writes.incrementAndGet();
            opened.send(Opened.Stores.just(Opened.message(person, 0, new CommandId("c-" + person + "-0"))));
        }

        Status status() {
            return Objects.requireNonNull(opened.ledger.status().get("names"));
        }

        /** Neither fails, nor keeps anybody waiting for an answer. */
        boolean well() throws InterruptedException {
            try {
                var status = status();
                if (!status.running() || status.failing() || !opened.ledger.hearsOthers()) {
                    return false;
                }
                var person = name + "-asked" + asked.incrementAndGet();
                try (var expected = opened.ledger.progress().expect(new CommandId("c-" + person + "-0"))) {
                    var _ = opened.store(person, 0);
                    return expected.await(AT_ONCE).isEmpty();
                }
            } catch (RuntimeException _) {
                return false;
            }
        }

        @Override
        public void close() {
            closed = true;
            opened.close();
        }
    }
}
