package stet.desk;

import stet.domain.article.Article;
import stet.domain.article.Check;
import stet.domain.article.Stage;

/** Where an article waits for the next pair of hands. Every article is in exactly one. */
public enum Queue {
    /** With its writer. */
    DRAFTING,
    WITH_CHECKERS,
    WITH_PICTURES,
    /** Facts and captions are signed off or waived, and nobody has published these words yet. */
    READY,
    /** Nothing is left to do: the words are those of the last edition. */
    LIVE,
    SPIKED,
    KILLED;

    /**
     * A live story whose next edition is being worked on waits where that work waits, or no checker would find it. It stands among the
     * live ones all the same ({@link #amongLive}).
     */
    static Queue of(Article article, Stage stage) {
        return switch (stage) {
            case DRAFTED -> article.waived(Check.FACTS) ? factsDone(article) : unchecked(article);
            case FACT_CHECKED, CAPTIONED -> factsDone(article);
            case PUBLISHED -> LIVE;
            case SPIKED -> SPIKED;
            case KILLED -> KILLED;
        };
    }

    /** Whether it is looked for among the live stories: readers see it, or would if it were not on hold. */
    static boolean amongLive(Article article, Queue queue) {
        return article.live() || queue == LIVE;
    }

    private static Queue unchecked(Article article) {
        return article.submitted() ? WITH_CHECKERS : DRAFTING;
    }

    /** A check that was waived for the words as they are needs nobody's hands any more. */
    private static Queue factsDone(Article article) {
        return article.captionsSignedOff() == null && !article.waived(Check.CAPTIONS) ? WITH_PICTURES : READY;
    }
}
