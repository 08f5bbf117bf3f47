package stet.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {
    private final PeopleForTests.Hands clock = new PeopleForTests.Hands();
    private final SignInLimits limits = new SignInLimits(clock);

    @Test
    void of_many_tries_at_once_only_five_are_made() {
        var made = IntStream.range(0, 200)
                .parallel()
                .mapToObj(n -> guess("ruth"))
                .filter(SignInLimits.Try.class::isInstance)
                .count();

        assertThat(made).isEqualTo(5);
    }

    @Test
    void nobody_waits_longer_than_a_quarter_of_an_hour() {
        for (var n = 0; n < 30; n++) {
            assertThat(guess("ruth")).isInstanceOf(SignInLimits.Try.class);
            clock.forward(Duration.ofMinutes(15));
        }
    }

    @Test
    void wrong_passwords_of_another_day_are_forgotten() {
        IntStream.range(0, 5).forEach(n -> guess("ruth"));
        clock.forward(Duration.ofHours(2));

        assertThat(IntStream.range(0, 5).mapToObj(n -> guess("ruth"))).allMatch(SignInLimits.Try.class::isInstance);
    }

    @Test
    void any_number_of_made_up_names_and_networks_takes_bounded_memory_and_is_forgotten() {
        for (var n = 0; n < 100_000; n++) {
            guess("made up " + n);
            clock.forward(Duration.ofSeconds(1));
        }
        assertThat(limits.remembers()).isLessThanOrEqualTo(20_000);

        clock.forward(Duration.ofHours(2));
        assertThat(limits.remembers()).isZero();
    }

    @Test
    void many_names_from_one_network_are_slowed_and_one_more_may_be_tried_after_ten_seconds() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(n -> limits.stranger("name " + n, "password " + n, "198.51.100.7"))
                        .filter(SignInLimits.Try.class::isInstance)
                        .count())
                .isEqualTo(60);
        assertThat(limits.stranger("ruth", "another", "198.51.100.7"))
                .isInstanceOfSatisfying(
                        SignInLimits.Wait.class, wait -> assertThat(wait.why()).isEqualTo(SignInLimits.Why.NETWORK));
        assertThat(limits.stranger("ruth", "another", "198.51.100.8")).isInstanceOf(SignInLimits.Try.class);

        clock.forward(Duration.ofSeconds(11));
        assertThat(limits.stranger("ruth", "another", "198.51.100.7")).isInstanceOf(SignInLimits.Try.class);
    }

    @Test
    void one_password_tried_for_many_names_from_many_networks_is_slowed() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(n -> limits.stranger("name " + n, "Winter2026!!", "198.51.100." + n))
                        .filter(SignInLimits.Try.class::isInstance)
                        .count())
                .isEqualTo(10);
        assertThat(limits.stranger("ruth", "another", "203.0.113.1")).isInstanceOf(SignInLimits.Try.class);
    }

    @Test
    void whose_own_password_it_is_buys_no_more_tries_of_it_for_others() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(n -> {
                            if (limits.stranger("mallory", "Winter2026!!", "203.0.113.1")
                                    instanceof SignInLimits.Try own) {
                                own.succeeded();
                            }
                            return limits.stranger("name " + n, "Winter2026!!", "198.51.100." + n);
                        })
                        .filter(SignInLimits.Try.class::isInstance)
                        .count())
                .isEqualTo(10);
    }

    @Test
    void whatever_comes_from_wherever_there_is_a_limit_in_all() {
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(n -> guess("name " + n))
                        .filter(SignInLimits.Try.class::isInstance)
                        .count())
                .isEqualTo(300);
    }

    @Test
    void what_strangers_do_keeps_nobody_waiting_who_is_vouched_for() {
        IntStream.range(0, 1_000).forEach(n -> guess("ruth"));

        assertThat(limits.vouchedFor("ruth", "her browser")).isInstanceOf(SignInLimits.Try.class);
        // It is no free way in either, for whoever sits down at it.
        IntStream.range(0, 5).forEach(n -> limits.vouchedFor("ruth", "her browser"));
        assertThat(limits.vouchedFor("ruth", "her browser")).isInstanceOf(SignInLimits.Wait.class);
    }

    @Test
    void the_right_password_is_no_guess_however_often_it_comes() {
        for (var n = 0; n < 1_000; n++) {
            assertThat(limits.stranger("ruth", "correct horse battery", "198.51.100.7"))
                    .isInstanceOfSatisfying(SignInLimits.Try.class, SignInLimits.Try::succeeded);
        }
    }

    @Test
    void a_try_for_which_there_was_no_time_is_none_and_makes_up_for_none() {
        for (var n = 0; n < 1_000; n++) {
            assertThat(guess("ruth")).isInstanceOfSatisfying(SignInLimits.Try.class, SignInLimits.Try::wasNotMade);
        }
        IntStream.range(0, 4).forEach(n -> guess("ruth"));
        assertThat(guess("ruth")).isInstanceOf(SignInLimits.Try.class);
        assertThat(guess("ruth")).isInstanceOf(SignInLimits.Wait.class);
    }

    /** With a password and from a network that nobody else had. */
    private SignInLimits.Turn guess(String name) {
        return limits.stranger(
                name, UUID.randomUUID().toString(), UUID.randomUUID().toString());
    }
}
