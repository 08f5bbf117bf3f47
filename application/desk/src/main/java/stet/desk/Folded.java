package stet.desk;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommentId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ArticleAssigned;
import stet.domain.article.ArticleEvent.ArticleUnassigned;
import stet.domain.article.ArticleEvent.CaptionApproved;
import stet.domain.article.ArticleEvent.CaptionReopened;
import stet.domain.article.ArticleEvent.CaptionReturned;
import stet.domain.article.ArticleEvent.CaptionsReopened;
import stet.domain.article.ArticleEvent.CaptionsSignedOff;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.ArticleEvent.ClaimCorrected;
import stet.domain.article.ArticleEvent.ClaimDisputed;
import stet.domain.article.ArticleEvent.ClaimLapsed;
import stet.domain.article.ArticleEvent.ClaimMarkedNotCheckable;
import stet.domain.article.ArticleEvent.ClaimQueried;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ClaimWithdrawn;
import stet.domain.article.ArticleEvent.CommentAdded;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.article.ArticleEvent.PublicationScheduled;
import stet.domain.article.ArticleEvent.PublicationUnscheduled;

/**
 * An article as its events up to one of them have made it, and what the article itself does not remember of them.
 *
 * @param step at which it stands
 * @param sequence the last event that is in it
 * @param draftedBy who began it
 * @param onWord on whose word something stands: by {@link #given} who gave somebody the article to work on; by {@link #of(ClaimId)} who found last what is found of a claim, or asked about it; by
 *     {@link #of(BlockId)} who approved a caption; by {@link #of(CommentId)} who made a comment; by {@link #CAPTIONS} who signed these off, and by {@link #FACTS} with a name behind it
 *     each of those who signed off passages
 * @param course which way it has gone through the steps of the desk
 */
record Folded(
        Article article,
        Step step,
        long sequence,
        PersonId draftedBy,
        Instant draftedAt,
        Instant changedAt,
        Instant stageSince,
        @Nullable String scheduleDropped,
        Map<String, PersonId> onWord,
        Course course) {
    static final String FACTS = "facts";
    static final String CAPTIONS = "captions";

    static String of(ClaimId claim) {
        return "claim/" + claim.value();
    }

    static String given(PersonId person, Role role) {
        return "given/%s/%s".formatted(person.value(), role.name());
    }

    static String of(CommentId comment) {
        return "comment/" + comment.value();
    }

    static String of(BlockId figure) {
        return "caption/" + figure.value();
    }

    /** After one more event; null only where nothing has drafted the article yet. Events are folded one by one, since a stage may pass. */
    static @Nullable Folded after(@Nullable Folded before, ArticleEvent event, Act act, long sequence) {
        var article = Article.evolveToShow(before == null ? null : before.article, event, act);
        if (article == null) {
            return null;
        }
        var step = Step.of(article);
        if (before == null) {
            return new Folded(
                    article,
                    step,
                    sequence,
                    act.who(),
                    act.at(),
                    act.at(),
                    act.at(),
                    null,
                    Map.of(),
                    Course.begun(article, step.queue(), act, event));
        }
        return new Folded(
                article,
                step,
                sequence,
                before.draftedBy,
                before.draftedAt,
                act.at(),
                step.stage() == before.step.stage() ? before.stageSince : act.at(),
                switch (event) {
                    case PublicationUnscheduled e -> e.reason();
                    case PublicationScheduled _, EditionPublished _ -> null;
                    default -> before.scheduleDropped;
                },
                switch (event) {
                    case ArticleAssigned e -> with(before.onWord, given(e.person(), e.role()), act.who());
                    case ArticleUnassigned e -> with(before.onWord, given(e.person(), e.role()), null);
                    case ClaimQueried e -> with(before.onWord, of(e.claimId()), act.who());
                    case ClaimConfirmed e -> with(before.onWord, of(e.claimId()), act.who());
                    case ClaimDisputed e -> with(before.onWord, of(e.claimId()), act.who());
                    case ClaimCorrected e -> with(before.onWord, of(e.claimId()), act.who());
                    case ClaimMarkedNotCheckable e -> with(before.onWord, of(e.claimId()), act.who());
                    case ClaimReopened e -> with(before.onWord, of(e.claimId()), null);
                    case ClaimLapsed e -> with(before.onWord, of(e.claimId()), null);
                    case ClaimWithdrawn e -> with(before.onWord, of(e.claimId()), null);
                    case CommentAdded e -> with(before.onWord, of(e.commentId()), act.who());
                    case CaptionApproved e -> with(before.onWord, of(e.figure()), act.who());
                    case CaptionReturned e -> with(before.onWord, of(e.figure()), null);
                    case CaptionReopened e -> with(before.onWord, of(e.figure()), null);
                    case FactsSignedOff _ ->
                        with(before.onWord, FACTS + "/" + act.who().value(), act.who());
                    case FactsReopened _ -> stillSigning(before.onWord, article);
                    case CaptionsSignedOff _ -> with(before.onWord, CAPTIONS, act.who());
                    case CaptionsReopened _ -> with(before.onWord, CAPTIONS, null);
                    default -> before.onWord;
                },
                before.course.after(event, act, article, step.queue()));
    }

    private static Map<String, PersonId> stillSigning(Map<String, PersonId> all, Article article) {
        var left = new TreeMap<>(all);
        left.entrySet()
                .removeIf(entry ->
                        entry.getKey().startsWith(FACTS) && !article.signed().containsValue(entry.getValue()));
        return left;
    }

    private static Map<String, PersonId> with(Map<String, PersonId> all, String what, @Nullable PersonId who) {
        // Sorted by name, so that equal maps are written as equal rows and a rebuild can be compared.
        var changed = new TreeMap<>(all);
        if (who == null) {
            changed.remove(what);
        } else {
            changed.put(what, who);
        }
        return changed;
    }
}
