package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.desk.Desk;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.web.findings.UnclaimedWords;

/** An article with more to check in it than anybody can list. */
@Tag("program")
class LongListsTest {
    private static final int QUOTATIONS = 2_000;

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Colleague wanda;
    private static String article;

    @BeforeAll
    static void a_writer_quotes_without_an_end() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        wanda = stet.welcomes("wanda", "Wanda Winter", "WRITER");
        var blocks = IntStream.range(0, 20)
                .mapToObj(block -> Map.of(
                        "kind",
                        "paragraph",
                        "id",
                        "b" + block,
                        "text",
                        IntStream.range(0, QUOTATIONS / 20)
                                .mapToObj(n -> "“so it said, %s” ".formatted(letters(block * 100 + n)))
                                .collect(Collectors.joining("and "))))
                .toList();
        article = wanda.posts(
                        "/api/articles",
                        Map.of("desk", "city", "content", Map.of("headline", "Rain", "blocks", blocks)))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void the_panel_lists_a_hundred_and_says_how_many_more_there_are_and_where() {
        var reply = wanda.gets("/newsroom/articles/" + article + "/checking").with(200);
        assertThat(reply.bytes()).hasSizeLessThan(600_000);
        var page = Jsoup.parse(reply.text(), "http://localhost");
        assertThat(missing(page)).hasSize(100);
        assertThat(page.text()).contains("These are 100 of 2,000; 1,900 more are on other pages.");

        var next = page.select("a:contains(The next ones)");
        assertThat(next).hasSize(1);
        var second = Jsoup.parse(wanda.gets(next.attr("href")).with(200).text());
        assertThat(missing(second)).hasSize(100).doesNotContainAnyElementsOf(missing(page));
        assertThat(second.select("a:contains(The ones before)")).hasSize(1);

        var beyond = wanda.gets("/newsroom/articles/" + article + "/checking?from=2147483647")
                .with(200);
        assertThat(missing(Jsoup.parse(beyond.text()))).isEmpty();
        wanda.gets("/newsroom/articles/" + article + "/checking?from=-1").with(200);
    }

    @Test
    void claims_are_shown_some_at_a_time_and_counted_all() {
        var chidi = stet.welcomes("chidi", "Chidi Okafor", "CHECKER");
        var words =
                IntStream.range(0, 300).mapToObj(n -> "x" + letters(n) + "x").toList();
        var text = String.join(" ", words);
        var checked = wanda.posts(
                        "/api/articles",
                        Map.of(
                                "desk",
                                "city",
                                "content",
                                Map.of(
                                        "headline",
                                        "Rain",
                                        "blocks",
                                        List.of(Map.of("kind", "paragraph", "id", "b1", "text", text)))))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        wanda.asks(checked, "submit-for-checking", Map.of()).with(200);
        var raising = words.stream()
                .map(word -> Map.of(
                        "kind",
                        "FACT",
                        "anchor",
                        Map.of(
                                "place",
                                "block/b1",
                                "start",
                                (" " + text + " ").indexOf(" " + word + " "),
                                "words",
                                word)))
                .toList();
        var source = Map.of("kind", "named", "type", "OWN_CALL", "locator", "The office", "consulted", "2026-02-11");
        for (var part : List.of(raising.subList(0, 200), raising.subList(200, 300))) {
            chidi.asks(
                            checked,
                            "confirm-claims",
                            Map.of("claims", List.of(), "raising", part, "sources", List.of(source)))
                    .with(200);
        }

        var page = Jsoup.parse(
                chidi.gets("/newsroom/articles/" + checked + "/checking")
                        .with(200)
                        .text(),
                "http://localhost");
        assertThat(page.text()).contains("300 confirmed", "Of 300 claims, 100 are on this page.");
        var shown = new ArrayList<>(page.select(".settled .one-claim").eachAttr("data-words"));
        for (var further = page.select("a:contains(The next ones)"); !further.isEmpty(); ) {
            var next = Jsoup.parse(chidi.gets(further.attr("href")).with(200).text(), "http://localhost");
            assertThat(next.select(".settled .one-claim")).hasSize(100);
            shown.addAll(next.select(".settled .one-claim").eachAttr("data-words"));
            further = next.select("a:contains(The next ones)");
        }
        assertThat(shown).containsExactlyElementsOf(words);
    }

