package stet.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** The years 1 to 9999, of which a newsroom speaks. Databases keep no instant that lies far beyond them, and sums of such overflow. */
public final class Era {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Era() {}

    /** @throws InvalidValue if it is no instant as in {@code 2026-11-23T15:30:00Z}, or lies in none of these years */
    public static Instant instant(String written) {
        try {
            return within(Instant.parse(written));
        } catch (DateTimeException none) {
            throw new InvalidValue("An instant is written as in 2026-11-23T15:30:00Z");
        }
    }

    /** @throws InvalidValue if it lies in none of these years */
    public static Instant within(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new InvalidValue("An instant lies between the years 1 and 9999");
        }
        return instant;
    }

    /** @throws InvalidValue if it is no day as in {@code 2026-11-23}, or lies in none of these years */
    public static LocalDate day(String written) {
        try {
            var day = LocalDate.parse(written);
            if (day.getYear() >= 1 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeException none) {
            throw new InvalidValue("A day is written as in 2026-11-29, and not '%s'".formatted(written));
        }
        throw new InvalidValue("A day lies between the years 1 and 9999");
    }
}
