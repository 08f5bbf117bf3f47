package stet.domain.checking;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The quotation marks in a text: those that languages have, and what people type for them. Whether one opens or closes is told by what
 * stands beside it; where that says nothing, by what it is in the language (CLDR), and else by its shape.
 */
final class Marks {
    enum Family {
        DOUBLE,
        SINGLE,
        ANGLE,
        SINGLE_ANGLE,
        CORNER
    }

    enum Role {
        OPENS,
        CLOSES,
        /** Opens where nothing is open, and closes otherwise. */
        EITHER
    }

    /** What stands beside a mark. */
    private enum Side {
        /** Nothing, a space, a bracket or a dash. */
        OUTSIDE,
        WORD,
        DIGIT,
        /** What ends a sentence or a part of it. */
        STOP
    }

    private final String text;
    private final Locale language;
    /** What the language opens and closes quotations with; looked up where what stands beside a mark says nothing. */
    private @Nullable QuotationMarks own;

    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private Side[] left = new Side[16];
    private Side[] right = new Side[16];
    private int size;

    Marks(String text, Locale language) {
        this.text = text;
        this.language = language;
        gather();
    }

    private QuotationMarks own() {
        var known = own;
        if (known == null) {
            known = QuotationMarks.of(language);
            own = known;
        }
        return known;
    }

    static boolean isMark(int c) {
        return familyOf(c) != null;
    }

    private static @Nullable Family familyOf(int c) {
        return switch (c) {
            case '"',
                    '\u201C',
                    '\u201D',
                    '\u201E',
                    '\u201F',
                    '\u2033',
                    '\u2036',
                    '\u02BA',
                    '\u02DD',
                    '\u05F4',
                    '\uFF02',
                    '\u301D',
                    '\u301E',
                    '\u301F',
                    '\u275D',
                    '\u275E',
                    '\u2E42' -> Family.DOUBLE;
            case '\'',
                    '\u2018',
                    '\u2019',
                    '\u201A',
                    '\u201B',
                    '\u2032',
                    '\u2035',
                    '\u02BB',
                    '\u02BC',
                    '\u02BD',
                    '\u05F3',
                    '\uFF07',
                    '\u275B',
                    '\u275C',
                    '`',
                    '\u00B4' -> Family.SINGLE;
            case '\u00AB', '\u00BB' -> Family.ANGLE;
            case '\u2039', '\u203A' -> Family.SINGLE_ANGLE;
            case '\u300C', '\u300D', '\u300E', '\u300F', '\uFE41', '\uFE42', '\uFE43', '\uFE44', '\uFF62', '\uFF63' ->
                Family.CORNER;
            default -> null;
        };
    }

