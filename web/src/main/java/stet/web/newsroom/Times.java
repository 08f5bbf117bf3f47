package stet.web.newsroom;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stet.domain.Era;

/**
 * How the newsroom's pages tell times: in the newsroom's time zone, which is the clock's, or in the one that whoever reads has chosen. What is
 * typed is in the newsroom's (rule 30).
 */
public final class Times {
    private static final DateTimeFormatter IN_A_FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ANOTHER_YEAR =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private static final DateTimeFormatter WHICH = DateTimeFormatter.ofPattern("HH:mm z, OOOO", Locale.ENGLISH);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.ENGLISH);

    private final Clock clock;
    private final Supplier<Optional<ZoneId>> own;
    private @Nullable ZoneId reading;

    public Times(Clock clock) {
        this(clock, Optional::empty);
    }

    /** @param own the zone that whoever reads has chosen; looked up only if a time is told */
    Times(Clock clock, Supplier<Optional<ZoneId>> own) {
        this.clock = clock;
        this.own = own;
    }

    private ZoneId reading() {
        var known = reading;
        if (known == null) {
            known = own.get().orElseGet(clock::getZone);
            reading = known;
        }
        return known;
    }

    public String moment(Instant instant) {
        return instant.atZone(reading()).format(MOMENT);
    }

    /** As short as it can be said: the time alone today, the year only where it is another. */
    public String shortly(Instant instant) {
        var then = instant.atZone(reading());
        var today = LocalDate.ofInstant(clock.instant(), reading());
        return (then.toLocalDate().equals(today) ? TODAY : then.getYear() == today.getYear() ? THIS_YEAR : ANOTHER_YEAR)
                .format(then);
    }

    /** How long ago, or until when, in one word or two: {@code 4 min}, {@code 3 h}, {@code 2 days}. */
    public String since(Instant instant) {
        var passed = Duration.between(instant, clock.instant()).abs();
        if (passed.toMinutes() < 1) {
            return "now";
        }
        if (passed.toHours() < 1) {
            return passed.toMinutes() + " min";
        }
        if (passed.toDays() < 1) {
            return passed.toHours() + " h";
        }
        return passed.toDays() == 1 ? "1 day" : passed.toDays() + " days";
    }

    public boolean past(Instant instant) {
        return instant.isBefore(clock.instant());
    }

    public String today() {
        return LocalDate.now(clock).toString();
    }

    /** The next full hour, as a field for a date and a time has it. */
    public String nextHour() {
        return ZonedDateTime.now(clock)
                .truncatedTo(ChronoUnit.HOURS)
                .plusHours(1)
                .format(IN_A_FIELD);
    }

    /**
     * One of the two moments at which a clock shows the same time, on a day when clocks go back.
     *
     * @param offset by which a form says which of two equal times is meant
     * @param spoken such as {@code 01:30 BST, UTC+01:00}
     */
    public record Which(String offset, String spoken) {}

    /** The moments that a time in a field can be, earlier one first; none unless it comes twice that day. */
    public List<Which> twice(String typed) {
        LocalDateTime moment;
        try {
            moment = LocalDateTime.parse(typed.strip());
        } catch (DateTimeParseException notYet) {
            return List.of();
        }
        var offsets = clock.getZone().getRules().getValidOffsets(moment);
        return offsets.size() < 2
                ? List.of()
                : offsets.stream()
                        .map(offset -> new Which(
                                offset.getId(),
                                WHICH.format(moment.toInstant(offset).atZone(clock.getZone()))))
                        .toList();
    }

    /**
     * When a day that is typed begins, or one that many days later; null where nothing is typed.
     *
     * @throws stet.domain.InvalidValue if it is no day
     */
    public @Nullable Instant day(String typed, int later) {
        if (typed.isBlank()) {
            return null;
        }
        return Era.day(typed).plusDays(later).atStartOfDay(clock.getZone()).toInstant();
    }

    /** The time zone of every time that is typed in. */
    public String zone() {
        return clock.getZone().getId();
    }
}
