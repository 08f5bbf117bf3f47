package stet.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.InvalidValue;

/**
 * What happened to the newsroom's people and desks, in order?
 *
 * @param after the sequence of the last entry already seen, or null to begin at the beginning
 * @param limit 1 to {@value ChangesOf#MOST} entries
 */
public record NewsroomChanges(@Nullable Long after, int limit) {
    /** @throws InvalidValue if the limit is outside its range */
    public NewsroomChanges {
        if (limit < 1 || limit > ChangesOf.MOST) {
            throw new InvalidValue("A page of the history has 1 to 200 entries");
        }
    }

    /** @param next what to ask {@code after} for the next page, or null if this is the last */
    public record Page(List<Entry> entries, @Nullable Long next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }
}
