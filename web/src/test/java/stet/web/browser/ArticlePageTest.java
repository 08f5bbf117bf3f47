package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stet.web.life.Colleague;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;
import tools.jackson.databind.node.ObjectNode;

/** The page of an article, with each act where an editor looks for it. */
@Tag("browser")
class ArticlePageTest {
    private static final String SENTENCE = "It rained for 12 hours on 3 March, the harbour office said.";
    private static final String TWO_SENTENCES = SENTENCE + " Some 40 boats stayed in the harbour.";

    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static Colleague wim;

    @BeforeAll
    static void open_the_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        wim = stet.welcomes("wim", "Wim Castel", "WRITER", "CHECKER");
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void every_panel_can_be_used_by_everybody(ColorScheme scheme) {
        var article = people.publishes("city", "Rain over Tolvik", "It rained the whole night.");
        people.chidi()
                .asks(article, "add-comment", Map.of("text", "Was it the whole night?"))
                .with(200);
        try (var paul = desktop("paul", new Browser.NewContextOptions().setColorScheme(scheme))) {
            for (var panel :
                    new String[] {"checking", "pictures", "publishing", "comments", "people", "history", "details"}) {
                paul.at("/newsroom/articles/" + article + "/" + panel);
                assertThat(paul.barriers()).as(panel).isEmpty();
                paul.looksAt("article-%s-%s".formatted(panel, scheme.name().toLowerCase(Locale.ROOT)));
            }
            paul.at("/newsroom/articles/" + article + "/preview");
            assertThat(paul.page().frameLocator(".phone").locator("h1")).hasText("Rain over Tolvik");
        }
    }

