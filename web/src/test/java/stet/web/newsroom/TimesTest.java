package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

/** How long work takes at a desk is told to those who may see it, of what they may read. */
@Tag("program")
class TimesTest {
    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static String waiting;

    @BeforeAll
    static void a_story_went_back_once_and_came_out() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        stet.opens("probes");
        people = Newcomers.to(stet);
        var out = people.readies("city", "A ferry for Tolvik", "The crossings begin again.");
        people.rewrites(out, "The crossings will begin again.");
        people.chidi().asks(out, "sign-off-facts", Map.of()).with(200);
        people.paul().asks(out, "publish-article", Map.of("kind", "ORIGINAL")).with(200);
        waiting = people.drafts("probes", "What the harbour master knew", "He knew of the crossings.");
        works("paul", "city");
        stet.administrator()
                .posts("/api/newsroom/close-reading", Map.of("desk", "probes"))
                .with(200);
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    private static void works(String person, String desk) {
        stet.administrator()
                .posts("/api/newsroom/change-desks", Map.of("person", person, "desks", List.of(desk)))
                .with(200);
    }

    private static List<String> desks(JsonNode answer) {
        return answer.path("desks")
                .valueStream()
                .map(each -> each.path("desk").asString())
                .toList();
    }

    @Test
    void what_happened_is_counted_by_step_and_desk() {
        var answer = people.stella().sees("/api/times");

        assertThat(desks(answer)).containsExactly("city", "probes");
        var city = answer.path("desks").path(0);
        assertThat(city.path("steps")
                        .valueStream()
                        .map(step -> step.path("queue").asString() + " "
                                + step.path("stood").asInt()))
                .containsExactly("DRAFTING 1", "WITH_CHECKERS 2", "WITH_PICTURES 1", "READY 2");
        assertThat(city.path("steps").path(1).path("medianMillis").isNumber()).isTrue();
        assertThat(city.path("returns")).singleElement().satisfies(back -> {
            assertThat(back.path("from").asString()).isEqualTo("READY");
            assertThat(back.path("to").asString()).isEqualTo("WITH_CHECKERS");
            assertThat(back.path("by").asString()).isEqualTo("WORDS_CHANGED");
            assertThat(back.path("times").asInt()).isEqualTo(1);
        });
        assertThat(city.path("first").path("editions").asInt()).isEqualTo(1);
        assertThat(city.path("first").path("fallen").asInt()).isEqualTo(1);
        assertThat(answer.path("waiting").path(0).path("article").asString()).isEqualTo(waiting);
        assertThat(desks(people.stella().sees("/api/times?desk=probes"))).containsExactly("probes");
        assertThat(people.stella()
                        .sees("/api/times?from=2001-01-01T00:00:00Z&until=2001-02-01T00:00:00Z")
                        .path("longest"))
                .isEmpty();
    }

    @Test
    void the_same_comes_as_a_table() {
        var reply = people.stella().gets("/api/times.csv?desk=city").with(200);

        assertThat(reply.text().lines())
                .startsWith("desk,figure,step,from_step,act,count,median_ms,ninetieth_ms,since")
                .contains("city,went-back,WITH_CHECKERS,READY,WORDS_CHANGED,1,,,", "city,sign-offs-fallen,,,,1,,,")
                .anyMatch(line -> line.matches("city,stood,WITH_CHECKERS,,,2,[0-9]+,[0-9]+,"))
                .hasSize(1 + 4 * 2 + 1 + 2);
    }

    @Test
    void publishers_see_it_of_their_own_desks_and_others_of_none() {
        assertThat(desks(people.paul().sees("/api/times"))).containsExactly("city");
        people.paul().gets("/api/times?desk=probes").refused(403, "role-missing");
        for (var nobody : List.of(people.wanda(), people.chidi(), people.pia(), stet.administrator())) {
            nobody.gets("/api/times").refused(403, "role-missing");
            nobody.gets("/api/times.csv").refused(403, "role-missing");
            assertThat(page(nobody, "").with(403).text()).contains("publishers of the desk");
        }
        var auditor = stet.welcomes("audra", "Audra", "AUDITOR");
        assertThat(desks(auditor.sees("/api/times"))).containsExactly("city", "probes");
        assertThat(stet.world().gets("/api/times").status()).isEqualTo(401);
    }

    @Test
    void the_page_says_it_in_words() {
        var shown = Jsoup.parse(page(people.stella(), "").with(200).text());

        assertThat(shown.select("h2").eachText()).startsWith("The city", "The probes", "Waiting longest now");
        assertThat(shown.select("section").getFirst().select("li").eachText())
                .containsExactly("Once from “Ready” to “With checkers”: words changed after the sign-off.");
        assertThat(shown.select("a[href^=/newsroom/articles/" + waiting + "]").text())
                .isEqualTo("What the harbour master knew");
        var csv = shown.select("a[download]").attr("href");
        assertThat(people.stella().gets(csv).with(200).text()).contains("city,first-edition,,,,1,");
        assertThat(page(people.stella(), "?from=then").with(422).text()).contains("A day is written as in 2026-11-29");
        assertThat(page(people.stella(), "?from=2020-01-01&until=2026-01-01")
                        .with(422)
                        .text())
                .contains("At most 366 days are looked at together");
    }

    private static stet.web.life.Reply page(Colleague by, String query) {
        return by.gets("/newsroom/times" + query);
    }
}
