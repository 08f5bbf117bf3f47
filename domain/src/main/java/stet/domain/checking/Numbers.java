package stet.domain.checking;

import com.ibm.icu.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.domain.checking.Pieces.Kind;

/**
 * What numbers look like, in figures and in words.
 *
 * <p>A lone "one" is often a pronoun ("one of the ministers", "the one who"), and "first" mostly says in what order something is told;
 * neither is required there, or every second sentence would be. Figures within a name (G7, Covid-19) count nothing.
 *
 * <p>It looks ahead a few dozen pieces at most, so that the time stays linear: a longer number is found as several.
 */
final class Numbers {
    private static final int GROUPS = 16;
    private static final int WORDS = 24;
    private static final int TAIL = 6;

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    /** Codes that are words, too, and so are read as money only where figures touch them. */
    private static final Set<String> WORDS_TOO =
            Set.of("ALL", "TOP", "CUP", "COP", "PEN", "TRY", "SOS", "MAD", "GEL", "MOP");
    /** What stands before an amount where CLDR writes a sign, as people type it. */
    private static final Set<String> SYMBOLS = Set.of(
            "kr", "tk", "rs", "re", "rp", "rm", "ksh", "ush", "tsh", "ft", "kc", "zl", "fr", "sfr", "fcfa", "cfa",
            "php", "bs", "gh", "nis", "us", "cn", "lei");

    private static final Set<String> JOINS = Set.of(".", ",", ":", "/", "'", "\u066B", "\u066C", "\u00B7");
    private static final Set<String> PERCENT = Set.of("%", "\u2030", "\u2031", "\u0609", "\u060A");
    private static final Set<String> PLUS_OR_MINUS = Set.of("-", "+", "\u00B1");
    /** Written small as well, and with a number that is part of the name. */
    private static final Set<String> NUMBERED_NAMES = Set.of("covid", "sars", "cov");

    private final Pieces p;

    Numbers(Pieces pieces) {
        this.p = pieces;
    }

    /** The number that begins at this piece, if one does. */
    @Nullable
    Found at(int i) {
        var figures = inFigures(i);
        if (figures != null) {
            return figures;
        }
        var end = share(i);
        if (end > i) {
            return new Found(i, measure(end), ClaimKind.NUMBER, "It is a share.");
        }
        end = words(i, true);
        if (end > i) {
            var measured = measure(end);
            var clock = clock(measured);
            return clock > measured
                    ? new Found(i, clock, ClaimKind.DATE, "It is a time of day.")
                    : new Found(i, measured, ClaimKind.NUMBER, "It is a number in words.");
        }
        return isOne(i) ? new Found(i, i + 1, ClaimKind.NUMBER, "It is a number in words.") : null;
    }

    /** Where a number ends that something else is said of (two weeks ago); here itself if there is none. */
    int quantity(int i) {
        var start = currency(i);
        var end = figure(start);
        if (end > start) {
            var last = endOfRange(end);
            return partOfName(i) ? i : p.attached(last) && p.is(last, Sense.ORDINAL_ENDING) ? last + 1 : last;
        }
        return words(i, true);
    }

    /** Whether the figures here are part of a name: G7, Covid-19. */
    boolean partOfName(int i) {
        if (!p.is(i, Kind.DIGITS) || !p.attached(i)) {
            return false;
        }
        if (p.is(i - 1, Kind.WORD)) {
            return p.endsCased(i - 1);
        }
        return p.says(i - 1, "-")
                && p.attached(i - 1)
                && p.endsCased(i - 2)
                && (NUMBERED_NAMES.contains(p.said(i - 2, ""))
                        || (p.capital(i - 2) && !(p.attached(i - 2) && p.says(i - 3, "-"))));
    }

    /** One past the figures here and whatever is attached to them. */
    int pastName(int i) {
        return tail(unit(figure(i)));
    }

    private @Nullable Found inFigures(int i) {
        var at = i;
        if (p.is(at, Kind.SIGN)
                && PLUS_OR_MINUS.contains(p.said(at, ""))
                && (!p.attached(at) || p.says(at - 1, "("))
                && p.attached(at + 1)) {
            at++;
        }
        var start = currency(at);
        var end = figure(start);
        if (end == start) {
            return null;
        }
        end = endOfRange(end);
        var unit = unit(end);
        if (unit == end + 1 && p.is(end, Sense.CLOCK) && p.attached(end)) {
            return new Found(i, unit, ClaimKind.DATE, "It is a time of day.");
        }
        if (unit > end + 1 && p.is(end, Sense.CLOCK) && p.is(end + 1, Kind.DIGITS)) {
            return new Found(i, unit, ClaimKind.DATE, "It is a time of day.");
        }
        end = magnitude(tail(unit));
        var measured = measure(end);
        var clock = clock(measured);
        return clock > measured
                ? new Found(i, clock, ClaimKind.DATE, "It is a time of day.")
                : new Found(i, measured, ClaimKind.NUMBER, "It is a number in figures.");
    }

