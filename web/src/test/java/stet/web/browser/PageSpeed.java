package stet.web.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/**
 * How long the server takes for each page of a newsroom with 1 000 articles, how heavy the page is on the wire, and when it can be used. It
 * asserts nothing and is not run with the tests; {@code docs/pages.md} has how, and what came of it.
 */
class PageSpeed {
    private static final int ARTICLES = 1_000;
    private static final int LOADS = 40;

    /** Of the page that is open: milliseconds until its first byte and until its scripts have run, and kilobytes on the wire. */
    private static final String MEASURE = """
            () => {
              const page = performance.getEntriesByType("navigation")[0];
              const parts = performance.getEntriesByType("resource");
              return {
                server: page.responseStart - page.requestStart,
                usable: page.domContentLoadedEventEnd - page.startTime,
                html: page.transferSize / 1000,
                all: (page.transferSize + parts.reduce((sum, part) => sum + part.transferSize, 0)) / 1000,
              };
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void of_every_page() {
        try (var stet = RunningStet.in(directory)) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            IntStream.range(0, ARTICLES).forEach(i -> people.drafts("city", "Story number " + i, words(i, 400)));
            var article = people.publishes("city", "Rain over Tolvik", words(7, 1_000));
            var pages = List.of(
                    "/newsroom",
                    "/newsroom/mine",
                    "/newsroom/notices",
                    "/newsroom/new",
                    "/newsroom/articles/" + article,
                    "/newsroom/articles/" + article + "/edit",
                    "/newsroom/articles/" + article + "/preview",
                    "/",
                    "/news/" + people.slug(article));
            System.out.println(
                    "| page | server, ms: p50 | p95 | usable, ms: p50 | kB of HTML | kB with all, first | again |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (var path : pages) {
                measure(stet, path, path.replace(article, "…"));
            }
        }
    }

    private static void measure(RunningStet stet, String path, String name) {
        Map<String, Double> first;
        var later = new ArrayList<Map<String, Double>>();
        try (var paul = Desktop.of(stet.port())) {
            // Whoever signs in has seen the board; so the first is seen by somebody who comes anew with what the other
            // was given.
            paul.signsIn("paul", RunningStet.PASSWORD);
            var state = paul.context().storageState();
            try (var anew = Desktop.of(
                    stet.port(), new com.microsoft.playwright.Browser.NewContextOptions().setStorageState(state))) {
                first = once(anew, path);
            }
            for (var i = 0; i < LOADS; i++) {
                later.add(once(paul, path));
            }
        }
        System.out.printf(
                "| `%s` | %.1f | %.1f | %.0f | %.1f | %.0f | %.1f |%n",
                name,
                at(later, "server", 0.50),
                at(later, "server", 0.95),
                at(later, "usable", 0.50),
                at(later, "html", 0.50),
                first.get("all"),
                at(later, "all", 0.50));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Double> once(Desktop who, String path) {
        var page = who.at(path);
        page.waitForTimeout(100);
        return ((Map<String, Number>) page.evaluate(MEASURE))
                .entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, each -> each.getValue().doubleValue()));
    }

    private static double at(List<Map<String, Double>> loads, String what, double share) {
        var sorted = loads.stream().map(load -> load.get(what)).sorted().toList();
        return sorted.get((int) Math.floor((sorted.size() - 1) * share));
    }

    private static String words(int number, int count) {
        return IntStream.range(0, count)
                .mapToObj(word -> "word" + (number * word) % 97)
                .collect(Collectors.joining(" "));
    }
}
