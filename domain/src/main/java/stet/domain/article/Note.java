package stet.domain.article;

import java.util.List;
import stet.domain.InvalidValue;
import stet.domain.content.Words;

/**
 * What readers are told about a later edition.
 *
 * @param wrong what was wrong or misleading; empty for an update
 * @param right what is right, or what is new
 * @param passages the passages that were wrong, by their keys in {@link stet.domain.content.Content#printed()}; none for an update, and
 *     none in notes from before they were named
 */
public record Note(String wrong, String right, List<String> passages) {
    /** @throws InvalidValue if it says nothing */
    public Note {
        wrong = Words.clean(wrong);
        right = Words.clean(right);
        if (right.isEmpty()) {
            throw new InvalidValue("A note must say what is right, or what is new");
        }
        passages = passages.stream().distinct().toList();
    }

    /** A note that names no passages. */
    public Note(String wrong, String right) {
        this(wrong, right, List.of());
    }
}
