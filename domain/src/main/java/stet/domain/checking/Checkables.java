package stet.domain.checking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Finds what in a passage must be checked, and what might be worth it.
 *
 * <p>Required are numbers, dates and quotations (rule 9). A sign-off is refused for them, so they are found by patterns that an editor
 * can be told, and in doubt once too often rather than once too seldom. What is quoted is checked as a quotation, with all that is in
 * it; a number in a date is part of the date.
 */
public final class Checkables {
    /** Stands in for what has been found already; no pattern matches it. */
    static final char BLANK = '\uFFFC';

    private static final Comparator<Checkable> IN_ORDER = Comparator.comparingInt(Checkable::start)
            .thenComparingInt(Checkable::end)
            .thenComparing(Checkable::kind);

    /** Found in words that somebody still holds: an article asks for each of its passages again with every command. */
    private static final Map<String, List<Checkable>> FOUND = Collections.synchronizedMap(new WeakHashMap<>());

    private Checkables() {}

    /** Every number, date and quotation, in order; none overlaps another. */
    public static List<Checkable> required(String words) {
        var known = FOUND.get(words);
        if (known == null) {
            known = search(words);
            // What is one number from end to end would hold itself for ever.
            if (known.stream().noneMatch(one -> one.words().length() == words.length())) {
                FOUND.put(words, known);
            }
        }
        return known;
    }

    private static List<Checkable> search(String words) {
        var quotations = Quotations.in(words);
        var found = new ArrayList<Checkable>();
        for (var quotation : quotations) {
            found.add(new Checkable(
                    ClaimKind.QUOTE,
                    quotation.start(),
                    quotation.end(),
                    words.substring(quotation.start(), quotation.end()),
                    "It stands in quotation marks."));
        }
        var unquoted = unquoted(quotations, words);
        var dates = Rule.find(Dates.RULES, unquoted);
        found.addAll(dates);
        found.addAll(Rule.find(Numbers.RULES, without(dates, unquoted)));
        found.sort(IN_ORDER);
        return List.copyOf(found);
    }

    /** What is set apart as somebody's words: one quotation from its first word to its last, without the marks round it. */
    public static List<Checkable> quotation(String words) {
        var start = 0;
        var end = words.length();
        while (start < end && !Character.isLetterOrDigit(words.codePointAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(words.codePointBefore(end))) {
            end--;
        }
        return start == end
                ? List.of()
                : List.of(new Checkable(
                        ClaimKind.QUOTE,
                        start,
                        end,
                        words.substring(start, end),
                        "It is set apart as somebody's words."));
    }

    /** What is required, and besides it names, titles, attributions and strong words outside quotations, in order; these may overlap. */
    public static List<Checkable> suggested(String words) {
        var found = new ArrayList<>(required(words));
        found.addAll(Suggestions.in(unquoted(Quotations.in(words), words)));
        found.sort(IN_ORDER);
        return List.copyOf(found);
    }

    /** The text with these blanked out; every other character keeps its place. */
    static String without(List<Checkable> found, String text) {
        var blanked = new StringBuilder(text);
        found.forEach(one -> blank(blanked, one.start(), one.end()));
        return blanked.toString();
    }

    private static String unquoted(List<Quotations.Quotation> quotations, String text) {
        var blanked = new StringBuilder(text);
        quotations.forEach(quotation -> blank(blanked, quotation.open(), quotation.after()));
        return blanked.toString();
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (var i = start; i < end; i++) {
            text.setCharAt(i, BLANK);
        }
    }
}
