package stet.desk;

import java.util.List;
import stet.domain.ArticleId;
import stet.domain.article.Happened;

/** The ledger, as far as the desk has to read it again. */
@FunctionalInterface
public interface EventsOf {
    /**
     * What happened to an article behind one of its events, up to another and with that, in its order.
     *
     * @param after a sequence
     * @param last a sequence; all up to it is in the ledger
     */
    List<Happened> between(ArticleId article, long after, long last);
}
