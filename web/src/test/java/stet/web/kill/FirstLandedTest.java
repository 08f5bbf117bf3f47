package stet.web.kill;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Today's program starts on the file of H2 that the first landed version wrote. In it, Wanda's story of the ferry is live, and she has
 * rewritten its second paragraph since, which fell in with what the checker had signed, as was possible then. Her story of the rain is
 * ready to be published, and Chidi has asked something about a claim in that of the pier. Everybody has the same password.
 */
@Tag("kill")
class FirstLandedTest {
    private static final String FERRY = "01a2254c-5341-7a6e-b909-af87e569def0";
    private static final String RAIN = "01a2254c-61ab-733c-94b8-5b179d36987f";
    private static final String PIER = "01a2254c-6459-7faf-a465-1267eba3a7dd";
    private static final String PASSWORD = "four words in a row";

    @TempDir
    Path directory;

    @Test
    void a_newsroom_that_the_first_version_kept_goes_on_in_this_one() throws Exception {
        unpack(directory.resolve(".stet"));
        try (var program = Program.start(directory, directory.resolve("output.txt"));
                var client = new Client(program.port())) {
            var wanda = Client.token(client.port(), "wanda", PASSWORD);
            assertThat(seen(client, wanda, "/api/articles").path("cards").valueStream())
                    .extracting(card -> card.path("article").asString())
                    .contains(FERRY, RAIN, PIER);
            for (var readModel : List.of("desk", "history", "published")) {
                madeAgain(program, readModel);
            }

            var ferry = seen(client, wanda, "/api/articles/" + FERRY);
            assertThat(ferry.path("live").asBoolean()).isTrue();
            assertThat(ferry.path("stage").asString())
                    .as("what she wrote since is signed by nobody")
                    .isEqualTo("DRAFTED");
            assertThat(seen(client, wanda, "/api/articles/" + FERRY + "/history")
                            .path("entries"))
                    .extracting(entry -> entry.path("kind").asString())
                    .contains("article.drafted", "article.claim-confirmed", "article.edition-published");
            assertThat(seen(client, wanda, "/api/articles/" + RAIN + "/checks").path("signOffs"))
                    .as("who signed what is in the history again")
                    .hasSize(2);
            assertThat(seen(client, wanda, "/api/articles/" + PIER + "/history").path("entries"))
                    .extracting(entry -> entry.path("kind").asString())
                    .contains("article.claim-queried");

            var paul = Client.token(client.port(), "paul", PASSWORD);
            var published = client.post(
                    "/api/articles/" + RAIN + "/publish-article", paul, Map.of("kind", "ORIGINAL", "revision", 1));
            assertThat(published.status()).as(published.body().toString()).isEqualTo(200);
            assertThat(seen(client, wanda, "/api/articles/" + RAIN).path("live").asBoolean())
                    .isTrue();

            assertThat(client.get("/actuator/health", null)
                            .body()
                            .path("status")
                            .asString())
                    .isEqualTo("UP");
            assertThat(program.stop()).as("exit code after SIGTERM").isEqualTo(143);
        }
    }

    /** What the first version made of the events was made again beside it, and serves. */
    private static void madeAgain(Program program, String readModel) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(program.said())
                        .contains("%s is read from the tables %s2_… from now on".formatted(readModel, readModel)));
    }

    private static JsonNode seen(Client client, String token, String path) throws Exception {
        var answer = client.get(path, token);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void unpack(Path to) throws IOException {
        Files.createDirectories(to);
        try (var zip =
                new ZipInputStream(requireNonNull(FirstLandedTest.class.getResourceAsStream("first-landed.zip")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, to.resolve(entry.getName()));
            }
        }
    }
}
