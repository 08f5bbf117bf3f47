package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be, however it is sent: a status, a type that stays, a sentence for an editor, and a ledger as it was. */
@Tag("program")
class BadInputTest {
    private static final int MEGABYTE = 1 << 20;
    /** What would tell how the program is built, and tells an editor nothing. */
    private static final List<String> INSIDES = List.of(
            "com.",
            "java",
            "stet.",
            "tools.jackson",
            "jakarta",
            "springframework",
            "Exception",
            "class ",
            "null",
            "Deserializ");

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Colleague wanda;
    private static Colleague chidi;
    private static Colleague paul;
    private static String article;
    private static String other;

    @BeforeAll
    static void a_newsroom_opens() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        wanda = stet.welcomes("wanda", "Wanda Winter", "WRITER");
        chidi = stet.welcomes("chidi", "Chidi Okafor", "CHECKER");
        paul = stet.welcomes("paul", "Paul Reyes", "PUBLISHER");
        article = drafted();
        other = drafted();
        var anchor = Map.of("place", "block/b1", "start", 0, "words", "It rained");
        chidi.asks(other, "raise-claim", Map.of("claimId", "elsewhere", "kind", "FACT", "anchor", anchor))
                .with(200);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @TestFactory
    Stream<DynamicTest> too_much() {
        return Stream.of(
                bad(
                        "fifty megabytes, announced",
                        413,
                        "too-large",
                        () -> wanda.posts("/api/articles", Colleague.JSON, new byte[50 * MEGABYTE])),
                bad(
                        "fifty megabytes, unannounced",
                        413,
                        "too-large",
                        () -> wanda.sends(
                                "POST",
                                "/api/articles",
                                Colleague.JSON,
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(spaces(50 * MEGABYTE))))),
                bad(
                        "fifty megabytes of text, unannounced",
                        413,
                        "too-large",
                        () -> wanda.sends(
                                "POST",
                                "/api/articles?desk=city",
                                Colleague.TEXT,
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(spaces(50 * MEGABYTE))))),
                bad(
                        "a little too much for a sign-in, unannounced",
                        413,
                        "too-large",
                        () -> stet.world()
                                .sends(
                                        "POST",
                                        "/api/session",
                                        Colleague.JSON,
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(spaces(6 * MEGABYTE))))),
                bad(
                        "a file of six megabytes",
                        413,
                        "too-large",
                        () -> wanda.uploads("/api/articles?desk=city", "long.txt", spaces(6 * MEGABYTE))),
                bad(
                        "ten thousand blocks",
                        422,
                        "too-long",
                        () -> wanda.posts(
                                "/api/articles",
                                draft(IntStream.range(0, 10_000)
                                        .mapToObj(n -> Map.<String, Object>of("kind", "paragraph", "text", "Rain"))
                                        .toList()))),
                bad("a hundred thousand brackets", 400, "malformed", () -> json("[".repeat(100_000))),
                bad(
                        "a hundred thousand objects, one in the other",
                        400,
                        "malformed",
                        () -> json("{\"a\":".repeat(100_000))),
                bad(
                        "a number of a hundred thousand digits",
                        400,
                        "malformed",
                        () -> command(
                                "raise-claim",
                                "{\"kind\":\"FACT\",\"anchor\":{\"place\":\"headline\",\"words\":\"Rain\",\"start\":%s}}"
                                        .formatted("9".repeat(100_000)))),
                bad(
                        "a reason of five thousand characters",
                        422,
                        "invalid",
                        () -> command("submit-for-checking", "{\"why\":\"" + "because ".repeat(625) + "\"}")));
    }

    @TestFactory
    Stream<DynamicTest> no_text() {
        return Stream.of(
                bad(
                        "JSON that is not UTF-8",
                        400,
                        "malformed",
                        () -> wanda.posts(
                                "/api/articles",
                                Colleague.JSON,
                                broken("{\"desk\":\"city\",\"content\":{\"headline\":\"?\"}}"))),
                bad(
                        "a text that is not UTF-8",
                        422,
                        "invalid",
                        () -> wanda.posts(
                                "/api/articles?desk=city", Colleague.TEXT, broken("Rain\n\nIt rained? all night.\n"))),
                bad(
                        "a file that is not UTF-8",
                        422,
                        "invalid",
                        () -> wanda.uploads(
                                "/api/articles?desk=city", "rain.txt", broken("Rain\n\nIt rained? all night.\n"))),
                bad("NUL in a string", 422, "invalid", () -> json(headline("Rain\\u0000fall"))),
                bad("NUL in the JSON itself", 400, "malformed", () -> json(headline("Rain\u0000fall"))),
                bad(
                        "NUL in a text",
                        422,
                        "invalid",
                        () -> wanda.posts(
                                "/api/articles?desk=city",
                                Colleague.TEXT,
                                "Rain\n\nIt\0rained.\n".getBytes(StandardCharsets.UTF_8))),
                bad("a bell", 422, "invalid", () -> json(headline("Rain\\u0007fall"))),
                bad("an escape", 422, "invalid", () -> json(headline("Rain\\u001bfall"))),
                bad("a C1 control character", 422, "invalid", () -> json(headline("Rain\\u0085fall"))),
                bad("half of a character", 422, "invalid", () -> json(headline("Rain\\ud800fall"))),
                bad(
                        "a bell in a reason",
                        422,
                        "invalid",
                        () -> command("submit-for-checking", "{\"why\":\"\\u0007\"}")),
                bad(
                        "an empty text",
                        422,
                        "invalid",
                        () -> wanda.posts(
                                "/api/articles?desk=city", Colleague.TEXT, " \n ".getBytes(StandardCharsets.UTF_8))));
    }

    @TestFactory
    Stream<DynamicTest> no_such_shape() {
        return Stream.of(
                bad("no JSON at all", 400, "malformed", () -> json("Rain over Tolvik")),
                bad("half of it", 400, "malformed", () -> json("{\"desk\":\"city\"")),
                bad("nothing", 400, "malformed", () -> json("")),
                bad(
                        "an unknown field",
                        422,
                        "unknown-field",
                        () -> command("request-changes", "{\"note\":\"x\",\"tone\":1}")),
                bad(
                        "an unknown field deep inside",
                        422,
                        "unknown-field",
                        () -> json(
                                "{\"desk\":\"city\",\"content\":{\"headline\":\"Rain\",\"blocks\":[{\"kind\":\"paragraph\",\"text\":\"x\",\"colour\":\"red\"}]}}")),
                // A field that says null counts as left out; one that is misspelt does not.
                bad(
                        "an unknown field that says null",
                        422,
                        "unknown-field",
                        () -> command("request-changes", "{\"note\":\"x\",\"commentID\":null}")),
                bad(
                        "an unknown field that says null deep inside",
                        422,
                        "unknown-field",
                        () -> json(
                                "{\"desk\":\"city\",\"content\":{\"headline\":\"Rain\",\"standfirst\":null,\"blocks\":[{\"kind\":\"paragraph\",\"text\":\"x\",\"colour\":null}]}}")),
                bad("a wrong type", 422, "invalid", () -> command("request-changes", "{\"note\":{\"is\":\"this\"}}")),
                bad("a number for a string", 422, "invalid", () -> command("request-changes", "{\"note\":5}")),
                bad(
                        "a number for an id",
                        422,
                        "invalid",
                        () -> command("reopen-claim", "{\"claimId\":5,\"reason\":\"x\"}")),
                bad(
                        "a number for a text",
                        422,
                        "invalid",
                        () -> json(
                                "{\"desk\":\"city\",\"content\":{\"headline\":\"Rain\",\"blocks\":[{\"kind\":\"paragraph\",\"text\":5}]}}")),
                bad(
                        "a number for the article's id",
                        422,
                        "invalid",
                        () -> json("{\"id\":5,\"desk\":\"city\",\"content\":{\"headline\":\"Rain\"}}")),
                bad("a number for a reason", 422, "invalid", () -> command("submit-for-checking", "{\"why\":5}")),
                bad("a list for a reason", 422, "invalid", () -> command("submit-for-checking", "{\"why\":[\"x\"]}")),
                bad(
                        "a string for a number",
                        422,
                        "invalid",
                        () -> command(
                                "raise-claim",
                                "{\"kind\":\"FACT\",\"anchor\":{\"place\":\"headline\",\"words\":\"Rain\",\"start\":\"0\"}}")),
                bad(
                        "half a number",
                        422,
                        "invalid",
                        () -> command(
                                "raise-claim",
                                "{\"kind\":\"FACT\",\"anchor\":{\"place\":\"headline\",\"words\":\"Rain\",\"start\":0.5}}")),
                bad("a missing field", 422, "missing-field", () -> command("request-changes", "{}")),
                bad("no body where fields are needed", 422, "missing-field", () -> command("request-changes", "")),
                bad(
                        "null for a field that must be there",
                        422,
                        "missing-field",
                        () -> command("request-changes", "{\"note\":null}")),
                bad(
                        "null in a list",
                        422,
                        "invalid",
                        () -> json("{\"desk\":\"city\",\"content\":{\"headline\":\"Rain\",\"blocks\":[null]}}")),
                bad(
                        "null among the mentions",
                        422,
                        "invalid",
                        () -> command("add-comment", "{\"text\":\"x\",\"mentions\":[null]}")),
                bad(
                        "null among the subjects",
                        422,
                        "invalid",
                        () -> json("{\"desk\":\"city\",\"content\":{\"headline\":\"Rain\",\"subjects\":[null]}}")),
                bad(
                        "a picture's part that is null",
                        422,
                        "invalid",
                        () -> json(
                                "{\"desk\":\"city\",\"content\":{\"headline\":\"Rain\",\"blocks\":[{\"kind\":\"figure\",\"picture\":{\"caption\":\"x\",\"parts\":{\"NEVER\":\"x\"}}}]}}")),
                bad(
                        "one key twice",
                        400,
                        "malformed",
                        () -> command("request-changes", "{\"note\":\"x\",\"note\":\"y\"}")),
                bad("a list for an object", 422, "invalid", () -> json("[]")),
                bad("a string for an object", 422, "invalid", () -> command("request-changes", "\"x\"")),
                bad("more after the end", 400, "malformed", () -> command("request-changes", "{\"note\":\"x\"} {}")),
                bad("a bracket too many", 400, "malformed", () -> command("request-changes", "{\"note\":\"x\"}}")),
                bad(
                        "an unknown kind of claim",
                        422,
                        "invalid",
                        () -> command(
                                "raise-claim",
                                "{\"kind\":\"RUMOUR\",\"anchor\":{\"place\":\"headline\",\"words\":\"Rain\",\"start\":0}}")),
                bad(
                        "a kind of claim by number",
                        422,
                        "invalid",
                        () -> command(
                                "raise-claim",
                                "{\"kind\":0,\"anchor\":{\"place\":\"headline\",\"words\":\"Rain\",\"start\":0}}")),
                bad(
                        "an unknown kind of block",
                        422,
                        "invalid",
                        () -> json(
                                "{\"desk\":\"city\",\"content\":{\"headline\":\"Rain\",\"blocks\":[{\"kind\":\"video\"}]}}")),
                bad(
                        "a block of no kind",
                        422,
                        "invalid",
                        () -> json(
                                "{\"desk\":\"city\",\"content\":{\"headline\":\"Rain\",\"blocks\":[{\"text\":\"x\"}]}}")),
                bad(
                        "two blocks of one id",
                        422,
                        "invalid",
                        () -> wanda.posts(
                                "/api/articles",
                                draft(List.of(
                                        Map.of("kind", "paragraph", "id", "b1", "text", "x"),
                                        Map.of("kind", "paragraph", "id", "b1", "text", "y"))))),
                bad(
                        "a place that cannot be",
                        422,
                        "invalid",
                        () -> command(
                                "raise-claim",
                                "{\"kind\":\"FACT\",\"anchor\":{\"place\":\"margin\",\"words\":\"Rain\",\"start\":0}}")),
                bad(
                        "a start before the text",
                        422,
                        "invalid",
                        () -> command(
                                "raise-claim",
                                "{\"kind\":\"FACT\",\"anchor\":{\"place\":\"headline\",\"words\":\"Rain\",\"start\":-1}}")),
                bad(
                        "a day that never was",
                        422,
                        "invalid",
                        () -> command(
                                "confirm-claim",
                                "{\"claimId\":\"elsewhere\",\"sources\":[{\"kind\":\"named\",\"type\":\"DOCUMENT\",\"locator\":\"x\",\"consulted\":\"2026-02-30\"}]}")),
                bad("an instant that is none", 422, "invalid", () -> embargo("{\"until\":\"tomorrow\"}")),
                bad(
                        "an instant beyond all time",
                        422,
                        "invalid",
                        () -> embargo("{\"until\":\"+999999999-12-31T23:59:59Z\"}")),
                bad("an instant as a number", 422, "invalid", () -> embargo("{\"until\":1790000000}")),
                bad(
                        "a deadline beyond all time",
                        422,
                        "invalid",
                        () -> wanda.asks(
                                article,
                                "assign-article",
                                Map.of("person", "wanda", "role", "WRITER", "due", "+999999999-12-31T23:59:59Z"))),
                bad(
                        "a deadline before all time",
                        422,
                        "invalid",
                        () -> wanda.asks(
                                article,
                                "assign-article",
                                Map.of("person", "wanda", "role", "WRITER", "due", "-999999999-12-31T23:59:59Z"))),
                bad(
                        "a role that nobody has",
                        422,
                        "invalid",
                        () -> command("submit-for-checking", "{\"as\":\"POET\"}")),
                bad(
                        "the article's id where it has no place",
                        422,
                        "invalid",
                        () -> command("submit-for-checking", "{\"articleId\":\"x\"}")),
                bad(
                        "an origin of one's own",
                        422,
                        "invalid",
                        () -> json(
                                "{\"desk\":\"city\",\"content\":{\"headline\":\"Rain\"},\"origin\":{\"name\":\"x\"}}")),
                bad(
                        "a list for a newcomer",
                        422,
                        "invalid",
                        () -> stet.administrator()
                                .posts("/api/people", Colleague.JSON, "[]".getBytes(StandardCharsets.UTF_8))),
                bad(
                        "a newcomer in a role that is none",
                        422,
                        "invalid",
                        () -> stet.administrator()
                                .posts(
                                        "/api/people",
                                        Map.of("id", "x", "name", "X", "signInName", "x", "roles", List.of("POET")))),
                bad(
                        "a newcomer without a name",
                        422,
                        "invalid",
                        () -> stet.administrator().posts("/api/people", Map.of("id", "x"))));
    }

    @TestFactory
    Stream<DynamicTest> nothing_there() {
        var long65 = "a".repeat(65);
        return Stream.of(
                bad(
                        "an article that is not there",
                        404,
                        "no-such-article",
                        () -> wanda.asks("nowhere", "submit-for-checking", Map.of())),
                bad(
                        "a save of an article that is not there",
                        404,
                        "no-such-article",
                        () -> wanda.saves("nowhere", 1, wanda.sees("/api/articles/" + article + "/content"))),
                bad(
                        "a look at an article that is not there",
                        404,
                        "no-such-article",
                        () -> wanda.gets("/api/articles/nowhere")),
                bad("its history", 404, "no-such-article", () -> wanda.gets("/api/articles/nowhere/history")),
                bad("its people", 404, "no-such-article", () -> wanda.gets("/api/articles/nowhere/people")),
                bad("its obstacles", 404, "no-such-article", () -> wanda.gets("/api/articles/nowhere/obstacles")),
                bad("its original", 404, "no-such-article", () -> wanda.gets("/api/articles/nowhere/original")),
                bad(
                        "a claim of another article",
                        404,
                        "no-such-claim",
                        () -> chidi.asks(
                                article, "query-claim", Map.of("claimId", "elsewhere", "question", "Really?"))),
                bad(
                        "a person who is not here",
                        404,
                        "no-such-person",
                        () -> wanda.asks(article, "assign-article", Map.of("person", "nobody", "role", "WRITER"))),
                bad(
                        "a desk that is not there",
                        404,
                        "no-such-desk",
                        () -> wanda.asks(article, "move-to-desk", Map.of("desk", "nowhere"))),
                bad("an id that cannot be", 422, "invalid", () -> wanda.gets("/api/articles/no%20such")),
                bad("an id that is too long", 422, "invalid", () -> wanda.gets("/api/articles/" + long65 + "/history")),
                bad(
                        "a command for an id that cannot be",
                        422,
                        "invalid",
                        () -> wanda.asks("a.b", "submit-for-checking", Map.of())),
                bad(
                        "an address that is not well-formed",
                        400,
                        "bad-request",
                        () -> wanda.gets("/api/articles/a;b=c/history")),
                bad("an unknown command", 404, "no-such-command", () -> wanda.asks(article, "burn-article", Map.of())),
                bad(
                        "Stet's own command",
                        404,
                        "no-such-command",
                        () -> wanda.asks(article, "publish-as-scheduled", Map.of("due", "2030-01-01T00:00:00Z"))),
                bad(
                        "an unknown command to the newsroom",
                        404,
                        "no-such-command",
                        () -> stet.administrator().posts("/api/newsroom/paint-desk", Map.of())),
                bad("an address where nothing is", 404, "not-found", () -> wanda.gets("/api/nothing/here")),
                bad(
                        "a wrong method",
                        405,
                        "method-not-allowed",
                        () -> wanda.sends(
                                "DELETE", "/api/articles/" + article, Colleague.JSON, BodyPublishers.noBody())),
                bad(
                        "a wrong method for a command",
                        405,
                        "method-not-allowed",
                        () -> wanda.gets("/api/articles/" + article + "/submit-for-checking")),
                bad(
                        "a wrong media type",
                        415,
                        "unsupported-media-type",
                        () -> wanda.posts(
                                "/api/articles", "application/xml", "<article/>".getBytes(StandardCharsets.UTF_8))),
                bad(
                        "a wrong media type for a command",
                        415,
                        "unsupported-media-type",
                        () -> wanda.posts(
                                "/api/articles/" + article + "/submit-for-checking",
                                "text/plain",
                                "{}".getBytes(StandardCharsets.UTF_8))),
                bad(
                        "a media type that is none",
                        415,
                        "unsupported-media-type",
                        () -> wanda.posts("/api/articles", "nonsense", "{}".getBytes(StandardCharsets.UTF_8))),
                bad(
                        "nobody signed in",
                        401,
                        "not-signed-in",
                        () -> stet.world().posts("/api/articles/" + article + "/submit-for-checking", Map.of())));
    }

    @TestFactory
    Stream<DynamicTest> no_such_question() {
        return Stream.of(
                bad("a cursor that is none", 422, "invalid", () -> wanda.gets("/api/articles?after=garbage!")),
                bad(
                        "a cursor of another kind",
                        422,
                        "invalid",
                        () -> wanda.gets("/api/articles?after=" + base64("[1,2]"))),
                bad("an empty cursor", 422, "invalid", () -> wanda.gets("/api/articles?after=" + base64("{}"))),
                bad(
                        "a cursor of nulls",
                        422,
                        "invalid",
                        () -> wanda.gets("/api/articles?after="
                                + base64("{\"urgency\":5,\"changedAt\":null,\"article\":null}"))),
                bad("no cards at all", 422, "invalid", () -> wanda.gets("/api/articles?limit=0")),
                bad("a hundred thousand cards", 422, "invalid", () -> wanda.gets("/api/articles?limit=100000")),
                bad("as many cards as cannot be counted", 422, "invalid", () -> wanda.gets("/api/articles?limit=many")),
                bad("a queue that is none", 422, "invalid", () -> wanda.gets("/api/articles?queue=LIMBO")),
                bad("a desk that cannot be", 422, "invalid", () -> wanda.gets("/api/articles?desk=a%20b")),
                bad("no entries at all", 422, "invalid", () -> wanda.gets(history("limit=0"))),
                bad("a hundred thousand entries", 422, "invalid", () -> wanda.gets(history("limit=100000"))),
                bad("entries after nonsense", 422, "invalid", () -> wanda.gets(history("after=nonsense"))),
                bad("no entries of the newsroom", 422, "invalid", () -> wanda.gets("/api/newsroom/history?limit=0")),
                bad("no moment", 422, "invalid", () -> wanda.gets("/api/articles/" + article + "/as-of")),
                bad(
                        "two moments",
                        422,
                        "invalid",
                        () -> wanda.gets("/api/articles/" + article + "/as-of?sequence=0&at=2026-01-01T00:00:00Z")),
                bad(
                        "a moment that is none",
                        422,
                        "invalid",
                        () -> wanda.gets("/api/articles/" + article + "/as-of?at=yesterday")),
                bad(
                        "no stories at all",
                        400,
                        "malformed-request",
                        () -> stet.world().gets("/api/published?limit=0")),
                bad(
                        "a hundred thousand stories",
                        400,
                        "malformed-request",
                        () -> stet.world().gets("/api/published?limit=100000")),
                bad(
                        "stories after nonsense",
                        400,
                        "malformed-request",
                        () -> stet.world().gets("/api/published?after=nonsense")),
                bad(
                        "an edition that is no number",
                        400,
                        "malformed-request",
                        () -> stet.world().gets("/api/published/some-story/editions/last")),
                bad(
                        "a text for no desk",
                        400,
                        "bad-request",
                        () -> wanda.posts(
                                "/api/articles",
                                Colleague.TEXT,
                                "Rain\n\nIt rained.\n".getBytes(StandardCharsets.UTF_8))),
                bad("a key of two hundred and one characters", 422, "invalid", () -> keyed("k".repeat(201))),
                bad("a key of nothing", 422, "invalid", () -> keyed(" ")),
                bad(
                        "a tag that names no revision",
                        422,
                        "invalid",
                        () -> wanda.with("If-Match", "*")
                                .puts("/api/articles/" + article + "/content", Map.of("headline", "Rain"))),
                bad(
                        "a tag of more digits than any number",
                        422,
                        "invalid",
                        () -> wanda.with("If-Match", "\"r99999999999999\"")
                                .puts("/api/articles/" + article + "/content", Map.of("headline", "Rain"))),
                bad(
                        "a token that was never issued",
                        401,
                        "not-signed-in",
                        () -> stet.world().signedIn("x", "nonsense").gets("/api/articles")));
    }

    private static DynamicTest bad(String what, int status, String type, Supplier<Reply> request) {
        return DynamicTest.dynamicTest(what, () -> {
            var before = stet.events();

            var reply = request.get();

            assertThat(reply.status()).as(() -> reply.text()).isEqualTo(status);
            assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
            assertThat(reply.problem()).as(() -> reply.text()).isEqualTo(type);
            assertThat(reply.json().path("status").asInt()).isEqualTo(status);
            assertThat(reply.sentence()).hasSizeBetween(10, 1_500).matches("(?s)['\"]?[\\p{Lu}'].*");
            assertThat(INSIDES).noneMatch(inside -> reply.text().contains(inside));
            assertThat(stet.events()).as("events in the ledger").isEqualTo(before);
        });
    }

    private static Reply json(String body) {
        return wanda.posts("/api/articles", Colleague.JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply command(String command, String body) {
        return chidi.posts(
                "/api/articles/" + article + "/" + command, Colleague.JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply embargo(String body) {
        return paul.posts(
                "/api/articles/" + article + "/set-embargo", Colleague.JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply keyed(String key) {
        return wanda.with("Idempotency-Key", key).asks(article, "submit-for-checking", Map.of());
    }

    private static String history(String query) {
        return "/api/articles/" + article + "/history?" + query;
    }

    private static String headline(String words) {
        return "{\"desk\":\"city\",\"content\":{\"headline\":\"%s\"}}".formatted(words);
    }

    private static String drafted() {
        return wanda.posts(
                        "/api/articles", draft(List.of(Map.of("kind", "paragraph", "id", "b1", "text", "It rained."))))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
    }

    private static Map<String, Object> draft(List<Map<String, Object>> blocks) {
        return Map.of("desk", "city", "content", Map.of("headline", "Rain", "blocks", blocks));
    }

    /** The question mark becomes a byte that stands in no UTF-8. */
    private static byte[] broken(String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        bytes[text.indexOf('?')] = (byte) 0xff;
        return bytes;
    }

    private static byte[] spaces(int howMany) {
        var spaces = new byte[howMany];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
