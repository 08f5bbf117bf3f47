package stet.domain.hints;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Days and months by their names in English, German, French and Spanish. */
final class Calendar {
    private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.of("es"));
    private static final Map<String, DayOfWeek> WEEKDAYS = new HashMap<>();
    private static final Map<String, Month> MONTHS = new HashMap<>();
    /** They stand between a day and its month, or before a day. */
    private static final Set<String> BETWEEN = Set.of("of", "de", "the", "den", "der", "el", "le", "del");

    static {
        for (var locale : LOCALES) {
            for (var day : DayOfWeek.values()) {
                WEEKDAYS.put(day.getDisplayName(TextStyle.FULL, locale).toLowerCase(locale), day);
            }
            for (var month : Month.values()) {
                MONTHS.put(month.getDisplayName(TextStyle.FULL, locale).toLowerCase(locale), month);
            }
        }
        var short3 = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
        for (var i = 0; i < short3.size(); i++) {
            WEEKDAYS.put(short3.get(i), DayOfWeek.of(i + 1));
        }
        WEEKDAYS.put("tues", DayOfWeek.TUESDAY);
        WEEKDAYS.put("thurs", DayOfWeek.THURSDAY);
        for (var month : Month.values()) {
            MONTHS.put(month.name().substring(0, 3).toLowerCase(Locale.ROOT), month);
        }
        MONTHS.put("sept", Month.SEPTEMBER);
    }

    private Calendar() {}

    static @Nullable DayOfWeek weekday(Token token) {
        return token.isWord() ? WEEKDAYS.get(token.text().toLowerCase(Locale.ROOT)) : null;
    }

    static @Nullable Month month(Token token) {
        return token.isWord() ? MONTHS.get(token.text().toLowerCase(Locale.ROOT)) : null;
    }

    static boolean isName(String lower) {
        return WEEKDAYS.containsKey(lower) || MONTHS.containsKey(lower);
    }

    /** Words, or the point after an ordinal or an abbreviation, that may stand within a date. */
    static boolean joins(Token token) {
        return token.is(",") || token.is(".") || BETWEEN.contains(token.text().toLowerCase(Locale.ROOT));
    }

    /** Whether the figures here are the day of a month that is named beside them. */
    static boolean isDay(List<Token> tokens, int at) {
        if (tokens.get(at).text().length() > 2) {
            return false;
        }
        var after = at + 1;
        while (after < tokens.size()
                && after < at + 3
                && joins(tokens.get(after))
                && !tokens.get(after).is(",")) {
            after++;
        }
        if (after < tokens.size() && isMonthName(tokens.get(after))) {
            return true;
        }
        var before = at - 1;
        while (before > 0
                && before > at - 3
                && joins(tokens.get(before))
                && !tokens.get(before).is(",")) {
            before--;
        }
        return before >= 0 && isMonthName(tokens.get(before));
    }

    /** One may march in March. */
    private static boolean isMonthName(Token token) {
        return month(token) != null && (token.hasCapital() || (token.text().length() > 4 && !token.is("march")));
    }

    /** As it is written in English, such as 12 February 2026. */
    static String written(LocalDate date) {
        return "%d %s %d".formatted(date.getDayOfMonth(), name(date.getMonth()), date.getYear());
    }

    static String name(Month month) {
        return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
