package stet.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.NewClaim;
import stet.domain.article.EditionKind;
import stet.domain.article.Happened;
import stet.domain.article.Workflow;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.content.Text;

/**
 * What a decision costs on a long article: 100 paragraphs of 50 words, with two claims in each. What is timed is the processor's time of
 * deciding and of folding what was decided, with everything in memory, in a program that has decided the same before.
 */
final class Decisions {
    private static final int PARAGRAPHS = 100;
    private static final ArticleId ID = new ArticleId("long-read");
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final Content content = content();
    private final Map<String, Question> questions = new LinkedHashMap<>();

    /** Something that is asked of an article. */
    private record Question(@Nullable Article article, ArticleCommand command, Act act) {}

    Decisions() {
        var drafted = after(null, new ArticleCommand.DraftArticle(ID, Story.COAST, content, null), Story.WRITER);
        var submitted = after(drafted, new ArticleCommand.SubmitForChecking(ID), Story.WRITER);
        var raising = claims();
        var ids = raising.stream().map(NewClaim::claimId).toList();
        var sources = List.of(Story.source(ClaimKind.NUMBER));
        var raised = submitted;
        for (var claim : raising) {
            raised = after(
                    raised,
                    new ArticleCommand.RaiseClaim(ID, claim.claimId(), claim.kind(), claim.anchor()),
                    Story.CHECKER);
        }
        var confirmed = after(raised, new ArticleCommand.ConfirmClaims(ID, ids, List.of(), sources), Story.CHECKER);
        var signed = after(confirmed, new ArticleCommand.SignOffFacts(ID, 1), Story.CHECKER);
        var captioned = after(signed, new ArticleCommand.SignOffCaptions(ID, 1), Story.PICTURES);
        var published =
                after(captioned, new ArticleCommand.PublishArticle(ID, EditionKind.ORIGINAL, null, 1), Story.PUBLISHER);

        ask("draft", null, new ArticleCommand.DraftArticle(ID, Story.COAST, content, null), Story.WRITER);
        ask(
                "raise the 201st claim",
                raised,
                new ArticleCommand.RaiseClaim(ID, new ClaimId("more"), ClaimKind.NAME, anchor(50, "harbour")),
                Story.CHECKER);
        ask("confirm one claim", raised, new ArticleCommand.ConfirmClaim(ID, ids.getFirst(), sources), Story.CHECKER);
        ask(
                "confirm 200 claims at once",
                raised,
                new ArticleCommand.ConfirmClaims(ID, ids, List.of(), sources),
                Story.CHECKER);
        ask(
                "raise and confirm 200 claims at once",
                submitted,
                new ArticleCommand.ConfirmClaims(ID, List.of(), raising, sources),
                Story.CHECKER);
        ask("sign the facts off", confirmed, new ArticleCommand.SignOffFacts(ID, 1), Story.CHECKER);
        ask("save one paragraph", signed, saved(rewritten(50, "harbour", "old harbour")), Story.WRITER);
        ask("save a word in every paragraph", signed, saved(rewritten("harbour", "port")), Story.WRITER);
        ask("move a paragraph", signed, saved(moved()), Story.WRITER);
        ask("split a paragraph", signed, saved(split()), Story.WRITER);
        ask("join two paragraphs", signed, saved(joined()), Story.WRITER);
        ask(
                "publish",
                captioned,
                new ArticleCommand.PublishArticle(ID, EditionKind.ORIGINAL, null, 1),
                Story.PUBLISHER);
        ask(
                "refile",
                refiled(published),
                new ArticleCommand.PublishArticle(ID, EditionKind.REFILE, null, 2),
                Story.PUBLISHER);
    }

    /** The commands, in the order in which they are shown. */
    List<String> names() {
        return List.copyOf(questions.keySet());
    }

    /**
     * Asks so often, after as many times that do not count.
     *
     * @return milliseconds of the processor: of the median, of the slowest in a hundred, and of the slowest
     */
    Map<String, List<Double>> measure(String name, int times) {
        var question = Objects.requireNonNull(questions.get(name));
        var nanos = new ArrayList<Long>();
        for (var n = -times; n < times; n++) {
            var began = CLOCK.getCurrentThreadCpuTime();
            var _ = after(question.article(), question.command(), question.act());
            var took = CLOCK.getCurrentThreadCpuTime() - began;
            if (n >= 0) {
                nanos.add(took);
            }
        }
        nanos.sort(null);
        return Map.of(
                "p50", List.of(Heat.percentile(nanos, 50)),
                "p99", List.of(Heat.percentile(nanos, 99)),
                "most", List.of(nanos.getLast() / 1e6));
    }

