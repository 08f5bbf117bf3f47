package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
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

/** Words are found in all articles that somebody may read, and in no other. */
@Tag("program")
class SearchTest {
    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static Colleague outsider;
    private static String ferry;
    private static String probe;

    @BeforeAll
    static void open_the_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        stet.opens("probes");
        people = Newcomers.to(stet);
        outsider = stet.welcomes("olga", "Olga", "WRITER");
        ferry = people.publishes("city", "A ferry for Tolvik", "The crossings <b>begin</b> at dawn in Zürich.");
        probe = people.drafts("probes", "What the harbour master knew", "He knew of the crossings.");
        stet.administrator()
                .posts("/api/newsroom/change-desks", Map.of("person", "wanda", "desks", List.of("probes")))
                .with(200);
        stet.administrator()
                .posts("/api/newsroom/close-reading", Map.of("desk", "probes"))
                .with(200);
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    private static List<String> found(Colleague by, String query) {
        return StreamSupport.stream(by.sees("/api/search?" + query).path("hits").spliterator(), false)
                .map(hit -> hit.path("article").asString())
                .toList();
    }

    private static String q(String words) {
        return "q=" + encoded(words);
    }

    @Test
    void what_was_just_written_is_found_at_once() {
        for (var i = 0; i < 10; i++) {
            var article = people.drafts("city", "Wind " + i, "The lighthouse keeper number%d slept.".formatted(i));
            assertThat(found(people.wanda(), q("number" + i))).containsExactly(article);
        }
    }

