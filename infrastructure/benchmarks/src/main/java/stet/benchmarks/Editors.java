package stet.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo newsroom's people, who take articles from the draft to the world over HTTP. */
final class Editors {
    static final int SAVES = 12;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> PEOPLE = List.of("wanda", "chidi", "pia", "paul");
    private static final List<String> WORDS = words();
    private static final int PARAGRAPHS = 10;
    private static final int SENTENCES = 8;

    private final Packaged program;
    private final AtomicInteger articles = new AtomicInteger();
    private final AtomicInteger saves = new AtomicInteger();
    private final AtomicInteger published = new AtomicInteger();

    Editors(Packaged program) {
        this.program = program;
    }

    /** How far an article is taken. */
    enum Until {
        DRAFTED,
        HANDED_IN,
        CHECKED,
        PUBLISHED
    }

    /** An article that was taken somewhere, and where readers find it if that was to them. */
    record Made(String id, String slug) {}

    /** When the next thing is done. */
    interface Pace {
        /** Waits until then. @return the instant from which it counts, of the clock of {@link System#nanoTime} */
        long next();

        /** Whoever does one thing after the other, and each when the one before it is answered. */
        static Pace asFastAsCanBe() {
            return System::nanoTime;
        }

        /**
         * Whoever does so many things in a second, whether or not what went before has been answered in time: what comes late is timed from
         * when it was due, so that a slow answer is charged for all that it kept waiting.
         *
         * @param after the first is due so many seconds from now
         */
        static Pace steady(double perSecond, double after) {
            var began = System.nanoTime() + (long) (after * 1e9);
            var done = new AtomicInteger();
            return () -> {
                var due = began + (long) (done.getAndIncrement() * 1e9 / perSecond);
                awaited(due);
                return due;
            };
        }
    }

