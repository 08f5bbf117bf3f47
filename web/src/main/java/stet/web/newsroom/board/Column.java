package stet.web.newsroom.board;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.desk.Card;
import stet.desk.Queue;

/**
 * A column of the board.
 *
 * @param count of all its articles, more of which may be there than cards
 * @param more the address at which there are more cards, or null
 */
public record Column(
        Queue queue, int count, List<Card> cards, @Nullable String more) {

    /** As it stands in an address. */
    static String path(Queue queue) {
        return queue.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String path() {
        return path(queue);
    }

    public String title() {
        return switch (queue) {
            case DRAFTING -> "Drafting";
            case WITH_CHECKERS -> "With checkers";
            case WITH_PICTURES -> "With pictures";
            case READY -> "Ready";
            case LIVE -> "Live";
            case SPIKED -> "Spiked";
            case KILLED -> "Killed";
        };
    }

    /** What it says where there is nothing. */
    public String nothing() {
        return switch (queue) {
            case DRAFTING -> "Nobody is writing anything.";
            case WITH_CHECKERS -> "Nothing waits to be checked.";
            case WITH_PICTURES -> "No captions wait.";
            case READY -> "Nothing waits to be published.";
            case LIVE -> "Nothing is live.";
            case SPIKED -> "Nothing was spiked.";
            case KILLED -> "Nothing was killed.";
        };
    }
}
