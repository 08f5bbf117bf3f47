package stet.domain.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.Refused;
import stet.domain.article.ArticleEvent.CaptionReopened;
import stet.domain.article.ArticleEvent.CaptionsReopened;
import stet.domain.article.ArticleEvent.ClaimLapsed;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.article.ArticleEvent.PublicationUnscheduled;
import stet.domain.content.Changes;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.domain.content.Reanchoring;

/**
 * What falls because of what happened. A sign-off is about exact words: whatever changes them, by whichever command, makes just the
 * verdicts, approvals and sign-offs about them fall, each in an event of its own (rules 6, 15 and 18).
 */
final class Consequences {
    private Consequences() {}

    /**
     * The events that turn the working copy into this content, or none if it is that already (rule 2).
     *
     * @param besides a claim whose new words somebody is about to record, or null
     * @throws Refused if the content would have no headline or be too long
     */
    static List<ArticleEvent> revision(Article article, Content content, int basedOn, @Nullable ClaimId besides) {
        var was = article.content();
        var changes = Changes.between(was, content);
        if (changes.isEmpty()) {
            return List.of();
        }
        Bounds.check(content);
        var moved = new HashMap<ClaimId, Integer>();
        var fallen = new ArrayList<ArticleEvent>();
        for (var claim : article.claims().values()) {
            if (claim.id().equals(besides)) {
                continue;
            }
            var anchor = claim.anchor();
            var before = was.words(anchor.place());
            var after = content.words(anchor.place());
            if (before.equals(after)) {
                continue;
            }
            switch (Reanchoring.follow(anchor, before, after)) {
                case Reanchoring.Outcome.Stands stands -> {
                    if (stands.now().start() != anchor.start()) {
                        moved.put(claim.id(), stands.now().start());
                    }
                }
                case Reanchoring.Outcome.Changed changed ->
                    fallen.add(new ClaimReopened(
                            article.id(),
                            claim.id(),
                            claim.verdict(),
                            anchor.words(),
                            changed.now(),
                            changed.now().words().equals(anchor.words())
                                    ? "The words now stand more than once"
                                    : "The words changed"));
                case Reanchoring.Outcome.Gone gone ->
                    fallen.add(new ClaimLapsed(article.id(), claim.id(), claim.verdict(), anchor.words()));
            }
        }
        var events = new ArrayList<ArticleEvent>();
        events.add(new ContentRevised(article.id(), article.revision() + 1, basedOn, changes, content.hash(), moved));
        events.addAll(fallen);
        return events;
    }

    /** These events, followed by whatever can no longer stand after them. */
    static List<ArticleEvent> of(Article before, List<ArticleEvent> events, Act act) {
        var all = new ArrayList<>(events);
        var after = after(before, events, act);
        if (after.killed() || after.spiked()) {
            if (before.schedule() != null) {
                all.add(new PublicationUnscheduled(
                        after.id(), after.killed() ? "The story was killed" : "The draft was spiked"));
            }
            return all;
        }
        for (var figure : after.content().figures()) {
            var approved = after.approvals().get(figure.id());
            if (approved != null && !approved.equals(Hash.of(figure.picture()))) {
                all.add(new CaptionReopened(after.id(), figure.id(), "The picture or what is said of it changed"));
            }
        }
        if (all.size() > events.size()) {
            after = after(before, all, act);
        }
        if (after.factsSignedOff() != null && !factsStand(after)) {
            all.add(new FactsReopened(after.id(), fallenClaims(after, events), whyFactsFell(after, events)));
        }
        if (after.captionsSignedOff() != null && !captionsStand(after)) {
            all.add(new CaptionsReopened(after.id(), unapproved(after), "The pictures or their captions changed"));
        }
        var schedule = after.schedule();
        if (schedule != null) {
            var why = whyNotScheduled(before, after, schedule);
            if (why != null) {
                all.add(new PublicationUnscheduled(after.id(), why));
            }
        }
        return all;
    }

    /** What takes a schedule back; null where it may stand. */
    private static @Nullable String whyNotScheduled(Article before, Article after, Schedule schedule) {
        // A hold took no schedule back once; whatever happens next to such a story does.
        if (before.held() || after.held()) {
            return "The story was put on hold";
        }
        if (!schedule.isOf(after.content())) {
            return "The words changed after the publication was scheduled";
        }
        var embargo = after.embargo();
        if (embargo != null && schedule.due().isBefore(embargo)) {
            return "It is under embargo until %s, and was scheduled for before that".formatted(embargo);
        }
        return null;
    }

    private static Article after(Article before, List<ArticleEvent> events, Act act) {
        return Objects.requireNonNull(Article.evolve(
                before, events.stream().map(event -> new Happened(event, act)).toList()));
    }

    private static boolean factsStand(Article article) {
        return article.checkedWords().equals(article.factsSignedOff())
                && article.factObstacles().isEmpty();
    }

    private static boolean captionsStand(Article article) {
        return article.captionWords().equals(article.captionsSignedOff())
                && article.captionObstacles().isEmpty();
    }

    private static List<ClaimId> fallenClaims(Article after, List<ArticleEvent> events) {
        var claims = new ArrayList<ClaimId>();
        for (var event : events) {
            switch (event) {
                case ClaimReopened e -> claims.add(e.claimId());
                case ClaimLapsed e -> claims.add(e.claimId());
                default -> {}
            }
        }
        after.openClaims().stream()
                .map(Claim::id)
                .filter(id -> !claims.contains(id))
                .forEach(claims::add);
        return claims;
    }

    private static String whyFactsFell(Article after, List<ArticleEvent> events) {
        for (var event : events) {
            switch (event) {
                case ClaimReopened e
                when !e.wordsWere().equals(e.now().words()) -> {
                    return "The checked words “%s” now read “%s”"
                            .formatted(e.wordsWere(), e.now().words());
                }
                case ClaimLapsed e -> {
                    return "The checked words “%s” are gone".formatted(e.words());
                }
                default -> {}
            }
        }
        return after.factObstacles().stream()
                .findFirst()
                .map(stet.domain.Obstacle::sentence)
                .orElse("What was checked is no longer what was signed off");
    }

    private static List<BlockId> unapproved(Article after) {
        return after.content().figures().stream()
                .filter(figure ->
                        !Hash.of(figure.picture()).equals(after.approvals().get(figure.id())))
                .map(figure -> figure.id())
                .toList();
    }
}
