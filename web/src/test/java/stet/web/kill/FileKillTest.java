package stet.web.kill;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import stet.h2file.DurableDatabase;

/**
 * A newsroom's back room on a file of H2 is killed while it starts, while it works, while it tidies up and while it closes. What it
 * acknowledged is there once, what it did not is there once or not at all, and read models are what the ledger says.
 */
@Tag("kill")
class FileKillTest {
    private static final long SEED = Long.getLong("stet.kill.seed", System.nanoTime());

    /** A ledger is left behind after so many kills, or building its read models anew would take all the time. */
    private static final int KILLS_FOR_EACH_FILE = 25;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final Random random = new Random(SEED);
    private int acknowledged;

    @Test
    void what_was_acknowledged_outlives_a_few_kills() throws Exception {
        outlives(4);
    }

    @Test
    @Tag("soak")
    void and_two_hundred() throws Exception {
        outlives(200);
    }

    private void outlives(int kills) throws Exception {
        System.out.println("FileKillTest: -Dstet.kill.seed=" + SEED);
        var file = directory.resolve("0");
        var known = new ArrayList<String>();
        var starting = 0;
        var closing = 0;
        for (var kill = 0; kill < kills; kill++) {
            if (kill % KILLS_FOR_EACH_FILE == 0) {
                file = directory.resolve(String.valueOf(kill));
                known.clear();
                try (var room = new Backroom("jdbc:h2:file:" + file, true)) {
                    room.open();
                }
            }
            var way = random.nextInt(10);
            known.addAll(acknowledgedUntilKilled(file, kill, way));
            starting += way < 2 ? 1 : 0;
            closing += way > 7 ? 1 : 0;
            // Now and then the next start is the one that has to mend what this kill has left.
            if (way % 3 != 0) {
                look(file, known, kill);
            }
            if (kill % 10 == 9 || kill == kills - 1) {
                look(file, known, kill);
                read_models_are_what_the_ledger_says(file);
                System.out.printf("FileKillTest: %d kills, %d commands acknowledged%n", kill + 1, acknowledged);
            }
        }
        System.out.printf(
                "FileKillTest: %d kills, of which %d in a start and %d in a close; %d commands acknowledged, none lost%n",
                kills, starting, closing, acknowledged);
    }

    /** What it acknowledged: each command's key and the number of its events. */
    private List<String> acknowledgedUntilKilled(Path file, int kill, int way) throws Exception {
        var log = directory.resolve("said.txt").toFile();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        // H2's own checks as well.
                        "-ea",
                        // What it says is what was acknowledged, and nothing besides.
                        "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "stet.web.kill.Backroom",
                        file.toString(),
                        "k" + kill)
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
        try (var out = process.inputReader()) {
            var first = new CountDownLatch(1);
            var said = CompletableFuture.supplyAsync(() -> lines(out, first));
            if (way < 2) {
                passes(random.nextInt(2_500));
            } else {
                assertThat(first.await(120, TimeUnit.SECONDS))
                        .as("it begins to work")
                        .isTrue();
                passes(random.nextInt(way == 7 ? 5_000 : 2_000));
                if (way > 7) {
                    process.outputWriter().write("close\n");
                    process.outputWriter().flush();
                    passes(random.nextInt(250));
                }
            }
            // The process alone: what it has said until then is still to be read.
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            var lines = said.get();
            assertThat(lines).as(Files.readString(log.toPath())).noneMatch(line -> line.startsWith("!"));
            var answers = lines.stream().filter(line -> line.contains(" ")).toList();
            acknowledged += answers.size();
            return answers;
        }
    }

    private static List<String> lines(BufferedReader out, CountDownLatch first) {
        var lines = new ArrayList<String>();
        try {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                first.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static void look(Path file, List<String> known, int kill) {
        var database = new SingleConnectionDataSource(
                DurableDatabase.address("jdbc:h2:file:%s;IFEXISTS=TRUE".formatted(file)), "stet", "stet", true);
        try {
            var sql = JdbcClient.create(database);
            var events = sql.sql("SELECT meta_data FROM ledger_event").query(String.class).list().stream()
                    .map(data -> Client.JSON.readTree(data).get("command").asString())
                    .filter(command -> !command.equals("opening"))
                    .collect(groupingBy(command -> command, counting()));
            var answered = sql.sql("SELECT repeat_key, answer FROM workflow_answer")
                    .query((row, n) -> Map.entry(row.getString(1), (long)
                            Client.JSON.readTree(row.getString(2)).get("events").size()))
                    .list();
            assertThat(answered)
                    .as("kill %d: events and answers", kill)
                    .allSatisfy(answer -> assertThat(events.getOrDefault(answer.getKey(), 0L))
                            .as(answer.getKey())
                            .isEqualTo(answer.getValue()));
            assertThat(answered.stream().map(Map.Entry::getKey))
                    .as("kill %d: what was acknowledged", kill)
                    .containsAll(
                            known.stream().map(line -> line.split(" ", 2)[0]).toList());
            for (var line : known) {
                var parts = line.split(" ", 2);
                assertThat(events.getOrDefault(parts[0], 0L)).as(line).isEqualTo(Long.parseLong(parts[1]));
            }
            assertThat(answered.stream().map(Map.Entry::getKey)).containsAll(events.keySet());
            assertThat(sql.sql("""
                            SELECT aggregate_identifier FROM ledger_event GROUP BY aggregate_identifier
                            HAVING MIN(sequence_number) <> 0 OR MAX(sequence_number) <> COUNT(*) - 1""").query(String.class).list())
                    .as("kill %d: articles with gaps", kill)
                    .isEmpty();
            var all = sql.sql("SELECT COUNT(*) FROM ledger_event")
                    .query(Long.class)
                    .single();
            assertThat(sql.sql("SELECT COUNT(*) FROM ledger_event WHERE event_identifier >= ''")
                            .query(Long.class)
                            .single())
                    .as("kill %d: the index", kill)
                    .isEqualTo(all);
            assertThat(sql.sql("SELECT COUNT(*) FROM ledger_event WHERE aggregate_identifier >= ''")
                            .query(Long.class)
                            .single())
                    .isEqualTo(all);
        } finally {
            database.destroy();
        }
    }

    private static void read_models_are_what_the_ledger_says(Path file) {
        try (var room = new Backroom("jdbc:h2:file:" + file, false)) {
            ReadModels.caughtUp(room.ledger);
            ReadModels.rebuilt(room.ledger);
        }
    }

    private static void passes(int millis) {
        var time = Duration.ofMillis(millis);
        await().pollInterval(Duration.ofMillis(2))
                .pollDelay(time)
                .atMost(time.plusSeconds(20))
                .until(() -> true);
    }
}
