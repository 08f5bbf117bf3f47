package stet.eventstore.shapes;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.article.ArticleEvent;
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
import stet.domain.content.Authorship;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Content;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Mark;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.domain.newsroom.NewsroomEvent;

/** One made-up event of every kind, with the sentence that says when it happens. */
public final class Examples {
    static final ArticleId ARTICLE = new ArticleId("ferry-timetable");
    public static final Act ACT = new Act(
            new PersonId("amara"),
            Role.CHECKER,
            Instant.parse("2026-03-02T09:15:30.250Z"),
            "The harbour office rang back",
            new CommandId("c-0017"));

    private static final ClaimId CLAIM = new ClaimId("claim-1");
    private static final BlockId OPENING = new BlockId("b1");
    private static final BlockId PIER = new BlockId("b5");
    private static final Anchor TWELVE = new Anchor(Place.of(OPENING), 4, "twelve ferries");
    private static final Source LETTER = new Source.Named(
            SourceType.DOCUMENT, "Harbour office, letter of 27 February", LocalDate.of(2026, 3, 1), "Seen by Amara");
    private static final Source INSIDER = new Source.Confidential(
            new SourceId("s-9"),
            SourceType.PERSON,
            LocalDate.of(2026, 3, 1),
            Set.of(new PersonId("amara"), new PersonId("bruno"), new PersonId("chloe")));

    private static final Picture PHOTOGRAPH = new Picture(
            "ab".repeat(32),
            Text.of("The pier at Westhaven in January."),
            Map.of(
                    Picture.Part.WHO_OR_WHAT, "The pier",
                    Picture.Part.WHERE, "Westhaven",
                    Picture.Part.WHEN, "January 2026"),
            Map.of(Picture.Part.CREDIT, "The photographer asked not to be named"),
            "A wooden pier under snow, with no boats",
            DigitalSourceType.DIGITAL_CAPTURE,
            "");

    private static final Content CONTENT = new Content(
            "Twelve ferries to run all winter",
            "The council pays for the late boats",
            "By Bruno Achterberg",
            "WESTHAVEN, 2 March",
            "ferries-winter",
            "Local",
            List.of("transport", "council"),
            4,
            List.of(
                    new Block.Paragraph(
                            OPENING,
                            new Text(
                                    "The twelve ferries will run all winter, see the plan.",
                                    List.of(
                                            new Mark(Mark.Style.BOLD, 4, 18, null),
                                            new Mark(
                                                    Mark.Style.LINK,
                                                    44,
                                                    52,
                                                    "https://westhaven.example/plan?year=2026")))),
                    new Block.Crosshead(new BlockId("b2"), Text.of("Who pays")),
                    new Block.Quotation(
                            new BlockId("b3"), Text.of("Nobody will be left on the quay."), "Ida Holm, councillor"),
                    new Block.Listing(
                            new BlockId("b4"), true, List.of(Text.of("First boat 05:40"), Text.of("Last boat 23:10"))),
                    new Block.Figure(PIER, PHOTOGRAPH)));

