package stet.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** The words of a question, taken apart. */
final class Asked {
    private static final String QUOTES = "\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d\uff02";
    private static final String MINUS = "-\u2212\u2013";
    private static final int SHORTEST_BEGINNING = 2;

    private Asked() {}

    /**
     * A word, or several that stand together.
     *
     * @param said as it was typed
     * @param words folded; one that a hyphen joins comes as several
     * @param exactly whether other forms of it are not meant
     * @param begins whether the last of the words may go on
     */
    record Part(String said, List<String> words, boolean exactly, boolean begins, boolean without) {}

    /** @throws IllegalArgumentException if there are more words than may be asked for */
    static List<Part> parts(String typed, boolean typing) {
        var parts = new ArrayList<Part>();
        var at = 0;
        var words = 0;
        while (at < typed.length()) {
            var letter = typed.charAt(at);
            if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
                at++;
                continue;
            }
            var without = MINUS.indexOf(letter) >= 0 && at + 1 < typed.length() && !gap(typed.charAt(at + 1));
            if (without) {
                at++;
            }
            var quoted = isQuote(typed.charAt(at));
            var from = quoted ? at + 1 : at;
            var to = from;
            while (to < typed.length()
                    && (quoted ? !isQuote(typed.charAt(to)) : !gap(typed.charAt(to)) && !isQuote(typed.charAt(to)))) {
                to++;
            }
            at = quoted ? Math.min(typed.length(), to + 1) : to;
            var said = typed.substring(from, to);
            var folded =
                    places(Languages.FOLDED, said).stream().map(List::getFirst).toList();
            words += folded.size();
            if (words > Question.MOST_WORDS) {
                throw new IllegalArgumentException("A search has at most %d words".formatted(Question.MOST_WORDS));
            }
            if (!folded.isEmpty()) {
                var last = folded.getLast();
                var open = typing && to == typed.length();
                var begins = (open || said.endsWith("*")) && last.length() >= SHORTEST_BEGINNING;
                parts.add(new Part(said, folded, quoted, begins && !without, without));
            }
        }
        return parts;
    }

    private static boolean gap(char letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }

    private static boolean isQuote(char letter) {
        return QUOTES.indexOf(letter) >= 0;
    }

    /** What an analyzer makes of some words, place by place; a word that may be a form of several is several in its place. */
    static List<List<String>> places(Analyzer analyzer, String said) {
        var places = new ArrayList<List<String>>();
        try (var stream = analyzer.tokenStream("", said)) {
            var token = stream.addAttribute(CharTermAttribute.class);
            var step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (step.getPositionIncrement() > 0 || places.isEmpty()) {
                    places.add(new ArrayList<>());
                }
                places.getLast().add(token.toString());
            }
            stream.end();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return places;
    }
}
