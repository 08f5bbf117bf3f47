package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.eventstore.Databases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Words that nobody sees, lists that nobody sent, pictures that nobody kept and times that never were: none of them comes in. */
@Tag("program")
class SeenWordsTest {
    private static final String NOTHING = "\u200B\u00A0\u2060\u3164\u2800";

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void a_newsroom_opens_in_london() {
        stet = RunningStet.on(
                new Databases.Address("jdbc:h2:file:%s".formatted(directory.resolve("newsroom")), "stet", "stet"),
                "--stet.zone=Europe/London");
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    // ---- Says something

    @TestFactory
    Stream<DynamicTest> wherever_words_are_asked_for_there_is_one_that_can_be_seen() {
        var published = people.publishes("city", "Rain", "It rained.");
        var checked = people.drafts("city", "Wind", "It blew.");
        people.wanda().asks(checked, "submit-for-checking", Map.of()).with(200);
        people.claims(checked, "Wind");
        return Stream.of(
                silent(
                        "a headline",
                        "headline-missing",
                        () -> people.wanda()
                                .posts(
                                        "/api/articles",
                                        Map.of("desk", "city", "content", Map.of("headline", NOTHING)))),
                silent(
                        "a comment",
                        "reason-missing",
                        () -> people.wanda().asks(checked, "add-comment", Map.of("text", NOTHING))),
                silent(
                        "a reason",
                        "reason-missing",
                        () -> people.wanda().asks(checked, "spike-article", Map.of("reason", NOTHING))),
                silent(
                        "a question",
                        "reason-missing",
                        () -> people.chidi()
                                .asks(checked, "query-claim", Map.of("claimId", "c1", "question", NOTHING))),
                silent(
                        "a finding",
                        "reason-missing",
                        () -> people.chidi()
                                .asks(checked, "dispute-claim", Map.of("claimId", "c1", "finding", NOTHING))),
                silent(
                        "a source",
                        "source-missing",
                        () -> people.chidi()
                                .asks(
                                        checked,
                                        "confirm-claim",
                                        Map.of("claimId", "c1", "sources", List.of(source(NOTHING, "2026-02-11"))))),
                silent(
                        "the words of a correction",
                        "reason-missing",
                        () -> people.chidi()
                                .asks(
                                        checked,
                                        "correct-claim",
                                        Map.of(
                                                "claimId",
                                                "c1",
                                                "remedy",
                                                "REWORDED",
                                                "words",
                                                NOTHING,
                                                "sources",
                                                List.of(source("The harbour office", "2026-02-11"))))),
                silent(
                        "a correction",
                        "reason-missing",
                        () -> people.paul()
                                .asks(
                                        published,
                                        "publish-article",
                                        Map.of(
                                                "kind",
                                                "CORRECTION",
                                                "note",
                                                Map.of("wrong", NOTHING, "right", "It snowed")))),
                silent(
                        "an editor's note",
                        "reason-missing",
                        () -> people.paul().asks(published, "attach-editors-note", Map.of("note", NOTHING))),
                silent(
                        "the reason for a hold",
                        "reason-missing",
                        () -> people.paul().asks(published, "hold-article", Map.of("reason", NOTHING))),
                silent(
                        "the name of a desk",
                        "reason-missing",
                        () -> stet.administrator()
                                .posts("/api/newsroom/open-desk", Map.of("desk", "unseen", "name", NOTHING))),
                silent(
                        "why",
                        "invalid",
                        () -> people.wanda().asks(checked, "spike-article", Map.of("reason", "Old", "why", NOTHING))));
    }

    private static DynamicTest silent(String what, String problem, Supplier<Reply> asked) {
        return DynamicTest.dynamicTest(what, () -> {
            var before = stet.events();
            var reply = asked.get();
            assertThat(reply.problem()).as(() -> reply.text()).isEqualTo(problem);
            assertThat(reply.sentence()).isNotBlank().doesNotContain(NOTHING);
            assertThat(stet.events()).as("events in the ledger").isEqualTo(before);
        });
    }

    // ---- What nobody sees is taken out

    @Test
    void what_nobody_sees_is_taken_out_of_a_draft_and_of_a_save_which_is_answered_with_what_was_kept() {
        var article = people.drafts("city", "Har\u00ADbour\u200B bridge", "It\u202E rained\uFEFF.");
        var content = content(article);
        assertThat(content.path("headline").asString()).isEqualTo("Harbour bridge");
        assertThat(words(content, 0)).isEqualTo("It rained.");

        content.put("standfirst", "All\u2060 night");
        var saved = people.wanda().saves(article, 1, content).with(200).json();

        assertThat(saved.path("merged").path("standfirst").asString()).isEqualTo("All night");
        assertThat(content(article)).isEqualTo(saved.path("merged"));
    }

    @Test
    void what_nobody_sees_is_taken_out_of_a_file() {
        var file = "Har\u00ADbour bridge\n\nIt\u200B rained \u202Eall night.\n";
        var article = people.wanda()
                .posts("/api/articles?desk=city", Colleague.TEXT, file.getBytes(StandardCharsets.UTF_8))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        assertThat(content(article).path("headline").asString()).isEqualTo("Harbour bridge");
        assertThat(words(content(article), 0)).isEqualTo("It rained all night.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFFFE", "\uFFFF", "\uFDD0"})
    void what_xml_forbids_is_refused(String none) {
        var before = stet.events();
        var refusal = people.wanda()
                .posts("/api/articles", Map.of("desk", "city", "content", Map.of("headline", "Rain" + none)))
                .refused(422, "invalid");
        assertThat(refusal.sentence()).contains("is no character");
        assertThat(stet.events()).isEqualTo(before);
    }

    // ---- Lists

    @TestFactory
    Stream<DynamicTest> a_save_without_one_of_its_lists_is_a_missing_field_and_empties_nothing() {
        return Stream.<Map.Entry<String, Consumer<ObjectNode>>>of(
                        Map.entry("blocks", content -> content.remove("blocks")),
                        Map.entry("subjects", content -> content.remove("subjects")),
                        Map.entry("items", content -> block(content, 1).remove("items")),
                        Map.entry(
                                "marks",
                                content -> ((ObjectNode) block(content, 0).path("text")).remove("marks")))
                .map(missing -> DynamicTest.dynamicTest(missing.getKey(), () -> {
                    var article = withList();
                    var content = content(article);
                    missing.getValue().accept(content);
                    var before = stet.events();

                    var refusal = people.wanda().saves(article, 1, content).refused(422, "missing-field");

                    assertThat(refusal.sentence()).contains(missing.getKey());
                    assertThat(stet.events()).isEqualTo(before);
                }));
    }

    @Test
    void an_article_of_a_headline_alone_is_answered_with_its_empty_lists() {
        var article = people.wanda()
                .posts("/api/articles", Map.of("desk", "city", "content", Map.of("headline", "Rain")))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        assertThat(content(article).path("blocks").isArray()).isTrue();
        assertThat(content(article).path("subjects").isArray()).isTrue();
        assertThat(people.wanda().sees("/api/articles/" + article).path("content"))
                .isEqualTo(content(article));
        people.wanda().saves(article, 1, content(article)).with(200);
    }

    // ---- Pictures

    @Test
    void a_picture_goes_out_with_its_file_and_only_so() {
        var article = pictured("At low tide", "A white ferry at a pier");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        var without = content(article);
        ((ObjectNode) block(without, 1).path("picture")).remove("file");
        people.wanda().saves(article, revision(article), without).with(200);

        people.pia().asks(article, "approve-caption", Map.of("figure", "p1")).refused(409, "picture-file-missing");
        assertThat(codes(people.paul().asks(article, "publish-article", Map.of("kind", "ORIGINAL"))))
                .contains("picture-file-missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the ferry at her berth",
                "The ferry at her\u00A0berth.",
                "The ferry at her berth…",
                "IMG_1234.JPG",
                "image (3).heic"
            })
    void alt_text_that_is_the_caption_again_or_a_file_is_unfit(String altText) {
        people.pia()
                .asks(pictured("In March", altText), "approve-caption", Map.of("figure", "p1"))
                .refused(409, "alt-text-unfit");
    }

    @Test
    void a_date_in_a_printed_part_of_a_caption_needs_a_claim_that_the_checking_page_shows_in_its_place() {
        var article = pictured("14 July 1989", "A white ferry at a pier");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        var refusal = people.chidi().asks(article, "sign-off-facts", Map.of()).refused(409, "not-covered");
        assertThat(refusal.json().path("obstacles").path(0).path("place").asString())
                .isEqualTo("block/p1#when");
        assertThat(people.chidi()
                        .sees("/api/articles/" + article + "/suggestions")
                        .path("suggestions")
                        .valueStream()
                        .map(each -> each.path("anchor").path("place").asString()))
                .contains("block/p1#when");

        var anchor = Map.of("place", "block/p1#when", "start", 0, "words", "14 July 1989");
        people.chidi()
                .asks(article, "raise-claim", Map.of("claimId", "d1", "kind", "DATE", "anchor", anchor))
                .with(200);
        var page = Jsoup.parse(people.chidi()
                .gets("/newsroom/articles/" + article + "/checking")
                .with(200)
                .text());
        assertThat(page.select("[data-place='block/p1#when'] mark").text()).isEqualTo("14 July 1989");
        assertThat(page.select("#at-block-p1-when")).hasSize(1);
        assertThat(page.select("#claim-d1 a.words").attr("href")).isEqualTo("#at-block-p1-when");

        var sources = List.of(source("The maker's own list", "2026-02-11"));
        people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", "d1", "sources", sources))
                .with(200);
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
    }

    // ---- Times

    @ParameterizedTest
    @ValueSource(strings = {"2999-01-01", "0000-01-01", "1850-06-01"})
    void a_source_was_not_consulted_then(String day) {
        var article = people.drafts("city", "Wind", "It blew.");
        people.claims(article, "Wind");
        var before = stet.events();
        var refusal = people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", "c1", "sources", List.of(source("The office", day))))
                .refused(422, "source-date-unfit");
        assertThat(refusal.sentence()).contains(day);
        assertThat(stet.events()).isEqualTo(before);
    }

    @Test
    void a_time_that_no_clock_shows_that_day_is_refused_with_a_sentence_and_stays_in_its_field() {
        var article = people.drafts("city", "Wind", "It blew.");
        var before = stet.events();

        var page = Jsoup.parse(
                embargo(article, "2031-03-30T01:30", Map.of()).with(422).text());

        assertThat(page.select("#refused").text())
                .contains("There is no 01:30 that day: clocks go forward from 01:00 to 02:00");
        assertThat(page.select("[name='until:moment']").val()).isEqualTo("2031-03-30T01:30");
        assertThat(stet.events()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"+01:00, 2031-10-26T00:30:00Z", "Z, 2031-10-26T01:30:00Z"})
    void a_time_that_comes_twice_that_day_is_asked_about(String offset, String instant) {
        var article = people.drafts("city", "Wind", "It blew.");

        var asked = Jsoup.parse(
                embargo(article, "2031-10-26T01:30", Map.of()).with(422).text());
        assertThat(asked.select("#refused").text()).contains("There is a 01:30 twice that day");
        assertThat(asked.select("[name=_offset] option").eachAttr("value")).containsExactly("+01:00", "Z");

        embargo(article, "2031-10-26T01:30", Map.of("_offset", offset)).with(303);
        assertThat(people.paul()
                        .sees("/api/articles/" + article)
                        .path("embargo")
                        .asString())
                .isEqualTo(instant);
        assertThat(people.paul()
                        .gets("/newsroom/articles/" + article + "/publishing")
                        .text())
                .contains("26 October 2031, 01:30 " + (offset.equals("Z") ? "GMT" : "BST"));
    }

    private static Reply embargo(String article, String until, Map<String, String> more) {
        var fields = new HashMap<>(more);
        fields.put("until:moment", until);
        fields.put("_panel", "publishing");
        fields.put("_about", "");
        var body = fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return people.paul()
                .posts(
                        "/newsroom/articles/" + article + "/set-embargo",
                        "application/x-www-form-urlencoded",
                        body.getBytes(StandardCharsets.US_ASCII));
    }

    // ---- Addresses

    @ParameterizedTest
    @CsvSource({"Straße gesperrt, strasse-gesperrt-", "Ærø, aeroe-", "Мост закрыт, most-zakryt-"})
    void a_headline_is_spelled_in_plain_letters_in_its_address(String headline, String slug) {
        assertThat(people.slug(people.publishes("city", headline, "It blew."))).startsWith(slug);
    }

    // ---- What there is

    private static String pictured(String when, String altText) {
        var article = people.shows(
                people.drafts("city", "Rain", "It rained."), "p1", people.keeps(Photograph.jpeg(1_000, 500)));
        var content = content(article);
        var picture = (ObjectNode) block(content, 1).path("picture");
        picture.put("altText", altText);
        ((ObjectNode) picture.path("parts")).put("WHEN", when);
        people.wanda().saves(article, revision(article), content).with(200);
        return article;
    }

    private static String withList() {
        var blocks = List.of(
                Map.of("kind", "paragraph", "id", "b1", "text", "It rained."),
                Map.of("kind", "list", "id", "b2", "items", List.of("Rain", "Wind")));
        return people.wanda()
                .posts("/api/articles", Map.of("desk", "city", "content", Map.of("headline", "Rain", "blocks", blocks)))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
    }

    private static Map<String, String> source(String locator, String consulted) {
        return Map.of("kind", "named", "type", "DOCUMENT", "locator", locator, "consulted", consulted);
    }

    private static ObjectNode content(String article) {
        return (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
    }

    private static int revision(String article) {
        return people.wanda().sees("/api/articles/" + article).path("revision").asInt();
    }

    private static ObjectNode block(JsonNode content, int number) {
        return (ObjectNode) content.path("blocks").path(number);
    }

    private static String words(JsonNode content, int block) {
        return block(content, block).path("text").path("words").asString();
    }

    private static List<String> codes(Reply refusal) {
        return refusal.json()
                .path("obstacles")
                .valueStream()
                .map(each -> each.path("type").asString().replace("/api/problems/", ""))
                .toList();
    }
}
