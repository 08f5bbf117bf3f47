package stet.history;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.history.Newsdesk.*;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommentId;
import stet.domain.DeskId;
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
import stet.domain.checking.QuotationMarks;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Change;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Place;
import stet.domain.events.StoredNames;
import stet.domain.newsroom.NewsroomEvent;
import stet.domain.newsroom.NewsroomEvent.*;
import stet.eventstore.Databases;

/** What the history says of each event. */
@Tag("database")
@ParameterizedClass
@EnumSource
class SentencesTest {
    private static final ClaimId CLAIM = new ClaimId("c1");
    private static final CommentId COMMENT = new CommentId("k1");
    private static final BlockId FIGURE = new BlockId("b2");
    private static final Anchor NUMBER = new Anchor(Place.of(new BlockId("b1")), 0, "1,200");
    private static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");
    private static final List<Source> BUDGET = List.of(
            new Source.Named(SourceType.DOCUMENT, "City budget, page 4", LocalDate.of(2026, 11, 20), "read in full"));
    private static final List<Source> SECRET = List.of(new Source.Confidential(
            new SourceId("s1"), SourceType.PERSON, LocalDate.of(2026, 11, 20), Set.of(new PersonId("lena"))));
    private static final Note NOTE = new Note("1,200 jobs", "1,300 jobs");

    record Told(ArticleEvent event, String sentence) {
        @Override
        public String toString() {
            return event.getClass().getSimpleName() + ": " + sentence;
        }
    }

    private final Databases databases;

    SentencesTest(Databases databases) {
        this.databases = databases;
    }

