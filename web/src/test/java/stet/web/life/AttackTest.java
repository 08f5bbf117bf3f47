package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import stet.web.people.Authenticator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every operation of the API takes what makes no sense, from anybody, without a fault and without a trace. */
@Tag("program")
class AttackTest {
    private static final Set<String> READING = Set.of("get", "head");
    /** It takes no words and changes nothing that anybody wrote, so whatever else comes with it makes no difference. */
    private static final String LOOKS = "/api/seal/verification";

    /** What pages are asked for with. */
    private static final List<String> NAMED = List.of(
            "after", "at", "id", "from", "line", "desk", "back", "digest", "next", "q", "words", "stage", "person",
            "limit", "before", "sort", "queue");

    /** Of forms that are read whole. */
    private static final List<String> FIELDS = List.of(
            "text",
            "reason",
            "claim",
            "passage",
            "revision",
            "source",
            "locator",
            "role",
            "date",
            "time",
            "block",
            "figure",
            "name",
            "edition",
            "why",
            "waiving",
            "to",
            "kind",
            "note",
            "number",
            "language",
            "urgency");

    private static final String PRODUCT = "123454321";
    /** Of strings in SQL, of which the second makes sense as a part of a statement, of texts in templates, and what is odd besides. */
    private static final List<String> ENDINGS =
            List.of("'", "x' OR '1'='1", "${11111*11111}", "'+${11111*11111}+'", "b1#words", "😀");
    /** To somebody else the same may not be refused, or be there. */
    private static final Set<Integer> NOT_THEIRS = Set.of(401, 403, 404);

    /** Of a path, also where it says which characters it takes, and how many. */
    private static final Pattern PART = Pattern.compile("\\{(?:[^{}]|\\{[^}]*})*}");

    private static final Set<String> OF_THE_MOMENT = Set.of("date", "connection", "keep-alive");

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
    private static Newcomers people;
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
        people = Newcomers.to(stet);
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

