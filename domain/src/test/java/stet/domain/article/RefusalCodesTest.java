package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static stet.domain.article.Story.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.Act;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.article.ArticleCommand.*;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Content;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Field;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.domain.newsroom.NewsroomCommand.ChangeRoles;
import stet.domain.newsroom.NewsroomCommand.FarewellPerson;
import stet.domain.newsroom.NewsroomEvent.DeskClosed;
import stet.domain.newsroom.NewsroomEvent.SourceDoubted;

/** Each code of the public contract with one way to meet it: a code that nothing produces is a promise that nobody keeps. */
class RefusalCodesTest {
    /** Produced outside the domain, where commands are told apart by their keys. */
    private static final Set<RefusalCode> OF_OTHERS = EnumSet.of(RefusalCode.KEY_REUSED);
    /** Never the whole answer, but one of the things that stand in the way. */
    private static final Set<RefusalCode> ONLY_AMONG_OTHERS = EnumSet.of(RefusalCode.CAPTIONS_NOT_SIGNED_OFF);

    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void every_code_of_the_domain_is_met_somewhere(RefusalCode code) {
        var refused = meeting(code);
        if (OF_OTHERS.contains(code)) {
            assertThat(refused).isEmpty();
        } else if (ONLY_AMONG_OTHERS.contains(code)) {
            assertThat(refused.orElseThrow().obstacles())
                    .extracting(Obstacle::code)
                    .contains(code);
        } else {
            assertThat(refused.orElseThrow().code()).isEqualTo(code);
        }
    }

    @Test
    void only_the_reuse_of_a_key_is_refused_by_others() {
        assertThat(EnumSet.allOf(RefusalCode.class))
                .filteredOn(code -> meeting(code).isEmpty())
                .containsExactlyElementsOf(OF_OTHERS);
    }

