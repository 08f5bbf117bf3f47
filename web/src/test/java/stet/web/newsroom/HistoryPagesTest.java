package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Colleague;
import stet.web.life.Newcomers;
import stet.web.life.Reply;
import stet.web.life.RunningStet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What changed, all that happened, who wrote what and how something is put back, by the API and without scripts. */
@Tag("program")
class HistoryPagesTest {
    private static final String RAIN = "It rained the whole night over Tolvik.";
    private static final String SNOW = "It snowed the whole night over Tolvik.";

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
    void what_changed_is_against_what_the_world_sees_unless_the_address_says_otherwise() {
        var article = people.publishes("city", "Rain over Tolvik", RAIN);
        people.rewrites(article, SNOW);
        var page = page(people.wanda(), article, "redline");
        assertThat(page.select(".redlined ins").text()).isEqualTo("[added: snowed]");
        assertThat(page.select(".redlined del").text()).isEqualTo("[removed: rained]");
        assertThat(page.select(".sides").text()).contains("what the world sees, edition 1, revision 1");
        assertThat(page.select("a[href$=#change-1]")).isNotEmpty();
        assertThat(page.select("#change-1")).hasSize(1);

        var same = page(people.wanda(), article, "redline?from=r2&to=copy");
        assertThat(same.select(".change")).isEmpty();
        assertThat(same.select("[role=status]").text()).startsWith("Not a word is different");

        var wrong = people.wanda().gets("/newsroom/articles/" + article + "/redline?from=e7");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(Jsoup.parse(wrong.text()).select("[role=alert]").text()).contains("There is no edition 7");

        var told = people.wanda().sees("/api/articles/" + article + "/redline");
        assertThat(told.path("from").path("edition").asInt()).isEqualTo(1);
        assertThat(told.path("to").path("revision").asInt()).isEqualTo(2);
        assertThat(told.path("redline").path("rows").toString()).contains("\"ADDED\"", "snowed");
        people.wanda()
                .gets("/api/articles/%s/redline?from=e7".formatted(article))
                .refused(422, "invalid");
        people.wanda().gets("/api/articles/nothing/redline").refused(404, "no-such-article");
    }

    @Test
    void what_leaves_no_trace_in_the_text_is_told_in_words() {
        var article = people.drafts("city", "Rain over Tolvik", RAIN);
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        content.put("urgency", 2).put("byline", "Wanda Winter");
        people.wanda().saves(article, 1, content).with(200);
        people.paul()
                .asks(article, "set-embargo", Map.of("until", "2099-01-01T00:00:00Z"))
                .with(200);
        var told = page(people.wanda(), article, "redline").select(".told li").eachText();
        assertThat(told).contains("The urgency was “5” and is now “2”", "The byline is new: “Wanda Winter”");
        assertThat(told).anyMatch(sentence -> sentence.startsWith("Embargoed until"));
    }

    @Test
    void the_timeline_is_narrowed_by_its_address() {
        var article = people.publishes("city", "Rain over Tolvik", RAIN);
        people.rewrites(article, SNOW);
        var all = page(people.wanda(), article, "timeline");
        assertThat(all.select(".session h2").eachText()).anyMatch(title -> title.startsWith("Chidi Okafor"));
        assertThat(all.select(".session").text()).contains("Signed off the facts", "Published");
        var wandas = page(people.wanda(), article, "timeline?by=wanda&work=WRITING&place=block/b1");
        assertThat(wandas.select(".session h2").eachText()).allMatch(title -> title.startsWith("Wanda Winter"));
        assertThat(wandas.select(".marks").text()).contains("changed in 2 revisions: 1 2");
        var link = wandas.expectFirst(".events a[href*=revision=2]").attr("href");
        assertThat(people.wanda().gets(link).status()).isEqualTo(303);
        assertThat(people.wanda()
                        .sees("/api/articles/%s/timeline?place=block/b1".formatted(article))
                        .path("marked")
                        .toString())
                .isEqualTo("[1,2]");
        people.wanda().gets("/api/articles/nothing/timeline").refused(404, "no-such-article");
    }

