package stet.lookup;

import java.util.Set;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.newsroom.Reading;
import stet.search.Headed;
import stet.search.Question;

/**
 * In which articles do these words stand in the headline or the slugline, as they are worked on? The last word may not be whole yet.
 *
 * @param words see {@link Question}
 * @param reach whoever asks finds these alone
 */
public record ArticlesCalled(String words, Reading.Reach reach) {
    /** So many are told; of more, those that changed last. */
    public static final int MOST = Headed.MOST;

    /** @throws InvalidValue if it says nothing, or more than a search may */
    public ArticlesCalled {
        check(words);
    }

    /** @throws InvalidValue if these are no words that can be looked for */
    public static void check(String words) {
        if (words.isBlank()) {
            throw new InvalidValue("A search says at least one word");
        }
        try {
            Question.check(words);
        } catch (IllegalArgumentException tooMuch) {
            throw new InvalidValue(String.valueOf(tooMuch.getMessage()));
        }
    }

    /**
     * @param articles {@value #MOST} at most
     * @param total how many there are
     * @param whole false where there may be more than these, because the search took too long
     */
    public record Answer(Set<ArticleId> articles, long total, boolean whole) {
        public Answer {
            articles = Set.copyOf(articles);
        }
    }
}
