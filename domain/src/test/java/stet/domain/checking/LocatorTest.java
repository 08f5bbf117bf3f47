package stet.domain.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.SourceId;
import stet.trials.Some;
import stet.trials.Trials;

/** Where a source is found again, however somebody typed it (rule 43). */
class LocatorTest {
    private static final String MINUTES = "https://alder.example/council/Minutes?year=2026&page=3";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://alder.example/council/Minutes?year=2026&page=3",
                " HTTPS://Alder.Example/council/Minutes?year=2026&page=3 ",
                "http://alder.example/council/Minutes?year=2026&page=3",
                "http://alder.example:80/council/Minutes/?year=2026&page=3",
                "https://alder.example:443/council/Minutes?year=2026&page=3#item-7",
                "https://www.alder.example/council/Minutes?year=2026&page=3",
                "www.alder.example/council/Minutes?year=2026&page=3",
                "https://somebody@alder.example/council/Minutes?year=2026&page=3",
                "https://alder.example/council/Minutes?utm_source=letter&year=2026&page=3&fbclid=x",
                "https://alder.example/%63ouncil/Minutes?year=2026&&page=3"
            })
    void one_address_is_one_source_however_it_is_typed(String typed) {
        assertThat(Locator.of(typed).value()).isEqualTo(MINUTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://alder.example/council/minutes?year=2026&page=3",
                "https://alder.example/council/Minutes?year=2025&page=3",
                "https://alder.example:8080/council/Minutes?year=2026&page=3",
                "https://archive.alder.example/council/Minutes?year=2026&page=3",
                "https://alder.example/council/Minutes"
            })
    void what_leads_elsewhere_is_another_source(String typed) {
        assertThat(Locator.of(typed).value()).isNotEqualTo(MINUTES);
    }

    @Test
    void letters_of_every_script_are_one_address_escaped_or_not() {
        assertThat(Locator.of("https://müller.example/straße"))
                .isEqualTo(Locator.of("https://MÜLLER.example/stra%c3%9fe"))
                .isEqualTo(Locator.of("https://xn--mller-kva.example/stra%C3%9Fe"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Council session, recording 7",
                "council  SESSION, recording 7",
                "Council session, recording ７",
                "Council\u00A0session, recording\u00AD 7"
            })
    void a_document_is_one_source_in_every_case_width_and_with_all_spaces(String typed) {
        assertThat(Locator.of(typed).value()).isEqualTo("council session, recording 7");
    }

    @Test
    void composed_or_not_a_name_is_the_same() {
        assertThat(Locator.of("Jose\u0301 Ferna\u0301ndez")).isEqualTo(Locator.of("José Fernández"));
    }

    @Test
    void what_only_looks_like_an_address_is_taken_as_words() {
        for (var words :
                new String[] {"https:// and nothing", "the clerk, see https://alder.example/", "https://:80:80"}) {
            assertThat(Locator.of(words).value()).isEqualTo(words);
        }
    }

    @Test
    void of_a_confidential_source_there_is_none() {
        var day = LocalDate.parse("2026-02-12");
        assertThat(Locator.of(new Source.Confidential(new SourceId("insider"), SourceType.PERSON, day, Set.of())))
                .isEmpty();
        assertThat(Locator.of(new Source.Named(SourceType.DOCUMENT, "The Report", day, "")))
                .contains(Locator.of("the report"));
    }

    @Test
    void the_one_form_of_a_form_is_itself() {
        var pieces = new String[] {
            "https://",
            "HTTP://",
            "www.",
            "alder",
            ".example",
            ":80",
            ":443",
            "/",
            "//",
            "?",
            "&",
            "=",
            "a",
            "%41",
            "%c3%A9",
            "é",
            "ß",
            "#",
            " ",
            "@",
            "utm_x=1",
            "%",
            "%4",
            "İ",
            "．",
            "ﬁ"
        };
        Trials.of(2_000).holds(Some.of(pieces).list(0, 12).map(all -> String.join("", all)), typed -> {
            var once = Locator.of(typed);
            assertThat(Locator.of(once.value())).isEqualTo(once);
        });
    }
}
