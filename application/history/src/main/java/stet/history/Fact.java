package stet.history;

import static java.util.stream.Collectors.joining;
import static stet.history.Work.CAPTIONING;
import static stet.history.Work.CHECKING;
import static stet.history.Work.DISCUSSING;
import static stet.history.Work.ORGANISING;
import static stet.history.Work.PUBLISHING;
import static stet.history.Work.WRITING;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.article.EditionKind;
import stet.domain.article.Note;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.content.Anchor;
import stet.domain.content.Change;
import stet.domain.newsroom.NewsroomEvent;
import stet.domain.newsroom.NewsroomEvent.*;

/**
 * What an event says, as a sentence that a newsroom understands: an opening, then the thing or the person it is about, then an
 * ending. The middle is named only when the sentence is read, because a claim's words or a person's name come from other events.
 *
 * @param work what sort of work the actor did by it; null where it merely followed from what they did
 */
record Fact(
        @Nullable Work work,
        String opening,
        @Nullable String thing,
        @Nullable PersonId person,
        String ending) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu 'at' HH:mm 'UTC'", Locale.UK)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    static Fact of(ArticleEvent event, Act act) {
        return switch (event) {
            case ArticleDrafted e -> drafted(e);
            case ContentRevised e -> new Fact(WRITING, revised(e));
            case ArticleAssigned e ->
                new Fact(
                        ORGANISING,
                        "Assigned ",
                        null,
                        e.person(),
                        " as " + e.role().title() + due(e.due()));
            case ArticleUnassigned e ->
                new Fact(
                        ORGANISING,
                        "Took ",
                        null,
                        e.person(),
                        " off as " + e.role().title());
            case MovedToDesk e -> new Fact(ORGANISING, "Moved to the desk '%s'".formatted(e.desk()));
            case SubmittedForChecking e ->
                new Fact(WRITING, "Submitted revision %d for checking".formatted(e.revision()));
            case ChangesRequested e -> new Fact(CHECKING, "Asked for changes: " + e.note());
            case CommentAdded e
            when e.answers() != null -> new Fact(DISCUSSING, "Answered ", thing(e.answers()), null, ": " + e.text());
            case CommentAdded e -> new Fact(DISCUSSING, "Commented%s: %s".formatted(on(e.anchor()), e.text()));
            case CommentEdited e -> new Fact(DISCUSSING, "Put ", thing(e.commentId()), null, " otherwise: " + e.text());
            case CommentResolved e -> new Fact(DISCUSSING, "Resolved ", thing(e.commentId()), null, "");

            case ClaimRaised e ->
                new Fact(
                        CHECKING,
                        "Marked the %s '%s' to be checked"
                                .formatted(lower(e.kind()), e.anchor().words()));
            case ClaimQueried e -> new Fact(CHECKING, "Queried ", thing(e.claimId()), null, ": " + e.question());
            case QueryAnswered e ->
                new Fact(WRITING, "Answered the query about ", thing(e.claimId()), null, ": " + e.answer());
            case ClaimConfirmed e -> new Fact(CHECKING, "Confirmed ", thing(e.claimId()), null, from(e.sources()));
            case ClaimDisputed e ->
                new Fact(CHECKING, "Disputed ", thing(e.claimId()), null, from(e.sources()) + ": " + e.finding());
            case ClaimCorrected e -> new Fact(CHECKING, "Corrected ", thing(e.claimId()), null, corrected(e));
            case ClaimMarkedNotCheckable e ->
                new Fact(CHECKING, "Marked ", thing(e.claimId()), null, " as not checkable: " + e.reason());
            case ClaimReopened e ->
                new Fact(ownAct(act, CHECKING), "The verdict on ", thing(e.claimId()), null, reopened(e));
            case ClaimLapsed e ->
                new Fact(
                        null,
                        "The words of ",
                        thing(e.claimId()),
                        null,
                        " are gone, and the claim with them (it was %s)"
                                .formatted(e.was().title()));
            case ClaimRestored e ->
                new Fact(
                        null,
                        "The words of ",
                        thing(e.claimId()),
                        null,
                        " stand again, and with them what was found of them (%s)"
                                .formatted(e.verdict().title()));
            case SourceDiscredited e ->
                new Fact(
                        CHECKING,
                        "The source “%s” is not relied on any more: %s%s"
                                .formatted(
                                        e.locator(),
                                        e.reason(),
                                        counted(e.passages(), " (words in %d passage%s rested on it)")));
            case ClaimWithdrawn e -> new Fact(CHECKING, "Withdrew ", thing(e.claimId()), null, ": " + e.reason());
            case FactsSignedOff e ->
                new Fact(
                        CHECKING,
                        "Signed off the facts of revision %d%s%s"
                                .formatted(
                                        e.revision(),
                                        counted(e.covers(), ": %d passage%s"),
                                        counted(e.cuts(), e.covers().isEmpty() ? ": %d cut%s" : " and %d cut%s")));
            case FactsReopened e -> new Fact(ownAct(act, CHECKING), "Facts fell: " + e.reason());
            case SourceShredded e ->
                new Fact(CHECKING, "Destroyed the identity of the confidential source '%s'".formatted(e.source()));

            case CaptionApproved e -> new Fact(CAPTIONING, "Approved ", thing(e.figure()), null, "");
            case CaptionReturned e -> new Fact(CAPTIONING, "Returned ", thing(e.figure()), null, ": " + e.note());
            case CaptionReopened e ->
                new Fact(ownAct(act, CAPTIONING), "The approval of ", thing(e.figure()), null, " fell: " + e.reason());
            case CaptionsSignedOff e -> new Fact(CAPTIONING, "Signed off the captions of revision " + e.revision());
            case CaptionsReopened e -> new Fact(ownAct(act, CAPTIONING), "Captions fell: " + e.reason());

            case CheckWaived e -> waived(e);
            case EmbargoSet e -> new Fact(PUBLISHING, "Embargoed until " + MOMENT.format(e.until()));
            case EmbargoLifted _ -> new Fact(PUBLISHING, "Lifted the embargo");
            case PublicationScheduled e ->
                new Fact(
                        PUBLISHING,
                        "Scheduled %s for %s%s".formatted(aKind(e.kind()), MOMENT.format(e.due()), told(e.note())));
            case PublicationUnscheduled e -> new Fact(ownAct(act, PUBLISHING), "The schedule fell: " + e.reason());
            case EditionPublished e ->
                new Fact(
                        PUBLISHING,
                        "Published edition %d, %s, from revision %d%s"
                                .formatted(
                                        e.edition().number(),
                                        aKind(e.edition().kind()),
                                        e.edition().revision(),
                                        told(e.edition().note())));
            case EditorsNoteAttached e -> new Fact(PUBLISHING, "Attached an editor's note: " + e.note());
            case ArticleHeld e -> new Fact(PUBLISHING, "Held, off public view: " + e.reason());
            case HoldReleased _ -> new Fact(PUBLISHING, "Released the hold");
            case ArticleKilled e ->
                new Fact(PUBLISHING, "Killed: %s. Readers are told: %s".formatted(e.reason(), e.notice()));
            case ArticleSpiked e -> new Fact(ORGANISING, "Spiked: " + e.reason());
            case ArticleRevived _ -> new Fact(ORGANISING, "Revived");
            case ArticleMadeConfidential e ->
                new Fact(
                        ORGANISING,
                        "Made it confidential%s: %s"
                                .formatted(
                                        e.readers().isEmpty()
                                                ? ""
                                                : e.readers().stream()
                                                        .map(PersonId::value)
                                                        .collect(joining(", ", ", confided to ", "")),
                                        e.reason()));
            case ConfidentialityLifted _ -> new Fact(ORGANISING, "Made it confidential no more");
            case GlassBroken e ->
                new Fact(
                        ORGANISING,
                        "Opened it to read until %s, though it was not theirs: %s"
                                .formatted(MOMENT.format(e.until()), e.reason()));
            case WordsRedacted e ->
                new Fact(
                        ORGANISING,
                        "Took words out of the record for good, where they stood in %d %s of this history: %s"
                                .formatted(
                                        e.redacted().size(),
                                        e.redacted().size() == 1 ? "event" : "events",
                                        e.ground()));
        };
    }

    static Fact of(NewsroomEvent event) {
        return switch (event) {
            case DeskOpened e -> new Fact(null, "Opened the desk %s ('%s')".formatted(e.name(), e.desk()));
            case SourceDoubted e ->
                new Fact(null, "Said that “%s” is not to be relied on: %s".formatted(e.locator(), e.reason()));
            case DoubtLifted e ->
                new Fact(null, "Said that “%s” may be relied on again: %s".formatted(e.locator(), e.reason()));
            case ReadingClosed e -> new Fact(null, "Closed the desk '%s' to all but its people".formatted(e.desk()));
            case ReadingOpened e -> new Fact(null, "Opened the desk '%s' to everybody who edits".formatted(e.desk()));
            case PersonJoined e ->
                new Fact(
                        null,
                        "Welcomed %s ('%s') as %s%s"
                                .formatted(e.name(), e.person(), roles(e.roles()), desks(e.desks())));
            case RolesChanged e -> new Fact(null, "Gave ", null, e.person(), " these roles: " + roles(e.roles()));
            case DesksChanged e ->
                new Fact(null, "Put ", null, e.person(), e.desks().isEmpty() ? " at no desk" : desks(e.desks()));
            case PersonLeft e -> new Fact(null, "Said farewell to ", null, e.person(), "");
            case DeskRenamed e -> new Fact(null, "Renamed the desk '%s' to %s".formatted(e.desk(), e.name()));
            case DeskClosed e -> new Fact(null, "Closed the desk '%s' to new articles".formatted(e.desk()));
            case DeskReopened e -> new Fact(null, "Opened the desk '%s' again".formatted(e.desk()));
            case NewsroomNamed e -> new Fact(null, "Named the newsroom " + e.name());
            case ZoneSet e -> new Fact(null, "Set the newsroom's time zone to " + e.zone());
            case LanguageSet e -> new Fact(null, "Set the newsroom's language to " + e.language());
            case QuotationMarksSet e -> new Fact(null, marks(e));
        };
    }

    private static String marks(QuotationMarksSet event) {
        var marks = event.marks();
        return marks == null
                ? "Set the quotation marks of the language '%s' back to its own".formatted(event.language())
                : "Set the quotation marks of the language '%s' to %s %s and %s %s"
                        .formatted(
                                event.language(),
                                marks.opening(),
                                marks.closing(),
                                marks.innerOpening(),
                                marks.innerClosing());
    }

    static String thing(ClaimId claim) {
        return "claim/" + claim;
    }

    static String thing(CommentId comment) {
        return "comment/" + comment;
    }

    static String thing(BlockId figure) {
        return "figure/" + figure;
    }

    private Fact(@Nullable Work work, String sentence) {
        this(work, sentence, null, null, "");
    }

    /** What falls when a writer changes words falls by itself; only from another role was it that person's own act. */
    private static @Nullable Work ownAct(Act act, Work work) {
        return act.role() == Role.WRITER ? null : work;
    }

    private static Fact drafted(ArticleDrafted e) {
        var origin = e.origin();
        var file = origin == null
                ? ""
                : origin.name().isEmpty() ? " from a file" : " from the file '%s'".formatted(origin.name());
        return new Fact(WRITING, "Drafted for the desk '%s'%s".formatted(e.desk(), file));
    }

    private static String counted(List<String> many, String words) {
        return many.isEmpty() ? "" : words.formatted(many.size(), many.size() == 1 ? "" : "s");
    }

    private static String revised(ContentRevised e) {
        var done = new ArrayList<String>();
        var inserted = 0;
        var removed = 0;
        var moved = 0;
        var rewritten = 0;
        for (var change : e.changes()) {
            switch (change) {
                case Change.FieldChanged c -> done.add("changed the " + lower(c.field()));
                case Change.SubjectsChanged _ -> done.add("changed the subjects");
                case Change.UrgencyChanged c -> done.add("set the urgency to " + c.now());
                case Change.BlockInserted _ -> inserted++;
                case Change.BlockRemoved _ -> removed++;
                case Change.BlockMoved _ -> moved++;
                case Change.BlockRewritten _ -> rewritten++;
            }
        }
        count(done, "inserted", inserted);
        count(done, "removed", removed);
        count(done, "moved", moved);
        count(done, "rewrote", rewritten);
        var merged = e.basedOn() < e.revision() - 1
                ? " (written over revision %d and merged with what others wrote since)".formatted(e.basedOn())
                : "";
        return "Made revision %d: %s%s".formatted(e.revision(), String.join(", ", done), merged);
    }

    private static void count(List<String> done, String verb, int blocks) {
        if (blocks > 0) {
            done.add("%s %d %s".formatted(verb, blocks, blocks == 1 ? "block" : "blocks"));
        }
    }

    private static String corrected(ClaimCorrected e) {
        var now = e.now();
        var how =
                switch (e.remedy()) {
                    case REWORDED -> ": reworded";
                    case REPLACED_FROM_SOURCE -> ": replaced from its source";
                    case CUT -> ": cut";
                    case PARAPHRASED -> ": paraphrased";
                };
        var words = e.remedy() == Remedy.CUT || now == null ? "" : " as '%s'".formatted(now.words());
        return how + words + from(e.sources());
    }

    private static String reopened(ClaimReopened e) {
        var words = e.now().words();
        var became = words.equals(e.wordsWere()) ? "" : "; the words are now '%s'".formatted(words);
        return " (%s) no longer stands: %s%s".formatted(e.was().title(), e.reason(), became);
    }

    private static Fact waived(CheckWaived e) {
        var claim = e.claim();
        var ending = ": " + e.reason();
        return switch (e.check()) {
            case FACTS -> new Fact(PUBLISHING, "Waived the sign-off of the facts" + ending);
            case CAPTIONS -> new Fact(PUBLISHING, "Waived the sign-off of the captions" + ending);
            case PRIMARY_SOURCE ->
                claim == null
                        ? new Fact(PUBLISHING, "Waived a primary source" + ending)
                        : new Fact(PUBLISHING, "Waived the primary source of ", thing(claim), null, ending);
        };
    }

    private static String from(List<Source> sources) {
        return sources.isEmpty()
                ? ""
                : " from " + sources.stream().map(Fact::described).collect(joining(" and "));
    }

    /** Of a confidential source the history says its id and its type, and nothing more. */
    private static String described(Source source) {
        var type =
                switch (source.type()) {
                    case RECORDING -> "a recording";
                    case TRANSCRIPT -> "a transcript";
                    case DOCUMENT -> "a document";
                    case OWN_CALL -> "the checker's own call";
                    case PERSON -> "a person";
                    case WEB_PAGE -> "a web page";
                    case PUBLICATION -> "a publication";
                };
        return switch (source) {
            case Source.Confidential s -> "a confidential source ('%s', %s)".formatted(s.id(), type);
            case Source.Named s ->
                "%s (%s, consulted on %s%s)"
                        .formatted(
                                type, s.locator(), day(s.consulted()), s.note().isEmpty() ? "" : "; " + s.note());
        };
    }

    private static String day(LocalDate date) {
        return DAY.format(date);
    }

    private static String due(@Nullable Instant due) {
        return due == null ? "" : ", due on " + MOMENT.format(due);
    }

    private static String on(@Nullable Anchor anchor) {
        return anchor == null ? "" : " on '%s'".formatted(anchor.words());
    }

    private static String told(@Nullable Note note) {
        if (note == null) {
            return "";
        }
        return note.wrong().isEmpty()
                ? ": " + note.right()
                : ": wrong was '%s', right is '%s'".formatted(note.wrong(), note.right());
    }

    private static String aKind(EditionKind kind) {
        return switch (kind) {
            case ORIGINAL -> "the first";
            case CORRECTION -> "a correction";
            case CLARIFICATION -> "a clarification";
            case UPDATE -> "an update";
            case REFILE -> "a refile";
        };
    }

    private static String roles(Collection<Role> roles) {
        return roles.isEmpty()
                ? "no role"
                : roles.stream().sorted().map(Role::title).collect(joining(", "));
    }

    private static String desks(Collection<DeskId> desks) {
        return desks.isEmpty()
                ? ""
                : " at " + desks.stream().map(DeskId::value).sorted().collect(joining(", ", "the desk ", ""));
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
