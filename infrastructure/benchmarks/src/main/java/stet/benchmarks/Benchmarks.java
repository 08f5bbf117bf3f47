package stet.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Measures Stet against the other ways to keep such a history, and writes {@code docs/benchmarks.md} with its plots. From the root:
 *
 * <pre>mvn -T1 -q -B -Pbenchmarks verify</pre>
 *
 * <p>Add {@code -Dbenchmarks.size=smoke} to see in a minute whether everything runs, or {@code long} for more rounds. Each contestant
 * has a program and a database of its own, and they take turns: a round is one turn of each.
 */
public final class Benchmarks {
    private static final List<Integer> WRITERS = List.of(1, 8);
    /** So many events are written in one commit, as a decision on many claims does. */
    static final int BATCH = 100;

    private final Settings settings;
    private final Results results = new Results();
    private final Path folder;
    private final Path log;
    private final Instant began = Instant.now();

    private Benchmarks(Settings settings) throws IOException {
        this.settings = settings;
        folder = Path.of("target", "benchmarks");
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        log = folder.resolve("contestants.log");
    }

    public static void main(String[] args) throws IOException {
        new Benchmarks(Settings.fromProperties()).run();
        System.exit(0);
    }

    private void run() throws IOException {
        if (settings.parts().contains("decisions")) {
            decisions();
        }
        try (var postgres = new Postgres()) {
            on(new Place("postgresql", postgres::fresh));
            on(new Place("h2", name -> Database.h2(folder.resolve("h2-" + name))));
            results.write(folder.resolve("results.tsv"));
            new Report(settings, results, postgres.version(), began).write();
        }
        say("done");
    }

    /** A sort of database, and how to come by a fresh one. */
    private record Place(String name, java.util.function.Function<String, Database> fresh) {}

    private void on(Place place) {
        if (!settings.measuresOn(place.name())) {
            return;
        }
        if (settings.parts().contains("http")) {
            http(place);
        }
        if (settings.parts().contains("history")) {
            history(place);
        }
        if (settings.parts().contains("seal")) {
            seal(place);
        }
        if (settings.parts().stream().allMatch(List.of("http", "history", "decisions", "seal")::contains)) {
            return;
        }
        try (var racers = new Racers(place)) {
            if (settings.parts().contains("commands")) {
                commands(place, racers);
            }
            if (settings.parts().contains("load")) {
                load(place, racers);
                batch(place, racers);
            }
            if (settings.parts().contains("visible")) {
                visible(place, racers);
            }
            if (settings.parts().contains("replay")) {
                replay(place, racers);
            }
            if (settings.parts().contains("growth") && place.name().equals("postgresql")) {
                growth(place, racers);
            }
        }
    }

    /** The programs of all contestants on one sort of database. One that fails is out until it is opened anew, and the others go on. */
    private final class Racers implements AutoCloseable {
        private final Map<Kind, Child> children = new EnumMap<>(Kind.class);
        private final Set<Kind> out = EnumSet.noneOf(Kind.class);
        private final String place;

        Racers(Place place) {
            this.place = place.name();
            for (var kind : settings.contestants()) {
                var profile = settings.profile();
                var options = kind == Kind.STET && profile != null
                        ? List.of(
                                // What the child says is its answers.
                                "-Xlog:jfr+startup=off",
                                "-XX:StartFlightRecording=settings=profile,filename=" + profile + "-" + place.name()
                                        + ".jfr")
                        : List.<String>of();
                children.put(kind, new Child(kind, options, log));
                open(kind, place, "commands");
            }
        }

        /** On a fresh database. */
        void open(Kind kind, Place place, String name) {
            if (children.containsKey(kind)) {
                out.remove(kind);
                order(kind, "open " + fresh(kind, place, name).url());
            }
        }

        /** On a fresh database, with everything that reads what is written. */
        void follow(Kind kind, Place place, String name) {
            if (children.containsKey(kind)) {
                out.remove(kind);
                order(kind, "follow " + fresh(kind, place, name).url());
            }
        }

