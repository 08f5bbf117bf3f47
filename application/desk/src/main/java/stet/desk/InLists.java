package stet.desk;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Asks for what has one of many values. */
final class InLists {
    /** So many are asked for at once, the last one again for want of others: a question of each number has a plan that the database keeps. */
    private static final List<Integer> AT_ONCE = List.of(1, 10, 100);

    private InLists() {}

    /** @param ask takes the marks to put into {@code IN (…)}, and the values for them */
    static void each(Collection<String> values, BiConsumer<String, List<String>> ask) {
        var all = List.copyOf(values);
        for (var from = 0; from < all.size(); ) {
            var left = all.size() - from;
            var many = AT_ONCE.stream().filter(size -> size >= left).findFirst().orElse(AT_ONCE.getLast());
            var some = all.subList(from, Math.min(from + many, all.size()));
            var again = Collections.nCopies(many - some.size(), some.getLast());
            ask.accept(
                    String.join(", ", Collections.nCopies(many, "?")),
                    Stream.concat(some.stream(), again.stream()).toList());
            from += some.size();
        }
    }
}
