package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * How long a processor is at work for each operation of the API, each command and each page about an article, where the article is the
 * worst that there can be. It is written to {@code target/worst-case.md}, the worst first; {@code -Dstet.worst.only} has a pattern of the
 * names of texts, for whoever wants a few of them.
 */
@Tag("program")
class WorstCaseTest {
    /** Twice the worst that is known and told in {@code docs/security.md}; whatever is beyond it has got worse. */
    private static final long FAR_TOO_LONG_MILLIS = 1_040;

    /** The same for what a command sets going, which is more in one run than in the next. */
    private static final long FAR_TOO_LONG_LATER_MILLIS = 2_600;

    /** What is aimed at for each: see {@code docs/security.md}. */
    private static final long AIM_MILLIS = 200;

    /** Less than this in a twentieth of a second is what a program does that nobody asks anything. */
    private static final long STILL_NANOS = 5_000_000;

    /** They go all the ways that the others go. */
    private static final List<String> WARMING = List.of(
            "numbers",
            "as many names as fit",
            "quotations of one letter, spoken",
            "dates",
            "a thousand blocks",
            "five thousand marks",
            "characters without a space",
            "dashes of speech",
            "dates in Spanish",
            "German compounds");

    private static final String CLAIMS = "as many claims as fit";
    private static final String COMMENTS = "as many comments as fit";
    private static final String LATER = ", once it is answered";
    private static final int LISTED = 120;
    private static final int AT_ONCE = 200;
    private static final int COMMENTS_THAT_FIT = 1_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Of what they are asked besides, by their description. */
    private static final Map<String, List<String>> ASKED = asked();

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static JsonNode description;

    /** By operation: the text for which it cost most, and how many nanoseconds. */
    private final Map<String, Worst> costs = new HashMap<>();

    /** Whatever was over the aim, for each text and not the worst alone. */
    private final List<String> over = new ArrayList<>();

    /** Those that were done, and not refused: what is refused costs little, and says nothing of what it would cost. */
    private final Set<String> done = new HashSet<>();

    /** What this article has none of, or is open to others. */
    private static final String NOT_THERE = ".*/(original|redact-words|break-glass|sources/\\{source})";

    private record Worst(String text, long nanos, int bytes) {}

    @BeforeAll
    static void a_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        description = stet.world().sees("/v3/api-docs");
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    @Tag("soak")
    void no_request_about_the_worst_article_takes_a_processor_for_long() throws IOException {
        var texts = WorstTexts.all();
        var only = System.getProperty("stet.worst.only", "");
        // For the compiler, so that what is counted is warm.
        WARMING.forEach(text -> lives("", WorstTexts.of(text)));
        if (CLAIMS.matches(".*(" + only + ").*")) {
            manyClaims("");
        }
        for (var text : texts.entrySet()) {
            if (text.getKey().matches(".*(" + only + ").*")) {
                lives(text.getKey(), text.getValue());
                write();
            }
        }
        if (only.isEmpty()) {
            stuffedCommands();
        }
        if (CLAIMS.matches(".*(" + only + ").*")) {
            manyClaims(CLAIMS);
        }
        if (COMMENTS.matches(".*(" + only + ").*")) {
            manyComments();
        }
        write();
        assertThat(costs.keySet().stream().map(operation -> operation.replace(LATER, "")))
                .allMatch(operation ->
                        done.contains(operation) || operation.endsWith(", stuffed") || operation.matches(NOT_THERE));
        assertThat(costs.entrySet().stream()
                        .filter(cost -> cost.getValue().nanos() / 1_000_000
                                > (cost.getKey().endsWith(LATER) ? FAR_TOO_LONG_LATER_MILLIS : FAR_TOO_LONG_MILLIS))
                        .map(cost -> "%s, for %s: %d ms"
                                .formatted(
                                        cost.getKey(),
                                        cost.getValue().text(),
                                        cost.getValue().nanos() / 1_000_000)))
                .isEmpty();
    }

