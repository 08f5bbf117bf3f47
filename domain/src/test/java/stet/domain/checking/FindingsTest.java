package stet.domain.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import stet.domain.BlockId;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.content.Text;

class FindingsTest {
    @Test
    void a_quotation_over_two_paragraphs_is_found_in_both() {
        assertThat(found(article("He paused. “We go.", "And we stay,” he said, twice.")))
                .containsExactly("We go.", "And we stay; twice");
    }

    @Test
    void a_quotation_over_three_paragraphs_has_all_of_the_one_in_the_middle() {
        assertThat(found(article("“We go.", "On 12 May 20 of us went.", "And we stay,” he said.")))
                .containsExactly("We go.", "On 12 May 20 of us went.", "And we stay");
    }

    @Test
    void every_paragraph_of_a_quotation_may_begin_with_a_mark() {
        assertThat(found(article("“We go.", "“And we stay,” he said.", "On 12 May he left.")))
                .containsExactly("We go.", "And we stay", "12 May");
    }

    @Test
    void a_mark_that_nothing_closes_makes_no_quotation_of_the_next_paragraph() {
        assertThat(found(article("He said: “We go.", "On 12 May he left.", "“I was here,” she said.")))
                .containsExactly("We go.", "12 May", "I was here");
    }

    @Test
    void straight_single_marks_run_on_as_well() {
        assertThat(found(article("He said: 'We go.", "And we stay,' he said.")))
                .containsExactly("We go.", "And we stay");
    }

    @Test
    void the_ministers_apostrophe_closes_nothing() {
        assertThat(found(article("It isn't so.", "The ministers' meeting is over.")))
                .containsExactly("", "");
    }

    @Test
    void the_words_of_a_quotation_block_are_a_quotation_with_or_without_marks() {
        var content = Content.of(
                "Headline",
                "",
                List.of(
                        new Block.Quotation(new BlockId("q1"), Text.of("We go on 12 May."), "Ann Lee"),
                        new Block.Quotation(new BlockId("q2"), Text.of("“We go on 12 May.”"), "Ann Lee")));
        assertThat(found(content)).containsExactly("We go on 12 May.", "We go on 12 May.");
        assertThat(Findings.of(content, Locale.ENGLISH).required(Place.of(new BlockId("q1"))))
                .allMatch(one -> one.kind() == ClaimKind.QUOTE);
    }

    @Test
    void a_picture_between_two_halves_parts_no_quotation() {
        var content = Content.of(
                "Headline",
                "",
                List.of(
                        new Block.Paragraph(new BlockId("p1"), Text.of("“We go.")),
                        new Block.Crosshead(new BlockId("c1"), Text.of("Going")),
                        new Block.Paragraph(new BlockId("p2"), Text.of("And we stay,” he said."))));
        assertThat(found(content)).containsExactly("We go.", "", "And we stay");
    }

    @Test
    void what_is_known_of_other_passages_is_not_looked_for_again_and_comes_to_the_same() {
        var before = article("“We go.", "On 12 May 20 left.", "Nothing.");
        var after = article("“We go.", "On 12 May 20 left.", "And we stay,” he said.");
        assertThat(Findings.of(before, Locale.ENGLISH)
                        .then(after, Locale.ENGLISH)
                        .required())
                .isEqualTo(Findings.of(after, Locale.ENGLISH).required());
        assertThat(Findings.of(before, Locale.GERMAN)
                        .then(after, Locale.ENGLISH)
                        .required())
                .isEqualTo(Findings.of(after, Locale.ENGLISH).required());
    }

    private static Content article(String... paragraphs) {
        var blocks = new ArrayList<Block>();
        for (var words : paragraphs) {
            blocks.add(new Block.Paragraph(new BlockId("p" + (blocks.size() + 1)), Text.of(words)));
        }
        return Content.of("Headline", "", blocks);
    }

    private static List<String> found(Content content) {
        return Findings.of(content, Locale.ENGLISH).required().entrySet().stream()
                .filter(entry -> entry.getKey().block().isPresent())
                .map(entry -> String.join(
                        "; ", entry.getValue().stream().map(Checkable::words).toList()))
                .toList();
    }
}
