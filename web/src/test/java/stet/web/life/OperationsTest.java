package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;

/** What Stet tells of itself to those who run it, and to nobody else. */
@Tag("program")
@ExtendWith(OutputCaptureExtension.class)
class OperationsTest {
    private static final String SECRET = "a token for machines";

    @TempDir
    static Path directory;

    /** All that was sent to where traces go. */
    private static final Queue<String> TRACES = new ConcurrentLinkedQueue<>();

    private static HttpServer collector;
    private static RunningStet stet;
    private static Newcomers people;
    private static Colleague machine;

    @BeforeAll
    static void a_newsroom_is_watched() throws Exception {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            TRACES.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        stet = RunningStet.on(
                Databases.H2.fresh(),
                "--stet.metrics.token=" + SECRET,
                "--management.opentelemetry.tracing.export.otlp.endpoint=http://localhost:%d/v1/traces"
                        .formatted(collector.getAddress().getPort()),
                "--management.opentelemetry.tracing.export.schedule-delay=100ms");
        stet.opens("city");
        people = Newcomers.to(stet);
        machine = stet.world().with("Authorization", "Bearer " + SECRET);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
        collector.stop(0);
    }

    @Test
    void commands_events_and_readers_are_counted_and_timed() {
        var article = people.publishes("city", "Rain over Tolvik", "It rained all night.");
        people.paul()
                .asks(article, "publish-article", Map.of("kind", "ORIGINAL"))
                .with(409);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var told = machine.gets("/actuator/prometheus").with(200).text();
            assertThat(told)
                    .contains(
                            "stet_command_seconds_count{code=\"none\",command=\"DraftArticle\",error=\"none\",outcome=\"done\"")
                    .containsPattern(
                            "stet_command_seconds_count\\{code=\"[a-z-]+\",command=\"PublishArticle\",error=\"none\",outcome=\"refused\"")
                    .contains("stet_command_seconds_bucket{")
                    .contains("stet_events_total{event=\"article.drafted\"}")
                    .contains("stet_visible_seconds_count")
                    .contains("stet_append_seconds_count")
                    .contains("stet_reader_batch_seconds_count{error=\"none\",outcome=\"done\",reader=\"desk\"}")
                    .contains("stet_reader_lag_seconds{reader=\"history\"} 0.0")
                    .contains("stet_reader_behind{reader=\"published\"} 0.0")
                    .contains("stet_reader_failing{reader=\"publications\"} 0.0")
                    .contains("stet_reader_position{reader=\"desk\"}")
                    .contains("http_server_requests_seconds_count{")
                    .contains("hikaricp_connections{")
                    .contains("jvm_memory_used_bytes{")
                    .doesNotContain(article)
                    .doesNotContain("wanda");
        });
    }

    @Test
    void metrics_are_for_whoever_has_their_token() {
        stet.world().gets("/actuator/prometheus").refused(401, "not-signed-in");
        stet.administrator().gets("/actuator/prometheus").refused(401, "not-signed-in");
        stet.world()
                .with("Authorization", "Bearer ")
                .gets("/actuator/prometheus")
                .refused(401, "not-signed-in");
        // And it opens nothing else.
        machine.gets("/api/articles").refused(401, "not-signed-in");
        machine.gets("/api/backup").refused(401, "not-signed-in");
    }

    @Test
    void a_command_is_traced_with_its_article_and_without_anybodys_words() {
        var article = people.drafts("city", "Nobody may know this yet", "Least of all a collector.");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(TRACES).anyMatch(trace -> trace.contains("DraftArticle") && trace.contains(article));
            assertThat(TRACES).anyMatch(trace -> trace.contains("stet.append"));
            assertThat(TRACES).anyMatch(trace -> trace.contains("stet.reader.batch"));
            assertThat(TRACES).anyMatch(trace -> trace.contains("http post /api/articles"));
        });
        assertThat(TRACES)
                .noneMatch(trace -> trace.contains("Nobody may know") || trace.contains("Least of all"))
                .noneMatch(trace -> trace.contains("wanda"))
                .noneMatch(trace -> trace.contains("/actuator"));
    }

    @Test
    void nothing_is_sent_anywhere_unless_it_is_said_where() throws Exception {
        try (var quiet = RunningStet.on(Databases.H2.fresh())) {
            for (var sender : List.of(
                    "io.opentelemetry.sdk.trace.export.SpanExporter",
                    "io.opentelemetry.sdk.logs.export.LogRecordExporter",
                    "io.opentelemetry.sdk.metrics.export.MetricExporter")) {
                assertThat(quiet.parts(Class.forName(sender))).as(sender).isEmpty();
            }
            assertThat(quiet.parts(MeterRegistry.class))
                    .allMatch(registry -> registry.getClass().getSimpleName().startsWith("Prometheus"));
            quiet.world()
                    .with("Authorization", "Bearer ")
                    .gets("/actuator/prometheus")
                    .refused(401, "not-signed-in");
        }
    }

    @Test
    void a_fault_of_ours_is_found_in_the_log_by_what_its_problem_says(CapturedOutput output) {
        var jdbc = stet.part(JdbcClient.class);
        jdbc.sql("ALTER TABLE desk_article RENAME TO desk_article_elsewhere").update();
        Reply failed;
        try {
            failed = people.wanda().gets("/api/articles").refused(500, "internal-server-error");
        } finally {
            jdbc.sql("ALTER TABLE desk_article_elsewhere RENAME TO desk_article")
                    .update();
        }
        var trace = failed.json().path("trace").asString("");
        assertThat(trace).hasSize(32);
        assertThat(output.getAll().lines().filter(line -> line.contains("GET /api/articles failed")))
                .singleElement()
                .asString()
                .contains("[" + trace + "]");
        assertThat(failed.text()).doesNotContainIgnoringCase("desk_article");
    }

    @Test
    void whether_it_lives_and_whether_it_is_ready_are_two_questions() {
        for (var question : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            assertThat(stet.world().sees(question).path("status").asString())
                    .as(question)
                    .isEqualTo("UP");
        }
    }
}
