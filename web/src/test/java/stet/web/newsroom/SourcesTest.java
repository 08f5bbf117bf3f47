package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Colleague;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;
import tools.jackson.databind.JsonNode;

/** A standards editor doubts a source, and all that rests on it is dealt with (rule 43). */
@Tag("program")
class SourcesTest {
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

    private static JsonNode resting(Colleague who, String locator) {
        return who.sees("/api/sources?locator=" + URLEncoder.encode(locator, StandardCharsets.UTF_8));
    }

    private static void awaitNothingRests(String locator) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> resting(people.stella(), locator)
                        .path("claims")
                        .valueStream()
                        .noneMatch(claim -> claim.path("state").asString().equals("RESTS")));
    }

    /** Draws the headline's claim from this source instead. */
    private static void restsOn(String article, String locator) {
        people.chidi()
                .asks(article, "reopen-claim", Map.of("claimId", "c1", "reason", "There is a better source"))
                .with(200);
        confirm(article, locator);
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
    }

    private static void confirm(String article, String locator) {
        people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", "c1", "sources", List.of(source(locator))))
                .with(200);
    }

    private static Map<String, Object> source(String locator) {
        return Map.of("kind", "named", "type", "WEB_PAGE", "locator", locator, "consulted", "2026-02-11");
    }

    @Test
    void a_doubted_source_reopens_what_rests_on_it_tells_the_desk_and_is_refused_until_the_doubt_is_lifted() {
        var address = "https://www.alder.example/minutes/?utm_source=letter";
        var same = "http://Alder.example/minutes#item-7";
        var live = people.readies("city", "The ferry is late", RAIN);
        restsOn(live, address);
        people.paul().asks(live, "publish-article", Map.of("kind", "ORIGINAL")).with(200);
        var draft = people.readies("city", "The bridge is closed", RAIN);
        restsOn(draft, same);

        var before = resting(people.chidi(), same);
        assertThat(before.path("source").asString()).isEqualTo("https://alder.example/minutes");
        assertThat(before.path("stories").asInt()).isEqualTo(2);
        assertThat(before.path("claims").path(0).path("article").asString())
                .as("the live one comes first")
                .isEqualTo(live);
        assertThat(before.path("claims").path(0).path("edition").asInt()).isEqualTo(1);
        assertThat(before.path("claims").path(0).path("name").asString()).isEqualTo("Chidi Okafor");

        var doubt = Map.of("locator", same, "reason", "The page was forged.");
        for (var other : List.of(people.chidi(), people.paul(), stet.administrator())) {
            other.posts("/api/newsroom/doubt-source", doubt).refused(403, "role-missing");
        }
        people.stella()
                .posts("/api/newsroom/doubt-source", Map.of("locator", same, "reason", " "))
                .refused(422, "reason-missing");
        people.stella().posts("/api/newsroom/doubt-source", doubt).with(200);
        awaitNothingRests(address);

        var after = resting(people.wanda(), address);
        assertThat(after.path("toDealWith").asInt()).isEqualTo(1);
        assertThat(after.path("doubt").path("reason").asString()).isEqualTo("The page was forged.");
        assertThat(after.path("claims")
                        .valueStream()
                        .map(claim -> claim.path("state").asString()))
                .containsExactly("OPEN", "OPEN");
        for (var article : List.of(live, draft)) {
            assertThat(people.wanda()
                            .sees("/api/articles/%s/history?limit=100".formatted(article))
                            .path("entries")
                            .valueStream()
                            .filter(entry -> entry.path("kind").asString().equals("article.source-discredited")))
                    .hasSize(1);
        }
        assertThat(Jsoup.parse(people.wanda()
                                .gets("/newsroom/notices")
                                .with(200)
                                .text())
                        .text())
                .contains("A source that words of it rested on is not relied on any more", "“The ferry is late”");

        var refused = people.chidi()
                .asks(live, "confirm-claim", Map.of("claimId", "c1", "sources", List.of(source(address))));
        refused.refused(409, "source-doubted");
        assertThat(refused.sentence()).contains("is not relied on here any more: The page was forged. Name another");

        confirm(live, "The harbour master");
        assertThat(resting(people.wanda(), address).path("toDealWith").asInt()).isZero();
        assertThat(people.stella()
                        .sees("/api/sources/doubted")
                        .path("doubts")
                        .valueStream()
                        .map(each -> each.path("doubt").path("source").asString()))
                .contains("https://alder.example/minutes");

        people.stella()
                .posts("/api/newsroom/lift-doubt", Map.of("locator", address, "reason", "It was not"))
                .with(200);
        confirm(draft, address);
        assertThat(resting(people.wanda(), address)
                        .path("doubt")
                        .path("lifted")
                        .path("reason")
                        .asString())
                .isEqualTo("It was not");
    }

    @Test
    void the_page_shows_what_is_still_to_be_dealt_with_and_only_a_standards_editor_the_form() {
        var article = people.readies("city", "The market moves", RAIN);
        restsOn(article, "Market office, memo 4");
        people.paul()
                .asks(article, "publish-article", Map.of("kind", "ORIGINAL"))
                .with(200);
        var path = "/newsroom/sources?locator=Market+OFFICE%2C+memo+4";

        var seen = Jsoup.parse(people.wanda().gets(path).with(200).text());
        assertThat(seen.select("main").text()).contains("1 story rests on it, 1 of them live", "The market moves");
        assertThat(seen.select("main form[method=post]")).isEmpty();
        assertThat(Jsoup.parse(people.stella().gets(path).with(200).text()).select("form[action$=/doubt]"))
                .hasSize(1);
        assertThat(Jsoup.parse(people.wanda()
                                .gets("/newsroom/articles/" + article + "/checking")
                                .with(200)
                                .text())
                        .select("a[href^=/newsroom/sources?locator=]"))
                .isNotEmpty();

        people.stella()
                .posts(
                        "/api/newsroom/doubt-source",
                        Map.of("locator", "market office, memo 4", "reason", "It is a joke"))
                .with(200);
        awaitNothingRests("Market office, memo 4");
        var doubted = Jsoup.parse(people.wanda().gets(path).with(200).text());
        assertThat(doubted.select("#still").text()).isEqualTo("One story that readers see is still to be dealt with.");
        assertThat(doubted.select("main").text()).contains("Not relied on any more", "Stella Marsh: It is a joke");
        assertThat(people.wanda().gets("/newsroom/sources?locator=%E2%80%8B").status())
                .isEqualTo(422);
        people.wanda().gets("/api/sources?locator=").refused(422, "invalid");
    }

    @Test
    void whoever_may_not_read_a_story_learns_nothing_of_it_and_its_words_are_quoted_only_where_reading_is_recorded() {
        var article = people.readies("probes", "The mayor is asked", RAIN);
        restsOn(article, "The second letter");
        stet.administrator()
                .posts("/api/newsroom/close-reading", Map.of("desk", "probes"))
                .with(200);
        try {
            assertThat(resting(people.chidi(), "The second letter")
                            .path("stories")
                            .asInt())
                    .isZero();
            assertThat(people.chidi()
                            .gets("/newsroom/sources?locator=The+second+letter")
                            .with(200)
                            .text())
                    .doesNotContain("The mayor is asked", article);
            var named =
                    resting(people.stella(), "The second letter").path("claims").path(0);
            assertThat(named.path("article").asString()).isEqualTo(article);
            assertThat(named.path("words").asString()).isEmpty();
            assertThat(resting(stet.administrator(), "The second letter")
                            .path("stories")
                            .asInt())
                    .isZero();
        } finally {
            stet.administrator()
                    .posts("/api/newsroom/open-reading", Map.of("desk", "probes"))
                    .with(200);
        }
    }
}
