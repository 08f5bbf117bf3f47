package stet.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import stet.domain.ArticleId;
import stet.domain.article.Article;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads articles as they are stored, and remembers those that were read last: pages ask for the same article again and again, and what must be
 * checked in its words is looked for in each that is read. What is stored is compared, letter by letter, so that an article counts only as
 * long as it stands there, also where words were taken out of it.
 */
final class StoredArticles {
    /** In UTF-16 units, of all together: some two hundred articles of a thousand words. */
    private static final long MOST_KEPT = 2_000_000;

    private final JsonMapper json;
    private final Cache<ArticleId, Read> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((ArticleId _, Read read) -> read.state.length())
            .executor(Runnable::run)
            .build();

    private record Read(String state, Article article) {}

    /** @param json knows the shapes of the domain's types */
    StoredArticles(JsonMapper json) {
        this.json = json;
    }

    /** @param state as {@code desk_article} has it */
    Article of(ArticleId id, String state) {
        var known = kept.getIfPresent(id);
        if (known != null && known.state.equals(state)) {
            return known.article;
        }
        var article = json.readValue(state, Article.class);
        kept.put(id, new Read(state, article));
        return article;
    }
}
