package stet.domain.hints;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parts that do not add up to their whole, where the sentence says which is which: "of the 12, seven … and four …", "12 people: seven
 * men and four women", "seven men and four women, 12 in all".
 */
final class Sums {
    private static final Set<String> DETERMINERS =
            Set.of("the", "these", "those", "its", "their", "all", "our", "his", "her");
    private static final Set<String> BEFORE_A_PART =
            Set.of("and", "while", "with", "but", "another", "other", "remaining", "plus");
    private static final Set<String> THE_WHOLE_REST = Set.of("other", "remaining");
    private static final Set<String> OPEN_ENDS = Set.of(
            "rest",
            "others",
            "including",
            "among",
            "unknown",
            "unclear",
            "several",
            "some",
            "most",
            "none",
            "nobody",
            "each",
            "every",
            "per");
    private static final Set<String> OF_THOSE = Set.of("them", "those", "these", "whom", "which");
    private static final int LONGEST_NOUN = 4;
    private static final int MOST_PARTS = 8;
    private static final int LONGEST_SENTENCE = 1_000;
    /** Parts that come to nearly the whole are meant to be all of it. */
    private static final double NEARLY = 0.15;

    private Sums() {}

    static List<Hint> in(List<ParsedPassage> passages) {
        var found = new ArrayList<Hint>();
        for (var passage : passages) {
            for (var i = 0; i < passage.numerals().size(); i++) {
                var hint = ofTheWhole(passage, i);
                hint = hint == null ? listed(passage, i) : hint;
                hint = hint == null ? inAll(passage, i) : hint;
                if (hint != null) {
                    found.add(hint);
                }
            }
        }
        return found;
    }

    // ---- "Of the 12, seven were … and four were …"

    private static @Nullable Hint ofTheWhole(ParsedPassage passage, int at) {
        var tokens = passage.tokens();
        var whole = passage.numerals().get(at);
        if (!exact(whole) || !opensWithOf(passage, whole)) {
            return null;
        }
        var end = passage.sentenceEnd(whole.start());
        if (end - whole.start() > LONGEST_SENTENCE) {
            return null;
        }
        var parts = new ArrayList<Numeral>();
        var complete = false;
        for (var i = at + 1;
                i < passage.numerals().size() && passage.numerals().get(i).start() < end;
                i++) {
            var part = passage.numerals().get(i);
            var before = lower(tokens, part.first() - 1);
            var after = lower(tokens, part.last() + 1);
            if (after.equals("of") && OF_THOSE.contains(lower(tokens, part.last() + 2))) {
                return null;
            }
            if (BEFORE_A_PART.contains(before)
                    || (before.equals(",") && parts.isEmpty())
                    || before.equals(",")
                    || before.equals(";")) {
                if (!exact(part)) {
                    return null;
                }
                parts.add(part);
                complete |= THE_WHOLE_REST.contains(before);
            }
        }
        if (parts.size() < 2 || parts.size() > MOST_PARTS || hasOpenEnd(passage, whole.last(), end)) {
            return null;
        }
        var sum = sum(parts);
        var missing = whole.value() - sum;
        var nearlyAll = missing > 0 && missing <= Math.max(1, whole.value() * NEARLY) && whole.value() > 2;
        return missing < 0 || nearlyAll || (complete && missing != 0) ? hint(passage, whole, parts, sum) : null;
    }

    private static boolean opensWithOf(ParsedPassage passage, Numeral whole) {
        var tokens = passage.tokens();
        var at = whole.first() - 1;
        while (at >= 0 && DETERMINERS.contains(lower(tokens, at))) {
            at--;
        }
        if (!lower(tokens, at).equals("of")) {
            return false;
        }
        var start = passage.sentenceStart(whole.start());
        return at == 0
                || tokens.get(at).start() == start
                || lower(tokens, at - 1).matches("[,;:–—(“\"]|but|and");
    }

    private static boolean hasOpenEnd(ParsedPassage passage, int from, int end) {
        var tokens = passage.tokens();
        for (var i = from; i < tokens.size() && tokens.get(i).start() < end; i++) {
            if (OPEN_ENDS.contains(lower(tokens, i))) {
                return true;
            }
        }
        return false;
    }

    // ---- "12 people: seven men and four women", in brackets or between dashes too

