package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.content.ContentsToTry.article;
import static stet.domain.content.ContentsToTry.paragraph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import stet.domain.BlockId;
import stet.trials.Choices;
import stet.trials.Some;
import stet.trials.Trials;

class ChangesTest {
    private static final BlockId B1 = new BlockId("b1");
    private static final BlockId B2 = new BlockId("b2");
    private static final BlockId B3 = new BlockId("b3");
    private static final Block ONE = paragraph("b1", "One");
    private static final Block TWO = paragraph("b2", "Two");
    private static final Block THREE = paragraph("b3", "Three");
    private static final Block FOUR = paragraph("b4", "Four");

    @Test
    void a_new_headline_is_one_change() {
        var was = article(ONE);
        assertThat(Changes.between(was, was.with(Field.HEADLINE, "Another")))
                .containsExactly(new Change.FieldChanged(Field.HEADLINE, "Another"));
    }

    @Test
    void one_block_moved_to_the_front_is_one_change() {
        assertThat(Changes.between(article(ONE, TWO, THREE, FOUR), article(FOUR, ONE, TWO, THREE)))
                .containsExactly(new Change.BlockMoved(FOUR.id(), null));
    }

    @Test
    void one_block_moved_to_the_end_is_one_change() {
        assertThat(Changes.between(article(ONE, TWO, THREE, FOUR), article(TWO, THREE, FOUR, ONE)))
                .containsExactly(new Change.BlockMoved(B1, FOUR.id()));
    }

    @Test
    void formatting_alone_rewrites_a_block() {
        var bold = new Block.Paragraph(B1, new Text("One", List.of(new Mark(Mark.Style.BOLD, 0, 3, null))));
        assertThat(Changes.between(article(ONE), article(bold))).containsExactly(new Change.BlockRewritten(bold));
    }

    @Test
    void a_block_removed_and_one_inserted_in_its_place_are_two_changes() {
        assertThat(Changes.between(article(ONE, TWO, THREE), article(ONE, FOUR, THREE)))
                .containsExactly(new Change.BlockRemoved(B2), new Change.BlockInserted(FOUR, B1));
    }

    @Test
    void a_change_to_a_block_that_is_not_there_changes_nothing() {
        var was = article(ONE);
        assertThat(Changes.apply(
                        was,
                        List.of(
                                new Change.BlockRemoved(B2),
                                new Change.BlockMoved(B2, null),
                                new Change.BlockRewritten(TWO))))
                .isEqualTo(was);
    }

    @Test
    void after_a_block_that_is_not_there_means_at_the_end() {
        assertThat(Changes.apply(
                        article(ONE, TWO), List.of(new Change.BlockInserted(FOUR, B3), new Change.BlockMoved(B1, B3))))
                .isEqualTo(article(TWO, FOUR, ONE));
    }

    @Test
    void a_block_inserted_again_is_there_once() {
        assertThat(Changes.apply(article(ONE, TWO), List.of(new Change.BlockInserted(ONE, B2))))
                .isEqualTo(article(TWO, ONE));
    }

    @Test
    void the_changes_between_two_versions_turn_the_one_into_the_other() {
        Trials.of(1_000).holds(contents(), contents(), (was, now) -> {
            var changes = Changes.between(was, now);
            assertThat(Changes.apply(was, changes)).isEqualTo(now);
            assertThat(changes.isEmpty()).isEqualTo(was.equals(now));
        });
    }

    @Test
    void the_same_content_is_no_change() {
        Trials.of(1_000).holds(contents(), content -> {
            assertThat(Changes.between(content, content)).isEmpty();
        });
    }

    @Test
    void changes_to_another_content_never_fail() {
        Trials.of(1_000).holds(contents(), contents(), contents(), (was, now, other) -> {
            var changed = Changes.apply(other, Changes.between(was, now));
            assertThat(Changes.apply(changed, Changes.between(changed, other))).isEqualTo(other);
        });
    }

    @Test
    void shuffled_blocks_find_their_order_again() {
        Trials.of(1_000).holds(contents(), Choices::anyInt, (was, seed) -> {
            var shuffled = new ArrayList<>(was.blocks());
            Collections.shuffle(shuffled, new Random(seed));
            var now = was.withBlocks(shuffled);
            assertThat(Changes.apply(was, Changes.between(was, now))).isEqualTo(now);
        });
    }

    private static Some<Content> contents() {
        return ContentsToTry.contents();
    }
}
