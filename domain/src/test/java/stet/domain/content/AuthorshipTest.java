package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import stet.domain.PersonId;
import stet.domain.content.Authorship.Run;
import stet.trials.Some;
import stet.trials.Trials;

class AuthorshipTest {
    private static final PersonId ANNA = new PersonId("anna");
    private static final PersonId BEN = new PersonId("ben");
    private static final PersonId CARLA = new PersonId("carla");

    @Test
    void who_writes_a_passage_wrote_all_of_it() {
        assertThat(Authorship.by(ANNA, "Ministers met, at last.").runs()).containsExactly(new Run(ANNA, 6));
    }

    @Test
    void a_kept_word_keeps_its_writer_and_a_new_one_is_the_rewriters() {
        var was = "The vote is on Monday in Brussels.";
        var now = "The vote is on Friday in Brussels.";
        assertThat(Authorship.by(ANNA, was).rewritten(was, now, BEN).runs())
                .containsExactly(new Run(ANNA, 4), new Run(BEN, 1), new Run(ANNA, 3));
    }

    @Test
    void a_writer_whose_last_word_is_gone_is_no_writer_of_it() {
        var was = "Ministers met";
        var now = "Talks failed";
        assertThat(Authorship.by(ANNA, was).rewritten(was, now, BEN).all()).containsExactly(BEN);
    }

    @Test
    void who_cuts_a_word_answers_besides_its_writer_for_the_one_that_now_stands_in_its_place() {
        var was = "He did not pay them.";
        var now = "He did pay them.";
        var authorship = Authorship.by(ANNA, was).rewritten(was, now, BEN);
        assertThat(authorship.of(now, 7, 10)).as("pay").containsExactly(ANNA, BEN);
        assertThat(authorship.of(now, 0, 6)).as("He did").containsExactly(ANNA);
    }

    @Test
    void what_is_cut_in_several_places_is_whose_it_was_in_each() {
        var was = "The vote is on Monday in Brussels. Nobody knows why.";
        var now = "The vote is on Friday in Brussels. Nobody knows why.";
        var authorship = Authorship.by(ANNA, was).rewritten(was, now, BEN);
        var ranges = List.of(new Authorship.Range(4, 11), new Authorship.Range(12, 24), new Authorship.Range(35, 41));
        assertThat(authorship.of(now, ranges))
                .extracting(Authorship::runs)
                .containsExactly(
                        List.of(new Run(ANNA, 2)),
                        List.of(new Run(ANNA, 1), new Run(BEN, 1), new Run(ANNA, 1)),
                        List.of(new Run(ANNA, 1)));
    }

    @Test
    void who_cuts_the_end_answers_besides_its_writer_for_the_word_that_now_ends_it() {
        var was = "He paid nobody";
        var now = "He paid";
        assertThat(Authorship.by(ANNA, was).rewritten(was, now, BEN).of(now, 3, 7))
                .containsExactly(ANNA, BEN);
    }

    @Test
    void who_answers_for_a_cut_does_so_until_the_word_beside_it_is_replaced() {
        var was = "He did not pay them.";
        var cut = "He did pay them.";
        var authorship = Authorship.by(ANNA, was).rewritten(was, cut, BEN);
        var longer = "Later he did pay them.";
        assertThat(authorship.rewritten(cut, longer, CARLA).of(longer, 13, 16)).containsExactly(ANNA, BEN);
        var replaced = "He did owe them.";
        assertThat(authorship.rewritten(cut, replaced, CARLA).all()).containsExactly(ANNA, CARLA);
    }

    @Test
    void a_range_is_by_those_whose_words_it_touches() {
        var was = "The vote is on Monday.";
        var now = "The vote is on Friday.";
        var authorship = Authorship.by(ANNA, was).rewritten(was, now, BEN);
        assertThat(authorship.of(now, 4, 8)).containsExactly(ANNA);
        assertThat(authorship.of(now, 15, 21)).containsExactly(BEN);
        assertThat(authorship.of(now, 12, 16)).containsExactly(ANNA, BEN);
        assertThat(authorship.of(now, 14, 15)).isEmpty();
    }

    @Test
    void a_word_without_a_known_writer_is_the_rewriters() {
        assertThat(Authorship.EMPTY
                        .rewritten("From the wires", "From the wires today", BEN)
                        .runs())
                .containsExactly(new Run(BEN, 4));
    }

    @Test
    void nobody_wrote_a_passage_without_words() {
        assertThat(Authorship.by(ANNA, "")).isEqualTo(Authorship.EMPTY);
        assertThat(Authorship.by(ANNA, "Gone").rewritten("Gone", "", BEN)).isEqualTo(Authorship.EMPTY);
    }

    @Test
    void runs_of_one_writer_are_one() {
        assertThat(new Authorship(List.of(new Run(ANNA, 2), new Run(ANNA, 0), new Run(ANNA, 3))).runs())
                .containsExactly(new Run(ANNA, 5));
    }

    @Test
    void every_token_but_white_space_has_one_writer() {
        Trials.of(1_000).holds(texts(), texts(), texts(), (first, second, third) -> {
            var authorship =
                    Authorship.by(ANNA, first).rewritten(first, second, BEN).rewritten(second, third, CARLA);
            var tokens = WordDiff.tokens(third).stream()
                    .filter(token -> !token.isBlank())
                    .count();
            assertThat(authorship.runs().stream().mapToInt(Run::tokens).sum()).isEqualTo((int) tokens);
        });
    }

    @Test
    void who_saves_the_same_words_wrote_none_of_them() {
        Trials.of(1_000).holds(texts(), words -> {
            assertThat(Authorship.by(ANNA, words).rewritten(words, words, BEN)).isEqualTo(Authorship.by(ANNA, words));
        });
    }

    private static Some<String> texts() {
        return Some.of("a", "b", "c", " ", " ", ",", "12").list(0, 20).map(tokens -> String.join("", tokens));
    }
}
