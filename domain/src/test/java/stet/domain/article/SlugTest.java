package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.article.Story.BRIDGE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {
    @ParameterizedTest
    @CsvSource({
        "Straße gesperrt, strasse-gesperrt",
        "Ærø, aeroe",
        "Łódź and Gdańsk, lodz-and-gdansk",
        "Café déjà vu, cafe-deja-vu",
        "Þingvellir, thingvellir",
        "The harbour’s bridge, the-harbours-bridge",
        "38 of its cables, 38-of-its-cables",
        "Москва, moskva",
        "Αθήνα, athena",
        "北京, bei-jing",
        "١٢ سفينة, 12-"
    })
    void a_headline_is_spelled_in_plain_letters_whatever_its_script(String headline, String slug) {
        assertThat(Slug.of(headline, BRIDGE)).startsWith(slug).matches("[a-z0-9-]+-[0-9a-f]{8}");
    }

    @Test
    void a_headline_without_a_letter_or_a_digit_leaves_the_end_of_the_id() {
        assertThat(Slug.of("🌉", BRIDGE)).matches("[0-9a-f]{8}");
    }
}
