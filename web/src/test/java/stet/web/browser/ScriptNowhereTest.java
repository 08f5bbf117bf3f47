package stet.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Colleague;
import stet.web.life.Newcomers;
import stet.web.life.Photograph;
import stet.web.life.RunningStet;

/**
 * Script in every field, looked for on every page that shows it: it stands there as text, is no part of the page, and never runs. (Wagtail's
 * CVE-2020-11001 in what was compared, CVE-2026-28222 in attributes, CVE-2026-28223 in what was said when something was done.)
 */
@Tag("browser")
class ScriptNowhereTest {
    /** What is in a page that came out of a field: Stet's own have no such attribute, and no script that says this. */
    private static final String INJECTED = """
            () => [...document.querySelectorAll('*')].filter(each =>
                [...each.attributes].some(its => /^on/i.test(its.name)
                    || (/^(href|src|action|formaction|srcdoc|xlink:href)$/i.test(its.name) && /^[\\s\\u0000-\\u001f]*(javascript|data:text)/i.test(its.value)))
                || (each.localName === 'script' && each.textContent.includes('stetWasHere'))
                || each.matches('img[src=x], base, iframe:not([src^="/"]), object, embed'))
              .map(each => each.outerHTML.slice(0, 300))
              .concat('stetWasHere' in window ? ['it ran'] : [])
            """;

    private static final String SHOWN = """
            () => document.documentElement.outerHTML
                + [...document.querySelectorAll('input, textarea')].map(each => each.value).join(' ')
            """;

    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static Colleague evan;

    /** By which each field is known again where it is shown. */
    private static final List<String> FIELDS = new ArrayList<>();

    @BeforeAll
    static void whoever_can_write_anything_does() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        evan = stet.welcomes("evan", shortly("person"), "WRITER", "ADMINISTRATOR", "STANDARDS");
        stet.administrator()
                .posts("/api/newsroom/open-desk", Map.of("desk", "evil", "name", shortly("desk")))
                .with(200);
        stet.administrator()
                .posts("/api/newsroom/name-newsroom", Map.of("name", shortly("newsroom")))
                .with(200);
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    @Test
    void it_is_text_wherever_it_is_shown_and_runs_nowhere() {
        var article = written();
        var slug = people.slug(article);
        var picture = picture();
        var seen = new StringBuilder();
        try (var desktop = Desktop.of(stet.port()).signsIn("evan", RunningStet.PASSWORD)) {
            for (var path : pages(article, slug)) {
                desktop.at(path);
                assertThat(desktop.page().evaluate(INJECTED)).as(path).isEqualTo(List.of());
                seen.append(desktop.page().evaluate(SHOWN));
            }
            seen.append(says(desktop, article));
            assertThat(desktop.complaints()).isEmpty();
            // What is no page is none to a browser either.
            for (var path : List.of(
                    "/api/published/" + slug,
                    "/api/articles/" + article,
                    "/api/articles/" + article + "/history",
                    "/api/published?text=%3Cscript%3EstetWasHere=1%3C/script%3E",
                    "/api/problems/%3Cscript%3EstetWasHere=1%3C/script%3E",
                    "/news/%3Cscript%3EstetWasHere=1%3C%2Fscript%3E",
                    "/newsroom/pictures/" + picture)) {
                desktop.at(path);
                assertThat(desktop.page().evaluate("'stetWasHere' in window"))
                        .as(path)
                        .isEqualTo(false);
            }
            assertThat(desktop.complaints())
                    .as("besides what a browser shows itself round JSON or a picture, with styles of its own")
                    .allMatch(complaint -> complaint.startsWith("Applying inline style"));
        }
        assertThat(people.pia()
                        .gets("/api/pictures/" + picture + "/original")
                        .with(200)
                        .header("Content-Disposition"))
                .startsWith("attachment");
        assertThat(FIELDS.stream().filter(field -> seen.indexOf(field) < 0))
                .as("fields that were shown nowhere, so that this says nothing of them")
                .isEmpty();
    }

