package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
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
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filter"))
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
    void at_least_twelve_cards_are_seen_at_once_and_a_telephone_has_a_list() {
        stet.opens("shore");
        for (var i = 0; i < 8; i++) {
            people.drafts("shore", "The harbour master of Tolvik counts every boat twice, number " + i, "He does.");
        }
        for (var i = 0; i < 5; i++) {
            var article =
                    people.drafts("shore", "A ferry that sails at dawn waits to be checked, number " + i, "It does.");
            people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        }
        people.readies("shore", "One is ready", "It is.");
        try (var paul = Desktop.of(stet.port()).signsIn("paul", RunningStet.PASSWORD)) {
            var page = paul.page();
            page.setViewportSize(1440, 900);
            slow(page);
            paul.at("/newsroom?desk=shore");
            assertThat((Integer) page.evaluate(WHOLE_ON_SCREEN)).isGreaterThanOrEqualTo(12);
            paul.at("/newsroom?desk=shore&show=drafting");
            assertThat((Integer) page.evaluate(WHOLE_ON_SCREEN)).isEqualTo(8);
            page.setViewportSize(390, 844);
            paul.at("/newsroom?desk=shore");
            assertThat((Integer) page.evaluate(WHOLE_ON_SCREEN)).isGreaterThanOrEqualTo(4);
            assertThat(page.evaluate("""
                    [...document.querySelectorAll('.card')].every(card => card.getBoundingClientRect().width > 340)""")).isEqualTo(true);
        }
    }

    private static final String WHOLE_ON_SCREEN = """
            [...document.querySelectorAll('.card')].map(card => card.getBoundingClientRect())
                .filter(at => at.top >= 0 && at.bottom <= innerHeight && at.right <= innerWidth).length""";

    @Test
    void a_live_story_stays_among_the_live_ones_on_an_open_board_while_it_is_written_on() {
        var article = people.publishes("city", "A pier for Tolvik", "It is long.");
        try (var chidi = Desktop.of(stet.port()).signsIn("chidi", RunningStet.PASSWORD)) {
            var page = chidi.page();
            slow(page);
            chidi.at("/newsroom");
            assertThat(page.locator("#column-live #card-" + article)).isVisible();
            people.rewrites(article, "It is longer than the old one.");
            assertThat(page.locator("#column-live [data-article='" + article + "']"))
                    .containsText("Live, next edition with checkers");
            assertThat(page.locator("#column-with-checkers [data-article='" + article + "']"))
                    .isVisible();
        }
    }

    @Test
    void a_card_is_given_to_somebody_by_dropping_it_on_their_name_and_taken_back_by_undo() {
        var article = people.drafts("city", "Hail over Tolvik", "It fell.");
        try (var paul = Desktop.of(stet.port()).signsIn("paul", RunningStet.PASSWORD)) {
            var page = paul.page();
            slow(page);
            paul.at("/newsroom");
            page.locator("#card-" + article).dragTo(page.locator(".people [data-person=wanda]"));
            assertThat(page.locator("#went")).containsText("“Hail over Tolvik” is with Wanda Winter now, as writer.");
            assertThat(page.locator("#card-" + article)).containsText("Wanda Winter, writer");
            page.locator("#went").getByRole(AriaRole.BUTTON).click();
            assertThat(page.locator("#went")).containsText("is taken from Wanda Winter again");
            assertThat(page.locator("#card-" + article)).not().containsText("Wanda Winter, writer");
        }
    }

    @Test
    void many_are_selected_and_given_by_the_keyboard_alone_and_what_is_refused_is_named_and_stays_selected() {
        stet.opens("quay");
        var first = people.drafts("quay", "The first of two", "It is.");
        var second = people.drafts("quay", "The second of two", "It is.");
        people.paul()
                .asks(first, "assign-article", Map.of("person", "wanda", "role", "WRITER"))
                .with(200);
        try (var paul = Desktop.of(stet.port()).signsIn("paul", RunningStet.PASSWORD)) {
            var page = paul.page();
            slow(page);
            paul.at("/newsroom?desk=quay");
            assertThat(page.locator("#many")).not().isVisible();
            page.keyboard().press("j");
            page.keyboard().press("x");
            page.keyboard().press("j");
            page.keyboard().press("x");
            assertThat(page.locator("#many")).containsText("2 selected");
            page.keyboard().press("a");
            assertThat(page.locator("#many-person")).isFocused();
            page.keyboard().type("Wanda");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator("#went")).containsText("“The second of two” is with Wanda Winter now, as writer.");
            assertThat(page.locator("#went .not-done a")).hasText("The first of two");
            assertThat(page.locator("#went .not-done")).containsText("has it already");
            assertThat(page.locator("#card-" + second + " .pick input")).not().isChecked();
            assertThat(page.locator("#card-" + first + " .pick input")).isChecked();
            assertThat(page.locator("#many")).containsText("1 selected");
            assertThat(paul.barriers()).isEmpty();

            page.locator("#many-urgency").selectOption("2");
            page.locator("#many")
                    .getByText("Set", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator("#went")).containsText("“The first of two” is of urgency 2 now.");
            assertThat(page.locator("#many")).not().isVisible();
            assertThat(page.locator("#card-" + first + " .urgency")).containsText("2");
        }
    }

    @Test
    void a_comment_calls_somebody_by_name_keeps_its_lines_and_is_answered_in_its_place() {
        var article = people.drafts("city", "Thunder over Tolvik", "It rolled.");
        try (var chidi = Desktop.of(stet.port()).signsIn("chidi", RunningStet.PASSWORD);
                var wanda = Desktop.of(stet.port()).signsIn("wanda", RunningStet.PASSWORD)) {
            var page = chidi.page();
            slow(page);
            chidi.at("/newsroom/articles/" + article + "/comments");
            page.locator("#comment [name=text]").click();
            page.keyboard().type("Two things, @win");
            assertThat(page.locator(".mentioned [role=option]")).hasText("Wanda Winter");
            assertThat(chidi.barriers()).isEmpty();
            page.keyboard().press("Enter");
            page.keyboard().type("please:");
            page.keyboard().press("Enter");
            page.keyboard().type("who heard it?");
            page.locator("#comment button").click();
            var comment = page.locator(".one-comment");
            assertThat(comment).containsText("For Wanda Winter");
            assertThat(comment.locator(".in-lines").innerText())
                    .isEqualTo("Two things, @Wanda Winter please:\nwho heard it?");

            var hers = wanda.at("/newsroom/mine");
            slow(hers);
            hers.getByText("Chidi Okafor mentioned you in a comment").click();
            hers.waitForURL("**/comments#comment-*");
            hers.locator(".one-comment summary").click();
            hers.getByLabel("Your answer").fill("The whole street.");
            hers.getByText("Send the answer").click();
            // Nothing comes anew round a cursor, so Chidi looks up from the field.
            page.evaluate("document.activeElement.blur()");
            assertThat(page.locator(".one-comment .one-answer")).containsText("The whole street.");
            hers.navigate("/newsroom/mine");
            assertThat(hers.getByText("Chidi Okafor mentioned you in a comment"))
                    .hasCount(0);
            assertThat(chidi.at("/newsroom/notices").locator(".notices"))
                    .containsText("Wanda Winter answered your comment");
        }
    }

    @Test
    void what_the_desk_shows_is_saved_as_a_view_renamed_and_deleted() {
        people.drafts("city", "Sleet over Tolvik", "It fell.");
        try (var pia = Desktop.of(stet.port()).signsIn("pia", RunningStet.PASSWORD)) {
            var page = pia.page();
            slow(page);
            pia.at("/newsroom");
            page.locator("#urgency").selectOption("5");
            page.locator("#show").selectOption("drafting");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filter"))
                    .click();
            page.waitForURL("**/newsroom?*show=drafting*");
            page.getByText("Save this view").click();
            page.locator("#view-name").fill("Being written");
            page.keyboard().press("Enter");
            var view = page.locator(".views a[aria-current]");
            assertThat(view).hasText("Being written");
            assertThat(page.locator(".column")).hasCount(1);
            assertThat(pia.barriers()).isEmpty();
            page.getByText("Change view").click();
            page.locator("#view-name").fill("Drafts");
            page.keyboard().press("Enter");
            assertThat(view).hasText("Drafts");
            pia.at("/newsroom");
            page.locator(".views").getByText("Drafts").click();
            page.waitForURL("**/newsroom?urgency=5&show=drafting");
            page.getByText("Change view").click();
            page.getByText("Delete the view").click();
            assertThat(page.locator(".views")).hasCount(0);
        }
    }

    /** As over a line on which each answer takes 300 ms. */
    private static void slow(Page page) {
        var line = page.context().newCDPSession(page);
        line.send("Network.enable");
        var slow = new JsonObject();
        slow.addProperty("offline", false);
        slow.addProperty("latency", 300);
        slow.addProperty("downloadThroughput", -1);
        slow.addProperty("uploadThroughput", -1);
        line.send("Network.emulateNetworkConditions", slow);
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
