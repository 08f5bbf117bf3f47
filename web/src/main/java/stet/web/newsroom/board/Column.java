package stet.web.newsroom.board;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.desk.Card;
import stet.desk.Queue;
import stet.web.newsroom.AsTyped;

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
        return AsTyped.path(queue);
    }

    public String path() {
        return path(queue);
    }

    /** What the element of a card is called: a live story whose next edition waits elsewhere has a card in either place. */
    public String id(Card card) {
        return (alsoElsewhere(card) ? "live-" : "card-") + card.article();
    }

    private boolean alsoElsewhere(Card card) {
        return queue == Queue.LIVE && card.queue() != Queue.LIVE;
    }

    /** What a column of one sort is called in the middle of a sentence, such as {@code with checkers}. */
    public static String within(Queue queue) {
        return title(queue).toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title(queue);
    }

    /** All columns that can be seen alone, by their names in an address. */
    public static Map<String, String> titles() {
        var titles = new LinkedHashMap<String, String>();
        for (var each : Queue.values()) {
            titles.put(path(each), title(each));
        }
        return titles;
    }

    public static String title(Queue queue) {
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
