package stet.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/**
 * Fits what belongs to an entry that fits. Which these are is looked up once for each search, so what an owner is marked with is written at
 * the owner alone, however much belongs to it.
 */
final class Owned extends Query {
    private final Query owner;

    Owned(Query owner) {
        this.owner = owner;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        // By one thread: the others may all be waiting for this one.
        var owners = new IndexSearcher(searcher.getIndexReader()).search(owner, new Owners());
        return NumericDocValuesField.newSlowSetQuery(Fields.OWNER_NUMBER, owners);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "owned by (" + owner + ")";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Owned owned && owned.owner.equals(owner);
    }

    @Override
    public int hashCode() {
        return classHash() + owner.hashCode();
    }

    private static final class Owners implements CollectorManager<Numbers, long[]> {
        @Override
        public Numbers newCollector() {
            return new Numbers();
        }

        @Override
        public long[] reduce(Collection<Numbers> all) {
            return all.stream()
                    .flatMapToLong(each -> Arrays.stream(each.found, 0, each.count))
                    .toArray();
        }
    }

    private static final class Numbers extends SimpleCollector {
        private long[] found = new long[64];
        private int count;
        private @Nullable NumericDocValues numbers;

        @Override
        protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
            numbers = DocValues.getNumeric(leaf.reader(), Fields.ID_NUMBER);
        }

        @Override
        public void collect(int document) throws IOException {
            if (numbers != null && numbers.advanceExact(document)) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = numbers.longValue();
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
