package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;
import stet.web.people.Authenticator;

/** How people prove on the pages that it is them: by a second factor when they sign in, and anew before something goes to readers. */
@Tag("browser")
class ProvenTest {
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
    void a_second_factor_is_set_up_on_ones_own_page_and_asked_for_from_then_on() {
        stet.welcomes("rosa", "Rosa Lind", "WRITER");
        try (var rosa = signsIn("rosa")) {
            var app = setsUp(rosa);
            var page = rosa.page();
            assertThat(page.locator(".codes li")).hasCount(10);
            assertThat(rosa.barriers()).isEmpty();
            var recovery = page.locator(".codes li").first().textContent();
            rosa.context().clearCookies();

            page.navigate("/sign-in?next=/newsroom/mine");
            gives(page.locator("main"), "rosa");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Your code")))
                    .isVisible();
            assertThat(rosa.barriers()).isEmpty();
            page.getByLabel("Code").fill("000000");
            press(page.locator("main"), "Sign in");
            assertThat(page.locator("#sentence")).containsText("That code is not good");
            page.getByLabel("Code").fill(next(app, "rosa"));
            press(page.locator("main"), "Sign in");
            page.waitForURL("**/newsroom/mine");

            rosa.context().clearCookies();
            page.navigate("/sign-in");
            gives(page.locator("main"), "rosa");
            page.getByLabel("Code").fill(recovery);
            press(page.locator("main"), "Sign in");
            page.waitForURL("**/newsroom");
            rosa.at("/newsroom/account");
            assertThat(page.locator(".second-factor")).containsText("9 recovery codes are left");
            assertThat(page.locator("[aria-labelledby=done]")).containsText("Used a recovery code");
        }
    }

    @Test
    void a_page_whose_session_has_ended_asks_for_the_code_as_well_and_then_sends() {
        stet.welcomes("nils", "Nils Berg", "CHECKER");
        var article = people.drafts("city", "Rain over Tolvik", "It rained.");
        try (var nils = signsIn("nils")) {
            var app = setsUp(nils);
            var page = nils.at("/newsroom/articles/" + article + "/comments");
            page.locator("#comment [name=text]").fill("Who counted them?");
            nils.context().clearCookies();
            press(page.locator("#comment"), "Comment");
            var dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("Password").fill(RunningStet.PASSWORD);
            press(dialog, "Sign in");
            assertThat(dialog.getByLabel("Code of your second factor")).isFocused();
            assertThat(dialog).containsText("Give the code that your authenticator app shows");
            assertThat(nils.barriers()).isEmpty();
            dialog.getByLabel("Code of your second factor").fill(next(app, "nils"));
            press(dialog, "Sign in");
            assertThat(page.locator(".one-comment")).containsText("Who counted them?");
        }
    }

    @Test
    void what_goes_to_readers_asks_again_in_the_page_and_then_goes() {
        var article = people.publishes("city", "Snow over Tolvik", "It snowed.");
        try (var paul = signsIn("paul")) {
            var page = paul.at("/newsroom/articles/" + article + "/publishing");
            assertThat(page.locator("#copy[data-ready]")).isVisible();
            timePasses("paul");
            var hold = page.locator("form[action$='/hold-article']");
            opens(hold);
            hold.locator("[name=reason]").fill("The owner called");
            hold.getByRole(AriaRole.BUTTON).click();
            var dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("Is it still you, Paul Reyes?");
            assertThat(paul.barriers()).isEmpty();
            dialog.getByLabel("Password").fill("not the password");
            press(dialog, "Go on");
            assertThat(dialog).containsText("do not belong together");
            dialog.getByLabel("Password").fill(RunningStet.PASSWORD);
            press(dialog, "Go on");
            assertThat(page.locator("#standing")).containsText("hold");
            assertThat(page.locator("form[action$='/release-hold'] button")).isVisible();

            timePasses("paul");
            page.locator("form[action$='/release-hold'] button").click();
            assertThat(dialog).isVisible();
            press(dialog, "Later");
            assertThat(page.locator("#said")).containsText("Nothing was sent");
            assertThat(page.locator("form[action$='/release-hold'] button")).isVisible();
        }
    }

