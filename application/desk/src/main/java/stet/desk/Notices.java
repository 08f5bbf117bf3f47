package stet.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.newsroom.Reading;

/**
 * What wanted this person's attention last?
 *
 * @param reach they hear only of articles among these, and that one was killed; null where Stet itself asks
 */
public record Notices(PersonId person, int limit, Reading.@Nullable Reach reach) {
    public static final int MOST = 100;

    public Notices(PersonId person, int limit) {
        this(person, limit, null);
    }

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
