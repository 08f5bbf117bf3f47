package stet.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** Each page there is, as those find it who cannot see it, see it badly, or look at it on a telephone. */
@Tag("browser")
class EveryPageTest {
    @TempDir
    private static Path directory;

    @Test
    void has_no_barrier_in_it_and_nothing_beyond_the_edge_of_a_telephone() {
        try (var stet = RunningStet.in(directory)) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            stet.welcomes("uma", "Uma Wells", "WRITER", "ADMINISTRATOR", "PUBLISHER", "STANDARDS");
            var article = people.publishes("city", "Rain over Tolvik", "It rained the whole night.");
            people.rewrites(article, "It rained the whole night, and the morning after.");
            var corrected = people.publishes("city", "Ferry to Tolvik", "The ferry sails at night.");
            people.rewrites(corrected, "The ferry sails at dawn.");
            people.corrects(corrected, "night", "dawn");
            var key = stet.administrator()
                    .posts("/api/people/invitations", Map.of("name", "Zoë Marin"))
                    .with(201)
                    .json()
                    .path("link")
                    .asString()
                    .replaceAll(".*key=", "");
            var pages = List.of(
                    "/",
                    "/sections/City",
                    "/news/" + people.slug(article),
                    "/news/nothing-here",
                    "/search?q=rain",
                    "/newsroom",
                    "/newsroom/mine",
                    "/newsroom/notices",
                    "/newsroom/search?q=rain",
                    "/newsroom/search/history?q=rain",
                    "/newsroom/sources?locator=The+harbour+office",
                    "/newsroom/rehearsal?require=rest-after-changes",
                    "/newsroom/times",
                    "/newsroom/as-of",
                    "/newsroom/as-of?at=" + Instant.now(),
                    "/newsroom/as-of?at=2999-01-01T00:00",
                    "/newsroom/deeds?by=chidi",
                    "/newsroom/deeds?what=corrections",
                    "/newsroom/deeds?by=chidi&since=yesterday",
                    "/newsroom/account",
                    "/newsroom/new",
                    "/newsroom/articles/" + article,
                    "/newsroom/articles/" + article + "/replace?find=rain&with=snow",
                    "/newsroom/articles/" + article + "/redline",
                    "/newsroom/articles/" + article + "/redline?from=r1&to=copy&place=headline",
                    "/newsroom/articles/" + article + "/redline?from=then",
                    "/newsroom/articles/" + article + "/timeline?place=headline",
                    "/newsroom/articles/" + article + "/as-of?at=2999-01-01T00:00:00Z",
                    "/newsroom/articles/" + corrected + "/corrections",
                    "/newsroom/articles/" + article + "/redact-words",
                    "/newsroom/articles/" + article + "/publishing",
                    "/newsroom/articles/" + article + "/restore?revision=1",
                    "/newsroom/articles/" + article + "/provenance?part=headline&at=0",
                    "/newsroom/articles/" + article + "/edit",
                    "/newsroom/articles/" + article + "/preview",
                    "/newsroom/articles/nothing-here",
                    "/newsroom/people",
                    "/newsroom/people/wanda",
                    "/newsroom/people/wanda/password",
                    "/newsroom/people/wanda/farewell",
                    "/newsroom/desks",
                    "/newsroom/desks/city/close",
                    "/newsroom/settings",
                    "/newsroom/backup",
                    "/newsroom/seal",
                    "/readers",
                    "/access",
                    "/set-password?key=" + key,
                    "/forgotten-password",
                    "/sign-out",
                    "/sign-in");
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                var phone =
                        new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(390, 844);
                try (var uma = Desktop.of(stet.port(), phone).signsIn("uma", RunningStet.PASSWORD)) {
                    for (var page : pages) {
                        uma.at(page);
                        assertThat(uma.barriers()).as(page).isEmpty();
                        assertThat(uma.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                                .as("%s is no wider than the screen", page)
                                .isEqualTo(true);
                        uma.looksAt("every%s-%s"
                                .formatted(
                                        page.replaceAll("[0-9a-f-]{36}", "article")
                                                .replaceAll("\\?.*", "")
                                                .replace('/', '-'),
                                        scheme.name().toLowerCase(Locale.ROOT)));
                    }
                }
                try (var paul = Desktop.of(stet.port(), phone).signsIn("paul", RunningStet.PASSWORD)) {
                    paul.at("/newsroom/articles/" + article + "/break-glass");
                    assertThat(paul.page().title()).startsWith("Open what is not yours to read");
                    assertThat(paul.barriers()).isEmpty();
                }
            }
        }
    }
}
