package stet.domain.checking;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.checking.Pieces.Kind;

/**
 * What dates look like: in figures in every language, with the names of months and days, and seen from the day they were written on.
 *
 * <p>It looks ahead a few dozen pieces at most, so that the time stays linear in the length of the text.
 */
final class Dates {
    private static final Set<String> ERAS = Set.of("\u5E74", "\u6708", "\u65E5", "\uB144", "\uC6D4", "\uC77C");
    private static final String FIGURES = "It is a date in figures.";
    private static final String DAY = "It is a day of a month.";

    private final Pieces p;
    private final Numbers numbers;

    Dates(Pieces pieces, Numbers numbers) {
        this.p = pieces;
        this.numbers = numbers;
    }

    /** The date that begins at this piece, if one does. */
    @Nullable
    Found at(int i) {
        if (p.is(i, Kind.DIGITS)) {
            return inDigits(i);
        }
        if (p.says(i, "'")) {
            return shortYear(i);
        }
        return p.is(i, Kind.WORD) ? inWords(i) : null;
    }

    private @Nullable Found inDigits(int i) {
        var end = figures(i);
        if (end > i) {
            return date(i, time(end), FIGURES);
        }
        end = inCharacters(i);
        if (end > i) {
            return date(i, end, FIGURES);
        }
        end = dayOfMonth(i);
        if (end > i) {
            return date(i, end, DAY);
        }
        end = decade(i);
        if (end > i) {
            return date(i, end, "It is a decade.");
        }
        end = years(i);
        return end > i ? date(i, end, "It is a year.") : null;
    }

    private static Found date(int from, int to, String because) {
        return new Found(from, to, ClaimKind.DATE, because);
    }

    private int length(int i) {
        return p.is(i, Kind.DIGITS) ? p.said(i, "").length() : 0;
    }

    private int value(int i) {
        var digits = length(i);
        return digits == 0 || digits > 4 ? -1 : Integer.parseInt(p.said(i, ""));
    }

    private boolean isDay(int i) {
        return length(i) <= 2 && value(i) >= 1 && value(i) <= 31;
    }

    /** 2026-02-12, 12/02/2026, 12.2.26, 12. 2. 2026, 12-Feb-2026. */
    private int figures(int i) {
        var sign = p.said(i + 1, "");
        if (!p.attached(i + 1) || !(sign.equals("-") || sign.equals("/") || sign.equals("."))) {
            return i;
        }
        var loose = sign.equals(".") && p.spaced(i + 2);
        var month = p.is(i + 2, Kind.WORD) && isMonthName(i + 2) && isDay(i);
        if (!(loose || p.attached(i + 2)) || !(month || isDay(i + 2)) || !p.attached(i + 3)) {
            return i;
        }
        if (!p.says(i + 3, sign)) {
            return i;
        }
        var third = p.is(i + 4, Kind.DIGITS) && (loose ? p.follows(i + 4) : p.attached(i + 4));
        if (third) {
            var yearFirst = length(i) == 4 && isDay(i + 4) && !month;
            var yearLast = isDay(i) && (length(i + 4) == 2 || length(i + 4) == 4);
            var calendar = month || (yearFirst ? value(i + 2) : Math.min(value(i), value(i + 2))) <= 12;
            return (yearFirst || yearLast) && calendar && !goesOn(i + 5) ? i + 5 : i;
        }
        // 12.2. is how German writes a day of this year.
        return sign.equals(".") && isDay(i) && value(i + 2) <= 12 && !p.attached(i + 4) ? i + 4 : i;
    }

    /** Whether more figures are attached here, so that what was before them is no date, or letters (but T, for a time). */
    private boolean goesOn(int i) {
        return p.attached(i)
                && ((p.endsCased(i) && !p.says(i, "t"))
                        || p.is(i, Kind.DIGITS)
                        || (p.is(i, Kind.SIGN)
                                && p.attached(i + 1)
                                && p.is(i + 1, Kind.DIGITS)
                                && !p.says(i, "-")
                                && !p.says(i, "(")));
    }