    @Test
    void a_checker_works_through_an_article_by_keys_alone() {
        var article = people.drafts("city", "Rain over Tolvik", TWO_SENTENCES);
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        try (var chidi = desktop("chidi")) {
            var page = chidi.at("/newsroom/articles/" + article + "/checking");
            assertThat(page.locator(".coverage")).containsText("0 of 3");
            page.keyboard().press("y");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".coverage")).containsText("2 of 3");
            page.keyboard().press("y");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".coverage")).containsText("3 of 3");
            assertThat(page.locator("#copy .claim.unchecked")).hasCount(2);

            for (var open = 1; open >= 0; open--) {
                page.keyboard().press("o");
                page.keyboard().press("c");
                page.keyboard().press("Tab");
                page.keyboard().type("Log of the harbour office");
                page.keyboard().press("Enter");
                assertThat(page.locator(".one-claim[data-verdict=UNCHECKED]")).hasCount(open);
            }
            page.keyboard().press("Escape");
            page.locator("#standing .chip").first().click();
            page.keyboard().press("s");
            page.keyboard().press("f");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".signoff")).containsText("signed off, by Chidi Okafor");
            assertThat(page.locator("#standing")).containsText("Fact checked");
        }
    }

    @Test
    void what_fell_is_shown_with_the_change_that_made_it_fall() {
        var article = people.readies("city", "Rain over Tolvik", "It rained the whole night.");
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        content.put("headline", "Rain over Tolvik and Marn");
        people.wanda().saves(article, 1, content).with(200);
        content.put("headline", "Rain falls on Tolvik");
        people.wanda().saves(article, 2, content).with(200);
        try (var chidi = desktop("chidi")) {
            var page = chidi.at("/newsroom/articles/" + article + "/checking");
            assertThat(page.locator(".fallen")).containsText("Facts fell");
            assertThat(page.locator(".fallen del").first()).isVisible();
            chidi.looksAt("article-fallen");
        }
    }

    @Test
    void a_comment_is_marked_in_the_words_it_is_about_and_put_otherwise_by_its_writer() {
        var article = people.drafts("city", "Rain over Tolvik", SENTENCE);
        people.chidi()
                .asks(
                        article,
                        "add-comment",
                        Map.of(
                                "commentId",
                                "k1",
                                "text",
                                "Who <b>counted</b> \"them\"?",
                                "anchor",
                                Map.of("place", "block/b1", "start", 14, "words", "12 hours")))
                .with(200);
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        ((ObjectNode) content.at("/blocks/0/text")).put("words", "On the coast " + SENTENCE.replace("12", "13"));
        people.wanda().saves(article, 1, content).with(200);

        try (var chidi = desktop("chidi");
                var his = desktop("wim")) {
            // Whoever only reads an article has its words as they are; whoever writes has them in the editor.
            for (var each : new Desktop[] {chidi, his}) {
                var page = each.at("/newsroom/articles/" + article + "/checking");
                var mark = page.locator("#copy mark.remark");
                assertThat(mark).hasText("13 hours");
                mark.click();
                assertThat(page.locator("#panel")).hasAttribute("aria-label", "Comments");
                assertThat(page.locator("#comment-k1")).isFocused();
                assertThat(page.locator("#comment-k1")).containsText("Who <b>counted</b> \"them\"?");
                assertThat(page.locator("#comment-k1")).containsText("It was “12 hours”");
            }
            assertThat(his.page().locator("#comment-k1 form[action$='/edit-comment']"))
                    .hasCount(0);
            var comment = chidi.page().locator("#comment-k1");
            comment.locator("summary", new Locator.LocatorOptions().setHasText("Change it"))
                    .click();
            comment.locator("form[action$='/edit-comment'] textarea").fill("Who counted them, @Wanda?");
            comment.getByText("Save the comment").click();
            assertThat(comment).containsText("For Wanda");
            assertThat(comment).containsText(", changed");
            assertThat(his.page().locator("#comment-k1")).containsText("Who counted them, @Wanda?");
            his.page().locator("#comment-k1").getByText("Resolve").click();
            assertThat(his.page().locator("#copy mark.remark")).hasCount(0);
            assertThat(chidi.page().locator("#copy mark.remark")).hasCount(0);
            chidi.looksAt("article-comments");
        }
    }

    @Test
    void a_refusal_is_a_sentence_and_what_was_typed_stays() {
        var article = people.drafts("city", "Rain over Tolvik", SENTENCE);
        try (var his = desktop("wim")) {
            var page = his.at("/newsroom/articles/" + article + "/checking");
            raise(page, "13 hours");
            assertThat(page.locator("#refused")).containsText("“13 hours” does not stand there, letter for letter");
            assertThat(page.locator("#refused")).containsText("Nothing was changed");
            assertThat(page.locator("#raise textarea")).hasValue("13 hours");
            raise(page, "12 hours");
            assertThat(page.locator("#refused")).isEmpty();
            assertThat(page.locator(".one-claim")).hasCount(1);
        }
    }

    @Test
    void what_lacks_a_check_goes_out_with_one_button_and_it_is_said_without_what() {
        var article = people.drafts("city", "Rain over Tolvik", "It rained the whole night.");
        try (var paul = desktop("paul")) {
            var page = paul.at("/newsroom/articles/" + article + "/publishing");
            assertThat(page.locator(".obstacles li").first()).isVisible();
            page.keyboard().press("p");
            page.keyboard().press("w");
            var form = page.locator("#edition-ORIGINAL");
            form.getByLabel("The sign-off of the facts").check();
            form.getByLabel("The sign-off of the captions").check();
            form.getByLabel("Why").fill("The storm is over the town now");
            assertThat(paul.barriers()).isEmpty();
            paul.looksAt("publishing-without-a-check");
            form.getByText("Publish now").click();
            assertThat(page.getByText("Published, waiving the sign-off of the facts and the sign-off of the captions."))
                    .isVisible();
            assertThat(page.locator("#edition-title")).isVisible();
        }
    }

    @Test
    void what_is_half_typed_in_one_form_outlives_the_sending_of_another() {
        var article = people.drafts("city", "Rain over Tolvik", SENTENCE);
        try (var his = desktop("wim")) {
            var page = his.at("/newsroom/articles/" + article + "/checking");
            raise(page, "12 hours");
            page.locator(".one-claim .words").click();
            page.keyboard().press("q");
            page.locator(".one-claim [name=question]").fill("By whose");
            raise(page, "3 March");
            assertThat(page.locator(".one-claim")).hasCount(2);
            assertThat(page.locator(".one-claim [name=question]").first()).hasValue("By whose");
            assertThat(page.locator("#raise textarea")).hasValue("");
        }
    }

    @Test
    void nobody_signs_off_words_they_wrote_and_the_page_says_so() {
        var article = people.drafts("city", "Rain over Tolvik", "It rained the whole night.");
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        content.put("headline", "Rain over Tolvik and Marn");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        wim.saves(article, 1, content).with(200);
        try (var his = desktop("wim")) {
            his.at("/newsroom/articles/" + article + "/checking");
            var signOff = his.page().locator(".signoff");
            assertThat(signOff.locator(".not-to-sign")).hasText("the headline");
            assertThat(signOff).containsText("You sign off 1 of 2 passages");
            his.page().getByRole(AriaRole.BUTTON, named("Sign off the facts")).click();
            assertThat(signOff).not().containsText("You sign off");
            assertThat(signOff.locator(".not-to-sign")).hasText("the headline");
            assertThat(his.page().locator("#standing")).containsText("Drafted");
            his.page().getByRole(AriaRole.BUTTON, named("Sign off the facts")).click();
            assertThat(his.page().locator("#refused")).containsText("wrote");
        }
    }

    @Test
    void without_scripts_every_form_still_does_its_work() {
        var article = people.drafts("city", "Rain over Tolvik", SENTENCE);
        var plain = new Browser.NewContextOptions().setJavaScriptEnabled(false);
        try (var wanda = desktop("wanda", plain);
                var chidi = desktop("chidi", plain)) {
            var hers = wanda.at("/newsroom/articles/" + article + "/checking");
            hers.getByRole(AriaRole.BUTTON, named("Hand in for checking")).click();
            assertThat(hers.locator("#standing")).containsText("Handed in");

            var his = chidi.at("/newsroom/articles/" + article + "/checking");
            raise(his, "eleven hours");
            assertThat(his.locator("#refused")).containsText("does not stand there");
            assertThat(his.locator("#raise textarea")).hasValue("eleven hours");
            raise(his, SENTENCE);
            assertThat(his.locator(".one-claim")).hasCount(1);
            his.locator("summary", new Page.LocatorOptions().setHasText("Query"))
                    .click();
            his.getByLabel("Question to the writer").fill("By whose clock?");
            his.getByRole(AriaRole.BUTTON, named("Ask")).click();
            assertThat(his.locator(".one-claim")).containsText("By whose clock?");

            hers.reload();
            hers.getByLabel("Your answer").fill("The harbour office's.");
            hers.getByRole(AriaRole.BUTTON, named("Answer")).click();
            assertThat(hers.locator(".one-claim")).containsText("The harbour office's.");

            his.reload();
            his.locator(".one-claim [data-pick]").check();
            var confirm = his.locator("#one-source");
            confirm.locator("summary").first().click();
            confirm.locator("[data-paste-source]").fill("Log of the harbour office");
            confirm.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Confirm"))
                    .click();
            his.getByRole(AriaRole.BUTTON, named("Sign off the facts")).click();
            assertThat(his.locator("#standing")).containsText("Fact checked");
        }
    }

    @Test
    void keys_are_listed_and_the_palette_finds_acts_and_articles() {
        var article = people.drafts("city", "Otters return to the mill pond", "Nobody had seen one there.");
        var other = people.drafts("city", "Rain over Tolvik", SENTENCE);
        try (var wanda = desktop("wanda")) {
            var page = wanda.at("/newsroom/articles/" + other);
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).containsText("Hand in for checking");
            assertThat(wanda.barriers()).isEmpty();
            page.keyboard().press("Escape");
            page.keyboard().press("4");
            assertThat(page.getByRole(AriaRole.HEADING, named("Say something"))).isVisible();
            page.keyboard().press("Control+k");
            page.keyboard().type("otters");
            assertThat(page.locator("#palette li").first()).hasText("Otters return to the mill pond");
            assertThat(wanda.barriers()).isEmpty();
            page.keyboard().press("Enter");
            page.waitForURL("**/newsroom/articles/" + article + "*");
        }
    }

    private static void raise(Page page, String words) {
        page.locator("#raise [name='anchor.place']").selectOption("block/b1");
        page.locator("#raise textarea").fill(words);
        page.getByRole(AriaRole.BUTTON, named("Raise the claim")).click();
    }

    private static Desktop desktop(String name) {
        return desktop(name, new Browser.NewContextOptions());
    }

    private static Desktop desktop(String name, Browser.NewContextOptions options) {
        return Desktop.of(stet.port(), options).signsIn(name, RunningStet.PASSWORD);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
