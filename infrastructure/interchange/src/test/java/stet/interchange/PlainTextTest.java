package stet.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static stet.interchange.Reading.blocks;
import static stet.interchange.Reading.body;
import static stet.interchange.Reading.questions;
import static stet.interchange.Reading.read;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.BlockId;
import stet.domain.InvalidValue;
import stet.domain.content.Block;
import stet.domain.content.Hash;
import stet.domain.content.Picture.Part;

class PlainTextTest {
    private static final String LEDE =
            "The harbour office closed the eastern quay on Monday after a survey found that eleven of its forty oak piles had been "
                    + "eaten through by shipworm, and it told the ferry company to land its passengers across the bay until the spring.";
    private static final String MORE =
            "The company said that it would run smaller boats in the meantime and that nobody who holds a season ticket would pay more. "
                    + "The town council will discuss the cost of new piles at its meeting next week.";
    private static final String TOP = "Ferry moves as quay gives way\n";

    // What stands above the body

    @Test
    void the_first_line_is_the_headline_and_the_short_line_under_it_the_standfirst() {
        var article = read(TOP + "Shipworm has eaten the piles of the eastern quay\n" + LEDE + "\n" + MORE);

        assertThat(article.content().headline()).isEqualTo("Ferry moves as quay gives way");
        assertThat(article.content().standfirst()).isEqualTo("Shipworm has eaten the piles of the eastern quay");
        assertThat(article.content().blocks()).hasSize(2).allMatch(Block.Paragraph.class::isInstance);
    }

    @Test
    void a_standfirst_may_close_with_a_stop_and_name_the_U_S_Senate_and_Dr_Holm() {
        var standfirst = "Passengers land across the bay, as the U.S. Senate and Dr. Holm had asked.";

        assertThat(read(TOP + standfirst + "\n" + LEDE).content().standfirst()).isEqualTo(standfirst);
    }

    @Test
    void two_sentences_or_a_line_as_long_as_the_paragraphs_are_no_standfirst() {
        assertThat(read(TOP + "The quay is closed. Boats land elsewhere.\n" + LEDE)
                        .content()
                        .standfirst())
                .isEmpty();
        assertThat(read(TOP + "The quay is closed until the spring.\nBoats will land across the bay.")
                        .content()
                        .standfirst())
                .isEmpty();
    }

    @Test
    void a_line_nearly_as_long_as_the_paragraphs_is_asked_about() {
        assertThat(questions(
                        TOP + "The quay is closed until the spring.\nBoats will land across the bay for six months."))
                .containsExactly("Is 'The quay is closed until the spring.' the standfirst or the first paragraph?"
                        + " It was taken as the standfirst.");
    }

