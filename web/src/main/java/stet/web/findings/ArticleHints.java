package stet.web.findings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import stet.domain.article.Article;
import stet.domain.content.Place;
import stet.domain.hints.Hint;
import stet.domain.hints.Hints;
import stet.history.EarlierWords;
import stet.history.History;

/** What does not fit in an article as it is now, with what it said before. */
@Component
public final class ArticleHints {
    private final History history;
    private final Clock clock;

    ArticleHints(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /** In reading order, without those that the writer was asked about or a checker has settled. */
    public List<Hint> of(Article article) {
        var earlier = history.earlier(new EarlierWords(article.id()))
                .orElseGet(() -> new EarlierWords.Answer(clock.instant(), Map.<Place, List<String>>of()));
        var written = LocalDate.ofInstant(earlier.written(), clock.getZone());
        return Hints.in(article.content(), earlier.words(), written).stream()
                .filter(hint -> !hint.seenTo(article.claims().values()))
                .toList();
    }
}
