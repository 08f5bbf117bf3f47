package stet.web.wiring;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * What the build starts once to make the AOT cache: the demo newsroom opens, is asked for what people ask for first, and ends. Whatever was
 * loaded and run by then is in the cache, so a start from it has neither to load nor to learn that.
 */
@Component
@ConditionalOnProperty({"stet.training", "stet.demo"})
final class TrainingRun {
    /** An AOT cache learns from how often something is called. */
    private static final int ROUNDS = 20;

    private static final List<String> ASKED = List.of(
            "/",
            "/api/published",
            "/newsroom",
            "/newsroom/search?q=roof",
            "/newsroom/articles/demo-school-roofs",
            "/newsroom/articles/demo-harbour-ferry",
            "/api/articles",
            "/api/articles/demo-school-roofs",
            "/api/articles/demo-school-roofs/history");

    /** Comes after whoever else waits for the newsroom to be open, since the program ends here. */
    @EventListener
    @Order
    void train(ApplicationReadyEvent ready) throws IOException, InterruptedException {
        var context = ready.getApplicationContext();
        var at = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
        try (var http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            expect(
                    HttpStatus.NO_CONTENT,
                    http.send(
                            request(at + "/api/session")
                                    .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                                    .POST(BodyPublishers.ofString(
                                            "{\"name\":\"wanda\",\"password\":\"%s\"}".formatted(Demo.PASSWORD)))
                                    .build(),
                            BodyHandlers.ofString()));
            for (var round = 0; round < ROUNDS; round++) {
                for (var path : ASKED) {
                    expect(HttpStatus.OK, http.send(request(at + path).build(), BodyHandlers.ofString()));
                }
            }
        }
        System.exit(SpringApplication.exit(context));
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
    }

    private static void expect(HttpStatus status, HttpResponse<String> answer) {
        if (answer.statusCode() != status.value()) {
            throw new IllegalStateException("A training run asked %s and was answered %d: %s"
                    .formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
    }
}