    private int time(int i) {
        var at = p.says(i, "t") && p.attached(i) ? i + 1 : i;
        if (!p.follows(at) || length(at) != 2 || !p.says(at + 1, ":") || length(at + 2) != 2) {
            return i;
        }
        var end = at + 3;
        if (p.says(end, ":") && length(end + 1) == 2) {
            end += 2;
        }
        return p.says(end, "z") && p.attached(end) ? end + 1 : end;
    }

    /** 2026年2月12日: the last character may be attached to the next word, which is no part of the date but of the piece. */
    private int inCharacters(int i) {
        var at = i;
        for (var more = 0; more < 3 && p.is(at, Kind.DIGITS) && p.attached(at + 1) && beginsEra(at + 1); more++) {
            at += 2;
            if (!p.follows(at) || p.end(at - 1) - p.start(at - 1) > 1) {
                break;
            }
        }
        return at;
    }

    private boolean beginsEra(int i) {
        return p.is(i, Kind.WORD) && ERAS.contains(p.text().substring(p.start(i), p.start(i) + 1));
    }

    /** One past the character that ends this date, where it is written without spaces; elsewhere the end of its last piece. */
    int end(Found found) {
        var last = found.to() - 1;
        return found.to() > found.from() + 1 && p.is(last - 1, Kind.DIGITS) && p.attached(last) && beginsEra(last)
                ? p.start(last) + 1
                : p.end(last);
    }

    /** One past a day, with its ending: 12, 12th, 1er, 12. */
    private int day(int i) {
        if (!isDay(i)) {
            return i;
        }
        if (p.attached(i + 1) && p.is(i + 1, Sense.ORDINAL_ENDING)) {
            return i + 2;
        }
        if (p.says(i + 1, ".") && p.attached(i + 1)) {
            if (p.attached(i + 2) && p.is(i + 2, Sense.ORDINAL_ENDING)) {
                return i + 3;
            }
            return p.spaced(i + 2) || p.says(i + 2, "-") || p.says(i + 2, "/") ? i + 2 : i;
        }
        return p.attached(i + 1) && (p.endsCased(i + 1) || joinsDigits(i + 1)) ? i : i + 1;
    }

    private boolean joinsDigits(int i) {
        return (p.says(i, ".") || p.says(i, ",") || p.says(i, ":")) && p.attached(i + 1) && p.is(i + 1, Kind.DIGITS);
    }

    /** One past a day or several: 12-14, 3 to 5, 3 and 4. */
    private int days(int i) {
        var end = day(i);
        if (end == i) {
            return i;
        }
        var to = end;
        if (p.says(end, "-") || p.says(end, "/")) {
            to = end + 1;
        } else if (p.spaced(end) && (p.is(end, Sense.TO) || p.is(end, Sense.AND))) {
            to = end + 1;
            if (p.is(to, Sense.THE)) {
                to++;
            }
        }
        var second = to > end && p.follows(to) ? day(to) : to;
        return second > to ? second : end;
    }

    /** 12 February 2026, the 12th of May, 1er mars, 12 de febrero de 2026. */
    private int dayOfMonth(int i) {
        if (numbers.partOfName(i)) {
            return i;
        }
        var end = days(i);
        if (end == i) {
            return i;
        }
        var month = p.spaced(end) && p.is(end, Sense.OF) && !p.is(end, Sense.MONTH) ? end + 1 : end;
        if (p.says(month, "'") && p.attached(month)) {
            month++;
        }
        if (p.says(month, "-") && p.attached(month)) {
            month++;
        }
        if (!p.follows(month) || !isMonthName(month)) {
            return i;
        }
        return yearBehind(pastMonth(month));
    }

    private boolean isMonthName(int i) {
        return p.is(i, Sense.MONTH) || p.is(i, Sense.SHORT_MONTH) || p.is(i, Sense.UNCLEAR_MONTH);
    }

    private int pastMonth(int i) {
        return p.is(i, Sense.SHORT_MONTH) && !p.is(i, Sense.MONTH) && p.says(i + 1, ".") && p.attached(i + 1)
                ? i + 2
                : i + 1;
    }

