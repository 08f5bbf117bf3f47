package stet.web.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many of one kind of work be under way at a time, at half of the processors, so that it cannot take them all from everything else
 * (the bulkhead pattern). A few more wait a moment, and the rest is turned away at once.
 */
public final class Bulkhead {
    /** How many may wait; more are turned away at once. */
    private static final int WAITING = 20;

    private final Semaphore free;
    private final Duration patience;

    /** @param patience for how long one waits */
    public static Bulkhead ofHalfTheProcessors(Duration patience) {
        return new Bulkhead(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), patience);
    }

    /**
     * @param most so many at a time
     * @param patience for how long one waits
     */
    public Bulkhead(int most, Duration patience) {
        free = new Semaphore(most, true);
        this.patience = patience;
    }

    /** Whether one more is let in; whoever is must {@link #leave}. */
    public boolean enter() {
        if (free.tryAcquire()) {
            return true;
        }
        if (free.getQueueLength() >= WAITING) {
            return false;
        }
        try {
            return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits without a limit until it is let in, and must {@link #leave}. */
    public void enterAtLast() {
        free.acquireUninterruptibly();
    }

    public void leave() {
        free.release();
    }

    /** For tests, which hold all places or look whether one is free. */
    public Semaphore places() {
        return free;
    }
}
