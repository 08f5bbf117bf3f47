package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Words as they are written: alone, by two people at once, without a network, by hostile pastes, and without scripts. */
@Tag("browser")
class EditorTest {
    /** An editor hears of a cursor that was moved only a moment after; milliseconds. */
    private static final Keyboard.PressOptions AS_FINGERS_DO = new Keyboard.PressOptions().setDelay(80);

    private static final String RAIN = "It rained all night in Tolvik.";
    private static final String FERRY = "The ferry did not leave on 3 March.";
    private static final String HURT = "Nobody was hurt.";

    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static Desktop wanda;
    private static Desktop chidi;

    @BeforeAll
    static void open_the_newsroom() {
        PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        wanda = desktop("wanda", true);
        chidi = desktop("chidi", true);
    }

    @AfterAll
    static void close_it() {
        try {
            wanda.close();
            chidi.close();
        } finally {
            stet.close();
        }
    }

    // ---- Beginning

    @Test
    void an_article_of_a_headline_alone_opens_with_an_empty_paragraph_to_write_in() {
        var article = people.wanda()
                .posts("/api/articles", Map.of("desk", "city", "content", Map.of("headline", "Rain")))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        var body = writes(wanda, article);
        assertThat(body.locator("p")).hasCount(1);
        body.locator("p").click();
        body.page().keyboard().type(RAIN);
        eventually(article, RAIN);
    }

    @Test
    void characters_that_nobody_sees_are_not_kept_and_the_editor_shows_what_is() {
        var article = drafted(RAIN, FERRY);
        var body = writes(wanda, article);
        typesAfter(body, 0, " The har\u00ADbour\u200B is shut.");
        eventually(article, RAIN + " The harbour is shut.", FERRY);
        assertThat(body.locator("p").nth(0)).hasText(RAIN + " The harbour is shut.");
        assertThat(body.page().locator(".status")).hasText("Saved");
    }

    @Test
    void words_that_run_from_right_to_left_do_so_while_they_are_written_and_when_they_are_read() {
        var article = people.wanda()
                .posts(
                        "/api/articles",
                        Map.of(
                                "desk",
                                "city",
                                "content",
                                Map.of(
                                        "headline",
                                        "مطر على المدينة",
                                        "language",
                                        "ar",
                                        "blocks",
                                        List.of(Map.of(
                                                "kind", "paragraph", "id", "b1", "text", "هطل المطر طوال الليل.")))))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        var body = writes(wanda, article);
        assertThat(body).hasAttribute("lang", "ar");
        assertThat(body).hasCSS("direction", "rtl");
        assertThat(body.page().getByRole(AriaRole.TEXTBOX, named("Headline"))).hasCSS("direction", "rtl");
        body.page().navigate("/newsroom/articles/" + article + "/preview/story");
        assertThat(body.page().locator("article.story")).hasAttribute("lang", "ar");
        assertThat(body.page().locator("h1")).hasCSS("direction", "rtl");
        assertThat(body.page().locator("article.story p").last()).hasCSS("direction", "rtl");
    }

    // ---- Two people

    @Test
    void two_people_in_different_paragraphs_never_disturb_one_another() {
        var article = drafted(RAIN, FERRY, HURT);
        var hers = writes(wanda, article);
        var his = writes(chidi, article);
        typesAfter(hers, 0, " Wanda was here.");
        typesAfter(his, 1, " Chidi was here.");

        for (var body : List.of(hers, his)) {
            assertThat(body.locator("p").nth(0)).hasText(RAIN + " Wanda was here.");
            assertThat(body.locator("p").nth(1)).hasText(FERRY + " Chidi was here.");
        }
        his.page().keyboard().type(" And still is.");
        assertThat(his.locator("p").nth(1)).hasText(FERRY + " Chidi was here. And still is.");
        assertThat(hers.locator("p").nth(1)).hasText(FERRY + " Chidi was here. And still is.");

        assertThat(hers.page().locator(".also")).containsText("Chidi");
        assertThat(hers.locator("[data-here*=Chidi]")).containsText("The ferry");
        assertThat(hers.page().locator(".status")).hasText("Saved");
        assertThat(words(article))
                .containsExactly(RAIN + " Wanda was here.", FERRY + " Chidi was here. And still is.", HURT);

        hers.page().keyboard().press("Control+z");
        assertThat(hers.locator("p").nth(0)).hasText(RAIN);
        assertThat(hers.locator("p").nth(1)).hasText(FERRY + " Chidi was here. And still is.");
        eventually(article, RAIN, FERRY + " Chidi was here. And still is.", HURT);
    }

