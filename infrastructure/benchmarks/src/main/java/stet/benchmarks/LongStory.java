package stet.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.Claim;
import stet.domain.article.Happened;
import stet.domain.article.Workflow;
import stet.domain.checking.Source;
import stet.domain.content.Block;
import stet.domain.content.Text;

/**
 * An article that has been worked on for far too long: the way of a {@link Story} up to the last verdict, and then, over and over, 12
 * revisions, 20 claims withdrawn, 20 raised and 20 confirmed.
 */
final class LongStory {
    private static final String MORE = " There is more to come.";

    private final List<Happened> history = new ArrayList<>();
    private @Nullable Article article;
    private int commands;

    private LongStory() {}

    /** What has happened to it by then. */
    static List<Happened> of(ArticleId id, int events) {
        var story = new LongStory();
        for (var step : Story.of(id.value().substring(0, id.value().lastIndexOf('-')), number(id))) {
            if (step.command() instanceof ArticleCommand.SignOffFacts) {
                break;
            }
            story.happen(step.command(), step.act());
        }
        while (story.history.size() < events) {
            story.again(id);
        }
        return List.copyOf(story.history.subList(0, events));
    }

    private static long number(ArticleId id) {
        return Long.parseLong(id.value().substring(id.value().lastIndexOf('-') + 1));
    }

    /** The histories of whole stories, until there are so many events. */
    static List<List<Happened>> many(String name, int events) {
        var all = new ArrayList<List<Happened>>();
        for (var written = 0; written < events; written += Story.COMMANDS) {
            var story = new LongStory();
            Story.of(name, all.size()).forEach(step -> story.happen(step.command(), step.act()));
            all.add(List.copyOf(story.history));
        }
        return all;
    }

    private void again(ArticleId id) {
        var blocks = now().content().blocks().stream()
                .filter(Block.Paragraph.class::isInstance)
                .limit(12)
                .toList();
        for (var block : blocks) {
            var words = block.words();
            var better = new Block.Paragraph(
                    block.id(),
                    Text.of(words.endsWith(MORE) ? words.substring(0, words.length() - MORE.length()) : words + MORE));
            var content = now().content()
                    .withBlocks(now().content().blocks().stream()
                            .map(each -> each.id().equals(better.id()) ? better : each)
                            .toList());
            by(Story.WRITER, Role.WRITER, new ArticleCommand.ReviseContent(id, now().revision(), content));
        }
        var claims = List.copyOf(now().claims().values());
        for (var claim : claims) {
            by(Story.CHECKER, Role.CHECKER, new ArticleCommand.WithdrawClaim(id, claim.id(), "It is checked again"));
        }
        for (var claim : claims) {
            var fresh = new ClaimId("c" + commands);
            by(Story.CHECKER, Role.CHECKER, new ArticleCommand.RaiseClaim(id, fresh, claim.kind(), claim.anchor()));
            by(Story.CHECKER, Role.CHECKER, new ArticleCommand.ConfirmClaim(id, fresh, sources(claim)));
        }
    }

    private static List<Source> sources(Claim claim) {
        return List.of(Story.source(claim.kind()));
    }

    private Article now() {
        return Objects.requireNonNull(article);
    }

    private void by(PersonId who, Role role, ArticleCommand command) {
        var at = Story.BEGINS.plusSeconds(90L * commands);
        happen(command, new Act(who, role, at, null, new CommandId(command.articleId() + "-" + commands)));
    }

    private void happen(ArticleCommand command, Act act) {
        var happened = Workflow.decide(article, command, act, Story.NEWSROOM).stream()
                .map(event -> new Happened(event, act))
                .toList();
        article = Article.evolve(article, happened);
        history.addAll(happened);
        commands++;
    }
}