    /** The page says what was done, and shows what was written, without being loaded anew. */
    private static Object says(Desktop desktop, String article) {
        var page = desktop.at("/newsroom/articles/" + article + "/comments");
        page.locator("#comment [name=text]").fill(evil("typed"));
        page.locator("#comment")
                .getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Locator.GetByRoleOptions().setName("Comment"))
                .click();
        page.locator(".one-comment", new Page.LocatorOptions().setHasText("Qtyped"))
                .waitFor();
        assertThat(page.evaluate(INJECTED)).isEqualTo(List.of());
        return page.evaluate(SHOWN);
    }

    private static List<String> pages(String article, String slug) {
        var at = "/newsroom/articles/" + article;
        return List.of(
                "/",
                "/news/" + slug,
                "/news/" + slug + "/editions/1",
                "/search?q=Qheadline",
                "/search?q=%22%3E%3Cimg+src%3Dx+onerror%3DstetWasHere%3D1%3E",
                "/newsroom",
                "/newsroom/mine",
                "/newsroom/notices",
                "/newsroom/search?q=Qheadline",
                "/newsroom/search/history?q=Qheadline",
                "/newsroom/search?q=%22%3E%3Cimg+src%3Dx+onerror%3DstetWasHere%3D1%3E",
                "/newsroom/deeds?by=evan",
                "/newsroom/deeds?what=corrections",
                "/newsroom/deeds?by=evan&since=%22%3E%3Cimg+src%3Dx+onerror%3DstetWasHere%3D1%3E",
                "/newsroom/times",
                "/newsroom/as-of?at=" + Instant.now(),
                "/newsroom/as-of?at=%22%3E%3Cimg+src%3Dx+onerror%3DstetWasHere%3D1%3E",
                "/newsroom/rehearsal?require=sources&sources=9",
                "/newsroom/rehearsal?require=%22%3E%3Cimg+src%3Dx+onerror%3DstetWasHere%3D1%3E",
                "/newsroom/sources?locator=" + URLEncoder.encode(evil("locator"), StandardCharsets.UTF_8),
                "/newsroom/new",
                "/newsroom/account",
                at,
                at + "/checking",
                at + "/pictures",
                at + "/publishing",
                at + "/comments",
                at + "/people",
                at + "/history",
                at + "/details",
                at + "/edit",
                at + "/preview",
                at + "/preview/story",
                at + "/redline?from=r1&to=copy",
                at + "/redline?from=r1&to=copy&place=headline",
                at + "/timeline",
                at + "/as-of?at=2999-01-01T00:00:00Z",
                at + "/as-of?at=%22%3E%3Cimg+src%3Dx+onerror%3DstetWasHere%3D1%3E",
                at + "/corrections",
                at + "/redact-words",
                at + "/restore?revision=1",
                at + "/provenance?part=headline&at=1",
                at + "/replace?find=%3Cimg&with=%22%3E%3Cimg+src%3Dx+onerror%3DstetWasHere%3D1%3E",
                "/newsroom/people",
                "/newsroom/people/evan",
                "/newsroom/desks",
                "/newsroom/settings",
                "/newsroom/seal",
                "/access",
                "/sign-out");
    }

    /** An article in which everything that can be said says this, published, corrected, held and released. */
    private static String written() {
        var article = evan.posts("/api/articles", Map.of("desk", "city", "content", content("")))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        evan.saves(article, 1, tools.jackson.databind.json.JsonMapper.shared().valueToTree(content(" Afterwards.")))
                .with(200);
        asks(people.wanda(), article, "add-comment", Map.of("text", evil("comment") + " @Paul Reyes"));
        asks(evan, article, "submit-for-checking", Map.of("why", evil("why")));
        var anchor = Map.of("place", "block/b1", "start", 0, "words", evil("paragraph"));
        asks(
                people.chidi(),
                article,
                "query-words",
                Map.of("claimId", "c1", "kind", "FACT", "anchor", anchor, "question", evil("question")));
        asks(evan, article, "answer-query", Map.of("claimId", "c1", "answer", evil("answer")));
        var source = Map.of(
                "kind", "named",
                "type", "OWN_CALL",
                "locator", evil("locator"),
                "consulted", "2026-02-11",
                "note", evil("note"));
        asks(people.chidi(), article, "confirm-claim", Map.of("claimId", "c1", "sources", List.of(source)));
        asks(people.pia(), article, "return-caption", Map.of("figure", "b5", "note", evil("returned")));
        asks(people.chidi(), article, "request-changes", Map.of("note", evil("request")));
        asks(evan, article, "submit-for-checking", Map.of());
        for (var check : List.of("FACTS", "CAPTIONS")) {
            asks(people.paul(), article, "waive-check", Map.of("check", check, "reason", evil("waived")));
        }
        asks(people.paul(), article, "publish-article", Map.of("kind", "ORIGINAL"));
        evan.saves(article, 2, tools.jackson.databind.json.JsonMapper.shared().valueToTree(content(" Later.")))
                .with(200);
        for (var check : List.of("FACTS", "CAPTIONS")) {
            asks(people.paul(), article, "waive-check", Map.of("check", check, "reason", "Once more"));
        }
        asks(
                people.paul(),
                article,
                "publish-article",
                Map.of(
                        "kind",
                        "CORRECTION",
                        "note",
                        Map.of("wrong", evil("wrong"), "right", evil("right"), "passages", List.of("block/b1"))));
        asks(people.paul(), article, "attach-editors-note", Map.of("note", evil("editors")));
        asks(people.paul(), article, "hold-article", Map.of("reason", evil("held")));
        asks(people.paul(), article, "release-hold", Map.of());
        evan.posts("/api/me/views", Map.of("name", shortly("view"), "filters", Map.of("desk", "city")))
                .with(201);
        stet.inBrowser("evan", RunningStet.PASSWORD)
                .posts("/api/tokens", Map.of("label", shortly("token")))
                .with(201);
        return article;
    }

    private static void asks(Colleague who, String article, String command, Map<String, ?> fields) {
        who.asks(article, command, fields).with(200);
    }

    private static Map<String, Object> content(String more) {
        var content = new LinkedHashMap<String, Object>();
        for (var field : List.of("headline", "standfirst", "byline", "dateline", "slugline", "section")) {
            content.put(field, evil(field) + more);
        }
        content.put("subjects", List.of(evil("subject")));
        content.put(
                "blocks",
                List.of(
                        Map.of("kind", "paragraph", "id", "b1", "text", evil("paragraph") + more),
                        Map.of("kind", "crosshead", "id", "b2", "text", evil("crosshead")),
                        Map.of(
                                "kind",
                                "quotation",
                                "id",
                                "b3",
                                "text",
                                evil("quotation"),
                                "speaker",
                                evil("speaker") + more),
                        Map.of("kind", "list", "id", "b4", "items", List.of(evil("item"), "Another")),
                        Map.of(
                                "kind",
                                "figure",
                                "id",
                                "b5",
                                "picture",
                                Map.of(
                                        "file", people.keeps(Photograph.jpeg(40, 30)),
                                        "caption", evil("caption") + more,
                                        "altText", evil("alt"),
                                        "label", evil("label"),
                                        "sourceType", "TRAINED_ALGORITHMIC_MEDIA",
                                        "parts", Map.of("WHERE", evil("where"), "CREDIT", evil("credit")),
                                        "reasons", Map.of("WHEN", evil("reason"))))));
        return content;
    }

    /** A picture, and a page in one file. */
    private static String picture() {
        var jpeg = Photograph.jpeg(40, 30);
        var html = "<html><script>stetWasHere=1</script></html>".getBytes(StandardCharsets.US_ASCII);
        var both = Arrays.copyOf(jpeg, jpeg.length + html.length);
        System.arraycopy(html, 0, both, jpeg.length, html.length);
        return people.keeps(both);
    }

    private static String evil(String field) {
        return shortly(field) + "<script>stetWasHere=1</script><svg onload=stetWasHere=1>${7*7}[[${7*7}]]{{7*7}}";
    }

    /** No longer than a name may be. */
    private static String shortly(String field) {
        FIELDS.add("Q" + field);
        return "Q" + field + "\"'><img src=x onerror=\"stetWasHere=1\">";
    }
}
