package stet.history;

import java.time.Instant;
import stet.domain.ArticleId;
import stet.domain.content.Content;

/** What did this article say at this moment? */
public record ArticleAsOf(ArticleId article, Moment moment) {
    /** A moment of an article's life, by the ledger's count or by the clock. */
    public sealed interface Moment {
        /** Just after the article's event of this sequence. */
        record Sequence(long sequence) implements Moment {}

        /** Just after everything that had happened by then. */
        record Time(Instant at) implements Moment {}
    }

    public static ArticleAsOf after(ArticleId article, long sequence) {
        return new ArticleAsOf(article, new Moment.Sequence(sequence));
    }

    public static ArticleAsOf at(ArticleId article, Instant instant) {
        return new ArticleAsOf(article, new Moment.Time(instant));
    }

    /**
     * @param revision the number of the revision that stood then
     * @param sequence of the event that made it
     * @param since when it was made
     */
    public record Version(int revision, long sequence, Instant since, Content content) {}
}
