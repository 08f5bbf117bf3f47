package stet.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.domain.content.Redline;

/** What is different between two versions of this article, whichever of them is the earlier? */
public record RedlineOf(ArticleId article, Point from, Point to) {
    /**
     * @param besides what was done in between that changes no words and yet what the story is: embargo, schedule, desk, hold, note
     */
    public record Answer(Side from, Side to, Redline redline, List<Entry> besides) {
        public Answer {
            besides = List.copyOf(besides);
        }
    }

    /**
     * One of the two versions.
     *
     * @param address by which it is asked for, see {@link Point#read}
     * @param revision that stood then
     * @param edition the number of the edition, or null where none was asked for
     * @param sequence of the last of the article's events that is in it
     * @param since when the revision was made
     * @param by who made it
     */
    public record Side(
            String address,
            int revision,
            @Nullable Integer edition,
            long sequence,
            Instant since,
            PersonId by,
            String name) {}
}
