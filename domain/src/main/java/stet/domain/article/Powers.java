package stet.domain.article;

import static stet.domain.Role.CHECKER;
import static stet.domain.Role.PICTURE_EDITOR;
import static stet.domain.Role.PUBLISHER;
import static stet.domain.Role.STANDARDS;
import static stet.domain.Role.WRITER;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import stet.domain.Act;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.*;
import stet.domain.newsroom.Newsroom;

/** Which roles may ask for what. An administrator has no editorial power. */
public final class Powers {
    private static final Set<Role> EVERY_EDITOR = of(WRITER, CHECKER, PICTURE_EDITOR, PUBLISHER, STANDARDS);
    /** Those who may change an article, its words and its pictures. */
    public static final Set<Role> DESK = of(WRITER, CHECKER, PICTURE_EDITOR, PUBLISHER);

    private Powers() {}

    /** The roles that may ask for this, in the order in which a person who holds several would use them. */
    public static Set<Role> rolesFor(ArticleCommand command) {
        return switch (command) {
            case DraftArticle c -> of(WRITER);
            case ReviseContent c -> DESK;
            case ReplaceWords c -> DESK;
            case RestoreRevision c -> DESK;
            case AssignArticle c -> DESK;
            case UnassignArticle c -> DESK;
            case MoveToDesk c -> DESK;
            case SubmitForChecking c -> of(WRITER, PUBLISHER);
            case RequestChanges c -> of(CHECKER, PICTURE_EDITOR, PUBLISHER, STANDARDS);
            case AddComment c -> EVERY_EDITOR;
            case EditComment c -> EVERY_EDITOR;
            case ResolveComment c -> EVERY_EDITOR;
            case SpikeArticle c -> of(WRITER, PUBLISHER, STANDARDS);
            case ReviveArticle c -> of(WRITER, PUBLISHER, STANDARDS);
            case RaiseClaim c -> of(WRITER, CHECKER);
            case QueryClaim c -> of(CHECKER);
            case QueryWords c -> of(CHECKER);
            case AnswerQuery c -> of(WRITER);
            case ConfirmClaim c -> of(CHECKER);
            case ConfirmClaims c -> of(CHECKER);
            case DisputeClaim c -> of(CHECKER, STANDARDS);
            case CorrectClaim c -> of(CHECKER);
            case MarkNotCheckable c -> of(CHECKER);
            case ReopenClaim c -> of(CHECKER, PUBLISHER, STANDARDS);
            case WithdrawClaim c -> of(CHECKER);
            case ReopenOnDoubt c -> of(STANDARDS);
            case SignOffFacts c -> of(CHECKER);
            case ReopenFacts c -> of(CHECKER, PUBLISHER, STANDARDS);
            case ShredSource c -> of(STANDARDS);
            case ApproveCaption c -> of(PICTURE_EDITOR);
            case ReturnCaption c -> of(PICTURE_EDITOR);
            case SignOffCaptions c -> of(PICTURE_EDITOR);
            case ReopenCaptions c -> of(PICTURE_EDITOR, PUBLISHER, STANDARDS);
            case WaiveCheck c -> of(PUBLISHER);
            case SetEmbargo c -> of(PUBLISHER);
            case LiftEmbargo c -> of(PUBLISHER);
            case SchedulePublication c -> of(PUBLISHER);
            case UnschedulePublication c -> of(PUBLISHER);
            case PublishAsScheduled c -> of(PUBLISHER);
            case PublishArticle c -> of(PUBLISHER);
            case AttachEditorsNote c -> of(PUBLISHER, STANDARDS);
            case HoldArticle c -> of(PUBLISHER, STANDARDS);
            case ReleaseHold c -> of(PUBLISHER, STANDARDS);
            case KillArticle c -> of(STANDARDS);
            case MakeConfidential c -> of(PUBLISHER, STANDARDS);
            case LiftConfidentiality c -> of(PUBLISHER, STANDARDS);
            // Whoever reads all has nothing to open, and all others ask a publisher.
            case BreakGlass c -> of(PUBLISHER);
            case RedactWords c -> of(STANDARDS);
        };
    }

    /**
     * Refuses whoever does not hold the role they act in, or acts in a role that this is not for. Stet itself may only do what a
     * publisher scheduled, take from those who have left what they had (rule 39), reopen what rests on a source that a standards editor
     * doubts (rule 43), and take out of a backup what was taken out before (rule 48).
     */
    static void check(ArticleCommand command, Act act, Newsroom newsroom) {
        var roles = rolesFor(command);
        var byStet = act.who().equals(Newsroom.STET) && doesByItself(command, newsroom);
        if (!roles.contains(act.role()) || !(byStet || newsroom.holds(act.who(), act.role()))) {
            throw new Refused(
                    RefusalCode.ROLE_MISSING,
                    (newsroom.holds(act.who(), Role.AUDITOR) ? "An auditor reads and changes nothing: only" : "Only")
                            .concat(" a %s may do this")
                            .formatted(roles.stream().map(Role::title).collect(Collectors.joining(" or a "))));
        }
    }

    private static boolean doesByItself(ArticleCommand command, Newsroom newsroom) {
        return command instanceof PublishAsScheduled
                || command instanceof ReopenOnDoubt
                || command instanceof RedactWords
                || (command instanceof UnassignArticle(var _, var person, var _)
                        && newsroom.left().contains(person));
    }

    private static Set<Role> of(Role first, Role... others) {
        return Collections.unmodifiableSet(EnumSet.of(first, others));
    }
}