    /** Ghost's CVE-2026-105678 and Payload's CVE-2026-105863: somebody gives themselves a role by a member that nobody expected. */
    @Test
    void a_member_that_is_not_known_is_taken_by_no_operation() {
        var faults = new ArrayList<String>();
        var before = stet.events();
        var requests = 0;
        for (var path : description.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var request =
                        new Malformed(description, path.getKey(), operation.getValue(), article, 1).withOneMember();
                if (request.isPresent()) {
                    requests++;
                    askers.forEach((name, asker) -> fault(asker, operation.getKey(), request.get())
                            .forEach(fault -> faults.add(name + ", " + fault)));
                }
            }
        }
        assertThat(requests).isGreaterThan(40);
        assertThat(faults).isEmpty();
        assertThat(stet.events()).isEqualTo(before);
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
        var faults = new ArrayList<String>();
        for (var asker : askers.entrySet()) {
            for (var page : pages) {
                for (var odd : Malformed.ODD) {
                    var encoded = Malformed.encoded(odd);
                    var said = NAMED.stream().map(name -> name + "=" + encoded).collect(Collectors.joining("&"));
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

    /**
     * Ghost's CVE-2026-26980 and Payload's CVE-2026-25544, Thymeleaf's CVE-2026-40477: what somebody asks for becomes a part of a statement,
     * or of a template.
     */
    @Test
    void what_would_end_a_string_of_a_statement_or_a_template_is_a_string_in_each_parameter() {
        stet.welcomes("odd", "Odd Berg", "AUDITOR");
        var asks = asks(RequestMethod.GET);
        var faults = faults(
                asks,
                List.of(stet.inBrowser("odd", RunningStet.PASSWORD), stet.administrator()),
                (asker, ask) -> asker.sends(
                        "GET", ask.path() + "?" + ask.parameters(), "application/json", BodyPublishers.noBody()));
        assertThat(asks).hasSizeGreaterThan(500);
        assertThat(faults).isEmpty();
    }

    /** Each is asked of the first who may. */
    private static List<String> faults(
            List<Ask> asks, List<Colleague> asking, BiFunction<Colleague, Ask, Reply> request) {
        var faults = new ArrayList<String>();
        for (var ask : asks) {
            for (var asker : asking) {
                var answer = request.apply(asker, ask);
                if (answer.status() >= 500 || answer.text().contains(PRODUCT)) {
                    faults.add(answer.status() + ": " + ask);
                }
                if (!NOT_THEIRS.contains(answer.status())) {
                    break;
                }
            }
        }
        return faults;
    }

    /** What programs cannot send, since only a page has it: the fields of forms. */
    @Test
    void no_field_of_a_form_is_a_fault_whatever_stands_in_it() {
        stet.welcomes("every", "Eve Ry", "WRITER", "CHECKER", "PICTURE_EDITOR", "PUBLISHER", "STANDARDS");
        stet.welcomes("ruler", "Rule Er", "ADMINISTRATOR");
        var asks = asks(RequestMethod.POST).stream()
                .filter(ask -> !ask.path().startsWith("/sign-out"))
                .toList();
        var asking =
                List.of(stet.inBrowser("every", RunningStet.PASSWORD), stet.inBrowser("ruler", RunningStet.PASSWORD));
        var faults = faults(
                asks,
                asking,
                (asker, ask) -> asker.sends(
                        "POST",
                        ask.path(),
                        "application/x-www-form-urlencoded",
                        BodyPublishers.ofString(ask.parameters())));
        asking.forEach(asker -> asker.gets("/api/me").with(200));
        assertThat(asks).hasSizeGreaterThan(300);
        assertThat(faults).isEmpty();
        assertThat(stet.inBrowser("every", RunningStet.PASSWORD)
                        .posts(
                                "/newsroom/sources/doubt",
                                "application/x-www-form-urlencoded",
                                "locator='".getBytes(StandardCharsets.UTF_8))
                        .with(422)
                        .text())
                .contains("Say which source: a URL, a document, a person or a recording.");
    }

    /**
     * For each page and each question of the API, each of its parameters alone with what would end a string. All else makes sense, or what
     * is wrong with that would be said before this one is looked at.
     */
    private static List<Ask> asks(RequestMethod method) {
        var asks = new ArrayList<Ask>();
        for (var mapping : stet.parts(RequestMappingHandlerMapping.class)) {
            mapping.getHandlerMethods().forEach((request, handler) -> {
                if (!request.getMethodsCondition().getMethods().equals(Set.of(method))
                        || Arrays.stream(handler.getMethodParameters())
                                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class))) {
                    return;
                }
                for (var pattern : request.getPatternValues()) {
                    if (!pattern.contains("/live")) {
                        asks.addAll(asks(pattern, handler));
                    }
                }
            });
        }
        return asks;
    }

    /** @param parameters as in an address and as in a form */
    private record Ask(String path, String parameters) {}

    private static List<Ask> asks(String pattern, HandlerMethod handler) {
        var names = new LinkedHashSet<String>();
        var must = new LinkedHashMap<String, String>();
        var may = new LinkedHashMap<String, String>();
        for (var parameter : handler.getMethodParameters()) {
            var asked = parameter.getParameterAnnotation(RequestParam.class);
            var type = parameter.getParameterType();
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            if (asked == null) {
                if (type.isRecord()
                        && !parameter.hasParameterAnnotation(AuthenticationPrincipal.class)
                        && !parameter.hasParameterAnnotation(PathVariable.class)) {
                    for (var component : type.getRecordComponents()) {
                        names.add(component.getName());
                    }
                }
            } else if (Map.class.isAssignableFrom(type)) {
                names.addAll(NAMED);
                names.addAll(FIELDS);
            } else {
                var name = Objects.requireNonNull(asked.name().isEmpty() ? parameter.getParameterName() : asked.name());
                names.add(name);
                var right = type == Instant.class
                        ? "2026-11-01T00:00:00Z"
                        : type == boolean.class
                                ? "true"
                                : type.isPrimitive() || Number.class.isAssignableFrom(type) ? "1" : "x";
                if (asked.required() && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE)) {
                    must.put(name, right);
                }
                if (must.containsKey(name) || !right.equals("x")) {
                    may.put(name, right);
                }
            }
        }
        var asks = new LinkedHashSet<Ask>();
        for (var ending : ENDINGS) {
            var encoded = Malformed.encoded(ending);
            for (var name : names) {
                // Some are looked at only if another comes with them, and some only if none does.
                for (var others : List.of(must, may)) {
                    asks.add(new Ask(
                            path(pattern, -1, encoded),
                            others.entrySet().stream()
                                    .filter(other -> !other.getKey().equals(name))
                                    .map(other -> "&" + other.getKey() + "=" + Malformed.encoded(other.getValue()))
                                    .collect(Collectors.joining("", name + "=" + encoded, ""))));
                }
            }
            for (var n = 0; n < PART.matcher(pattern).results().count(); n++) {
                asks.add(new Ask(path(pattern, n, encoded), ""));
            }
        }
        return List.copyOf(asks);
    }

