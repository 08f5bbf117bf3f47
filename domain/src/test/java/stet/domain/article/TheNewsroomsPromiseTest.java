package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stet.trials.Choices;
import stet.trials.Some;
import stet.trials.Trials;

/**
 * The promise, tried on random days of a newsroom: in no edition is there a word that nobody but its writer has signed, a quotation or a
 * speaker outside a QUOTE claim that stands, a number or date outside a claim, or a cut that only the cutter knows; and nobody who wrote
 * a word of an edition is its publisher. An {@link Onlooker} judges, who shares no rule with the domain; and so that its silence means
 * something, each {@link Fault} shows that it speaks up.
 */
class TheNewsroomsPromiseTest {
    private static final int DAYS = 10_000;
    private static final int STEPS = 16;
    private static final int FEWEST_STEPS = 5;
    private static final int MOST_STEPS = 12;
    private static final int MOST_DAYS = 2_000;

    @Tag("random")
    @Test
    void no_word_goes_out_that_only_its_writer_has_read() {
        var withAnEdition = new AtomicInteger();
        Trials.of(DAYS).holds(days(), steps -> {
            var day = RandomDay.of(RandomDay.byTheRules(), steps);
            assertThat(day.breaches()).as(day::told).isEmpty();
            if (day.editions() > 0) {
                withAnEdition.incrementAndGet();
            }
        });
        assertThat(withAnEdition).as("days with an edition").hasValueGreaterThan(DAYS * 33 / 100);
    }

    @ParameterizedTest
    @EnumSource
    void whoever_breaks_a_rule_is_found_out(Fault fault) {
        var random = new Random(9);
        var found = Stream.generate(() -> random.ints(STEPS).boxed().toList())
                .limit(MOST_DAYS)
                .anyMatch(steps ->
                        fault.isSeenIn(RandomDay.of(fault, steps).breaches().keySet()));
        assertThat(found).isTrue();
    }

    private static Some<List<Integer>> days() {
        return choices -> choices.list(FEWEST_STEPS, MOST_STEPS, Choices::anyInt);
    }
}
