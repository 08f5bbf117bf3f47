package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers read goes out signed by somebody who did not write it, as programs meet it. */
@Tag("program")
class SignedPassagesTest {
    private static final String SAID = "We shall open it in spring";
    private static final Map<String, Object> RECORDING = Map.of(
            "kind", "named", "type", "RECORDING", "locator", "Council session, tape 4", "consulted", "2026-02-11");

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static Colleague cora;
    private static Colleague max;

    private int claims;
    private String article = "";

    @BeforeAll
    static void a_newsroom_opens() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        cora = stet.welcomes("cora", "Cora Lindqvist", "CHECKER");
        max = stet.welcomes("max", "Max Ibarra", "WRITER", "CHECKER", "PICTURE_EDITOR", "PUBLISHER");
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    private static Map<String, Object> paragraph(String id, String words) {
        return Map.of("kind", "paragraph", "id", id, "text", words);
    }

    private static Map<String, Object> quotation(String speaker) {
        return Map.of("kind", "quotation", "id", "said", "text", SAID, "speaker", speaker);
    }

    private static Map<String, Object> content(Object... blocks) {
        return Map.of("headline", "The quay reopens", "subjects", List.of(), "blocks", Arrays.asList(blocks));
    }

    private static final Map<String, Object> LEAD =
            paragraph("lead", "The minister took 12 bribes, the court found on Friday.");
    private static final Map<String, Object> LAST = paragraph("last", "Nobody expects delays.");

    /** Handed in, checked, signed off by a checker and without pictures: nothing stands in the way. */
    @BeforeEach
    void a_story_passes_its_checks() {
        article = people.wanda()
                .posts("/api/articles", Map.of("desk", "city", "content", content(LEAD, quotation("Ada Moss"), LAST)))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        confirms(raises("NUMBER", "block/lead", "12"));
        confirms(raises("DATE", "block/lead", "Friday"));
        confirms(raises("QUOTE", "block/said", SAID));
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        people.pia().asks(article, "sign-off-captions", Map.of()).with(200);
        assertThat(stage()).isEqualTo("CAPTIONED");
    }

    private String raises(String kind, String place, String words) {
        var id = "c" + ++claims;
        var content = people.chidi().sees("/api/articles/" + article).path("content");
        var block = content.path("blocks").values().stream()
                .filter(each -> ("block/" + each.path("id").asString()).equals(place))
                .findFirst()
                .orElseThrow();
        var start = block.path("text").path("words").asString().indexOf(words);
        people.chidi()
                .asks(
                        article,
                        "raise-claim",
                        Map.of(
                                "claimId", id,
                                "kind", kind,
                                "anchor", Map.of("place", place, "start", start, "words", words)))
                .with(200);
        return id;
    }

    private void confirms(String claim) {
        people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", claim, "sources", List.of(RECORDING)))
                .with(200);
    }

    private Reply saves(Colleague who, Object... blocks) {
        var revision = now("revision");
        return who.with("If-Match", "\"r" + revision + "\"")
                .puts("/api/articles/" + article + "/content", content(blocks));
    }

    private List<String> edits(Colleague who, Object... blocks) {
        return saves(who, blocks).with(200).json().path("events").values().stream()
                .map(event -> event.asString())
                .toList();
    }

    private String now(String field) {
        return people.chidi().sees("/api/articles/" + article).path(field).asString();
    }

    private String stage() {
        return now("stage");
    }

    private String verdict(String words) {
        return people.chidi().sees("/api/articles/" + article).path("claims").values().stream()
                .filter(claim -> claim.path("anchor").path("words").asString().equals(words))
                .map(claim -> claim.path("verdict").asString())
                .findFirst()
                .orElse("gone");
    }

    private Map<String, String> obstacles() {
        var found = new LinkedHashMap<String, String>();
        people.chidi()
                .sees("/api/articles/" + article + "/obstacles")
                .path("obstacles")
                .values()
                .forEach(each -> found.merge(
                        each.path("place").asString(""), each.path("detail").asString(), (a, b) -> a + " " + b));
        return found;
    }

    private Reply publishes(Colleague who) {
        return who.asks(article, "publish-article", Map.of("kind", "ORIGINAL"));
    }

    @Test
    void a_quotation_that_gets_another_speaker_falls_and_is_no_refile() {
        publishes(people.paul()).with(200);
        var events = edits(people.wanda(), LEAD, quotation("Ben Holt"), LAST);
        assertThat(events)
                .containsExactly("article.content-revised", "article.claim-reopened", "article.facts-reopened");
        assertThat(verdict(SAID)).isEqualTo("UNCHECKED");
        assertThat(obstacles()).containsKeys("block/said", "block/said#speaker");
        people.paul().asks(article, "publish-article", Map.of("kind", "REFILE")).with(409);
        confirms(people.chidi().sees("/api/articles/" + article).path("claims").values().stream()
                .filter(claim -> claim.path("anchor").path("words").asString().equals(SAID))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString());
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        people.paul().asks(article, "publish-article", Map.of("kind", "REFILE")).refused(409, "refile-changes-words");
    }

