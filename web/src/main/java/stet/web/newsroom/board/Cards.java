package stet.web.newsroom.board;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.desk.Card;
import stet.web.assets.Press;
import stet.web.newsroom.Times;

/**
 * Cards in HTML, kept by all that they show, since to make them is most of making a board, and from one board to the next few of them
 * change. Nothing on them depends on who looks, but in which zone times are told.
 */
@Component
public final class Cards {
    /** In bytes, with what a card is asked for by: some 10 000 cards. */
    private static final long ROOM = 16L << 20;
    /** What a card and its times take beside the HTML that says much the same, roughly, in bytes. */
    private static final int ASKED_BY = 1_000;

    private final Cache<Shown, String> made = Caffeine.newBuilder()
            .maximumWeight(ROOM)
            .weigher((Shown shown, String html) -> ASKED_BY + 2 * html.length())
            .build();
    private final Press press;

    Cards(Press press) {
        this.press = press;
    }

    private record Shown(Card card, int level, Told told) {}

    /**
     * The times on a card, in words, as they are told now.
     *
     * @param since how long it has been in its stage
     * @param sinceWhen when it came there
     * @param dues of those who work on it, in their order
     * @param goesOut when it will be published by itself, briefly; empty if it will not
     * @param goesOutAt the same in full
     */
    public record Told(String since, String sinceWhen, List<Due> dues, String goesOut, String goesOutAt) {
        static Told of(Card card, Times times) {
            var goesOut = card.scheduledFor();
            return new Told(
                    times.since(card.stageSince()),
                    times.moment(card.stageSince()),
                    card.work().stream().map(work -> Due.of(work.due(), times)).toList(),
                    goesOut == null ? "" : times.shortly(goesOut),
                    goesOut == null ? "" : times.moment(goesOut));
        }
    }

    /**
     * Until when somebody should be done.
     *
     * @param within how long that is from now, or has been; empty where nobody said until when
     */
    public record Due(String within, boolean past) {
        static Due of(@Nullable Instant due, Times times) {
            return due == null ? new Due("", false) : new Due(times.since(due), times.past(due));
        }
    }

    /**
     * An article in three lines.
     *
     * @param level of its headline, 2 or 3
     */
    public String html(Card card, int level, Times times) {
        return Objects.requireNonNull(made.get(new Shown(card, level, Told.of(card, times)), this::made));
    }

    private String made(Shown shown) {
        return press.html(
                "newsroom/cards", "card", Map.of("card", shown.card(), "level", shown.level(), "told", shown.told()));
    }
}
