package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.domain.BlockId;
import stet.domain.content.Reanchoring.Outcome;
import stet.trials.Some;
import stet.trials.Trials;

class ReanchoringTest {
    private static final Place PLACE = Place.of(new BlockId("b1"));

    /** A span is marked [like this]. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The vote is on [12 February].       | On [12 February] they vote.
                    The vote is on [12 February].       | The vote, she said, is on [12 February].
                    About [20] soldiers came.           | About [20] soldiers came in 120 trucks in the 20s.
                    It grew by [1] point.               | It grew by [1] point, to 1,000 or 1.5 and 1st.
                    [20] soldiers and 20 trucks         | [20] soldiers and 20 lorries
                    20 soldiers and [20] trucks         | Only 20 soldiers and [20] trucks
                    the [Solberg]s                      | both the [Solberg]s
                    the [Solberg]s and Solberg          | all the [Solberg]s and Solberg
                    He said: [No, never.]               | [No, never.] So he said.
                    """)
    void the_words_stand(String was, String now) {
        assertThat(follow(was, now)).isEqualTo(new Outcome.Stands(anchor(now)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The vote is on [12 February].       | The vote is on [14 February].
                    The vote is on [12 February].       | The vote is on [12 March].
                    The vote is on [12 February 2026].  | The vote is on [12 March 2026].
                    Some [20 soldiers] came.            | Some [20 young soldiers] came.
                    Some [20 young soldiers] came.      | Some [20 soldiers] came.
                    [20 soldiers] came.                 | [120 soldiers] came.
                    They took [1] point.                | They took [1.5] points.
                    They took [5] points.               | They took [1.5] points.
                    He lost [2,000 men] there.          | He lost [12,000 men] there.
                    a [very big war] began              | a [big war] began
                    [Jonas Solberg] spoke            | [Mark Solberg] spoke
                    [20] soldiers came                  | [20] soldiers and 20 trucks came
                    20 soldiers and [20] trucks         | [20] trucks
                    20 soldiers and [20] trucks, 20 men | 20 soldiers, no [20] and so on
                    The vote is on [12 February].       | The vote is on [Monday].
                    Some [20] soldiers came.            | Some [25] soldiers came.
                    Some [20] soldiers came.            | Some [120] soldiers came.
                    He said: [No, never.]               | He said: [Yes.]
                    """)
    void the_words_changed(String was, String now) {
        assertThat(follow(was, now)).isEqualTo(new Outcome.Changed(anchor(now)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The vote is on [12 February].       | The vote is on.
                    Some [20] soldiers came.            | Some soldiers came.
                    He said: [No, never.]               | He said: “…”
                    All of [it] goes                    | ''
                    """)
    void the_words_are_gone(String was, String now) {
        assertThat(follow(was, now)).isEqualTo(new Outcome.Gone());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    She is from [Bogotá].   | She is from [Bogota\u0301].
                    It's [Lena's boat] now. | It’s [Lena’s boat] now.
                    """)
    void the_same_words_typed_otherwise_stand(String was, String now) {
        assertThat(follow(was, now)).isEqualTo(new Outcome.Stands(anchor(now)));
    }

    @Test
    void the_anchor_must_stand_in_the_text_as_it_was() {
        var elsewhere = new Anchor(PLACE, 3, "words");
        assertThatThrownBy(() -> Reanchoring.follow(elsewhere, "Other words", "Any words"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatever_is_found_stands_in_the_new_text() {
        Trials.of(1_000).holds(anchored(texts()), texts(), (anchored, now) -> {
            var anchor = anchored.anchor();
            switch (Reanchoring.follow(anchor, anchored.words(), now)) {
                case Outcome.Stands(var found) -> {
                    assertThat(found.standsIn(now)).isTrue();
                    assertThat(found.words()).isEqualTo(anchor.words());
                }
                case Outcome.Changed(var found) ->
                    assertThat(found.standsIn(now)).isTrue();
                case Outcome.Gone() ->
                    assertThat(anchored.words().equals(now))
                            .as("the same text loses no words")
                            .isFalse();
            }
        });
    }

    @Test
    void an_edit_in_front_of_a_passage_moves_every_span_and_harms_none() {
        var longer = texts().map(was ->
                IntStream.range(0, 6).mapToObj(i -> was + " w" + i).collect(Collectors.joining(" ")));
        Trials.of(1_000).holds(anchored(longer), anchored -> {
            var anchor = anchored.anchor();
            assertThat(Reanchoring.follow(anchor, anchored.words(), "Zzz:" + anchored.words()))
                    .isEqualTo(new Outcome.Stands(anchor.movedTo(anchor.start() + "Zzz:".length())));
        });
    }

    /** A text with a span of it that has words. */
    private record Anchored(String words, Anchor anchor) {}

    private static Some<Anchored> anchored(Some<String> texts) {
        return choices -> {
            var text = texts.by(choices);
            var words = text.isBlank() ? "a" : text;
            var start = choices.between(0, words.length() - 1);
            var end = choices.between(start + 1, words.length());
            var span = words.substring(start, end);
            return new Anchored(words, span.isBlank() ? trimmed(0, words) : trimmed(start, span));
        };
    }

    private static Some<String> texts() {
        return Some.of("a", "b", "20", "1", ".", ",", " ", " ", "\u00E9")
                .list(0, 14)
                .map(tokens -> String.join("", tokens));
    }

    private static Anchor trimmed(int start, String words) {
        var lead = words.length() - words.stripLeading().length();
        return new Anchor(PLACE, start + lead, words.strip());
    }

    private static Outcome follow(String was, String now) {
        return Reanchoring.follow(anchor(was), unmarked(was), unmarked(now));
    }

    private static Anchor anchor(String marked) {
        return new Anchor(PLACE, marked.indexOf('['), marked.substring(marked.indexOf('[') + 1, marked.indexOf(']')));
    }

    private static String unmarked(String marked) {
        return marked.replaceAll("[\\[\\]]", "");
    }
}
