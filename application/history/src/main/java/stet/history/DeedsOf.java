package stet.history;

import java.util.Set;
import stet.domain.ArticleId;
import stet.domain.article.ArticleEvent;

/**
 * Who did such things to this article, when and why? In order.
 *
 * @param kinds of what happened, at least one
 */
public record DeedsOf(ArticleId article, Set<Class<? extends ArticleEvent>> kinds) {
    public DeedsOf {
        kinds = Set.copyOf(kinds);
    }
}