    /** Where the figures begin behind a sign, a code or an abbreviation of money; here itself if none stands here. */
    private int currency(int i) {
        if (isMoneySign(i)) {
            return startsFigure(i + 1) && p.follows(i + 1) ? i + 1 : i;
        }
        if (!p.is(i, Kind.WORD) || p.end(i) - p.start(i) > 4) {
            return i;
        }
        if (isMoneySign(i + 1) && p.attached(i + 1) && startsFigure(i + 2) && p.attached(i + 2)) {
            return i + 2;
        }
        if (p.attached(i + 1) && p.is(i + 1, Kind.DIGITS)) {
            var raw = p.text().substring(p.start(i), p.end(i));
            var rand = raw.equals("R") && p.end(i + 1) - p.start(i + 1) > 2;
            return rand || CODES.contains(raw) || SYMBOLS.contains(p.said(i, "")) ? i + 1 : i;
        }
        var behindDot = p.says(i + 1, ".") && p.attached(i + 1) ? i + 2 : i + 1;
        if (p.follows(behindDot) && startsFigure(behindDot) && !p.is(behindDot, Kind.SIGN)) {
            var raw = p.text().substring(p.start(i), p.end(i));
            var code = CODES.contains(raw) && !WORDS_TOO.contains(raw);
            return code || (SYMBOLS.contains(p.said(i, "")) && !p.says(i, "us") && !p.says(i, "re")) ? behindDot : i;
        }
        return i;
    }

    private boolean isMoneySign(int i) {
        return p.is(i, Kind.SIGN) && Character.getType(p.text().codePointAt(p.start(i))) == Character.CURRENCY_SYMBOL;
    }

    private boolean startsFigure(int i) {
        return p.is(i, Kind.DIGITS) || p.is(i, Kind.FRACTION) || startsWithPoint(i);
    }

    private boolean startsWithPoint(int i) {
        return p.says(i, ".")
                && p.attached(i + 1)
                && p.is(i + 1, Kind.DIGITS)
                && (!p.attached(i) || isMoneySign(i - 1));
    }

    /** One past the figures that begin here: 1,200 or 12 500 or 1½ or 10⁶; here itself if none do. */
    private int figure(int i) {
        if (p.is(i, Kind.FRACTION)) {
            return i + 1;
        }
        var at = startsWithPoint(i) ? i + 1 : i;
        if (!p.is(at, Kind.DIGITS)) {
            return i;
        }
        var thousands = at == i && p.said(at, "").length() <= 3;
        at++;
        for (var groups = 1; groups < GROUPS; groups++) {
            if (JOINS.contains(p.said(at, "")) && p.attached(at) && p.attached(at + 1) && p.is(at + 1, Kind.DIGITS)) {
                thousands = false;
                at += 2;
            } else if (thousands
                    && p.spaced(at)
                    && p.is(at, Kind.DIGITS)
                    && p.said(at, "").length() == 3
                    && p.start(at) - p.end(at - 1) == 1) {
                at++;
            } else {
                break;
            }
        }
        if (p.is(at, Kind.FRACTION) && p.follows(at)) {
            at++;
        }
        for (var raised = 0; raised < 4 && p.attached(at) && p.is(at, Kind.SIGN) && isRaised(at); raised++) {
            at++;
        }
        return at;
    }

    private boolean isRaised(int i) {
        return Character.getType(p.text().codePointAt(p.start(i))) == Character.OTHER_NUMBER;
    }

    /** One past a second figure, if this one goes on to it: 10–12, 20 to 25. */
    private int endOfRange(int end) {
        var to = end;
        if (p.says(end, "-") && p.follows(end) && p.attached(end) == p.attached(end + 1)) {
            to = end + 1;
        } else if (p.is(end, Sense.TO) && p.spaced(end) && p.spaced(end + 1)) {
            to = end + 1;
        }
        if (to == end || !p.follows(to)) {
            return end;
        }
        var start = currency(to);
        var second = figure(start);
        return second > start ? second : end;
    }

