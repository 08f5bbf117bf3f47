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

    /**
     * @param pieces what they were given and what others wait for; what is due first comes first, and then by urgency; at most
     *     {@value MyWork#MOST}
     * @param begun what they began, is still being written and was given to nobody: the most urgent first
     * @param elsewhere what they wrote and is at work without them, be it that somebody else has it or that it waits for others: the one
     *     first to which something happened last
     */
    public record Answer(List<Piece> pieces, List<Card> begun, List<Card> elsewhere) {
        public Answer {
            pieces = List.copyOf(pieces);
            begun = List.copyOf(begun);
            elsewhere = List.copyOf(elsewhere);
        }

        /** Of these, each is in one list alone. */
        public boolean nothing() {
            return pieces.isEmpty() && begun.isEmpty() && elsewhere.isEmpty();
        }
    }

    /**
     * An article on which they have something to do.
     *
     * @param due when their own part should be done, or null
     * @param given whether it was given to them
     * @param waits what others wait for, oldest first
     */
    public record Piece(Card card, @Nullable Instant due, boolean given, List<Notice> waits) {
        public Piece {
            waits = List.copyOf(waits);
        }
    }
}