    /** An article of this text, from its draft to what the world sees of it, with an edit that meets another. */
    private void lives(String name, WorstTexts.Article text) {
        var drafted = costs(
                "POST /api/articles",
                name,
                () -> people.wanda().posts("/api/articles", Map.of("desk", "city", "content", text.content(_ -> ""))));
        if (drafted.status() != 201) {
            assertThat(drafted.status()).as(name + drafted.text()).isBetween(400, 499);
            return;
        }
        var article = drafted.json().path("receipt").path("id").asString();
        looked(name, article);
        costs(
                "PUT /api/articles/{id}/content",
                name,
                () -> people.wanda().saves(article, 1, json(text.content(i -> i % 2 == 0 ? "It snowed. " : ""))));
        costs(
                "PUT /api/articles/{id}/content, merged",
                name,
                () -> people.wanda().saves(article, 1, json(text.content(i -> i % 2 == 1 ? "It thundered. " : ""))));
        wouldMerge(name, article, text);
        costs(
                "PUT /api/articles/{id}/content, in another order",
                name,
                () -> people.wanda()
                        .saves(
                                article,
                                3,
                                json(new WorstTexts.Article(
                                                text.language(),
                                                text.line(),
                                                text.blocks().reversed())
                                        .content(_ -> ""))));
        costs(
                "PUT /api/articles/{id}/content, all else",
                name,
                () -> people.wanda()
                        .saves(
                                article,
                                4,
                                json(WorstTexts.of("words of two kinds").content(_ -> ""))));
        wouldMerge(name, article, text);
        costs(
                "PUT /api/articles/{id}/content, all back",
                name,
                () -> people.wanda().saves(article, 5, json(text.content(i -> "Fog. "))));
        var anchor = Map.of("place", "headline", "start", 0, "words", "Rain");
        asks(name, article, people.wanda(), "submit-for-checking", Map.of());
        asks(name, article, people.chidi(), "raise-claim", Map.of("claimId", "c1", "kind", "FACT", "anchor", anchor));
        asks(
                name,
                article,
                people.chidi(),
                "query-words",
                Map.of("claimId", "c2", "kind", "FACT", "anchor", anchor, "question", "Is that so?"));
        asks(name, article, people.wanda(), "add-comment", Map.of("text", text.line(), "anchor", anchor));
        asks(
                name,
                article,
                people.wanda(),
                "replace-words",
                Map.of("basedOn", revision(article), "find", "Rain", "with", "Snow"));
        asks(name, article, people.wanda(), "restore-revision", Map.of("basedOn", revision(article), "restored", 1));
        looked(edited(name), article);
        Stream.of("FACTS", "CAPTIONS")
                .forEach(check -> asks(
                        name, article, people.paul(), "waive-check", Map.of("check", check, "reason", "It must go")));
        var published = asks(name, article, people.paul(), "publish-article", Map.of("kind", "ORIGINAL"));
        if (published.status() == 200) {
            world(name, people.slug(article));
        }
        asks(name, article, people.stella(), "kill-article", Map.of("reason", "Wrong", "notice", "It was wrong."));
    }

    /** What a save would be merged into: of words that nobody else has changed, of such as others have, and of all. */
    private void wouldMerge(String name, String article, WorstTexts.Article text) {
        for (var mine : List.<IntFunction<String>>of(
                i -> i % 3 == 0 ? "It snowed. It hailed. " : "", i -> "It hailed. ", _ -> "")) {
            costs(
                    "POST /api/articles/{id}/merge-preview",
                    name,
                    () -> people.wanda()
                            .posts(
                                    "/api/articles/" + article + "/merge-preview",
                                    Map.of("base", text.content(_ -> ""), "content", text.content(mine))));
        }
    }

    private Reply asks(String name, String article, Colleague who, String command, Map<String, ?> fields) {
        var said = new LinkedHashMap<String, Object>(fields);
        said.putIfAbsent("revision", revision(article));
        if (!List.of("waive-check", "publish-article").contains(command)) {
            said.remove("revision");
        }
        return costs(
                "POST /api/articles/{id}/" + command,
                name,
                () -> who.posts("/api/articles/" + article + "/" + command, said));
    }

    private static int revision(String article) {
        return people.wanda().sees("/api/articles/" + article).path("revision").asInt();
    }

    /** Everything there is to see of it. */
    private void looked(String name, String article) {
        for (var operation : operations()) {
            for (var asked : ASKED.getOrDefault(operation, List.of(""))) {
                costs(
                        "GET " + operation + asked,
                        name,
                        () -> people.chidi()
                                .gets(operation.replace("{id}", article).replaceAll("\\{[^}]*}", "x") + asked));
            }
        }
    }

    /** What the API and the pages show about an article by its id alone, or with what is listed. */
    private static Set<String> operations() {
        var all = new HashSet<String>();
        description.path("paths").properties().forEach(path -> {
            if (path.getKey().startsWith("/api/articles/{id}")
                    && path.getValue().has("get")) {
                all.add(path.getKey());
            }
        });
        stet.parts(RequestMappingHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .filter(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .anyMatch(method -> method.name().equals("GET")))
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> path.startsWith("/newsroom/articles/{id}") || path.startsWith("/newsroom/cards/{id}"))
                .flatMap(path -> path.contains("{panel:")
                        ? Stream.of(path.substring(path.indexOf(':') + 1, path.lastIndexOf('}'))
                                        .split("\\|"))
                                .map(panel -> "/newsroom/articles/{id}/" + panel)
                        : Stream.of(path))
                .forEach(all::add);
        return all;
    }

