package stet.domain.hints;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A number in the headline that the text below it does not have. */
final class HeadlineNumbers {
    /** Words that say a number without naming it, and numbers in words of other languages than English. */
    private static final Map<String, Integer> OTHER_WORDS = new HashMap<>();

    static {
        say(2, "both couple pair twin twins twice double doubled doubles doubling second deux zwei beide dos zwo");
        say(3, "triple tripled treble thrice trio trois drei tres");
        say(4, "quadruple quadrupled quartet quatre vier cuatro");
        say(5, "cinq fünf cinco quintet");
        say(6, "six sechs seis");
        say(7, "sept sieben siete");
        say(8, "huit acht ocho");
        say(9, "neuf neun nueve");
        say(10, "dix zehn diez decade");
        say(11, "onze elf once");
        say(12, "douze zwölf doce dozen");
        say(13, "treize dreizehn trece");
        say(14, "quatorze vierzehn catorce");
        say(15, "quinze fünfzehn quince");
        say(16, "seize sechzehn dieciséis");
        say(20, "vingt zwanzig veinte");
        say(30, "trente dreißig treinta");
        say(40, "quarante vierzig cuarenta");
        say(50, "cinquante fünfzig cincuenta half");
        say(100, "cent hundert cien century");
        say(1000, "mille tausend mil");
    }

    private HeadlineNumbers() {}

    private static void say(int number, String words) {
        for (var word : words.split(" ", -1)) {
            OTHER_WORDS.put(word, number);
        }
    }

    /** @param now the year in which it was written, which nobody needs to be told */
    static List<Hint> in(List<ParsedPassage> passages, int now) {
        var headline = passages.stream()
                .filter(passage -> passage.part() == ParsedPassage.Part.HEADLINE)
                .findFirst();
        var below = passages.stream()
                .filter(passage -> passage.part() != ParsedPassage.Part.HEADLINE)
                .toList();
        if (headline.isEmpty() || below.stream().noneMatch(passage -> passage.part() == ParsedPassage.Part.TEXT)) {
            return List.of();
        }
        var asked = headline.get().numerals().stream()
                .filter(numeral -> asked(headline.get(), numeral)
                        && !(numeral.sort() == Numeral.Sort.YEAR && numeral.value() == now))
                .toList();
        return asked.isEmpty() ? List.of() : compared(headline.get(), asked, below);
    }

    /** "One" and "first" are seldom numbers, and what is said of a dozen or of hundreds is no exact one. */
    private static boolean asked(ParsedPassage headline, Numeral numeral) {
        var token = headline.tokens().get(numeral.first());
        if (numeral.value() <= 1 || (numeral.sort() == Numeral.Sort.ORDINAL && token.isWord())) {
            return false;
        }
        return token.isFigures() || Numeral.isSaid(token);
    }

    private static List<Hint> compared(ParsedPassage headline, List<Numeral> asked, List<ParsedPassage> below) {
        var byValue = new TreeMap<Double, Numeral>();
        var where = new HashMap<Double, ParsedPassage>();
        var figures = new ArrayList<String>();
        for (var passage : below) {
            for (var numeral : passage.numerals()) {
                if (byValue.putIfAbsent(numeral.value(), numeral) == null) {
                    where.put(numeral.value(), passage);
                } else if (numeral.hedge() != Numeral.Hedge.NONE) {
                    byValue.put(numeral.value(), numeral);
                    where.put(numeral.value(), passage);
                }
            }
            for (var token : passage.tokens()) {
                var said = OTHER_WORDS.get(token.text().toLowerCase(Locale.ROOT));
                if (said != null) {
                    byValue.putIfAbsent(said.doubleValue(), Numeral.bare(said));
                }
                if (token.isFigures()) {
                    figures.add(token.text());
                }
            }
        }
        var found = new ArrayList<Hint>();
        for (var numeral : asked) {
            var text = headline.tokens().get(numeral.first()).text();
            var around = byValue.subMap(numeral.value() * 0.7, true, numeral.value() * 1.5, true)
                    .values();
            if (!byValue.containsKey(numeral.value())
                    && around.stream().noneMatch(numeral::fits)
                    && !figures.contains(text)) {
                var nearest = around.stream()
                        .filter(other -> other.sort() == numeral.sort() && where.containsKey(other.value()))
                        .min(Comparator.comparingDouble(other -> Math.abs(other.value() - numeral.value())))
                        .orElse(null);
                found.add(hint(headline, numeral, nearest, nearest == null ? null : where.get(nearest.value())));
            }
        }
        return found;
    }

    private static Hint hint(
            ParsedPassage headline, Numeral numeral, @Nullable Numeral nearest, @Nullable ParsedPassage there) {
        var words = headline.words().substring(numeral.start(), numeral.end());
        var anchor = headline.anchor(numeral.start(), numeral.end());
        var reason = "“%s” stands in the headline and nowhere below it.".formatted(words);
        if (nearest == null || there == null) {
            return new Hint(
                    Hint.Kind.HEADLINE_NUMBER_NOT_IN_TEXT,
                    anchor,
                    reason,
                    "The headline says “%s”, and the text does not. Where is it from?".formatted(words),
                    List.of());
        }
        var other = there.anchor(nearest.start(), nearest.end());
        return new Hint(
                Hint.Kind.HEADLINE_NUMBER_NOT_IN_TEXT,
                anchor,
                reason,
                "The headline says “%s”, and the text does not; the nearest number in it is “%s”. Which is right?"
                        .formatted(words, other.words()),
                List.of(other));
    }
}
