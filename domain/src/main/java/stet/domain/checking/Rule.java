package stet.domain.checking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a checkable looks like, and how an editor is told that it does. */
record Rule(ClaimKind kind, Pattern pattern, String because) {
    /** @param pattern where {@code ~} is a space, breaking or not */
    static Rule of(ClaimKind kind, String pattern, String because) {
        return new Rule(kind, Pattern.compile(pattern.replace("~", "[ \u00A0\u202F]")), because);
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
            var one = canStart(text, at) ? at(rules, matchers, at, text.length()) : Optional.<Checkable>empty();
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

    private static Optional<Checkable> at(List<Rule> rules, List<Matcher> matchers, int start, int end) {
        for (var i = 0; i < rules.size(); i++) {
            var matcher = matchers.get(i);
            if (matcher.region(start, end).lookingAt()) {
                var rule = rules.get(i);
                return Optional.of(new Checkable(rule.kind, start, matcher.end(), matcher.group(), rule.because));
            }
        }
        return Optional.empty();
    }
}