    private static Map<String, List<String>> asked() {
        var line = encoded("Rain " + "a".repeat(400));
        return Map.ofEntries(
                Map.entry("/api/articles/{id}/replacements", List.of("?find=a&with=bb", "?find=Rain")),
                Map.entry("/api/articles/{id}/as-of", List.of("?sequence=0")),
                Map.entry("/api/articles/{id}/state-as-of", List.of("?at=2100-01-01T00:00:00Z")),
                Map.entry("/newsroom/articles/{id}/as-of", List.of("", "?at=2100-01-01T00:00:00Z")),
                Map.entry("/api/articles/{id}/redline", List.of("", "?from=r1&to=r2")),
                Map.entry("/api/articles/{id}/restoration", List.of("?restored=1")),
                Map.entry("/api/articles/{id}/suggestions", List.of("", "?limit=1000")),
                Map.entry("/newsroom/articles/{id}/replace", List.of("", "?find=a&with=bb")),
                Map.entry("/newsroom/articles/{id}/redline", List.of("", "?from=r1&to=r2")),
                Map.entry("/newsroom/articles/{id}/restore", List.of("?revision=1")),
                Map.entry("/newsroom/articles/{id}/provenance", List.of("?part=block/b0&at=1", "?part=headline&at=1")),
                Map.entry("/newsroom/articles/{id}/source", List.of("?line=" + line)));
    }

    private void world(String name, String slug) {
        for (var path : List.of(
                "/",
                "/news/{slug}",
                "/news/{slug}/editions/1",
                "/sections/City",
                "/search?q=rain+a",
                "/api/published",
                "/api/published?text=rain",
                "/api/published/{slug}",
                "/api/published/{slug}/editions/1")) {
            costs("GET " + path, name, () -> stet.world().gets(path.replace("{slug}", encoded(slug))));
        }
    }

