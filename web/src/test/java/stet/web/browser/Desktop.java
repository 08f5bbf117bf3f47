package stet.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One person's browser: a session of its own, with whatever went wrong in its pages. */
final class Desktop implements AutoCloseable {
    /** What WCAG 2.2 AA is to axe. */
    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private static final String AXE = axe();

    /** Who is signed in at which program, so that the form is filled in once by each; a session may have many pages. */
    private static final Map<String, List<Cookie>> SIGNED_IN = new ConcurrentHashMap<>();

    /** Pictures of the pages, for whoever wants to look at them: no test does. */
    private static final boolean PICTURES = Boolean.getBoolean("stet.screenshots");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final String base;
    private @Nullable CDPSession network;
    /** The network did, once: htmx tells the console of what it could not send. */
    private boolean dropped;

    private Desktop(String base, Browser.NewContextOptions options) {
        this.base = base;
        context = Chromium.browser().newContext(options.setBaseURL(base).setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(15_000);
        page = context.newPage();
        page.onPageError(error -> complaints.add(error));
        page.onConsoleMessage(message -> {
            // What is refused is answered with a status that the console tells of; that is no fault of the page.
            if (message.type().equals("error")
                    && !message.text().contains("Failed to load resource")
                    && !(dropped && message.text().matches("htmx:(afterRequest|sendError), .*"))) {
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

    /** Somebody who is signed in. Where they stand then is not said: what is looked at is asked for with {@link #at}. */
    Desktop signsIn(String name, String password) {
        var session = SIGNED_IN.get(base + " " + name);
        if (session == null) {
            signsInByForm(name, password);
            SIGNED_IN.put(
                    base + " " + name,
                    context.cookies().stream().map(Desktop::again).toList());
        } else {
            context.addCookies(session);
        }
        return this;
    }

    private void signsInByForm(String name, String password) {
        page.navigate("/sign-in?next=/newsroom");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL("**/newsroom");
    }

    /** What a browser says of a cookie is not quite what it wants to be told. */
    private static Cookie again(Cookie cookie) {
        return new Cookie(cookie.name, cookie.value)
                .setDomain(cookie.domain)
                .setPath(cookie.path)
                .setExpires(cookie.expires)
                .setHttpOnly(cookie.httpOnly)
                .setSecure(cookie.secure)
                .setSameSite(cookie.sameSite);
    }

    /** Somewhere from where each request takes 300 ms longer, before any page is open. */
    Desktop farAway() {
        network = context.newCDPSession(page);
        network.send("Network.enable");
        reaches(true);
        return this;
    }

    /** Whether anything is reached from far away: what is under way when it is not is lost. */
    void reaches(boolean anything) {
        dropped |= !anything;
        var conditions = new JsonObject();
        conditions.addProperty("offline", !anything);
        conditions.addProperty("latency", 300);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", -1);
        Objects.requireNonNull(network, "it is not far away").send("Network.emulateNetworkConditions", conditions);
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

    /**
     * What axe finds wrong with the page as it is now, one line for each rule. It is put into each document once, and tells of nothing
     * but what is wrong: with all that is right, and with a page of its own for every look, it took twice as long.
     */
    @SuppressWarnings("unchecked") // the script gives a list of strings
    List<String> barriers() {
        for (var frame : page.frames()) {
            if (!Boolean.TRUE.equals(frame.evaluate("'axe' in window"))) {
                frame.evaluate(AXE);
            }
        }
        return (List<String>) page.evaluate("""
                async tags => (await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}))
                    .violations.map(rule => `${rule.id}: ${rule.help} at `
                        + rule.nodes.map(node => `${node.target} ${node.html}`).join(', '))
                """, WCAG_2_2_AA);
    }

    private static String axe() {
        try (var script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Errors of scripts and what the content security policy kept out, since the last time. */
    List<String> complaints() {
        var found = List.copyOf(complaints);
        complaints.clear();
        return found;
    }

    /** A picture of the whole page, beside the reports of the tests, with {@code -Dstet.screenshots=true}. */
    void looksAt(String name) {
        if (!PICTURES) {
            return;
        }
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
