package stet.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.article.Stage;

/**
 * Which articles are there, the most urgent first, and of these the one first to which something happened last? What is null does
 * not narrow the answer.
 *
 * @param live only what stands among the live stories: all that is live, wherever its next edition waits, and what is on hold and would be
 * @param after the place of the last card already seen, or null to begin at the top
 * @param limit 1 to {@value #MOST} cards
 */
public record Board(
        @Nullable Stage stage,
        @Nullable Queue queue,
        boolean live,
        Which which,
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
        return new Board(null, null, false, Which.ALL, null, limit);
    }

    public Board with(Stage wanted) {
        return new Board(wanted, queue, live, which, after, limit);
    }

    public Board in(Queue wanted) {
        return new Board(stage, wanted, live, which, after, limit);
    }

    public Board amongLive() {
        return new Board(stage, queue, true, which, after, limit);
    }

    public Board only(Which wanted) {
        return new Board(stage, queue, live, wanted, after, limit);
    }

    public Board after(Place last) {
        return new Board(stage, queue, live, which, last, limit);
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