    private void gather() {
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c < 0x80 ? c == '"' || c == '\'' || c == '`' : isMark(c)) {
                var twice = at + 1 < text.length() && text.charAt(at + 1) == c && familyOf(c) == Family.SINGLE;
                add(at, twice ? at + 2 : at + 1);
                at += twice ? 1 : 0;
            } else if ((c == ',' || c == '<' || c == '>') && at + 1 < text.length() && text.charAt(at + 1) == c) {
                add(at, at + 2);
                at++;
            }
        }
        for (var i = 0; i < size; i++) {
            left[i] = i > 0 && ends[i - 1] == starts[i] ? left[i - 1] : side(starts[i], false);
        }
        for (var i = size - 1; i >= 0; i--) {
            right[i] = i + 1 < size && starts[i + 1] == ends[i] ? right[i + 1] : side(ends[i], true);
        }
    }

    private void add(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            left = Arrays.copyOf(left, size * 2);
            right = Arrays.copyOf(right, size * 2);
        }
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    private Side side(int at, boolean after) {
        if (after ? at >= text.length() : at <= 0) {
            return Side.OUTSIDE;
        }
        var c = after ? text.codePointAt(at) : text.codePointBefore(at);
        if (Character.isDigit(c)) {
            return Side.DIGIT;
        }
        if (Character.isLetter(c) || (c > 0x7F && Character.getType(c) == Character.NON_SPACING_MARK)) {
            return Side.WORD;
        }
        if (Pieces.isSpace(c)) {
            return Side.OUTSIDE;
        }
        return switch (c) {
            case '(', '[', '{', '/', '=', '\u00BF', '\u00A1' -> after ? Side.WORD : Side.OUTSIDE;
            case ')',
                    ']',
                    '}',
                    '.',
                    ',',
                    ';',
                    '!',
                    '?',
                    '\u2026',
                    '%',
                    '\u3002',
                    '\uFF0C',
                    '\u3001',
                    '\uFF01',
                    '\uFF1F' -> after ? Side.OUTSIDE : Side.STOP;
            case ':' -> Side.OUTSIDE;
            default ->
                Character.getType(c) == Character.DASH_PUNCTUATION || Character.getType(c) == Character.FORMAT
                        ? Side.OUTSIDE
                        : Side.WORD;
        };
    }

    int size() {
        return size;
    }

    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    /** Two single marks, commas or brackets that stand for one. */
    boolean twice(int i) {
        return ends[i] - starts[i] == 2;
    }

    /** The family, or null for what only looks like a mark here: an apostrophe, a sign of inches or minutes, two commas. */
    @Nullable
    Family family(int i) {
        var c = text.charAt(starts[i]);
        if (twice(i)) {
            return switch (c) {
                case ',' -> left[i] == Side.OUTSIDE && right[i] != Side.OUTSIDE ? Family.DOUBLE : null;
                case '<' -> right[i] == Side.DIGIT ? null : Family.ANGLE;
                case '>' -> left[i] == Side.DIGIT ? null : Family.ANGLE;
                default -> Family.DOUBLE;
            };
        }
        var family = familyOf(c);
        var within =
                left[i] != Side.OUTSIDE && left[i] != Side.STOP && right[i] != Side.OUTSIDE && right[i] != Side.STOP;
        if (within && family == Family.SINGLE) {
            return null;
        }
        if (within && (c == '"' || c == '\u05F4') && isHebrew(starts[i] - 1) && isHebrew(ends[i])) {
            return null;
        }
        if (c == '\u201A' && right[i] == Side.OUTSIDE) {
            return null;
        }
        return family;
    }

    private boolean isHebrew(int at) {
        return at >= 0 && at < text.length() && text.charAt(at) >= 0x590 && text.charAt(at) <= 0x5FF;
    }

    Role role(int i) {
        var c = text.charAt(starts[i]);
        switch (c) {
            case '\u201E', '\u201A', '\u2E42', ',', '<', '\u300C', '\u300E', '\uFE41', '\uFE43', '\uFF62' -> {
                return Role.OPENS;
            }
            case '>', '\u300D', '\u300F', '\uFE42', '\uFE44', '\uFF63' -> {
                return Role.CLOSES;
            }
            default -> {}
        }
        var outsideLeft = left[i] == Side.OUTSIDE;
        var outsideRight = right[i] == Side.OUTSIDE;
        if (outsideLeft != outsideRight) {
            return outsideLeft ? Role.OPENS : Role.CLOSES;
        }
        var opens = own().opens(c);
        if (opens != own().closes(c)) {
            return opens ? Role.OPENS : Role.CLOSES;
        }
        return switch (c) {
            case '\u201C', '\u201F', '\u301D', '\u275D', '\u2018', '\u201B', '\u275B', '\u00AB', '\u2039' -> Role.OPENS;
            case '\u201D', '\u301E', '\u301F', '\u275E', '\u2019', '\u275C', '\u00BB', '\u203A' -> Role.CLOSES;
            default -> Role.EITHER;
        };
    }

    boolean is(int i, char mark) {
        return text.charAt(starts[i]) == mark;
    }

    /** Whether it stands behind a figure, where it may be a sign of inches, minutes or seconds. */
    boolean behindFigure(int i) {
        return left[i] == Side.DIGIT;
    }

    boolean behindStop(int i) {
        return left[i] == Side.STOP;
    }

    boolean spaceBehind(int i) {
        return ends[i] >= text.length() || Pieces.isSpace(text.charAt(ends[i]));
    }

    boolean wordBehind(int i) {
        return ends[i] < text.length() && Character.isLetterOrDigit(text.codePointAt(ends[i]));
    }
}
