package stet.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final PeopleForTests.Hands clock = new PeopleForTests.Hands();
    private final Patience patience = new Patience(clock);

    @Test
    void of_many_tries_at_once_only_five_are_made() {
        var made = IntStream.range(0, 200)
                .parallel()
                .mapToObj(n -> patience.tryNow("ruth"))
                .filter(Optional::isEmpty)
                .count();

        assertThat(made).isEqualTo(5);
    }

    @Test
    void nobody_waits_longer_than_a_quarter_of_an_hour() {
        for (var n = 0; n < 30; n++) {
            assertThat(patience.tryNow("ruth")).isEmpty();
            clock.forward(Duration.ofMinutes(15));
        }
    }

    @Test
    void wrong_passwords_of_another_day_are_forgotten() {
        IntStream.range(0, 5).forEach(n -> patience.tryNow("ruth"));
        clock.forward(Duration.ofHours(2));

        assertThat(IntStream.range(0, 5).mapToObj(n -> patience.tryNow("ruth"))).allMatch(Optional::isEmpty);
    }

    @Test
    void any_number_of_made_up_names_takes_bounded_memory_and_the_oldest_goes_first() {
        IntStream.range(0, 5).forEach(n -> patience.tryNow("ruth"));
        IntStream.range(0, 9_999).forEach(n -> patience.tryNow("made up " + n));
        assertThat(patience.tryNow("ruth")).isPresent();

        patience.tryNow("one more");
        assertThat(patience.tryNow("ruth")).isEmpty();
    }
}
