package stet.domain.hints;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A weekday that is not that of the date it stands beside. */
final class Weekdays {
    private static final int EARLIEST_YEAR = 1583;
    private static final int LATEST_YEAR = 2200;
    private static final Pattern ORDINAL_END = Pattern.compile("(?i)st|nd|rd|th|er");
    private static final Pattern YEAR = Pattern.compile("1[5-9]\\d\\d|20\\d\\d");
    private static final Pattern DAY = Pattern.compile("[1-9]|0[1-9]|[12]\\d|3[01]");

    private Weekdays() {}

    /** A day of a month as it is written: {@code year} is 0 where none is. */
    private record Day(int from, int to, int day, Month month, int year) {}

    static List<Hint> in(List<ParsedPassage> passages, LocalDate written) {
        var found = new ArrayList<Hint>();
        for (var passage : passages) {
            var tokens = passage.tokens();
            for (var at = 0; at < tokens.size(); at++) {
                var weekday = Calendar.weekday(tokens.get(at));
                var day = weekday == null ? null : day(tokens, at);
                if (weekday != null && day != null) {
                    var hint = hint(passage, weekday, at, day, written);
                    if (hint != null) {
                        found.add(hint);
                    }
                }
            }
        }
        return found;
    }

    private static @Nullable Hint hint(ParsedPassage passage, DayOfWeek weekday, int at, Day day, LocalDate written) {
        var date = date(day, day.year() == 0 ? nearest(day, written) : day.year());
        if (date == null || date.getDayOfWeek() == weekday) {
            return null;
        }
        if (day.year() == 0 && mentionsAYearThatFits(passage, day, weekday)) {
            return null;
        }
        var tokens = passage.tokens();
        var from = Math.min(tokens.get(at).start(), tokens.get(day.from()).start());
        var to = day.to() < at ? tokens.get(at + 1).end() : tokens.get(day.to()).end();
        var words = passage.words().substring(from, to);
        var right = Calendar.name(date.getDayOfWeek());
        var reason = "%s is a %s.".formatted(Calendar.written(date), right);
        return new Hint(
                Hint.Kind.WEEKDAY_NOT_OF_THAT_DATE,
                passage.anchor(from, to),
                reason,
                "It says “%s”, but %s is a %s. Which of the two is right, the weekday or the date?"
                        .formatted(words, Calendar.written(date), right),
                List.of());
    }

    /** What a weekday stands before, or in brackets after. */
    private static @Nullable Day day(List<Token> tokens, int at) {
        var from = at + 1;
        while (from < tokens.size() && from < at + 4 && Calendar.joins(tokens.get(from))) {
            from++;
        }
        return Stream.of(dayFirst(tokens, from), monthFirst(tokens, from), before(tokens, at))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Day dayFirst(List<Token> tokens, int from) {
        var day = number(tokens, from);
        if (day == 0) {
            return null;
        }
        var at = from + 1;
        while (at < tokens.size() && at < from + 4 && between(tokens, at)) {
            at++;
        }
        var month = at < tokens.size() ? Calendar.month(tokens.get(at)) : null;
        return month == null ? null : withYear(tokens, from, at, day, month);
    }

    private static boolean between(List<Token> tokens, int at) {
        return (Calendar.joins(tokens.get(at)) && !tokens.get(at).is(",")) || isOrdinalEnd(tokens, at);
    }

    private static boolean isOrdinalEnd(List<Token> tokens, int at) {
        return ORDINAL_END.matcher(tokens.get(at).text()).matches()
                && tokens.get(at - 1).isFigures()
                && tokens.get(at - 1).end() == tokens.get(at).start();
    }

    private static @Nullable Day monthFirst(List<Token> tokens, int from) {
        var month = from < tokens.size() ? Calendar.month(tokens.get(from)) : null;
        var at = from + 1;
        while (month != null
                && at < tokens.size()
                && at < from + 3
                && Calendar.joins(tokens.get(at))
                && !tokens.get(at).is(",")) {
            at++;
        }
        var day = month == null ? 0 : number(tokens, at);
        if (month == null || day == 0) {
            return null;
        }
        var to = at + 1 < tokens.size() && isOrdinalEnd(tokens, at + 1) ? at + 1 : at;
        return withYear(tokens, from, to, day, month);
    }

    /** Such as "12 February 2026 (Tuesday)". */
    private static @Nullable Day before(List<Token> tokens, int at) {
        if (at == 0
                || !tokens.get(at - 1).is("(")
                || at + 1 >= tokens.size()
                || !tokens.get(at + 1).is(")")) {
            return null;
        }
        for (var from = Math.max(0, at - 7); from < at - 2; from++) {
            var day = dayFirst(tokens, from);
            day = day == null ? monthFirst(tokens, from) : day;
            if (day != null && day.to() == at - 2) {
                return day;
            }
        }
        return null;
    }

    private static Day withYear(List<Token> tokens, int from, int to, int day, Month month) {
        var at = to + 1;
        while (at < tokens.size() && at < to + 3 && Calendar.joins(tokens.get(at))) {
            at++;
        }
        var year = at < tokens.size() && YEAR.matcher(tokens.get(at).text()).matches()
                ? Integer.parseInt(tokens.get(at).text())
                : 0;
        return year == 0 ? new Day(from, to, day, month, 0) : new Day(from, at, day, month, year);
    }

    /** The day of a month, or 0. */
    private static int number(List<Token> tokens, int at) {
        return at < tokens.size() && DAY.matcher(tokens.get(at).text()).matches()
                ? Integer.parseInt(tokens.get(at).text())
                : 0;
    }

    private static int nearest(Day day, LocalDate written) {
        var nearest = written.getYear();
        var distance = Long.MAX_VALUE;
        for (var year = written.getYear() - 1; year <= written.getYear() + 1; year++) {
            var date = date(day, year);
            var days = date == null ? Long.MAX_VALUE : Math.abs(ChronoUnit.DAYS.between(written, date));
            if (days < distance) {
                distance = days;
                nearest = year;
            }
        }
        return nearest;
    }

    /** Null where there is no such day, such as 29 February in most years. */
    private static @Nullable LocalDate date(Day day, int year) {
        try {
            return year < EARLIEST_YEAR || year > LATEST_YEAR ? null : LocalDate.of(year, day.month(), day.day());
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** Of a passage on the war, one does not ask about this year's calendar. */
    private static boolean mentionsAYearThatFits(ParsedPassage passage, Day day, DayOfWeek weekday) {
        return passage.numerals().stream()
                .filter(numeral -> numeral.sort() == Numeral.Sort.YEAR)
                .map(numeral -> date(day, (int) numeral.value()))
                .anyMatch(date -> date != null && date.getDayOfWeek() == weekday);
    }
}
