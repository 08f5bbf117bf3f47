package stet.eventstore.following;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * For how long each follower has had something to read. Once a second it marks the end of the ledger for each follower, which is behind
 * for as long as it takes to reach that mark. So commands cost nothing more, and no timestamp of another clock is involved.
 */
final class Lag {
    private static final Logger LOG = LoggerFactory.getLogger(Lag.class);

    private final LongSupplier nanos;
    private final Map<Follower, Mark> marks = new HashMap<>();
    private boolean lost;

    /** @param since when the ledger was first seen to reach the place, and the follower had not */
    private record Mark(long place, long since) {}

    Lag(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Is called once a second. It logs once that the database cannot be reached, and once that it can again. */
    void look(LongSupplier end, Collection<Follower> followers) {
        try {
            var last = end.getAsLong();
            if (lost) {
                LOG.info("The database is back");
            }
            lost = false;
            followers.forEach(follower -> look(last, follower));
        } catch (DataAccessException gone) {
            if (!lost) {
                LOG.error(
                        "The database cannot be had: {}",
                        gone.getMostSpecificCause().getMessage());
            }
            lost = true;
        }
    }

    private synchronized void look(long last, Follower follower) {
        // Another node reports its own followers; and a replay of old events is no lag.
        if (!follower.isHere() || follower.isReplaying(last)) {
            marks.remove(follower);
            return;
        }
        var mark = marks.get(follower);
        if (mark == null || follower.position() >= mark.place()) {
            if (follower.position() < last) {
                marks.put(follower, new Mark(last, nanos.getAsLong()));
            } else {
                marks.remove(follower);
            }
        }
    }

    /** At least this long, and at most a second longer. */
    synchronized Duration of(Follower follower) {
        var mark = marks.get(follower);
        return mark == null || follower.position() >= mark.place()
                ? Duration.ZERO
                : Duration.ofNanos(nanos.getAsLong() - mark.since());
    }
}
