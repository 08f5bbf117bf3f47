package stet.domain.checking;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds what stands between quotation marks. The outermost marks count: a quotation within a quotation is part of it. A mark left open
 * runs to the end of the passage, since a quotation may go on in the next one and must be checked all the same; only a straight single
 * mark needs its partner, because most of them are apostrophes.
 */
final class Quotations {
    /** What a straight or curly single mark in front of a word leaves out, rather than opens. */
    private static final Pattern ELISION =
            Pattern.compile("\\d\\ds(?![\\p{L}\\p{N}])|(?i:tis|twas|em|til|n)(?!\\p{L})");

    private final String text;
    private final List<Quotation> found = new ArrayList<>();
    private boolean partnerless;

    private Quotations(String text) {
        this.text = text;
    }

    /**
     * A quotation.
     *
     * @param open where its opening mark stands
     * @param start its first character
     * @param end one past its last character; a comma that closes it is the sentence's, not the speaker's
     * @param after one past its closing mark
     */
    record Quotation(int open, int start, int end, int after) {}

    /** In order; none overlaps another. */
    static List<Quotation> in(String text) {
        var quotations = new Quotations(text);
        var at = 0;
        while (at < text.length()) {
            var close = quotations.opens(at) ? quotations.close(at) : -1;
            at = close < 0 ? at + 1 : quotations.add(at, close);
        }
        return quotations.found;
    }

    private int add(int open, int close) {
        var start = open + 1;
        var end = close;
        while (start < end && isSpace(start)) {
            start++;
        }
        while (start < end && (isSpace(end - 1) || (end == close && text.charAt(end - 1) == ','))) {
            end--;
        }
        var after = Math.min(close + 1, text.length());
        if (start < end) {
            found.add(new Quotation(open, start, end, after));
        }
        return after;
    }

    private boolean opens(int at) {
        return switch (text.charAt(at)) {
            case '\u201C', '\u201E', '\u00AB' -> true;
            // After a figure it stands for inches.
            case '"' -> !(at > 0 && Character.isDigit(text.charAt(at - 1)) && !isWord(at + 1));
            case '\u2018' -> !isWord(at - 1) && !elides(at);
            case '\'' -> !isWord(at - 1) && at + 1 < text.length() && !isSpace(at + 1) && !elides(at);
            default -> false;
        };
    }

    /** Where the mark opened here closes; the end of the text if it never does, or -1 if it then opened nothing. */
    private int close(int open) {
        return switch (text.charAt(open)) {
            case '\u201C' -> nested(open, '\u201C', '\u201D');
            case '\u00AB' -> nested(open, '\u00AB', '\u00BB');
            case '\u201E' -> {
                var at = open + 1;
                while (at < text.length() && text.charAt(at) != '\u201C' && text.charAt(at) != '\u201D') {
                    at++;
                }
                yield at;
            }
            case '"' -> {
                var at = text.indexOf('"', open + 1);
                yield at < 0 ? text.length() : at;
            }
            case '\u2018' -> {
                var at = single(open, '\u2018', '\u2019');
                yield at < 0 ? text.length() : at;
            }
            default -> straightSingle(open);
        };
    }

    private int nested(int open, char opening, char closing) {
        var depth = 0;
        for (var at = open; at < text.length(); at++) {
            if (text.charAt(at) == opening) {
                depth++;
            } else if (text.charAt(at) == closing) {
                depth--;
                if (depth == 0) {
                    return at;
                }
            }
        }
        return text.length();
    }

    /** Once one has found no partner up to the end, none after it will: long texts full of apostrophes stay cheap so. */
    private int straightSingle(int open) {
        var at = partnerless ? -1 : single(open, '\'', '\'');
        partnerless = at < 0;
        return at;
    }

    /**
     * A single mark that could close; one after an s may be a genitive ({@code the ministers’ meeting}), and is one if another that
     * could close comes before anything opens again.
     */
    private int single(int open, char opening, char closing) {
        var genitive = -1;
        for (var at = open + 1; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '\u201C' || c == '"') {
                at = Math.max(at, Math.min(close(at), text.length() - 1));
            } else if (c == closing && !isSpace(at - 1) && !isWord(at + 1)) {
                var mayBeGenitive =
                        text.charAt(at - 1) == 's' && at + 2 < text.length() && isSpace(at + 1) && isWord(at + 2);
                if (!mayBeGenitive) {
                    return at;
                }
                if (genitive < 0) {
                    genitive = at;
                }
            } else if (genitive >= 0 && c == opening && !isWord(at - 1)) {
                return genitive;
            }
        }
        return genitive;
    }

    private boolean elides(int at) {
        return ELISION.matcher(text).region(at + 1, text.length()).lookingAt();
    }

    private boolean isWord(int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    private boolean isSpace(int at) {
        return Character.isWhitespace(text.charAt(at)) || Character.isSpaceChar(text.charAt(at));
    }
}
