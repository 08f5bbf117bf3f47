package stet.domain.article;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Authorship;
import stet.domain.content.Change;
import stet.domain.content.Content;
import stet.domain.content.Hash;

/**
 * What has happened to an article. Kept for ever, so it changes only by addition. Who did it, in which role, when and why, and at
 * whose command stands in the {@link stet.domain.Act} beside each event (rule 22).
 */
public sealed interface ArticleEvent {
    ArticleId articleId();

    // ---- Drafting

    /** @param origin the file it came from, or null where it was written here */
    record ArticleDrafted(
            ArticleId articleId,
            DeskId desk,
            Content content,
            @Nullable OriginalFile origin) implements ArticleEvent {}

    /**
     * @param revision the number of the revision that these changes make; the draft itself is 1
     * @param basedOn the revision the writer had before them; lower than {@code revision - 1} where two people's words were merged
     * @param anchors where claims stand now whose words moved within their place, by their first character
     * @param moved where claims stand now that keep what was found of them, though their words stand elsewhere, are typed otherwise, or
     *     were never checked
     * @param writers who wrote the parts that took words from elsewhere, by their key in {@link Content#written()}; the writers of any
     *     other part follow from its words
     * @param stillSigned the passages that changed and yet say what was signed off, since they were split, joined, moved or typed
     *     otherwise, with who signed it
     * @param cut the passages that are gone and need somebody else's sign-off for it
     * @param putBack the cuts that are none any more, since their words stand again
     */
    record ContentRevised(
            ArticleId articleId,
            int revision,
            int basedOn,
            List<Change> changes,
            Hash contentHash,
            Map<ClaimId, Integer> anchors,
            Map<ClaimId, Anchor> moved,
            Map<String, Authorship> writers,
            Map<String, PersonId> stillSigned,
            List<String> cut,
            List<String> putBack)
            implements ArticleEvent {
        public ContentRevised {
            changes = List.copyOf(changes);
            anchors = Map.copyOf(anchors);
            moved = Map.copyOf(moved);
            writers = Collections.unmodifiableMap(new TreeMap<>(writers));
            stillSigned = Collections.unmodifiableMap(new TreeMap<>(stillSigned));
            cut = List.copyOf(cut);
            putBack = List.copyOf(putBack);
        }
    }

    /** @param due when it should be done, or null */
    record ArticleAssigned(
            ArticleId articleId,
            PersonId person,
            Role role,
            @Nullable Instant due) implements ArticleEvent {}

    record ArticleUnassigned(ArticleId articleId, PersonId person, Role role) implements ArticleEvent {}

    record MovedToDesk(ArticleId articleId, DeskId desk) implements ArticleEvent {}

    record SubmittedForChecking(ArticleId articleId, int revision) implements ArticleEvent {}

    /** @param commentId what it is called where it is answered; null in those from before it could be */
    record ChangesRequested(
            ArticleId articleId, String note, @Nullable CommentId commentId) implements ArticleEvent {}

    /**
     * @param anchor the words it is about, or null where it is about the whole article
     * @param mentions whoever was named along with it or in its words
     * @param answers the comment that it answers, or null
     */
    record CommentAdded(
            ArticleId articleId,
            CommentId commentId,
            String text,
            @Nullable Anchor anchor,
            List<PersonId> mentions,
            @Nullable CommentId answers)
            implements ArticleEvent {
        /** One that answers no other. */
        public CommentAdded(
                ArticleId articleId,
                CommentId commentId,
                String text,
                @Nullable Anchor anchor,
                List<PersonId> mentions) {
            this(articleId, commentId, text, anchor, mentions, null);
        }

        public CommentAdded {
            mentions = List.copyOf(mentions);
        }
    }

    /**
     * Its writer put it otherwise.
     *
     * @param mentions whoever is called in its words now and was not before
     */
    record CommentEdited(ArticleId articleId, CommentId commentId, String text, List<PersonId> mentions)
            implements ArticleEvent {
        public CommentEdited {
            mentions = List.copyOf(mentions);
        }
    }

    record CommentResolved(ArticleId articleId, CommentId commentId) implements ArticleEvent {}

    // ---- Checking

    record ClaimRaised(ArticleId articleId, ClaimId claimId, ClaimKind kind, Anchor anchor) implements ArticleEvent {}