        private Database fresh(Kind kind, Place place, String name) {
            return place.fresh().apply(name + "_" + name(kind));
        }

        /** Nothing, if it cannot. */
        Map<String, List<Double>> order(Kind kind, String order) {
            var child = children.get(kind);
            if (child == null || out.contains(kind)) {
                return Map.of();
            }
            try {
                return child.order(order);
            } catch (Child.Failed e) {
                results.failed("%s on %s could not %s: %s"
                        .formatted(kind.title(), place, order.split(" ", -1)[0], String.valueOf(e.getMessage())));
                say(kind.title() + " is out: " + e.getMessage());
                out.add(kind);
                return Map.of();
            }
        }

        @Override
        public void close() {
            children.values().forEach(Child::close);
        }
    }

    /** In this program, which has nothing else to do meanwhile: a decision needs no database. */
    private void decisions() {
        var decisions = new Decisions();
        for (var round = 0; round <= settings.rounds(); round++) {
            for (var name : decisions.names()) {
                var numbers = decisions.measure(name, settings.decided());
                if (round > 0) {
                    results.addAll("decisions/" + name, numbers);
                }
            }
            say("decisions, round %d of %d".formatted(round, settings.rounds()));
        }
    }

    private void http(Place place) {
        packaged(place, "http", at -> new OverHttp(at, results, place.name(), settings, this::say).measure());
    }

    private void history(Place place) {
        packaged(place, "history", at -> new LongHistory(at, results, place.name(), settings, this::say).measure());
    }

    private interface Measured {
        void at(Packaged.Place place) throws IOException;
    }

    private void packaged(Place place, String part, Measured measured) {
        try {
            measured.at(new Packaged.Place(
                    settings.jar(),
                    place.fresh().apply(part),
                    folder.resolve(part + "-" + place.name()),
                    new HashMap<>()));
        } catch (IOException e) {
            results.failed("The packaged program %s on %s: %s".formatted(settings.jar(), place.name(), e.getMessage()));
            say("The packaged program is out: " + e.getMessage());
        }
    }

    /** In this program, on a fresh database each time. */
    private void seal(Place place) {
        for (var round = 0; round <= settings.httpRounds(); round++) {
            var lags = SealLag.measure(
                    place.fresh().apply("seal_" + round),
                    settings.sealedFor(),
                    folder.resolve("seal-%s-%d".formatted(place.name(), round)));
            if (round > 0) {
                results.add(place.name() + "/seal/p50", Heat.percentile(lags, 50));
                results.add(place.name() + "/seal/p99", Heat.percentile(lags, 99));
                say("%s/seal, round %d of %d: p99 %.0f ms"
                        .formatted(place.name(), round, settings.httpRounds(), Heat.percentile(lags, 99)));
            }
        }
    }

    private void commands(Place place, Racers racers) {
        for (var kind : settings.contestants()) {
            racers.order(kind, "write 8 " + settings.warmUp());
            results.addAll(place.name() + "/" + name(kind), racers.order(kind, "heap"));
        }
        race(place.name() + "/commands", racers, settings.contestants());
        racers.follow(Kind.STET, place, "following");
        racers.order(Kind.STET, "write 8 " + settings.warmUp());
        race(place.name() + "/following", racers, List.of(Kind.RAW, Kind.STET));
    }

    private void race(String under, Racers racers, List<Kind> kinds) {
        for (var round = 0; round <= settings.rounds(); round++) {
            for (var writers : WRITERS) {
                for (var kind : kinds) {
                    var numbers = racers.order(kind, "race %d %s".formatted(writers, settings.seconds()));
                    if (round > 0 && !numbers.isEmpty()) {
                        results.addAll("%s/%d/%s".formatted(under, writers, name(kind)), numbers);
                        say("%s, round %d of %d, %d writers: %s %.0f/s"
                                .formatted(
                                        under,
                                        round,
                                        settings.rounds(),
                                        writers,
                                        kind.title(),
                                        numbers.getOrDefault("rate", List.of(0.0))
                                                .getFirst()));
                    }
                }
            }
        }
    }

