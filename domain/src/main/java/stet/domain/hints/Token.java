package stet.domain.hints;

import java.util.ArrayList;
import java.util.List;

/**
 * A word, a number in figures, or a single sign.
 *
 * @param start first character in its passage; {@code end} is one past its last
 */
record Token(int start, int end, String text, Type type) {
    enum Type {
        WORD,
        FIGURES,
        SIGN
    }

    boolean isWord() {
        return type == Type.WORD;
    }

    boolean isFigures() {
        return type == Type.FIGURES;
    }

    boolean is(String sign) {
        return text.equals(sign);
    }

    boolean hasCapital() {
        return isWord() && Character.isUpperCase(text.codePointAt(0));
    }

    /** More than one letter, and no small one, as in an abbreviation or a shout. */
    boolean isAllCapitals() {
        return text.codePointCount(0, text.length()) > 1 && text.codePoints().noneMatch(Character::isLowerCase);
    }

    /** A hyphen or an apostrophe belongs to the word it stands in, a comma or a point to the number. */
    static List<Token> in(String text) {
        var tokens = new ArrayList<Token>(text.length() / 5 + 1);
        var at = 0;
        while (at < text.length()) {
            var c = text.codePointAt(at);
            var next = at + Character.charCount(c);
            if (isLetter(c)) {
                var end = word(text, next);
                tokens.add(new Token(at, end, text.substring(at, end), Type.WORD));
                next = end;
            } else if (Character.isDigit(c)) {
                var end = figures(text, next);
                tokens.add(new Token(at, end, text.substring(at, end), Type.FIGURES));
                next = end;
            } else if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                tokens.add(new Token(at, next, text.substring(at, next), Type.SIGN));
            }
            at = next;
        }
        return tokens;
    }

    private static int word(String text, int from) {
        var at = from;
        while (at < text.length()) {
            var c = text.codePointAt(at);
            var next = at + Character.charCount(c);
            if (isLetter(c)) {
                at = next;
            } else if ((c == '-' || c == '\'' || c == '\u2019')
                    && next < text.length()
                    && isLetter(text.codePointAt(next))) {
                at = next;
            } else {
                break;
            }
        }
        return at;
    }

    private static int figures(String text, int from) {
        var at = from;
        while (at < text.length()) {
            var c = text.charAt(at);
            var digitAfter = at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
            var joins = c == '.' || c == ',' || (isThinSpace(c) && threeDigits(text, at + 1));
            if (Character.isDigit(c) || (joins && digitAfter)) {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    private static boolean isThinSpace(char c) {
        return c == '\u00A0' || c == '\u202F' || c == '\u2009';
    }

    private static boolean threeDigits(String text, int at) {
        return at + 3 <= text.length()
                && Character.isDigit(text.charAt(at))
                && Character.isDigit(text.charAt(at + 1))
                && Character.isDigit(text.charAt(at + 2))
                && !(at + 3 < text.length() && Character.isDigit(text.charAt(at + 3)));
    }

    private static boolean isLetter(int c) {
        return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
