package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.InvalidValue;

class LanguageTest {
    private static final Content SAID_NOTHING = Content.of("Headline", "", List.of());

    @ParameterizedTest
    @CsvSource({"de, de", "EN-gb, en-GB", "iw, he", "' fr ', fr", "'', ''", "zh-hant-tw, zh-Hant-TW"})
    void a_language_is_written_in_one_way(String typed, String kept) {
        assertThat(SAID_NOTHING.with(Field.LANGUAGE, typed).language()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"english", "e", "en_GB", "en-", "?", "de; drop"})
    void what_is_no_language_is_refused(String typed) {
        assertThatThrownBy(() -> SAID_NOTHING.with(Field.LANGUAGE, typed))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining(typed);
    }

    @Test
    void an_article_of_which_nobody_said_so_is_read_as_english() {
        assertThat(SAID_NOTHING.locale()).isEqualTo(Locale.ENGLISH);
        assertThat(SAID_NOTHING.rightToLeft()).isFalse();
    }

    @Test
    void a_language_has_a_direction() {
        assertThat(SAID_NOTHING.with(Field.LANGUAGE, "ar-EG").rightToLeft()).isTrue();
        assertThat(SAID_NOTHING.with(Field.LANGUAGE, "he").rightToLeft()).isTrue();
        assertThat(SAID_NOTHING.with(Field.LANGUAGE, "de").rightToLeft()).isFalse();
    }

    @Test
    void hashes_of_contents_without_one_are_what_they_were() {
        assertThat(SAID_NOTHING.hash())
                .isEqualTo(Hash.of(List.of(
                        "HEADLINE",
                        "Headline",
                        "STANDFIRST",
                        "",
                        "BYLINE",
                        "",
                        "DATELINE",
                        "",
                        "SLUGLINE",
                        "",
                        "SECTION",
                        "",
                        "SUBJECTS",
                        "0",
                        "URGENCY",
                        "5")));
        assertThat(SAID_NOTHING.with(Field.LANGUAGE, "de").hash()).isNotEqualTo(SAID_NOTHING.hash());
    }

    @Test
    void a_change_of_it_is_a_change_and_merges_as_a_whole() {
        var german = SAID_NOTHING.with(Field.LANGUAGE, "de");
        var changes = Changes.between(SAID_NOTHING, german);
        assertThat(changes).containsExactly(new Change.FieldChanged(Field.LANGUAGE, "de"));
        assertThat(Changes.apply(SAID_NOTHING, changes)).isEqualTo(german);
        var other = SAID_NOTHING.with(Field.HEADLINE, "Schlagzeile");
        assertThat(Merge.of(SAID_NOTHING, german, other).content()).isEqualTo(other.with(Field.LANGUAGE, "de"));
    }
}
