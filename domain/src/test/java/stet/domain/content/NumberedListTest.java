package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stet.domain.BlockId;
import stet.domain.InvalidValue;

/** A list may begin with any number that readers are shown beside its first item. */
class NumberedListTest {
    private static final List<Text> ITEMS = List.of(Text.of("By ferry"), Text.of("By tram"));

    @Test
    void one_that_begins_with_1_says_nothing_of_it_nor_does_one_without_numbers() {
        assertThat(list(5).start()).isEqualTo(5);
        assertThat(list(0).start()).isZero();
        assertThat(list(1)).isEqualTo(list(null));
        assertThat(new Block.Listing(new BlockId("b1"), false, 5, ITEMS).start())
                .isNull();
        assertThat(list(5).with(List.of(Text.of("By bus"))).start()).isEqualTo(5);
        for (var number : List.of(-1, 10_000, Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> list(number))
                    .isInstanceOf(InvalidValue.class)
                    .hasMessage("A list begins with a number from 0 to 9,999");
        }
    }

    @Test
    void another_number_is_another_content_to_whoever_signed_or_scheduled_it() {
        assertThat(Hash.of(content(list(5)))).isNotEqualTo(Hash.of(content(list(null))));
        assertThat(Hash.of(content(list(5)))).isNotEqualTo(Hash.of(content(list(6))));
        assertThat(content(list(5)).printed()).isNotEqualTo(content(list(null)).printed());
    }

    @Test
    void whoever_changed_the_number_alone_is_heard_and_two_who_did_are_asked() {
        var merged = Merge.of(
                content(list(null)),
                content(list(5)),
                content(list(null).with(List.of(Text.of("By ferry"), Text.of("By night tram")))));
        assertThat(merged.conflicts()).isEmpty();
        assertThat(merged.content().blocks())
                .containsExactly(list(5).with(List.of(Text.of("By ferry"), Text.of("By night tram"))));

        var torn = Merge.of(content(list(null)), content(list(5)), content(list(7)));
        assertThat(torn.conflicts()).hasSize(1);
    }

    @Test
    void a_redline_says_with_what_it_begins() {
        assertThat(Redline.between(content(list(null)), content(list(5))).rows())
                .flatExtracting(Redline.Row::told)
                .extracting(Redline.Told::sentence)
                .containsExactly("The number that the list begins with was “1” and is now “5”");
    }

    private static Block.Listing list(@Nullable Integer start) {
        return new Block.Listing(new BlockId("b1"), true, start, ITEMS);
    }

    private static Content content(Block block) {
        return Content.of("The way there", "", List.of(block));
    }
}
