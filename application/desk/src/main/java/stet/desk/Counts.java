package stet.desk;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import stet.domain.DeskId;

/** How many of these articles wait in which queue, and at which desk? */
public record Counts(Which which) {
    /** How many of all. */
    public Counts() {
        this(Which.ALL);
    }

    /**
     * How many of one desk's articles are in one queue; at least one, since nothing is counted where nothing is.
     *
     * @param live how many of them stand among the live stories (see {@link Board})
     */
    public record Count(DeskId desk, Queue queue, int articles, int live) {}

    public record Answer(List<Count> counts) {
        public Answer {
            counts = List.copyOf(counts);
        }

        /** These and those, of which each desk's in one queue are one count. */
        Answer and(Answer others) {
            var together = new TreeMap<DeskId, Map<Queue, Count>>(Comparator.comparing(DeskId::value));
            Stream.concat(counts.stream(), others.counts.stream())
                    .forEach(count -> together.computeIfAbsent(
                                    count.desk(), _ -> new TreeMap<>(Comparator.comparing(Queue::name)))
                            .merge(
                                    count.queue(),
                                    count,
                                    (one, other) -> new Count(
                                            one.desk(),
                                            one.queue(),
                                            one.articles() + other.articles(),
                                            one.live() + other.live())));
            return new Answer(together.values().stream()
                    .flatMap(queues -> queues.values().stream())
                    .toList());
        }

        public int all() {
            return sum(_ -> true);
        }

        public int in(Queue queue) {
            return sum(count -> count.queue() == queue);
        }

        public int live() {
            return counts.stream().mapToInt(Count::live).sum();
        }

        public int at(DeskId desk) {
            return sum(count -> count.desk().equals(desk));
        }

        public int at(DeskId desk, Queue queue) {
            return sum(count -> count.desk().equals(desk) && count.queue() == queue);
        }

        private int sum(Predicate<Count> which) {
            return counts.stream().filter(which).mapToInt(Count::articles).sum();
        }
    }
}
