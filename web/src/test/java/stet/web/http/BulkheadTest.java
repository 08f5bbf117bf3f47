package stet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Some work has a share of the processors, and leaves the rest to everything else. */
class BulkheadTest {
    @Test
    void the_next_waits_until_one_has_left_and_who_has_waited_long_enough_is_sent_away() throws Exception {
        var bulkhead = new Bulkhead(1, Duration.ofMinutes(1));
        assertThat(bulkhead.enter()).isTrue();
        var next = CompletableFuture.supplyAsync(bulkhead::enter);
        assertThat(next).isNotDone();
        bulkhead.leave();
        assertThat(next.get(30, TimeUnit.SECONDS)).isTrue();

        var hasty = new Bulkhead(1, Duration.ofMillis(10));
        assertThat(hasty.enter()).isTrue();
        assertThat(hasty.enter()).isFalse();
        hasty.leave();
        assertThat(hasty.enter()).isTrue();
    }

    @Test
    void where_many_wait_nobody_else_does() {
        var bulkhead = new Bulkhead(1, Duration.ofMinutes(1));
        assertThat(bulkhead.enter()).isTrue();
        for (var n = 0; n < 20; n++) {
            Thread.ofVirtual().start(bulkhead::enter);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(bulkhead.places().getQueueLength()).isEqualTo(20));
        assertThat(bulkhead.enter()).isFalse();
        for (var n = 0; n < 21; n++) {
            bulkhead.leave();
        }
    }
}
