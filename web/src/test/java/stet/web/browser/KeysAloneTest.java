package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** What is asked of all articles, and what is done for good, with the keys alone. */
@Tag("browser")
class KeysAloneTest {
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

    private static Desktop stella() {
        return Desktop.of(stet.port()).signsIn("stella", RunningStet.PASSWORD);
    }

    /** Presses Enter, and again while that is on its way; how often it was sent. */
    private static int pressesTwice(Page page, Locator button, List<Route> underWay) {
        button.focus();
        page.keyboard().press("Enter");
        page.waitForCondition(() -> !underWay.isEmpty());
        page.keyboard().press("Enter");
        // Long enough for the page to ask who is signed in, and to send it again.
        for (var i = 0; i < 5; i++) {
            page.request().get("/newsroom/signed-in");
        }
        var sent = underWay.size();
        underWay.forEach(Route::resume);
        return sent;
    }

    @Test
    void words_are_taken_out_once_however_often_it_is_pressed_and_the_focus_is_where_it_goes_on() {
        var article = people.drafts("city", "Rain over Tolvik", "Anna Example was there.");
        try (var stella = stella()) {
            var underWay = new ArrayList<Route>();
            stella.page().route("**/redact-words", route -> {
                var said = route.request().postData();
                if (said != null && said.contains("sure=true") && said.contains("Tolvik")) {
                    underWay.add(route);
                } else {
                    route.resume();
                }
            });
            var page = stella.at("/newsroom/articles/" + article + "/redact-words");
            page.locator("#words").fill("Anna Example");
            page.locator("main form button").press("Enter");
            assertThat(page.locator("#goes-title")).isFocused();

            page.locator("main form button").press("Enter");
            assertThat(page.locator("#refused .sentence")).isFocused();
            assertThat(page.locator("#refused")).containsText("Nothing is taken out before you say, in the box");
            page.locator("[name=sure]").press("Space");
            page.locator("main form button").press("Enter");
            assertThat(page.locator("#refused")).containsText("The ground on which words are taken out is missing");
            assertThat(page.getByText("The ground on which words are taken out is missing"))
                    .hasCount(1);
            assertThat(page.locator("#goes-title")).isVisible();
            assertThat(page.locator("[name=sure]")).isChecked();

            page.locator("#ground").fill("Order of the court of Tolvik");
            var sent = pressesTwice(page, page.locator("main form button"), underWay);
            page.waitForURL("**/redact-words?done=true");
            assertThat(page.locator("main [role=status]")).isFocused();
            assertThat(page.locator("#refused")).isEmpty();
            assertThat(sent).isEqualTo(1);
        }
    }

    @Test
    void a_form_that_comes_twice_without_scripts_is_answered_as_the_first_time() {
        var article = people.drafts("city", "Rain over Tolvik", "Anna Example was there.");
        var withoutScripts = new com.microsoft.playwright.Browser.NewContextOptions().setJavaScriptEnabled(false);
        try (var stella = Desktop.of(stet.port(), withoutScripts).signsIn("stella", RunningStet.PASSWORD)) {
            var page = stella.at("/newsroom/articles/" + article + "/redact-words");
            page.locator("#words").fill("Anna Example");
            page.locator("#ground").fill("Order of the court of Tolvik");
            page.locator("main form button").click();
            page.locator("[name=sure]").check();
            var sent = RequestOptions.create().setMaxRedirects(0);
            var form = FormData.create();
            ((Map<?, ?>) page.locator("main form").evaluate("form => Object.fromEntries(new FormData(form))"))
                    .forEach((name, value) -> form.set(name.toString(), value.toString()));
            var events = stet.events();
            for (var time = 0; time < 2; time++) {
                var answer = page.request().post(page.url(), sent.setForm(form));
                assertThat(answer.status()).isEqualTo(303);
                assertThat(answer.headers().get("location")).endsWith("/redact-words?done=true");
            }
            assertThat(stet.events()).isEqualTo(events + 1);
        }
    }

    @Test
    void a_source_is_doubted_once_however_often_it_is_pressed() {
        try (var stella = stella()) {
            var underWay = new ArrayList<Route>();
            stella.page().route("**/sources/doubt", underWay::add);
            var page = stella.at("/newsroom/sources?locator=The+old+minutes");
            assertThat(page.locator("#this-source")).isFocused();
            page.locator("#reason").fill("They were forged");
            var sent = pressesTwice(page, page.locator("form[action$='/doubt'] button"), underWay);
            assertThat(page.locator("form[action$='/lift']")).isVisible();
            assertThat(page.locator("#refused")).isEmpty();
            assertThat(sent).isEqualTo(1);
        }
    }

    @Test
    void what_was_asked_for_is_where_the_focus_is() {
        var article = people.publishes("city", "Ferry to Tolvik", "The ferry sails at night.");
        try (var stella = stella()) {
            var page = stella.at("/newsroom/deeds");
            page.locator("#by").selectOption("chidi");
            page.locator("#since").press("Enter");
            assertThat(page.locator("#done")).isFocused();

            stella.at("/newsroom/search/history").locator("#q").fill("ferry");
            page.locator("#q").press("Enter");
            assertThat(page.locator("#hits [role=status]")).isFocused();

            stella.at("/newsroom/times").locator("#from").press("Enter");
            assertThat(page.locator("#desk-0")).isFocused();

            stella.at("/newsroom/rehearsal").locator("[value=no-waived-check]").press("Space");
            page.locator("main form button").press("Enter");
            assertThat(page.locator("#result")).isFocused();

            stella.at("/newsroom/as-of").locator("#at").fill("2026-02-11T10:00");
            page.locator("#at").press("Enter");
            assertThat(page.locator("#moment")).isFocused();

            stella.at("/newsroom/articles/" + article + "/as-of").locator("#at").fill("2026-02-30T10:00");
            page.locator("#at").press("Enter");
            assertThat(page.locator("#refused .sentence")).isFocused();
            assertThat(page.getByText("There is no 2026-02-30T10:00: no such day, or no such time in it"))
                    .hasCount(1);
            page.locator("#at").fill("2999-01-01T10:00");
            page.locator("#at").press("Enter");
            assertThat(page.locator("main > [role=status]")).isFocused();
        }
    }

    @Test
    void what_is_typed_while_words_are_taken_out_is_saved_without_them() {
        var article = people.drafts("city", "Rain over Tolvik", "Anna Example was there.");
        try (var wanda = Desktop.of(stet.port()).signsIn("wanda", RunningStet.PASSWORD)) {
            var page = wanda.at("/newsroom/articles/" + article);
            var headline = page.locator(".headline[contenteditable=true]");
            headline.click();
            people.stella()
                    .posts(
                            "/api/articles/" + article + "/redact-words",
                            Map.of("words", List.of("Anna Example"), "ground", "Order of the court of Tolvik"))
                    .with(200);
            page.keyboard().press("End");
            page.keyboard().type(" and Port Ellery");
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                var now = people.wanda().sees("/api/articles/" + article + "/content");
                assertThat(now.path("headline").asString()).isEqualTo("Rain over Tolvik and Port Ellery");
                assertThat(now.toString()).doesNotContain("Anna").contains("████ ███████ was there.");
            });
        }
    }
}
