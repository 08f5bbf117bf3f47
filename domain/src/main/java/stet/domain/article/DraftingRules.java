package stet.domain.article;

import static stet.domain.RefusalCode.BLOCK_ID_REUSED;
import static stet.domain.RefusalCode.CHANGED_SINCE;
import static stet.domain.RefusalCode.COMMENT_OF_ANOTHER;
import static stet.domain.RefusalCode.ID_TAKEN;
import static stet.domain.RefusalCode.NO_PARAGRAPH;
import static stet.domain.RefusalCode.NO_SUCH_COMMENT;
import static stet.domain.RefusalCode.NO_SUCH_PERSON;
import static stet.domain.RefusalCode.NO_SUCH_REVISION;
import static stet.domain.RefusalCode.OVERLAPPING_EDIT;
import static stet.domain.RefusalCode.ROLE_MISSING;
import static stet.domain.RefusalCode.SPAN_NOT_FOUND;
import static stet.domain.RefusalCode.WRONG_STAGE;
import static stet.domain.article.Workflow.alreadySo;
import static stet.domain.article.Workflow.remark;
import static stet.domain.article.Workflow.remarkInLines;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import stet.domain.Act;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.AddComment;
import stet.domain.article.ArticleCommand.AssignArticle;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.Drafting;
import stet.domain.article.ArticleCommand.EditComment;
import stet.domain.article.ArticleCommand.MoveToDesk;
import stet.domain.article.ArticleCommand.ReplaceWords;
import stet.domain.article.ArticleCommand.RequestChanges;
import stet.domain.article.ArticleCommand.ResolveComment;
import stet.domain.article.ArticleCommand.RestoreRevision;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleCommand.ReviveArticle;
import stet.domain.article.ArticleCommand.SpikeArticle;
import stet.domain.article.ArticleCommand.SubmitForChecking;
import stet.domain.article.ArticleCommand.UnassignArticle;
import stet.domain.article.ArticleEvent.ArticleAssigned;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.article.ArticleEvent.ArticleRevived;
import stet.domain.article.ArticleEvent.ArticleSpiked;
import stet.domain.article.ArticleEvent.ArticleUnassigned;
import stet.domain.article.ArticleEvent.ChangesRequested;
import stet.domain.article.ArticleEvent.CommentAdded;
import stet.domain.article.ArticleEvent.CommentEdited;
import stet.domain.article.ArticleEvent.CommentResolved;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.MovedToDesk;
import stet.domain.article.ArticleEvent.SubmittedForChecking;
import stet.domain.checking.Sentences;
import stet.domain.content.Blackout;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Content;
import stet.domain.content.Excerpt;
import stet.domain.content.Merge;
import stet.domain.content.Place;
import stet.domain.content.Trace;
import stet.domain.content.Visible;
import stet.domain.content.WordSearch;
import stet.domain.newsroom.Newsroom;

/** Rules 1 to 4, and the article as a piece of work. */
final class DraftingRules {
    private DraftingRules() {}

    static List<ArticleEvent> draft(DraftArticle command, Newsroom newsroom) {
        checkDesk(command.desk(), newsroom);
        Bounds.check(command.content());
        return List.of(new ArticleDrafted(command.articleId(), command.desk(), command.content(), command.origin()));
    }

