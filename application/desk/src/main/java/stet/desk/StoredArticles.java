package stet.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.ToLongFunction;
import stet.domain.ArticleId;
import stet.domain.article.Article;
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
    private final EventsOf events;
    private final ToLongFunction<ArticleId> redacted;
    private final Cache<ArticleId, Read> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((ArticleId _, Read read) -> read.state.length())
            .executor(Runnable::run)
            .build();

    private record Read(Article article, String state, long sequence, long redaction) {
        /** Whether what is stored follows from it, by what has happened since. */
        boolean leadsTo(StoredState stored, long redactedBy) {
            return redaction == redactedBy && sequence <= stored.sequence() && state.equals(stored.state());
        }
    }

    /**
     * @param json knows the shapes of the domain's types
     * @param redacted the number of the event that told last that words were taken out of an article; any other where there is none
     */
    StoredArticles(JsonMapper json, EventsOf events, ToLongFunction<ArticleId> redacted) {
        this.json = json;
        this.events = events;
        this.redacted = redacted;
    }

    Article of(StoredState stored) {
        // Asked before the events are read: what is taken out meanwhile has another number.
        var redaction = redacted.applyAsLong(stored.article());
        var known = kept.getIfPresent(stored.article());
        if (known == null || !known.leadsTo(stored, redaction)) {
            return keep(stored, stored.folded(json, events), redaction);
        }
        return known.sequence == stored.sequence()
                ? known.article
                : keep(stored, stored.foldedFrom(known.article, known.sequence, events), redaction);
    }

    private Article keep(StoredState stored, Article article, long redaction) {
        kept.put(stored.article(), new Read(article, stored.state(), stored.sequence(), redaction));
        return article;
    }
}