    @Test
    void an_article_is_shown_as_it_was_at_any_moment_with_what_was_checked_and_what_the_world_could_read() {
        var before = Instant.now();
        var article = people.publishes("city", "Rain over Tolvik", RAIN);
        var entries = people.wanda()
                .sees("/api/articles/%s/history?limit=50".formatted(article))
                .path("entries");
        var signedOff = at(entries, "article.facts-signed-off");
        var out = at(entries, "article.edition-published");
        people.rewrites(article, SNOW);
        people.stella()
                .asks(article, "hold-article", Map.of("reason", "A complaint"))
                .with(200);

        var checked = page(people.wanda(), article, "as-of?at=" + signedOff);
        assertThat(checked.select("main").text())
                .contains("The facts were signed off")
                .contains("Nothing: it had not been published")
                .contains(RAIN)
                .doesNotContain(SNOW);
        var shown = page(people.wanda(), article, "as-of?at=" + out);
        assertThat(shown.select("main").text()).contains("Edition 1").contains("The captions were signed off");
        var now = page(people.wanda(), article, "as-of?at=2999-01-01T00:00:00Z");
        assertThat(now.select("main").text())
                .contains("It was on hold")
                .contains("The facts were not signed off")
                .contains("Nothing: it was not on view")
                .contains(SNOW)
                .contains("What stood in the way of a publication");
        assertThat(page(people.wanda(), article, "as-of?at=" + before)
                        .select("main [role=status]")
                        .text())
                .isEqualTo("There was no such article then.");
        assertThat(page(people.wanda(), article, "timeline").select(".as-it-was"))
                .as("from each event one goes there")
                .isNotEmpty();

        var then = people.wanda().sees("/api/articles/%s/state-as-of?at=%s".formatted(article, out));
        assertThat(then.path("live").asBoolean()).isTrue();
        assertThat(then.path("edition").path("number").asInt()).isEqualTo(1);
        assertThat(then.path("content").toString()).contains(RAIN);
        assertThat(then.path("factsSignedOff").asBoolean()).isTrue();
        people.wanda()
                .gets("/api/articles/%s/state-as-of?at=%s".formatted(article, before))
                .refused(404, "no-such-article");
        var wrong = people.wanda().gets("/newsroom/articles/" + article + "/as-of?at=yesterday");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(people.wanda()
                        .gets("/newsroom/articles/" + article + "/as-of?at=r1")
                        .status())
                .isEqualTo(422);
    }

