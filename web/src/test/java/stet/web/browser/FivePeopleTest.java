package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/**
 * The whole life of an article in the browsers of five people, all of them open at once, and in that of a reader: 300 ms away, on a network
 * that drops while one of them types, one asks and one publishes.
 */
@Tag("browser")
class FivePeopleTest {
    private static final String NOT_REACHED = "Stet cannot be reached.";
    private static final String HEADLINE = "A second boat for Port Ellery";

    @TempDir
    private static Path directory;

    @Test
    void an_article_lives_from_its_first_word_to_its_withdrawal() throws IOException {
        try (var stet = RunningStet.in(directory)) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            try (var wanda = at(stet, "wanda");
                    var chidi = at(stet, "chidi");
                    var pia = at(stet, "pia");
                    var paul = at(stet, "paul");
                    var stella = at(stet, "stella");
                    var reader = Desktop.of(stet.port()).farAway()) {
                // Wanda begins an article, and writes on where it is read.
                var writing = wanda.at("/newsroom/new");
                writing.getByLabel("Headline").fill(HEADLINE);
                writing.getByLabel("Text", new Page.GetByLabelOptions().setExact(true))
                        .fill("The harbour council voted 7 to 2 for a second boat.");
                press(writing, "Start writing");
                writing.waitForURL("**/newsroom/articles/*");
                var article = writing.url().replaceFirst(".*/articles/([^/?#]+).*", "$1");
                var page = "/newsroom/articles/" + article;
                assertThat(chidi.page().locator("#column-drafting #card-" + article))
                        .isVisible();
                writing.locator("#body-text p").last().click();
                moves(writing, "End");
                writing.keyboard().press("Enter");
                wanda.reaches(false);
                writing.keyboard().type("It will sail every day.");
                assertThat(writing.locator(".state .status")).hasText("Offline: kept on this device");
                wanda.reaches(true);
                assertThat(writing.locator(".state .status")).hasText("Saved");
                press(writing, "Hand in for checking");

                // Chidi sees it come, puts what must be checked in claims, and has a question.
                assertThat(chidi.page().locator("#column-with-checkers #card-" + article))
                        .isVisible();
                var checking = chidi.at(page + "/checking");
                for (var claims = 1; checking.locator("[data-key=y]").count() > 0; claims++) {
                    checking.keyboard().press("y");
                    checking.keyboard().press("Control+Enter");
                    assertThat(checking.locator(".one-claim")).hasCount(claims);
                }
                checking.keyboard().press("o");
                var votes = checking.locator("[data-claim='%s']"
                        .formatted(checking.locator(".one-claim.chosen").getAttribute("data-claim")));
                checking.keyboard().press("q");
                votes.getByLabel("Question to the writer").fill("Was it not eight?");
                chidi.reaches(false);
                press(votes, "Ask");
                assertThat(checking.getByText(NOT_REACHED)).isVisible();
                assertThat(votes.getByLabel("Question to the writer")).hasValue("Was it not eight?");
                chidi.reaches(true);
                press(votes, "Ask");
                assertThat(votes).containsText("Was it not eight?");

                // Wanda answers in place, without having loaded anything anew.
                writing.getByLabel("Your answer").fill("Seven; the mayor left early.");
                press(writing, "Answer");
                assertThat(checking.locator(".talk").first()).containsText("the mayor left early");
                confirmAll(checking);
                press(checking, "Sign off the facts");
                assertThat(checking.locator(".signoff")).containsText("signed off, by Chidi Okafor");

                // A word changes: exactly what fell is shown to Chidi, as a redline.
                writing.locator("#body-text p").first().click();
                moves(writing, "Home");
                for (var words = 0; words < 4; words++) {
                    moves(writing, "Control+ArrowRight");
                }
                moves(writing, "ArrowRight");
                moves(writing, "Shift+ArrowRight");
                writing.keyboard().type("8");
                assertThat(checking.locator(".fallen")).containsText("Facts fell");
                assertThat(checking.locator(".fallen ins").first()).hasText("8");
                assertThat(checking.locator("#standing")).containsText("Drafted");
                for (var left = checking.locator("[data-key=y]"); left.count() > 0; ) {
                    var claims = checking.locator(".one-claim").count();
                    checking.keyboard().press("y");
                    checking.keyboard().press("Control+Enter");
                    assertThat(checking.locator(".one-claim")).hasCount(claims + 1);
                }
                confirmAll(checking);
                press(checking, "Sign off the facts");
                assertThat(checking.locator("#standing")).containsText("Fact checked");

                // Wanda adds a picture; Pia approves what is said of it.
                var hers = wanda.at(page + "/pictures");
                hers.locator("#add-picture input[type=file]")
                        .setInputFiles(new FilePayload(
                                "ferry.jpg",
                                "image/jpeg",
                                new ClassPathResource("demo/harbour-ferry.jpg").getContentAsByteArray()));
                press(hers.locator("#add-picture"), "Add the picture");
                var figure = hers.locator(".one-figure");
                figure.locator("[name=caption]").fill("The ferry at her berth.");
                figure.locator("[name='part.WHO_OR_WHAT']").fill("The ferry Marigold");
                figure.locator("[name='part.WHERE']").fill("Port Ellery");
                figure.locator("[name='reason.WHEN']").fill("Its maker remembers only the summer");
                figure.locator("[name='part.CREDIT']").fill("Runa Haldane");
                figure.locator("[name=altText]").fill("A small white ferry beside a stone pier");
                figure.locator("[name=sourceType]").selectOption("DIGITAL_CREATION");
                press(figure, "Save the caption of picture 1");
                assertThat(figure.locator(".chips")).containsText("Not approved");
                var captions = pia.at(page + "/pictures");
                captions.keyboard().press("a");
                captions.keyboard().press("Control+Enter");
                assertThat(captions.locator(".one-figure .chips")).containsText("Approved");
                press(captions, "Sign off the captions");
                assertThat(captions.locator("#standing")).containsText("Captioned");

                // Paul looks at it as readers will, and publishes.
                var publishing = paul.at(page + "/preview");
                assertThat(publishing.frameLocator(".phone").locator("h1")).hasText(HEADLINE);
                publishing.navigate(page + "/publishing");
                assertThat(publishing.locator("#way-title")).hasText("Nothing stands in the way");
                paul.reaches(false);
                press(publishing, "Publish now");
                assertThat(publishing.getByText(NOT_REACHED)).isVisible();
                paul.reaches(true);
                press(publishing, "Publish now");
                assertThat(publishing.locator("#standing")).containsText("Live");
                var story = reader.at("/");
                story.getByText(HEADLINE).click();
                assertThat(story.locator(".body")).containsText("voted 8 to 2");
                assertThat(story.locator(".picture img")).isVisible();
                reader.looksAt("five-story");

                // What was wrong is put right, with a note that stays.
                var claim = checking.locator(".one-claim", new Page.LocatorOptions().setHasText("voted 8 to 2"));
                checking.reload();
                claim.locator(".words").click();
                checking.keyboard().press("r");
                claim.getByLabel("What stands there from now on")
                        .fill("The harbour council voted 7 to 2 for a second boat.");
                claim.locator("details[open] [data-paste-source]").fill("Minutes of the council");
                press(claim.locator("details[open]"), "Correct");
                assertThat(checking.locator("#copy")).containsText("voted 7 to 2");
                stet.welcomes("cleo", "Cleo Brandt", "CHECKER");
                try (var cleo = at(stet, "cleo")) {
                    var second = cleo.at(page + "/checking");
                    confirmAll(second);
                    press(second, "Sign off the facts");
                    assertThat(second.locator(".signoff")).containsText("signed off, by Cleo Brandt");
                }
                publishing.reload();
                publishing.locator("summary", exactly("Correction")).click();
                var correction = publishing.locator("#edition-CORRECTION");
                correction.getByLabel("What was wrong").fill("The vote was given as 8 to 2.");
                correction.getByLabel("What is right").fill("It was 7 to 2.");
                press(correction, "Publish now");
                assertThat(publishing.locator("#panel")).containsText("Edition 2 (correction)");
                story.reload();
                assertThat(story.locator(".notes")).containsText("It was 7 to 2.");

                // Stella takes it off view, lets it back, and at last withdraws it for good.
                var judging = stella.at(page + "/publishing");
                judging.locator("summary", exactly("Hold")).click();
                judging.locator("form[action$='/hold-article'] textarea").fill("The mayor disputes the count");
                press(judging, "Hold the story");
                assertThat(judging.locator("#standing")).containsText("On hold");
                assertThat(story.reload().status()).isEqualTo(404);
                press(judging, "Release the hold");
                assertThat(judging.locator("#standing")).not().containsText("On hold");
                assertThat(story.reload().status()).isEqualTo(200);
                judging.locator("summary", exactly("Kill")).click();
                judging.locator("form[action$='/kill-article'] [name=reason]").fill("There was no vote");
                judging.locator("form[action$='/kill-article'] [name=notice]")
                        .fill("This story was withdrawn: there was no vote.");
                press(judging, "Kill the story");
                assertThat(judging.locator("#standing")).containsText("Killed");
                assertThat(story.reload().status()).isEqualTo(410);
                assertThat(story.locator("main")).containsText("there was no vote");

                // Standards alone read what was killed.
                assertThat(people.stella()
                                .sees("/api/articles/" + article)
                                .path("stage")
                                .asString())
                        .isEqualTo("KILLED");
            }
        }
    }

    /** Every claim that is still open, one after the other, by keys. */
    private static void confirmAll(Page page) {
        var open = page.locator(
                ".one-claim[data-verdict=UNCHECKED], .one-claim[data-verdict=QUERIED], .one-claim[data-verdict=DISPUTED]");
        for (var left = open.count(); left > 0; left--) {
            assertThat(open).hasCount(left);
            open.first().locator(".words").click();
            page.keyboard().press("c");
            page.locator("#one-source [data-paste-source]").fill("Minutes of the council");
            page.locator("#one-source [data-paste-source]").press("Enter");
            assertThat(open).hasCount(left - 1);
        }
    }

    /** Moves the cursor, as slowly as the quickest of fingers: an editor hears of it only a moment after. */
    private static void moves(Page page, String key) {
        page.keyboard().press(key, new Keyboard.PressOptions().setDelay(80));
    }

    private static Desktop at(RunningStet stet, String name) {
        return Desktop.of(stet.port()).farAway().signsIn(name, RunningStet.PASSWORD);
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void press(Locator part, String button) {
        part.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static Page.LocatorOptions exactly(String words) {
        return new Page.LocatorOptions().setHasText(Pattern.compile("^" + words + "$"));
    }
}
