package stet.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.PersonId;
import stet.domain.newsroom.Reading;

/**
 * What has this person still to do?
 *
 * @param reach they work only on articles among these; null where Stet itself asks
 */
public record MyWork(PersonId person, Reading.@Nullable Reach reach) {
    public MyWork(PersonId person) {
        this(person, null);
    }

    /** More than this is nobody's work for one day. */
    public static final int MOST = 200;

    /** @param pieces what is due first comes first, and then by urgency; at most {@value MyWork#MOST} */
    public record Answer(List<Piece> pieces) {
        public Answer {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * An article on which they have something to do.
     *
     * @param due when their own part should be done, or null
     * @param waits what others wait for, oldest first
     */
    public record Piece(Card card, @Nullable Instant due, List<Notice> waits) {
        public Piece {
            waits = List.copyOf(waits);
        }
    }
}
