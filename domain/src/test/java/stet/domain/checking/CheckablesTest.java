package stet.domain.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import stet.trials.Some;
import stet.trials.Trials;

class CheckablesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    Some 1,200 people came              | 1,200
                    Some 12\u00A0500 people came        | 12\u00A0500
                    It rose 3.5% to $20m or €3.5bn      | 3.5%; $20m; €3.5bn
                    It rose by 3 per cent, then 4 percent | 3 per cent; 4 percent
                    About £2.4 million was lost         | £2.4 million
                    About 5 million euros were lost     | 5 million euros
                    US$300 a head                       | US$300
                    They came 3rd and 21st              | 3rd; 21st
                    A 42-year-old man and a 10-point plan | 42-year-old; 10-point
                    They won 3-1                        | 3-1
                    Between 10 and 20 of them, or 20 to 25 | 10; 20; 20 to 25
                    From 10–12 of them                  | 10–12
                    It was -5 °C at half-time           | -5 °C
                    A 1½ mile walk, ¾ of it uphill      | 1½; ¾
                    They have 5.                        | 5
                    5                                   | 5
                    Two men, twenty-one women           | Two; twenty-one
                    three hundred thousand votes        | three hundred thousand
                    a hundred and one nights            | a hundred and one
                    one million, a dozen, dozens        | one million; a dozen; dozens
                    tens of thousands of people         | tens of thousands
                    half of them, two-thirds, one-third | half; two-thirds; one-third
                    two and a half hours                | two and a half
                    The second visit, the third, the twenty-first | second; third; twenty-first
                    the SECOND time, Three times        | SECOND; Three
                    five per cent and one in ten        | five per cent; one in ten
                    one in 20 of them                   | one in 20
                    two to three weeks                  | two to three
                    A three-year plan                   | three-year
                    an Under-21 side, aged 80           | 80
                    """)
    void a_number_is_required(String words, String expected) {
        assertThat(found(words, ClaimKind.NUMBER)).isEqualTo(expected);
        assertThat(Checkables.required(words, Locale.ENGLISH)).allMatch(one -> one.kind() == ClaimKind.NUMBER);
    }

    /** Each way in which something worth a claim may begin: a pattern is asked only where a word begins that it can begin with. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    TITLE            | … Ann Lee       | Deputy Mayor, Vice President, Former Captain, Acting Governor, First Minister, Prime Minister, Foreign Secretary
                    TITLE            | … Ann Lee       | Defence Minister, Defense Secretary, Interior Minister, Finance Minister, Home Secretary, Justice Secretary
                    TITLE            | … Ann Lee       | Secretary of State, Secretary-General, Secretary, President, Minister, Chancellor, Premier, Senator, Congressman
                    TITLE            | … Ann Lee       | Congresswoman, Governor, Mayor, Ambassador, Commissioner, Chief Executive, Chair, Chairman, Chairwoman, King, Queen
                    TITLE            | … Ann Lee       | Prince, Princess, Pope, Cardinal, Archbishop, Bishop, Judge, General, Admiral, Colonel, Major, Captain
                    TITLE            | … Ann Lee       | Lieutenant, Sergeant, Inspector, Professor, Sir, Dame, Lord, Lady, Baroness, Dr, Mr., Mrs, Ms, Mx, Prof., Rev
                    TITLE            | … Ann Lee       | Sen, Rep, Gov, Gen, Adm, Col, Capt, Lt, Sgt, Hon, St
                    TITLE            | was … head Ann Lee | the, its, their, his, her, a, an
                    ATTRIBUTION      | Rain: … Ann Lee | said, says, saying, warned, warns, told, added, adds, announced, claimed, claims, argued, argues, noted, notes
                    ATTRIBUTION      | Rain: … Ann Lee | stated, states, insisted, insists, wrote, confirmed, denied, denies, declined, suggested, explained, tweeted
                    ATTRIBUTION      | when … said so  | Ann Lee, Lee, he, He, she, She, they, They
                    ATTRIBUTION      | … police        | according to, According to, ACCORDING TO
                    FACT             | was … so        | never before, Never before, for the first time, FOR THE FIRST TIME, first, Only, last, SOLE
                    CHARACTERISATION | the … of it     | best, Best, WORST, latest, tallest, TALLEST, most beautiful, Least known, unprecedented, Historic, unique
                    CHARACTERISATION | the … of it     | unrivalled, record-breaking, Record-Breaking
                    """)
    void whatever_it_begins_with_it_is_found(ClaimKind kind, String sentence, String beginnings) {
        for (var beginning : beginnings.split(", ", -1)) {
            assertThat(Checkables.suggested("It " + sentence.replace("…", beginning) + ".", Locale.ENGLISH))
                    .as(beginning)
                    .anyMatch(found -> found.kind() == kind && found.words().contains(beginning));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    the 12 February meeting             | 12 February
                    on February 12, 2026, he said       | February 12, 2026
                    on 12 February 2026.                | 12 February 2026
                    on 12\u00A0February                 | 12\u00A0February
                    the 12th of May                     | 12th of May
                    on Thursday, 12 February            | Thursday, 12 February
                    on Thursday, February 12th          | Thursday, February 12th
                    12-14 February, 3 to 5 March        | 12-14 February; 3 to 5 March
                    since Feb. 12 and 3 Sept            | Feb. 12; 3 Sept
                    on 2026-02-12 or 12/02/2026 or 12.2.26 | 2026-02-12; 12/02/2026; 12.2.26
                    in December 2025, March 2026        | December 2025; March 2026
                    in December                         | December
                    in May, since March, by Sept.       | May; March; Sept.
                    IN MAY AND ON MONDAY                | MAY; MONDAY
                    on Monday and on Sundays            | Monday; Sundays
                    Monday's vote                       | Monday
                    in 1999, 2026                       | 1999; 2026
                    the 2014-18 term, 2019–2021         | 2014-18; 2019–2021
                    the 1990s, the ’90s, the 80s        | 1990s; ’90s; 80s
                    the nineties                        | nineties
                    Yesterday, today and tomorrow       | Yesterday; today; tomorrow
                    at 10:30 p.m. and at 6am            | 10:30 p.m.; 6am
                    """)
    void a_date_is_required(String words, String expected) {
        assertThat(found(words, ClaimKind.DATE)).isEqualTo(expected);
        assertThat(Checkables.required(words, Locale.ENGLISH)).allMatch(one -> one.kind() == ClaimKind.DATE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    He said: "No, never."               | No, never.
                    He said: “No, never.”               | No, never.
                    "It is late," said Shea. "We go."   | It is late; We go.
                    “It is late,” he said, “but not too late.” | It is late; but not too late.
                    A "missed opportunity", he says     | missed opportunity
                    A ‘missed opportunity’, he says     | missed opportunity
                    A 'missed opportunity', he says     | missed opportunity
                    'No,' he said                       | No
                    “He said ‘never’ to me,” she said   | He said ‘never’ to me
                    “He said “never” to me,” she said   | He said “never” to me
                    ‘She said “never” to me’            | She said “never” to me
                    „Nie“, sagte er                     | Nie
                    «Jamais», dit-il                    | Jamais
                    He said: “It goes on                | It goes on
                    He said: "It goes on                | It goes on
                    ‘It’s the ministers’ fault’         | It’s the ministers’ fault
                    'It's the ministers' fault'         | It's the ministers' fault
                    ‘yes’ and ‘no’                      | yes; no
                    "20 of 100 on Monday"               | 20 of 100 on Monday
                    (“No”)                              | No
                    """)
    void a_quotation_is_required_without_its_marks(String words, String expected) {
        assertThat(found(words, ClaimKind.QUOTE)).isEqualTo(expected);
        assertThat(Checkables.required(words, Locale.ENGLISH)).allMatch(one -> one.kind() == ClaimKind.QUOTE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    One of them was the first, and the only one.
                    He may march on, but not often.
                    The ministers' meeting isn't Solberg's.
                    The ministers’ meeting isn’t Solberg’s.
                    rock 'n' roll, 'tis said
                    The G7 spoke of Covid-19 and the F-16 jets.
                    Weight in seconds, tensions, tenders, attend.
                    Empty "" marks
                    Marching, mayor, Junes, Augustine, Sundaymorning
                    """)
    void nothing_else_is_required(String words) {
        assertThat(found(words, null)).isEmpty();
    }

    @Test
    void in_order_and_each_with_its_place_and_its_reason() {
        var required = Checkables.required("On 12 May 20 men said “No”.", Locale.ENGLISH);
        assertThat(required)
                .containsExactly(
                        new Checkable(ClaimKind.DATE, 3, 9, "12 May", "It is a day of a month."),
                        new Checkable(ClaimKind.NUMBER, 10, 12, "20", "It is a number in figures."),
                        new Checkable(ClaimKind.QUOTE, 23, 25, "No", "It stands in quotation marks."));
    }

    @Test
    void capitals_in_a_heading_say_nothing_of_a_name() {
        assertThat(Checkables.suggested("Island Council Votes For Second Boat", Locale.ENGLISH))
                .extracting(Checkable::kind)
                .doesNotContain(ClaimKind.NAME);
    }

    @Test
    void a_range_of_days_next_to_a_month_leaves_no_number_over() {
        assertThat(found("10 to 12 February 2026, 5 of 7 days", null)).isEqualTo("10 to 12 February 2026; 5; 7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NAME             | A word by Ilsa Marlow was heard        | Ilsa Marlow
                    NAME             | The Jean-Luc O'Neill's house             | Jean-Luc O'Neill
                    NAME             | Ursula von der Leyen came                | Ursula von der Leyen
                    TITLE            | met Secretary of State Ines Marlow there | Secretary of State Ines Marlow
                    TITLE            | and President Donald Trump's plan        | President Donald Trump
                    TITLE            | asked Dr Ann Lee and Prof. Bo Ek         | Dr Ann Lee; Prof. Bo Ek
                    TITLE            | when the chief executive, Ann Lee, left  | the chief executive, Ann Lee
                    ATTRIBUTION      | It rained, according to Ann Lee.         | according to Ann Lee
                    ATTRIBUTION      | It rained, according to police.          | according to police
                    ATTRIBUTION      | Ann Lee warned of it; she said so        | Ann Lee warned; she said
                    ATTRIBUTION      | It rains, said Shea, and stops           | said Shea
                    FACT             | the first of them, the only ones         | first; only
                    FACT             | as never before                          | never before
                    CHARACTERISATION | the most powerful and the largest army   | most powerful; largest
                    CHARACTERISATION | the best guest in the forest             | best
                    """)
    void besides_what_is_required_more_is_suggested(ClaimKind kind, String words, String expected) {
        assertThat(join(Checkables.suggested(words, Locale.ENGLISH), kind)).isEqualTo(expected);
    }

    @Test
    void whatever_is_required_is_suggested() {
        var words = "Dr Ann Lee said on 12 May that 20 men said “No”, the first to do so.";
        assertThat(Checkables.suggested(words, Locale.ENGLISH)).containsAll(Checkables.required(words, Locale.ENGLISH));
        assertThat(Checkables.suggested(words, Locale.ENGLISH))
                .allMatch(one -> !one.because().isBlank());
    }

    @Test
    void nothing_is_suggested_within_a_quotation() {
        assertThat(Checkables.suggested("“According to Ann Lee it is the largest.”", Locale.ENGLISH))
                .extracting(Checkable::kind)
                .containsExactly(ClaimKind.QUOTE);
    }

    @Test
    void what_is_found_stands_where_it_is_said_to() {
        Trials.of(1_000).holds(Some.text(100), any -> {
            assertThat(Checkables.suggested(any, Locale.ENGLISH))
                    .allMatch(one -> any.substring(one.start(), one.end()).equals(one.words()));
        });
    }

    @Test
    void nothing_required_overlaps_anything_else() {
        Trials.of(1_000).holds(passages(), words -> {
            var required = Checkables.required(words, Locale.ENGLISH);
            for (var i = 1; i < required.size(); i++) {
                assertThat(required.get(i - 1).end())
                        .isLessThanOrEqualTo(required.get(i).start());
            }
        });
    }

    private static Some<String> passages() {
        return Some.of(
                        "12", "2026", "May", "Monday", "two", "hundred", "and", "to", "-", ",", "\"", "'", "\u201C",
                        "\u201D", "\u2018", "\u2019", "%", "$", "s", " ", " ")
                .list(0, 30)
                .map(parts -> String.join("", parts));
    }

    static Stream<String> malice() {
        return Stream.of(
                        "1",
                        "1,",
                        "1.",
                        "1-",
                        "$",
                        "two ",
                        "two-",
                        "one ",
                        "hundred and ",
                        "'a",
                        " 'a",
                        "'a ",
                        "\u2018a ",
                        "\u2018s\u2019 a",
                        "\"",
                        "\u201C",
                        "\u201E",
                        "'\u201C",
                        "May ",
                        "May 1",
                        "12 ",
                        "2026-",
                        "A",
                        "A.",
                        "A ",
                        "Ann-",
                        "the ",
                        "According to ",
                        "Aa's ",
                        "most ",
                        "est",
                        "President ",
                        "Secretary of ",
                        "Vice ",
                        "\u00A0",
                        "1\u00A0000",
                        "1\u00A0",
                        "(",
                        "d-",
                        "a-1 ",
                        "\uD83D\uDE00")
                .map(part -> part.repeat(100_000 / part.length()));
    }

    @ParameterizedTest
    @MethodSource("malice")
    void no_text_takes_long(String words) {
        assertThat(Checkables.suggested(words, Locale.ENGLISH)).isNotNull();
    }

    @Test
    void a_quotation_that_is_split_by_its_speaker_is_two() throws IOException {
        var sample = Path.of(System.getProperty("stet.root"), "..", "shared", "samples", "nato-summit.txt");
        Assumptions.assumeTrue(Files.exists(sample));
        var split = Files.readAllLines(sample).stream()
                .filter(line -> line.contains(" said Shea. "))
                .findFirst()
                .orElseThrow();
        var quotes = Checkables.required(split, Locale.ENGLISH).stream()
                .filter(one -> one.kind() == ClaimKind.QUOTE)
                .toList();
        assertThat(quotes).hasSize(2);
        assertThat(split.substring(quotes.get(0).end(), quotes.get(1).start())).isEqualTo(",\" said Shea. \"");
        assertThat(quotes.get(1).end()).isEqualTo(split.length() - 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    es | —No volveremos —dijo él.                   | No volveremos
                    es | —No volveremos —dijo él—. Es todo.         | No volveremos; Es todo.
                    es | —¿Quién va? —preguntó ella—. ¿Y con quién? | ¿Quién va?; Y con quién?
                    es | —«Nunca» es mucho decir.                   | «Nunca» es mucho decir.
                    fr | – Nous ne rentrons pas, dit-il.            | Nous ne rentrons pas, dit-il.
                    pl | — Nie wracamy.                             | Nie wracamy.
                    sv | – Vi kommer hem.                           | Vi kommer hem.
                    """)
    void what_a_dash_opens_is_said_in_languages_that_write_it_so(String language, String words, String expected) {
        assertThat(join(Checkables.required(words, Locale.of(language)), ClaimKind.QUOTE))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    en | — We never go home, he said.
                    de | – Wir gehen nie nach Hause.
                    es | Dijo —y lo repitió— que no.
                    fr | –
                    fr | -Rien
                    """)
    void a_dash_elsewhere_says_nothing_of_who_speaks(String language, String words) {
        assertThat(Checkables.required(words, Locale.of(language))).isEmpty();
    }

    private static String found(String words, @Nullable ClaimKind kind) {
        return join(Checkables.required(words, Locale.ENGLISH), kind);
    }

    private static String join(List<Checkable> found, @Nullable ClaimKind kind) {
        return String.join(
                "; ",
                found.stream()
                        .filter(one -> kind == null || one.kind() == kind)
                        .map(Checkable::words)
                        .toList());
    }
}
