package stet.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;

/**
 * Collects the best document of each group in one pass; several threads do so each for itself. Lucene's own grouping makes two and copies the name of every group that it meets,
 * which takes several times as long where a word stands in most articles. Groups are told apart by the 64 bits of {@link #of}.
 */
final class BestOfGroups extends SimpleCollector {
    private static final int FIRST_ROOM = 1 << 10;

    private final @Nullable String number;
    private @Nullable NumericDocValues groups;
    private @Nullable NumericDocValues numbers;
    private @Nullable Scorable scorer;
    private int base;

    // An open hash table: a group, how good its best document is, and which that is, or -1 where there is none.
    private long[] group = new long[FIRST_ROOM];
    private long[] worth = new long[FIRST_ROOM];
    private int[] best = filled(FIRST_ROOM);
    private int count;

    /** @param number the field by which the largest is the best; null for what fits best */
    private BestOfGroups(@Nullable String number) {
        this.number = number;
    }

    static CollectorManager<BestOfGroups, BestOfGroups> by(@Nullable String number) {
        return new CollectorManager<>() {
            @Override
            public BestOfGroups newCollector() {
                return new BestOfGroups(number);
            }

            @Override
            public BestOfGroups reduce(Collection<BestOfGroups> all) {
                var together = all.isEmpty()
                        ? new BestOfGroups(number)
                        : all.iterator().next();
                all.stream().skip(1).forEach(together::add);
                return together;
            }
        };
    }

    /** The number of a group, from its name. */
    static long of(String name) {
        var hash = 0xcbf29ce484222325L;
        for (var at = 0; at < name.length(); at++) {
            hash = (hash ^ name.charAt(at)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }

    int count() {
        return count;
    }

    /** The documents from one place to another, the best first. */
    List<Integer> documents(int from, int to) {
        record One(long worth, int document) implements Comparable<One> {
            @Override
            public int compareTo(One other) {
                return worth != other.worth
                        ? Long.compare(worth, other.worth)
                        : Integer.compare(other.document, document);
            }
        }
        var top = new PriorityQueue<One>();
        // Of very many, nearly all are worse than the worst of those at the top, and are passed over without another
        // look.
        var least = Long.MIN_VALUE;
        for (var at = 0; at < best.length; at++) {
            if (best[at] < 0 || worth[at] < least || to == 0) {
                continue;
            }
            top.add(new One(worth[at], best[at]));
            if (top.size() > to) {
                top.remove();
            }
            if (top.size() == to) {
                least = top.element().worth();
            }
        }
        var documents = new ArrayList<Integer>();
        while (!top.isEmpty()) {
            documents.addFirst(top.remove().document());
        }
        return documents.subList(Math.min(from, documents.size()), documents.size());
    }

    @Override
    public ScoreMode scoreMode() {
        return number == null ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
        base = leaf.docBase;
        groups = DocValues.getNumeric(leaf.reader(), Fields.GROUP_NUMBER);
        numbers = number == null ? null : DocValues.getNumeric(leaf.reader(), number);
    }

    @Override
    public void setScorer(Scorable scored) {
        scorer = scored;
    }

    @Override
    public void collect(int document) throws IOException {
        var ofGroup = groups != null && groups.advanceExact(document) ? groups.longValue() : 0;
        put(ofGroup, worth(document), base + document);
    }

    private long worth(int document) throws IOException {
        if (numbers != null) {
            return numbers.advanceExact(document) ? numbers.longValue() : Long.MIN_VALUE;
        }
        return scorer == null ? 0 : NumericUtils.floatToSortableInt(scorer.score());
    }

    private void put(long of, long worthOf, int document) {
        var at = place(of);
        if (best[at] < 0) {
            group[at] = of;
            worth[at] = worthOf;
            best[at] = document;
            if (++count > best.length / 2) {
                grow();
            }
        } else if (worthOf > worth[at] || (worthOf == worth[at] && document < best[at])) {
            worth[at] = worthOf;
            best[at] = document;
        }
    }

    /** What another thread has collected. */
    private void add(BestOfGroups other) {
        for (var at = 0; at < other.best.length; at++) {
            if (other.best[at] >= 0) {
                put(other.group[at], other.worth[at], other.best[at]);
            }
        }
    }

    private int place(long of) {
        var at = (int) of & (best.length - 1);
        while (best[at] >= 0 && group[at] != of) {
            at = (at + 1) & (best.length - 1);
        }
        return at;
    }

    private void grow() {
        var groupsBefore = group;
        var worthBefore = worth;
        var bestBefore = best;
        group = new long[groupsBefore.length * 4];
        worth = new long[groupsBefore.length * 4];
        best = filled(groupsBefore.length * 4);
        for (var from = 0; from < bestBefore.length; from++) {
            if (bestBefore[from] >= 0) {
                var at = place(groupsBefore[from]);
                group[at] = groupsBefore[from];
                worth[at] = worthBefore[from];
                best[at] = bestBefore[from];
            }
        }
    }

    private static int[] filled(int size) {
        var none = new int[size];
        Arrays.fill(none, -1);
        return none;
    }
}
