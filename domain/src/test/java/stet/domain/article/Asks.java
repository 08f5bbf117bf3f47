package stet.domain.article;

import static stet.domain.article.Story.*;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stet.domain.CommentId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.content.Anchor;
import stet.domain.content.Place;

/** Each command once, as somebody might sensibly ask it of a story, by a person who holds a right role for it. */
final class Asks {
    private Asks() {}

    record Ask(String label, PersonId who, ArticleCommand command) {
        Class<?> kind() {
            return command.getClass();
        }
    }

    static List<Ask> of(Story story) {
        var content = story.drafted() ? story.content() : DRAFT;
        var revision = story.drafted() ? story.article().revision() : 1;
        var checked = reworded(reworded(content, "38 of", "43 of"), "41 of", "43 of");
        var comment = story.drafted() && !story.article().openComments().isEmpty()
                ? story.article().openComments().keySet().iterator().next()
                : new CommentId("aside");
        var kind = story.drafted() && story.article().edition() != null ? EditionKind.UPDATE : EditionKind.ORIGINAL;
        var due = MORNING.plusSeconds(3_600);
        var waiving = new ArticleCommand.Waiving(List.of(Check.FACTS, Check.CAPTIONS), "It is a matter of minutes");
        var council = anchor(DRAFT, Place.of(LEAD), "city council");
        return Stream.of(
                        new ArticleCommand.DraftArticle(BRIDGE, CITY, DRAFT, null),
                        new ArticleCommand.ReviseContent(BRIDGE, revision, checked),
                        new ArticleCommand.ReviseContent(BRIDGE, revision, reworded(content, "runs the", "heads the")),
                        new ArticleCommand.ReviseContent(BRIDGE, revision, reworded(content, "at dusk", "at dawn")),
                        new ArticleCommand.ReviseContent(BRIDGE, revision, content),
                        new ArticleCommand.ReplaceWords(BRIDGE, revision, "at dusk", List.of(), "at dawn", List.of()),
                        new ArticleCommand.RestoreRevision(BRIDGE, revision, 1, null),
                        new ArticleCommand.AssignArticle(BRIDGE, CYRIL, Role.CHECKER, null),
                        new ArticleCommand.UnassignArticle(BRIDGE, CLEO, Role.CHECKER),
                        new ArticleCommand.MoveToDesk(BRIDGE, SPORT),
                        new ArticleCommand.SubmitForChecking(BRIDGE),
                        new ArticleCommand.RequestChanges(BRIDGE, new CommentId("request"), "Who says so?"),
                        new ArticleCommand.AddComment(BRIDGE, new CommentId("new"), "Well told", null, List.of()),
                        new ArticleCommand.EditComment(BRIDGE, comment, "Well told indeed"),
                        new ArticleCommand.ResolveComment(BRIDGE, comment),
                        new ArticleCommand.SpikeArticle(BRIDGE, "The bridge stays open"),
                        new ArticleCommand.ReviveArticle(BRIDGE),
                        new ArticleCommand.RaiseClaim(
                                BRIDGE, new stet.domain.ClaimId("council"), ClaimKind.NAME, council),
                        new ArticleCommand.QueryClaim(BRIDGE, CABLES, "Which report?"),
                        new ArticleCommand.QueryWords(
                                BRIDGE,
                                new stet.domain.ClaimId("council"),
                                ClaimKind.NAME,
                                council,
                                "Is it not the harbour board?"),
                        new ArticleCommand.AnswerQuery(BRIDGE, CABLES, "The one of 2 February"),
                        new ArticleCommand.ConfirmClaim(BRIDGE, CABLES, List.of(REPORT)),
                        new ArticleCommand.ConfirmClaims(
                                BRIDGE,
                                List.of(CABLES),
                                List.of(new ArticleCommand.NewClaim(
                                        new stet.domain.ClaimId("council"), ClaimKind.NAME, council)),
                                List.of(REPORT)),
                        new ArticleCommand.DisputeClaim(BRIDGE, CABLES, "The report says 44", List.of(REPORT)),
                        new ArticleCommand.CorrectClaim(
                                BRIDGE, CABLES, Remedy.REWORDED, "44 of its cables", List.of(REPORT)),
                        new ArticleCommand.MarkNotCheckable(BRIDGE, CABLES, "The report is sealed"),
                        new ArticleCommand.ReopenClaim(BRIDGE, CABLES, "A reader wrote in"),
                        new ArticleCommand.ReopenOnDoubt(BRIDGE, "Council session, recording 7"),
                        new ArticleCommand.WithdrawClaim(BRIDGE, CABLES, "Wrong span"),
                        new ArticleCommand.SignOffFacts(BRIDGE, SEEN),
                        new ArticleCommand.ReopenFacts(BRIDGE, "A reader wrote in"),
                        new ArticleCommand.ShredSource(BRIDGE, INSIDER_ID, "The source asked for it"),
                        new ArticleCommand.ApproveCaption(BRIDGE, PHOTO, SEEN),
                        new ArticleCommand.ReturnCaption(BRIDGE, PHOTO, "It is dawn"),
                        new ArticleCommand.SignOffCaptions(BRIDGE, SEEN),
                        new ArticleCommand.ReopenCaptions(BRIDGE, "Look again"),
                        new ArticleCommand.WaiveCheck(BRIDGE, Check.FACTS, null, "It is a matter of minutes", SEEN),
                        new ArticleCommand.SetEmbargo(BRIDGE, due),
                        new ArticleCommand.LiftEmbargo(BRIDGE),
                        new ArticleCommand.SchedulePublication(BRIDGE, due, kind, null, SEEN),
                        new ArticleCommand.SchedulePublication(BRIDGE, due, kind, null, SEEN, waiving),
                        new ArticleCommand.UnschedulePublication(BRIDGE, "Too early"),
                        new ArticleCommand.PublishAsScheduled(BRIDGE, MORNING.plusSeconds(60)),
                        new ArticleCommand.PublishArticle(BRIDGE, kind, null, SEEN),
                        new ArticleCommand.PublishArticle(BRIDGE, kind, null, SEEN, waiving),
                        new ArticleCommand.AttachEditorsNote(BRIDGE, "We should have asked the ferrymen"),
                        new ArticleCommand.HoldArticle(BRIDGE, "A reader doubts it"),
                        new ArticleCommand.ReleaseHold(BRIDGE),
                        new ArticleCommand.KillArticle(BRIDGE, "The report was forged", "We withdrew this story"),
                        new ArticleCommand.MakeConfidential(BRIDGE, List.of(CLEO), "A source is in danger"),
                        new ArticleCommand.LiftConfidentiality(BRIDGE),
                        new ArticleCommand.BreakGlass(BRIDGE, "It is about to go out"),
                        new ArticleCommand.RedactWords(
                                BRIDGE,
                                "An order of the court",
                                List.of(new ArticleEvent.Redacted(
                                        0, story.drafted() ? content.hash() : DRAFT.hash(), null))))
                .map(command -> new Ask(label(command, checked, content), somebody(command), command))
                .toList();
    }

