package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;
import tools.jackson.databind.JsonNode;

/** Checking at the speed of reading: how many keys and clicks it takes, and that none of them goes astray. */
@Tag("browser")
class CheckingTest {
    private static final String TWO = "It rained for 12 hours on 3 March. Some 40 boats stayed in the harbour.";
    private static final String UNCHECKED = ".one-claim[data-verdict=UNCHECKED]";
    private static final String CONFIRMED = ".one-claim[data-verdict=CONFIRMED]";

    /** What the statements of an article rest on, in the order in which they are shared out among them. */
    private static final List<String> SOURCES = List.of(
            "Recording of the talks",
            "https://example.org/ministry/plan",
            "p. 12 of the report of the engineers",
            "Phone call with the port authority, 3 March");

    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void open_the_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    /** Whatever a checker does with hands, one by one; what is typed as a source is not counted. */
    private static final class Hands {
        private final Page page;
        private int acts;

        Hands(Page page) {
            this.page = page;
        }

        void press(String key) {
            page.keyboard().press(key);
            acts++;
        }

        void click(Locator at) {
            at.click();
            acts++;
        }

        void type(String source) {
            page.keyboard().type(source);
        }
    }

    @Test
    void an_article_is_checked_by_keys_in_no_more_than_two_for_each_statement_and_six_for_each_source()
            throws IOException {
        byKeys(ours());
    }

    @Test
    void and_by_clicks() throws IOException {
        byClicks(ours());
    }

    @Test
    void so_is_the_sample() throws IOException {
        var sample = Path.of(System.getProperty("stet.root"), "..", "shared", "samples", "nato-summit.txt");
        Assumptions.assumeTrue(Files.exists(sample));
        byKeys(Files.readAllBytes(sample));
        byClicks(Files.readAllBytes(sample));
    }

    /** Every statement by keys alone: through the list once for each source, choosing what rests on it. */
    private static void byKeys(byte[] file) {
        var article = handedIn(file);
        try (var chidi = desktop(new Browser.NewContextOptions())) {
            var page = chidi.at("/newsroom/articles/" + article + "/checking");
            var shared = shared(page);
            var hands = new Hands(page);
            hands.press("j");
            for (var source = 0; source < SOURCES.size(); source++) {
                var wanted = resting(page, shared, source);
                for (var chosen = 0; chosen < wanted.size(); ) {
                    var at = page.locator(".one-statement.chosen").getAttribute("id");
                    hands.press(wanted.contains(at) ? "x" : "j");
                    chosen += wanted.contains(at) ? 1 : 0;
                }
                assertThat(page.locator("[data-pick]:checked")).hasCount(wanted.size());
                hands.press("c");
                hands.type(SOURCES.get(source));
                hands.press("Enter");
                wanted.forEach(id -> assertThat(page.locator("#" + id)).hasCount(0));
            }
            signsOff(hands, "keys");
        }
    }

    private static void byClicks(byte[] file) {
        var article = handedIn(file);
        try (var chidi = desktop(new Browser.NewContextOptions())) {
            var page = chidi.at("/newsroom/articles/" + article + "/checking");
            var shared = shared(page);
            var hands = new Hands(page);
            for (var source = 0; source < SOURCES.size(); source++) {
                var wanted = resting(page, shared, source);
                wanted.forEach(id -> hands.click(page.locator("#" + id + " [data-pick]")));
                hands.click(page.locator("#one-source summary").first());
                hands.click(page.locator("#one-source [data-paste-source]"));
                hands.type(SOURCES.get(source));
                hands.click(page.locator("#one-source").getByRole(AriaRole.BUTTON));
                wanted.forEach(id -> assertThat(page.locator("#" + id)).hasCount(0));
            }
            signsOff(hands, "clicks");
        }
    }

    /** Which statement rests on which source: a quotation on a recording, the others in turn on whatever it may be. */
    private static Map<String, Integer> shared(Page page) {
        var shared = new LinkedHashMap<String, Integer>();
        for (var statement : page.locator(".one-statement").all()) {
            var id = statement.getAttribute("id");
            shared.put(id, id.endsWith("-quote") ? 0 : 1 + shared.size() % (SOURCES.size() - 1));
        }
        return shared;
    }

    /** Those that are there still: a name is seen to with the first sentence that it stands in. */
    private static List<String> resting(Page page, Map<String, Integer> shared, int source) {
        var wanted = page.locator(".one-statement").all().stream()
                .map(each -> each.getAttribute("id"))
                .filter(id -> shared.getOrDefault(id, -1) == source)
                .toList();
        assertThat(wanted).isNotEmpty();
        return wanted;
    }

