package stet.web.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody in front of the running program: with a token, who is signed in, and without, the world. */
public final class Colleague {
    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    private static final Set<String> AS_SEEN = Set.of(
            "sign-off-facts",
            "approve-caption",
            "sign-off-captions",
            "waive-check",
            "schedule-publication",
            "publish-article");

    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** Each has threads of its own, so whoever says something else with the same requests shares it. */
    private final HttpClient http;

    private final String base;
    private final String id;
    private final Map<String, String> headers;

    private Colleague(HttpClient http, String base, String id, Map<String, String> headers) {
        this.http = http;
        this.base = base;
        this.id = id;
        this.headers = headers;
    }

    public static Colleague world(int port) {
        return new Colleague(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                "http://localhost:" + port,
                "",
                Map.of());
    }

    public Colleague signedIn(String person, String token) {
        return with(person, "Authorization", "Bearer " + token);
    }

    /** The same person, with the same token, in front of another program. */
    public Colleague at(int port) {
        return new Colleague(http, "http://localhost:" + port, id, headers);
    }

    /** The same person, saying this with every request. */
    public Colleague with(String header, String value) {
        return with(id, header, value);
    }

    private Colleague with(String person, String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Colleague(http, base, person, more);
    }

    public String id() {
        return id;
    }

    public Reply gets(String path) {
        return sends("GET", path, request -> {}, BodyPublishers.noBody());
    }

    public Reply deletes(String path) {
        return sends("DELETE", path, request -> {}, BodyPublishers.noBody());
    }

    /** With which they sign what they send. */
    public String token() {
        return headers.getOrDefault("Authorization", "").replace("Bearer ", "");
    }

    /** What they say with every request. */
    public Map<String, String> headers() {
        return headers;
    }

    public String address() {
        return base;
    }

    public JsonNode sees(String path) {
        return gets(path).with(200).json();
    }

    public Reply posts(String path, Object body) {
        return posts(path, JSON, json(body));
    }

    public Reply posts(String path, String type, byte[] body) {
        return sends("POST", path, type, BodyPublishers.ofByteArray(body));
    }

    public Reply puts(String path, Object body) {
        return sends("PUT", path, JSON, BodyPublishers.ofByteArray(json(body)));
    }

    /** Saves an article that was made from this revision. */
    public Reply saves(String article, int basedOn, JsonNode content) {
        return with("If-Match", "\"r" + basedOn + "\"").puts("/api/articles/" + article + "/content", content);
    }

    /** Asks for something by its name. What is approved was seen as it is, unless the fields say in which revision. */
    public Reply asks(String article, String command, Map<String, ?> fields) {
        var said = new LinkedHashMap<String, Object>(fields);
        if (AS_SEEN.contains(command) && !said.containsKey("revision")) {
            said.put(
                    "revision",
                    gets("/api/articles/" + article).json().path("revision").asInt(1));
        }
        return posts("/api/articles/" + article + "/" + command, said);
    }

    public Reply uploads(String path, String fileName, byte[] file) {
        var boundary = "a-line-that-stands-in-no-article";
        var head =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/plain\r\n\r\n"
                        .formatted(boundary, fileName);
        var tail = "\r\n--%s--\r\n".formatted(boundary);
        return sends(
                "POST",
                path,
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofByteArray(file),
                        BodyPublishers.ofString(tail, StandardCharsets.US_ASCII)));
    }

    public Reply sends(String method, String path, String type, BodyPublisher body) {
        return sends(method, path, request -> request.header("Content-Type", type), body);
    }

    private Reply sends(String method, String path, Consumer<HttpRequest.Builder> more, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
        headers.forEach(request::header);
        more.accept(request);
        try {
            var asked = request.build();
            var response = http.send(asked, HttpResponse.BodyHandlers.ofByteArray());
            Described.hold(asked, response);
            return new Reply(response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    public static byte[] json(Object body) {
        return MAPPER.writeValueAsBytes(body);
    }
}
