package stet.web.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How days, times and addresses are written on the pages: in the newsroom's own time zone, which is the clock's. */
public final class Writing {
    private static final Pattern UNSAFE_IN_A_PATH = Pattern.compile("[~%/\\\\;]|^\\.+$");
    private static final Pattern ESCAPE = Pattern.compile("~([0-9A-F]{2})");
    private static final Pattern DIRECTIONS = Pattern.compile("[\u202A-\u202E\u2066-\u2069]");

    private final Clock clock;
    private final DateTimeFormatter day = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private final DateTimeFormatter weekday = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
    private final DateTimeFormatter moment = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm z", Locale.ENGLISH);

    public Writing(Clock clock) {
        this.clock = clock;
    }

    public String today() {
        return LocalDate.now(clock).format(weekday);
    }

    public String day(Instant instant) {
        return LocalDate.ofInstant(instant, clock.getZone()).format(day);
    }

    public String moment(Instant instant) {
        return instant.atZone(clock.getZone()).format(moment);
    }

    /** For a title bar, which cannot keep one text's change of direction from the next. */
    public String plain(String words) {
        return DIRECTIONS.matcher(words).replaceAll("");
    }

    /**
     * The name of a section as the last part of an address. Servers and firewalls refuse some characters in a path even when they are
     * percent-encoded; those get an escape of our own.
     */
    public String section(String name) {
        return UNSAFE_IN_A_PATH.matcher(name).replaceAll(found -> {
            var escaped = new StringBuilder();
            found.group().chars().forEach(c -> escaped.append("~%02X".formatted(c)));
            return escaped.toString();
        });
    }

    /** The name that {@link #section} wrote. */
    static String sectionNamed(String written) {
        return ESCAPE.matcher(written)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
}
