package stet.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** The part of the report that is about the packaged program. */
final class HttpReport {
    private static final List<String> STARTS = List.of("AOT cache", "jar");
    private static final double KILO = 1_000;
    private static final String USUAL = "%s/read/16 alone/%s/rate";

    private final Settings settings;
    private final Results results;
    private final BiFunction<Plot, String, String> plots;

    /** @param plots keeps a plot under a name: how the report shows it */
    HttpReport(Settings settings, Results results, BiFunction<Plot, String, String> plots) {
        this.settings = settings;
        this.results = results;
        this.plots = plots;
    }

    private static String under(String database, int articles) {
        return "%s/%d/http".formatted(database, articles);
    }

    private static String where(String database, int articles) {
        return "%s, %,d articles".formatted(Report.DATABASES.get(database), articles);
    }

    // ---- Marks

    void marks(List<List<String>> rows) {
        for (var database : Report.IN_ORDER) {
            for (var articles : settings.newsrooms()) {
                marks(rows, database, articles);
            }
            flat(rows, database);
            for (var what : LongHistory.ASKED) {
                for (var when : List.of("first", "then")) {
                    atMost(
                            rows,
                            "%s among %,d revisions, %s, ms, %s"
                                    .formatted(capital(what), settings.revised(), when, Report.DATABASES.get(database)),
                            LongHistory.name(database, what) + "/" + when,
                            100);
                }
            }
            var start = STARTS.stream()
                    .map(how -> "%s/start/%s/seconds".formatted(database, how))
                    .filter(name -> results.spread(name).isPresent())
                    .findFirst();
            start.ifPresent(name -> Report.mark(
                    rows,
                    "Start to the first answer, s, with the %s, %s"
                            .formatted(name.split("/", -1)[2], Report.DATABASES.get(database)),
                    results.spread(name),
                    3,
                    false));
        }
        for (var articles : settings.newsrooms()) {
            for (var what : List.of(OverHttp.BOARD, OverHttp.SEARCH)) {
                var wait = "/wait/%s/p50".formatted(what);
                Report.mark(
                        rows,
                        "%s on H2 against PostgreSQL, p50, %,d articles".formatted(capital(what), articles),
                        results.ratio(under("h2", articles) + wait, under("postgresql", articles) + wait),
                        2,
                        false);
            }
        }
    }

    private void marks(List<List<String>> rows, String database, int articles) {
        var under = under(database, articles);
        var where = where(database, articles);
        for (var page : List.of(OverHttp.FRONT, OverHttp.STORY)) {
            Report.mark(
                    rows,
                    "%s against a static file of its size, %s".formatted(capital(page), where),
                    results.ratio(USUAL.formatted(under, page), USUAL.formatted(under, OverHttp.LIKE + page)),
                    page.equals(OverHttp.FRONT) ? 0.4 : 0.6,
                    true);
        }
        atMost(rows, "Board, p50 ms, " + where, under + "/wait/board/p50", 15);
        atMost(rows, "Board, p99 ms, " + where, under + "/wait/board/p99", 40);
        atMost(rows, "Draft, one editor, p50 ms, " + where, under + "/work/1/draft/p50", 8);
        atMost(rows, "Save, one editor, p50 ms, " + where, under + "/work/1/save/p50", 6);
        atMost(rows, "Save, one editor, p99 ms, " + where, under + "/work/1/save/p99", 15);
        for (var what : OverHttp.AS_OF) {
            var wait = "%s/wait/%s%s/p50";
            Report.mark(
                    rows,
                    "%s as of an instant against as it is now, p50, %s".formatted(capital(what), where),
                    results.ratio(wait.formatted(under, what, OverHttp.THEN), wait.formatted(under, what, "")),
                    2,
                    false);
        }
        Report.mark(
                rows,
                "Save %d s after a start against later, p50, %s".formatted(settings.warmAfter(), where),
                results.ratio(
                        "%s/start/save after %d s/p50".formatted(under, settings.warmAfter()),
                        under + "/work/1/save/p50"),
                1.5,
                false);
        if (database.equals("postgresql")) {
            Report.mark(rows, "Disk for an article with 12 saves, kB, " + where, disk(under), 45, false);
        }
        atMost(rows, "Memory at work, MB, " + where, under + "/memory/megabytes", 400);
    }