    static void awaited(long due) {
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** What came of a time of work. */
    static final class Took {
        private final Map<String, ConcurrentLinkedQueue<Double>> millis = new ConcurrentHashMap<>();

        void add(String what, double each) {
            millis.computeIfAbsent(what, _ -> new ConcurrentLinkedQueue<>()).add(each);
        }

        List<Double> of(String what) {
            return List.copyOf(millis.getOrDefault(what, new ConcurrentLinkedQueue<>()));
        }
    }

    /** So many times words were saved so far, each time in an article that is saved {@link #SAVES} times if nobody stops. */
    int saved() {
        return saves.get();
    }

    // ---- What they do

    /**
     * Makes so many articles that are somewhere between the draft and the world: of ten, one is being written, one is being checked, one
     * can be published, and the rest are out.
     */
    List<Made> newsroom(int articles, int savesOfEach) throws IOException {
        var made = new ConcurrentLinkedQueue<Made>();
        var next = new AtomicInteger();
        Crowd.of(8, _ -> {
            try (var team = new Team()) {
                for (var n = next.getAndIncrement(); n < articles; n = next.getAndIncrement()) {
                    var until =
                            switch (n % 10) {
                                case 0 -> Until.DRAFTED;
                                case 1 -> Until.HANDED_IN;
                                case 2 -> Until.CHECKED;
                                default -> Until.PUBLISHED;
                            };
                    made.add(team.take(until, savesOfEach, Pace.asFastAsCanBe(), new Took()));
                }
            }
        });
        return List.copyOf(made);
    }

    /** Each takes one article after another to the world, as fast as it goes, and finishes the last: articles in a second. */
    double fast(int editors, double seconds) throws IOException {
        var before = published.get();
        var began = System.nanoTime();
        var until = began + (long) (seconds * 1e9);
        Crowd.of(editors, _ -> {
            try (var team = new Team()) {
                do {
                    team.take(Until.PUBLISHED, SAVES, Pace.asFastAsCanBe(), new Took());
                } while (System.nanoTime() < until);
            }
        });
        return (published.get() - before) / ((System.nanoTime() - began) / 1e9);
    }

    /**
     * Each does so many things in a second, for so long, and then stops.
     *
     * @return how long each thing took from when it was due
     */
    Took steady(int editors, double perSecond, double seconds) throws IOException {
        var took = new Took();
        var until = System.nanoTime() + (long) (seconds * 1e9);
        Crowd.of(editors, n -> {
            try (var team = new Team()) {
                var pace = Pace.steady(perSecond, n / (perSecond * editors));
                while (System.nanoTime() < until) {
                    team.take(Until.PUBLISHED, SAVES, pace, took);
                }
            }
        });
        return took;
    }

    /** The same until somebody says that it is enough, beside others. */
    void steadyUntil(AtomicBoolean enough, int editors, double perSecond) throws IOException {
        Crowd.of(editors, n -> {
            try (var team = new Team()) {
                var pace = Pace.steady(perSecond, n / (perSecond * editors));
                while (!enough.get()) {
                    team.take(Until.PUBLISHED, SAVES, pace, new Took());
                }
            }
        });
    }

    /** The connections of those who take one article along. */
    private final class Team implements AutoCloseable {
        private final List<Line> lines = new ArrayList<>();

        Team() throws IOException {
            for (var person : PEOPLE) {
                lines.add(program.as(person));
            }
        }

        Made take(Until until, int savesOfIt, Pace pace, Took took) throws IOException {
            var writer = lines.getFirst();
            var article = articles.incrementAndGet();
            var drafted = timed(
                    took,
                    "draft",
                    pace,
                    () -> Line.as(
                            201,
                            writer.send(
                                    "POST",
                                    "/api/articles",
                                    sent(Map.of("desk", "city", "content", content(article, 0))))));
            var id = receipt(drafted).path("id").asString();
            var at = "/api/articles/" + id;
            for (var save = 1; save <= savesOfIt; save++) {
                var words = sent(content(article, save));
                writer.saying("If-Match", "\"r%d\"".formatted(save));
                timed(took, "save", pace, () -> Line.as(200, writer.send("PUT", at + "/content", words)));
                saves.incrementAndGet();
            }
            writer.silent("If-Match");
            if (until.compareTo(Until.HANDED_IN) >= 0) {
                timed(took, "hand in", pace, () -> done(0, at + "/submit-for-checking", Map.of()));
            }
            if (until.compareTo(Until.CHECKED) >= 0) {
                var seen = Map.<String, Object>of("revision", savesOfIt + 1);
                timed(took, "sign off", pace, () -> done(1, at + "/sign-off-facts", seen));
                timed(took, "sign off", pace, () -> done(2, at + "/sign-off-captions", seen));
            }
            if (until != Until.PUBLISHED) {
                return new Made(id, "");
            }
            timed(
                    took,
                    "publish",
                    pace,
                    () -> done(3, at + "/publish-article", Map.of("kind", "ORIGINAL", "revision", savesOfIt + 1)));
            published.incrementAndGet();
            var now = JSON.readTree(Line.as(200, lines.getLast().get(at)).body());
            return new Made(id, now.path("edition").path("slug").asString());
        }

        private Line.Answer done(int who, String path, Map<String, Object> with) throws IOException {
            return Line.as(200, lines.get(who).send("POST", path, sent(with)));
        }

        @Override
        public void close() throws IOException {
            for (var line : lines) {
                line.close();
            }
        }
    }

    private interface Asked {
        Line.Answer answer() throws IOException;
    }

    private static Line.Answer timed(Took took, String what, Pace pace, Asked asked) throws IOException {
        var from = pace.next();
        var answer = asked.answer();
        took.add(what, (System.nanoTime() - from) / 1e6);
        return answer;
    }

    private static JsonNode receipt(Line.Answer answer) {
        var whole = JSON.readTree(answer.body());
        return whole.has("receipt") ? whole.path("receipt") : whole;
    }

    private static String sent(Object body) {
        return JSON.writeValueAsString(body);
    }

    private static Map<String, Object> content(int article, int save) {
        return content("Harbour morning " + letters(article), paragraphs(article, save));
    }

    /** As a program sends it. */
    static Map<String, Object> content(String headline, List<String> paragraphs) {
        var blocks = new ArrayList<Map<String, Object>>();
        for (var words : paragraphs) {
            blocks.add(Map.of("kind", "paragraph", "id", "b" + blocks.size(), "text", words));
        }
        var content = new LinkedHashMap<String, Object>();
        content.put("headline", headline);
        content.put("section", "City");
        content.put("subjects", List.of());
        content.put("blocks", blocks);
        return content;
    }

    /**
     * Ten paragraphs of about 700 letters, of common words in no order: as hard to compress as prose, and no easier to find. Without
     * numbers, dates and quotations, so that nothing of it must be in a claim. Each save adds a sentence to one of them; the same number
     * gives the same article.
     */
    static List<String> paragraphs(int article, int save) {
        var random = new Random(article);
        var paragraphs = new ArrayList<String>();
        for (var n = 0; n < PARAGRAPHS; n++) {
            var sentences =
                    Stream.generate(() -> sentence(random)).limit(SENTENCES).collect(Collectors.toList());
            for (var each = 1; each <= save; each++) {
                if (each % PARAGRAPHS == n) {
                    sentences.add(sentence(new Random(article * 1_000L + each)));
                }
            }
            paragraphs.add(String.join(" ", sentences));
        }
        return paragraphs;
    }

    private static String sentence(Random random) {
        return capital(String.join(" ", some(random, 10 + random.nextInt(8))) + ".");
    }

    /** So many common words in no order. */
    static List<String> some(Random random, int howMany) {
        return random.ints(howMany, 0, WORDS.size()).mapToObj(WORDS::get).toList();
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static List<String> words() {
        try (var file = Objects.requireNonNull(Editors.class.getResourceAsStream("words.txt"))) {
            return List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A word for each number, of letters alone. */
    static String letters(int number) {
        var letters = new StringBuilder();
        for (var left = number; left > 0; left /= 26) {
            letters.append((char) ('a' + left % 26));
        }
        return "x" + letters;
    }
}
