package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.content.WordDiff.Kind.ADDED;
import static stet.domain.content.WordDiff.Kind.KEPT;
import static stet.domain.content.WordDiff.Kind.REMOVED;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stet.domain.content.WordDiff.Kind;
import stet.domain.content.WordDiff.Piece;
import stet.trials.Some;
import stet.trials.Trials;

class WordDiffTest {
    @Test
    void a_text_is_cut_into_words_spaces_and_single_signs() {
        assertThat(WordDiff.tokens("On 12 May, \u201CNo\u201D!"))
                .containsExactly("On", " ", "12", " ", "May", ",", " ", "\u201C", "No", "\u201D", "!");
    }

    @Test
    void an_accent_of_its_own_stays_with_its_letter() {
        assertThat(WordDiff.tokens("Cafe\u0301 Noir")).containsExactly("Cafe\u0301", " ", "Noir");
    }

    @Test
    void a_character_of_two_units_is_never_cut() {
        assertThat(WordDiff.tokens("\uD83D\uDE00\uD83D\uDE00 \uD835\uDC00b"))
                .containsExactly("\uD83D\uDE00", "\uD83D\uDE00", " ", "\uD835\uDC00b");
    }

    @Test
    void one_word_changed_is_one_word_out_and_one_in() {
        assertThat(WordDiff.between("The vote is on Monday.", "The vote is on Friday."))
                .containsExactly(
                        new Piece(KEPT, "The vote is on "),
                        new Piece(REMOVED, "Monday"),
                        new Piece(ADDED, "Friday"),
                        new Piece(KEPT, "."));
    }

    @Test
    void a_sentence_written_anew_reads_as_one_change() {
        assertThat(WordDiff.between("Ministers met yesterday.", "Talks failed again."))
                .containsExactly(
                        new Piece(REMOVED, "Ministers met yesterday"),
                        new Piece(ADDED, "Talks failed again"),
                        new Piece(KEPT, "."));
    }

    @Test
    void the_same_text_is_kept_whole() {
        assertThat(WordDiff.between("As it was.", "As it was.")).containsExactly(new Piece(KEPT, "As it was."));
        assertThat(WordDiff.between("", "")).isEmpty();
    }

    @Test
    void a_text_from_nothing_is_added_and_to_nothing_removed() {
        assertThat(WordDiff.between("", "New words")).containsExactly(new Piece(ADDED, "New words"));
        assertThat(WordDiff.between("Old words", "")).containsExactly(new Piece(REMOVED, "Old words"));
    }

    @Test
    void two_long_texts_with_nothing_in_common_are_out_and_in() {
        var was = numbered("alt", 4000, "-");
        var now = numbered("neu", 4000, "+");
        assertThat(WordDiff.between(was, now)).containsExactly(new Piece(REMOVED, was), new Piece(ADDED, now));
    }

    @Test
    void words_kept_far_behind_a_long_rewriting_are_found_again() {
        var kept = numbered("kept", 300, " ");
        var was = "Was " + numbered("alt", 2000, " ") + ". " + kept + " end";
        var now = "Now " + numbered("neu", 2000, " ") + ". " + kept + " stop";
        assertThat(WordDiff.between(was, now))
                .anyMatch(piece -> piece.kind() == KEPT && piece.words().contains(kept));
    }

    @Test
    void the_tokens_are_the_text() {
        Trials.of(1_000).holds(Some.text(100), any -> {
            assertThat(String.join("", WordDiff.tokens(any))).isEqualTo(any);
        });
    }

    @Test
    void what_is_kept_and_removed_is_the_old_text_and_what_is_kept_and_added_the_new() {
        Trials.of(1_000).holds(texts(), texts(), (was, now) -> {
            var pieces = WordDiff.between(was, now);
            assertThat(without(ADDED, pieces)).isEqualTo(was);
            assertThat(without(REMOVED, pieces)).isEqualTo(now);
            for (var i = 1; i < pieces.size(); i++) {
                assertThat(pieces.get(i).kind()).isNotEqualTo(pieces.get(i - 1).kind());
                assertThat(pieces.get(i - 1).kind() == ADDED && pieces.get(i).kind() == REMOVED)
                        .isFalse();
            }
        });
    }

    @Test
    void no_edit_is_shorter() {
        Trials.of(1_000).holds(texts(), texts(), (was, now) -> {
            var matching = Matching.of(was, now);
            var kept = IntStream.range(0, matching.was().size())
                    .filter(matching::kept)
                    .count();
            assertThat(kept).isEqualTo(longestCommon(WordDiff.tokens(was), WordDiff.tokens(now)));
        });
    }

    private static Some<String> texts() {
        return Some.of("a", "b", "c", " ", " ", ",", "12", "\u00E9").list(0, 30).map(tokens -> String.join("", tokens));
    }

    private static String without(Kind kind, List<Piece> pieces) {
        return pieces.stream()
                .filter(piece -> piece.kind() != kind)
                .map(Piece::words)
                .collect(Collectors.joining());
    }

    private static String numbered(String word, int count, String between) {
        return IntStream.range(0, count).mapToObj(i -> word + i).collect(Collectors.joining(between));
    }

    private static int longestCommon(List<String> a, List<String> b) {
        var longest = new int[a.size() + 1][b.size() + 1];
        for (var i = 0; i < a.size(); i++) {
            for (var j = 0; j < b.size(); j++) {
                longest[i + 1][j + 1] =
                        a.get(i).equals(b.get(j)) ? longest[i][j] + 1 : Math.max(longest[i][j + 1], longest[i + 1][j]);
            }
        }
        return longest[a.size()][b.size()];
    }
}
