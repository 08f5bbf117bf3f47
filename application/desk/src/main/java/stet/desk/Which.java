package stet.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.domain.DeskId;
import stet.domain.PersonId;

/**
 * Which articles are meant. What is null does not narrow them.
 *
 * @param assigned who works on it, in whichever role
 * @param text stands in the headline or the slugline, in capitals or not
 * @param urgency as urgent as this or more so: 1 is a flash, 9 can wait
 * @param stageBefore has been in its stage since before this instant
 */
public record Which(
        @Nullable DeskId desk,
        @Nullable PersonId assigned,
        @Nullable String text,
        @Nullable Integer urgency,
        @Nullable Instant stageBefore) {
    public static final Which ALL = new Which(null, null, null, null, null);

    public Which at(DeskId wanted) {
        return new Which(wanted, assigned, text, urgency, stageBefore);
    }

    public Which assignedTo(PersonId wanted) {
        return new Which(desk, wanted, text, urgency, stageBefore);
    }

    public Which saying(String wanted) {
        return new Which(desk, assigned, wanted, urgency, stageBefore);
    }

    public Which asUrgentAs(int wanted) {
        return new Which(desk, assigned, text, wanted, stageBefore);
    }

    public Which inTheirStageSinceBefore(Instant wanted) {
        return new Which(desk, assigned, text, urgency, wanted);
    }
}