    @Test
    void the_history_beside_the_words_tells_of_what_happened_last_and_leads_to_what_happened_before() {
        var much = wanda.posts("/api/articles", Map.of("desk", "city", "content", Map.of("headline", "Rain")))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        IntStream.rangeClosed(1, 100)
                .forEach(n -> wanda.asks(much, "add-comment", Map.of("text", "Look " + n))
                        .with(200));

        var page = Jsoup.parse(
                wanda.gets("/newsroom/articles/" + much + "/history").with(200).text(), "http://localhost");
        assertThat(page.select("ol.events > li")).hasSize(100);
        assertThat(page.select("ol.events > li").getFirst().id()).isEqualTo("e100");
        var before = page.select("a:contains(What happened before)").attr("href");
        var earlier = Jsoup.parse(wanda.gets(before).with(200).text());
        assertThat(earlier.select("#e0")).hasSize(1);
        assertThat(earlier.select("#e1")).isEmpty();
    }

    @Test
    void of_many_claims_on_the_same_words_the_first_are_named_where_the_words_stand() {
        var nested = wanda.posts(
                        "/api/articles",
                        Map.of(
                                "desk",
                                "city",
                                "content",
                                Map.of(
                                        "headline",
                                        "Rain",
                                        "blocks",
                                        List.of(
                                                Map.of("kind", "paragraph", "id", "b0", "text", "It rained."),
                                                Map.of(
                                                        "kind",
                                                        "list",
                                                        "id",
                                                        "b1",
                                                        "items",
                                                        List.of(
                                                                "a b c d e f g h i j k l m",
                                                                "n o p q r s t u v w x y z"))))))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        wanda.asks(nested, "submit-for-checking", Map.of()).with(200);
        var all = "a b c d e f g h i j k l m\nn o p q r s t u v w x y z";
        var judge = stet.welcomes("carla", "Carla Cruz", "CHECKER");
        for (var n = 0; n < 26; n++) {
            judge.asks(
                            nested,
                            "raise-claim",
                            Map.of(
                                    "claimId",
                                    "n" + n,
                                    "kind",
                                    "FACT",
                                    "anchor",
                                    Map.of("place", "block/b1", "start", 2 * n, "words", all.substring(2 * n))))
                    .with(200);
        }

        var page = Jsoup.parse(judge.gets("/newsroom/articles/" + nested + "/checking")
                .with(200)
                .text());
        var marks = page.select("#copy mark");
        assertThat(marks.eachText()).containsExactlyElementsOf(List.of(all.split("\\s")));
        assertThat(marks.get(1).attr("data-claims")).isEqualTo("n0 n1");
        assertThat(marks.getLast().attr("data-claims").split(" "))
                .hasSize(20)
                .startsWith("n0")
                .endsWith("n19");
    }

    @Test
    void programs_read_them_all_page_by_page() {
        var seen = new HashSet<String>();
        var next = "";
        do {
            var page = wanda.sees("/api/articles/" + article + "/suggestions?limit=900" + next);
            assertThat(page.path("total").asInt()).isGreaterThanOrEqualTo(QUOTATIONS);
            page.path("suggestions")
                    .values()
                    .forEach(each ->
                            assertThat(seen.add(each.path("anchor").toString())).isTrue());
            next = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!next.isEmpty());
        assertThat(seen).hasSizeGreaterThanOrEqualTo(QUOTATIONS);

        assertThat(wanda.sees("/api/articles/" + article + "/suggestions")
                        .path("suggestions")
                        .values())
                .hasSize(200);
        wanda.gets("/api/articles/" + article + "/suggestions?limit=1001").refused(422, "invalid");
    }

    @Test
    void what_is_in_no_claim_is_found_once_for_each_state_of_an_article() {
        var words = stet.part(UnclaimedWords.class);
        var before = words.of(copy());
        assertThat(words.of(copy())).isSameAs(before);

        wanda.asks(
                        article,
                        "raise-claim",
                        Map.of(
                                "claimId", "c1",
                                "kind", "FACT",
                                "anchor", Map.of("place", "headline", "start", 0, "words", "Rain")))
                .with(200);

        assertThat(words.of(copy())).isNotSameAs(before);
    }

    private static WorkingCopy.Answer copy() {
        return stet.part(Desk.class)
                .workingCopy(new WorkingCopy(new ArticleId(article)))
                .orElseThrow();
    }

    private static List<String> missing(Document page) {
        return page.select("ol.statements li.one-statement[data-required]").eachAttr("data-words");
    }

    /** Without a digit, which would be one more thing to check. */
    private static String letters(int number) {
        var letters = new StringBuilder();
        for (var rest = number; ; rest /= 26) {
            letters.append((char) ('a' + rest % 26));
            if (rest < 26) {
                return letters.toString();
            }
        }
    }
}
