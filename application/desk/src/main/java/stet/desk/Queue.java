package stet.desk;

import stet.domain.article.Article;
import stet.domain.article.Stage;

/** Where an article waits for the next pair of hands. Every article is in exactly one. */
public enum Queue {
    /** With its writer. */
    DRAFTING,
    WITH_CHECKERS,
    WITH_PICTURES,
    /** Facts and captions are signed off, and nobody has published these words yet. */
    READY,
    /** Nothing is left to do: the words are those of the last edition. */
    LIVE,
    SPIKED,
    KILLED;

    /**
     * A live story whose next edition is being worked on waits where that work waits, or no checker would find it; its card says that
     * it is live.
     */
    static Queue of(Article article) {
        return of(article.stage(), article.submitted());
    }

    private static Queue of(Stage stage, boolean submitted) {
        return switch (stage) {
            case DRAFTED -> submitted ? WITH_CHECKERS : DRAFTING;
            case FACT_CHECKED -> WITH_PICTURES;
            case CAPTIONED -> READY;
            case PUBLISHED -> LIVE;
            case SPIKED -> SPIKED;
            case KILLED -> KILLED;
        };
    }
}
