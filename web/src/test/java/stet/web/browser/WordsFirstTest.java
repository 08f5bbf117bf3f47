package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.web.life.Colleague;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** The page of an article, measured: where its words begin, what stands over them, and how the panel lies beside or above them. */
@Tag("browser")
class WordsFirstTest {
    private static final String HEADLINE = "Night buses return to the east of Tolvik";
    private static final String STANDFIRST = "The last one leaves at two, and stops at the hospital again.";
    private static final String PARAGRAPH = "It rained for 12 hours on 3 March, the harbour office said.";

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

    // ---- The words

    @ParameterizedTest
    @CsvSource({"1440, 900, true", "390, 844, true", "1440, 900, false", "390, 844, false"})
    void one_headline_stands_in_place_and_all_words_begin_in_the_upper_third(int width, int height, boolean scripts) {
        var article = drafts(HEADLINE);
        try (var wanda = desktop("wanda", width, height, scripts)) {
            var page = opens(wanda, article, "", scripts);
            assertThat(page.locator("h1")).hasCount(1);
            assertThat(page.locator("h1")).hasText(HEADLINE);
            assertThat(page.locator("#standing, #copy").getByText(HEADLINE)).hasCount(1);
            for (var place : List.of("#at-headline", "#at-standfirst", "#copy p:has-text('It rained')")) {
                assertThat(box(page.locator(place).first()).y)
                        .as("%s at %d × %d", place, width, height)
                        .isPositive()
                        .isLessThan(height / 3.0);
            }
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        }
    }

    @Test
    void what_is_said_of_the_article_is_in_the_panel_and_nothing_of_it_above_the_words() {
        var article = drafts(HEADLINE);
        try (var wanda = desktop("wanda", 1440, 900, true)) {
            var page = opens(wanda, article, "", true);
            assertThat(page.getByLabel("Byline")).hasCount(0);
            page.keyboard().press("7");
            assertThat(page.locator("#panel")).hasAttribute("aria-label", "Details");
            for (var field : List.of("Byline", "Dateline", "Section", "Slugline", "Language", "Subjects", "Urgency")) {
                assertThat(page.locator("#panel").getByLabel(field)).isVisible();
            }
            page.getByLabel("Byline").fill("Wanda Winter");
            // Another panel comes while it is not saved yet, and takes nothing of it along.
            page.locator("#panel nav").getByText("People").click();
            assertThat(page.locator("#panel")).hasAttribute("aria-label", "People");
            assertThat(page.locator(".state .status")).hasText("Saved");
            page.locator("#panel nav").getByText("Details").click();
            assertThat(page.getByLabel("Byline")).hasValue("Wanda Winter");
            assertThat(page.locator("#panel")).containsText("It gets one when it is first published");
            assertThat(wanda.barriers()).isEmpty();
            assertThat(people.wanda()
                            .sees("/api/articles/" + article + "/content")
                            .path("byline")
                            .asString())
                    .isEqualTo("Wanda Winter");
        }
        try (var wanda = desktop("wanda", 1440, 900, false)) {
            var page = opens(wanda, article, "/details", false);
            assertThat(page.locator(".details")).containsText("Wanda Winter");
            page.getByText("Edit the details").click();
            assertThat(page.getByLabel("Byline")).hasValue("Wanda Winter");
        }
    }

    @Test
    void the_public_address_of_a_story_is_among_its_details() {
        var article = people.publishes("city", "Rain over Tolvik", "It rained the whole night.");
        try (var stella = desktop("stella", 1440, 900, true)) {
            var page = stella.at("/newsroom/articles/" + article + "/details");
            assertThat(page.locator("#panel a[href='/news/%s']".formatted(people.slug(article))))
                    .isVisible();
        }
    }

    @Test
    void the_words_are_set_in_type_that_comes_with_them_once_a_year_and_from_nowhere_else() {
        var article = drafts(HEADLINE);
        try (var wanda = desktop("wanda", 1440, 900, true)) {
            var asked = new ConcurrentSkipListSet<String>();
            wanda.page().onRequest(request -> asked.add(request.url()));
            var page = opens(wanda, article, "", true);
            page.waitForFunction("document.fonts.status === 'loaded'");
            for (var family : List.of("Source Serif 4", "Source Sans 3")) {
                assertThat(page.evaluate(
                                "name => [...document.fonts].some(each => each.status === 'loaded' && each.family.includes(name))",
                                family))
                        .as(family)
                        .isEqualTo(true);
            }
            assertThat(asked).allMatch(url -> url.startsWith(wanda.address()));
            var fonts = asked.stream().filter(url -> url.endsWith(".woff2")).toList();
            assertThat(fonts).hasSize(2).allMatch(url -> url.contains("/latin-"));
            for (var font : fonts) {
                var answer = page.request().get(font);
                assertThat(answer.headers()).containsEntry("cache-control", "max-age=31536000, public, immutable");
                assertThat(answer.headers()).containsEntry("content-type", "font/woff2");
            }
        }
    }

