package stet.desk;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ClaimId;
import stet.domain.PersonId;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.ArticleEvent.ClaimCorrected;
import stet.domain.article.ArticleEvent.ClaimDisputed;
import stet.domain.article.ArticleEvent.ClaimLapsed;
import stet.domain.article.ArticleEvent.ClaimMarkedNotCheckable;
import stet.domain.article.ArticleEvent.ClaimQueried;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ClaimWithdrawn;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.PublicationScheduled;
import stet.domain.article.ArticleEvent.PublicationUnscheduled;

/**
 * An article as its events up to one of them have made it, and what the article itself does not remember of them.
 *
 * @param sequence the last event that is in it
 * @param foundBy who found last what is found of a claim, or asked about it
 */
record Folded(
        Article article,
        long sequence,
        Instant draftedAt,
        Instant changedAt,
        Instant stageSince,
        @Nullable String scheduleDropped,
        Map<ClaimId, PersonId> foundBy) {

    /** After one more event; null only where nothing has drafted the article yet. Events are folded one by one, since a stage may pass. */
    static @Nullable Folded after(@Nullable Folded before, ArticleEvent event, Act act, long sequence) {
        var evolved = Article.evolve(before == null ? null : before.article, event, act);
        if (evolved == null) {
            return null;
        }
        var article = evolved.copy().before() == null ? evolved : evolved.withoutEarlierRevisions();
        if (before == null) {
            return new Folded(article, sequence, act.at(), act.at(), act.at(), null, Map.of());
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
                },
                switch (event) {
                    case ClaimQueried e -> with(before.foundBy, e.claimId(), act.who());
                    case ClaimConfirmed e -> with(before.foundBy, e.claimId(), act.who());
                    case ClaimDisputed e -> with(before.foundBy, e.claimId(), act.who());
                    case ClaimCorrected e -> with(before.foundBy, e.claimId(), act.who());
                    case ClaimMarkedNotCheckable e -> with(before.foundBy, e.claimId(), act.who());
                    case ClaimReopened e -> with(before.foundBy, e.claimId(), null);
                    case ClaimLapsed e -> with(before.foundBy, e.claimId(), null);
                    case ClaimWithdrawn e -> with(before.foundBy, e.claimId(), null);
                    default -> before.foundBy;
                });
    }

    private static Map<ClaimId, PersonId> with(Map<ClaimId, PersonId> all, ClaimId claim, @Nullable PersonId who) {
        // In the order of their ids, so that it is written in one form.
        var changed = new TreeMap<ClaimId, PersonId>(Comparator.comparing(ClaimId::value));
        changed.putAll(all);
        if (who == null) {
            changed.remove(claim);
        } else {
            changed.put(claim, who);
        }
        return changed;
    }
}
