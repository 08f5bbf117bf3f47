package stet.domain.content;

import java.text.Normalizer;
import stet.domain.InvalidValue;

/** What every string of an article must be: free of control characters and of broken Unicode, with single spaces. */
public final class Words {
    private Words() {}

    /**
     * The string as an article keeps it: every run of white space (a no-break space keeps its kind) becomes one space, and none is
     * left at the ends. Nothing else is changed: quotation marks stay straight or curly as they came.
     *
     * @throws InvalidValue for a control character (NUL and its like) or half of a surrogate pair
     */
    public static String clean(String raw) {
        check(raw);
        if (isClean(raw)) {
            return raw;
        }
        var out = new StringBuilder(raw.length());
        var space = false;
        for (var i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            if (isSpace(c)) {
                space = out.length() > 0;
            } else {
                if (space) {
                    out.append(' ');
                    space = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    /** @throws InvalidValue for a control character other than tab and line ends, or half of a surrogate pair */
    static void check(String raw) {
        for (var i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            if (Character.isISOControl(c) && !isSpace(c)) {
                throw new InvalidValue("The text has a control character (U+%04X) in it, which no reader could see"
                        .formatted((int) c));
            }
            if (Character.isHighSurrogate(c) && i + 1 < raw.length() && Character.isLowSurrogate(raw.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new InvalidValue("The text is not valid Unicode: it has half of a character at position " + i);
            }
        }
    }

    /** Nearly everything is, since what was kept was cleaned; a history of thousands of revisions is read without copying it. */
    private static boolean isClean(String raw) {
        var space = true;
        for (var i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            if (isSpace(c) && (space || c != ' ')) {
                return false;
            }
            space = c == ' ';
        }
        return raw.isEmpty() || !space;
    }

    /**
     * Whether both say the same to a reader, however they were typed: accents composed or not, quotation marks straight or curly. What
     * was said of the one was said of the other.
     */
    public static boolean same(String one, String other) {
        return one.equals(other) || folded(one).equals(folded(other));
    }

    /** One form for all ways to type the same words; see {@link #same}. */
    static String folded(String words) {
        for (var i = 0; i < words.length(); i++) {
            if (words.charAt(i) >= '\u0300') {
                return straight(Normalizer.normalize(words, Normalizer.Form.NFC));
            }
        }
        return words;
    }

    private static String straight(String words) {
        var out = new StringBuilder(words.length());
        for (var i = 0; i < words.length(); i++) {
            out.append(
                    switch (words.charAt(i)) {
                        case '\u2018', '\u2019', '\u201A', '\u201B' -> '\'';
                        case '\u201C', '\u201D', '\u201E', '\u201F' -> '"';
                        default -> words.charAt(i);
                    });
        }
        return out.toString();
    }

    static boolean isSpace(char c) {
        return c == ' '
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c == '\f'
                || c == '\u000B'
                || c == '\u2028'
                || c == '\u2029';
    }
}
