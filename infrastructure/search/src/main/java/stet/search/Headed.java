package stet.search;

import java.util.List;

/**
 * In which groups do these words stand in a heading of the first shelf? For whoever has a list of their own to narrow: it tells which they
 * are and nothing else of them, and so may tell of many more than a page of hits.
 *
 * @param words see {@link Question}; they may stand in several headings of one entry
 * @param typing whether the last word may not be whole yet
 * @param filters all of them must let an entry through
 * @param order the name of a number: where there are more groups than {@code most}, those with the largest are told
 * @param most 1 to {@value #MOST}
 */
public record Headed(String words, boolean typing, List<Filter> filters, String order, int most) {
    public static final int MOST = 5_000;

    /** @throws IllegalArgumentException if it is longer or asks for more than it may */
    public Headed {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("Up to %,d groups are told".formatted(MOST));
        }
        Question.check(words);
        filters = List.copyOf(filters);
    }

    /**
     * @param groups by name, those with the largest number first
     * @param total how many there are
     * @param whole false where the search was ended because it took too long; there may be more
     */
    public record Answer(List<String> groups, long total, boolean whole) {
        public Answer {
            groups = List.copyOf(groups);
        }
    }
}
