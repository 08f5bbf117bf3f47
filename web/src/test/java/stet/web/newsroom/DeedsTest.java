package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Colleague;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who did what in all articles, by the API and on its page. */
@Tag("program")
class DeedsTest {
    private static final String RAIN = "It rained on the harbour all morning.";

    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void open_the_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        stet.opens("probes");
        people = Newcomers.to(stet);
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    @Test
    void everything_that_somebody_did_is_told_the_newest_first_and_page_by_page() {
        var ferry = people.readies("city", "The ferry is late", RAIN);
        var bridge = people.readies("probes", "The bridge is closed", RAIN);

        var all = deeds(people.stella(), "by=chidi&limit=200");
        assertThat(all)
                .extracting(deed -> deed.path("entry").path("who").asString())
                .containsOnly("chidi");
        assertThat(articles(all)).contains(ferry, bridge);
        assertThat(all.getFirst().path("article").asString()).isEqualTo(bridge);
        assertThat(all.getFirst().path("headline").asString()).isEqualTo("The bridge is closed");
        assertThat(all.getFirst().path("revision").asInt()).isEqualTo(1);
        assertThat(all.getFirst().path("entry").path("fact").asString())
                .startsWith("Signed off the facts of revision 1");

        var first = people.stella().sees("/api/deeds?by=chidi&limit=1");
        var second = people.stella()
                .sees("/api/deeds?by=chidi&limit=1&after=" + first.path("next").asString());
        assertThat(first.path("deeds").path(0)).isEqualTo(all.getFirst());
        assertThat(second.path("deeds").path(0)).isEqualTo(all.get(1));

        assertThat(deeds(people.stella(), "by=chidi&kind=article.claim-confirmed&kind=article.claim-raised"))
                .extracting(deed -> deed.path("entry").path("kind").asString())
                .contains("article.claim-confirmed")
                .doesNotContain("article.facts-signed-off");
        assertThat(articles(deeds(people.stella(), "by=chidi&desk=city&limit=200")))
                .contains(ferry)
                .doesNotContain(bridge);
        assertThat(deeds(people.stella(), "by=chidi&until=2020-01-01T00:00:00Z"))
                .isEmpty();
        people.stella().gets("/api/deeds").refused(422, "invalid");
        people.stella().gets("/api/deeds?by=chidi&after=nonsense").refused(422, "invalid");
        people.stella().gets("/api/deeds?by=chidi&kind=nonsense").refused(422, "invalid");
    }

