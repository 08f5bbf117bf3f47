package stet.web.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/**
 * How long a keystroke takes in an article of 5 000 words with 200 claims. It asserts nothing and is not run with the tests; {@code docs/pages.md} has how, and what came of it.
 */
class EditorSpeed {
    private static final int PARAGRAPHS = 100;
    private static final int CLAIMS = 200;
    private static final int KEYSTROKES = 400;

    /** From the key to when the frame that shows it has been made, with the wait for the display's next; milliseconds. */
    private static final String MEASURE = """
            () => {
              window.seen = [];
              let begun = 0;
              addEventListener("keydown", () => { begun = performance.now(); }, true);
              addEventListener("input", () => {
                const mine = begun;
                requestAnimationFrame(() => {
                  const channel = new MessageChannel();
                  channel.port1.onmessage = () => window.seen.push(performance.now() - mine);
                  channel.port2.postMessage(0);
                });
              }, true);
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void of_a_keystroke() throws IOException {
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
                var trace = directory.resolve("trace.json");
                var options = new com.microsoft.playwright.Browser.StartTracingOptions()
                        .setPath(trace)
                        .setCategories(List.of("devtools.timeline", "disabled-by-default-devtools.timeline"));
                Chromium.browser().startTracing(page, options);
                page.waitForTimeout(1_000);
                page.keyboard()
                        .type(
                                "words ".repeat(KEYSTROKES / 6),
                                new com.microsoft.playwright.Keyboard.TypeOptions().setDelay(40));
                page.waitForTimeout(500);
                Chromium.browser().stopTracing();
                tell(trace);
                @SuppressWarnings("unchecked")
                var seen = (List<Number>) page.evaluate("window.seen");
                tell(
                        "until it is seen, with the wait for the display",
                        seen.stream().map(Number::doubleValue));
            }
        }
    }

    /** What the page's own thread did, for a key and until the next one. */
    private static void tell(Path trace) throws IOException {
        JsonArray all;
        try (var reader = Files.newBufferedReader(trace)) {
            all = JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("traceEvents");
        }
        var keys = did(all, "EventDispatch").filter(EditorSpeed::isKey).toList();
        var page = keys.getFirst().get("tid");
        var tasks =
                did(all, "RunTask").filter(task -> task.get("tid").equals(page)).toList();
        // What is done after the last one is done in a pause.
        var longest = new double[keys.size() - 1];
        var together = new double[keys.size() - 1];
        for (var task : tasks) {
            var end = task.get("ts").getAsDouble() + task.get("dur").getAsDouble();
            var key = (int) keys.stream()
                            .filter(each -> each.get("ts").getAsDouble() <= end)
                            .count()
                    - 1;
            if (key >= 0 && key < longest.length) {
                var took = task.get("dur").getAsDouble() / 1_000;
                longest[key] = Math.max(longest[key], took);
                together[key] += took;
            }
        }
        tell("the longest task until the next", Arrays.stream(longest).boxed());
        tell("all tasks until the next", Arrays.stream(together).boxed());
    }

    private static Stream<JsonObject> did(JsonArray events, String what) {
        return events.asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(event -> event.get("name").getAsString().equals(what) && event.has("dur"))
                .sorted(Comparator.comparingDouble(event -> event.get("ts").getAsDouble()));
    }

    private static boolean isKey(JsonObject event) {
        return event.getAsJsonObject("args")
                .getAsJsonObject("data")
                .get("type")
                .getAsString()
                .equals("keydown");
    }

    private static void tell(String what, Stream<Double> milliseconds) {
        var times = milliseconds.sorted().toList();
        System.out.printf(
                "%s: %d keystrokes, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                what, times.size(), at(times, 0.50), at(times, 0.95), at(times, 0.99), times.getLast());
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