    static List<Told> told() {
        return List.of(
                new Told(
                        new ArticleDrafted(
                                ARTICLE, new DeskId("city"), PLANT, new OriginalFile("plant.docx", "text/plain", HASH)),
                        "Drafted for the desk 'city' from the file 'plant.docx'"),
                new Told(
                        new ArticleDrafted(
                                ARTICLE, new DeskId("city"), PLANT, new OriginalFile("", "text/plain", HASH)),
                        "Drafted for the desk 'city' from a file"),
                new Told(new ArticleDrafted(ARTICLE, new DeskId("city"), PLANT, null), "Drafted for the desk 'city'"),
                new Told(
                        new ContentRevised(
                                ARTICLE,
                                4,
                                2,
                                List.of(
                                        new Change.FieldChanged(Field.HEADLINE, "Plant shuts"),
                                        new Change.SubjectsChanged(List.of("jobs")),
                                        new Change.UrgencyChanged(3),
                                        new Change.BlockInserted(paragraph("b8", "New."), null),
                                        new Change.BlockInserted(paragraph("b9", "Newer."), null),
                                        new Change.BlockMoved(FIGURE, null),
                                        new Change.BlockRewritten(paragraph("b8", "Newest.")),
                                        new Change.BlockRemoved(new BlockId("b9"))),
                                HASH,
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                List.of(),
                                List.of()),
                        "Made revision 4: changed the headline, changed the subjects, set the urgency to 3, inserted 2 blocks, "
                                + "removed 1 block, moved 1 block, rewrote 1 block (written over revision 2 and merged with what "
                                + "others wrote since)"),
                new Told(
                        new ArticleAssigned(ARTICLE, LENA, Role.CHECKER, TEN),
                        "Assigned Lena Ortiz as checker, due on 24 November 2026 at 10:00 UTC"),
                new Told(new ArticleAssigned(ARTICLE, LENA, Role.CHECKER, null), "Assigned Lena Ortiz as checker"),
                new Told(
                        new ArticleUnassigned(ARTICLE, new PersonId("ghost"), Role.PICTURE_EDITOR),
                        "Took ghost off as picture editor"),
                new Told(new MovedToDesk(ARTICLE, new DeskId("sport")), "Moved to the desk 'sport'"),
                new Told(new SubmittedForChecking(ARTICLE, 3), "Submitted revision 3 for checking"),
                new Told(
                        new ChangesRequested(ARTICLE, "Lead with the jobs", null),
                        "Asked for changes: Lead with the jobs"),
                new Told(
                        new CommentAdded(ARTICLE, new CommentId("k2"), "Sure?", NUMBER, List.of(LENA)),
                        "Commented on '1,200': Sure?"),
                new Told(new CommentAdded(ARTICLE, new CommentId("k2"), "Fine", null, List.of()), "Commented: Fine"),
                new Told(
                        new CommentAdded(ARTICLE, new CommentId("k2"), "It is", null, List.of(), COMMENT),
                        "Answered the comment 'Is that net?': It is"),
                new Told(
                        new CommentEdited(ARTICLE, COMMENT, "Net of what?", List.of()),
                        "Put the comment 'Is that net?' otherwise: Net of what?"),
                new Told(new CommentResolved(ARTICLE, COMMENT), "Resolved the comment 'Is that net?'"),
                new Told(
                        new ClaimRaised(ARTICLE, new ClaimId("c2"), ClaimKind.NAME, NUMBER),
                        "Marked the name '1,200' to be checked"),
                new Told(new ClaimQueried(ARTICLE, CLAIM, "Who says?"), "Queried the number '1,200': Who says?"),
                new Told(
                        new QueryAnswered(ARTICLE, CLAIM, "The mayor."),
                        "Answered the query about the number '1,200': The mayor."),
                new Told(
                        new ClaimConfirmed(ARTICLE, CLAIM, BUDGET),
                        "Confirmed the number '1,200' from a document (City budget, page 4, consulted on 20 November 2026; "
                                + "read in full)"),
                new Told(
                        new ClaimConfirmed(ARTICLE, CLAIM, SECRET),
                        "Confirmed the number '1,200' from a confidential source ('s1', a person)"),
                new Told(
                        new ClaimDisputed(ARTICLE, CLAIM, "It is 1,300", List.of()),
                        "Disputed the number '1,200': It is 1,300"),
                new Told(
                        new ClaimCorrected(
                                ARTICLE,
                                CLAIM,
                                Remedy.REWORDED,
                                "1,200",
                                new Anchor(NUMBER.place(), 0, "1,300"),
                                SECRET),
                        "Corrected the number '1,200': reworded as '1,300' from a confidential source ('s1', a person)"),
                new Told(
                        new ClaimCorrected(ARTICLE, CLAIM, Remedy.CUT, "1,200", null, List.of()),
                        "Corrected the number '1,200': cut"),
                new Told(
                        new ClaimMarkedNotCheckable(ARTICLE, CLAIM, "A forecast"),
                        "Marked the number '1,200' as not checkable: A forecast"),
                new Told(
                        new ClaimReopened(
                                ARTICLE,
                                CLAIM,
                                Verdict.NOT_CHECKABLE,
                                "1,200",
                                new Anchor(NUMBER.place(), 0, "1,300"),
                                "its words changed"),
                        "The verdict on the number '1,200' (not checkable) no longer stands: its words changed; the words are "
                                + "now '1,300'"),
                new Told(
                        new ClaimReopened(ARTICLE, CLAIM, Verdict.CONFIRMED, "1,200", NUMBER, "The budget was amended"),
                        "The verdict on the number '1,200' (confirmed) no longer stands: The budget was amended"),
                new Told(
                        new ClaimLapsed(ARTICLE, CLAIM, Verdict.CONFIRMED, "1,200"),
                        "The words of the number '1,200' are gone, and the claim with them (it was confirmed)"),
                new Told(new ClaimWithdrawn(ARTICLE, CLAIM, "A slip"), "Withdrew the number '1,200': A slip"),
                new Told(
                        new SourceDiscredited(
                                ARTICLE,
                                "the payroll",
                                "It was forged",
                                List.of(CLAIM),
                                List.of(CLAIM),
                                List.of("headline", "block/b1")),
                        "The source “the payroll” is not relied on any more: It was forged (words in 2 passages rested on it)"),
                new Told(
                        new FactsSignedOff(ARTICLE, HASH, 3, List.of(), List.of()),
                        "Signed off the facts of revision 3"),
                new Told(
                        new FactsSignedOff(ARTICLE, HASH, 3, List.of("headline", "block/b1"), List.of("block/b2")),
                        "Signed off the facts of revision 3: 2 passages and 1 cut"),
                new Told(
                        new ClaimRestored(ARTICLE, CLAIM, ClaimKind.NUMBER, NUMBER, Verdict.CONFIRMED, List.of()),
                        "The words of the number '1,200' stand again, and with them what was found of them (confirmed)"),
                new Told(
                        new FactsReopened(ARTICLE, List.of(CLAIM), "the words '1,200' changed", List.of("headline")),
                        "Facts fell: the words '1,200' changed"),
                new Told(
                        new SourceShredded(ARTICLE, new SourceId("s1")),
                        "Destroyed the identity of the confidential source 's1'"),
                new Told(
                        new CaptionApproved(ARTICLE, FIGURE, HASH),
                        "Approved the caption 'The gate of the plant in Aldermouth'"),
                new Told(
                        new CaptionReturned(ARTICLE, FIGURE, "Which gate?"),
                        "Returned the caption 'The gate of the plant in Aldermouth': Which gate?"),
                new Told(
                        new CaptionReopened(ARTICLE, FIGURE, "its words changed"),
                        "The approval of the caption 'The gate of the plant in Aldermouth' fell: its words changed"),
                new Told(new CaptionsSignedOff(ARTICLE, HASH, 3), "Signed off the captions of revision 3"),
                new Told(
                        new CaptionsReopened(ARTICLE, List.of(FIGURE), "the picture was replaced"),
                        "Captions fell: the picture was replaced"),
                new Told(
                        new CheckWaived(ARTICLE, Check.FACTS, null, "Breaking", HASH),
                        "Waived the sign-off of the facts: Breaking"),
                new Told(
                        new CheckWaived(ARTICLE, Check.CAPTIONS, null, "Breaking", HASH),
                        "Waived the sign-off of the captions: Breaking"),
                new Told(
                        new CheckWaived(ARTICLE, Check.PRIMARY_SOURCE, CLAIM, "Agency tape lost", HASH),
                        "Waived the primary source of the number '1,200': Agency tape lost"),
                new Told(new EmbargoSet(ARTICLE, TEN), "Embargoed until 24 November 2026 at 10:00 UTC"),
                new Told(new EmbargoLifted(ARTICLE), "Lifted the embargo"),
                new Told(
                        new PublicationScheduled(
                                ARTICLE, TEN, HASH, EditionKind.UPDATE, new Note("", "The mayor replied")),
                        "Scheduled an update for 24 November 2026 at 10:00 UTC: The mayor replied"),
                new Told(
                        new PublicationScheduled(ARTICLE, TEN, HASH, EditionKind.ORIGINAL, null),
                        "Scheduled the first for 24 November 2026 at 10:00 UTC"),
                new Told(
                        new PublicationUnscheduled(ARTICLE, "the words changed"),
                        "The schedule fell: the words changed"),
                new Told(
                        new EditionPublished(
                                ARTICLE,
                                new Edition(
                                        2,
                                        EditionKind.CORRECTION,
                                        "plant-closes",
                                        5,
                                        PLANT,
                                        List.of(new Edition.EditionNote(2, EditionKind.CORRECTION, NOTE, TEN)),
                                        TEN)),
                        "Published edition 2, a correction, from revision 5: wrong was '1,200 jobs', right is '1,300 jobs'"),
                new Told(
                        new EditorsNoteAttached(ARTICLE, "We should have asked twice"),
                        "Attached an editor's note: We should have asked twice"),
                new Told(new ArticleHeld(ARTICLE, "A complaint"), "Held, off public view: A complaint"),
                new Told(new HoldReleased(ARTICLE), "Released the hold"),
                new Told(
                        new ArticleKilled(ARTICLE, "Made up", "We retract this story"),
                        "Killed: Made up. Readers are told: We retract this story"),
                new Told(new ArticleSpiked(ARTICLE, "Overtaken"), "Spiked: Overtaken"),
                new Told(new ArticleRevived(ARTICLE), "Revived"),
                new Told(
                        new ArticleMadeConfidential(ARTICLE, List.of(ADA, LENA), "A source is in danger"),
                        "Made it confidential, confided to ada, lena: A source is in danger"),
                new Told(new ConfidentialityLifted(ARTICLE), "Made it confidential no more"),
                new Told(
                        new GlassBroken(ARTICLE, "It is about to go out", TEN),
                        "Opened it to read until 24 November 2026 at 10:00 UTC, though it was not theirs: It is about to go out"),
                new Told(
                        new WordsRedacted(
                                ARTICLE,
                                "An order of the court",
                                List.of(new Redacted(0, new Hash("ab".repeat(32)), null))),
                        "Took words out of the record for good, where they stood in 1 event of this history: An order of the court"));
    }

