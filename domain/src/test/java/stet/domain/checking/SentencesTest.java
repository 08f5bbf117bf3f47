package stet.domain.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            en | He met Mr. Lee on Feb. 12. He left.             | He met Mr. Lee on Feb. 12.; He left.
            en | It cost $3.5 million. No. 5 won. Gen. Lee left. | It cost $3.5 million.; No. 5 won.; Gen. Lee left.
            en | The U.S. Senate voted. J. R. Lee left.          | The U.S. Senate voted.; J. R. Lee left.
            en | “No!” she said. He left.                        | “No!” she said.; He left.
            de | Am 12. Februar kam er. Das kostet 3 Mio. Euro.  | Am 12. Februar kam er.; Das kostet 3 Mio. Euro.
            de | Dr. Lee sagte z. B. nichts. Er ging.            | Dr. Lee sagte z. B. nichts.; Er ging.
            fr | M. Lee est là. C’est fini.                      | M. Lee est là.; C’est fini.
            es | El Sr. Lee llegó. ¿Qué? Nada.                   | El Sr. Lee llegó.; ¿Qué?; Nada.
            ja | 彼は行った。彼女も行った。                          | 彼は行った。; 彼女も行った。
            """)
    void a_sentence_ends_where_the_language_ends_it(String language, String text, String sentences) {
        assertThat(Sentences.of(text, Locale.of(language)))
                .extracting(span -> span.of(text))
                .containsExactly(sentences.split("; ", -1));
    }
}
