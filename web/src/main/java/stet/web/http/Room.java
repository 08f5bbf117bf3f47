package stet.web.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The memory that all bodies together may take at a time; who finds none waits, and is sent away after a while. */
final class Room {
    /** So that permits are an int, and small bodies cost nothing. */
    private static final int UNIT = 1 << 10;

    private final int all;
    private final Semaphore free;
    private final Duration patience;

    /**
     * @param bytes no body is refused for being larger than all of it: it then has it to itself
     * @param patience for how long a body waits
     */
    Room(long bytes, Duration patience) {
        this.patience = patience;
        all = Math.toIntExact(Math.max(1, bytes / UNIT));
        free = new Semaphore(all, true);
    }

    /** Thrown at whoever has waited long enough, before anything of the body was read. */
    static final class Crowded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crowded() {
            super("Too much is being sent at once");
        }
    }

    /** Takes room, which must be given {@link #leave back}; the result says how much was taken. */
    int enter(long bytes) {
        var units = (int) Math.min(all, bytes / UNIT);
        try {
            if (!free.tryAcquire(units, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Crowded();
            }
            return units;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Crowded();
        }
    }

    void leave(int units) {
        free.release(units);
    }
}
