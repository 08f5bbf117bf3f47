package stet.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.domain.CommentId;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.article.Note;
import stet.domain.checking.Source;
import stet.lookup.EverSaid.Kind;

/**
 * Words that somebody said of an article.
 *
 * @param thread what it is another wording of, so that both are found as one; null where it stands alone
 */
record Utterance(Kind kind, List<String> words, @Nullable String thread) {
    Utterance {
        words = words.stream().filter(one -> !one.isBlank()).toList();
    }

    private Utterance(Kind kind, String... words) {
        this(kind, List.of(words), null);
    }

    /**
     * What is said with an event. Of what falls because something else was done, the reason is a sentence of Stet's own, which nobody said.
     *
     * @param first whether no other event came of the same command before it
     */
    static List<Utterance> in(ArticleEvent event, boolean first) {
        return said(event, first).stream().filter(one -> !one.words.isEmpty()).toList();
    }

    private static List<Utterance> said(ArticleEvent event, boolean first) {
        return switch (event) {
            case ChangesRequested e -> List.of(new Utterance(Kind.REQUEST, e.note()));
            case CommentAdded e -> List.of(new Utterance(Kind.COMMENT, List.of(e.text()), thread(e.commentId())));
            case CommentEdited e -> List.of(new Utterance(Kind.COMMENT, List.of(e.text()), thread(e.commentId())));

            case ClaimQueried e -> List.of(new Utterance(Kind.QUERY, e.question()));
            case QueryAnswered e -> List.of(new Utterance(Kind.QUERY, e.answer()));
            case ClaimConfirmed e -> List.of(sources(e.sources()));
            case ClaimDisputed e -> List.of(new Utterance(Kind.FINDING, e.finding()), sources(e.sources()));
            case ClaimCorrected e -> List.of(sources(e.sources()));
            case ClaimMarkedNotCheckable e -> List.of(new Utterance(Kind.FINDING, e.reason()));
            case ClaimReopened e -> own(first, Kind.FINDING, e.reason());
            case ClaimWithdrawn e -> List.of(new Utterance(Kind.FINDING, e.reason()));
            case SourceDiscredited e -> List.of(new Utterance(Kind.REASON, e.reason()));
            case FactsReopened e -> own(first, Kind.REASON, e.reason());

            case CaptionReturned e -> List.of(new Utterance(Kind.REQUEST, e.note()));
            case CaptionsReopened e -> own(first, Kind.REASON, e.reason());

            case CheckWaived e -> List.of(new Utterance(Kind.REASON, e.reason()));
            case PublicationScheduled e -> note(e.note());
            case PublicationUnscheduled e -> own(first, Kind.REASON, e.reason());
            case EditionPublished e -> note(e.edition().note());
            case EditorsNoteAttached e -> List.of(new Utterance(Kind.NOTE, e.note()));
            case ArticleHeld e -> List.of(new Utterance(Kind.REASON, e.reason()));
            case ArticleKilled e ->
                List.of(new Utterance(Kind.REASON, e.reason()), new Utterance(Kind.NOTE, e.notice()));
            case ArticleSpiked e -> List.of(new Utterance(Kind.REASON, e.reason()));
            case ArticleMadeConfidential e -> List.of(new Utterance(Kind.REASON, e.reason()));
            case GlassBroken e -> List.of(new Utterance(Kind.REASON, e.reason()));
            case WordsRedacted e -> List.of(new Utterance(Kind.REASON, e.ground()));

            // What they write stands in passages.
            case ArticleDrafted _, ContentRevised _ -> List.of();
            // Was said when these words were found to be so.
            case ClaimRestored _ -> List.of();
            // Only Stet says why.
            case CaptionReopened _ -> List.of();
            case ArticleAssigned _, ArticleUnassigned _, MovedToDesk _, SubmittedForChecking _ -> List.of();
            case CommentResolved _, ClaimRaised _, ClaimLapsed _, FactsSignedOff _, SourceShredded _ -> List.of();
            case CaptionApproved _, CaptionsSignedOff _, EmbargoSet _, EmbargoLifted _ -> List.of();
            case HoldReleased _, ArticleRevived _, ConfidentialityLifted _ -> List.of();
        };
    }

    private static String thread(CommentId comment) {
        return "comment/" + comment.value();
    }

    private static List<Utterance> own(boolean first, Kind kind, String reason) {
        return first ? List.of(new Utterance(kind, reason)) : List.of();
    }

    private static List<Utterance> note(@Nullable Note note) {
        return note == null ? List.of() : List.of(new Utterance(Kind.NOTE, note.wrong(), note.right()));
    }

    /** Of a confidential source there is nothing but its id here, as in the ledger. */
    private static Utterance sources(List<Source> sources) {
        var said = new ArrayList<String>();
        for (var source : sources) {
            switch (source) {
                case Source.Named named ->
                    Stream.of(named.locator(), named.note()).forEach(said::add);
                case Source.Confidential _ -> {}
            }
        }
        return new Utterance(Kind.SOURCE, said, null);
    }
}
