package stet.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for. In {@code words}, every word must be there, in one of its forms; words in quotation marks stand there in this order
 * and in just this form; a word or quotation with a minus before it must not be there; a word with a star behind it is how one begins.
 *
 * @param shelf where it is looked for; see {@link Entry}
 * @param words at most {@value #LONGEST} characters and {@value #MOST_WORDS} words; with none, everything fits that the filters let through
 * @param typing whether the last word may not be whole yet
 * @param filters all of them must let an entry through
 * @param order the name of a number, the largest first; null for what fits best first
 * @param told the names of the numbers that are told of every entry of a hit's group that fits
 * @param from how many hits come before these, so that a page ends at {@value #DEEPEST} at the latest
 * @param size how many hits at most, 1 to {@value #LARGEST}
 */
public record Question(
        String shelf,
        String words,
        boolean typing,
        List<Filter> filters,
        @Nullable String order,
        List<String> told,
        int from,
        int size) {
    public static final int LONGEST = 500;
    public static final int MOST_WORDS = 32;
    public static final int DEEPEST = 1_000;
    public static final int LARGEST = 1_000;

    /** @throws IllegalArgumentException if it is longer, deeper or larger than it may be */
    public Question {
        checkLength(words);
        if (from < 0 || size < 1 || size > LARGEST || from + size > DEEPEST) {
            throw new IllegalArgumentException("A search shows the first %,d hits".formatted(DEEPEST));
        }
        filters = List.copyOf(filters);
        told = List.copyOf(told);
    }

    /** @throws IllegalArgumentException if these are more characters or words than may be asked for */
    public static void check(String words) {
        checkLength(words);
        var _ = Asked.parts(words, false);
    }

    private static void checkLength(String words) {
        if (words.length() > LONGEST) {
            throw new IllegalArgumentException("A search has at most %d characters".formatted(LONGEST));
        }
    }

    /** On the first shelf. */
    public Question(String words, boolean typing, List<Filter> filters, @Nullable String order, int from, int size) {
        this(Entry.FIRST_SHELF, words, typing, filters, order, List.of(), from, size);
    }

    /** What fits best, with whole words. */
    public static Question of(String words, Filter... filters) {
        return new Question(words, false, List.of(filters), null, 0, 20);
    }
}
