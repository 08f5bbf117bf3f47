package stet.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand;
import stet.domain.article.EditionKind;
import stet.domain.checking.Checkables;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Field;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.domain.newsroom.Newsroom;

/**
 * One article on its way from the first draft to its edition, as the commands that take it there: 1 draft, 12 revisions of a body of
 * about 8 kB, 20 claims raised, 20 confirmed, 2 captions approved and 1 publication, and the handing in and the two sign-offs
 * without which the rules let nothing be published. The same number gives the same article, and no two numbers give the same.
 */
final class Story {
    static final int COMMANDS = 59;
    private static final int REVISIONS = 12;
    /** Claims are raised when so many revisions have been saved; those that come later move words that are in claims already. */
    private static final int BEFORE_CHECKING = 9;

    private static final int CLAIMS = 20;

    static final DeskId COAST = new DeskId("coast");
    static final PersonId WRITER = new PersonId("wilma");
    static final PersonId CHECKER = new PersonId("cem");
    static final PersonId PICTURES = new PersonId("petra");
    static final PersonId PUBLISHER = new PersonId("pavel");

    /** Who is here, for those contestants who do not keep a newsroom of their own. */
    static final Newsroom NEWSROOM = new Newsroom(
            Map.of(COAST, "Coast"),
            Map.of(
                    WRITER, person(WRITER, "Wilma Stern", Role.WRITER),
                    CHECKER, person(CHECKER, "Cem Aydin", Role.CHECKER),
                    PICTURES, person(PICTURES, "Petra Noll", Role.PICTURE_EDITOR),
                    PUBLISHER, person(PUBLISHER, "Pavel Horak", Role.PUBLISHER)),
            Set.of());

    static final Instant BEGINS = Instant.parse("2026-02-02T08:00:00Z");
    private static final List<String> LINES = lines();
    private static final List<String> TOWNS = List.of(
            "Ostermouth", "Sandhaven", "Wrack Bay", "Holmsea", "Brackley Sands", "Dunmarsh", "Skelby", "Marrow Point");
    private static final List<String> QUARRIES =
            List.of("Greyhill", "Stoneacre", "Black Tor", "Linnow", "Carrick Edge");
    private static final List<String> FIRST =
            List.of("Agnes", "Bertram", "Clara", "Dorian", "Edda", "Frode", "Greta", "Harald", "Ines", "Joran");
    private static final List<String> LAST = List.of(
            "Quill", "Vasey", "Thornbury", "Aldous", "Merrin", "Okafor", "Lindahl", "Brandt", "Castell", "Rowe");

    /** A command with who gives it and when. */
    record Step(ArticleCommand command, Act act) {}

    private final ArticleId id;
    private final Map<String, String> slots = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private Content content = Content.of("-", "", List.of());
    private int revision = 1;

    private Story(String name, long seed) {
        id = new ArticleId(name);
        var random = new Random(seed);
        slots.put("town", one(TOWNS, random));
        slots.put("quarry", one(QUARRIES, random));
        slots.put("mayor", one(FIRST, random) + " " + one(LAST, random));
        slots.put("engineer", one(FIRST, random) + " " + one(LAST, random));
        slots.put("resident", one(FIRST, random) + " " + one(LAST, random));
        slots.put("credit", one(FIRST, random) + " " + one(LAST, random));
        slots.put("voted", (1 + random.nextInt(28)) + " January 2026");
        slots.put("finished", "the autumn of " + (2028 + random.nextInt(4)));
        slots.put("built", Integer.toString(1880 + random.nextInt(40)));
        slots.put("year", "2026");
        slots.put("houses", Integer.toString(40 + random.nextInt(200)));
        slots.put("metres", Integer.toString(300 + random.nextInt(600)));
        slots.put("cracks", Integer.toString(11 + random.nextInt(80)));
        slots.put("millions", Integer.toString(2 + random.nextInt(9)));
        slots.put("ayes", Integer.toString(11 + random.nextInt(8)));
        slots.put("noes", Integer.toString(2 + random.nextInt(8)));
        slots.put("donors", Integer.toString(100 + random.nextInt(900)));
        slots.put("percent", Integer.toString(41 + random.nextInt(40)));
        slots.put("claimlimit", (10 + random.nextInt(80)) + ",000");
        slots.put("level", (3 + random.nextInt(3)) + "." + (1 + random.nextInt(8)));
    }

    private static Newsroom.Person person(PersonId id, String name, Role role) {
        return new Newsroom.Person(id, name, Set.of(role), Set.of(COAST));
    }

