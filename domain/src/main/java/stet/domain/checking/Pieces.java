package stet.domain.checking;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text cut into words, figures and signs, in one pass. Format characters (a soft hyphen, a space without width) neither end a word
 * nor are part of what it says, and letters say the same however they are composed.
 */
class Pieces {
    enum Kind {
        WORD,
        /** Digits of any script, one behind the other. */
        DIGITS,
        /** A number in one character: ½, ⑦. */
        FRACTION,
        SIGN
    }

    /** In characters: no word that is known here is longer. */
    private static final int LONGEST_WORD = 60;

    private final String text;
    private final Vocabulary vocabulary;
    private Kind[] kinds;
    private int[] starts;
    private int[] ends;
    private boolean[] spaced;
    private boolean[] broken;
    private String[] said;
    private @Nullable VocabularyEntry[] entries;
    private int size;

    Pieces(String text, Vocabulary vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
        var guess = 16 + text.length() / 4;
        kinds = new Kind[guess];
        starts = new int[guess];
        ends = new int[guess];
        spaced = new boolean[guess];
        broken = new boolean[guess];
        said = new String[guess];
        entries = new VocabularyEntry[guess];
        cut();
    }

    private void cut() {
        var space = true;
        var line = true;
        var attached = false;
        var cased = false;
        for (var at = 0; at < text.length(); ) {
            var c = text.codePointAt(at);
            var next = at + Character.charCount(c);
            if (isSpace(c)) {
                space = true;
                line |= c == '\n' || c == '\u2028' || c == '\u2029';
                attached = false;
            } else if (!isIgnorable(c)) {
                if (attached && isMark(c)) {
                    ends[size - 1] = next;
                    at = next;
                    continue;
                }
                var kind = kind(c);
                var nowCased = kind == Kind.WORD && isCased(c);
                if (attached
                        && kind != Kind.SIGN
                        && kind != Kind.FRACTION
                        && kinds[size - 1] == kind
                        && (kind != Kind.WORD || nowCased == cased)) {
                    ends[size - 1] = next;
                } else {
                    add(kind, at, next, space, line);
                }
                cased = nowCased;
                attached = true;
                space = false;
                line = false;
            }
            at = next;
        }
        for (var i = 0; i < size; i++) {
            said[i] = said(i);
            entries[i] = kinds[i] == Kind.WORD || kinds[i] == Kind.SIGN ? vocabulary.entry(said[i]) : null;
        }
    }

    private void add(Kind kind, int start, int end, boolean space, boolean line) {
        if (size == kinds.length) {
            var more = size * 2;
            kinds = Arrays.copyOf(kinds, more);
            starts = Arrays.copyOf(starts, more);
            ends = Arrays.copyOf(ends, more);
            spaced = Arrays.copyOf(spaced, more);
            broken = Arrays.copyOf(broken, more);
            said = Arrays.copyOf(said, more);
            entries = Arrays.copyOf(entries, more);
        }
        kinds[size] = kind;
        starts[size] = start;
        ends[size] = end;
        spaced[size] = space;
        broken[size] = line;
        size++;
    }

