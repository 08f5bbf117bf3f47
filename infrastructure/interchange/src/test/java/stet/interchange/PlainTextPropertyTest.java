package stet.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import stet.domain.InvalidValue;

class PlainTextPropertyTest {
    /** No word is lost whatever the text, and nothing is refused but what is no text. */
    @Property(tries = 3000)
    void no_word_is_lost(@ForAll("texts") String text) {
        PlainText.Imported imported;
        try {
            imported = Reading.read(text);
        } catch (InvalidValue refused) {
            assertThat(refused)
                    .hasMessageMatching("The file is empty|There is no headline.*|Line \\d+ has a control character.*");
            return;
        }
        var came = Reading.words(Stream.of(text));
        var kept = Reading.words(imported.content());

        assertThat(Reading.without(kept, came)).isEmpty();
        assertThat(Reading.without(Reading.without(came, kept), Reading.labels(text)))
                .isEmpty();
    }

    @Provide
    Arbitrary<String> texts() {
        var piece = Arbitraries.of(
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
        var built = piece.list().ofMaxSize(60).map(pieces -> String.join("", pieces));
        var wild = Arbitraries.strings()
                .all()
                .ofMaxLength(80)
                .map(text -> text.codePoints()
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
        return Arbitraries.frequencyOf(Tuple.of(5, built), Tuple.of(1, wild));
    }
}
