package stet.domain.checking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a checkable looks like, and how an editor is told that it does. */
record Rule(ClaimKind kind, Pattern pattern, String because) {
    /** @param pattern where {@code ~} is a space, breaking or not */
    static Rule of(ClaimKind kind, String pattern, String because) {
        return new Rule(kind, Pattern.compile(pattern.replace("~", "[ \u00A0\u202F]")), because);
    }

    /** Alternatives of whole words as they are, and in the capitals of a headline. */
    static String either(String words) {
        return Stream.of(words.split("\\|"))
                .flatMap(word -> Stream.of(word, word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.joining("|", "(?:", ")"));
    }

    /**
     * What any of the rules finds, in order and without overlaps: the earlier wins, then the rule that is named first. What is left of
     * one that lost is looked at again, so that nothing is overlooked because of its neighbour.
     */
    static List<Checkable> find(List<Rule> rules, String text) {
        var found = new ArrayList<Checkable>();
        var left = text;
        for (var winners = winners(rules, left); !winners.isEmpty(); winners = winners(rules, left)) {
            found.addAll(winners);
            left = Checkables.without(winners, left);
        }
        found.sort(Comparator.comparingInt(Checkable::start));
        return found;
    }

    private static List<Checkable> winners(List<Rule> rules, String text) {
        var all = new ArrayList<Checkable>();
        for (var rule : rules) {
            var matcher = rule.pattern.matcher(text);
            while (matcher.find()) {
                all.add(new Checkable(rule.kind, matcher.start(), matcher.end(), matcher.group(), rule.because));
            }
        }
        // The sort is stable, so rules stay in their order where they start at the same character.
        all.sort(Comparator.comparingInt(Checkable::start));
        var winners = new ArrayList<Checkable>();
        for (var one : all) {
            if (winners.isEmpty() || winners.getLast().end() <= one.start()) {
                winners.add(one);
            }
        }
        return winners;
    }
}