    private static @Nullable Hint listed(ParsedPassage passage, int at) {
        var tokens = passage.tokens();
        var whole = passage.numerals().get(at);
        if (!exact(whole) || at + 1 >= passage.numerals().size()) {
            return null;
        }
        var first = passage.numerals().get(at + 1);
        var open = lower(tokens, first.first() - 1);
        var noun = first.first() - 1 - whole.last() - 1;
        if (!Set.of(":", "(", "–", "—", "-").contains(open)
                || noun < 1
                || noun > LONGEST_NOUN
                || !words(tokens, whole.last() + 1, first.first() - 1)) {
            return null;
        }
        var parts = chain(passage, at + 1);
        if (parts == null) {
            return null;
        }
        var after = lower(tokens, parts.end());
        var closes =
                switch (open) {
                    case "(" -> after.equals(")");
                    case ":" -> after.equals(".") || after.equals(";") || after.isEmpty();
                    default -> after.equals(open) || after.equals(".") || after.isEmpty();
                };
        var sum = sum(parts.numerals());
        return closes && sum != whole.value() ? hint(passage, whole, parts.numerals(), sum) : null;
    }

    // ---- "Seven men and four women, 12 in all"

    private static @Nullable Hint inAll(ParsedPassage passage, int at) {
        var tokens = passage.tokens();
        var parts = chain(passage, at);
        if (parts == null) {
            return null;
        }
        var next = at + parts.numerals().size();
        if (next >= passage.numerals().size()) {
            return null;
        }
        var whole = passage.numerals().get(next);
        var between = whole.first() - parts.end();
        var said = lower(tokens, whole.last() + 1);
        var ends = said.equals("altogether")
                || (said.equals("in") && Set.of("all", "total").contains(lower(tokens, whole.last() + 2)));
        if (!exact(whole) || !ends || between < 0 || between > 1) {
            return null;
        }
        var sum = sum(parts.numerals());
        return sum != whole.value() ? hint(passage, whole, parts.numerals(), sum) : null;
    }

    private record Chain(List<Numeral> numerals, int end) {}

    /** Numbers, each with what it counts, joined by commas and one "and"; null if there are fewer than two. */
    private static @Nullable Chain chain(ParsedPassage passage, int at) {
        var tokens = passage.tokens();
        var parts = new ArrayList<Numeral>();
        var end = -1;
        for (var i = at; i < passage.numerals().size() && parts.size() < MOST_PARTS; i++) {
            var part = passage.numerals().get(i);
            if (!exact(part)) {
                return null;
            }
            parts.add(part);
            end = part.last() + 1;
            while (end < tokens.size() && end - part.last() <= LONGEST_NOUN && isPlainWord(tokens.get(end))) {
                end++;
            }
            if (end == part.last() + 1) {
                return null;
            }
            var joint = end;
            while (joint < tokens.size()
                    && (tokens.get(joint).is(",") || tokens.get(joint).is("and"))) {
                joint++;
            }
            var joinedByAnd = joint > end && tokens.get(joint - 1).is("and");
            var goesOn = joint > end
                    && i + 1 < passage.numerals().size()
                    && passage.numerals().get(i + 1).first() == joint;
            if (!goesOn) {
                return null;
            }
            if (joinedByAnd) {
                var last = passage.numerals().get(i + 1);
                if (!exact(last)) {
                    return null;
                }
                parts.add(last);
                end = last.last() + 1;
                while (end < tokens.size() && end - last.last() <= LONGEST_NOUN && isPlainWord(tokens.get(end))) {
                    end++;
                }
                return end == last.last() + 1 ? null : new Chain(parts, end);
            }
        }
        return null;
    }

    private static boolean isPlainWord(Token token) {
        return token.isWord()
                && !token.is("and")
                && !token.is("or")
                && !OPEN_ENDS.contains(token.text().toLowerCase(Locale.ROOT));
    }

    private static boolean words(List<Token> tokens, int from, int to) {
        return tokens.subList(from, to).stream().allMatch(Sums::isPlainWord);
    }

    // ---- All three

    private static boolean exact(Numeral numeral) {
        return numeral.counts() && numeral.hedge() == Numeral.Hedge.NONE && numeral.unit() == 1;
    }

    private static double sum(List<Numeral> parts) {
        return parts.stream().mapToDouble(Numeral::value).sum();
    }

    private static String lower(List<Token> tokens, int at) {
        return at < 0 || at >= tokens.size() ? "" : tokens.get(at).text().toLowerCase(Locale.ROOT);
    }

    private static Hint hint(ParsedPassage passage, Numeral whole, List<Numeral> parts, double sum) {
        var said = parts.stream()
                .map(part -> passage.words().substring(part.start(), part.end()))
                .collect(Collectors.joining(" + "));
        var come = "%s = %s, not %s"
                .formatted(said, Say.number(sum), passage.words().substring(whole.start(), whole.end()));
        return new Hint(
                Hint.Kind.PARTS_DO_NOT_ADD_UP,
                passage.anchor(whole.start(), whole.end()),
                "The parts do not add up: %s.".formatted(come),
                "The parts do not add up to the whole: %s. Which number is wrong, or what is left out?".formatted(come),
                parts.stream()
                        .map(part -> passage.anchor(part.start(), part.end()))
                        .toList());
    }
}