    @Test
    void whoever_may_not_read_an_article_neither_finds_nor_counts_it() {
        assertThat(found(people.wanda(), q("crossing"))).containsExactlyInAnyOrder(ferry, probe);
        assertThat(found(outsider, q("crossing"))).containsExactly(ferry);
        assertThat(outsider.sees("/api/search?" + q("crossing")).path("total").asInt())
                .isEqualTo(1);
        assertThat(outsider.sees("/api/search?" + q("master knew"))
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(found(outsider, "q=&desk=probes")).isEmpty();
        assertThat(page(outsider, q("crossing")).select(".hit .title").eachText())
                .containsExactly("A ferry for Tolvik");
        assertThat(page(outsider, q("master")).select("#hits").text()).doesNotContain("harbour");
        assertThat(found(stet.administrator(), q("ferry"))).isEmpty();
        assertThat(stet.world().gets("/api/search?q=ferry").status()).isEqualTo(401);
    }

    @Test
    void the_desk_is_narrowed_by_words_of_headlines_in_any_form_a_moment_after_they_were_written() {
        for (var i = 0; i < 5; i++) {
            var article = people.drafts("city", "Café %d for Ærø’s fishermen".formatted(i), "It opens.");
            assertThat(onTheDesk(people.wanda(), "fisherman AERO cafe " + i)).containsExactly(article);
        }
        var all = people.wanda().sees("/api/articles?limit=3&text=" + encoded("cafés fisherm"));
        var rest = people.wanda()
                .sees("/api/articles?limit=3&text=" + encoded("cafés fisherm") + "&after="
                        + all.path("next").asString());
        assertThat(all.path("cards")).hasSize(3);
        assertThat(rest.path("cards")).hasSize(2);
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(rest.path("complete").asBoolean()).isTrue();
        assertThat(onTheDesk(people.wanda(), "fisherman opens"))
                .as("a word of the text")
                .isEmpty();
        var page = desk(people.wanda(), "fisherman");
        assertThat(page.select("#column-drafting h2").text()).isEqualTo("Drafting 5");
        assertThat(page.select("#column-drafting .card")).hasSize(5);
        assertThat(page.select(".incomplete")).isEmpty();
        assertThat(page.select("#text").val()).isEqualTo("fisherman");
    }

    @Test
    void whoever_may_not_read_an_article_neither_sees_nor_counts_it_on_a_desk_that_words_narrow() {
        assertThat(onTheDesk(people.wanda(), "harbour masters")).containsExactly(probe);
        assertThat(onTheDesk(outsider, "harbour masters")).isEmpty();
        assertThat(desk(people.wanda(), "harbour masters")
                        .select("#column-drafting h2")
                        .text())
                .isEqualTo("Drafting 1");
        assertThat(desk(outsider, "harbour masters")
                        .select(".column h2 .number")
                        .eachText())
                .containsOnly("0");
    }

    @Test
    void a_desk_is_narrowed_by_no_more_words_than_a_search() {
        for (var words : List.of("x".repeat(501), "a ".repeat(40))) {
            people.wanda().gets("/api/articles?text=" + encoded(words)).refused(422, "invalid");
            var page = people.wanda().gets("/newsroom?text=" + encoded(words)).with(422);
            assertThat(page.text()).contains("A search has at most");
            people.wanda()
                    .posts("/api/me/views", Map.of("name", "Too much", "filters", Map.of("text", words)))
                    .refused(422, "invalid");
        }
        people.wanda().gets("/api/articles?text=").with(200);
    }

    private static List<String> onTheDesk(Colleague by, String words) {
        return StreamSupport.stream(
                        by.sees("/api/articles?text=" + encoded(words))
                                .path("cards")
                                .spliterator(),
                        false)
                .map(card -> card.path("article").asString())
                .toList();
    }

    private static Document desk(Colleague by, String words) {
        return Jsoup.parse(by.gets("/newsroom?text=" + encoded(words)).with(200).text());
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    @Test
    void what_is_read_in_confidence_is_named_and_not_quoted() {
        var hits = people.stella().sees("/api/search?" + q("crossing")).path("hits");

        assertThat(hits).hasSize(2);
        for (var hit : hits) {
            var confided = hit.path("article").asString().equals(probe);
            assertThat(hit.path("sentences").isEmpty()).isEqualTo(confided);
        }
    }

    @Test
    void readers_find_what_is_on_view_in_any_form_of_its_words() {
        Awaitility.await().untilAsserted(() -> assertThat(headlines("crossing")).containsExactly("A ferry for Tolvik"));
        assertThat(headlines("crossings ZURICH")).containsExactly("A ferry for Tolvik");
        assertThat(headlines("“dawn in Zürich”")).containsExactly("A ferry for Tolvik");
        assertThat(headlines("harbour master")).as("a draft").isEmpty();
        assertThat(Jsoup.parse(stet.world()
                                .gets("/search?" + q("crossing"))
                                .with(200)
                                .text())
                        .select(".sentence")
                        .text())
                .isEqualTo("The crossings <b>begin</b> at dawn in Zürich.");
        assertThat(stet.world()
                        .sees("/api/published?section=Sport&text=crossing")
                        .path("stories"))
                .isEmpty();
        assertThat(stet.world().gets("/search").with(200).text()).contains("Words in a story");
        assertThat(stet.world()
                        .gets("/search?" + q("nobody said this"))
                        .with(200)
                        .text())
                .contains("No story has these words in it.");
    }

    @Test
    void readers_find_neither_what_is_held_or_killed_nor_how_it_read_before_nor_by_what_the_newsroom_calls_it() {
        var held = people.publishes("city", "The lighthouse of Aun", "Its keeper wrote of quokkas.");
        var killed = people.publishes("city", "The other lighthouse", "Nobody wrote of quokkas.");
        Awaitility.await()
                .untilAsserted(() -> assertThat(headlines("quokka"))
                        .containsExactlyInAnyOrder("The lighthouse of Aun", "The other lighthouse"));

        people.stella()
                .asks(killed, "kill-article", Map.of("reason", "There are none", "notice", "Withdrawn."))
                .with(200);
        assertThat(headlines("quokka")).as("at once").containsExactly("The lighthouse of Aun");
        people.stella()
                .asks(held, "hold-article", Map.of("reason", "Are there any?"))
                .with(200);
        assertThat(headlines("quokka")).as("at once").isEmpty();

        people.stella().asks(held, "release-hold", Map.of()).with(200);
        Awaitility.await()
                .untilAsserted(() -> assertThat(headlines("quokka")).containsExactly("The lighthouse of Aun"));
        people.rewrites(held, "Its keeper wrote of wallabies.");
        people.republishes(held, "UPDATE");
        Awaitility.await()
                .untilAsserted(() -> assertThat(headlines("wallaby")).containsExactly("The lighthouse of Aun"));
        assertThat(headlines("quokka")).as("the edition before").isEmpty();
    }

    @Test
    void readers_turn_the_pages_of_what_they_find_and_are_told_what_is_too_much() {
        for (var story = 0; story < 3; story++) {
            people.publishes("city", "Otters " + story, "Otters were seen again.");
        }
        Awaitility.await().untilAsserted(() -> assertThat(headlines("otter")).hasSize(3));

        var first = stet.world().sees("/api/published?limit=2&text=otter");
        var second = stet.world()
                .sees("/api/published?limit=2&text=otter&after="
                        + first.path("next").asString());
        assertThat(first.path("stories")).hasSize(2);
        assertThat(second.path("stories")).hasSize(1);
        assertThat(second.path("next").isNull()).isTrue();
        for (var wrong : List.of("text=", "text=" + "x".repeat(501), "text=otter&after=MA", "text=otter&limit=0")) {
            stet.world().gets("/api/published?" + wrong).refused(400, "malformed-request");
        }
        assertThat(stet.world().gets("/search?q=" + "x".repeat(501)).with(400).text())
                .contains("at most 500 characters");
    }

    private static List<String> headlines(String words) {
        return StreamSupport.stream(
                        stet.world()
                                .sees("/api/published?text=" + encoded(words))
                                .path("stories")
                                .spliterator(),
                        false)
                .map(story -> story.path("headline").asString())
                .toList();
    }

    @Test
    void what_is_found_stands_in_its_sentence_as_text() {
        var hit = page(people.wanda(), q("zurich begin")).select(".hit").getFirst();

        assertThat(hit.select("mark").eachText()).containsExactly("begin", "Zürich");
        assertThat(hit.select(".sentence").text()).isEqualTo("The crossings <b>begin</b> at dawn in Zürich.");
    }

    @Test
    void filters_narrow_what_is_found() {
        assertThat(found(people.wanda(), q("crossing") + "&desk=probes")).containsExactly(probe);
        assertThat(found(people.wanda(), q("crossing") + "&in=EDITIONS")).containsExactly(ferry);
        assertThat(found(people.wanda(), q("crossing") + "&in=COPIES")).hasSize(2);
        assertThat(found(people.wanda(), q("crossing") + "&stage=PUBLISHED")).containsExactly(ferry);
        assertThat(found(people.wanda(), q("crossing") + "&language=en")).hasSize(2);
        assertThat(found(people.wanda(), q("crossing") + "&language=de")).isEmpty();
        assertThat(found(people.wanda(), q("crossing") + "&until=2001-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(found(people.wanda(), q("cross") + "&typing=true")).hasSize(2);
        assertThat(page(people.wanda(), q("crossing") + "&in=editions&since=2001-01-01")
                        .select(".hit"))
                .hasSize(1);
    }

    @Test
    void pages_follow_one_another() {
        var first = people.wanda().sees("/api/search?limit=1&" + q("crossing"));
        var next = first.path("next").asString();
        var second = people.wanda().sees("/api/search?limit=1&" + q("crossing") + "&after=" + next);

        assertThat(first.path("total").asInt()).isEqualTo(2);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(second.path("hits").path(0).path("article"))
                .isNotEqualTo(first.path("hits").path(0).path("article"));
    }

    @Test
    void a_search_that_asks_for_too_much_is_refused_in_a_sentence() {
        for (var query : List.of(
                q("x".repeat(501)),
                q("a ".repeat(40)),
                "q=x&limit=0",
                "q=x&limit=101",
                "q=x&after=nonsense",
                "q=x&desk=%20%21")) {
            var reply = people.wanda().gets("/api/search?" + query);
            assertThat(reply.status()).as(query).isEqualTo(422);
        }
        var page = people.wanda().gets("/newsroom/search?" + q("a ".repeat(40)));
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("A search has at most 32 words");
        assertThat(people.wanda().gets("/newsroom/search?q=x&since=yesterday").text())
                .contains("A day is written as in 2026-11-29");
    }

    @Test
    void words_that_are_gone_are_found_in_the_history_with_when_they_stood_and_where_that_is_seen() {
        var article = people.drafts("city", "The second pier", "A heron stood on the pier.");
        people.rewrites(article, "A stork stood on the pier.");
        people.stella()
                .asks(article, "add-comment", Map.of("text", "Was it a heron?"))
                .with(200);

        var hits =
                people.stella().sees("/api/search/history?q=heron&newest=true").path("hits");
        assertThat(hits).hasSize(2);
        var comment = hits.path(0);
        assertThat(comment.path("kind").asString()).isEqualTo("COMMENT");
        assertThat(comment.path("who").asString()).isEqualTo("stella");
        assertThat(comment.path("stood")).isEmpty();
        var passage = hits.path(1);
        assertThat(passage.path("kind").asString()).isEqualTo("PASSAGE");
        assertThat(passage.path("place").asString()).isEqualTo("block/b1");
        assertThat(passage.path("who").asString()).isEqualTo("wanda");
        assertThat(passage.path("stood").path(0).path("from").asInt()).isEqualTo(1);
        assertThat(passage.path("stood").path(0).path("until").asInt()).isEqualTo(2);
        assertThat(people.stella().sees("/api/search?q=heron").path("total").asInt())
                .as("what stands now")
                .isZero();
        assertThat(people.stella()
                        .sees("/api/search/history?q=heron&gone=true&by=wanda&desk=city&article=" + article)
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(people.stella()
                        .sees("/api/search/history?q=heron&kind=COMMENT,NOTE")
                        .path("total")
                        .asInt())
                .isEqualTo(1);

        var now = page(people.stella(), "q=heron");
        var ever = now.select("main a:contains(Also in the history)").attr("href");
        var page = Jsoup.parse(people.stella().gets(ever).with(200).text());
        assertThat(page.select(".hit")).hasSize(2);
        for (var link : page.select(".hit a").eachAttr("href")) {
            people.stella().gets(link).with(link.contains("redline") ? 303 : 200);
        }
        assertThat(page.select(".hit a[href*=redline]").eachAttr("href"))
                .containsExactly(
                        "/newsroom/articles/%s/redline?revision=1&place=block%%2Fb1".formatted(article),
                        "/newsroom/articles/%s/redline?revision=2&place=block%%2Fb1".formatted(article));
        assertThat(page.select(".hit mark").eachText()).containsExactlyInAnyOrder("heron", "heron");
    }

    @Test
    void the_history_of_what_somebody_may_not_read_is_not_found_and_what_is_read_in_confidence_is_not_quoted() {
        people.rewrites(probe, "He knew of the crossings and of the walrus.");
        people.rewrites(probe, "He knew of the crossings.");

        assertThat(outsider.sees("/api/search/history?q=walrus").path("total").asInt())
                .isZero();
        assertThat(outsider.gets("/newsroom/search/history?q=walrus").with(200).text())
                .contains("Nothing that you may read fits");
        var hit = people.stella()
                .sees("/api/search/history?q=walrus")
                .path("hits")
                .path(0);
        assertThat(hit.path("article").asString()).isEqualTo(probe);
        assertThat(hit.path("inConfidence").asBoolean()).isTrue();
        assertThat(hit.path("sentences")).isEmpty();
        assertThat(people.stella()
                        .gets("/newsroom/search/history?q=walrus")
                        .with(200)
                        .text())
                .contains("Words that you read where the story is opened, which is recorded.")
                .doesNotContain("<mark>");
        assertThat(people.wanda()
                        .sees("/api/search/history?q=walrus")
                        .path("hits")
                        .path(0)
                        .path("sentences"))
                .isNotEmpty();
        assertThat(stet.world().gets("/api/search/history?q=walrus").status()).isEqualTo(401);
    }

    @Test
    void a_search_of_the_history_that_asks_for_too_much_or_nothing_is_refused_in_a_sentence() {
        for (var query : List.of("q=", q("x".repeat(501)), q("a ".repeat(40)), "q=x&limit=0", "q=x&after=nonsense")) {
            assertThat(people.wanda().gets("/api/search/history?" + query).status())
                    .as(query)
                    .isEqualTo(422);
        }
        people.wanda().gets("/newsroom/search/history").with(200);
        assertThat(people.wanda()
                        .gets("/newsroom/search/history?q=x&kind=gossip")
                        .with(422)
                        .text())
                .contains("There is no &#39;gossip&#39; to look among");
        assertThat(people.wanda()
                        .gets("/newsroom/search/history?q=x&since=yesterday")
                        .with(422)
                        .text())
                .contains("A day is written as in 2026-11-29");
    }

    @Test
    void the_index_is_rebuilt_by_the_front_door() {
        var before = stet.administrator().sees("/api/readers/search/digest").path("digest");

        stet.administrator().posts("/api/readers/search/rebuild", Map.of()).with(202);

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stet.administrator()
                                .sees("/api/readers/search/rebuild")
                                .path("state")
                                .asString())
                        .isEqualTo("SERVING"));
        assertThat(found(outsider, q("crossing"))).containsExactly(ferry);
        assertThat(headlines("crossing")).containsExactly("A ferry for Tolvik");
        assertThat(stet.administrator()
                        .sees("/api/readers/search/digest")
                        .path("tables")
                        .size())
                .as("copies, editions, passages, and what was said")
                .isEqualTo(4);
        assertThat(before.asString()).hasSize(64);
    }

    private static Document page(Colleague by, String query) {
        return Jsoup.parse(by.gets("/newsroom/search?" + query).with(200).text());
    }
}
