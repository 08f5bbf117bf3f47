package stet.domain.article;

import static stet.domain.RefusalCode.CORRECTION_NOTE_MISSING;
import static stet.domain.RefusalCode.EMBARGOED;
import static stet.domain.RefusalCode.NOTE_UNFIT;
import static stet.domain.RefusalCode.NOTHING_NEW;
import static stet.domain.RefusalCode.NOT_FIRST_EDITION;
import static stet.domain.RefusalCode.NOT_LIVE;
import static stet.domain.RefusalCode.NOT_ON_HOLD;
import static stet.domain.RefusalCode.NOT_READY;
import static stet.domain.RefusalCode.NOT_SCHEDULED;
import static stet.domain.RefusalCode.NO_EDITION_YET;
import static stet.domain.RefusalCode.NO_SUCH_CLAIM;
import static stet.domain.RefusalCode.ON_HOLD;
import static stet.domain.RefusalCode.OWN_PUBLICATION;
import static stet.domain.RefusalCode.OWN_WORDS;
import static stet.domain.article.Workflow.alreadySo;
import static stet.domain.article.Workflow.remark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.PersonId;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.AttachEditorsNote;
import stet.domain.article.ArticleCommand.HoldArticle;
import stet.domain.article.ArticleCommand.KillArticle;
import stet.domain.article.ArticleCommand.LiftEmbargo;
import stet.domain.article.ArticleCommand.PublishArticle;
import stet.domain.article.ArticleCommand.PublishAsScheduled;
import stet.domain.article.ArticleCommand.Publishing;
import stet.domain.article.ArticleCommand.ReleaseHold;
import stet.domain.article.ArticleCommand.SchedulePublication;
import stet.domain.article.ArticleCommand.SetEmbargo;
import stet.domain.article.ArticleCommand.UnschedulePublication;
import stet.domain.article.ArticleCommand.WaiveCheck;
import stet.domain.article.ArticleCommand.Waiving;
import stet.domain.article.ArticleEvent.ArticleHeld;
import stet.domain.article.ArticleEvent.ArticleKilled;
import stet.domain.article.ArticleEvent.CheckWaived;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.EditorsNoteAttached;
import stet.domain.article.ArticleEvent.EmbargoLifted;
import stet.domain.article.ArticleEvent.EmbargoSet;
import stet.domain.article.ArticleEvent.HoldReleased;
import stet.domain.article.ArticleEvent.PublicationScheduled;
import stet.domain.article.ArticleEvent.PublicationUnscheduled;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Hash;
import stet.domain.newsroom.Newsroom;

/** Rules 16 to 20. */
final class PublishingRules {
    private PublishingRules() {}

