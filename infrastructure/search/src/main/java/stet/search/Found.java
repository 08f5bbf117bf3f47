package stet.search;

import java.util.List;

/**
 * What fits.
 *
 * @param total how many groups there are in which something fits, on all pages
 * @param whole false where the search was ended because it took too long; there may be more
 */
public record Found(long total, boolean whole, List<Hit> hits) {
    public Found {
        hits = List.copyOf(hits);
    }

    /**
     * The entry of its group that fits best.
     *
     * @param source as it was given with the entry
     * @param sentences where what was asked for stands, as far as it is worth showing; a heading comes whole
     */
    public record Hit(String id, String group, String source, List<Sentence> sentences) {
        public Hit {
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
