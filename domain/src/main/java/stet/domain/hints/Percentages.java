package stet.domain.hints;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A percentage that the numbers beside it do not give: "39 of 120 (45 per cent)", "rose from 120 to 150, or 20 per cent". */
final class Percentages {
    private static final Set<String> BEFORE_THE_WHOLE =
            Set.of("the", "its", "their", "all", "those", "these", "a", "total", "of", "his", "her", "our");
    private static final Set<String> BEFORE_A_CHANGE = Set.of(
            "or",
            "a",
            "an",
            "rise",
            "increase",
            "fall",
            "drop",
            "decline",
            "decrease",
            "gain",
            "growth",
            "jump",
            "of",
            "up",
            "down",
            "by",
            "about",
            "nearly",
            "almost",
            "around",
            "roughly",
            "some",
            "more",
            "less",
            "than",
            "over",
            "just",
            "under",
            "that",
            "is",
            "which");
    private static final int LONGEST_NOUN = 5;
    private static final int LONGEST_BETWEEN = 4;

    private Percentages() {}

    static List<Hint> in(List<ParsedPassage> passages) {
        var found = new ArrayList<Hint>();
        for (var passage : passages) {
            for (var i = 0; i + 2 < passage.numerals().size(); i++) {
                var hint = share(passage, i);
                hint = hint == null ? change(passage, i) : hint;
                if (hint != null) {
                    found.add(hint);
                }
            }
        }
        return found;
    }

    // ---- A share

    private static @Nullable Hint share(ParsedPassage passage, int at) {
        var one = passage.numerals().get(at);
        var two = passage.numerals().get(at + 1);
        var three = passage.numerals().get(at + 2);
        if (isOf(passage, one, two) && three.sort() == Numeral.Sort.PERCENT && besides(passage, two, three)) {
            return share(passage, one, two, three);
        }
        if (one.sort() == Numeral.Sort.PERCENT && isOf(passage, two, three) && opens(passage, one, two)) {
            return share(passage, two, three, one);
        }
        return null;
    }

    private static boolean isOf(ParsedPassage passage, Numeral part, Numeral whole) {
        var tokens = passage.tokens();
        if (!part.counts() || !whole.counts() || whole.value() <= 0 || part.value() > whole.value()) {
            return false;
        }
        var at = part.last() + 1;
        var of = false;
        while (at < whole.first() && at <= part.last() + LONGEST_BETWEEN) {
            var word = lower(tokens, at);
            of |= word.equals("of");
            if (!BEFORE_THE_WHOLE.contains(word) && !word.equals("out")) {
                return false;
            }
            at++;
        }
        return of && at == whole.first();
    }

    /** In brackets, or after ", or". */
    private static boolean besides(ParsedPassage passage, Numeral whole, Numeral percent) {
        var tokens = passage.tokens();
        var at = percent.first() - 1;
        while (at > whole.last()
                && Set.of("about", "nearly", "almost", "around", "roughly", "some")
                        .contains(lower(tokens, at))) {
            at--;
        }
        var bracket = lower(tokens, at).equals("(") && closes(tokens, percent.last() + 1);
        var or = lower(tokens, at).equals("or") && lower(tokens, at - 1).equals(",");
        var noun = at - (or ? 2 : 1) - whole.last();
        return (bracket || or) && noun <= LONGEST_NOUN && allWords(tokens, whole.last() + 1, at - (or ? 1 : 0));
    }

    private static boolean closes(List<Token> tokens, int at) {
        return at < tokens.size()
                && (tokens.get(at).is(")")
                        || tokens.get(at).is(",")
                        || tokens.get(at).is(";"));
    }

    private static boolean opens(ParsedPassage passage, Numeral percent, Numeral part) {
        var tokens = passage.tokens();
        var between = tokens.subList(percent.last() + 1, part.first());
        return (between.size() == 1 && between.getFirst().is("("))
                || (between.size() == 2
                        && between.getFirst().is(",")
                        && between.getLast().is("or"));
    }

    private static @Nullable Hint share(ParsedPassage passage, Numeral part, Numeral whole, Numeral percent) {
        var low = 100 * least(part) / most(whole);
        var high = 100 * most(part) / Math.max(least(whole), 1e-9);
        return fits(percent, low, high)
                ? null
                : hint(
                        passage,
                        percent,
                        List.of(part, whole),
                        "%s of %s".formatted(said(passage, part), said(passage, whole)),
                        100 * part.value() / whole.value());
    }

    // ---- A change

    private static @Nullable Hint change(ParsedPassage passage, int at) {
        var one = passage.numerals().get(at);
        var two = passage.numerals().get(at + 1);
        var three = passage.numerals().get(at + 2);
        if (isFromTo(passage, one, two) && three.sort() == Numeral.Sort.PERCENT && says(passage, two, three)) {
            return change(passage, one, two, three);
        }
        if (one.sort() == Numeral.Sort.PERCENT
                && isFromTo(passage, two, three)
                && changed(passage, one)
                && fromFollows(passage, one, two)) {
            return change(passage, two, three, one);
        }
        return null;
    }

    /** "By 20 per cent from 120", or "20 per cent, from 120". */
    private static boolean fromFollows(ParsedPassage passage, Numeral percent, Numeral start) {
        var tokens = passage.tokens();
        var between = tokens.subList(percent.last() + 1, start.first());
        return between.stream().anyMatch(token -> token.is("from"))
                && between.size() <= 2 + (between.getFirst().is(",") ? 1 : 0)
                && (between.getFirst().is("from")
                        || (between.getFirst().is(",") && between.get(1).is("from")));
    }