    private void ask(String name, @Nullable Article article, ArticleCommand command, PersonId who) {
        questions.put(name, new Question(article, command, act(who)));
    }

    private static Article after(@Nullable Article article, ArticleCommand command, PersonId who) {
        return after(article, command, act(who));
    }

    private static Article after(@Nullable Article article, ArticleCommand command, Act act) {
        var events = Workflow.decide(article, command, act, Story.NEWSROOM);
        return Objects.requireNonNull(Article.evolve(
                article, events.stream().map(event -> new Happened(event, act)).toList()));
    }

    private static Act act(PersonId who) {
        var role = Objects.requireNonNull(Story.NEWSROOM.people().get(who))
                .roles()
                .iterator()
                .next();
        return new Act(who, role, Story.BEGINS, null, new CommandId("decided"));
    }

    // ---- The article

    private static Content content() {
        var blocks = new ArrayList<Block>();
        for (var n = 0; n < PARAGRAPHS; n++) {
            blocks.add(paragraph(n, words(n)));
        }
        return Content.of("What the harbour costs the town", "A long read about the sea wall", blocks);
    }

    private static String words(int n) {
        return ("The council’s engineers counted %d cracks in the wall behind the harbour and the market hall, and each of them"
                        + " was measured again after the storms had gone. Nobody who lives there was surprised, since the"
                        + " water had come up to %d houses before, and most of their owners had moved the furniture"
                        + " upstairs by then.")
                .formatted(1_000 + n, 2_000 + n);
    }

    private static BlockId block(int n) {
        return new BlockId("p" + n);
    }

    private static Block paragraph(int n, String words) {
        return new Block.Paragraph(block(n), Text.of(words));
    }

    private Anchor anchor(int n, String words) {
        var place = Place.of(block(n));
        return new Anchor(place, content.words(place).indexOf(words), words);
    }

    private List<NewClaim> claims() {
        var claims = new ArrayList<NewClaim>();
        for (var n = 0; n < PARAGRAPHS; n++) {
            for (var figure : List.of(1_000 + n, 2_000 + n)) {
                claims.add(
                        new NewClaim(new ClaimId("c" + figure), ClaimKind.NUMBER, anchor(n, Integer.toString(figure))));
            }
        }
        return claims;
    }

    // ---- What becomes of it

    private static ArticleCommand saved(Content now) {
        return new ArticleCommand.ReviseContent(ID, 1, now);
    }

    private Content rewritten(String words, String now) {
        var blocks = new ArrayList<Block>();
        for (var n = 0; n < PARAGRAPHS; n++) {
            blocks.add(paragraph(n, words(n).replace(words, now)));
        }
        return content.withBlocks(blocks);
    }

    private Content rewritten(int n, String words, String now) {
        var blocks = new ArrayList<>(content.blocks());
        blocks.set(n, paragraph(n, words(n).replace(words, now)));
        return content.withBlocks(blocks);
    }

    private Content moved() {
        var blocks = new ArrayList<>(content.blocks());
        blocks.add(10, blocks.remove(80));
        return content.withBlocks(blocks);
    }

    private Content split() {
        var blocks = new ArrayList<>(content.blocks());
        var end = words(50).indexOf(". ") + 1;
        blocks.set(50, paragraph(50, words(50).substring(0, end)));
        blocks.add(51, paragraph(PARAGRAPHS, words(50).substring(end)));
        return content.withBlocks(blocks);
    }

    private Content joined() {
        var blocks = new ArrayList<>(content.blocks());
        blocks.set(50, paragraph(50, words(50) + " " + words(51)));
        blocks.remove(51);
        return content.withBlocks(blocks);
    }

    /** A comma more, signed off again. */
    private Article refiled(Article published) {
        var saved = after(published, saved(rewritten(50, "houses before,", "houses, before,")), Story.WRITER);
        return after(saved, new ArticleCommand.SignOffFacts(ID, 2), Story.CHECKER);
    }
}
