package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.eventstore.Databases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A clock that jumps, by hours and either way, takes nothing back and lets nothing out before its time. */
@Tag("program")
class ClockJumpsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final Jumping clock = new Jumping();

    @SuppressWarnings("NullAway.Init")
    private RunningStet stet;

    @SuppressWarnings("NullAway.Init")
    private Newcomers people;

    /** It runs as the machine's does, from another hour. */
    private static final class Jumping extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void jumps(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("There is one newsroom here");
        }
    }

    @BeforeEach
    void a_newsroom_goes_by_this_clock() {
        stet = RunningStet.on(
                new Databases.Address("jdbc:h2:file:%s".formatted(directory.resolve("newsroom")), "stet", "stet"),
                clock);
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterEach
    void it_closes() {
        stet.close();
    }

    @Test
    void a_schedule_goes_out_once_and_not_before_its_time() {
        var first = scheduled("Rain on the pier", Duration.ofHours(1));
        var second = scheduled("Snow on the pier", Duration.ofHours(3));
        clock.jumps(Duration.ofMinutes(90));
        await().atMost(PATIENCE).until(() -> onView("Rain on the pier"));
        assertThat(onView("Snow on the pier")).isFalse();

        clock.jumps(Duration.ofHours(-6));
        var third = scheduled("Hail on the pier", Duration.ofHours(1));
        clock.jumps(Duration.ofHours(2));
        await().atMost(PATIENCE).until(() -> onView("Hail on the pier"));
        assertThat(onView("Snow on the pier")).isFalse();
        assertThat(onView("Rain on the pier")).isTrue();

        clock.jumps(Duration.ofHours(9));
        await().atMost(PATIENCE).until(() -> onView("Snow on the pier"));
        for (var article : List.of(first, second, third)) {
            assertThat(history(article).stream()
                            .filter(entry -> entry.path("kind").asString().equals("article.edition-published")))
                    .hasSize(1);
        }
    }

    @Test
    void what_happened_keeps_its_order_and_a_save_knows_what_it_was_based_on() {
        var article = people.drafts("city", "Rain on the pier", "It rained.");
        clock.jumps(Duration.ofHours(-5));
        rewords(article, 1, "It snowed.").with(200);
        clock.jumps(Duration.ofHours(8));
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        clock.jumps(Duration.ofHours(-3));
        rewords(article, 1, "It hailed.").with(412);
        rewords(article, 2, "It rained a lot.").with(200);

        assertThat(history(article).stream().map(entry -> entry.path("kind").asString()))
                .containsExactly(
                        "article.drafted",
                        "article.content-revised",
                        "article.submitted-for-checking",
                        "article.content-revised");
        assertThat(people.wanda()
                        .sees("/api/articles/" + article + "/content")
                        .path("blocks")
                        .toString())
                .contains("It rained a lot.");
    }

    @Test
    void whoever_is_signed_in_stays_so_and_whoever_guessed_too_often_is_not_kept_out_for_ever() {
        var browser = Browser.signedIn(stet.world().address(), "wanda", RunningStet.PASSWORD);
        for (var jump : List.of(Duration.ofHours(-7), Duration.ofHours(7), Duration.ofHours(4), Duration.ofHours(-4))) {
            clock.jumps(jump);
            people.chidi().gets("/api/me").with(200);
            assertThat(browser.opens("/newsroom").texts("a")).contains("Wanda Winter");
        }

        for (var n = 0; n < 30; n++) {
            stet.world().posts("/api/session", Map.of("name", "pia", "password", "guess " + n));
        }
        signsIn("pia").with(429);
        clock.jumps(Duration.ofHours(-4));
        signsIn("pia").with(429);
        clock.jumps(Duration.ofHours(1));
        signsIn("pia").with(204);
    }

    @Test
    void nobody_stays_signed_in_for_longer_than_the_clock_says_however_it_was_set() {
        var unused = stet.inBrowser("chidi", RunningStet.PASSWORD);
        var used = stet.inBrowser("wanda", RunningStet.PASSWORD);
        clock.jumps(Duration.ofHours(-6));
        used.gets("/api/me").with(200);
        clock.jumps(Duration.ofHours(8));
        used.gets("/api/me").with(401);
        unused.gets("/api/me").with(200);

        clock.jumps(Duration.ofHours(-2));
        var tills = stet.inBrowser("pia", RunningStet.PASSWORD);
        clock.jumps(Duration.ofHours(9));
        tills.gets("/api/me").with(401);
        people.pia().gets("/api/me").with(200);
    }

    private Reply signsIn(String name) {
        return stet.world().posts("/api/session", Map.of("name", name, "password", RunningStet.PASSWORD));
    }

    private String scheduled(String headline, Duration in) {
        var article = people.readies("city", headline, "It came down on the pier.");
        var due = clock.instant().plus(in).truncatedTo(ChronoUnit.MILLIS);
        people.paul()
                .asks(article, "schedule-publication", Map.of("due", due.toString(), "kind", "ORIGINAL"))
                .with(200);
        return article;
    }

    private Reply rewords(String article, int basedOn, String text) {
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        ((ObjectNode) content.path("blocks").path(0)).put("text", text);
        return people.wanda().saves(article, basedOn, content);
    }

    private List<JsonNode> history(String article) {
        return List.copyOf(people.stella()
                .sees("/api/articles/" + article + "/history?limit=200")
                .path("entries")
                .values());
    }

    private boolean onView(String headline) {
        return stet.world().gets("/api/published?limit=100").with(200).text().contains(headline);
    }
}
