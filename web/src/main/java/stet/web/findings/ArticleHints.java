package stet.web.findings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import stet.domain.article.Article;
import stet.domain.content.Hash;
import stet.domain.content.Place;
import stet.domain.hints.Hint;
import stet.domain.hints.Hints;
import stet.history.EarlierWords;
import stet.history.History;

/** What does not fit in an article as it is now, with what it said before. It is looked for once, however many look at the article. */
@Component
public final class ArticleHints {
    /** In UTF-16 units: how much of what was said before is kept with what was found in it. */
    private static final int KEPT = 4_000_000;

    private final Cache<Words, List<Hint>> found = Caffeine.newBuilder()
            .maximumWeight(KEPT)
            .weigher((Words words, List<Hint> hints) -> words.weight() + 200 * hints.size())
            .executor(Runnable::run)
            .build();
    private final History history;
    private final Clock clock;

    /**
     * All that is looked at.
     *
     * @param content by its hash
     */
    private record Words(Hash content, Map<Place, List<String>> earlier, LocalDate written) {
        int weight() {
            return earlier.values().stream()
                            .flatMap(List::stream)
                            .mapToInt(String::length)
                            .sum()
                    + 200;
        }
    }

    ArticleHints(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /** In reading order, without those that the writer was asked about or a checker has settled. */
    public List<Hint> of(Article article) {
        var earlier = history.earlier(new EarlierWords(article.id()))
                .orElseGet(() -> new EarlierWords.Answer(clock.instant(), Map.<Place, List<String>>of()));
        var written = LocalDate.ofInstant(earlier.written(), clock.getZone());
        return found
                .get(
                        new Words(article.contentHash(), earlier.words(), written),
                        words -> Hints.in(article.content(), words.earlier(), written))
                .stream()
                .filter(hint -> !hint.seenTo(article.claims().values()))
                .toList();
    }
}