    private static boolean isMark(int c) {
        return c > 0x7F
                && switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
                    default -> false;
                };
    }

    private static Kind kind(int c) {
        if (c < 0x80) {
            return isLetter(c) ? Kind.WORD : c >= '0' && c <= '9' ? Kind.DIGITS : Kind.SIGN;
        }
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER -> Kind.DIGITS;
            case Character.OTHER_NUMBER, Character.LETTER_NUMBER -> isRaised(c) ? Kind.SIGN : Kind.FRACTION;
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.COMBINING_SPACING_MARK -> Kind.WORD;
            case Character.MODIFIER_LETTER -> Marks.isMark(c) ? Kind.SIGN : Kind.WORD;
            default -> Kind.SIGN;
        };
    }

    /** Of ASCII. */
    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Superscript and subscript figures: after figures they are an exponent, elsewhere the sign of a footnote. */
    private static boolean isRaised(int c) {
        return c == '\u00B2' || c == '\u00B3' || c == '\u00B9' || (c >= '\u2070' && c <= '\u208E');
    }

    private static boolean isCased(int c) {
        return c < 0x250 || Character.isUpperCase(c) || Character.isLowerCase(c);
    }

    private static boolean isIgnorable(int c) {
        return c > 0x7F
                && (Character.getType(c) == Character.FORMAT
                        || (c >= 0xFE00 && c <= 0xFE0F)
                        || c == '\u034F'
                        || c == '\u3164'
                        || c == '\u115F'
                        || c == '\u1160');
    }

    static boolean isSpace(int c) {
        return c <= ' ' || (c > 0x7F && (Character.isSpaceChar(c) || Character.isWhitespace(c)));
    }

    private String said(int i) {
        var start = starts[i];
        var end = ends[i];
        if (kinds[i] == Kind.DIGITS) {
            return digits(start, end);
        }
        if (end - start == 1 && text.charAt(start) < 0x80) {
            var c = text.charAt(start);
            return Character.isLetter(c)
                    ? text.substring(start, end).toLowerCase(Locale.ROOT)
                    : text.substring(start, end);
        }
        return end - start > LONGEST_WORD ? "" : fold(text.substring(start, end));
    }

    /** The figures as 0 to 9; of a very long number only how it begins. */
    private String digits(int start, int end) {
        var figures = new StringBuilder();
        for (var at = start; at < end && figures.length() < 20; ) {
            var c = text.codePointAt(at);
            var digit = Character.digit(c, 10);
            if (digit >= 0) {
                figures.append((char) ('0' + digit));
            }
            at += Character.charCount(c);
        }
        return figures.toString();
    }

    /** A word as its vocabulary has it: small, without accents and format characters, in Latin letters where they look so. */
    static String fold(String word) {
        var plain = true;
        for (var i = 0; i < word.length(); i++) {
            plain &= word.charAt(i) < 0x80;
        }
        if (plain) {
            return word.toLowerCase(Locale.ROOT);
        }
        var apart = Normalizer.normalize(word, Normalizer.Form.NFKD);
        var out = new StringBuilder(apart.length());
        for (var i = 0; i < apart.length(); i++) {
            var c = apart.charAt(i);
            switch (c) {
                case '\u2019', '\u02BC', '\uFF07', '\u2018', '\u201B', '\u00B4', '\u2032' -> out.append('\'');
                case '\u066A' -> out.append('%');
                case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> out.append('-');
                case '\u00DF', '\u1E9E' -> out.append("ss");
                default -> {
                    if (Character.getType(c) != Character.NON_SPACING_MARK && !isIgnorable(c)) {
                        out.append(Lookalikes.latin(c));
                    }
                }
            }
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    String text() {
        return text;
    }

    int size() {
        return size;
    }

    /** Whether there is a piece here; whatever is asked of a piece asks this first. */
    boolean has(int i) {
        return i >= 0 && i < size;
    }

    boolean is(int i, Kind kind) {
        return has(i) && kinds[i] == kind;
    }

    /** What it says, folded; of figures, in 0 to 9; empty where there is none. */
    String said(int i, String orElse) {
        return has(i) ? said[i] : orElse;
    }

    boolean says(int i, String word) {
        return has(i) && said[i].equals(word);
    }

    boolean is(int i, Sense sense) {
        if (!has(i)) {
            return false;
        }
        var entry = entries[i];
        return entry != null && entry.senses().contains(sense);
    }

    @Nullable
    VocabularyEntry entry(int i) {
        return has(i) ? entries[i] : null;
    }

    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    /** Whether nothing stands between this piece and the one before it. */
    boolean attached(int i) {
        return has(i) && !spaced[i] && i > 0;
    }

    /** Whether this piece stands behind another one, with white space between them but no end of a line. */
    boolean spaced(int i) {
        return has(i) && spaced[i] && !broken[i] && i > 0;
    }

    /** Whether this piece goes on in the line of the one before it. */
    boolean follows(int i) {
        return has(i) && !broken[i] && i > 0;
    }

    boolean capital(int i) {
        return is(i, Kind.WORD) && Character.isUpperCase(text.codePointAt(starts[i]));
    }

    boolean allCapitals(int i) {
        return capital(i)
                && ends[i] - starts[i] > 1
                && text.substring(starts[i], Math.min(ends[i], starts[i] + LONGEST_WORD))
                        .chars()
                        .noneMatch(Character::isLowerCase);
    }

    /** Whether it ends in a letter that could be small or a capital, so that figures behind it are part of a name (G7). */
    boolean endsCased(int i) {
        return is(i, Kind.WORD) && isCased(text.codePointBefore(ends[i]));
    }
}