    /** What is attached to the figures, or counts them in hundredths or degrees: 20m, 3rd, 5%, -5 °C. */
    private int unit(int end) {
        if (PERCENT.contains(p.said(end, "")) && p.follows(end)) {
            return end + 1;
        }
        if (p.says(end, "\u00B0") && p.follows(end)) {
            var scale = end + 1;
            return p.follows(scale) && (p.says(scale, "c") || p.says(scale, "f")) ? scale + 1 : scale;
        }
        if (p.says(end, ".") && p.attached(end) && p.attached(end + 1) && isOrdinalSign(end + 1)) {
            return end + 2;
        }
        var at = end;
        for (var more = 0; more < TAIL && p.attached(at); more++) {
            if (!p.endsCased(at) && !(at > end && p.is(at, Kind.DIGITS))) {
                break;
            }
            at++;
        }
        return at;
    }

    private boolean isOrdinalSign(int i) {
        return p.is(i, Kind.WORD) && p.is(i, Sense.ORDINAL_ENDING);
    }

    /** Words tied on by hyphens: 42-year-old. */
    private int tail(int end) {
        var at = end;
        for (var more = 0;
                more < TAIL && isHyphen(at) && p.attached(at) && p.attached(at + 1) && p.is(at + 1, Kind.WORD);
                more++) {
            at += 2;
        }
        return at;
    }

    private boolean isHyphen(int i) {
        return p.says(i, "-");
    }

    /** Words that multiply figures: 2.4 million, 500 lakh, 3 Mio. */
    private int magnitude(int end) {
        var at = end;
        for (var more = 0; more < 4 && p.spaced(at) && p.is(at, Sense.SCALE); more++) {
            at++;
            if (p.says(at, ".")
                    && p.attached(at)
                    && p.follows(at + 1)
                    && p.spaced(at + 1)
                    && p.said(at - 1, "").length() <= 3) {
                at++;
            }
        }
        return at;
    }

    /** What the number is a number of, where that is hundredths or money. */
    private int measure(int end) {
        var at = end;
        if (p.follows(at) && p.is(at, Sense.PER)) {
            var cent = isHyphen(at + 1) ? at + 2 : at + 1;
            if (p.follows(cent) && p.is(cent, Sense.CENT)) {
                return cent + 1;
            }
        }
        if (isHyphen(at) && p.attached(at) && p.is(at + 1, Sense.PER) && isHyphen(at + 2) && p.is(at + 3, Sense.CENT)) {
            return at + 4;
        }
        if (p.follows(at) && p.is(at, Sense.PER_CENT)) {
            if (!p.says(at, "percentage")) {
                return at + 1;
            }
            return p.says(at + 1, "point") || p.says(at + 1, "points") ? at + 2 : at;
        }
        if (isMoneySign(at) && p.follows(at) && !(p.attached(at + 1) && p.is(at + 1, Kind.DIGITS))) {
            return at + 1;
        }
        if (p.spaced(at) && p.is(at, Kind.WORD)) {
            var raw = p.end(at) - p.start(at) == 3 ? p.text().substring(p.start(at), p.end(at)) : "";
            if (p.is(at, Sense.MONEY) || (CODES.contains(raw) && !WORDS_TOO.contains(raw))) {
                return at + 1;
            }
            if (p.says(at, "us") && p.follows(at + 1)) {
                var money = isHyphen(at + 1) ? at + 2 : at + 1;
                return p.is(money, Sense.MONEY) ? money + 1 : at;
            }
        }
        return at;
    }

    /** What makes a time of day of the number before it. */
    private int clock(int end) {
        if (!p.spaced(end) && !p.attached(end)) {
            return end;
        }
        if ((p.says(end, "a") || p.says(end, "p"))
                && p.says(end + 1, ".")
                && p.attached(end + 1)
                && p.says(end + 2, "m")
                && p.says(end + 3, ".")) {
            return end + 4;
        }
        if (p.spaced(end) && p.is(end, Sense.CLOCK)) {
            var minutes = end + 1;
            return p.spaced(minutes)
                            && p.is(minutes, Kind.DIGITS)
                            && p.said(minutes, "").length() == 2
                    ? minutes + 1
                    : minutes;
        }
        return end;
    }

