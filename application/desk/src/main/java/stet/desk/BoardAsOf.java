package stet.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.Era;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.newsroom.Reading;

/**
 * Which articles were there at an instant, and how did each stand? Those first that changed last before it. What is null does not narrow the
 * answer. Who sees what goes by how the articles stand now.
 *
 * @param queue where they waited then
 * @param live only what stood among the live stories then, as on the {@link Board}
 * @param desk at which they stood then
 * @param assigned who had them then, in whichever role
 * @param reach whoever asks sees these
 * @param after the place of the last card already seen, or null to begin at the top
 * @param limit 1 to {@value Board#MOST} cards
 */
public record BoardAsOf(
        Instant at,
        @Nullable Queue queue,
        boolean live,
        @Nullable DeskId desk,
        @Nullable PersonId assigned,
        Reading.Reach reach,
        @Nullable Place after,
        int limit) {
    /** @throws InvalidValue if the limit is outside its range */
    public BoardAsOf {
        if (limit < 1 || limit > Board.MOST) {
            throw new InvalidValue("A page of the board has 1 to %d cards".formatted(Board.MOST));
        }
    }

    /** Everything that was there. */
    public static BoardAsOf of(Instant at, Reading.Reach reach, int limit) {
        return new BoardAsOf(at, null, false, null, null, reach, null, limit);
    }

    public BoardAsOf in(@Nullable Queue wanted) {
        return new BoardAsOf(at, wanted, live, desk, assigned, reach, after, limit);
    }

    public BoardAsOf amongLive(boolean wanted) {
        return new BoardAsOf(at, queue, wanted, desk, assigned, reach, after, limit);
    }

    public BoardAsOf at(@Nullable DeskId wanted) {
        return new BoardAsOf(at, queue, live, wanted, assigned, reach, after, limit);
    }

    public BoardAsOf assignedTo(@Nullable PersonId wanted) {
        return new BoardAsOf(at, queue, live, desk, wanted, reach, after, limit);
    }

    public BoardAsOf after(@Nullable Place last) {
        return new BoardAsOf(at, queue, live, desk, assigned, reach, last, limit);
    }

    /** Where a card stands in the order. */
    public record Place(Instant since, ArticleId article) {
        /** @throws InvalidValue if it is an instant of which no newsroom speaks */
        public Place {
            since = Era.within(since);
        }
    }

    /** @param next what to ask {@code after} for the next page, or null if this is the last */
    public record Page(List<CardAsOf> cards, @Nullable Place next) {
        public Page {
            cards = List.copyOf(cards);
        }
    }
}
