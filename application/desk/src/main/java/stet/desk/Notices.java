package stet.desk;

import java.util.List;
import stet.domain.InvalidValue;
import stet.domain.PersonId;

/** What wanted this person's attention last? */
public record Notices(PersonId person, int limit) {
    public static final int MOST = 100;

    /** @throws InvalidValue if the limit is outside 1 to {@value #MOST} */
    public Notices {
        if (limit < 1 || limit > MOST) {
            throw new InvalidValue("A list of notices has 1 to %d".formatted(MOST));
        }
    }

    /** @param notices the newest first */
    public record Answer(List<Notice> notices) {
        public Answer {
            notices = List.copyOf(notices);
        }
    }
}
