package stet.domain.checking;

/**
 * A stretch of a text.
 *
 * @param start first character, in UTF-16 units from 0
 * @param end one past the last
 */
public record Span(int start, int end) {
    public String of(String text) {
        return text.substring(start, end);
    }
}
