package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stet.eventstore.Databases;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;
import stet.web.live.Live;

/** Two programs on one PostgreSQL, and pages open on both. */
@Tag("program")
class LiveBetweenNodesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void a_page_on_another_node_hears_it_too_and_knows_who_is_here() throws Exception {
        var address = Databases.POSTGRESQL.fresh();
        try (var stet = RunningStet.on(address);
                var other = stet.again(address)) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var article = people.drafts("city", "Rain over Tolvik", "It rained.");
            var chidi = people.chidi().at(other.port());
            var wanda = people.wanda().at(other.port());
            try (var far = Hearing.by(chidi, other.part(Live.class).now());
                    var near = Hearing.by(people.paul(), stet.part(Live.class).now())) {
                people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
                await().atMost(SOON)
                        .until(() ->
                                !far.heard(article, "submitted-for-checking").isEmpty());
                await().atMost(SOON)
                        .until(() ->
                                !near.heard(article, "submitted-for-checking").isEmpty());
                wanda.asks(
                                article,
                                "add-comment",
                                Map.of("commentId", "n1", "text", "Paul?", "mentions", List.of("paul")))
                        .with(200);
                await().atMost(SOON)
                        .until(() -> !far.heard(article, "comment-added").isEmpty());
                await().atMost(SOON).until(() -> near.heard("notices").size() == 1);

                var here = "/newsroom/articles/" + article + "/presence";
                wanda.puts(here, Map.of("place", "headline")).with(200);
                assertThat(people.chidi()
                                .puts(here, Map.of("place", ""))
                                .with(200)
                                .json())
                        .hasToString("[{\"person\":\"wanda\",\"name\":\"Wanda Winter\",\"place\":\"headline\"}]");
            }
        }
    }
}
