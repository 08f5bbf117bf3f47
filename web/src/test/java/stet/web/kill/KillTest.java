package stet.web.kill;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;

/** The program is killed again and again while it works, and while it starts. What it said was done must be done. */
@Tag("kill")
class KillTest {
    private static final long SEED = Long.getLong("stet.kill.seed", System.nanoTime());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final Random random = new Random(SEED);
    private final Team team = new Team();
    private List<Writer> writers = List.of();
    private int found;
    private int lost;

    /** Somebody's work, what became of each command, and the one that nobody knows about. */
    private static final class Writer {
        final Story story;
        final Map<String, Done> done = new LinkedHashMap<>();
        Story.@Nullable Command unanswered;

        Writer(Story story) {
            this.story = story;
        }

        /** Works until the program dies. */
        void work(Client client) throws InterruptedException {
            try {
                while (true) {
                    var command = story.next();
                    unanswered = command;
                    take(command, send(client, command));
                }
            } catch (IOException died) {
                // What came of it is looked up after the next start.
            }
        }

        void take(Story.Command command, Client.Answer answer) {
            assertThat(answer.status()).as("%s: %s", command, answer.body()).isBetween(200, 201);
            var receipt = receipt(answer);
            done.put(command.key(), new Done(command, receipt));
            story.done(receipt.path("revision").asInt(0));
            unanswered = null;
        }
    }

    private record Done(Story.Command command, JsonNode receipt) {
        List<String> events() {
            return receipt.get("events").valueStream().map(JsonNode::asString).toList();
        }
    }

    @Test
    void what_was_acknowledged_outlives_every_kill_and_what_was_not_happened_wholly_or_not_at_all() throws Exception {
        outlives(3);
    }

    @Test
    @Tag("soak")
    void however_often_it_is_killed() throws Exception {
        outlives(30);
    }

    private void outlives(int kills) throws Exception {
        System.out.println("KillTest: -Dstet.kill.seed=" + SEED);
        for (var kill = 0; kill < kills; kill++) {
            if (kill % 3 == 0) {
                kill_while_it_starts();
            }
            try (var program = start()) {
                try (var client = new Client(program.port())) {
                    if (kill == 0) {
                        team.opens(program, client);
                        writers = Stream.of("north", "east", "south", "west")
                                .map(name -> new Writer(new Story(name, team.tokens)))
                                .toList();
                    }
                    everything_is_there(client);
                    work_until_it_is_killed(client, program);
                } catch (IOException failed) {
                    throw new AssertionError("It did not answer. It said:\n" + program.said(), failed);
                }
            }
        }
        System.out.printf(
                "KillTest: %d commands acknowledged; of those in the air when it was killed, %d had happened and %d had not%n",
                writers.stream().mapToInt(writer -> writer.done.size()).sum(), found, lost);
        try (var program = start()) {
            try (var client = new Client(program.port())) {
                everything_is_there(client);
            }
            assertThat(program.stop()).as("exit code after SIGTERM").isEqualTo(143);
            with_the_data(this::the_ledger_has_no_gaps_and_each_command_once);
        }
        what_was_followed_is_what_is_rebuilt_though_it_is_killed_meanwhile();
    }

    private void what_was_followed_is_what_is_rebuilt_though_it_is_killed_meanwhile() throws Exception {
        Map<String, JsonNode> followed;
        try (var program = start()) {
            try (var client = new Client(program.port())) {
                well_and_caught_up(client);
                followed = digests(client);
                for (var name : ReadModels.NAMES) {
                    assertThat(client.post("/api/readers/" + name + "/rebuild", team.administrator(), Map.of())
                                    .status())
                            .isEqualTo(202);
                }
            }
            program.kill();
        }
        try (var program = start()) {
            try (var client = new Client(program.port())) {
                ReadModels.serve(client, team.administrator());
                well_and_caught_up(client);
                assertThat(digests(client)).isEqualTo(followed);
                everything_is_there(client);
            }
            assertThat(program.stop()).isEqualTo(143);
        }
    }

    private Map<String, JsonNode> digests(Client client) throws IOException, InterruptedException {
        var digests = new LinkedHashMap<String, JsonNode>();
        for (var name : ReadModels.NAMES) {
            digests.put(
                    name,
                    client.get("/api/readers/" + name + "/digest", team.administrator())
                            .body());
        }
        return digests;
    }

    private Program start() throws IOException {
        return Program.start(directory, directory.resolve("output.txt"));
    }

    private void kill_while_it_starts() throws Exception {
        try (var program = start()) {
            passes(Duration.ofMillis(500 + random.nextInt(5_000)));
            program.kill();
        }
    }

    private void work_until_it_is_killed(Client client, Program program) throws Exception {
        try (var threads = Executors.newFixedThreadPool(writers.size())) {
            var working = new ArrayList<Future<?>>();
            for (var writer : writers) {
                working.add(threads.submit((Callable<Void>) () -> {
                    writer.work(client);
                    return null;
                }));
            }
            passes(Duration.ofMillis(400 + random.nextInt(1_400)));
            program.kill();
            for (var work : working) {
                work.get();
            }
        }
    }

