package stet.web.wiring;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.ApproveCaption;
import stet.domain.article.ArticleCommand.ConfirmClaims;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.NewClaim;
import stet.domain.article.ArticleCommand.PublishArticle;
import stet.domain.article.ArticleCommand.QueryWords;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleCommand.SignOffCaptions;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleCommand.SubmitForChecking;
import stet.domain.article.EditionKind;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Field;
import stet.domain.content.Picture;
import stet.domain.content.Text;
import stet.domain.newsroom.NewsroomCommand;
import stet.interchange.PlainText;
import stet.media.Pictures;
import stet.web.door.Door;
import stet.web.door.Said;
import stet.web.door.SignedIn;
import stet.web.people.Welcoming;
import stet.workflow.Answer;
import stet.workflow.Commands;

/**
 * A newsroom to try Stet in: a desk, people of each role, two of those who check each other, and three articles at different stages.
 * Everything in it went through the same door as anybody's commands. What is there already is left as it is.
 */
@Component
@Order(0)
@ConditionalOnProperty("stet.demo")
final class Demo implements ApplicationRunner {
    static final String PASSWORD = "let-it-stand";
    private static final DeskId CITY = new DeskId("city");
    private static final PersonId WRITER = new PersonId("wanda");
    private static final PersonId CHECKER = new PersonId("chidi");
    private static final PersonId PICTURES = new PersonId("pia");
    private static final PersonId PUBLISHER = new PersonId("paul");
    private static final PersonId STANDARDS = new PersonId("stella");
    private static final PersonId AUDITOR = new PersonId("otto");
    private static final PersonId ADMINISTRATOR = new PersonId("ada");

    private final Commands commands;
    private final Door door;
    private final Welcoming people;
    private final Pictures pictures;
    private final Clock clock;

    Demo(Commands commands, Door door, Welcoming people, Pictures pictures, Clock clock) {
        this.commands = commands;
        this.door = door;
        this.people = people;
        this.pictures = pictures;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        people.welcome(ADMINISTRATOR, "Ada Quist", "ada", Set.of(Role.ADMINISTRATOR), Set.of(), PASSWORD);
        if (!commands.newsroom().desks().containsKey(CITY)) {
            openDesk();
        }
        welcome(WRITER, "Wanda Winter", Role.WRITER);
        welcome(CHECKER, "Chidi Okafor", Role.CHECKER);
        // What one of them has written or captioned, the other signs off.
        welcome(new PersonId("carmen"), "Carmen Vidal", Role.CHECKER);
        welcome(PICTURES, "Pia Lund", Role.PICTURE_EDITOR);
        welcome(new PersonId("peder"), "Peder Dahl", Role.PICTURE_EDITOR);
        welcome(PUBLISHER, "Paul Reyes", Role.PUBLISHER);
        welcome(STANDARDS, "Stella Marsh", Role.STANDARDS);
        people.welcome(AUDITOR, "Otto Lindqvist", "otto", Set.of(Role.AUDITOR), Set.of(), PASSWORD);
        drafting("demo-night-buses", "night-buses.txt");
        checking("demo-school-roofs", "school-roofs.txt");
        published("demo-harbour-ferry", "harbour-ferry.txt");
        // To whoever started it, and not to a log that is kept.
        System.out.printf(
                "%nThe demo newsroom is open. Sign in as wanda (writer), chidi or carmen (checkers), pia or peder (picture editors),%n"
                        + "paul (publisher), stella (standards), otto (auditor) or ada (administrator), each with the password %s%n%n",
                PASSWORD);
    }

    private void openDesk() {
        done(door.send(new NewsroomCommand.OpenDesk(CITY, "City"), ADMINISTRATOR, Said.nothing()));
    }

    private void welcome(PersonId id, String name, Role role) {
        people.welcome(id, name, id.value(), Set.of(role), Set.of(CITY), PASSWORD);
    }

    private @Nullable Article drafting(String id, String file) throws IOException {
        var article = new ArticleId(id);
        if (commands.whole(article).isPresent()) {
            return null;
        }
        var blocks = new ArrayList<BlockId>();
        var bytes = new ClassPathResource("demo/" + file).getContentAsByteArray();
        var imported = PlainText.read(bytes, file, () -> {
            blocks.add(new BlockId("b" + (blocks.size() + 1)));
            return blocks.getLast();
        });
        var content = imported.content().with(Field.SECTION, "City").with(Field.SLUGLINE, file.replace(".txt", ""));
        send(WRITER, Role.WRITER, new DraftArticle(article, CITY, content, null));
        return now(article);
    }

