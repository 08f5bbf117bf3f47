package stet.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ClaimId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.article.Assignment;
import stet.domain.article.Schedule;
import stet.domain.checking.Verdict;
import stet.domain.content.Place;
import stet.domain.content.Words;
import stet.domain.newsroom.Newsroom;

/** Whom it concerns that something happened to an article, and what nobody waits for any longer. */
final class Concerns {
    private static final int MOST_QUOTED = 10;
    private static final int LONGEST_QUOTED = 120;

    private final Folded before;
    private final Article article;
    private final boolean amongLive;
    private final Act act;

    private Concerns(Folded before, Folded after, Act act) {
        this.before = before;
        this.article = after.article();
        this.amongLive = after.step().amongLive();
        this.act = act;
    }

    /**
     * Who is told, and of what.
     *
     * @param who did it, or was it who left
     */
    record Told(PersonId person, Notice.Kind kind, String about, String said, PersonId who) {}

    /** What is over; what it was about is null where everything of that kind is, and for whom is null where it is for everybody. */
    record Over(
            Notice.@Nullable Kind kind,
            @Nullable String about,
            @Nullable PersonId whom) {
        Over(Notice.@Nullable Kind kind, @Nullable String about) {
            this(kind, about, null);
        }
    }

    /** Of what somebody is told who may be concerned; null where nobody is. */
    static Notice.@Nullable Kind kind(ArticleEvent event) {
        return switch (event) {
            case CommentAdded _, CommentEdited _ -> Notice.Kind.MENTIONED;
            case ArticleAssigned _ -> Notice.Kind.ASSIGNED;
            case ArticleUnassigned _ -> Notice.Kind.LEFT;
            case ChangesRequested _ -> Notice.Kind.CHANGES_REQUESTED;
            case ClaimQueried _ -> Notice.Kind.QUERIED;
            case QueryAnswered _ -> Notice.Kind.ANSWERED;
            case ClaimReopened _, ClaimLapsed _ -> Notice.Kind.VERDICT_FELL;
            case SourceDiscredited _ -> Notice.Kind.SOURCE_DOUBTED;
            case CaptionReopened _ -> Notice.Kind.APPROVAL_FELL;
            case FactsReopened _, CaptionsReopened _ -> Notice.Kind.SIGN_OFF_FELL;
            case CaptionReturned _ -> Notice.Kind.CAPTION_RETURNED;
            case PublicationUnscheduled _ -> Notice.Kind.SCHEDULE_DROPPED;
            case EditionPublished _ -> Notice.Kind.PUBLISHED;
            case ArticleHeld _ -> Notice.Kind.HELD;
            case ArticleKilled _ -> Notice.Kind.KILLED;
            case ArticleMadeConfidential _ -> Notice.Kind.CONFIDED;
            case GlassBroken _ -> Notice.Kind.GLASS_BROKEN;
            default -> null;
        };
    }

    /**
     * Nobody is told of what they did themselves.
     *
     * @param peopleOf those who work at a desk
     * @param answering those who answer for who reads what stands at a desk
     */
    static List<Told> told(
            ArticleEvent event,
            @Nullable Folded before,
            Folded after,
            Act act,
            Function<DeskId, List<PersonId>> peopleOf,
            Function<DeskId, List<PersonId>> answering) {
        var kind = kind(event);
        return before == null || kind == null
                ? List.of()
                : new Concerns(before, after, act).told(event, kind, peopleOf, answering);
    }

    /** Of a story that readers see, everybody at its desk is told, in one notice that quotes all the words. */
    private List<Told> discredited(
            SourceDiscredited event, Notice.Kind kind, Function<DeskId, List<PersonId>> peopleOf) {
        var concerned = new LinkedHashSet<PersonId>();
        if (amongLive) {
            concerned.addAll(peopleOf.apply(article.desk()));
        }
        concerned.addAll(everybody());
        event.claims().forEach(claim -> concerned.addAll(onWord(Folded.of(claim))));
        return tell(concerned, kind, "", quoted(event));
    }

    private String quoted(SourceDiscredited event) {
        var published = before.article().publication().editionClaims();
        var words = Stream.concat(
                        event.claims().stream().map(before.article().claims()::get),
                        event.published().stream()
                                .filter(claim -> !event.claims().contains(claim))
                                .map(published::get))
                .filter(Objects::nonNull)
                .map(claim -> "“%s”".formatted(Words.shortened(claim.anchor().words(), LONGEST_QUOTED)))
                .toList();
        var more = words.size() - MOST_QUOTED;
        return words.stream().limit(MOST_QUOTED).collect(Collectors.joining(", "))
                + (more > 0 ? " and %d more".formatted(more) : "");
    }

