package stet.eventstore.following;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LingerTest {
    private static final long MILLI = 1_000_000;

    private long now;
    private final Linger linger = new Linger(Duration.ofMillis(100), () -> now);

    @Test
    void the_first_event_waits_for_others_and_what_comes_meanwhile_waits_no_longer() {
        assertThat(linger.holds(true)).isEqualTo(100 * MILLI);
        now += 60 * MILLI;
        assertThat(linger.holds(true)).isEqualTo(40 * MILLI);
        now += 40 * MILLI;
        assertThat(linger.holds(true)).isZero();
    }

    @Test
    void who_reads_goes_on_until_nothing_is_left() {
        linger.holds(true);
        now += 100 * MILLI;
        assertThat(linger.holds(true)).isZero();
        assertThat(linger.holds(true)).isZero();
        linger.holds(false);
        assertThat(linger.holds(true)).isEqualTo(100 * MILLI);
    }

    @Test
    void somebody_who_waits_ends_it_once() {
        assertThat(linger.holds(true)).isPositive();
        assertThat(linger.hurry()).isTrue();
        assertThat(linger.hurry()).isFalse();
        assertThat(linger.holds(true)).isZero();
        linger.holds(false);
        assertThat(linger.holds(true)).isPositive();
    }

    @Test
    void without_a_time_nothing_waits() {
        assertThat(new Linger(Duration.ZERO, () -> now).holds(true)).isZero();
    }
}