    @Test
    void the_same_sentence_changed_by_two_shows_three_versions_and_nothing_is_lost() {
        var article = drafted(RAIN, FERRY, HURT);
        var hers = writes(wanda, article);
        var his = writes(chidi, article);
        chidi.context().setOffline(true);
        rewrites(his, 2, "Two people were hurt.");
        typesAfter(his, 0, " It was cold.");
        assertThat(his.page().locator(".status")).hasText("Offline: kept on this device");
        rewrites(hers, 2, "One dog was hurt.");
        eventually(article, RAIN, FERRY, "One dog was hurt.");
        chidi.context().setOffline(false);

        var dialog = his.page().getByRole(AriaRole.DIALOG);
        assertThat(dialog.locator(".version").nth(0)).containsText(HURT);
        assertThat(dialog.locator(".version").nth(1)).containsText("Two people were");
        assertThat(dialog.locator(".version").nth(2)).containsText("One dog");
        assertThat(chidi.barriers()).isEmpty();
        chidi.looksAt("editor-three-versions");
        var field = dialog.getByLabel("What it shall say");
        assertThat(field).isFocused();
        assertThat(field).hasValue("Two people were hurt.");
        his.page().keyboard().press("Escape");
        assertThat(his.locator("p").nth(2)).hasText("Two people were hurt.");
        his.page().getByRole(AriaRole.BUTTON, named("Choose")).click();
        field.fill("One dog and two people were hurt.");
        his.page().getByRole(AriaRole.BUTTON, named("Save what it shall say")).click();

        eventually(article, RAIN + " It was cold.", FERRY, "One dog and two people were hurt.");
        assertThat(hers.locator("p").nth(2)).hasText("One dog and two people were hurt.");
        assertThat(his.page().locator(".status")).hasText("Saved");
    }

