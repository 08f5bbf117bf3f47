package stet.domain.checking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.Ordered;

/**
 * What is marked in a passage, sorted by where it begins, so that the marks within a stretch are found by binary search. To ask for every
 * sentence of a text takes time proportional to the text and its marks.
 */
final class Marked {
    private final List<Checkable> marks;
    /** Of each mark and all before it the farthest end; and of the quotations among them. */
    private final int[] ends;

    private final int[] quotationEnds;

    Marked(List<Checkable> marks) {
        this.marks = marks;
        ends = new int[marks.size()];
        quotationEnds = new int[marks.size()];
        for (var i = 0; i < ends.length; i++) {
            var mark = marks.get(i);
            var before = i == 0 ? 0 : ends[i - 1];
            var quotationBefore = i == 0 ? 0 : quotationEnds[i - 1];
            ends[i] = Math.max(before, mark.end());
            quotationEnds[i] = mark.kind() == ClaimKind.QUOTE ? Math.max(quotationBefore, mark.end()) : quotationBefore;
        }
    }

    /** Those that lie in a span whole. */
    List<Checkable> within(Statements.Span span) {
        var within = new ArrayList<Checkable>();
        for (var i = from(span.start()); i < ends.length && marks.get(i).start() < span.end(); i++) {
            if (marks.get(i).end() <= span.end()) {
                within.add(marks.get(i));
            }
        }
        return within;
    }

    boolean anyWithin(Statements.Span span) {
        for (var i = from(span.start()); i < ends.length && marks.get(i).start() < span.end(); i++) {
            if (marks.get(i).end() <= span.end()) {
                return true;
            }
        }
        return false;
    }

    /** Whether one begins before this character and goes on behind it. */
    boolean reachesOver(int at) {
        var before = from(at) - 1;
        return before >= 0 && ends[before] > at;
    }

    /** Whether a quotation ends just before this character. */
    boolean quotesUntil(int at) {
        var before = from(at) - 1;
        return before >= 0 && quotationEnds[before] == at;
    }

    @Nullable
    Checkable firstFrom(int at) {
        var first = from(at);
        return first < ends.length ? marks.get(first) : null;
    }

    @Nullable
    Checkable lastBefore(int at) {
        var last = from(at) - 1;
        return last >= 0 ? marks.get(last) : null;
    }

    /** The first that begins at this character or behind it. */
    private int from(int at) {
        return Ordered.first(ends.length, i -> marks.get(i).start() >= at);
    }
}