    private void checking(String id, String file) throws IOException {
        var article = drafting(id, file);
        if (article == null) {
            return;
        }
        send(WRITER, Role.WRITER, new ReviseContent(article.id(), 1, illustrated(article.content())));
        send(WRITER, Role.WRITER, new SubmitForChecking(article.id()));
        var statements = statements(now(article.id()));
        send(
                CHECKER,
                Role.CHECKER,
                new ConfirmClaims(article.id(), List.of(), List.of(statements.getFirst()), sources()));
        var costs = statements.getLast();
        send(
                CHECKER,
                Role.CHECKER,
                new QueryWords(
                        article.id(),
                        costs.claimId(),
                        costs.kind(),
                        costs.anchor(),
                        "Is this for the repairs alone, or with the replacement hall?"));
    }

    private void published(String id, String file) throws IOException {
        var article = drafting(id, file);
        if (article == null) {
            return;
        }
        var figure = article.content().figures().getFirst();
        send(WRITER, Role.WRITER, new ReviseContent(article.id(), 1, captioned(article.content(), figure)));
        send(WRITER, Role.WRITER, new SubmitForChecking(article.id()));
        send(
                CHECKER,
                Role.CHECKER,
                new ConfirmClaims(article.id(), List.of(), statements(now(article.id())), sources()));
        var captioned = now(article.id()).revision();
        send(CHECKER, Role.CHECKER, new SignOffFacts(article.id(), captioned));
        send(PICTURES, Role.PICTURE_EDITOR, new ApproveCaption(article.id(), figure.id(), captioned));
        send(PICTURES, Role.PICTURE_EDITOR, new SignOffCaptions(article.id(), captioned));
        send(PUBLISHER, Role.PUBLISHER, new PublishArticle(article.id(), EditionKind.ORIGINAL, null, captioned));
    }

    /** With a picture of which little is said as yet, so that there is something for the picture editor to do. */
    private Content illustrated(Content content) throws IOException {
        var caption = Text.of("A bucket stands under the damp beams in the closed gymnasium.");
        var picture = new Picture(
                kept("school-roofs.jpg"),
                caption,
                Map.of(Picture.Part.WHERE, "Northgate School", Picture.Part.CREDIT, "Ines Falk"),
                Map.of(),
                "",
                null,
                "");
        var blocks = new ArrayList<>(content.blocks());
        blocks.add(2, new Block.Figure(new BlockId("p1"), picture));
        return content.withBlocks(blocks);
    }

    private String kept(String file) throws IOException {
        var bytes = new ClassPathResource("demo/" + file).getContentAsByteArray();
        return pictures.keep(bytes, clock.instant()).picture().hash().value();
    }

    private Content captioned(Content content, Block.Figure figure) throws IOException {
        var picture = new Picture(
                kept("harbour-ferry.jpg"),
                figure.picture().caption(),
                Map.of(
                        Picture.Part.WHO_OR_WHAT, "The ferry Marigold",
                        Picture.Part.WHERE, "Port Ellery",
                        Picture.Part.CREDIT, "Runa Haldane"),
                Map.of(Picture.Part.WHEN, "The picture is undated; its maker remembers only the summer"),
                "A small white car ferry with a blue funnel, moored at a stone pier",
                DigitalSourceType.DIGITAL_CREATION,
                "");
        return content.withBlocks(content.blocks().stream()
                .map(block -> block.id().equals(figure.id()) ? (Block) new Block.Figure(figure.id(), picture) : block)
                .toList());
    }

    /** A claim for each statement that must be in one. */
    private static List<NewClaim> statements(Article article) {
        var claims = new ArrayList<NewClaim>();
        for (var statement : article.unclaimed()) {
            if (statement.required()) {
                claims.add(new NewClaim(
                        new ClaimId("c" + (claims.size() + 1)),
                        statement.statement().kind(),
                        statement.anchor()));
            }
        }
        return claims;
    }

    private List<Source> sources() {
        return List.of(new Source.Named(
                SourceType.DOCUMENT,
                "Minutes of the council, item 4",
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                ""));
    }

    private void send(PersonId who, Role role, ArticleCommand command) {
        done(door.send(command, new SignedIn(who, who.value(), Set.of(role), Set.of(CITY)), Said.nothing()));
    }

    private static void done(Door.Outcome outcome) {
        if (outcome.answer() instanceof Answer.No no) {
            throw new IllegalStateException("The demo newsroom: " + no.sentence() + " " + no.obstacles());
        }
    }

    /** From the ledger: on a machine that has much to do, the desk may not show it yet. */
    private Article now(ArticleId article) {
        return commands.whole(article).orElseThrow();
    }
}
