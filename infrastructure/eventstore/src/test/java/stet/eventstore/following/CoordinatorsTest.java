package stet.eventstore.following;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoordinatorsTest {
    private static final long LATER = 60_000;

    private final Coordinators coordinators = new Coordinators(1, Thread::new);

    @AfterEach
    void stop() {
        coordinators.shutdownNow();
    }

    @Test
    void whoever_was_told_that_there_is_more_comes_back_in_a_moment() throws Exception {
        assertThat(putOff(() -> coordinators.told(true))).isLessThan(100);
    }

    @Test
    void whoever_was_told_that_there_is_no_more_comes_back_when_it_said() throws Exception {
        assertThat(putOff(() -> {
                    coordinators.told(true);
                    coordinators.told(false);
                }))
                .isGreaterThan(LATER / 2);
    }

    @Test
    void what_one_task_was_told_is_nothing_to_the_next() throws Exception {
        putOff(() -> coordinators.told(true));
        assertThat(putOff(() -> {})).isGreaterThan(LATER / 2);
    }

    /** By how many milliseconds a task of Axon's is put off that was told this. */
    private long putOff(Runnable told) throws ExecutionException, InterruptedException {
        Callable<Long> task = () -> {
            told.run();
            var again = coordinators.schedule(() -> {}, LATER, MILLISECONDS);
            var delay = again.getDelay(MILLISECONDS);
            again.cancel(false);
            return delay;
        };
        return coordinators.submit(task).get();
    }
}