    /**
     * Blocks that change, come, go and move in any way, and words of one's own that are written in anywhere meanwhile: what comes in is there
     * exactly, and each of these words once, or else Stet is asked. It tells what went wrong, or how often it came in by itself.
     */
    private static final String WHATEVER_OTHERS_DO = """
            async () => {
              const { docOf, blockOf, same } = await import("stet/schema");
              const { brought } = await import("stet/difference");
              const { EditorState } = await import("prosemirror-state");
              const { Mapping } = await import("prosemirror-transform");
              let seed = 7;
              const any = n => (seed = seed * 16807 % 2147483647) % n;
              const words = () => Array.from({ length: 1 + any(8) }, () => ["rain", "fell", "on", "Tolvik", "all", "night,", "5", "boats"][any(8)]).join(" ");
              const text = () => {
                const said = words();
                const start = any(said.length);
                return any(2) ? { words: said } : { words: said, marks: [{ style: any(2) ? "BOLD" : "ITALIC", start, end: start + 1 + any(said.length - start) }] };
              };
              const block = (id, kind = ["paragraph", "paragraph", "crosshead", "quotation", "list", "figure"][any(6)]) => ({
                kind, id,
                ...(kind === "list" ? { ...(any(2) ? { numbered: false } : any(2) ? { numbered: true } : { numbered: true, start: 2 + any(9) }), items: Array.from({ length: 1 + any(3) }, text) }
                  : kind === "figure" ? { picture: { altText: words(), label: "", caption: text() } }
                  : kind === "quotation" ? { text: text(), speaker: words() } : { text: text() }),
              });
              let times = 0;
              for (let round = 0; round < 600; round++) {
                const was = Array.from({ length: 1 + any(6) }, (_, i) => block(`b${i}`));
                let now = was.filter(() => any(6)).map(each => (any(3) ? each : any(2) ? block(each.id, each.kind) : block(each.id)));
                for (let come = any(3); come > 0; come--) {
                  now.splice(any(now.length + 1), 0, block(`n${come}`));
                }
                if (now.length && any(2)) {
                  now.splice(any(now.length), 0, now.splice(any(now.length), 1)[0]);
                }
                if (!now.length) {
                  continue;
                }
                const sent = EditorState.create({ doc: docOf({ blocks: was }) });
                const typed = new Mapping();
                let state = sent;
                const mine = Array.from({ length: any(4) }, (_, i) => `Mine${i}`);
                for (const word of mine) {
                  const places = [];
                  state.doc.descendants((node, at) => node.isText && places.push(...Array.from(node.text, (_, i) => i)
                    .filter(i => [...node.text.matchAll(/ Mine\\d /g)].every(({ index }) => i <= index || index + 7 <= i)).map(i => at + i)));
                  const tr = state.tr.insertText(` ${word} `, places[any(places.length)]);
                  typed.appendMapping(tr.mapping);
                  state = state.apply(tr);
                }
                const tr = brought(state, { doc: sent.doc, typed }, was, now, new Set());
                if (tr === null) {
                  if (!mine.length) {
                    return JSON.stringify({ round, was, now, refused: true });
                  }
                  continue;
                }
                times++;
                tr.doc.check();
                const all = tr.doc.textBetween(0, tr.doc.content.size, "|");
                const without = EditorState.create({ doc: tr.doc });
                const taken = mine.reduce((state, word) => {
                  let found = null;
                  state.doc.descendants((node, at) => { if (node.isText && node.text.includes(` ${word} `)) found = at + node.text.indexOf(` ${word} `); });
                  return found === null ? state : state.apply(state.tr.delete(found, found + word.length + 2));
                }, without);
                const came = taken.doc.children.map(blockOf);
                const right = came.length === now.length && now.every((each, i) => same(came[i], each));
                if (!right || mine.some(word => all.split(` ${word} `).length !== 2)) {
                  return JSON.stringify({ round, was, now, came, all, mine });
                }
              }
              return times;
            }
            """;

    @Test
    void whatever_others_do_comes_in_exactly_and_leaves_ones_own_words() {
        writes(wanda, drafted(RAIN));
        assertThat(wanda.page().evaluate(WHATEVER_OTHERS_DO))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isGreaterThan(200);
    }

    // ---- Alone with a bad network, or a tab that has been open for too long

    @Test
    void what_is_typed_without_a_network_survives_a_reload_and_a_crash_and_is_saved_when_it_can_be() {
        var article = drafted(RAIN, FERRY);
        var context = chidi.context();
        context.route("**/api/articles/*/content", route -> route.abort());
        var page = context.newPage();
        var his = writes(page, article);
        typesAfter(his, 0, " Offline I write.");
        assertThat(page.locator(".status")).hasText("Stet cannot be reached: kept on this device");
        page.reload();
        assertThat(body(page).locator("p").nth(0)).hasText(RAIN + " Offline I write.");
        people.wanda().saves(article, 1, changed(article, 1, "The ferry left.")).with(200);
        page.close();

        context.unroute("**/api/articles/*/content");
        var later = writes(chidi, article);
        assertThat(later.locator("p").nth(0)).hasText(RAIN + " Offline I write.");
        eventually(article, RAIN + " Offline I write.", "The ferry left.");
        assertThat(later.locator("p").nth(1)).hasText("The ferry left.");
    }

    @Test
    void a_tab_whose_session_has_ended_says_so_and_saves_once_the_password_was_given_in_the_page() {
        var article = drafted(RAIN);
        try (var paul = desktop("paul", true)) {
            var his = writes(paul, article);
            paul.context().clearCookies();
            typesAfter(his, 0, " I was away.");
            assertThat(his.page().locator(".status"))
                    .containsText("You are not signed in any more. Your words are kept");
            his.page().getByRole(AriaRole.BUTTON, named("Sign in")).click();
            var dialog = his.page().getByRole(AriaRole.DIALOG);
            assertThat(dialog.getByLabel("Name")).hasValue("paul");
            assertThat(dialog.getByLabel("Password")).isFocused();
            assertThat(paul.barriers()).isEmpty();
            his.page().keyboard().type(RunningStet.PASSWORD);
            his.page().keyboard().press("Enter");
            eventually(article, RAIN + " I was away.");
            assertThat(his.page().locator(".status")).hasText("Saved");
        }
    }

