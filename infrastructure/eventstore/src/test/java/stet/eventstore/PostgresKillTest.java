package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.eventstore.Opened.soon;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.domain.CommandId;
import stet.eventstore.tables.Durability;

/** What PostgreSQL has acknowledged outlives it, and where its settings do not promise that, Stet says so. */
@Tag("database")
class PostgresKillTest {
    private static final int EVENTS = 200;

    @Test
    void what_was_acknowledged_outlives_a_kill_of_the_whole_server(@TempDir Path directory) throws Exception {
        var data = directory.resolve("data");
        var acknowledged = new ConcurrentLinkedQueue<String>();
        var first = started(data, "on");
        try (var threads = Executors.newFixedThreadPool(4);
                var opened = new Opened(address(first))) {
            var writing = new ArrayList<Future<?>>();
            for (var writer = 0; writer < 4; writer++) {
                var person = "writer" + writer;
                var byCommand = writer % 2 == 0;
                writing.add(threads.submit(() -> {
                    for (var sequence = 0L; ; sequence++) {
                        if (byCommand) {
                            opened.send(Opened.Stores.just(Opened.message(person, sequence, new CommandId("c"))));
                        } else {
                            opened.store(person, sequence);
                        }
                        acknowledged.add(person + " " + sequence);
                    }
                }));
            }
            soon().until(() -> acknowledged.size() > EVENTS);
            kill(data);
            for (var work : writing) {
                soon().until(work::isDone);
            }
        }
        // It has nothing left to stop; it lets go of the directory.
        first.close();
        try (var again = started(data, "on");
                var opened = new Opened(address(again))) {
            assertThat(opened.sql
                            .sql("SELECT aggregate_identifier || ' ' || sequence_number FROM ledger_event")
                            .query(String.class)
                            .list())
                    .containsAll(acknowledged);
        }
    }

    @Test
    void settings_that_promise_less_are_told_in_one_sentence(@TempDir Path directory) throws Exception {
        assertThat(Durability.doubt(Databases.POSTGRESQL.fresh().open())).isEmpty();
        try (var careless = started(directory.resolve("data"), "off")) {
            assertThat(Durability.doubt(careless.getPostgresDatabase()))
                    .hasValueSatisfying(
                            doubt -> assertThat(doubt).contains("fsync off").contains("power cut"));
        }
    }

    private static EmbeddedPostgres started(Path data, String fsync) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", fsync)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    private static Databases.Address address(EmbeddedPostgres server) {
        return new Databases.Address(server.getJdbcUrl("postgres", "postgres"), "postgres", "");
    }

    /** All of its processes, each by its number. */
    private static void kill(Path data) throws IOException {
        var number = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        var postmaster = ProcessHandle.of(number).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        soon().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }
}
