package stet.domain.content;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import stet.domain.InvalidValue;

/**
 * What every string of an article must be: free of control characters and of broken Unicode, with single spaces. What somebody writes
 * now has to be more than that, see {@link #visible}; what the ledger has is read as it was written.
 */
public final class Words {
    /** Of letters and symbols, those that are drawn as nothing: Hangul's fillers, an empty braille cell, a note without a head. */
    private static final Set<Integer> DRAWN_AS_NOTHING =
            Set.of(0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0xFFFC, 0x1D159);

    private static final char ZERO_WIDTH_NON_JOINER = '\u200C';
    private static final char ZERO_WIDTH_JOINER = '\u200D';
    private static final int BLACK_FLAG = 0x1F3F4;

    /** In these, letters change their shape with what stands beside them, and a joiner between them is spelling. */
    private static final Set<UnicodeScript> JOINING = EnumSet.of(
            UnicodeScript.ADLAM,
            UnicodeScript.ARABIC,
            UnicodeScript.BALINESE,
            UnicodeScript.BENGALI,
            UnicodeScript.CHAKMA,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.GUJARATI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.HANIFI_ROHINGYA,
            UnicodeScript.JAVANESE,
            UnicodeScript.KANNADA,
            UnicodeScript.KHMER,
            UnicodeScript.MALAYALAM,
            UnicodeScript.MANDAIC,
            UnicodeScript.MEETEI_MAYEK,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.MYANMAR,
            UnicodeScript.NKO,
            UnicodeScript.ORIYA,
            UnicodeScript.PHAGS_PA,
            UnicodeScript.SINHALA,
            UnicodeScript.SYRIAC,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.TIBETAN);

    private Words() {}

    /**
     * Whether there is a letter, a digit or a symbol in it that can be seen: where words are asked for, a space, a full stop or a
     * character that is drawn as nothing is no answer.
     */
    public static boolean saysSomething(String words) {
        return words.codePoints().anyMatch(Words::saysSomething);
    }

