package stet.web.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import stet.web.http.Bulkhead;

/** Many readers who ask for what is made anew each time leave half of the processors to everybody else. */
@Tag("program")
class ReadersBulkheadTest {
    @Test
    void a_look_at_the_past_has_a_place_until_it_is_answered() {
        var past = new PastBehindBulkhead(new ReadersBulkhead(new Bulkhead(1, Duration.ofMillis(10))));
        var request = new MockHttpServletRequest();
        var response = new MockHttpServletResponse();
        assertThat(past.preHandle(request, response, this)).isTrue();
        assertThatThrownBy(() -> past.preHandle(request, response, this)).isInstanceOf(ReadersBulkhead.Crowded.class);
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
