package stet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void a_figure_is_its_median_with_the_least_and_the_most() {
        for (var number : new double[] {5, 1, 9, 3}) {
            results.add("rate", number);
        }
        assertThat(results.spread("rate")).contains(new Results.Spread(4, 1, 9, 4));
    }

    @Test
    void a_ratio_is_taken_round_by_round() {
        for (var round = 1; round <= 3; round++) {
            results.add("ours", round * 8);
            results.add("theirs", round * 10);
        }
        assertThat(results.ratio("ours", "theirs")).contains(new Results.Spread(0.8, 0.8, 0.8, 3));
    }

    @Test
    void what_was_not_measured_has_no_figure() {
        results.add("ours", 1);
        assertThat(results.spread("theirs")).isEmpty();
        assertThat(results.ratio("ours", "theirs")).isEmpty();
    }

    @Test
    void what_was_measured_under_a_name_is_told_in_order() {
        results.add("decisions/save/p50", 1);
        results.add("decisions/save/p99", 2);
        results.add("decisions/refile/p50", 3);
        results.add("commands/p50", 4);
        assertThat(results.under("decisions")).containsExactly("save", "refile");
    }
}
