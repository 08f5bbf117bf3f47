package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;
import tools.jackson.databind.node.ObjectNode;

/** What others write comes in while somebody goes on typing, far away, and none of it is lost, doubled or put elsewhere. */
@Tag("browser")
class MergingTest {
    private static final String RAIN = "It rained all night in Tolvik.";
    private static final String FERRY = "The ferry did not leave on 3 March.";
    private static final String SAVES = "**/api/articles/*/content";
    private static final String ASKS = "**/merge-preview";

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

    @Test
    void what_came_in_elsewhere_leaves_the_cursor_where_it_is_and_undoing_takes_back_ones_own_words_alone() {
        var article = drafted(RAIN, FERRY);
        try (var chidi = signsIn("chidi")) {
            var page = chidi.page();
            whileSaving(
                    page,
                    article,
                    FERRY,
                    "The ferry left at noon on 3 March.",
                    () -> page.keyboard().type(" And it went on."));
            var body = writes(page, article);
            typesAfter(body, "Tolvik.", " It was dark.");
            assertThat(body.locator("p").nth(1)).hasText("The ferry left at noon on 3 March.");
            page.keyboard().type(" Then it stopped.");
            eventually(
                    page,
                    article,
                    RAIN + " It was dark. And it went on. Then it stopped.",
                    "The ferry left at noon on 3 March.");
            assertThat(page.locator(".status")).hasText("Saved");

            // Whatever is typed slowly is taken back letter by letter.
            for (var more = 0; more < 50; more++) {
                page.keyboard().press("Control+z");
            }
            assertThat(body.locator("p").nth(0)).hasText(RAIN);
            assertThat(body.locator("p").nth(1)).hasText("The ferry left at noon on 3 March.");
            eventually(page, article, RAIN, "The ferry left at noon on 3 March.");
            assertThat(chidi.complaints()).isEmpty();
        }
    }

    @Test
    void what_came_in_behind_the_words_that_are_typed_in_one_paragraph_stands_behind_them() {
        var article = drafted(RAIN, FERRY);
        try (var chidi = signsIn("chidi")) {
            var page = chidi.page();
            whileSaving(
                    page,
                    article,
                    RAIN,
                    "It rained all night in Tolvik and Port Ellery.",
                    () -> page.keyboard().type(" very hard"));
            var body = writes(page, article);
            typesAfter(body, "rained", " and blew");
            eventually(page, article, "It rained and blew very hard all night in Tolvik and Port Ellery.", FERRY);
            page.keyboard().type(" indeed");
            assertThat(body.locator("p").nth(0))
                    .hasText("It rained and blew very hard indeed all night in Tolvik and Port Ellery.");
            assertThat(page.locator(".status")).hasText("Saved");
        }
    }

