package stet.web.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.eventstore.Databases;
import stet.web.operations.Errands;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An older backup is restored, and Stet signs no second history under the name of the first. */
@Tag("program")
class OlderBackupTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void nothing_is_signed_until_somebody_says_how_the_history_goes_on() throws Exception {
        var file = directory.resolve("backup.zip");
        var address = Databases.H2.fresh();
        try (var stet = RunningStet.on(Databases.H2.fresh())) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            sealed(stet);
            Files.write(file, stet.administrator().gets("/api/backup").with(200).bytes());
            people.drafts("city", "Rain over Tolvik", "It rained all night.");
            sealed(stet);

            var out = new ByteArrayOutputStream();
            var ended = Errands.run(
                    new String[] {
                        "restore",
                        file.toString(),
                        "--spring.datasource.url=" + address.url(),
                        "--spring.datasource.username=" + address.user(),
                        "--spring.datasource.password=" + address.password()
                    },
                    new PrintStream(out, true, UTF_8));
            assertThat(ended.orElse(-1)).as(out.toString(UTF_8)).isZero();

            String origin;
            try (var older = stet.again(address)) {
                var told = health(older);
                origin = older.administrator()
                        .sees("/api/seal")
                        .path("extent")
                        .path("origin")
                        .asString();
                assertThat(told.path("status").asString()).isEqualTo("DOWN");
                assertThat(told.path("details").path("standsStill").asString())
                        .contains("an older database is in the place of the newsroom's")
                        .contains("--stet.seal.ended=" + origin);
                assertThat(older.inBrowser("stella", RunningStet.PASSWORD)
                                .gets("/newsroom/seal")
                                .with(200)
                                .text())
                        .contains("Nothing is signed at present.");
            }
            try (var older = stet.again(address, "--stet.seal.ended=" + origin)) {
                var stella = people.stella().at(older.port());
                assertThat(stella.sees("/api/seal")
                                .path("extent")
                                .path("origin")
                                .asString())
                        .isNotEqualTo(origin);
                assertThat(stella.gets("/api/seal/checkpoint").with(200).text()).doesNotContain(origin);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> health(older).path("status").asString().equals("UP"));
            }
        }
    }

    private static void sealed(RunningStet stet) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stet.administrator()
                                .sees("/api/seal")
                                .path("extent")
                                .path("unsealed")
                                .asLong(1)
                        == 0);
    }

    private static JsonNode health(RunningStet stet) {
        return JsonMapper.shared()
                .readTree(stet.administrator().gets("/actuator/health").text())
                .path("components")
                .path("seal");
    }
}
