package stet.web.pages;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keeps half of the processors for everybody else: so many requests of readers may be under way at a time of those that are answered anew
 * for each of them, which takes a processor for longer than a page that is kept. A few more wait a moment, and the rest is sent away.
 */
@Component
final class Bulkhead {
    /** How long whoever was sent away should wait, in seconds. */
    static final String RETRY_AFTER = "5";

    private static final int WAITING = 20;

    private final Semaphore free;
    private final Duration patience;

    @Autowired
    Bulkhead() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), Duration.ofSeconds(1));
    }

    /**
     * @param most so many requests at a time
     * @param patience for how long one waits
     */
    Bulkhead(int most, Duration patience) {
        free = new Semaphore(most, true);
        this.patience = patience;
    }

    /** Thrown at whoever is sent away, before anything was looked up. */
    static final class Crowded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crowded() {
            super("Too many readers ask for this at the moment; try again in a few seconds", null, false, false);
        }
    }

    /**
     * Lets a request in, which must {@link #leave}.
     *
     * @throws Crowded if it is not let in
     */
    void enter() {
        try {
            if (waiting() >= WAITING || !free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Crowded();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Crowded();
        }
    }

    int waiting() {
        return free.getQueueLength();
    }

    void leave() {
        free.release();
    }
}