    @Test
    void a_quotation_block_without_marks_needs_a_quote_claim_and_no_other_covers_it() {
        var words = "It was never closed";
        edits(
                people.wanda(),
                LEAD,
                quotation("Ada Moss"),
                Map.of("kind", "quotation", "id", "more", "text", words, "speaker", "Ada Moss"),
                LAST);
        people.chidi().asks(article, "sign-off-facts", Map.of()).refused(409, "not-covered");
        confirms(raises("FACT", "block/more", words));
        people.chidi().asks(article, "sign-off-facts", Map.of()).refused(409, "not-covered");
        confirms(raises("QUOTE", "block/more", words));
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
    }

    @Test
    void a_paragraph_that_the_signer_adds_is_signed_by_somebody_else() {
        var own = people.wanda()
                .posts("/api/articles", Map.of("desk", "city", "content", content(LAST)))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        article = own;
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        max.asks(article, "sign-off-facts", Map.of()).with(200);
        people.pia().asks(article, "sign-off-captions", Map.of()).with(200);
        edits(max, LAST, paragraph("more", "The harbour master agrees."));
        assertThat(stage()).isEqualTo("DRAFTED");
        publishes(people.paul()).with(409);
        max.asks(article, "sign-off-facts", Map.of()).refused(409, "own-words");
        assertThat(obstacles().get("block/more")).contains("Max Ibarra", "Chidi Okafor", "Cora Lindqvist");
        cora.asks(article, "sign-off-facts", Map.of()).with(200);
        publishes(max).refused(409, "own-publication");
        publishes(people.paul()).with(200);
    }

    @Test
    void a_sentence_that_says_the_opposite_is_open_though_its_claim_stands() {
        edits(
                people.wanda(),
                paragraph("lead", "It is a lie that the minister took 12 bribes, the court found on Friday."),
                quotation("Ada Moss"),
                LAST);
        assertThat(verdict("12")).isEqualTo("CONFIRMED");
        assertThat(stage()).isEqualTo("DRAFTED");
        assertThat(obstacles()).containsOnlyKeys("block/lead");
    }

    @Test
    void enter_and_backspace_in_a_checked_paragraph_change_nothing() {
        assertThat(edits(
                        max,
                        paragraph("lead", "The minister took 12 bribes,"),
                        paragraph("rest", "the court found on Friday."),
                        quotation("Ada Moss"),
                        LAST))
                .containsExactly("article.content-revised");
        assertThat(stage()).isEqualTo("CAPTIONED");
        assertThat(verdict("Friday")).isEqualTo("CONFIRMED");
        assertThat(edits(max, LEAD, quotation("Ada Moss"), LAST)).containsExactly("article.content-revised");
        assertThat(stage()).isEqualTo("CAPTIONED");
        publishes(max).with(200);
    }

    @Test
    void whoever_splits_a_paragraph_has_written_nothing_of_it_and_may_check_it() {
        edits(
                max,
                paragraph("lead", "The minister took 12 bribes,"),
                paragraph("rest", "the court found on Friday."),
                quotation("Ada Moss"),
                LAST);
        var claim = raises("FACT", "block/rest", "the court found on Friday.");
        max.asks(article, "confirm-claim", Map.of("claimId", claim, "sources", List.of(RECORDING)))
                .with(200);
        // A claim that is raised after the sign-off doubts its passage, which is signed again: by the splitter, too.
        max.asks(article, "sign-off-facts", Map.of()).with(200);
        publishes(max).with(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"She said “it opens”.", "She said ‘it opens’.", "She said ‹it opens›.", "She said ＂it opens＂."})
    void a_paraphrase_leaves_no_quotation(String words) {
        people.chidi()
                .asks(
                        article,
                        "correct-claim",
                        Map.of(
                                "claimId",
                                claimOn(SAID),
                                "remedy",
                                "PARAPHRASED",
                                "words",
                                words,
                                "sources",
                                List.of(RECORDING)))
                .refused(409, "quote-reworded");
    }

    @Test
    void a_quotation_that_runs_over_two_paragraphs_needs_a_claim_in_both() {
        edits(
                people.wanda(),
                LEAD,
                quotation("Ada Moss"),
                LAST,
                paragraph("one", "“We waited all night."),
                paragraph("two", "“Nobody came,” he said."));
        assertThat(obstacles().get("block/one")).contains("is in no claim");
        assertThat(obstacles().get("block/two")).contains("is in no claim");
    }

    @Test
    void what_the_only_checker_put_right_says_whose_it_is_and_who_could_sign_it() {
        people.chidi()
                .asks(
                        article,
                        "correct-claim",
                        Map.of(
                                "claimId",
                                claimOn("12"),
                                "remedy",
                                "REWORDED",
                                "words",
                                "13",
                                "sources",
                                List.of(RECORDING)))
                .with(200);
        people.chidi().asks(article, "sign-off-facts", Map.of()).refused(409, "own-words");
        assertThat(obstacles().get("block/lead")).contains("Chidi", "Cora Lindqvist");
    }

