package stet.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * What people wait for: the packaged program over HTTP, on one database that grows from measurement to measurement. The limit in the same
 * round is a static file from the same server, the one that is next to the page in size.
 */
final class OverHttp {
    static final String FRONT = "front page";
    static final String STORY = "story";
    static final String LIKE = "file like the ";
    /** What is named so is asked for as it was when the program had just been filled: what has happened since is left out of it. */
    static final String THEN = " as it was";
    /** What is read as fast as it comes. */
    static final List<String> READ = List.of(LIKE + FRONT, FRONT, LIKE + STORY, STORY, "story as JSON", "list as JSON");

    static final String BOARD = "board";
    static final String SEARCH = "search";
    /** What people come for at a steady pace, and wait for. */
    static final List<String> WAITED = List.of(
            BOARD,
            "board as JSON",
            "article",
            "article as JSON",
            SEARCH,
            "search for a rare word",
            "search as JSON",
            FRONT,
            STORY,
            "story as JSON",
            FRONT + THEN,
            STORY + THEN,
            "story as JSON" + THEN,
            "article as JSON" + THEN);

    /** What is asked for as of an instant, by what is asked for as it is now. */
    static final List<String> AS_OF = List.of(FRONT, STORY, "story as JSON", "article as JSON");

    /** What many come for in a second; of the rest, fewer. */
    private static final List<String> QUICK =
            List.of("board as JSON", "article as JSON", FRONT, STORY, "story as JSON");

    static final List<Integer> EDITORS = List.of(1, 8);
    /** Things that all editors together do in a second, where they keep a steady pace. */
    private static final List<Double> TOGETHER = List.of(30.0, 60.0);

    static final List<String> DONE = List.of("draft", "save", "hand in", "sign off", "publish");
    static final List<Integer> CONNECTIONS = List.of(16, 64);
    static final List<String> BESIDE = List.of("alone", "beside editors");

    private static final int SAVES_OF_MOST = 6;
    private static final String STATIC = "BOOT-INF/classes/static/";

    private final Packaged.Place place;
    private final Results results;
    private final String database;
    private final Settings settings;
    private final Consumer<String> say;
    private String story = "";
    private String article = "";
    private String rare = "";
    private Instant then = Instant.EPOCH;

    /** @param say told what was measured, as it is */
    OverHttp(Packaged.Place place, Results results, String database, Settings settings, Consumer<String> say) {
        this.place = place;
        this.results = results;
        this.database = database;
        this.settings = settings;
        this.say = say;
    }

    void measure() throws IOException {
        var copies = begun();
        starts();
        for (var articles : settings.newsrooms()) {
            var began = System.nanoTime();
            copies.fill(place.database(), articles);
            say.accept("%s has %,d articles after %.0f s"
                    .formatted(database, copies.articles(), (System.nanoTime() - began) / 1e9));
            var under = "%s/%d/http".formatted(database, articles);
            try (var program = new Packaged(place, null)) {
                var seconds = program.settled();
                results.add(under + "/settle/seconds", seconds);
                say.accept("%s: everything has read them after %.0f s".formatted(under, seconds));
            }
            then = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            measure(under);
        }
    }

    /** The articles of which all others are copies. */
    private Copies begun() throws IOException {
        try (var program = new Packaged(place, null)) {
            for (var person : List.of("wanda", "chidi", "pia", "paul", "ada")) {
                program.as(person).close();
            }
            var made = new Editors(program).newsroom(settings.begun(), SAVES_OF_MOST);
            program.settled();
            var out = made.stream().filter(each -> !each.slug().isEmpty()).toList();
            story = out.getFirst().slug();
            article = out.getFirst().id();
            // Only this article and its copies have it.
            rare = Editors.letters(1);
            say.accept("%s: %,d articles are there".formatted(database, made.size()));
            return new Copies(
                    made.stream().map(Editors.Made::id).toList(),
                    out.stream().map(Editors.Made::id).toList());
        }
    }

    /** With the jar alone and with the AOT cache, in turn. */
    private void starts() throws IOException {
        for (var round = 0; round < settings.httpRounds(); round++) {
            start("jar", place);
            if (Files.exists(settings.distribution())) {
                start("AOT cache", place.with(settings.distribution()));
            }
        }
    }

    private void start(String how, Packaged.Place from) throws IOException {
        try (var program = new Packaged(from, null)) {
            results.add("%s/start/%s/seconds".formatted(database, how), program.seconds());
            say.accept("%s: the first answer with the %s after %.1f s".formatted(database, how, program.seconds()));
        }
    }

    private void measure(String under) throws IOException {
        var before = place.database().rooms();
        var profile = settings.profile();
        var recording = profile == null ? null : Path.of(profile + "-" + under.replace('/', '-') + ".jfr");
        Editors editors;
        try (var program = new Packaged(place, recording)) {
            results.add(under + "/start/seconds", program.seconds());
            editors = new Editors(program);
            var warm = settings.warmAfter();
            // What is done meanwhile is what it warms up with.
            var _ = editors.steady(1, TOGETHER.getFirst(), warm);
            keep(
                    under + "/start/save after " + warm + " s",
                    editors.steady(1, TOGETHER.getFirst(), 2).of("save"),
                    true);
            var like = new Like(program);
            for (var round = 0; round <= settings.httpRounds(); round++) {
                work(editors, under, round > 0);
                read(program, editors, like, under, round > 0);
                wait(program, under, round > 0);
                if (round > 0) {
                    results.add(under + "/memory/megabytes", program.megabytes());
                    say.accept("%s: %.0f MB".formatted(under, program.megabytes()));
                }
            }
        }
        var written = editors.saved() / (double) Editors.SAVES;
        place.database()
                .rooms()
                .forEach((room, bytes) -> results.add(
                        "%s/disk/%s/bytes".formatted(under, room), (bytes - before.getOrDefault(room, 0L)) / written));
    }

