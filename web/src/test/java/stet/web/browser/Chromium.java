package stet.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * One Chromium for all tests of this program: the one that the system has, or else Playwright's own. Where neither is found, the tests
 * are skipped; but with CI set they fail, since there somebody relies on them.
 */
final class Chromium {
    /** The shell first: the same engine without the browser around it, which takes more of the machine than the pages do. */
    private static final List<String> OF_THE_SYSTEM = List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome");

    private static @Nullable Browser browser;

    private Chromium() {}

    static synchronized Browser browser() {
        if (browser == null) {
            browser = launch();
        }
        return browser;
    }

    private static Browser launch() {
        var found =
                OF_THE_SYSTEM.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        // Long enough for a machine that does much else; what is as it should be is seen at once.
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        var options = new BrowserType.LaunchOptions().setArgs(arguments());
        found.ifPresent(options::setExecutablePath);
        try {
            // With a browser of the system, nothing is downloaded.
            var environment =
                    found.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.<String, String>of();
            var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            return playwright.chromium().launch(options);
        } catch (PlaywrightException none) {
            if (System.getenv("CI") != null) {
                throw none;
            }
            return Assumptions.abort("There is no browser to test with: " + none.getMessage());
        }
    }

    /** As root, Chromium runs without its sandbox or not at all; and a small machine has little shared memory. */
    private static List<String> arguments() {
        return Stream.concat(
                        Stream.of("--disable-dev-shm-usage"),
                        System.getProperty("user.name").equals("root") ? Stream.of("--no-sandbox") : Stream.of())
                .toList();
    }
}
