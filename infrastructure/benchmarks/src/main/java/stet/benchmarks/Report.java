package stet.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Writes {@code docs/benchmarks.md} and its plots from what was measured, all of it anew. */
final class Report {
    static final Map<String, String> DATABASES = Map.of("postgresql", "PostgreSQL", "h2", "H2");
    static final List<String> IN_ORDER = List.of("postgresql", "h2");
    static final String NOT_MEASURED = "Not measured in this run.";
    private static final List<Integer> WRITERS = List.of(1, 8);

    private final Settings settings;
    private final Results results;
    private final String postgres;
    private final Instant began;
    private final Path docs;
    private final HttpReport http;

    Report(Settings settings, Results results, String postgres, Instant began) {
        this.settings = settings;
        this.results = results;
        this.postgres = postgres;
        this.began = began;
        docs = settings.root().resolve("docs");
        http = new HttpReport(settings, results, this::plot);
    }

    void write() {
        var text = resource("report.md")
                .replace("{{run}}", run())
                .replace("{{marks}}", marks())
                .replace("{{decisions}}", decisions())
                .replace("{{commands}}", commands())
                .replace("{{warm}}", Integer.toString(settings.warmUp()))
                .replace("{{heap}}", heap())
                .replace("{{load}}", load())
                .replace("{{visible}}", visible())
                .replace("{{replay}}", replay())
                .replace("{{growth}}", growth())
                .replace("{{seal}}", seal())
                .replace("{{http}}", http.section())
                .replace("{{failures}}", failures())
                .replace("{{limits}}", resource("limits.md").strip());
        try {
            Files.createDirectories(docs);
            Files.writeString(docs.resolve("benchmarks.md"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run() {
        var runtime = Runtime.getRuntime();
        var took = Duration.between(began, Instant.now());
        return table(
                List.of("", ""),
                List.of(
                        List.of(
                                "day",
                                LocalDate.ofInstant(began, ZoneOffset.UTC).toString()),
                        List.of(
                                "size",
                                "%s; rounds: %d, with turns of %s s; all of it took %d minutes"
                                        .formatted(
                                                settings.name(),
                                                settings.rounds(),
                                                figure(settings.seconds()),
                                                took.toMinutes())),
                        List.of(
                                "machine",
                                "%d cores, %d GB of memory, %s, %s"
                                        .formatted(
                                                runtime.availableProcessors(),
                                                memory(),
                                                System.getProperty("os.name"),
                                                fileSystem())),
                        List.of("Java", System.getProperty("java.vm.version")),
                        List.of("PostgreSQL", postgres + ", fsync and synchronous_commit on"),
                        List.of("H2", org.h2.engine.Constants.VERSION)));
    }

    private static long memory() {
        return ((com.sun.management.OperatingSystemMXBean)
                                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                        .getTotalMemorySize()
                / (1L << 30);
    }

    private static String fileSystem() {
        try {
            return Files.getFileStore(Path.of(".")).type();
        } catch (IOException e) {
            return "unknown file system";
        }
    }

    // ---- Marks

    private String marks() {
        var rows = new ArrayList<List<String>>();
        for (var name : results.under("decisions")) {
            mark(rows, "Decision, p99, ms: " + name, results.spread("decisions/%s/p99".formatted(name)), 5, false);
        }
        for (var database : IN_ORDER) {
            var name = DATABASES.get(database);
            for (var writers : WRITERS) {
                var under = database + "/commands/" + writers;
                var with = "%s, %d writer%s".formatted(name, writers, writers == 1 ? "" : "s");
                ratio(rows, "Commands against raw, " + with, under, "rate", Kind.RAW, 0.85, true);
                ratio(
                        rows,
                        "Commands that desk, history and published follow and have shown, against raw, " + with,
                        "%s/following/%d".formatted(database, writers),
                        "shown",
                        Kind.RAW,
                        0.6,
                        true);
                ratio(rows, "Commands against Envers, " + with, under, "rate", Kind.ENVERS, 1.9, true);
                ratio(rows, "p99 against raw, " + with, under, "p99", Kind.RAW, 2, false);
                ratio(rows, "Bytes against raw, " + with, under, "bytes", Kind.RAW, 1.1, false);
                ratio(rows, "Bytes against Envers, " + with, under, "bytes", Kind.ENVERS, 0.33, false);
            }
            var load = "%s/load/%d/stet/ms".formatted(database, settings.longest());
            mark(
                    rows,
                    "Load of %,d events, ms, %s".formatted(settings.longest(), name),
                    results.spread(load),
                    200,
                    false);
            mark(
                    rows,
                    "Load of %,d events from its state, ms, %s".formatted(settings.longest(), name),
                    results.spread("%s/load-from-state/%d/stet/ms".formatted(database, settings.longest())),
                    10,
                    false);
            mark(
                    rows,
                    "%d events in one commit, ms, %s".formatted(Benchmarks.BATCH, name),
                    results.spread("%s/batch/%d/stet/ms".formatted(database, Benchmarks.BATCH)),
                    4,
                    false);
            for (var model : Stet.READ_MODELS) {
                mark(
                        rows,
                        "Replay into %s, events/s, %s".formatted(model, name),
                        results.spread("%s/replay/%s/stet/rate".formatted(database, model)),
                        20_000,
                        true);
            }
            mark(rows, "Commit to visible, p99 ms, " + name, results.spread(database + "/visible/stet/p99"), 15, false);
            mark(
                    rows,
                    "From happening to sealed at %d events/s, p99 ms, %s".formatted(SealLag.PER_SECOND, name),
                    results.spread(database + "/seal/p99"),
                    1_000,
                    false);
        }
        mark(
                rows,
                "Commit to visible on another node, p99 ms, PostgreSQL",
                results.spread("postgresql/across/stet/p99"),
                100,
                false);
        for (var articles : settings.stores()) {
            for (var writers : WRITERS) {
                var under = "postgresql/growth/%d/%d".formatted(articles, writers);
                var with = "%,d articles, %d writer%s".formatted(articles, writers, writers == 1 ? "" : "s");
                ratio(rows, "Commands against raw, " + with, under, "rate", Kind.RAW, 0.85, true);
                ratio(rows, "Commands against Envers, " + with, under, "rate", Kind.ENVERS, 1.9, true);
            }
        }
        http.marks(rows);
        return table(List.of("what", "mark", "measured", ""), rows);
    }

    private void ratio(
            List<List<String>> rows,
            String what,
            String under,
            String figure,
            Kind other,
            double mark,
            boolean atLeast) {
        var ours = "%s/stet/%s".formatted(under, figure);
        mark(
                rows,
                what,
                results.ratio(ours, "%s/%s/%s".formatted(under, Benchmarks.name(other), figure)),
                mark,
                atLeast);
    }

    static void mark(
            List<List<String>> rows, String what, Optional<Results.Spread> measured, double mark, boolean atLeast) {
        measured.ifPresent(spread -> {
            var met = atLeast ? spread.median() >= mark : spread.median() <= mark;
            rows.add(List.of(what, (atLeast ? "≥ " : "≤ ") + figure(mark), show(spread), met ? "met" : "**not met**"));
        });
    }

    // ---- Tables

    private String decisions() {
        var rows = new ArrayList<List<String>>();
        for (var name : results.under("decisions")) {
            var under = "decisions/" + name;
            results.spread(under + "/p50")
                    .ifPresent(median -> rows.add(List.of(
                            name,
                            show(median),
                            show(results.spread(under + "/p99")),
                            show(results.spread(under + "/most")))));
        }
        return table(List.of("command", "p50 ms", "p99 ms", "slowest ms"), rows);
    }

    private String commands() {
        var parts = new ArrayList<String>();
        for (var database : IN_ORDER) {
            var name = Objects.requireNonNull(DATABASES.get(database));
            parts.add("### " + name);
            parts.add(commandTables(database + "/commands", name + ", "));
            parts.add(
                    "The same where desk, history and published follow, and a turn ends once they show the last of it:");
            parts.add(following(database));
            var rates = new Plot(
                    "Commands per second on %s, median and range of %d rounds".formatted(name, settings.rounds()));
            var slow = new Plot("p99 of a command on %s, ms".formatted(name));
            var bytes = new Plot("Bytes per command on %s".formatted(name));
            for (var writers : WRITERS) {
                var under = "%s/commands/%d/".formatted(database, writers);
                var title = writers + (writers == 1 ? " writer" : " writers");
                var _ = rates.group(title, bars(kind -> under + kind + "/rate"));
                var _ = slow.group(title, bars(kind -> under + kind + "/p99"));
                var _ = bytes.group(title, bars(kind -> under + kind + "/bytes"));
            }
            parts.add(plot(rates, "commands-" + database));
            parts.add(plot(slow, "p99-" + database));
            parts.add(plot(bytes, "bytes-" + database));
        }
        return String.join("\n\n", parts);
    }

    private String following(String database) {
        var rows = new ArrayList<List<String>>();
        for (var writers : WRITERS) {
            var under = "%s/following/%d/".formatted(database, writers);
            results.spread(under + "stet/shown")
                    .ifPresent(shown -> rows.add(List.of(
                            Integer.toString(writers),
                            show(shown),
                            show(results.ratio(under + "stet/shown", under + "raw/shown")))));
        }
        return table(List.of("writers", "commands/s", "against raw"), rows);
    }

    private String commandTables(String prefix, String heading) {
        var parts = new ArrayList<String>();
        for (var writers : WRITERS) {
            var under = prefix + "/" + writers;
            var rows = new ArrayList<List<String>>();
            for (var kind : Kind.values()) {
                var mine = under + "/" + Benchmarks.name(kind);
                results.spread(mine + "/rate")
                        .ifPresent(rate -> rows.add(List.of(
                                kind.title(),
                                show(rate),
                                show(results.ratio(mine + "/rate", under + "/raw/rate")),
                                show(results.spread(mine + "/p50")),
                                show(results.spread(mine + "/p99")),
                                show(results.spread(mine + "/bytes")))));
            }
            parts.add("%s%d writer%s:".formatted(heading, writers, writers == 1 ? "" : "s"));
            parts.add(table(
                    List.of("contestant", "commands/s", "against raw", "p50 ms", "p99 ms", "bytes per command"), rows));
        }
        return String.join("\n\n", parts);
    }

    private String heap() {
        var rows = new ArrayList<List<String>>();
        for (var kind : Kind.values()) {
            var row = new ArrayList<>(List.of(kind.title()));
            for (var database : IN_ORDER) {
                row.add(results.spread("%s/%s/heap".formatted(database, Benchmarks.name(kind)))
                        .map(heap -> figure(heap.median() / (1 << 20)))
                        .orElse("–"));
            }
            rows.add(row);
        }
        return table(List.of("contestant", "PostgreSQL, MB", "H2, MB"), rows);
    }

    private String load() {
        var plot = new Plot("First command on an article of %,d events, ms".formatted(settings.longest()));
        var rows = new ArrayList<List<String>>();
        for (var database : IN_ORDER) {
            for (var events : List.of(settings.shorter(), settings.longest())) {
                var under = "%s/load/%d/".formatted(database, events);
                for (var kind : Kind.values()) {
                    results.spread(under + Benchmarks.name(kind) + "/ms")
                            .ifPresent(spread -> rows.add(List.of(
                                    Objects.requireNonNull(DATABASES.get(database)),
                                    "%,d".formatted(events),
                                    kind.title(),
                                    show(spread))));
                }
                results.spread("%s/load-from-state/%d/stet/ms".formatted(database, events))
                        .ifPresent(spread -> rows.add(List.of(
                                Objects.requireNonNull(DATABASES.get(database)),
                                "%,d".formatted(events),
                                Kind.STET.title() + ", from the state it keeps",
                                show(spread))));
            }
            var under = "%s/load/%d/".formatted(database, settings.longest());
            var _ = plot.group(Objects.requireNonNull(DATABASES.get(database)), bars(kind -> under + kind + "/ms"));
        }
        return table(List.of("database", "events", "contestant", "ms"), rows) + "\n\n" + plot(plot, "load");
    }

    private String visible() {
        var rows = new ArrayList<List<String>>();
        for (var database : IN_ORDER) {
            for (var where : List.of("visible", "across")) {
                for (var kind : Kind.values()) {
                    var under = "%s/%s/%s".formatted(database, where, Benchmarks.name(kind));
                    results.spread(under + "/p99")
                            .ifPresent(p99 -> rows.add(List.of(
                                    Objects.requireNonNull(DATABASES.get(database)),
                                    kind.title(),
                                    where.equals("visible") ? "the same node" : "another node",
                                    show(results.spread(under + "/p50")),
                                    show(p99))));
                }
            }
        }
        return table(List.of("database", "contestant", "seen on", "p50 ms", "p99 ms"), rows);
    }

    private String seal() {
        var rows = new ArrayList<List<String>>();
        for (var database : IN_ORDER) {
            results.spread(database + "/seal/p99")
                    .ifPresent(p99 -> rows.add(List.of(
                            Objects.requireNonNull(DATABASES.get(database)),
                            show(results.spread(database + "/seal/p50")),
                            show(p99))));
        }
        return table(List.of("database", "p50 ms", "p99 ms"), rows);
    }

    private String replay() {
        var plot = new Plot("Events per second read again into an empty read model");
        var rows = new ArrayList<List<String>>();
        for (var database : IN_ORDER) {
            var bars = new ArrayList<Plot.Bar>();
            for (var model : List.of("desk", "history", "published", "rows")) {
                for (var kind : Kind.values()) {
                    results.spread("%s/replay/%s/%s/rate".formatted(database, model, Benchmarks.name(kind)))
                            .ifPresent(rate -> {
                                var what = kind.title() + ": " + (model.equals("rows") ? "a row per event" : model);
                                rows.add(List.of(Objects.requireNonNull(DATABASES.get(database)), what, show(rate)));
                                bars.add(new Plot.Bar(what, rate, kind == Kind.STET));
                            });
                }
            }
            var _ = plot.group(Objects.requireNonNull(DATABASES.get(database)), bars);
        }
        return table(List.of("database", "read model", "events/s"), rows) + "\n\n" + plot(plot, "replay");
    }

    private String growth() {
        var parts = new ArrayList<String>();
        var plot = new Plot("Commands per second as the store grows");
        for (var articles : settings.stores()) {
            var prefix = "postgresql/growth/" + articles;
            parts.add(commandTables(prefix, "%,d articles in the store, ".formatted(articles)));
            for (var writers : WRITERS) {
                var _ = plot.group(
                        "%,d articles, %d writer%s".formatted(articles, writers, writers == 1 ? "" : "s"),
                        bars(kind -> "%s/%d/%s/rate".formatted(prefix, writers, kind)));
            }
        }
        parts.add(plot(plot, "growth"));
        return String.join("\n\n", parts);
    }

    private String failures() {
        return results.failures().isEmpty()
                ? "Nothing failed."
                : String.join(
                        "\n",
                        results.failures().stream().map(each -> "- " + each).toList());
    }

    private List<Plot.Bar> bars(Function<String, String> name) {
        var bars = new ArrayList<Plot.Bar>();
        for (var kind : Kind.values()) {
            results.spread(name.apply(Benchmarks.name(kind)))
                    .ifPresent(spread -> bars.add(new Plot.Bar(kind.title(), spread, kind == Kind.STET)));
        }
        return bars;
    }

    private String plot(Plot plot, String name) {
        var file = docs.resolve("images/benchmarks/" + name + ".svg");
        if (plot.isEmpty()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return NOT_MEASURED;
        }
        plot.write(file);
        return "![%s](images/benchmarks/%s.svg)".formatted(name.replace('-', ' '), name);
    }

    static String table(List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return NOT_MEASURED;
        }
        var lines = new ArrayList<String>();
        lines.add("| " + String.join(" | ", head) + " |");
        lines.add("|" + "---|".repeat(head.size()));
        rows.forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
        return String.join("\n", lines);
    }

    static String show(Optional<Results.Spread> spread) {
        return spread.map(Report::show).orElse("–");
    }

    static String show(Results.Spread spread) {
        return spread.rounds() == 1
                ? figure(spread.median())
                : "%s (%s–%s)".formatted(figure(spread.median()), figure(spread.least()), figure(spread.most()));
    }

    /** Three digits that mean something, and no more. */
    static String figure(double number) {
        var size = Math.abs(number);
        if (size >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", number).replace(',', '\u00A0');
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", number);
    }

    private static String resource(String name) {
        try (var file = Objects.requireNonNull(Report.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
