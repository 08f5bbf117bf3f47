package stet.web.findings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.springframework.stereotype.Component;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.article.Unclaimed;
import stet.domain.content.Hash;

/**
 * What of an article is in no claim. To find it takes longer than anything else that is only looked at, so it is found once for each
 * state that an article has been in, and however many ask for it.
 */
@Component
public final class UnclaimedWords {
    /** So many finds are kept, of all articles together; one article has some dozens. */
    private static final int KEPT = 200_000;

    private final Cache<State, Found> found = Caffeine.newBuilder()
            .maximumWeight(KEPT)
            .weigher((State _, Found words) -> words.unclaimed().size() + 1)
            .executor(Runnable::run)
            .build();

    /** Nothing about an article changes without an event, unless words were taken out of what is stored. */
    private record State(ArticleId article, long sequence, Hash content) {}

    /**
     * @param unclaimed in reading order
     * @param required how many numbers, dates and quotations there are, in claims and out of them
     * @param uncovered how many of these are in no claim
     */
    public record Found(List<Unclaimed> unclaimed, int required, int uncovered) {
        static Found in(WorkingCopy.Answer copy) {
            var article = copy.article();
            return new Found(
                    List.copyOf(article.unclaimed()),
                    article.findings().required().values().stream()
                            .mapToInt(List::size)
                            .sum(),
                    article.uncovered().size());
        }
    }

    public Found of(WorkingCopy.Answer copy) {
        var article = copy.article();
        return found.get(new State(article.id(), copy.sequence(), article.contentHash()), _ -> Found.in(copy));
    }
}
