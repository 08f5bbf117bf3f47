package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.domain.ArticleId;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;
import stet.web.live.Live;

/** Open pages hear what happens. */
@Tag("program")
class LiveTest {
    private static final Duration SOON = Duration.ofSeconds(20);

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
    void an_open_page_hears_what_happens_once_it_is_to_be_seen_and_nothing_that_was_said() throws Exception {
        var article = people.drafts("city", "Rain over Tolvik", "It rained for 12 hours.");
        try (var page = Hearing.by(people.chidi(), stet.part(Live.class).now())) {
            people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
            await().atMost(SOON)
                    .until(() -> page.heard(article, "submitted-for-checking").size() == 1);
            var heard = page.heard(article, "submitted-for-checking").getFirst();
            assertThat(heard.path("sequence").asInt()).isEqualTo(1);
            assertThat(heard.path("who").path("id").asString()).isEqualTo("wanda");
            assertThat(heard.path("who").path("name").asString()).isEqualTo("Wanda Winter");
            people.chidi()
                    .asks(
                            article,
                            "add-comment",
                            Map.of("commentId", "n1", "text", "A secret remark", "mentions", List.of("wanda")))
                    .with(200);
            await().atMost(SOON)
                    .until(() -> page.heard(article, "comment-added").size() == 1);
            assertThat(page.heard().toString()).doesNotContain("secret");
            assertThat(page.heard("notices")).isEmpty();

            stet.part(Live.class).tell(new ArticleId(article), "presence", Map.of("who", List.of("wanda")));
            await().atMost(SOON).until(() -> page.heard("presence").size() == 1);
            assertThat(page.heard("presence").getFirst().path("article").asString())
                    .isEqualTo(article);
        }
    }

    @Test
    void whoever_comes_back_hears_what_they_missed_or_that_they_missed_something() throws Exception {
        var article = people.drafts("city", "Rain over Tolvik", "It rained.");
        String last;
        try (var page = Hearing.by(people.paul(), stet.part(Live.class).now())) {
            people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
            await().atMost(SOON)
                    .until(() -> page.heard(article, "submitted-for-checking").size() == 1);
            last = page.lastId();
        }
        people.chidi()
                .asks(article, "request-changes", Map.of("note", "More rain, please"))
                .with(200);
        try (var again = Hearing.by(people.paul(), last);
                var stranger = Hearing.by(people.paul(), "elsewhere-7");
                var unknown = Hearing.by(people.paul())) {
            await().atMost(SOON)
                    .until(() -> again.heard(article, "changes-requested").size() == 1);
            assertThat(again.heard("changed")).hasSize(1);
            assertThat(again.heard("missed")).isEmpty();
            await().atMost(SOON).until(() -> !stranger.heard("missed").isEmpty());
            await().atMost(SOON).until(() -> !unknown.heard("missed").isEmpty());
        }
    }

    @Test
    void whom_it_concerns_hears_how_much_they_have_not_looked_at() throws Exception {
        var article = people.drafts("city", "Rain over Tolvik", "It rained.");
        try (var page = Hearing.by(people.stella(), stet.part(Live.class).now())) {
            people.chidi()
                    .asks(
                            article,
                            "add-comment",
                            Map.of("commentId", "n1", "text", "Stella?", "mentions", List.of("stella")))
                    .with(200);
            await().atMost(SOON).until(() -> page.heard("notices").size() == 1);
            assertThat(page.heard("notices").getFirst().path("unseen").asInt()).isEqualTo(1);
            people.stella().gets("/newsroom/notices").with(200);
            await().atMost(SOON).until(() -> page.heard("notices").size() == 2);
            assertThat(page.heard("notices").getLast().path("unseen").asInt()).isZero();
        }
    }

