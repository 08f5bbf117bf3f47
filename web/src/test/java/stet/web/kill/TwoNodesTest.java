package stet.web.kill;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;
import tools.jackson.databind.JsonNode;

/** Two programs on one PostgreSQL, and one of them is killed at work. Nobody's work may be lost or doubled for it. */
@Tag("kill")
class TwoNodesTest {
    private static final String SCHEDULED = "scheduled";
    private static final Duration WORK = Duration.ofSeconds(3);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final Databases.Address address = Databases.POSTGRESQL.fresh();
    private final Team team = new Team();
    private final List<Writer> writers = new ArrayList<>();
    private volatile boolean enough;

    /** Somebody who works through one node, and through the other when that one dies under them. */
    private final class Writer implements Callable<Void> {
        final Story story;
        final Map<String, List<String>> done = new LinkedHashMap<>();
        volatile Client through;
        private final Client otherwise;

        Writer(String name, Client through, Client otherwise) {
            story = new Story(name, team.tokens);
            this.through = through;
            this.otherwise = otherwise;
        }

        @Override
        public Void call() throws Exception {
            while (!enough) {
                var command = story.next();
                var answer = answer(command);
                assertThat(answer.status()).as("%s: %s", command, answer.body()).isBetween(200, 201);
                var receipt = answer.body().has("receipt") ? answer.body().get("receipt") : answer.body();
                done.put(
                        command.key(),
                        receipt.get("events")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList());
                story.done(receipt.path("revision").asInt(0));
            }
            return null;
        }

        private Client.Answer answer(Story.Command command) throws IOException, InterruptedException {
            try {
                return send(through, command);
            } catch (IOException died) {
                through = otherwise;
                return send(through, command);
            }
        }
    }

    @Test
    void one_node_is_killed_and_the_other_goes_on_as_if_nothing_had_happened() throws Exception {
        try (var database = address.open();
                var first = start("first")) {
            var toFirst = new Client(first.port());
            team.opens(first, toFirst);
            try (var second = start("second")) {
                var toSecond = new Client(second.port());
                what_one_node_answered_the_other_shows(toFirst, toSecond);

                Stream.of("north", "east").forEach(name -> writers.add(new Writer(name, toFirst, toSecond)));
                Stream.of("south", "west").forEach(name -> writers.add(new Writer(name, toSecond, toFirst)));
                try (var threads = Executors.newFixedThreadPool(writers.size())) {
                    var working =
                            writers.stream().<Future<?>>map(threads::submit).toList();
                    try {
                        passes(WORK);
                        var due = schedule(toFirst);
                        // It was here first, so it reads for all the read models.
                        first.kill();
                        passes(WORK);
                        await().atMost(Duration.ofSeconds(30))
                                .until(() -> published(database).size() == 1
                                        && Instant.now().isAfter(due));
                        assertThat(toSecond.get("/actuator/health", null).status())
                                .isEqualTo(200);
                        try (var again = start("first-again")) {
                            var toFirstAgain = new Client(again.port());
                            writers.getFirst().through = toFirstAgain;
                            passes(WORK);
                            enough = true;
                            for (var work : working) {
                                work.get();
                            }
                            what_one_node_answered_the_other_shows(toFirstAgain, toSecond);
                            assertThat(toFirstAgain
                                            .get("/actuator/health", null)
                                            .status())
                                    .isEqualTo(200);
                            assertThat(again.stop()).isEqualTo(143);
                        }
                    } finally {
                        enough = true;
                    }
                }
                System.out.printf(
                        "TwoNodesTest: %d commands acknowledged%n",
                        writers.stream().mapToInt(writer -> writer.done.size()).sum());

                well_and_caught_up(toSecond);
                var jdbc = JdbcClient.create(database);
                each_command_is_in_the_ledger_once(jdbc);
                assertThat(published(database)).hasSize(1);
                ReadModels.rebuilt(toSecond, team.administrator());
            }
        }
    }

    private Program start(String name) throws IOException {
        return Program.start(
                Files.createDirectories(directory.resolve(name)),
                directory.resolve(name + ".txt"),
                Map.of(),
                "--server.port=0",
                "--stet.keys.file=" + directory.resolve("keys/newsroom.keys"),
                "--spring.datasource.url=" + address.url(),
                "--spring.datasource.username=" + address.user(),
                "--spring.datasource.password=" + address.password());
    }

