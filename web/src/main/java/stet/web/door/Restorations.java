package stet.web.door;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.RestoreRevision;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.content.Redline;
import stet.workflow.Commands;

/** What putting an earlier revision back would do, before anybody does it (rule 41). */
@Component
public final class Restorations {
    private final Door door;
    private final Commands commands;

    Restorations(Door door, Commands commands) {
        this.door = door;
        this.commands = commands;
    }

    /**
     * @param basedOn the revision that stands there now; whoever restores names it
     * @param redline what the words would read, against those that stand there now
     * @param back what was found of words that come back, and would stand again, in sentences
     * @param falls in the order in which it would happen
     * @param refusal why it would be refused, and then all else is as it is; empty where it would not
     */
    public record Preview(int basedOn, Redline redline, List<String> back, List<Fallen> falls, String refusal) {}

    /** @return empty if there is no such article */
    public Optional<Preview> of(RestoreRevision asked, SignedIn person) {
        return commands.whole(asked.articleId()).map(article -> {
            var now = article.content();
            try {
                var decision = door.rehearse(article, asked, person);
                var after = Objects.requireNonNull(decision.after());
                return new Preview(
                        article.revision(),
                        Redline.between(now, after.content()),
                        back(decision.events()),
                        Fallen.by(decision.events(), article, after),
                        "");
            } catch (Refused refused) {
                return new Preview(
                        article.revision(), Redline.between(now, now), List.of(), List.of(), refused.sentence());
            }
        });
    }

    private static List<String> back(List<ArticleEvent> events) {
        return events.stream()
                .filter(ClaimRestored.class::isInstance)
                .map(ClaimRestored.class::cast)
                .map(claim -> "“%s” would be %s again"
                        .formatted(claim.now().words(), claim.verdict().title()))
                .toList();
    }
}
