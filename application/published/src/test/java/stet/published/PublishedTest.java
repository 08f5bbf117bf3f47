package stet.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.article.Check;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import stet.domain.article.Note;
import stet.domain.article.OriginalFile;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Authorship;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Content;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.domain.newsroom.NewsroomEvent.NewsroomNamed;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;
import stet.domain.newsroom.NewsroomEvent.ZoneSet;
import stet.eventstore.Databases;
import stet.reading.Feed;

/** What the world is shown, and what it is not. */
@Tag("database")
@ParameterizedClass
@EnumSource
class PublishedTest {
    private static final ArticleId PLANT = new ArticleId("a1");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Note JOBS = new Note("1,200 jobs", "1,300 jobs");
    private static final String SECRET = "Xyzzy";

    private final Feed feed;
    private final Published published;
    private Instant now = NOON;

    PublishedTest(Databases databases) {
        feed = new Feed(databases, "published", PublishedProjection::new);
        published = new Published(feed.jdbc, feed.json);
    }

    @BeforeEach
    void the_plant_story_is_out() {
        publish(PLANT, edition(1, EditionKind.ORIGINAL, "plant-closes", "Business", List.of()));
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void a_reader_finds_the_whole_edition_at_its_address() {
        var story = live(StoryAt.latest("plant-closes"));

        assertThat(story.article()).isEqualTo(PLANT);
        assertThat(story.edition()).isEqualTo(edition(1, EditionKind.ORIGINAL, "plant-closes", "Business", List.of()));
        assertThat(story.published()).isEqualTo(NOON);
        assertThat(story.lastPublished()).isEqualTo(NOON);
        assertThat(story.latest()).isEqualTo(1);
        assertThat(story.editorsNotes()).isEmpty();
    }

    @Test
    void where_nothing_was_published_there_is_nothing() {
        feed.happened(act(), new ArticleDrafted(new ArticleId("a2"), new DeskId("city"), content(""), null));
        feed.read();

        assertThat(published.story(StoryAt.latest("elsewhere"))).isEqualTo(new StoryAt.Answer.Unknown());
        assertThat(published.story(new StoryAt("plant-closes", 7))).isEqualTo(new StoryAt.Answer.Unknown());
        assertThat(published.editions(new EditionsOf(new ArticleId("a2"))).editions())
                .isEmpty();
    }

    @Test
    void every_earlier_edition_stays_and_a_correction_stays_on_every_later_one() {
        var correction = new Edition.EditionNote(2, EditionKind.CORRECTION, JOBS, NOON.plusSeconds(60));
        at(60);
        publish(PLANT, edition(2, EditionKind.CORRECTION, "plant-closes", "Business", List.of(correction)));
        at(120);
        publish(PLANT, edition(3, EditionKind.REFILE, "plant-closes", "Business", List.of(correction)));

        var latest = live(StoryAt.latest("plant-closes"));
        assertThat(latest.edition().number()).isEqualTo(3);
        assertThat(latest.edition().notes()).containsExactly(correction);
        assertThat(latest.edition().firstPublished()).isEqualTo(NOON);
        assertThat(latest.lastPublished()).isEqualTo(NOON.plusSeconds(120));

        var first = live(new StoryAt("plant-closes", 1));
        assertThat(first.edition().number()).isEqualTo(1);
        assertThat(first.published()).isEqualTo(NOON);
        assertThat(first.lastPublished()).isEqualTo(NOON.plusSeconds(120));
        assertThat(first.latest()).isEqualTo(3);

        var headline = "Plant closes";
        assertThat(published.editions(new EditionsOf(PLANT)).editions())
                .containsExactly(
                        new EditionsOf.Summary(1, EditionKind.ORIGINAL, "plant-closes", headline, NOON, null),
                        new EditionsOf.Summary(
                                2, EditionKind.CORRECTION, "plant-closes", headline, NOON.plusSeconds(60), JOBS),
                        new EditionsOf.Summary(
                                3, EditionKind.REFILE, "plant-closes", headline, NOON.plusSeconds(120), null));
    }

    @Test
    void an_editors_note_stands_on_every_edition_with_its_time() {
        at(60);
        happened(new EditorsNoteAttached(PLANT, "We should have asked twice"));
        at(120);
        publish(PLANT, edition(2, EditionKind.UPDATE, "plant-closes", "Business", List.of()));

        var note = new Story.EditorsNote("We should have asked twice", NOON.plusSeconds(60));
        assertThat(live(StoryAt.latest("plant-closes")).editorsNotes()).containsExactly(note);
        assertThat(live(new StoryAt("plant-closes", 1)).editorsNotes()).containsExactly(note);
    }

    @Test
    void a_held_story_leaves_nothing_readable_and_comes_back_whole() {
        var before = live(StoryAt.latest("plant-closes"));

        happened(new ArticleHeld(PLANT, "A complaint"));

        nothingIsReadable(new StoryAt.Answer.Held());

        happened(new HoldReleased(PLANT));

        assertThat(live(StoryAt.latest("plant-closes"))).isEqualTo(before);
        assertThat(frontPage(null, null, 10).stories()).hasSize(1);
    }

    @Test
    void a_killed_story_leaves_its_notice_and_nothing_else() {
        happened(new ArticleHeld(PLANT, "A complaint"));
        at(60);
        happened(new ArticleKilled(PLANT, "Made up", "We retract this story"));

        nothingIsReadable(new StoryAt.Answer.Killed("We retract this story", NOON.plusSeconds(60)));
    }

    @Test
    void a_picture_is_the_worlds_with_every_edition_of_a_story_on_view_and_while_it_is() {
        var first = Hash.ofBytes(new byte[] {1});
        var second = Hash.ofBytes(new byte[] {2});
        var story = new ArticleId("a2");
        assertThat(shows(first)).isFalse();

        publish(story, pictured(1, first, first));
        publish(story, pictured(2, second));

        assertThat(shows(first)).isTrue();
        assertThat(shows(second)).isTrue();
        assertThat(shows(Hash.ofBytes(new byte[] {3}))).isFalse();

        happened(new ArticleHeld(story, "A complaint"));
        assertThat(shows(first)).isFalse();

        publish(new ArticleId("a3"), pictured(1, second));
        assertThat(shows(second)).as("it stands in another story as well").isTrue();

        happened(new HoldReleased(story));
        assertThat(shows(first)).isTrue();
        happened(new ArticleKilled(story, "It is wrong", "We were wrong"));
        assertThat(shows(first)).isFalse();
        assertThat(shows(second)).isTrue();
    }

    @Test
    void a_story_is_led_to_by_the_first_picture_of_its_edition_that_needs_no_label() {
        var first = Hash.ofBytes(new byte[] {1});
        var second = Hash.ofBytes(new byte[] {2});
        var article = new ArticleId("a8");
        publish(article, pictured(1, first, second));
        publish(article, pictured(2, second));

        assertThat(leads(article, 1)).isEqualTo(first.value());
        assertThat(leads(article, 2)).isEqualTo(second.value());
        assertThat(published.lead(new LeadPicture(article, 3))).isEmpty();
        assertThat(published.lead(new LeadPicture(PLANT, 1))).contains(new LeadPicture.Found(null));

        var made = new Picture(
                first.value(),
                Text.of("The gate"),
                Map.of(),
                Map.of(),
                "A gate",
                DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA,
                "Made by software");
        var caption = new Picture(null, Text.of("The gate"), Map.of(), Map.of(), "", null, "");
        publish(
                article,
                new Edition(
                        3,
                        EditionKind.UPDATE,
                        "gate",
                        3,
                        content("")
                                .withBlocks(List.of(
                                        new Block.Figure(new BlockId("f0"), caption),
                                        new Block.Figure(new BlockId("f1"), made))),
                        List.of(),
                        NOON));
        assertThat(published.lead(new LeadPicture(article, 3))).contains(new LeadPicture.Found(null));

        feed.happened(act(), new ArticleHeld(article, SECRET));
        feed.read();
        assertThat(published.lead(new LeadPicture(article, 1))).isEmpty();
    }

    private @Nullable String leads(ArticleId article, int edition) {
        feed.read();
        return Objects.requireNonNull(published
                        .lead(new LeadPicture(article, edition))
                        .orElseThrow()
                        .picture())
                .file();
    }

    private boolean shows(Hash picture) {
        feed.read();
        return published.shows(new PictureOnView(picture));
    }

    private static Edition pictured(int number, Hash... files) {
        var figures = new ArrayList<Block>();
        for (var file : files) {
            figures.add(new Block.Figure(
                    new BlockId("f" + figures.size()),
                    new Picture(file.value(), Text.of("The gate"), Map.of(), Map.of(), "A gate", null, "")));
        }
        return new Edition(
                number, EditionKind.ORIGINAL, "gate", number, content("").withBlocks(figures), List.of(), NOON);
    }

    @Test
    void the_front_page_is_newest_first_and_a_correction_does_not_make_a_story_news_again() {
        for (var story = 2; story <= 6; story++) {
            at(story < 5 ? 60 : 120);
            publish(
                    new ArticleId("a" + story),
                    edition(1, EditionKind.ORIGINAL, "story-" + story, story % 2 == 0 ? "Sport" : "", List.of()));
        }
        at(600);
        publish(PLANT, edition(2, EditionKind.CORRECTION, "plant-closes", "Business", List.of()));

        var slugs = new ArrayList<String>();
        FrontPage.@Nullable Place after = null;
        var pages = 0;
        do {
            var page = frontPage(null, after, 2);
            page.stories().forEach(teaser -> slugs.add(teaser.slug()));
            after = page.next();
            pages++;
        } while (after != null);

        assertThat(pages).isEqualTo(3);
        assertThat(slugs).containsExactly("story-6", "story-5", "story-4", "story-3", "story-2", "plant-closes");
        assertThat(frontPage("Sport", null, 10).stories())
                .extracting(FrontPage.Teaser::slug)
                .containsExactly("story-6", "story-4", "story-2");
        assertThat(frontPage("Business", null, 10).stories())
                .containsExactly(new FrontPage.Teaser(
                        PLANT,
                        "plant-closes",
                        "Business",
                        "Plant closes",
                        "A town loses its mill",
                        2,
                        EditionKind.CORRECTION,
                        NOON,
                        NOON.plusSeconds(600)));
        assertThat(published.sections(new Sections()).names()).containsExactly("Business", "Sport");
        assertThatThrownBy(() -> new FrontPage(null, null, 0)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void a_story_that_moves_to_another_section_is_found_there_only() {
        publish(PLANT, edition(2, EditionKind.UPDATE, "plant-closes", "Politics", List.of()));

        assertThat(published.sections(new Sections()).names()).containsExactly("Politics");
        assertThat(frontPage("Business", null, 10).stories()).isEmpty();
    }

    @Test
    void nothing_private_is_in_any_public_table() {
        everythingHappens();

        var rows = feed.read().rows().values().stream().flatMap(List::stream).toList();

        assertThat(rows).anyMatch(row -> row.contains("The gate of the plant"));
        assertThat(rows).noneMatch(row -> row.contains(SECRET));
    }

    @Test
    void the_secrets_planted_here_are_in_every_event_that_has_room_for_one() {
        var events = privateEvents();
        events.forEach(event -> assertThat(event.toString()).contains(SECRET));
        assertThat(events.stream().<Class<?>>map(ArticleEvent::getClass))
                .as("these have no private words in them")
                .containsAll(List.of(ArticleEvent.class.getPermittedSubclasses()).stream()
                        .filter(type -> !WITHOUT_PRIVATE_WORDS.contains(type))
                        .toList());
    }

    @Test
    void events_that_come_twice_change_nothing() {
        everythingHappens();
        var once = feed.read().rows();

        feed.readFrom(0);

        assertThat(feed.rows()).isEqualTo(once);
    }

    @Test
    void reading_from_nothing_shows_the_world_exactly_the_same() {
        everythingHappens();
        var before = feed.read().rows();
        assertThat(before)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

        feed.startAfresh();
        assertThat(feed.isEmpty()).isTrue();

        assertThat(feed.read().rows()).isEqualTo(before);
    }

    private static final Set<Class<?>> WITHOUT_PRIVATE_WORDS = Set.of(
            EditorsNoteAttached.class,
            EmbargoSet.class,
            EmbargoLifted.class,
            HoldReleased.class,
            ConfidentialityLifted.class,
            ArticleRevived.class,
            SubmittedForChecking.class,
            FactsSignedOff.class,
            CaptionsSignedOff.class);

    /** One of each, with the secret wherever there is room for words or names that are not for readers. */
    private static List<ArticleEvent> privateEvents() {
        var claim = new ClaimId(SECRET);
        var anchor = new Anchor(Place.HEADLINE, 0, SECRET);
        var desk = new DeskId(SECRET);
        var person = new PersonId(SECRET);
        var hash = Hash.of(List.of("anything"));
        var figure = new BlockId(SECRET);
        List<Source> sources = List.of(
                new Source.Named(SourceType.PERSON, SECRET, LocalDate.EPOCH, SECRET),
                new Source.Confidential(new SourceId(SECRET), SourceType.PERSON, LocalDate.EPOCH, Set.of(person)));
        return List.of(
                new ArticleDrafted(PLANT, desk, content(SECRET), new OriginalFile(SECRET, "text/plain", hash)),
                new ContentRevised(
                        PLANT,
                        2,
                        1,
                        List.of(new Change.FieldChanged(Field.HEADLINE, SECRET)),
                        hash,
                        Map.of(),
                        Map.of(claim, anchor),
                        Map.of(SECRET, Authorship.by(person, SECRET)),
                        Map.of(SECRET, person),
                        List.of(SECRET),
                        List.of(SECRET)),
                new ArticleAssigned(PLANT, person, Role.CHECKER, null),
                new ArticleUnassigned(PLANT, person, Role.CHECKER),
                new MovedToDesk(PLANT, desk),
                new ChangesRequested(PLANT, SECRET, new CommentId(SECRET)),
                new CommentAdded(PLANT, new CommentId(SECRET), SECRET, anchor, List.of(person)),
                new CommentEdited(PLANT, new CommentId(SECRET), SECRET, List.of(person)),
                new CommentResolved(PLANT, new CommentId(SECRET)),
                new ClaimRaised(PLANT, claim, ClaimKind.NAME, anchor),
                new ClaimQueried(PLANT, claim, SECRET),
                new QueryAnswered(PLANT, claim, SECRET),
                new ClaimConfirmed(PLANT, claim, sources),
                new ClaimDisputed(PLANT, claim, SECRET, sources),
                new ClaimCorrected(PLANT, claim, Remedy.REWORDED, SECRET, anchor, sources),
                new ClaimMarkedNotCheckable(PLANT, claim, SECRET),
                new ClaimReopened(PLANT, claim, Verdict.CONFIRMED, SECRET, anchor, SECRET),
                new ClaimLapsed(PLANT, claim, Verdict.CONFIRMED, SECRET),
                new ClaimRestored(PLANT, claim, ClaimKind.NAME, anchor, Verdict.CONFIRMED, sources),
                new ClaimWithdrawn(PLANT, claim, SECRET),
                new FactsReopened(PLANT, List.of(claim), SECRET, List.of(SECRET)),
                new SourceShredded(PLANT, new SourceId(SECRET)),
                new CaptionApproved(PLANT, figure, hash),
                new CaptionReturned(PLANT, figure, SECRET),
                new CaptionReopened(PLANT, figure, SECRET),
                new CaptionsReopened(PLANT, List.of(figure), SECRET),
                new CheckWaived(PLANT, Check.FACTS, claim, SECRET, hash),
                new PublicationScheduled(PLANT, NOON, hash, EditionKind.UPDATE, new Note(SECRET, SECRET)),
                new PublicationUnscheduled(PLANT, SECRET),
                // The reason why a caption lacks its place is for colleagues, though it comes with the edition.
                new EditionPublished(
                        PLANT,
                        new Edition(1, EditionKind.ORIGINAL, "plant-closes", 2, pictured(SECRET), List.of(), NOON)),
                new SourceDiscredited(PLANT, SECRET, SECRET, List.of(claim), List.of(claim), List.of(SECRET)),
                new ArticleMadeConfidential(PLANT, List.of(person), SECRET),
                new GlassBroken(PLANT, SECRET, NOON),
                new WordsRedacted(PLANT, SECRET, List.of()),
                new ArticleHeld(PLANT, SECRET),
                new ArticleKilled(PLANT, SECRET, "We retract this story"),
                new ArticleSpiked(PLANT, SECRET));
    }

    private void everythingHappens() {
        privateEvents().forEach(event -> feed.happened(act(), event));
        feed.happened(act(), new EditorsNoteAttached(PLANT, "We should have asked twice"));
        feed.happened(act(), new NewsroomNamed("The Mill Post"));
        feed.happened(act(), new ZoneSet("Europe/Oslo"));
        feed.happened(act(), new PersonJoined(new PersonId(SECRET), SECRET, Set.of(Role.WRITER), Set.of()));
    }

    private void nothingIsReadable(StoryAt.Answer answer) {
        assertThat(published.story(StoryAt.latest("plant-closes"))).isEqualTo(answer);
        assertThat(published.story(new StoryAt("plant-closes", 1))).isEqualTo(answer);
        assertThat(published.editions(new EditionsOf(PLANT)).editions()).isEmpty();
        assertThat(frontPage(null, null, 10).stories()).isEmpty();
        assertThat(frontPage("Business", null, 10).stories()).isEmpty();
        assertThat(published.sections(new Sections()).names()).isEmpty();
    }

    private Story live(StoryAt asked) {
        assertThat(published.story(asked)).isInstanceOf(StoryAt.Answer.Live.class);
        return ((StoryAt.Answer.Live) published.story(asked)).story();
    }

    private FrontPage.Page frontPage(@Nullable String section, FrontPage.@Nullable Place after, int limit) {
        return published.stories(new FrontPage(section, after, limit));
    }

    private void at(int secondsPastNoon) {
        now = NOON.plusSeconds(secondsPastNoon);
    }

    private void publish(ArticleId article, Edition edition) {
        var firstPublished = edition.number() == 1 ? now : NOON;
        happened(new EditionPublished(
                article,
                new Edition(
                        edition.number(),
                        edition.kind(),
                        edition.slug(),
                        edition.revision(),
                        edition.content(),
                        edition.notes(),
                        firstPublished)));
    }

    private void happened(ArticleEvent event) {
        feed.happened(act(), event);
        feed.read();
    }

    private Act act() {
        return new Act(new PersonId(SECRET), Role.PUBLISHER, now, SECRET, new CommandId(SECRET));
    }

    private static Edition edition(
            int number, EditionKind kind, String slug, String section, List<Edition.EditionNote> notes) {
        var content = content("").with(Field.SECTION, section);
        return new Edition(number, kind, slug, number + 1, content, notes, NOON);
    }

    private static Content content(String aside) {
        return Content.of(
                "Plant closes",
                "A town loses its mill",
                List.of(new Block.Paragraph(new BlockId("b1"), Text.of("1,300 people lose their jobs. " + aside))));
    }

    private static Content pictured(String reason) {
        var caption = Text.of("The gate of the plant");
        var file = Hash.ofBytes(new byte[] {1}).value();
        var picture = new Picture(file, caption, Map.of(), Map.of(Picture.Part.WHERE, reason), "A gate", null, "");
        return content("").withBlocks(List.of(new Block.Figure(new BlockId("b2"), picture)));
    }
}
