package stet.domain.checking;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.checking.Marks.Family;
import stet.domain.checking.Marks.Role;

/**
 * Finds what stands between quotation marks. The outermost marks count: a quotation within a quotation is part of it. A mark left open
 * runs to the end of its line, since a quotation may go on in the next paragraph and must be checked all the same, and one that closes
 * what nothing has opened closes what stands before it in its line. Only what is an apostrophe more often than a mark needs its
 * partner. Where a language tells who speaks by a dash at the beginning of a line, what is said there is a quotation as a whole, with
 * whatever marks stand in it.
 *
 * <p>The marks are gathered in one pass, and each is looked at twice at most.
 */
final class Quotations {
    /** What a single mark in front of a word leaves out, rather than opens. */
    private static final Set<String> ELIDED = Set.of(
            "tis", "twas", "em", "til", "till", "n", "cause", "cos", "cuz", "bout", "round", "s", "t", "ne", "nen",
            "nem", "ner", "nes");
    /** Words that end in an apostrophe, beside the genitives (the ministers’) and whatever leaves out its g (goin’). */
    private static final Set<String> CUT_OFF = Set.of(
            "n", "o", "an", "ol", "th", "lil", "d", "l", "j", "c", "m", "t", "pa", "na", "ma", "mo", "po", "wi", "ha",
            "fo");

    private final String text;
    private final Marks marks;
    private final boolean dashes;
    private final List<Quotation> found = new ArrayList<>();
    private final Map<Family, Integer> partnerlessUntil = new EnumMap<>(Family.class);
    private final Set<Family> families = EnumSet.noneOf(Family.class);
    private @Nullable Opened opened;
    private @Nullable Family closes;

