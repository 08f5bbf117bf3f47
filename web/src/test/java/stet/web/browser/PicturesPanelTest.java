package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;
import tools.jackson.databind.node.ObjectNode;

/** A picture comes into an article, is spoken of, returned, amended, approved and signed off. */
@Tag("browser")
class PicturesPanelTest {
    private static final String ALT = "A small white ferry with a blue funnel at a stone pier";

    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static byte[] harbour;

    @BeforeAll
    static void open_the_newsroom() throws IOException {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        stet.welcomes("petra", "Petra Holm", "WRITER", "PICTURE_EDITOR");
        harbour = new ClassPathResource("demo/harbour-ferry.jpg").getContentAsByteArray();
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    @Test
    void a_caption_is_written_returned_amended_approved_and_signed_off() {
        var article = people.drafts("city", "The ferry is back", "The ferry is back at her berth.");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        try (var wanda = signsIn("wanda");
                var pia = signsIn("pia");
                var petra = signsIn("petra")) {
            var page = wanda.at(panel(article));
            assertThat(page.getByText("There are no pictures.")).isVisible();
            uploads(page);
            var figure = page.locator(".one-figure");
            assertThat(figure).hasCount(1);
            assertThat(figure.getByText("The picture has no caption")).isVisible();
            assertThat(wanda.barriers()).isEmpty();
            looks(wanda, article, "pictures-new");

            fill(figure, "caption", "The Marigold is back at her berth.");
            fill(figure, "part.WHO_OR_WHAT", "The ferry Marigold");
            figure.locator("[data-take='part.WHERE']").click();
            assertThat(figure.locator("[name='part.WHERE']")).hasValue("The stone pier, Port Ellery");
            figure.locator("[data-take='part.CREDIT']").click();
            figure.locator("[name='reason.WHEN']").fill("Its maker remembers only the summer");
            figure.locator("[name=altText]").fill("a".repeat(260));
            assertThat(figure.getByText("260 of 250: 10 too many.")).isVisible();
            figure.locator("[name=altText]").fill("the marigold is back at her berth.");
            assertThat(figure.getByText("This is the caption again")).isVisible();
            figure.locator("[name=altText]").fill(ALT);
            assertThat(figure.getByText(ALT.length() + " of 250.")).isVisible();
            assertThat(figure.locator("[data-label]")).isHidden();
            figure.locator("[name=sourceType]").selectOption("TRAINED_ALGORITHMIC_MEDIA");
            assertThat(figure.locator("[data-label]")).isVisible();
            figure.locator("[data-take=sourceType]").click();
            assertThat(figure.locator("[name=sourceType]")).hasValue("DIGITAL_CREATION");
            press(figure, "Save the caption of picture 1");
            assertThat(figure.getByText("Not approved")).isVisible();
            assertThat(figure.getByRole(AriaRole.BUTTON, named("Approve"))).hasCount(0);

            var desk = pia.at(panel(article));
            var hers = desk.locator(".one-figure");
            assertThat(desk.getByText("0 of 1 captions are approved.")).isVisible();
            desk.keyboard().press("b");
            hers.getByLabel("What is wrong with it").fill("Which berth?");
            press(hers, "Return the caption");
            assertThat(hers.locator(".talk")).containsText("Which berth?");
            assertThat(pia.barriers()).isEmpty();

            var _ = wanda.at(panel(article));
            assertThat(figure.locator(".talk")).containsText("Which berth?");
            opens(figure, "Caption and details");
            fill(figure, "caption", "The Marigold is back at the northern berth.");
            press(figure, "Save the caption of picture 1");
            assertThat(figure.locator(".words")).hasText("The Marigold is back at the northern berth.");

            var twice = petra.at(panel(article));
            var petras = twice.locator(".one-figure");
            opens(petras, "Caption and details");
            fill(petras, "part.WHO_OR_WHAT", "The ferry Marigold of Port Ellery");
            press(petras, "Save the caption of picture 1");
            assertThat(petras.getByText("Some of this caption is yours")).isVisible();
            press(petras, "Approve the caption of picture 1");
            assertThat(twice.locator("#refused"))
                    .containsText("You wrote some of this caption; somebody else must approve it");
            looks(petra, article, "pictures-own");

            desk = pia.at(panel(article));
            desk.keyboard().press("a");
            desk.keyboard().press("Control+Enter");
            assertThat(hers.locator(".chips")).containsText("Approved");
            desk.keyboard().press("s");
            desk.keyboard().press("c");
            desk.keyboard().press("Control+Enter");
            assertThat(desk.getByText("The captions are signed off")).isVisible();
            assertThat(pia.barriers()).isEmpty();
            looks(pia, article, "pictures-signed-off");

            // Another picture takes the approval down, and with it the sign-off.
            page = wanda.at(panel(article));
            opens(figure, "Another picture");
            figure.locator("input[type=file]")
                    .setInputFiles(new FilePayload("hall.jpg", "image/jpeg", resource("school-roofs.jpg")));
            press(figure, "Replace the picture");
            assertThat(figure.locator(".talk")).containsText("fell");
            assertThat(page.getByText("0 of 1 captions are approved.")).isVisible();
            assertThat(wanda.complaints()).isEmpty();
        }
    }

    @Test
    void that_there_are_no_pictures_is_signed_off_as_well() {
        var article = people.drafts("city", "Fog", "There is fog.");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        try (var pia = signsIn("pia")) {
            var page = pia.at(panel(article));
            page.getByRole(AriaRole.BUTTON, pageNamed("Sign off: no pictures")).click();
            assertThat(page.locator("#refused")).containsText("The facts are signed off first");
            people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
            page = pia.at(panel(article));
            page.getByRole(AriaRole.BUTTON, pageNamed("Sign off: no pictures")).click();
            assertThat(page.getByText("It is signed off that there are no pictures"))
                    .isVisible();
            page.getByText("Take the sign-off back").click();
            page.getByLabel("Why").fill("There will be one");
            page.getByRole(AriaRole.BUTTON, pageNamed("Reopen the captions")).click();
            assertThat(page.getByRole(AriaRole.BUTTON, pageNamed("Sign off: no pictures")))
                    .isVisible();
        }
    }

    @Test
    void a_picture_is_dropped_or_pasted_and_what_is_none_is_not_taken() {
        var article = people.drafts("city", "Snow", "It snows.");
        try (var wanda = signsIn("wanda")) {
            var page = wanda.at(panel(article));
            brings(page, "drop", "image/jpeg", harbour);
            assertThat(page.locator("#said")).hasText("The picture is there.");
            assertThat(page.locator(".one-figure")).hasCount(1);
            brings(page, "paste", "image/jpeg", resource("school-roofs.jpg"));
            assertThat(page.locator("#said")).hasText("The picture is there.");
            assertThat(page.locator(".one-figure")).hasCount(2);
            brings(page, "drop", "text/html", "<p>".getBytes(StandardCharsets.UTF_8));
            assertThat(page.locator("#said")).hasText("That is no JPEG, PNG, WebP or GIF.");
            brings(page, "drop", "image/jpeg", "<p>no picture</p>".getBytes(StandardCharsets.UTF_8));
            assertThat(page.locator("#refused")).containsText("no picture that Stet can show");
            assertThat(page.locator(".one-figure")).hasCount(2);

            var last = page.locator(".one-figure").last();
            opens(last, "Take it out");
            press(last, "Take picture 2 out of the article");
            assertThat(page.locator(".one-figure")).hasCount(1);
        }
    }

    @Test
    void without_scripts_it_all_works_as_plain_forms() {
        var article = people.drafts("city", "Hail", "It hails.");
        var options =
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setReducedMotion(ReducedMotion.REDUCE);
        try (var wanda = Desktop.of(stet.port(), options).signsIn("wanda", RunningStet.PASSWORD)) {
            var page = wanda.at(panel(article));
            uploads(page);
            var figure = page.locator(".one-figure");
            assertThat(figure).hasCount(1);
            assertThat(figure.getByText("The stone pier, Port Ellery")).isVisible();
            fill(figure, "caption", "Hail on the pier.");
            press(figure, "Save the caption of picture 1");
            assertThat(figure.locator(".words")).hasText("Hail on the pier.");

            page.locator("#add-picture input[type=file]")
                    .setInputFiles(
                            new FilePayload("page.jpg", "image/jpeg", "<script>".getBytes(StandardCharsets.UTF_8)));
            page.getByRole(AriaRole.BUTTON, pageNamed("Add the picture")).click();
            assertThat(page.locator("#refused")).containsText("no picture that Stet can show");
        }
    }

    @Test
    void two_who_write_one_caption_lose_nothing() {
        var article = people.drafts("city", "Rain", "It rains.");
        try (var wanda = signsIn("wanda");
                var pia = signsIn("pia")) {
            var page = wanda.at(panel(article));
            uploads(page);
            var figure = page.locator(".one-figure");
            fill(figure, "caption", "Rain on the old pier.");
            press(figure, "Save the caption of picture 1");
            assertThat(figure.locator(".words")).hasText("Rain on the old pier.");

            var hers = pia.at(panel(article)).locator(".one-figure");
            fill(hers, "part.WHO_OR_WHAT", "The ferry");
            fill(figure, "caption", "Rain on the new pier.");
            press(figure, "Save the caption of picture 1");
            assertThat(figure.locator(".words")).hasText("Rain on the new pier.");
            press(hers, "Save the caption of picture 1");
            assertThat(hers.locator(".words")).hasText("Rain on the new pier.");

            fill(hers, "caption", "Rain on the northern pier.");
            fill(figure, "caption", "Rain on the southern pier.");
            press(figure, "Save the caption of picture 1");
            assertThat(figure.locator(".words")).hasText("Rain on the southern pier.");
            press(hers, "Save the caption of picture 1");
            assertThat(pia.page().locator("#refused")).not().isEmpty();
            assertThat(hers.locator("[name=caption]")).hasValue("Rain on the northern pier.");
            assertThat(pia.page().locator("#said")).containsText("Rain on the southern pier.");
            press(hers, "Save the caption of picture 1");
            assertThat(hers.locator(".words")).hasText("Rain on the northern pier.");
        }
    }

    @Test
    void readers_get_the_picture_in_a_size_that_fits_their_screen() {
        var article = people.drafts("city", "The ferry sails again", "The ferry sails again.");
        var hash = people.pia()
                .posts("/api/pictures", "image/jpeg", harbour)
                .json()
                .path("picture")
                .asString();
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        content.withArray("blocks")
                .addObject()
                .put("kind", "figure")
                .put("id", "f1")
                .putObject("picture")
                .put("file", hash)
                .put("caption", "The Marigold at her berth.")
                .put("altText", ALT)
                .put("sourceType", "DIGITAL_CREATION")
                .set(
                        "parts",
                        content.objectNode()
                                .put("WHO_OR_WHAT", "The Marigold")
                                .put("WHERE", "Port Ellery")
                                .put("WHEN", "In summer")
                                .put("CREDIT", "Runa Haldane"));
        people.wanda().saves(article, 1, content).with(200);
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        people.pia().asks(article, "approve-caption", Map.of("figure", "f1")).with(200);
        people.pia().asks(article, "sign-off-captions", Map.of()).with(200);
        people.paul()
                .asks(article, "publish-article", Map.of("kind", "ORIGINAL"))
                .with(200);

        for (var screen : Map.of(390, 480, 1280, 960).entrySet()) {
            var options = new Browser.NewContextOptions().setViewportSize(screen.getKey(), 900);
            try (var reader = Desktop.of(stet.port(), options)) {
                var page = reader.at("/news/" + people.slug(article));
                var picture = page.locator("figure img");
                picture.scrollIntoViewIfNeeded();
                picture.evaluate("image => image.decode()");
                assertThat((String) picture.evaluate("image => image.currentSrc"))
                        .endsWith("/" + screen.getValue());
                assertThat(reader.barriers()).isEmpty();
                reader.looksAt("story-with-a-picture-" + screen.getKey());
            }
        }
    }

    private static Desktop signsIn(String name) {
        return Desktop.of(stet.port()).signsIn(name, RunningStet.PASSWORD);
    }

    private static String panel(String article) {
        return "/newsroom/articles/" + article + "/pictures";
    }

    private static void uploads(Page page) {
        page.locator("#add-picture input[type=file]")
                .setInputFiles(new FilePayload("ferry.jpg", "image/jpeg", harbour));
        page.getByRole(AriaRole.BUTTON, pageNamed("Add the picture")).click();
    }

    private static void fill(Locator figure, String field, String words) {
        figure.locator("[name='%s']".formatted(field)).fill(words);
    }

    private static void opens(Locator figure, String summary) {
        figure.locator("summary:has-text('%s')".formatted(summary)).click();
    }

    private static void press(Locator figure, String button) {
        figure.getByRole(AriaRole.BUTTON, named(button)).click();
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions pageNamed(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static byte[] resource(String name) {
        try {
            return new ClassPathResource("demo/" + name).getContentAsByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Lets go of a file over the form, or pastes it, as a hand would. */
    private static void brings(Page page, String how, String type, byte[] bytes) {
        page.evaluate("""
                ([how, type, content]) => {
                  const transfer = new DataTransfer();
                  transfer.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], "a", { type }));
                  const over = document.getElementById("add-picture");
                  const event = how === "drop"
                    ? new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true })
                    : new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
                  (how === "drop" ? over : document.body).dispatchEvent(event);
                }""", List.of(how, type, Base64.getEncoder().encodeToString(bytes)));
    }

    /** In daylight, in the dark, and on a telephone. */
    private static void looks(Desktop desktop, String article, String name) {
        var page = desktop.page();
        page.evaluate(
                "() => Promise.all([...document.images].map(image => { image.loading = 'eager'; return image.decode().catch(() => {}); }))");
        desktop.looksAt(name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        desktop.looksAt(name + "-dark");
        assertThat(desktop.barriers()).as("in the dark").isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(390, 844);
        desktop.looksAt(name + "-narrow");
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .as(article + " fits a telephone")
                .isLessThanOrEqualTo(390);
        page.setViewportSize(1280, 720);
    }
}
