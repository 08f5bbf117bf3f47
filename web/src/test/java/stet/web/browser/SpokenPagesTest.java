package stet.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/**
 * The main pages as a screen reader has them, each in a file under {@code src/test/approved/spoken}. Where one is no longer what it was, the
 * file is written anew, for whoever changed it to read.
 */
@Tag("browser")
class SpokenPagesTest {
    private static final Path APPROVED = Path.of("src", "test", "approved", "spoken");

    @TempDir
    private static Path directory;

    private final List<Path> written = new ArrayList<>();

    @Test
    void read_as_they_did() throws IOException {
        try (var stet = RunningStet.in(directory)) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var story = people.publishes("city", "Rain over Tolvik", "It rained the whole night.");
            var article = people.drafts("city", "A second boat", "The council voted 7 to 2 for a second boat.");
            people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
            people.chidi()
                    .asks(
                            article,
                            "raise-claim",
                            Map.of(
                                    "kind",
                                    "NUMBER",
                                    "anchor",
                                    Map.of("place", "block/b1", "start", 12, "words", "voted 7 to 2")))
                    .with(200);
            try (var chidi = Desktop.of(stet.port()).signsIn("chidi", RunningStet.PASSWORD);
                    var reader = Desktop.of(stet.port())) {
                reads("front", reader.at("/"), null);
                reads("story", reader.at("/news/" + people.slug(story)), null);
                reads("public-search", reader.at("/search?q=rains"), "article.teaser");
                reads("board", chidi.at("/newsroom"), "#card-" + article);
                reads("article", chidi.at("/newsroom/articles/" + article), "#copy[data-ready]");
                reads("checking", chidi.at("/newsroom/articles/" + article + "/checking"), ".one-claim");
                reads("search", chidi.at("/newsroom/search?q=rains"), ".hit");
            }
        }
        assertThat(written)
                .as("These pages read otherwise now. They have been written: read what is different, and commit them")
                .isEmpty();
    }

    /** @param seen what there is once the page is whole; null where no script makes any of it */
    private void reads(String name, Page page, @Nullable String seen) throws IOException {
        if (seen != null) {
            PlaywrightAssertions.assertThat(page.locator(seen).first()).isVisible();
        }
        var file = APPROVED.resolve(name + ".yml");
        var before = Files.exists(file) ? Files.readString(file) : "";
        try {
            // A script may still have something to add.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(before.isEmpty() ? 2 : 20))
                    .until(() -> spoken(page).equals(before));
        } catch (ConditionTimeoutException another) {
            Files.createDirectories(APPROVED);
            Files.writeString(file, spoken(page));
            written.add(file);
        }
    }

    /** Without what is another at each start: ids and times. */
    private static String spoken(Page page) {
        return page.locator("body")
                        .ariaSnapshot()
                        .replaceAll("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                        .replaceAll("\\bc[0-9a-f]{12}\\b", "ID")
                        .replaceAll("(?<=In this stage since: )[^\"]+", "AWHILE")
                        .replaceAll("(?<=[a-z])-[0-9a-f]{8}\\b", "-ID")
                        .replaceAll(
                                "(?:[A-Z][a-z]+day,? )?\\b\\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \\d{4})?",
                                "DAY")
                        .replaceAll("\\d{1,2}:\\d{2}(?: [A-Z]{3,4})?", "TIME")
                + "\n";
    }
}
