package stet.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.article.Stage;

/**
 * Which articles are there, the most urgent first, and of these the one first to which something happened last? What is null does
 * not narrow the answer.
 *
 * @param assigned who works on it, in whichever role
 * @param text stands in the headline or the slugline, in capitals or not
 * @param after the place of the last card already seen, or null to begin at the top
 * @param limit 1 to {@value #MOST} cards
 */
public record Board(
        @Nullable Stage stage,
        @Nullable Queue queue,
        @Nullable DeskId desk,
        @Nullable PersonId assigned,
        @Nullable String text,
        @Nullable Place after,
        int limit) {
    public static final int MOST = 200;

    /** @throws InvalidValue if the limit is outside its range */
    public Board {
        if (limit < 1 || limit > MOST) {
            throw new InvalidValue("A page of the board has 1 to 200 cards");
        }
    }

    /** Everything there is. */
    public static Board of(int limit) {
        return new Board(null, null, null, null, null, null, limit);
    }

    public Board with(Stage wanted) {
        return new Board(wanted, queue, desk, assigned, text, after, limit);
    }

    public Board in(Queue wanted) {
        return new Board(stage, wanted, desk, assigned, text, after, limit);
    }

    public Board at(DeskId wanted) {
        return new Board(stage, queue, wanted, assigned, text, after, limit);
    }

    public Board assignedTo(PersonId wanted) {
        return new Board(stage, queue, desk, wanted, text, after, limit);
    }

    public Board saying(String wanted) {
        return new Board(stage, queue, desk, assigned, wanted, after, limit);
    }

    public Board after(Place last) {
        return new Board(stage, queue, desk, assigned, text, last, limit);
    }

    /** Where a card stands in the order. */
    public record Place(int urgency, Instant changedAt, ArticleId article) {}

    /** @param next what to ask {@code after} for the next page, or null if this is the last */
    public record Page(List<Card> cards, @Nullable Place next) {
        public Page {
            cards = List.copyOf(cards);
        }
    }
}
