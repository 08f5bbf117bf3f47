package stet.eventstore;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * For how long each reader has had something to read. It looks once a second where the ledger ends and sets each reader that mark; the
 * reader is behind for as long as it takes to get there. So no command pays for it, and no clock can be wrong about it.
 */
final class Lag {
    private static final Logger LOG = LoggerFactory.getLogger(Lag.class);

    private final LongSupplier nanos;
    private final Map<Reader, Mark> marks = new HashMap<>();
    private boolean lost;

    /** @param since when the ledger was first seen to reach the place, and the reader had not */
    private record Mark(long place, long since) {}

    Lag(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Comes once a second. A database that cannot be had is told of once, and once that it is back. */
    void look(LongSupplier end, Collection<Reader> readers) {
        try {
            var last = end.getAsLong();
            if (lost) {
                LOG.info("The database is back");
            }
            lost = false;
            readers.forEach(reader -> look(last, reader));
        } catch (DataAccessException gone) {
            if (!lost) {
                LOG.error(
                        "The database cannot be had: {}",
                        gone.getMostSpecificCause().getMessage());
            }
            lost = true;
        }
    }

    private synchronized void look(long last, Reader reader) {
        // What another node reads is its own concern; and reading old events anew is no lag.
        if (!reader.isHere() || reader.isReplaying(last)) {
            marks.remove(reader);
            return;
        }
        var mark = marks.get(reader);
        if (mark == null || reader.position() >= mark.place()) {
            if (reader.position() < last) {
                marks.put(reader, new Mark(last, nanos.getAsLong()));
            } else {
                marks.remove(reader);
            }
        }
    }

    /** At least this long, and at most a second longer. */
    synchronized Duration of(Reader reader) {
        var mark = marks.get(reader);
        return mark == null || reader.position() >= mark.place()
                ? Duration.ZERO
                : Duration.ofNanos(nanos.getAsLong() - mark.since());
    }
}
