package stet.domain.article;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.domain.InvalidValue;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.Refused;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.article.ArticleEvent.CaptionsSignedOff;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.checking.Locator;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.Words;
import stet.domain.newsroom.Newsroom;

/**
 * Which editions of one article would not have gone out if the newsroom had asked for more (rule 46). Its events are handed in one by
 * one, in order, and folded as everywhere; each edition is looked at with the article as it was just before.
 */
public final class Rehearsal {
    /** As many events as wait to be folded together. */
    private static final int BATCH = 500;

    private static final int LONGEST_EXCERPT = 60;

    private final List<Required> required;
    private final Newsroom newsroom;
    private final Instant since;
    private final List<Happened> unfolded = new ArrayList<>();
    private final List<Stopped> stopped = new ArrayList<>();
    private @Nullable Article article;
    private @Nullable Instant factsSignedOff;
    private @Nullable PersonId captionsSigner;
    private Instant changed = Instant.EPOCH;
    private int editions;

    /**
     * @param required what would be asked of each edition
     * @param newsroom as it is today
     * @param since editions of before are not looked at
     * @throws InvalidValue if nothing is required
     */
    public Rehearsal(List<Required> required, Newsroom newsroom, Instant since) {
        if (required.isEmpty()) {
            throw new InvalidValue("Say what is to be required of an edition");
        }
        this.required = List.copyOf(required);
        this.newsroom = newsroom;
        this.since = since;
    }

    /** An edition that would not have gone out, since it lacks some of what is required. */
    public record Stopped(int edition, EditionKind kind, Instant published, PersonId publisher, List<Lack> lacks) {
        /** The same for whoever may not read what the article says. */
        public Stopped withoutWords() {
            return new Stopped(
                    edition,
                    kind,
                    published,
                    publisher,
                    lacks.stream().map(Lack::withoutWords).toList());
        }
    }

    /**
     * What of one requirement an edition lacks.
     *
     * @param sentence without a full stop, and without words of the article
     * @param words the first of those of the article that it is about
     * @param more how many there are besides
     */
    public record Lack(Requirement requirement, String sentence, List<String> words, int more) {
        private static final int MOST_WORDS = 3;

        private static Lack of(Requirement requirement, String sentence, List<String> words) {
            return new Lack(
                    requirement,
                    sentence,
                    words.stream()
                            .limit(MOST_WORDS)
                            .map(each -> Words.shortened(each, LONGEST_EXCERPT))
                            .toList(),
                    Math.max(0, words.size() - MOST_WORDS));
        }

        private Lack withoutWords() {
            return new Lack(requirement, sentence, List.of(), 0);
        }
    }

    /** @param happened the next event of the article */
    public void happened(Happened happened) {
        var act = happened.act();
        switch (happened.event()) {
            case EditionPublished published -> {
                fold();
                if (article != null && !act.at().isBefore(since)) {
                    editions++;
                    lookAt(article, published.edition(), publisher(article, act.who()), act.at());
                }
            }
            case ArticleDrafted _ -> changed = act.at();
            case ContentRevised _ -> changed = act.at();
            case FactsSignedOff _ -> factsSignedOff = act.at();
            case CaptionsSignedOff _ -> captionsSigner = act.who();
            default -> {}
        }
        unfolded.add(happened);
        if (unfolded.size() >= BATCH) {
            fold();
        }
    }

    /** How many editions were looked at so far. */
    public int editions() {
        return editions;
    }

    /** Those that would not have gone out, in order. */
    public List<Stopped> stopped() {
        return List.copyOf(stopped);
    }

    /** What the article is called after all that has happened; empty where nothing has. */
    public String headline() {
        fold();
        return article == null ? "" : article.content().headline();
    }

    private void fold() {
        if (!unfolded.isEmpty()) {
            var now = Article.evolve(article, unfolded);
            // Nothing that is required asks for earlier revisions, which would make it as long as its history.
            article = now == null ? null : now.withoutEarlierRevisions();
            unfolded.clear();
        }
    }

    /** Whoever scheduled it publishes it, though it was Stet that did so at its time. */
    private static PersonId publisher(Article before, PersonId who) {
        var schedule = before.schedule();
        return who.equals(Newsroom.STET) && schedule != null ? schedule.publisher() : who;
    }

    private void lookAt(Article before, Edition edition, PersonId publisher, Instant at) {
        var lacks = required.stream()
                .flatMap(each -> Stream.ofNullable(lack(each, before, edition, publisher, at)))
                .toList();
        if (!lacks.isEmpty()) {
            stopped.add(new Stopped(edition.number(), edition.kind(), at, publisher, lacks));
        }
    }

