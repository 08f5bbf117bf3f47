package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.article.Story.*;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stet.domain.BlockId;
import stet.domain.content.Content;
import stet.domain.content.Place;

/** What is suggested of the longest texts there may be: as much as there is in them, each thing once. */
class LinearUnclaimedTest {
    @Test
    void names_are_looked_for_all_at_once() {
        assertThat(steps(4_000)).isLessThanOrEqualTo(2 * steps(2_000) + 8);
    }

    private static long steps(int count) {
        var names = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            names.add("Ann Lee" + i);
        }
        var standings = new Standings(names);
        assertThat(standings.in(String.join(", ", names))).hasSize(count);
        return standings.steps();
    }

    @Test
    void a_name_stands_only_as_whole_words_and_a_longer_one_has_the_shorter_in_it() {
        var standings = new Standings(List.of("Ann Lee", "Mayor Ann Lee", "St. Ives"));
        assertThat(standings.in("Ann Lees; Mayor Ann Lee of St. Ives, Joann Lee"))
                .containsExactly(
                        new Standings.Standing("Mayor Ann Lee", 10),
                        new Standings.Standing("Ann Lee", 16),
                        new Standings.Standing("St. Ives", 27));
    }

    @Test
    void every_quotation_of_a_passage_full_of_them_is_suggested() {
        var words = "“a” ".repeat(5_000).strip();
        var content = Content.of("A", "", List.of(paragraph(new BlockId("one"), words)));
        assertThat(draftedBy(WREN, content).article().unclaimed())
                .hasSize(5_000)
                .allMatch(Unclaimed::required);
    }

    @Test
    void behind_thousands_of_suggestions_there_is_only_what_must_be_in_a_claim() {
        var content = Content.of(
                "A",
                "",
                List.of(
                        paragraph(new BlockId("one"), names(0)),
                        paragraph(new BlockId("two"), names(1_000)),
                        paragraph(new BlockId("three"), "Zoe Moss came. She paid 7 pounds.")));
        var unclaimed = draftedBy(WREN, content).article().unclaimed();
        assertThat(unclaimed).hasSizeGreaterThan(3_000);
        assertThat(unclaimed)
                .filteredOn(each -> each.anchor().place().equals(Place.of(new BlockId("three"))))
                .singleElement()
                .satisfies(each -> assertThat(each.required()).isTrue());
    }

    /** A thousand, each in a sentence. */
    private static String names(int from) {
        return IntStream.range(from, from + 1_000)
                .mapToObj(n -> "Ann Le" + letters(n) + " came.")
                .collect(Collectors.joining(" "));
    }

    private static String letters(int number) {
        return number < 26 ? "" + (char) ('a' + number) : letters(number / 26 - 1) + (char) ('a' + number % 26);
    }
}
