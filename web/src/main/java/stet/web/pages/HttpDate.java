package stet.web.pages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import stet.domain.InvalidValue;

/** Instants as RFC 7089 writes them, in whole seconds of GMT. */
final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final int LENGTH = "Thu, 31 May 2007 20:35:00 GMT".length();

    private HttpDate() {}

    static String of(Instant instant) {
        return FORMAT.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** @throws InvalidValue if it is none */
    static Instant read(String written) {
        if (written.length() == LENGTH) {
            try {
                return LocalDateTime.parse(written, FORMAT).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException none) {
                // Whatever is wrong with it, whoever asks is told one thing.
            }
        }
        throw new InvalidValue("Accept-Datetime must be a day and a time such as “Thu, 31 May 2007 20:35:00 GMT”");
    }
}
