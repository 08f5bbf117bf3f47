package stet.desk;

import static stet.desk.Newsdesk.ADA;
import static stet.desk.Newsdesk.GRACE;
import static stet.desk.Newsdesk.LENA;
import static stet.desk.Newsdesk.MIRA;
import static stet.desk.Newsdesk.POLITICS;
import static stet.desk.Newsdesk.TOMAS;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommentId;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.article.ArticleCommand.*;
import stet.domain.article.Check;
import stet.domain.article.EditionKind;
import stet.domain.article.Note;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Mark;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Text;

/** The stories that the people of these tests work on. */
final class Stories {
    static final ArticleId PLANT = new ArticleId("plant");
    static final BlockId LOSSES = new BlockId("losses");
    static final BlockId VOICE = new BlockId("voice");
    static final BlockId GATE = new BlockId("gate");
    static final ClaimId NUMBER = new ClaimId("z-number");
    static final ClaimId QUOTE = new ClaimId("a-quote");
    static final Anchor SAID = new Anchor(Place.of(VOICE), 0, "Nobody told us anything");

    private Stories() {}

    static Content plant() {
        var losses = new Block.Paragraph(
                LOSSES,
                new Text("1,200 people lose their jobs at the plant.", List.of(new Mark(Mark.Style.BOLD, 0, 5, null))));
        var voice = new Block.Quotation(VOICE, Text.of("Nobody told us anything"), "Ines Moreau, fitter");
        var gate = new Block.Figure(
                GATE,
                new Picture(
                        "ab".repeat(32),
                        Text.of("The gate of the plant"),
                        Map.of(
                                Picture.Part.WHO_OR_WHAT, "The gate",
                                Picture.Part.WHERE, "Aldermouth",
                                Picture.Part.CREDIT, "Tomás Ruiz"),
                        Map.of(Picture.Part.WHEN, "An archive picture without a date"),
                        "A closed steel gate with a sign on it",
                        DigitalSourceType.DIGITAL_CAPTURE,
                        ""));
        return new Content(
                "Plant closes",
                "The end of an era in Aldermouth",
                "Ada Okafor",
                "Aldermouth",
                "PLANT-CLOSURE",
                "Politics",
                List.of("industry", "jobs"),
                3,
                List.of(losses, voice, gate));
    }

    static Content plain(String headline, int urgency) {
        return new Content(
                headline,
                "",
                "",
                "",
                "",
                "",
                List.of(),
                urgency,
                List.of(new Block.Paragraph(new BlockId("b"), Text.of("Nothing much happened."))));
    }

    static Content rewritten(Content content, BlockId block, String words) {
        return content.withBlocks(content.blocks().stream()
                .map(each -> each.id().equals(block) ? new Block.Paragraph(block, Text.of(words)) : each)
                .toList());
    }

    /** With this caption under its pictures. */
    static Content recaptioned(Content content, String caption) {
        return content.withBlocks(content.blocks().stream()
                .map(each -> each instanceof Block.Figure(var id, var picture)
                        ? new Block.Figure(
                                id,
                                new Picture(
                                        picture.file(),
                                        Text.of(caption),
                                        picture.parts(),
                                        picture.reasons(),
                                        picture.altText(),
                                        picture.sourceType(),
                                        picture.label()))
                        : each)
                .toList());
    }

    static Source transcript() {
        return new Source.Named(
                SourceType.TRANSCRIPT, "Works council, transcript", LocalDate.of(2026, 11, 22), "Page two");
    }

    static Source insider() {
        return new Source.Confidential(
                new SourceId("insider"), SourceType.PERSON, LocalDate.of(2026, 11, 22), Set.of(GRACE, MIRA));
    }

    static void drafted(Newsdesk desk) {
        desk.ask(ADA, new DraftArticle(PLANT, POLITICS, plant(), null));
    }

    static void claimed(Newsdesk desk) {
        desk.ask(ADA, new SubmitForChecking(PLANT));
        desk.ask(LENA, new RaiseClaim(PLANT, NUMBER, ClaimKind.NUMBER, new Anchor(Place.of(LOSSES), 0, "1,200")));
        desk.ask(LENA, new RaiseClaim(PLANT, QUOTE, ClaimKind.QUOTE, SAID));
    }

    static void checked(Newsdesk desk) {
        desk.ask(LENA, new ConfirmClaim(PLANT, NUMBER, List.of(transcript(), insider())));
        desk.ask(LENA, new ConfirmClaim(PLANT, QUOTE, List.of(transcript())));
        desk.ask(LENA, new SignOffFacts(PLANT, desk.revision()));
    }

    static void captioned(Newsdesk desk) {
        desk.ask(TOMAS, new ApproveCaption(PLANT, GATE, desk.revision()));
        desk.ask(TOMAS, new SignOffCaptions(PLANT, desk.revision()));
    }

    static void published(Newsdesk desk) {
        desk.ask(MIRA, new PublishArticle(PLANT, EditionKind.ORIGINAL, null, desk.revision()));
    }

    /** A story in whose life everything has happened that leaves a trace in it. */
    static void eventful(Newsdesk desk) {
        drafted(desk);
        desk.ask(MIRA, new AssignArticle(PLANT, LENA, Role.CHECKER, desk.now.plus(Duration.ofHours(3))));
        desk.ask(MIRA, new AssignArticle(PLANT, ADA, Role.WRITER, null));
        claimed(desk);
        desk.ask(GRACE, new AddComment(PLANT, new CommentId("n1"), "Who is “us”?", SAID, List.of(ADA, LENA)));
        desk.ask(GRACE, new AddComment(PLANT, new CommentId("n2"), "Good story", null, List.of()));
        desk.ask(ADA, new ResolveComment(PLANT, new CommentId("n1")));
        desk.ask(LENA, new QueryClaim(PLANT, QUOTE, "Who heard it?"));
        desk.ask(
                MIRA,
                new WaiveCheck(PLANT, Check.PRIMARY_SOURCE, QUOTE, "She confirmed it in writing", desk.revision()));
        desk.ask(ADA, new AnswerQuery(PLANT, QUOTE, "I did"));
        checked(desk);
        captioned(desk);
        published(desk);
        desk.ask(
                ADA,
                new ReviseContent(
                        PLANT, 1, rewritten(plant(), LOSSES, "Some 1,300 people lose their jobs at the plant.")));
        // The claim went with its words, and is open again because they changed.
        desk.article(PLANT)
                .openClaims()
                .forEach(claim -> desk.ask(LENA, new ConfirmClaim(PLANT, claim.id(), List.of(insider()))));
        desk.ask(LENA, new SignOffFacts(PLANT, desk.revision()));
        desk.ask(MIRA, new SetEmbargo(PLANT, desk.now.plus(Duration.ofHours(1))));
        desk.ask(
                MIRA,
                new SchedulePublication(
                        PLANT,
                        desk.now.plus(Duration.ofHours(2)),
                        EditionKind.CORRECTION,
                        new Note("It was said to be 1,200", "It is 1,300"),
                        desk.revision()));
    }
}