    static List<ArticleEvent> decide(Article article, Publishing command, Act act, Newsroom newsroom) {
        var id = article.id();
        var schedule = article.schedule();
        var embargo = article.embargo();
        return switch (command) {
            case WaiveCheck c -> List.of(waive(article, c, act));
            case SetEmbargo c
            when !c.until().isAfter(act.at()) -> throw new Refused(EMBARGOED, "An embargo ends in the future");
            case SetEmbargo c
            when c.until().equals(embargo) -> throw alreadySo("It is under embargo until then already");
            case SetEmbargo c -> List.of(new EmbargoSet(id, c.until()));
            case LiftEmbargo c
            when embargo == null || !act.at().isBefore(embargo) -> throw alreadySo("It is not under embargo");
            case LiftEmbargo c -> List.of(new EmbargoLifted(id));

            case SchedulePublication c
            when !c.due().isAfter(act.at()) ->
                throw new Refused(NOT_SCHEDULED, "A publication is scheduled for a time to come");
            case SchedulePublication c
            when article.held() ->
                throw new Refused(ON_HOLD, "It is on hold; once the hold is released, it can be scheduled");
            case SchedulePublication c -> {
                var waivers = waivers(article, c.waiving(), c.revision(), act);
                var waived = Consequences.after(article, waivers, act);
                checkPublication(waived, c.kind(), c.note(), act.who(), c.due(), newsroom);
                yield and(
                        waivers,
                        new PublicationScheduled(
                                id,
                                c.due(),
                                article.content().printedHash(),
                                c.kind(),
                                LaterEdition.told(article, c.note(), c.kind())));
            }
            case UnschedulePublication c
            when schedule == null -> throw new Refused(NOT_SCHEDULED, "Nothing is scheduled");
            case UnschedulePublication c ->
                List.of(new PublicationUnscheduled(id, remark(c.reason(), "The reason for taking it back")));
            case PublishAsScheduled c when schedule == null || !schedule.due().equals(c.due()) -> List.of();
            case PublishAsScheduled c
            when act.at().isBefore(c.due()) -> throw new Refused(NOT_SCHEDULED, "Its time has not come yet");
            case PublishAsScheduled c -> List.of(asScheduled(article, schedule, act, newsroom));
            case PublishArticle c -> {
                var waivers = waivers(article, c.waiving(), c.revision(), act);
                var waived = Consequences.after(article, waivers, act);
                checkPublication(waived, c.kind(), c.note(), act.who(), act.at(), newsroom);
                yield and(waivers, published(article, c.kind(), c.note(), act.at()));
            }

            case AttachEditorsNote c -> {
                checkPublished(article);
                yield List.of(new EditorsNoteAttached(id, remark(c.note(), "The note")));
            }
            case HoldArticle c when article.held() -> throw new Refused(ON_HOLD, "It is on hold already");
            case HoldArticle c -> {
                checkPublished(article);
                yield List.of(new ArticleHeld(id, remark(c.reason(), "The reason for holding it")));
            }
            case ReleaseHold c when !article.held() -> throw new Refused(NOT_ON_HOLD, "It is not on hold");
            case ReleaseHold c -> List.of(new HoldReleased(id));
            case KillArticle c -> {
                checkPublished(article);
                yield List.of(new ArticleKilled(
                        id,
                        remark(c.reason(), "The reason for killing it"),
                        remark(c.notice(), "The notice that readers will find in its place")));
            }
        };
    }

    /** The waivers that come with a publication, each by the rules of one that is asked for alone. */
    private static List<ArticleEvent> waivers(Article article, @Nullable Waiving waiving, int revision, Act act) {
        return waiving == null
                ? List.of()
                : waiving.checks().stream()
                        .<ArticleEvent>map(check -> waive(
                                article, new WaiveCheck(article.id(), check, null, waiving.reason(), revision), act))
                        .toList();
    }

    private static List<ArticleEvent> and(List<ArticleEvent> waivers, ArticleEvent published) {
        return Stream.concat(waivers.stream(), Stream.of(published)).toList();
    }

    private static CheckWaived waive(Article article, WaiveCheck command, Act act) {
        var reason = remark(command.reason(), "The reason for the waiver");
        if (article.wrote(act.who())) {
            throw new Refused(
                    OWN_WORDS, "You wrote some of these words; somebody else must answer for waiving their check");
        }
        if (article.waived(command.check())) {
            throw alreadySo("This is waived already for the words as they are");
        }
        return switch (command.check()) {
            case FACTS ->
                new CheckWaived(
                        article.id(),
                        Check.FACTS,
                        null,
                        reason,
                        article.content().wordsAndLinksHash());
            case CAPTIONS -> new CheckWaived(article.id(), Check.CAPTIONS, null, reason, article.captionWords());
            case PRIMARY_SOURCE -> {
                var claim = command.claim() == null ? null : article.claims().get(command.claim());
                if (claim == null || claim.kind() != ClaimKind.QUOTE) {
                    throw new Refused(NO_SUCH_CLAIM, "Say which quotation may stand without its primary source");
                }
                if (article.publication().primarySourceWaived(claim)) {
                    throw alreadySo("This is waived already for the words as they are");
                }
                yield new CheckWaived(
                        article.id(),
                        Check.PRIMARY_SOURCE,
                        claim.id(),
                        reason,
                        Hash.of(List.of(claim.anchor().words())));
            }
        };
    }

    private static void checkPublished(Article article) {
        if (article.edition() == null) {
            throw new Refused(NOT_LIVE, "It was never published; an unpublished draft is spiked instead");
        }
    }