    static List<ArticleEvent> decide(Article article, Drafting command, Act act, Newsroom newsroom) {
        var id = article.id();
        return switch (command) {
            case DraftArticle c -> throw new IllegalStateException("decided before: " + c.articleId());
            case ReviseContent c -> revise(article, c, act);
            case ReplaceWords c -> replace(article, c, act);
            case RestoreRevision c -> restore(article, c, act);
            case SubmitForChecking c when article.submitted() -> throw alreadySo("It is with the checkers already");
            case SubmitForChecking c
            when !article.content().hasParagraph() ->
                throw new Refused(NO_PARAGRAPH, "An article needs at least one paragraph before it can be checked");
            case SubmitForChecking c -> List.of(new SubmittedForChecking(id, article.revision()));
            case RequestChanges c when !article.submitted() -> throw alreadySo("It is with the writer already");
            case RequestChanges c -> {
                checkNew(article, c.commentId());
                yield List.of(new ChangesRequested(id, remarkInLines(c.note(), "What should change"), c.commentId()));
            }

            case AssignArticle c
            when !newsroom.holds(c.person(), c.role()) ->
                throw new Refused(
                        newsroom.person(c.person()).isPresent() ? ROLE_MISSING : NO_SUCH_PERSON,
                        "Nobody called '%s' works here as a %s"
                                .formatted(c.person(), c.role().title()));
            case AssignArticle c
            when article.assignments().contains(new Assignment(c.person(), c.role(), c.due())) ->
                throw alreadySo("%s has it already".formatted(c.person()));
            case AssignArticle c -> List.of(new ArticleAssigned(id, c.person(), c.role(), c.due()));
            case UnassignArticle c
            when article.assignments().stream().noneMatch(a -> a.person().equals(c.person()) && a.role() == c.role()) ->
                throw alreadySo("%s does not have it as a %s"
                        .formatted(c.person(), c.role().title()));
            case UnassignArticle c -> List.of(new ArticleUnassigned(id, c.person(), c.role()));
            case MoveToDesk c when c.desk().equals(article.desk()) -> throw alreadySo("It is at that desk already");
            case MoveToDesk c -> List.of(new MovedToDesk(id, checkDesk(c.desk(), newsroom)));

            case AddComment c -> comment(article, c, newsroom);
            case EditComment c -> edit(article, c, act, newsroom);
            case ResolveComment c -> {
                open(article, c.commentId());
                yield List.of(new CommentResolved(id, c.commentId()));
            }

            case SpikeArticle c
            when article.edition() != null ->
                throw new Refused(
                        WRONG_STAGE,
                        "It was published; only an unpublished draft can be spiked. Hold or kill it instead");
            case SpikeArticle c -> List.of(new ArticleSpiked(id, remark(c.reason(), "The reason for spiking it")));
            case ReviveArticle c when !article.spiked() -> throw alreadySo("It is not spiked");
            case ReviveArticle c -> List.of(new ArticleRevived(id));
        };
    }

    private static List<ArticleEvent> replace(Article article, ReplaceWords command, Act act) {
        var base = base(article, command.basedOn());
        var search = command.search();
        var found = search.in(base);
        if (found.isEmpty()) {
            throw new Refused(SPAN_NOT_FOUND, "“%s” stands nowhere in this article".formatted(search.words()));
        }
        var ids = found.stream().map(WordSearch.Occurrence::id).collect(Collectors.toSet());
        command.except().stream().filter(id -> !ids.contains(id)).findFirst().ifPresent(id -> {
            throw new Refused(SPAN_NOT_FOUND, "“%s” does not stand at %s".formatted(search.words(), id));
        });
        var excepted = new HashSet<>(command.except());
        var replaced = base.replaced(
                found.stream().filter(each -> !excepted.contains(each.id())).toList(), command.with());
        if (replaced.equals(base)) {
            throw alreadySo("Nothing would change");
        }
        return revise(article, new ReviseContent(article.id(), command.basedOn(), Blackout.black(base), replaced), act);
    }

    /** Whatever stood in a revision of this article may stand in it again: a block that comes back is the block that it was (rule 4). */
    private static List<ArticleEvent> restore(Article article, RestoreRevision command, Act act) {
        var base = base(article, command.basedOn());
        var then = base(article, command.restored());
        var passage = command.passage();
        if (passage != null && command.from() != null && command.to() != null) {
            return restore(article, command, excerpt(command, passage, then), base, then, act);
        }
        var asThen = passage == null
                ? then
                : base.withPartOf(passage, then).orElseThrow(() -> nothingStandsAt(passage, command));
        var content = Visible.of(asThen, base);
        if (content.equals(base)) {
            throw alreadySo("It reads as it did in revision %d".formatted(command.restored()));
        }
        return Restored.by(article, command.restored(), merged(article, command.basedOn(), content, act), null, act);
    }

