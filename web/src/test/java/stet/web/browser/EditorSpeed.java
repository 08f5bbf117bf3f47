package stet.web.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/**
 * How long a keystroke takes in an article of 5 000 words with 200 claims. It asserts nothing and is not run with the tests: {@code mvn
 * test -pl web -am -Dtest=EditorSpeed -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class EditorSpeed {
    private static final int PARAGRAPHS = 100;
    private static final int CLAIMS = 200;
    private static final int KEYSTROKES = 400;

    /** From the key to when its work is done, and to when the frame that shows it has been made; milliseconds. */
    private static final String MEASURE = """
            () => {
              window.work = []; window.paint = [];
              let begun = 0;
              addEventListener("keydown", () => { begun = performance.now(); }, true);
              addEventListener("input", () => {
                const mine = begun;
                const after = (done) => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); };
                after(() => window.work.push(performance.now() - mine));
                requestAnimationFrame(() => after(() => window.paint.push(performance.now() - mine)));
              }, true);
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void of_a_keystroke() {
        try (var stet = RunningStet.in(directory)) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var article = article(people);
            try (var wanda = Desktop.of(stet.port()).signsIn("wanda", RunningStet.PASSWORD)) {
                var page = wanda.at("/newsroom/articles/" + article);
                var body = page.getByRole(
                        AriaRole.TEXTBOX, new com.microsoft.playwright.Page.GetByRoleOptions().setName("Body"));
                page.waitForSelector("#copy[data-ready] mark.claim");
                body.locator("p").nth(PARAGRAPHS / 2).click();
                page.keyboard().type("before it is measured ");
                page.evaluate(MEASURE);
                var chromium = wanda.context().newCDPSession(page);
                var ticks = new JsonObject();
                ticks.addProperty("timeDomain", "threadTicks");
                chromium.send("Performance.enable", ticks);
                var before = spent(chromium);
                page.keyboard()
                        .type(
                                "words ".repeat(KEYSTROKES / 6),
                                new com.microsoft.playwright.Keyboard.TypeOptions().setDelay(40));
                var after = spent(chromium);
                after.forEach((what, spent) -> System.out.printf(
                        "%s: %.2f ms of the processor for each keystroke%n",
                        what, (spent - before.getOrDefault(what, 0.0)) * 1_000 / (KEYSTROKES / 6 * 6)));
                page.waitForTimeout(500);
                for (var what : List.of("work", "paint")) {
                    @SuppressWarnings("unchecked")
                    var times = ((List<Number>) page.evaluate("window." + what))
                            .stream().map(Number::doubleValue).sorted().toList();
                    System.out.printf(
                            "%s: %d keystrokes, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                            what, times.size(), at(times, 0.50), at(times, 0.95), at(times, 0.99), times.getLast());
                }
            }
        }
    }

    /** Seconds of the page's own thread, which other programs do not make longer. */
    private static Map<String, Double> spent(CDPSession chromium) {
        var spent = new TreeMap<String, Double>();
        for (var metric : chromium.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            var name = metric.getAsJsonObject().get("name").getAsString();
            if (List.of("TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
                    .contains(name)) {
                spent.put(name, metric.getAsJsonObject().get("value").getAsDouble());
            }
        }
        return spent;
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
    }

    private static String article(Newcomers people) {
        var blocks = new ArrayList<Map<String, String>>();
        for (var i = 0; i < PARAGRAPHS; i++) {
            var number = i;
            blocks.add(Map.of(
                    "kind",
                    "paragraph",
                    "id",
                    "b" + i,
                    "text",
                    "There were %d boats and %d cars here. ".formatted(1_000 + i, 2_000 + i)
                            + IntStream.range(0, 43)
                                    .mapToObj(word -> "word" + (number * word) % 97)
                                    .collect(Collectors.joining(" "))));
        }
        var wanda = people.wanda();
        var article = wanda.posts(
                        "/api/articles",
                        Map.of("desk", "city", "content", Map.of("headline", "Rain over Tolvik", "blocks", blocks)))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        wanda.asks(article, "submit-for-checking", Map.of()).with(200);
        for (var claim = 0; claim < CLAIMS; claim++) {
            var boats = claim % 2 == 0;
            people.chidi()
                    .asks(
                            article,
                            "raise-claim",
                            Map.of(
                                    "kind",
                                    "NUMBER",
                                    "anchor",
                                    Map.of(
                                            "place",
                                            "block/b" + claim / 2,
                                            "start",
                                            boats ? 11 : 26,
                                            "words",
                                            String.valueOf((boats ? 1_000 : 2_000) + claim / 2))))
                    .with(200);
        }
        return article;
    }
}
