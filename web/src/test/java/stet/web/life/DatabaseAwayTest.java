package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import stet.eventstore.Databases;

/** A database that goes away, or holds something back, while Stet runs. */
@Tag("program")
@ExtendWith(OutputCaptureExtension.class)
class DatabaseAwayTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void a_reader_that_waits_for_too_long_turns_health_red_though_it_does_not_fail() throws Exception {
        var address = Databases.POSTGRESQL.fresh();
        try (var stet = RunningStet.on(address, "--stet.health.lag-limit=2s");
                var other = address.open();
                var connection = other.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE history_entry IN ACCESS EXCLUSIVE MODE");
            stet.opens("city");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(stet.administrator()
                                    .gets("/actuator/health")
                                    .with(503)
                                    .json()
                                    .at("/components/readers/details/tooFarBehind/history")
                                    .asString(""))
                            .startsWith("for "));
            var readers = stet.administrator().gets("/actuator/health").json().at("/components/readers/details");
            assertThat(readers.at("/history/failing").asBoolean()).isFalse();
            assertThat(readers.path("tooFarBehind").has("desk")).isFalse();
            assertThat(stet.world().gets("/actuator/health/liveness").status()).isEqualTo(200);

            connection.rollback();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    stet.world().gets("/actuator/health").status())
                            .isEqualTo(200));
        }
    }

    @Test
    void requests_are_told_so_until_it_is_back_and_then_all_goes_on(CapturedOutput output) {
        var address = Databases.POSTGRESQL.fresh();
        var name = address.url().replaceFirst(".*/(stet\\d+).*", "$1");
        var server = JdbcClient.create(new DriverManagerDataSource(
                address.url().replace("/" + name, "/postgres"), address.user(), address.password()));
        try (var stet = RunningStet.on(address, "--spring.datasource.hikari.connection-timeout=500")) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var article = people.drafts("city", "Rain over Tolvik", "It rained all night.");
            var keyed = people.wanda().with("Idempotency-Key", "the night");
            var asked = Map.of("text", "Was it the whole night?");

            server.sql("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false").update();
            server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")
                    .param(name)
                    .query()
                    .listOfRows();
            keyed.asks(article, "add-comment", asked).refused(503, "database-away");
            assertThat(people.wanda()
                            .gets("/api/articles/" + article)
                            .refused(503, "database-away")
                            .header("Retry-After"))
                    .isEqualTo("5");
            assertThat(stet.world().gets("/").with(503).text()).contains("Something went wrong");
            assertThat(stet.world().gets("/actuator/health").status()).isEqualTo(503);
            assertThat(stet.world().gets("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(stet.world().gets("/actuator/health/liveness").status()).isEqualTo(200);
            // Who asks with a token is looked up first, or would be.
            assertThat(stet.administrator().gets("/actuator/health/liveness").status())
                    .isEqualTo(200);
            stet.administrator().gets("/actuator/health").refused(503, "database-away");
            assertThat(stet.administrator().gets("/newsroom").with(503).text()).contains("Something went wrong");
            await().atMost(SOON).until(() -> output.getOut().contains("The database cannot be had"));
            // For as long as somebody who runs Stet needs to notice.
            await().pollDelay(Duration.ofSeconds(8)).atMost(SOON).until(() -> true);

            server.sql("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true").update();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    stet.world().gets("/actuator/health").status())
                            .isEqualTo(200));
            keyed.asks(article, "add-comment", asked).with(200);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(people.wanda()
                                    .sees("/api/articles/" + article + "/history")
                                    .path("entries")
                                    .valueStream()
                                    .filter(entry ->
                                            entry.path("kind").asString().equals("article.comment-added")))
                            .hasSize(1));
            // It is looked at once a second, so whoever asks may hear of it sooner than the log.
            await().atMost(SOON).until(() -> output.getAll().contains("The database is back"));
        } finally {
            server.sql("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true").update();
        }
        assertThat(output.getAll()).doesNotContain("\tat ");
        assertThat(output.getAll().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                .as("lines about a database that was away for ten seconds")
                .hasSizeLessThan(12);
    }
}