    private void atMost(List<List<String>> rows, String what, String name, double mark) {
        Report.mark(rows, what, results.spread(name), mark, false);
    }

    /** Whatever counts or looks for words takes as long in a large newsroom as in a small one. */
    private void flat(List<List<String>> rows, String database) {
        var fewest = settings.newsrooms().getFirst();
        var most = settings.newsrooms().getLast();
        if (fewest.equals(most)) {
            return;
        }
        for (var what : List.of(OverHttp.BOARD, OverHttp.SEARCH, OverHttp.FRONT)) {
            var wait = "/wait/%s/p50".formatted(what);
            Report.mark(
                    rows,
                    "%s with %,d articles against %,d, p50, %s"
                            .formatted(capital(what), most, fewest, Report.DATABASES.get(database)),
                    results.ratio(under(database, most) + wait, under(database, fewest) + wait),
                    2,
                    false);
        }
    }

    private Optional<Results.Spread> disk(String under) {
        var rooms = rooms(under).values();
        return rooms.isEmpty()
                ? Optional.empty()
                : Optional.of(Results.Spread.of(
                        List.of(rooms.stream().mapToDouble(Double::doubleValue).sum())));
    }

    /** What each room's tables take for an article, in kB. */
    private Map<String, Double> rooms(String under) {
        var rooms = new LinkedHashMap<String, Double>();
        for (var room : results.under(under + "/disk")) {
            results.spread("%s/disk/%s/bytes".formatted(under, room))
                    .ifPresent(bytes -> rooms.put(room, bytes.median() / KILO));
        }
        return rooms;
    }

    // ---- Tables and plots

    String section() {
        var parts = new ArrayList<String>();
        for (var database : Report.IN_ORDER) {
            var history = history(database);
            if (!history.isEmpty()) {
                parts.add("### One article of %,d revisions on %s"
                        .formatted(settings.revised(), Report.DATABASES.get(database)));
                parts.add(Report.table(
                        List.of("asked, %d s after a start".formatted(settings.warmAfter()), "first, ms", "then, ms"),
                        history));
            }
            if (STARTS.stream()
                    .allMatch(how -> results.spread("%s/start/%s/seconds".formatted(database, how))
                            .isEmpty())) {
                continue;
            }
            parts.add("### The packaged program on " + Report.DATABASES.get(database));
            parts.add(starts(database));
            var read = new Plot("Requests per second by 16 connections on " + Report.DATABASES.get(database));
            var waits = new Plot("Waits on %s, p50, ms".formatted(Report.DATABASES.get(database)));
            var disk =
                    new Plot("Disk for an article with 12 saves on %s, kB".formatted(Report.DATABASES.get(database)));
            for (var articles : settings.newsrooms()) {
                var under = under(database, articles);
                var title = where(database, articles);
                if (results.spread(under + "/start/seconds").isEmpty()) {
                    continue;
                }
                parts.add(
                        "%s. The first answer came after %s s, what had been copied was read by everything else after %s s, and the memory at work was %s MB."
                                .formatted(
                                        title,
                                        Report.show(results.spread(under + "/start/seconds")),
                                        Report.show(results.spread(under + "/settle/seconds")),
                                        Report.show(results.spread(under + "/memory/megabytes"))));
                parts.add(read(under));
                parts.add(work(under));
                parts.add(waits(under));
                parts.add(diskTable(under));
                var _ = read.group(title, bars(OverHttp.READ, what -> USUAL.formatted(under, what)));
                var _ = waits.group(title, bars(OverHttp.WAITED, what -> "%s/wait/%s/p50".formatted(under, what)));
                var _ = disk.group(
                        title,
                        rooms(under).entrySet().stream()
                                .map(room ->
                                        new Plot.Bar(room.getKey(), Results.Spread.of(List.of(room.getValue())), true))
                                .toList());
            }
            parts.add(plots.apply(read, "http-read-" + database));
            parts.add(plots.apply(waits, "http-waits-" + database));
            parts.add(plots.apply(disk, "http-disk-" + database));
        }
        return parts.isEmpty() ? Report.NOT_MEASURED : String.join("\n\n", parts);
    }

