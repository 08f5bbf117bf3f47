package stet.domain.checking;

import java.util.ArrayList;
import java.util.List;
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
record Rule(ClaimKind kind, Predicate<String> begins, Pattern pattern, String because) {
    /** @param pattern where {@code ~} is a space, breaking or not */
    static Rule of(ClaimKind kind, Predicate<String> begins, String pattern, String because) {
        return new Rule(kind, begins, Pattern.compile(pattern.replace("~", "[ \u00A0\u202F]")), because);
    }

    /** What any of the rules finds, in order and without overlaps: at each word the rule that is named first, then on from its end. */
    static List<Checkable> find(List<Rule> rules, String text) {
        var matchers = rules.stream()
                .map(rule ->
                        rule.pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false))
                .toList();
        var found = new ArrayList<Checkable>();
        var at = 0;
        while (at < text.length()) {
            var one = canStart(text, at) ? at(rules, matchers, text, at) : Optional.<Checkable>empty();
            one.ifPresent(found::add);
            at = one.map(Checkable::end).orElse(at + 1);
        }
        return found;
    }

    /** Everything starts with the first letter of a word; asking the patterns only there makes this several times as fast. */
    private static boolean canStart(String text, int at) {
        if (!Character.isLetter(text.codePointAt(at))) {
            return false;
        }
        if (at == 0) {
            return true;
        }
        var before = text.codePointBefore(at);
        return !Character.isLetterOrDigit(before) && !isWithinWord(before);
    }

    private static boolean isWithinWord(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT -> true;
            default -> false;
        };
    }

    private static String word(String text, int start) {
        var end = start;
        while (end < text.length() && Character.isLetter(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(start, end);
    }

    private static Optional<Checkable> at(List<Rule> rules, List<Matcher> matchers, String text, int start) {
        var word = word(text, start);
        for (var i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            var matcher = matchers.get(i);
            if (rule.begins.test(word) && matcher.region(start, text.length()).lookingAt()) {
                return Optional.of(new Checkable(rule.kind, start, matcher.end(), matcher.group(), rule.because));
            }
        }
        return Optional.empty();
    }
}
