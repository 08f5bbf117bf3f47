package stet.web.door;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.RestoreRevision;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.checking.Sentences;
import stet.domain.content.Content;
import stet.domain.content.Excerpt;
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
     * @param alone what may be put back alone of what was asked for: items of a list, or sentences
     * @param instead what can be put back where the place of some words is gone: their sentence, their item, or the passage; or null
     */
    public record Preview(
            int basedOn,
            Redline redline,
            List<String> back,
            List<Fallen> falls,
            String refusal,
            List<Part> alone,
            @Nullable Part instead) {}

    /**
     * Some of the words of a passage as they were.
     *
     * @param from as {@code restore-revision} takes it; null for the whole passage, as is {@code to}
     * @param stands whether these words are in the passage as it is, wherever in it
     */
    public record Part(
            String passage,
            @Nullable Integer from,
            @Nullable Integer to,
            String words,
            boolean stands) {}

    /** @return empty if there is no such article */
    public Optional<Preview> of(RestoreRevision asked, SignedIn person) {
        return commands.whole(asked.articleId()).map(article -> {
            var now = article.content();
            var then = article.copy().content(asked.restored());
            try {
                var decision = door.rehearse(article, asked, person);
                var after = Objects.requireNonNull(decision.after());
                return new Preview(
                        article.revision(),
                        Redline.between(now, after.content()),
                        back(decision.events()),
                        Fallen.by(decision.events(), article, after),
                        "",
                        then.map(its -> alone(asked, its, now)).orElse(List.of()),
                        null);
            } catch (Refused refused) {
                return new Preview(
                        article.revision(),
                        Redline.between(now, now),
                        List.of(),
                        List.of(),
                        refused.sentence(),
                        List.of(),
                        then.filter(_ -> refused.code() == RefusalCode.SPAN_NOT_FOUND)
                                .flatMap(its -> instead(asked, its, now))
                                .orElse(null));
            }
        });
    }

    private static List<Part> alone(RestoreRevision asked, Content then, Content now) {
        var passage = asked.passage();
        if (passage == null) {
            return List.of();
        }
        var sentences = Sentences.rangesIn(then);
        var its = excerpt(asked, then);
        var alone =
                its.isPresent() ? its.orElseThrow().narrower(then, sentences) : Excerpt.of(then, passage, sentences);
        return alone.size() < 2
                ? List.of()
                : alone.stream().map(part -> part(part, then, now)).toList();
    }

    private static Optional<Part> instead(RestoreRevision asked, Content then, Content now) {
        return excerpt(asked, then)
                .map(excerpt -> excerpt.wider(then, Sentences.rangesIn(then))
                        .map(wider -> part(wider, then, now))
                        .orElseGet(() -> new Part(excerpt.part(), null, null, "", false)));
    }

    private static Optional<Excerpt> excerpt(RestoreRevision asked, Content then) {
        return asked.passage() == null || asked.from() == null || asked.to() == null
                ? Optional.empty()
                : Excerpt.of(then, asked.passage(), asked.from(), asked.to());
    }

    private static Part part(Excerpt its, Content then, Content now) {
        var words = its.words(then);
        return new Part(
                its.part(),
                its.start(),
                its.end(),
                words,
                now.written().getOrDefault(its.part(), "").contains(words));
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