    @Test
    void a_tab_whose_article_was_spiked_says_so_and_keeps_the_words() {
        var article = drafted(RAIN);
        var his = writes(chidi, article);
        chidi.context().setOffline(true);
        typesAfter(his, 0, " One more thing.");
        assertThat(his.page().locator(".status")).containsText("kept on this device");
        people.wanda()
                .asks(article, "spike-article", Map.of("reason", "It did not rain"))
                .with(200);
        chidi.context().setOffline(false);
        assertThat(his.page().locator(".status")).containsText("kept on this device");
        assertThat(his.page().locator(".status")).hasClass("status needs");
        his.page().reload();
        his.page().getByText("There are words of yours on this device").click();
        assertThat(his.page().getByLabel("Words that were never saved"))
                .hasValue("Rain over Tolvik\n\n" + RAIN + " One more thing.");
    }

    // ---- Blocks

    @Test
    void blocks_keep_their_ids_when_they_are_split_joined_and_moved_and_no_id_comes_twice() {
        var article = drafted(RAIN, FERRY, HURT);
        var hers = writes(wanda, article);
        var keys = hers.page().keyboard();
        cursorAt(hers, 0, "It rained".length());
        keys.press("Enter");
        eventually(article, "It rained", "all night in Tolvik.", FERRY, HURT);
        var made = ids(article).get(1);
        assertThat(ids(article)).containsExactly("b1", made, "b2", "b3");
        keys.press("Alt+ArrowDown");
        keys.press("Alt+ArrowDown");
        eventually(article, "It rained", FERRY, HURT, "all night in Tolvik.");
        assertThat(ids(article)).containsExactly("b1", "b2", "b3", made);
        keys.press("Alt+ArrowUp");
        keys.press("Alt+ArrowUp");
        keys.press("Home", AS_FINGERS_DO);
        keys.press("Backspace");
        keys.type(" ");
        eventually(article, RAIN, FERRY, HURT);
        assertThat(ids(article)).containsExactly("b1", "b2", "b3");

        // Undone again, the second half is a new block: the ledger has seen the end of the old one.
        for (var i = 0; i < 5 && hers.locator("p").count() == 3; i++) {
            keys.press("Control+z");
        }
        await().untilAsserted(() -> assertThat(ids(article)).hasSize(4).doesNotContain(made));
        assertThat(hers.page().locator(".status")).hasText("Saved");

        cursorAt(hers, 0, 0);
        keys.press("Enter");
        keys.press("ArrowUp", AS_FINGERS_DO);
        keys.type("Before");
        await().untilAsserted(() -> assertThat(ids(article)).hasSize(5));
        assertThat(ids(article).get(1)).isEqualTo("b1");
    }