    private static void signsOff(Hands hands, String by) {
        var page = hands.page;
        assertThat(page.locator(".one-statement")).hasCount(0);
        hands.press("s");
        hands.press("f");
        hands.press("Control+Enter");
        assertThat(page.locator(".signoff")).containsText("signed off, by Chidi Okafor");
        var statements = page.locator(CONFIRMED).count();
        assertThat(statements).isGreaterThan(12);
        var most = 2 * statements + 6 * SOURCES.size() + 10;
        System.out.printf(
                "%d statements, %d sources: %d %s, where %d are allowed%n",
                statements, SOURCES.size(), hands.acts, by, most);
        assertThat(hands.acts).isLessThanOrEqualTo(most);
    }

    @Test
    void keys_typed_on_while_an_answer_is_under_way_stay_where_they_were_meant_to_go() {
        var article = claimed();
        try (var chidi = desktop(new Browser.NewContextOptions())) {
            var page = chidi.at("/newsroom/articles/" + article + "/checking");
            slowly(page);
            for (var source : List.of("Harbour register", "register page 1")) {
                page.keyboard().press("o");
                page.keyboard().press("c");
                page.keyboard().press("Tab");
                page.keyboard().type(source);
                page.keyboard().press("Enter");
                assertThat(page.evaluate("document.activeElement === document.body"))
                        .isEqualTo(false);
            }
            assertThat(page.locator(CONFIRMED)).hasCount(2);
            assertThat(page.locator(".settled")).containsText("Harbour register");
            assertThat(page.locator(".settled")).containsText("register – page 1");
            assertThat(page.locator(".signoff")).isFocused();
        }
        var copy = people.wanda().sees("/api/articles/" + article);
        assertThat(copy.path("revision").asInt()).isEqualTo(1);
        assertThat(wordsOf(copy)).isEqualTo(TWO);
    }

    @Test
    void nor_do_they_go_astray_while_words_of_the_checker_are_saved_first() {
        var article = claimed();
        try (var chidi = desktop(new Browser.NewContextOptions())) {
            var page = chidi.at("/newsroom/articles/" + article + "/checking");
            assertThat(page.locator("#copy")).hasAttribute("data-ready", "true");
            slowly(page);
            page.locator("#copy [contenteditable]").last().click();
            page.keyboard().press("Control+End");
            page.keyboard().type(" It is calm.");
            page.locator(".one-statement .words, .one-claim .words").first().click();
            for (var source : List.of("Harbour register", "register page 1")) {
                page.keyboard().press("c");
                page.keyboard().type(source);
                page.keyboard().press("Enter");
            }
            assertThat(page.locator(CONFIRMED)).hasCount(2);
            assertThat(page.locator(".settled")).containsText("Harbour register");
            assertThat(page.locator(".settled")).containsText("register – page 1");
        }
        assertThat(wordsOf(people.wanda().sees("/api/articles/" + article))).isEqualTo(TWO + " It is calm.");
    }

    /** As over a line on which each answer takes 300 ms. */
    private static void slowly(Page page) {
        var network = page.context().newCDPSession(page);
        network.send("Network.enable");
        var slow = new JsonObject();
        slow.addProperty("offline", false);
        slow.addProperty("latency", 300);
        slow.addProperty("downloadThroughput", -1);
        slow.addProperty("uploadThroughput", -1);
        network.send("Network.emulateNetworkConditions", slow);
    }

    private static String wordsOf(JsonNode article) {
        return article.path("content")
                .path("blocks")
                .path(0)
                .path("text")
                .path("words")
                .asString();
    }

    @Test
    void half_a_source_outlives_an_answer_that_comes_in_between() {
        var article = claimed();
        try (var chidi = desktop(new Browser.NewContextOptions())) {
            var page = chidi.page();
            // Chromium may let a request pass by a route that was set after its page was there.
            page.route("**/confirm-claims", route -> {
                // While the answer is under way, the checker is at the next claim already.
                page.keyboard().press("c");
                page.keyboard().type("Log of the h");
                route.resume();
            });
            chidi.at("/newsroom/articles/" + article + "/checking");
            page.keyboard().press("o");
            page.keyboard().press("c");
            page.keyboard().type("Harbour register");
            page.keyboard().press("Enter");
            assertThat(page.locator(CONFIRMED)).hasCount(1);
            assertThat(page.locator("#one-source [data-paste-source]")).isFocused();
            page.keyboard().type("arbour");
            assertThat(page.locator("#one-source [data-paste-source]")).hasValue("Log of the harbour");
            assertThat(page.locator("[data-pick]:checked")).hasCount(1);
        }
    }

    @Test
    void the_next_claim_on_the_same_source_is_one_key_away_and_a_source_of_another_article_is_in_the_list() {
        var before = claimed();
        var article = claimed();
        try (var chidi = desktop(new Browser.NewContextOptions())) {
            confirms(chidi.at("/newsroom/articles/" + before + "/checking"), "Tide table of 2026");
            var page = chidi.at("/newsroom/articles/" + article + "/checking");
            confirms(page, "Harbour register");
            assertThat(page.locator(CONFIRMED)).hasCount(1);
            page.keyboard().press("c");
            assertThat(page.locator("#one-source [type=radio]:checked + span")).hasText("Harbour register");
            assertThat(page.locator("#one-source .at-hand")).containsText("Tide table of 2026");
            page.keyboard().press("Enter");
            assertThat(page.locator(CONFIRMED)).hasCount(2);
            assertThat(page.locator(".settled .sources").nth(1)).containsText("Harbour register");
        }
    }