    /** Each operation that takes a body, with the longest texts wherever there is a text. */
    private void stuffedCommands() {
        var article = people.drafts("city", "Fog over Tolvik", "It was foggy.");
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (!operation.getValue().path("requestBody").isMissingNode()
                            && !path.getKey().contains("/seal/")) {
                        for (var text :
                                List.of("combining marks", "names that are nearly the same", "numbers in words")) {
                            var body = new Example(
                                            description,
                                            WorstTexts.of(text).line().repeat(20),
                                            new Random(1))
                                    .of(operation
                                            .getValue()
                                            .path("requestBody")
                                            .path("content")
                                            .path("application/json")
                                            .path("schema"));
                            var method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                            costs(
                                    method + " " + path.getKey() + ", stuffed",
                                    text,
                                    () -> stet.administrator()
                                            .sends(
                                                    method,
                                                    path.getKey()
                                                            .replace("{id}", article)
                                                            .replaceAll("\\{[^}]*}", "x"),
                                                    "application/json",
                                                    java.net.http.HttpRequest.BodyPublishers.ofByteArray(
                                                            Colleague.json(body))));
                        }
                    }
                }));
    }

    /** As many claims as fit, confirmed as many at a time as may be, on words that then change. */
    private void manyClaims(String name) {
        var words = IntStream.range(0, 3_000).mapToObj(n -> "w" + n).collect(Collectors.joining(" "));
        var article = people.drafts("city", "Rain over Tolvik", words);
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        var source = Map.of("kind", "named", "type", "OWN_CALL", "locator", "The office", "consulted", "2026-02-11");
        var status = 0;
        for (var from = 0; status < 400; from += AT_ONCE) {
            var raising = IntStream.range(from, from + AT_ONCE)
                    .mapToObj(n -> {
                        var word = "w" + n % 3_000;
                        return Map.of(
                                "claimId",
                                "c" + n,
                                "kind",
                                "FACT",
                                "anchor",
                                Map.of("place", "block/b1", "start", start(words, word), "words", word));
                    })
                    .toList();
            status = costs(
                            "POST /api/articles/{id}/confirm-claims",
                            name,
                            () -> people.chidi()
                                    .posts(
                                            "/api/articles/" + article + "/confirm-claims",
                                            Map.of(
                                                    "claims",
                                                    List.of(),
                                                    "raising",
                                                    raising,
                                                    "sources",
                                                    List.of(source))))
                    .status();
        }
        looked(name, article);
        rewritten(name, article, words);
        looked(edited(name), article);
    }

    /** Every tenth word is another, and all are said in another order. */
    private void rewritten(String name, String article, String words) {
        for (var now : List.of(
                words.replace("w2", "v2"),
                Stream.of(words.split(" ")).toList().reversed().stream().collect(Collectors.joining(" ")))) {
            var content = Map.of(
                    "headline",
                    "Rain over Tolvik",
                    "section",
                    "City",
                    "subjects",
                    List.of(),
                    "blocks",
                    List.of(Map.of("kind", "paragraph", "id", "b1", "text", now)));
            var revision = revision(article);
            var saved = costs(
                    "PUT /api/articles/{id}/content, of much that was said of it",
                    name,
                    () -> people.wanda().saves(article, revision, json(content)));
            assertThat(saved.status()).as(saved.text()).isEqualTo(200);
        }
    }

    /** As many comments as fit, half of them on words that then change, and a third resolved. */
    private void manyComments() {
        var name = COMMENTS;
        var words = IntStream.range(0, 3_000).mapToObj(n -> "w" + n).collect(Collectors.joining(" "));
        var article = people.drafts("city", "Rain over Tolvik", words);
        var path = "/api/articles/" + article;
        var status = 0;
        for (var n = 0; status < 400; n++) {
            var word = "w" + n % 3_000;
            var anchor = Map.of("place", "block/b1", "start", start(words, word), "words", word);
            var said = new LinkedHashMap<String, Object>(Map.of("commentId", "m" + n, "text", "Is " + word + " so?"));
            if (n % 2 == 0) {
                said.put("anchor", anchor);
            }
            status = people.wanda().posts(path + "/add-comment", said).status();
            if (n % 3 == 0 && status < 400) {
                people.wanda().posts(path + "/resolve-comment", Map.of("commentId", "m" + n));
            }
        }
        assertThat(people.wanda().sees(path).path("comments")).hasSize(COMMENTS_THAT_FIT);
        looked(name, article);
        costs(
                "POST /api/articles/{id}/edit-comment",
                name,
                () -> people.wanda().posts(path + "/edit-comment", Map.of("commentId", "m1", "text", "Look")));
        rewritten(name, article, words);
        looked(edited(name), article);
    }

    /** Nothing is counted for an article without a name. */
    private static String edited(String name) {
        return name.isEmpty() ? "" : name + ", edited";
    }

    private static int start(String words, String word) {
        return (" " + words + " ").indexOf(" " + word + " ");
    }

    private Reply costs(String operation, String text, Supplier<Reply> request) {
        var before = cpu();
        var reply = request.get();
        var answered = cpu();
        assertThat(reply.status()).as(operation + ", for " + text).isLessThan(500);
        if (reply.status() < 400) {
            done.add(operation);
        }
        counts(operation, text, answered - before, reply);
        if (!operation.startsWith("GET ")) {
            counts(operation + LATER, text, settled() - answered, reply);
        }
        return reply;
    }

    private void counts(String operation, String text, long spent, Reply reply) {
        if (!text.isEmpty()) {
            if (spent / 1_000_000 > AIM_MILLIS) {
                over.add(row(operation, new Worst(text, spent, reply.bytes().length)));
            }
            costs.merge(
                    operation,
                    new Worst(text, spent, reply.bytes().length),
                    (one, other) -> one.nanos() >= other.nanos() ? one : other);
        }
    }

    /** What a command sets going once it is answered, such as the index, would else be counted for whoever asks next. */
    private static long settled() {
        var spent = new long[] {cpu()};
        await().pollInSameThread()
                .pollDelay(Duration.ofMillis(50))
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    var before = spent[0];
                    spent[0] = cpu();
                    return spent[0] - before < STILL_NANOS;
                });
        return spent[0];
    }

    /** Of all threads but the one that asks, in nanoseconds: whatever works for a request, and little else since nobody asks besides. */
    private static long cpu() {
        var own = Thread.currentThread().threadId();
        var sum = 0L;
        for (var id : THREADS.getAllThreadIds()) {
            sum += id == own ? 0 : Math.max(0, THREADS.getThreadCpuTime(id));
        }
        return sum;
    }

    private void write() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("| ms of a processor | kB answered | operation | of |");
        lines.add("|--:|--:|---|---|");
        costs.entrySet().stream()
                .sorted(Comparator.comparingLong(cost -> -cost.getValue().nanos()))
                .limit(LISTED)
                .map(cost -> row(cost.getKey(), cost.getValue()))
                .forEach(lines::add);
        lines.add("");
        lines.add("Over %d ms, in the order in which they were asked:".formatted(AIM_MILLIS));
        lines.add("");
        lines.addAll(over);
        var file = Path.of("target/worst-case.md");
        Files.write(file, lines);
    }

    private static String row(String operation, Worst worst) {
        return "| %d | %d | %s | %s |"
                .formatted(worst.nanos() / 1_000_000, worst.bytes() / 1_000, operation, worst.text());
    }

    private static JsonNode json(Map<String, Object> content) {
        return tools.jackson.databind.json.JsonMapper.shared().valueToTree(content);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
