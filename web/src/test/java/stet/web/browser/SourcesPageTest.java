package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** Doubting a source with hands on the keys. */
@Tag("browser")
class SourcesPageTest {
    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void open_the_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        people.publishes("city", "The ferry is late", "It rained on the harbour all morning.");
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    @Test
    void a_source_is_found_doubted_and_the_page_says_what_is_still_to_be_done() {
        try (var stella = Desktop.of(stet.port()).signsIn("stella", RunningStet.PASSWORD)) {
            var page = stella.at("/newsroom/mine");
            page.keyboard().press("g");
            page.keyboard().press("o");
            page.waitForURL("**/newsroom/sources");
            page.keyboard().press("/");
            page.keyboard().type("the HARBOUR office");
            page.keyboard().press("Enter");
            page.waitForURL("**/newsroom/sources?locator=*");
            assertThat(page.locator("main h3 a").first()).hasText("The ferry is late");

            page.locator("#reason").fill("It answers to nobody");
            page.locator("form[action$='/doubt'] button").click();
            assertThat(page.locator("#still"))
                    .hasText(
                            "One story that readers see is still to be dealt with.",
                            new LocatorAssertions.HasTextOptions().setTimeout(30_000));
            assertThat(page.locator("main")).containsText("It answers to nobody");
            assertThat(page.locator("form[action$='/lift']")).isVisible();
        }
    }
}
