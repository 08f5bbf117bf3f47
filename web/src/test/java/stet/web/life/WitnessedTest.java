package stet.web.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.eventstore.Databases;
import stet.seal.Checkpoint;
import stet.seal.Monitor;
import stet.seal.Note;
import stet.seal.Policy;
import stet.seal.Witness;
import stet.web.operations.Errands;
import stet.web.operations.ReadersPage;
import tools.jackson.databind.json.JsonMapper;

/** Another program countersigns the history of this one: {@code witness}, as it is typed. */
@Tag("program")
class WitnessedTest {
    private static final Pattern AT = Pattern.compile("is asked at (http://localhost:[0-9]+)");

    @TempDir
    static Path directory;

    private static final ByteArrayOutputStream SAID = new ByteArrayOutputStream();
    private static Thread witness;
    private static String at;
    private static RunningStet stet;
    private static Newcomers people;

    /** It is begun first, and told of the log while it is at work. */
    @BeforeAll
    static void a_witness_and_a_newsroom() throws Exception {
        var logs = Files.writeString(directory.resolve("logs"), "quorum none\n");
        witness = Thread.ofPlatform().start(() -> {
            var _ = Errands.run(
                    new String[] {
                        "witness",
                        logs.toString(),
                        "--name=witness.example/w1",
                        "--state=" + directory.resolve("witness"),
                        "--port=0"
                    },
                    new PrintStream(SAID, true, UTF_8));
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> SAID.toString(UTF_8).contains("\nquorum "));
        var found = AT.matcher(SAID.toString(UTF_8));
        assertThat(found.find()).isTrue();
        at = found.group(1);
        var lines = SAID.toString(UTF_8)
                .lines()
                .filter(line -> line.matches("(witness|group|quorum) .*"))
                .collect(Collectors.joining("\n", "", "\n"));
        var witnesses = Files.writeString(directory.resolve("witnesses"), lines);
        stet = RunningStet.on(Databases.H2.fresh(), "--stet.seal.witnesses=" + witnesses);
        stet.opens("city");
        people = Newcomers.to(stet);
        Files.writeString(
                logs, people.stella().gets("/api/seal/policy").with(200).text());
        people.drafts("city", "Nobody outside may know this yet", "It rained all night.");
        witnessed();
    }

    @AfterAll
    static void they_close() throws Exception {
        stet.close();
        witness.interrupt();
        witness.join();
    }

    /** Until all is sealed and signed. A witness that did not know the log is asked again a while later. */
    private static Checkpoint witnessed() {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            var policy = Policy.read(people.stella().gets("/api/seal/policy").text());
            return unsealed() == 0
                    && policy.isWitnessed(
                            Note.of(people.stella().gets("/api/seal/checkpoint").text()));
        });
        return Checkpoint.of(
                Note.of(people.stella().gets("/api/seal/checkpoint").text()).text());
    }

    private static long unsealed() {
        return people.stella().sees("/api/seal").path("extent").path("unsealed").asLong(1);
    }

    private static String says(int code, String... args) {
        var out = new ByteArrayOutputStream();
        var ended = Errands.run(args, new PrintStream(out, true, UTF_8));
        assertThat(ended.orElse(-1)).as(out.toString(UTF_8)).isEqualTo(code);
        return out.toString(UTF_8);
    }

    @Test
    void a_pack_is_verified_by_whoever_wants_the_witness() throws Exception {
        var policy = Files.writeString(
                directory.resolve("policy"),
                people.stella().gets("/api/seal/policy").text());
        assertThat(policy).content().contains("quorum witness.example/w1").doesNotContain(at);
        people.drafts("city", "Another story", "It is still raining.");
        witnessed();
        var pack = Files.write(
                directory.resolve("all.pack"),
                people.stella().gets("/api/seal/pack").with(200).bytes());
        assertThat(says(0, "verify", pack.toString(), "--policy=" + policy)).contains("All of it is what was sealed");

        // Whoever has the newsroom's key and not the witness's has no such checkpoint.
        var without = Files.readString(pack).replaceAll("— witness.example/w1 [A-Za-z0-9+/=]+\\\\n", "");
        Files.writeString(pack, without);
        assertThat(says(1, "verify", pack.toString(), "--policy=" + policy))
                .contains("Too few of the policy's witnesses have signed the checkpoint");
    }

    /** So that nobody with the newsroom's key shows one log of it to some and another to others. */
    @Test
    void what_is_stated_openly_is_signed_by_the_witness_as_well() throws Exception {
        people.publishes("city", "Rain over Tolvik", "It rained all night.");
        var policy = Files.writeString(
                directory.resolve("watching"),
                stet.world().gets("/seal/policy").with(200).text());
        stet.seals();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(watched(policy, "all", text -> text))
                        .satisfies(report -> {
                            assertThat(report.problems()).isEmpty();
                            assertThat(report.statements()).isEqualTo(1);
                        }));

        assertThat(watched(policy, "unsigned", text -> text.replaceAll("(?m)^— witness.example/w1 .*\n", ""))
                        .problems())
                .containsExactly("Too few of the policy's witnesses have signed the checkpoint");
    }

    /** As somebody watches who is shown what is stated otherwise than it is. */
    private static Monitor.Report watched(Path policy, String state, UnaryOperator<String> statements)
            throws IOException {
        return new Monitor(
                        path -> {
                            var answer = stet.world().gets(path);
                            if (answer.status() != 200) {
                                return Optional.empty();
                            }
                            return Optional.of(
                                    path.equals("/seal/statements/checkpoint")
                                            ? statements.apply(answer.text()).getBytes(UTF_8)
                                            : answer.bytes());
                        },
                        ReadersPage::differences,
                        Policy.read(Files.readString(policy)),
                        directory.resolve(state),
                        Clock.systemUTC())
                .run();
    }

    @Test
    void health_and_page_tell_who_signs() {
        witnessed();
        var health = JsonMapper.shared()
                .readTree(stet.administrator().gets("/actuator/health").text())
                .path("components")
                .path("seal");
        assertThat(health.path("status").asString()).isEqualTo("UP");
        assertThat(health.path("details")
                        .path("witnesses")
                        .path(0)
                        .path("witness")
                        .asString())
                .isEqualTo(URI.create(at).getAuthority());
        assertThat(stet.inBrowser("stella", RunningStet.PASSWORD)
                        .gets("/newsroom/seal")
                        .with(200)
                        .text())
                .contains("are</strong> signed by enough witnesses")
                .contains(URI.create(at).getAuthority());
        assertThat(people.stella()
                        .sees("/api/seal")
                        .path("witnesses")
                        .path(0)
                        .path("contradicts")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void the_witness_shows_what_it_signed_and_takes_nothing_else() throws Exception {
        var newest = witnessed();
        try (var http = HttpClient.newHttpClient()) {
            var shown = http.send(
                    HttpRequest.newBuilder(URI.create(at + "/" + Witness.hash(newest.origin()) + "/checkpoint"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(Checkpoint.of(Note.of(shown.body()).text()).origin()).isEqualTo(newest.origin());
            assertThat(status(http, "GET", "/add-checkpoint", "")).isEqualTo(405);
            assertThat(status(http, "GET", "/" + "0".repeat(64) + "/checkpoint", ""))
                    .isEqualTo(404);
            assertThat(status(http, "GET", "/", "")).isEqualTo(404);
            assertThat(status(http, "POST", "/add-checkpoint", "old 0\n")).isEqualTo(400);
            assertThat(status(http, "POST", "/add-checkpoint", "x".repeat(300_000)))
                    .isEqualTo(413);
        }
    }

    private static int status(HttpClient http, String method, String path, String body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(at + path))
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void another_does_not_begin_where_it_is_at_work_and_none_without_a_name() {
        var logs = directory.resolve("logs").toString();
        assertThat(says(
                        1,
                        "witness",
                        logs,
                        "--name=witness.example/w2",
                        "--state=" + directory.resolve("witness"),
                        "--port=0"))
                .contains("Another witness is at work");
        assertThat(says(2, "witness", logs)).contains("It is used as: witness POLICY --name=NAME");
        assertThat(says(1, "witness", directory.resolve("nothing").toString(), "--name=a", "--port=0"))
                .contains("cannot be read");
    }
}
