package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** Searching with hands on the keys. */
@Tag("browser")
class SearchPageTest {
    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static String otters;

    @BeforeAll
    static void open_the_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        people.drafts(
                "city",
                "Rain over Tolvik",
                "It rained on the <img src=x onerror=\"document.title='run'\"> lighthouse.");
        otters = people.drafts(
                "city", "Otters return", "Two otters were seen at the lighthouse, where nobody had seen one.");
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    @Test
    void hits_come_while_words_are_typed_over_a_slow_line_and_keys_go_through_them() {
        try (var wanda = Desktop.of(stet.port()).signsIn("wanda", RunningStet.PASSWORD)) {
            var page = wanda.at("/newsroom/search");
            slow(page);
            page.keyboard().press("/");
            page.keyboard().type("lighthouses");
            assertThat(page.locator("#hits [role=status]")).hasText("2 articles.");
            assertThat(page.locator("#q")).isFocused();
            page.keyboard().type(" otter");
            assertThat(page.locator("#hits [role=status]")).hasText("One article.");
            assertThat(page.locator(".hit mark").first()).isVisible();
            page.waitForURL("**/newsroom/search?q=lighthouses+otter");

            page.locator("h1").click();
            page.keyboard().press("j");
            assertThat(page.locator(".hit .title")).isFocused();
            page.keyboard().press("Enter");
            page.waitForURL("**/newsroom/articles/" + otters + "*");
            page.goBack();
            assertThat(page.locator("#q")).hasValue("lighthouses otter");
            assertThat(page.locator(".hit")).hasCount(1);
        }
    }

    @Test
    void the_palette_shows_the_sentence_and_what_an_article_says_is_text() {
        try (var wanda = Desktop.of(stet.port()).signsIn("wanda", RunningStet.PASSWORD)) {
            var page = wanda.at("/newsroom/mine");
            slow(page);
            page.keyboard().press("Control+k");
            page.keyboard().type("rained ligh");
            assertThat(page.locator("#palette li").first()).containsText("Rain over Tolvik");
            assertThat(page.locator("#palette li .sentence").first()).containsText("<img src=x");
            assertThat(page.locator("#palette img")).hasCount(0);
            assertThat(wanda.barriers()).isEmpty();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            page.waitForURL("**/newsroom/search?q=rained*");
            assertThat(page.locator("#main img")).hasCount(0);
            assertThat(page.title()).contains("Search");
        }
    }

    @Test
    void a_telephone_shows_it_without_scripts_too() {
        var phone = new Browser.NewContextOptions().setViewportSize(390, 844).setJavaScriptEnabled(false);
        try (var wanda = Desktop.of(stet.port(), phone).signsIn("wanda", RunningStet.PASSWORD)) {
            var page = wanda.at("/newsroom/search?q=lighthouse");
            assertThat(page.locator(".hit")).hasCount(2);
            wanda.looksAt("search-telephone");
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
}
