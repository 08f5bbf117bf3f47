package stet.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One person's browser: a session of its own, with whatever went wrong in its pages. */
final class Desktop implements AutoCloseable {
    /** What WCAG 2.2 AA is to axe. */
    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final String base;

    private Desktop(String base, Browser.NewContextOptions options) {
        this.base = base;
        context = Chromium.browser().newContext(options.setBaseURL(base).setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(15_000);
        page = context.newPage();
        page.onPageError(error -> complaints.add(error));
        page.onConsoleMessage(message -> {
            // What is refused is answered with a status that the console tells of; that is no fault of the page.
            if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
    }

    /** @param port of the running program */
    static Desktop of(int port) {
        return of(port, new Browser.NewContextOptions());
    }

    static Desktop of(int port, Browser.NewContextOptions options) {
        return new Desktop("http://localhost:" + port, options);
    }

    Desktop signsIn(String name, String password) {
        page.navigate("/sign-in?next=/newsroom");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL("**/newsroom");
        return this;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** The page at a path, when it is there and its scripts have run. */
    Page at(String path) {
        page.navigate(path);
        return page;
    }

    /** What axe finds wrong with the page as it is now, one line for each rule. */
    List<String> barriers() {
        return new AxeBuilder(page)
                .withTags(WCAG_2_2_AA).analyze().getViolations().stream()
                        .map(rule -> "%s: %s at %s"
                                .formatted(
                                        rule.getId(),
                                        rule.getHelp(),
                                        rule.getNodes().stream()
                                                .map(node -> node.getTarget() + " " + node.getHtml())
                                                .toList()))
                        .toList();
    }

    /** Errors of scripts and what the content security policy kept out, since the last time. */
    List<String> complaints() {
        var found = List.copyOf(complaints);
        complaints.clear();
        return found;
    }

    /** A picture of the whole page, beside the reports of the tests. */
    void looksAt(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }

    String address() {
        return base;
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("errors in the browser").isEmpty();
    }
}