    private static final Note CORRECTION = new Note("We said ten ferries", "There are twelve");
    private static final SequencedMap<Object, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                new ArticleEvent.ArticleDrafted(
                        ARTICLE,
                        new DeskId("local"),
                        CONTENT,
                        new OriginalFile("ferries.txt", "text/plain", Hash.of(List.of("ferries")))),
                "Somebody began an article, from nothing or from a file.");
        ALL.put(
                new ArticleEvent.ContentRevised(
                        ARTICLE,
                        3,
                        1,
                        List.of(
                                new Change.FieldChanged(Field.HEADLINE, "Ferries to run all winter"),
                                new Change.FieldChanged(Field.LANGUAGE, "en-GB"),
                                new Change.SubjectsChanged(List.of("transport")),
                                new Change.UrgencyChanged(3),
                                new Change.BlockInserted(
                                        new Block.Paragraph(new BlockId("b6"), Text.of("The vote was close.")), null),
                                new Change.BlockRemoved(new BlockId("b2")),
                                new Change.BlockMoved(PIER, OPENING),
                                new Change.BlockRewritten(
                                        new Block.Paragraph(OPENING, Text.of("All twelve ferries will run.")))),
                        CONTENT.hash(),
                        Map.of(CLAIM, 4, new ClaimId("claim-2"), 11),
                        Map.of(new ClaimId("claim-3"), new Anchor(Place.of(PIER), 0, "Twelve ferries")),
                        Map.of("block/b1", new Authorship(List.of(new Authorship.Run(new PersonId("ana"), 4)))),
                        Map.of("block/b6", new PersonId("cleo")),
                        List.of("block/b2"),
                        List.of("standfirst")),
                "Somebody saved other words, or the same words elsewhere or formatted otherwise.");
        ALL.put(
                new ArticleEvent.ArticleAssigned(
                        ARTICLE, new PersonId("amara"), Role.CHECKER, Instant.parse("2026-03-02T17:00:00Z")),
                "The desk gave the work to a person.");
        ALL.put(
                new ArticleEvent.ArticleUnassigned(ARTICLE, new PersonId("amara"), Role.CHECKER),
                "The work was taken off a person.");
        ALL.put(new ArticleEvent.MovedToDesk(ARTICLE, new DeskId("politics")), "The article went to another desk.");
        ALL.put(
                new ArticleEvent.SubmittedForChecking(ARTICLE, 3),
                "The writer asked the checkers to look at this revision.");
        ALL.put(
                new ArticleEvent.ChangesRequested(
                        ARTICLE, "The third paragraph needs a second voice", new CommentId("comment-2")),
                "The article went back to its writer.");
        ALL.put(
                new ArticleEvent.CommentAdded(
                        ARTICLE,
                        new CommentId("comment-1"),
                        "Is this the winter figure?",
                        TWELVE,
                        List.of(new PersonId("bruno"))),
                "Somebody remarked on the article or on some of its words.");
        ALL.put(
                new ArticleEvent.CommentEdited(
                        ARTICLE,
                        new CommentId("comment-1"),
                        "Is this the winter figure, @Amara?",
                        List.of(new PersonId("amara"))),
                "Somebody put a remark of their own otherwise.");
        ALL.put(new ArticleEvent.CommentResolved(ARTICLE, new CommentId("comment-1")), "A remark was settled.");
        ALL.put(
                new ArticleEvent.ClaimRaised(ARTICLE, CLAIM, ClaimKind.NUMBER, TWELVE),
                "Somebody marked words that have to be checked.");
        ALL.put(
                new ArticleEvent.ClaimQueried(ARTICLE, CLAIM, "Does this count the night boat?"),
                "A checker asked the writer about a claim.");
        ALL.put(new ArticleEvent.QueryAnswered(ARTICLE, CLAIM, "It does"), "The writer answered a checker's question.");
        ALL.put(
                new ArticleEvent.ClaimConfirmed(ARTICLE, CLAIM, List.of(LETTER, INSIDER)),
                "A checker found sources that bear a claim out.");
        ALL.put(
                new ArticleEvent.ClaimDisputed(ARTICLE, CLAIM, "The letter says eleven", List.of(LETTER)),
                "A checker found that a claim is wrong.");
        ALL.put(
                new ArticleEvent.ClaimCorrected(
                        ARTICLE, CLAIM, Remedy.REWORDED, "ten ferries", TWELVE, List.of(LETTER)),
                "The words of a claim were put right, or cut.");
        ALL.put(
                new ArticleEvent.ClaimMarkedNotCheckable(ARTICLE, CLAIM, "A forecast"),
                "A checker found that nothing could bear a claim out or refute it.");
        ALL.put(
                new ArticleEvent.ClaimReopened(
                        ARTICLE,
                        CLAIM,
                        Verdict.CONFIRMED,
                        "ten ferries",
                        TWELVE,
                        "The words changed after they were checked"),
                "A verdict fell, because its words changed or somebody doubted it.");
        ALL.put(
                new ArticleEvent.ClaimLapsed(ARTICLE, CLAIM, Verdict.CONFIRMED, "twelve ferries"),
                "The words of a claim are gone, and the claim with them.");
        ALL.put(
                new ArticleEvent.ClaimRestored(
                        ARTICLE,
                        CLAIM,
                        ClaimKind.NUMBER,
                        new Anchor(Place.of(OPENING), 4, "twelve ferries"),
                        Verdict.CONFIRMED,
                        List.of(new Source.Named(
                                SourceType.DOCUMENT, "Timetable, page 2", LocalDate.parse("2026-11-01"), ""))),
                "The words of a claim that had lapsed stand again, and with them what was found of them.");
        ALL.put(
                new ArticleEvent.ClaimWithdrawn(ARTICLE, CLAIM, "Raised twice"),
                "A claim was taken back: there is nothing to check.");
        ALL.put(
                new ArticleEvent.SourceDiscredited(
                        ARTICLE,
                        "https://example.org/minutes",
                        "The minutes were forged",
                        List.of(CLAIM),
                        List.of(CLAIM),
                        List.of("block/p1")),
                "A source that claims rested on is doubted; each of them is reopened by an event behind this one.");
        ALL.put(
                new ArticleEvent.FactsSignedOff(
                        ARTICLE,
                        Hash.of(List.of("twelve ferries")),
                        3,
                        List.of("headline", "block/b1"),
                        List.of("block/b2")),
                "A checker put their name to passages as they stand, and to what was cut.");
        ALL.put(
                new ArticleEvent.FactsReopened(
                        ARTICLE, List.of(CLAIM), "Checked words have changed", List.of("block/b1")),
                "The sign-off of some passages no longer stands.");
        ALL.put(
                new ArticleEvent.SourceShredded(ARTICLE, new SourceId("s-9")),
                "The identity of a confidential source was destroyed.");
        ALL.put(
                new ArticleEvent.CaptionApproved(ARTICLE, PIER, Hash.of(PHOTOGRAPH)),
                "A picture editor approved a picture with its caption.");
        ALL.put(
                new ArticleEvent.CaptionReturned(ARTICLE, PIER, "Say who took it"),
                "A picture editor sent a caption back.");
        ALL.put(
                new ArticleEvent.CaptionReopened(ARTICLE, PIER, "The caption has changed"),
                "The approval of a caption no longer stands.");
        ALL.put(
                new ArticleEvent.CaptionsSignedOff(ARTICLE, Hash.of(List.of("The pier")), 3),
                "A picture editor put their name to all figures, or to there being none.");
        ALL.put(
                new ArticleEvent.CaptionsReopened(ARTICLE, List.of(PIER), "A figure has changed"),
                "The sign-off of the captions no longer stands.");
        ALL.put(
                new ArticleEvent.CheckWaived(
                        ARTICLE,
                        Check.PRIMARY_SOURCE,
                        new ClaimId("claim-2"),
                        "The recording was lost in the flood",
                        Hash.of(List.of("Nobody will be left on the quay."))),
                "A publisher answered for an outstanding check.");
        ALL.put(
                new ArticleEvent.EmbargoSet(ARTICLE, Instant.parse("2026-03-03T06:00:00Z")),
                "The article may not go out before an instant.");
        ALL.put(new ArticleEvent.EmbargoLifted(ARTICLE), "The embargo was taken off before its time.");
        ALL.put(
                new ArticleEvent.PublicationScheduled(
                        ARTICLE,
                        Instant.parse("2026-03-03T06:00:00Z"),
                        CONTENT.hash(),
                        EditionKind.CORRECTION,
                        CORRECTION),
                "Exact words are to go out at an instant.");
        ALL.put(
                new ArticleEvent.PublicationUnscheduled(ARTICLE, "The words have changed since"),
                "The schedule was taken back, or could not be kept.");
        ALL.put(
                new ArticleEvent.EditionPublished(
                        ARTICLE,
                        new Edition(
                                2,
                                EditionKind.CORRECTION,
                                "twelve-ferries-to-run-all-winter",
                                3,
                                CONTENT,
                                List.of(new Edition.EditionNote(
                                        2, EditionKind.CORRECTION, CORRECTION, Instant.parse("2026-03-03T06:00:00Z"))),
                                Instant.parse("2026-03-02T12:00:00.125Z"))),
                "Readers can see these words. The event holds the whole edition.");
        ALL.put(
                new ArticleEvent.EditorsNoteAttached(ARTICLE, "This story will be followed up"),
                "Readers were told something about a story's making.");
        ALL.put(
                new ArticleEvent.ArticleHeld(ARTICLE, "A passenger disputes the count"),
                "A live story was taken off public view while it is checked.");
        ALL.put(new ArticleEvent.HoldReleased(ARTICLE), "A held story is in public view again.");
        ALL.put(
                new ArticleEvent.ArticleKilled(
                        ARTICLE,
                        "The letter was forged",
                        "This story has been withdrawn: its main document was forged."),
                "A story was withdrawn for good, with a public notice.");
        ALL.put(
                new ArticleEvent.ArticleSpiked(ARTICLE, "Overtaken by the vote"),
                "An article that was never published was abandoned.");
        ALL.put(new ArticleEvent.ArticleRevived(ARTICLE), "An abandoned article was taken up again.");
        ALL.put(
                new ArticleEvent.ArticleMadeConfidential(
                        ARTICLE, List.of(new PersonId("amara"), new PersonId("ines")), "A source is in danger"),
                "An article was confided to a few, and is not there to all others.");
        ALL.put(new ArticleEvent.ConfidentialityLifted(ARTICLE), "Whoever reads its desk's articles reads it again.");
        ALL.put(
                new ArticleEvent.GlassBroken(ARTICLE, "It is about to go out", Instant.parse("2026-03-02T23:15:00Z")),
                "Somebody opened to themselves, for a while, what was not theirs to read.");
        ALL.put(
                new ArticleEvent.WordsRedacted(
                        ARTICLE,
                        "Order of the court of Westhaven, 4 O 12/26",
                        List.of(
                                new ArticleEvent.Redacted(0, new Hash("12".repeat(32)), null),
                                new ArticleEvent.Redacted(3, new Hash("34".repeat(32)), new Hash("56".repeat(32))))),
                "Words were taken out of what is stored of these events, for good; the hashes are of what is left.");
        ALL.put(new NewsroomEvent.DeskOpened(new DeskId("local"), "Local news"), "The newsroom has a new desk.");
        ALL.put(
                new NewsroomEvent.ReadingClosed(new DeskId("local")),
                "Only a desk's own people read its articles from then on.");
        ALL.put(
                new NewsroomEvent.ReadingOpened(new DeskId("local")),
                "Everybody who edits reads a desk's articles again.");
        ALL.put(
                new NewsroomEvent.PersonJoined(
                        new PersonId("amara"),
                        "Amara Diallo",
                        Set.of(Role.CHECKER, Role.WRITER, Role.STANDARDS),
                        Set.of(new DeskId("local"), new DeskId("politics"))),
                "A person joined the newsroom.");
        ALL.put(
                new NewsroomEvent.RolesChanged(new PersonId("amara"), Set.of(Role.PUBLISHER, Role.CHECKER)),
                "What a person may do changed: these are all their roles now.");
        ALL.put(
                new NewsroomEvent.DesksChanged(new PersonId("amara"), Set.of()),
                "Where a person works changed: these are all their desks now.");
        ALL.put(new NewsroomEvent.PersonLeft(new PersonId("amara")), "A person left the newsroom.");
        ALL.put(new NewsroomEvent.DeskRenamed(new DeskId("local"), "Town and country"), "A desk has another name.");
        ALL.put(
                new NewsroomEvent.DeskClosed(new DeskId("local")),
                "No new article and nobody else came to a desk from then on.");
        ALL.put(new NewsroomEvent.DeskReopened(new DeskId("local")), "A closed desk takes articles and people again.");
        ALL.put(new NewsroomEvent.NewsroomNamed("The Tolvik Post"), "What the newsroom is called.");
        ALL.put(new NewsroomEvent.ZoneSet("Europe/Oslo"), "In which time zone times are typed and shown.");
        ALL.put(new NewsroomEvent.LanguageSet("nb"), "What new articles are written in unless they say so.");
        ALL.put(
                new NewsroomEvent.QuotationMarksSet("nb", new QuotationMarks("«", "»", "‘", "’")),
                "With what quotations are typed in a language.");
        ALL.put(
                new NewsroomEvent.SourceDoubted("https://example.org/minutes", "The minutes were forged"),
                "A source is not to be relied on any more.");
        ALL.put(
                new NewsroomEvent.DoubtLifted("https://example.org/minutes", "They are real"),
                "A source that was doubted may be relied on again.");
    }

    private Examples() {}

    static SequencedMap<Object, String> all() {
        return ALL;
    }
}
