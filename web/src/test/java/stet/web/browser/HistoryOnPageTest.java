package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** Through the changes by keys, through the revisions by the slider, and back to one of them with and without scripts. */
@Tag("browser")
class HistoryOnPageTest {
    private static final String RAIN = "It rained the whole night over Tolvik.";
    private static final String SNOW = "It snowed the whole night over Tolvik.";

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
    void keys_go_from_change_to_change_and_the_slider_to_a_revision_when_it_is_told_to() {
        var article = people.publishes("city", "Rain over Tolvik", RAIN);
        people.rewrites(article, SNOW);
        people.rewrites(article, SNOW + " Nobody was out.");
        try (var wanda = wanda(true)) {
            var page = wanda.at("/newsroom/articles/" + article + "/redline");
            page.keyboard().press("j");
            assertThat(page.locator("#change-1")).isFocused();
            assertThat(page.locator(".redlined ins.added").first()).containsText("snowed");
            page.locator("#revision").focus();
            page.keyboard().press("ArrowLeft");
            assertThat(page.locator("output")).hasText("2 of 3");
            page.getByText("Go there").click();
            assertThat(page).hasURL(Pattern.compile("from=r1&to=r2"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_passage_is_put_back_and_its_words_are_chosen(boolean scripts) {
        var article = people.publishes("city", "Rain over Tolvik", RAIN);
        people.rewrites(article, SNOW);
        try (var wanda = wanda(scripts)) {
            var page = wanda.at("/newsroom/articles/" + article + "/redline?from=r1&to=copy");
            page.locator("#change-1 .put-back").click();
            assertThat(page.locator(".redlined ins.added")).containsText("rained");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Put it back"))
                    .click();
            assertThat(page).hasURL(Pattern.compile("/redline"));
            assertThat(page.locator(".redlined ins.added")).containsText("rained");

            var words = wanda.at("/newsroom/articles/" + article + "/provenance");
            words.locator(".provenance a.by").last().click();
            assertThat(words.locator("#story")).containsText("Written by Wanda Winter");
            assertThat(words.locator("#story")).containsText("edition 1");
        }
    }

    private static Desktop wanda(boolean scripts) {
        var options = new Browser.NewContextOptions().setViewportSize(1440, 900).setJavaScriptEnabled(scripts);
        return Desktop.of(stet.port(), options).signsIn("wanda", RunningStet.PASSWORD);
    }
}
