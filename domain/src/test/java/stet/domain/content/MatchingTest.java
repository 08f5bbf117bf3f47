package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the ledger says of words follows from what is found here, so a quicker way must lead to the same, token by token. */
class MatchingTest {
    private static final int FURTHEST = 500;
    private static final int NEAR = 30;
    private static final int MOST_LOOKS = 1_000_000;

    @Test
    void whatever_is_compared_the_same_tokens_are_kept_as_by_looking_at_each_place() {
        var random = new Random(13);
        for (var trial = 0; trial < 400; trial++) {
            var was = words(random);
            var now = random.nextInt(3) == 0 ? edited(was, random) : words(random);
            assertThat(Matching.of(was, now)).as("trial %d", trial).containsExactly(new Plain(was, now).kept());
        }
    }

    @Test
    void texts_that_take_more_than_the_most_looks_as_well() {
        for (var spaced : List.of(true, false)) {
            var was = words(9_000, 5_000, 0, spaced, new Random(1));
            var now = words(9_000, 5_000, 2_500, spaced, new Random(2));
            assertThat(Matching.looks(was, now)).isGreaterThan(MOST_LOOKS);
            assertThat(Matching.of(was, now)).containsExactly(new Plain(was, now).kept());
        }
    }

    @Test
    void nobody_is_shown_that_spaces_alone_were_kept_of_a_text_that_was_written_anew() {
        var was = "was ".repeat(2_000).strip();
        var now = "now ".repeat(2_000).strip();
        assertThat(WordDiff.between(was, now))
                .containsExactly(
                        new WordDiff.Piece(WordDiff.Kind.REMOVED, was), new WordDiff.Piece(WordDiff.Kind.ADDED, now));
        var kept = WordDiff.between(was + " tide", now + " tide");
        assertThat(kept.getLast()).isEqualTo(new WordDiff.Piece(WordDiff.Kind.KEPT, " tide"));
    }

    @Test
    void runs_are_found_by_what_they_say() {
        var tokens = List.of("Anna", "Berg", "Anna", "Berg", "Anne");
        assertThat(Run.of(tokens, 0, 2)).isEqualTo(Run.of(tokens, 2, 2)).hasSameHashCodeAs(Run.of(tokens, 2, 2));
        assertThat(Run.of(tokens, 1, 2)).isNotEqualTo(Run.of(tokens, 3, 2));
        assertThat(Run.of(tokens, 0, 2)).isNotEqualTo(Run.of(tokens, 0, 3));
    }

    private static List<String> words(Random random) {
        var many = random.nextInt(8) == 0 ? 3_000 : 400;
        return words(
                random.nextInt(many),
                1 + random.nextInt(1 + random.nextInt(600)),
                random.nextInt(300),
                random.nextBoolean(),
                random);
    }

    private static List<String> words(int count, int kinds, int first, boolean spaced, Random random) {
        var words = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            words.add(spaced && i % 2 == 1 ? " " : "w" + (first + random.nextInt(kinds)));
        }
        return words;
    }

    private static List<String> edited(List<String> words, Random random) {
        var edited = new ArrayList<String>();
        for (var word : words) {
            var fate = random.nextInt(20);
            if (fate == 1) {
                edited.add("new" + random.nextInt(9));
            }
            if (fate != 0) {
                edited.add(word);
            }
        }
        return edited;
    }

    /** The comparison with no way about: each place is looked at, and what was reached is kept for each edit. */
    private static final class Plain {
        private final List<String> was;
        private final List<String> now;
        private final int[] kept;
        private long looks;

        Plain(List<String> was, List<String> now) {
            this.was = was;
            this.now = now;
            kept = new int[was.size()];
            Arrays.fill(kept, -1);
        }

        int[] kept() {
            var start = 0;
            var wasEnd = was.size();
            var nowEnd = now.size();
            while (start < Math.min(wasEnd, nowEnd) && was.get(start).equals(now.get(start))) {
                kept[start] = start;
                start++;
            }
            while (Math.min(wasEnd, nowEnd) > start && was.get(wasEnd - 1).equals(now.get(nowEnd - 1))) {
                kept[--wasEnd] = --nowEnd;
            }
            var x = start;
            var y = start;
            while (x < wasEnd && y < nowEnd) {
                var reached = search(x, y, wasEnd, nowEnd);
                x = reached[0];
                y = reached[1];
            }
            return kept;
        }

        private int[] search(int fromX, int fromY, int toX, int toY) {
            var n = toX - fromX;
            var m = toY - fromY;
            var most = Math.min(n + m, looks < MOST_LOOKS ? FURTHEST : NEAR);
            var middle = most + 1;
            var reach = new int[2 * most + 3];
            var before = new ArrayList<int[]>();
            var best = new int[3];
            for (var d = 0; d <= most && !(best[0] == n && best[1] == m); d++) {
                looks += d + 1;
                before.add(reach.clone());
                for (var k = -d; k <= d; k += 2) {
                    var x = isNew(reach, middle, k, d) ? reach[middle + k + 1] : reach[middle + k - 1] + 1;
                    while (x < n && x - k < m && was.get(fromX + x).equals(now.get(fromY + x - k))) {
                        x++;
                    }
                    reach[middle + k] = x;
                    if (x <= n && x - k <= m && 2 * x - k > best[0] + best[1]) {
                        best = new int[] {x, x - k, d};
                    }
                }
            }
            var x = best[0];
            var y = best[1];
            for (var d = best[2]; d >= 0; d--) {
                var k = x - y;
                var then = before.get(d);
                var from = isNew(then, middle, k, d) ? k + 1 : k - 1;
                var fromThere = d == 0 ? 0 : then[middle + from];
                while (x > fromThere && y > (d == 0 ? 0 : fromThere - from)) {
                    kept[fromX + --x] = fromY + --y;
                }
                x = fromThere;
                y = d == 0 ? 0 : fromThere - from;
            }
            return new int[] {fromX + best[0], fromY + best[1]};
        }

        private static boolean isNew(int[] reach, int middle, int k, int d) {
            return k == -d || (k != d && reach[middle + k - 1] < reach[middle + k + 1]);
        }
    }
}
