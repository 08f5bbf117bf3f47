package stet.domain.hints;

import java.util.List;

/** How many steps lie between two lists: one put in, left out, or put for another, or two neighbours that have changed places. */
final class Distance {
    private Distance() {}

    /** The distance if it is at most {@code most}; otherwise some number above that. Linear in the length of the lists. */
    static <T> int within(List<T> one, List<T> other, int most) {
        if (Math.abs(one.size() - other.size()) > most) {
            return most + 1;
        }
        var far = most + 1;
        var two = new int[other.size() + 1];
        var last = new int[other.size() + 1];
        var row = new int[other.size() + 1];
        for (var j = 0; j <= other.size(); j++) {
            last[j] = Math.min(j, far);
        }
        for (var i = 1; i <= one.size(); i++) {
            var low = Math.max(1, i - most);
            var high = Math.min(other.size(), i + most);
            row[low - 1] = low == 1 ? Math.min(i, far) : far;
            for (var j = low; j <= high; j++) {
                var same = one.get(i - 1).equals(other.get(j - 1));
                var best = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.get(i - 1).equals(other.get(j - 2))
                        && one.get(i - 2).equals(other.get(j - 1))) {
                    best = Math.min(best, two[j - 2] + 1);
                }
                row[j] = Math.min(best, far);
            }
            if (high < other.size()) {
                row[high + 1] = far;
            }
            var spare = two;
            two = last;
            last = row;
            row = spare;
        }
        return last[other.size()];
    }
}
