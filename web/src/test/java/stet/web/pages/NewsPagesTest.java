package stet.web.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static stet.web.pages.Kiosk.NOON;
import static stet.web.pages.Kiosk.SECRET;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.article.ArticleEvent.ArticleHeld;
import stet.domain.article.ArticleEvent.ArticleKilled;
import stet.domain.article.ArticleEvent.EditorsNoteAttached;
import stet.domain.article.ArticleEvent.HoldReleased;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Mark;
import stet.domain.content.Picture;
import stet.domain.content.Text;
import stet.web.operations.ReadersPage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a reader finds. */
@Tag("program")
class NewsPagesTest {
    private static final ArticleId MILL = new ArticleId("mill-closes");

    private final Kiosk kiosk = new Kiosk();

    @AfterEach
    void close() {
        kiosk.close();
    }

    @Test
    void before_the_first_story_the_front_page_says_so() {
        var page = page("/", 200);

        assertThat(text(page, ".empty")).startsWith("Nothing has been published yet.");
        assertThat(page.select(".teaser, .sections, .paging")).isEmpty();
    }

    @Test
    void the_front_page_shows_the_newest_stories_first_and_every_page_of_them_once() {
        for (var story = 1; story <= 45; story++) {
            kiosk.happened(
                    NOON.plusSeconds(story),
                    Copy.first("story-" + story, "News", NOON.plusSeconds(story), Copy.brief("Story " + story, "")));
        }

        var headlines = new ArrayList<String>();
        var address = "/";
        var pages = 0;
        while (!address.isEmpty()) {
            var page = page(address, 200);
            headlines.addAll(page.select(".teaser h2").eachText());
            assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo(address);
            address = page.select("a[rel=next]").attr("href");
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(headlines)
                .hasSize(45)
                .doesNotHaveDuplicates()
                .startsWith("Story 45", "Story 44")
                .endsWith("Story 1");
    }

    @Test
    void a_teaser_has_headline_standfirst_section_and_time_and_says_when_it_was_corrected() {
        millIsOut();
        millIsCorrected();

        var page = page("/", 200);

        assertThat(text(page, ".teaser h2 a[href=/news/mill-closes]")).isEqualTo("Mill closes after 115 years");
        assertThat(text(page, ".teaser .standfirst")).startsWith("A town on the river");
        assertThat(text(page, ".teaser .quiet a[href=/sections/Business]")).isEqualTo("Business");
        assertThat(page.select(".teaser .quiet > time").attr("datetime")).isEqualTo(NOON.toString());
        assertThat(text(page, ".teaser .quiet > time")).isEqualTo("23 November 2026, 13:00 CET");
        assertThat(text(page, ".teaser .changed")).isEqualTo("Corrected 23 November 2026, 14:00 CET");
    }

    @Test
    void every_section_can_be_reached_whatever_its_name() {
        var names = List.of(
                "Business", "Arts & Music", "Science/Tech", "100%", "~Odd; \\ one~", "..", "Ünïcode 東京", "\"><b>");
        for (var i = 0; i < names.size(); i++) {
            kiosk.happened(
                    NOON, Copy.first("story-" + i, names.get(i), NOON, Copy.brief("Story in " + names.get(i), "")));
        }

        var links = page("/", 200).select(".sections a:not([href=/])");

        assertThat(links.eachText()).containsExactlyInAnyOrderElementsOf(names);
        for (var link : links) {
            var page = page(link.attr("href"), 200);
            assertThat(text(page, "h1")).isEqualTo(link.text());
            assertThat(page.select(".teaser h2").eachText()).containsExactly("Story in " + link.text());
            assertThat(text(page, ".sections [aria-current=page]")).isEqualTo(link.text());
            assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo(link.attr("href"));
        }
        assertThat(text(page("/sections/Nowhere", 404), "h1")).isEqualTo("No such section");
    }

    @Test
    void a_bad_cursor_is_answered_with_a_sentence() {
        for (var cursor :
                List.of("x", "", "%00", "MjAyNi0xMS0yM1QxMjowMDowMFo", "KzEwMDAwMDAwMDAtMTItMzFUMjM6NTk6NTlaIGE")) {
            assertThat(text(page("/?after=" + cursor, 400), ".notice p")).contains("unchanged");
        }
    }

    /** Whoever watches from outside holds them against each other, and must not cry wolf. */
    @Test
    void each_page_says_what_programs_are_told() {
        millIsOut();
        millIsCorrected();
        kiosk.happened(NOON.plusSeconds(7_200), new EditorsNoteAttached(MILL, "We looked <again> & found nothing"));

        for (var edition : List.of("mill-closes", "mill-closes/editions/1", "mill-closes/editions/2")) {
            saysWhatProgramsAreTold(edition);
        }
    }

    private void saysWhatProgramsAreTold(String edition) {
        var told = JsonMapper.shared()
                .readTree(kiosk.get("/api/published/" + edition).body());
        var shown = kiosk.get("/news/" + edition).body();
        assertThat(ReadersPage.differences(shown.getBytes(UTF_8), told))
                .as(edition)
                .isEmpty();
        for (var word : List.of("headline", "standfirst", "byline", "dateline", "section")) {
            var other = ((ObjectNode) told.deepCopy()).put(word, "Something else");
            assertThat(ReadersPage.differences(shown.getBytes(UTF_8), other))
                    .as(edition)
                    .containsExactly("the " + word);
        }
        for (var part = 0; part < told.path("body").size(); part++) {
            var other = told.deepCopy();
            changed((ObjectNode) other.path("body").path(part));
            assertThat(ReadersPage.differences(shown.getBytes(UTF_8), other))
                    .as(other.path("body").path(part).toString())
                    .containsExactly("part %d of the body".formatted(part + 1));
        }
    }

    private static void changed(ObjectNode part) {
        switch (part.path("type").asString()) {
            case "list" -> part.put("start", 77);
            case "quotation" -> part.put("speaker", "Nobody");
            case "figure" -> part.put("credit", "Nobody");
            default -> ((ObjectNode) part.path("words")).put("html", "Something else");
        }
    }

    @Test
    void a_story_is_shown_whole() {
        millIsOut();

        var page = page("/news/mill-closes", 200);

        assertThat(page.title()).isEqualTo("Mill closes after 115 years – Stet");
        assertThat(page.select("meta[name=description]").attr("content")).startsWith("A town on the river");
        assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo("/news/mill-closes");
        assertThat(page.select("meta[name=robots]")).isEmpty();
        assertThat(text(page, "h1")).isEqualTo("Mill closes after 115 years");
        assertThat(text(page, ".byline")).isEqualTo("By Tom Reyes");
        assertThat(text(page, ".dateline")).isEqualTo("HARROW BRIDGE, 23 November");
        assertThat(page.select(".times time").eachAttr("datetime")).containsExactly(NOON.toString());
        assertThat(element(page, ".body > p:not(.dateline)").html())
                .isEqualTo(
                        "<strong>The </strong><a href=\"https://mill.example/?a=1&amp;b=2\" rel=\"external noopener\">"
                                + "<strong>mill</strong></a>, which opened in 1911, <em>will close in Ma</em>rch, its owner said.");
        assertThat(text(page, ".body > h2")).isEqualTo("What the owner says");
        assertThat(text(page, ".quotation blockquote")).startsWith("We looked at every way");
        assertThat(text(page, ".quotation cite")).isEqualTo("Ines Holt, managing director");
        assertThat(page.select(".body > ul > li")).hasSize(3);
        assertThat(page.select(".notes, .earlier")).isEmpty();
        assertThat(page.select(".editions li")).hasSize(1);
    }

    @Test
    void a_picture_comes_with_all_that_is_said_of_it_and_without_a_file_only_its_caption_does() {
        millIsOut();

        var figures = page("/news/mill-closes", 200).select("figure.picture");

        assertThat(figures).hasSize(2);
        assertThat(figures.getFirst().select("img")).isEmpty();
        assertThat(text(figures.getFirst(), "figcaption"))
                .isEqualTo(
                        "Workers leave the mill at Harrow Bridge on Friday. 20 November 2026 Ada Marsh Digital photograph");
        var picture = element(figures.getLast(), "img");
        assertThat(picture.attr("src")).isEqualTo("/pictures/" + Copy.A_PICTURE);
        assertThat(picture.attr("alt")).isEqualTo("Houses with gardens along a river");
        assertThat(text(figures.getLast(), ".label")).isEqualTo("This picture was made with generative software.");
        assertThat(text(figures.getLast(), ".made")).isEqualTo("Made by generative software");
    }

    @Test
    void a_correction_says_what_was_wrong_and_what_is_right_on_every_later_edition() {
        millIsOut();
        millIsCorrected();
        kiosk.happened(
                NOON.plusSeconds(7200),
                Copy.later(
                        3,
                        EditionKind.UPDATE,
                        "mill-closes",
                        "Business",
                        Copy.mill(),
                        correction(),
                        Copy.note(3, EditionKind.UPDATE, "", "The council will meet", NOON.plusSeconds(7200))));
        kiosk.happened(NOON.plusSeconds(9000), new EditorsNoteAttached(MILL, "We should have asked twice"));

        for (var address : List.of("/news/mill-closes", "/news/mill-closes/editions/3")) {
            var notes = page(address, 200).select(".notes li");
            assertThat(notes).hasSize(3);
            assertThat(text(notes.get(0), "strong")).isEqualTo("Correction");
            assertThat(notes.get(0).select("time").attr("datetime"))
                    .isEqualTo(NOON.plusSeconds(3600).toString());
            assertThat(notes.get(0).select("dt").eachText()).containsExactly("What was wrong", "What is right");
            assertThat(notes.get(0).select("dd").eachText()).containsExactly("1,200 people", "1,300 people");
            assertThat(notes.get(1).select("dt").eachText()).containsExactly("What is new");
            assertThat(notes.get(2).text()).contains("Editor’s note", "We should have asked twice");
        }
        assertThat(page("/news/mill-closes", 200).select(".times time").eachAttr("datetime"))
                .containsExactly(NOON.toString(), NOON.plusSeconds(7200).toString());
        assertThat(page("/news/mill-closes", 200).select(".editions a").eachAttr("href"))
                .containsExactly("/news/mill-closes/editions/1", "/news/mill-closes/editions/2", "/news/mill-closes");
    }

    @Test
    void an_earlier_edition_says_that_it_is_not_the_latest() {
        millIsOut();
        millIsCorrected();

        var page = page("/news/mill-closes/editions/1", 200);

        assertThat(text(page, ".earlier"))
                .startsWith("This is not the latest edition. You are reading edition 1 of 2")
                .endsWith("Edition 2 is a correction.");
        assertThat(page.select(".earlier a").attr("href")).isEqualTo("/news/mill-closes");
        assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo("/news/mill-closes");
        assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
        assertThat(page("/news/mill-closes/editions/2", 200).select(".earlier, meta[name=robots]"))
                .isEmpty();
        page("/news/mill-closes/editions/3", 404);
        page("/news/mill-closes/editions/0", 404);
        page("/news/mill-closes/editions/x", 404);
        page("/news/mill-closes/editions/99999999999", 404);
    }

    @Test
    void a_story_on_hold_is_not_told_from_one_that_never_was_and_comes_back_whole() {
        millIsOut();
        var before = kiosk.get("/news/mill-closes").body();
        kiosk.happened(NOON, new ArticleHeld(MILL, "A complaint by " + SECRET));

        var held = kiosk.get("/news/mill-closes");

        assertThat(held.statusCode()).isEqualTo(404);
        assertThat(text(Jsoup.parse(held.body()), ".notice p"))
                .isEqualTo("The story you asked for is not available now.");
        assertThat(held.body()).isEqualTo(kiosk.get("/news/never-was").body());
        assertThat(kiosk.get("/news/mill-closes/editions/1").body()).isEqualTo(held.body());
        assertThat(held.headers().firstValue("Cache-Control")).get().asString().contains("no-store");
        kiosk.happened(NOON, new HoldReleased(MILL));
        assertThat(kiosk.get("/news/mill-closes").body()).isEqualTo(before);
    }

    @Test
    void a_killed_story_leaves_its_public_notice() {
        millIsOut();
        kiosk.happened(NOON.plusSeconds(60), new ArticleKilled(MILL, SECRET, "We retract <this> story"));

        var page = page("/news/mill-closes", 410);

        assertThat(text(page, "h1")).isEqualTo("This story has been withdrawn");
        assertThat(text(page, ".notice p")).isEqualTo("We retract <this> story");
        assertThat(page.select("time").attr("datetime"))
                .isEqualTo(NOON.plusSeconds(60).toString());
        assertThat(page.text()).doesNotContain(SECRET, "Mill");
        page("/news/mill-closes/editions/1", 410);
    }

    @Test
    void hostile_words_come_out_as_words() {
        var hostile = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>[[${7*7}]] \u202Edesrever\u2066";
        var href = "https://example.org/?q='onmouseover='alert(1)";
        var text = new Text(Text.of(hostile).words(), List.of(new Mark(Mark.Style.LINK, 0, 5, href)));
        var picture = new Picture(
                Copy.A_PICTURE,
                text,
                Map.of(Picture.Part.WHERE, hostile + "1", Picture.Part.CREDIT, hostile),
                Map.of(),
                hostile,
                null,
                hostile);
        var content = new Content(
                hostile,
                hostile,
                hostile,
                hostile,
                "",
                "",
                List.of(hostile),
                5,
                List.of(
                        new Block.Paragraph(new BlockId("b1"), text),
                        new Block.Crosshead(new BlockId("b2"), text),
                        new Block.Quotation(new BlockId("b3"), text, hostile),
                        new Block.Listing(new BlockId("b4"), true, 7, List.of(text)),
                        new Block.Figure(new BlockId("b5"), picture)));
        kiosk.happened(NOON, Copy.first("hostile", hostile, NOON, content));
        kiosk.happened(
                NOON.plusSeconds(60),
                Copy.later(
                        2,
                        EditionKind.CORRECTION,
                        "hostile",
                        hostile,
                        content,
                        Copy.note(2, EditionKind.CORRECTION, hostile, hostile, NOON)));
        kiosk.happened(NOON, new EditorsNoteAttached(new ArticleId("hostile"), hostile));
        saysWhatProgramsAreTold("hostile");

        for (var address : List.of("/", "/news/hostile", "/news/hostile/editions/1")) {
            var page = page(address, 200);
            assertThat(page.select("script, [onerror], [onmouseover], img[src=x]"))
                    .isEmpty();
            assertThat(text(page, "main")).contains("<script>alert(1)</script>", "[[${7*7}]]");
            assertThat(page.select(".body ol").eachAttr("start"))
                    .hasSize(address.equals("/") ? 0 : 1)
                    .doesNotContain("", "1");
            assertThat(page.title()).doesNotContain("\u202E", "\u2066");
            assertThat(page.select(".body a"))
                    .allSatisfy(link -> assertThat(link.attributes().asList())
                            .extracting("key")
                            .containsExactly("href", "rel"));
            assertThat(page.getElementsContainingOwnText("desrever"))
                    .as("no change of direction leaks into the words around it")
                    .allSatisfy(element -> assertThat(isolated(element))
                            .as(element.outerHtml())
                            .isTrue());
        }
        for (var address : List.of("/news/%3Cscript%3E", "/sections/%3Cscript%3E", "/?after=%3Cscript%3E")) {
            assertThat(kiosk.get(address).body()).doesNotContain("<script");
        }
    }

    @Test
    void a_reader_who_has_the_page_is_not_sent_it_again() {
        millIsOut();
        for (var address : List.of("/", "/sections/Business", "/news/mill-closes", "/news/mill-closes/editions/1")) {
            var first = kiosk.get(address);
            var tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(first.headers().allValues("Cache-Control"))
                    .containsExactly("max-age=60, must-revalidate, public");

            var second = kiosk.get(address, "If-None-Match", tag);

            assertThat(second.statusCode()).as(address).isEqualTo(304);
            assertThat(second.body()).isEmpty();
            assertThat(second.headers().firstValue("ETag")).contains(tag);
            assertThat(second.headers().allValues("Cache-Control"))
                    .containsExactly("max-age=60, must-revalidate, public");
        }
        var tags = List.of(tag("/"), tag("/news/mill-closes"), tag("/news/mill-closes/editions/1"));
        millIsCorrected();
        assertThat(List.of(tag("/"), tag("/news/mill-closes"), tag("/news/mill-closes/editions/1")))
                .doesNotContainAnyElementsOf(tags);
        var corrected = tag("/news/mill-closes");
        kiosk.happened(NOON, new EditorsNoteAttached(MILL, "We should have asked twice"));
        assertThat(tag("/news/mill-closes")).isNotEqualTo(corrected);
    }

    @Test
    void every_page_has_what_readers_with_keyboards_and_screen_readers_need() {
        millIsOut();
        millIsCorrected();
        for (var address : List.of(
                "/",
                "/sections/Business",
                "/news/mill-closes",
                "/news/mill-closes/editions/1",
                "/news/none",
                "/none")) {
            var page = Jsoup.parse(kiosk.get(address, "Accept", "text/html").body());
            assertThat(element(page, "html").attr("lang")).isEqualTo("en");
            assertThat(page.title()).as(address).isNotBlank();
            assertThat(page.select("h1")).as(address).hasSize(1);
            assertThat(page.select("h1 ~ h3, h4, h5, h6")).as(address).isEmpty();
            assertThat(page.select("body > header, body > main, body > footer"))
                    .as(address)
                    .hasSize(3);
            assertThat(element(page, "body > :first-child").attr("href")).isEqualTo("#main");
            assertThat(page.select("main#main")).hasSize(1);
            assertThat(page.select("img:not([alt])")).isEmpty();
            assertThat(page.select("nav:not([aria-label])")).isEmpty();
            assertThat(page.select("script, style, [style]")).as(address).isEmpty();
            var style = page.select("link[rel=stylesheet]").attr("href");
            assertThat(style).as("asked for by its version").matches("/assets/stet\\.css\\?v=[0-9a-f]{12}");
            assertThat(kiosk.get(style).statusCode()).isEqualTo(200);
            var ids = page.select("[id]").eachAttr("id");
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(ids).containsAll(page.select("[aria-labelledby]").eachAttr("aria-labelledby"));
        }
    }

    @Test
    void anything_else_is_answered_in_a_sentence_and_without_a_trace_of_the_machine() {
        var page = page("/nowhere", 404);

        assertThat(text(page, "h1")).isEqualTo("Not found");
        assertThat(text(page, ".notice p")).isEqualTo("There is nothing at this address.");
        assertThat(page.text()).doesNotContain("Exception", "stet.web", "Whitelabel");
        assertThat(text(page("/error", 500), "h1")).isEqualTo("Something went wrong");
    }

    @Test
    void nothing_of_the_newsrooms_own_is_on_any_page() {
        millIsOut();
        for (var address : List.of("/", "/news/mill-closes", "/news/mill-closes/editions/1")) {
            assertThat(kiosk.get(address).body()).doesNotContain(SECRET, "INTERNAL-SLUGLINE", "8472");
        }
    }

    private void millIsOut() {
        kiosk.happened(NOON, Copy.first("mill-closes", "Business", NOON, Copy.mill()));
    }

    private void millIsCorrected() {
        kiosk.happened(
                NOON.plusSeconds(3600),
                Copy.later(2, EditionKind.CORRECTION, "mill-closes", "Business", Copy.mill(), correction()));
    }

    private static Edition.EditionNote correction() {
        return Copy.note(2, EditionKind.CORRECTION, "1,200 people", "1,300 people", NOON.plusSeconds(3600));
    }

    private static boolean isolated(Element element) {
        return element.tagName().equals("title") || element.closest("[dir=auto], bdi") != null;
    }

    private String tag(String address) {
        return kiosk.get(address).headers().firstValue("ETag").orElseThrow();
    }

    private Document page(String address, int status) {
        var response = kiosk.get(address, "Accept", "text/html");
        assertThat(response.statusCode()).as(address).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .startsWith("text/html");
        return Jsoup.parse(response.body());
    }

    private static Element element(Element in, String query) {
        var found = in.selectFirst(query);
        if (found == null) {
            throw new AssertionError("There is no " + query + " in " + in.outerHtml());
        }
        return found;
    }

    private static String text(Element in, String query) {
        return element(in, query).text();
    }
}