    @Test
    void what_is_typed_just_where_something_comes_in_is_shown_beside_it_and_outlives_a_line_that_breaks() {
        var article = drafted(RAIN, FERRY);
        try (var chidi = signsIn("chidi")) {
            var page = chidi.page();
            page.route(ASKS, Route::abort);
            whileSaving(
                    page,
                    article,
                    RAIN,
                    RAIN + " It was cold.",
                    () -> typesAfter(body(page), "Tolvik.", " Nobody slept."));
            var body = writes(page, article);
            typesAfter(body, "rained", " hard");
            assertThat(page.locator(".status")).hasText("Stet cannot be reached: kept on this device");
            assertThat(body.locator("p").nth(0)).hasText("It rained hard all night in Tolvik. Nobody slept.");
            page.unroute(ASKS);
            page.reload();

            var dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog.locator(".version").nth(0)).containsText("It rained hard all night in Tolvik.");
            assertThat(dialog.locator(".version").nth(1)).containsText("Nobody slept.");
            assertThat(dialog.locator(".version").nth(2)).containsText("It was cold.");
            dialog.getByLabel("What it shall say")
                    .fill("It rained hard all night in Tolvik. It was cold. Nobody slept.");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save what it shall say"))
                    .click();
            eventually(page, article, "It rained hard all night in Tolvik. It was cold. Nobody slept.", FERRY);
            assertThat(body(page).locator("p").nth(0))
                    .hasText("It rained hard all night in Tolvik. It was cold. Nobody slept.");
            assertThat(page.locator(".status")).hasText("Saved");
        }
    }

    /** Each of two writes behind every other word, so that nothing is in conflict; and both move blocks. */
    @Test
    void two_who_write_all_over_one_article_have_the_same_words_in_the_end_and_each_word_once() {
        var there =
                IntStream.range(0, 24).mapToObj(i -> "word" + (char) ('a' + i)).toList();
        var article = drafted(
                String.join(" ", there.subList(0, 8)),
                String.join(" ", there.subList(8, 16)),
                String.join(" ", there.subList(16, 24)));
        try (var wanda = signsIn("wanda");
                var chidi = signsIn("chidi")) {
            var bodies = List.of(writes(wanda.page(), article), writes(chidi.page(), article));
            var random = new Random(20_261_130);
            var typed = new ArrayList<String>();
            for (var act = 0; act < 16; act++) {
                var who = act % 2;
                var body = bodies.get(who);
                var keys = body.page().keyboard();
                var word = (who == 0 ? "hers" : "his") + act;
                typed.add(word);
                typesAfter(body, there.get(2 * random.nextInt(12) + who), " " + word);
                if (random.nextInt(3) == 0) {
                    keys.press(random.nextBoolean() ? "Alt+ArrowDown" : "Alt+ArrowUp");
                }
            }
            await().pollInSameThread().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                var kept = words(article);
                assertThat(shown(bodies.getFirst())).isEqualTo(kept);
                assertThat(shown(bodies.getLast())).isEqualTo(kept);
                assertThat(kept.stream()
                                .flatMap(each -> Arrays.stream(each.split(" ")))
                                .collect(Collectors.groupingBy(each -> each, Collectors.counting())))
                        .containsOnlyKeys(
                                Stream.concat(there.stream(), typed.stream()).toArray(String[]::new))
                        .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
            });
            assertThat(wanda.complaints()).isEmpty();
            assertThat(chidi.complaints()).isEmpty();
        }
    }

    /** The first time that this page saves, Wanda has saved just before, and the page's own person types on before the answer is there. */
    private static void whileSaving(Page page, String article, String was, String becomes, Runnable typing) {
        var first = new AtomicBoolean(true);
        page.route(SAVES, route -> {
            if (!route.request().method().equals("PUT") || !first.getAndSet(false)) {
                route.resume();
                return;
            }
            var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
            content.path("blocks").values().stream()
                    .filter(block -> block.path("text").path("words").asString().equals(was))
                    .forEach(block -> ((ObjectNode) block).put("text", becomes));
            people.wanda().saves(article, 1, content).with(200);
            var answer = route.fetch();
            typing.run();
            route.fulfill(new Route.FulfillOptions().setResponse(answer));
        });
    }

    private static Desktop signsIn(String name) {
        return Desktop.of(stet.port()).farAway().signsIn(name, RunningStet.PASSWORD);
    }

    private static String drafted(String... paragraphs) {
        var blocks = new ArrayList<Map<String, String>>();
        for (var paragraph : paragraphs) {
            blocks.add(Map.of("kind", "paragraph", "id", "b" + (blocks.size() + 1), "text", paragraph));
        }
        return people.wanda()
                .posts(
                        "/api/articles",
                        Map.of("desk", "city", "content", Map.of("headline", "Rain over Tolvik", "blocks", blocks)))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
    }

    private static Locator writes(Page page, String article) {
        page.navigate("/newsroom/articles/" + article);
        assertThat(page.locator("#copy[data-ready]")).isVisible();
        return body(page);
    }

    private static Locator body(Page page) {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Body"));
    }

    /** Puts the cursor behind a word that is there once, until it stays there, and types. */
    private static void typesAfter(Locator body, String word, String words) {
        body.focus();
        await().pollInSameThread().atMost(Duration.ofSeconds(15)).until(() -> {
            body.evaluate("""
                    (body, word) => {
                      const text = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
                      const ends = /[\\p{L}\\p{N}]/u;
                      for (let node = text.nextNode(); node; node = text.nextNode()) {
                        for (let at = node.data.indexOf(word); at >= 0; at = node.data.indexOf(word, at + 1)) {
                          if (!ends.test(node.data[at + word.length] ?? "")) {
                            getSelection().collapse(node, at + word.length);
                          }
                        }
                      }
                    }""", word);
            body.page().waitForTimeout(30);
            return (boolean) body.evaluate("""
                    (body, word) => {
                      const { anchorNode, anchorOffset } = getSelection();
                      return body.contains(anchorNode) && (anchorNode.data ?? "").slice(0, anchorOffset).endsWith(word);
                    }""", word);
        });
        body.page().keyboard().type(words);
    }

    private static List<String> shown(Locator body) {
        return body.locator("p").allInnerTexts().stream().map(String::strip).toList();
    }

    private static List<String> words(String article) {
        return people.wanda().sees("/api/articles/" + article + "/content").path("blocks").values().stream()
                .map(block -> block.path("text").path("words").asString())
                .toList();
    }

    /** Routes are seen to only while the page is asked something. */
    private static void eventually(Page page, String article, String... words) {
        await().pollInSameThread().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            page.waitForTimeout(50);
            assertThat(words(article)).containsExactly(words);
        });
    }
}