    private static String at(JsonNode entries, String kind) {
        return entries.valueStream()
                .filter(entry -> entry.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow()
                .path("at")
                .asString();
    }

    @Test
    void a_revision_is_put_back_after_a_look_at_what_that_does_and_is_no_edition() {
        var article = people.publishes("city", "Rain over Tolvik", RAIN);
        people.rewrites(article, SNOW);
        var before = stet.events();
        var link = page(people.wanda(), article, "redline?from=r1&to=copy")
                .expectFirst("#change-1 .put-back")
                .attr("href");
        var preview = Jsoup.parse(people.wanda().gets(link).with(200).text());
        assertThat(preview.select(".redlined ins").text()).isEqualTo("[added: rained]");
        assertThat(stet.events()).as("nothing is done yet").isEqualTo(before);

        assertThat(post(people.wanda(), preview).status()).isEqualTo(303);
        var now = people.wanda().sees("/api/articles/" + article);
        assertThat(now.path("revision").asInt()).isEqualTo(3);
        assertThat(now.path("content")
                        .path("blocks")
                        .path(0)
                        .path("text")
                        .path("words")
                        .asString())
                .isEqualTo(RAIN);
        assertThat(now.path("edition").path("number").asInt()).isEqualTo(1);
        assertThat(page(people.wanda(), article, "timeline").select(".events").text())
                .contains("As in revision 1");

        assertThat(page(people.stella(), article, "redline?from=r2&to=copy").select(".put-back"))
                .as("who does not write puts nothing back")
                .isEmpty();
    }

    @Test
    void programs_put_back_what_they_saw() {
        var article = people.drafts("city", "Rain over Tolvik", RAIN);
        people.rewrites(article, SNOW);
        var preview =
                people.wanda().sees("/api/articles/%s/restoration?restored=1&passage=block/b1".formatted(article));
        assertThat(preview.path("basedOn").asInt()).isEqualTo(2);
        assertThat(preview.path("refusal").asString()).isEmpty();
        people.wanda().asks(article, "restore-revision", Map.of("restored", 1)).refused(428, "revision-missing");
        people.wanda()
                .with("If-Match", "\"r2\"")
                .asks(article, "restore-revision", Map.of("restored", 1))
                .with(200);
        people.wanda()
                .asks(article, "restore-revision", Map.of("basedOn", 3, "restored", 1))
                .refused(409, "already-so");
    }

    @Test
    void a_sentence_is_put_back_alone_and_the_rest_stays_as_it_is() {
        var first = "The ferry to Tolvik leaves at noon.";
        var second = "It carries cars and people.";
        var article = people.drafts("city", "Ferry to Tolvik", first + " " + second);
        people.rewrites(article, "It leaves late. Nobody knows its load.");
        var link = page(people.wanda(), article, "redline?from=r1&to=copy")
                .expectFirst("#change-1 .put-back")
                .attr("href");
        var whole = Jsoup.parse(people.wanda().gets(link).with(200).text());
        assertThat(whole.select(".alone .line").eachText()).containsExactly(first, second);
        var alone = whole.expectFirst(".alone li:last-child a").attr("href");
        var preview = Jsoup.parse(people.wanda().gets(alone).with(200).text());
        assertThat(preview.select("h1").text()).isEqualTo("Put some words back as they were in revision 1");
        assertThat(post(people.wanda(), preview).status()).isEqualTo(303);
        assertThat(text(article)).isEqualTo("It leaves late. " + second);

        var there = Jsoup.parse(people.wanda().gets(alone).with(200).text());
        assertThat(there.select("[role=alert]").text()).contains("stand there already");
        assertThat(there.select("form[action$=restore-revision]")).isEmpty();
    }

    @Test
    void programs_put_words_back_alone_and_are_told_what_else_they_can_where_the_place_is_gone() {
        var first = "The ferry to Tolvik leaves at noon.";
        var second = "It carries cars and people.";
        var article = people.drafts("city", "Ferry to Tolvik", first + " " + second);
        people.rewrites(article, "All is new.");
        var asked = "/api/articles/%s/restoration?restored=1&passage=block/b1".formatted(article);
        var alone = people.wanda().sees(asked).path("alone");
        assertThat(alone.path(1).path("words").asString()).isEqualTo(second);
        var from = alone.path(1).path("from").asInt();
        var to = alone.path(1).path("to").asInt();
        var gone = people.wanda().sees("%s&from=%d&to=%d".formatted(asked, from + 3, from + 10));
        assertThat(gone.path("refusal").asString()).contains("put the whole sentence back instead");
        assertThat(gone.path("instead").path("from").asInt()).isEqualTo(from);
        var page = page(
                people.wanda(),
                article,
                "restore?revision=1&passage=block/b1&from=%d&to=%d".formatted(from + 3, from + 10));
        assertThat(page.select(".as-it-stood").text()).isEqualTo(second);
        assertThat(page.select("a.instead").attr("href")).contains("from=" + from);
        people.wanda()
                .asks(
                        article,
                        "restore-revision",
                        Map.of("basedOn", 2, "restored", 1, "passage", "block/b1", "from", from + 3, "to", from + 10))
                .refused(409, "span-not-found");
        people.wanda()
                .asks(
                        article,
                        "restore-revision",
                        Map.of("basedOn", 2, "restored", 1, "passage", "block/b1", "from", from, "to", to))
                .with(200);
        assertThat(text(article)).contains(second).doesNotContain(first);
        people.wanda().gets(asked + "&from=5").refused(422, "invalid");
        people.wanda().gets(asked + "&from=9&to=4").refused(422, "invalid");
        assertThat(people.wanda()
                        .gets("/newsroom/articles/%s/restore?revision=1&from=1&to=4".formatted(article))
                        .status())
                .isEqualTo(422);
    }

    private static String text(String article) {
        return people.wanda()
                .sees("/api/articles/" + article)
                .path("content")
                .path("blocks")
                .path(0)
                .path("text")
                .path("words")
                .asString();
    }

    @Test
    void whoever_chooses_words_reads_who_wrote_them_who_checked_them_and_where_they_stood() {
        var article = people.publishes("city", "Rain over Tolvik", RAIN);
        people.rewrites(article, SNOW);
        var page = page(people.wanda(), article, "provenance?part=headline&at=0");
        var story = page.expectFirst("#story").text();
        assertThat(story)
                .contains(
                        "Written by Wanda Winter", "edition 1", "is in a claim", "The harbour office", "Chidi Okafor");
        assertThat(page.select(".provenance a.by").eachText()).contains("Rain over Tolvik", "snowed");
        assertThat(page.select(".writers").text()).contains("Wanda Winter");
        var told = people.wanda().sees("/api/articles/" + article + "/provenance");
        assertThat(told.path("parts").toString()).contains("\"revision\":2");
        assertThat(told.path("claims").path(0).path("deeds").toString()).contains("chidi");
        assertThat(people.wanda()
                        .sees("/api/articles/%s/provenance?revision=1".formatted(article))
                        .path("parts")
                        .toString())
                .doesNotContain("\"revision\":2");
        people.wanda()
                .gets("/api/articles/%s/provenance?revision=9".formatted(article))
                .refused(422, "invalid");
    }

    @Test
    void of_an_earlier_revision_it_is_told_what_was_found_and_signed_then_and_what_of_it_stands_now() {
        var article = people.publishes("city", "Rain over 3 bays", RAIN);
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        content.put("headline", "Snow over 4 bays");
        people.wanda().saves(article, 1, content).with(200);

        var then = people.wanda().sees("/api/articles/%s/provenance?revision=1".formatted(article));
        var claim = then.path("claims").path(0);
        assertThat(claim.path("verdict").asString()).isEqualTo("CONFIRMED");
        assertThat(claim.path("anchor").path("words").asString()).contains("3 bays");
        assertThat(claim.path("sources").size()).isEqualTo(1);
        assertThat(claim.path("deeds").toString()).contains("chidi");
        assertThat(claim.path("since").toString()).contains("article.claim-reopened");
        assertThat(claim.path("now").path("verdict").asString()).isEqualTo("UNCHECKED");
        assertThat(claim.path("now").path("anchor").path("words").asString()).contains("4 bays");
        assertThat(then.path("signed")
                        .valueStream()
                        .filter(passage -> !passage.path("stands").asBoolean())
                        .map(passage -> passage.path("passage").asString())
                        .toList())
                .containsExactly("headline");
        assertThat(then.path("signed").path(0).path("name").asString()).isEqualTo("Chidi Okafor");

        var story = page(people.wanda(), article, "provenance?revision=1&part=headline&at=0")
                .expectFirst("#story")
                .text();
        assertThat(story)
                .contains(
                        "was in a claim",
                        "Confirmed",
                        "now, Unchecked",
                        "Signed off by Chidi Okafor",
                        "stands no longer");
        var kept = page(people.wanda(), article, "provenance?revision=1&part=block/b1&at=0")
                .expectFirst("#story")
                .text();
        assertThat(kept).contains("In no claim then", "that stands to this day");

        var now = people.wanda().sees("/api/articles/" + article + "/provenance");
        assertThat(now.path("claims").path(0).path("now").isNull()).isTrue();
        assertThat(now.path("claims").path(0).path("since").size()).isZero();
    }

    @Test
    void script_in_any_field_is_shown_and_not_run() {
        var bad = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        var article = people.drafts("city", bad, bad);
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        for (var field : List.of("headline", "standfirst", "byline", "dateline", "slugline", "section")) {
            content.put(field, field + bad);
        }
        ((ObjectNode) content.path("blocks").path(0)).put("text", "Again " + bad);
        people.wanda().saves(article, 1, content).with(200);
        people.wanda().asks(article, "add-comment", Map.of("text", bad)).with(200);
        for (var address : List.of(
                "redline",
                "redline?from=" + encoded(bad.substring(0, 20)),
                "timeline",
                "restore?revision=1",
                "provenance?part=headline&at=0",
                "timeline?place=" + encoded(bad))) {
            var page = Jsoup.parse(people.wanda()
                    .gets("/newsroom/articles/" + article + "/" + address)
                    .text());
            assertThat(page.select("main script, main img, main [onerror]"))
                    .as(address)
                    .isEmpty();
        }
    }

    private static Document page(Colleague who, String article, String page) {
        return Jsoup.parse(
                who.gets("/newsroom/articles/" + article + "/" + page).with(200).text());
    }

    private static Reply post(Colleague who, Document page) {
        var form = page.expectFirst("main form[method=post]");
        var fields = new LinkedHashMap<String, String>();
        form.select("input[name]").forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        return who.sends(
                "POST",
                form.attr("action"),
                "application/x-www-form-urlencoded",
                BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"))));
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
