package stet.web.newsroom.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.content.Mark;
import stet.domain.content.Text;

class NotationTest {
    private static final String SIGNS = "ab *[]()\\*[é🌧 ";

    @Test
    void whatever_is_written_is_read_as_what_it_was() {
        var chance = new Random(7);
        for (var i = 0; i < 20_000; i++) {
            var text = text(chance);
            assertThat(Notation.read(Notation.write(text)))
                    .as(Notation.write(text))
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "It **rained** all *night*, It rained all night",
        "[They **say**](https://example.org/a_\\(b\\)) so, They say so",
        "**a*b**c*, abc",
    })
    void signs_become_formatting(String typed, String words) {
        assertThat(Notation.read(typed).words()).isEqualTo(words);
        assertThat(Notation.read(typed).marks()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 * 3 is 15",
                "**never closed",
                "[sic] and (so on)",
                "[here](javascript:alert(1))",
                "[](https://example.org)"
            })
    void signs_without_a_partner_are_ordinary(String typed) {
        assertThat(Notation.read(typed)).isEqualTo(Text.of(typed));
    }

    @Test
    void what_is_typed_comes_out_with_single_spaces_and_its_formatting_in_place() {
        assertThat(Notation.read("  one \n **two  three **  four "))
                .isEqualTo(new Text("one two three four", List.of(new Mark(Mark.Style.BOLD, 4, 14, null))));
    }

    private static Text text(Random chance) {
        var raw = new StringBuilder();
        var length = chance.nextInt(14);
        for (var i = 0; i < length; i++) {
            raw.appendCodePoint(SIGNS.codePoints()
                    .toArray()[chance.nextInt((int) SIGNS.codePoints().count())]);
        }
        var words = Text.of(raw.toString()).words();
        var marks = new ArrayList<Mark>();
        for (var style : Mark.Style.values()) {
            if (words.length() > 1 && chance.nextBoolean()) {
                var start = chance.nextInt(words.length());
                var end = start + 1 + chance.nextInt(words.length() - start);
                marks.add(new Mark(style, start, end, style == Mark.Style.LINK ? "https://example.org/(a)_b" : null));
            }
        }
        return new Text(words, marks);
    }
}
