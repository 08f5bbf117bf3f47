package stet.domain.hints;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.content.Anchor;

/** A date that moves with whoever reads it, such as "yesterday" and "last week". What somebody said of it stays as they said it. */
final class RelativeDates {
    private static final Map<String, Integer> DAYS = Map.ofEntries(
            Map.entry("yesterday", -1),
            Map.entry("today", 0),
            Map.entry("tonight", 0),
            Map.entry("tomorrow", 1),
            Map.entry("gestern", -1),
            Map.entry("vorgestern", -2),
            Map.entry("heute", 0),
            Map.entry("aujourd'hui", 0),
            Map.entry("aujourd’hui", 0),
            Map.entry("demain", 1),
            Map.entry("ayer", -1),
            Map.entry("anoche", -1),
            Map.entry("anteayer", -2));
    private static final Map<String, Integer> WAYS = Map.of("last", -1, "this", 0, "next", 1);
    private static final Set<String> SPANS = Set.of(
            "night",
            "morning",
            "afternoon",
            "evening",
            "week",
            "weekend",
            "month",
            "year",
            "spring",
            "summer",
            "autumn",
            "winter");
    /** After these, "last year" is a length of time and no date. */
    private static final Set<String> BEFORE_A_LENGTH =
            Set.of("the", "its", "his", "her", "their", "our", "my", "your", "at", "every");

    private RelativeDates() {}

    private record Found(String phrase, Anchor anchor) {}

    static List<Hint> in(List<ParsedPassage> passages, LocalDate written) {
        var byPhrase = new LinkedHashMap<String, List<Anchor>>();
        for (var passage : passages) {
            for (var i = 0; i < passage.tokens().size(); i++) {
                var found = at(passage, i);
                if (found != null && !passage.isQuoted(found.anchor().start())) {
                    byPhrase.computeIfAbsent(found.phrase(), _ -> new ArrayList<>())
                            .add(found.anchor());
                }
            }
        }
        return byPhrase.entrySet().stream()
                .map(entry -> hint(entry.getKey(), entry.getValue(), written))
                .toList();
    }

    private static String withoutGenitive(String word) {
        return word.endsWith("'s") || word.endsWith("’s") ? word.substring(0, word.length() - 2) : word;
    }

    private static @Nullable Found at(ParsedPassage passage, int at) {
        var tokens = passage.tokens();
        var token = tokens.get(at);
        if (!token.isWord()) {
            return null;
        }
        var lower = token.text().toLowerCase(Locale.ROOT);
        var bare = withoutGenitive(lower);
        if (DAYS.containsKey(bare) && !(bare.equals("today") && !bare.equals(lower))) {
            return new Found(bare, passage.anchor(token.start(), token.start() + bare.length()));
        }
        if (!WAYS.containsKey(lower) || at + 1 >= tokens.size()) {
            return null;
        }
        var span = tokens.get(at + 1);
        var spanned = withoutGenitive(span.text().toLowerCase(Locale.ROOT));
        var before = at == 0 ? "" : tokens.get(at - 1).text().toLowerCase(Locale.ROOT);
        if (!SPANS.contains(spanned)
                || BEFORE_A_LENGTH.contains(before)
                || (spanned.equals("night") && !lower.equals("last"))) {
            return null;
        }
        return new Found(lower + " " + spanned, passage.anchor(token.start(), span.start() + spanned.length()));
    }

    private static Hint hint(String phrase, List<Anchor> anchors, LocalDate written) {
        var first = anchors.getFirst();
        var date = date(phrase, written);
        var reason = "Read on another day, “%s” is another date.".formatted(first.words());
        var question = date == null
                ? "When was “%s”? Readers will see it later; should the text say the date?".formatted(first.words())
                : "Should “%s” be the date itself, %s? Readers will see it later.".formatted(first.words(), date);
        return new Hint(Hint.Kind.RELATIVE_DATE, first, reason, question, anchors.subList(1, anchors.size()));
    }

    /** Null where the words leave it open. */
    private static @Nullable String date(String phrase, LocalDate written) {
        var days = DAYS.get(phrase);
        if (days != null) {
            return Calendar.written(written.plusDays(days));
        }
        var way = WAYS.getOrDefault(phrase.substring(0, phrase.indexOf(' ')), 0);
        return switch (phrase.substring(phrase.indexOf(' ') + 1)) {
            case "night" -> "the night of " + Calendar.written(written.minusDays(1));
            case "morning", "afternoon", "evening" ->
                way == 0
                        ? "the %s of %s".formatted(phrase.substring(phrase.indexOf(' ') + 1), Calendar.written(written))
                        : null;
            case "week" -> "the week of " + Calendar.written(monday(written.plusWeeks(way)));
            case "weekend" ->
                leavesOpen(written, way) ? null : "the weekend of " + Calendar.written(saturday(written, way));
            case "month" -> {
                var month = written.withDayOfMonth(1).plusMonths(way);
                yield "%s %d".formatted(Calendar.name(month.getMonth()), month.getYear());
            }
            case "year" -> Integer.toString(written.getYear() + way);
            default -> null;
        };
    }

    /** On a Monday, "this weekend" may be the one before or the one to come. */
    private static boolean leavesOpen(LocalDate written, int way) {
        return way == 1 || (way == 0 && written.getDayOfWeek().compareTo(DayOfWeek.THURSDAY) < 0);
    }

    private static LocalDate monday(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static LocalDate saturday(LocalDate date, int way) {
        return way < 0
                ? monday(date).minusDays(2)
                : date.with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY))
                        .minusDays(date.getDayOfWeek() == DayOfWeek.SUNDAY ? 7 : 0);
    }
}