    private static boolean saysSomething(int character) {
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> !DRAWN_AS_NOTHING.contains(character);
            default -> false;
        };
    }

    private static boolean isSeen(int character) {
        return saysSomething(character)
                || switch (Character.getType(character)) {
                    case Character.CONNECTOR_PUNCTUATION,
                            Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION,
                            Character.OTHER_PUNCTUATION -> true;
                    default -> false;
                };
    }

    /**
     * The string as it is taken from whoever writes it: clean, and without characters that nobody sees and that part a word or turn
     * others round (soft hyphens, zero-width spaces, marks and overrides of direction, joiners where nothing is joined). The paste of
     * the editor does the same. Where no character is left that can be seen, nothing is.
     *
     * @throws InvalidValue as {@link #clean}, and for a code point that is no character and that XML forbids
     */
    public static String visible(String raw) {
        check(raw);
        return isPlain(raw) ? clean(raw) : copyVisible(raw, new int[raw.length() + 1]);
    }

    /**
     * As {@link #visible}.
     *
     * @param places filled with where each character went, and the end of the string; one that was taken out went where the next is
     */
    static String copyVisible(String raw, int[] places) {
        check(raw);
        var out = new StringBuilder(raw.length());
        var space = false;
        var seen = false;
        for (int i = 0, length; i < raw.length(); i += length) {
            var character = raw.codePointAt(i);
            length = Character.charCount(character);
            if (isNoncharacter(character)) {
                throw new InvalidValue(
                        "The text has U+%04X in it, which is no character: XML forbids it, and no reader could see it"
                                .formatted(character));
            }
            if (length == 1 && isSpace(raw.charAt(i))) {
                space = !out.isEmpty();
                places[i] = out.length();
            } else if (isNothing(character) || isStray(character, out, raw, i + length)) {
                places[i] = out.length() + (space ? 1 : 0);
            } else {
                if (space) {
                    out.append(' ');
                    space = false;
                }
                places[i] = out.length();
                out.appendCodePoint(character);
                seen |= isSeen(character);
            }
            if (length == 2) {
                places[i + 1] = places[i];
            }
        }
        if (!seen) {
            out.setLength(0);
        }
        places[raw.length()] = out.length();
        return out.toString();
    }

    /** Most words are, and are not copied: they have something of plain Latin, and nothing that could be taken out. */
    private static boolean isPlain(String raw) {
        var seen = false;
        for (var i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            if (c > ' ' && c < '\u007F') {
                seen = true;
            } else if (c >= '\u00AD' && !(Character.isLetter(c) && c < '\u0530') && !within(c, 0x2010, 0x2027)) {
                return false;
            }
        }
        return seen;
    }

    /** What has no width and no work to do; joiners, see {@link #isStray}. */
    private static boolean isNothing(int character) {
        return switch (character) {
            case 0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF, 0xE0001 -> true;
            default ->
                within(character, 0x202A, 0x202E)
                        || within(character, 0x2060, 0x206F)
                        || within(character, 0xFFF9, 0xFFFC)
                        || within(character, 0x1BCA0, 0x1BCA3)
                        || within(character, 0x1D173, 0x1D17A);
        };
    }

    /** Whether this is a joiner where nothing is joined, or a tag that belongs to no flag. */
    private static boolean isStray(int character, StringBuilder before, String raw, int next) {
        if (character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER) {
            var after = next;
            while (after < raw.length() && isNothing(raw.codePointAt(after))) {
                after += Character.charCount(raw.codePointAt(after));
            }
            return !joins(character, before, after < raw.length() ? raw.codePointAt(after) : ' ');
        }
        if (within(character, 0xE0020, 0xE007F)) {
            var flag = before.length();
            while (flag > 0 && within(before.codePointBefore(flag), 0xE0020, 0xE007E)) {
                flag -= 2;
            }
            return flag == 0 || before.codePointBefore(flag) != BLACK_FLAG;
        }
        return false;
    }

    private static boolean joins(int joiner, StringBuilder before, int after) {
        var at = before.length();
        while (at > 0 && isMark(before.codePointBefore(at))) {
            at -= Character.charCount(before.codePointBefore(at));
        }
        if (at == 0) {
            return false;
        }
        var base = before.codePointBefore(at);
        if (Character.isLetter(base)) {
            return JOINING.contains(UnicodeScript.of(base))
                    && (joiner == ZERO_WIDTH_JOINER || Character.isLetter(after) || isMark(after));
        }
        return joiner == ZERO_WIDTH_JOINER
                && (Character.isExtendedPictographic(base) || Character.isEmojiModifier(base))
                && Character.isExtendedPictographic(after);
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isNoncharacter(int character) {
        return (character & 0xFFFE) == 0xFFFE || within(character, 0xFDD0, 0xFDEF);
    }

    private static boolean within(int character, int first, int last) {
        return first <= character && character <= last;
    }

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
        return straight(foldsInPlace(words) ? words : Normalizer.normalize(words, Normalizer.Form.NFC));
    }

    /** Whether each character of these words is one of {@link #folded} too, at the same place: none composes with another. */
    static boolean foldsInPlace(String words) {
        for (var i = 0; i < words.length(); i++) {
            var c = words.charAt(i);
            // Dashes and quotation marks, which most texts have, compose with nothing.
            if (c >= '\u0300' && !within(c, 0x2010, 0x2027)) {
                return false;
            }
        }
        return true;
    }

    /** The same words with straight quotation marks for curly ones, character by character; most have none, and are not copied. */
    static String straight(String words) {
        var curly = 0;
        while (curly < words.length() && straight(words.charAt(curly)) == words.charAt(curly)) {
            curly++;
        }
        if (curly == words.length()) {
            return words;
        }
        var out = words.toCharArray();
        for (var i = 0; i < out.length; i++) {
            out[i] = straight(out[i]);
        }
        return new String(out);
    }

    private static char straight(char c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u201A', '\u201B' -> '\'';
            case '\u201C', '\u201D', '\u201E', '\u201F' -> '"';
            default -> c;
        };
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

    /**
     * The beginning of a text that is too long to be quoted whole, up to the end of a word.
     *
     * @param longest in UTF-16 units, without the sign that it goes on
     */
    public static String shortened(String words, int longest) {
        if (words.length() <= longest) {
            return words;
        }
        var end = words.lastIndexOf(' ', longest);
        return words.substring(0, end > 0 ? end : words.offsetByCodePoints(0, longest / 2)) + " …";
    }
}
