package stet.trials;

import java.util.List;
import java.util.function.Function;

/** How a value to try something with is made of choices; the less was chosen, the simpler it should be. */
@FunctionalInterface
public interface Some<T> {
    T by(Choices choices);

    @SafeVarargs
    static <T> Some<T> of(T... values) {
        return choices -> values[choices.between(0, values.length - 1)];
    }

    /** The first value counts as the simplest one. */
    static <T> Some<T> of(List<T> values) {
        return choices -> values.get(choices.between(0, values.size() - 1));
    }

    /** A text of any characters at all. */
    static Some<String> text(int longest) {
        return choices -> {
            var text = new StringBuilder();
            choices.list(0, longest, Choices::character).forEach(text::appendCodePoint);
            return text.toString();
        };
    }

    default Some<List<T>> list(int fewest, int most) {
        return choices -> choices.list(fewest, most, this);
    }

    default <R> Some<R> map(Function<? super T, ? extends R> made) {
        return choices -> made.apply(by(choices));
    }
}