    private List<List<String>> history(String database) {
        var rows = new ArrayList<List<String>>();
        for (var what : LongHistory.ASKED) {
            var name = LongHistory.name(database, what);
            results.spread(name + "/first")
                    .ifPresent(first ->
                            rows.add(List.of(what, Report.show(first), Report.show(results.spread(name + "/then")))));
        }
        return rows;
    }

    private List<Plot.Bar> bars(List<String> whats, UnaryOperator<String> name) {
        var bars = new ArrayList<Plot.Bar>();
        for (var what : whats) {
            results.spread(name.apply(what))
                    .ifPresent(spread -> bars.add(new Plot.Bar(what, spread, !what.startsWith(OverHttp.LIKE))));
        }
        return bars;
    }

    private String starts(String database) {
        var rows = new ArrayList<List<String>>();
        for (var how : STARTS) {
            results.spread("%s/start/%s/seconds".formatted(database, how))
                    .ifPresent(seconds -> rows.add(List.of(how, Report.show(seconds))));
        }
        return Report.table(List.of("started from the", "first answer after s"), rows);
    }

    private String read(String under) {
        var head = new ArrayList<>(List.of("requests/s"));
        for (var connections : OverHttp.CONNECTIONS) {
            for (var beside : OverHttp.BESIDE) {
                head.add("%d connections, %s".formatted(connections, beside));
            }
        }
        head.add("against the file, 16 alone");
        var rows = new ArrayList<List<String>>();
        for (var what : OverHttp.READ) {
            var row = new ArrayList<>(List.of(what));
            for (var connections : OverHttp.CONNECTIONS) {
                for (var beside : OverHttp.BESIDE) {
                    row.add(Report.show(
                            results.spread("%s/read/%d %s/%s/rate".formatted(under, connections, beside, what))));
                }
            }
            row.add(Report.show(
                    results.ratio(USUAL.formatted(under, what), USUAL.formatted(under, OverHttp.LIKE + what))));
            rows.add(row);
        }
        return Report.table(head, rows);
    }

    private String work(String under) {
        var rows = new ArrayList<List<String>>();
        for (var editors : OverHttp.EDITORS) {
            var name = "%s/work/%d/".formatted(under, editors);
            var who = editors == 1 ? "1 editor" : editors + " editors";
            for (var what : OverHttp.DONE) {
                waited(rows, "%s, %s".formatted(what, who), name + what);
            }
            results.spread(name + "articles/rate")
                    .ifPresent(rate -> rows.add(
                            List.of("articles in a second, as fast as it goes, " + who, Report.show(rate), "")));
        }
        return Report.table(List.of("editors' work", "p50 ms", "p99 ms"), rows);
    }

    private String waits(String under) {
        var rows = new ArrayList<List<String>>();
        OverHttp.WAITED.forEach(what -> waited(rows, what, "%s/wait/%s".formatted(under, what)));
        return Report.table(List.of("waited for", "p50 ms", "p99 ms"), rows);
    }

    private void waited(List<List<String>> rows, String what, String name) {
        results.spread(name + "/p50")
                .ifPresent(median ->
                        rows.add(List.of(what, Report.show(median), Report.show(results.spread(name + "/p99")))));
    }

    private String diskTable(String under) {
        var rows = new ArrayList<List<String>>();
        rooms(under).forEach((room, kilo) -> {
            if (kilo >= 0.05) {
                rows.add(List.of(room, Report.figure(kilo)));
            }
        });
        disk(under).ifPresent(all -> rows.add(List.of("all", Report.show(all))));
        return Report.table(List.of("tables", "kB for an article with 12 saves"), rows);
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
