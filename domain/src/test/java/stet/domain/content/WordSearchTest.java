package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.domain.content.WordSearch.Option.MATCH_CASE;
import static stet.domain.content.WordSearch.Option.WHOLE_WORDS;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.BlockId;
import stet.domain.InvalidValue;
import stet.domain.content.WordSearch.Occurrence;
import stet.domain.content.WordSearch.Option;

/** Words are found wherever readers read them, however they were typed. */
class WordSearchTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Smith         | Smith met smith and SMITH.         | 0 10 20",
                "l'été         | L’été was hot; l'ete was not.      | 0",
                "“no”          | \"No\", he said, “no”.             | 0 15",
                "\"no\"        | „No“, he said.                     | 0",
                "cafe\u0301    | A café.                            | 2",
                "café          | A cafe\u0301 and a cafe.           | 2",
                "art           | Party art, ART                     | 1 6 11",
                "naïve         | naive naïve                        | 6",
                "c             | chata                              | 0",
                "3.5           | 3.5 or 3,5 or 35                   | 0",
                "aa            | aaaa                               | 0 2",
                "-             | well-known – well                  | 4",
                "straße        | Straße                             | 0",
                "زي            | زيت زي                             | 0 4",
                "mid night     | mid\u00a0night mid night midnight  | 0 10",
            })
    void what_is_typed_is_found(String words, String text, String at) {
        assertThat(starts(words, text, Set.of())).isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "art       | Party art, ART, art's, art-house   | 6 11 16 23",
                "Smith     | Smiths, Smithson; Smith.           | 18",
                "O'Neill   | O’Neill, O’Neills                  | 0",
                "Smith     | Smith’s, the Smiths’               | 0",
                "été       | L’été, étés                        | 2",
                "12        | 12 of 120, 3.12 and 12%            | 0 20",
                "night bus | night buses, a night bus           | 15",
            })
    void whole_words_are_no_parts_of_others(String words, String text, String at) {
        assertThat(starts(words, text, Set.of(WHOLE_WORDS))).isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bill   | Bill, bill, BILL          | 0",
                "l'été  | L’été, l’été, l'été       | 7 14",
                "élan   | E\u0301lan, e\u0301lan    | 7",
            })
    void case_counts_where_it_is_asked_to(String words, String text, String at) {
        assertThat(starts(words, text, Set.of(MATCH_CASE))).isEqualTo(at);
    }

    @Test
    void all_that_readers_read_is_looked_through_and_nothing_else() {
        var link = new Mark(Mark.Style.LINK, 0, 3, "https://example.org/kit");
        var content = Content.of(
                        "Kit wins",
                        "How Kit won",
                        List.of(
                                new Block.Paragraph(new BlockId("b1"), new Text("Kit ran.", List.of(link))),
                                new Block.Quotation(new BlockId("b2"), Text.of("I ran"), "Kit Marlow"),
                                new Block.Listing(
                                        new BlockId("b3"), true, List.of(Text.of("First, Kit"), Text.of("Kit again"))),
                                new Block.Figure(
                                        new BlockId("b4"),
                                        new Picture(
                                                null,
                                                Text.of("Kit at home."),
                                                Map.of(Picture.Part.CREDIT, "Photo: Kit"),
                                                Map.of(Picture.Part.WHEN, "Kit does not know"),
                                                "Kit by a door",
                                                null,
                                                ""))))
                .with(Field.BYLINE, "Kit Byrne")
                .with(Field.DATELINE, "Kitwe")
                .with(Field.SLUGLINE, "kit")
                .with(Field.SECTION, "Kit");
        var search = new WordSearch("kit", Set.of());
        var found = search.in(content);
        assertThat(found.stream().map(Occurrence::id))
                .containsExactly(
                        "headline@0",
                        "standfirst@4",
                        "byline@0",
                        "dateline@0",
                        "block/b1@0",
                        "block/b2#speaker@0",
                        "block/b3@7",
                        "block/b3@11",
                        "block/b4@0",
                        "block/b4#credit@7",
                        "block/b4#alt-text@0");
        var now = content.replaced(found, "Kat");
        assertThat(search.in(now)).isEmpty();
        assertThat(new WordSearch("kat", Set.of()).in(now).stream().map(Occurrence::id))
                .containsExactlyElementsOf(found.stream().map(Occurrence::id).toList());
        assertThat(now.replaced(new WordSearch("kat", Set.of()).in(now), "Kit"))
                .as("and back")
                .isEqualTo(content.with(Field.DATELINE, "Kitwe"));
    }

    @Test
    void nothing_goes_over_the_end_of_an_item() {
        var list = new Block.Listing(new BlockId("b1"), false, List.of(Text.of("rain and"), Text.of("snow")));
        assertThat(new WordSearch("and snow", Set.of()).in(Content.of("Weather", "", List.of(list))))
                .isEmpty();
    }

    @Test
    void what_is_cut_leaves_no_empty_item_and_no_empty_paragraph() {
        var content = Content.of(
                "Rain",
                "",
                List.of(
                        new Block.Paragraph(new BlockId("b1"), Text.of("tk")),
                        new Block.Listing(new BlockId("b2"), false, List.of(Text.of("tk"), Text.of("Snow tk, too"))),
                        new Block.Listing(new BlockId("b3"), false, List.of(Text.of("tk"))),
                        new Block.Paragraph(new BlockId("b4"), Text.EMPTY)));
        var now = content.replaced(new WordSearch("tk", Set.of()).in(content), "");
        assertThat(now.blocks())
                .containsExactly(
                        new Block.Listing(new BlockId("b2"), false, List.of(Text.of("Snow, too"))),
                        new Block.Paragraph(new BlockId("b4"), Text.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200b", "\n"})
    void something_is_looked_for(String nothing) {
        assertThatThrownBy(() -> new WordSearch(nothing, Set.of())).isInstanceOf(InvalidValue.class);
    }

    @Test
    void nothing_is_found_between_two_letters() {
        var content = Content.of("ab cd", "", List.of());
        var looked = 0;
        for (var sign = 0x21; sign < 0x3100; sign++) {
            WordSearch search;
            try {
                search = new WordSearch(Character.toString(sign), Set.of());
            } catch (InvalidValue nothingToSee) {
                continue;
            }
            looked++;
            assertThat(search.in(content))
                    .as("U+%04X", sign)
                    .allMatch(found -> !found.words().isEmpty());
        }
        assertThat(looked).isGreaterThan(10_000);
    }

    @Test
    void neither_a_book_is_looked_for_nor_every_letter_of_one() {
        assertThatThrownBy(() -> new WordSearch("a".repeat(201), Set.of())).isInstanceOf(InvalidValue.class);
        var long_ = Content.of("Long", "", List.of(new Block.Paragraph(new BlockId("b1"), Text.of("e".repeat(1_001)))));
        var search = new WordSearch("e", Set.of());
        assertThatThrownBy(() -> search.in(long_))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("longer words");
    }

    private static String starts(String words, String text, Set<Option> options) {
        var content = Content.of("", "", List.of(new Block.Paragraph(new BlockId("b1"), Text.of(text))));
        return String.join(
                " ",
                new WordSearch(words, options)
                        .in(content).stream().map(found -> "" + found.start()).toList());
    }
}
