package stet.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.domain.content.WordDiff.Kind.ADDED;
import static stet.domain.content.WordDiff.Kind.KEPT;
import static stet.domain.content.WordDiff.Kind.REMOVED;
import static stet.history.Newsdesk.*;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.Role;
import stet.domain.article.ArticleEvent.*;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Changes;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Mark;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.domain.content.WordDiff.Piece;
import stet.domain.newsroom.NewsroomEvent.*;
import stet.eventstore.Databases;
import stet.reading.Feed;

/** What auditors are told of a story's life. */
@Tag("database")
@ParameterizedClass
@EnumSource
class HistoryTest {
    private static final BlockId B1 = new BlockId("b1");
    private final List<Content> versions = new ArrayList<>();
    private Feed feed;
    private History history;

    private final Databases databases;

    HistoryTest(Databases databases) {
        this.databases = databases;
    }

    @BeforeEach
    void a_story_that_is_drafted_revised_and_checked() {
        feed = feed(databases);
        history = history(feed);
        feed.happened(
                by(ADA, Role.ADMINISTRATOR), new PersonJoined(LENA, "Lena Ortiz", Set.of(Role.CHECKER), Set.of()));
        feed.happened(by(ADA, Role.WRITER), new ArticleDrafted(ARTICLE, new DeskId("city"), PLANT, null));
        versions.add(PLANT);
        feed.happened(
                new Act(LENA, Role.CHECKER, NOON.plusSeconds(60), "On the desk's list", new CommandId("raise-1")),
                new ClaimRaised(ARTICLE, new ClaimId("c1"), ClaimKind.NUMBER, new Anchor(Place.of(B1), 0, "1,200")));
        revise(PLANT.withBlocks(List.of(
                paragraph("b1", "1,300 people lose their jobs."), PLANT.blocks().getLast())));
        feed.happened(
                by(ADA, Role.WRITER, NOON.plusSeconds(120), null),
                new ClaimReopened(
                        ARTICLE,
                        new ClaimId("c1"),
                        Verdict.CONFIRMED,
                        "1,200",
                        new Anchor(Place.of(B1), 0, "1,300"),
                        "its words changed"));
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void an_entry_says_who_in_which_role_when_why_and_at_whose_command() {
        var raised = changes().get(1);

        assertThat(raised.sequence()).isEqualTo(1);
        assertThat(raised.who()).isEqualTo(LENA);
        assertThat(raised.name()).isEqualTo("Lena Ortiz");
        assertThat(raised.role()).isEqualTo(Role.CHECKER);
        assertThat(raised.at()).isEqualTo(NOON.plusSeconds(60));
        assertThat(raised.why()).isEqualTo("On the desk's list");
        assertThat(raised.command()).isEqualTo(new CommandId("raise-1"));
        assertThat(raised.event())
                .isNotBlank()
                .isNotEqualTo(changes().getFirst().event());
        assertThat(changes().getFirst().name())
                .as("somebody the newsroom never named")
                .isEqualTo("ada");
    }

    @Test
    void a_revision_shows_as_a_redline_against_the_words_before_it() {
        assertThat(changes().get(2).redlines())
                .containsExactly(new Entry.Redline(
                        "block/b1",
                        List.of(
                                new Piece(KEPT, "1,"),
                                new Piece(REMOVED, "200"),
                                new Piece(ADDED, "300"),
                                new Piece(KEPT, " people lose their jobs."))));
    }

    @Test
    void the_draft_shows_all_its_words_as_added_in_reading_order() {
        assertThat(changes().getFirst().redlines())
                .extracting(Entry.Redline::place)
                .containsExactly("headline", "urgency", "block/b1", "block/b2");
        assertThat(changes().getFirst().redlines())
                .flatExtracting(Entry.Redline::pieces)
                .extracting(Piece::kind)
                .containsOnly(ADDED);
    }

    @Test
    void an_event_that_changes_no_words_has_no_redline() {
        assertThat(changes().get(1).redlines()).isEmpty();
    }

    @Test
    void bold_type_is_no_change_of_words() {
        var bold = new Text("1,300 people lose their jobs.", List.of(new Mark(Mark.Style.BOLD, 0, 5, null)));
        revise(PLANT.withBlocks(
                List.of(new Block.Paragraph(B1, bold), PLANT.blocks().getLast())));

        assertThat(changes().getLast().fact()).isEqualTo("Made revision 3: rewrote 1 block");
        assertThat(changes().getLast().redlines()).isEmpty();
    }

    @Test
    void a_removed_block_is_struck_out_and_one_put_back_is_added_again() {
        var figure = PLANT.blocks().getLast();
        var paragraph = versions.getLast().blocks().getFirst();
        revise(versions.getLast().withBlocks(List.of(paragraph)));
        revise(versions.getLast().withBlocks(List.of(paragraph, figure)));

        var caption = "The gate of the plant in Aldermouth";
        var entries = changes();
        assertThat(entries.get(4).redlines())
                .containsExactly(new Entry.Redline("block/b2", List.of(new Piece(REMOVED, caption))));
        assertThat(entries.get(5).redlines())
                .containsExactly(new Entry.Redline("block/b2", List.of(new Piece(ADDED, caption))));
    }

    @Test
    void a_credit_line_a_speaker_and_a_byline_have_redlines_too() {
        var parts = new EnumMap<Picture.Part, String>(Picture.Part.class);
        parts.put(Picture.Part.CREDIT, "Mira Holt");
        var caption = Text.of("The gate of the plant in Aldermouth");
        revise(versions.getLast()
                .with(Field.BYLINE, "Ada Quill")
                .withBlocks(List.of(
                        versions.getLast().blocks().getFirst(),
                        new Block.Figure(new BlockId("b2"), new Picture(null, caption, parts, Map.of(), "", null, "")),
                        new Block.Quotation(new BlockId("b3"), Text.of("We are sorry."), "The owner"))));

        assertThat(changes().getLast().redlines())
                .containsExactly(
                        new Entry.Redline("byline", List.of(new Piece(ADDED, "Ada Quill"))),
                        new Entry.Redline(
                                "block/b2",
                                List.of(
                                        new Piece(KEPT, caption.words()),
                                        new Piece(ADDED, "\na credit line: Mira Holt"))),
                        new Entry.Redline("block/b3", List.of(new Piece(ADDED, "We are sorry.\n— The owner"))));
    }

    @Test
    void the_history_is_read_page_by_page() {
        feed.read();
        var first = history.changes(new ChangesOf(ARTICLE, null, 2));
        var second = history.changes(new ChangesOf(ARTICLE, first.next(), 2));

        assertThat(first.entries()).extracting(Entry::sequence).containsExactly(0L, 1L);
        assertThat(second.entries()).extracting(Entry::sequence).containsExactly(2L, 3L);
        assertThat(second.next()).isNull();
        assertThat(history.changes(new ChangesOf(new ArticleId("unheard-of"), null, 2))
                        .entries())
                .isEmpty();
        assertThatThrownBy(() -> new ChangesOf(ARTICLE, null, 201)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void the_history_knows_who_wrote_and_who_checked() {
        feed.happened(
                by(LENA, Role.CHECKER, NOON.plusSeconds(600), null),
                new FactsSignedOff(ARTICLE, HASH, 2, List.of(), List.of()));
        feed.read();

        var people = history.people(new PeopleOf(ARTICLE));

        assertThat(people.people())
                .containsExactly(
                        new PeopleOf.Person(
                                ADA, "ada", List.of(new PeopleOf.Deeds(Work.WRITING, 2, NOON, NOON.plusSeconds(120)))),
                        new PeopleOf.Person(
                                LENA,
                                "Lena Ortiz",
                                List.of(new PeopleOf.Deeds(
                                        Work.CHECKING, 2, NOON.plusSeconds(60), NOON.plusSeconds(600)))));
        assertThat(people.whoDid(Work.CHECKING))
                .as("a verdict that fell by the writer's edit is not the writer's checking")
                .extracting(PeopleOf.Person::id)
                .containsExactly(LENA);
    }

    @Test
    void a_checker_who_reopens_a_claim_is_checking() {
        feed.happened(by(LENA, Role.CHECKER), new FactsReopened(ARTICLE, List.of(), "A reader rang", List.of()));
        feed.read();

        assertThat(history.people(new PeopleOf(ARTICLE))
                        .whoDid(Work.CHECKING)
                        .getFirst()
                        .deeds())
                .extracting(PeopleOf.Deeds::times)
                .containsExactly(2);
    }

    @Test
    void any_moment_of_an_article_can_be_read_again() {
        revise(versions.getLast().with(Field.HEADLINE, "Plant shuts").withSubjects(List.of("jobs")));
        feed.read();

        assertThat(history.version(ArticleAsOf.after(ARTICLE, 0)).orElseThrow().content())
                .isEqualTo(versions.get(0));
        assertThat(history.version(ArticleAsOf.after(ARTICLE, 1)))
                .as("a claim makes no revision")
                .contains(new ArticleAsOf.Version(1, 0, NOON, versions.get(0)));
        assertThat(history.version(ArticleAsOf.after(ARTICLE, 3)))
                .contains(new ArticleAsOf.Version(2, 2, NOON.plusSeconds(120), versions.get(1)));
        assertThat(history.version(ArticleAsOf.after(ARTICLE, 99)).orElseThrow().content())
                .isEqualTo(versions.get(2));
        assertThat(history.version(ArticleAsOf.at(ARTICLE, NOON.minusSeconds(1))))
                .isEmpty();
        assertThat(history.version(ArticleAsOf.at(ARTICLE, NOON.plusSeconds(119)))
                        .orElseThrow()
                        .revision())
                .isEqualTo(1);
        assertThat(history.version(ArticleAsOf.at(ARTICLE, NOON.plusSeconds(120)))
                        .orElseThrow()
                        .content())
                .isEqualTo(versions.get(1));
    }

    @Test
    void any_moment_of_a_long_history_is_made_from_the_last_revision_before_it_that_is_kept_whole() {
        var said = new LinkedHashMap<Long, Content>();
        while (versions.size() < 2 * Versions.EACH + 3) {
            revise(versions.getLast().with(Field.HEADLINE, "Plant closes, report " + versions.size()));
            said.put(feed.lastSequence(), versions.getLast());
        }
        feed.read();

        said.forEach((sequence, content) -> assertThat(history.version(ArticleAsOf.after(ARTICLE, sequence))
                        .orElseThrow()
                        .content())
                .isEqualTo(content));
        feed.jdbc
                .sql("DELETE FROM history_revision WHERE revision < ?")
                .param(Versions.EACH)
                .update();
        said.entrySet().stream()
                .skip(Versions.EACH)
                .forEach(each -> assertThat(history.version(ArticleAsOf.after(ARTICLE, each.getKey()))
                                .orElseThrow()
                                .content())
                        .isEqualTo(each.getValue()));
        assertThat(feed.rows().get("history_version")).hasSize(2);
    }

    @Test
    void events_that_come_twice_are_refused_and_change_nothing() {
        every_sentence_happens();
        var once = feed.read().rows();

        assertThatThrownBy(() -> feed.readFrom(0)).isInstanceOf(AssertionError.class);
        assertThat(feed.rows()).isEqualTo(once);
    }

    @Test
    void an_article_of_many_blocks_is_written_down_whole() {
        var blocks = IntStream.range(0, 250)
                .<Block>mapToObj(i -> paragraph("long" + i, "What stands in paragraph " + i + "."))
                .toList();
        var story = PLANT.withBlocks(blocks);
        var id = new ArticleId("a-long-one");
        feed.happened(by(ADA, Role.WRITER), new ArticleDrafted(id, new DeskId("city"), story, null));
        feed.read();

        assertThat(history.version(ArticleAsOf.at(id, NOON.plusSeconds(3600)))
                        .orElseThrow()
                        .content())
                .isEqualTo(story);
        var redlines = history.changes(new ChangesOf(id, null, 10))
                .entries()
                .getFirst()
                .redlines();
        assertThat(redlines)
                .filteredOn(redline -> redline.pieces().getFirst().words().startsWith("What stands"))
                .extracting(redline -> redline.pieces().getFirst().words())
                .containsExactlyElementsOf(blocks.stream().map(Block::words).toList());
    }

    @Test
    void reading_from_nothing_gives_exactly_the_same_history() {
        every_sentence_happens();
        while (versions.size() < Versions.EACH) {
            revise(versions.getLast().with(Field.HEADLINE, "Plant closes, report " + versions.size()));
        }
        var before = feed.read().rows();
        assertThat(before)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

        feed.startAfresh();
        assertThat(feed.isEmpty()).isTrue();

        assertThat(feed.read().rows()).isEqualTo(before);
    }

    private void every_sentence_happens() {
        SentencesTest.told().forEach(told -> feed.happened(by(LENA, Role.CHECKER), told.event()));
    }

    private List<Entry> changes() {
        feed.read();
        return history.changes(new ChangesOf(ARTICLE, null, 100)).entries();
    }

    private void revise(Content now) {
        List<Change> changes = Changes.between(versions.getLast(), now);
        var revision = versions.size() + 1;
        feed.happened(
                by(ADA, Role.WRITER, NOON.plusSeconds(60L * revision), null),
                new ContentRevised(
                        ARTICLE,
                        revision,
                        revision - 1,
                        changes,
                        now.hash(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of()));
        versions.add(now);
    }
}