    /** @param odd which part of the path is as said, from 0; all others make sense */
    private static String path(String pattern, int odd, String said) {
        var number = new AtomicInteger();
        return PART.matcher(pattern)
                .replaceAll(part -> Matcher.quoteReplacement(
                        number.getAndIncrement() == odd
                                ? said
                                : part.group().startsWith("{id") && pattern.contains("/articles/")
                                        ? article
                                        : part.group().matches(".*([Ii]nstant|at).*") ? "2026-11-01T00:00:00Z" : "1"));
    }

    @Test
    @Tag("soak")
    void a_thousand_malformed_requests_for_each_operation() {
        attacks(1_000, 1);
    }

    /** Strapi's CVE-2023-22894 and CVE-2026-27886, Ghost's CVE-2026-70590, Directus' CVE-2026-35442: what is hidden, found out by asking about it. */
    @Test
    void nothing_that_is_not_published_changes_an_answer_that_the_world_gets() {
        var requests = asksOfTheWorld();
        var before = requests.stream().map(AttackTest::told).toList();

        var secret = "Zanzibar over Tolvik";
        people.rewrites(article, secret);
        people.wanda().asks(article, "add-comment", Map.of("text", secret)).with(200);
        people.drafts("city", secret, secret);
        people.readies("city", secret, secret);
        people.wanda()
                .asks(people.drafts("city", secret, secret), "spike-article", Map.of("reason", secret))
                .with(200);
        people.keeps(Photograph.jpeg(31, 30));
        stet.opens("zanzibar");
        stet.welcomes("zanzibar", "Zanzibar Tolvik", "WRITER");

        for (var n = 0; n < requests.size(); n++) {
            assertThat(told(requests.get(n))).as(requests.get(n)).isEqualTo(before.get(n));
        }
    }

    /** Every way in which the world can ask, with words that are nowhere yet. */
    private static List<String> asksOfTheWorld() {
        var slug = people.slug(article);
        var requests = new ArrayList<String>();
        for (var word :
                List.of("zanzibar", "tolvik", "rain", "zanz*", "%22zanzibar%20over%22", "wanda", article, "-rain")) {
            requests.add("/search?q=" + word);
            requests.add("/api/published?text=" + word);
            requests.add("/api/published?section=" + word);
            requests.add("/sections/" + word);
            requests.add("/news/" + word);
            requests.add("/api/published/" + word);
            requests.add("/api/published/" + word + "/editions");
            requests.add("/pictures/" + word);
            requests.add("/timemap/news/" + word);
        }
        for (var number : List.of("0", "1", "2", "3", "99")) {
            requests.add("/news/" + slug + "/editions/" + number);
            requests.add("/api/published/" + slug + "/editions/" + number);
            requests.add("/api/published?limit=" + number);
        }
        requests.addAll(List.of(
                "/",
                "/news/" + slug,
                "/news/zanzibar-over-tolvik",
                "/news/" + article,
                "/api/published/" + slug,
                "/api/published/" + slug + "/editions",
                "/sections/City",
                "/api/articles/" + article,
                "/newsroom/articles/" + article,
                "/api/articles",
                "/api/counts"));
        return requests;
    }

