package stet.domain.hints;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An age, or a number of years ago, that the years beside it do not give. */
final class Ages {
    private static final int LONGEST_BETWEEN = 8;
    private static final int OLDEST = 125;
    private static final int LONGEST_SENTENCE = 1_000;

    private Ages() {}

    /** @param now the year in which it was written */
    static List<Hint> in(List<ParsedPassage> passages, int now) {
        var found = new ArrayList<Hint>();
        for (var passage : passages) {
            for (var i = 0; i < passage.numerals().size(); i++) {
                if (passage.numerals().get(i).sort() == Numeral.Sort.YEAR) {
                    var hint = lived(passage, i);
                    hint = hint == null ? born(passage, i, now) : hint;
                    hint = hint == null ? ago(passage, i, now) : hint;
                    if (hint != null) {
                        found.add(hint);
                    }
                }
            }
        }
        return found;
    }

    /** "(1950–2020)", and in the same sentence "aged 75". */
    private static @Nullable Hint lived(ParsedPassage passage, int at) {
        var numerals = passage.numerals();
        var tokens = passage.tokens();
        if (at + 1 >= numerals.size()) {
            return null;
        }
        var birth = numerals.get(at);
        var death = numerals.get(at + 1);
        var years = death.value() - birth.value();
        var dash = lower(tokens, birth.last() + 1);
        if (death.sort() != Numeral.Sort.YEAR
                || death.first() != birth.last() + 2
                || !(dash.equals("–") || dash.equals("-") || dash.equals("—"))
                || !lower(tokens, death.last() + 1).equals(")")
                || years <= 0
                || years > OLDEST) {
            return null;
        }
        var age = age(passage, birth, true);
        if (age == null || age.value() == years || age.value() == years - 1) {
            return null;
        }
        var come = "%d to %d is %d or %d years"
                .formatted((int) birth.value(), (int) death.value(), (int) years - 1, (int) years);
        return hint(passage, age, List.of(birth, death), come);
    }

    /** "Born in 1960", and in the same sentence "aged 70", where no other year tells when that was. */
    private static @Nullable Hint born(ParsedPassage passage, int at, int now) {
        var birth = passage.numerals().get(at);
        if (!follows(passage, birth, "born") || others(passage, birth)) {
            return null;
        }
        var age = age(passage, birth, false);
        if (age == null) {
            return null;
        }
        var years = now - birth.value();
        // One's birthday may be to come, and the words may be a little older or younger than today.
        if (years < 0 || years > OLDEST || (age.value() >= years - 2 && age.value() <= years + 1)) {
            return null;
        }
        var come = "who was born in %d is %d or %d in %d"
                .formatted((int) birth.value(), (int) years - 1, (int) years, now);
        return hint(passage, age, List.of(birth), come);
    }

    /** "In 1960, 70 years ago". */
    private static @Nullable Hint ago(ParsedPassage passage, int at, int now) {
        var tokens = passage.tokens();
        var year = passage.numerals().get(at);
        var numerals = passage.numerals();
        var next = at + 1 < numerals.size() ? numerals.get(at + 1) : null;
        var before = at > 0 ? numerals.get(at - 1) : null;
        Numeral years = null;
        if (next != null
                && lower(tokens, year.last() + 1).equals(",")
                && next.first() == year.last() + 2
                && isAgo(tokens, next)) {
            years = next;
        } else if (before != null
                && isAgo(tokens, before)
                && year.first() - before.last() <= 5
                && lower(tokens, year.first() - 1).equals("in")) {
            years = before;
        }
        if (years == null || !years.counts() || years.hedge() != Numeral.Hedge.NONE) {
            return null;
        }
        var right = now - year.value();
        var slack = years.value() % 10 == 0 && years.value() >= 100 ? 10 : 1;
        return Math.abs(right - years.value()) <= slack
                ? null
                : hint(
                        passage,
                        years,
                        List.of(year),
                        "%d was %d years before %d".formatted((int) year.value(), (int) right, now));
    }

    private static boolean isAgo(List<Token> tokens, Numeral numeral) {
        return lower(tokens, numeral.last() + 1).equals("years")
                && lower(tokens, numeral.last() + 2).equals("ago");
    }

    /** The age that the sentence gives for today, or for the end of a life. */
    private static @Nullable Numeral age(ParsedPassage passage, Numeral year, boolean dead) {
        var tokens = passage.tokens();
        var start = passage.sentenceStart(year.start());
        var end = passage.sentenceEnd(year.start());
        if (end - start > LONGEST_SENTENCE) {
            return null;
        }
        Numeral found = null;
        for (var numeral : passage.numerals(start, end)) {
            if (numeral.value() <= OLDEST && isAge(tokens, numeral, dead)) {
                if (found != null) {
                    return null;
                }
                found = numeral;
            }
        }
        return found;
    }

    private static boolean isAge(List<Token> tokens, Numeral numeral, boolean dead) {
        var before = lower(tokens, numeral.first() - 1);
        var earlier = lower(tokens, numeral.first() - 2);
        if (numeral.hedge() != Numeral.Hedge.NONE) {
            return false;
        }
        if (numeral.sort() == Numeral.Sort.MEASURE) {
            var said = lower(tokens, numeral.last())
                    + lower(tokens, numeral.last() + 1)
                    + lower(tokens, numeral.last() + 2);
            return !dead && said.contains("year-old");
        }
        if (!numeral.counts()) {
            return false;
        }
        var aged = before.equals("aged") || (before.equals("age") && !earlier.equals("of"));
        if (dead) {
            return aged || before.equals("age") || (before.equals("of") && earlier.equals("age"));
        }
        var old = lower(tokens, numeral.last() + 1).equals("years")
                && lower(tokens, numeral.last() + 2).equals("old");
        return before.equals("aged")
                || ((before.equals("is") || before.equals("now"))
                        && (old || !lower(tokens, numeral.last() + 1).matches("[\\p{L}]+")));
    }

    /** Whether this word comes before the year, with little but a date and a place between. */
    private static boolean follows(ParsedPassage passage, Numeral year, String word) {
        var tokens = passage.tokens();
        var start = passage.sentenceStart(year.start());
        for (var i = year.first() - 1;
                i >= 0 && i >= year.first() - LONGEST_BETWEEN && tokens.get(i).start() >= start;
                i--) {
            if (lower(tokens, i).equals(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean others(ParsedPassage passage, Numeral year) {
        return passage.numerals(passage.sentenceStart(year.start()), passage.sentenceEnd(year.start())).stream()
                .anyMatch(other -> other.start() != year.start() && other.sort() == Numeral.Sort.YEAR);
    }

    private static String lower(List<Token> tokens, int at) {
        return at < 0 || at >= tokens.size() ? "" : tokens.get(at).text().toLowerCase(Locale.ROOT);
    }

    private static Hint hint(ParsedPassage passage, Numeral age, List<Numeral> years, String come) {
        var words = passage.words().substring(age.start(), age.end());
        return new Hint(
                Hint.Kind.AGE_NOT_OF_ITS_YEARS,
                passage.anchor(age.start(), age.end()),
                "%s, not %s.".formatted(Character.toUpperCase(come.charAt(0)) + come.substring(1), words),
                "It says “%s”, but %s. Which is right?".formatted(words, come),
                years.stream()
                        .map(year -> passage.anchor(year.start(), year.end()))
                        .toList());
    }
}
