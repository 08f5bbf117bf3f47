package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import stet.domain.BlockId;

/** What is looked at only where two texts differ is what would be found in the whole of them. */
class DifferenceTest {
    private static final String[] BITS = {
        "a", "b", "ab", "A", " ", " ", "\n", "\u00A0", "'", "’", "‘", "\"", "“", "”", ".", ",", "1", "é", "e\u0301",
        "\u0301", "—", "😀"
    };

    @Test
    void what_is_gone_is_the_same_however_much_of_the_texts_is_compared() {
        var random = new Random(7);
        var shortened = 0;
        for (var n = 0; n < 40_000; n++) {
            var was = words(random, random.nextInt(14));
            var now = random.nextInt(3) == 0 ? words(random, random.nextInt(14)) : edited(was, random);
            var changed = Difference.between(was, now);
            var within = Matching.ofSaid(
                    was.substring(changed.from(), changed.wasTo()), now.substring(changed.from(), changed.nowTo()));
            assertThat(gone(within, changed.from()))
                    .as("“%s” became “%s”", was, now)
                    .isEqualTo(gone(Matching.ofSaid(was, now), 0));
            shortened += changed.from() > 0 || changed.wasTo() < was.length() ? 1 : 0;
        }
        assertThat(shortened).isGreaterThan(5_000);
    }

    @Test
    void one_word_in_a_long_text_is_all_that_is_compared() {
        var before = "What nobody’s seen — stands here. ".repeat(2_000);
        assertThat(Difference.between(before + "old words" + before, before + "new words" + before))
                .isEqualTo(new Difference(before.length(), before.length() + 3, before.length() + 3));
    }

    @Test
    void words_stand_as_often_as_they_do_in_all_that_changed() {
        var random = new Random(11);
        var more = 0;
        for (var n = 0; n < 4_000; n++) {
            var was = content(random, 3);
            var now = was.withBlocks(was.blocks().stream()
                    .filter(block -> random.nextInt(8) > 0)
                    .<Block>map(block -> new Block.Paragraph(block.id(), Text.of(edited(block.words(), random))))
                    .toList());
            var looked = Words.clean(words(random, 1 + random.nextInt(2)));
            if (!looked.isEmpty()) {
                var asOften = count(was, now, looked) == count(now, was, looked);
                assertThat(Trace.of(was, now, List.of()).standsAsOften(looked))
                        .as("“%s” in %s and %s", looked, was.written(), now.written())
                        .isEqualTo(asOften);
                more += asOften ? 0 : 1;
            }
        }
        assertThat(more).isGreaterThan(100);
    }

    private static long count(Content in, Content other, String looked) {
        var said = Words.folded(looked);
        var count = 0;
        for (var part : in.written().entrySet()) {
            if (!part.getValue().equals(other.written().get(part.getKey()))) {
                var text = Words.folded(part.getValue());
                for (var at = text.indexOf(said); at >= 0; at = text.indexOf(said, at + 1)) {
                    count++;
                }
            }
        }
        return count;
    }

    private static List<List<Object>> gone(Matching matching, int from) {
        var gone = new ArrayList<List<Object>>();
        for (var hunk : matching.hunks()) {
            if (hunk.was() < hunk.wasEnd()) {
                gone.add(List.of(
                        from + matching.was().start(hunk.was()),
                        from + matching.was().end(hunk.wasEnd() - 1)));
            }
        }
        return gone;
    }

    private static Content content(Random random, int blocks) {
        var all = new ArrayList<Block>();
        for (var n = 0; n < blocks; n++) {
            all.add(new Block.Paragraph(new BlockId("p" + n), Text.of(words(random, 8))));
        }
        return Content.of("Headline", "", all);
    }

    private static String words(Random random, int bits) {
        var words = new StringBuilder();
        for (var n = 0; n < bits; n++) {
            words.append(BITS[random.nextInt(BITS.length)]);
        }
        return words.toString();
    }

    /** With a bit taken out and another put in, somewhere. */
    private static String edited(String was, Random random) {
        var from = random.nextInt(was.length() + 1);
        var to = Math.min(was.length(), from + random.nextInt(3));
        var now = was.substring(0, from) + words(random, random.nextInt(3)) + was.substring(to);
        // Never half of a character.
        return now.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF) ? was : now;
    }
}
