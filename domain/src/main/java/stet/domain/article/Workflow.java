package stet.domain.article;

import static stet.domain.RefusalCode.ID_TAKEN;
import static stet.domain.RefusalCode.NO_SUCH_ARTICLE;
import static stet.domain.RefusalCode.REASON_MISSING;
import static stet.domain.RefusalCode.TOO_LONG;
import static stet.domain.RefusalCode.WRONG_STAGE;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.AddComment;
import stet.domain.article.ArticleCommand.AsSeen;
import stet.domain.article.ArticleCommand.BreakGlass;
import stet.domain.article.ArticleCommand.Captioning;
import stet.domain.article.ArticleCommand.Checking;
import stet.domain.article.ArticleCommand.Confiding;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.Drafting;
import stet.domain.article.ArticleCommand.EditComment;
import stet.domain.article.ArticleCommand.PublishAsScheduled;
import stet.domain.article.ArticleCommand.Publishing;
import stet.domain.article.ArticleCommand.RedactWords;
import stet.domain.article.ArticleCommand.Redacting;
import stet.domain.article.ArticleCommand.ReopenOnDoubt;
import stet.domain.article.ArticleCommand.ResolveComment;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleCommand.ReviveArticle;
import stet.domain.article.ArticleCommand.ShredSource;
import stet.domain.article.ArticleCommand.UnassignArticle;
import stet.domain.content.Content;
import stet.domain.content.Merge;
import stet.domain.content.Visible;
import stet.domain.content.Words;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.Reading;

/**
 * The rules between what is asked and what happens. A pure function: instants, ids and people come in from outside, and events come
 * out or one {@link Refused}.
 */
public final class Workflow {
    /** Reasons, questions, answers and notes: a page, not a novel. */
    static final int LONGEST_REMARK = 4_000;

    private Workflow() {}

    /**
     * What happens when this is asked; see {@link #decision}.
     */
    public static List<ArticleEvent> decide(
            @Nullable Article article, ArticleCommand asked, Act act, Newsroom newsroom) {
        return decision(article, asked, act, newsroom).events();
    }

    /**
     * What happens when this is asked, and what it makes of the article.
     *
     * @param article as it is now, or null where it is not there
     * @param newsroom who is here and what they may do
     * @throws Refused if a rule speaks against it; nothing has changed then
     */
    public static Decision decision(@Nullable Article article, ArticleCommand asked, Act act, Newsroom newsroom) {
        Powers.check(asked, act, newsroom);
        var command = Incoming.of(asked, article, act);
        if (command instanceof DraftArticle draft) {
            if (article != null) {
                throw new Refused(ID_TAKEN, "There is an article with this id already");
            }
            var drafted = DraftingRules.draft(draft, newsroom);
            return new Decision(drafted, Consequences.after(null, drafted, act));
        }
        if (article == null) {
            throw noSuchArticle();
        }
        if (!(command instanceof BreakGlass)) {
            checkSight(article, act, newsroom);
        }
        checkLife(article, command, newsroom);
        DoubtRules.check(command, newsroom);
        if (command instanceof AsSeen seen) {
            Sight.check(article, command, seen.revision(), newsroom);
        }
        var events =
                switch (command) {
                    case Drafting c -> DraftingRules.decide(article, c, act, newsroom);
                    case Checking c -> CheckingRules.decide(article, c, act, newsroom);
                    case Captioning c -> CaptioningRules.decide(article, c, act);
                    case Publishing c -> PublishingRules.decide(article, c, act, newsroom);
                    case Confiding c -> ConfidingRules.decide(article, c, act, newsroom);
                    case Redacting c -> RedactingRules.decide(c);
                };
        return Consequences.of(article, DoubtRules.withoutDoubted(events, newsroom), act);
    }

    /**
     * What a save would be merged into, for whoever could save it; nothing happens (rule 3).
     *
     * @param article as it is now, or null where it is not there
     * @param save with what somebody has written
     * @param base what they made it from, all of which the article has or had; it need not be a revision, since what was saved is merged
     *     before it is one
     * @throws Refused if they could not save this article, or if what they have could be of none
     */
    public static Merge.Result merged(
            @Nullable Article article, ReviseContent save, Content base, Act act, Newsroom newsroom) {
        Powers.check(save, act, newsroom);
        if (article == null) {
            throw noSuchArticle();
        }
        checkSight(article, act, newsroom);
        checkLife(article, save, newsroom);
        var mine = Visible.of(save.content(), base);
        Bounds.check(base);
        Bounds.check(mine);
        return Merge.of(base, mine, article.content());
    }

    /** Nobody asks anything of an article that they may not read, and nobody learns so that it is there. */
    private static void checkSight(Article article, Act act, Newsroom newsroom) {
        if (newsroom.person(act.who()).isPresent() && !reads(article, act, newsroom)) {
            throw noSuchArticle();
        }
    }

    /** Whether whoever asks may read it. */
    static boolean reads(Article article, Act act, Newsroom newsroom) {
        return newsroom.person(act.who())
                .filter(person ->
                        Reading.of(person.reader(), article.matter(), newsroom, act.at()) != Reading.Answer.NO)
                .isPresent();
    }

    private static Refused noSuchArticle() {
        return new Refused(NO_SUCH_ARTICLE, "There is no such article");
    }

    private static void checkLife(Article article, ArticleCommand command, Newsroom newsroom) {
        if (command instanceof ShredSource
                || command instanceof PublishAsScheduled
                || command instanceof BreakGlass
                || command instanceof RedactWords) {
            return;
        }
        if (article.killed()) {
            throw new Refused(WRONG_STAGE, "The story was killed, and that ended it");
        }
        if (article.spiked()
                && !isOfSomebodyGone(command, newsroom)
                && !(command instanceof Confiding
                        || command instanceof ReviveArticle
                        || command instanceof ReopenOnDoubt
                        || command instanceof AddComment
                        || command instanceof EditComment
                        || command instanceof ResolveComment)) {
            throw new Refused(WRONG_STAGE, "The draft is spiked; revive it first");
        }
    }

    /** What somebody had who has left falls though the draft is spiked, since it may be revived. */
    private static boolean isOfSomebodyGone(ArticleCommand command, Newsroom newsroom) {
        return command instanceof UnassignArticle(var _, var person, var _)
                && newsroom.left().contains(person);
    }

    /** A remark that must be there and say something, as it is kept. */
    static String remark(String raw, String what) {
        return said(Words.visible(raw), what);
    }

    /** The same for what is said in several lines, which stay; no more than one empty one between two. */
    static String remarkInLines(String raw, String what) {
        var lines = raw.lines().map(Words::visible).collect(Collectors.joining("\n"));
        return said(lines.replaceAll("\n{3,}", "\n\n").strip(), what);
    }

    private static String said(String remark, String what) {
        if (remark.length() > LONGEST_REMARK) {
            throw new Refused(TOO_LONG, "%s is longer than %,d characters".formatted(what, LONGEST_REMARK));
        }
        if (!Words.saysSomething(remark)) {
            throw new Refused(
                    REASON_MISSING,
                    remark.isEmpty()
                            ? "%s is missing".formatted(what)
                            : "%s is missing: “%s” says nothing".formatted(what, remark));
        }
        return remark;
    }

    static Refused alreadySo(String sentence) {
        return new Refused(RefusalCode.ALREADY_SO, sentence);
    }
}
