package stet.web.kill;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand;
import stet.domain.article.EditionKind;
import stet.domain.checking.Checkables;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Field;
import stet.domain.content.Picture;
import stet.domain.content.Text;
import stet.domain.newsroom.NewsroomCommand;

/**
 * What one writer and those who work with them do all day, one article after another: a draft of some 8 kB, twelve revisions, twenty
 * claims raised and confirmed, two captions, an edition.
 */
final class Newsday {
    static final DeskId CITY = new DeskId("city");
    static final PersonId ADMINISTRATOR = new PersonId("ada");
    static final PersonId WRITER = new PersonId("wanda");
    static final PersonId CHECKER = new PersonId("chidi");
    static final PersonId PICTURES = new PersonId("pia");
    static final PersonId PUBLISHER = new PersonId("paul");
    private static final int PARAGRAPHS = 20;
    private static final int REVISIONS = 12;
    private static final List<String> WORDS = List.of(
            ("the council said on that bridge would have been closed since storms because engineers found cracks in "
                            + "its northern piers and nobody had asked who should pay for what might become most costly repair "
                            + "of this city while residents along river wait for answers from an office which has promised "
                            + "them a report before debates but whose own papers show how little was ever decided there")
                    .split(" "));

    private final String name;
    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private int article;

    Newsday(String name) {
        this.name = name;
        random = new Random(name.hashCode());
    }

    record Step(PersonId who, Role role, ArticleCommand command) {}

    /** What a newsroom needs before anybody can work in it. */
    static List<NewsroomCommand> opening() {
        var all = new ArrayList<NewsroomCommand>();
        all.add(new NewsroomCommand.WelcomePerson(ADMINISTRATOR, "Ada", Set.of(Role.ADMINISTRATOR), Set.of()));
        all.add(new NewsroomCommand.OpenDesk(CITY, "City"));
        Map.of(WRITER, Role.WRITER, CHECKER, Role.CHECKER, PICTURES, Role.PICTURE_EDITOR, PUBLISHER, Role.PUBLISHER)
                .forEach((person, role) ->
                        all.add(new NewsroomCommand.WelcomePerson(person, person.value(), Set.of(role), Set.of(CITY))));
        return all;
    }

    /** The next command, given that all before it were done. */
    Step next() {
        if (steps.isEmpty()) {
            write(new ArticleId(name + "-" + article++));
        }
        return steps.removeFirst();
    }

    private void write(ArticleId id) {
        var content = content(id);
        writer(new ArticleCommand.DraftArticle(id, CITY, content, null));
        for (var revision = 1; revision <= REVISIONS; revision++) {
            var blocks = new ArrayList<>(content.blocks());
            var changed = random.nextInt(PARAGRAPHS);
            blocks.set(changed, paragraph(changed));
            content = content.withBlocks(blocks);
            writer(new ArticleCommand.ReviseContent(id, revision, content));
        }
        writer(new ArticleCommand.SubmitForChecking(id));
        var claims = 0;
        for (var passage : content.passages().entrySet()) {
            for (var found : Checkables.required(passage.getValue(), content.locale())) {
                var claim = new ClaimId("c" + ++claims);
                var anchor = new Anchor(passage.getKey(), found.start(), found.words());
                checker(new ArticleCommand.RaiseClaim(id, claim, found.kind(), anchor));
                checker(new ArticleCommand.ConfirmClaim(id, claim, List.of(source(claims))));
            }
        }
        if (claims != PARAGRAPHS) {
            throw new IllegalStateException(
                    "Of the words of this day %d are claims, and not %d".formatted(claims, PARAGRAPHS));
        }
        checker(new ArticleCommand.SignOffFacts(id, REVISIONS + 1));
        content.figures()
                .forEach(figure -> pictures(new ArticleCommand.ApproveCaption(id, figure.id(), REVISIONS + 1)));
        pictures(new ArticleCommand.SignOffCaptions(id, REVISIONS + 1));
        steps.add(new Step(
                PUBLISHER,
                Role.PUBLISHER,
                new ArticleCommand.PublishArticle(id, EditionKind.ORIGINAL, null, REVISIONS + 1)));
    }

    private void writer(ArticleCommand command) {
        steps.add(new Step(WRITER, Role.WRITER, command));
    }

    private void checker(ArticleCommand command) {
        steps.add(new Step(CHECKER, Role.CHECKER, command));
    }

    private void pictures(ArticleCommand command) {
        steps.add(new Step(PICTURES, Role.PICTURE_EDITOR, command));
    }

    private Content content(ArticleId id) {
        var blocks = new ArrayList<Block>();
        for (var n = 0; n < PARAGRAPHS; n++) {
            blocks.add(paragraph(n));
        }
        blocks.add(figure("f1"));
        blocks.add(figure("f2"));
        return Content.of("What the council knew about its bridge", sentence(12), blocks)
                .with(Field.SECTION, "City")
                .with(Field.SLUGLINE, id.value());
    }

    private Block paragraph(int n) {
        return new Block.Paragraph(
                new BlockId("p" + n),
                Text.of(sentence(30)
                        + " It paid %d crowns. ".formatted(1_000 + random.nextInt(900_000))
                        + sentence(35)));
    }

    private Block figure(String id) {
        return new Block.Figure(
                new BlockId(id),
                new Picture(
                        "a".repeat(64),
                        Text.of(sentence(10)),
                        Map.of(
                                Picture.Part.WHO_OR_WHAT, "The bridge",
                                Picture.Part.WHERE, "At the river",
                                Picture.Part.CREDIT, "Runa Haldane"),
                        Map.of(Picture.Part.WHEN, "Nobody remembers when it was taken"),
                        "A bridge over a river in winter",
                        DigitalSourceType.DIGITAL_CAPTURE,
                        ""));
    }

    private String sentence(int words) {
        var sentence = new StringBuilder("The");
        for (var n = 0; n < words; n++) {
            sentence.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return sentence.append('.').toString();
    }

    private static Source source(int n) {
        return new Source.Named(
                SourceType.DOCUMENT, "Minutes of the council, item " + n, LocalDate.of(2026, 11, 20), "");
    }
}
