package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.BlockId;
import stet.domain.InvalidValue;
import stet.domain.content.Mark.Style;

class WordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "Ⅷ", "½", "ж", "雨", "ا", "ไทย", "한", "€", "+", "™", "🌉", "\uFE0F❤", " — x"})
    void a_letter_a_digit_or_a_symbol_says_something(String words) {
        assertThat(Words.saysSomething(words)).isTrue();
        assertThat(Words.visible(words)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00A0",
                "\u2003",
                "\u3000",
                "\u00AD",
                "\u034F",
                "\u061C",
                "\u115F",
                "\u1160",
                "\u17B4",
                "\u180B",
                "\u180E",
                "\u200B",
                "\u200D",
                "\u2060",
                "\u2063",
                "\u2800",
                "\u3164",
                "\uFE0F",
                "\uFEFF",
                "\uFFA0",
                "\uFFFC",
                "\u0301",
                "\u20DD",
                "\uD834\uDD59",
                "\uDB40\uDC41",
                "\uDB40\uDD00",
                "\u200B\u00A0\u2060\u3164\u2800"
            })
    void what_nobody_can_see_says_nothing_and_is_nothing(String nothing) {
        assertThat(Words.saysSomething(nothing)).isFalse();
        assertThat(Words.visible(nothing)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "…", "—", "?!", "“”", "* * *"})
    void signs_are_seen_but_say_nothing_by_themselves(String signs) {
        assertThat(Words.saysSomething(signs)).isFalse();
        assertThat(Words.visible(signs)).isEqualTo(signs);
    }

    @ParameterizedTest
    @CsvSource({
        "har\u00ADbour, harbour",
        "har\u200Bbour, harbour",
        "'a \u200B b', a b",
        "\uFEFFharbour, harbour",
        "'\u202Eruobrah\u202C', ruobrah",
        "\u2067harbour\u2069, harbour",
        "'x\u2060y\u180E\u061C\u200E\u200Fz', xyz",
        "\uFFF9base\uFFFAgloss\uFFFB, basegloss",
        "bridge\uDB40\uDC67, bridge",
        "wat\u200Der, water",
        "во\u200Cда, вода",
        "1\u200D2, 12"
    })
    void characters_that_only_part_words_or_turn_them_round_are_taken_out(String raw, String visible) {
        assertThat(Words.visible(raw)).isEqualTo(visible);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "می\u200Cخواهم",
                "کتابِ\u200Cمن",
                "ه\u200D.",
                "क्\u200Dष",
                "ක්\u200Dර",
                "ন্\u200Cদ",
                "👩\u200D🚀",
                "👩🏽\u200D🚀",
                "❤\uFE0F\u200D🔥",
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F",
                "10\u00A0000",
                "e\u0301te\u0301",
                "\"straight\" and “curly”"
            })
    void what_does_its_work_stays(String words) {
        assertThat(Words.visible(words)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFFFE", "\uFFFF", "\uFDD0", "\uFDEF", "\uD83F\uDFFE", "\uDBFF\uDFFF"})
    void what_is_no_character_is_refused_with_a_sentence(String none) {
        assertThatThrownBy(() -> Words.visible("Harbour bridge" + none))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("is no character")
                .hasMessageContaining("U+%04X".formatted(none.codePointAt(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0008", "\u001F", "\u007F", "\u0085", "\uD800", "\uDC00x"})
    void so_are_controls_and_halves_of_characters(String broken) {
        assertThatThrownBy(() -> Words.visible("Harbour " + broken)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void formatting_stays_on_its_words_when_something_before_or_in_them_is_taken_out() {
        var text = new Text(
                "The har\u00ADbour \u200Bbridge is\u200B shut",
                List.of(
                        new Mark(Style.BOLD, 4, 12, null),
                        new Mark(Style.ITALIC, 13, 20, null),
                        new Mark(Style.LINK, 21, 29, "https://harbour.example/\u200Bshut"),
                        new Mark(Style.ITALIC, 23, 24, null)));
        assertThat(text.visible())
                .isEqualTo(new Text(
                        "The harbour bridge is shut",
                        List.of(
                                new Mark(Style.BOLD, 4, 11, null),
                                new Mark(Style.ITALIC, 12, 18, null),
                                new Mark(Style.LINK, 19, 26, "https://harbour.example/shut"))));
    }

    @Test
    void a_text_that_nobody_can_see_is_empty_and_so_is_its_formatting() {
        assertThat(new Text("\u200B\u2060", List.of(new Mark(Style.BOLD, 0, 2, null))).visible())
                .isEqualTo(Text.EMPTY);
    }

    @Test
    void what_was_written_before_stays_as_it_was_where_nobody_touches_it() {
        var old = paragraph("p1", "The har\u200Bbour");
        var before = Content.of("Brid\u200Bge", "Stand\u200Bfirst", List.of(old));
        assertThat(Visible.of(before, before)).isEqualTo(before);
        var saved = Content.of("Brid\u200Bge", "Stand\u200Bfirst, too", List.of(old, paragraph("p2", "Fer\u200Bries")));
        assertThat(Visible.of(saved, before))
                .isEqualTo(Content.of("Brid\u200Bge", "Standfirst, too", List.of(old, paragraph("p2", "Ferries"))));
    }

    private static Block paragraph(String id, String words) {
        return new Block.Paragraph(new BlockId(id), Text.of(words));
    }

    @Test
    void what_is_too_long_to_be_quoted_ends_with_a_word_and_never_within_a_character() {
        assertThat(Words.shortened("The ferry sails", 15)).isEqualTo("The ferry sails");
        assertThat(Words.shortened("The ferry sails", 12)).isEqualTo("The ferry …");
        assertThat(Words.shortened("\uD83D\uDE03".repeat(20), 7)).isEqualTo("\uD83D\uDE03".repeat(3) + " …");
    }
}
