package stet.domain.article;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ClaimId;
import stet.domain.Obstacle;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.ConfirmClaims;
import stet.domain.article.ArticleCommand.NewClaim;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.content.Anchor;
import stet.domain.newsroom.Newsroom;

/**
 * Several claims confirmed in one act. Each is raised and confirmed by the rules for one, so that what is refused alone is refused here,
 * too; and then nothing of the act happens.
 */
final class OneSource {
    private final Act act;
    private final Newsroom newsroom;
    private final List<ArticleEvent> events = new ArrayList<>();
    private final List<Obstacle> obstacles = new ArrayList<>();
    private Article article;

    private OneSource(Article article, Act act, Newsroom newsroom) {
        this.article = article;
        this.act = act;
        this.newsroom = newsroom;
    }

    /** @throws Refused naming every claim that speaks against it, by the code of the first */
    static List<ArticleEvent> decide(Article article, ConfirmClaims command, Act act, Newsroom newsroom) {
        Bounds.checkClaims(article, command.raising().size());
        var together = new OneSource(article, act, newsroom);
        together.raise(command.raising());
        for (var claim : command.claims()) {
            together.confirm(claim, command);
        }
        for (var raised : command.raising()) {
            if (together.article.claims().containsKey(raised.claimId())) {
                together.confirm(raised.claimId(), command);
            }
        }
        together.refuseIfNeeded(command.claims().size() + command.raising().size());
        return together.events;
    }

    /** Whether one may be raised depends on those before it; whether one may be confirmed on no other. */
    private void raise(List<NewClaim> claims) {
        var taken = new HashSet<>(article.facts().claimsEver());
        var standing = new HashSet<Consequences.On>();
        article.claims().values().forEach(claim -> standing.add(new Consequences.On(claim.kind(), claim.anchor())));
        for (var claim : claims) {
            var on = new Consequences.On(claim.kind(), claim.anchor());
            var command = new RaiseClaim(article.id(), claim.claimId(), claim.kind(), claim.anchor());
            var raised = ask(
                    () -> List.of(CheckingRules.raised(
                            article, command, taken.contains(claim.claimId()), standing.contains(on))),
                    null,
                    claim.anchor());
            if (!raised.isEmpty()) {
                taken.add(claim.claimId());
                standing.add(on);
            }
        }
        article = Consequences.after(article, events, act);
    }

    private void confirm(ClaimId id, ConfirmClaims command) {
        var claim = article.claims().get(id);
        ask(
                () -> CheckingRules.decide(
                        article, new ConfirmClaim(article.id(), id, command.sources()), act, newsroom),
                id,
                claim == null ? null : claim.anchor());
    }

    private List<ArticleEvent> ask(
            Supplier<List<ArticleEvent>> decision, @Nullable ClaimId claim, @Nullable Anchor anchor) {
        try {
            var decided = decision.get();
            events.addAll(decided);
            return decided;
        } catch (Refused refused) {
            var sentence =
                    anchor == null ? refused.sentence() : "“%s”: %s".formatted(anchor.words(), refused.sentence());
            obstacles.add(new Obstacle(
                    refused.code(),
                    sentence,
                    anchor == null ? null : anchor.place().key(),
                    claim));
            return List.of();
        }
    }

    private void refuseIfNeeded(int asked) {
        if (obstacles.isEmpty()) {
            return;
        }
        var first = obstacles.getFirst();
        throw new Refused(
                first.code(),
                asked == 1 ? first.sentence() : "None of the %d was confirmed. %s".formatted(asked, first.sentence()),
                obstacles,
                List.of());
    }
}