    /** All that is told but the time of day, and whether the connection goes on. */
    private static String told(String request) {
        var reply = stet.world().gets(request);
        var headers = reply.headers().map().entrySet().stream()
                .filter(header -> !OF_THE_MOMENT.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::toString)
                .sorted()
                .toList();
        return reply.status() + " " + headers + "\n" + reply.text();
    }

    /** WordPress' CVE-2019-17671 ({@code ?static=1&order=asc}) and CVE-2017-1001000 (an id that is one to the one, and none to the other). */
    @Test
    void parameters_that_nobody_knows_or_that_come_twice_show_the_world_nothing_more() {
        people.rewrites(article, "Nobody may read this yet.");
        var slug = people.slug(article);
        var odd = List.of(
                "static=1&order=asc",
                "preview=true&status=draft",
                "revision=2",
                "edition=2&number=2",
                "slug=" + article,
                "id=" + article + "&id=1",
                "id%5B%5D=1&id%5B%24ne%5D=1",
                "from=r1&to=copy",
                "at=2100-01-01T00:00:00Z",
                "fields=content&include=drafts&expand=all",
                "_method=PUT",
                "X-HTTP-Method-Override=PUT");
        for (var page : List.of("/", "/sections/City", "/news/" + slug, "/news/" + slug + "/editions/1")) {
            var known = stet.world().gets(page).with(200).text();
            for (var parameters : odd) {
                assertThat(stet.world().gets(page + "?" + parameters).text())
                        .as(page + "?" + parameters)
                        .isEqualTo(known)
                        .doesNotContain("Nobody may read");
            }
        }
    }

    /** Ghost's CVE-2026-22594 and its like: an address that forgot to ask for the second factor. */
    @Test
    void whoever_has_given_their_password_alone_is_a_stranger_at_every_address() {
        stet.welcomes("rosa", "Rosa Lind", "ADMINISTRATOR", "STANDARDS", "PUBLISHER");
        var whole = stet.inBrowser("rosa", RunningStet.PASSWORD);
        var app = new Authenticator(whole.posts("/api/me/second-factor", Map.of())
                .with(201)
                .json()
                .path("secret")
                .asString());
        whole.posts("/api/me/second-factor/confirmation", Map.of("code", app.shows(Instant.now())))
                .with(200);
        var half = stet.halfInBrowser("rosa", RunningStet.PASSWORD);
        var open = new ArrayList<String>();
        for (var operation : operations()) {
            var method = operation.substring(0, operation.indexOf(' '));
            var path = operation
                    .substring(operation.indexOf(' ') + 1)
                    .replaceAll("\\{id[^/]*}", article)
                    .replaceAll("\\{[^/]*}", "x");
            if (path.startsWith("/sign-in/code") || path.startsWith("/sign-out")) {
                continue;
            }
            var stranger = asked(stet.world(), method, path);
            var theirs = asked(half, method, path);
            if (theirs < 300 && stranger >= 300) {
                open.add(operation + ": " + theirs + ", and a stranger " + stranger);
            }
        }
        assertThat(open).isEmpty();
        half.gets("/api/me").with(401);
    }

    private static int asked(Colleague who, String method, String path) {
        return who.sends(method, path, "application/json", BodyPublishers.ofString("{}"))
                .status();
    }