    /** The whole way. The article's id is its name and number. */
    static List<Step> of(String name, long seed) {
        return new Story(name + "-" + seed, seed).written();
    }

    /** As far as it has come when {@code steps} commands of it are done. */
    static List<Step> beginning(String name, long seed, int steps) {
        return of(name, seed).subList(0, steps);
    }

    private List<Step> written() {
        content = draft();
        by(WRITER, Role.WRITER, new ArticleCommand.DraftArticle(id, COAST, content, null));
        for (var n = 1; n <= BEFORE_CHECKING; n++) {
            save(revised(n));
        }
        by(WRITER, Role.WRITER, new ArticleCommand.SubmitForChecking(id));
        var claims = new LinkedHashMap<ClaimId, ClaimKind>();
        for (var raise : claims()) {
            by(CHECKER, Role.CHECKER, raise);
            claims.put(raise.claimId(), raise.kind());
        }
        for (var n = BEFORE_CHECKING + 1; n <= REVISIONS; n++) {
            save(revised(n));
        }
        claims.forEach((claim, kind) ->
                by(CHECKER, Role.CHECKER, new ArticleCommand.ConfirmClaim(id, claim, List.of(source(kind)))));
        by(CHECKER, Role.CHECKER, new ArticleCommand.SignOffFacts(id, revision));
        for (var figure : content.figures()) {
            by(PICTURES, Role.PICTURE_EDITOR, new ArticleCommand.ApproveCaption(id, figure.id(), revision));
        }
        by(PICTURES, Role.PICTURE_EDITOR, new ArticleCommand.SignOffCaptions(id, revision));
        by(PUBLISHER, Role.PUBLISHER, new ArticleCommand.PublishArticle(id, EditionKind.ORIGINAL, null, revision));
        return List.copyOf(steps);
    }

    private void by(PersonId who, Role role, ArticleCommand command) {
        var at = BEGINS.plusSeconds(90L * steps.size());
        steps.add(new Step(command, new Act(who, role, at, null, new CommandId(id + "-" + steps.size()))));
    }

    private void save(Content now) {
        by(WRITER, Role.WRITER, new ArticleCommand.ReviseContent(id, revision, now));
        content = now;
        revision++;
    }

    private Content draft() {
        var blocks = new ArrayList<Block>();
        var headline = "";
        var standfirst = "";
        for (var line : LINES) {
            var words = filled(line.substring(line.indexOf(' ') + 1));
            switch (line.substring(0, line.indexOf(' '))) {
                case "headline" -> headline = words;
                case "standfirst" -> standfirst = words;
                case "p" -> blocks.add(new Block.Paragraph(next(blocks), Text.of(words)));
                case "figure" ->
                    blocks.add(new Block.Figure(next(blocks), Picture.captioned(Text.of(words.split("\\|", -1)[0]))));
                default -> {}
            }
        }
        return Content.of(headline, standfirst, blocks)
                .with(Field.BYLINE, "Wilma Stern")
                .with(Field.DATELINE, Objects.requireNonNull(slots.get("town")))
                .with(Field.SECTION, "Coast")
                .with(Field.SLUGLINE, "sea-wall");
    }

    private static BlockId next(List<Block> blocks) {
        return new BlockId("b" + (blocks.size() + 1));
    }

    /** The content as the writer saves it for the nth time: mostly one paragraph put better. */
    private Content revised(int n) {
        var again = rewritten();
        var better = new ArrayList<>(again.keySet());
        return switch (n) {
            case 3 -> captioned(with(better.get(3), again));
            case 5 -> withCrosshead(with(better.get(5), again));
            case 7 -> with(better.get(7), again).with(Field.HEADLINE, line("headline-again", 0));
            case 10, 11, 12 -> introduced(n - 10);
            default -> with(better.get(n), again);
        };
    }

    /** The better paragraphs, by the block that they replace. */
    private Map<BlockId, String> rewritten() {
        var again = new LinkedHashMap<BlockId, String>();
        var block = 0;
        for (var line : LINES) {
            if (line.startsWith("p ") || line.startsWith("figure ")) {
                block++;
            } else if (line.startsWith("~ ")) {
                again.put(new BlockId("b" + block), filled(line.substring(2)));
            }
        }
        return again;
    }

    private Content with(BlockId block, Map<BlockId, String> again) {
        return replaced(new Block.Paragraph(block, Text.of(Objects.requireNonNull(again.get(block)))));
    }

