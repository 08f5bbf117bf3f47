package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds what the API answers against its own description: the operation is there, its status, its media type, and every field of its body.
 * The description allows fields to come later; here, a field that it does not name is a fault.
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
    public static void hold(String method, URI address, HttpResponse<byte[]> response) {
        var path = address.getRawPath();
        if (path.startsWith("/api/") && !path.startsWith("/api/problems")) {
            var described = of(address);
            if (described != null) {
                described.holds(method, path, response);
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

    private void holds(String method, String path, HttpResponse<byte[]> response) {
        var template = paths.entrySet().stream()
                .filter(each -> each.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
        var status = response.statusCode();
        var operation = template.map(found -> document.path("paths")
                        .path(found)
                        .path(method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT)))
                .filter(found -> !found.isMissingNode());
        if (operation.isEmpty()) {
            assertThat(status).as("%s %s is not described", method, path).isGreaterThanOrEqualTo(400);
            return;
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
            var at = "#/paths/%s/%s/responses/%d/content/%s/schema"
                    .formatted(
                            pointer(template.orElseThrow()), method.toLowerCase(Locale.ROOT), status, pointer(media));
            var schema = schemas.computeIfAbsent(
                    // Of the one that was read: by its address alone, the whole description would be read again for
                    // each.
                    at,
                    where -> whole.getRefSchema(SchemaLocation.of(WHERE + where).getFragment()));
            var body = new String(unpacked(response), StandardCharsets.UTF_8);
            assertThat(schema.validate(JSON.readTree(body)))
                    .as(() -> what + " with " + body)
                    .isEmpty();
        }
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
