package stet.lookup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.article.Stage;
import stet.domain.newsroom.Reading;
import stet.search.Found;
import stet.search.Question;

/**
 * In which articles do these words stand, in the working copy or in an edition?
 *
 * @param words see {@link Question}
 * @param typing whether the last word may not be whole yet
 * @param reach whoever asks finds these alone
 * @param newest the newest first, and not what fits best
 * @param from how many hits come before these
 * @param limit how many hits, at most
 */
public record SearchFor(
        String words, boolean typing, Narrowing by, Reading.Reach reach, boolean newest, int from, int limit) {
    /**
     * What narrows a search; null does not.
     *
     * @param only working copies or editions
     * @param given who works on it
     * @param section as it is called, in capitals or not
     * @param language as a BCP 47 tag, such as {@code de}; of whatever country
     * @param since a copy that changed, or an edition that came out, at this instant or later
     * @param until the same, before this instant
     */
    public record Narrowing(
            @Nullable Kind only,
            @Nullable DeskId desk,
            @Nullable Stage stage,
            @Nullable PersonId given,
            @Nullable String section,
            @Nullable String language,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /** What is searched in. */
    public enum Kind {
        COPIES,
        EDITIONS
    }

    /** @throws InvalidValue if it is longer or reaches deeper than a search may */
    public SearchFor {
        bounded(words, from, limit);
    }

    static boolean goesOn(long total, int shown, int from, int limit) {
        var to = from + shown;
        return shown > 0 && to < total && to + limit <= Question.DEEPEST;
    }

    static void bounded(String words, int from, int limit) {
        if (words.length() > Question.LONGEST) {
            throw new InvalidValue("A search has at most %d characters".formatted(Question.LONGEST));
        }
        if (limit < 1 || limit > Question.LARGEST || from < 0 || from + limit > Question.DEEPEST) {
            throw new InvalidValue(
                    "A search shows the first %,d hits; say more of what you look for".formatted(Question.DEEPEST));
        }
    }

    /**
     * @param total how many articles there are, on all pages
     * @param whole false where there may be more, because the search took too long
     */
    public record Answer(long total, boolean whole, List<Hit> hits) {
        public Answer {
            hits = List.copyOf(hits);
        }

        /** Whether as many can be asked for behind these, which begin at {@code from}. */
        public boolean goesOn(int from, int limit) {
            return SearchFor.goesOn(total, hits.size(), from, limit);
        }
    }

    /**
     * @param edition the number of the edition in which the words stand; null for the working copy
     * @param headline of what the words stand in
     * @param at when the copy changed last, or the edition came out
     * @param desk at which the article is; null for an edition
     * @param stage of the article; null for an edition
     * @param sentences in which the words stand
     */
    public record Hit(
            ArticleId article,
            @Nullable Integer edition,
            String headline,
            String slugline,
            String section,
            Instant at,
            @Nullable DeskId desk,
            @Nullable Stage stage,
            List<Found.Sentence> sentences) {
        public Hit {
            sentences = List.copyOf(sentences);
        }

        public Hit withoutSentences() {
            return new Hit(article, edition, headline, slugline, section, at, desk, stage, List.of());
        }
    }
}
