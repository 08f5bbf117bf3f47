package stet.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people wait for: the packaged program over HTTP. The limit in the same run is a static file from the same server. */
final class OverHttp {
    static final List<String> READ = List.of("static file", "front page", "story", "story as JSON", "list as JSON");
    static final List<String> WAITED =
            List.of("board page", "board as JSON", "article as JSON", "search", "front page");
    static final List<String> DONE = List.of("draft", "save", "publish");

    private static final int CONNECTIONS = 16;
    private static final int SAVES = 12;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PROSE =
            "The ferry left the harbour before dawn and nobody on the quay had seen who took the ropes. ".repeat(8);

    private final Packaged program;
    private final Results results;
    private final String under;
    private final Settings settings;
    private final Consumer<String> say;
    private final AtomicInteger headlines = new AtomicInteger();
    private volatile String story = "";
    private volatile String article = "";

    OverHttp(Packaged program, Results results, String under, Settings settings, Consumer<String> say) {
        this.program = program;
        this.results = results;
        this.under = under + "/http";
        this.settings = settings;
        this.say = say;
    }

    void measure(int articles) throws IOException {
        results.add(under + "/start/seconds", program.seconds());
        for (var person : List.of("wanda", "chidi", "pia", "paul")) {
            program.as(person).close();
        }
        work(8, articles / 8, new ConcurrentHashMap<>(), 0);
        say.accept("%s: %,d articles are out".formatted(under, articles));
        for (var round = 0; round <= settings.rounds(); round++) {
            var counted = round > 0;
            for (var editors : List.of(1, 8)) {
                var took = new ConcurrentHashMap<String, ConcurrentLinkedQueue<Double>>();
                work(editors, Math.max(1, settings.warmUp() / editors), took, SAVES);
                if (counted) {
                    took.forEach((what, all) -> keep("%s/work/%d/%s".formatted(under, editors, what), all));
                }
            }
            for (var what : READ) {
                var rate = read(address(what));
                if (counted) {
                    results.add("%s/read/%s/rate".formatted(under, what), rate);
                    say.accept("%s, round %d: %s %.0f/s".formatted(under, round, what, rate));
                }
            }
            for (var what : WAITED) {
                var waits = wait(what.equals("board page") ? 20 : 50, address(what));
                if (counted) {
                    keep("%s/wait/%s".formatted(under, what), waits);
                }
            }
        }
        results.add(under + "/memory/megabytes", program.megabytes());
    }

    private String address(String what) {
        return switch (what) {
            case "static file" -> "/assets/stet.css";
            case "front page" -> "/";
            case "story" -> "/news/" + story;
            case "story as JSON" -> "/api/published/" + story;
            case "list as JSON" -> "/api/published";
            case "board page" -> "/newsroom";
            case "board as JSON" -> "/api/articles?queue=DRAFTING&limit=50";
            case "article as JSON" -> "/api/articles/" + article;
            case "search" -> "/api/articles?text=harbour%20morning&limit=50";
            default -> throw new IllegalArgumentException(what);
        };
    }

