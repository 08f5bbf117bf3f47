package stet.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ClaimId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.article.Assignment;
import stet.domain.checking.Verdict;
import stet.domain.content.Place;

/** Whom it concerns that something happened to an article, and what nobody waits for any longer. */
final class Concerns {
    private final Folded before;
    private final Article article;
    private final Act act;

    private Concerns(Folded before, Folded after, Act act) {
        this.before = before;
        this.article = after.article();
        this.act = act;
    }

    /** Who is told, and of what. */
    record Told(PersonId person, Notice.Kind kind, String about, String said) {}

    /** What is over; what it was about is null where everything of that kind is. */
    record Over(
            Notice.@Nullable Kind kind, @Nullable String about) {}

    /** Nobody is told of what they did themselves. */
    static List<Told> told(ArticleEvent event, @Nullable Folded before, Folded after, Act act) {
        return before == null ? List.of() : new Concerns(before, after, act).told(event);
    }

    private List<Told> told(ArticleEvent event) {
        return switch (event) {
            case CommentAdded e ->
                tell(e.mentions(), Notice.Kind.MENTIONED, e.commentId().value(), e.text());
            case ArticleAssigned e ->
                tell(List.of(e.person()), Notice.Kind.ASSIGNED, e.role().title(), "");
            case ChangesRequested e -> tell(writers(), Notice.Kind.CHANGES_REQUESTED, "", e.note());
            case ClaimQueried e -> tell(writersOf(e.claimId()), Notice.Kind.QUERIED, e.claimId().value(), e.question());
            case QueryAnswered e -> tell(finder(e.claimId()), Notice.Kind.ANSWERED, e.claimId().value(), e.answer());
            case ClaimReopened e ->
                tell(fallen(e.was(), e.claimId()), Notice.Kind.VERDICT_FELL, e.claimId().value(), e.wordsWere());
            case ClaimLapsed e ->
                tell(fallen(e.was(), e.claimId()), Notice.Kind.VERDICT_FELL, e.claimId().value(), e.words());
            case CaptionReturned e ->
                tell(
                        writersAt(Place.of(e.figure())),
                        Notice.Kind.CAPTION_RETURNED,
                        e.figure().value(),
                        e.note());
            case PublicationUnscheduled e -> {
                var schedule = before.article().schedule();
                yield schedule == null
                        ? List.of()
                        : tell(List.of(schedule.publisher()), Notice.Kind.SCHEDULE_DROPPED, "", e.reason());
            }
            case EditionPublished _ -> tell(everybody(), Notice.Kind.PUBLISHED, "", "");
            case ArticleHeld e -> tell(everybody(), Notice.Kind.HELD, "", e.reason());
            case ArticleKilled e -> tell(everybody(), Notice.Kind.KILLED, "", e.reason());
            default -> List.of();
        };
    }

    static List<Over> over(ArticleEvent event) {
        return switch (event) {
            case CommentResolved e -> List.of(new Over(Notice.Kind.MENTIONED, e.commentId().value()));
            case SubmittedForChecking _ -> List.of(new Over(Notice.Kind.CHANGES_REQUESTED, null));
            case CaptionApproved e -> List.of(new Over(Notice.Kind.CAPTION_RETURNED, e.figure().value()));
            case CaptionsSignedOff _ -> List.of(new Over(Notice.Kind.CAPTION_RETURNED, null));
            case ArticleSpiked _, ArticleKilled _ -> List.of(new Over(null, null));
            case QueryAnswered e -> answered(e.claimId());
            case ClaimConfirmed e -> answered(e.claimId());
            case ClaimDisputed e -> answered(e.claimId());
            case ClaimCorrected e -> answered(e.claimId());
            case ClaimMarkedNotCheckable e -> answered(e.claimId());
            case ClaimReopened e -> answered(e.claimId());
            case ClaimLapsed e -> answered(e.claimId());
            case ClaimWithdrawn e -> answered(e.claimId());
            default -> List.of();
        };
    }

    private static List<Over> answered(ClaimId claim) {
        return List.of(new Over(Notice.Kind.QUERIED, claim.value()));
    }

    private List<Told> tell(Collection<PersonId> people, Notice.Kind kind, String about, String said) {
        return people.stream()
                .distinct()
                .filter(person -> !person.equals(act.who()))
                .map(person -> new Told(person, kind, about, said))
                .toList();
    }

    /** Whose words it is, and those who were given it to write. */
    private Set<PersonId> writers() {
        var writers = new LinkedHashSet<PersonId>();
        article.authors().values().forEach(authorship -> writers.addAll(authorship.all()));
        article.assignments().stream()
                .filter(assignment -> assignment.role() == Role.WRITER)
                .map(Assignment::person)
                .forEach(writers::add);
        return writers;
    }

    private Set<PersonId> everybody() {
        var everybody = writers();
        article.assignments().stream().map(Assignment::person).forEach(everybody::add);
        return everybody;
    }

    private Collection<PersonId> writersOf(ClaimId claim) {
        var found = article.claims().get(claim);
        if (found == null) {
            return List.of();
        }
        var anchor = found.anchor();
        var authorship = article.authors().get(anchor.place().key());
        var writers = authorship == null
                ? Set.<PersonId>of()
                : authorship.of(article.content().words(anchor.place()), anchor.start(), anchor.end());
        return writers.isEmpty() ? writers() : writers;
    }

    private Collection<PersonId> writersAt(Place place) {
        var writers = new ArrayList<PersonId>();
        article.authors().forEach((key, authorship) -> {
            if (key.equals(place.key()) || key.startsWith(place.key() + "#")) {
                writers.addAll(authorship.all());
            }
        });
        return writers;
    }

    private Collection<PersonId> finder(ClaimId claim) {
        return Stream.ofNullable(before.foundBy().get(claim)).toList();
    }

    private Collection<PersonId> fallen(Verdict was, ClaimId claim) {
        return was == Verdict.UNCHECKED ? List.of() : finder(claim);
    }
}
