package stet.domain.hints;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.article.Claim;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.trials.Some;
import stet.trials.Trials;

class HintsTest {
    /** A Friday. */
    private static final LocalDate WRITTEN = LocalDate.of(2026, 11, 27);

    @Nested
    @DisplayName("A name spelled in two ways")
    class Spelled {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                Pete Hegseth will stay away. Diplomats had expected Hegsesth to come. | Hegsesth | Hegseth
                Jon Smith came first. The prize went to John Smith in 2019. Jon Smith was glad. | John | Jon
                Recep Erdoğan spoke. Later Erdogan left. | Erdogan | Erdoğan
                The lawsuit named Pedro Pierluisi. It was filed against Pierliusi on Sunday. | Pierliusi | Pierluisi
                Ken Clarke was there. So was Ken Clark, in another coat. Ken Clarke left. | Clark | Clarke
                Malmö is a port. Trains leave Malmö daily and come back to Malmo. | Malmo | Malmö
                It was Volodymyr Zelensky who rang. Volodymyr Zelenskyy rang off. | Zelenskyy | Zelensky
                """)
        void is_pointed_out_where_it_is_the_rarer(String words, String here, String there) {
            var hint = only(Hint.Kind.NAME_SPELLED_TWO_WAYS, article(words));
            assertThat(hint.anchor().words()).isEqualTo(here);
            assertThat(hint.others().getFirst().words()).isEqualTo(there);
            assertThat(hint.question()).isEqualTo("Is it “%s” or “%s”? The article has both.".formatted(here, there));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Pete Hegseth spoke. Hegseth’s aide and Hegseth's car waited. The Hegseths left.",
                    "Maria Rossi and Mario Rossi run the bakery. Maria Rossi bakes.",
                    "Ann Smith met Zoe Smith, and Tom Smith met nobody.",
                    "He flew from Korea with a Korean crew. The Koreans of South Korea waved to the Korean crew.",
                    "Jim Johnson met Boris Johnston. Jim Johnson left with Boris Johnston.",
                    "They sailed from Austria to Australia.",
                    "He met President Ilham Aliyev in March, and Marco Rubio in May.",
                    "The Interior Ministry spoke. So did the Interior Minister.",
                    "Jean O'Brien spoke to Jean O’Brien.",
                    "IRAN SIGNS. Iraq does not. IRAQ SIGNS. Iran does.",
                    "Paul Green is a slater. The Greek envoy came to Paul Green.",
                    "Paula Reyes and Paul Reyes are siblings.",
                    "Slate reported that the department of State had closed. The state said so.",
                })
        void is_not_seen_in_forms_of_a_word_nor_in_different_people(String words) {
            assertThat(of(Hint.Kind.NAME_SPELLED_TWO_WAYS, article(words))).isEmpty();
        }
    }

    @Nested
    @DisplayName("A weekday that is not that date's")
    class OfTheWeek {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                They meet on Tuesday 12 February 2026.          | Tuesday 12 February 2026    | Thursday
                They met on Monday, November 23, 2025.          | Monday, November 23, 2025   | Sunday
                They meet on Monday, 1 December.                | Monday, 1 December          | Tuesday
                They met on Sunday the 3rd of January, 2026.    | Sunday the 3rd of January, 2026 | Saturday
                They met on 12 February 2026 (Friday).          | 12 February 2026 (Friday) | Thursday
                They met on Fri., Dec. 24, 2026.                | Fri., Dec. 24, 2026         | Thursday
                Sie kommen am Montag, 12. Februar 2026.         | Montag, 12. Februar 2026    | Thursday
                Ils viennent le lundi 12 février 2026.          | lundi 12 février 2026       | Thursday
                Vienen el lunes 12 de febrero de 2026.          | lunes 12 de febrero de 2026 | Thursday
                """)
        void is_pointed_out_with_the_right_one(String words, String here, String right) {
            var hint = only(Hint.Kind.WEEKDAY_NOT_OF_THAT_DATE, article(words));
            assertThat(hint.anchor().words()).isEqualTo(here);
            assertThat(hint.reason()).endsWith("is a %s.".formatted(right));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "They met on Thursday 12 February 2026, and on Thursday, February 12.",
                    "They met on Friday, 27 November.",
                    "On Tuesday, June 6, 1944, they landed. On Tuesday, 6 June they had waited.",
                    "They meet on Monday. On 12 February 2026 they met.",
                    "On Friday 12 people came, and on Monday 3 of them left.",
                    "On Sunday 30 February 2026 nobody met.",
                    "They meet from Monday to Friday, 4 December.",
                })
        void is_not_seen_where_it_fits_or_there_is_no_date(String words) {
            assertThat(of(Hint.Kind.WEEKDAY_NOT_OF_THAT_DATE, article(words))).isEmpty();
        }

        @Test
        void of_a_date_without_a_year_is_that_of_the_year_nearest_to_the_day_of_writing() {
            var inJanuary = LocalDate.of(2026, 1, 4);
            // 31 December 2025 was a Wednesday, 31 December 2026 is a Thursday.
            assertThat(Hints.in(article("They met on Thursday, 31 December."), Map.of(), inJanuary))
                    .extracting(Hint::reason)
                    .containsExactly("31 December 2025 is a Wednesday.");
        }
    }

    @Nested
    @DisplayName("A number in the headline that the text does not have")
    class InTheHeadline {
        @ParameterizedTest
        @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                Fire kills 14          | The fire killed 12 people.                       | 14        | 12
                Three held in Marn     | Two men were held in Marn.                       | Three     | -
                $540 million lost      | A great deal of money was lost.                  | 540 million | -
                Prices up 14 per cent  | Prices rose by 12 per cent.                      | 14 per cent | 12 per cent
                Actor dies at 97       | The actor had been ill.                          | 97        | -
                40 hurt in Tolvik      | In Tolvik 39 people were hurt.                   | 40        | 39
                12 Tote in Marn        | Bei dem Brand starben elf Menschen.              | 12        | -
                """)
        void is_pointed_out_with_the_nearest_one(String headline, String text, String here, String nearest) {
            var hint = only(Hint.Kind.HEADLINE_NUMBER_NOT_IN_TEXT, article(headline, text));
            assertThat(hint.anchor()).isEqualTo(new Anchor(Place.HEADLINE, headline.indexOf(here), here));
            assertThat(hint.others())
                    .extracting(Anchor::words)
                    .containsExactlyElementsOf(nearest == null ? List.of() : List.of(nearest));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                Two die in Marn               | In Marn 2 people died.
                2 die in Marn                 | Both drivers died.
                Nearly 40 hurt                | The fire hurt 39 people.
                More than 300 march           | Police counted 312 of them.
                About 300 march               | Police counted 289 of them.
                40 hurt in Tolvik             | Nearly 40 people were hurt.
                300 march                     | Some 310 people marched.
                $3.5m for roofs               | The roofs cost $3,480,000.
                $3.5 million for roofs        | The roofs cost $3.5m.
                Twenty-one ships wait         | There were 21 ships.
                Half a million march          | Police counted 500,000 people.
                12 Tote in Marn               | Bei dem Brand starben zwölf Menschen.
                One dead in Marn              | A man died.
                Rain over Tolvik for 10 hours | It rained for ten hours.
                Covid-19 is back              | The virus is back.
                G7 meets                      | The ministers meet.
                Anime North 2026 opens        | The fair opens.
                A first for Marn              | It never did before.
                Bus 10:30 is late             | The bus is late.
                """)
        void is_not_seen_where_the_text_says_it_in_its_own_way(String headline, String text) {
            assertThat(of(Hint.Kind.HEADLINE_NUMBER_NOT_IN_TEXT, article(headline, text)))
                    .isEmpty();
        }

        @Test
        void may_stand_in_the_standfirst_or_a_caption() {
            var content = Content.of(
                    "Fire kills 14", "It killed fourteen people", List.of(paragraph("b1", "It was a fire.")));
            assertThat(of(Hint.Kind.HEADLINE_NUMBER_NOT_IN_TEXT, content)).isEmpty();
        }

        @Test
        void is_not_looked_for_before_there_is_a_text() {
            assertThat(of(Hint.Kind.HEADLINE_NUMBER_NOT_IN_TEXT, Content.of("Fire kills 14", "", List.of())))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("Parts that do not add up")
    class Parts {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                Of the 12, seven were pupils, and four were teachers.               | 12     | 7 + 4 = 11, not 12
                Of the 12 people hurt, seven were pupils and six were teachers.     | 12     | 7 + 6 = 13, not 12
                It hurt 12 people: seven men and four women.                        | 12     | 7 + 4 = 11, not 12
                It hurt 12 people (seven men and six women).                        | 12     | 7 + 6 = 13, not 12
                Twelve people – 5 men, 4 women and 2 children – were hurt.          | Twelve | 5 + 4 + 2 = 11, not 12
                It hurt seven men and four women, 12 in all.                        | 12     | 7 + 4 = 11, not 12
                Of the 100 votes, 60 were for it and the other 30 against.          | 100    | 60 + 30 = 90, not 100
                """)
        void are_pointed_out_with_the_sum(String words, String whole, String sum) {
            var hint = only(Hint.Kind.PARTS_DO_NOT_ADD_UP, article(words));
            assertThat(hint.anchor().words()).isEqualTo(whole);
            assertThat(hint.question()
                            .replace("seven", "7")
                            .replace("four", "4")
                            .replace("six", "6")
                            .replace("Twelve", "12"))
                    .contains(sum);
            assertThat(hint.others()).hasSizeGreaterThan(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Of the 12, seven were pupils, and five were teachers.",
                    "Of the 120 passengers, 30 were children and 20 were crew.",
                    "Of the 12, seven were pupils, four were teachers and the rest were guests.",
                    "Of the 12, seven were pupils, and four of them were hurt.",
                    "Of the 12, about seven were pupils, and four were teachers.",
                    "Seven of the 12 were pupils and four were teachers.",
                    "It hurt 12 people: seven men and five women.",
                    "It hurt 12 people, including seven men and four women.",
                    "They won 3 sets (6–4, 6–3, 7–5).",
                    "He said two things: one man came and four men left early, and nobody knows why.",
                    "It hurt seven men and five women, 12 in all.",
                    "Seven men and four women met 12 dogs.",
                    "Of the 12, seven were pupils.",
                })
        void are_not_seen_where_they_do_or_nobody_says_they_should(String words) {
            assertThat(of(Hint.Kind.PARTS_DO_NOT_ADD_UP, article(words))).isEmpty();
        }
    }

    @Nested
    @DisplayName("A percentage that its numbers do not give")
    class Percentage {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                In all 39 of 120 schools (45 per cent) are shut.                | 45 per cent | 32.5
                In all, 39 of the 120 schools, or 45%, are shut.                | 45%         | 32.5
                In all 45% (39 of 120) are shut.                                | 45%         | 32.5
                Some say 39 out of 120 pupils (almost 60 per cent) are ill.     | 60 per cent | 32.5
                The number rose from 120 to 150, or 20 per cent.                | 20 per cent | 25
                The price fell from $80 to $60 (20%).                           | 20%         | 25
                It rose by 20 per cent from 120 to 150.                         | 20 per cent | 25
                It grew from 3.5 million to 4.2 million, an increase of 30 per cent. | 30 per cent | 20
                """)
        void is_pointed_out_with_the_one_that_they_give(String words, String percent, String right) {
            var hint = only(Hint.Kind.PERCENTAGE_NOT_OF_ITS_NUMBERS, article(words));
            assertThat(hint.anchor().words()).isEqualTo(percent);
            assertThat(hint.reason()).contains("is %s per cent, not".formatted(right));
            assertThat(hint.others()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "In all 39 of 120 schools (32.5 per cent) are shut.",
                    "In all 39 of 120 schools (33 per cent) are shut, and 2 of 3 (66%) are old.",
                    "In all 39 of 120 schools (about 30 per cent) are shut.",
                    "Of 120 schools, 39 are shut; 45 per cent of them are old.",
                    "In all 39 of 120 schools were visited, and 45 per cent of pupils were ill.",
                    "The number rose from 120 to 150, or 25 per cent.",
                    "It rose from 4 per cent to 5 per cent, or 25 per cent.",
                    "It rose from 120 to 150, and 20 per cent of them were new.",
                    "It grew from 3.5 million to 4.2 million, a rise of 20 per cent.",
                    "From 2010 to 2015, 20 per cent left.",
                    "It went from 10,000 to 12,400, up 24 per cent.",
                })
        void is_not_seen_where_they_do_or_it_is_of_something_else(String words) {
            assertThat(of(Hint.Kind.PERCENTAGE_NOT_OF_ITS_NUMBERS, article(words)))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("An age that its years do not give")
    class Age {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                Ilse Brandt (1950–2020) died at home, aged 75.                   | 75
                Ilse Brandt, born in 1960 in Marn, aged 70, sings.               | 70
                Born on 3 May 1960, Ilse Brandt is 70 years old.                 | 70
                A 30-year-old, born in 1980, was held.                           | 30
                The bridge was built in 1960, 70 years ago.                      | 70
                It was 70 years ago, in 1960, that they built it.                | 70
                """)
        void is_pointed_out(String words, String age) {
            var hint = only(Hint.Kind.AGE_NOT_OF_ITS_YEARS, article(words));
            assertThat(hint.anchor().words()).isEqualTo(age);
            assertThat(hint.others()).isNotEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Ilse Brandt (1950–2020) died at home, aged 70.",
                    "Ilse Brandt (1950–2020) died at home, aged 69.",
                    "Ilse Brandt (1950–2020) wrote 75 songs.",
                    "Ilse Brandt, born in 1960, aged 66, sings.",
                    "Ilse Brandt, born in 1960, aged 65, sings.",
                    "Ilse Brandt was born in 1960 and left Marn at the age of 20.",
                    "Born in 1960, she won in 1980, aged 20.",
                    "The bridge was built in 1960, 66 years ago.",
                    "The bridge was built in 1960, some 70 years ago.",
                    "He was born in 1960 and has 70 cats.",
                })
        void is_not_seen_where_they_do_or_it_is_that_of_another_year(String words) {
            assertThat(of(Hint.Kind.AGE_NOT_OF_ITS_YEARS, article(words))).isEmpty();
        }
    }

    @Nested
    @DisplayName("A relative date")
    class Relative {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                They met yesterday.              | yesterday      | 26 November 2026
                They meet today.                 | today          | 27 November 2026
                They meet tonight.               | tonight        | 27 November 2026
                They meet tomorrow.              | tomorrow       | 28 November 2026
                They met last night.             | last night     | the night of 26 November 2026
                They met last week.              | last week      | the week of 16 November 2026
                They meet this weekend.          | this weekend   | the weekend of 28 November 2026
                They met last weekend.           | last weekend   | the weekend of 21 November 2026
                They meet next month.            | next month     | December 2026
                Last year they met.              | Last year      | 2025
                Yesterday’s meeting was short.   | Yesterday      | 26 November 2026
                Sie kamen gestern.               | gestern        | 26 November 2026
                """)
        void is_pointed_out_with_the_date_itself(String words, String here, String date) {
            var hint = only(Hint.Kind.RELATIVE_DATE, article(words));
            assertThat(hint.anchor().words()).isEqualTo(here);
            assertThat(hint.question()).contains(", %s?".formatted(date));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "“We met yesterday,” she said.",
                    "In the last year and over the next week, nothing.",
                    "In today’s world nobody waits.",
                    "They met on Monday and on 3 March.",
                    "It was his last night in Marn.",
                    "This is the week that was.",
                })
        void is_not_seen_in_a_quotation_nor_in_a_length_of_time(String words) {
            assertThat(of(Hint.Kind.RELATIVE_DATE, article(words))).isEmpty();
        }

        @Test
        void is_asked_about_without_a_date_where_the_words_leave_it_open() {
            var onMonday = LocalDate.of(2026, 11, 23);
            assertThat(Hints.in(article("They met this weekend."), Map.of(), onMonday))
                    .extracting(Hint::question)
                    .containsExactly(
                            "When was “this weekend”? Readers will see it later; should the text say the date?");
        }

        @Test
        void is_asked_about_once_for_all_the_places_where_it_stands() {
            var hint = only(
                    Hint.Kind.RELATIVE_DATE, article("They met yesterday. They left yesterday. Yesterday was long."));
            assertThat(hint.others()).extracting(Anchor::words).containsExactly("yesterday", "Yesterday");
        }
    }

    @Nested
    @DisplayName("A person quoted who is not introduced")
    class Introduced {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                The bridge shuts. “Nobody can vouch for it,” Oyelaran said.                  | Oyelaran
                The bridge shuts. “Nobody can vouch for it,” said Oyelaran.                  | Oyelaran
                “We have no boats at all,” said Ilse Brandt. The council met.                | Ilse Brandt
                The council met. Ilse Brandt said: “We have no boats at all.”                | Ilse Brandt
                """)
        void is_pointed_out(String words, String speaker) {
            var hint = only(Hint.Kind.SPEAKER_NOT_INTRODUCED, article(words));
            assertThat(hint.anchor().words()).isEqualTo(speaker);
            assertThat(hint.question()).startsWith("Who is %s?".formatted(speaker));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Marta Oyelaran runs the roads. “Nobody can vouch for it,” Oyelaran said.",
                    "“Nobody can vouch for it,” said Marta Oyelaran, who runs the roads department.",
                    "“Nobody can vouch for it,” said Mayor Oyelaran.",
                    "The ferry's captain, Ilse Brandt, said: “We have the boats.”",
                    "Resident Ilse Brandt said: “We have the boats.”",
                    "Ilse Brandt (Labour) said: “We have the boats.”",
                    "“We have the boats,” the Pentagon said. “We have the boats,” NATO said.",
                    "“We have the boats,” he said. “We have the boats,” said witnesses. Officials said: “We have the boats.”",
                    "People in Moscow waited. “We have the boats,” Moscow said.",
                    "Oyelaran said that the bridge would shut.",
                    "She told Reuters: “We have the boats.” “We have the boats,” she told Reuters.",
                    "Abdel Fattah of Egypt said: “We have the boats.”",
                    "The Sheriff's Office said: “We have the boats.”",
                    "His wife Mary said: “We have the boats.”",
                })
        void is_not_seen_where_they_are_or_nobody_in_person_speaks(String words) {
            assertThat(of(Hint.Kind.SPEAKER_NOT_INTRODUCED, article(words))).isEmpty();
        }

        @Test
        void is_introduced_by_a_name_in_full_anywhere_before() {
            var content = Content.of(
                    "The bridge shuts",
                    "",
                    List.of(
                            paragraph("b1", "Marta Oyelaran, who runs the roads, has spoken."),
                            paragraph("b2", "“Nobody can vouch for it,” Oyelaran said.")));
            assertThat(of(Hint.Kind.SPEAKER_NOT_INTRODUCED, content)).isEmpty();
        }

        @Test
        void beside_a_quotation_is_asked_about_too() {
            var spoken = new Block.Quotation(new BlockId("b2"), Text.of("We have the boats"), "Brandt");
            var hint = only(
                    Hint.Kind.SPEAKER_NOT_INTRODUCED,
                    Content.of("Boats", "", List.of(paragraph("b1", "They sail."), spoken)));
            assertThat(hint.anchor().words()).isEqualTo("We have the boats");
            assertThat(hint.question()).startsWith("Who is Brandt?");
            var described =
                    new Block.Quotation(new BlockId("b2"), Text.of("We have the boats"), "Ilse Brandt, captain");
            assertThat(of(
                            Hint.Kind.SPEAKER_NOT_INTRODUCED,
                            Content.of("Boats", "", List.of(paragraph("b1", "They sail."), described))))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("A quotation whose words changed between revisions")
    class Quotation {
        private static final String NOW = "“Nobody should drive over a bridge that we cannot vouch for,” she said.";

        @Test
        void is_pointed_out_with_both() {
            var hint = changed(NOW.replace("should", "must"));
            assertThat(hint).singleElement().satisfies(each -> {
                assertThat(each.anchor().words())
                        .isEqualTo("Nobody should drive over a bridge that we cannot vouch for");
                assertThat(each.question())
                        .contains("“Nobody must drive over a bridge that we cannot vouch for” in an earlier revision")
                        .contains("“Nobody should drive over a bridge that we cannot vouch for” now");
            });
        }

        @Test
        void is_compared_with_the_oldest_that_was_nearly_the_same() {
            assertThat(changed(NOW.replace("should", "must"), NOW.replace("should", "may")))
                    .singleElement()
                    .satisfies(each -> assertThat(each.reason()).contains("Nobody must drive"));
        }

        @Test
        void is_found_again_in_another_block() {
            var earlier =
                    Map.of(Place.of(new BlockId("gone")), List.of("She spoke. " + NOW.replace("bridge", "ferry")));
            assertThat(Hints.in(article(NOW), earlier, WRITTEN)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "“Nobody should drive over a bridge that we cannot vouch for,” she said.",
                    "\"Nobody should drive over a bridge that we cannot vouch for\", she said.",
                    "“Nobody should drive over a bridge”, she said.",
                    "“nobody should drive over a bridge, that we cannot vouch for!” she said.",
                    "“Nobody should drive over a bridge that we cannot vou”",
                    "“Nobody must drive over a bridge that we cannot vouch for",
                    "“The ferry has boats for everybody who wants one,” she said.",
                    "Nobody must drive over a bridge that we cannot vouch for, she said.",
                })
        void is_not_seen_in_signs_in_what_was_only_begun_nor_in_another_quotation(String before) {
            assertThat(changed(before)).isEmpty();
        }

        @Test
        void that_still_stands_elsewhere_has_not_changed() {
            var refrain = "“Nobody must drive over a bridge that we cannot vouch for.”";
            var content = Content.of("Bridge", "", List.of(paragraph("b1", NOW), paragraph("b2", refrain)));
            var earlier = Map.of(Place.of(new BlockId("b1")), List.of(refrain));
            assertThat(Hints.in(content, earlier, WRITTEN)).isEmpty();
        }

        @Test
        void set_apart_needs_no_marks() {
            var now = new Block.Quotation(
                    new BlockId("b1"), Text.of("We have the boats we need"), "Ilse Brandt, captain");
            var earlier = Map.of(Place.of(now.id()), List.of("We have the boats they need"));
            assertThat(Hints.in(Content.of("Boats", "", List.of(now)), earlier, WRITTEN))
                    .extracting(Hint::kind)
                    .containsExactly(Hint.Kind.QUOTATION_CHANGED);
        }

        private static List<Hint> changed(String... before) {
            return Hints.in(article(NOW), Map.of(Place.of(new BlockId("b1")), List.of(before)), WRITTEN);
        }
    }

    @Nested
    @DisplayName("All of them")
    class Together {
        private final Content content = Content.of(
                "Fire kills 14 in Marn",
                "",
                List.of(
                        paragraph("b1", "Pete Hegseth came yesterday. They met Hegsesth on Tuesday 12 February 2026."),
                        paragraph(
                                "b2",
                                "Of the 12, seven were pupils, and four were teachers. “We saw nothing of it,” Oyelaran said.")));

        @Test
        void come_in_reading_order_each_with_words_that_stand_there() {
            var hints = Hints.in(content, Map.of(), WRITTEN);
            assertThat(hints)
                    .extracting(Hint::kind)
                    .containsExactly(
                            Hint.Kind.HEADLINE_NUMBER_NOT_IN_TEXT,
                            Hint.Kind.RELATIVE_DATE,
                            Hint.Kind.NAME_SPELLED_TWO_WAYS,
                            Hint.Kind.WEEKDAY_NOT_OF_THAT_DATE,
                            Hint.Kind.PARTS_DO_NOT_ADD_UP,
                            Hint.Kind.SPEAKER_NOT_INTRODUCED);
            assertThat(Hints.in(content, Map.of(), WRITTEN)).isEqualTo(hints);
        }

        @Test
        void are_seen_to_once_the_writer_is_asked_or_a_checker_has_settled_the_words() {
            var hint = Hints.in(content, Map.of(), WRITTEN).getFirst();
            assertThat(hint.seenTo(List.of())).isFalse();
            for (var verdict : Verdict.values()) {
                var claim = new Claim(new ClaimId("c1"), ClaimKind.NUMBER, hint.anchor(), verdict, List.of(), null);
                var elsewhere = new Claim(
                        new ClaimId("c1"),
                        ClaimKind.NUMBER,
                        new Anchor(Place.HEADLINE, 0, "Fire"),
                        verdict,
                        List.of(),
                        null);
                assertThat(hint.seenTo(List.of(claim)))
                        .as(verdict.name())
                        .isEqualTo(verdict != Verdict.UNCHECKED && verdict != Verdict.DISPUTED);
                assertThat(hint.seenTo(List.of(elsewhere))).isFalse();
            }
        }

        @Test
        void are_at_most_thirty_of_a_kind() {
            var words = IntStream.range(0, 200)
                    .mapToObj(i -> "They met on Tuesday 12 February 2026.")
                    .collect(joining(" "));
            assertThat(Hints.in(article(words), Map.of(), WRITTEN)).hasSize(30);
        }

        @Test
        void can_be_looked_for_in_anything_that_somebody_types() {
            Trials.of(500).holds(typed(), words -> {
                var content = Content.of(words, words, List.of(paragraph("b1", words)));
                var earlier = Map.of(Place.of(new BlockId("b1")), List.of(words, words + " more"));
                assertThatNoException()
                        .isThrownBy(() -> Hints.in(content, earlier, WRITTEN).forEach(hint -> {
                            assertThat(hint.anchor()
                                            .standsIn(
                                                    content.words(hint.anchor().place())))
                                    .isTrue();
                            assertThat(hint.question()).contains("?");
                        }));
            });
        }

        private static Some<String> typed() {
            var pieces = Some.of(
                    "Tuesday",
                    "12",
                    "February",
                    "2026",
                    "of",
                    "the",
                    "seven",
                    "four",
                    "and",
                    ",",
                    ".",
                    ":",
                    "(",
                    ")",
                    "–",
                    "-",
                    "“",
                    "”",
                    "\"",
                    "Pete",
                    "Hegseth",
                    "Hegsesth",
                    "said",
                    "yesterday",
                    "last",
                    "week",
                    "born",
                    "in",
                    "1960",
                    "aged",
                    "70",
                    "per",
                    "cent",
                    "%",
                    "from",
                    "to",
                    "or",
                    "39",
                    "120",
                    "million",
                    "half",
                    "a",
                    "dozen",
                    "e\u0301",
                    "\uD83D\uDE00",
                    "I\u0307",
                    "ß",
                    "10\u00A0000",
                    "1.2.3",
                    "’s",
                    "hundred",
                    "twenty-one",
                    "two-year-old",
                    "$",
                    "€3.5bn",
                    "A",
                    "B.",
                    "Mr.",
                    "x\n");
            return pieces.list(0, 40).map(list -> String.join(" ", list));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Of the 12, seven ",
                    "Tuesday 12 February 2026 ",
                    "\"A b c d\" said Aaaab ",
                    "Aaaab Aaaac ",
                    "born in 1960 aged 70 ",
                    "(1950–2020) aged 75 ",
                    "39 of 120 (45 per cent) from 120 to 150, or ",
                    "12 people: seven men and four women ",
                    "yesterday “ ",
                    "a hundred and one hundred and ",
                    "Van der de la ",
                    "“a b c d e”",
                })
        void are_found_in_time_that_grows_with_the_length_of_the_text_alone(String stone) {
            var blocks = new ArrayList<Block>();
            for (var i = 0; i < 10; i++) {
                blocks.add(paragraph("b" + i, stone.repeat(20_000 / stone.length())));
            }
            var content = Content.of("12 die", "", blocks);
            var earlier =
                    Map.of(Place.of(new BlockId("b0")), List.of(content.words(Place.of(new BlockId("b0"))) + "“x”"));
            Assertions.assertTimeout(Duration.ofSeconds(5), () -> Hints.in(content, earlier, WRITTEN));
        }

        @Test
        void are_found_in_a_text_of_names_that_all_look_alike() {
            var letters = "abcdefghijklmnopqrstuvwxyz"
                    .chars()
                    .mapToObj(Character::toString)
                    .toList();
            var names = new ArrayList<String>();
            for (var one : letters) {
                for (var two : letters) {
                    for (var three : letters) {
                        names.add("Mar" + one + two + three + "o Rossi.");
                    }
                }
            }
            var blocks = IntStream.range(0, 10)
                    .mapToObj(i ->
                            (Block) paragraph("b" + i, String.join(" and ", names.subList(i * 1_200, (i + 1) * 1_200))))
                    .toList();
            Assertions.assertTimeout(
                    Duration.ofSeconds(5), () -> Hints.in(Content.of("Names", "", blocks), Map.of(), WRITTEN));
        }
    }

    private static Content article(String text) {
        return article("News from Marn", text);
    }

    private static Content article(String headline, String text) {
        return Content.of(headline, "", List.of(paragraph("b1", text)));
    }

    private static Block.Paragraph paragraph(String id, String text) {
        return new Block.Paragraph(new BlockId(id), Text.of(text));
    }

    private static List<Hint> of(Hint.Kind kind, Content content) {
        return Hints.in(content, Map.of(), WRITTEN).stream()
                .filter(hint -> hint.kind() == kind)
                .toList();
    }

    private static Hint only(Hint.Kind kind, Content content) {
        var found = of(kind, content);
        assertThat(found)
                .as(() -> Hints.in(content, Map.of(), WRITTEN).toString())
                .hasSize(1);
        return found.getFirst();
    }

    @Test
    void a_text_may_begin_with_a_word_for_a_great_number() {
        for (var word : java.util.List.of("Hundred", "Thousand", "Million", "Dozen")) {
            var content = Content.of(word + " boats", "", java.util.List.of());
            org.assertj.core.api.Assertions.assertThat(
                            Hints.in(content, java.util.Map.of(), java.time.LocalDate.parse("2026-02-12")))
                    .isEmpty();
        }
    }
}
