package stet.domain.events;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.domain.article.ArticleEvent;
import stet.domain.newsroom.NewsroomEvent;

/**
 * The names of events: in the ledger, in receipts and in the history. Written out by hand: renaming a class must never change what an
 * event is called, and a name, once used, is never used for anything else.
 */
public final class StoredNames {
    private static final Map<String, Class<?>> CLASSES = Map.ofEntries(
            entry("article.drafted", ArticleEvent.ArticleDrafted.class),
            entry("article.content-revised", ArticleEvent.ContentRevised.class),
            entry("article.assigned", ArticleEvent.ArticleAssigned.class),
            entry("article.unassigned", ArticleEvent.ArticleUnassigned.class),
            entry("article.moved-to-desk", ArticleEvent.MovedToDesk.class),
            entry("article.submitted-for-checking", ArticleEvent.SubmittedForChecking.class),
            entry("article.changes-requested", ArticleEvent.ChangesRequested.class),
            entry("article.comment-added", ArticleEvent.CommentAdded.class),
            entry("article.comment-edited", ArticleEvent.CommentEdited.class),
            entry("article.comment-resolved", ArticleEvent.CommentResolved.class),
            entry("article.claim-raised", ArticleEvent.ClaimRaised.class),
            entry("article.claim-queried", ArticleEvent.ClaimQueried.class),
            entry("article.query-answered", ArticleEvent.QueryAnswered.class),
            entry("article.claim-confirmed", ArticleEvent.ClaimConfirmed.class),
            entry("article.claim-disputed", ArticleEvent.ClaimDisputed.class),
            entry("article.claim-corrected", ArticleEvent.ClaimCorrected.class),
            entry("article.claim-marked-not-checkable", ArticleEvent.ClaimMarkedNotCheckable.class),
            entry("article.claim-reopened", ArticleEvent.ClaimReopened.class),
            entry("article.claim-lapsed", ArticleEvent.ClaimLapsed.class),
            entry("article.claim-restored", ArticleEvent.ClaimRestored.class),
            entry("article.claim-withdrawn", ArticleEvent.ClaimWithdrawn.class),
            entry("article.source-discredited", ArticleEvent.SourceDiscredited.class),
            entry("article.facts-signed-off", ArticleEvent.FactsSignedOff.class),
            entry("article.facts-reopened", ArticleEvent.FactsReopened.class),
            entry("article.source-shredded", ArticleEvent.SourceShredded.class),
            entry("article.caption-approved", ArticleEvent.CaptionApproved.class),
            entry("article.caption-returned", ArticleEvent.CaptionReturned.class),
            entry("article.caption-reopened", ArticleEvent.CaptionReopened.class),
            entry("article.captions-signed-off", ArticleEvent.CaptionsSignedOff.class),
            entry("article.captions-reopened", ArticleEvent.CaptionsReopened.class),
            entry("article.check-waived", ArticleEvent.CheckWaived.class),
            entry("article.embargo-set", ArticleEvent.EmbargoSet.class),
            entry("article.embargo-lifted", ArticleEvent.EmbargoLifted.class),
            entry("article.publication-scheduled", ArticleEvent.PublicationScheduled.class),
            entry("article.publication-unscheduled", ArticleEvent.PublicationUnscheduled.class),
            entry("article.edition-published", ArticleEvent.EditionPublished.class),
            entry("article.editors-note-attached", ArticleEvent.EditorsNoteAttached.class),
            entry("article.held", ArticleEvent.ArticleHeld.class),
            entry("article.hold-released", ArticleEvent.HoldReleased.class),
            entry("article.killed", ArticleEvent.ArticleKilled.class),
            entry("article.spiked", ArticleEvent.ArticleSpiked.class),
            entry("article.revived", ArticleEvent.ArticleRevived.class),
            entry("article.made-confidential", ArticleEvent.ArticleMadeConfidential.class),
            entry("article.confidentiality-lifted", ArticleEvent.ConfidentialityLifted.class),
            entry("article.glass-broken", ArticleEvent.GlassBroken.class),
            entry("article.words-redacted", ArticleEvent.WordsRedacted.class),
            entry("newsroom.desk-opened", NewsroomEvent.DeskOpened.class),
            entry("newsroom.reading-closed", NewsroomEvent.ReadingClosed.class),
            entry("newsroom.reading-opened", NewsroomEvent.ReadingOpened.class),
            entry("newsroom.person-joined", NewsroomEvent.PersonJoined.class),
            entry("newsroom.roles-changed", NewsroomEvent.RolesChanged.class),
            entry("newsroom.desks-changed", NewsroomEvent.DesksChanged.class),
            entry("newsroom.person-left", NewsroomEvent.PersonLeft.class),
            entry("newsroom.desk-renamed", NewsroomEvent.DeskRenamed.class),
            entry("newsroom.desk-closed", NewsroomEvent.DeskClosed.class),
            entry("newsroom.desk-reopened", NewsroomEvent.DeskReopened.class),
            entry("newsroom.named", NewsroomEvent.NewsroomNamed.class),
            entry("newsroom.zone-set", NewsroomEvent.ZoneSet.class),
            entry("newsroom.language-set", NewsroomEvent.LanguageSet.class),
            entry("newsroom.quotation-marks-set", NewsroomEvent.QuotationMarksSet.class),
            entry("newsroom.source-doubted", NewsroomEvent.SourceDoubted.class),
            entry("newsroom.doubt-lifted", NewsroomEvent.DoubtLifted.class));

    // If a class had two names, collecting them would throw here, when the program starts.
    private static final Map<Class<?>, String> NAMES =
            CLASSES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private StoredNames() {}

    /** The stored name, such as {@code article.claim-confirmed}; null for a class that is not an event. */
    public static @Nullable String of(Class<?> event) {
        return NAMES.get(event);
    }

    /** The event of that name, or null where there is none. */
    public static @Nullable Class<?> eventOf(String name) {
        return CLASSES.get(name);
    }

    /** Every name, in alphabetical order. */
    public static Set<String> all() {
        return new TreeMap<>(CLASSES).keySet();
    }
}