    @Test
    void a_paragraph_becomes_a_quotation_a_list_and_a_crosshead_by_keys() {
        var article = drafted("We will stay.", "boats", "Later");
        var hers = writes(wanda, article);
        var keys = hers.page().keyboard();
        cursorAt(hers, 0, 0);
        keys.press("Control+Alt+2");
        keys.press("Enter");
        keys.type("Ann  Lund ");
        cursorAt(hers, "p:has-text(\"boats\")", 5);
        keys.press("Control+Alt+3");
        keys.press("Enter");
        keys.type("planes");
        cursorAt(hers, "p:has-text(\"Later\")", 0);
        keys.press("Control+Alt+1");
        keys.press("Shift+End", AS_FINGERS_DO);
        keys.press("Control+i");
        keys.press("Control+Shift+L");
        hers.page().getByLabel("Leads to").fill("javascript:alert(1)");
        keys.press("Enter");
        assertThat(hers.page().locator(".link-form")).containsText("A link leads to an http, https or mailto address.");
        hers.page().getByLabel("Leads to").fill("example.org/later");
        keys.press("Enter");
        details(hers.page());
        hers.page().getByLabel("Byline").fill("Wanda  Winter");
        hers.page().getByLabel("Subjects").fill("weather, sea ,");

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            var content = content(article);
            assertThat(content.path("byline").asString()).isEqualTo("Wanda Winter");
            assertThat(content.path("subjects").toString()).isEqualTo("[\"weather\",\"sea\"]");
            assertThat(content.path("blocks").toString())
                    .isEqualTo(
                            "[{\"kind\":\"quotation\",\"id\":\"b1\",\"text\":{\"words\":\"We will stay.\",\"marks\":[]},\"speaker\":\"Ann Lund\"},"
                                    + "{\"kind\":\"list\",\"id\":\"b2\",\"numbered\":false,\"items\":[{\"words\":\"boats\",\"marks\":[]},{\"words\":\"planes\",\"marks\":[]}]},"
                                    + "{\"kind\":\"crosshead\",\"id\":\"b3\",\"text\":{\"words\":\"Later\",\"marks\":["
                                    + "{\"style\":\"ITALIC\",\"start\":0,\"end\":5},"
                                    + "{\"style\":\"LINK\",\"start\":0,\"end\":5,\"href\":\"https://example.org/later\"}]}}]");
        });
        assertThat(wanda.barriers()).isEmpty();
        wanda.looksAt("editor");
    }

    // ---- Claims

    @Test
    void claims_are_underlined_follow_what_is_typed_and_words_can_be_chosen_for_new_ones() {
        var article = drafted(RAIN, FERRY);
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        people.chidi()
                .asks(
                        article,
                        "raise-claim",
                        Map.of(
                                "claimId",
                                "c1",
                                "kind",
                                "DATE",
                                "anchor",
                                Map.of("place", "block/b2", "start", 27, "words", "3 March")))
                .with(200);
        var his = writes(chidi, article);
        var claim = his.locator("mark.claim.unchecked.of-date");
        assertThat(claim).hasText("3 March");
        assertThat(claim).hasAttribute("data-claims", "c1");
        cursorAt(his, 1, 0);
        his.page().keyboard().type("Yes: ");
        assertThat(claim).hasText("3 March");
        eventually(article, RAIN, "Yes: " + FERRY);
        assertThat(claim).hasText("3 March");

        his.page()
                .evaluate(
                        "document.addEventListener('stet:mark', event => { window.clicked = event.detail.claims[0]; })");
        claim.click();
        assertThat(his.page().evaluate("window.clicked")).isEqualTo("c1");
        var chosen = his.page()
                .evaluate("async () => { const { goTo, selectionAnchor } = await import('stet/editor');"
                        + " return goTo('block/b1', 3, 'rained all ') && selectionAnchor(); }");
        assertThat(chosen).isEqualTo(Map.of("place", "block/b1", "start", 3, "words", "rained all"));
    }

    // ---- Pastes

    @Test
    void what_is_pasted_from_word_comes_in_clean() {
        var article = drafted(RAIN);
        var hers = writes(wanda, article);
        cursorAt(hers, 0, RAIN.length());
        hers.page().keyboard().press("Enter");
        pastes(hers, """
                <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal { color: red }</style>
                <!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
                <body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
                <h2 style='mso-outline-level:2'><span style='font-family:"Arial",sans-serif'>What&nbsp;it costs<o:p></o:p></span></h2>
                <p class=MsoNormal style='margin-bottom:0cm'><b><span style='color:red'>Nine</span></b> crowns
                and <i>a half</i>.<o:p>&nbsp;</o:p></p>
                <p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
                style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>first</p>
                <p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>second</p>
                <!--EndFragment--></body></html>
                """);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(kinds(article))
                        .containsExactly(
                                "paragraph " + RAIN,
                                "crosshead What\u00A0it costs",
                                "paragraph **Nine** crowns and *a half*.",
                                "list first|second"));
    }

    @Test
    void what_is_pasted_from_google_docs_comes_in_clean() {
        var article = drafted(RAIN);
        var hers = writes(wanda, article);
        cursorAt(hers, 0, RAIN.length());
        hers.page().keyboard().press("Enter");
        pastes(hers, """
                <meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-7"><p dir="ltr" style="line-height:1.38">
                <span style="font-weight:400;font-style:normal">Plain, </span><span style="font-weight:700">bold</span><span
                style="font-style:italic"> and slanted</span><a href="https://example.org/x"><span>, linked</span></a></p><br>
                <ol start="3"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>one</span></p></li>
                <li dir="ltr"><p dir="ltr"><span>two</span></p></li></ol></b><blockquote>We know.<footer>— Ann</footer></blockquote>
                """);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(kinds(article))
                        .containsExactly(
                                "paragraph " + RAIN,
                                "paragraph Plain, **bold*** and slanted*[, linked](https://example.org/x)",
                                "numbered from 3 one|two",
                                "quotation We know.|Ann"));
    }

    @Test
    void a_list_begins_with_the_number_that_is_typed_and_goes_on_after_a_paragraph_between_its_items() {
        var article = drafted(RAIN);
        var hers = writes(wanda, article);
        cursorAt(hers, 0, RAIN.length());
        var keys = hers.page().keyboard();
        keys.press("Enter");
        for (var typed : List.of("12. twelve", "thirteen", "")) {
            keys.type(typed);
            keys.press("Enter");
        }
        keys.type("14) more");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(kinds(article))
                        .containsExactly(
                                "paragraph " + RAIN, "numbered from 12 twelve|thirteen", "numbered from 14 more"));
        cursorAt(hers, "ol li >> nth=0", "twelve".length());
        keys.press("Enter");
        keys.press("Enter");
        keys.type("between");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(kinds(article))
                        .containsExactly(
                                "paragraph " + RAIN,
                                "numbered from 12 twelve",
                                "paragraph between",
                                "numbered from 13 thirteen",
                                "numbered from 14 more"));
        assertThat(body(hers.page()).locator("ol[start='13']").count()).isEqualTo(1);
        hers.page().reload();
        body(hers.page()).locator("ol[start='13'] li:text-is('thirteen')").waitFor();
    }

    @Test
    void a_hostile_paste_is_harmless_and_ten_megabytes_are_refused_with_a_sentence() {
        var article = drafted(RAIN);
        var hers = writes(wanda, article);
        var asked = new ArrayList<String>();
        hers.page().onRequest(request -> asked.add(request.url()));
        cursorAt(hers, 0, RAIN.length());
        hers.page().keyboard().press("Enter");
        pastes(hers, """
                <script>window.pwned = 1</script><img src="https://tracker.example/x.gif" onerror="window.pwned = 2">
                <p onclick="window.pwned = 3">pay\u202Eevil\u202C \u200Bthe\u2066 bill\u00AD<a href="javascript:alert(1)">here</a>
                <a href="data:text/html,x">there</a><iframe src="https://evil.example"></iframe>
                <svg onload="window.pwned = 4"><text>hidden</text></svg><span style="display:none">secret</span><!-- a comment --></p>
                <form action="https://evil.example"><input value="x"><textarea>typed</textarea></form><style>p { color: red }</style>
                """);
        eventually(article, RAIN, "payevil the billhere there");
        assertThat(hers.page().evaluate("window.pwned")).isNull();
        assertThat(asked).noneMatch(url -> url.contains("example"));
        assertThat(content(article)
                        .path("blocks")
                        .path(1)
                        .path("text")
                        .path("marks")
                        .isEmpty())
                .isTrue();

        hers.page()
                .evaluate(
                        "element => window.paste(element, '<p>' + 'word '.repeat(2_100_000) + '</p>')",
                        hers.elementHandle());
        assertThat(hers.page().locator("#said")).hasText("That is more than any article has; nothing was pasted.");
        assertThat(hers.locator("p")).hasCount(2);
    }

    // ---- Without scripts

    @Test
    void without_scripts_words_are_edited_in_a_form_and_a_conflict_shows_three_versions() {
        var article = drafted("It **rained** all night.", FERRY, HURT);
        try (var paul = desktop("paul", false)) {
            var page = paul.at("/newsroom/articles/" + article);
            page.getByRole(AriaRole.LINK, named("Edit the words")).click();
            assertThat(words(page, 0)).hasValue("It \\*\\*rained\\*\\* all night.");
            page.getByLabel("Headline").fill("Rain and wind over Tolvik");
            words(page, 0).fill("It **rained** all night, [they say](https://example.org).");
            page.getByRole(AriaRole.BUTTON, named("Add a paragraph after block 3"))
                    .click();
            words(page, 3).fill("More   follows.");
            page.getByRole(AriaRole.BUTTON, named("Move block 4 up")).click();
            page.getByRole(AriaRole.BUTTON, named("Save")).click();
            page.waitForURL("**/articles/" + article);
            assertThat(kinds(article))
                    .containsExactly(
                            "paragraph It **rained** all night, [they say](https://example.org).",
                            "paragraph " + FERRY,
                            "paragraph More follows.",
                            "paragraph " + HURT);

            page.navigate("/newsroom/articles/" + article + "/edit");
            people.wanda()
                    .saves(article, 2, changed(article, 1, "The ferry left at noon."))
                    .with(200);
            people.wanda()
                    .saves(article, 3, changed(article, 3, "A dog was hurt."))
                    .with(200);
            words(page, 3).fill("Two were hurt.");
            page.getByRole(AriaRole.BUTTON, named("Save")).click();
            assertThat(page.locator(".version").nth(0)).containsText(HURT);
            assertThat(page.locator(".version").nth(1)).containsText("Two were hurt.");
            assertThat(page.locator(".version").nth(2)).containsText("A dog was hurt.");
            assertThat(words(page, 1)).hasValue("The ferry left at noon.");
            assertThat(words(page, 3)).hasValue("Two were hurt.");
            words(page, 3).fill("Two and a dog were hurt.");
            page.getByRole(AriaRole.BUTTON, named("Save")).click();
            page.waitForURL("**/articles/" + article);
            assertThat(words(article)).contains("The ferry left at noon.", "Two and a dog were hurt.");
        }
    }

    @Test
    void the_form_without_scripts_and_the_editor_on_a_telephone_can_be_used_by_everybody() {
        var article = drafted(RAIN, FERRY);
        chidi.page().setViewportSize(390, 800);
        writes(chidi, article);
        assertThat(chidi.barriers()).isEmpty();
        chidi.looksAt("editor-phone");
        chidi.at("/newsroom/articles/" + article + "/edit");
        assertThat(chidi.barriers()).isEmpty();
        chidi.looksAt("editor-plain-phone");
        chidi.page().setViewportSize(1280, 720);
    }

    // ---- The parts

    private static Desktop desktop(String name, boolean scripts) {
        var options =
                new Browser.NewContextOptions().setJavaScriptEnabled(scripts).setReducedMotion(ReducedMotion.REDUCE);
        return Desktop.of(stet.port(), options).signsIn(name, RunningStet.PASSWORD);
    }

    private static String drafted(String... paragraphs) {
        var blocks = new ArrayList<Map<String, String>>();
        for (var paragraph : paragraphs) {
            blocks.add(Map.of("kind", "paragraph", "id", "b" + (blocks.size() + 1), "text", paragraph));
        }
        return people.wanda()
                .posts(
                        "/api/articles",
                        Map.of("desk", "city", "content", Map.of("headline", "Rain over Tolvik", "blocks", blocks)))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
    }

    /** What is said of the article is in a panel of its own. */
    private static void details(Page page) {
        page.locator("#panel nav").getByText("Details").click();
        assertThat(page.getByLabel("Byline")).isVisible();
    }

    private static Locator writes(Desktop desktop, String article) {
        return writes(desktop.page(), article);
    }

    private static Locator writes(Page page, String article) {
        page.navigate("/newsroom/articles/" + article);
        assertThat(page.locator("#copy[data-ready]")).isVisible();
        return body(page);
    }

    private static Locator body(Page page) {
        return page.getByRole(AriaRole.TEXTBOX, named("Body"));
    }

    private static void typesAfter(Locator body, int paragraph, String words) {
        cursorAt(body, paragraph, body.locator("p").nth(paragraph).innerText().length());
        body.page().keyboard().type(words);
    }

    private static void rewrites(Locator body, int paragraph, String words) {
        body.locator("p").nth(paragraph).click(new Locator.ClickOptions().setClickCount(3));
        body.page().keyboard().type(words);
    }

    private static void cursorAt(Locator body, int paragraph, int offset) {
        cursorAt(body, "p >> nth=" + paragraph, offset);
    }

    /**
     * As a click would, but at exactly this place. A moment after it was given the focus, the editor puts the cursor where it had it
     * last; on a busy machine that is after we have put it here, so the cursor is put until it stays.
     */
    private static void cursorAt(Locator body, String selector, int offset) {
        body.focus();
        var element = body.locator(selector);
        Object stands = -1;
        for (var tries = 0; tries < 20 && !stands.equals(offset); tries++) {
            element.evaluate(
                    "(element, offset) => { const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);"
                            + " let left = offset; let node = text.nextNode();"
                            + " while (left > node.length) { left -= node.length; node = text.nextNode(); }"
                            + " getSelection().collapse(node, left); }",
                    offset);
            body.page().waitForTimeout(50);
            stands = element.evaluate("element => { const { anchorNode, anchorOffset } = getSelection();"
                    + " if (!element.contains(anchorNode)) return -1;"
                    + " const before = document.createRange(); before.setStart(element, 0);"
                    + " before.setEnd(anchorNode, anchorOffset); return before.toString().length; }");
        }
        assertThat(stands).isEqualTo(offset);
    }

    private static void pastes(Locator body, String html) {
        body.page()
                .evaluate(
                        "() => { window.paste = (element, html) => { const data = new DataTransfer();"
                                + " data.setData('text/html', html); data.setData('text/plain', 'plain');"
                                + " element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }; }");
        body.evaluate("(element, html) => window.paste(element, html)", html);
    }

    private static Locator words(Page page, int block) {
        return page.locator("[name='block." + block + ".text']");
    }

    private static JsonNode content(String article) {
        return people.wanda().sees("/api/articles/" + article + "/content");
    }

    private static JsonNode changed(String article, int block, String words) {
        var content = content(article);
        ((ObjectNode) content.path("blocks").path(block)).put("text", words);
        return content;
    }

    private static List<String> words(String article) {
        return content(article).path("blocks").values().stream()
                .map(block -> block.path("text").path("words").asString())
                .toList();
    }

    private static List<String> ids(String article) {
        return content(article).path("blocks").values().stream()
                .map(block -> block.path("id").asString())
                .toList();
    }

    private static void eventually(String article, String... words) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(words(article)).containsExactly(words));
    }

    /** Each block's kind and its words, with their formatting as it is typed in the form without scripts. */
    private static List<String> kinds(String article) {
        return content(article).path("blocks").values().stream()
                .map(block -> {
                    var kind = block.path("kind").asString();
                    var lines = Stream.concat(
                                    Stream.concat(
                                            block.has("text") ? Stream.of(typed(block.path("text"))) : Stream.empty(),
                                            block.path("items").values().stream()
                                                    .map(EditorTest::typed)),
                                    block.has("speaker")
                                            ? Stream.of(block.path("speaker").asString())
                                            : Stream.empty())
                            .toList();
                    return (block.path("numbered").asBoolean(false) ? "numbered" : kind) + " "
                            + (block.has("start")
                                    ? "from " + block.path("start").asInt() + " "
                                    : "")
                            + String.join("|", lines);
                })
                .toList();
    }

    private static String typed(JsonNode text) {
        var words = new StringBuilder(text.path("words").asString());
        for (var mark : text.path("marks").values().stream().toList().reversed()) {
            var sign =
                    switch (mark.path("style").asString()) {
                        case "BOLD" -> List.of("**", "**");
                        case "ITALIC" -> List.of("*", "*");
                        default -> List.of("[", "](" + mark.path("href").asString() + ")");
                    };
            words.insert(mark.path("end").asInt(), sign.getLast())
                    .insert(mark.path("start").asInt(), sign.getFirst());
        }
        return words.toString();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
