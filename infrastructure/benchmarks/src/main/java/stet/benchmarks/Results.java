package stet.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Every number of a run, round by round, under names such as {@code postgresql/commands/1/stet/rate}. */
final class Results {
    private final Map<String, List<Double>> numbers = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    /** What became of a figure in all rounds. */
    record Spread(double median, double least, double most, int rounds) {
        static Spread of(List<Double> numbers) {
            var sorted = numbers.stream().sorted().toList();
            var middle = sorted.size() / 2;
            var median =
                    sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
            return new Spread(median, sorted.getFirst(), sorted.getLast(), sorted.size());
        }
    }

    void add(String name, double number) {
        numbers.computeIfAbsent(name, each -> new ArrayList<>()).add(number);
    }

    void addAll(String prefix, Map<String, List<Double>> more) {
        more.forEach((name, all) -> all.forEach(number -> add(prefix + "/" + name, number)));
    }

    void failed(String what) {
        failures.add(what);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    Optional<Spread> spread(String name) {
        var all = numbers.get(name);
        return all == null ? Optional.empty() : Optional.of(Spread.of(all));
    }

    /** What was measured under this name, in order. */
    List<String> under(String name) {
        return numbers.keySet().stream()
                .filter(each -> each.startsWith(name + "/"))
                .map(each -> each.substring(name.length() + 1, each.lastIndexOf('/')))
                .distinct()
                .toList();
    }

    /** One figure against another, round by round: the two of one round saw the same machine. */
    Optional<Spread> ratio(String name, String other) {
        var one = numbers.get(name);
        var two = numbers.get(other);
        if (one == null || two == null) {
            return Optional.empty();
        }
        var ratios = IntStream.range(0, Math.min(one.size(), two.size()))
                .mapToObj(n -> one.get(n) / two.get(n))
                // A file of H2 grows by leaps, and may not have grown at all in a short turn.
                .filter(Double::isFinite)
                .toList();
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    /** All of it, a line for each figure with its rounds. */
    void write(Path file) {
        var lines = new ArrayList<String>();
        numbers.forEach((name, all) -> lines.add(name + "\t"
                + String.join(
                        "\t",
                        all.stream()
                                .map(number -> String.format(Locale.ROOT, "%.4f", number))
                                .toList())));
        failures.forEach(failure -> lines.add("failed\t" + failure));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
