package stet.web.newsroom.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stet.domain.content.WordDiff;
import stet.history.Entry;

/** A page shows what changed of some words, and of a story that was written anew how it begins. */
class ShownChangesTest {
    @Test
    void what_fits_is_shown_as_it_is() {
        var redlines = List.of(redline("headline", "It rained", "It snowed"), redline("block/b1", "Rain", "Snow"));
        var shown = shown(redlines).by(0);
        assertThat(shown.redlines()).isEqualTo(redlines);
        assertThat(shown.more()).isFalse();
        assertThat(shown(redlines).by(7).redlines()).isEmpty();
    }

    @Test
    void of_long_words_the_beginning_is_shown_with_what_came_instead() {
        var shown = shown(List.of(redline("block/b1", "rain ".repeat(4_000), "snow ".repeat(4_000))))
                .by(0);
        assertThat(shown.more()).isTrue();
        var pieces = shown.redlines().getFirst().pieces();
        assertThat(pieces).extracting(WordDiff.Piece::kind).containsExactly(WordDiff.Kind.REMOVED, WordDiff.Kind.ADDED);
        assertThat(pieces)
                .allMatch(
                        piece -> piece.words().length() < 2_100 && piece.words().endsWith(" …"));
    }

    @Test
    void words_that_were_kept_take_no_more_room_than_is_shown_of_them() {
        var kept = new Entry.Redline(
                "block/b1",
                List.of(
                        new WordDiff.Piece(WordDiff.Kind.KEPT, "fog ".repeat(100_000)),
                        new WordDiff.Piece(WordDiff.Kind.ADDED, "lifted")));
        assertThat(shown(List.of(kept)).by(0).redlines()).containsExactly(kept);
    }

    @Test
    void however_much_was_changed_a_page_shows_no_more_than_fits_on_it_and_says_so() {
        var many = IntStream.range(0, 1_000)
                .mapToObj(n -> redline("block/b" + n, "r".repeat(1_900), "s".repeat(1_900)))
                .toList();
        var all = new LinkedHashMap<Long, List<Entry.Redline>>();
        for (var event = 0L; event < 50; event++) {
            all.put(event, many);
        }
        var changes = ShownChanges.of(all);
        var characters = 0;
        for (var event = 0L; event < 50; event++) {
            assertThat(changes.by(event).more()).isTrue();
            for (var redline : changes.by(event).redlines()) {
                for (var piece : redline.pieces()) {
                    characters += piece.words().length();
                }
            }
        }
        assertThat(characters).isBetween(100_000, 160_000);
        assertThat(changes.by(0).redlines()).isNotEmpty();
        assertThat(changes.by(49).redlines()).isEmpty();
    }

    private static ShownChanges shown(List<Entry.Redline> redlines) {
        var one = new LinkedHashMap<Long, List<Entry.Redline>>();
        one.put(0L, redlines);
        return ShownChanges.of(one);
    }

    private static Entry.Redline redline(String place, String was, String now) {
        return new Entry.Redline(
                place,
                List.of(new WordDiff.Piece(WordDiff.Kind.REMOVED, was), new WordDiff.Piece(WordDiff.Kind.ADDED, now)));
    }
}
