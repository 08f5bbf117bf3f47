package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What goes out by itself, what does not, and what must not be seen before its time. */
@Tag("program")
class ScheduledPublicationTest {
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void a_newsroom_opens() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void a_schedule_fires_by_itself_at_its_time_and_once() {
        var article = people.readies("city", "Snow on the pier", "It snowed on the pier.");
        var due = now().plus(SOON);
        schedule(article, due);
        assertThat(card(article).path("scheduledFor").asString()).isEqualTo(due.toString());
        assertThat(onView("Snow on the pier")).isFalse();

        Awaitility.await().atMost(PATIENCE).until(() -> onView("Snow on the pier"));

        var published = history(article).getLast();
        assertThat(published.path("kind").asString()).isEqualTo("article.edition-published");
        assertThat(published.path("who").asString()).isEqualTo("stet");
        assertThat(published.path("role").asString()).isEqualTo("PUBLISHER");
        assertThat(published.path("why").asString()).isNotBlank();
        assertThat(Instant.parse(published.path("at").asString())).isAfterOrEqualTo(due);
        assertThat(card(article).path("scheduledFor").isNull()).isTrue();
        assertThat(card(article).path("queue").asString()).isEqualTo("LIVE");

        // A later one has fired by then: had the first fired twice, it would show.
        var later = people.readies("city", "Ice on the pier", "It froze on the pier.");
        schedule(later, now().plus(SOON));
        Awaitility.await().atMost(PATIENCE).until(() -> onView("Ice on the pier"));
        assertThat(history(article).stream()
                        .filter(entry -> entry.path("kind").asString().equals("article.edition-published")))
                .hasSize(1);
    }

    @Test
    void words_that_change_before_their_time_do_not_go_out_and_the_desk_is_told_why() {
        var article = people.readies("city", "Hail on the pier", "It hailed on the pier.");
        var due = now().plus(SOON);
        schedule(article, due);
        people.rewrites(article, "It hailed a little on the pier.");

        assertThat(card(article).path("scheduledFor").isNull()).isTrue();
        assertThat(card(article).path("scheduleDropped").asString()).contains("words changed");
        assertThat(people.wanda()
                        .sees("/api/articles/" + article)
                        .path("scheduleDropped")
                        .asString())
                .contains("words changed");

        // Something scheduled for after it has gone out, and it has not.
        var later = people.readies("city", "Wind on the pier", "It blew on the pier.");
        schedule(later, later(due));
        Awaitility.await().atMost(PATIENCE).until(() -> onView("Wind on the pier"));
        assertThat(onView("Hail on the pier")).isFalse();
        assertThat(card(article).path("queue").asString()).isEqualTo("WITH_CHECKERS");
        assertThat(history(article).getLast().path("kind").asString()).isEqualTo("article.publication-unscheduled");
    }

    @Test
    void a_schedule_that_was_taken_back_does_not_fire() {
        var article = people.readies("city", "Dew on the pier", "Dew fell on the pier.");
        var due = now().plus(SOON);
        schedule(article, due);
        people.paul()
                .asks(article, "unschedule-publication", Map.of("reason", "The pier asked for time"))
                .with(200);

        var later = people.readies("city", "Mist on the pier", "Mist lay on the pier.");
        schedule(later, later(due));
        Awaitility.await().atMost(PATIENCE).until(() -> onView("Mist on the pier"));

        assertThat(onView("Dew on the pier")).isFalse();
        assertThat(card(article).path("scheduleDropped").asString()).contains("The pier asked for time");
    }

    @Test
    void nothing_under_embargo_leaves_by_any_public_path() {
        var headline = "Thunder over the pier";
        var article = people.readies("city", headline, "It thundered over the pier.");
        var until = now().plus(Duration.ofHours(1));
        people.paul()
                .asks(article, "set-embargo", Map.of("until", until.toString()))
                .with(200);

        people.paul()
                .asks(article, "publish-article", Map.of("kind", "ORIGINAL"))
                .refused(409, "embargoed");
        people.paul()
                .asks(
                        article,
                        "schedule-publication",
                        Map.of("kind", "ORIGINAL", "due", until.minusSeconds(60).toString()))
                .refused(409, "embargoed");

        for (var path : List.of(
                "/",
                "/sections/City",
                "/api/published",
                "/api/published?section=City",
                "/v3/api-docs",
                "/actuator/health")) {
            assertThat(stet.world().gets(path).text()).as(path).doesNotContain(headline);
        }
        for (var path : List.of("", "/content", "/history", "/as-of?sequence=0", "/original", "/obstacles")) {
            stet.world().gets("/api/articles/" + article + path).refused(401, "not-signed-in");
        }

        people.paul().asks(article, "lift-embargo", Map.of()).with(200);
        people.paul()
                .asks(article, "publish-article", Map.of("kind", "ORIGINAL"))
                .with(200);
        assertThat(onView(headline)).isTrue();
    }

    @Test
    void a_held_story_is_nowhere_and_a_killed_one_leaves_its_notice() {
        var headline = "Lightning at the pier";
        var article = people.publishes("city", headline, "It struck.");
        var slug = people.slug(article);
        people.stella()
                .asks(article, "hold-article", Map.of("reason", "A call came in"))
                .with(200);
        assertThat(onView(headline)).isFalse();
        for (var path : List.of("/editions/1", "/editions", "")) {
            stet.world().gets("/api/published/" + slug + path).refused(404, "no-such-story");
        }
        stet.world().gets("/news/" + slug).with(404);
        stet.world().gets("/news/" + slug + "/editions/1").with(404);

        people.stella().asks(article, "release-hold", Map.of()).with(200);
        assertThat(onView(headline)).isTrue();

        people.stella()
                .asks(article, "kill-article", Map.of("reason", "It never struck", "notice", "There was no lightning."))
                .with(200);
        assertThat(onView(headline)).isFalse();
        assertThat(stet.world()
                        .gets("/api/published/" + slug)
                        .refused(410, "story-killed")
                        .sentence())
                .isEqualTo("There was no lightning.");
        assertThat(stet.world().gets("/news/" + slug + "/editions/1").with(410).text())
                .contains("There was no lightning.")
                .doesNotContain("It struck.");
    }

    private static void schedule(String article, Instant due) {
        people.paul()
                .asks(article, "schedule-publication", Map.of("kind", "ORIGINAL", "due", due.toString()))
                .with(200);
    }

    /** To the millisecond, which every database keeps. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** After this, and in time for whatever must be made ready first. */
    private static Instant later(Instant due) {
        var soon = now().plus(SOON);
        return soon.isAfter(due) ? soon : due.plusMillis(500);
    }

    private static boolean onView(String headline) {
        return stet.world().sees("/api/published?limit=100").path("stories").values().stream()
                .anyMatch(story -> story.path("headline").asString().equals(headline));
    }

    private static JsonNode card(String article) {
        return people.wanda().sees("/api/articles?limit=200").path("cards").values().stream()
                .filter(card -> card.path("article").asString().equals(article))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> history(String article) {
        return List.copyOf(people.wanda()
                .sees("/api/articles/" + article + "/history?limit=200")
                .path("entries")
                .values());
    }
}