    private void what_one_node_answered_the_other_shows(Client one, Client other) throws Exception {
        for (var i = 0; i < 5; i++) {
            is_shown(one, other);
            is_shown(other, one);
        }
        // Whoever is welcomed on one node can sign in on the other.
        var newcomer = "newcomer-" + System.nanoTime();
        team.welcomes(newcomer, "WRITER", one);
        Client.token(other.port(), newcomer, Team.GIVEN, Team.PASSWORD);
    }

    private void is_shown(Client written, Client read) throws Exception {
        var id = "shown-" + System.nanoTime();
        var answer = written.post(
                "/api/articles",
                team.token("wanda"),
                Map.of("id", id, "desk", "city", "content", Map.of("headline", "Shown at once")));
        Team.done(answer);
        assertThat(answer.headers()).doesNotContainKey("Stet-Behind");
        var shown = read.get("/api/articles/" + id, team.token("wanda"));
        assertThat(shown.status()).as(shown.body().toString()).isEqualTo(200);
        assertThat(read.get("/api/articles/" + id + "/history", team.token("wanda"))
                        .body()
                        .get("entries")
                        .size())
                .isEqualTo(1);
    }

    /** Something that is to come out soon after whoever took it down is dead. */
    private Instant schedule(Client client) throws Exception {
        var at = "/api/articles/" + SCHEDULED;
        Team.done(client.post(
                "/api/articles",
                team.token("wanda"),
                Map.of(
                        "id",
                        SCHEDULED,
                        "desk",
                        "city",
                        "content",
                        Map.of(
                                "headline",
                                "Fair comes to town",
                                "section",
                                "City",
                                "slugline",
                                SCHEDULED,
                                "blocks",
                                List.of(Map.of(
                                        "kind", "paragraph", "id", "p1", "text", "Everybody goes to the fair."))))));
        Team.done(client.post(at + "/submit-for-checking", team.token("wanda"), Map.of()));
        Team.done(client.post(at + "/sign-off-facts", team.token("chidi"), Map.of("revision", 1)));
        Team.done(client.post(at + "/sign-off-captions", team.token("pia"), Map.of("revision", 1)));
        var due = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
        Team.done(client.post(
                at + "/schedule-publication",
                team.token("paul"),
                Map.of("kind", "ORIGINAL", "due", due.toString(), "revision", 1)));
        return due;
    }

    private static List<Long> published(HikariDataSource database) {
        return JdbcClient.create(database)
                .sql("""
                        SELECT sequence_number FROM ledger_event
                         WHERE aggregate_identifier = ? AND payload_type = 'article.edition-published'""")
                .param(SCHEDULED)
                .query(Long.class)
                .list();
    }

    private void each_command_is_in_the_ledger_once(JdbcClient jdbc) {
        assertThat(jdbc.sql("""
                        SELECT aggregate_identifier FROM ledger_event GROUP BY aggregate_identifier
                        HAVING MIN(sequence_number) <> 0 OR MAX(sequence_number) <> COUNT(*) - 1""").query(String.class).list())
                .as("articles with gaps")
                .isEmpty();
        var recorded = jdbc.sql("SELECT meta_data FROM ledger_event").query(String.class).list().stream()
                .map(metaData -> Client.JSON.readTree(metaData).path("why").asString(""))
                .collect(groupingBy(why -> why));
        for (var writer : writers) {
            assertThat(writer.done).isNotEmpty();
            writer.done.forEach((key, events) -> assertThat(recorded.getOrDefault(key, List.of()))
                    .as("events of " + key)
                    .hasSameSizeAs(events));
        }
    }

    private void well_and_caught_up(Client client) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(client.get("/actuator/health", null).status()).isEqualTo(200);
            var readers = client.get("/api/readers", team.administrator()).body();
            assertThat(readers.size()).isEqualTo(6);
            assertThat(readers.valueStream())
                    .as(readers.toString())
                    .allSatisfy(reader ->
                            assertThat(reader.get("caughtUp").asBoolean()).isTrue());
        });
    }

    private static Client.Answer send(Client client, Story.Command command) throws IOException, InterruptedException {
        return client.send(command.method(), command.path(), command.token(), command.headers(), command.body());
    }

    private static void passes(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }
}
