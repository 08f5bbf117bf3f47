package stet.domain.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.trials.Some;
import stet.trials.Trials;

/** What a checker is given to check: sentences, not single words. */
class StatementsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    It rained for 12 hours on 3 March, the office said. | FACT It rained for 12 hours on 3 March, the office said.
                    It rained. Some 12 boats came. Nobody left.         | FACT Some 12 boats came.
                    Nobody came to the harbour.                         | ''
                    The ferry is the largest of them.                   | CHARACTERISATION The ferry is the largest of them.
                    He said: “No, never.”                               | QUOTE No, never.
                    “It is late,” said Shea. “We go.”                   | QUOTE It is late; QUOTE We go.
                    “No,” said 12 of 20 men, “never.”                   | QUOTE No; FACT said 12 of 20 men; QUOTE never.
                    In 2024 he said “No” to 12 men.                     | FACT In 2024 he said “No” to 12 men.; QUOTE No
                    "One can wait," she said, on 4 May.                 | QUOTE One can wait; FACT she said, on 4 May
                    The “Marigold” carries $5m (in 2 holds).            | QUOTE Marigold; FACT carries $5m (in 2 holds
                    "Go home." Then 3 men left.                         | QUOTE Go home.; FACT Then 3 men left.
                    """)
    void a_sentence_is_one_fact_and_each_quotation_is_its_own(String words, String expected) {
        assertThat(said(words)).isEqualTo(expected.equals("''") ? "" : expected);
    }

    @Test
    void of_a_sentence_without_an_end_whole_words_are_shown_on_either_side_of_what_is_meant() {
        var words = "rain ".repeat(1_000) + "12 boats" + " rain".repeat(1_000);
        var start = words.indexOf("12");
        var shown = new Statements.Passage(words, Locale.ENGLISH).sentence(start, start + 8);
        assertThat(words.substring(shown.start(), shown.end()))
                .contains("12 boats")
                .startsWith("rain ")
                .endsWith(" rain")
                .hasSizeBetween(1_900, 2_008);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    Mr. Smith paid St. Mary's 12 crowns.
                    The U.S. Army sent 12 boats.
                    Some fish, e.g. Baltic herring, cost 12 crowns.
                    J. K. Marlow wrote 7 books.
                    They met on Feb. 12 in Tolvik.
                    See No. 12 of the minutes.
                    It cost $3.5 million in all.
                    """)
    void an_abbreviation_ends_no_sentence(String words) {
        assertThat(said(words)).isEqualTo("FACT " + words);
    }

    @Test
    void a_long_sentence_with_several_numbers_is_checked_clause_by_clause() {
        var words =
                "The ferry between the harbour and the island will sail every hour from 4 May, twice as often as it does now,"
                        + " and the council, which had put the matter off since the autumn of 2019, will pay for it from a fund of 3 million"
                        + " crowns; the cooperative has promised a third of that.";
        assertThat(in(words))
                .extracting(Statement::words)
                .containsExactly(
                        "The ferry between the harbour and the island will sail every hour from 4 May, twice as often as it does now",
                        "and the council, which had put the matter off since the autumn of 2019, will pay for it from a fund of 3 million crowns",
                        "the cooperative has promised a third of that.");
    }

    @Test
    void what_stands_in_a_statement_is_marked_in_it() {
        var statement =
                in("Nobody knew. On 3 March the captain Ann Lee sold 12 boats.").getFirst();
        assertThat(statement.start()).isEqualTo(13);
        assertThat(statement.marks()).extracting(Checkable::words).containsExactly("3 March", "Ann Lee", "12");
        assertThat(statement.because()).isEqualTo("Check what they say together: a name, a date, a number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    “It is late,” said Shea.                                    | Shea
                    Ann Lee warned of it. “It is late,” she said.               | Ann Lee
                    “It is late,” said Shea. “We go.”                           | Shea
                    “It is late.”                                               | ''
                    According to Ann Lee, it is “late”.                         | Ann Lee
                    """)
    void a_quotation_says_who_speaks_as_far_as_the_passage_tells(String words, String speaker) {
        assertThat(in(words))
                .filteredOn(statement -> statement.kind() == ClaimKind.QUOTE)
                .last()
                .extracting(Statement::speaker)
                .isEqualTo(speaker.equals("''") ? "" : speaker);
    }

    @Test
    void a_quotation_that_is_set_apart_is_one_statement_whatever_marks_it_has() {
        assertThat(inQuotation("We go on 4 May.", "Ann Lee"))
                .containsExactly(new Statement(
                        ClaimKind.QUOTE, 0, 15, "We go on 4 May.", required("We go on 4 May."), "Ann Lee"));
        assertThat(inQuotation("“We go.”", "Ann Lee"))
                .extracting(Statement::words)
                .containsExactly("We go.");
        assertThat(inQuotation("“We go,” I said, “on 4 May.”", ""))
                .extracting(Statement::words)
                .containsExactly("“We go,” I said, “on 4 May.”");
    }

    @Test
    void words_are_shown_in_their_sentence() {
        var words = "It rained. Some 12 boats came. Nobody left.";
        assertThat(sentence(words, 16, 18)).isEqualTo(new Statements.Span(11, 30));
        assertThat(sentence(words, 3, 18)).isEqualTo(new Statements.Span(0, 30));
        assertThat(sentence("1\n2", 2, 3)).isEqualTo(new Statements.Span(2, 3));
    }

    @Test
    void statements_stand_where_they_are_said_to_and_begin_and_end_with_a_word_or_a_mark() {
        Trials.of(1_000).holds(passages(), words -> {
            assertThat(in(words)).allSatisfy(statement -> {
                assertThat(words.substring(statement.start(), statement.end())).isEqualTo(statement.words());
                assertThat(statement.words())
                        .isNotEmpty()
                        .isEqualTo(statement.words().strip());
            });
        });
    }

    @Test
    void whatever_is_required_lies_in_a_statement_and_a_quotation_in_one_of_its_own() {
        Trials.of(2_000).holds(passages(), words -> {
            var statements = in(words);
            assertThat(required(words))
                    .allMatch(mark -> statements.stream().anyMatch(statement -> covers(statement, mark)));
        });
    }

    @Test
    void any_words_can_be_shown_in_their_sentence() {
        Trials.of(1_000).holds(passages(), words -> {
            for (var statement : in(words)) {
                var sentence = sentence(words, statement.start(), statement.end());
                assertThat(sentence.start()).isLessThanOrEqualTo(statement.start());
                assertThat(sentence.end()).isGreaterThanOrEqualTo(statement.end());
            }
        });
    }

    private static boolean covers(Statement statement, Checkable mark) {
        return (mark.kind() == ClaimKind.QUOTE) == (statement.kind() == ClaimKind.QUOTE)
                && statement.start() <= mark.start()
                && mark.end() <= statement.end();
    }

    private static Some<String> passages() {
        return Some.of(
                        "12",
                        "$3.5m",
                        "2026",
                        "3 March",
                        "Monday",
                        "two",
                        "Ann Lee",
                        "she said",
                        "said Shea",
                        "the largest",
                        "and",
                        "boats",
                        ". The",
                        ".",
                        "!",
                        "?",
                        ",",
                        ";",
                        ":",
                        "\u2013",
                        "(",
                        ")",
                        "\"",
                        "'",
                        "\u201C",
                        "\u201D",
                        "\u2018",
                        "\u2019",
                        "-5",
                        "5%",
                        "Mr.",
                        "U.S.",
                        "e.g.",
                        "\n",
                        "which has long been so in the harbour and on the islands beyond it")
                .list(0, 40)
                .map(parts -> String.join(" ", parts).replace(" \n ", "\n"))
                .map(String::strip);
    }

    private static String said(String words) {
        return String.join(
                "; ",
                in(words).stream()
                        .map(statement -> statement.kind() + " " + statement.words())
                        .toList());
    }

    private static List<Checkable> required(String words) {
        return Checkables.required(words, Locale.ENGLISH);
    }

    private static List<Statement> in(String words) {
        return Statements.in(words, required(words), Locale.ENGLISH);
    }

    private static List<Statement> inQuotation(String words, String speaker) {
        return Statements.inQuotation(words, required(words), speaker);
    }

    private static Statements.Span sentence(String words, int start, int end) {
        return new Statements.Passage(words, Locale.ENGLISH).sentence(start, end);
    }
}
