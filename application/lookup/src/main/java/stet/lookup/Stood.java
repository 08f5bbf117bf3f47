package stet.lookup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** When words stood in a passage, from its versions in which they do. */
final class Stood {
    private Stood() {}

    /**
     * Versions that follow one another are one span.
     *
     * @param versions each as {@link Mark#FROM}, {@link Mark#UNTIL}, {@link Mark#CHANGED} and {@link Mark#GONE_AT}, in any order
     */
    static List<EverSaid.Span> of(List<List<Long>> versions) {
        var spans = new ArrayList<EverSaid.Span>();
        for (var version :
                versions.stream().sorted(Comparator.comparing(List::getFirst)).toList()) {
            var from = version.getFirst().intValue();
            var still = version.get(1) == Past.STILL;
            var until = still ? null : Integer.valueOf(version.get(1).intValue());
            var gone = still ? null : Instant.ofEpochMilli(version.getLast());
            var before = spans.isEmpty() ? null : spans.getLast();
            if (before != null && before.until() != null && before.until() == from) {
                spans.removeLast();
                spans.add(new EverSaid.Span(before.from(), before.since(), until, gone));
            } else {
                spans.add(new EverSaid.Span(from, Instant.ofEpochMilli(version.get(2)), until, gone));
            }
        }
        return spans;
    }

    /** The numbers of the editions that are of a revision in one of these. */
    static List<Integer> editions(List<EverSaid.Span> stood, List<SearchProjection.Published> editions) {
        return IntStream.range(0, editions.size())
                .filter(nth -> stood.stream()
                        .anyMatch(span -> span.from() <= editions.get(nth).revision()
                                && (span.until() == null || editions.get(nth).revision() < span.until())))
                .mapToObj(nth -> nth + 1)
                .toList();
    }
}
