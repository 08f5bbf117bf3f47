package stet.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.content.Hash;
import stet.eventstore.Databases;
import stet.eventstore.Plans;
import stet.reading.Feed;

/** How many rows each question of the world reads, as the database itself counts them, where 5,000 stories are out and some are held. */
@Tag("database")
@ParameterizedClass
@EnumSource
class PublishedPlansTest {
    private static final int STORIES = 5_000;
    private static final int PAGE = 20;

    private final Databases databases;
    private final Feed feed;
    private final Plans plans;
    private final Published published;

    PublishedPlansTest(Databases databases) {
        this.databases = databases;
        feed = new Feed(databases, "published", PublishedProjection::new);
        fill();
        plans = new Plans(feed.database, databases);
        published = new Published(JdbcClient.create(plans), feed.json);
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void a_page_of_stories_reads_what_it_shows() {
        var first = published.stories(new FrontPage(null, null, PAGE));
        assertThat(first.stories()).hasSize(PAGE);
        plans.haveRead(6 * PAGE);
        assertThat(published.stories(new FrontPage(null, first.next(), PAGE)).stories())
                .hasSize(PAGE);
        plans.haveRead(6 * PAGE);
        assertThat(published.stories(new FrontPage("Section 3", null, PAGE)).stories())
                .hasSize(PAGE);
        plans.haveRead(6 * PAGE);
    }

    @Test
    void the_sections_are_found_by_their_index() {
        assertThat(published.sections(new Sections()).names()).hasSize(10);
        // H2 cannot leap over the stories of a section, and passes each entry of the index once.
        plans.haveRead(databases == Databases.H2 ? STORIES + 10 * PAGE : 10 * PAGE);
    }

    @Test
    void one_story_or_picture_reads_little() {
        assertThat(published.story(StoryAt.latest("story-100"))).isInstanceOf(StoryAt.Answer.Held.class);
        // PostgreSQL may prefer to read a short table whole: here, the 100 standings, for each of two questions.
        plans.haveRead(2 * 100 + 2 * PAGE);
        assertThat(published.story(StoryAt.latest("never-was"))).isInstanceOf(StoryAt.Answer.Unknown.class);
        plans.taken();
        assertThat(published.editions(new EditionsOf(new ArticleId("a100"))).editions())
                .isEmpty();
        plans.haveRead(100 + 2 * PAGE);
        assertThat(published.shows(new PictureOnView(new Hash("a".repeat(64))))).isFalse();
        plans.taken();
    }

    @Test
    void what_was_shown_at_an_instant_reads_little_more_than_what_is_shown_now() {
        var archive = new Archive(JdbcClient.create(plans), feed.json);
        var then = Instant.parse("2026-11-23T12:00:00Z").plusSeconds(STORIES / 2);
        // PostgreSQL may prefer to read a short table whole: here, the 100 standings, of which it looks at each a
        // second time.
        var standings = 200;
        for (var withdrawn : List.of(false, true)) {
            var asked = new Then(then, withdrawn);
            var first = archive.stories(new FrontPage(null, null, PAGE), asked);
            assertThat(first.stories()).hasSize(PAGE);
            plans.haveRead(12 * PAGE + standings);
            assertThat(archive.stories(new FrontPage(null, first.next(), PAGE), asked)
                            .stories())
                    .hasSize(PAGE);
            plans.haveRead(12 * PAGE + standings);
            assertThat(archive.stories(new FrontPage("Section 3", null, PAGE), asked)
                            .stories())
                    .hasSize(PAGE);
            plans.haveRead(12 * PAGE + standings);
            assertThat(archive.sections(asked).names()).hasSize(10);
            plans.haveRead(10 * PAGE + 10 * standings);
            assertThat(archive.span(new Changing.Stories(), asked, then.plusSeconds(STORIES)))
                    .isPresent();
            plans.haveRead(3 * PAGE + 2 * standings);
            assertThat(archive.neighbours(new Changing.Stories(), asked).before())
                    .isNotNull();
            plans.haveRead(3 * PAGE + 2 * standings);
            assertThat(archive.after(new Changing.Stories(), asked, PAGE)).hasSize(PAGE);
            plans.haveRead(6 * PAGE + standings);
        }
        var kept = archive.kept("story-99", true).orElseThrow();
        plans.haveRead(PAGE + standings);
        assertThat(archive.story(kept, null, new Then(Instant.EPOCH, true))).isInstanceOf(StoryAt.Answer.Unknown.class);
        assertThat(archive.editions(kept, new Then(Instant.EPOCH, true)).editions())
                .isEmpty();
        assertThat(archive.span(new Changing.OneStory(kept.article(), null), new Then(then, true), then))
                .isPresent();
        plans.haveRead(PAGE + 2 * standings);
    }

    private void fill() {
        var numbers = databases == Databases.H2
                ? "(SELECT x AS n FROM SYSTEM_RANGE(1, %d)) s".formatted(STORIES)
                : "(SELECT n FROM GENERATE_SERIES(1, %d) n) s".formatted(STORIES);
        var at = "TIMESTAMP WITH TIME ZONE '%s' + n * INTERVAL '1' SECOND".formatted("2026-11-23 12:00:00+00");
        var sql = feed.jdbc;
        sql.sql("""
                INSERT INTO published_edition (article, edition, slug, section, kind, headline, standfirst, published, first_published,
                    whole)
                SELECT 'a' || n, 1, 'story-' || n, 'Section ' || MOD(n, 10), 'ORIGINAL', 'Story ' || n, '', %1$s, %1$s, '{}' FROM %2$s
                """.formatted(at, numbers)).update();
        sql.sql("""
                INSERT INTO published_story (article, slug, section, edition, first_published)
                SELECT 'a' || n, 'story-' || n, 'Section ' || MOD(n, 10), 1, %s FROM %s""".formatted(at, numbers)).update();
        sql.sql("""
                INSERT INTO published_standing (article, standing, since)
                SELECT 'a' || n, CASE WHEN MOD(n, 100) = 0 THEN 'HELD' ELSE 'LIVE' END, %s FROM %s WHERE MOD(n, 50) = 0""".formatted(at, numbers)).update();
        sql.sql("""
                INSERT INTO published_turn (article, sequence, standing, since)
                SELECT 'a' || n, 1, CASE WHEN MOD(n, 100) = 0 THEN 'HELD' ELSE 'LIVE' END, %s FROM %s WHERE MOD(n, 50) = 0""".formatted(at, numbers)).update();
        sql.sql("INSERT INTO published_section (section) SELECT DISTINCT section FROM published_edition")
                .update();
        sql.sql("ANALYZE").update();
    }
}
