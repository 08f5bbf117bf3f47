package stet.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.PublicationScheduled;
import stet.domain.article.ArticleEvent.PublicationUnscheduled;

/**
 * An article as its events up to one of them have made it, and what the article itself does not remember of them.
 *
 * @param sequence the last event that is in it
 */
record Folded(
        Article article,
        long sequence,
        Instant draftedAt,
        Instant changedAt,
        Instant stageSince,
        @Nullable String scheduleDropped) {

    /** After one more event; null only where nothing has drafted the article yet. Events are folded one by one, since a stage may pass. */
    static @Nullable Folded after(@Nullable Folded before, ArticleEvent event, Act act, long sequence) {
        var evolved = Article.evolve(before == null ? null : before.article, event, act);
        if (evolved == null) {
            return null;
        }
        var article = evolved.copy().before() == null ? evolved : evolved.withoutEarlierRevisions();
        if (before == null) {
            return new Folded(article, sequence, act.at(), act.at(), act.at(), null);
        }
        return new Folded(
                article,
                sequence,
                before.draftedAt,
                act.at(),
                article.stage() == before.article.stage() ? before.stageSince : act.at(),
                switch (event) {
                    case PublicationUnscheduled e -> e.reason();
                    case PublicationScheduled _, EditionPublished _ -> null;
                    default -> before.scheduleDropped;
                });
    }
}
