package stet.web.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.web.pages.Kiosk.NOON;
import static stet.web.pages.Kiosk.SECRET;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stet.domain.ArticleId;
import stet.domain.article.ArticleEvent.ArticleHeld;
import stet.domain.article.ArticleEvent.ArticleKilled;
import stet.domain.article.ArticleEvent.EditorsNoteAttached;
import stet.domain.article.EditionKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a program is told. */
@Tag("program")
class PublishedApiTest {
    private static final ArticleId MILL = new ArticleId("mill-closes");

    private final Kiosk kiosk = new Kiosk();

    @BeforeEach
    void the_mill_story_is_out_and_corrected() {
        kiosk.happened(NOON, Copy.first("mill-closes", "Business", NOON, Copy.mill()));
        kiosk.happened(
                NOON.plusSeconds(3600),
                Copy.later(
                        2,
                        EditionKind.CORRECTION,
                        "mill-closes",
                        "Business",
                        Copy.mill(),
                        Copy.note(2, EditionKind.CORRECTION, "1,200 people", "1,300 people", NOON.plusSeconds(3600))));
        kiosk.happened(NOON.plusSeconds(9000), new EditorsNoteAttached(MILL, "We should have asked twice"));
    }

    @AfterEach
    void close() {
        kiosk.close();
    }