    @Test
    void a_number_that_becomes_another_is_unchecked_again() {
        assertThat(edits(
                        people.wanda(),
                        paragraph("lead", "The minister took 13 bribes, the court found on Friday."),
                        quotation("Ada Moss"),
                        LAST))
                .containsExactly("article.content-revised", "article.claim-reopened", "article.facts-reopened");
        assertThat(verdict("13")).isEqualTo("UNCHECKED");
    }

    @Test
    void the_same_words_in_another_form_of_unicode_are_the_same_words() {
        edits(people.wanda(), LEAD, quotation("Adá Moss"), LAST);
        confirms(claimOn(SAID));
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        assertThat(edits(people.wanda(), LEAD, quotation(Normalizer.normalize("Adá Moss", Normalizer.Form.NFD)), LAST))
                .containsExactly("article.content-revised");
        assertThat(stage()).isEqualTo("CAPTIONED");
    }

    private String claimOn(String words) {
        return people.chidi().sees("/api/articles/" + article).path("claims").values().stream()
                .filter(claim -> claim.path("anchor").path("words").asString().equals(words))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    @Test
    void a_block_that_the_publisher_takes_out_is_signed_by_somebody_else() {
        edits(max, LEAD, quotation("Ada Moss"));
        assertThat(stage()).isEqualTo("DRAFTED");
        publishes(max).with(409);
        max.asks(article, "sign-off-facts", Map.of()).refused(409, "own-words");
        cora.asks(article, "sign-off-facts", Map.of()).with(200);
        publishes(max).with(200);
    }

    @Test
    void a_block_comes_back_under_its_own_id_or_another_and_stays_its_writer_s() {
        edits(max, LEAD, quotation("Ada Moss"));
        edits(people.wanda(), LEAD, quotation("Ada Moss"), LAST);
        edits(people.wanda(), LEAD, quotation("Ada Moss"));
        edits(max, LEAD, quotation("Ada Moss"), paragraph("other", "Nobody expects delays."));
        max.asks(article, "sign-off-facts", Map.of()).with(200);
        assertThat(stage()).isEqualTo("CAPTIONED");
        publishes(max).with(200);
    }

    @Test
    void an_address_behind_a_link_is_read_by_readers() {
        var linked = Map.of(
                "kind", "paragraph",
                "id", "last",
                "text",
                        Map.of(
                                "words",
                                "Nobody expects delays.",
                                "marks",
                                List.of(Map.of(
                                        "style", "LINK", "start", 0, "end", 6, "href", "https://example.org/"))));
        people.paul()
                .asks(article, "schedule-publication", Map.of("kind", "ORIGINAL", "due", "2199-01-01T10:00:00Z"))
                .with(200);
        var events = new ArrayList<>(edits(people.wanda(), LEAD, quotation("Ada Moss"), linked));
        assertThat(events)
                .containsExactly(
                        "article.content-revised", "article.facts-reopened", "article.publication-unscheduled");
        assertThat(obstacles().keySet()).singleElement().asString().startsWith("block/last#link-");
    }

    @Test
    void a_sign_off_of_an_older_revision_covers_what_still_stands_of_it() {
        edits(people.wanda(), LEAD, quotation("Ada Moss"), paragraph("last", "Everybody expects delays."));
        people.chidi().asks(article, "sign-off-facts", Map.of("revision", 1)).refused(412, "changed-since");
        people.chidi()
                .with("If-Match", "\"r2\"")
                .posts("/api/articles/" + article + "/sign-off-facts", Map.of())
                .with(200);
        assertThat(stage()).isEqualTo("CAPTIONED");
    }

    @Test
    void a_quotation_that_turns_out_not_to_be_checkable_uncovers_its_passage_and_needs_the_waiver() {
        var claim = claimOn(SAID);
        people.chidi()
                .asks(article, "mark-not-checkable", Map.of("claimId", claim, "reason", "The tape is gone"))
                .with(200);
        assertThat(stage()).isEqualTo("DRAFTED");
        people.chidi().asks(article, "sign-off-facts", Map.of()).refused(409, "claims-open");
        people.paul()
                .asks(
                        article,
                        "waive-check",
                        Map.of("check", "PRIMARY_SOURCE", "claim", claim, "reason", "Two of us heard it"))
                .with(200);
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        assertThat(stage()).isEqualTo("CAPTIONED");
    }

    @Test
    void two_checkers_who_each_wrote_something_cover_one_article_between_them() {
        edits(max, LEAD, quotation("Ada Moss"), LAST, paragraph("by-max", "The harbour master agrees."));
        var carl = stet.welcomes("carl", "Carl Ode", "WRITER", "CHECKER");
        edits(
                carl,
                LEAD,
                quotation("Ada Moss"),
                LAST,
                paragraph("by-max", "The harbour master agrees."),
                paragraph("by-carl", "So do the pilots."));
        max.asks(article, "sign-off-facts", Map.of()).with(200);
        assertThat(obstacles()).containsOnlyKeys("block/by-max");
        carl.asks(article, "sign-off-facts", Map.of()).with(200);
        assertThat(stage()).isEqualTo("CAPTIONED");
        publishes(people.paul()).with(200);
    }
}
