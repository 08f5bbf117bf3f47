package stet.web.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Many readers who ask for what is made anew each time leave half of the processors to everybody else. */
@Tag("program")
class BulkheadTest {
    @Test
    void the_next_waits_until_one_has_left_and_who_has_waited_long_enough_is_sent_away() throws Exception {
        var bulkhead = new Bulkhead(1, Duration.ofMinutes(1));
        bulkhead.enter();
        var next = CompletableFuture.runAsync(bulkhead::enter);
        assertThat(next).isNotDone();
        bulkhead.leave();
        next.get(30, TimeUnit.SECONDS);

        var hasty = new Bulkhead(1, Duration.ofMillis(10));
        hasty.enter();
        assertThatThrownBy(hasty::enter).isInstanceOf(Bulkhead.Crowded.class);
        hasty.leave();
        hasty.enter();
    }

    @Test
    void where_many_wait_nobody_else_does() {
        var bulkhead = new Bulkhead(1, Duration.ofMinutes(1));
        bulkhead.enter();
        for (var n = 0; n < 20; n++) {
            Thread.ofVirtual().start(bulkhead::enter);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(bulkhead.waiting()).isEqualTo(20));
        assertThatThrownBy(bulkhead::enter).isInstanceOf(Bulkhead.Crowded.class);
        for (var n = 0; n < 21; n++) {
            bulkhead.leave();
        }
    }

    @Test
    void a_look_at_the_past_has_a_place_until_it_is_answered() {
        var past = new PastBehindBulkhead(new Bulkhead(1, Duration.ofMillis(10)));
        var request = new MockHttpServletRequest();
        var response = new MockHttpServletResponse();
        assertThat(past.preHandle(request, response, this)).isTrue();
        assertThatThrownBy(() -> past.preHandle(request, response, this)).isInstanceOf(Bulkhead.Crowded.class);
        past.afterCompletion(request, response, this, new IllegalStateException());
        assertThat(past.preHandle(request, response, this)).isTrue();
    }

    @Test
    void a_reader_who_is_sent_away_is_told_when_to_come_back_and_the_pages_that_are_kept_stay_open() {
        try (var kiosk = new Kiosk()) {
            var most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            for (var n = 0; n < most; n++) {
                kiosk.bulkhead().enter();
            }
            var page = kiosk.get("/search?q=mill");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(page.body()).contains("Too many readers ask for this");
            var told = kiosk.get("/api/published?text=mill");
            assertThat(told.statusCode()).isEqualTo(503);
            assertThat(told.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(kiosk.get("/").statusCode()).isEqualTo(200);
            for (var n = 0; n < most; n++) {
                kiosk.bulkhead().leave();
            }
            assertThat(kiosk.get("/search?q=mill").statusCode()).isEqualTo(200);
        }
    }
}
