package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
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

/** Passkeys in a device of Chromium's, which does whatever a device does but ask for a finger. */
@Tag("browser")
class PasskeyTest {
    private static final String SIGN_IN = "/api/session/passkey";

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
    void one_is_made_on_ones_own_page_opens_the_newsroom_and_is_removed() {
        stet.welcomes("rosa", "Rosa Lind", "WRITER");
        try (var rosa = signsIn("rosa")) {
            var page = rosa.page();
            var device = new Device(page, true);
            makes(rosa);
            assertThat(rosa.barriers()).isEmpty();
            assertThat(page.locator("[aria-labelledby=done]")).containsText("Made a passkey");
            page.getByText("Rename it").click();
            page.getByLabel("What it is called").fill("My telephone");
            press(page.locator("main"), "Rename");
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove My telephone")))
                    .isVisible();

            rosa.context().clearCookies();
            page.navigate("/sign-in?next=/newsroom/mine");
            assertThat(rosa.barriers()).isEmpty();
            press(page.locator("main"), "Use a passkey");
            page.waitForURL("**/newsroom/mine");

            // What was signed once lets nobody in twice.
            var signed = new String[1];
            rosa.context().clearCookies();
            page.navigate("/sign-in");
            page.onRequest(request -> {
                if (request.url().endsWith(SIGN_IN)) {
                    signed[0] = request.postData();
                }
            });
            press(page.locator("main"), "Use a passkey");
            page.waitForURL("**/newsroom");
            stet.world()
                    .posts(SIGN_IN, "application/json", signed[0].getBytes(UTF_8))
                    .refused(422, "wrong-passkey");

            rosa.at("/newsroom/account");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove My telephone"))
                    .click();
            assertThat(page.locator("[aria-labelledby=done]")).containsText("Removed a passkey");
            rosa.context().clearCookies();
            page.navigate("/sign-in");
            press(page.locator("main"), "Use a passkey");
            assertThat(page.locator("#passkey-said")).containsText("That passkey is not known here");
            device.goes();
        }
    }

    @Test
    void a_device_that_does_not_know_who_holds_it_is_not_enough() {
        stet.welcomes("nils", "Nils Berg", "WRITER");
        try (var nils = signsIn("nils")) {
            var page = nils.page();
            var device = new Device(page, true);
            makes(nils);
            nils.context().clearCookies();
            device.knowsItsOwner(false);
            page.navigate("/sign-in");
            press(page.locator("main"), "Use a passkey");
            assertThat(page.locator("#passkey-said")).hasText("No passkey was used.");
            device.goes();
        }
    }

