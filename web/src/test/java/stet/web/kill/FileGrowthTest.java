package stet.web.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.workflow.Answer;

/** The file of H2 grows by at most five times the bytes of what happened, read models, answers and indexes included. */
@Tag("kill")
class FileGrowthTest {
    private static final int WRITERS = 8;
    private static final double AT_MOST = 5.0;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void a_morning_of_a_busy_newsroom() throws Exception {
        grows(2_000);
    }

    @Test
    @Tag("soak")
    void a_day_of_a_busy_newsroom() throws Exception {
        grows(20_000);
    }

    private void grows(int commands) throws Exception {
        var file = directory.resolve("newsroom.mv.db");
        var killed = directory.resolve("killed.mv.db");
        long before;
        long events;
        try (var room = new Backroom("jdbc:h2:file:" + directory.resolve("newsroom"), true)) {
            room.open();
            ReadModels.caughtUp(room.ledger);
            before = Files.size(file);
            work(room, commands);
            ReadModels.caughtUp(room.ledger);
            events = settled("while it runs", room, file, before);
            // What is in the file at this moment is what a kill would leave.
            Files.copy(file, killed);
        }
        within("after a close", file, before, events);
        try (var again = new Backroom("jdbc:h2:file:" + directory.resolve("killed"), false)) {
            ReadModels.caughtUp(again.ledger);
            within("after a kill and a start", killed, before, events);
            work(again, 200, "later");
            var _ = settled("and some work", again, killed, before);
        }
    }

    /** A day's work comes in a few seconds here, and what went out of use is taken back in the moments after. */
    private static long settled(String when, Backroom room, Path file, long before) {
        long events = room.sql
                .sql("SELECT SUM(OCTET_LENGTH(payload) + OCTET_LENGTH(meta_data)) FROM ledger_event")
                .query(Long.class)
                .single();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> within(when, file, before, events));
        return events;
    }

    private static void work(Backroom room, int commands) throws Exception {
        work(room, commands, "");
    }

    private static void work(Backroom room, int commands, String name) throws Exception {
        var working = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            for (var writer = 0; writer < WRITERS; writer++) {
                var writing = name + "w" + writer;
                working.add(threads.submit((Callable<Void>) () -> {
                    var day = new Newsday(writing);
                    for (var nth = 0; nth < commands / WRITERS; nth++) {
                        assertThat(room.send(day.next(), writing + "-" + nth)).isInstanceOf(Answer.Done.class);
                    }
                    return null;
                }));
            }
            for (var work : working) {
                work.get();
            }
        }
    }

    private static void within(String when, Path file, long before, long events) throws IOException {
        var growth = Files.size(file) - before;
        System.out.printf(
                "FileGrowthTest: %s, %d bytes of events and %d of growth, %.2f times as many%n",
                when, events, growth, growth / (double) events);
        assertThat(growth / (double) events).as(when).isLessThanOrEqualTo(AT_MOST);
    }
}
