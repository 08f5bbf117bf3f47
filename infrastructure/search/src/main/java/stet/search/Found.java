package stet.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What fits.
 *
 * @param total how many groups there are in which something fits, on all pages
 * @param whole false where the search was ended because it took too long; there may be more
 */
public record Found(long total, boolean whole, List<Hit> hits) {
    public static final int MOST_TOLD = 20_000;

    public Found {
        hits = List.copyOf(hits);
    }

    /**
     * The entry of its group that fits best.
     *
     * @param owner the id of the entry that it belongs to; null where it belongs to none
     * @param source as it was given with the entry
     * @param told of every entry of its group that fits, the numbers that were asked for, in their order; in no order of the entries. Of
     *     a page, no more than {@value #MOST_TOLD} entries are told
     * @param sentences where what was asked for stands, as far as it is worth showing; a heading comes whole
     */
    public record Hit(
            String id,
            String group,
            @Nullable String owner,
            String source,
            List<List<Long>> told,
            List<Sentence> sentences) {
        public Hit {
            told = List.copyOf(told);
            sentences = List.copyOf(sentences);
        }
    }

    /**
     * A sentence in which something was found.
     *
     * @param passage the key of the passage
     * @param pieces its words in order, without anything left out but what {@code …} stands for
     */
    public record Sentence(String passage, List<Piece> pieces) {
        public Sentence {
            pieces = List.copyOf(pieces);
        }
    }

    /** @param found whether these are words that were asked for */
    public record Piece(String words, boolean found) {}
}
