package stet.web.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.eventstore.Ledger;
import stet.web.StetApplication;
import stet.web.people.Welcoming;

/** A read model whose table is broken falls behind, says so, and comes back without having missed anything. */
@Tag("kill")
@SpringBootTest(
        classes = StetApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:failing;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE")
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class FailingProjectionTest {
    private static final String PASSWORD = "let-it-stand-again";
    private static final String BREAK = "ALTER TABLE history_entry RENAME TO history_entry_elsewhere";
    private static final String REPAIR = "ALTER TABLE history_entry_elsewhere RENAME TO history_entry";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Ledger ledger;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private JdbcClient jdbc;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Welcoming people;

    @LocalServerPort
    private int port;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    private String writer = "";
    private String administrator = "";

    @BeforeEach
    void a_newsroom() throws Exception {
        client = new Client(port);
        people.welcome(new PersonId("ada"), "Ada", "ada", Set.of(Role.ADMINISTRATOR), Set.of(), PASSWORD);
        administrator = Client.token(port, "ada", PASSWORD);
        assertThat(client.post("/api/newsroom/open-desk", administrator, Map.of("desk", "city", "name", "City"))
                        .status())
                .isEqualTo(200);
        people.welcome(
                new PersonId("wanda"), "Wanda", "wanda", Set.of(Role.WRITER), Set.of(new DeskId("city")), PASSWORD);
        writer = Client.token(port, "wanda", PASSWORD);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_read_model_that_fails_is_reported_and_misses_nothing(CapturedOutput output) throws Exception {
        var drafts = new AtomicInteger();
        // A program that has just begun may be slower than an answer waits for.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                draft("before-" + drafts.incrementAndGet()).headers())
                        .doesNotContainKey("Stet-Behind"));

        jdbc.sql(BREAK).update();
        try {
            // Taken and answered, and whoever sent it knows whose answers are old now.
            var meanwhile = draft("meanwhile");
            assertThat(meanwhile.headers()).containsEntry("Stet-Behind", "history");
            assertThat(client.get("/api/articles/meanwhile", writer).status()).isEqualTo(200);

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(
                                    client.get("/actuator/health", null).status())
                            .isEqualTo(503));
            var told = client.get("/actuator/health", administrator).body();
            assertThat(told.get("status").asString()).isEqualTo("DOWN");
            var readers = told.get("components").get("readers");
            assertThat(readers.get("status").asString()).isEqualTo("DOWN");
            assertThat(readers.get("details").get("history").get("failing").asBoolean())
                    .isTrue();
            assertThat(readers.get("details").get("history").get("cause").asString())
                    .containsIgnoringCase("history_entry");
            assertThat(readers.get("details").get("desk").get("failing").asBoolean())
                    .isFalse();
            assertThat(client.get("/actuator/health", null).body().toString())
                    .doesNotContainIgnoringCase("history_entry");

            // It goes on like this for as long as nobody repairs it.
            assertThat(draft("later").headers()).containsEntry("Stet-Behind", "history");
        } finally {
            jdbc.sql(REPAIR).update();
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(client.get("/actuator/health", null).status())
                                .isEqualTo(200));
        ReadModels.caughtUp(ledger);
        for (var article : List.of("before-1", "meanwhile", "later")) {
            assertThat(client.get("/api/articles/" + article + "/history", writer)
                            .body()
                            .get("entries")
                            .size())
                    .as(article)
                    .isEqualTo(1);
        }
        assertThat(draft("afterwards").headers()).doesNotContainKey("Stet-Behind");

        assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ") || line.contains(" WARN ")))
                .as("it was said once, however often it was tried")
                .singleElement()
                .asString()
                .contains("The reader history cannot get past an event");
        assertThat(output.getAll()).contains("The reader history is well again");

        var followed = ReadModels.digests(ledger);
        ReadModels.rebuilt(ledger);
        assertThat(ReadModels.digests(ledger)).isEqualTo(followed);
    }

    private Client.Answer draft(String id) throws Exception {
        var answer = client.post(
                "/api/articles",
                writer,
                Map.of("id", id, "desk", "city", "content", Map.of("headline", "What happened " + id)));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer;
    }
}
