package stet.web.pages;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import stet.web.http.Bulkhead;

/**
 * Keeps half of the processors for everybody else: what is answered anew for each reader who asks takes a processor for longer than a page
 * that is kept.
 */
@Component
final class ReadersBulkhead {
    /** How long whoever was sent away should wait, in seconds. */
    static final String RETRY_AFTER = "5";

    private final Bulkhead bulkhead;

    @Autowired
    ReadersBulkhead() {
        this(Bulkhead.ofHalfTheProcessors(Duration.ofSeconds(1)));
    }

    ReadersBulkhead(Bulkhead bulkhead) {
        this.bulkhead = bulkhead;
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
        if (!bulkhead.enter()) {
            throw new Crowded();
        }
    }

    void leave() {
        bulkhead.leave();
    }
}