    private static Excerpt excerpt(RestoreRevision command, String passage, Content then) {
        return Excerpt.of(then, passage, Objects.requireNonNull(command.from()), Objects.requireNonNull(command.to()))
                .orElseThrow(() -> then.withPartOf(passage, then).isEmpty()
                        ? nothingStandsAt(passage, command)
                        : new Refused(
                                SPAN_NOT_FOUND,
                                "No words stand from character %d to %d there in revision %d"
                                        .formatted(command.from(), command.to(), command.restored())));
    }

    /** Some words of a passage alone. What they stood in may be gone, and then nobody guesses where they belong. */
    private static List<ArticleEvent> restore(
            Article article, RestoreRevision command, Excerpt excerpt, Content base, Content then, Act act) {
        return switch (excerpt.from(then, base, Sentences.rangesIn(then))) {
            case Excerpt.Outcome.Stands(var part) ->
                throw alreadySo(
                        part.equals(excerpt.part())
                                ? "These words stand there already, as they did in revision %d"
                                        .formatted(command.restored())
                                : "These words stand in the article already; they were moved since revision %d"
                                        .formatted(command.restored()));
            case Excerpt.Outcome.Across() ->
                throw new Refused(
                        SPAN_NOT_FOUND, "Choose whole items of the list, or words of one of them, to put back");
            case Excerpt.Outcome.Gone(var what) -> throw new Refused(SPAN_NOT_FOUND, isGone(what, excerpt, then));
            case Excerpt.Outcome.Placed placed -> {
                var content = Visible.of(placed.content(), base);
                if (content.equals(base)) {
                    throw alreadySo("These words stand there already, as they did in revision %d"
                            .formatted(command.restored()));
                }
                yield Restored.by(
                        article,
                        command.restored(),
                        merged(article, command.basedOn(), content, act),
                        new Restored.Words(excerpt.part(), content, placed.pieces()),
                        act);
            }
        };
    }

    private static String isGone(Excerpt.What what, Excerpt excerpt, Content then) {
        return switch (what) {
            case SENTENCE ->
                "The sentence of which these words were a part is no longer there; put the whole sentence back instead";
            case ITEM ->
                "The item of which these words were a part is no longer in the list; put the whole item back instead";
            case BLOCK ->
                "The %s in which these words stood is no longer there; put all of it back instead"
                        .formatted(kind(excerpt, then));
            case KIND ->
                "The %s in which these words stood is none any more; put all of it back instead"
                        .formatted(kind(excerpt, then));
        };
    }

    private static String kind(Excerpt excerpt, Content then) {
        return new Place(excerpt.part())
                .block()
                .flatMap(then::block)
                .map(block -> switch (block) {
                    case Block.Paragraph _ -> "paragraph";
                    case Block.Crosshead _ -> "crosshead";
                    case Block.Quotation _ -> "quotation";
                    case Block.Listing _ -> "list";
                    case Block.Figure _ -> "picture";
                })
                .orElse("passage");
    }

    private static Refused nothingStandsAt(String passage, RestoreRevision command) {
        return new Refused(
                SPAN_NOT_FOUND, "Nothing stands at %s in revision %d".formatted(passage, command.restored()));
    }

    private static Content base(Article article, int revision) {
        return article.copy()
                .content(revision)
                .orElseThrow(() ->
                        new Refused(NO_SUCH_REVISION, "There is no revision %d of this article".formatted(revision)));
    }