    @Test
    void the_latest_edition_is_told_whole() {
        var edition = json("/api/published/mill-closes", 200, "application/json");

        assertThat(edition.propertyNames())
                .containsExactlyInAnyOrder(
                        "slug",
                        "page",
                        "edition",
                        "latestEdition",
                        "kind",
                        "firstPublished",
                        "published",
                        "lastPublished",
                        "headline",
                        "standfirst",
                        "byline",
                        "dateline",
                        "section",
                        "language",
                        "subjects",
                        "body",
                        "notes",
                        "editorsNotes");
        assertThat(edition.at("/page").asString()).isEqualTo("/news/mill-closes");
        assertThat(edition.at("/edition").asInt()).isEqualTo(2);
        assertThat(edition.at("/kind").asString()).isEqualTo("correction");
        assertThat(edition.at("/firstPublished").asString()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(edition.at("/lastPublished").asString()).isEqualTo("2026-11-23T13:00:00Z");
        assertThat(edition.at("/body")
                        .valueStream()
                        .map(block -> block.at("/type").asString()))
                .containsExactly(
                        "paragraph", "figure", "paragraph", "crosshead", "quotation", "paragraph", "list", "figure");
        assertThat(edition.at("/body/0/words/text").asString()).startsWith("The mill, which");
        assertThat(edition.at("/body/0/words/html").asString()).startsWith("<strong>The </strong><a href=");
        assertThat(edition.at("/body/1")).isEqualTo(JsonMapper.shared().readTree("""
                        {"type":"figure","picture":null,
                        "caption":{"text":"Workers leave the mill at Harrow Bridge on Friday.",
                        "html":"Workers leave the mill at Harrow Bridge on Friday."},
                        "shows":"Workers","where":"Harrow Bridge","when":"20 November 2026","credit":"Ada Marsh",
                        "altText":"People in coats walk out of an iron gate",
                        "digitalSourceType":"http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
                        "synthetic":false,"label":""}"""));
        assertThat(edition.at("/notes/0/wrong").asString()).isEqualTo("1,200 people");
        assertThat(edition.at("/notes/0/right").asString()).isEqualTo("1,300 people");
        assertThat(edition.at("/editorsNotes/0/note").asString()).isEqualTo("We should have asked twice");
    }

    @Test
    void every_edition_is_told_by_its_number() {
        var editions = json("/api/published/mill-closes/editions", 200, "application/json");

        assertThat(editions.at("/editions")
                        .valueStream()
                        .map(edition -> edition.at("/page").asString()))
                .containsExactly("/news/mill-closes/editions/1", "/news/mill-closes/editions/2");
        assertThat(editions.at("/editions/0/note").isNull()).isTrue();
        assertThat(editions.at("/editions/1/note/right").asString()).isEqualTo("1,300 people");
        var first = json("/api/published/mill-closes/editions/1", 200, "application/json");
        assertThat(first.at("/edition").asInt()).isEqualTo(1);
        assertThat(first.at("/latestEdition").asInt()).isEqualTo(2);
        assertThat(first.at("/notes")).isEmpty();
    }

    @Test
    void the_list_is_read_page_by_page_and_by_section() {
        for (var story = 1; story <= 6; story++) {
            kiosk.happened(
                    NOON,
                    Copy.first("s-" + story, "Arts & Music", NOON.plusSeconds(story), Copy.brief("S" + story, "")));
        }

        var slugs = new ArrayList<String>();
        var after = "";
        do {
            var page = json("/api/published?limit=3" + after, 200, "application/json");
            page.at("/stories").forEach(story -> slugs.add(story.at("/slug").asString()));
            after = page.at("/next").isNull()
                    ? ""
                    : "&after=" + page.at("/next").asString();
        } while (!after.isEmpty());

        assertThat(slugs).containsExactly("s-6", "s-5", "s-4", "s-3", "s-2", "s-1", "mill-closes");
        assertThat(json("/api/published?section=Business", 200, "application/json")
                        .at("/stories"))
                .hasSize(1);
        assertThat(json("/api/published?section=Arts%20%26%20Music", 200, "application/json")
                        .at("/stories"))
                .hasSize(6);
        assertThat(json("/api/published?section=None", 200, "application/json").at("/stories"))
                .isEmpty();
    }

    @Test
    void what_cannot_be_read_is_a_problem_with_a_sentence() {
        problem("/api/published?limit=0", 400, "malformed-request", "A page has 1 to 100 stories.");
        problem("/api/published?limit=101", 400, "malformed-request", "A page has 1 to 100 stories.");
        problem("/api/published?limit=few", 400, "malformed-request", "'limit' must be a whole number.");
        problem(
                "/api/published?after=x",
                400,
                "malformed-request",
                "'after' must be the 'next' of an earlier page, unchanged.");
        problem("/api/published/mill-closes/editions/x", 400, "malformed-request", "'number' must be a whole number.");
    }

    @Test
    void a_story_on_hold_is_not_told_from_one_that_never_was() {
        var sentence = "There is no such story or edition here.";
        problem("/api/published/mill-closes/editions/3", 404, "no-such-story", sentence);
        problem("/api/published/mill-closes/editions/-1", 404, "no-such-story", sentence);
        kiosk.happened(NOON, new ArticleHeld(MILL, SECRET));
        for (var address : List.of("mill-closes", "mill-closes/editions", "mill-closes/editions/1", "never-was")) {
            var problem = problem("/api/published/" + address, 404, "no-such-story", sentence);
            assertThat(problem.propertyNames()).doesNotContain("since");
        }
        assertThat(json("/api/published", 200, "application/json").at("/stories"))
                .isEmpty();
    }

    @Test
    void a_killed_story_is_gone_with_its_notice() {
        kiosk.happened(NOON.plusSeconds(60), new ArticleKilled(MILL, SECRET, "We retract this story"));
        for (var address : List.of("mill-closes", "mill-closes/editions", "mill-closes/editions/1")) {
            var problem = problem("/api/published/" + address, 410, "story-killed", "We retract this story");
            assertThat(problem.at("/since").asString()).isEqualTo("2026-11-23T12:01:00Z");
        }
    }

    @Test
    void a_reader_who_has_the_answer_is_not_sent_it_again() {
        for (var address : List.of("", "/mill-closes", "/mill-closes/editions", "/mill-closes/editions/1")) {
            var first = kiosk.get("/api/published" + address);
            var tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(first.headers().allValues("Cache-Control"))
                    .containsExactly("max-age=60, must-revalidate, public");

            var second = kiosk.get("/api/published" + address, "If-None-Match", tag);

            assertThat(second.statusCode()).as(address).isEqualTo(304);
            assertThat(second.body()).isEmpty();
        }
        var before = kiosk.get("/api/published/mill-closes").headers().firstValue("ETag");
        kiosk.happened(NOON, new EditorsNoteAttached(MILL, "And once more"));
        assertThat(kiosk.get("/api/published/mill-closes").headers().firstValue("ETag"))
                .isNotEqualTo(before);
    }

    @Test
    void nothing_of_the_newsrooms_own_is_told() {
        for (var address : List.of("", "/mill-closes", "/mill-closes/editions", "/mill-closes/editions/1")) {
            assertThat(kiosk.get("/api/published" + address).body())
                    .doesNotContain(SECRET, "INTERNAL-SLUGLINE", "8472", "revision", "\"b1\"");
        }
    }

    private JsonNode problem(String address, int status, String type, String sentence) {
        var problem = json(address, status, "application/problem+json");
        assertThat(problem.at("/type").asString()).isEqualTo("/api/problems/" + type);
        assertThat(problem.at("/status").asInt()).isEqualTo(status);
        assertThat(problem.at("/title").asString()).isNotBlank();
        assertThat(problem.at("/detail").asString()).isEqualTo(sentence);
        return problem;
    }

    private JsonNode json(String address, int status, String type) {
        var response = kiosk.get(address, "Accept", "application/json");
        assertThat(response.statusCode()).as(address).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains(type);
        return JsonMapper.shared().readTree(response.body());
    }
}
