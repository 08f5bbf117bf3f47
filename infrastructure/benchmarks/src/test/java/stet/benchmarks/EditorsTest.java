package stet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import stet.domain.checking.Checkables;

class EditorsTest {
    @Test
    void a_pace_counts_from_when_it_was_due_though_it_was_kept_waiting() {
        var pace = Editors.Pace.steady(1_000, 0);
        var first = pace.next();
        var late = first + TimeUnit.MILLISECONDS.toNanos(10);
        Editors.awaited(late);
        // The next nine were due meanwhile, a millisecond after each other, and none of them waits.
        for (var n = 1; n < 10; n++) {
            assertThat(pace.next() - first).isEqualTo(TimeUnit.MILLISECONDS.toNanos(n));
        }
    }

    @Test
    void an_article_has_nothing_that_must_be_checked_and_is_as_long_as_a_story() {
        for (var article = 1; article < 30; article++) {
            var words = Editors.paragraphs(article, Editors.SAVES);
            assertThat(String.join("", words).length()).isBetween(6_000, 10_000);
            for (var paragraph : words) {
                assertThat(Checkables.required(paragraph, Locale.ENGLISH)).isEmpty();
            }
        }
    }

    @Test
    void a_save_adds_to_one_paragraph() {
        var before = Editors.paragraphs(7, 3);
        var after = Editors.paragraphs(7, 4);
        assertThat(after).isNotEqualTo(before).hasSameSizeAs(before);
        for (var n = 0; n < before.size(); n++) {
            if (n == 4) {
                assertThat(after.get(n)).startsWith(before.get(n)).isNotEqualTo(before.get(n));
            } else {
                assertThat(after.get(n)).isEqualTo(before.get(n));
            }
        }
        assertThat(Editors.paragraphs(8, 3)).isNotEqualTo(before);
    }
}
