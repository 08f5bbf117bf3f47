package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Holds what the API answers against its own description: the operation is there, its status, its media type, and every field of its body.
 * The description allows fields to come later; here, a field that it does not name is a fault. And what was asked is held against it where
 * it was done: every field that was sent, every parameter, and by what whoever asked was known.
 */
public final class Described {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String WHERE = "https://stet.example/api";

    /** What any address may answer, and so none describes by itself: it was asked in a way that no description leads to. */
    private static final Set<Integer> OF_ANY = Set.of(405, 406, 408, 411, 421, 431, 500);

    private static volatile @Nullable Described known;

    private final JsonNode document;
    private final Schema whole;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    /** The paths as patterns, those without a variable first. */
    private final Map<Pattern, String> paths = new LinkedHashMap<>();

    private Described(JsonNode document) {
        this.document = document;
        document.path("paths").propertyNames().stream()
                .sorted(Comparator.comparingInt((String path) -> path.split("\\{", -1).length)
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(path -> paths.put(Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+")), path));
        var strict = document.deepCopy();
        onlyWhatIsNamed(strict);
        whole = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemas(Map.of(WHERE, JSON.writeValueAsString(strict))))
                .getSchema(SchemaLocation.of(WHERE));
    }

    /** What was answered to this request, by a program that describes its API at {@code /v3/api-docs}. */
    public static void hold(HttpRequest request, HttpResponse<byte[]> response) {
        var path = response.uri().getRawPath();
        if (path.startsWith("/api/") && !path.startsWith("/api/problems")) {
            var described = of(response.uri());
            if (described != null) {
                described.holds(request, path, response);
            }
        }
    }

    /** The description, once it could be had: the same program describes itself in the same words. */
    private static @Nullable Described of(URI address) {
        var described = known;
        if (described == null) {
            var reply = Colleague.world(address.getPort()).gets("/v3/api-docs");
            if (reply.status() == 200) {
                described = new Described(reply.json());
                known = described;
            }
        }
        return described;
    }

    private void holds(HttpRequest request, String path, HttpResponse<byte[]> response) {
        var method = request.method();
        var template = paths.entrySet().stream()
                .filter(each -> each.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
        var status = response.statusCode();
        var under = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        var operation = template.map(found -> document.path("paths").path(found).path(under))
                .filter(found -> !found.isMissingNode());
        if (operation.isEmpty()) {
            assertThat(status).as("%s %s is not described", method, path).isGreaterThanOrEqualTo(400);
            return;
        }
        var at = "#/paths/%s/%s".formatted(pointer(template.orElseThrow()), under);
        if (status < 300) {
            wasAsked(request, operation.orElseThrow(), at, "%s %s".formatted(method, template.orElseThrow()));
        }
        if (status == 304 || OF_ANY.contains(status)) {
            return;
        }
        var what = "%s %s answers %d".formatted(method, template.orElseThrow(), status);
        var answers = operation.orElseThrow().path("responses");
        assertThat(answers.propertyNames()).as(what).contains(String.valueOf(status));
        var content = answers.path(String.valueOf(status)).path("content");
        if (response.body().length == 0) {
            return;
        }
        var type = response.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        var media = content.has(type) ? type : "*/*";
        assertThat(content.propertyNames()).as("%s with %s", what, type).contains(media);
        if (type.endsWith("json")) {
            fits(
                    JSON.readTree(unpacked(response)),
                    "%s/responses/%d/content/%s/schema".formatted(at, status, pointer(media)),
                    what);
        }
    }

    /** Holds something that was done against how it is to be asked. */
    private void wasAsked(HttpRequest request, JsonNode operation, String at, String what) {
        isKnown(request, operation, what);
        var said = parameters(request.uri());
        var parameters = operation.path("parameters");
        var named = new HashSet<String>();
        for (var number = 0; number < parameters.size(); number++) {
            var parameter = parameters.get(number);
            var name = parameter.path("name").asString();
            var values =
                    switch (parameter.path("in").asString()) {
                        case "query" ->
                            said.getOrDefault(name, List.of()).stream()
                                    .filter(value -> !isLeftOut(value, parameter.path("schema")))
                                    .toList();
                        case "header" -> request.headers().allValues(name);
                        // The address says it, or it would be another.
                        default -> List.of("");
                    };
            named.add(name);
            assertThat(!values.isEmpty() || !parameter.path("required").asBoolean(false))
                    .as("%s without %s", what, name)
                    .isTrue();
            if (!parameter.path("in").asString().equals("path") && !values.isEmpty()) {
                fits(
                        read(values, parameter.path("schema")),
                        "%s/parameters/%d/schema".formatted(at, number),
                        "%s with %s".formatted(what, name));
            }
        }
        assertThat(named).as(what).containsAll(said.keySet());
        var sent = sent(request);
        var body = operation.path("requestBody");
        if (body.isMissingNode()) {
            assertThat(new String(sent, StandardCharsets.UTF_8))
                    .as("%s asks for no body", what)
                    .isIn("", "{}");
            return;
        }
        if (sent.length == 0) {
            assertThat(body.path("required").asBoolean(false))
                    .as("%s without a body", what)
                    .isFalse();
            return;
        }
        var type = request.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        var content = body.path("content");
        var media = content.has(type) ? type : type.replaceAll("/.*", "/*");
        assertThat(content.propertyNames()).as("%s sent as %s", what, type).contains(media);
        if (type.equals("application/json")) {
            fits(
                    JSON.readTree(sent),
                    "%s/requestBody/content/%s/schema".formatted(at, pointer(media)),
                    what + " asked");
        }
    }

    /** One of the ways in that an operation names is the one that whoever asked took. */
    private void isKnown(HttpRequest request, JsonNode operation, String what) {
        var ways = operation.path("security");
        if (!ways.isEmpty()) {
            assertThat(ways.values().stream()
                            .anyMatch(way -> way.propertyNames().stream().allMatch(scheme -> said(request, scheme))))
                    .as("%s by a way in that is described", what)
                    .isTrue();
        }
    }

    private boolean said(HttpRequest request, String name) {
        var scheme = document.path("components").path("securitySchemes").path(name);
        if (scheme.path("type").asString().equals("http")) {
            return request.headers()
                    .firstValue("Authorization")
                    .orElse("")
                    .toLowerCase(Locale.ROOT)
                    .startsWith(scheme.path("scheme").asString() + " ");
        }
        var called = scheme.path("name").asString();
        return scheme.path("in").asString().equals("cookie")
                ? request.headers().allValues("Cookie").stream()
                        .flatMap(cookies -> Arrays.stream(cookies.split("; *", -1)))
                        .anyMatch(cookie ->
                                cookie.startsWith(called + "=") || cookie.startsWith("__Host-" + called + "="))
                : request.headers().firstValue(called).isPresent();
    }

    private static Map<String, List<String>> parameters(URI address) {
        var parameters = new LinkedHashMap<String, List<String>>();
        var query = address.getRawQuery();
        if (query != null) {
            for (var pair : query.split("&", -1)) {
                var parts = pair.split("=", 2);
                parameters
                        .computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return parameters;
    }

    private static String decoded(String said) {
        return URLDecoder.decode(said, StandardCharsets.UTF_8);
    }

    /** What an address or a header says, as what it is said to be. */
    private static JsonNode read(List<String> values, JsonNode schema) {
        if (!schema.path("type").asString("").equals("array")) {
            return read(values.getLast(), schema);
        }
        var array = JSON.createArrayNode();
        values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .forEach(value -> array.add(read(value, schema.path("items"))));
        return array;
    }

    /** As a form sends it in which nothing was filled in: no number is, and no choice: it is taken for one that is not there. */
    private static boolean isLeftOut(String value, JsonNode schema) {
        return value.isBlank()
                && (schema.has("enum")
                        || !schema.path("type").asString("string").equals("string"));
    }

    private static JsonNode read(String value, JsonNode schema) {
        return switch (schema.path("type").asString("")) {
            case "integer", "number", "boolean" -> JSON.readTree(value);
            default -> StringNode.valueOf(value);
        };
    }

    private void fits(JsonNode value, String at, String what) {
        var schema = schemas.computeIfAbsent(
                // Of the one that was read: by its address alone, the whole description would be read again for each.
                at, where -> whole.getRefSchema(SchemaLocation.of(WHERE + where).getFragment()));
        assertThat(schema.validate(value)).as(() -> what + " with " + value).isEmpty();
    }

    /** What was sent with a request, once more. */
    private static byte[] sent(HttpRequest request) {
        var bytes = new ByteArrayOutputStream();
        var whole = new CompletableFuture<byte[]>();
        request.bodyPublisher()
                .ifPresentOrElse(
                        body -> body.subscribe(new Flow.Subscriber<>() {
                            @Override
                            public void onSubscribe(Flow.Subscription subscription) {
                                subscription.request(Long.MAX_VALUE);
                            }

                            @Override
                            public void onNext(ByteBuffer part) {
                                var read = new byte[part.remaining()];
                                part.get(read);
                                bytes.writeBytes(read);
                            }

                            @Override
                            public void onError(Throwable failed) {
                                whole.completeExceptionally(failed);
                            }

                            @Override
                            public void onComplete() {
                                whole.complete(bytes.toByteArray());
                            }
                        }),
                        () -> whole.complete(new byte[0]));
        return whole.join();
    }

    private static byte[] unpacked(HttpResponse<byte[]> response) {
        if (!response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
            return response.body();
        }
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return packed.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String pointer(String name) {
        return name.replace("~", "~0")
                .replace("/", "~1")
                .replace("{", "%7B")
                .replace("}", "%7D")
                .replace("*", "%2A");
    }

    private static void onlyWhatIsNamed(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.has("properties")
                && !object.has("additionalProperties")
                && !object.path("properties").has("properties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Described::onlyWhatIsNamed);
    }
}
