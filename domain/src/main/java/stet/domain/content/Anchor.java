package stet.domain.content;

import stet.domain.InvalidValue;

/**
 * Exact words at an exact place.
 *
 * @param start first character within the place's words, in UTF-16 units from 0
 * @param words the words that stand there
 */
public record Anchor(Place place, int start, String words) {
    /** @throws InvalidValue if there are no words or the start is negative */
    public Anchor {
        if (words.isBlank()) {
            throw new InvalidValue("A span must have words in it");
        }
        if (start < 0) {
            throw new InvalidValue("A span cannot start before its text");
        }
    }

    /** One past the last character. */
    public int end() {
        return start + words.length();
    }

    /** Whether the words stand in this text exactly here. */
    public boolean standsIn(String text) {
        return text.startsWith(words, start);
    }

    public Anchor movedTo(int newStart) {
        return new Anchor(place, newStart, words);
    }

    public boolean covers(Place where, int from, int to) {
        return place.equals(where) && start <= from && to <= end();
    }
}
