package stet.domain.hints;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands between two quotation marks.
 *
 * @param open where its opening mark stands
 * @param after one past its closing mark, or the end of the passage if it never closes
 */
record Quoted(int open, int start, int end, int after, boolean closed) {
    /** In order; none overlaps another. Single marks are left out: most of them are apostrophes, and the rest quote a word or two. */
    static List<Quoted> in(String text) {
        var found = new ArrayList<Quoted>();
        var at = 0;
        while (at < text.length()) {
            var closing =
                    switch (text.charAt(at)) {
                        case '"' -> at > 0 && Character.isDigit(text.charAt(at - 1)) ? "" : "\"";
                        case '\u201C' -> "\u201D\"";
                        case '\u201E' -> "\u201C\u201D";
                        case '\u00AB' -> "\u00BB";
                        default -> "";
                    };
            if (closing.isEmpty()) {
                at++;
            } else {
                var close = close(text, at + 1, closing);
                var closed = close < text.length();
                found.add(new Quoted(at, at + 1, close, closed ? close + 1 : close, closed));
                at = close + 1;
            }
        }
        return found;
    }

    private static int close(String text, int from, String closing) {
        var at = from;
        while (at < text.length() && closing.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
