package stet.web.findings;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import stet.history.History;
import stet.workflow.PastStates;

/**
 * Goes through the longest histories before anybody asks where their words come from, and what had been found and signed of them: after a
 * start, and whenever there is room for one that was not gone through.
 */
@Component
final class Ahead implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ahead.class);
    /** A program that starts has other things to do first. */
    private static final Duration FIRST = Duration.ofSeconds(3);

    private static final Duration EACH = Duration.ofMinutes(1);

    private final History history;
    private final PastStates past;
    private final Clock clock;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("longest-histories").daemon().factory());

    Ahead(History history, PastStates past, Clock clock) {
        this.history = history;
        this.past = past;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        // The task is never cancelled by itself, because close() shuts the executor down.
        var _ = watch.scheduleWithFixedDelay(this::look, FIRST.toMillis(), EACH.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        // What is under way only reads, and is not interrupted: that would close the file of H2 under everybody else.
        watch.shutdown();
    }

    private void look() {
        try {
            for (var article : history.followLongest()) {
                var _ = past.asOf(article, clock.instant());
            }
        } catch (RuntimeException failed) {
            LOG.debug("The longest histories are gone through later", failed);
        }
    }
}
