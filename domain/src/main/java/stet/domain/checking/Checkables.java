package stet.domain.checking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds what in a passage must be checked, and what might be worth it.
 *
 * <p>Required are numbers, dates and quotations (rule 9). A sign-off is refused for them, so they are found by rules that an editor can
 * be told, and which in doubt find too much rather than too little. What is quoted is checked as a quotation, with all that is in it;
 * a number in a date is part of the date.
 *
 * <p>Words are known in English, German, French and Spanish; figures, shares and dates in figures in every language and script. The
 * time is linear in the length of the text, whatever stands in it.
 */
public final class Checkables {
    /** Replaces what has been found already, so that it is not found again; no text of an article contains it. */
    static final char BLANK = '\uFFFC';

    static final Comparator<Checkable> IN_ORDER = Comparator.comparingInt(Checkable::start)
            .thenComparingInt(Checkable::end)
            .thenComparing(Checkable::kind);

    private Checkables() {}

    /**
     * Every number, date and quotation of a passage that stands for itself, in order; none overlaps another. What is quoted from one
     * paragraph to the next is seen by {@link Findings}.
     *
     * @param language what the words are written in
     */
    public static List<Checkable> required(String words, Locale language) {
        return required(words, language, Quotations.in(words, language).found());
    }

    static List<Checkable> required(String words, Locale language, List<Quotations.Quotation> quotations) {
        var vocabulary = Vocabulary.of(language);
        var found = new ArrayList<Checkable>();
        for (var quotation : quotations) {
            found.add(quotation(words, quotation.start(), quotation.end()));
        }
        found.addAll(new Scanner(new Pieces(unquoted(quotations, words), vocabulary), vocabulary).found());
        found.sort(IN_ORDER);
        return List.copyOf(found);
    }

    static Checkable quotation(String words, int start, int end) {
        return new Checkable(ClaimKind.QUOTE, start, end, words.substring(start, end), "It stands in quotation marks.");
    }

    /** What is required, and besides it names, titles, attributions and strong words outside quotations, in order; these may overlap. */
    public static List<Checkable> suggested(String words, Locale language) {
        return suggested(words, required(words, language));
    }

    static List<Checkable> suggested(String words, List<Checkable> required) {
        var found = new ArrayList<>(required);
        found.addAll(SuggestionPatterns.in(without(
                required.stream().filter(one -> one.kind() == ClaimKind.QUOTE).toList(), words)));
        found.sort(IN_ORDER);
        return List.copyOf(found);
    }

    /** The text with these blanked out; every other character keeps its place. */
    static String without(List<Checkable> found, String text) {
        if (found.isEmpty()) {
            return text;
        }
        var blanked = new StringBuilder(text);
        found.forEach(one -> blank(blanked, one.start(), one.end()));
        return blanked.toString();
    }

    private static String unquoted(List<Quotations.Quotation> quotations, String text) {
        if (quotations.isEmpty()) {
            return text;
        }
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
