package stet.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.regex.Pattern;
import stet.domain.Era;
import stet.domain.InvalidValue;

/** A version of an article, by whatever an editor calls it. */
public sealed interface Point {
    /** @param number 1 for the draft */
    record Revision(int number) implements Point {}

    /** @param number 1 for the first */
    record Edition(int number) implements Point {}

    /** What stood just after everything that had happened by then. */
    record At(Instant instant) implements Point {}

    /** What the world sees now; where it sees nothing, the first revision. */
    record Public() implements Point {}

    /** What is being edited now. */
    record WorkingCopy() implements Point {}

    /** One as it stands in an address: {@code r3}, {@code e2}, {@code public}, {@code copy}, or an instant such as {@code 2026-11-23T14:03:00Z}. */
    default String address() {
        return switch (this) {
            case Revision(var number) -> "r" + number;
            case Edition(var number) -> "e" + number;
            case At(var instant) -> instant.toString();
            case Public _ -> "public";
            case WorkingCopy _ -> "copy";
        };
    }

    /**
     * @param zone of a time that says none, such as {@code 2026-11-23T14:03}
     * @throws InvalidValue if it is none of these, or a time that does not exist that day or exists twice (rule 30)
     */
    static Point read(String address, ZoneId zone) {
        var typed = address.strip();
        var numbered = Addresses.NUMBERED.matcher(typed);
        if (numbered.matches()) {
            var number = Integer.parseInt(numbered.group(2));
            return numbered.group(1).equals("r") ? new Revision(number) : new Edition(number);
        }
        return switch (typed) {
            case "public" -> new Public();
            case "copy" -> new WorkingCopy();
            default -> new At(Addresses.instant(typed, zone, Addresses::notAVersion));
        };
    }

    /**
     * A time alone.
     *
     * @throws InvalidValue if it is none, or does not exist that day or exists twice
     */
    static Instant moment(String address, ZoneId zone) {
        return Addresses.instant(address.strip(), zone, Addresses::notATime);
    }

    /** How they are read. */
    final class Addresses {
        private static final Pattern NUMBERED = Pattern.compile("([re])([1-9][0-9]{0,8})");
        private static final Pattern DATED = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?");
        private static final int LONGEST = 40;

        private Addresses() {}

        private static Instant instant(String typed, ZoneId zone, Function<String, InvalidValue> otherwise) {
            if (typed.length() > LONGEST) {
                throw otherwise.apply(typed.substring(0, LONGEST) + "…");
            }
            try {
                // A plus that came in an address unescaped has become a space.
                return Era.within(OffsetDateTime.parse(typed.replace(' ', '+')).toInstant());
            } catch (DateTimeException noOffset) {
                return Era.within(inZone(typed, zone, otherwise));
            }
        }

        private static Instant inZone(String typed, ZoneId zone, Function<String, InvalidValue> otherwise) {
            LocalDateTime time;
            try {
                time = LocalDateTime.parse(typed);
            } catch (DateTimeException neither) {
                throw DATED.matcher(typed).matches()
                        ? new InvalidValue("There is no %s: no such day, or no such time in it".formatted(typed))
                        : otherwise.apply(typed);
            }
            var offsets = zone.getRules().getValidOffsets(time);
            if (offsets.size() != 1) {
                throw new InvalidValue(
                        offsets.isEmpty()
                                ? "There was no %s that day, since clocks went forward".formatted(typed)
                                : "%s came twice that day; say which, as in %s%s"
                                        .formatted(typed, typed, offsets.getFirst()));
            }
            return time.toInstant(offsets.getFirst());
        }

        private static InvalidValue notATime(String typed) {
            return new InvalidValue("“%s” is no time; a time is such as 2026-11-23T14:03".formatted(typed));
        }

        private static InvalidValue notAVersion(String typed) {
            return new InvalidValue(
                    "“%s” names no version; it is r and the number of a revision, e and that of an edition, “public”, “copy”, or a time such as 2026-11-23T14:03"
                            .formatted(typed));
        }
    }
}
