package stet.desk;

import java.time.Instant;
import stet.domain.ArticleId;
import stet.domain.PersonId;

/**
 * That something happened which concerns somebody.
 *
 * @param person whom it concerns
 * @param sequence of the event, in the article's history
 * @param about what of the article it is about: a comment's, a claim's or a figure's id, the role that was given, or {@code facts} or
 *     {@code captions}; or empty
 * @param said what was said of it, such as a question; or empty
 * @param who did it, or was it who left
 * @param waits whether something is still to be done about it
 */
public record Notice(
        PersonId person,
        ArticleId article,
        long sequence,
        String headline,
        Kind kind,
        String about,
        String said,
        PersonId who,
        String name,
        Instant at,
        boolean waits) {

    /** Why it concerns them. */
    public enum Kind {
        MENTIONED(true),
        COMMENT_ANSWERED(false),
        ASSIGNED(false),
        LEFT(false),
        CHANGES_REQUESTED(true),
        QUERIED(true),
        ANSWERED(false),
        VERDICT_FELL(false),
        SOURCE_DOUBTED(false),
        APPROVAL_FELL(false),
        SIGN_OFF_FELL(false),
        CAPTION_RETURNED(true),
        SCHEDULE_DROPPED(false),
        PUBLISHED(false),
        HELD(false),
        KILLED(false),
        CONFIDED(false),
        GLASS_BROKEN(false);

        private final boolean asks;

        Kind(boolean asks) {
            this.asks = asks;
        }

        /** Whether it asks them to do something. That they were given work is not asked here, but on the article's card. */
        public boolean asks() {
            return asks;
        }
    }

    /** What happened, as one would tell them, without a full stop. */
    public String sentence() {
        return switch (kind) {
            case MENTIONED -> name + " mentioned you in a comment";
            case COMMENT_ANSWERED -> name + " answered your comment";
            case ASSIGNED -> name + " gave it to you, as " + about;
            case LEFT -> name + ", who had it as " + about + ", has left";
            case CHANGES_REQUESTED -> name + " asks for changes";
            case QUERIED -> name + " asks about words of yours";
            case ANSWERED -> name + " answered your question";
            case VERDICT_FELL -> "What you had found no longer stands, since " + name + " changed it";
            case SOURCE_DOUBTED -> "A source that words of it rested on is not relied on any more";
            case APPROVAL_FELL -> "A caption that you had approved no longer stands, since " + name + " changed it";
            case SIGN_OFF_FELL -> "The " + about + " that you had signed off are open again";
            case CAPTION_RETURNED -> name + " returned a caption of yours";
            case SCHEDULE_DROPPED -> "It will not be published when you wanted it to be";
            case PUBLISHED -> name + " published it";
            case HELD -> name + " put it on hold";
            case KILLED -> name + " killed it";
            case CONFIDED -> name + " made it confidential, and you are one of those who read it";
            case GLASS_BROKEN -> name + " opened it for an hour, though it was not theirs to read";
        };
    }
}
