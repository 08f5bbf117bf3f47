package stet.eventstore.following;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets events gather for a while before a follower reads them, so that it writes once what several of them change. What comes while it
 * reads is read at once; so one that is behind, or replays, loses no time.
 */
final class Linger {
    private final long nanos;
    private final LongSupplier clock;
    private volatile boolean hurried;
    private boolean gathering;
    private boolean reading;
    private long due;

    /** @param clock of nanoseconds */
    Linger(Duration atMost, LongSupplier clock) {
        nanos = atMost.toNanos();
        this.clock = clock;
    }

    /**
     * Is asked each time before something is read.
     *
     * @param there whether there are events
     * @return for how many nanoseconds they are still held back; 0 if they may be read
     */
    long holds(boolean there) {
        if (!there) {
            gathering = false;
            reading = false;
            hurried = false;
            return 0;
        }
        if (reading || nanos == 0) {
            return 0;
        }
        if (!gathering) {
            gathering = true;
            due = clock.getAsLong() + nanos;
        }
        var left = due - clock.getAsLong();
        reading = hurried || left <= 0;
        return reading ? 0 : left;
    }

    /**
     * What is there, or is to come next, is held back no longer.
     *
     * @return false if somebody has said so already
     */
    boolean hurry() {
        var news = !hurried;
        hurried = true;
        return news;
    }
}
