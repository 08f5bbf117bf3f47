package stet.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Text;
import stet.domain.newsroom.NewsroomEvent;
import stet.eventstore.Databases;
import stet.reading.Feed;

/** What readers found at any instant. */
@Tag("database")
@ParameterizedClass
@EnumSource
class ArchiveTest {
    private static final ArticleId FERRY = new ArticleId("a1");
    private static final ArticleId MILL = new ArticleId("a2");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Feed feed;
    private final Archive archive;

    ArchiveTest(Databases databases) {
        feed = new Feed(databases, "published", PublishedProjection::new);
        archive = new Archive(feed.jdbc, feed.json);
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void the_edition_that_stood_then_is_found_with_what_was_known_of_it_then() {
        publishes(0, FERRY, 1, "Ferry late", "City");
        publishes(60, FERRY, 2, "Ferry very late", "City");
        happened(120, new EditorsNoteAttached(FERRY, "It came"));

        assertThat(world(-1, FERRY, null)).isEqualTo(new StoryAt.Answer.Unknown());
        assertThat(live(world(0, FERRY, null))).satisfies(story -> {
            assertThat(story.edition().content().headline()).isEqualTo("Ferry late");
            assertThat(story.latest()).isEqualTo(1);
            assertThat(story.lastPublished()).isEqualTo(NOON);
        });
        assertThat(live(world(59, FERRY, null)).latest()).isEqualTo(1);
        assertThat(live(world(60, FERRY, null))).satisfies(story -> {
            assertThat(story.edition().content().headline()).isEqualTo("Ferry very late");
            assertThat(story.editorsNotes()).isEmpty();
        });
        assertThat(live(world(90, FERRY, 1))).satisfies(story -> {
            assertThat(story.edition().content().headline()).isEqualTo("Ferry late");
            assertThat(story.latest()).isEqualTo(2);
        });
        assertThat(world(30, FERRY, 2)).isEqualTo(new StoryAt.Answer.Unknown());
        assertThat(live(world(120, FERRY, null)).editorsNotes()).hasSize(1);
        var kept = archive.kept("a1", false).orElseThrow();
        assertThat(archive.editions(kept, then(30, false)).editions()).hasSize(1);
        assertThat(archive.editions(kept, then(60, false)).editions()).hasSize(2);
    }

    @Test
    void whatever_was_published_since_then_is_found_one_after_another_also_what_was_killed() {
        publishes(0, FERRY, 1, "Ferry late", "City");
        publishes(0, MILL, 1, "Mill closes", "City");
        publishes(60, FERRY, 2, "Ferry very late", "City");
        happened(180, new ArticleKilled(MILL, "Made up", "We retract this story"));
        var first = archive.everPublished(null, NOON, 1);
        assertThat(first).hasSize(1);
        assertThat(archive.everPublished(first.getFirst(), NOON, 5)).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(archive.everPublished(null, NOON, 5)).containsExactlyInAnyOrder(FERRY, MILL);
        assertThat(archive.everPublished(null, NOON.plusSeconds(60), 5)).containsExactly(FERRY);
        assertThat(archive.everPublished(null, NOON.plusSeconds(61), 5)).isEmpty();
    }

    @Test
    void what_was_held_or_killed_at_any_time_is_not_the_worlds_and_is_told_as_it_was_to_whoever_may_see_it() {
        publishes(0, FERRY, 1, "Ferry late", "City");
        publishes(0, MILL, 1, "Mill closes", "City");
        happened(60, new ArticleHeld(FERRY, "A complaint"));
        happened(120, new HoldReleased(FERRY));
        happened(180, new ArticleKilled(MILL, "Made up", "We retract this story"));

        assertThat(archive.kept("a1", false))
                .as("a hold that was released is still one")
                .isEmpty();
        assertThat(archive.kept("a2", false)).isEmpty();
        assertThat(archive.kept("a3", true)).isEmpty();

        assertThat(all(30, FERRY)).isInstanceOf(StoryAt.Answer.Live.class);
        assertThat(all(60, FERRY)).isEqualTo(new StoryAt.Answer.Held());
        assertThat(all(119, FERRY)).isEqualTo(new StoryAt.Answer.Held());
        assertThat(all(120, FERRY)).isInstanceOf(StoryAt.Answer.Live.class);
        assertThat(all(179, MILL)).isInstanceOf(StoryAt.Answer.Live.class);
        assertThat(all(180, MILL)).isEqualTo(new StoryAt.Answer.Killed("We retract this story", NOON.plusSeconds(180)));

        assertThat(slugs(null, 30, true)).containsExactly("a2", "a1");
        assertThat(slugs(null, 60, true)).containsExactly("a2");
        assertThat(slugs(null, 150, true)).containsExactly("a2", "a1");
        assertThat(slugs(null, 180, true)).containsExactly("a1");
        assertThat(slugs(null, 30, false)).isEmpty();
        assertThat(archive.sections(then(30, false)).names()).isEmpty();
        assertThat(archive.sections(then(30, true)).names()).containsExactly("City");
    }

    @Test
    void the_lists_are_as_they_stood_with_the_stories_in_their_sections_of_then() {
        publishes(0, FERRY, 1, "Ferry late", "City");
        publishes(60, MILL, 1, "Mill closes", "Business");
        publishes(120, FERRY, 2, "Ferry very late", "Business");

        assertThat(slugs(null, -1, false)).isEmpty();
        assertThat(slugs(null, 59, false)).containsExactly("a1");
        assertThat(slugs(null, 60, false)).containsExactly("a2", "a1");
        assertThat(slugs("City", 119, false)).containsExactly("a1");
        assertThat(slugs("Business", 119, false)).containsExactly("a2");
        assertThat(slugs("City", 120, false)).isEmpty();
        assertThat(slugs("Business", 120, false)).containsExactly("a2", "a1");
        assertThat(archive.sections(then(0, false)).names()).containsExactly("City");
        assertThat(archive.sections(then(60, false)).names()).containsExactly("Business", "City");
        assertThat(archive.sections(then(120, false)).names()).containsExactly("Business");
        assertThat(archive.stories(new FrontPage(null, null, 20), then(119, false))
                        .stories()
                        .getLast()
                        .headline())
                .isEqualTo("Ferry late");
    }

    @Test
    void the_pages_of_a_list_are_turned_as_they_stood() {
        for (var story = 1; story <= 5; story++) {
            publishes(story / 2 * 60, new ArticleId("a" + story), 1, "Story " + story, "City");
        }
        publishes(600, new ArticleId("a9"), 1, "Story 9", "City");

        var slugs = new ArrayList<String>();
        FrontPage.@Nullable Place after = null;
        do {
            var page = archive.stories(new FrontPage("City", after, 2), then(300, false));
            page.stories().forEach(teaser -> slugs.add(teaser.slug()));
            after = page.next();
        } while (after != null);
        assertThat(slugs).containsExactly("a5", "a4", "a3", "a2", "a1");
    }

    @Test
    void what_the_newsroom_was_called_and_which_times_it_showed_is_known() {
        newsroom(0, new NewsroomEvent.NewsroomNamed("The Harbour Post"));
        newsroom(60, new NewsroomEvent.ZoneSet("Europe/Oslo"));
        newsroom(120, new NewsroomEvent.NewsroomNamed("The Post"));

        assertThat(archive.letterhead(NOON.minusSeconds(1))).isEqualTo(new Letterhead(null, null));
        assertThat(archive.letterhead(NOON)).isEqualTo(new Letterhead("The Harbour Post", null));
        assertThat(archive.letterhead(NOON.plusSeconds(60)))
                .isEqualTo(new Letterhead("The Harbour Post", "Europe/Oslo"));
        assertThat(archive.letterhead(NOON.plusSeconds(120))).isEqualTo(new Letterhead("The Post", "Europe/Oslo"));
    }

    @Test
    void each_instant_at_which_an_address_began_to_show_something_else_is_found_in_order() {
        newsroom(-60, new NewsroomEvent.NewsroomNamed("The Harbour Post"));
        publishes(0, FERRY, 1, "Ferry late", "City");
        publishes(60, MILL, 1, "Mill closes", "City");
        publishes(120, FERRY, 2, "Ferry very late", "City");
        happened(180, new EditorsNoteAttached(FERRY, "It came"));
        newsroom(240, new NewsroomEvent.NewsroomNamed("The Post"));
        happened(300, new ArticleHeld(MILL, "A complaint"));

        var ferry = new Changing.OneStory(FERRY, null);
        assertThat(changes(ferry, false, 100)).containsExactly(0L, 120L, 180L, 240L);
        assertThat(changes(ferry, false, 1)).containsExactly(0L, 120L, 180L, 240L);
        assertThat(changes(new Changing.OneStory(FERRY, 2), false, 100)).containsExactly(120L, 180L, 240L);
        assertThat(changes(new Changing.OneStory(FERRY, 3), false, 100)).isEmpty();
        assertThat(changes(new Changing.OneStory(MILL, null), true, 2)).containsExactly(60L, 240L, 300L);
        assertThat(changes(new Changing.Stories(), false, 2)).containsExactly(0L, 120L, 240L);
        assertThat(changes(new Changing.Stories(), true, 1)).containsExactly(0L, 60L, 120L, 240L, 300L);

        var stories = new Changing.Stories();
        assertThat(archive.span(ferry, then(-1, false), NOON.plusSeconds(200))).contains(span(0, null, 180));
        assertThat(archive.span(ferry, then(0, false), NOON)).contains(span(0, 0, 0));
        assertThat(archive.span(ferry, then(179, false), NOON.plusSeconds(999))).contains(span(0, 120, 240));
        assertThat(archive.span(stories, then(100, true), NOON.plusSeconds(999)))
                .contains(span(0, 60, 300));
        assertThat(archive.span(stories, then(100, false), NOON.plusSeconds(999)))
                .contains(span(0, 0, 240));
        assertThat(archive.span(new Changing.OneStory(FERRY, 3), then(999, true), NOON.plusSeconds(999)))
                .isEmpty();
        assertThat(archive.neighbours(ferry, then(180, false)))
                .isEqualTo(new Archive.Neighbours(NOON.plusSeconds(120), NOON.plusSeconds(240)));
        assertThat(archive.neighbours(ferry, then(0, false)))
                .isEqualTo(new Archive.Neighbours(null, NOON.plusSeconds(120)));
        assertThat(archive.neighbours(stories, then(300, true)))
                .isEqualTo(new Archive.Neighbours(NOON.plusSeconds(240), null));
    }

    private static Archive.Span span(int first, @Nullable Integer since, int last) {
        return new Archive.Span(
                NOON.plusSeconds(first), since == null ? null : NOON.plusSeconds(since), NOON.plusSeconds(last));
    }

    private List<Long> changes(Changing what, boolean withdrawn, int atOnce) {
        var found = new ArrayList<Long>();
        var next = Optional.of(Instant.EPOCH);
        while (next.isPresent()) {
            var some = archive.after(what, new Then(next.get(), withdrawn), atOnce);
            some.forEach(instant -> found.add(instant.getEpochSecond() - NOON.getEpochSecond()));
            next = some.isEmpty() ? Optional.empty() : Optional.of(some.getLast());
        }
        return found;
    }

    private List<String> slugs(@Nullable String section, int seconds, boolean withdrawn) {
        return archive.stories(new FrontPage(section, null, 20), then(seconds, withdrawn)).stories().stream()
                .map(FrontPage.Teaser::slug)
                .toList();
    }

    private StoryAt.Answer world(int seconds, ArticleId article, @Nullable Integer edition) {
        return archive.story(archive.kept(article.value(), false).orElseThrow(), edition, then(seconds, false));
    }

    private StoryAt.Answer all(int seconds, ArticleId article) {
        var kept = archive.kept(article.value(), true).orElseThrow();
        assertThat(kept.withdrawn()).isTrue();
        return archive.story(kept, null, then(seconds, true));
    }

    private static Story live(StoryAt.Answer answer) {
        return ((StoryAt.Answer.Live) answer).story();
    }

    private static Then then(int seconds, boolean withdrawn) {
        return new Then(NOON.plusSeconds(seconds), withdrawn);
    }

    private void publishes(int seconds, ArticleId article, int number, String headline, String section) {
        var content = Content.of(
                        headline, "", List.of(new Block.Paragraph(new BlockId("b1"), Text.of("At " + seconds))))
                .with(Field.SECTION, section);
        happened(
                seconds,
                new EditionPublished(
                        article,
                        new Edition(
                                number,
                                number == 1 ? EditionKind.ORIGINAL : EditionKind.UPDATE,
                                article.value(),
                                number,
                                content,
                                List.of(),
                                number == 1 ? NOON.plusSeconds(seconds) : NOON)));
    }

    private void happened(int seconds, ArticleEvent event) {
        feed.happened(act(seconds), event);
        feed.read();
    }

    private void newsroom(int seconds, NewsroomEvent event) {
        feed.happened(act(seconds), event);
        feed.read();
    }

    private static Act act(int seconds) {
        return new Act(
                new PersonId("paul"), Role.PUBLISHER, NOON.plusSeconds(seconds), null, new CommandId("c" + seconds));
    }
}