    /** One past the number in words that begins here; here itself if none does. */
    private int words(int i, boolean range) {
        var at = i;
        if (p.is(at, Sense.NUMBER)) {
            at++;
        } else if (p.is(at, Sense.ONE) || p.is(at, Sense.ARTICLE)) {
            if (p.spaced(at + 1) && p.is(at + 1, Sense.SCALE)) {
                at += 2;
            } else if (isHyphen(at + 1)
                    && p.attached(at + 1)
                    && p.attached(at + 2)
                    && p.is(at, Sense.ONE)
                    && (p.is(at + 2, Sense.NUMBER) || p.is(at + 2, Sense.UNIT))) {
                at += 3;
            } else if (p.is(at, Sense.ONE)
                    && p.spaced(at + 1)
                    && p.is(at + 1, Sense.TO)
                    && p.spaced(at + 2)
                    && p.is(at + 2, Sense.NUMBER)) {
                at += 3;
            } else {
                return i;
            }
        } else {
            return i;
        }
        for (var more = 1; more < WORDS; more++) {
            var longer = oneMoreWord(at);
            if (longer == at) {
                break;
            }
            at = longer;
        }
        if (range && p.spaced(at) && p.is(at, Sense.TO) && p.spaced(at + 1)) {
            var second = words(at + 1, false);
            at = second > at + 1 ? second : at;
        }
        return tail(at);
    }

    private int oneMoreWord(int at) {
        if (isHyphen(at) && p.attached(at) && p.attached(at + 1)) {
            if (mayEnd(at + 1)) {
                return at + 2;
            }
            if (p.is(at + 1, Sense.AND) && isHyphen(at + 2) && mayEnd(at + 3)) {
                return at + 4;
            }
            return at;
        }
        if (!p.spaced(at)) {
            return at;
        }
        if (p.is(at, Sense.NUMBER) || p.is(at, Sense.SCALE)) {
            return at + 1;
        }
        if (p.is(at, Sense.AND) && p.spaced(at + 1)) {
            if (p.is(at - 1, Sense.LINKED) && mayEnd(at + 1)) {
                return at + 2;
            }
            if ((p.is(at + 1, Sense.ONE) || p.is(at + 1, Sense.ARTICLE))
                    && p.spaced(at + 2)
                    && p.is(at + 2, Sense.PART)) {
                return at + 3;
            }
            if (p.is(at + 1, Sense.PART)) {
                return at + 2;
            }
        }
        if (p.is(at - 1, Sense.MANY) && p.is(at, Sense.OF) && p.spaced(at + 1) && p.is(at + 1, Sense.NUMBER)) {
            return at + 2;
        }
        if (p.is(at - 1, Sense.PART)
                && (p.is(at, Sense.ONE) || p.is(at, Sense.ARTICLE))
                && p.spaced(at + 1)
                && p.is(at + 1, Sense.SCALE)) {
            return at + 2;
        }
        return at;
    }

    private boolean mayEnd(int i) {
        return p.is(i, Sense.NUMBER) || p.is(i, Sense.ONE) || p.is(i, Sense.FIRST);
    }

    /** One in five, one out of 20, un Français sur cinq. */
    private int share(int i) {
        if (!p.is(i, Sense.ONE)) {
            return i;
        }
        var perCent = p.is(i + 1, Sense.PER) && p.spaced(i + 2) && p.is(i + 2, Sense.CENT);
        if (p.spaced(i + 1) && (perCent || p.is(i + 1, Sense.PER_CENT))) {
            return i + 1;
        }
        for (var in = i + 1; in <= i + 2 && p.spaced(in); in++) {
            var behind = p.says(in, "out") && p.says(in + 1, "of") ? in + 2 : in + 1;
            if (p.is(in, Sense.IN) || behind == in + 2) {
                var whole = p.spaced(behind) ? quantity(behind) : behind;
                return whole > behind ? whole : i;
            }
            if (!p.is(in, Kind.WORD) || p.says(i, "one")) {
                break;
            }
        }
        return i;
    }

    /** One, where it counts something. */
    private boolean isOne(int i) {
        return p.says(i, "one")
                && p.is(i, Sense.ONE)
                && p.spaced(i + 1)
                && p.is(i + 1, Kind.WORD)
                && !p.is(i + 1, Sense.AFTER_PRONOUN)
                && !(p.follows(i) && p.is(i - 1, Sense.BEFORE_PRONOUN))
                && !(p.attached(i) && p.says(i - 1, "-"));
    }
}