    @Test
    void a_long_sentence_with_a_stop_is_asked_about_however_long_the_paragraphs_are() {
        var sentence =
                "The harbour office has closed the eastern quay until the spring because shipworm has eaten through"
                        + " eleven of its forty oak piles.";

        assertThat(read(TOP + sentence + "\n" + LEDE + " " + MORE).content().standfirst())
                .isEqualTo(sentence);
        assertThat(questions(TOP + sentence + "\n" + LEDE + " " + MORE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"By Ada Holm", "BY Ada Holm", "By  Ada Holm"})
    void a_line_that_starts_with_by_is_the_byline(String line) {
        assertThat(read(TOP + line + "\n" + LEDE).content().byline()).isEqualTo("Ada Holm");
        assertThat(questions(TOP + line + "\n" + LEDE)).isEmpty();
    }

    @Test
    void byline_dateline_and_standfirst_stand_in_any_order() {
        var article = read(TOP
                        + "By Ada Holm and Per de Vries, Coast Correspondent\nShipworm has eaten the piles of the quay\n"
                        + "Friday, January 4, 2019\n" + LEDE)
                .content();

        assertThat(article.byline()).isEqualTo("Ada Holm and Per de Vries, Coast Correspondent");
        assertThat(article.standfirst()).isEqualTo("Shipworm has eaten the piles of the quay");
        assertThat(article.dateline()).isEqualTo("Friday, January 4, 2019");
        assertThat(article.blocks()).hasSize(1);
    }

    @Test
    void a_sentence_that_starts_with_by_is_no_byline() {
        assertThat(read(TOP + "By the time the ferry came the quay had gone.\n")
                        .content()
                        .byline())
                .isEmpty();
        assertThat(questions(TOP + "By Monday everybody had left\n" + LEDE))
                .containsExactly("Is 'By Monday everybody had left' the byline? It was taken as one.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LONDON (AP) — |LONDON (AP)",
                "PARIS, Feb 3 - |PARIS, Feb 3",
                "NEW YORK — |NEW YORK",
                "ST. JOHN'S, Newfoundland, February 12 (Coast News) — |ST. JOHN'S, Newfoundland, February 12 (Coast News)",
                "BERGEN, 3 March 2026 – |BERGEN, 3 March 2026",
                "MALMÖ, Sept. 9 (TT) -- |MALMÖ, Sept. 9 (TT)",
                "LISBON (Reuters)—|LISBON (Reuters)"
            })
    void the_dateline_is_taken_off_the_first_paragraph(String head, String dateline) {
        var article = read(TOP + head + " " + LEDE);

        assertThat(article.content().dateline()).isEqualTo(dateline);
        assertThat(article.content().blocks()).extracting(Block::words).containsExactly(LEDE);
        assertThat(article.content().standfirst()).isEmpty();
    }

    @Test
    void short_capitals_before_a_dash_may_be_a_name_and_are_asked_about() {
        assertThat(read(TOP + "OSLO — " + LEDE).questions())
                .containsExactly(
                        new PlainText.Question(new BlockId("b1"), "Is 'OSLO' the dateline? It was taken as one."));
    }

    @Test
    void only_the_first_paragraph_has_a_dateline() {
        assertThat(body(TOP + LEDE + "\nTROMSØ — " + MORE)).endsWith("Paragraph: TROMSØ — " + MORE);
    }

    // Captions

    @ParameterizedTest
    @ValueSource(strings = {"Figure 1: ", "Photo: ", "Picture: ", "Caption: ", "Image: ", "FIGURE 12 : "})
    void a_label_makes_a_caption(String label) {
        var figure = blocks(
                        read(TOP + LEDE + "\n" + label + "The eastern quay at low water on Monday.")
                                .content(),
                        Block.Figure.class)
                .getFirst();

        assertThat(figure.words()).isEqualTo("The eastern quay at low water on Monday.");
        assertThat(figure.picture().parts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(Photo: A. Holm/Coast News)",
                "[Credit: A. Holm/Coast News]",
                "Photo by A. Holm/Coast News",
                "Credit: A. Holm/Coast News",
                "Photo credit: A. Holm/Coast News"
            })
    void a_credit_at_the_end_of_a_caption_becomes_its_credit_line(String credit) {
        var figure = blocks(
                        read(TOP + LEDE + "\nPhoto: The quay at low water. " + credit)
                                .content(),
                        Block.Figure.class)
                .getFirst();

        assertThat(figure.words()).isEqualTo("The quay at low water.");
        assertThat(figure.picture().parts()).isEqualTo(Map.of(Part.CREDIT, "A. Holm/Coast News"));
    }

    @Test
    void a_credit_on_a_line_of_its_own_belongs_to_the_caption_above() {
        var figures = blocks(
                read(TOP + LEDE + "\nPhoto: The quay at low water on Monday.\nCredit: A. Holm")
                        .content(),
                Block.Figure.class);

        assertThat(figures)
                .singleElement()
                .satisfies(figure -> assertThat(figure.picture().parts()).containsEntry(Part.CREDIT, "A. Holm"));
    }

    @Test
    void a_caption_that_speaks_of_a_photo_keeps_its_words() {
        assertThat(body(TOP + LEDE + "\nPhoto: The mayor holds a photo by the old quay."))
                .endsWith("Figure: The mayor holds a photo by the old quay.");
    }

    @Test
    void a_name_after_a_label_and_a_credit_without_a_label_are_asked_about() {
        assertThat(questions(TOP + LEDE + "\nImage: Ada Holm."))
                .containsExactly("Is 'Ada Holm.' a caption or a credit? It was taken as a caption.");
        assertThat(questions(TOP + LEDE + "\nThe quay on Monday. Image: Ada Holm."))
                .containsExactly("Is 'The quay on Monday.' a caption? It ends in a credit and was taken as one.");
        assertThat(questions(TOP + LEDE + "\nFigure 2:\n" + MORE))
                .containsExactly("Nothing is said of the picture at 'Figure 2:'. Where is its caption?");
    }

    // Crossheads

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Who pays for the piles",
                "Council warns of a \"winter without boats\"",
                "Council warns of a “winter without boats”",
                "One two three four five six seven eight nine ten"
            })
    void a_line_of_at_most_ten_words_without_a_closing_stop_is_a_crosshead(String line) {
        var text = TOP + LEDE + "\n" + line + "\n" + MORE;

        assertThat(body(text)).containsExactly("Paragraph: " + LEDE, "Crosshead: " + line, "Paragraph: " + MORE);
        assertThat(questions(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nobody pays for the piles.",
                "The mayor calls it \"a winter without boats.\"",
                "The mayor calls it “a winter without boats.”",
                "Other boats are:",
                "One two three four five six seven eight nine ten eleven"
            })
    void a_closing_stop_or_an_eleventh_word_makes_a_paragraph(String line) {
        assertThat(body(TOP + LEDE + "\n" + line + "\n" + MORE)).contains("Paragraph: " + line);
    }

    @Test
    void a_crosshead_that_heads_nothing_or_opens_the_body_or_starts_small_is_asked_about() {
        var asked = "Is 'Council warns' a crosshead or a paragraph? It was taken as a crosshead.";

        assertThat(read(TOP + LEDE + "\nCouncil warns").questions())
                .containsExactly(new PlainText.Question(new BlockId("b2"), asked));
        assertThat(questions(TOP + LEDE + "\nCouncil warns\nWho pays\n" + MORE)).containsExactly(asked);
        assertThat(questions(TOP + "Shipworm eats the quay\nCouncil warns\n" + LEDE))
                .contains(asked);
        assertThat(questions(TOP + LEDE + "\ncouncil warns\n" + MORE)).hasSize(1);
    }

    @Test
    void a_short_question_is_a_paragraph_until_the_editor_says_otherwise() {
        assertThat(questions(TOP + LEDE + "\nWho pays?\n" + MORE))
                .containsExactly("Is 'Who pays?' a crosshead or a paragraph? It was taken as a paragraph.");
    }

    // Quotations

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"We saw the piles move. Nobody believed us, not even the harbour master.\"",
                "“We saw the piles move. Nobody believed us, not even the ‘master’ of the harbour.”",
                "'We didn't sleep. Nobody's boat was safe that night, and we'd been told so.'",
                "‘We didn’t sleep. Nobody’s boat was safe that night, and we’d been told so.’"
            })
    void a_line_that_is_one_quotation_is_a_quotation_with_its_marks_as_they_came(String line) {
        assertThat(blocks(read(TOP + LEDE + "\n" + line).content(), Block.Quotation.class))
                .extracting(Block.Quotation::words, Block.Quotation::speaker)
                .containsExactly(tuple(line, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {" — ", "—", " – ", " - ", " -- ", "\n— ", "\n—"})
    void a_dash_after_a_quotation_names_its_speaker(String dash) {
        var text = TOP + LEDE + "\n“We saw the piles move.”" + dash + "Siri O’Dell, harbour master";

        assertThat(blocks(read(text).content(), Block.Quotation.class))
                .extracting(Block.Quotation::words, Block.Quotation::speaker)
                .containsExactly(tuple("“We saw the piles move.”", "Siri O’Dell, harbour master"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"We saw the piles move,\" said Siri Dell. \"Nobody believed us.\"",
                "“We saw the piles move,” said Siri Dell, the harbour master.",
                "\"We saw the piles move\" — that is how she put it.",
                "“We saw the piles move. Nobody believed us."
            })
    void speech_that_is_split_or_attributed_or_goes_on_stays_a_paragraph(String line) {
        assertThat(body(TOP + LEDE + "\n" + line + "\n" + MORE)).contains("Paragraph: " + line);
    }

    @Test
    void a_few_quoted_words_may_be_a_crosshead() {
        assertThat(read(TOP + LEDE + "\n“A winter without boats”\n" + MORE).questions())
                .containsExactly(new PlainText.Question(
                        new BlockId("b2"),
                        "Is “A winter without boats” a crosshead or a quotation? It was taken as a crosshead."));
    }

    @Test
    void a_dash_and_a_name_after_a_paragraph_are_asked_about() {
        assertThat(questions(TOP + LEDE + "\n— Siri Dell"))
                .containsExactly("Whose words does '— Siri Dell' belong to? It was taken as a paragraph.");
    }

    // Lists

    @ParameterizedTest
    @ValueSource(strings = {"-", "*", "•"})
    void lines_that_start_with_a_bullet_form_one_list(String bullet) {
        var text = TOP + LEDE + "\n" + bullet + " oak piles\n" + bullet + " a new deck.\n" + MORE;

        assertThat(blocks(read(text).content(), Block.Listing.class))
                .singleElement()
                .satisfies(list -> {
                    assertThat(list.words()).isEqualTo("oak piles\na new deck.");
                    assertThat(list.numbered()).isFalse();
                });
        assertThat(questions(text)).isEmpty();
    }

    @Test
    void lines_numbered_from_one_form_one_numbered_list_and_one_again_starts_another() {
        var lists = blocks(
                read(TOP + LEDE + "\n1. Survey\n2. Piles\n\n3. Deck\n1. Boats\n2. Crews\n- and so on")
                        .content(),
                Block.Listing.class);

        assertThat(lists).extracting(Block::words).containsExactly("Survey\nPiles\nDeck", "Boats\nCrews", "and so on");
        assertThat(lists).extracting(Block.Listing::numbered).containsExactly(true, true, false);
    }

    @Test
    void a_number_that_counts_nothing_stays_in_its_words() {
        assertThat(body(TOP + LEDE + "\n30. September was the day of the survey that closed the whole of the quay."))
                .endsWith("Paragraph: 30. September was the day of the survey that closed the whole of the quay.");
    }

    @Test
    void a_list_of_one_item_is_asked_about() {
        assertThat(questions(TOP + LEDE + "\n- oak piles\n" + MORE))
                .containsExactly("Is 'oak piles' a list? It was taken as a list of one item.");
    }

    // Lines and paragraphs

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n\n", "\r\n\r\n", "\n   \u00A0\n"})
    void lines_end_however_they_end_and_blank_ones_count_for_nothing(String end) {
        assertThat(body(String.join(end, "Headline", LEDE, MORE)))
                .containsExactly("Paragraph: " + LEDE, "Paragraph: " + MORE);
    }

    @Test
    void lines_broken_to_a_width_are_joined_up_to_a_blank_line() {
        var text = """
                Ferry moves as quay gives way
                By Ada Holm
                Shipworm has eaten the piles of the eastern quay, and the ferry
                will land across the bay

                BERGEN, March 3 (Coast News) — The harbour office closed the eastern
                quay on Monday after a survey found that eleven of its forty oak piles
                had been eaten through by shipworm. It told the ferry company to land
                its passengers elsewhere.

                Who pays for the piles

                The company said that it would run smaller boats in the meantime and
                that nobody who holds a season ticket would pay more. It needs:

                - oak piles of the length that was common when the quay was built a
                  hundred years ago
                - a deck
                """;

        var article = read(text).content();

        assertThat(article.standfirst())
                .isEqualTo("Shipworm has eaten the piles of the eastern quay, and the ferry will land across the bay");
        assertThat(article.byline()).isEqualTo("Ada Holm");
        assertThat(article.dateline()).isEqualTo("BERGEN, March 3 (Coast News)");
        assertThat(article.blocks())
                .extracting(block -> block.getClass().getSimpleName())
                .containsExactly("Paragraph", "Crosshead", "Paragraph", "Listing");
        assertThat(article.blocks().getLast().words())
                .isEqualTo(
                        "oak piles of the length that was common when the quay was built a hundred years ago\na deck");
    }

    @Test
    void sentences_on_lines_of_their_own_are_not_taken_for_broken_lines() {
        var sentence = "The harbour office closed the quay on Monday after a survey.";

        assertThat(body(TOP + "\n" + (sentence + "\n").repeat(5))).hasSize(5);
    }

    @Test
    void a_rule_of_stars_is_left_out_and_asked_about() {
        var text = TOP + LEDE + "\n* * *\n" + MORE;

        assertThat(body(text)).hasSize(2);
        assertThat(questions(text))
                .containsExactly("One line of dashes or stars was left out. Was it only there to part the text?");
    }

    @Test
    void a_plain_article_raises_no_question() {
        assertThat(questions(TOP + "Shipworm has eaten the piles\nBy Ada Holm\nBERGEN, March 3 — " + LEDE
                        + "\nWho pays for the piles\n" + MORE))
                .isEmpty();
    }

    @Test
    void a_headline_alone_is_a_draft_with_a_question() {
        assertThat(questions("Ferry moves"))
                .containsExactly("There is nothing after the headline that could be the body. Is the rest missing?");
        assertThat(questions("By Ada Holm\n" + LEDE))
                .containsExactly("'By Ada Holm' stands first and was taken as the headline. Is the headline missing?");
    }

    // The file

    @Test
    void the_origin_names_the_bytes_as_they_came() {
        var bytes = "\uFEFFabc\r\n".getBytes(StandardCharsets.UTF_8);

        var imported = PlainText.read(bytes, "abc.txt", () -> new BlockId("b1"));

        assertThat(imported.content().headline()).isEqualTo("abc");
        assertThat(imported.origin().name()).isEqualTo("abc.txt");
        assertThat(imported.origin().mediaType()).isEqualTo("text/plain");
        assertThat(imported.origin().bytes())
                .isEqualTo(new Hash("c3199f17595cd7b59cea561d9cb96f204ef903c38b1b9cb4a50b7e68d286f675"));
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused_with_their_line() {
        var latin = "Headline\r\nBlåbær".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> PlainText.read(latin, "x.txt", () -> new BlockId("b1")))
                .isInstanceOf(InvalidValue.class)
                .hasMessage(
                        "The file is not UTF-8 text: line 2 has a character in it that cannot be read. Save the file as UTF-8 and send it again");
    }

    @Test
    void a_control_character_is_refused_with_its_line() {
        assertThatThrownBy(() -> read("Headline\n" + "\n".repeat(12) + "ab\u0000c"))
                .isInstanceOf(InvalidValue.class)
                .hasMessage(
                        "Line 14 has a control character in it (U+0000, at position 3), which no reader could see. Is this a text file?");
    }

    @Test
    void a_file_that_says_nothing_is_refused() {
        assertThatThrownBy(() -> read("")).isInstanceOf(InvalidValue.class).hasMessage("The file is empty");
        assertThatThrownBy(() -> read(" \n\uFEFF\u00A0\r\n---\n"))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("There is no headline: the file has no words in it");
    }

    @Test
    void a_character_lost_on_the_way_is_asked_about() {
        assertThat(questions(TOP + "Bl\uFFFDb\uFFFDr. " + LEDE))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Line 2 has the sign");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x ", "\" ", "' ", "-- ", "A. ", "(Photo: ", "Photo by ", "AB ", "1. "})
    void five_megabytes_in_one_line_are_read_in_one_pass(String piece) {
        var text = "Headline\n" + piece.repeat(5_000_000 / piece.length());

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.", "- a", "Ab", "\"Ab\"", "— Ab", "Photo: a"})
    void a_hundred_thousand_lines_are_read_in_one_pass(String line) {
        var text = "Headline\n" + (line + "\n").repeat(100_000);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(text));
    }

    @Test
    void one_or_two_words_under_the_headline_may_be_a_section_and_are_asked_about() {
        assertThat(questions(TOP + "The coast\n" + LEDE))
                .containsExactly("Is 'The coast' the standfirst or a crosshead? It was taken as the standfirst.");
    }
}
