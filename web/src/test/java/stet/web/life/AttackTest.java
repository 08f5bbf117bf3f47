package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every operation of the API takes what makes no sense, from anybody, without a fault and without a trace. */
@Tag("program")
class AttackTest {
    private static final Set<String> READING = Set.of("get", "head");
    /** It takes no words and changes nothing that anybody wrote, so whatever else comes with it makes no difference. */
    private static final String LOOKS = "/api/seal/verification";

    private static final List<String> INSIDES = List.of(
            "Exception",
            "org.springframework",
            "org.h2",
            "java.lang",
            "tools.jackson",
            "jakarta.",
            "\tat ",
            "JDBC",
            "SELECT ");

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static JsonNode description;
    /** What pages ask for themselves, in JSON; it is no part of the API, and so not described with it. */
    private static final Map<String, JsonNode> OF_PAGES =
            Map.of("/newsroom/articles/{id}/presence", JsonMapper.shared().readTree("""
            {"put": {"parameters": [{"name": "id", "in": "path", "schema": {"type": "string"}}], "requestBody": {"content": {
              "application/json": {"schema": {"type": "object", "properties": {"place": {"type": "string"}}}}}}}}
            """));

    private static String article;
    private static Map<String, Colleague> askers = Map.of();

    @BeforeAll
    static void a_newsroom_with_an_article() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        var people = Newcomers.to(stet);
        article = people.publishes("city", "Rain over Tolvik", "It rained the whole night.");
        description = stet.world().sees("/v3/api-docs");
        askers = Map.of("stranger", stet.world(), "writer", people.wanda(), "administrator", stet.administrator());
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void a_few_malformed_requests_for_each_operation() {
        attacks(3, 20_261_129);
    }

    @Test
    void whatever_stands_in_a_page_s_address_is_no_fault() {
        var pages = List.of(
                "/",
                "/news/*",
                "/news/*/editions/*",
                "/sections/*",
                "/newsroom",
                "/newsroom/mine",
                "/newsroom/notices",
                "/newsroom/new",
                "/newsroom/articles/*",
                "/newsroom/articles/*/*",
                "/newsroom/articles/" + article + "/history",
                "/newsroom/articles/" + article + "/checking",
                "/newsroom/articles/" + article + "/source",
                "/newsroom/articles/" + article + "/edit",
                "/newsroom/articles/" + article + "/pictures/*",
                "/newsroom/cards/*",
                "/readers",
                "/access",
                "/pictures/*",
                "/pictures/*/*",
                "/sign-in");
        var named = List.of(
                "after", "at", "id", "from", "line", "desk", "back", "digest", "next", "q", "words", "stage", "person",
                "limit", "before", "sort", "queue");
        var faults = new ArrayList<String>();
        for (var asker : askers.entrySet()) {
            for (var page : pages) {
                for (var odd : Malformed.ODD) {
                    var encoded = Malformed.encoded(odd);
                    var said = named.stream().map(name -> name + "=" + encoded).collect(Collectors.joining("&"));
                    // A part of a path that is empty or a dot is another address.
                    var path = page.replace("*", odd.isBlank() || odd.startsWith(".") ? "x" : encoded) + "?" + said;
                    var answer = asker.getValue().gets(path);
                    if (answer.status() >= 500) {
                        faults.add(asker.getKey() + ", " + answer.status() + ": " + path);
                    }
                    INSIDES.stream()
                            .filter(answer.text()::contains)
                            .forEach(inside -> faults.add(asker.getKey() + ", '" + inside + "': " + path));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    @Tag("soak")
    void a_thousand_malformed_requests_for_each_operation() {
        attacks(1_000, 1);
    }

    /** @param each how many for each operation, by each who asks */
    private static void attacks(int each, long seed) {
        var faults = new ArrayList<String>();
        var operations = 0;
        var paths = new LinkedHashMap<String, JsonNode>();
        description.path("paths").properties().forEach(path -> paths.put(path.getKey(), path.getValue()));
        paths.putAll(OF_PAGES);
        for (var path : paths.entrySet()) {
            for (var operation : path.getValue().properties()) {
                var name = operation.getKey() + " " + path.getKey();
                operations++;
                for (var asker : askers.entrySet()) {
                    var requests = new Malformed(
                            description, path.getKey(), operation.getValue(), article, seed + name.hashCode());
                    var before = stet.events();
                    for (var n = 0; n < each; n++) {
                        fault(asker.getValue(), operation.getKey(), requests.next())
                                .forEach(fault -> faults.add(asker.getKey() + ", " + name + ": " + fault));
                    }
                    if (stet.events() != before) {
                        faults.add(asker.getKey() + ", " + name + ": something has happened");
                    }
                }
            }
        }
        assertThat(operations).isGreaterThan(50);
        assertThat(faults).isEmpty();
    }

    private static List<String> fault(Colleague asker, String method, Malformed.Request request) {
        var from = asker;
        for (var header : request.headers().entrySet()) {
            from = from.with(header.getKey(), header.getValue());
        }
        var answer = from.sends(
                method.toUpperCase(java.util.Locale.ROOT),
                request.path(),
                request.type(),
                request.body().isEmpty()
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(request.body(), StandardCharsets.ISO_8859_1));
        var said = answer.text();
        var seen = "%s %s %s %s"
                .formatted(
                        request.path(),
                        request.headers(),
                        request.type(),
                        request.body().substring(0, Math.min(300, request.body().length())));
        var faults = new ArrayList<String>();
        if (answer.status() >= 500) {
            faults.add(answer.status() + " to " + seen);
        }
        if (answer.status() >= 400) {
            INSIDES.stream()
                    .filter(said::contains)
                    .forEach(inside -> faults.add("'" + inside + "' in what was answered to " + seen));
            if (answer.problem().isEmpty() && request.path().startsWith("/api/")) {
                faults.add(answer.status() + " is no problem to " + seen);
            }
        } else if (answer.status() < 300
                && !READING.contains(method)
                && !method.equals("delete")
                && !request.path().startsWith(LOOKS)) {
            faults.add("taken with " + answer.status() + ": " + seen);
        }
        return faults;
    }
}
