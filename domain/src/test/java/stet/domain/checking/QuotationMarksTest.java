package stet.domain.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotationMarksTest {
    @ParameterizedTest
    @CsvSource({
        "en, “, ”, ‘, ’",
        "de, „, “, ‚, ‘",
        "es, “, ”, ‘, ’",
        "it, «, », “, ”",
        "sv, ”, ”, ’, ’",
        "fr, '«\u202F', '\u202F»', “, ”"
    })
    void each_language_has_its_own_and_french_has_a_space_inside(
            String tag, String opening, String closing, String innerOpening, String innerClosing) {
        var language = Locale.forLanguageTag(tag);
        assertThat(QuotationMarks.of(language).typed(language))
                .isEqualTo(List.of(opening, closing, innerOpening, innerClosing));
    }
}
