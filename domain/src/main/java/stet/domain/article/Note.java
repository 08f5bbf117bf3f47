package stet.domain.article;

import stet.domain.InvalidValue;
import stet.domain.content.Words;

/**
 * What readers are told about a later edition.
 *
 * @param wrong what was wrong or misleading; empty for an update
 * @param right what is right, or what is new
 */
public record Note(String wrong, String right) {
    /** @throws InvalidValue if it says nothing */
    public Note {
        wrong = Words.clean(wrong);
        right = Words.clean(right);
        if (right.isEmpty()) {
            throw new InvalidValue("A note must say what is right, or what is new");
        }
    }
}