    /** No default: a new code does not compile until somebody shows how it is met. */
    private static Optional<Refused> meeting(RefusalCode code) {
        var draft = draftedBy(WREN);
        var claimed = aSubmittedDraft().claimsRaised();
        return switch (code) {
            case HEADLINE_MISSING -> refusal(draft, WREN, draft.saving(DRAFT.with(Field.HEADLINE, "")));
            case NO_PARAGRAPH ->
                refusal(draftedBy(WREN, Content.of("Bridge", "", List.of())), WREN, new SubmitForChecking(BRIDGE));
            case OVERLAPPING_EDIT ->
                refusal(
                        draft.editedBy(WADE, "38 of", "41 of"),
                        WREN,
                        new ReviseContent(BRIDGE, 1, reworded(DRAFT, "38 of", "39 of")));
            case CHANGED_SINCE ->
                refusal(
                        aCaptionedStory().editedBy(WREN, "found rust", "found decay"),
                        PAULA,
                        new PublishArticle(BRIDGE, EditionKind.ORIGINAL, null, 1));
            case NO_SUCH_REVISION -> refusal(draft, WREN, new ReviseContent(BRIDGE, 7, DRAFT));
            case BLOCK_ID_REUSED -> {
                draft.by(WREN, draft.saving(without(DRAFT, FERRY)));
                yield refusal(draft, WREN, draft.saving(with(draft.content(), paragraph(FERRY, "Trams, too."))));
            }
            case TOO_LONG -> refusal(draft, WREN, draft.saving(DRAFT.with(Field.BYLINE, "x".repeat(1_001))));
            case SPAN_NOT_FOUND -> refusal(draft, CLEO, new RaiseClaim(BRIDGE, CABLES, ClaimKind.FACT, Asks.nowhere()));
            case SOURCE_MISSING -> refusal(claimed, CLEO, new ConfirmClaim(BRIDGE, CABLES, List.of()));
            case SOURCE_DATE_UNFIT ->
                refusal(claimed, CLEO, new ConfirmClaim(BRIDGE, CABLES, List.of(consulted(TODAY.plusYears(900)))));
            case PRIMARY_SOURCE_NEEDED -> refusal(claimed, CLEO, new ConfirmClaim(BRIDGE, VOUCH, List.of(OTHER_PAPER)));
            case CONFIDENTIAL_SOURCE_UNFIT -> {
                var id = new ClaimId("rusty");
                draft.by(CLEO, draft.raising(id, ClaimKind.CHARACTERISATION, Place.of(LEAD), "found rust"));
                yield refusal(draft, CLEO, new ConfirmClaim(BRIDGE, id, List.of(INSIDER)));
            }
            case READERS_SETTLED -> {
                claimed.by(CLEO, new ConfirmClaim(BRIDGE, CABLES, List.of(INSIDER)));
                var others = new Source.Confidential(INSIDER_ID, SourceType.PERSON, TODAY, Set.of(PAULA));
                yield refusal(claimed, CLEO, new ConfirmClaim(BRIDGE, MINUTES, List.of(others)));
            }
            case SOURCE_DOUBTED ->
                Optional.ofNullable(catchThrowableOfType(
                        Refused.class,
                        () -> Workflow.decide(
                                claimed.article(),
                                new ConfirmClaim(BRIDGE, MINUTES, List.of(REPORT)),
                                claimed.act(CLEO, Role.CHECKER),
                                NEWSROOM.evolve(new SourceDoubted("inspectors' report, page 12", "It was forged")))));
            case QUOTE_REWORDED ->
                refusal(claimed, CLEO, new CorrectClaim(BRIDGE, VOUCH, Remedy.REWORDED, "No", List.of(RECORDING)));
            case CLAIMS_OPEN -> refusal(claimed, CLEO, new SignOffFacts(BRIDGE, SEEN));
            case NOT_COVERED -> refusal(aSubmittedDraft(), CLEO, new SignOffFacts(BRIDGE, SEEN));
            case OWN_WORDS -> refusal(draftedBy(MAX).submitted(), MAX, new SignOffFacts(BRIDGE, SEEN));
            case NOT_SUBMITTED -> refusal(draft.everythingCheckedBy(CLEO), CLEO, new SignOffFacts(BRIDGE, SEEN));
            case NOT_QUERIED -> refusal(claimed, WREN, new AnswerQuery(BRIDGE, CABLES, "Yes"));
            case PICTURE_FILE_MISSING -> approving(withoutFile(bridgeAtDusk()));
            case CAPTION_INCOMPLETE -> approving(picture(Map.of(), Picture.Part.CREDIT));
            case ALT_TEXT_UNFIT -> approving(picture("", DigitalSourceType.DIGITAL_CAPTURE, ""));
            case SOURCE_TYPE_MISSING -> approving(picture("A bridge", null, ""));
            case SYNTHETIC_UNLABELLED ->
                approving(picture("A bridge", DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA, ""));
            case OWN_CAPTION -> refusal(draftedBy(MAX), MAX, new ApproveCaption(BRIDGE, PHOTO, SEEN));
            case CAPTION_NOT_APPROVED -> refusal(aFactCheckedStory(), PIERS, new SignOffCaptions(BRIDGE, SEEN));
            case FACTS_NOT_SIGNED_OFF -> refusal(claimed, PIERS, new SignOffCaptions(BRIDGE, SEEN));
            case CAPTIONS_NOT_SIGNED_OFF, NOT_READY -> publishing(aFactCheckedStory(), EditionKind.ORIGINAL, null);
            case OWN_PUBLICATION ->
                refusal(draftedBy(MAX), MAX, new PublishArticle(BRIDGE, EditionKind.ORIGINAL, null, SEEN));
            case EMBARGOED -> refusal(draft, PAULA, new SetEmbargo(BRIDGE, MORNING));
            case NOT_SCHEDULED -> refusal(draft, PAULA, new UnschedulePublication(BRIDGE, "Too early"));
            case NOT_FIRST_EDITION -> publishing(aPublishedStory(), EditionKind.ORIGINAL, null);
            case NO_EDITION_YET -> publishing(aCaptionedStory(), EditionKind.UPDATE, null);
            case CORRECTION_NOTE_MISSING -> publishing(aPublishedStory(), EditionKind.CORRECTION, null);
            case REFILE_TOUCHES_CLAIM ->
                publishing(
                        aPublishedStory()
                                .editedBy(WREN, "38 of", "41 of")
                                .everythingCheckedBy(CLEO)
                                .factsSignedOffBy(CLEO),
                        EditionKind.REFILE,
                        null);
            case REFILE_CHANGES_WORDS ->
                publishing(
                        aPublishedStory()
                                .editedBy(WREN, "commuters", "travellers")
                                .factsSignedOffBy(CLEO),
                        EditionKind.REFILE,
                        null);
            case NOTE_UNFIT -> publishing(aPublishedStory(), EditionKind.REFILE, new Note("", "News"));
            case NOTHING_NEW -> publishing(aPublishedStory(), EditionKind.REFILE, null);
            case NOT_LIVE -> refusal(draft, PAULA, new HoldArticle(BRIDGE, "A doubt"));
            case ON_HOLD -> refusal(aPublishedStory().held(), PAULA, new HoldArticle(BRIDGE, "A doubt"));
            case NOT_ON_HOLD -> refusal(aPublishedStory(), PAULA, new ReleaseHold(BRIDGE));
            case ROLE_MISSING -> refusal(draft, WREN, new SignOffFacts(BRIDGE, SEEN));
            case REASON_MISSING -> refusal(draft, WREN, new SpikeArticle(BRIDGE, ""));
            case WRONG_STAGE -> refusal(aPublishedStory(), WREN, new SpikeArticle(BRIDGE, "Old"));
            case ALREADY_SO -> refusal(aSubmittedDraft(), WREN, new SubmitForChecking(BRIDGE));
            case ID_TAKEN -> refusal(draft, WREN, new DraftArticle(BRIDGE, CITY, DRAFT, null));
            case NO_SUCH_ARTICLE -> refusal(blank(), WREN, new SubmitForChecking(BRIDGE));
            case NO_SUCH_CLAIM -> refusal(draft, CLEO, new QueryClaim(BRIDGE, CABLES, "Who says so?"));
            case NO_SUCH_BLOCK -> refusal(draft, PIERS, new ApproveCaption(BRIDGE, new BlockId("elsewhere"), SEEN));
            case COMMENT_OF_ANOTHER ->
                refusal(
                        draftedBy(WREN)
                                .by(CLEO, new AddComment(BRIDGE, new CommentId("aside"), "Who?", null, List.of())),
                        WREN,
                        new EditComment(BRIDGE, new CommentId("aside"), "Says who?"));
            case NO_SUCH_COMMENT -> refusal(draft, WREN, new ResolveComment(BRIDGE, new CommentId("aside")));
            case NO_SUCH_SOURCE ->
                refusal(draft, STELLA, new ShredSource(BRIDGE, new SourceId("stranger"), "The source asked for it"));
            case NO_SUCH_PERSON ->
                refusal(draft, PAULA, new AssignArticle(BRIDGE, new PersonId("ghost"), Role.WRITER, null));
            case NO_SUCH_DESK -> refusal(draft, PAULA, new MoveToDesk(BRIDGE, new DeskId("gardening")));
            case DESK_CLOSED ->
                Optional.ofNullable(catchThrowableOfType(
                        Refused.class,
                        () -> NEWSROOM.evolve(new DeskClosed(SPORT)).requireOpen(SPORT)));
            case LAST_ADMINISTRATOR -> asked(new FarewellPerson(ADA));
            case AUDITOR_ALONE -> asked(new ChangeRoles(WREN, Set.of(Role.AUDITOR, Role.WRITER)));
            case KEY_REUSED -> Optional.empty();
        };
    }

    private static Optional<Refused> refusal(Story story, PersonId who, ArticleCommand command) {
        return Optional.ofNullable(story.when(who, command).refusal());
    }

    private static Optional<Refused> approving(Picture picture) {
        return refusal(draftedBy(WREN, with(DRAFT, figure(picture))), PIERS, new ApproveCaption(BRIDGE, PHOTO, SEEN));
    }

    private static Optional<Refused> publishing(
            Story story, EditionKind kind, @org.jspecify.annotations.Nullable Note note) {
        return refusal(story, PAULA, new PublishArticle(BRIDGE, kind, note, SEEN));
    }

    private static Optional<Refused> asked(NewsroomCommand command) {
        var act = new Act(ADA, Role.ADMINISTRATOR, MORNING, null, new CommandId("asked"));
        Newsroom newsroom = NEWSROOM;
        return Optional.ofNullable(catchThrowableOfType(Refused.class, () -> newsroom.decide(command, act)));
    }
}
