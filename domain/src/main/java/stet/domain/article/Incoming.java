package stet.domain.article;

import static stet.domain.RefusalCode.*;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.*;
import stet.domain.checking.Source;
import stet.domain.content.Content;
import stet.domain.content.Visible;
import stet.domain.content.Words;

/**
 * What is asked, with its words as an article takes them: the one way in for the words of every command (remarks come by {@link
 * Workflow#remark}). What the ledger has never comes this way, so a rule that is tightened here leaves history as it was.
 */
final class Incoming {
    /** An earlier date is a typing error: nobody who works today can have consulted a source then. */
    private static final LocalDate EARLIEST_CONSULTED = LocalDate.of(1900, 1, 1);

    private static final ZoneOffset EASTERNMOST = ZoneOffset.ofHours(14);

    private Incoming() {}

    /**
     * The same command with visible words.
     *
     * @throws Refused if a source says nothing or was consulted when it cannot have been, or if there is too much of something
     */
    static ArticleCommand of(ArticleCommand command, @Nullable Article article, Act act) {
        return switch (command) {
            case DraftArticle c -> new DraftArticle(c.articleId(), c.desk(), Visible.of(c.content(), null), c.origin());
            case ReviseContent c ->
                new ReviseContent(
                        c.articleId(), c.basedOn(), c.black(), Visible.of(c.content(), base(article, c.basedOn())));
            case ReplaceWords c -> {
                Bounds.check(c);
                yield new ReplaceWords(
                        c.articleId(), c.basedOn(), c.find(), c.options(), Words.visible(c.with()), c.except());
            }
            case ConfirmClaim c -> new ConfirmClaim(c.articleId(), c.claimId(), sources(c.sources(), act));
            case AddComment c -> {
                Bounds.check(c);
                yield c;
            }
            case RaiseClaim c -> {
                Bounds.check(c.anchor());
                yield c;
            }
            case QueryWords c -> {
                Bounds.check(c.anchor());
                yield c;
            }
            case ConfirmClaims c -> {
                c.raising().forEach(claim -> Bounds.check(claim.anchor()));
                yield new ConfirmClaims(c.articleId(), c.claims(), c.raising(), sources(c.sources(), act));
            }
            case DisputeClaim c -> new DisputeClaim(c.articleId(), c.claimId(), c.finding(), sources(c.sources(), act));
            case CorrectClaim c ->
                new CorrectClaim(
                        c.articleId(), c.claimId(), c.remedy(), replacement(c.words()), sources(c.sources(), act));
            case SchedulePublication c ->
                new SchedulePublication(c.articleId(), c.due(), c.kind(), note(c.note()), c.revision(), c.waiving());
            case PublishArticle c ->
                new PublishArticle(c.articleId(), c.kind(), note(c.note()), c.revision(), c.waiving());
            // Named one by one: a new command does not compile until somebody has looked whether words come with it.
            case RestoreRevision c -> c;
            case AssignArticle c -> c;
            case UnassignArticle c -> c;
            case MoveToDesk c -> c;
            case SubmitForChecking c -> c;
            case RequestChanges c -> c;
            case EditComment c -> c;
            case ResolveComment c -> c;
            case SpikeArticle c -> c;
            case ReviveArticle c -> c;
            case QueryClaim c -> c;
            case AnswerQuery c -> c;
            case MarkNotCheckable c -> c;
            case ReopenClaim c -> c;
            case ReopenOnDoubt c -> c;
            case WithdrawClaim c -> c;
            case SignOffFacts c -> c;
            case ReopenFacts c -> c;
            case ShredSource c -> c;
            case ApproveCaption c -> c;
            case ReturnCaption c -> c;
            case SignOffCaptions c -> c;
            case ReopenCaptions c -> c;
            case WaiveCheck c -> c;
            case SetEmbargo c -> c;
            case LiftEmbargo c -> c;
            case UnschedulePublication c -> c;
            case PublishAsScheduled c -> c;
            case AttachEditorsNote c -> c;
            case HoldArticle c -> c;
            case ReleaseHold c -> c;
            case KillArticle c -> c;
            case MakeConfidential c -> {
                Bounds.check(c);
                yield c;
            }
            case LiftConfidentiality c -> c;
            case BreakGlass c -> c;
            case RedactWords c -> c;
        };
    }

    private static @Nullable Content base(@Nullable Article article, int revision) {
        return article == null ? null : article.copy().content(revision).orElse(null);
    }

    private static String replacement(String raw) {
        Bounds.checkReplacement(raw);
        var words = Words.visible(raw);
        if (!words.isEmpty() && !Words.saysSomething(words)) {
            throw new Refused(REASON_MISSING, "Words that are put right have a letter, a digit or a symbol in them");
        }
        return words;
    }

    private static @Nullable Note note(@Nullable Note note) {
        if (note == null) {
            return null;
        }
        Bounds.check(note);
        if (!note.wrong().isEmpty()) {
            Workflow.remark(note.wrong(), "What was wrong");
        }
        return new Note(Words.visible(note.wrong()), Workflow.remark(note.right(), "What is right"), note.passages());
    }

    private static List<Source> sources(List<Source> sources, Act act) {
        Bounds.check(sources);
        return sources.stream().map(source -> source(source, act)).toList();
    }

    private static Source source(Source source, Act act) {
        // Somebody may have been told where it is tomorrow already.
        var today = LocalDate.ofInstant(act.at(), EASTERNMOST);
        if (source.consulted().isAfter(today)) {
            throw new Refused(
                    SOURCE_DATE_UNFIT,
                    "The source was consulted on %s, and that day has not come yet".formatted(source.consulted()));
        }
        if (source.consulted().isBefore(EARLIEST_CONSULTED)) {
            throw new Refused(
                    SOURCE_DATE_UNFIT,
                    "The source was consulted on %s, which is before anybody here could ask it"
                            .formatted(source.consulted()));
        }
        return switch (source) {
            case Source.Confidential confidential -> confidential;
            case Source.Named(var type, var locator, var consulted, var note) -> {
                var found = Words.visible(locator);
                if (!Words.saysSomething(found)) {
                    throw new Refused(
                            SOURCE_MISSING, "A source needs a locator: a URL, a document, a person or a recording");
                }
                yield new Source.Named(type, found, consulted, Words.visible(note));
            }
        };
    }
}