    /** One past the year behind a month, or here. */
    private int yearBehind(int i) {
        var at = i;
        if (p.says(at, ",") && p.attached(at)) {
            at++;
        } else if (p.spaced(at) && p.is(at, Sense.OF)) {
            at++;
        } else if (p.says(at, "-") && p.attached(at)) {
            at++;
        }
        if (!p.follows(at)) {
            return i;
        }
        var year = year(at);
        return year > at ? year : i;
    }

    /** One past a year in figures. */
    int year(int i) {
        if (length(i) != 4 || p.end(i) - p.start(i) > 12) {
            return i;
        }
        var century = value(i) / 100;
        if (century != 19 && century != 20) {
            return i;
        }
        if (p.attached(i + 1)
                && (p.endsCased(i + 1)
                        || p.is(i + 1, Kind.DIGITS)
                        || joinsDigits(i + 1)
                        || (p.says(i + 1, "-") && p.attached(i + 2) && p.endsCased(i + 2)))) {
            return i;
        }
        return p.follows(i + 1)
                        && (p.is(i + 1, Sense.NO_YEAR)
                                || p.is(i + 1, Sense.MONEY)
                                || p.says(i + 1, "%")
                                || (p.is(i + 1, Kind.SIGN)
                                        && Character.getType(p.text().codePointAt(p.start(i + 1)))
                                                == Character.CURRENCY_SYMBOL))
                ? i
                : i + 1;
    }

    /** One past a year or a span of years: 1999, 2014-18, 2019–2021. */
    private int years(int i) {
        var end = year(i);
        if (end == i || (p.attached(i) && (p.is(i - 1, Kind.WORD) && p.endsCased(i - 1)))) {
            return i;
        }
        if (numbers.partOfName(i)) {
            return i;
        }
        if ((p.says(end, "-") || p.says(end, "/")) && p.follows(end) && p.follows(end + 1)) {
            var second = year(end + 1);
            if (second > end + 1) {
                return second;
            }
            if (p.attached(end) && p.attached(end + 1) && length(end + 1) == 2 && !goesOn(end + 2)) {
                return end + 2;
            }
        }
        return end;
    }

    /** 1990s, 80s, 1990er, 90er-Jahre. */
    private int decade(int i) {
        var digits = p.said(i, "");
        if (!digits.endsWith("0")
                || !(digits.length() == 2 ? digits.charAt(0) > '1' : length(i) == 4 && value(i) < 2100)) {
            return i;
        }
        if (digits.length() == 4 && !(digits.startsWith("1") || digits.startsWith("20"))) {
            return i;
        }
        if (p.says(i + 1, "s") && p.attached(i + 1)) {
            return goesOn(i + 2) ? i : i + 2;
        }
        if (p.says(i + 1, "'") && p.attached(i + 1) && p.says(i + 2, "s") && p.attached(i + 2)) {
            return i + 3;
        }
        if (p.says(i + 1, "er") && p.attached(i + 1)) {
            var years = p.says(i + 2, "-") ? i + 3 : i + 2;
            return p.follows(years) && p.said(years, "").startsWith("jahre") ? years + 1 : i + 2;
        }
        return i;
    }

    /** ’90s, '69. */
    private @Nullable Found shortYear(int i) {
        if (!p.attached(i + 1) || length(i + 1) != 2 || (p.attached(i) && !p.says(i - 1, "(") && !p.says(i - 1, "-"))) {
            return null;
        }
        var decade = decade(i + 1);
        if (decade > i + 1) {
            return date(i, decade, "It is a decade.");
        }
        return goesOn(i + 2) ? null : date(i, i + 2, "It is a year.");
    }

    private @Nullable Found inWords(int i) {
        var entry = p.entry(i);
        var end = part(i);
        if (end > i) {
            return date(i, end, "It is a part of a year.");
        }
        if (entry == null || entry.senses().isEmpty()) {
            return null;
        }
        end = weekday(i);
        if (end > i) {
            return date(i, end, end > i + 2 ? DAY : "It is a day of the week.");
        }
        return isMonthName(i) ? month(i) : null;
    }