    @ParameterizedTest
    @MethodSource("told")
    void every_event_is_a_sentence_that_a_newsroom_understands(Told told) {
        try (var feed = feed(databases)) {
            feed.happened(
                    by(ADA, Role.ADMINISTRATOR), new PersonJoined(LENA, "Lena Ortiz", Set.of(Role.CHECKER), Set.of()));
            feed.happened(by(ADA, Role.WRITER), new ArticleDrafted(ARTICLE, new DeskId("city"), PLANT, null));
            feed.happened(by(LENA, Role.CHECKER), new ClaimRaised(ARTICLE, CLAIM, ClaimKind.NUMBER, NUMBER));
            feed.happened(by(LENA, Role.CHECKER), new CommentAdded(ARTICLE, COMMENT, "Is that net?", null, List.of()));
            var sequence = feed.happened(by(LENA, Role.CHECKER), told.event());
            feed.read();

            var page = history(feed).changes(new ChangesOf(ARTICLE, sequence - 1, 1));

            assertThat(page.entries()).extracting(Entry::fact).containsExactly(told.sentence());
            assertThat(page.entries())
                    .extracting(Entry::kind)
                    .containsExactly(StoredNames.of(told.event().getClass()));
        }
    }

    /** The compiler asks for some sentence; this asks somebody to read it. */
    @Test
    void no_event_goes_without_a_sentence_here() {
        assertThat(told().stream().<Class<?>>map(told -> told.event().getClass()))
                .contains(ArticleEvent.class.getPermittedSubclasses());
    }

