package stet.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.article.Article;
import stet.domain.article.Chronicle;
import stet.domain.article.Chronicle.Span;
import stet.domain.article.Happened;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads articles as they are stored, and remembers those that were read last: pages ask for the same article again and again, and what must be
 * checked in its words is looked for in each that is read. What is remembered counts as long as the state that it was folded from stands
 * there letter by letter, and no words were taken out of the events behind that (rule 48): for a moment after these are gone from the
 * ledger, the state may still have them.
 */
final class StoredArticles {
    /** In UTF-16 units, of all together: some two hundred articles of a thousand words. */
    private static final long MOST_KEPT = 2_000_000;

    private final JsonMapper json;
    private final Chronicle chronicle;
    private final Cache<ArticleId, Read> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((ArticleId _, Read read) -> read.state.length())
            .executor(Runnable::run)
            .build();

    /** @param redaction null where no words were ever taken out of it */
    private record Read(
            Article article,
            String state,
            long sequence,
            @Nullable Long redaction) {
        /** Whether what is stored follows from it, by what has happened since. */
        boolean leadsTo(StoredState stored, @Nullable Long redactedBy) {
            return Objects.equals(redaction, redactedBy)
                    && sequence <= stored.sequence()
                    && state.equals(stored.state());
        }

        Article folded(List<Happened> happened) {
            return Objects.requireNonNull(Article.evolveToShow(article, happened));
        }

        Span ahead(StoredState stored) {
            return new Span(stored.article(), sequence, stored.sequence());
        }
    }

    /** @param json knows the shapes of the domain's types */
    StoredArticles(JsonMapper json, Chronicle chronicle) {
        this.json = json;
        this.chronicle = chronicle;
    }

    /** Each of these as its events have made it. */
    Map<ArticleId, Article> of(Collection<StoredState> stored) {
        // They are asked for before the events are read: what is taken out meanwhile has another number.
        var redactions =
                chronicle.redactions(stored.stream().map(StoredState::article).toList());
        var known = new HashMap<ArticleId, Read>();
        var spans = new ArrayList<Span>();
        for (var each : stored) {
            var read = kept.getIfPresent(each.article());
            if (read != null && read.leadsTo(each, redactions.get(each.article()))) {
                known.put(each.article(), read);
                spans.add(read.ahead(each));
            } else {
                spans.add(each.ahead());
            }
        }
        var happened = chronicle.happened(spans);
        var articles = new LinkedHashMap<ArticleId, Article>();
        for (var each : stored) {
            var since = happened.getOrDefault(each.article(), List.of());
            var read = known.get(each.article());
            var article = read == null ? each.folded(json, since) : read.folded(since);
            if (read == null || !since.isEmpty()) {
                kept.put(
                        each.article(),
                        new Read(article, each.state(), each.sequence(), redactions.get(each.article())));
            }
            articles.put(each.article(), article);
        }
        return articles;
    }
}