    /** Q3, H1 2026, FY2026. */
    private int part(int i) {
        var letter = p.said(i, "");
        if (!p.attached(i + 1) || length(i + 1) == 0 || !p.capital(i) || p.attached(i)) {
            return i;
        }
        var is =
                switch (letter) {
                    case "q", "t" -> length(i + 1) == 1 && value(i + 1) >= 1 && value(i + 1) <= 4;
                    case "h" -> length(i + 1) == 1 && value(i + 1) >= 1 && value(i + 1) <= 2;
                    case "fy" -> length(i + 1) == 2 || year(i + 1) > i + 1;
                    default -> false;
                };
        return is && !goesOn(i + 2) ? yearBehind(i + 2) : i;
    }

    /** One past a day of the week, and the day of a month that goes with it. */
    private int weekday(int i) {
        var clear = p.is(i, Sense.WEEKDAY);
        if (!clear && !p.is(i, Sense.SHORT_WEEKDAY)) {
            return i;
        }
        var named = p.says(i + 1, ".") && p.attached(i + 1) && p.end(i) - p.start(i) <= 5 ? i + 2 : i + 1;
        var at = p.says(named, ",") && p.attached(named) ? named + 1 : named;
        if (p.spaced(at) && p.is(at, Sense.THE)) {
            at++;
        }
        if (p.spaced(at)) {
            var end = p.is(at, Kind.DIGITS)
                    ? Math.max(figures(at), dayOfMonth(at))
                    : isMonthName(at) ? monthAndDay(at) : at;
            if (end > at) {
                return end;
            }
        }
        if (clear) {
            return named;
        }
        return p.capital(i) && lead(i) ? named : i;
    }

    /** Whether the word before says that a month or a day follows. */
    private boolean lead(int i) {
        var before = p.attached(i) && p.says(i - 1, "-") ? i - 2 : i - 1;
        return p.follows(i) && p.is(before, Sense.DATE_LEAD);
    }

    /** One past a month with its days: February 12, 2026; here itself without them. */
    private int monthAndDay(int i) {
        var at = pastMonth(i);
        if (p.spaced(at) && p.is(at, Sense.THE)) {
            at++;
        }
        if (!p.spaced(at)) {
            return i;
        }
        var end = days(at);
        if (end == at) {
            return i;
        }
        // In "3 May to 5 June" the second day has a month of its own.
        var single = day(at);
        if (end > single && p.spaced(end) && isMonthName(p.is(end, Sense.OF) ? end + 1 : end)) {
            end = single;
        }
        return yearBehind(end);
    }

    private @Nullable Found month(int i) {
        var small = !p.capital(i);
        var clear = p.is(i, Sense.MONTH) && !(small && p.says(i, "august"));
        var behind = pastMonth(i);
        var withYear = yearBehind(behind);
        var withDay = monthAndDay(i);
        if (withDay > i && (clear || !small || year(withDay - 1) == withDay)) {
            return date(i, withDay, DAY);
        }
        if (withYear > behind) {
            return date(i, withYear, "It is a month of a year.");
        }
        if (clear) {
            return date(i, behind, "It is a month.");
        }
        if (small) {
            return null;
        }
        if (lead(i)) {
            return date(i, behind, "It is a month, by the word before it.");
        }
        return p.is(i, Sense.UNCLEAR_MONTH) && isMonthByItsPlace(i)
                ? date(i, i + 1, "It is a month, by its capital.")
                : null;
    }

    /** May or March with a capital: within a sentence it is the month, unless a name stands before it; at the head something must say so. */
    private boolean isMonthByItsPlace(int i) {
        if (p.says(i + 1, "'") && p.attached(i + 1) && p.says(i + 2, "s")) {
            return !(p.follows(i) && p.capital(i - 1));
        }
        if (p.spaced(i + 1) && p.is(i + 1, Sense.AFTER_MONTH) && !(p.follows(i) && p.capital(i - 1))) {
            return true;
        }
        if (!p.follows(i) || !p.is(i - 1, Kind.WORD) || p.allCapitals(i)) {
            return false;
        }
        return !p.capital(i - 1) || p.is(i - 1, Sense.THE) || p.is(i - 1, Sense.ARTICLE);
    }
}
