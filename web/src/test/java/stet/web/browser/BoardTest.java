package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** The board while it is open and others work. */
@Tag("browser")
class BoardTest {
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
    void a_card_moves_on_another_persons_open_board_and_nothing_they_do_is_disturbed() {
        var article = people.drafts("city", "Rain over Tolvik", "It rained for 12 hours on 3 March.");
        var other = people.drafts("city", "A ferry for Tolvik", "It sails.");
        try (var chidi = Desktop.of(stet.port()).signsIn("chidi", RunningStet.PASSWORD)) {
            var page = chidi.at("/newsroom");
            page.evaluate("window.stillHere = true");
            assertThat(page.locator("#column-drafting #card-" + article)).isVisible();
            page.locator("#text").fill("half typ");
            var menu = page.locator("#card-" + other + " .acts");
            menu.locator("summary").click();
            assertThat(menu.getByLabel("Give it to")).isVisible();
            menu.getByLabel("as", new Locator.GetByLabelOptions().setExact(true))
                    .selectOption("CHECKER");
            page.locator("#card-" + other + " .title").focus();

            people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
            assertThat(page.locator("#column-with-checkers #card-" + article)).isVisible();
            assertThat(page.locator("#column-with-checkers h2")).containsText("1");

            assertThat(page.locator("#text")).hasValue("half typ");
            assertThat(menu.getByLabel("as")).hasValue("CHECKER");
            assertThat(page.locator("#card-" + other + " .title")).isFocused();
            assertThat(page.evaluate("window.stillHere")).isEqualTo(true);

            menu.getByLabel("Give it to").selectOption("paul");
            menu.getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("Give").setExact(true))
                    .click();
            assertThat(page.locator("#refused")).containsText("works here as a checker");
            menu.getByLabel("as").selectOption("PUBLISHER");
            menu.getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("Give").setExact(true))
                    .click();
            assertThat(page.locator("#card-" + other)).containsText("Paul Reyes, publisher");
            assertThat(menu.getByLabel("Give it to")).not().isVisible();
        }
    }

    @Test
    void a_notice_is_counted_on_an_open_page() {
        var article = people.drafts("city", "Snow over Tolvik", "It snowed.");
        try (var wanda = Desktop.of(stet.port()).signsIn("wanda", RunningStet.PASSWORD)) {
            var page = wanda.at("/newsroom/notices");
            assertThat(page.locator("#unseen .count")).hasCount(0);
            people.chidi()
                    .asks(
                            article,
                            "add-comment",
                            Map.of("commentId", "n1", "text", "Wanda?", "mentions", List.of("wanda")))
                    .with(200);
            assertThat(page.locator("#unseen .count")).containsText("1");
            page.reload();
            assertThat(page.locator(".notices .new")).containsText("Chidi Okafor mentioned you in a comment");
            assertThat(page.locator("#unseen .count")).hasCount(0);
        }
    }

    @Test
    void the_board_is_walked_with_the_keyboard() {
        people.drafts("city", "Wind over Tolvik", "It blew.");
        try (var pia = Desktop.of(stet.port()).signsIn("pia", RunningStet.PASSWORD)) {
            var page = pia.at("/newsroom");
            var titles = page.locator(".card .title");
            page.keyboard().press("j");
            assertThat(titles.nth(0)).isFocused();
            page.keyboard().press("j");
            assertThat(titles.nth(1)).isFocused();
            page.keyboard().press("k");
            assertThat(titles.nth(0)).isFocused();
            page.keyboard().press("o");
            assertThat(page.locator(".card").nth(0).getByLabel("Give it to")).isVisible();
            titles.nth(0).focus();
            page.keyboard().press("Enter");
            page.waitForURL("**/newsroom/articles/**");
        }
    }

    @Test
    void everything_on_the_board_works_without_scripts() {
        var article = people.drafts("city", "Fog over Tolvik", "It was thick.");
        try (var paul = Desktop.of(stet.port(), new Browser.NewContextOptions().setJavaScriptEnabled(false))
                .signsIn("paul", RunningStet.PASSWORD)) {
            var page = paul.at("/newsroom");
            page.getByLabel("Headline or slugline").fill("fog");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Narrow"))
                    .click();
            assertThat(page.locator(".card")).hasCount(1);
            page.locator(".acts summary").click();
            page.getByText("Give it to somebody, or move it to another desk").click();
            page.getByLabel("Give it to").selectOption("wanda");
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Give").setExact(true))
                    .click();
            page.waitForURL("**/newsroom?text=fog");
            assertThat(page.locator("#card-" + article)).containsText("Wanda Winter, writer");
        }
    }

    @Test
    void the_pages_can_be_used_by_everybody_in_light_in_the_dark_on_paper_and_on_a_telephone() {
        var article = people.readies("city", "The harbour master of Tolvik counts every boat twice", "He does.");
        people.publishes("city", "A bridge is open again", "It is.");
        people.paul()
                .asks(
                        article,
                        "assign-article",
                        Map.of(
                                "person",
                                "wanda",
                                "role",
                                "WRITER",
                                "due",
                                Instant.now().minus(2, ChronoUnit.HOURS).toString()))
                .with(200);
        people.chidi()
                .asks(article, "request-changes", Map.of("note", "Count them again, please"))
                .with(200);
        try (var wanda = Desktop.of(stet.port()).signsIn("wanda", RunningStet.PASSWORD)) {
            var page = wanda.page();
            for (var path : List.of("", "/mine", "/notices", "/new", "/cards/" + article)) {
                var name = "board" + path.replace("/" + article, "").replace('/', '-');
                wanda.at("/newsroom" + path);
                page.setViewportSize(1280, 800);
                assertThat(wanda.barriers()).as(path).isEmpty();
                wanda.looksAt(name);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                assertThat(wanda.barriers()).as(path + " in the dark").isEmpty();
                wanda.looksAt(name + "-dark");
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
                page.setViewportSize(390, 844);
                assertThat(page.evaluate("document.documentElement.scrollWidth <= 390"))
                        .as(path)
                        .isEqualTo(true);
                wanda.looksAt(name + "-telephone");
            }
            wanda.at("/newsroom");
            page.setViewportSize(1280, 800);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            wanda.looksAt("board-print");
        }
    }
}
