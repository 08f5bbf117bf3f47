package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** What is pasted keeps its lines, its lists and its meaning; what cannot be kept stays out, and that is said. */
@Tag("browser")
class PasteTest {
    private static final String NOTES = "Footnotes, comments and their marks were left out.";
    private static final String STRUCK = "Struck words were left out.";
    private static final String TABLE = "A table came in as a paragraph for each row, with | between its cells.";
    private static final String NESTED = "Lists within a list came in as items of one list.";
    private static final String LINES = "An item with several paragraphs came in as an item for each.";
    private static final String NUMBERED_LINES =
            "A numbered item with several paragraphs is one line here, so that each item keeps its number.";
    private static final String NUMBERS = "A numbered list counts up from its first number here; it had other numbers.";
    private static final String PICTURES = "Pictures were left out: drop or choose them one at a time.";

    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static Desktop wanda;

    private String article;
    private Page page;
    private Locator body;

    @BeforeAll
    static void open_the_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        wanda = Desktop.of(stet.port()).signsIn("wanda", RunningStet.PASSWORD);
    }

    @AfterAll
    static void close_it() {
        try {
            wanda.close();
        } finally {
            stet.close();
        }
    }

    @BeforeEach
    void open_an_article() {
        article = people.drafts("city", "Rain over Tolvik", "It rained all night.");
        page = wanda.at("/newsroom/articles/" + article);
        assertThat(page.locator("#copy[data-ready]")).isVisible();
        body = page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Body").setExact(true));
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                // What shows as a line is one.
                source("a<br><br>b", "", "a", "b"),
                source("a<br>b", "", "a", "b"),
                source("<form>One</form><form>Two</form>", "", "One", "Two"),
                source("<address>A<br>B</address><dl><dt>C<dd>D</dl>", "", "A", "B", "C", "D"),
                source("<pre>one\n  two\n\nthree</pre>", "", "one", "two", "three"),
                source(
                        "<span style='display:block'>a</span><b style='display: flex'><i>b</i><i>c</i></b>d",
                        "",
                        "a",
                        "b",
                        "c",
                        "d"),
                source("<style>.l { display: block }</style><b class=l>a</b><b class=l>b</b>", "", "a", "b"),
                source(
                        "<div>a<div>b</div>c</div><fieldset><legend>d</legend>e</fieldset>",
                        "",
                        "a",
                        "b",
                        "c",
                        "d",
                        "e"),
                source("<div style='display:inline'>a</div><div style='display:inline'>b</div>", "", "a b"),
                source("<p>a<select><option>x</select>b</p>", "", "a b"),
                source("<h2>Two<br>lines</h2>", "", "crosshead Two lines"),
                // Struck, raised, lowered, quoted.
                source("<del>did not sign</del><ins>signed</ins>", STRUCK, "signed"),
                source("a <s>b</s> <span style='text-decoration:underline line-through'>c</span> d", STRUCK, "a d"),
                source(
                        "<style>span.s1 {text-decoration: line-through}</style><p>a <span class=s1>b</span></p>",
                        STRUCK,
                        "a"),
                source(
                        "10<sup>6</sup>, H<sub>2</sub>O, m<span style='vertical-align:super'>2</span>",
                        "",
                        "10⁶, H₂O, m²"),
                source(
                        "the 1<sup>st</sup>, le XIX<sup>e</sup>, M<sup>me</sup>, n<sup>o</sup> 5",
                        "",
                        "the 1st, le XIXe, Mme, nº 5"),
                source(
                        "10<sup>0.5</sup> and R<sub>max</sub>",
                        "Raised or lowered words are written on the line, since there are no such characters for them.",
                        "10^0.5 and R (max)"),
                source("He said <q>yes, <q>no</q></q>.", "", "He said “yes, ‘no’”."),
                source(
                        "<blockquote><p>We know.</p><p>We do.</p><footer>— Ann</footer></blockquote>",
                        "",
                        "quotation We know.|Ann",
                        "quotation We do.|Ann"),
                source(
                        "<figure><blockquote>Yes</blockquote><figcaption>Bo</figcaption></figure>",
                        "",
                        "quotation Yes|Bo"),
                source(
                        "<blockquote>We read <cite>Emma</cite> daily.</blockquote>",
                        "",
                        "quotation We read Emma daily.|"),
                // Notes.
                source(
                        "<p>He said so<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[WW1]</a></span>.<a"
                                + " style='mso-footnote-id:ftn1' href='#_ftn1'><span class=MsoFootnoteReference>[1]</span></a></p><div"
                                + " style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
                                + "<a href='#_ftnref1'>[1]</a> A note</p></div></div><div style='mso-element:comment-list'><p"
                                + " class=MsoCommentText>Really?</p></div>",
                        NOTES,
                        "He said so."),
                source(
                        "<p>So<sup><a href='#ftnt1'>[1]</a></sup> it is<sup><a href='#cmnt1'>[a]</a></sup></p><hr><div><p><a"
                                + " href='#ftnt_ref1'>[1]</a> Note</p></div><div><p><a href='#cmnt_ref1'>[a]</a> Comment</p></div>",
                        NOTES,
                        "So it is"),
                source(
                        "<p>So<a class='sdfootnoteanc' href='#sdfootnote1sym'><sup>1</sup></a></p><div id='sdfootnote1'><p"
                                + " class='sdfootnote'><a class='sdfootnotesym' href='#sdfootnote1anc'>1</a> Note</p></div>",
                        NOTES,
                        "So"),
                source("<p>It is so.<sup>2</sup></p>", NOTES, "It is so."),
                source("Price <s>10</s>, x<sup>2</sup>, <sup>235</sup>U", STRUCK, "Price, x², ²³⁵U"),
                source("<p class=MsoQuote>We know.</p>", "", "quotation We know.|"),
                // Spaces.
                source(
                        "10&nbsp;000, 10&#8239;000, «&nbsp;oui&nbsp;»",
                        "",
                        "10\u00A0000, 10\u202F000, «\u00A0oui\u00A0»"),
                source("<p>&nbsp;a&nbsp; b<span class='Apple-converted-space'>&nbsp;</span>c&nbsp;</p>", "", "a b c"),
                // Lists.
                source("<ul><li><p>a</p><p>b</p></li><li>c<br>d</li></ul>", LINES, "list a|b|c|d"),
                source("<ul><li><p>a</p></li><li><br>b<br></li></ul>", "", "list a|b"),
                source("<ol><li><p>a</p><p>b</p></li><li>c</li></ol>", NUMBERED_LINES, "numbered a b|c"),
                source("<li><p>a</p><p>b</p></li><li>c</li>", LINES, "list a|b|c"),
                source("<ol start=5><li>a<li>b</ol>", "", "numbered from 5 a|b"),
                source("<ol><li value=7>a<li>b<li value=9>c</ol>", "", "numbered from 7 a|b|c"),
                source("<ol start=0><li>a</ol><ol start=1><li>b</ol>", "", "numbered from 0 a", "numbered b"),
                source("<ol start=5><li>a<li value=9>b</ol>", NUMBERS, "numbered from 5 a|b"),
                source("<ol start=3 reversed><li>a<li>b</ol>", NUMBERS, "numbered a|b"),
                source("<ol start=-2><li>a</ol>", NUMBERS, "numbered a"),
                source("<ol start=98765><li>a</ol>", NUMBERS, "numbered a"),
                source("<ol type=i start=4><li>a</ol>", "", "numbered from 4 a"),
                source(
                        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>4.</span>a</p><p"
                                + " class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span"
                                + " style='mso-list:Ignore'>5.</span>b</p>",
                        "",
                        "numbered from 4 a|b"),
                source("<ul><li>a</li><ul><li>b</li></ul><li>c<ol><li>d</li></ol></li></ul>", NESTED, "list a|b|c|d"),
                source("<p>• one</p><p>•\ttwo</p><p>three</p>", "", "list one|two", "three"),
                source(
                        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>a</p><p"
                                + " class=MsoListParagraph>more</p><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span"
                                + " style='mso-list:Ignore'>a)</span>b</p>",
                        NESTED + " " + NUMBERED_LINES,
                        "numbered a more|b"),
                // Tables.
                source(
                        "<table><caption>Rain</caption><tr><th></th><th>Mon</th></tr><tr><td rowspan=2>Sea</td><td><p>1</p><p>2</p></td>"
                                + "</tr><tr><td>3</td></tr></table>",
                        TABLE,
                        "Rain",
                        "– | Mon",
                        "Sea | 1 2",
                        "Sea | 3"),
                source("<table><tr><td>One</td></tr><tr><td>Two</td></tr></table>", "", "One", "Two"),
                source("<tr><td>bare</td><td>row</td></tr>", TABLE, "bare | row"),
                // Pictures, and what nobody sees.
                source("Hi <img alt='😀' src=x> there", "", "Hi 😀 there"),
                source(
                        "a<img alt='A ferry' src=x>b<math><mi>x</mi></math>",
                        PICTURES + " Formulas were left out.",
                        "a b"),
                source("<p>a <span style='mso-hide:all'>b</span><span style='display:none'>c</span>d</p>", "", "a d"),
                source("<p>pay\u202Eevil\u202C \u200Bthe bill\u00AD</p>", "", "payevil the bill"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void what_a_source_shows_is_what_comes_in(String html, String told, List<String> blocks) {
        pastesOver(html);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(shown()).isEqualTo(blocks));
        assertThat(page.locator("#said")).hasText(told);
    }

    @Test
    void plain_text_keeps_its_lines_and_a_headline_has_room_for_one() {
        body.click();
        page.keyboard().press("ControlOrMeta+a");
        pastes(body, "", "One\u000BTwo\r\n\r\nThree\u2028Four 10\u00A0000");
        assertThat(shown()).containsExactly("One", "Two", "Three", "Four 10\u00A0000");

        var headline = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Headline"));
        headline.click();
        page.keyboard().press("ControlOrMeta+a");
        pastes(headline, "<p>Rain</p><p>and <b>wind</b></p>", "");
        assertThat(headline).hasText("Rain and wind");
        page.keyboard().press("ControlOrMeta+a");
        pastes(headline, "", "Snow\nand ice");
        assertThat(headline).hasText("Snow and ice");
    }

    @Test
    void lines_pasted_into_an_item_are_items_and_into_a_quotation_one_line() {
        pastesOver("<ul><li>one</li><li>two</li></ul><blockquote>Yes<footer>Ann</footer></blockquote>");
        cursorBehind("li >> nth=0");
        pastes(body, "<p>x</p><p>y</p>", "");
        assertThat(shown()).containsExactly("list onex|y|two", "quotation Yes|Ann");
        cursorBehind("blockquote p");
        pastes(body, "<p>and</p><p>no</p>", "");
        assertThat(shown()).containsExactly("list onex|y|two", "quotation Yesand no|Ann");
    }

    @Test
    void more_than_the_ledger_takes_is_refused_at_paste_and_nothing_changes() {
        var before = shown();
        body.click();
        page.keyboard().press("End");
        pastes(body, "", "a".repeat(25_000));
        assertThat(page.locator("#said"))
                .hasText(
                        "A paragraph has at most 20,000 characters; with this it would have 25,020, so nothing was pasted.");
        assertThat(shown()).isEqualTo(before);

        pastes(
                body,
                "<p>" + "word ".repeat(2_000) + "</p>".repeat(1) + ("<p>" + "word ".repeat(2_000) + "</p>").repeat(20),
                "");
        assertThat(page.locator("#said"))
                .containsText("An article has at most 200,000 characters; with this it would have");
        pastes(body, "<p>x</p>".repeat(1_001), "");
        assertThat(page.locator("#said")).containsText("An article has at most 1,000 blocks; with this it would have");
        assertThat(shown()).isEqualTo(before);

        var headline = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Headline"));
        headline.click();
        pastes(headline, "", "b".repeat(1_000));
        assertThat(page.locator("#said"))
                .containsText("The headline has at most 1,000 characters; with this it would have");
        assertThat(headline).hasText("Rain over Tolvik");

        body.click();
        page.keyboard().press("End");
        pastes(body, "", " And more.");
        eventually("It rained all night. And more.");
    }

    @Test
    void an_address_pasted_over_words_makes_a_link_of_them() {
        selects("p", 3, 9);
        pastes(body, "", " https://example.org/a[1]?q=ü ");
        assertThat(body.locator("a")).hasText("rained");
        assertThat(body.locator("a")).hasAttribute("href", "https://example.org/a%5B1%5D?q=ü");
        assertThat(body).hasText("It rained all night.");
        eventually("It rained all night.");

        selects("p", 0, 2);
        pastes(body, "", "https://wanda:secret@example.org/");
        assertThat(body.locator("a")).hasCount(1);
        assertThat(body).hasText("https://wanda:secret@example.org/ rained all night.");
    }

    // ---- Typing

    @Test
    void signs_are_typed_as_the_articles_language_has_them_and_undo_gives_the_plain_one() {
        pastesOver("<p>x</p>");
        cursorBehind("p");
        page.keyboard().type(" \"it's 'so'\" -- yes - no 6\" www.a--b");
        assertThat(body).hasText("x “it’s ‘so’” – yes – no 6\" www.a--b");
        page.keyboard().type(" \"");
        page.keyboard().press("ControlOrMeta+z");
        assertThat(body).hasText("x “it’s ‘so’” – yes – no 6\" www.a--b \"");

        page.locator("#panel nav").getByText("Details").click();
        page.getByLabel("Language").fill("de");
        page.getByLabel("Language").blur();
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(people.wanda()
                                .sees("/api/articles/" + article + "/content")
                                .path("language")
                                .asString())
                        .isEqualTo("de"));
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            pastesOver("<p>y</p>");
            cursorBehind("p");
            page.keyboard().type(" \"geht's\"");
            assertThat(shown()).containsExactly("y „geht’s“");
        });
        var headline = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Headline"));
        headline.click();
        page.keyboard().press("ControlOrMeta+a");
        page.keyboard().type("\"Regen\"");
        assertThat(headline).hasText("„Regen“");
    }

    // ---- Pictures

    @Test
    void a_picture_dropped_pasted_or_chosen_is_a_figure_where_it_was_put() throws IOException {
        pastesOver("<p>One</p><p>Two</p>");
        brings("paste", "p >> nth=0", "image/jpeg", picture("harbour-ferry.jpg"));
        assertThat(body.locator("figure img")).hasCount(1);
        assertThat(page.locator("#said")).hasText("The picture is in the text.");
        assertThat(shown()).containsExactly("One", "picture", "Two");

        brings("drop", "p >> nth=1", "image/jpeg", picture("school-roofs.jpg"));
        assertThat(body.locator("figure img")).hasCount(2);
        assertThat(shown()).containsExactly("One", "picture", "picture", "Two");

        cursorBehind("p >> nth=1");
        var chooser = page.waitForFileChooser(() -> page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Picture").setExact(true))
                .click());
        chooser.setFiles(new FilePayload("ferry.jpg", "image/jpeg", picture("harbour-ferry.jpg")));
        assertThat(body.locator("figure img")).hasCount(3);
        assertThat(shown()).containsExactly("One", "picture", "picture", "Two", "picture");
        eventuallyKinds("paragraph", "figure", "figure", "paragraph", "figure");
        assertThat(wanda.barriers()).isEmpty();

        page.keyboard().press("ControlOrMeta+z");
        assertThat(body.locator("figure img")).hasCount(2);
    }

    @Test
    void a_picture_that_is_refused_leaves_nothing_in_the_text_but_a_sentence_on_the_page() {
        var before = shown();
        brings("paste", "p >> nth=0", "image/jpeg", "<p>no picture</p>".getBytes(StandardCharsets.UTF_8));
        assertThat(page.locator("#said")).containsText("no picture that Stet can show");
        assertThat(page.locator(".arriving")).hasCount(0);
        brings("drop", "p >> nth=0", "text/html", "<p>".getBytes(StandardCharsets.UTF_8));
        assertThat(page.locator("#said")).hasText("That is no JPEG, PNG, WebP or GIF.");
        assertThat(shown()).isEqualTo(before);
    }

    @Test
    void a_figure_is_selected_moved_and_taken_out_by_mouse_and_by_keys() throws IOException {
        pastesOver("<p>One</p><p>Two</p><p>Three</p>");
        brings("paste", "p >> nth=0", "image/jpeg", picture("harbour-ferry.jpg"));
        assertThat(body.locator("figure img")).hasCount(1);
        body.locator("figcaption").click();
        page.keyboard().type("At her berth.");
        page.keyboard().press("Escape");
        assertThat(body.locator("figure.ProseMirror-selectednode")).hasCount(1);
        page.keyboard().press("Alt+ArrowDown");
        assertThat(shown()).containsExactly("One", "Two", "picture", "Three");
        page.keyboard().press("Alt+ArrowUp");
        page.keyboard().press("Alt+ArrowUp");
        assertThat(shown()).containsExactly("picture", "One", "Two", "Three");
        eventuallyKinds("figure", "paragraph", "paragraph", "paragraph");
        var id = body.locator("figure").getAttribute("data-block");

        body.locator("p >> nth=0").click();
        body.locator("figure img").click();
        assertThat(body.locator("figure.ProseMirror-selectednode")).hasCount(1);
        body.locator("figure img")
                .dragTo(body.locator("p >> nth=2"), new Locator.DragToOptions().setTargetPosition(9, 2));
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(shown()).containsExactly("One", "Two", "picture", "Three"));
        assertThat(body.locator("figure")).hasAttribute("data-block", id);
        assertThat(body.locator("figcaption")).hasText("At her berth.");

        page.keyboard().press("Backspace");
        assertThat(shown()).containsExactly("One", "Two", "Three");
        page.keyboard().press("ControlOrMeta+z");
        assertThat(shown()).containsExactly("One", "Two", "picture", "Three");
        page.keyboard().press("Delete");
        eventuallyKinds("paragraph", "paragraph", "paragraph");
    }

    // ---- The parts

    private void brings(String how, String where, String type, byte[] bytes) {
        cursorBehind(where);
        body.locator(where).evaluate("""
                (over, [how, type, content]) => {
                  const transfer = new DataTransfer();
                  transfer.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], "a", { type }));
                  const { left, top } = over.getBoundingClientRect();
                  over.dispatchEvent(how === "drop"
                    ? new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true, clientX: left + 5, clientY: top + 2 })
                    : new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
                }""", List.of(how, type, Base64.getEncoder().encodeToString(bytes)));
    }

    private static byte[] picture(String name) throws IOException {
        return new ClassPathResource("demo/" + name).getContentAsByteArray();
    }

    private void eventuallyKinds(String... kinds) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(
                                people
                                        .wanda()
                                        .sees("/api/articles/" + article + "/content")
                                        .path("blocks")
                                        .values()
                                        .stream()
                                        .map(block -> block.path("kind").asString())
                                        .toList())
                        .isEqualTo(List.of(kinds)));
    }

    private static Arguments source(String html, String told, String... blocks) {
        return Arguments.of(html, told, List.of(blocks));
    }

    /** In place of all that is there. */
    private void pastesOver(String html) {
        body.click();
        page.keyboard().press("ControlOrMeta+a");
        pastes(body, html, "");
    }

    private static void pastes(Locator into, String html, String text) {
        into.evaluate("""
                (element, [html, text]) => {
                  const data = new DataTransfer();
                  if (html) data.setData('text/html', html);
                  if (text) data.setData('text/plain', text);
                  element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
                }""", List.of(html, text));
    }

    private void cursorBehind(String selector) {
        selects(selector, -1, -1);
    }

    /** From one character of the first text in an element to another; -1 is its end. */
    private void selects(String selector, int from, int to) {
        body.focus();
        body.locator(selector)
                .first()
                .evaluate(
                        "(element, [from, to]) => { const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();"
                                + " const at = place => place < 0 ? node.length : place;"
                                + " getSelection().setBaseAndExtent(node, at(from), node, at(to)); }",
                        List.of(from, to));
        page.waitForTimeout(50);
    }

    /** Each block as it stands in the editor: its kind, unless it is a paragraph, and its words. */
    @SuppressWarnings("unchecked") // the script gives a list of strings
    private List<String> shown() {
        return (List<String>) body.evaluate("""
                body => [...body.children].map(block => {
                  const said = parts => [...parts].map(each => each.textContent).join("|");
                  switch (block.localName) {
                    case "h2": return `crosshead ${block.textContent}`;
                    case "ul": return `list ${said(block.children)}`;
                    case "ol": return `numbered ${block.hasAttribute("start") ? `from ${block.start} ` : ""}${said(block.children)}`;
                    case "figure": return block.className.includes("quotation") ? `quotation ${said(block.children)}` : "picture";
                    default: return block.textContent;
                  }
                })""");
    }

    private void eventually(String... words) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(
                                people
                                        .wanda()
                                        .sees("/api/articles/" + article + "/content")
                                        .path("blocks")
                                        .values()
                                        .stream()
                                        .map(block ->
                                                block.path("text").path("words").asString())
                                        .toList())
                        .isEqualTo(List.of(words)));
    }
}
