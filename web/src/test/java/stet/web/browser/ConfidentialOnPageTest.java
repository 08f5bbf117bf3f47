package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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

/** An article is made confidential, is not there then, is opened with a reason, and is read by whoever audits all of that. */
@Tag("browser")
class ConfidentialOnPageTest {
    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void open_the_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        stet.welcomes("otto", "Otto Lindqvist", "AUDITOR");
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void standards_confide_it_and_a_publisher_opens_it_with_a_reason(boolean scripts) {
        var article = people.drafts("city", "The dam leaks", "It leaks, they say.");
        var there = "/newsroom/articles/" + article;
        try (var stella = at(scripts, 1440, "stella");
                var paul = at(scripts, 390, "paul")) {
            var page = stella.at(there + "/people");
            page.getByText("Make it confidential").first().click();
            page.getByLabel("Who else may read it").selectOption("pia");
            page.locator("form[action$=make-confidential]").getByLabel("Why").fill("A source is in danger");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make it confidential"))
                    .click();
            assertThat(page.locator("#standing .chip", new Page.LocatorOptions().setHasText("Confidential")))
                    .isVisible();
            assertThat(page.locator("#panel")).containsText("Pia Lund, Wanda Winter");
            hasNoBarriers(stella, scripts);

            var closed = paul.at(there);
            assertThat(closed.locator("h1")).hasText("Not found");
            hasNoBarriers(paul, scripts);
            closed.getByText("Open it all the same, with a reason").click();
            assertThat(closed.locator("h1")).hasText("Open what is not yours to read");
            hasNoBarriers(paul, scripts);
            paul.looksAt("break-glass-" + scripts);
            closed.getByLabel("Why you have to read it now").fill("It is about to go out");
            closed.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open it"))
                    .click();
            assertThat(closed).hasURL(Pattern.compile(there + "$"));
            assertThat(closed.locator("main")).containsText("The dam leaks");

            var told = stella.at("/newsroom/notices");
            assertThat(told.locator("main")).containsText("Paul Reyes opened it for an hour");
            assertThat(told.locator("main")).containsText("It is about to go out");
        }
    }

    @Test
    void an_auditor_looks_through_history_log_and_seal_and_is_offered_nothing_to_change() {
        var article = people.publishes("city", "The crane turns", "It turns, they say.");
        try (var otto = at(true, 390, "otto")) {
            for (var address : new String[] {
                "/newsroom",
                "/newsroom/articles/" + article,
                "/newsroom/articles/" + article + "/timeline",
                "/newsroom/articles/" + article + "/redline",
                "/newsroom/seal",
                "/access"
            }) {
                var page = otto.at(address);
                assertThat(otto.barriers()).as(address).isEmpty();
                assertThat(page.locator("main form[method=post]:not([action*='/newsroom/views'])"))
                        .hasCount(address.equals("/newsroom/seal") ? 1 : 0);
                otto.looksAt("auditor"
                        + address.replaceAll("[0-9a-f-]{36}", "article").replace('/', '-'));
            }
        }
    }

    /** They are looked for by a script. */
    private static void hasNoBarriers(Desktop desktop, boolean scripts) {
        if (scripts) {
            assertThat(desktop.barriers()).isEmpty();
        }
    }

    private static Desktop at(boolean scripts, int width, String who) {
        var options =
                new Browser.NewContextOptions().setViewportSize(width, 900).setJavaScriptEnabled(scripts);
        return Desktop.of(stet.port(), options).signsIn(who, RunningStet.PASSWORD);
    }
}