    private static ArticleEvent asScheduled(Article article, Schedule schedule, Act act, Newsroom newsroom) {
        try {
            if (article.held()) {
                return new PublicationUnscheduled(article.id(), "The story is on hold");
            }
            if (!newsroom.holds(schedule.publisher(), Role.PUBLISHER)) {
                return new PublicationUnscheduled(article.id(), "Whoever scheduled it no longer publishes here");
            }
            checkPublication(article, schedule.kind(), schedule.note(), schedule.publisher(), act.at(), newsroom);
            return published(article, schedule.kind(), schedule.note(), act.at());
        } catch (Refused notReady) {
            return new PublicationUnscheduled(
                    article.id(),
                    "It was not ready when its time came: "
                            + (notReady.obstacles().isEmpty()
                                    ? notReady.sentence()
                                    : notReady.obstacles().getFirst().sentence()));
        }
    }

    /** @throws Refused if an edition of this kind, with this note, may not go out then */
    static void checkPublication(
            Article article, EditionKind kind, @Nullable Note note, PersonId publisher, Instant at, Newsroom newsroom) {
        var last = article.edition();
        if (article.wrote(publisher)) {
            throw new Refused(OWN_PUBLICATION, "You wrote some of these words; somebody else must publish them");
        }
        if (last == null && kind != EditionKind.ORIGINAL) {
            throw new Refused(NO_EDITION_YET, "It was never published, so there is nothing yet to correct or update");
        }
        if (last != null && kind == EditionKind.ORIGINAL) {
            throw new Refused(
                    NOT_FIRST_EDITION,
                    "It is published already: say whether this is a correction, a clarification, an update or a refile");
        }
        checkNote(kind, note);
        var obstacles = article.obstacles(at, newsroom);
        if (!obstacles.isEmpty()) {
            throw new Refused(
                    obstacles.size() == 1 && obstacles.getFirst().code() == EMBARGOED ? EMBARGOED : NOT_READY,
                    obstacles.size() == 1
                            ? obstacles.getFirst().sentence()
                            : "It cannot be published yet: %d things stand in the way".formatted(obstacles.size()),
                    obstacles,
                    List.of());
        }
        if (last != null) {
            LaterEdition.check(article, last, kind, note);
        }
        var unchanged = article.contentHash().equals(article.publication().editionHash());
        if (unchanged && (kind == EditionKind.UPDATE || kind == EditionKind.REFILE)) {
            throw new Refused(NOTHING_NEW, "Nothing has changed since the last edition");
        }
    }

    private static void checkNote(EditionKind kind, @Nullable Note note) {
        if (note != null) {
            remark(note.right(), "What is right");
            if (!note.wrong().isEmpty()) {
                remark(note.wrong(), "What was wrong");
            }
        }
        switch (kind) {
            case CORRECTION, CLARIFICATION -> {
                if (note == null || note.wrong().isEmpty()) {
                    throw new Refused(
                            CORRECTION_NOTE_MISSING,
                            "A %s tells readers what was %s and what is right"
                                    .formatted(
                                            kind.name().toLowerCase(Locale.ROOT),
                                            kind == EditionKind.CORRECTION ? "wrong" : "misleading"));
                }
            }
            case ORIGINAL, REFILE -> {
                if (note != null) {
                    throw new Refused(
                            NOTE_UNFIT,
                            "A first edition or a refile has nothing to tell readers about; leave the note out");
                }
            }
            case UPDATE -> {}
        }
    }

    private static EditionPublished published(Article article, EditionKind kind, @Nullable Note note, Instant at) {
        var last = article.edition();
        var number = last == null ? 1 : last.number() + 1;
        var notes = new ArrayList<>(last == null ? List.<Edition.EditionNote>of() : last.notes());
        var told = LaterEdition.told(article, note, kind);
        if (told != null) {
            notes.add(new Edition.EditionNote(number, kind, told, at));
        }
        return new EditionPublished(
                article.id(),
                new Edition(
                        number,
                        kind,
                        last == null ? Slug.of(article.content().headline(), article.id()) : last.slug(),
                        article.revision(),
                        article.content(),
                        notes,
                        last == null ? at : last.firstPublished()));
    }
}