    private void work(Editors editors, String under, boolean counted) throws IOException {
        for (var n = 0; n < EDITORS.size(); n++) {
            var howMany = EDITORS.get(n);
            var name = "%s/work/%d".formatted(under, howMany);
            var rate = editors.fast(howMany, settings.httpSeconds() * 3);
            var took = editors.steady(howMany, TOGETHER.get(n) / howMany, settings.httpSeconds() * 4);
            if (counted) {
                results.add(name + "/articles/rate", rate);
                say.accept("%s: %.1f articles/s".formatted(name, rate));
            }
            for (var what : DONE) {
                keep(name + "/" + what, took.of(what), counted);
            }
        }
    }

    private void read(Packaged program, Editors editors, Like like, String under, boolean counted) throws IOException {
        for (var beside : BESIDE) {
            var enough = new AtomicBoolean();
            var writing = beside.equals(BESIDE.getFirst())
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.runAsync(() -> {
                        try {
                            editors.steadyUntil(enough, EDITORS.getLast(), TOGETHER.getLast() / EDITORS.getLast());
                        } catch (IOException failed) {
                            throw new CompletionException(failed);
                        }
                    });
            try {
                for (var connections : CONNECTIONS) {
                    for (var what : READ) {
                        var rate =
                                Crowd.read(connections, program::reader, address(what, like), settings.httpSeconds());
                        if (counted) {
                            var name = "%s/read/%d %s/%s".formatted(under, connections, beside, what);
                            results.add(name + "/rate", rate);
                            say.accept("%s: %.0f/s".formatted(name, rate));
                        }
                    }
                }
            } finally {
                enough.set(true);
            }
            try {
                writing.join();
            } catch (CompletionException failed) {
                throw new IOException("Those who wrote meanwhile could not", failed.getCause());
            }
        }
    }

    private void wait(Packaged program, String under, boolean counted) throws IOException {
        for (var what : WAITED) {
            var perSecond = QUICK.contains(what.replace(THEN, "")) ? 50 : 20;
            var requests = Math.max(20, (int) (settings.httpSeconds() * perSecond * 2));
            var waits = Crowd.wait(
                    CONNECTIONS.getFirst(), () -> program.as("wanda"), address(what, null), perSecond, requests);
            keep("%s/wait/%s".formatted(under, what), waits, counted);
            if (waits.size() < requests && counted) {
                results.failed(
                        "%s: nobody can be served with the %s %d times a second".formatted(under, what, perSecond));
            }
        }
    }

    private String address(String what, @Nullable Like like) {
        return switch (what) {
            case FRONT -> "/";
            case STORY -> "/news/" + story;
            case "story as JSON" -> "/api/published/" + story;
            case "list as JSON" -> "/api/published";
            case BOARD -> "/newsroom";
            case "board as JSON" -> "/api/articles?queue=DRAFTING&limit=50";
            case "article" -> "/newsroom/articles/" + article;
            case "article as JSON" -> "/api/articles/" + article;
            case FRONT + THEN -> "/as-of/" + then;
            case STORY + THEN -> "/as-of/%s/news/%s".formatted(then, story);
            case "story as JSON" + THEN -> "/api/as-of/%s/published/%s".formatted(then, story);
            case "article as JSON" + THEN -> "/api/articles/%s/state-as-of?at=%s".formatted(article, then);
            case SEARCH -> "/newsroom/search?q=harbour%20morning";
            case "search for a rare word" -> "/newsroom/search?q=" + rare;
            case "search as JSON" -> "/api/search?q=harbour%20morning";
            case LIKE + FRONT -> Objects.requireNonNull(like).front;
            case LIKE + STORY -> Objects.requireNonNull(like).story;
            default -> throw new IllegalArgumentException(what);
        };
    }

    /** The static files that are the nearest in size to the pages with which they are compared. */
    private final class Like {
        final String front;
        final String story;

        Like(Packaged program) throws IOException {
            try (var line = program.reader();
                    var jar = new JarFile(place.jar().toFile())) {
                front = nearest(jar, bytes(line, FRONT));
                story = nearest(jar, bytes(line, STORY));
            }
        }

        private int bytes(Line line, String what) throws IOException {
            return Line.as(200, line.get(address(what, null))).body().getBytes(UTF_8).length;
        }

        private static String nearest(JarFile jar, int bytes) throws IOException {
            return jar.stream()
                    .filter(file -> file.getName().startsWith(STATIC) && !file.isDirectory())
                    .min((one, two) -> Long.compare(Math.abs(one.getSize() - bytes), Math.abs(two.getSize() - bytes)))
                    .map(file -> file.getName().substring(STATIC.length() - 1))
                    .orElseThrow(() -> new IOException("There is no static file in " + jar.getName()));
        }
    }

    private void keep(String name, List<Double> all, boolean counted) {
        if (all.isEmpty() || !counted) {
            return;
        }
        var sorted = new ArrayList<>(all);
        sorted.sort(Double::compare);
        var middle = sorted.get(sorted.size() / 2);
        var slow = sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100));
        results.add(name + "/p50", middle);
        results.add(name + "/p99", slow);
        say.accept("%s: p50 %.1f ms, p99 %.1f ms".formatted(name, middle, slow));
    }
}
