package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** Find and replace: what would fall is seen first, and all of it is one revision (rule 37). */
@Tag("browser")
class ReplaceTest {
    private static final String PARAGRAPH =
            "Boats stayed in. The harbour’s boats are old, and no boat left the harbour.";

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
    void programs_see_what_would_fall_and_then_replace() {
        var article = people.readies("city", "Harbour closed", PARAGRAPH);
        var before = stet.events();
        var preview = people.wanda()
                .sees("/api/articles/%s/replacements?find=harbour&with=port&option=WHOLE_WORDS".formatted(article));
        assertThat(preview.path("found")
                        .valueStream()
                        .map(found -> found.path("id").asString()))
                .containsExactly("headline@0", "block/b1@21", "block/b1@67");
        assertThat(preview.path("found").path(1).path("before").asString()).isEqualTo("The ");
        assertThat(preview.path("found").path(1).path("after").asString())
                .isEqualTo("’s boats are old, and no boat left the harbour.");
        assertThat(preview.path("falls")
                        .valueStream()
                        .map(fallen -> fallen.path("sentence").asString()))
                .contains("“Harbour closed” was confirmed, and “port closed” would be unchecked")
                .anyMatch(sentence -> sentence.startsWith("The sign-off of “Boats stayed in."));
        assertThat(stet.events()).as("nothing was done").isEqualTo(before);

        people.wanda()
                .asks(
                        article,
                        "replace-words",
                        Map.of(
                                "basedOn", preview.path("revision").asInt(),
                                "find", "harbour",
                                "options", List.of("WHOLE_WORDS"),
                                "with", "port",
                                "except", List.of("headline@0")))
                .with(200);
        assertThat(paragraph(article))
                .isEqualTo("Boats stayed in. The port’s boats are old, and no boat left the port.");
        assertThat(people.wanda()
                        .sees("/api/articles/" + article)
                        .path("claims")
                        .path(0)
                        .path("verdict")
                        .asString())
                .as("the headline's claim was excepted, and stands")
                .isEqualTo("CONFIRMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%20", "%E2%80%8B"})
    void something_must_be_looked_for(String nothing) {
        var article = people.drafts("city", "Wind", "It blew.");
        assertThat(people.wanda()
                        .gets("/api/articles/%s/replacements?find=%s".formatted(article, nothing))
                        .refused(422, "invalid")
                        .sentence())
                .contains("which words to look for");
    }

    @Test
    void what_cannot_be_replaced_is_said_in_the_preview() {
        var article = people.drafts("city", "Wind", "It blew.");
        var nowhere = people.wanda().sees("/api/articles/%s/replacements?find=tunnel&with=x".formatted(article));
        assertThat(nowhere.path("found")).isEmpty();
        assertThat(nowhere.path("refusal").asString()).isEqualTo("“tunnel” stands nowhere in this article");
        var headless = people.wanda().sees("/api/articles/%s/replacements?find=wind".formatted(article));
        assertThat(headless.path("refusal").asString()).isEqualTo("A draft needs a headline");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void editors_see_what_would_fall_leave_some_and_replace_the_rest(boolean scripts) {
        var article = people.readies("city", "Harbour closed", PARAGRAPH);
        try (var wanda = wanda(1440, scripts)) {
            var page = wanda.at("/newsroom/articles/" + article);
            page.locator("#panel nav").getByText("Replace").click();
            page.getByLabel("Find", new Page.GetByLabelOptions().setExact(true)).fill("boat");
            page.getByLabel("Replace with").fill("ship");
            page.getByLabel("Replace with").press("Enter");
            assertThat(page.locator("#found")).hasText("It stands there 3 times");
            assertThat(page.locator(".replacements li")).hasCount(3);
            assertThat(page.locator(".replacements li").nth(1))
                    .containsText("The harbour’s boatships are old, and no boat left the harbour.");
            assertThat(page.locator(".falls")).containsText("The sign-off of “Boats stayed in.");
            if (scripts) {
                assertThat(wanda.barriers()).isEmpty();
            }
            wanda.looksAt("replace-" + scripts);
            page.getByLabel("Leave this one").nth(1).check();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Replace them"))
                    .click();
            assertThat(page.locator("#copy p").getByText("boats are old"))
                    .hasText("ships stayed in. The harbour’s boats are old, and no ship left the harbour.");
            assertThat(page.locator(".replacements")).hasCount(0);
        }
        assertThat(paragraph(article)).startsWith("ships stayed in. The harbour’s boats");
    }

    @Test
    void it_goes_by_keyboard_and_takes_what_is_typed_and_not_saved_along() {
        var article = people.drafts("city", "Ferry", "The ferry left.");
        try (var wanda = wanda(1440, true)) {
            var page = wanda.at("/newsroom/articles/" + article);
            assertThat(page.locator("#copy[data-ready]")).isVisible();
            page.keyboard().press("8");
            assertThat(page.locator("#panel")).hasAttribute("aria-label", "Replace");
            page.locator("#panel input[name=find]").focus();
            page.keyboard().type("FERRY");
            page.keyboard().press("Tab");
            page.keyboard().type("boat");
            page.keyboard().press("Enter");
            assertThat(page.locator("#found")).hasText("It stands there 2 times");
            // Somebody types on in the text while the list is there.
            page.locator("#body-text p").click();
            page.keyboard().press("End");
            page.keyboard().type(" It came back.");
            page.locator("#replace button").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#body-text")).hasText("The boat left. It came back.");
            assertThat(page.locator("#at-headline")).hasText("boat");
        }
        assertThat(paragraph(article)).isEqualTo("The boat left. It came back.");
    }

    @Test
    void script_is_text_and_a_telephone_is_wide_enough() {
        var article = people.drafts("city", "Code", "He typed <img src=x onerror=alert(1)> and left.");
        try (var wanda = wanda(390, true)) {
            var page = wanda.at("/newsroom/articles/%s/replace?find=%s&with=%s"
                    .formatted(article, encoded("<img src=x onerror=alert(1)>"), encoded("<script>alert(2)</script>")));
            page.locator("#opens").click();
            assertThat(page.locator(".replacements li ins")).hasText("<script>alert(2)</script>");
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            assertThat(wanda.barriers()).isEmpty();
            wanda.looksAt("replace-phone");
        }
    }

    private static Desktop wanda(int width, boolean scripts) {
        var options =
                new Browser.NewContextOptions().setViewportSize(width, 900).setJavaScriptEnabled(scripts);
        return Desktop.of(stet.port(), options).signsIn("wanda", RunningStet.PASSWORD);
    }

    private static String paragraph(String article) {
        return people.wanda()
                .sees("/api/articles/" + article + "/content")
                .path("blocks")
                .path(0)
                .path("text")
                .path("words")
                .asString();
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
