package stet.desk;

import org.jspecify.annotations.Nullable;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;

/** By which act an article went back from one step to an earlier one. Stored by its name. */
public enum WentBack {
    /** Somebody asked its writer for changes. */
    RETURNED("sent back with a request for changes"),
    /** Words changed that were signed off. */
    WORDS_CHANGED("words changed after the sign-off"),
    /** A claim was raised, queried, disputed, reopened or withdrawn. */
    CLAIM_OPENED("a claim was opened"),
    /** A checker took the sign-off of the facts back. */
    FACTS_REOPENED("the sign-off of the facts was taken back"),
    /** A caption was returned, or the sign-off of the captions was taken back. */
    CAPTIONS_REOPENED("a caption was returned"),
    /** The newsroom does not rely on a source any more. */
    SOURCE_DOUBTED("a source was doubted"),
    OTHER("another act");

    private final String words;

    WentBack(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** By an act that begins with this event; what follows of it is the same act. */
    static WentBack by(ArticleEvent begins) {
        return switch (begins) {
            case ChangesRequested _ -> RETURNED;
            case ContentRevised _, ClaimCorrected _ -> WORDS_CHANGED;
            case ClaimRaised _, ClaimQueried _, ClaimDisputed _, ClaimReopened _, ClaimWithdrawn _ -> CLAIM_OPENED;
            case FactsReopened _ -> FACTS_REOPENED;
            case CaptionReturned _, CaptionReopened _, CaptionsReopened _ -> CAPTIONS_REOPENED;
            case SourceDiscredited _ -> SOURCE_DOUBTED;
            default -> OTHER;
        };
    }

    /** The steps on the way to an edition, in their order; null for those that are on none. */
    static @Nullable Integer step(Queue queue) {
        return switch (queue) {
            case DRAFTING -> 1;
            case WITH_CHECKERS -> 2;
            case WITH_PICTURES -> 3;
            case READY -> 4;
            case LIVE, SPIKED, KILLED -> null;
        };
    }
}
