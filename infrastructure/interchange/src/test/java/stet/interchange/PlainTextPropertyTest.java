package stet.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stet.domain.InvalidValue;
import stet.trials.Some;
import stet.trials.Trials;

class PlainTextPropertyTest {
    /** No word is lost whatever the text, and nothing is refused but what is no text. */
    @Test
    void no_word_is_lost() {
        Trials.of(3000).holds(texts(), text -> {
            PlainText.Imported imported;
            try {
                imported = Reading.read(text);
            } catch (InvalidValue refused) {
                assertThat(refused)
                        .hasMessageMatching(
                                "The file is empty|There is no headline.*|Line \\d+ has a control character.*");
                return;
            }
            var came = Reading.words(Stream.of(text));
            var kept = Reading.words(imported.content());

            assertThat(Reading.without(kept, came)).isEmpty();
            assertThat(Reading.without(Reading.without(came, kept), Reading.labels(text)))
                    .isEmpty();
        });
    }

    private static Some<String> texts() {
        var piece = Some.of(
                "\n",
                "\n",
                "\n\n",
                "\r\n",
                "\r",
                "\u2028",
                " ",
                " ",
                "\t",
                "\u00A0",
                "\uFEFF",
                "\u200D",
                "By ",
                "BY ",
                "Figure 1: ",
                "Photo: ",
                "Caption:",
                "Image 12 : ",
                "(Photo: ",
                ")",
                "Photo by ",
                "Credit: ",
                "- ",
                "* ",
                "• ",
                "1. ",
                "2. ",
                "30. ",
                "LONDON",
                "NEW YORK",
                "PARIS, Feb 3",
                " (AP)",
                " — ",
                "—",
                " – ",
                " - ",
                "\"",
                "“",
                "”",
                "'",
                "’",
                "«",
                ".",
                "?",
                ",",
                ":",
                "word",
                "Word",
                "said",
                "Ada Holm",
                "of",
                "three",
                "42",
                "é",
                "e\u0301",
                "𝒜",
                "日本",
                "\uFFFD",
                "***",
                "\n---\n",
                "and a line that is just about as long as lines of one width are");
        var built = piece.list(0, 60).map(pieces -> String.join("", pieces));
        return choices ->
                choices.between(0, 5) < 5 ? built.by(choices) : Some.text(80).by(choices);
    }
}