    private static String label(
            ArticleCommand command, stet.domain.content.Content checked, stet.domain.content.Content same) {
        var name = command.getClass().getSimpleName();
        return switch (command) {
            case ArticleCommand.PublishArticle c when c.waiving() != null -> name + " (waiving both checks)";
            case ArticleCommand.SchedulePublication c when c.waiving() != null -> name + " (waiving both checks)";
            case ArticleCommand.ReviseContent(var _, var _, var _, var content)
            when content.equals(same) -> name + " (nothing)";
            case ArticleCommand.ReviseContent(var _, var _, var _, var content)
            when content.equals(checked) -> name + " (checked words)";
            case ArticleCommand.ReviseContent(var _, var _, var _, var content)
            when content.figures().equals(same.figures()) -> name + " (other words)";
            case ArticleCommand.ReviseContent _ -> name + " (a caption)";
            default -> name;
        };
    }

    /** Somebody who may ask this, and who wrote none of the story's words. */
    private static PersonId somebody(ArticleCommand command) {
        return switch (Powers.rolesFor(command).iterator().next()) {
            case WRITER -> WREN;
            case CHECKER -> CYRIL;
            case PICTURE_EDITOR -> PETRA;
            case PUBLISHER -> PAULA;
            case STANDARDS -> STELLA;
            case ADMINISTRATOR -> ADA;
            case AUDITOR -> OTTO;
        };
    }

    /** Every command there is. */
    static Set<Class<?>> kinds() {
        return leaves(ArticleCommand.class).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        var permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Arrays.stream(permitted).flatMap(Asks::leaves);
    }

    /** The situations a story can be in, each made anew whenever it is asked for. */
    static Map<String, Supplier<Story>> situations() {
        var due = MORNING.plusSeconds(60);
        var situations = new LinkedHashMap<String, Supplier<Story>>();
        situations.put("not there", Story::blank);
        situations.put("DRAFTED", () -> begun(draftedBy(WREN)));
        situations.put("DRAFTED, handed in", () -> begun(aSubmittedDraft().claimsRaised()));
        situations.put(
                "DRAFTED, queried, under embargo",
                () -> begun(aSubmittedDraft().claimsRaised())
                        .by(CLEO, new ArticleCommand.ConfirmClaim(BRIDGE, CABLES, List.of(INSIDER)))
                        .by(CLEO, new ArticleCommand.QueryClaim(BRIDGE, CABLES, "Which report?"))
                        .by(PAULA, new ArticleCommand.SetEmbargo(BRIDGE, due)));
        situations.put("DRAFTED, all checked", () -> begun(aSubmittedDraft().everythingCheckedBy(CLEO)));
        situations.put("FACT_CHECKED", () -> begun(aFactCheckedStory().captionsApprovedBy(PIERS)));
        situations.put("CAPTIONED", () -> begun(aCaptionedStory()));
        situations.put(
                "CAPTIONED, its schedule due",
                () -> begun(aCaptionedStory())
                        .by(
                                PAULA,
                                new ArticleCommand.SchedulePublication(BRIDGE, due, EditionKind.ORIGINAL, null, SEEN))
                        .at(due));
        situations.put("PUBLISHED", () -> begun(aPublishedStory()));
        situations.put("PUBLISHED, on hold", () -> begun(aPublishedStory()).held());
        situations.put(
                "live, next edition DRAFTED", () -> begun(aPublishedStory()).editedBy(WREN, "38 of", "41 of"));
        situations.put(
                "live, next edition CAPTIONED",
                () -> begun(aPublishedStory())
                        .editedBy(WREN, "found rust", "found decay")
                        .factsSignedOffBy(CLEO));
        situations.put("SPIKED", () -> begun(aCaptionedStory()).spiked());
        situations.put("KILLED", () -> begun(aPublishedStory()).killed());
        return situations;
    }

    /** Somebody has been given it, and somebody has said something about it. */
    private static Story begun(Story story) {
        return story.by(PAULA, new ArticleCommand.AssignArticle(BRIDGE, CLEO, Role.CHECKER, null))
                .by(CLEO, new ArticleCommand.AddComment(BRIDGE, new CommentId("aside"), "Says who?", null, List.of()));
    }

    static Anchor nowhere() {
        return new Anchor(Place.of(LEAD), 0, "These words do not stand there");
    }
}
