package stet.domain;

import java.util.function.IntPredicate;

/** Looks up a place in what is ordered, in as many steps as its size has binary digits. */
public final class Ordered {
    private Ordered() {}

    /**
     * The first index, from 0, of which something is true that is true of all after it.
     *
     * @return the size where it is true of none
     */
    public static int first(int size, IntPredicate is) {
        var low = 0;
        var high = size;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (is.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
