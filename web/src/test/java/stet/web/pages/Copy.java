package stet.web.pages;

import static stet.web.pages.Kiosk.NOON;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import stet.domain.article.Note;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Field;
import stet.domain.content.Mark;
import stet.domain.content.Picture;
import stet.domain.content.Text;

/** Stories to publish. */
final class Copy {
    static final String A_PICTURE = "ab".repeat(32);

    private Copy() {}

    static EditionPublished first(String slug, String section, Instant at, Content content) {
        return new EditionPublished(
                new ArticleId(slug),
                new Edition(1, EditionKind.ORIGINAL, slug, 8472, content.with(Field.SECTION, section), List.of(), at));
    }

    static EditionPublished later(
            int number, EditionKind kind, String slug, String section, Content content, Edition.EditionNote... notes) {
        return new EditionPublished(
                new ArticleId(slug),
                new Edition(number, kind, slug, 8472, content.with(Field.SECTION, section), List.of(notes), NOON));
    }

    static Edition.EditionNote note(int edition, EditionKind kind, String wrong, String right, Instant at) {
        return new Edition.EditionNote(edition, kind, new Note(wrong, right), at);
    }

    static Content brief(String headline, String standfirst) {
        return Content.of(headline, standfirst, List.of(paragraph("b1", Text.of("Nothing more is known."))));
    }

    static Content mill() {
        var said = "The mill, which opened in 1911, will close in March, its owner said.";
        var picture = new Picture(
                null,
                Text.of("Workers leave the mill at Harrow Bridge on Friday."),
                Map.of(
                        Picture.Part.WHO_OR_WHAT, "Workers",
                        Picture.Part.WHERE, "Harrow Bridge",
                        Picture.Part.WHEN, "20 November 2026",
                        Picture.Part.CREDIT, "Ada Marsh"),
                Map.of(),
                "People in coats walk out of an iron gate",
                DigitalSourceType.DIGITAL_CAPTURE,
                "");
        var drawing = new Picture(
                A_PICTURE,
                Text.of("How the site could look, in the council’s plan."),
                Map.of(Picture.Part.CREDIT, "Harrow Bridge Council"),
                Map.of(),
                "Houses with gardens along a river",
                DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA,
                "This picture was made with generative software.");
        return Content.of(
                        "Mill closes after 115 years",
                        "A town on the river loses its largest employer, and asks what comes next",
                        List.of(
                                paragraph(
                                        "b1",
                                        new Text(
                                                said,
                                                List.of(
                                                        new Mark(
                                                                Mark.Style.LINK, 4, 8, "https://mill.example/?a=1&b=2"),
                                                        new Mark(Mark.Style.BOLD, 0, 8, null),
                                                        new Mark(Mark.Style.ITALIC, 32, 48, null)))),
                                new Block.Figure(new BlockId("b2"), picture),
                                paragraph(
                                        "b3",
                                        Text.of("About 1,300 people work there. Many of them live in the streets"
                                                + " around it, in houses that were built for the first shifts.")),
                                new Block.Crosshead(new BlockId("b4"), Text.of("What the owner says")),
                                new Block.Quotation(
                                        new BlockId("b5"),
                                        Text.of("We looked at every way to keep it open, and there was none."),
                                        "Ines Holt, managing director"),
                                paragraph("b6", Text.of("The company names three reasons:")),
                                new Block.Listing(
                                        new BlockId("b7"),
                                        false,
                                        List.of(
                                                Text.of("the price of power"),
                                                Text.of("fewer orders"),
                                                Text.of("machines that are older than the people who run them"))),
                                new Block.Figure(new BlockId("b8"), drawing)))
                .with(Field.BYLINE, "By Tom Reyes")
                .with(Field.DATELINE, "HARROW BRIDGE, 23 November")
                .with(Field.SLUGLINE, "INTERNAL-SLUGLINE");
    }

    static Block paragraph(String id, Text text) {
        return new Block.Paragraph(new BlockId(id), text);
    }
}