    /** All that there are, such as {@code GET /api/me}. */
    private static List<String> operations() {
        return stet.parts(RequestMappingHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path)))
                // A line that stays open is asked for by LiveTest.
                .filter(operation -> !operation.contains("/live"))
                .distinct()
                .sorted()
                .toList();
    }

    /** Directus' CVE-2025-30225 and its like: few bytes that become many. */
    @Test
    void what_becomes_large_or_deep_when_it_is_read_is_refused_in_a_sentence() {
        var before = stet.events();
        var json = List.of(
                "[".repeat(4 << 20),
                "{\"a\":".repeat(500_000),
                "{\"headline\":" + "9".repeat(2_000_000) + "}",
                "{\"content\":{\"headline\":1e999999999}}",
                "{"
                        + IntStream.range(0, 200_000)
                                .mapToObj(n -> "\"k" + n + "\":1")
                                .collect(Collectors.joining(",")) + "}",
                "{" + collisions(16).map(key -> "\"" + key + "\":1").collect(Collectors.joining(",")) + "}",
                "{\"desk\":\"city\",\"content\":{\"headline\":\"Rain\",\"blocks\":["
                        + "{\"kind\":\"paragraph\",\"id\":\"b1\",\"text\":\"a\"},".repeat(60_000) + "{}]}}",
                "\"" + "\\u0041".repeat(800_000) + "\"");
        for (var bomb : json) {
            refused(people.wanda().posts("/api/articles", "application/json", bomb.getBytes(StandardCharsets.UTF_8)));
        }
        // Each within its bounds, and together longer than the ledger holds in one piece.
        refused(draft(IntStream.range(0, 10)
                .mapToObj(n -> Map.of("kind", "list", "id", "b" + n, "items", Collections.nCopies(9_999, "a")))
                .toList()));
        refused(draft(IntStream.range(0, 1_000)
                .mapToObj(n ->
                        Map.of("kind", "quotation", "id", "b" + n, "text", "It rained.", "speaker", "s".repeat(1_000)))
                .toList()));
        var packed = packed(new byte[64 << 20]);
        refused(people.wanda().with("Content-Encoding", "gzip").posts("/api/articles", "application/json", packed));
        refused(people.wanda().with("Content-Encoding", "gzip").posts("/api/pictures", "image/jpeg", packed));
        refused(people.pia().posts("/api/pictures", "image/jpeg", packed));
        var form = IntStream.range(0, 100_000).mapToObj(n -> "f" + n + "=1").collect(Collectors.joining("&"));
        refused(people.wanda()
                .posts(
                        "/newsroom/articles/" + article + "/add-comment",
                        "application/x-www-form-urlencoded",
                        form.getBytes(StandardCharsets.UTF_8)));
        var parts = "--x\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n1\r\n".repeat(10_000) + "--x--\r\n";
        refused(people.wanda()
                .posts("/api/articles", "multipart/form-data; boundary=x", parts.getBytes(StandardCharsets.UTF_8)));
        assertThat(stet.events()).isEqualTo(before);
    }

    private static Reply draft(List<?> blocks) {
        return people.wanda()
                .posts(
                        "/api/articles",
                        Map.of("desk", "city", "content", Map.of("headline", "Rain", "blocks", blocks)));
    }

    private static void refused(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(400, 499);
        assertThat(reply.bytes()).hasSizeLessThan(20_000);
        assertThat(INSIDES).noneMatch(reply.text()::contains);
    }

    /** Texts with one hash code, two to the power of this. */
    private static Stream<String> collisions(int power) {
        return IntStream.range(0, 1 << power)
                .mapToObj(n -> IntStream.range(0, power)
                        .mapToObj(bit -> (n >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()));
    }

    private static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
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
                // At once, since a thousand of each take half an hour.
                assertThat(faults).isEmpty();
            }
        }
        assertThat(operations).isGreaterThan(50);
    }

    private static List<String> fault(Colleague asker, String method, Malformed.Request request) {
        var from = asker;
        for (var header : request.headers().entrySet()) {
            from = from.with(header.getKey(), header.getValue());
        }
        var answer = from.sends(
                method.toUpperCase(Locale.ROOT),
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