    @Test
    void an_open_page_hears_nothing_of_an_article_that_whoever_looks_may_not_read() throws Exception {
        stet.opens("probes");
        var closed = people.drafts("probes", "The harbour master", "He keeps the keys.");
        var open = people.drafts("city", "Rain over Tolvik", "It rained.");
        stet.administrator()
                .posts("/api/newsroom/change-desks", Map.of("person", "wanda", "desks", List.of("probes")))
                .with(200);
        stet.administrator()
                .posts("/api/newsroom/close-reading", Map.of("desk", "probes"))
                .with(200);
        var before = stet.part(Live.class).now();
        try (var outside = Hearing.by(people.chidi(), before);
                var keeper = Hearing.by(stet.administrator(), before);
                var inside = Hearing.by(people.wanda(), before);
                var standards = Hearing.by(people.stella(), before)) {
            people.wanda().asks(closed, "submit-for-checking", Map.of()).with(200);
            stet.part(Live.class).tell(new ArticleId(closed), "presence", Map.of());
            people.wanda().asks(open, "submit-for-checking", Map.of()).with(200);
            for (var page : List.of(inside, standards)) {
                await().atMost(SOON)
                        .until(() -> page.heard(open, "submitted-for-checking").size() == 1);
                assertThat(page.heard(closed, "submitted-for-checking")).hasSize(1);
                assertThat(page.heard("presence")).hasSize(1);
            }
            await().atMost(SOON)
                    .until(() -> outside.heard(open, "submitted-for-checking").size() == 1);
            assertThat(outside.heard().toString()).doesNotContain(closed);
            assertThat(keeper.heard().toString()).doesNotContain(closed, open);
            try (var later = Hearing.by(people.chidi(), before)) {
                await().atMost(SOON)
                        .until(() -> later.heard(open, "submitted-for-checking").size() == 1);
                assertThat(later.heard().toString()).doesNotContain(closed);
            }
        }
    }

    @Test
    void nobody_hears_who_is_not_signed_in() {
        stet.world().gets("/newsroom/live").refused(401, "not-signed-in");
        for (var token : List.of("", "null", "undefined", "stet_" + "A".repeat(43), "Bearer")) {
            assertThat(stet.world()
                            .with("Authorization", "Bearer " + token)
                            .gets("/newsroom/live")
                            .status())
                    .as(token)
                    .isEqualTo(401);
        }
    }

    /** Directus' CVE-2026-126539 and GHSA-g65h-35f3-x2w3: a line that goes on for somebody who may not hear it any more. */
    @Test
    void nobody_hears_any_more_whose_token_or_session_was_ended_however_much_happens() throws Exception {
        var article = people.drafts("city", "Rain over Tolvik", "It rained.");
        var program = stet.welcomes("tove", "Tove Dahl", "CHECKER");
        var lost = stet.inBrowser("tove", RunningStet.PASSWORD);
        var left = stet.inBrowser("tove", RunningStet.PASSWORD);
        var own = stet.inBrowser("tove", RunningStet.PASSWORD);
        var before = stet.part(Live.class).now();
        try (var byToken = Hearing.by(program, before);
                var bySession = Hearing.by(lost, before);
                var byOneThatWasLeft = Hearing.by(left, before);
                var others = Hearing.by(people.paul(), before)) {
            // First, as ending them all would end it, too, and by more than that it is gone.
            left.deletes("/api/session").with(204);
            await().atMost(SOON).until(() -> {
                people.wanda()
                        .asks(article, "add-comment", Map.of("text", "And more"))
                        .with(200);
                return byOneThatWasLeft.over();
            });
            assertThat(bySession.over()).isFalse();
            var token = own.sees("/api/tokens").path(0).path("id").asString();
            own.deletes("/api/tokens/" + token).with(204);
            own.deletes("/api/me/sessions").with(204);
            await().atMost(SOON).until(() -> {
                people.wanda()
                        .asks(article, "add-comment", Map.of("text", "More"))
                        .with(200);
                return byToken.over() && bySession.over();
            });
            assertThat(others.over()).isFalse();
        }
        assertThat(lost.gets("/newsroom/live").status()).isEqualTo(401);
        assertThat(program.gets("/newsroom/live").status()).isEqualTo(401);
    }

    @Test
    void open_pages_do_not_keep_stet_from_stopping(@TempDir Path elsewhere) throws Exception {
        var stopping = RunningStet.in(elsewhere);
        try (var page = Hearing.by(stopping.administrator())) {
            var begun = Instant.now();
            stopping.close();
            await().atMost(SOON).until(page::over);
            // A request that had to be waited for would take the whole of the twenty seconds.
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
    }
}