    private void keep(String name, Iterable<Double> all) {
        var sorted = new ArrayList<Double>();
        all.forEach(sorted::add);
        sorted.sort(Double::compare);
        results.add(name + "/p50", sorted.get(sorted.size() / 2));
        results.add(name + "/p99", sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100)));
        say.accept("%s: p50 %.1f ms, p99 %.1f ms"
                .formatted(name, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100)));
    }

    // ---- Editors

    /** Each editor takes so many articles from the draft to the world, and begins one more that stays at the desk. */
    private void work(int editors, int articles, Map<String, ConcurrentLinkedQueue<Double>> took, int saves)
            throws IOException {
        all(editors, () -> {
            try (var wanda = program.as("wanda");
                    var chidi = program.as("chidi");
                    var pia = program.as("pia");
                    var paul = program.as("paul")) {
                for (var n = 0; n < articles; n++) {
                    out(wanda, chidi, pia, paul, took, saves);
                }
            }
            return null;
        });
    }

    private void out(
            Line wanda, Line chidi, Line pia, Line paul, Map<String, ConcurrentLinkedQueue<Double>> took, int saves)
            throws IOException {
        var headline = "Harbour morning " + letters(headlines.incrementAndGet());
        var drafted = timed(
                took,
                "draft",
                () -> Line.as(
                        201,
                        wanda.send(
                                "POST",
                                "/api/articles",
                                sent(Map.of("desk", "city", "content", content(headline, 0))))));
        var id = receipt(drafted).path("id").asString();
        var at = "/api/articles/" + id;
        for (var save = 1; save <= saves; save++) {
            var words = content(headline, save);
            wanda.saying("If-Match", "\"r%d\"".formatted(save));
            timed(took, "save", () -> Line.as(200, wanda.send("PUT", at + "/content", sent(words))));
        }
        wanda.silent("If-Match");
        if (headlines.get() % 2 == 0 && saves == 0) {
            // One in two waits at the desk, so that there is a board.
            return;
        }
        var seen = sent(Map.of("revision", saves + 1));
        Line.as(200, wanda.send("POST", at + "/submit-for-checking", "{}"));
        Line.as(200, chidi.send("POST", at + "/sign-off-facts", seen));
        Line.as(200, pia.send("POST", at + "/sign-off-captions", seen));
        timed(
                took,
                "publish",
                () -> Line.as(
                        200,
                        paul.send(
                                "POST",
                                at + "/publish-article",
                                sent(Map.of("kind", "ORIGINAL", "revision", saves + 1)))));
        var now = JSON.readTree(Line.as(200, paul.get(at)).body());
        story = now.path("edition").path("slug").asString();
        article = id;
    }

    private static JsonNode receipt(Line.Answer answer) {
        var whole = JSON.readTree(answer.body());
        return whole.has("receipt") ? whole.path("receipt") : whole;
    }

    private static String sent(Object body) {
        return JSON.writeValueAsString(body);
    }

    /** Without numbers, dates and quotations, so that nothing of it must be in a claim. */
    private static Map<String, Object> content(String headline, int save) {
        var blocks = new ArrayList<Map<String, Object>>();
        for (var n = 0; n < 10; n++) {
            blocks.add(Map.of(
                    "kind", "paragraph", "id", "b" + n, "text", PROSE + (n == 3 ? letters(save + 1) : "") + "."));
        }
        var content = new LinkedHashMap<String, Object>();
        content.put("headline", headline);
        content.put("section", "City");
        content.put("subjects", List.of());
        content.put("blocks", blocks);
        return content;
    }

    private static String letters(int number) {
        var letters = new StringBuilder();
        for (var left = number; left > 0; left /= 26) {
            letters.append((char) ('a' + left % 26));
        }
        return "x" + letters;
    }

    private interface Asked<T> {
        T answer() throws IOException;
    }

    private static <T> T timed(Map<String, ConcurrentLinkedQueue<Double>> took, String what, Asked<T> asked)
            throws IOException {
        var began = System.nanoTime();
        var answer = asked.answer();
        took.computeIfAbsent(what, _ -> new ConcurrentLinkedQueue<>()).add((System.nanoTime() - began) / 1e6);
        return answer;
    }

    // ---- Readers

    /** Requests in a second, from connections that ask again as soon as they are answered. */
    private double read(String address) throws IOException {
        var answered = new LongAdder();
        var began = System.nanoTime();
        var until = began + (long) (settings.seconds() * 1e9);
        all(CONNECTIONS, () -> {
            try (var line = program.reader()) {
                while (System.nanoTime() < until) {
                    Line.as(200, line.get(address));
                    answered.increment();
                }
            }
            return null;
        });
        return answered.sum() / ((System.nanoTime() - began) / 1e9);
    }

    /**
     * The waits of people who come at a steady pace, whether or not those before them have been answered: each is timed from when it was
     * due, so that a slow answer is charged for all whom it kept waiting.
     */
    private List<Double> wait(int perSecond, String address) throws IOException {
        var requests = Math.max(20, (int) (settings.seconds() * perSecond * 2));
        var waits = new ConcurrentLinkedQueue<Double>();
        var next = new AtomicInteger();
        var began = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        all(CONNECTIONS, () -> {
            try (var line = program.as("wanda")) {
                for (var n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
                    var due = began + TimeUnit.SECONDS.toNanos(n) / perSecond;
                    for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    Line.as(200, line.get(address));
                    waits.add((System.nanoTime() - due) / 1e6);
                }
            }
            return null;
        });
        return List.copyOf(waits);
    }

    private static void all(int howMany, Callable<Void> each) throws IOException {
        try (var threads = Executors.newFixedThreadPool(howMany)) {
            var under = new ArrayList<Future<Void>>();
            for (var n = 0; n < howMany; n++) {
                under.add(threads.submit(each));
            }
            for (var one : under) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