    private @Nullable Lack lack(Required asked, Article before, Edition edition, PersonId publisher, Instant at) {
        var number = asked.number();
        return switch (asked.requirement()) {
            case RULES_OF_TODAY -> refusedToday(before, edition, publisher, at);
            case NO_WAIVED_CHECK -> waived(before);
            case NO_WAIVED_QUOTATION ->
                claims(
                        asked,
                        before,
                        claim -> before.publication().primarySourceWaived(claim)
                                && claim.sources().stream()
                                        .noneMatch(source -> source.type().primary()),
                        "Quotations went out without a primary source, on a waiver");
            case SOURCES ->
                claims(
                        asked,
                        before,
                        claim -> isSettled(claim) && sources(claim) < number,
                        "Claims rest on fewer than %,d sources".formatted(number));
            case NO_CONFIDENTIAL_SOURCE_ALONE ->
                claims(
                        asked,
                        before,
                        claim -> isSettled(claim)
                                && claim.restsOn().stream().allMatch(Source.Confidential.class::isInstance),
                        "Claims rest on confidential sources alone");
            case EVERYTHING_CHECKABLE ->
                claims(
                        asked,
                        before,
                        claim -> claim.verdict() == Verdict.NOT_CHECKABLE,
                        "Claims were found not to be checkable");
            case NO_DOUBTED_SOURCE ->
                claims(
                        asked,
                        before,
                        claim -> newsroom.doubted().keySet().stream().anyMatch(claim::restsOn),
                        "Claims rest on a source that is doubted today");
            case FRESH_SIGN_OFF -> staleSignOff(asked, before, at);
            case REST_AFTER_CHANGES ->
                Duration.between(changed, at).compareTo(Duration.ofMinutes(number)) < 0
                        ? Lack.of(
                                asked.requirement(),
                                "It was changed %s before it went out".formatted(spoken(Duration.between(changed, at))),
                                List.of())
                        : null;
            case PUBLISHER_SIGNED_NOTHING -> signedByPublisher(asked, before, publisher);
            case NO_SYNTHETIC_PICTURE -> {
                var synthetic = edition.content().figures().stream()
                        .filter(figure -> {
                            var type = figure.picture().sourceType();
                            return type != null && type.synthetic();
                        })
                        .map(figure -> figure.picture().caption().words())
                        .toList();
                yield synthetic.isEmpty()
                        ? null
                        : Lack.of(asked.requirement(), "Pictures were made or changed by a program", synthetic);
            }
        };
    }

    private @Nullable Lack refusedToday(Article before, Edition edition, PersonId publisher, Instant at) {
        try {
            PublishingRules.checkPublication(before, edition.kind(), edition.note(), publisher, at, newsroom);
            return null;
        } catch (Refused refused) {
            return Lack.of(
                    Requirement.RULES_OF_TODAY,
                    "It would be refused today (%s)".formatted(refused.code().type()),
                    refused.obstacles().isEmpty()
                            ? List.of(refused.sentence())
                            : refused.obstacles().stream()
                                    .map(Obstacle::sentence)
                                    .toList());
        }
    }

    private static @Nullable Lack waived(Article before) {
        var facts = Readiness.restsOnWaiver(before, Check.FACTS);
        var captions = Readiness.restsOnWaiver(before, Check.CAPTIONS);
        if (!facts && !captions) {
            return null;
        }
        var what = facts && captions
                ? "the sign-offs of the facts and of the captions"
                : "the sign-off of the ".concat(facts ? "facts" : "captions");
        return Lack.of(Requirement.NO_WAIVED_CHECK, "It went out without %s, on a waiver".formatted(what), List.of());
    }

    private static @Nullable Lack claims(Required asked, Article before, Predicate<Claim> lacking, String sentence) {
        var words = before.claims().values().stream()
                .filter(lacking)
                .map(claim -> claim.anchor().words())
                .toList();
        return words.isEmpty() ? null : Lack.of(asked.requirement(), sentence, words);
    }

    private static boolean isSettled(Claim claim) {
        return claim.verdict() == Verdict.CONFIRMED || claim.verdict() == Verdict.CORRECTED;
    }

    /** How many different ones it rests on, however they were typed. */
    private static long sources(Claim claim) {
        return claim.restsOn().stream()
                .map(source -> switch (source) {
                    case Source.Named named -> (Object) Locator.of(named.locator());
                    case Source.Confidential confidential -> confidential.id();
                })
                .distinct()
                .count();
    }

    private @Nullable Lack staleSignOff(Required asked, Article before, Instant at) {
        if (factsSignedOff == null || before.signed().isEmpty()) {
            return Lack.of(asked.requirement(), "Nobody had signed the facts off", List.of());
        }
        var age = Duration.between(factsSignedOff, at);
        return age.compareTo(Duration.ofHours(asked.number())) <= 0
                ? null
                : Lack.of(
                        asked.requirement(),
                        "The facts had last been signed off %s before".formatted(spoken(age)),
                        List.of());
    }

    private @Nullable Lack signedByPublisher(Required asked, Article before, PersonId publisher) {
        var facts = before.signed().containsValue(publisher);
        var captions = before.captionsSignedOff() != null && publisher.equals(captionsSigner);
        return facts || captions
                ? Lack.of(
                        asked.requirement(),
                        "Whoever published it had signed off its %s"
                                .formatted(facts && captions ? "facts and its captions" : facts ? "facts" : "captions"),
                        List.of())
                : null;
    }

    private static String spoken(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return "%,d seconds".formatted(Math.max(0, duration.toSeconds()));
        }
        return duration.compareTo(Duration.ofHours(2)) < 0
                ? "%,d minutes".formatted(duration.toMinutes())
                : "%,d hours".formatted(duration.toHours());
    }
}
