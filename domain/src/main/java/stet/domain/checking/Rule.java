package stet.domain.checking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a checkable looks like, and how an editor is told that it does.
 *
 * @param begins whether it can begin with this word, as far as that is letters; most words begin nothing, and asking the pattern as well
 *     would take ten times as long
 */
record Rule(ClaimKind kind, Predicate<Word> begins, Pattern pattern, String because) {
    /** In UTF-16 units: of a word that the patterns read. */
    private static final int LONGEST_WORD = 80;

    /**
     * A word of a text, as far as it is letters.
     *
     * @param small in small letters; empty where it is longer than any word that a rule knows
     */
    record Word(int start, String letters, String small) {
        boolean isCapital() {
            return Character.getType(letters.codePointAt(0)) == Character.UPPERCASE_LETTER;
        }
    }

    /** @param pattern where {@code ~} is a space, breaking or not */
    static Rule of(ClaimKind kind, Predicate<Word> begins, String pattern, String because) {
        return new Rule(kind, begins, Pattern.compile(pattern.replace("~", "[ \u00A0\u202F]")), because);
    }

    /**
     * What any of the rules finds, in order and without overlaps: at each word the rule that is named first, then on from its end.
     *
     * @param words of this text
     */
    static List<Checkable> find(List<Rule> rules, String text, List<Word> words) {
        var matchers = rules.stream()
                .map(rule ->
                        rule.pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false))
                .toList();
        var found = new ArrayList<Checkable>();
        var from = 0;
        for (var word : words) {
            if (word.start >= from) {
                var one = at(rules, matchers, text, word);
                one.ifPresent(found::add);
                from = one.map(Checkable::end).orElse(from);
            }
        }
        return found;
    }

    /** Everything starts with the first letter of a word; asking the patterns only there makes this several times as fast. */
    static List<Word> words(String text) {
        var words = new ArrayList<Word>(text.length() / 6 + 1);
        for (var at = 0; at < text.length(); at++) {
            if (canStart(text, at)) {
                var letters = letters(text, at);
                words.add(
                        new Word(at, letters, letters.length() > LONGEST_WORD ? "" : letters.toLowerCase(Locale.ROOT)));
                at += letters.length() - 1;
            }
        }
        return words;
    }

    private static boolean canStart(String text, int at) {
        if (!Character.isLetter(text.codePointAt(at))) {
            return false;
        }
        if (at == 0) {
            return true;
        }
        var before = text.codePointBefore(at);
        return !Character.isLetterOrDigit(before) && !goesOn(before);
    }

    /** Whether a letter behind it is of the same word, or of the same number. */
    private static boolean goesOn(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    private static String letters(String text, int start) {
        var end = start;
        while (end < text.length() && Character.isLetter(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(start, end);
    }

    private static Optional<Checkable> at(List<Rule> rules, List<Matcher> matchers, String text, Word word) {
        for (var i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            var matcher = matchers.get(i);
            if (rule.begins.test(word)
                    && matcher.region(word.start, text.length()).lookingAt()) {
                return Optional.of(new Checkable(rule.kind, word.start, matcher.end(), matcher.group(), rule.because));
            }
        }
        return Optional.empty();
    }
}
