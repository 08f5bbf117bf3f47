package stet.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked about one article of very many revisions, of the packaged program: by whoever asks first after a start, and then. It has been
 * asked about another article before, of few revisions, as any first answer of a program is slow.
 */
final class LongHistory {
    static final List<String> ASKED = List.of(
            "timeline",
            "timeline of a passage",
            "redline of the first revision and the last",
            "redline of two in the middle",
            "provenance",
            "provenance of one in the middle");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PARAGRAPHS = 60;
    private static final int WORDS = 40;
    private static final int FEW = 100;
    private static final int THEN = 6;

    private final Packaged.Place place;
    private final Results results;
    private final String database;
    private final Settings settings;
    private final Consumer<String> say;

    /** @param say told what was measured, as it is */
    LongHistory(Packaged.Place place, Results results, String database, Settings settings, Consumer<String> say) {
        this.place = place;
        this.results = results;
        this.database = database;
        this.settings = settings;
        this.say = say;
    }

    void measure() throws IOException {
        String article;
        String another;
        try (var program = new Packaged(place, null)) {
            another = written(program, FEW);
            article = written(program, settings.revised());
            program.settled();
        }
        for (var round = 0; round < settings.httpRounds(); round++) {
            try (var program = new Packaged(place, null);
                    var line = program.as("wanda")) {
                program.settled();
                TimeUnit.SECONDS.sleep(settings.warmAfter());
                for (var what : ASKED) {
                    for (var n = 0; n < THEN * 5; n++) {
                        Line.as(200, line.get(address(another, FEW, what)));
                    }
                }
                for (var what : ASKED) {
                    ask(line, what, address(article, settings.revised(), what));
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException(stopped);
            }
        }
    }

    private void ask(Line line, String what, String address) throws IOException {
        var took = new ArrayList<Double>();
        for (var n = 0; n <= THEN; n++) {
            var began = System.nanoTime();
            Line.as(200, line.get(address));
            took.add((System.nanoTime() - began) / 1e6);
        }
        var then = took.subList(1, took.size()).stream().sorted().toList();
        results.add(name(database, what) + "/first", took.getFirst());
        results.add(name(database, what) + "/then", then.get(then.size() / 2));
        say.accept("%s: %.0f ms at first, then %.0f"
                .formatted(name(database, what), took.getFirst(), then.get(then.size() / 2)));
    }

    static String name(String database, String what) {
        return "%s/history/%s".formatted(database, what);
    }

    private static String address(String article, int revisions, String what) {
        var at = "/api/articles/" + article;
        var middle = revisions / 2;
        return at
                + switch (what) {
                    case "timeline" -> "/timeline?limit=50";
                    case "timeline of a passage" -> "/timeline?limit=50&place=block/b1";
                    case "redline of the first revision and the last" -> "/redline?from=r1&to=copy";
                    case "redline of two in the middle" -> "/redline?from=r%d&to=r%d".formatted(middle, middle + 1);
                    case "provenance" -> "/provenance";
                    case "provenance of one in the middle" -> "/provenance?revision=" + middle;
                    default -> throw new IllegalArgumentException(what);
                };
    }

    /** An article in which one paragraph says one thing otherwise with each save. */
    private String written(Packaged program, int revisions) throws IOException {
        var random = new Random(1);
        var paragraphs = new ArrayList<List<String>>();
        for (var n = 0; n < PARAGRAPHS; n++) {
            paragraphs.add(new ArrayList<>(Editors.some(random, WORDS)));
        }
        try (var writer = program.as("wanda")) {
            var drafted = Line.as(
                    201,
                    writer.send(
                            "POST",
                            "/api/articles",
                            JSON.writeValueAsString(Map.of("desk", "city", "content", content(paragraphs)))));
            var id = JSON.readTree(drafted.body()).path("receipt").path("id").asString();
            for (var revision = 1; revision < revisions; revision++) {
                var words = paragraphs.get(random.nextInt(PARAGRAPHS));
                // Of two revisions no two say the same, so each save is one.
                words.set(random.nextInt(words.size()), Editors.letters(revision));
                writer.saying("If-Match", "\"r%d\"".formatted(revision));
                Line.as(
                        200,
                        writer.send(
                                "PUT",
                                "/api/articles/%s/content".formatted(id),
                                JSON.writeValueAsString(content(paragraphs))));
                if (revision % 1_000 == 0) {
                    say.accept("%s: %,d revisions are there".formatted(database, revision));
                }
            }
            return id;
        }
    }

    private static Map<String, Object> content(List<List<String>> paragraphs) {
        return Editors.content(
                "A morning by the harbour",
                paragraphs.stream().map(words -> String.join(" ", words)).toList());
    }
}