    private List<Told> told(
            ArticleEvent event,
            Notice.Kind kind,
            Function<DeskId, List<PersonId>> peopleOf,
            Function<DeskId, List<PersonId>> answering) {
        return switch (event) {
            case SourceDiscredited e -> discredited(e, kind, peopleOf);
            case CommentAdded e -> commented(e, kind);
            case CommentEdited e -> tell(e.mentions(), kind, e.commentId().value(), e.text());
            case ArticleAssigned e -> tell(List.of(e.person()), kind, e.role().title(), "");
            case ArticleUnassigned e -> left(e, kind);
            case ChangesRequested e -> tell(writers(), kind, "", e.note());
            case ClaimQueried e ->
                tell(writersOf(e.claimId()), kind, e.claimId().value(), e.question());
            case QueryAnswered e ->
                tell(onWord(Folded.of(e.claimId())), kind, e.claimId().value(), e.answer());
            // What fell with a source, whoever found it was told of with the source.
            case ClaimReopened _ when act.who().equals(Newsroom.STET) -> List.of();
            case ClaimReopened e ->
                tell(fallen(e.was(), e.claimId()), kind, e.claimId().value(), e.wordsWere());
            case ClaimLapsed e ->
                tell(fallen(e.was(), e.claimId()), kind, e.claimId().value(), e.words());
            case CaptionReopened e ->
                tell(onWord(Folded.of(e.figure())), kind, e.figure().value(), e.reason());
            case FactsReopened e -> tell(signers(), kind, Folded.FACTS, e.reason());
            case CaptionsReopened e -> tell(onWord(Folded.CAPTIONS), kind, Folded.CAPTIONS, e.reason());
            case CaptionReturned e ->
                tell(writersAt(Place.of(e.figure())), kind, e.figure().value(), e.note());
            case PublicationUnscheduled e -> tell(publisher(), kind, "", e.reason());
            case ArticleHeld e -> tell(everybody(), kind, "", e.reason());
            case ArticleKilled e -> tell(everybody(), kind, "", e.reason());
            case ArticleMadeConfidential e -> tell(newlyConfided(e), kind, "", e.reason());
            case GlassBroken e -> {
                var told = new LinkedHashSet<>(answering.apply(article.desk()));
                told.addAll(everybody());
                told.addAll(confided(article));
                yield tell(told, kind, "", e.reason());
            }
            default -> tell(everybody(), kind, "", "");
        };
    }

    /** Only of somebody who has left; who takes a colleague off an article tells them. */
    private List<Told> left(ArticleUnassigned event, Notice.Kind kind) {
        if (!act.who().equals(Newsroom.STET)) {
            return List.of();
        }
        var concerned = new LinkedHashSet<>(onWord(Folded.given(event.person(), event.role())));
        concerned.addAll(everybody());
        concerned.remove(event.person());
        return concerned.stream()
                .map(person -> new Told(person, kind, event.role().title(), "", event.person()))
                .toList();
    }

    private List<Told> commented(CommentAdded comment, Notice.Kind mentioned) {
        var about = comment.commentId().value();
        var told = new ArrayList<>(tell(comment.mentions(), mentioned, about, comment.text()));
        var answers = comment.answers();
        if (answers != null) {
            var others = onWord(Folded.of(answers)).stream()
                    .filter(person -> !comment.mentions().contains(person))
                    .toList();
            told.addAll(tell(others, Notice.Kind.COMMENT_ANSWERED, about, comment.text()));
        }
        return told;
    }

    static List<Over> over(ArticleEvent event, Act act) {
        return switch (event) {
            // Whoever was called in a comment and answers it has done what was asked of them.
            case CommentAdded e
            when e.answers() != null ->
                List.of(new Over(Notice.Kind.MENTIONED, e.answers().value(), act.who()));
            case CommentResolved e ->
                List.of(new Over(Notice.Kind.MENTIONED, e.commentId().value()));
            case SubmittedForChecking _ -> List.of(new Over(Notice.Kind.CHANGES_REQUESTED, null));
            case CaptionApproved e ->
                List.of(new Over(Notice.Kind.CAPTION_RETURNED, e.figure().value()));
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
                .map(person -> new Told(person, kind, about, said, act.who()))
                .toList();
    }

    private static Collection<PersonId> confided(Article article) {
        var confided = article.confided();
        return confided == null ? List.of() : confided;
    }

    private Collection<PersonId> newlyConfided(ArticleMadeConfidential event) {
        var told = new LinkedHashSet<>(event.readers());
        told.removeAll(confided(before.article()));
        return told;
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

    private Collection<PersonId> publisher() {
        return Stream.ofNullable(before.article().schedule())
                .map(Schedule::publisher)
                .toList();
    }

    private Collection<PersonId> onWord(String what) {
        return Stream.ofNullable(before.onWord().get(what)).toList();
    }

    /** Whoever signed off any of the facts, while anything of that stands. */
    private Collection<PersonId> signers() {
        return before.onWord().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(Folded.FACTS))
                .map(Map.Entry::getValue)
                .toList();
    }

    private Collection<PersonId> fallen(Verdict was, ClaimId claim) {
        return was == Verdict.UNCHECKED ? List.of() : onWord(Folded.of(claim));
    }
}