    // ---- The toolbar

    @Test
    void every_button_over_the_text_is_a_sign_with_a_name_and_says_it_to_whoever_comes_by_key() {
        var article = drafts(HEADLINE);
        try (var wanda = desktop("wanda", 1440, 900, true)) {
            var page = opens(wanda, article, "", true);
            var buttons = page.locator(".toolbar button");
            assertThat(buttons).hasCount(13);
            var top = box(buttons.first()).y;
            for (var button : buttons.all()) {
                assertThat(button.locator("svg[aria-hidden=true]")).hasCount(1);
                assertThat(button).hasText("");
                assertThat(button.getAttribute("aria-label")).isNotBlank();
                assertThat(button.getAttribute("title")).startsWith(button.getAttribute("aria-label") + " (");
                assertThat(box(button).y).as("they stand in one line").isEqualTo(top);
            }
            buttons.first().focus();
            page.keyboard().press("ArrowRight");
            assertThat(page.getByRole(AriaRole.BUTTON, named("Italic"))).isFocused();
            assertThat((String) page.evaluate("getComputedStyle(document.activeElement, '::after').content"))
                    .contains("Italic (Ctrl+I)");
        }
    }

    @Test
    void no_frame_stands_round_the_words_that_are_written() {
        var article = drafts(HEADLINE);
        try (var wanda = desktop("wanda", 1440, 900, true)) {
            var page = opens(wanda, article, "", true);
            for (var place : List.of("#at-headline", "#at-standfirst", "#body-text")) {
                page.locator(place).focus();
                page.keyboard().press("ArrowRight");
                assertThat(page.locator(place)).hasCSS("outline-style", "none");
                assertThat(page.locator(place)).not().hasCSS("box-shadow", "none");
            }
        }
    }

    // ---- The panel

