package stet.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.search.Found;
import stet.search.Question;

/**
 * In which stories that readers may see do these words stand, as their latest edition has it? What fits best comes first. The index is a
 * moment behind what is published, so whoever shows the answer asks there which of these are still on view.
 *
 * @param words see {@link Question}
 * @param section as it is called, in capitals or not; null for all
 * @param from how many hits come before these
 * @param limit how many hits, at most
 */
public record StoriesWith(String words, @Nullable String section, int from, int limit) {
    /** @throws InvalidValue if it says nothing, is longer or reaches deeper than a search may */
    public StoriesWith {
        if (words.isBlank()) {
            throw new InvalidValue("A search says at least one word");
        }
        SearchFor.bounded(words, from, limit);
    }

    /** @param more whether as many can be asked for behind these */
    public record Answer(List<Hit> hits, boolean more) {
        public Answer {
            hits = List.copyOf(hits);
        }
    }

    /** @param sentences in which the words stand */
    public record Hit(ArticleId article, List<Found.Sentence> sentences) {
        public Hit {
            sentences = List.copyOf(sentences);
        }
    }
}