    private static List<ArticleEvent> revise(Article article, ReviseContent command, Act act) {
        if (Blackout.black(base(article, command.basedOn())) != command.black()) {
            throw new Refused(
                    CHANGED_SINCE,
                    "Words were taken out of this article for good since you opened it, and a save would bring them back. Open it anew, and write there what is new");
        }
        var events = merged(article, command.basedOn(), command.content(), act);
        if (!events.isEmpty() && events.getFirst() instanceof ContentRevised revised) {
            for (var change : revised.changes()) {
                if (change instanceof Change.BlockInserted inserted
                        && article.wording()
                                .blocksEver()
                                .contains(inserted.block().id())
                        && !isBack(article, inserted.block())) {
                    throw new Refused(
                            BLOCK_ID_REUSED,
                            "The block id %s was used before in this article; a new block needs a new id"
                                    .formatted(inserted.block().id()));
                }
            }
        }
        return events;
    }

    private static List<ArticleEvent> merged(Article article, int basedOn, Content content, Act act) {
        var base = base(article, basedOn);
        Bounds.check(content);
        var merged = Merge.of(base, content, article.content());
        if (!merged.conflicts().isEmpty()) {
            throw new Refused(
                    OVERLAPPING_EDIT,
                    "Somebody else changed the same words since you opened the article; nothing of yours is lost, choose between the texts",
                    List.of(),
                    merged.conflicts());
        }
        return Consequences.revision(article, merged.content(), basedOn, null, act.who());
    }

    /** A block that somebody removed may be put back as it was, or nearly: whoever undoes a cut makes no new block (rule 4). */
    private static boolean isBack(Article article, Block block) {
        var part = Place.of(block.id()).key();
        return block.words().isEmpty()
                || article.scraps().stream()
                        .anyMatch(scrap ->
                                scrap.part().equals(part) && Trace.mostlyTheSame(scrap.words(), block.words()));
    }

    private static List<ArticleEvent> comment(Article article, AddComment command, Newsroom newsroom) {
        checkNew(article, command.commentId());
        var answers = command.answers();
        if (answers != null && !article.team().commentsEver().contains(answers)) {
            throw new Refused(NO_SUCH_COMMENT, "The comment that this would answer is not there");
        }
        var anchor = command.anchor();
        if (anchor != null && !anchor.standsIn(article.content().words(anchor.place()))) {
            throw new Refused(SPAN_NOT_FOUND, "The words “%s” do not stand there".formatted(anchor.words()));
        }
        command.mentions().stream()
                .filter(person -> newsroom.person(person).isEmpty())
                .findFirst()
                .ifPresent(person -> {
                    throw new Refused(NO_SUCH_PERSON, "Nobody here is called '%s'".formatted(person));
                });
        var text = remarkInLines(command.text(), "The comment");
        var mentions = new LinkedHashSet<>(command.mentions());
        mentions.addAll(Called.in(text, newsroom));
        return List.of(
                new CommentAdded(article.id(), command.commentId(), text, anchor, List.copyOf(mentions), answers));
    }

    private static List<ArticleEvent> edit(Article article, EditComment command, Act act, Newsroom newsroom) {
        var comment = open(article, command.commentId());
        if (!comment.writer().equals(act.who())) {
            throw new Refused(COMMENT_OF_ANOTHER, "Only whoever wrote a comment puts it otherwise; you can answer it");
        }
        var text = remarkInLines(command.text(), "The comment");
        var called = new LinkedHashSet<>(Called.in(text, newsroom));
        called.removeAll(comment.calls());
        return List.of(new CommentEdited(article.id(), command.commentId(), text, List.copyOf(called)));
    }

    private static void checkNew(Article article, CommentId comment) {
        Bounds.checkComments(article);
        if (article.team().commentsEver().contains(comment)) {
            throw new Refused(ID_TAKEN, "There is a comment with this id already");
        }
    }

    private static OpenComment open(Article article, CommentId comment) {
        var found = article.openComments().get(comment);
        if (found == null) {
            throw new Refused(NO_SUCH_COMMENT, "There is no open comment of that name here");
        }
        return found;
    }

    private static DeskId checkDesk(DeskId desk, Newsroom newsroom) {
        return newsroom.requireOpen(desk);
    }
}
