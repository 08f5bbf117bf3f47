package stet.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/** Collects, by the number of their group, numbers of all that fits. */
final class NumbersOfGroups extends SimpleCollector {
    private final List<String> fields;
    private final AtomicInteger left;
    private final Map<Long, List<List<Long>>> found = new HashMap<>();
    private @Nullable NumericDocValues groups;
    private final List<NumericDocValues> numbers = new ArrayList<>();

    private NumbersOfGroups(List<String> fields, AtomicInteger left) {
        this.fields = fields;
        this.left = left;
    }

    static CollectorManager<NumbersOfGroups, Map<Long, List<List<Long>>>> of(List<String> fields) {
        var left = new AtomicInteger(Found.MOST_TOLD);
        return new CollectorManager<>() {
            @Override
            public NumbersOfGroups newCollector() {
                return new NumbersOfGroups(fields, left);
            }

            @Override
            public Map<Long, List<List<Long>>> reduce(Collection<NumbersOfGroups> all) {
                var together = new HashMap<Long, List<List<Long>>>();
                all.forEach(each -> each.found.forEach((group, rows) ->
                        together.computeIfAbsent(group, _ -> new ArrayList<>()).addAll(rows)));
                return together;
            }
        };
    }

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
        groups = DocValues.getNumeric(leaf.reader(), Fields.GROUP_NUMBER);
        numbers.clear();
        for (var field : fields) {
            numbers.add(DocValues.getNumeric(leaf.reader(), field));
        }
    }

    @Override
    public void collect(int document) throws IOException {
        if (groups == null || !groups.advanceExact(document) || left.getAndDecrement() <= 0) {
            return;
        }
        var row = new ArrayList<Long>(fields.size());
        for (var number : numbers) {
            if (!number.advanceExact(document)) {
                return;
            }
            row.add(number.longValue());
        }
        found.computeIfAbsent(groups.longValue(), _ -> new ArrayList<>()).add(row);
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