    private Content replaced(Block now) {
        return content.withBlocks(content.blocks().stream()
                .map(block -> block.id().equals(now.id()) ? now : block)
                .toList());
    }

    private Content captioned(Content before) {
        return before.withBlocks(before.blocks().stream()
                .map(block -> block instanceof Block.Figure figure ? captioned(figure) : block)
                .toList());
    }

    private Block captioned(Block.Figure figure) {
        var said = LINES.stream()
                .filter(line -> line.startsWith("figure "))
                .map(line -> filled(line.substring(7)).split("\\|", -1))
                .filter(parts -> parts[0].equals(figure.words()))
                .findFirst()
                .orElseThrow();
        var parts = new HashMap<Picture.Part, String>();
        parts.put(Picture.Part.WHO_OR_WHAT, said[1]);
        parts.put(Picture.Part.WHERE, said[2]);
        parts.put(Picture.Part.WHEN, said[3]);
        parts.put(Picture.Part.CREDIT, said[4]);
        Map<Picture.Part, String> reasons =
                said[3].isEmpty() ? Map.of(Picture.Part.WHEN, "The photographer did not note the hour") : Map.of();
        return new Block.Figure(
                figure.id(),
                new Picture(
                        "a".repeat(64),
                        figure.picture().caption(),
                        parts,
                        reasons,
                        said[5],
                        DigitalSourceType.DIGITAL_CAPTURE,
                        ""));
    }

    private Content withCrosshead(Content before) {
        var blocks = new ArrayList<>(before.blocks());
        blocks.add(9, new Block.Crosshead(new BlockId("b-crosshead"), Text.of(line("crosshead", 0))));
        return before.withBlocks(blocks);
    }

    /** A sentence before a paragraph in which claims stand already, so that they move with their words. */
    private Content introduced(int nth) {
        var block = content.block(new BlockId(List.of("b12", "b17", "b21").get(nth)))
                .orElseThrow();
        return replaced(new Block.Paragraph(block.id(), Text.of(line("+", nth) + " " + block.words())));
    }

    private String line(String kind, int nth) {
        return filled(LINES.stream()
                .filter(line -> line.startsWith(kind + " "))
                .skip(nth)
                .findFirst()
                .orElseThrow()
                .substring(kind.length() + 1));
    }

    /** One for everything that must be in one, and names until there are enough. */
    private List<ArticleCommand.RaiseClaim> claims() {
        var raised = new ArrayList<ArticleCommand.RaiseClaim>();
        content.passages()
                .forEach((place, words) -> Checkables.required(words, content.locale())
                        .forEach(found -> raised.add(
                                raise(raised.size(), found.kind(), new Anchor(place, found.start(), found.words())))));
        for (var name :
                List.of("Fish Street", "customs house", "harbour board", "golf course", "post office", "lifeboat")) {
            if (raised.size() == CLAIMS) {
                break;
            }
            raised.add(raise(raised.size(), ClaimKind.NAME, standing(name)));
        }
        if (raised.size() != CLAIMS) {
            throw new IllegalStateException(
                    "The story has %d things to check, not %d".formatted(raised.size(), CLAIMS));
        }
        return raised;
    }

    private Anchor standing(String words) {
        return content.passages().entrySet().stream()
                .filter(passage -> passage.getValue().contains(words))
                .map(passage -> new Anchor(passage.getKey(), passage.getValue().indexOf(words), words))
                .filter(anchor -> !anchor.place().equals(Place.HEADLINE))
                .findFirst()
                .orElseThrow();
    }

    private ArticleCommand.RaiseClaim raise(int number, ClaimKind kind, Anchor anchor) {
        return new ArticleCommand.RaiseClaim(id, new ClaimId("c" + (number + 1)), kind, anchor);
    }

    static Source source(ClaimKind kind) {
        var consulted = LocalDate.of(2026, 2, 2);
        return kind == ClaimKind.QUOTE
                ? new Source.Named(SourceType.RECORDING, "The council’s own recording of its session", consulted, "")
                : new Source.Named(
                        SourceType.DOCUMENT, "Minutes of the council, with the papers laid before it", consulted, "");
    }

    private String filled(String line) {
        var filled = line;
        for (var slot : slots.entrySet()) {
            filled = filled.replace("{" + slot.getKey() + "}", slot.getValue());
        }
        return filled;
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static List<String> lines() {
        try (var file = Objects.requireNonNull(Story.class.getResourceAsStream("story.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