    @Test
    void a_word_of_the_newsroom_is_never_mistaken_for_the_name_of_a_thing() {
        try (var feed = feed(databases)) {
            feed.happened(by(ADA, Role.WRITER), new ArticleDrafted(ARTICLE, new DeskId("city"), PLANT, null));
            feed.happened(by(LENA, Role.CHECKER), new ClaimQueried(ARTICLE, CLAIM, "claim/c1 %s {0} $1?"));
            feed.read();

            assertThat(history(feed).changes(new ChangesOf(ARTICLE, 0L, 1)).entries())
                    .extracting(Entry::fact)
                    .containsExactly("Queried 'claim/c1': claim/c1 %s {0} $1?");
        }
    }

    @Test
    void the_newsroom_has_a_history_of_its_people_and_desks() {
        try (var feed = feed(databases)) {
            var city = new DeskId("city");
            Stream.<NewsroomEvent>of(
                            new DeskOpened(city, "City"),
                            new ReadingClosed(city),
                            new ReadingOpened(city),
                            new PersonJoined(LENA, "Lena Ortiz", Set.of(Role.WRITER, Role.CHECKER), Set.of(city)),
                            new PersonJoined(new PersonId("tom"), "Tom Weir", Set.of(), Set.of()),
                            new RolesChanged(LENA, Set.of(Role.STANDARDS)),
                            new DesksChanged(LENA, Set.of()),
                            new DesksChanged(LENA, Set.of(city)),
                            new PersonLeft(LENA),
                            new DeskRenamed(city, "Town"),
                            new DeskClosed(city),
                            new DeskReopened(city),
                            new NewsroomNamed("The Tolvik Post"),
                            new ZoneSet("Europe/Oslo"),
                            new LanguageSet("nb"),
                            new QuotationMarksSet("nb", new QuotationMarks("«", "»", "‘", "’")),
                            new QuotationMarksSet("nb", null))
                    .forEach(event -> feed.happened(by(ADA, Role.ADMINISTRATOR), event));
            feed.read();

            var first = history(feed).changes(new NewsroomChanges(null, 8));
            var second = history(feed).changes(new NewsroomChanges(first.next(), 9));

            assertThat(Stream.concat(first.entries().stream(), second.entries().stream())
                            .map(Entry::fact))
                    .containsExactly(
                            "Opened the desk City ('city')",
                            "Closed the desk 'city' to all but its people",
                            "Opened the desk 'city' to everybody who edits",
                            "Welcomed Lena Ortiz ('lena') as writer, checker at the desk city",
                            "Welcomed Tom Weir ('tom') as no role",
                            "Gave Lena Ortiz these roles: standards",
                            "Put Lena Ortiz at no desk",
                            "Put Lena Ortiz at the desk city",
                            "Said farewell to Lena Ortiz",
                            "Renamed the desk 'city' to Town",
                            "Closed the desk 'city' to new articles",
                            "Opened the desk 'city' again",
                            "Named the newsroom The Tolvik Post",
                            "Set the newsroom's time zone to Europe/Oslo",
                            "Set the newsroom's language to nb",
                            "Set the quotation marks of the language 'nb' to « » and ‘ ’",
                            "Set the quotation marks of the language 'nb' back to its own");
            assertThat(second.next()).isNull();
            assertThat(first.entries())
                    .extracting(Entry::kind)
                    .containsAnyOf("newsroom.desk-opened")
                    .hasSize(8);
        }
    }
}
