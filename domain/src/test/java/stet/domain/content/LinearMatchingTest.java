package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import stet.domain.BlockId;
import stet.domain.PersonId;

/** A comparison of twice as long texts costs about twice as much, whatever stands in them: the looks are counted, so no clock is asked. */
class LinearMatchingTest {
    private static final int LONG = 40_000;
    private static final PersonId WRITER = new PersonId("wren");
    private static final PersonId EDITOR = new PersonId("max");

    @Test
    void two_texts_that_share_every_second_word_are_compared_in_a_time_that_grows_with_their_length() {
        var once = Matching.looks(words(LONG, "was"), words(LONG, "now"));
        var twice = Matching.looks(words(2 * LONG, "was"), words(2 * LONG, "now"));
        assertThat(twice).isLessThan(2 * once);
        assertThat(twice).isLessThan(1_500_000 + 2L * LONG * 60);
    }

    @Test
    void words_in_reverse_order_are_compared_in_a_time_that_grows_with_their_number() {
        var words = words(LONG, "was");
        var more = words(2 * LONG, "was");
        var once = Matching.looks(words, words.reversed());
        var twice = Matching.looks(more, more.reversed());
        assertThat(twice).isLessThan(2 * once);
    }

    @Test
    void in_a_text_too_long_to_be_compared_closely_only_words_that_stand_there_keep_their_writer() {
        var was = String.join(" ", words(6_000, "was"));
        var now = String.join(" ", words(6_000, "now"));
        var authorship = Authorship.by(WRITER, was).rewritten(was, now, EDITOR);
        var at = 0;
        for (var word : now.split(" ", -1)) {
            // The new words are the editor's without exception: a doubt asks somebody too many, and never too few.
            if (word.startsWith("now")) {
                assertThat(authorship.of(now, at, at + word.length())).contains(EDITOR);
            }
            at += word.length() + 1;
            if (at > 20_000) {
                break;
            }
        }
        assertThat(authorship.all()).contains(WRITER, EDITOR);
    }

    @Test
    void a_very_long_list_that_is_cut_in_two_stays_signed_item_by_item() {
        var items = new ArrayList<Text>();
        for (var i = 0; i < 3_000; i++) {
            items.add(Text.of("item" + i));
        }
        var second = new BlockId("second");
        var was = Content.of("Items", "", List.of(new Block.Listing(new BlockId("list"), false, items)));
        var now = Content.of(
                "Items",
                "",
                List.of(
                        new Block.Listing(new BlockId("list"), false, items.subList(0, 1_500)),
                        new Block.Listing(second, false, items.subList(1_500, 3_000))));
        var signed = Passage.of(was).keySet();
        assertThat(Trace.of(was, now, List.of()).stillSigned(signed))
                .containsOnlyKeys(Passage.of(now.block(second).orElseThrow()).keySet());
    }

    /** Every second one is the same whatever the text is called. */
    private static List<String> words(int count, String called) {
        var words = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            words.add(i % 2 == 0 ? "same" + i : called + i);
        }
        return words;
    }
}
