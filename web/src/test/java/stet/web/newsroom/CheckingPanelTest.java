package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Colleague;
import stet.web.life.Newcomers;
import stet.web.life.Reply;
import stet.web.life.RunningStet;
import tools.jackson.databind.node.ObjectNode;

/** What there is to check in an article and what does not fit in it, as programs are told it and as people without scripts see it. */
@Tag("program")
class CheckingPanelTest {
    private static final String SENTENCE = "They met on Tuesday 12 February 2026 in Tolvik.";
    private static final String WORDS = "Tuesday 12 February 2026";

    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void open_the_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    @Test
    void a_program_is_told_what_does_not_fit_with_its_reason_and_a_question() {
        var article = people.drafts("city", "A meeting", "It rained. " + SENTENCE);
        var hints = people.chidi().sees("/api/articles/" + article + "/hints").path("hints");
        assertThat(hints.size()).isEqualTo(1);
        var hint = hints.path(0);
        assertThat(hint.path("kind").asString()).isEqualTo("WEEKDAY_NOT_OF_THAT_DATE");
        assertThat(hint.path("claim").asString()).isEqualTo("DATE");
        assertThat(hint.path("anchor").path("words").asString()).isEqualTo(WORDS);
        assertThat(hint.path("anchor").path("place").asString()).isEqualTo("block/b1");
        assertThat(hint.path("reason").asString()).isEqualTo("12 February 2026 is a Thursday.");
        assertThat(hint.path("question").asString()).contains("Which of the two is right");
        assertThat(hint.path("others").isArray()).isTrue();
        assertThat(people.chidi()
                        .sees("/api/articles/" + article + "/obstacles")
                        .toString())
                .doesNotContain("Thursday");

        var nothing = people.drafts("city", "Rain", "It rained.");
        assertThat(people.chidi().sees("/api/articles/" + nothing + "/hints").toString())
                .isEqualTo("{\"hints\":[]}");
        people.chidi().gets("/api/articles/nowhere/hints").refused(404, "no-such-article");
    }

    @Test
    void a_quotation_that_once_said_something_else_is_told_with_both() {
        var article = people.drafts("city", "A bridge", "“Nobody must drive over this bridge,” she said.");
        people.rewrites(article, "“Nobody should drive over this bridge,” she said.");
        var hint = people.chidi()
                .sees("/api/articles/" + article + "/hints")
                .path("hints")
                .path(0);
        assertThat(hint.path("kind").asString()).isEqualTo("QUOTATION_CHANGED");
        assertThat(hint.path("reason").asString()).contains("Nobody must drive over this bridge");
    }

    @Test
    void a_checker_sends_the_question_as_it_is_or_in_other_words_and_the_hint_is_gone() {
        var article = people.drafts("city", "A meeting", "It rained. " + SENTENCE);
        var page = page(people.chidi(), article);
        var hint = page.expectFirst(".hints li");
        assertThat(hint.expectFirst("p").text()).isEqualTo(SENTENCE);
        assertThat(hint.expectFirst("mark").text()).isEqualTo(WORDS);
        assertThat(hint.text()).contains("12 February 2026 is a Thursday.");
        assertThat(page(people.wanda(), article).select(".hints form")).isEmpty();

        var fields = fields(hint.expectFirst("form"));
        var path = hint.expectFirst("form").attr("action");
        fields.put("question", " ");
        var refused = post(people.chidi(), path, fields);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(Jsoup.parse(refused.text()).select(".hints details[open]")).hasSize(1);

        fields = fields(Jsoup.parse(refused.text()).expectFirst(".hints form"));
        fields.put("question", "Was it the Thursday?");
        assertThat(post(people.chidi(), path, fields).status()).isEqualTo(303);
        var asked = page(people.chidi(), article);
        assertThat(asked.select(".hints")).isEmpty();
        assertThat(asked.select(".one-claim[data-verdict=QUERIED]").eachAttr("data-words"))
                .containsExactly(WORDS);
        assertThat(asked.select(".one-claim").text()).contains("Was it the Thursday?");
        var claim =
                people.chidi().sees("/api/articles/" + article).path("claims").path(0);
        assertThat(claim.path("kind").asString()).isEqualTo("DATE");
    }

    @Test
    void words_in_a_claim_already_are_asked_about_by_that_claim() {
        var article = people.drafts("city", "A meeting", SENTENCE);
        var anchor = people.wanda()
                .sees("/api/articles/" + article + "/hints")
                .path("hints")
                .path(0)
                .path("anchor");
        var whole = ((ObjectNode) anchor.deepCopy()).put("start", 0).put("words", SENTENCE);
        people.chidi()
                .asks(article, "raise-claim", Map.of("claimId", "c1", "kind", "FACT", "anchor", whole))
                .with(200);
        people.chidi()
                .asks(article, "query-words", Map.of("kind", "DATE", "anchor", anchor, "question", "Which day?"))
                .with(200);
        var claims = people.chidi().sees("/api/articles/" + article).path("claims");
        assertThat(claims.size()).isEqualTo(1);
        assertThat(claims.toString()).contains("Which day?").contains("QUERIED");
    }

    @Test
    void whoever_can_only_wait_for_the_sign_off_is_told_so() {
        var article = people.drafts("city", "A meeting", SENTENCE);
        assertThat(signOff(people.wanda(), article)).contains("has not handed it in");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        assertThat(signOff(people.wanda(), article))
                .isEqualTo("It has been handed in, and the facts are not signed off yet.");
        assertThat(signOff(people.chidi(), article)).doesNotContain("not signed off yet");
    }

    private static String signOff(Colleague who, String article) {
        return page(who, article).expectFirst("#signoff").text();
    }

    private static Document page(Colleague who, String article) {
        return Jsoup.parse(who.gets("/newsroom/articles/" + article + "/checking")
                .with(200)
                .text());
    }

    private static Map<String, String> fields(Element form) {
        var fields = new LinkedHashMap<String, String>();
        form.select("input[name]").forEach(input -> fields.put(input.attr("name"), input.val()));
        form.select("textarea[name]").forEach(area -> fields.put(area.attr("name"), area.text()));
        return fields;
    }

    private static Reply post(Colleague who, String path, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return who.sends("POST", path, "application/x-www-form-urlencoded", BodyPublishers.ofString(form));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
