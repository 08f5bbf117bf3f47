package stet.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.search.Found;
import stet.search.Question;

/**
 * In which stories that the world sees do these words stand?
 *
 * @param words see {@link Question}
 * @param section null for all of them
 * @param from how many hits come before these
 * @param limit how many hits, at most
 */
public record OnView(String words, @Nullable String section, int from, int limit) {
    /** @throws InvalidValue if it is longer or reaches deeper than a search may */
    public OnView {
        if (words.length() > Question.LONGEST) {
            throw new InvalidValue("A search has at most %d characters".formatted(Question.LONGEST));
        }
        if (limit < 1 || from < 0 || from + limit > Question.DEEPEST) {
            throw new InvalidValue("A search shows the first %,d hits".formatted(Question.DEEPEST));
        }
    }

    /** @param total how many stories there are, on all pages */
    public record Answer(long total, List<Hit> hits) {
        public Answer {
            hits = List.copyOf(hits);
        }
    }

    public record Hit(ArticleId article, String slug, List<Found.Sentence> sentences) {
        public Hit {
            sentences = List.copyOf(sentences);
        }
    }
}
