package stet.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TrialsTest {
    private static final Some<List<Integer>> NUMBERS =
            ((Some<Integer>) choices -> choices.between(0, 1_000)).list(0, 20);

    @Test
    void what_holds_is_tried_as_often_as_it_is_said() {
        var tried = new ArrayList<List<Integer>>();
        Trials.of(200, 6).holds(NUMBERS, tried::add);
        assertThat(tried).hasSize(200);
        assertThat(new HashSet<>(tried)).hasSizeGreaterThan(100);
    }

    @Test
    void what_fails_is_told_by_a_simple_example_and_the_seed() {
        var failure = failing(7, numbers -> assertThat(numbers).allMatch(number -> number < 500));
        assertThat(failure).hasMessageContaining("  [500]").hasMessageContaining("-Dstet.seed=7");
        assertThat(failure.getCause()).isInstanceOf(AssertionError.class);
    }

    @Test
    void an_example_of_several_things_keeps_those_that_it_takes() {
        assertThat(failing(
                        8,
                        numbers -> assertThat(numbers.stream().filter(number -> number >= 10))
                                .hasSizeLessThan(3)))
                .hasMessageContaining("  [10, 10, 10]");
    }

    @Test
    void the_same_seed_tries_the_same_and_another_something_else() {
        assertThat(tried(1)).isEqualTo(tried(1)).isNotEqualTo(tried(2));
    }

    @Test
    void an_exception_is_a_failure_as_well() {
        assertThat(failing(9, numbers -> numbers.get(0)))
                .hasMessageContaining("  []")
                .hasCauseInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void any_character_may_come_but_no_half_of_one() {
        var met = new HashSet<Character.UnicodeScript>();
        Trials.of(2_000).holds(Some.text(40), text -> {
            assertThat(text.codePoints()).noneMatch(each -> Character.getType(each) == Character.SURROGATE);
            text.codePoints().mapToObj(Character.UnicodeScript::of).forEach(met::add);
        });
        assertThat(met)
                .contains(
                        Character.UnicodeScript.LATIN,
                        Character.UnicodeScript.ARABIC,
                        Character.UnicodeScript.HAN,
                        Character.UnicodeScript.UNKNOWN);
    }

    private static AssertionError failing(long seed, Consumer<List<Integer>> property) {
        return catchThrowableOfType(
                AssertionError.class, () -> Trials.of(1_000, seed).holds(NUMBERS, property));
    }

    private static List<List<Integer>> tried(long seed) {
        var tried = new ArrayList<List<Integer>>();
        Trials.of(20, seed).holds(NUMBERS, tried::add);
        return tried;
    }
}
