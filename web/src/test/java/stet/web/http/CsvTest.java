package stet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void a_line_has_a_value_for_each_column_and_quotes_what_would_end_one() {
        var table = new Csv("headline", "revision", "why");
        table.line("Rain, at last", 12, null);
        table.line("She said \"no\"", -3, "First\nsecond");

        assertThat(table.toString())
                .isEqualTo(
                        "headline,revision,why\r\n\"Rain, at last\",12,\r\n\"She said \"\"no\"\"\",-3,\"First\nsecond\"\r\n");
    }

    /** Somebody who may write a headline could otherwise have whoever opens the table ask an address, or start a program. */
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\u200b=1", "＝1", "＠x"})
    void a_text_that_a_spreadsheet_would_calculate_is_a_text(String headline) {
        var table = new Csv("headline");
        table.line(headline);

        assertThat(table.toString()).isEqualTo("headline\r\n'" + headline + "\r\n");
    }
}