    /** Whoever has somebody's device can have its browser ask for less than Stet asks for. */
    @Test
    void a_browser_that_does_not_ask_who_holds_the_device_is_not_believed() {
        stet.welcomes("nora", "Nora Lie", "WRITER");
        try (var nora = signsIn("nora")) {
            var page = nora.page();
            var device = new Device(page, true);
            makes(nora);
            nora.context().clearCookies();
            device.knowsItsOwner(false);
            page.route("**" + SIGN_IN, route -> {
                if (!route.request().method().equals("GET")) {
                    route.resume();
                    return;
                }
                var asked = route.fetch();
                assertThat(asked.text()).contains("\"required\"");
                route.fulfill(new Route.FulfillOptions()
                        .setResponse(asked)
                        .setBody(asked.text().replace("\"required\"", "\"discouraged\"")));
            });
            page.navigate("/sign-in");
            var answer = page.waitForResponse(
                    response -> response.url().endsWith(SIGN_IN)
                            && response.request().method().equals("POST"),
                    () -> press(page.locator("main"), "Use a passkey"));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text()).contains("wrong-passkey");
            device.goes();
        }
    }

    @Test
    void it_proves_anew_that_it_is_them_before_something_goes_to_readers() {
        var article = people.publishes("city", "Snow over Tolvik", "It snowed.");
        try (var paul = signsIn("paul")) {
            var page = paul.page();
            var device = new Device(page, true);
            makes(paul);
            paul.at("/newsroom/articles/" + article + "/publishing");
            assertThat(page.locator("#copy[data-ready]")).isVisible();
            timePasses("paul");
            var hold = page.locator("form[action$='/hold-article']");
            var folded = hold.locator("xpath=ancestor::details[not(@open)]");
            if (folded.count() > 0) {
                folded.locator("summary").first().click();
            }
            hold.locator("[name=reason]").fill("The owner called");
            hold.getByRole(AriaRole.BUTTON).click();
            var dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog.getByLabel("Password")).hasCount(0);
            assertThat(paul.barriers()).isEmpty();
            press(dialog, "Use a passkey");
            assertThat(page.locator("form[action$='/release-hold'] button")).isVisible();
            device.goes();
        }
    }

    @Test
    void it_proves_so_on_a_page_of_its_own_as_well_and_leads_on() {
        try (var stella = signsIn("stella")) {
            var page = stella.page();
            var device = new Device(page, true);
            makes(stella);
            var article = people.drafts("city", "Fog over Tolvik", "It was foggy.");
            timePasses("stella");
            stella.at("/newsroom/seal");
            page.getByLabel("The article, by its id").fill(article);
            press(page.locator("main"), "Take the file");
            assertThat(page.locator("h1")).hasText("Is it still you?");
            assertThat(page.getByLabel("Password")).hasCount(0);
            assertThat(stella.barriers()).isEmpty();
            var file = page.waitForDownload(() -> press(page.locator("main"), "Use a passkey"));
            assertThat(file.suggestedFilename()).endsWith(".pack");
            file.delete();
            device.goes();
        }
    }

    @Test
    void whatever_is_sent_in_place_of_what_a_device_signed_is_refused_in_a_sentence() {
        for (var made : new String[] {
            "{}",
            "[]",
            "null",
            "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{},\"clientExtensionResults\":{}}",
            "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"clientExtensionResults\":{},"
                    + "\"response\":{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AAAA\",\"signature\":\"AAAA\"}}"
        }) {
            var refused = stet.world().posts(SIGN_IN, "application/json", made.getBytes(UTF_8));
            assertThat(refused.status()).as(made + refused.text()).isBetween(400, 422);
            assertThat(refused.sentence()).isNotBlank();
        }
        var wanda = stet.inBrowser("wanda", RunningStet.PASSWORD);
        wanda.posts("/api/me/passkeys", Map.of("label", "x", "credential", Map.of()))
                .refused(422, "invalid");
        wanda.posts("/api/me/passkeys", Map.of("label", "x")).refused(422, "invalid");
        wanda.deletes("/api/me/passkeys/none").refused(404, "no-such-passkey");
        wanda.puts("/api/me/passkeys/none", Map.of("label", "x")).refused(404, "no-such-passkey");
        people.wanda().posts("/api/me/passkeys", Map.of("label", "x")).refused(403, "beyond-its-scope");
    }

    /** A device with passkeys, in Chromium. */
    private static final class Device {
        private final CDPSession chromium;
        private final String id;

        Device(Page page, boolean knowsItsOwner) {
            chromium = page.context().newCDPSession(page);
            chromium.send("WebAuthn.enable");
            var options = new JsonObject();
            options.addProperty("protocol", "ctap2");
            options.addProperty("transport", "internal");
            options.addProperty("hasResidentKey", true);
            options.addProperty("hasUserVerification", true);
            options.addProperty("isUserVerified", knowsItsOwner);
            options.addProperty("automaticPresenceSimulation", true);
            var asked = new JsonObject();
            asked.add("options", options);
            id = chromium.send("WebAuthn.addVirtualAuthenticator", asked)
                    .get("authenticatorId")
                    .getAsString();
        }

        void knowsItsOwner(boolean knows) {
            var asked = new JsonObject();
            asked.addProperty("authenticatorId", id);
            asked.addProperty("isUserVerified", knows);
            chromium.send("WebAuthn.setUserVerified", asked);
        }

        void goes() {
            chromium.detach();
        }
    }

    private static void makes(Desktop desktop) {
        var page = desktop.at("/newsroom/account");
        page.getByLabel("Where it will be").fill("This laptop");
        press(page.locator("#new-passkey"), "Make a passkey");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove This laptop")))
                .isVisible();
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

    private static void press(Locator part, String button) {
        part.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
