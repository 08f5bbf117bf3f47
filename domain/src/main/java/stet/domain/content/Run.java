package stet.domain.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some tokens in a row, to be found by what they say. The hash of a list is the same for many lists of words that differ in a letter each,
 * and an index of such names would be gone through from end to end for each of them.
 */
final class Run {
    private static final long MIXED = 0x9E3779B97F4A7C15L;

    private final List<String> tokens;
    private final int from;
    private final int length;
    private final int hash;

    private Run(List<String> tokens, int from, int length) {
        this.tokens = tokens;
        this.from = from;
        this.length = length;
        var mixed = 0L;
        for (var i = from; i < from + length; i++) {
            mixed = (mixed ^ tokens.get(i).hashCode()) * MIXED;
            mixed ^= mixed >>> 32;
        }
        hash = (int) mixed;
    }

    /** @param tokens which do not change */
    static Run of(List<String> tokens, int from, int length) {
        return new Run(tokens, from, length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Run its) || its.hash != hash || its.length != length) {
            return false;
        }
        for (var i = 0; i < length; i++) {
            if (!tokens.get(from + i).equals(its.tokens.get(its.from + i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
