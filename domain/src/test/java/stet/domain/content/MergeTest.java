package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.content.ContentsToTry.article;
import static stet.domain.content.ContentsToTry.paragraph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.domain.BlockId;
import stet.domain.Conflict;
import stet.trials.Some;
import stet.trials.Trials;

class MergeTest {
    private static final BlockId B1 = new BlockId("b1");
    private static final Block ONE = paragraph("b1", "One");
    private static final Block TWO = paragraph("b2", "Two");
    private static final Block THREE = paragraph("b3", "Three");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The vote is on Monday.       | The vote is on Friday.     | The final vote is on Monday. | The final vote is on Friday.
                    One two three four           | One three four             | One two three five           | One three five
                    One two three four           | Zero one two three four    | One two three four five      | Zero one two three four five
                    One two three four           | ONE two three four         | One TWO three four           | ONE TWO three four
                    Talks failed.                | Talks have failed.         | Talks have failed.           | Talks have failed.
                    12%                          | 14%                        | 12 per cent                  | 14 per cent
                    He left.                     | He left, then.             | He left at once.             | ''
                    """)
    void edits_of_different_words_merge(String base, String mine, String theirs, String merged) {
        var result = Merge.of(
                article(paragraph("b1", base)), article(paragraph("b1", mine)), article(paragraph("b1", theirs)));
        if (merged.isEmpty()) {
            assertThat(result.conflicts()).hasSize(1);
        } else {
            assertThat(result.conflicts()).isEmpty();
            assertThat(result.content().words(Place.of(B1))).isEqualTo(merged);
        }
    }

    @Test
    void edits_of_the_same_words_conflict_and_lose_nothing() {
        var base = article(paragraph("b1", "The vote is on Monday."));
        var mine = article(paragraph("b1", "The vote is on Friday."));
        var theirs = article(paragraph("b1", "The vote is on Sunday."));
        var result = Merge.of(base, mine, theirs);
        assertThat(result.content()).isEqualTo(theirs);
        assertThat(result.conflicts())
                .containsExactly(new Conflict(
                        "block/b1", "The vote is on Monday.", "The vote is on Friday.", "The vote is on Sunday."));
    }

    @Test
    void words_written_in_at_the_same_place_conflict() {
        var base = article(paragraph("b1", "Talks failed."));
        var result = Merge.of(
                base, article(paragraph("b1", "Talks have failed.")), article(paragraph("b1", "Talks nearly failed.")));
        assertThat(result.conflicts()).hasSize(1);
    }

    @Test
    void formatting_goes_with_its_words() {
        var result = Merge.of(
                article(text("The vote is on Monday.")),
                article(text("The vote is on Monday.", bold(4, 8))),
                article(text("The very last vote is on Friday.", italic(25, 31))));
        assertThat(result.conflicts()).isEmpty();
        assertThat(result.content())
                .isEqualTo(article(text("The very last vote is on Friday.", bold(14, 18), italic(25, 31))));
    }

    @Test
    void where_both_formatted_the_same_words_they_look_as_mine() {
        var result = Merge.of(
                article(text("The vote")),
                article(text("The vote", bold(4, 8))),
                article(text("The vote", italic(0, 8))));
        assertThat(result.content()).isEqualTo(article(text("The vote", bold(4, 8), italic(0, 4))));
    }

    @Test
    void headline_and_standfirst_merge_word_by_word() {
        var base = Content.of("Talks fail in Brussels", "Ministers leave early", List.of());
        var result = Merge.of(
                base,
                base.with(Field.HEADLINE, "Talks collapse in Brussels")
                        .with(Field.STANDFIRST, "Some ministers leave early"),
                base.with(Field.HEADLINE, "Talks fail in Paris").with(Field.STANDFIRST, "Most ministers leave early"));
        assertThat(result.content().headline()).isEqualTo("Talks collapse in Paris");
        assertThat(result.conflicts()).extracting(Conflict::place).containsExactly("standfirst");
    }

    @Test
    void the_byline_and_the_urgency_are_each_one_whole() {
        var base = article(ONE).with(Field.BYLINE, "By Ann Lee");
        var result = Merge.of(
                base,
                base.with(Field.BYLINE, "By Ann Lee and Bo Ek").withUrgency(1),
                base.with(Field.BYLINE, "By Dr Ann Lee").withUrgency(2));
        assertThat(result.conflicts())
                .containsExactly(
                        new Conflict("byline", "By Ann Lee", "By Ann Lee and Bo Ek", "By Dr Ann Lee"),
                        new Conflict("urgency", "5", "1", "2"));
    }

    @Test
    void subjects_that_either_added_are_there_and_that_either_removed_are_not() {
        var base = article(ONE).withSubjects(List.of("war", "peace"));
        var result = Merge.of(
                base, base.withSubjects(List.of("war", "vote")), base.withSubjects(List.of("law", "war", "peace")));
        assertThat(result.content().subjects()).containsExactly("law", "war", "vote");
    }

    @Test
    void a_block_changed_here_and_removed_there_is_a_conflict_either_way() {
        var rewritten = paragraph("b2", "Two and a half");
        var removedByThem = Merge.of(article(ONE, TWO), article(ONE, rewritten), article(ONE));
        assertThat(removedByThem.content()).isEqualTo(article(ONE));
        assertThat(removedByThem.conflicts()).containsExactly(new Conflict("block/b2", "Two", "Two and a half", ""));
        var removedByMe = Merge.of(article(ONE, TWO), article(ONE), article(ONE, rewritten));
        assertThat(removedByMe.content()).isEqualTo(article(ONE, rewritten));
        assertThat(removedByMe.conflicts()).containsExactly(new Conflict("block/b2", "Two", "", "Two and a half"));
    }

    @Test
    void what_both_inserted_is_there() {
        var mine = paragraph("m", "Mine");
        var theirs = paragraph("t", "Theirs");
        var result = Merge.of(article(ONE, TWO), article(ONE, mine, TWO), article(ONE, theirs, TWO));
        assertThat(result.conflicts()).isEmpty();
        assertThat(result.content()).isEqualTo(article(ONE, mine, theirs, TWO));
    }

    @Test
    void what_i_inserted_after_a_block_they_removed_keeps_its_place() {
        var mine = paragraph("m", "Mine");
        var result = Merge.of(article(ONE, TWO, THREE), article(ONE, TWO, mine, THREE), article(ONE, THREE));
        assertThat(result.content()).isEqualTo(article(ONE, mine, THREE));
    }

    @Test
    void a_block_i_moved_moves_with_their_words() {
        var rewritten = paragraph("b3", "Three, rewritten");
        var result = Merge.of(article(ONE, TWO, THREE), article(THREE, ONE, TWO), article(ONE, TWO, rewritten));
        assertThat(result.conflicts()).isEmpty();
        assertThat(result.content()).isEqualTo(article(rewritten, ONE, TWO));
    }

    @Test
    void a_block_of_another_kind_is_one_whole() {
        var crosshead = new Block.Crosshead(B1, Text.of("One"));
        var rewritten = paragraph("b1", "One more");
        assertThat(Merge.of(article(ONE), article(crosshead), article(ONE)).content())
                .isEqualTo(article(crosshead));
        var result = Merge.of(article(ONE), article(crosshead), article(rewritten));
        assertThat(result.content()).isEqualTo(article(rewritten));
        assertThat(result.conflicts()).containsExactly(new Conflict("block/b1", "One", "One", "One more"));
    }

    @Test
    void a_caption_merges_as_text_and_the_rest_of_a_picture_part_by_part() {
        var base = figure("Ministers meet", "Reuters", "Two men at a table");
        var result = Merge.of(
                article(base),
                article(figure("Ministers meet again", "Reuters", "Two men standing")),
                article(figure("Four ministers meet", "AP", "Four men at a table")));
        assertThat(result.conflicts()).extracting(Conflict::mine).contains("Two men standing");
        assertThat(result.content().figures().getFirst().picture().parts()).containsEntry(Picture.Part.CREDIT, "AP");
    }

    @Test
    void a_list_merges_item_by_item_while_it_has_as_many_on_every_side() {
        assertThat(Merge.of(list("One", "Two"), list("One", "Two!"), list("One?", "Two"))
                        .content())
                .isEqualTo(list("One?", "Two!"));
        assertThat(Merge.of(list("One", "Two"), list("One", "Two", "Three"), list("One?", "Two"))
                        .conflicts())
                .containsExactly(new Conflict("block/b1", "One\nTwo", "One\nTwo\nThree", "One?\nTwo"));
    }

    @Test
    void a_speaker_is_one_whole() {
        var result = Merge.of(quotation("No", "Ann"), quotation("No, no", "Ann Lee"), quotation("No", "Dr Ann"));
        assertThat(result.conflicts()).containsExactly(new Conflict("block/b1", "Ann", "Ann Lee", "Dr Ann"));
        assertThat(result.content()).isEqualTo(quotation("No, no", "Dr Ann"));
    }

    @Test
    void who_is_alone_in_changing_anything_gets_it_as_it_is() {
        Trials.of(1_000).holds(contents(), contents(), (base, changed) -> {
            assertThat(Merge.of(base, changed, base)).isEqualTo(new Merge.Result(changed, List.of()));
            assertThat(Merge.of(base, base, changed)).isEqualTo(new Merge.Result(changed, List.of()));
            assertThat(Merge.of(base, changed, changed)).isEqualTo(new Merge.Result(changed, List.of()));
        });
    }

    @Test
    void my_words_are_in_the_content_or_in_a_conflict() {
        Trials.of(1_000).holds(contents(), contents(), contents(), (base, mine, theirs) -> {
            var result = Merge.of(base, mine, theirs);
            var kept = result.conflicts().stream().map(Conflict::mine).collect(Collectors.joining(" "));
            var found = tokens(said(result.content()) + " " + kept);
            var before = tokens(said(base));
            var written = tokens(said(mine)).stream().filter(token -> !token.isBlank() && !before.contains(token));
            assertThat(written).allMatch(found::contains);
        });
    }

    @Test
    void edits_of_different_words_lose_nothing_and_never_conflict() {
        Trials.of(1_000).holds(edits(), edits -> {
            var base = body(edits, edit -> "");
            var mine = body(edits, edit -> edit == Edit.MINE ? "mine" : "");
            var theirs = body(edits, edit -> edit == Edit.THEIRS ? "theirs" : "");
            var both = body(edits, edit -> edit == Edit.NONE ? "" : edit.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(Merge.of(base, mine, theirs)).isEqualTo(new Merge.Result(both, List.of()));
        });
    }

    enum Edit {
        NONE,
        MINE,
        THEIRS
    }

    private static Some<List<Edit>> edits() {
        return Some.of(Edit.values()).list(0, 60);
    }

    private static Some<Content> contents() {
        return ContentsToTry.contents();
    }

    /** Ten words a block, some of them edited. */
    private static Content body(List<Edit> edits, java.util.function.Function<Edit, String> written) {
        var blocks = new ArrayList<Block>();
        for (var from = 0; from < edits.size(); from += 10) {
            var words = new ArrayList<String>();
            for (var i = from; i < Math.min(from + 10, edits.size()); i++) {
                words.add("w" + i + written.apply(edits.get(i)));
            }
            blocks.add(paragraph("b" + from, String.join(" ", words)));
        }
        return article(blocks.toArray(Block[]::new));
    }

    private static String said(Content content) {
        return Stream.concat(
                        Arrays.stream(Field.values()).map(content::field),
                        content.blocks().stream().map(MergeTest::said))
                .collect(Collectors.joining(" "));
    }

    private static String said(Block block) {
        return switch (block) {
            case Block.Paragraph _, Block.Crosshead _, Block.Listing _ -> block.words();
            case Block.Quotation quotation -> quotation.words() + " " + quotation.speaker();
            case Block.Figure figure ->
                figure.words() + " " + String.join(" ", figure.picture().parts().values()) + " "
                        + figure.picture().altText();
        };
    }

    private static Set<String> tokens(String words) {
        return Set.copyOf(WordDiff.tokens(words));
    }

    private static Block text(String words, Mark... marks) {
        return new Block.Paragraph(B1, new Text(words, List.of(marks)));
    }

    private static Mark bold(int start, int end) {
        return new Mark(Mark.Style.BOLD, start, end, null);
    }

    private static Mark italic(int start, int end) {
        return new Mark(Mark.Style.ITALIC, start, end, null);
    }

    private static Content list(String... items) {
        return article(
                new Block.Listing(B1, false, Arrays.stream(items).map(Text::of).toList()));
    }

    private static Content quotation(String words, String speaker) {
        return article(new Block.Quotation(B1, Text.of(words), speaker));
    }

    private static Block figure(String caption, String credit, String altText) {
        return new Block.Figure(
                B1,
                new Picture(null, Text.of(caption), Map.of(Picture.Part.CREDIT, credit), Map.of(), altText, null, ""));
    }
}
