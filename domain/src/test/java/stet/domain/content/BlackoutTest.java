package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import stet.domain.InvalidValue;

/** Words that are to be taken out, as they are found and as what is left reads (rule 48). */
class BlackoutTest {
    private static String without(String text, String... words) {
        var blackout = Blackout.of(List.of(words), false);
        return Blackout.out(text, blackout.in(text));
    }

    @Test
    void what_is_left_is_as_long_as_before_with_its_spaces_and_signs_where_they_were() {
        assertThat(without("Zoë Ahl-Berg’s boat", "Zoë Ahl-Berg")).isEqualTo("███ ███-████’s boat");
        assertThat(without("𝒜 rose", "𝒜")).isEqualTo("██ rose");
        assertThat(without("", "𝒜")).isEmpty();
    }

    @Test
    void words_are_found_however_they_were_typed() {
        assertThat(without("Zoë, ZOË and zoë", Normalizer.normalize("Zoë", Normalizer.Form.NFD)))
                .isEqualTo("███, ███ and ███");
        assertThat(without(Normalizer.normalize("Zoë", Normalizer.Form.NFD), "Zoë"))
                .isEqualTo("████");
        assertThat(without("O’Hara and O'Hara", "O'Hara")).isEqualTo("█’████ and █'████");
    }

    @Test
    void nothing_is_taken_out_of_longer_words_or_of_words_that_are_written_otherwise() {
        assertThat(without("Martha saw Art’s art", "art")).isEqualTo("Martha saw ███’s ███");
        assertThat(without("Zoe", "Zoë")).isEqualTo("Zoe");
        var asWritten = Blackout.of(List.of("Bill"), true);
        assertThat(Blackout.out("Bill paid the bill", asWritten.in("Bill paid the bill")))
                .isEqualTo("████ paid the bill");
    }

    @Test
    void words_that_overlap_are_taken_out_together() {
        assertThat(without("the old mill road", "old mill", "mill road")).isEqualTo("the ███ ████ ████");
    }

    @Test
    void whoever_wrote_a_word_still_wrote_it() {
        var text = "Then Zoë Ahl-Berg’s boat left";
        assertThat(Tokens.of(without(text, "Zoë Ahl-Berg")).size())
                .isEqualTo(Tokens.of(text).size());
        assertThat(Tokens.said(without(text, "Zoë Ahl-Berg"))).isEqualTo(Tokens.said(text));
    }

    @Test
    void somebody_says_which_words_and_not_too_many() {
        assertThatThrownBy(() -> Blackout.of(List.of(), false)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> Blackout.of(List.of(" "), false)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> Blackout.of(List.of("—"), false)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> Blackout.of(Collections.nCopies(Blackout.MOST + 1, "Zoë"), false))
                .isInstanceOf(InvalidValue.class);
    }
}
