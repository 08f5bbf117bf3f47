package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.article.Story.LEAD;
import static stet.domain.article.Story.paragraph;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Text;

class TypographyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The ferry sails             | The ferry sails.
                    The ferry, it seems, sails  | The ferry it seems sails
                    the Ferry                   | The ferry
                    The ferry's captain         | The ferry’s captain
                    a well known captain        | a well-known captain
                    It sails - and sinks        | It sails — and sinks
                    “We sail”                   | «We sail»
                    "We sail," she said         | “We sail,” she said
                    from 3-5 boats              | from 3–5 boats
                    from 3 – 5 boats            | from 3–5 boats
                    ten per cent (10 %)         | ten per cent, 10%
                    in 2026                     | in 2026.
                    the 1990's                  | the 1990s
                    Straße                      | STRASSE
                    café                  | café
                    to day                      | today
                    """)
    void this_is_typography(String was, String now) {
        assertThat(beyond(was, now)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The ferry sails             | The ferry sank
                    The ferry sails             | The old ferry sails
                    15 boats                    | 1.5 boats
                    15 boats                    | 1 5 boats
                    35 boats                    | 3-5 boats
                    35 boats                    | 3 - 5 boats
                    5 degrees                   | -5 degrees
                    5 degrees                   | −5 degrees
                    5 degrees                   | .5 degrees
                    10 boats                    | 10% boats
                    10 boats                    | €10 boats
                    €10                         | $10
                    10                          | 10²
                    The ferry sails             | The “ferry” sails
                    “The ferry” sails           | The ferry sails
                    “The ferry sails”           | “The ferry” sails
                    cafe                        | café
                    and or                      | and/or
                    """)
    void this_is_more_than_typography(String was, String now) {
        assertThat(beyond(was, now)).isTrue();
    }

    @Test
    void whether_a_list_has_numbers_and_which_is_more_than_typography() {
        var items = List.of(Text.of("By ferry"));
        var fromOne = Content.of("The ferry", "", List.of(new Block.Listing(LEAD, true, 1, items)));
        for (var other : List.of(new Block.Listing(LEAD, true, 5, items), new Block.Listing(LEAD, false, items))) {
            assertThat(Typography.beyond(fromOne, Content.of("The ferry", "", List.of(other))))
                    .isNotEmpty();
        }
        assertThat(Typography.beyond(fromOne, fromOne.withBlocks(List.of(new Block.Listing(LEAD, true, items)))))
                .isEmpty();
    }

    private static boolean beyond(String was, String now) {
        return !Typography.beyond(content(was), content(now)).isEmpty();
    }

    private static Content content(String words) {
        return Content.of("The ferry", "", List.of(paragraph(LEAD, words)));
    }
}