    record ClaimQueried(ArticleId articleId, ClaimId claimId, String question) implements ArticleEvent {}

    record QueryAnswered(ArticleId articleId, ClaimId claimId, String answer) implements ArticleEvent {}

    record ClaimConfirmed(ArticleId articleId, ClaimId claimId, List<Source> sources) implements ArticleEvent {
        public ClaimConfirmed {
            sources = List.copyOf(sources);
        }
    }

    /** @param finding what speaks against it */
    record ClaimDisputed(ArticleId articleId, ClaimId claimId, String finding, List<Source> sources)
            implements ArticleEvent {
        public ClaimDisputed {
            sources = List.copyOf(sources);
        }
    }

    /**
     * @param was the words that were wrong
     * @param now where the right words stand, or null where they were cut
     */
    record ClaimCorrected(
            ArticleId articleId,
            ClaimId claimId,
            Remedy remedy,
            String was,
            @Nullable Anchor now,
            List<Source> sources) implements ArticleEvent {
        public ClaimCorrected {
            sources = List.copyOf(sources);
        }
    }

    record ClaimMarkedNotCheckable(ArticleId articleId, ClaimId claimId, String reason) implements ArticleEvent {}

    /**
     * A verdict that no longer stands: its words changed, or somebody doubts it again.
     *
     * @param was the verdict until now
     * @param wordsWere the words it was about
     * @param now where the claim stands, with its words as they are
     */
    record ClaimReopened(ArticleId articleId, ClaimId claimId, Verdict was, String wordsWere, Anchor now, String reason)
            implements ArticleEvent {}

    /** The words of a claim are gone, and the claim with them. */
    record ClaimLapsed(ArticleId articleId, ClaimId claimId, Verdict was, String words) implements ArticleEvent {}

    /**
     * The words of a claim that had lapsed stand again, and with them what was found of them.
     *
     * @param now where the claim stands
     * @param verdict the one that it had
     */
    record ClaimRestored(
            ArticleId articleId, ClaimId claimId, ClaimKind kind, Anchor now, Verdict verdict, List<Source> sources)
            implements ArticleEvent {
        public ClaimRestored {
            sources = List.copyOf(sources);
        }
    }

    /**
     * A source that claims of this article rested on is doubted by the newsroom. Each claim that rested on it is reopened by an event of its
     * own behind this one.
     *
     * @param locator as {@link stet.domain.checking.Locator} has it
     * @param reason why it is doubted
     * @param claims those of the working copy that rested on it
     * @param published those of the last edition that did, as readers read them
     * @param passages the keys of the places where any of these stand
     */
    record SourceDiscredited(
            ArticleId articleId,
            String locator,
            String reason,
            List<ClaimId> claims,
            List<ClaimId> published,
            List<String> passages)
            implements ArticleEvent {
        public SourceDiscredited {
            claims = List.copyOf(claims);
            published = List.copyOf(published);
            passages = List.copyOf(passages);
        }
    }

    record ClaimWithdrawn(ArticleId articleId, ClaimId claimId, String reason) implements ArticleEvent {}

    /**
     * @param words the exact words of all claims, as {@link Article#checkedWords()} fingerprints them
     * @param revision the revision that the checker had before them
     * @param covers the passages that it is a sign-off of, as they stood then; see {@link stet.domain.content.Passage}. Before there were
     *     passages it was one of all, and named neither these nor cuts
     * @param cuts the passages whose going it is a sign-off of
     */
    record FactsSignedOff(ArticleId articleId, Hash words, int revision, List<String> covers, List<String> cuts)
            implements ArticleEvent {
        public FactsSignedOff {
            covers = List.copyOf(covers);
            cuts = List.copyOf(cuts);
        }

        /** Whether it is of everything that stood there. */
        boolean ofAll() {
            return covers.isEmpty() && cuts.isEmpty();
        }
    }

    /**
     * @param claims the claims whose verdicts fell or were never given; empty where words are in no claim
     * @param passages the passages of which the sign-off fell. Before there were passages it fell as a whole, and none were named
     */
    record FactsReopened(ArticleId articleId, List<ClaimId> claims, String reason, List<String> passages)
            implements ArticleEvent {
        public FactsReopened {
            claims = List.copyOf(claims);
            passages = List.copyOf(passages);
        }
    }

