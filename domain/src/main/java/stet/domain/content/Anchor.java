package stet.domain.content;

import stet.domain.InvalidValue;

/**
 * Exact words at an exact place.
 *
 * @param start first character within the place's words, in UTF-16 units from 0
 * @param words the words that stand there
 */
public record Anchor(Place place, int start, String words) {
    /** @throws InvalidValue if there are no words, they begin or end with a space or half a character, or the start is negative */
    public Anchor {
        Words.check(words);
        if (words.isEmpty() || Words.isSpace(words.charAt(0)) || Words.isSpace(words.charAt(words.length() - 1))) {
            throw new InvalidValue("A span begins and ends with a word or a mark, not with a space");
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
