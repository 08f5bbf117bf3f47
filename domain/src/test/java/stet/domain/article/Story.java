package stet.domain.article;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.article.ArticleCommand.ApproveCaption;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.HoldArticle;
import stet.domain.article.ArticleCommand.KillArticle;
import stet.domain.article.ArticleCommand.PublishArticle;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleCommand.SchedulePublication;
import stet.domain.article.ArticleCommand.SignOffCaptions;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleCommand.SpikeArticle;
import stet.domain.article.ArticleCommand.SubmitForChecking;
import stet.domain.article.ArticleCommand.WaiveCheck;
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
 * One story, told in steps: what has happened to it ({@link #by}), what somebody asks then ({@link #when}), and what comes of it
 * ({@link Outcome}). Each step is a decision and a fold, nothing else.
 */
final class Story {
    static final PersonId WREN = new PersonId("wren");
    static final PersonId WADE = new PersonId("wade");
    static final PersonId CLEO = new PersonId("cleo");
    static final PersonId CYRIL = new PersonId("cyril");
    static final PersonId PIERS = new PersonId("piers");
    static final PersonId PETRA = new PersonId("petra");
    static final PersonId PAULA = new PersonId("paula");
    static final PersonId PERCY = new PersonId("percy");
    static final PersonId STELLA = new PersonId("stella");
    static final PersonId ADA = new PersonId("ada");
    static final PersonId OTTO = new PersonId("otto");
    /** Writer, checker, picture editor and publisher in one. */
    static final PersonId MAX = new PersonId("max");

    static final DeskId CITY = new DeskId("city");
    static final DeskId SPORT = new DeskId("sport");
    static final Newsroom NEWSROOM = new Newsroom(
            Map.of(CITY, "City", SPORT, "Sport"),
            people(
                    person(WREN, "Wren Abara", Role.WRITER),
                    person(WADE, "Wade Ferrier", Role.WRITER),
                    person(CLEO, "Cleo Marchetti", Role.CHECKER),
                    person(CYRIL, "Cyril Dahl", Role.CHECKER),
                    person(PIERS, "Piers Okonjo", Role.PICTURE_EDITOR),
                    person(PETRA, "Petra Lund", Role.PICTURE_EDITOR),
                    person(PAULA, "Paula Reyes", Role.PUBLISHER),
                    new Newsroom.Person(PERCY, "Percy Holt", Set.of(Role.PUBLISHER), Set.of(SPORT)),
                    person(STELLA, "Stella Quist", Role.STANDARDS),
                    person(ADA, "Ada Brink", Role.ADMINISTRATOR),
                    person(OTTO, "Otto Lindqvist", Role.AUDITOR),
                    person(MAX, "Max Teller", Role.WRITER, Role.CHECKER, Role.PICTURE_EDITOR, Role.PUBLISHER)),
            Set.of());

    static final ArticleId BRIDGE = new ArticleId("bridge");
    static final BlockId LEAD = new BlockId("lead");
    static final BlockId SAID = new BlockId("said");
    static final BlockId HEADING = new BlockId("heading");
    static final BlockId FERRY = new BlockId("ferry");
    static final BlockId PHOTO = new BlockId("photo");

    static final ClaimId WEEKS = new ClaimId("weeks");
    static final ClaimId CLOSING = new ClaimId("closing");
    static final ClaimId CABLES = new ClaimId("cables");
    static final ClaimId VOUCH = new ClaimId("vouch");
    static final ClaimId MINUTES = new ClaimId("minutes");
    static final ClaimId BOATS = new ClaimId("boats");
    static final ClaimId TAKEN = new ClaimId("taken");

    /** The revision that stands there by then: whoever asks has read what they ask about. */
    static final int SEEN = 0;

    static final String VOUCH_WORDS = "Nobody should drive over a bridge that we cannot vouch for";

    static final Content DRAFT = Content.of(
                    "Harbour bridge to close for 14 weeks",
                    "Ferries will carry commuters while engineers replace the cables",
                    List.of(
                            paragraph(
                                    LEAD,
                                    "The harbour bridge will close on 9 March 2026, the city council said, after inspectors"
                                            + " found rust in 38 of its cables."),
                            paragraph(
                                    SAID, "“" + VOUCH_WORDS + ",” said Marta Oyelaran, who runs the roads department."),
                            new Block.Crosshead(HEADING, Text.of("Ferries instead")),
                            paragraph(
                                    FERRY,
                                    "A ferry will leave every 20 minutes. \"We have the boats,\" said its captain, Ilse"
                                            + " Brandt."),
                            figure(bridgeAtDusk())))
            .with(Field.BYLINE, "Wren Abara")
            .with(Field.DATELINE, "Port Alder");

    static final Instant MORNING = Instant.parse("2026-02-12T09:00:00Z");
    static final LocalDate TODAY = LocalDate.parse("2026-02-12");
    static final Source RECORDING = new Source.Named(SourceType.RECORDING, "Council session, recording 7", TODAY, "");
    static final Source REPORT = new Source.Named(SourceType.DOCUMENT, "Inspectors' report, page 12", TODAY, "");
    static final Source OTHER_PAPER = new Source.Named(SourceType.PUBLICATION, "Alder Evening Post", TODAY, "");
    static final SourceId INSIDER_ID = new SourceId("insider");
    static final Source INSIDER = new Source.Confidential(INSIDER_ID, SourceType.PERSON, TODAY, Set.of(STELLA));

    private final List<Happened> history = new ArrayList<>();
    private @Nullable Article article;
    private Instant now = MORNING;
    private int commands;

    // ---- How far a story has come

    static Story blank() {
        return new Story();
    }

    static Story draftedBy(PersonId writer) {
        return draftedBy(writer, DRAFT);
    }

    static Story draftedBy(PersonId writer, Content content) {
        return blank().by(writer, new DraftArticle(BRIDGE, CITY, content, null));
    }

    static Story aSubmittedDraft() {
        return draftedBy(WREN).submitted();
    }

    static Story aFactCheckedStory() {
        return aSubmittedDraft().everythingCheckedBy(CLEO).factsSignedOffBy(CLEO);
    }

    static Story aCaptionedStory(Content content) {
        return draftedBy(WREN, content)
                .submitted()
                .everythingCheckedBy(CLEO)
                .factsSignedOffBy(CLEO)
                .captionsSignedOffBy(PIERS);
    }

    static Story aCaptionedStory() {
        return aFactCheckedStory().captionsSignedOffBy(PIERS);
    }

    static Story aPublishedStory() {
        return aCaptionedStory().published();
    }

    Story submitted() {
        return by(WREN, new SubmitForChecking(BRIDGE));
    }

    /** A claim for each number, date and quotation that stands in the words as they are. */
    Story claimsRaised() {
        raiseWhereItStands(WEEKS, ClaimKind.NUMBER, Place.HEADLINE, "14 weeks");
        raiseWhereItStands(CLOSING, ClaimKind.DATE, Place.of(LEAD), "9 March 2026");
        raiseWhereItStands(CABLES, ClaimKind.NUMBER, Place.of(LEAD), "38 of its cables");
        raiseWhereItStands(VOUCH, ClaimKind.QUOTE, Place.of(SAID), VOUCH_WORDS);
        raiseWhereItStands(MINUTES, ClaimKind.NUMBER, Place.of(FERRY), "20 minutes");
        raiseWhereItStands(BOATS, ClaimKind.QUOTE, Place.of(FERRY), "We have the boats");
        raiseWhereItStands(TAKEN, ClaimKind.DATE, Place.of(PHOTO, "when"), "February 2026");
        return this;
    }

    private void raiseWhereItStands(ClaimId id, ClaimKind kind, Place place, String words) {
        if (content().words(place).contains(words)
                && !article().facts().claimsEver().contains(id)) {
            by(CLEO, raising(id, kind, place, words));
        }
    }

    Story everythingCheckedBy(PersonId checker) {
        claimsRaised();
        article().openClaims().forEach(claim -> by(checker, new ConfirmClaim(BRIDGE, claim.id(), List.of(RECORDING))));
        return this;
    }

    Story confirmedBy(PersonId checker, ClaimId claim) {
        return by(checker, new ConfirmClaim(BRIDGE, claim, List.of(RECORDING)));
    }

    Story factsSignedOffBy(PersonId checker) {
        return by(checker, new SignOffFacts(BRIDGE, SEEN));
    }

    Story captionsApprovedBy(PersonId pictureEditor) {
        article().content().figures().stream()
                .filter(figure -> !article().approvals().containsKey(figure.id()))
                .forEach(figure -> by(pictureEditor, new ApproveCaption(BRIDGE, figure.id(), SEEN)));
        return this;
    }

    Story captionsSignedOffBy(PersonId pictureEditor) {
        return captionsApprovedBy(pictureEditor).by(pictureEditor, new SignOffCaptions(BRIDGE, SEEN));
    }

    Story published() {
        return published(EditionKind.ORIGINAL, null);
    }

    Story published(EditionKind kind, @Nullable Note note) {
        return by(PAULA, new PublishArticle(BRIDGE, kind, note, SEEN));
    }

    Story held() {
        return by(PAULA, new HoldArticle(BRIDGE, "A reader doubts the number of cables"));
    }

    Story killed() {
        return by(STELLA, new KillArticle(BRIDGE, "The report was forged", "We withdrew this story"));
    }

    Story spiked() {
        return by(WREN, new SpikeArticle(BRIDGE, "The bridge stays open"));
    }

    Story editedBy(PersonId editor, String from, String to) {
        return by(editor, rewording(from, to));
    }

    Story at(Instant instant) {
        now = instant;
        return this;
    }

    // ---- Steps

    /** This has happened: it must not be refused. */
    Story by(PersonId who, ArticleCommand command) {
        var act = act(who, roleFor(who, command));
        record(decide(command, act), act);
        return this;
    }

    /** Somebody asks this, in the first of their roles that may. */
    Outcome when(PersonId who, ArticleCommand command) {
        return when(who, roleFor(who, command), command);
    }

    /** This stands in the ledger, whatever the rules say today. */
    void happened(ArticleEvent event, Act act) {
        record(List.of(event), act);
    }

    void happened(List<ArticleEvent> events, Act act) {
        record(events, act);
    }

    Outcome when(PersonId who, Role role, ArticleCommand command) {
        var before = article;
        var act = act(who, role);
        try {
            var events = decide(command, act);
            record(events, act);
            return new Outcome(this, events, null);
        } catch (Refused refused) {
            assertThat(article).isSameAs(before);
            assertThat(refused.sentence()).isNotBlank();
            return new Outcome(this, List.of(), refused);
        }
    }

    /** What this would come to, without it happening. */
    List<ArticleEvent> decide(ArticleCommand command, Act act) {
        var decision = Workflow.decision(article, seeing(command), act, NEWSROOM);
        assertThat(decision.after())
                .as("the article that is decided on is the one that the events make")
                .isEqualTo(Article.evolve(
                        article,
                        decision.events().stream()
                                .map(event -> new Happened(event, act))
                                .toList()));
        return decision.events();
    }

    private ArticleCommand seeing(ArticleCommand command) {
        if (!(command instanceof ArticleCommand.AsSeen seen) || seen.revision() != SEEN || article == null) {
            return command;
        }
        var now = article.revision();
        return switch (command) {
            case SignOffFacts c -> new SignOffFacts(c.articleId(), now);
            case ApproveCaption c -> new ApproveCaption(c.articleId(), c.figure(), now);
            case SignOffCaptions c -> new SignOffCaptions(c.articleId(), now);
            case WaiveCheck c -> new WaiveCheck(c.articleId(), c.check(), c.claim(), c.reason(), now);
            case SchedulePublication c ->
                new SchedulePublication(c.articleId(), c.due(), c.kind(), c.note(), now, c.waiving());
            case PublishArticle c -> new PublishArticle(c.articleId(), c.kind(), c.note(), now, c.waiving());
            default -> throw new AssertionError("What is seen of " + command + "?");
        };
    }

    private void record(List<ArticleEvent> events, Act act) {
        var happened = events.stream().map(event -> new Happened(event, act)).toList();
        history.addAll(happened);
        article = Article.evolve(article, happened);
    }

    Act act(PersonId who, Role role) {
        commands++;
        return new Act(who, role, now, null, new CommandId("command-" + commands));
    }

    static Role roleFor(PersonId who, ArticleCommand command) {
        var roles = Powers.rolesFor(command);
        return roles.stream()
                .filter(role -> NEWSROOM.holds(who, role))
                .findFirst()
                .orElseGet(() -> roles.iterator().next());
    }

    // ---- What there is now

    Article article() {
        return requireNonNull(article, "Nothing has drafted the article");
    }

    boolean drafted() {
        return article != null;
    }

    List<Happened> history() {
        return List.copyOf(history);
    }

    Content content() {
        return article().content();
    }

    Stage stage() {
        return article().stage();
    }

    Claim claim(ClaimId id) {
        return requireNonNull(article().claims().get(id), () -> "There is no claim " + id);
    }

    // ---- What may be asked

    ReviseContent saving(Content content) {
        return new ReviseContent(BRIDGE, article().revision(), content);
    }

    /** A save in which these words, wherever they stand, read otherwise. */
    ReviseContent rewording(String from, String to) {
        return saving(reworded(content(), from, to));
    }

    RaiseClaim raising(ClaimId id, ClaimKind kind, Place place, String words) {
        return new RaiseClaim(BRIDGE, id, kind, anchor(content(), place, words));
    }

    static Anchor anchor(Content content, Place place, String words) {
        return new Anchor(place, content.words(place).indexOf(words), words);
    }

    static Content reworded(Content content, String from, String to) {
        return new Content(
                content.headline().replace(from, to),
                content.standfirst().replace(from, to),
                content.byline(),
                content.dateline(),
                content.slugline(),
                content.section(),
                content.subjects(),
                content.urgency(),
                content.blocks().stream()
                        .map(block ->
                                reworded(block, text -> Text.of(text.words().replace(from, to))))
                        .toList());
    }

    private static Block reworded(Block block, UnaryOperator<Text> change) {
        return switch (block) {
            case Block.Paragraph p -> new Block.Paragraph(p.id(), change.apply(p.text()));
            case Block.Crosshead c -> new Block.Crosshead(c.id(), change.apply(c.text()));
            case Block.Quotation q -> new Block.Quotation(q.id(), change.apply(q.text()), q.speaker());
            case Block.Listing l -> l.with(l.items().stream().map(change).toList());
            case Block.Figure f ->
                new Block.Figure(
                        f.id(), f.picture().with(change.apply(f.picture().caption())));
        };
    }

    /** The content with this block in place of the one with its id, or at the end where it is new. */
    static Content with(Content content, Block block) {
        var blocks = new ArrayList<>(content.blocks());
        blocks.replaceAll(each -> each.id().equals(block.id()) ? block : each);
        if (content.block(block.id()).isEmpty()) {
            blocks.add(block);
        }
        return content.withBlocks(blocks);
    }

    static Content without(Content content, BlockId block) {
        return content.withBlocks(content.blocks().stream()
                .filter(each -> !each.id().equals(block))
                .toList());
    }

    static Block paragraph(BlockId id, String words) {
        return new Block.Paragraph(id, Text.of(words));
    }

    static Block figure(Picture picture) {
        return new Block.Figure(PHOTO, picture);
    }

    static Picture bridgeAtDusk() {
        return new Picture(
                "a".repeat(64),
                Text.of("The harbour bridge at dusk"),
                Map.of(
                        Picture.Part.WHO_OR_WHAT, "The harbour bridge",
                        Picture.Part.WHERE, "Port Alder",
                        Picture.Part.WHEN, "February 2026",
                        Picture.Part.CREDIT, "Noor Lindqvist"),
                Map.of(),
                "A steel bridge seen from the water, lit from below",
                DigitalSourceType.DIGITAL_CAPTURE,
                "");
    }

    static Picture picture(Map<Picture.Part, String> reasons, Picture.Part... missing) {
        var like = bridgeAtDusk();
        var parts = new EnumMap<Picture.Part, String>(like.parts());
        Arrays.asList(missing).forEach(parts::remove);
        return new Picture(
                like.file(), like.caption(), parts, reasons, like.altText(), like.sourceType(), like.label());
    }

    static Picture picture(String altText, @Nullable DigitalSourceType sourceType, String label) {
        var like = bridgeAtDusk();
        return new Picture(like.file(), like.caption(), like.parts(), like.reasons(), altText, sourceType, label);
    }

    static Picture withoutFile(Picture like) {
        return new Picture(
                null, like.caption(), like.parts(), like.reasons(), like.altText(), like.sourceType(), like.label());
    }

    /** A document, consulted on this day. */
    static Source consulted(LocalDate day) {
        return new Source.Named(SourceType.DOCUMENT, "Inspectors' report, page 12", day, "");
    }

    private static Newsroom.Person person(PersonId id, String name, Role... roles) {
        return new Newsroom.Person(id, name, Set.of(roles), Set.of(CITY));
    }

    private static Map<PersonId, Newsroom.Person> people(Newsroom.Person... people) {
        var byId = new LinkedHashMap<PersonId, Newsroom.Person>();
        for (var person : people) {
            byId.put(person.id(), person);
        }
        return byId;
    }

    /** What came of asking: events, or a refusal. */
    record Outcome(
            Story story,
            List<ArticleEvent> events,
            @Nullable Refused refusal) {

        Outcome thenRecords(ArticleEvent... expected) {
            assertThat(refusal).isNull();
            assertThat(events).containsExactly(expected);
            return this;
        }

        /** These kinds of events, in this order, and no others. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        final Outcome thenRecords(Class<? extends ArticleEvent>... kinds) {
            assertThat(refusal).isNull();
            assertThat(events.stream().map(event -> event.getClass().getSimpleName()))
                    .containsExactlyElementsOf(
                            Arrays.stream(kinds).map(Class::getSimpleName).toList());
            return this;
        }

        Outcome thenAccepted() {
            assertThat(refusal).isNull();
            assertThat(events).isNotEmpty();
            return this;
        }

        Outcome thenNothing() {
            assertThat(refusal).isNull();
            assertThat(events).isEmpty();
            return this;
        }

        Outcome thenRefused(RefusalCode code) {
            assertThat(refusal)
                    .as("refused with %s, but recorded %s", code, events)
                    .isNotNull();
            assertThat(requireNonNull(refusal).code()).isEqualTo(code);
            return this;
        }

        Outcome andStageIs(Stage stage) {
            assertThat(story.stage()).isEqualTo(stage);
            return this;
        }

        Outcome saying(String words) {
            assertThat(why().sentence()).contains(words);
            return this;
        }

        Refused why() {
            return requireNonNull(refusal);
        }

        List<RefusalCode> standingInTheWay() {
            return why().obstacles().stream().map(Obstacle::code).toList();
        }

        <E extends ArticleEvent> E only(Class<E> kind) {
            assertThat(refusal).isNull();
            assertThat(events).hasAtLeastOneElementOfType(kind);
            return events.stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .reduce((one, other) -> {
                        throw new AssertionError("There are two: " + one + " and " + other);
                    })
                    .orElseThrow();
        }
    }
}