    @Test
    void the_same_comes_as_a_table_that_no_spreadsheet_calculates() {
        var article = people.readies("city", "=The ferry, all told", RAIN);

        var shown = page(people.stella(), "by=chidi&what=sign-offs");
        var reply =
                people.stella().gets(shown.select("a[download]").attr("href")).with(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(reply.header("Link")).isEmpty();
        var lines = reply.text().split("\r\n");
        assertThat(lines[0])
                .isEqualTo(
                        "at,person,name,role,program,article,headline,desk,revision,kind,what,why,stands,passages,fallen");
        assertThat(lines)
                .hasSize(1
                        + deeds(people.stella(), "by=chidi&list=SIGN_OFFS&limit=200")
                                .size());
        assertThat(lines)
                .anyMatch(line -> line.contains(
                                ",chidi,Chidi Okafor,CHECKER,test,%s,\"'=The ferry, all told\",city,1,article.facts-signed-off,"
                                        .formatted(article))
                        && line.contains(",true,"));

        var first = people.stella().gets("/api/deeds.csv?by=chidi&limit=1").with(200);
        var next = first.header("Link");
        assertThat(next).startsWith("</api/deeds.csv?by=chidi&limit=1&after=").endsWith(">; rel=\"next\"");
        var second = people.stella()
                .gets(next.substring(1, next.indexOf('>')))
                .with(200)
                .text()
                .lines()
                .toList();
        assertThat(first.text().lines()).hasSize(2);
        assertThat(second).hasSize(2).first().isEqualTo(lines[0]);
        assertThat(first.text()).doesNotContain(second.getLast());
        for (var wrong : List.of("by=chidi&limit=0", "by=chidi&limit=2001", "", "by=chidi&after=nonsense")) {
            people.stella().gets("/api/deeds.csv?" + wrong).refused(422, "invalid");
        }
    }

    @Test
    void the_page_shows_what_was_done_in_a_sentence_and_leads_to_it_on_the_timeline() {
        var article = people.readies("city", "The market moves", RAIN);
        var today = LocalDate.now(ZoneOffset.UTC);

        var page = page(
                people.wanda(),
                "by=chidi&what=sign-offs&desk=city&since=%s&until=%s".formatted(today.minusDays(1), today.plusDays(1)));
        var deed = page.select("main .list > li").stream()
                .filter(each -> each.text().contains("The market moves"))
                .findFirst()
                .orElseThrow();
        assertThat(deed.text()).contains("revision 1", "Signed off the facts of revision 1", "Chidi Okafor", "checker");
        var way = deed.expectFirst("a.title").attr("href");
        var timeline = Jsoup.parse(
                people.wanda().gets(way.replaceFirst("#.*", "")).with(200).text());
        assertThat(way).startsWith("/newsroom/articles/" + article + "/timeline?before=");
        assertThat(timeline.select(way.substring(way.indexOf('#'))).text())
                .contains("Signed off the facts of revision 1");
        assertThat(timeline.select(".session h2 a[href='/newsroom/deeds?by=chidi']"))
                .isNotEmpty();
        assertThat(page.select("nav[aria-label=Newsroom] a[href='/newsroom/deeds']"))
                .hasSize(1);

        assertThat(page(people.wanda(), "").select("main .list")).isEmpty();
        for (var nonsense : List.of("what=nonsense", "what=writing", "by=chidi&since=soon", "by=chidi&after=x")) {
            var refused = people.wanda().gets("/newsroom/deeds?" + nonsense);
            assertThat(refused.status()).as(nonsense).isEqualTo(422);
            assertThat(Jsoup.parse(refused.text()).select("[role=alert]").text())
                    .as(nonsense)
                    .isNotBlank();
        }
    }

    @Test
    void
            whoever_may_not_read_a_story_learns_nothing_of_what_was_done_to_it_and_words_are_told_only_where_that_is_recorded() {
        var article = people.readies("probes", "The mayor is asked", RAIN);
        people.stella()
                .asks(
                        article,
                        "make-confidential",
                        Map.of("readers", List.of("pia"), "reason", "A source is in danger"))
                .with(200);

        for (var asked : List.of("by=chidi", "list=SIGN_OFFS", "by=stella")) {
            var hidden = people.paul()
                    .gets("/api/deeds?limit=200&" + asked)
                    .with(200)
                    .text();
            assertThat(hidden).as(asked).doesNotContain(article, "The mayor is asked", "in danger");
        }
        assertThat(page(people.paul(), "by=chidi").html()).doesNotContain(article, "The mayor is asked");
        assertThat(articles(deeds(people.pia(), "by=chidi")))
                .as("it is confided to her")
                .contains(article);
        assertThat(articles(deeds(people.chidi(), "by=chidi")))
                .as("not to him, though he signed it")
                .doesNotContain(article);

        var named = deeds(people.stella(), "by=stella&kind=article.made-confidential")
                .getFirst();
        assertThat(named.path("article").asString()).isEqualTo(article);
        assertThat(named.path("entry").path("fact").asString()).isEmpty();
        assertThat(named.path("entry").path("redlines")).isEmpty();
        assertThat(page(people.stella(), "by=stella").select("main").text())
                .contains("The mayor is asked", "Told where the story is opened, which is recorded")
                .doesNotContain("in danger");
        assertThat(deeds(people.stella(), "by=wanda"))
                .filteredOn(deed -> deed.path("article").asString().equals(article))
                .allMatch(deed -> deed.path("entry").path("fact").asString().isEmpty());
    }

    @Test
    void a_correction_says_which_sign_off_and_which_verdict_missed_it_and_no_other() {
        var ferry = "The ferry leaves every 20 minutes from the old quay.";
        var bridge = "The bridge has 38 cables, and nobody counts the bolts.";
        var article = people.drafts("city", "The harbour counts", ferry);
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        var second = ((ObjectNode) content.path("blocks").path(0)).deepCopy();
        second.put("id", "b2").put("text", bridge);
        ((ArrayNode) content.path("blocks")).add(second);
        people.wanda().saves(article, 1, content).with(200);
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        raises(article, "minutes", "b1", ferry, "20 minutes");
        raises(article, "cables", "b2", bridge, "38 cables");
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        var dora = stet.welcomes("dora", "Dora Lind", "CHECKER");
        bridge = bridge.replace("and nobody", "and still nobody");
        says(article, "b2", bridge);
        dora.asks(article, "sign-off-facts", Map.of()).with(200);
        people.pia().asks(article, "sign-off-captions", Map.of()).with(200);
        people.paul()
                .asks(article, "publish-article", Map.of("kind", "ORIGINAL"))
                .with(200);

        says(article, "b1", ferry.replace("20", "30"));
        people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", "minutes", "sources", List.of(source())))
                .with(200);
        people.corrects(article, "We said it leaves every 20 minutes", "It leaves every 30 minutes");
        says(article, "b2", bridge.replace("bolts", "rivets"));
        people.corrects(article, "We said that nobody counts the bolts", "Nobody counts the rivets");

        var told = people.stella().sees("/api/articles/" + article + "/corrections");
        assertThat(told.path("corrections")).hasSize(2);
        var first = told.path("corrections").path(0);
        assertThat(first.path("edition").asInt()).isEqualTo(2);
        assertThat(first.path("wrongEdition").asInt()).isEqualTo(1);
        assertThat(first.path("passages")).hasSize(1);
        var wrong = first.path("passages").path(0);
        assertThat(wrong.path("passage").asString()).isEqualTo("block/b1");
        assertThat(wrong.path("amended").path(0).asString()).isEqualTo("20");
        assertThat(wrong.path("signedOff")).hasSize(1);
        assertThat(wrong.path("signedOff").path(0).path("who").asString()).isEqualTo("chidi");
        assertThat(wrong.path("signedOff").path(0).path("revision").asInt()).isEqualTo(2);
        assertThat(wrong.path("found")).hasSize(1);
        assertThat(wrong.path("found").path(0).path("claim").asString()).isEqualTo("minutes");
        assertThat(wrong.path("found").path(0).path("verdict").asString()).isEqualTo("CONFIRMED");
        assertThat(wrong.path("found").path(0).path("by").asString()).isEqualTo("chidi");
        assertThat(told.path("deeds")
                        .path(wrong.path("found").path(0).path("sequence").asString())
                        .path("fact")
                        .asString())
                .startsWith("Confirmed the number '20 minutes' from a document (The harbour's timetable");
        var other = told.path("corrections").path(1).path("passages").path(0);
        assertThat(other.path("signedOff")).hasSize(1);
        assertThat(other.path("signedOff").path(0).path("who").asString()).isEqualTo("dora");
        assertThat(other.path("found")).isEmpty();

        for (var page : List.of(
                Jsoup.parse(people.stella()
                        .gets("/newsroom/articles/" + article + "/corrections")
                        .with(200)
                        .text()),
                page(people.stella(), "what=corrections"))) {
            assertThat(page.select(".missed").eachText())
                    .anySatisfy(text -> assertThat(text)
                            .contains(
                                    "[removed: 20] [added: 30]",
                                    "Signed off by Chidi Okafor",
                                    "as it stood in revision 2",
                                    "“20 minutes” was in a claim, Confirmed: Confirmed the number '20 minutes' from a document")
                            .doesNotContain("Dora"))
                    .anySatisfy(text -> assertThat(text)
                            .contains("Signed off by Dora Lind", "The words were in no claim")
                            .doesNotContain("Chidi"));
        }
        var timeline = Jsoup.parse(people.stella()
                .gets("/newsroom/articles/" + article + "/timeline")
                .with(200)
                .text());
        assertThat(timeline.select("a[href^='/newsroom/articles/%s/corrections#e']".formatted(article)))
                .hasSize(2);
        people.stella().gets("/api/articles/nothing/corrections").refused(404, "no-such-article");
    }

    @Test
    void the_lists_say_what_of_a_sign_off_and_of_a_waiver_still_stands() {
        var article = people.readies("city", "The gardens open", RAIN);
        people.rewrites(article, "It rained on the gardens all morning.");
        var waived = people.drafts("city", "A siren is heard", RAIN);
        people.wanda().asks(waived, "submit-for-checking", Map.of()).with(200);
        people.paul()
                .asks(waived, "waive-check", Map.of("check", "FACTS", "reason", "The town must know at once"))
                .with(200);

        var signOff = of(article, deeds(people.stella(), "list=SIGN_OFFS&by=chidi&limit=200"));
        assertThat(signOff.path("standing").path("stands").asBoolean()).isFalse();
        assertThat(signOff.path("standing").path("fallen").values())
                .extracting(JsonNode::asString)
                .containsExactly("block/b1");
        assertThat(signOff.path("standing").path("passages").values())
                .extracting(JsonNode::asString)
                .contains("headline", "block/b1");
        assertThat(of(article, deeds(people.stella(), "list=SIGN_OFFS&by=pia&limit=200"))
                        .path("standing")
                        .path("stands")
                        .asBoolean())
                .isTrue();
        var waiver = of(waived, deeds(people.stella(), "list=WAIVERS"));
        assertThat(waiver.path("standing").path("stands").asBoolean()).isTrue();
        assertThat(waiver.path("entry").path("fact").asString())
                .isEqualTo("Waived the sign-off of the facts: The town must know at once");
        people.rewrites(waived, "It rained, and a siren was heard.");
        assertThat(of(waived, deeds(people.stella(), "list=WAIVERS"))
                        .path("standing")
                        .path("stands")
                        .asBoolean())
                .isFalse();
        assertThat(page(people.stella(), "what=waivers").select("main .list").text())
                .contains("A siren is heard", "The town must know at once", "Stands no more", "Paul");
        assertThat(page(people.stella(), "what=sign-offs").select("main .list").text())
                .contains("passages still stand");
    }

    private static JsonNode of(String article, List<JsonNode> deeds) {
        return deeds.stream()
                .filter(deed -> deed.path("article").asString("").equals(article))
                .findFirst()
                .orElseThrow();
    }

    private static void raises(String article, String claim, String block, String text, String words) {
        var anchor = Map.of("place", "block/" + block, "start", text.indexOf(words), "words", words);
        people.chidi()
                .asks(article, "raise-claim", Map.of("claimId", claim, "kind", "NUMBER", "anchor", anchor))
                .with(200);
        people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", claim, "sources", List.of(source())))
                .with(200);
    }

    private static Map<String, Object> source() {
        return Map.of(
                "kind", "named", "type", "DOCUMENT", "locator", "The harbour's timetable", "consulted", "2026-02-11");
    }

    private static void says(String article, String block, String words) {
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        for (var each : content.path("blocks")) {
            if (each.path("id").asString().equals(block)) {
                ((ObjectNode) each).put("text", words);
            }
        }
        var revision =
                people.wanda().sees("/api/articles/" + article).path("revision").asInt();
        people.wanda().saves(article, revision, content).with(200);
    }

    @Test
    void an_administrator_is_told_what_was_done_to_the_newsroom_and_of_no_article() {
        people.readies("city", "The pool reopens", RAIN);
        var own = deeds(
                stet.administrator(),
                "by=%s&limit=200".formatted(stet.administrator().id()));
        assertThat(own).isNotEmpty().allMatch(deed -> deed.path("article").isNull());
        assertThat(deeds(stet.administrator(), "by=chidi")).isEmpty();
        assertThat(deeds(stet.administrator(), "list=SIGN_OFFS")).isEmpty();
    }

    private static List<JsonNode> deeds(Colleague who, String asked) {
        return who.sees("/api/deeds?" + asked).path("deeds").valueStream().toList();
    }

    private static List<String> articles(List<JsonNode> deeds) {
        return deeds.stream().map(deed -> deed.path("article").asString("")).toList();
    }

    private static Document page(Colleague who, String asked) {
        return Jsoup.parse(who.gets("/newsroom/deeds?" + asked).with(200).text());
    }
}
