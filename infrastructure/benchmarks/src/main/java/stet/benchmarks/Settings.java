package stet.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long to measure, and what.
 *
 * @param rounds how many turns each contestant has of each kind, after one that does not count
 * @param seconds how long a turn is
 * @param warmUp articles that each writes before anything is measured; so many are in its memory when its heap is looked at
 * @param longest the events of the longest article that is loaded
 * @param replayed events that are read again into a read model
 * @param sent commands whose way to the read models is timed
 * @param stores how many articles are in the store when growth is looked at
 * @param parts of {@link #PARTS}
 * @param profile where a flight recording of Stet's own program goes, or null
 * @param root of the project
 */
record Settings(
        String name,
        int rounds,
        double seconds,
        int warmUp,
        int shorter,
        int longest,
        int times,
        int replayed,
        int sent,
        List<Integer> stores,
        List<String> parts,
        List<Kind> contestants,
        @Nullable Path profile,
        Path root) {
    static final List<String> PARTS =
            List.of("decisions", "commands", "load", "visible", "replay", "growth", "seal", "history", "http");

    /** So often a decision is asked for in a round. */
    int decided() {
        return name.equals("smoke") ? 10 : 200;
    }

    /** The program as it is packaged, which `web` makes; {@code benchmarks.jar} names another. */
    Path jar() {
        var named = System.getProperty("benchmarks.jar", "");
        return named.isEmpty() ? root.resolve("web/target/stet.jar") : Path.of(named);
    }

    /** The same taken apart and with its AOT cache, which the profile `distribution` makes; measured where it is there. */
    Path distribution() {
        return root.resolve("web/target/stet/stet.jar");
    }

    /** So many articles are there when the packaged program is measured, the fewest first; {@code benchmarks.articles} says otherwise. */
    List<Integer> newsrooms() {
        var wanted = System.getProperty("benchmarks.articles", "");
        if (!wanted.isEmpty()) {
            return Stream.of(wanted.split(",", -1))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        }
        return switch (name) {
            case "smoke" -> List.of(40, 200);
            case "quick" -> List.of(1_000);
            default -> List.of(1_000, 10_000, 100_000);
        };
    }

    /** For so many seconds events come at a steady pace and are sealed. */
    double sealedFor() {
        return name.equals("smoke") ? 0.5 : 20;
    }

    /** So many articles come about by commands; all others are copies of these. */
    int begun() {
        return name.equals("smoke") ? 20 : 100;
    }

    /** An article that is asked about has so many revisions. */
    int revised() {
        return name.equals("smoke") ? 300 : 10_000;
    }

    /** So many turns the packaged program has of each kind, after one that does not count. */
    int httpRounds() {
        return Math.min(3, rounds);
    }

    /** How long each of these is. */
    double httpSeconds() {
        return Math.min(1, seconds);
    }

    /** So many seconds after its first answer, a program is looked at again. */
    int warmAfter() {
        return name.equals("smoke") ? 2 : 10;
    }

    /** Both, unless {@code benchmarks.databases} names one. */
    boolean measuresOn(String database) {
        var wanted = System.getProperty("benchmarks.databases", "");
        return wanted.isEmpty() || List.of(wanted.split(",", -1)).contains(database);
    }

    /** A replay is long, and differs little from the next. */
    int replays() {
        return Math.min(3, times);
    }

    /**
     * From system properties: {@code benchmarks.size} is smoke, quick, usual or long; {@code benchmarks.parts} and
     * {@code benchmarks.contestants} leave things out; {@code benchmarks.profile} names a file for a flight recording.
     */
    static Settings fromProperties() {
        var parts = System.getProperty("benchmarks.parts", "");
        var contestants = System.getProperty("benchmarks.contestants", "");
        var profile = System.getProperty("benchmarks.profile", "");
        return of(
                System.getProperty("benchmarks.size", "usual"),
                parts.isEmpty() ? PARTS : List.of(parts.split(",", -1)),
                contestants.isEmpty()
                        ? List.of(Kind.values())
                        : List.of(contestants.split(",", -1)).stream()
                                .map(Kind::valueOf)
                                .toList(),
                profile.isEmpty() ? null : Path.of(profile).toAbsolutePath(),
                Path.of(System.getProperty("benchmarks.root", ".")));
    }

    private static Settings of(
            String size, List<String> parts, List<Kind> contestants, @Nullable Path profile, Path root) {
        return switch (size) {
            case "smoke" ->
                new Settings(size, 1, 0.1, 2, 100, 200, 1, 600, 20, List.of(100), parts, contestants, profile, root);
            case "quick" ->
                new Settings(
                        size, 3, 1, 8, 1_000, 10_000, 3, 10_000, 60, List.of(1_000), parts, contestants, profile, root);
            case "usual" ->
                new Settings(
                        size,
                        5,
                        2,
                        48,
                        1_000,
                        10_000,
                        5,
                        50_000,
                        236,
                        List.of(1_000, 100_000),
                        parts,
                        contestants,
                        profile,
                        root);
            case "long" ->
                new Settings(
                        size,
                        11,
                        6,
                        96,
                        1_000,
                        10_000,
                        9,
                        200_000,
                        1_180,
                        List.of(1_000, 100_000),
                        parts,
                        contestants,
                        profile,
                        root);
            default -> throw new IllegalArgumentException("A run is smoke, quick, usual or long, not " + size);
        };
    }
}