    private void load(Place place, Racers racers) {
        for (var kind : List.of(Kind.AXON, Kind.PEKKO, Kind.STET)) {
            racers.open(kind, place, "load");
            for (var events : List.of(settings.shorter(), settings.longest())) {
                var numbers = racers.order(kind, "load %d %d".formatted(events, settings.times()));
                keep("%s/load/%d".formatted(place.name(), events), kind, numbers);
                if (kind == Kind.STET && events >= Racer.STATE_KEPT_FROM) {
                    var fromState = racers.order(kind, "load-from-state %d %d".formatted(events, settings.times()));
                    keep("%s/load-from-state/%d".formatted(place.name(), events), kind, fromState);
                }
            }
        }
    }

    private void batch(Place place, Racers racers) {
        racers.open(Kind.STET, place, "batch");
        keep(
                "%s/batch/%d".formatted(place.name(), BATCH),
                Kind.STET,
                racers.order(Kind.STET, "batch %d %d".formatted(BATCH, settings.times() * 20)));
    }

    private void visible(Place place, Racers racers) {
        for (var kind : List.of(Kind.AXON, Kind.STET)) {
            racers.follow(kind, place, "visible");
            racers.order(kind, "visible " + settings.sent());
            for (var n = 0; n < settings.rounds(); n++) {
                keep(place.name() + "/visible", kind, racers.order(kind, "visible " + settings.sent()));
            }
        }
        if (place.name().equals("postgresql")) {
            racers.open(Kind.STET, place, "across");
            for (var n = 0; n < settings.rounds(); n++) {
                keep(place.name() + "/across", Kind.STET, racers.order(Kind.STET, "across " + settings.sent() / 2));
            }
        }
    }

    private void replay(Place place, Racers racers) {
        racers.open(Kind.AXON, place, "replay");
        racers.order(Kind.AXON, "append " + settings.replayed() / 10);
        keep(place.name() + "/replay/rows", Kind.AXON, racers.order(Kind.AXON, "replay rows " + settings.replays()));
        racers.open(Kind.STET, place, "replay");
        racers.order(Kind.STET, "append " + settings.replayed());
        for (var readModel : Stet.READ_MODELS) {
            keep(
                    place.name() + "/replay/" + readModel,
                    Kind.STET,
                    racers.order(Kind.STET, "replay %s %d".formatted(readModel, settings.replays())));
        }
    }

    private void growth(Place place, Racers racers) {
        var kinds = List.of(Kind.RAW, Kind.ENVERS, Kind.STET);
        kinds.forEach(kind -> {
            racers.open(kind, place, "growth");
            racers.order(kind, "begin");
        });
        var from = 0;
        for (var articles : settings.stores()) {
            for (var kind : kinds) {
                racers.order(kind, "fill %d %d".formatted(from, articles));
                say("%s has %,d articles".formatted(kind.title(), articles));
            }
            from = articles;
            race("postgresql/growth/" + articles, racers, kinds);
        }
    }

    private void keep(String under, Kind kind, Map<String, List<Double>> numbers) {
        results.addAll(under + "/" + name(kind), numbers);
        numbers.forEach((what, all) -> say("%s: %s %s %s".formatted(under, kind.title(), what, all)));
    }

    static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void say(String what) {
        var since = Duration.between(began, Instant.now());
        System.out.printf("%2d:%02d %s%n", since.toMinutes(), since.toSecondsPart(), what);
        System.out.flush();
    }

    /** One PostgreSQL for all, as it is installed, except that it keeps its word. */
    private static final class Postgres implements AutoCloseable {
        private final EmbeddedPostgres running = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200")
                .start();

        Postgres() throws IOException {}

        Database fresh(String name) {
            JdbcClient.create(running.getPostgresDatabase())
                    .sql("CREATE DATABASE " + name)
                    .update();
            return Database.at(running.getJdbcUrl("postgres", name));
        }

        String version() {
            return JdbcClient.create(running.getPostgresDatabase())
                    .sql("SHOW server_version")
                    .query(String.class)
                    .single();
        }

        @Override
        public void close() throws IOException {
            running.close();
        }
    }
}