    @Test
    void whoever_has_a_second_factor_gives_a_code_there_and_a_password_is_not_asked_for() {
        stet.welcomes("petra", "Petra Voss", "PUBLISHER");
        var article = people.publishes("city", "Sleet over Tolvik", "It sleeted.");
        try (var petra = signsIn("petra")) {
            var app = setsUp(petra);
            var page = petra.at("/newsroom/articles/" + article + "/publishing");
            assertThat(page.locator("#copy[data-ready]")).isVisible();
            timePasses("petra");
            var hold = page.locator("form[action$='/hold-article']");
            opens(hold);
            hold.locator("[name=reason]").fill("The owner called");
            hold.getByRole(AriaRole.BUTTON).click();
            var dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog.getByLabel("Password")).hasCount(0);
            assertThat(petra.barriers()).isEmpty();
            dialog.getByLabel("Code of your second factor").fill("000000");
            press(dialog, "Go on");
            assertThat(dialog).containsText("That code is not good");
            dialog.getByLabel("Code of your second factor").fill(next(app, "petra"));
            press(dialog, "Go on");
            assertThat(page.locator("form[action$='/release-hold'] button")).isVisible();
        }
    }

    @Test
    void a_form_that_the_browser_sends_itself_asks_before_it_is_sent() {
        stet.welcomes("ida", "Ida Falk", "ADMINISTRATOR");
        try (var ida = signsIn("ida")) {
            var page = ida.at("/newsroom/people");
            page.getByLabel("Their name").fill("Nora Vik");
            timePasses("ida");
            press(page.locator("main"), "Invite");
            var dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("Password").fill(RunningStet.PASSWORD);
            press(dialog, "Go on");
            assertThat(page.locator("main .fresh")).containsText("Nora Vik");

            ida.at("/newsroom/account");
            timePasses("ida");
            press(page.locator(".second-factor"), "Set up a second factor");
            dialog.getByLabel("Password").fill(RunningStet.PASSWORD);
            press(dialog, "Go on");
            assertThat(page.locator(".qr path")).isVisible();

            timePasses("ida");
            ida.at("/newsroom/backup");
            page.getByText("Take a backup").click();
            assertThat(page.locator("h1")).hasText("Is it still you?");
            assertThat(ida.barriers()).isEmpty();
            page.getByLabel("Password").fill(RunningStet.PASSWORD);
            var file = page.waitForDownload(() -> press(page.locator("main"), "Go on"));
            assertThat(file.suggestedFilename()).startsWith("stet-").endsWith(".zip");
            file.delete();
        }
    }

    @Test
    void without_scripts_a_page_asks_and_keeps_what_was_typed() {
        var article = people.publishes("city", "Hail over Tolvik", "It hailed.");
        try (var stella = Desktop.of(stet.port(), new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            stella.signsIn("stella", RunningStet.PASSWORD);
            var page = stella.at("/newsroom/articles/" + article + "/publishing");
            timePasses("stella");
            var hold = page.locator("form[action$='/hold-article']");
            opens(hold);
            hold.locator("[name=reason]").fill("The owner called");
            hold.getByRole(AriaRole.BUTTON).click();
            assertThat(page.locator("h1")).hasText("Is it still you?");
            page.getByLabel("Password").fill(RunningStet.PASSWORD);
            press(page.locator("main"), "Go on");
            assertThat(page.locator("textarea")).hasValue("The owner called");
            press(page.locator("main"), "Send it now");
            assertThat(page.locator("form[action$='/release-hold'] button")).isVisible();
        }
    }

    /** Its secret is read off the page, as somebody types it who cannot scan. */
    private static Authenticator setsUp(Desktop desktop) {
        var page = desktop.at("/newsroom/account");
        press(page.locator(".second-factor"), "Set up a second factor");
        var secret = page.locator(".second-factor .secret");
        assertThat(page.locator(".qr path")).isVisible();
        assertThat(desktop.barriers()).isEmpty();
        var app = new Authenticator(secret.textContent());
        page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true)).fill(app.shows(Instant.now()));
        press(page.locator(".second-factor"), "Confirm");
        assertThat(page.locator(".codes")).isVisible();
        return app;
    }

    /** The next code, though half a minute has not gone by. */
    private static String next(Authenticator app, String person) {
        stet.part(JdbcClient.class)
                .sql("UPDATE people_second_factor SET last_step = 0 WHERE person_id = ?")
                .param(person)
                .update();
        return app.shows(Instant.now());
    }

    /** So much that whoever signed in has to prove anew that it is them. */
    private static void timePasses(String person) {
        var then = Instant.now().minus(Duration.ofMinutes(11));
        Map.of("stet.proved", then + " " + then, "stet.proved-by-more", then.toString())
                .forEach((attribute, kept) -> stet.part(JdbcClient.class)
                        .sql("""
                                UPDATE people_session_attributes SET attribute_bytes = ?
                                 WHERE attribute_name = ? AND session_primary_id IN
                                  (SELECT primary_id FROM people_session WHERE principal_name = ?)""")
                        .params(kept.getBytes(UTF_8), attribute, person)
                        .update());
    }

    private static Desktop signsIn(String name) {
        return Desktop.of(stet.port()).signsIn(name, RunningStet.PASSWORD);
    }

    private static void gives(Locator part, String name) {
        part.getByLabel("Name").fill(name);
        part.getByLabel("Password").fill(RunningStet.PASSWORD);
        press(part, "Sign in");
    }

    /** Where a form is folded away. */
    private static void opens(Locator form) {
        var folded = form.locator("xpath=ancestor::details[not(@open)]");
        if (folded.count() > 0) {
            folded.locator("summary").first().click();
        }
    }

    private static void press(Locator part, String button) {
        part.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