    @ParameterizedTest
    @ValueSource(ints = {1440, 1920})
    void words_and_panel_use_the_room_there_is(int width) {
        var article = drafts(HEADLINE);
        try (var chidi = desktop("chidi", width, 900, true)) {
            var page = opens(chidi, article, "/checking", true);
            var panel = box(page.locator("#panel"));
            var copy = box(page.locator("#copy"));
            assertThat(panel.x).isGreaterThan(copy.x + copy.width);
            assertThat(panel.width).isGreaterThan(width * 0.4);
            assertThat(panel.x + panel.width).as("up to the edge").isGreaterThan(width - 32);
            assertThat(panel.y + panel.height).as("to be seen whole").isLessThanOrEqualTo(900);
            assertThat(copy.width).as("lines that can be read").isLessThan(760);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void on_a_telephone_the_panel_is_a_sheet_over_the_text(ColorScheme scheme) {
        var article = drafts(HEADLINE);
        var phone = options(390, 844).setHasTouch(true).setColorScheme(scheme);
        try (var chidi = Desktop.of(stet.port(), phone).signsIn("chidi", RunningStet.PASSWORD)) {
            var page = opens(chidi, article, "/comments", true);
            slowly(page);
            assertThat(page.locator("#panel")).isHidden();
            var opener = page.locator("#opens");
            assertThat(opener).hasText("Comments");

            opener.focus();
            page.keyboard().press("Enter");
            var sheet = page.getByRole(AriaRole.DIALOG, named("Comments"));
            assertThat(sheet).isVisible();
            assertThat(page.locator("#panel")).isFocused();
            assertThat(box(sheet).y).as("over the text").isLessThan(844 / 3.0);
            assertThat(page.locator("html")).hasCSS("overflow-y", "hidden");
            assertThat(chidi.barriers()).isEmpty();
            for (var presses = 0; presses < 40; presses++) {
                page.keyboard().press("Tab");
                assertThat(
                                page.evaluate(
                                        "document.activeElement === document.body || document.activeElement.closest('#beside') !== null"))
                        .as("nothing under the sheet is reached")
                        .isEqualTo(true);
            }
            page.keyboard().press("Escape");
            assertThat(page.locator("#panel")).isHidden();
            assertThat(opener).isFocused();
            assertThat(page.locator("html")).hasCSS("overflow-y", "visible");

            opener.tap();
            page.getByRole(AriaRole.BUTTON, named("Close")).tap();
            assertThat(page.locator("#panel")).isHidden();
            opener.tap();
            page.touchscreen().tap(195, 20);
            assertThat(page.locator("#panel")).isHidden();
            assertThat(opener).isFocused();

            // What is sent from it leaves it open, and what is refused is seen over it.
            opener.tap();
            page.locator("#comment [name=text]").fill("Was it the whole night?");
            page.locator("#comment button").last().tap();
            assertThat(page.locator(".one-comment")).hasText(Pattern.compile("Was it the whole night"));
            assertThat(sheet).isVisible();
            page.setViewportSize(1440, 900);
            assertThat(page.locator("#standing a").first()).isVisible();
            assertThat(page.locator("[inert]")).hasCount(0);
        }
    }

    @Test
    void a_claim_that_is_tapped_shows_its_card_whatever_the_panel_showed() {
        var article = drafts(HEADLINE);
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        raises(article, "c1", 14, "12 hours");
        try (var chidi =
                Desktop.of(stet.port(), options(390, 844).setHasTouch(true)).signsIn("chidi", RunningStet.PASSWORD)) {
            var page = opens(chidi, article, "/comments", true);
            slowly(page);
            page.locator("#copy .claim").first().tap();
            var card = page.locator("#claim-c1");
            assertThat(card).isInViewport();
            assertThat(card).isFocused();
            assertThat(page.getByRole(AriaRole.DIALOG, named("Checking"))).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("#panel")).isHidden();
            assertThat(page.locator("#body-text")).isFocused();
            page.locator("#standing .way a").tap();
            assertThat(page.getByRole(AriaRole.DIALOG, named("Publishing"))).isVisible();
            assertThat(page.locator(".obstacles")).isInViewport();
        }
        try (var stella =
                Desktop.of(stet.port(), options(390, 844).setHasTouch(true)).signsIn("stella", RunningStet.PASSWORD)) {
            var page = stella.at("/newsroom/articles/" + article + "/checking");
            page.locator("#copy .claim").first().tap();
            assertThat(page.locator("#claim-c1")).isInViewport();
        }
    }

    // ---- What is dangerous, and what stands

    @Test
    void kill_is_apart_from_hold_and_does_not_look_like_it() {
        var article = people.publishes("city", "Rain over Marn", "It rained the whole night.");
        try (var stella = desktop("stella", 1440, 900, true)) {
            var page = stella.at("/newsroom/articles/" + article + "/publishing");
            var hold = page.locator("summary", new Page.LocatorOptions().setHasText("Hold"));
            var kill = page.locator("summary", new Page.LocatorOptions().setHasText("Kill"));
            assertThat(box(kill).y - box(hold).y - box(hold).height)
                    .as("room between them")
                    .isGreaterThan(60);
            assertThat(colour(kill)).isNotEqualTo(colour(hold));
            assertThat(page.locator("section:has(summary:text-is('Kill')) summary"))
                    .hasCount(1);
            kill.click();
            page.getByRole(AriaRole.BUTTON, named("Kill the story")).click();
            assertThat(page.locator("#standing")).containsText("Live");
        }
    }

    @Test
    void what_stands_on_an_article_is_named_at_its_top_with_whose_word_it_is() {
        var article = people.readies("city", "Rain over Ellery", "It rained the whole night.");
        var paul = people.paul();
        paul.asks(article, "waive-check", Map.of("check", "FACTS", "reason", "Minutes matter"))
                .with(200);
        paul.asks(article, "publish-article", Map.of("kind", "ORIGINAL")).with(200);
        people.rewrites(article, "It rained the whole night and day.");
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        paul.asks(article, "waive-check", Map.of("check", "CAPTIONS", "reason", "There are none"))
                .with(200);
        paul.asks(article, "set-embargo", Map.of("until", "2031-12-01T06:00:00Z"))
                .with(200);
        paul.asks(article, "schedule-publication", Map.of("kind", "UPDATE", "due", "2031-12-02T06:00:00Z"))
                .with(200);
        // In the reader's zone: an hour or more from the newsroom's, wherever that is.
        try (var wanda = Desktop.of(stet.port(), options(1440, 900).setTimezoneId("Asia/Kathmandu"))
                .signsIn("wanda", RunningStet.PASSWORD)) {
            var page = opens(wanda, article, "/comments", true);
            var stands = page.locator("#standing .stands li");
            assertThat(stands).hasCount(3);
            assertThat(stands.nth(0)).containsText("Embargo until 1 Dec 2031, 11:45");
            assertThat(stands.nth(1)).containsText("Goes out 2 Dec 2031, 11:45");
            assertThat(stands.nth(2)).containsText("Sign-off of the captions waived");
            for (var each : stands.all()) {
                assertThat(each).containsText("Paul Reyes");
                assertThat(each.locator("time").last()).hasAttribute("datetime", Pattern.compile("Z$"));
            }
            assertThat(box(stands.last()).y).isLessThan(150);
            assertThat(box(page.locator("#at-headline")).y).isLessThan(300);
            page.mouse().move(300, 600);
            page.mouse().wheel(0, 400);
            assertThat(stands.first()).isInViewport();

            people.stella()
                    .asks(article, "hold-article", Map.of("reason", "The mayor disputes it"))
                    .with(200);
            assertThat(stands.filter(new Locator.FilterOptions().setHasText("On hold")))
                    .containsText("Stella Marsh");
            assertThat(wanda.barriers()).isEmpty();
            paul.asks(article, "lift-embargo", Map.of()).with(200);
            people.stella().asks(article, "release-hold", Map.of()).with(200);
            assertThat(stands.filter(new Locator.FilterOptions().setHasText("Embargo")))
                    .hasCount(0);
            assertThat(stands.filter(new Locator.FilterOptions().setHasText("On hold")))
                    .hasCount(0);
        }
        try (var plain = desktop("wanda", 390, 844, false)) {
            var page = plain.at("/newsroom/articles/" + article);
            assertThat(page.locator(".stands")).containsText("Sign-off of the captions waived");
            assertThat(page.locator(".stands")).containsText("Paul Reyes");
            assertThat(page.locator("#stands-fold")).hasCount(0);
        }
    }

    @Test
    void on_a_telephone_four_of_them_are_one_line_that_opens() {
        var article = people.readies("city", "Rain over Sundby", "It rained the whole night.");
        var paul = people.paul();
        paul.asks(article, "waive-check", Map.of("check", "FACTS", "reason", "Minutes matter"))
                .with(200);
        paul.asks(article, "waive-check", Map.of("check", "CAPTIONS", "reason", "There are none"))
                .with(200);
        paul.asks(article, "set-embargo", Map.of("until", "2031-12-01T06:00:00Z"))
                .with(200);
        paul.asks(article, "schedule-publication", Map.of("kind", "ORIGINAL", "due", "2031-12-02T06:00:00Z"))
                .with(200);
        for (var scripts : List.of(true, false)) {
            try (var wanda = desktop("wanda", 390, 844, scripts)) {
                var page = opens(wanda, article, "", scripts);
                var line = page.locator("#stands-fold summary");
                assertThat(line).hasText("Embargo · Goes out by itself · Waiver · Waiver");
                assertThat(page.locator(".stands")).isHidden();
                for (var place : List.of("#at-headline", "#copy p:has-text('It rained')")) {
                    assertThat(box(page.locator(place).first()).y).as(place).isLessThan(844 / 3.0);
                }
                line.click();
                assertThat(page.locator(".stands li")).hasCount(4);
                assertThat(page.locator(".stands li").last()).isVisible();
                assertThat(page.locator(".stands")).containsText("Paul Reyes");
                if (scripts) {
                    assertThat(wanda.barriers()).isEmpty();
                }
            }
        }
        try (var wanda = desktop("wanda", 1440, 900, true)) {
            var page = opens(wanda, article, "", true);
            assertThat(page.locator("#stands-fold")).isHidden();
            assertThat(page.locator(".stands li").last()).isVisible();
        }
    }

    // ---- The parts

    private static String drafts(String headline) {
        return people.wanda()
                .posts(
                        "/api/articles",
                        Map.of(
                                "desk",
                                "city",
                                "content",
                                Map.of(
                                        "headline",
                                        headline,
                                        "standfirst",
                                        STANDFIRST,
                                        "blocks",
                                        List.of(Map.of("kind", "paragraph", "id", "b1", "text", PARAGRAPH)))))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
    }

    private static void raises(String article, String claim, int start, String words) {
        Colleague chidi = people.chidi();
        var anchor = Map.of("place", "block/b1", "start", start, "words", words);
        chidi.asks(article, "raise-claim", Map.of("claimId", claim, "kind", "NUMBER", "anchor", anchor))
                .with(200);
    }

    private static Page opens(Desktop desktop, String article, String panel, boolean scripts) {
        var page = desktop.at("/newsroom/articles/" + article + panel);
        if (scripts) {
            assertThat(page.locator("#copy[data-ready]")).isVisible();
        }
        return page;
    }

    private static Desktop desktop(String name, int width, int height, boolean scripts) {
        return Desktop.of(stet.port(), options(width, height).setJavaScriptEnabled(scripts))
                .signsIn(name, RunningStet.PASSWORD);
    }

    private static Browser.NewContextOptions options(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height);
    }

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

    private static BoundingBox box(Locator element) {
        return Objects.requireNonNull(element.boundingBox());
    }

    private static Object colour(Locator element) {
        return element.evaluate("each => getComputedStyle(each).color");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
