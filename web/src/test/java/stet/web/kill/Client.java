package stet.web.kill;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that talks to Stet with tokens. Every call fails with an {@link IOException} where Stet dies under it. */
final class Client implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String base;

    Client(int port) {
        this.port = port;
        base = "http://localhost:" + port;
    }

    record Answer(int status, Map<String, String> headers, JsonNode body) {}

    int port() {
        return port;
    }

    Answer get(String path, @Nullable String token) throws IOException, InterruptedException {
        return answer(http.send(request(path, token).GET().build(), BodyHandlers.ofString()));
    }

    Answer send(String method, String path, @Nullable String token, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        var request = request(path, token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return answer(http.send(request.build(), BodyHandlers.ofString()));
    }

    Answer post(String path, String token, Object body) throws IOException, InterruptedException {
        return send("POST", path, token, Map.of(), JSON.writeValueAsString(body));
    }

    /** Signs in with a name and a password, and makes a token to go on with. */
    static String token(int port, String name, String password) throws IOException, InterruptedException {
        var cookies = new CookieManager();
        try (var http = HttpClient.newBuilder().cookieHandler(cookies).build()) {
            var base = "http://localhost:" + port;
            signIn(http, base, name, password);
            return token(http, base, cookies);
        }
    }

    /** Signs in with a password that was given, sets another, and makes a token to go on with. */
    static String token(int port, String name, String given, String own) throws IOException, InterruptedException {
        var cookies = new CookieManager();
        try (var http = HttpClient.newBuilder().cookieHandler(cookies).build()) {
            var base = "http://localhost:" + port;
            signIn(http, base, name, given);
            var set = http.send(
                    json(base + "/api/me/password", Map.of("current", given, "new", own))
                            .header("X-XSRF-TOKEN", csrf(cookies))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(set.statusCode()).as(set.body()).isEqualTo(204);
            return token(http, base, cookies);
        }
    }

    /** Comes in by the first administrator's link, and makes a token to go on with. */
    static String administrator(String link, String password) throws IOException, InterruptedException {
        var cookies = new CookieManager();
        try (var http = HttpClient.newBuilder().cookieHandler(cookies).build()) {
            var in = http.send(
                    HttpRequest.newBuilder(URI.create(link))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(
                                    "name=Administrator&sign-in-name=administrator&password=" + password))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(in.statusCode()).as(in.body()).isEqualTo(303);
            return token(http, link.substring(0, link.indexOf("/first-administrator")), cookies);
        }
    }

    private static void signIn(HttpClient http, String base, String name, String password)
            throws IOException, InterruptedException {
        var in = http.send(
                json(base + "/api/session", Map.of("name", name, "password", password))
                        .build(),
                BodyHandlers.ofString());
        assertThat(in.statusCode()).as(in.body()).isEqualTo(204);
    }

    private static String token(HttpClient http, String base, CookieManager cookies)
            throws IOException, InterruptedException {
        var issued = http.send(
                json(
                                base + "/api/tokens",
                                Map.of(
                                        "label",
                                        "A test",
                                        "scopes",
                                        List.of("READ", "WRITE", "CHECK", "PUBLISH", "KILL", "ADMINISTER")))
                        .header("X-XSRF-TOKEN", csrf(cookies))
                        .build(),
                BodyHandlers.ofString());
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        return JSON.readTree(issued.body()).get("token").asString();
    }

    private static String csrf(CookieManager cookies) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static HttpRequest.Builder json(String address, Object body) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private static Answer answer(HttpResponse<String> response) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        var body = response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
        return new Answer(response.statusCode(), headers, body);
    }
}
