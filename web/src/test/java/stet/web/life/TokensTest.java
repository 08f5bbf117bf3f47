package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.web.door.ArticleCommands;
import stet.web.door.Scope;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A token does what it was made for, never more than its owner may, and what it did says so for ever. */
@Tag("program")
class TokensTest {
    private static final String PAGE = "/newsroom/account";
    private static final String BEYOND = "beyond-its-scope";
    private static final Map<String, Object> FERRY = Map.of("headline", "The ferry is late", "blocks", List.of());

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void people_come() {
        stet = RunningStet.in(directory);
        stet.opens("news");
        people = Newcomers.to(stet);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void no_token_makes_a_token_or_changes_a_password() {
        var before = stet.rows("people_token");
        var programs = people.wanda();
        programs.posts("/api/tokens", Map.of("label", "Another")).refused(403, BEYOND);
        programs.posts("/api/me/password", Map.of("current", RunningStet.PASSWORD, "new", "another four words"))
                .refused(403, BEYOND);
        form(programs, PAGE + "/tokens", "label=Another&scope=read").refused(403, BEYOND);

        assertThat(stet.rows("people_token")).hasSameSizeAs(before);
        assertThat(stet.administrator().sees("/api/access").path("events").values())
                .anySatisfy(event -> {
                    assertThat(event.path("kind").asString()).isEqualTo("TOKEN_REFUSED");
                    assertThat(event.path("whom").asString("")).isEqualTo("wanda");
                    assertThat(event.path("outcome").asString()).isEqualTo(BEYOND);
                });
    }

    @Test
    void a_token_of_which_nothing_is_said_reads_for_90_days() {
        var made = made("wanda", Map.of("label", "The screen in the hall"));
        assertThat(made.path("scopes").values()).extracting(JsonNode::asString).containsExactly("READ");
        assertThat(Duration.between(
                        Instant.parse(made.path("issuedAt").asString()),
                        Instant.parse(made.path("expiresAt").asString())))
                .isEqualTo(Duration.ofDays(90));

        var before = stet.events();
        var screen = bearing(made);
        screen.gets("/api/articles").with(200);
        var refused = screen.posts("/api/articles", Map.of("desk", "news", "content", FERRY))
                .refused(403, BEYOND);
        assertThat(refused.sentence()).isEqualTo("The token “The screen in the hall” may not write; it may read");
        assertThat(stet.events()).isEqualTo(before);
    }

    @Test
    void a_token_lasts_for_a_year_at_the_most() {
        stet.inBrowser("wanda", RunningStet.PASSWORD)
                .posts(
                        "/api/tokens",
                        Map.of(
                                "label",
                                "Too long",
                                "expiresAt",
                                Instant.now().plus(Duration.ofDays(400)).toString()))
                .refused(422, "invalid");
    }

    @Test
    void who_may_write_by_a_token_publishes_nothing_with_it() {
        var article = people.readies("news", "The bridge opens", "It opens, they say.");
        var writes = bearing(made("paul", Map.of("label", "The planner", "scopes", List.of("READ", "WRITE"))));
        writes.asks(article, "add-comment", Map.of("text", "Ready?")).with(200);
        writes.asks(article, "publish-article", Map.of("kind", "ORIGINAL")).refused(403, BEYOND);
        form(writes, "/newsroom/articles/" + article + "/publish-article", "kind=ORIGINAL&revision=1")
                .refused(403, BEYOND);

        var publishes = bearing(made("paul", Map.of("label", "The press", "scopes", List.of("READ", "PUBLISH"))));
        publishes.asks(article, "add-comment", Map.of("text", "Ready.")).refused(403, BEYOND);
        publishes.asks(article, "publish-article", Map.of("kind", "ORIGINAL")).with(200);
    }

    @Test
    void what_a_save_would_be_merged_into_is_told_to_a_program_that_may_save_and_read() {
        var article = people.drafts("news", "The bridge opens", "It opens, they say.");
        var content = people.wanda().sees("/api/articles/" + article + "/content");
        for (var scope : List.of("READ", "WRITE")) {
            bearing(made("wanda", Map.of("label", "The " + scope, "scopes", List.of(scope))))
                    .posts("/api/articles/" + article + "/merge-preview", Map.of("base", content, "content", content))
                    .refused(403, BEYOND);
        }
        bearing(made(
                        "wanda",
                        Map.of(
                                "label",
                                "The editor",
                                "scopes",
                                List.of("READ", "WRITE"),
                                "commands",
                                List.of("revise-content"))))
                .posts("/api/articles/" + article + "/merge-preview", Map.of("base", content, "content", content))
                .with(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish-article", "schedule-publication"})
    void who_may_publish_by_a_token_waives_no_check_with_it(String command) {
        var article = people.drafts("news", "The gate is open", "It is open, they say.");
        var fields = Map.of(
                "kind",
                "ORIGINAL",
                "waiving",
                Map.of("checks", List.of("FACTS", "CAPTIONS"), "reason", "It is urgent"),
                "revision",
                1);
        var asked = new HashMap<String, Object>(fields);
        if (command.equals("schedule-publication")) {
            asked.put("due", Instant.now().plus(Duration.ofDays(1)).toString());
        }
        var publishes = bearing(made("paul", Map.of("label", "The press", "scopes", List.of("READ", "PUBLISH"))));
        assertThat(publishes.asks(article, command, asked).refused(403, BEYOND).sentence())
                .isEqualTo("The token “The press” may not check and sign off; it may read, publish");
        var narrowed = bearing(made(
                "paul",
                Map.of("label", "One act", "scopes", List.of("CHECK", "PUBLISH"), "commands", List.of(command))));
        assertThat(narrowed.asks(article, command, asked).refused(403, BEYOND).sentence())
                .contains("may not ask for 'waive-check'");
        var both = bearing(made("paul", Map.of("label", "Both", "scopes", List.of("CHECK", "PUBLISH"))));
        both.asks(article, command, asked).with(200);
    }

    @Test
    void who_may_write_by_a_token_signs_nothing_off_with_it() {
        var article = people.drafts("news", "The lock is stuck", "It is stuck, they say.");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        var writes = bearing(made("chidi", Map.of("label", "The finder", "scopes", List.of("READ", "WRITE"))));
        var words = Map.of("place", "headline", "start", 0, "words", "The lock is stuck");
        writes.asks(article, "raise-claim", Map.of("claimId", "c1", "kind", "FACT", "anchor", words))
                .with(200);
        var confirmed = Map.of(
                "claimId",
                "c1",
                "sources",
                List.of(Map.of("kind", "named", "type", "OWN_CALL", "locator", "The port", "consulted", "2026-02-11")));
        assertThat(writes.asks(article, "confirm-claim", confirmed)
                        .refused(403, BEYOND)
                        .sentence())
                .isEqualTo("The token “The finder” may not check and sign off; it may read, write");
        form(writes, "/newsroom/articles/" + article + "/sign-off-facts", "revision=1")
                .refused(403, BEYOND);

        var checks = bearing(made("chidi", Map.of("label", "The desk", "scopes", List.of("READ", "CHECK"))));
        checks.asks(article, "confirm-claim", confirmed).with(200);
        checks.asks(article, "sign-off-facts", Map.of()).with(200);
        checks.asks(article, "add-comment", Map.of("text", "Done")).refused(403, BEYOND);
    }

    @ParameterizedTest
    @EnumSource(
            value = Scope.class,
            names = {"WRITE", "CHECK", "PUBLISH", "KILL"})
    void each_command_needs_one_scope_which_the_documentation_names(Scope scope) throws IOException {
        var others = EnumSet.complementOf(EnumSet.of(scope)).stream()
                .map(Scope::name)
                .toList();
        var all = bearing(made("stella", Map.of("label", "All but " + scope, "scopes", others)));
        var one = bearing(made("stella", Map.of("label", "Only " + scope, "scopes", List.of(scope.name()))));
        var its = new TreeSet<String>();
        for (var command : ArticleCommands.all()) {
            if (asks(one, command).status() != 403 || !asks(one, command).text().contains(BEYOND)) {
                its.add(command);
                asks(all, command).refused(403, BEYOND);
            }
        }
        var row = Files.readAllLines(Path.of(System.getProperty("stet.root"), "docs", "operations.md")).stream()
                .filter(line -> line.startsWith("| `%s` |".formatted(scope)))
                .findFirst()
                .orElseThrow();
        assertThat(Pattern.compile("`([a-z]+(?:-[a-z]+)+)`")
                        .matcher(row)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(its);
    }

    /** Of an article that is not there, so that nothing is done whichever it is. */
    private static Reply asks(Colleague who, String command) {
        return switch (command) {
            case "draft-article" -> who.posts("/api/articles", Map.of());
            case "revise-content" -> who.saves("nothing", 1, JsonMapper.shared().createObjectNode());
            default -> who.posts("/api/articles/nothing/" + command, Map.of());
        };
    }

    /** Passed over, it would be a token for all roles, all desks and all commands of its scopes. */
    @Test
    void no_token_is_made_where_what_narrows_it_is_misspelt() {
        var wanda = stet.inBrowser("wanda", RunningStet.PASSWORD);
        for (var misspelt : List.of("role", "desk", "command", "scope", "expires")) {
            wanda.posts("/api/tokens", Map.of("label", "x", misspelt, List.of("WRITER")))
                    .refused(422, "unknown-field");
        }
    }

    @Test
    void a_token_for_some_commands_asks_for_no_other() {
        var narrowed = bearing(made(
                "wanda",
                Map.of("label", "The wire", "scopes", List.of("READ", "WRITE"), "commands", List.of("draft-article"))));
        var article = narrowed.posts("/api/articles", Map.of("desk", "news", "content", FERRY))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        narrowed.asks(article, "submit-for-checking", Map.of()).refused(403, BEYOND);
        var content = narrowed.sees("/api/articles/" + article + "/content");
        narrowed.saves(article, 1, content).refused(403, BEYOND);
        narrowed.posts("/api/articles/" + article + "/merge-preview", Map.of("base", content, "content", content))
                .refused(403, BEYOND);

        var wanda = stet.inBrowser("wanda", RunningStet.PASSWORD);
        wanda.posts("/api/tokens", Map.of("label", "x", "commands", List.of("draft-article")))
                .refused(422, "invalid");
        wanda.posts("/api/tokens", Map.of("label", "x", "scopes", List.of("WRITE"), "commands", List.of("guess")))
                .refused(422, "invalid");
    }

    @Test
    void a_token_is_never_in_a_role_or_at_a_desk_that_its_owner_is_not_in() {
        stet.welcomes("ines", "Ines Falk", "WRITER", "CHECKER");
        var browser = stet.inBrowser("ines", RunningStet.PASSWORD);
        browser.posts("/api/tokens", Map.of("label", "x", "roles", List.of("PUBLISHER")))
                .refused(403, "role-missing");
        browser.posts("/api/tokens", Map.of("label", "x", "desks", List.of("news")))
                .refused(404, "no-such-desk");

        var checks = bearing(made(
                "ines",
                Map.of("label", "The checker", "scopes", List.of("READ", "WRITE"), "roles", List.of("CHECKER"))));
        assertThat(checks.sees("/api/me").path("roles").values())
                .extracting(JsonNode::asString)
                .containsExactly("CHECKER");
        var draft = Map.of("desk", "news", "content", FERRY);
        checks.posts("/api/articles", draft).refused(403, "role-missing");
        var asWriter = new HashMap<String, Object>(draft);
        asWriter.put("as", "WRITER");
        checks.posts("/api/articles", asWriter).refused(403, "role-missing");

        stet.administrator()
                .posts("/api/newsroom/change-roles", Map.of("person", "ines", "roles", List.of("WRITER")))
                .with(200);
        assertThat(checks.sees("/api/me").path("roles").values()).isEmpty();
        checks.posts("/api/articles", draft).refused(403, "role-missing");
        checks.posts("/api/articles", asWriter).refused(403, "role-missing");
    }

    @Test
    void what_a_program_did_says_so_for_ever_and_what_its_owner_did_does_not() {
        var made = made("wanda", Map.of("label", "The wire import", "scopes", List.of("READ", "WRITE")));
        var article = bearing(made)
                .posts("/api/articles", Map.of("desk", "news", "content", FERRY))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        stet.inBrowser("wanda", RunningStet.PASSWORD)
                .asks(article, "add-comment", Map.of("text", "Mine"))
                .with(200);

        var entries =
                people.wanda().sees("/api/articles/" + article + "/history").path("entries");
        assertThat(entries.path(0).path("program").asString()).isEqualTo("The wire import");
        assertThat(entries.path(1).path("program").isNull()).isTrue();
        assertThat(people.wanda()
                        .gets("/newsroom/articles/" + article + "/history")
                        .with(200)
                        .text())
                .containsOnlyOnce("by the program “The wire import”");
        assertThat(stet.rows("ledger_event"))
                .filteredOn(row -> row.contains(article) && row.contains("article.drafted"))
                .singleElement()
                .asString()
                .contains("The wire import", made.path("id").asString());
    }

    @Test
    void a_token_from_before_scopes_does_what_its_owner_may_and_the_page_says_so() {
        var old = made("stella", Map.of("label", "From last year"));
        stet.part(JdbcClient.class)
                .sql("UPDATE people_token SET scopes = NULL, commands = NULL, expires_at = NULL WHERE token_id = ?")
                .param(old.path("id").asString())
                .update();
        var article = people.drafts("news", "Something else", "Words.");
        bearing(old).asks(article, "add-comment", Map.of("text", "Still here")).with(200);
        bearing(old).posts("/api/tokens", Map.of("label", "x")).refused(403, BEYOND);

        assertThat(account("stella").text())
                .contains(
                        "From last year may do whatever you may",
                        "made before tokens could be narrowed",
                        "without an end");
    }

    @Test
    void tokens_are_made_and_ended_on_a_page_of_ones_own_without_scripts() {
        stet.welcomes("omar", "Omar Said", "WRITER", "PUBLISHER");
        var omar = stet.inBrowser("omar", RunningStet.PASSWORD);
        var page = Jsoup.parse(omar.gets(PAGE).with(200).text());
        assertThat(page.select("input[name=scope][checked]").eachAttr("value")).containsExactly("read");
        assertThat(page.select("option[selected]").eachText()).containsExactly("90 days");
        assertThat(page.select("input, select").stream()
                        .filter(field -> !field.attr("type").equals("hidden")))
                .allSatisfy(field -> assertThat(field.closest("label") != null
                                || !page.select("label[for=" + field.id() + "]").isEmpty())
                        .as(field.outerHtml())
                        .isTrue());

        var made = Jsoup.parse(form(omar, PAGE + "/tokens", "label=My+notes&scope=read&scope=write&role=WRITER&days=7")
                .with(200)
                .text());
        var secret = made.select("code.secret").text();
        assertThat(made.select(".list li").text()).contains("My notes may read, write", "Only as writer");
        stet.world().signedIn("omar", secret).gets("/api/me").with(200);
        assertThat(omar.gets(PAGE).with(200).text()).contains("My notes").doesNotContain(secret);

        var end = made.select("[aria-labelledby=tokens] .list form").attr("action");
        form(omar, end, "").with(303);
        stet.world().signedIn("omar", secret).gets("/api/me").with(401);
        assertThat(omar.gets(PAGE).with(200).text()).contains("Tokens that have ended");

        assertThat(form(omar, PAGE + "/tokens", "label=Nothing").with(422).text())
                .contains("A token that may do nothing");
        assertThat(form(omar, PAGE + "/tokens", "label=Whatever&scope=read")
                        .with(422)
                        .text())
                .as("no role is ticked")
                .contains("in one of your roles at least");
        form(omar, PAGE + "/tokens/nothing/end", "").with(404);
    }

    @Test
    void a_new_password_ends_the_tokens_if_its_owner_says_so() {
        var mina = stet.welcomes("mina", "Mina Roth", "WRITER");
        var browser = stet.inBrowser("mina", RunningStet.PASSWORD);
        browser.posts("/api/me/password", Map.of("current", RunningStet.PASSWORD, "new", "another four words"))
                .with(204);
        mina.gets("/api/me").with(200);
        browser.gets("/api/me").with(401);

        var again = stet.inBrowser("mina", "another four words");
        form(again, PAGE + "/password", "current=wrong&new=yet+another+four+words&end-tokens=yes")
                .with(422);
        mina.gets("/api/me").with(200);
        form(again, PAGE + "/password", "current=another+four+words&new=yet+another+four+words&end-tokens=yes")
                .with(303);
        mina.gets("/api/me").with(401);
        again.gets("/api/me").with(401);
        stet.inBrowser("mina", "yet another four words").gets("/api/me").with(200);
    }

    @Test
    void a_token_ends_itself_and_no_other() {
        var one = made("chidi", Map.of("label", "One"));
        var two = made("chidi", Map.of("label", "Two"));
        bearing(one).deletes("/api/tokens/" + two.path("id").asString()).refused(403, BEYOND);
        bearing(one).deletes("/api/tokens/" + one.path("id").asString()).with(204);
        bearing(one).gets("/api/me").with(401);
        bearing(two).gets("/api/me").with(200);
    }

    /** A new operation is closed to every token until somebody says which may ask for it. */
    @Test
    void of_all_operations_there_are_one_that_reads_opens_none_that_changes_and_one_that_writes_none_that_reads() {
        var reads = bearing(made("paul", Map.of("label", "Reads")));
        var writes = bearing(
                made("paul", Map.of("label", "Writes", "scopes", List.of("WRITE", "CHECK", "PUBLISH", "KILL"))));
        var before = stet.events();
        var asked = 0;
        for (var path : stet.world().sees("/v3/api-docs").path("paths").properties()) {
            var address = path.getKey().replaceAll("\\{[^}]+}", "something");
            for (var method : path.getValue().propertyNames()) {
                if (address.equals("/api/session")
                        || address.startsWith("/api/session/passkey")
                        || address.startsWith("/api/published")) {
                    continue;
                }
                var program = method.equals("get") ? writes : reads;
                program.sends(
                                method.toUpperCase(java.util.Locale.ROOT),
                                address,
                                Colleague.JSON,
                                java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                        .refused(403, BEYOND);
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(60);
        assertThat(stet.events()).isEqualTo(before);
        for (var keeping : List.of("/api/backup", "/api/access", "/access", "/readers", "/api/readers/desk/digest")) {
            reads.gets(keeping).refused(403, BEYOND);
        }
    }

    private static JsonNode made(String person, Map<String, ?> wanted) {
        return stet.inBrowser(person, RunningStet.PASSWORD)
                .posts("/api/tokens", wanted)
                .with(201)
                .json();
    }

    private static Colleague bearing(JsonNode made) {
        return stet.world().signedIn("somebody", made.path("token").asString());
    }

    private static Document account(String person) {
        return Jsoup.parse(stet.inBrowser(person, RunningStet.PASSWORD)
                .gets(PAGE)
                .with(200)
                .text());
    }

    private static Reply form(Colleague who, String path, String fields) {
        return who.posts(
                path, "application/x-www-form-urlencoded", fields.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