    @Test
    void a_statement_is_lit_in_the_text_and_says_what_stands_in_it() {
        var article = people.drafts("city", "Rain over Tolvik", TWO);
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        try (var chidi = desktop(new Browser.NewContextOptions())) {
            var page = chidi.at("/newsroom/articles/" + article + "/checking");
            assertThat(page.locator("#copy")).hasAttribute("data-ready", "true");
            page.keyboard().press("j");
            page.keyboard().press("ArrowDown");
            assertThat(page.locator(".one-statement.chosen")).containsText("Some 40 boats stayed in the harbour.");
            assertThat(page.locator(".one-statement.chosen .marked")).hasText("40");
            page.waitForCondition(() -> "Some 40 boats stayed in the harbour."
                    .equals(page.evaluate("[...(CSS.highlights.get('statement') ?? [])].map(String).join()")));
            assertThat(chidi.barriers()).isEmpty();
            page.keyboard().press("c");
            page.keyboard().type("Phone call with Ana Diaz, 3 May 2025");
            assertThat(page.locator("#one-source .taken"))
                    .containsText("Taken as: Own call – Ana Diaz – Phone call, consulted on 2025-05-03");
            assertThat(chidi.barriers()).isEmpty();
            chidi.looksAt("checking-one-source");
        }
    }

    @Test
    void what_is_refused_says_which_and_stays_chosen() {
        var article =
                people.drafts("city", "Rain over Tolvik", "It rained for 12 hours. “It never stops,” said Bo Ek.");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        try (var chidi = desktop(new Browser.NewContextOptions())) {
            var page = chidi.at("/newsroom/articles/" + article + "/checking");
            page.keyboard().press("j");
            page.keyboard().press("x");
            page.keyboard().press("x");
            page.keyboard().press("c");
            page.keyboard().type("https://example.org/rain");
            page.keyboard().press("Enter");
            assertThat(page.locator("#refused"))
                    .containsText("None of the 2 was confirmed. “It never stops”: A quotation needs a recording");
            assertThat(page.locator("[data-pick]:checked")).hasCount(2);
            assertThat(page.locator("#one-source [data-paste-source]")).hasValue("https://example.org/rain");
            assertThat(page.locator(".one-claim")).hasCount(0);
        }
    }

    @Test
    void without_scripts_statements_are_ticked_and_confirmed_from_one_source() {
        var article = people.drafts("city", "Rain over Tolvik", TWO);
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        try (var chidi = desktop(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var page = chidi.at("/newsroom/articles/" + article + "/checking");
            for (var box : page.locator("[data-pick]").all()) {
                box.check();
            }
            page.locator("#one-source summary").first().click();
            press(page.locator("#one-source"), "Confirm");
            assertThat(page.locator("#refused")).containsText("Say where it comes from");
            assertThat(page.locator("#one-source")).hasAttribute("open", "open");
            for (var box : page.locator("[data-pick]").all()) {
                box.check();
            }
            page.locator("#one-source [data-paste-source]").fill("p. 3 of the log");
            press(page.locator("#one-source"), "Confirm");
            assertThat(page.locator(CONFIRMED)).hasCount(2);
            assertThat(page.locator(".settled .sources").first()).containsText("Document: log – p. 3");
        }
    }

    private static void confirms(Page page, String source) {
        page.keyboard().press("o");
        page.keyboard().press("c");
        page.keyboard().type(source);
        page.keyboard().press("Enter");
        assertThat(page.locator(UNCHECKED)).hasCount(1);
    }

    /** An article with two claims that nobody has checked. */
    private static String claimed() {
        var article = people.drafts("city", "Rain over Tolvik", TWO);
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        people.chidi()
                .sees("/api/articles/" + article + "/suggestions")
                .path("suggestions")
                .forEach(each -> people.chidi()
                        .asks(
                                article,
                                "raise-claim",
                                Map.of("kind", each.path("kind").asString(), "anchor", each.path("anchor")))
                        .with(200));
        return article;
    }

    private static String handedIn(byte[] file) {
        var article = people.wanda()
                .uploads("/api/articles?desk=city", "article.txt", file)
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        return article;
    }

    private static byte[] ours() throws IOException {
        return new ClassPathResource("stet/web/life/bridge-strike.txt").getContentAsByteArray();
    }

    private static Desktop desktop(Browser.NewContextOptions options) {
        return Desktop.of(stet.port(), options).signsIn("chidi", RunningStet.PASSWORD);
    }

    private static void press(Locator part, String button) {
        part.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
