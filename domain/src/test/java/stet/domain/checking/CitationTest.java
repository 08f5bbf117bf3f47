package stet.domain.checking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.domain.InvalidValue;
import stet.trials.Some;
import stet.trials.Trials;

/** What is pasted as a source is put where it belongs. */
class CitationTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://example.org/vote                         | WEB_PAGE    | https://example.org/vote     |                 | 2026-11-28
                    See https://example.org/vote, second paragraph.  | WEB_PAGE    | https://example.org/vote     | See second paragraph. | 2026-11-28
                    www.example.org/a.b/report                       | WEB_PAGE    | www.example.org/a.b/report   |                 | 2026-11-28
                    https://example.org/budget.pdf p. 12             | DOCUMENT    | https://example.org/budget.pdf | p. 12         | 2026-11-28
                    https://example.org/talk.mp3                     | RECORDING   | https://example.org/talk.mp3 |                 | 2026-11-28
                    p. 12 of the report                              | DOCUMENT    | report                       | p. 12           | 2026-11-28
                    pages 3-5 of Minutes of the council              | DOCUMENT    | Minutes of the council       | pages 3-5       | 2026-11-28
                    Minutes of the council, item 4                   | DOCUMENT    | Minutes of the council       | item 4          | 2026-11-28
                    Recording of the debate, minute 12:30            | RECORDING   | Recording of the debate      | minute 12:30    | 2026-11-28
                    Phone call with Ana Diaz, 3 May                  | OWN_CALL    | Ana Diaz                     | Phone call      | 2026-05-03
                    Phone call with Ana Diaz, 3 December             | OWN_CALL    | Ana Diaz                     | Phone call      | 2025-12-03
                    Called Ana Diaz yesterday                        | OWN_CALL    | Ana Diaz                     |                 | 2026-11-27
                    call with the harbour office on May 3, 2024      | OWN_CALL    | the harbour office           |                 | 2024-05-03
                    Call to Ana Diaz 2026-05-03                      | OWN_CALL    | Ana Diaz                     |                 | 2026-05-03
                    Call with Ana Diaz, 31 February                  | OWN_CALL    | Ana Diaz, 31 February        |                 | 2026-11-28
                    +34 600 123 456                                  | OWN_CALL    | +34 600 123 456              |                 | 2026-11-28
                    Interview with Bo Ek                             | PERSON      | Bo Ek                        | Interview       | 2026-11-28
                    Dr Ann Lee, who built it                         | PERSON      | Dr Ann Lee, who built it     |                 | 2026-11-28
                    Ann Lee                                          | PERSON      | Ann Lee                      |                 | 2026-11-28
                    Transcript of the hearing                        | TRANSCRIPT  | Transcript of the hearing    |                 | 2026-11-28
                    e-mail from the ministry, 3 May                  | DOCUMENT    | e-mail from the ministry, 3 May |              | 2026-11-28
                    The island newspaper, front page                 | PUBLICATION | The island newspaper, front page |             | 2026-11-28
                    Log of the harbour office                        | DOCUMENT    | Log of the harbour office    |                 | 2026-11-28
                    gister                                           | DOCUMENT    | gister                       |                 | 2026-11-28
                    """)
    void what_is_typed_is_put_where_it_belongs(
            String line, SourceType type, String locator, String note, LocalDate consulted) {
        assertThat(Citation.read(line, TODAY))
                .isEqualTo(new Source.Named(type, locator, consulted, note == null ? "" : note));
    }

    @Test
    void nothing_is_no_source() {
        assertThatThrownBy(() -> Citation.read("  ", TODAY)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void whatever_is_typed_is_a_source_that_can_be_found_again() {
        Trials.of(1_000).holds(lines(), line -> {
            var read = Citation.read("x" + line, TODAY);
            assertThat(read.locator()).isNotEmpty();
        });
    }

    private static Some<String> lines() {
        return Some.of(
                        "call",
                        "with",
                        "Ana",
                        "Diaz",
                        ",",
                        "p. 12",
                        "of",
                        "the",
                        "report",
                        "https://",
                        "example.org",
                        ")",
                        "3",
                        "May",
                        "2024",
                        "31",
                        "February",
                        "today",
                        "-",
                        ".pdf",
                        "item",
                        "4")
                .list(0, 12)
                .map(words -> String.join(" ", words));
    }
}
