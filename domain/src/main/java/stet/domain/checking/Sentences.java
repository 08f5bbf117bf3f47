package stet.domain.checking;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import stet.domain.content.Authorship;
import stet.domain.content.Content;

/** Where sentences begin and end, as the language has it. */
public final class Sentences {
    /** What a point is behind without ending a sentence, beside those that CLDR knows. */
    private static final Set<String> SHORTENED = Set.of(
            "no", "dr", "prof", "hr", "bspw", "evtl", "inkl", "nos", "gen", "gov", "sen", "rep", "col", "lt", "sgt",
            "capt", "rev", "hon", "vs", "approx", "mio", "mrd", "nr", "bzw", "ca", "etc", "tsd", "ee", "uu", "art",
            "núm", "pág", "sra", "sr", "mme", "mlle", "mgr", "st");

    private static final Set<String> TWO_LETTERS = Set.of("e.g", "i.e", "d.h", "u.a", "o.ä", "p.ej", "p.ex");

    private Sentences() {}

    /** The same for whoever looks for sentences in several texts of one content. */
    public static Function<String, List<Authorship.Range>> rangesIn(Content content) {
        var language = content.locale();
        return text -> of(text, language).stream()
                .map(sentence -> new Authorship.Range(sentence.start(), sentence.end()))
                .toList();
    }

    /** Every sentence, in order, without the space round it; together they hold every word of the text. */
    public static List<Span> of(String text, Locale language) {
        // CLDR has lists of words such as "Mr." and gives them to those who ask. The German one holds back at "er." as
        // well.
        var german = language.getLanguage().equals("de");
        var locale = ULocale.forLocale(language);
        var ends = BreakIterator.getSentenceInstance(german ? locale : locale.setKeywordValue("ss", "standard"));
        ends.setText(text);
        var sentences = new ArrayList<Span>();
        var from = ends.first();
        for (var to = ends.next(); to != BreakIterator.DONE; to = ends.next()) {
            if (to < text.length() && goesOn(text, to, german)) {
                continue;
            }
            add(sentences, text, from, to);
            from = to;
        }
        add(sentences, text, from, text.length());
        return List.copyOf(sentences);
    }

    /** A small letter begins no sentence, and an initial or a word cut short ends none. */
    private static boolean goesOn(String text, int to, boolean german) {
        var end = to;
        while (end > 0 && to - end < 8 && Pieces.isSpace(text.charAt(end - 1))) {
            if (text.charAt(end - 1) == '\n') {
                return false;
            }
            end--;
        }
        if (Character.isLowerCase(text.codePointAt(to))) {
            return true;
        }
        if (end == 0 || text.charAt(end - 1) != '.') {
            return false;
        }
        var start = end - 1;
        while (start > 0 && end - start < 8 && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        var word = text.substring(start, end - 1);
        if (german && start > 0 && word.isEmpty() && Character.isDigit(text.charAt(start - 1))) {
            // The 12th of a month is written "12." there.
            return start < 3 || !Character.isDigit(text.charAt(start - 3));
        }
        // Both letters of "e.g." and the like are small; those of "p.m." are, too, but they may end a sentence.
        if (start > 1 && word.length() == 1 && Character.isLowerCase(word.charAt(0)) && text.charAt(start - 1) == '.') {
            return TWO_LETTERS.contains(text.substring(start - 2, end - 1).toLowerCase(Locale.ROOT));
        }
        return (word.length() == 1 && (german || Character.isUpperCase(word.charAt(0))))
                || SHORTENED.contains(word.toLowerCase(Locale.ROOT));
    }

    private static void add(List<Span> sentences, String text, int from, int to) {
        var start = from;
        var end = to;
        while (start < end && Pieces.isSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && Pieces.isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            sentences.add(new Span(start, end));
        }
    }
}
