package stet.domain.article;

import static stet.domain.RefusalCode.NO_SUCH_PERSON;
import static stet.domain.RefusalCode.ROLE_MISSING;
import static stet.domain.article.Workflow.alreadySo;
import static stet.domain.article.Workflow.remark;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import stet.domain.Act;
import stet.domain.PersonId;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.BreakGlass;
import stet.domain.article.ArticleCommand.Confiding;
import stet.domain.article.ArticleCommand.LiftConfidentiality;
import stet.domain.article.ArticleCommand.MakeConfidential;
import stet.domain.article.ArticleEvent.ArticleMadeConfidential;
import stet.domain.article.ArticleEvent.ConfidentialityLifted;
import stet.domain.article.ArticleEvent.GlassBroken;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.Reading;

/** Rule 45: what few may read, and who opens it all the same. */
final class ConfidingRules {
    private ConfidingRules() {}

    static List<ArticleEvent> decide(Article article, Confiding command, Act act, Newsroom newsroom) {
        var id = article.id();
        return switch (command) {
            case MakeConfidential c -> {
                checkKeeps(article, act, newsroom);
                var reason = remark(c.reason(), "The reason for making it confidential");
                var readers = readers(article, c, act, newsroom);
                if (readers.equals(article.confided())) {
                    throw alreadySo("It is confidential already, and confided to just these people");
                }
                yield List.of(new ArticleMadeConfidential(id, readers, reason));
            }
            case LiftConfidentiality c when article.confided() == null -> throw alreadySo("It is not confidential");
            case LiftConfidentiality c -> {
                checkKeeps(article, act, newsroom);
                yield List.of(new ConfidentialityLifted(id));
            }
            case BreakGlass c
            when Workflow.reads(article, act, newsroom) ->
                throw alreadySo("You may read it already, so there is nothing to open");
            case BreakGlass c ->
                List.of(new GlassBroken(
                        id,
                        remark(c.reason(), "The reason for opening it"),
                        act.at().plus(Reading.OPEN_FOR)));
        };
    }

    /** Its desk's publishers and standards say who reads it; a publisher of another desk does not. */
    private static void checkKeeps(Article article, Act act, Newsroom newsroom) {
        if (act.role() == Role.PUBLISHER
                && newsroom.person(act.who())
                        .filter(person -> person.desks().contains(article.desk()))
                        .isEmpty()) {
            throw new Refused(
                    ROLE_MISSING,
                    "Only a publisher of the desk '%s' or a standards editor says who may read it"
                            .formatted(article.desk()));
        }
    }

    /** Nobody loses sight of their own words, nor the publisher who asks of what they answer for. */
    private static List<PersonId> readers(Article article, MakeConfidential command, Act act, Newsroom newsroom) {
        command.readers().stream()
                .filter(person -> newsroom.person(person).isEmpty())
                .findFirst()
                .ifPresent(person -> {
                    throw new Refused(NO_SUCH_PERSON, "Nobody here is called '%s'".formatted(person));
                });
        var readers = new HashSet<>(command.readers());
        article.authors().values().forEach(authorship -> readers.addAll(authorship.all()));
        if (act.role() == Role.PUBLISHER) {
            readers.add(act.who());
        }
        return readers.stream().sorted(Comparator.comparing(PersonId::value)).toList();
    }
}