    private void everything_is_there(Client client) throws Exception {
        well_and_caught_up(client);
        for (var writer : writers) {
            var command = writer.unanswered;
            if (command != null) {
                repeat_what_nobody_knows_about(client, writer, command);
            }
        }
        var commands = writers.stream()
                .flatMap(writer -> writer.done.values().stream())
                .collect(groupingBy(done -> done.command().article()));
        for (var article : commands.entrySet()) {
            var history = history(client, article.getKey());
            assertThat(history.stream().map(entry -> entry.get("sequence").asLong()))
                    .as("sequences of " + article.getKey())
                    .containsExactlyElementsOf(
                            LongStream.range(0, history.size()).boxed().toList());
            for (var done : article.getValue()) {
                assertRecorded(done, history);
            }
        }
        if (!writers.isEmpty()) {
            var again = Client.token(client.port(), "administrator", Team.PASSWORD);
            assertThat(client.get("/api/me", again).status()).isEqualTo(200);
        }
    }

    /** All that it did is there, or nothing; sent again it is answered, and is there once. */
    private void repeat_what_nobody_knows_about(Client client, Writer writer, Story.Command command) throws Exception {
        var before = of(command, history(client, command.article()));
        var answer = send(client, command);
        writer.take(command, answer);
        var after = of(command, history(client, command.article()));
        if (before.isEmpty()) {
            lost++;
        } else {
            found++;
            assertThat(after)
                    .as("a command that was there before it was repeated: %s", command)
                    .isEqualTo(before);
        }
        var repeated = send(client, command);
        assertThat(receipt(repeated)).isEqualTo(receipt(answer));
        assertThat(of(command, history(client, command.article()))).isEqualTo(after);
    }

    private static void assertRecorded(Done done, List<JsonNode> history) {
        var entries = of(done.command(), history);
        assertThat(entries.stream().map(entry -> entry.get("kind").asString()))
                .as("what %s did", done.command().key())
                .isEqualTo(done.events());
        if (!entries.isEmpty()) {
            assertThat(entries.getLast().get("sequence").asLong())
                    .isEqualTo(done.receipt().get("sequence").asLong());
        }
    }

    private void the_ledger_has_no_gaps_and_each_command_once(JdbcClient jdbc) {
        assertThat(jdbc.sql("""
                        SELECT aggregate_identifier FROM ledger_event GROUP BY aggregate_identifier
                        HAVING MIN(sequence_number) <> 0 OR MAX(sequence_number) <> COUNT(*) - 1""").query(String.class).list())
                .as("articles with gaps")
                .isEmpty();
        var recorded = jdbc.sql("SELECT meta_data FROM ledger_event").query(String.class).list().stream()
                .map(metaData -> Client.JSON.readTree(metaData).path("why").asString(""))
                .filter(why -> !why.isEmpty())
                .collect(groupingBy(why -> why, toList()));
        var expected = new TreeSet<String>();
        for (var writer : writers) {
            writer.done.forEach((key, done) -> {
                expected.add(key);
                assertThat(recorded.getOrDefault(key, List.of()))
                        .as("events of " + key)
                        .hasSameSizeAs(done.events());
            });
        }
        assertThat(expected).as("commands that nobody sent").containsAll(recorded.keySet());
    }

    private void well_and_caught_up(Client client) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(client.get("/actuator/health", null).status()).isEqualTo(200);
            if (team.isThere()) {
                var readers = client.get("/api/readers", team.administrator()).body();
                assertThat(readers.size()).isEqualTo(6);
                assertThat(readers.valueStream())
                        .as(readers.toString())
                        .allSatisfy(reader ->
                                assertThat(reader.get("caughtUp").asBoolean()).isTrue());
            }
        });
    }

    private List<JsonNode> history(Client client, String article) throws IOException, InterruptedException {
        var entries = new ArrayList<JsonNode>();
        var after = "";
        while (true) {
            var page = client.get("/api/articles/" + article + "/history?limit=200" + after, team.token("wanda"));
            if (page.status() == 404) {
                return entries;
            }
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            page.body().get("entries").forEach(entries::add);
            var next = page.body().path("next");
            if (!next.isNumber()) {
                return entries;
            }
            after = "&after=" + next.asLong();
        }
    }

    private static List<JsonNode> of(Story.Command command, List<JsonNode> history) {
        return history.stream()
                .filter(entry -> entry.path("why").asString("").equals(command.key()))
                .toList();
    }

    private static Client.Answer send(Client client, Story.Command command) throws IOException, InterruptedException {
        return client.send(command.method(), command.path(), command.token(), command.headers(), command.body());
    }

    private static JsonNode receipt(Client.Answer answer) {
        return answer.body().has("receipt") ? answer.body().get("receipt") : answer.body();
    }

    private static void passes(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }

    private void with_the_data(Consumer<JdbcClient> look) {
        var address = "jdbc:h2:file:%s;IFEXISTS=TRUE".formatted(directory.resolve(".stet/newsroom"));
        var database = new SingleConnectionDataSource(address, "stet", "stet", true);
        try {
            look.accept(JdbcClient.create(database));
        } finally {
            database.destroy();
        }
    }
}
