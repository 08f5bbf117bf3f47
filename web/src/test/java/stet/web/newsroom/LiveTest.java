package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.ArticleId;
import stet.eventstore.Databases;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;
import stet.web.live.Live;

/** Open pages hear what happens. */
@ParameterizedClass
@EnumSource
class LiveTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Databases databases;
    private final Databases.Address address;
    private final RunningStet stet;
    private final Newcomers people;

    LiveTest(Databases databases) {
        this.databases = databases;
        address = databases.fresh();
        stet = RunningStet.on(address);
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterEach
    void close() {
        stet.close();
    }

    @Test
    void an_open_page_hears_what_happens_once_it_is_to_be_seen_and_nothing_that_was_said() throws Exception {
        var article = people.drafts("city", "Rain over Tolvik", "It rained for 12 hours.");
        try (var page = Hearing.by(people.chidi(), stet.part(Live.class).now())) {
            people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
            await().atMost(SOON).until(() -> page.heard("changed").size() == 1);
            var heard = page.heard("changed").getFirst();
            assertThat(heard.path("article").asString()).isEqualTo(article);
            assertThat(heard.path("kind").asString()).isEqualTo("article.submitted-for-checking");
            assertThat(heard.path("sequence").asInt()).isEqualTo(1);
            assertThat(heard.path("who").path("id").asString()).isEqualTo("wanda");
            assertThat(heard.path("who").path("name").asString()).isEqualTo("Wanda Winter");
            people.chidi()
                    .asks(
                            article,
                            "add-comment",
                            Map.of("commentId", "n1", "text", "A secret remark", "mentions", List.of("wanda")))
                    .with(200);
            await().atMost(SOON).until(() -> page.heard("changed").size() == 2);
            assertThat(page.heard().toString()).doesNotContain("secret");
            assertThat(page.heard("notices")).isEmpty();

            stet.part(Live.class).tell(new ArticleId(article), "presence", Map.of("who", List.of("wanda")));
            await().atMost(SOON).until(() -> page.heard("presence").size() == 1);
            assertThat(page.heard("presence").getFirst().path("article").asString()).isEqualTo(article);
        }
    }

    @Test
    void whoever_comes_back_hears_what_they_missed_or_that_they_missed_something() throws Exception {
        var article = people.drafts("city", "Rain over Tolvik", "It rained.");
        String last;
        try (var page = Hearing.by(people.paul(), stet.part(Live.class).now())) {
            people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
            await().atMost(SOON).until(() -> page.heard("changed").size() == 1);
            last = page.lastId();
        }
        people.chidi()
                .asks(article, "request-changes", Map.of("note", "More rain, please"))
                .with(200);
        try (var again = Hearing.by(people.paul(), last);
                var stranger = Hearing.by(people.paul(), "elsewhere-7");
                var unknown = Hearing.by(people.paul())) {
            await().atMost(SOON).until(() -> again.heard("changed").size() == 1);
            assertThat(again.heard("changed").getFirst().path("kind").asString())
                    .isEqualTo("article.changes-requested");
            assertThat(again.heard("missed")).isEmpty();
            await().atMost(SOON).until(() -> !stranger.heard("missed").isEmpty());
            await().atMost(SOON).until(() -> !unknown.heard("missed").isEmpty());
        }
    }

    @Test
    void whom_it_concerns_hears_how_much_they_have_not_looked_at() throws Exception {
        var article = people.drafts("city", "Rain over Tolvik", "It rained.");
        try (var page = Hearing.by(people.wanda(), stet.part(Live.class).now())) {
            people.chidi()
                    .asks(
                            article,
                            "add-comment",
                            Map.of("commentId", "n1", "text", "Wanda?", "mentions", List.of("wanda")))
                    .with(200);
            await().atMost(SOON).until(() -> page.heard("notices").size() == 1);
            assertThat(page.heard("notices").getFirst().path("unseen").asInt()).isEqualTo(1);
            people.wanda().gets("/newsroom/notices").with(200);
            await().atMost(SOON).until(() -> page.heard("notices").size() == 2);
            assertThat(page.heard("notices").getLast().path("unseen").asInt()).isZero();
        }
    }

    @Test
    void nobody_hears_who_is_not_signed_in() {
        stet.world().gets("/newsroom/live").refused(401, "not-signed-in");
    }

    @Test
    void open_pages_do_not_keep_stet_from_stopping() throws Exception {
        try (var page = Hearing.by(people.chidi())) {
            var begun = Instant.now();
            stet.close();
            await().atMost(SOON).until(page::over);
            // A request that had to be waited for would take the whole of the twenty seconds.
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void a_page_on_another_node_hears_it_too() throws Exception {
        if (databases != Databases.POSTGRESQL) {
            return;
        }
        try (var other = stet.again(address)) {
            var article = people.drafts("city", "Rain over Tolvik", "It rained.");
            var chidi = people.chidi().at(other.port());
            var wanda = people.wanda().at(other.port());
            try (var far = Hearing.by(chidi, other.part(Live.class).now());
                    var near = Hearing.by(people.paul(), stet.part(Live.class).now())) {
                people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
                await().atMost(SOON).until(() -> far.heard("changed").size() == 1);
                await().atMost(SOON).until(() -> near.heard("changed").size() == 1);
                wanda.asks(article, "move-to-desk", Map.of("desk", "city"));
                wanda.asks(article, "add-comment", Map.of("commentId", "n1", "text", "Paul?", "mentions", List.of("paul")))
                        .with(200);
                await().atMost(SOON).until(() -> far.heard("changed").size() >= 2);
                await().atMost(SOON).until(() -> near.heard("notices").size() == 1);
            }
        }
    }
}