    private static boolean changed(ParsedPassage passage, Numeral percent) {
        var before = lower(passage.tokens(), percent.first() - 1);
        return before.matches(
                "by|rose|fell|grew|jumped|dropped|climbed|increased|decreased|declined|up|down|soared|surged");
    }

    private static boolean isFromTo(ParsedPassage passage, Numeral start, Numeral end) {
        var tokens = passage.tokens();
        if (!start.counts() || !end.counts() || start.value() <= 0) {
            return false;
        }
        var from = start.first() - 1;
        while (from > 0 && from > start.first() - 4 && !lower(tokens, from).equals("from")) {
            from--;
        }
        if (!lower(tokens, from).equals("from")) {
            return false;
        }
        var to = end.first() - 1;
        while (to > start.last() && to > end.first() - 4 && !lower(tokens, to).equals("to")) {
            to--;
        }
        return lower(tokens, to).equals("to")
                && to - start.last() <= LONGEST_BETWEEN
                && allWordsOrMoney(tokens, start.last() + 1, to)
                && passage.sentenceStart(start.start()) == passage.sentenceStart(end.start());
    }

    private static boolean says(ParsedPassage passage, Numeral end, Numeral percent) {
        var tokens = passage.tokens();
        var at = percent.first() - 1;
        while (at > end.last() && BEFORE_A_CHANGE.contains(lower(tokens, at))) {
            at--;
        }
        var sign = lower(tokens, at);
        var follows = sign.equals("(") || sign.equals(",") || sign.equals("–") || sign.equals("—");
        var after = lower(tokens, percent.last() + 1);
        return follows
                && at - end.last() - 1 <= LONGEST_NOUN
                && allWordsOrMoney(tokens, end.last() + 1, at)
                && (sign.equals("(") ? !after.equals("of") : percent.first() - 1 > at && !after.equals("of"))
                && passage.sentenceStart(end.start()) == passage.sentenceStart(percent.start());
    }

    private static @Nullable Hint change(ParsedPassage passage, Numeral start, Numeral end, Numeral percent) {
        var up = end.value() >= start.value();
        var low = up ? least(end) / most(start) - 1 : 1 - most(end) / Math.max(least(start), 1e-9);
        var high = up ? most(end) / Math.max(least(start), 1e-9) - 1 : 1 - least(end) / most(start);
        return fits(percent, 100 * low, 100 * high)
                ? null
                : hint(
                        passage,
                        percent,
                        List.of(start, end),
                        "from %s to %s".formatted(said(passage, start), said(passage, end)),
                        100 * Math.abs(end.value() / start.value() - 1));
    }

    // ---- Both

    /** Numbers are rounded, and so are percentages, sometimes always down. */
    private static boolean fits(Numeral percent, double low, double high) {
        var below = percent.unit();
        var above = percent.unit();
        switch (percent.hedge()) {
            case NONE -> {}
            case ABOUT -> {
                below = Math.max(below, 3);
                above = Math.max(above, 3);
            }
            case ABOVE -> above = Math.max(above, 10);
            case BELOW -> below = Math.max(below, 10);
        }
        return high > percent.value() - below && low < percent.value() + above;
    }

    private static double least(Numeral numeral) {
        return numeral.value() - rounding(numeral);
    }

    private static double most(Numeral numeral) {
        return numeral.value() + rounding(numeral);
    }

    private static double rounding(Numeral numeral) {
        if (numeral.hedge() != Numeral.Hedge.NONE) {
            return numeral.value() / 10;
        }
        var unit = numeral.unit();
        if (unit == 1) {
            while (numeral.value() >= unit * 1000 && numeral.value() % (unit * 10) == 0) {
                unit *= 10;
            }
            return unit >= 100 ? unit / 2 : 0;
        }
        return unit / 2;
    }

    private static boolean allWords(List<Token> tokens, int from, int to) {
        return from >= to || tokens.subList(from, to).stream().allMatch(Token::isWord);
    }

    private static boolean allWordsOrMoney(List<Token> tokens, int from, int to) {
        return from >= to
                || tokens.subList(from, to).stream()
                        .allMatch(token -> token.isWord()
                                || Character.getType(token.text().codePointAt(0)) == Character.CURRENCY_SYMBOL);
    }

    private static String lower(List<Token> tokens, int at) {
        return at < 0 || at >= tokens.size() ? "" : tokens.get(at).text().toLowerCase(Locale.ROOT);
    }

    private static String said(ParsedPassage passage, Numeral numeral) {
        return passage.words().substring(numeral.start(), numeral.end());
    }

    private static Hint hint(ParsedPassage passage, Numeral percent, List<Numeral> numbers, String of, double right) {
        var words = said(passage, percent);
        var come = "%s is %s per cent, not %s".formatted(of, Say.number(Math.round(right * 10) / 10.0), words);
        return new Hint(
                Hint.Kind.PERCENTAGE_NOT_OF_ITS_NUMBERS,
                passage.anchor(percent.start(), percent.end()),
                Character.toUpperCase(come.charAt(0)) + come.substring(1) + ".",
                "By the numbers given here, %s. Which is right?".formatted(come),
                numbers.stream()
                        .map(each -> passage.anchor(each.start(), each.end()))
                        .toList());
    }
}