    /** The identity of a confidential source was destroyed; the ledger never held it. */
    record SourceShredded(ArticleId articleId, SourceId source) implements ArticleEvent {}

    // ---- Pictures

    /** @param words the picture and everything said of it, as {@link Hash#of(stet.domain.content.Picture)} fingerprints it */
    record CaptionApproved(ArticleId articleId, BlockId figure, Hash words) implements ArticleEvent {}

    record CaptionReturned(ArticleId articleId, BlockId figure, String note) implements ArticleEvent {}

    /** An approval that no longer stands, because the picture or what is said of it changed (rule 15). */
    record CaptionReopened(ArticleId articleId, BlockId figure, String reason) implements ArticleEvent {}

    /** @param words all figures as {@link Article#captionWords()} fingerprints them */
    record CaptionsSignedOff(ArticleId articleId, Hash words, int revision) implements ArticleEvent {}

    record CaptionsReopened(ArticleId articleId, List<BlockId> figures, String reason) implements ArticleEvent {
        public CaptionsReopened {
            figures = List.copyOf(figures);
        }
    }

    // ---- Publishing

    /**
     * @param claim the quotation whose primary source is waived, or null for the other checks
     * @param words the exact words it is given for, as {@link Content#wordsAndLinksHash()} fingerprints them for the facts; it does not
     *     cover others
     */
    record CheckWaived(
            ArticleId articleId, Check check, @Nullable ClaimId claim, String reason, Hash words)
            implements ArticleEvent {}

    record EmbargoSet(ArticleId articleId, Instant until) implements ArticleEvent {}

    record EmbargoLifted(ArticleId articleId) implements ArticleEvent {}

    /** @param words the exact words that may go out then, and no others, as {@link Content#printedHash()} fingerprints them (rule 18) */
    record PublicationScheduled(
            ArticleId articleId,
            Instant due,
            Hash words,
            EditionKind kind,
            @Nullable Note note) implements ArticleEvent {}

    /** Somebody took the schedule back, or the words changed, or the article was not ready when the time came. */
    record PublicationUnscheduled(ArticleId articleId, String reason) implements ArticleEvent {}

    record EditionPublished(ArticleId articleId, Edition edition) implements ArticleEvent {}

    record EditorsNoteAttached(ArticleId articleId, String note) implements ArticleEvent {}

    record ArticleHeld(ArticleId articleId, String reason) implements ArticleEvent {}

    record HoldReleased(ArticleId articleId) implements ArticleEvent {}

    /** @param notice what readers find where the story was: the public retraction */
    record ArticleKilled(ArticleId articleId, String reason, String notice) implements ArticleEvent {}

    record ArticleSpiked(ArticleId articleId, String reason) implements ArticleEvent {}

    record ArticleRevived(ArticleId articleId) implements ArticleEvent {}

    // ---- Reading

    /** @param readers all to whom it was confided from then on, by their ids in order, besides those who were given it to work on */
    record ArticleMadeConfidential(ArticleId articleId, List<PersonId> readers, String reason) implements ArticleEvent {
        public ArticleMadeConfidential {
            readers = List.copyOf(readers);
        }
    }

    record ConfidentialityLifted(ArticleId articleId) implements ArticleEvent {}

    /**
     * Somebody opened to themselves what was not theirs to read (break-glass).
     *
     * @param until when it was closed to them again
     */
    record GlassBroken(ArticleId articleId, String reason, Instant until) implements ArticleEvent {}

    // ---- Forgetting

    /**
     * Words were taken out of what is stored of this article, for good (rule 48). The events stay; where the words stood there is black.
     *
     * @param ground by which it had to be, such as an order of a court; never the words
     * @param redacted the events in which they stood, in order
     */
    record WordsRedacted(ArticleId articleId, String ground, List<Redacted> redacted) implements ArticleEvent {
        public WordsRedacted {
            redacted = List.copyOf(redacted);
        }
    }

    /**
     * An event as it is stored since words were taken out of it.
     *
     * @param sequence its number in the article's history, from 0
     * @param payload SHA-256 over a new salt and the canonical JSON of its payload
     * @param metaData the same of what is stored beside it; null where that is as it was
     */
    record Redacted(long sequence, Hash payload, @Nullable Hash metaData) {}
}