    private Quotations(String text, Locale language) {
        this.text = text;
        this.marks = new Marks(text, language);
        this.dashes = DialogueDashes.usedIn(language);
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

    /** A mark that nothing closes in its passage. */
    record Opened(Family family, int at, int after) {}

    /**
     * The quotations of a passage.
     *
     * @param found in order; none overlaps another
     * @param opened what is still open at its end, or may be
     * @param closes what the passage closes that was opened before it
     * @param families of all marks in it
     */
    record Found(
            List<Quotation> found,
            @Nullable Opened opened,
            @Nullable Family closes,
            Set<Family> families) {}

    static Found in(String text, Locale language) {
        var quotations = new Quotations(text, language);
        quotations.search();
        return new Found(
                List.copyOf(quotations.found), quotations.opened, quotations.closes, Set.copyOf(quotations.families));
    }

    private void search() {
        var i = 0;
        for (int line = 0, lineEnd; line <= text.length(); line = lineEnd + 1) {
            lineEnd = lineEnd(line);
            var spoken = dashes ? DialogueDashes.in(text, line, lineEnd) : List.<Span>of();
            spoken.forEach(part -> add(part.start(), part.start(), part.end(), part.end()));
            while (i < marks.size() && marks.start(i) < lineEnd) {
                i = spoken.isEmpty() ? next(i, line, lineEnd) : i + 1;
            }
        }
    }

    private int lineEnd(int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private int next(int i, int line, int lineEnd) {
        var family = marks.family(i);
        if (family == null) {
            return i + 1;
        }
        families.add(family);
        if (marks.role(i) == Role.CLOSES) {
            if (mayCloseAlone(i, family)) {
                var from =
                        found.isEmpty() ? line : Math.max(line, found.getLast().after());
                if (found.isEmpty() && line == 0) {
                    closes = family;
                }
                add(from, from, marks.start(i), marks.end(i));
            }
            return i + 1;
        }
        if (!mayOpen(i, family)) {
            return i + 1;
        }
        var soft = isSoft(i, family);
        if (soft && partnerlessUntil.getOrDefault(family, 0) >= lineEnd) {
            return i + 1;
        }
        var close = close(i, family, soft, lineEnd);
        if (close >= 0) {
            var both = marks.twice(close) && family == Family.SINGLE ? 1 : 0;
            add(marks.start(i), marks.end(i), marks.start(close) + both, marks.end(close));
            return close + 1;
        }
        if (lineEnd == text.length() && opened == null) {
            opened = new Opened(family, marks.start(i), marks.end(i));
        }
        if (soft) {
            partnerlessUntil.put(family, lineEnd);
            return i + 1;
        }
        add(marks.start(i), marks.end(i), lineEnd, lineEnd);
        var past = i + 1;
        while (past < marks.size() && marks.start(past) < lineEnd) {
            past++;
        }
        return past;
    }

    private void add(int open, int from, int to, int after) {
        var start = from;
        var end = to;
        while (start < end && isBlank(start)) {
            start++;
        }
        while (start < end && isBlank(end - 1)) {
            end--;
        }
        if (start < end && end == to && text.charAt(end - 1) == ',') {
            end--;
        }
        while (start < end && isBlank(end - 1)) {
            end--;
        }
        if (start < end) {
            found.add(new Quotation(open, start, end, after));
        }
    }

    private boolean isBlank(int at) {
        return Pieces.isSpace(text.charAt(at));
    }

    /** What is an apostrophe, an accent or a sign of something else more often than a mark: it opens nothing without a partner. */
    private boolean isSoft(int i, Family family) {
        return marks.twice(i)
                || (family == Family.SINGLE
                        && !marks.is(i, '\u2018')
                        && !marks.is(i, '\u201A')
                        && !marks.is(i, '\u275B'));
    }

    private boolean mayOpen(int i, Family family) {
        if (family == Family.SINGLE) {
            return !marks.spaceBehind(i) && !elides(i);
        }
        // After a figure it stands for inches.
        return !(marks.behindFigure(i) && !marks.wordBehind(i) && isStraight(i));
    }

    private boolean isStraight(int i) {
        return marks.is(i, '"')
                || marks.is(i, '\u2033')
                || marks.is(i, '\u02BA')
                || marks.is(i, '\'')
                || marks.is(i, '\u2032');
    }

    /** Where the mark opened here closes, or -1. */
    private int close(int open, Family family, boolean soft, int lineEnd) {
        var depth = 1;
        var apostrophe = -1;
        for (var i = open + 1; i < marks.size() && marks.start(i) < lineEnd; i++) {
            var other = marks.family(i);
            if (family == Family.SINGLE && other == Family.DOUBLE && marks.twice(i) && marks.role(i) == Role.CLOSES) {
                return i;
            }
            if (other != family) {
                if (other != null) {
                    families.add(other);
                }
                continue;
            }
            var low = marks.is(open, '\u201E') && (marks.is(i, '\u201C') || marks.is(i, '\u201D'));
            if (marks.role(i) == Role.OPENS && !low) {
                if (family == Family.SINGLE && apostrophe >= 0 && !elides(i)) {
                    return apostrophe;
                }
                depth += soft || family == Family.SINGLE ? 0 : 1;
            } else if (family == Family.SINGLE) {
                if (!mayBeApostrophe(i)) {
                    return i;
                }
                apostrophe = apostrophe < 0 ? i : apostrophe;
            } else if (!(marks.behindFigure(i) && isStraight(i) && !isStraight(open))) {
                depth--;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return apostrophe;
    }

    /** After an s or a word cut short, and with another word behind it ({@code the ministers’ meeting}). */
    private boolean mayBeApostrophe(int i) {
        var before = marks.start(i) - 1;
        var after = marks.end(i);
        return before >= 0
                && (text.charAt(before) == 's' || isCutOff(i))
                && after + 1 < text.length()
                && isBlank(after)
                && Character.isLetterOrDigit(text.charAt(after + 1));
    }

    private boolean mayCloseAlone(int i, Family family) {
        if (marks.behindFigure(i) && (isStraight(i) || family == Family.SINGLE || marks.twice(i))) {
            return false;
        }
        if (marks.twice(i) && family == Family.ANGLE) {
            return false;
        }
        return family != Family.SINGLE || marks.behindStop(i) || !(isGenitive(i) || isCutOff(i));
    }

    private boolean isGenitive(int i) {
        var before = marks.start(i) - 1;
        return before >= 0
                && "szx\u00DFSZXe".indexOf(text.charAt(before)) >= 0
                && (text.charAt(before) != 'e' || endsIn(before, "ce"));
    }

    private boolean endsIn(int last, String ending) {
        return text.regionMatches(true, last + 1 - ending.length(), ending, 0, ending.length());
    }

    /** Whether the word that ends here is one that an apostrophe cuts short. */
    private boolean isCutOff(int i) {
        var end = marks.start(i);
        var start = end;
        while (start > 0 && end - start < 5 && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        var word = text.substring(start, end).toLowerCase(Locale.ROOT);
        return CUT_OFF.contains(word) || (word.length() > 2 && word.endsWith("in")) || word.endsWith("qu");
    }

    private boolean elides(int i) {
        var at = marks.end(i);
        var end = at;
        while (end < text.length() && end - at < 6 && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        var word = text.substring(at, end).toLowerCase(Locale.ROOT);
        var year = word.length() >= 2 && Character.isDigit(word.charAt(0)) && Character.isDigit(word.charAt(1));
        return ELIDED.contains(word)
                || (year && (word.length() == 2 || (word.length() == 3 && word.endsWith("s")) || word.endsWith("er")));
    }
}
