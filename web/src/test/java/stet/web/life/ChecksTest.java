package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who signed what off, what fell and why, and what was asked about which claim, as programs and pages are told. */
@Tag("program")
class ChecksTest {
    private static final String HEADLINE = "Rain on the quay";
    private static final String WORDS = "It rained on the quay.";

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static String article;
    private static JsonNode checks;
    private static Browser.Page panel;

    @BeforeAll
    static void a_story_is_signed_rewritten_signed_reopened_and_queried() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        article = people.readies("city", HEADLINE, WORDS);
        people.rewrites(article, "It rained on the quay all night.");
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        people.chidi()
                .asks(article, "reopen-facts", Map.of("reason", "The harbour office called back"))
                .with(200);
        people.chidi()
                .asks(article, "query-claim", Map.of("claimId", "c1", "question", "Was it hail?"))
                .with(200);
        people.wanda()
                .asks(article, "answer-query", Map.of("claimId", "c1", "answer", "No, I stood in it"))
                .with(200);
        checks = people.stella().sees("/api/articles/" + article + "/checks");
        panel = Browser.signedIn(stet.world().address(), "chidi", RunningStet.PASSWORD)
                .opens("/newsroom/articles/" + article + "/checking");
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void programs_are_told_who_signed_which_passages_of_which_revision() {
        var signOffs = checks.path("signOffs");
        assertThat(texts(signOffs, "check")).containsExactly("FACTS", "CAPTIONS", "FACTS");
        assertThat(signOffs.values())
                .extracting(each -> each.path("revision").asInt())
                .containsExactly(1, 1, 2);
        assertThat(signOffs.values())
                .extracting(each -> each.path("deed").path("who").asString())
                .containsExactly("chidi", "pia", "chidi");
        assertThat(strings(signOffs.path(0).path("passages"))).contains("headline", "block/b1");
        assertThat(strings(signOffs.path(2).path("passages"))).containsExactly("block/b1");
        assertThat(signOffs.path(0).path("deed").path("kind").asString()).isEqualTo("article.facts-signed-off");
        assertThat(signOffs.path(0).path("deed").path("at").asString()).isNotBlank();
    }

    @Test
    void programs_are_told_what_fell_why_and_on_whose_act() {
        var falls = checks.path("falls");
        assertThat(texts(falls, "what")).containsExactly("FACTS", "FACTS");
        assertThat(falls.values())
                .extracting(each -> each.path("deed").path("who").asString())
                .containsExactly("wanda", "chidi");
        assertThat(strings(falls.path(0).path("passages"))).containsExactly("block/b1");
        assertThat(falls.path(0).path("changed").path(0).path("place").asString())
                .isEqualTo("block/b1");
        assertThat(falls.path(1).path("reason").asString()).isEqualTo("The harbour office called back");
        assertThat(falls.path(1).path("changed").values()).isEmpty();
        assertThat(falls.values()).noneMatch(fall -> fall.path("changedWith").isNumber());
    }

    @Test
    void programs_are_told_what_was_asked_and_answered_about_which_claim() {
        assertThat(checks.path("ofClaims").propertyNames()).containsExactly("c1");
        var talk = checks.path("ofClaims").path("c1");
        assertThat(texts(talk, "kind")).containsExactly("QUERIED", "ANSWERED");
        assertThat(texts(talk, "words")).containsExactly("Was it hail?", "No, I stood in it");
        assertThat(checks.path("ofCaptions").propertyNames()).isEmpty();
    }

    @Test
    void the_panel_says_what_fell_since_the_last_sign_off_and_what_was_said_of_the_claim() {
        assertThat(panel.texts(".fallen li p:first-child"))
                .containsExactly("Facts fell: The harbour office called back");
        assertThat(panel.texts("#claim-c1 .talk li p:first-child"))
                .containsExactly(
                        "Queried the fact 'Rain on the quay': Was it hail?",
                        "Answered the query about the fact 'Rain on the quay': No, I stood in it");
        assertThat(panel.texts(".talk li .quiet")).allMatch(who -> who.matches("(Chidi Okafor|Wanda Winter), .+"));
    }

    @Test
    void the_panel_says_who_signed_the_facts_that_stand() {
        var signed = people.readies("city", "Sun on the quay", "The sun shone on the quay.");
        var page = Browser.signedIn(stet.world().address(), "stella", RunningStet.PASSWORD)
                .opens("/newsroom/articles/" + signed + "/checking");
        assertThat(page.texts("#signoff .good")).singleElement().asString().contains("by Chidi Okafor, ", "(1 claim)");
        assertThat(page.texts(".fallen")).isEmpty();
    }

    @Test
    void a_receipt_and_the_history_call_what_happened_by_the_names_for_ever() {
        var other = people.drafts("city", "Fog on the quay", "It was foggy.");
        var done = people.wanda().asks(other, "submit-for-checking", Map.of()).with(200);
        assertThat(strings(done.json().path("events"))).containsExactly("article.submitted-for-checking");
        assertThat(texts(
                        people.wanda()
                                .sees("/api/articles/" + other + "/history")
                                .path("entries"),
                        "kind"))
                .containsExactly("article.drafted", "article.submitted-for-checking");
    }

    @Test
    void of_an_article_that_is_not_there_nothing_is_told() {
        people.stella().gets("/api/articles/nowhere/checks").refused(404, "no-such-article");
    }

    private static List<String> texts(JsonNode many, String field) {
        return many.values().stream().map(each -> each.path(field).asString()).toList();
    }

    private static List<String> strings(JsonNode many) {
        return many.values().stream().map(JsonNode::asString).toList();
    }
}
