package stet.trials;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tries what holds for all values on many of them, chosen at random. The first that fails is made simpler as long as it still fails, and
 * is told with the seed; {@code -Dstet.seed=…} tries the same values again (ADR 16). A build tries the same values as the one before it;
 * {@code -Psoak} tries many more, and others each time.
 */
public final class Trials {
    /** Until whoever waits for the example would rather have a longer one. */
    private static final int MOST_ATTEMPTS = 1_000;

    private static final String SEED = "stet.seed";
    private static final long USUAL_SEED = 1;
    /** How many times as many as usual are tried. */
    private static final String MORE = "stet.trials";

    @FunctionalInterface
    public interface ForThree<A, B, C> {
        void accept(A first, B second, C third);
    }

    private record Two<A, B>(A first, B second) {}

    private record Three<A, B, C>(A first, B second, C third) {}

    private record Failed<T>(List<Long> numbers, List<Choices.Element> elements, T value, Throwable why) {}

    private final int times;
    private final long seed;

    private Trials(int times, long seed) {
        this.times = times;
        this.seed = seed;
    }

    /** @param times how often usually; with {@code -Psoak} more */
    public static Trials of(int times) {
        var more = Integer.getInteger(MORE, 1);
        return of(Math.multiplyExact(times, more), Long.getLong(SEED, more > 1 ? System.nanoTime() : USUAL_SEED));
    }

    static Trials of(int times, long seed) {
        return new Trials(times, seed);
    }

    public <A, B> void holds(Some<A> first, Some<B> second, BiConsumer<A, B> property) {
        holds(
                choices -> new Two<>(first.by(choices), second.by(choices)),
                two -> property.accept(two.first(), two.second()));
    }

    public <A, B, C> void holds(Some<A> first, Some<B> second, Some<C> third, ForThree<A, B, C> property) {
        holds(
                choices -> new Three<>(first.by(choices), second.by(choices), third.by(choices)),
                three -> property.accept(three.first(), three.second(), three.third()));
    }

    /** @throws AssertionError with the simplest example that was found, the seed and, as its cause, what went wrong */
    public <T> void holds(Some<T> some, Consumer<T> property) {
        var random = new SplittableRandom(seed);
        for (var i = 1; i <= times; i++) {
            var failed = tried(new Choices(highest -> random.nextLong(highest + 1)), some, property);
            if (failed != null) {
                var simplest = simpler(failed, some, property);
                throw new AssertionError(
                        "Trial %d of %d failed with%n%n  %s%n%n%s%n%nTo try the same again: -D%s=%d"
                                .formatted(i, times, simplest.value(), simplest.why(), SEED, seed),
                        simplest.why());
            }
        }
    }

    private static <T> @Nullable Failed<T> tried(Choices choices, Some<T> some, Consumer<T> property) {
        var value = some.by(choices);
        try {
            property.accept(value);
            return null;
        } catch (RuntimeException | AssertionError | StackOverflowError why) {
            return new Failed<>(choices.made(), choices.elements(), value, why);
        }
    }

    private static <T> Failed<T> simpler(Failed<T> failed, Some<T> some, Consumer<T> property) {
        var simplest = failed;
        var attempts = 0;
        var better = true;
        while (better) {
            better = false;
            for (var numbers : candidates(simplest)) {
                if (attempts++ == MOST_ATTEMPTS) {
                    return simplest;
                }
                var again = tried(Choices.again(numbers), some, property);
                if (again != null && isSimpler(again.numbers(), simplest.numbers())) {
                    simplest = again;
                    better = true;
                    break;
                }
            }
        }
        return simplest;
    }

    /** Without one element of a list, the longest first; then with one number lower, by as much as can be. */
    private static List<List<Long>> candidates(Failed<?> failed) {
        var candidates = new ArrayList<List<Long>>();
        failed.elements().stream()
                .sorted(Comparator.comparingInt(element -> element.from() - element.to()))
                .forEach(element -> {
                    var fewer = new ArrayList<>(failed.numbers());
                    if (fewer.get(element.length()) > 0) {
                        fewer.set(element.length(), fewer.get(element.length()) - 1);
                        fewer.subList(element.from(), element.to()).clear();
                        candidates.add(fewer);
                    }
                });
        for (var i = 0; i < failed.numbers().size(); i++) {
            var number = failed.numbers().get(i);
            for (var less = number; less > 0; less /= 2) {
                var lower = new ArrayList<>(failed.numbers());
                lower.set(i, number - less);
                candidates.add(lower);
            }
        }
        return candidates;
    }

    private static boolean isSimpler(List<Long> some, List<Long> others) {
        if (some.size() != others.size()) {
            return some.size() < others.size();
        }
        for (var i = 0; i < some.size(); i++) {
            if (!some.get(i).equals(others.get(i))) {
                return some.get(i) < others.get(i);
            }
        }
        return false;
    }
}
