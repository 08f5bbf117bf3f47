package stet.domain.article;

import static java.util.Objects.requireNonNull;
import static stet.domain.RefusalCode.ALT_TEXT_UNFIT;
import static stet.domain.RefusalCode.CAPTIONS_NOT_SIGNED_OFF;
import static stet.domain.RefusalCode.CAPTION_INCOMPLETE;
import static stet.domain.RefusalCode.CAPTION_NOT_APPROVED;
import static stet.domain.RefusalCode.CLAIMS_OPEN;
import static stet.domain.RefusalCode.EMBARGOED;
import static stet.domain.RefusalCode.FACTS_NOT_SIGNED_OFF;
import static stet.domain.RefusalCode.HEADLINE_MISSING;
import static stet.domain.RefusalCode.NOT_COVERED;
import static stet.domain.RefusalCode.NOT_SUBMITTED;
import static stet.domain.RefusalCode.NO_PARAGRAPH;
import static stet.domain.RefusalCode.PICTURE_FILE_MISSING;
import static stet.domain.RefusalCode.SOURCE_TYPE_MISSING;
import static stet.domain.RefusalCode.SYNTHETIC_UNLABELLED;
import static stet.domain.RefusalCode.WRONG_STAGE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.checking.Checkable;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Findings;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Authorship;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.domain.content.Passage;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Words;
import stet.domain.newsroom.Newsroom;

/**
 * One story from first draft to last edition, as its events have made it. It is never set, only folded from what has happened.
 *
 * @param copy the working copy, and the revisions before it
 * @param contentHash names the working copy exactly
 * @param blocksEver the ids of every block there has ever been (rule 4)
 * @param authors who wrote each part of {@link Content#written()}, word for word
 * @param claims those that stand in the text, in the order in which they were raised
 * @param claimsEver the ids of every claim there has ever been
 * @param signed the passages that are signed off as they are, each with who signed it; see {@link Passage}
 * @param signedOnce the passages that were signed off in other words, or before somebody doubted them: what is cut of these, others know
 * @param cuts the passages that were taken out and that nobody else has signed yet
 * @param scraps the words that were cut and could be put back
 * @param approvals the captions that were approved, each with the exact words, while the approval stands
 * @param captionsSignedOff the captions that somebody signed off, while the sign-off stands
 * @param openComments those that nobody has resolved
 * @param sources the confidential sources whose identity has not been shredded
 * @param edition the last edition, or null before the first
 * @param editionHash names the content of the last edition
 * @param editionClaims the claims as they stood in the last edition
 * @param looked what must be checked in the words, once somebody has asked; no part of what the article is
 * @param fallen the checks that stood when the last edition came out and have fallen since
 */
public record Article(
        ArticleId id,
        DeskId desk,
        Revision copy,
        Hash contentHash,
        Set<BlockId> blocksEver,
        Map<String, Authorship> authors,
        boolean submitted,
        List<Assignment> assignments,
        Map<ClaimId, Claim> claims,
        Set<ClaimId> claimsEver,
        Map<String, PersonId> signed,
        Set<String> signedOnce,
        List<Cut> cuts,
        List<Scrap> scraps,
        Map<BlockId, Hash> approvals,
        @Nullable Hash captionsSignedOff,
        Set<CommentId> commentsEver,
        Set<CommentId> openComments,
        Set<SourceId> sources,
        List<Waiver> waivers,
        @Nullable Instant embargo,
        @Nullable Schedule schedule,
        @Nullable Edition edition,
        @Nullable Hash editionHash,
        Map<ClaimId, Claim> editionClaims,
        Set<Check> fallen,
        boolean held,
        boolean spiked,
        boolean killed,
        @Nullable Looked looked) {
    /** @param looked null where nothing has been looked for yet */
    public Article {
        looked = looked == null ? new Looked() : looked;
    }

    /** As many people as a sentence can name. */
    private static final int MOST_NAMES = 4;

    /**
     * The article after this has happened. Total: history is not argued with, so an event that does not fit changes nothing.
     *
     * @param before the article so far, or null before it was drafted
     * @return null only where nothing has drafted the article yet
     */
    public static @Nullable Article evolve(@Nullable Article before, List<Happened> happened) {
        var folding = new Folding(before);
        for (var each : happened) {
            folding.fold(each.event(), each.act());
        }
        return folding.done();
    }

    /** The article after one more event; see {@link #evolve(Article, List)}. */
    public static @Nullable Article evolve(@Nullable Article before, ArticleEvent event, Act act) {
        return evolve(before, List.of(new Happened(event, act)));
    }

    public Content content() {
        return copy.content();
    }

    public int revision() {
        return copy.number();
    }

    /** The same article without its earlier revisions, which would make a snapshot as long as its history. */
    public Article withoutEarlierRevisions() {
        var folding = new Folding(this);
        folding.forgetEarlierRevisions();
        return requireNonNull(folding.done());
    }

    /** Whether it has had this revision and no longer has it at hand; see {@link #withoutEarlierRevisions()}. */
    public boolean forgot(int revision) {
        return revision >= 1 && revision < revision() && copy.content(revision).isEmpty();
    }

    /** Which sign-offs stand for the words as they are now. */
    public Stage stage() {
        if (killed) {
            return Stage.KILLED;
        }
        if (spiked) {
            return Stage.SPIKED;
        }
        if (edition != null && contentHash.equals(editionHash) && fallen.isEmpty()) {
            return Stage.PUBLISHED;
        }
        if (!factsStand()) {
            return Stage.DRAFTED;
        }
        return captionsSignedOff == null ? Stage.FACT_CHECKED : Stage.CAPTIONED;
    }

    /** Whether every passage is signed off as it is now, every cut is, too, and the claims are settled. */
    public boolean factsStand() {
        return !signed.isEmpty()
                && cuts.isEmpty()
                && signed.keySet().containsAll(Passage.of(content()).keySet())
                && factObstacles().isEmpty();
    }

    /** The passages that nobody has signed off as they are now, in reading order. */
    public List<Passage> unsigned() {
        return Passage.of(content()).values().stream()
                .filter(passage -> !signed.containsKey(passage.key()))
                .toList();
    }

    /** Who wrote the words of a passage of this article as it is now. */
    public Set<PersonId> writers(Passage passage) {
        var authorship = authors.get(passage.part());
        if (authorship == null) {
            return Set.of();
        }
        return passage.key().equals(passage.part())
                ? authorship.all()
                : authorship.of(content().words(new Place(passage.part())), passage.start(), passage.end());
    }

    /** Whether the world can read an edition of it now. */
    public boolean live() {
        return edition != null && !held && !killed;
    }

    /** The exact words of all claims: what a sign-off of the facts covers. A move or formatting leaves it the same. */
    public Hash checkedWords() {
        var parts = new ArrayList<String>();
        claims.values().stream()
                .sorted(Comparator.comparing(claim -> claim.id().value()))
                .forEach(claim -> parts.addAll(List.of(
                        claim.id().value(),
                        claim.kind().name(),
                        claim.anchor().place().key(),
                        claim.anchor().words())));
        return Hash.of(parts);
    }

    /** All figures with what is said of them: what a sign-off of the captions covers. */
    public Hash captionWords() {
        var parts = new ArrayList<String>();
        content().figures().stream()
                .sorted(Comparator.comparing(figure -> figure.id().value()))
                .forEach(figure -> parts.addAll(
                        List.of(figure.id().value(), Hash.of(figure.picture()).value())));
        return Hash.of(parts);
    }

    /** The same article without its earlier revisions and what was cut from it, for whoever decides nothing. */
    public Article onlyToShow() {
        var folding = new Folding(this);
        folding.forgetEarlierRevisions();
        folding.forgetScraps();
        return requireNonNull(folding.done());
    }

    /** Whether any of the words as they are now are this person's (rules 10 and 17). */
    public boolean wrote(PersonId person) {
        return authors.values().stream().anyMatch(authorship -> authorship.all().contains(person));
    }

    /** Whether any of the words that stand here are this person's. */
    boolean wrote(PersonId person, Anchor anchor) {
        var authorship = authors.get(anchor.place().key());
        return authorship != null
                && authorship
                        .of(content().words(anchor.place()), anchor.start(), anchor.end())
                        .contains(person);
    }

    /** Whether any of what is said of this figure is this person's (rule 13). */
    public boolean captioned(PersonId person, BlockId figure) {
        var key = Place.of(figure).key();
        return authors.entrySet().stream()
                .filter(entry -> entry.getKey().equals(key) || entry.getKey().startsWith(key + "#"))
                .anyMatch(entry -> entry.getValue().all().contains(person));
    }

    /** Whether a waiver of this check covers the words as they are now. */
    public boolean waived(Check check) {
        var given = waivers.stream()
                .filter(waiver -> waiver.check() == check)
                .map(Waiver::words)
                .toList();
        return !given.isEmpty()
                && switch (check) {
                    // Older waivers are of the words alone.
                    case FACTS ->
                        given.contains(content().wordsAndLinksHash())
                                || given.contains(content().wordsHash());
                    case CAPTIONS -> given.contains(captionWords());
                    case PRIMARY_SOURCE -> false;
                };
    }

    /** Whether this quotation may stand on a secondary source, with its words as they are now (rule 7). */
    boolean primarySourceWaived(Claim claim) {
        return waivers.stream()
                .anyMatch(w -> w.check() == Check.PRIMARY_SOURCE
                        && claim.id().equals(w.claim())
                        && w.words().equals(Hash.of(List.of(claim.anchor().words()))));
    }

    public List<Claim> openClaims() {
        return claims.values().stream().filter(claim -> claim.verdict().open()).toList();
    }

    /** Whether a quotation was found not to be checkable, and no publisher has answered for that (rule 7). */
    private boolean unverified(Claim claim) {
        return claim.kind() == ClaimKind.QUOTE
                && claim.verdict() == Verdict.NOT_CHECKABLE
                && !primarySourceWaived(claim);
    }

    /** What stands between the facts and their sign-off, without the sign-off itself (rule 9). */
    List<Obstacle> factObstacles() {
        var obstacles = new ArrayList<Obstacle>();
        for (var claim : claims.values()) {
            if (!claim.verdict().open() && !unverified(claim)) {
                continue;
            }
            var state =
                    switch (claim.verdict()) {
                        case QUERIED -> "waits for the writer's answer";
                        case DISPUTED -> "is disputed";
                        case NOT_CHECKABLE -> "could not be checked, and as a quotation needs a publisher's waiver";
                        default -> "is not checked";
                    };
            obstacles.add(new Obstacle(
                    CLAIMS_OPEN,
                    "The claim “%s” %s".formatted(claim.anchor().words(), state),
                    claim.anchor().place().key(),
                    claim.id()));
        }
        var findings = findings();
        var claimed = claimed();
        content().passages().forEach((place, words) -> {
            for (var checkable : claimed.lacking(place, findings.required(place))) {
                obstacles.add(new Obstacle(
                        NOT_COVERED,
                        "The %s “%s” is in no claim"
                                .formatted(
                                        switch (checkable.kind()) {
                                            case DATE -> "date";
                                            case QUOTE -> "quotation";
                                            default -> "number";
                                        },
                                        checkable.words()),
                        place.key(),
                        null));
            }
        });
        return obstacles;
    }

    /** What a checker should look at and nobody has raised a claim on: statements in reading order, then names. */
    public List<Unclaimed> unclaimed() {
        return Unclaimed.in(this);
    }

    /** Every number, date and quotation that should be in a claim and is in none, in reading order. */
    public List<Checkable> uncovered() {
        var claimed = claimed();
        return findings().required().entrySet().stream()
                .flatMap(passage -> claimed.lacking(passage.getKey(), passage.getValue()).stream())
                .toList();
    }

    /** What must be checked in the words as they are now. */
    public Findings findings() {
        return requireNonNull(looked).at(content());
    }

    /** Which words lie in the claims as they stand now. */
    Claimed claimed() {
        return Claimed.by(claims.values());
    }

    /** Whether something there must lie in a claim and does not (rule 9). */
    boolean lacksClaims(Place place) {
        var required = findings().required(place);
        return !required.isEmpty()
                && !Claimed.by(claims.values().stream()
                                .filter(claim -> claim.anchor().place().equals(place))
                                .toList())
                        .lacking(place, required)
                        .isEmpty();
    }

    /** What stands between the captions and their sign-off, without the sign-off itself (rules 11 to 15). */
    List<Obstacle> captionObstacles() {
        var obstacles = new ArrayList<Obstacle>();
        for (var figure : content().figures()) {
            var incomplete = incomplete(figure);
            obstacles.addAll(incomplete);
            if (incomplete.isEmpty() && !approved(figure)) {
                obstacles.add(about(
                        figure, CAPTION_NOT_APPROVED, "The caption “%s” is not approved".formatted(figure.words())));
            }
        }
        return obstacles;
    }

    private boolean approved(Block.Figure figure) {
        return Hash.of(figure.picture()).equals(approvals.get(figure.id()));
    }

    /** What a figure still lacks before it can be approved (rules 11 and 12). */
    static List<Obstacle> incomplete(Block.Figure figure) {
        var picture = figure.picture();
        var obstacles = new ArrayList<Obstacle>();
        if (!Words.saysSomething(picture.caption().words())) {
            obstacles.add(about(figure, CAPTION_INCOMPLETE, "The picture has no caption"));
        }
        for (var part : Picture.Part.values()) {
            if (!Words.saysSomething(picture.parts().getOrDefault(part, ""))
                    && !Words.saysSomething(picture.reasons().getOrDefault(part, ""))) {
                obstacles.add(about(
                        figure,
                        CAPTION_INCOMPLETE,
                        "The caption does not say %s, and gives no reason why not".formatted(part.title())));
            }
        }
        AltText.fault(picture).ifPresent(fault -> obstacles.add(about(figure, ALT_TEXT_UNFIT, fault)));
        var sourceType = picture.sourceType();
        if (sourceType == null) {
            obstacles.add(about(
                    figure,
                    SOURCE_TYPE_MISSING,
                    "Nobody has said how the picture came to be (its digital source type)"));
        } else if (sourceType.synthetic() && !Words.saysSomething(picture.label())) {
            obstacles.add(
                    about(figure, SYNTHETIC_UNLABELLED, "A synthetic picture needs a label that tells readers so"));
        }
        if (picture.file() == null) {
            obstacles.add(about(figure, PICTURE_FILE_MISSING, "The picture's file is missing"));
        }
        return obstacles;
    }

    private static Obstacle about(Block.Figure figure, stet.domain.RefusalCode code, String sentence) {
        return new Obstacle(code, sentence, Place.of(figure.id()).key(), null);
    }

    /** What nobody has signed off yet: who wrote it, and who could sign it. */
    private List<Obstacle> signOffObstacles(@Nullable Newsroom newsroom) {
        var obstacles = new ArrayList<Obstacle>();
        var unsigned = unsigned();
        for (var passage : unsigned) {
            var writers = writers(passage);
            var able = checkers(newsroom, writers);
            if (!signed.isEmpty() || (newsroom != null && able.isEmpty())) {
                obstacles.add(new Obstacle(
                        FACTS_NOT_SIGNED_OFF,
                        "No checker has signed off %s%s as it is now%s"
                                .formatted(
                                        passage.title(),
                                        writers.isEmpty()
                                                ? ""
                                                : ", written by " + listed(named(newsroom, writers)) + ",",
                                        newsroom == null ? "" : who(able)),
                        passage.part(),
                        null));
            }
        }
        if (!unsigned.isEmpty() && obstacles.isEmpty()) {
            obstacles.add(
                    new Obstacle(FACTS_NOT_SIGNED_OFF, "No checker has signed off the facts as the words are now"));
        }
        for (var cut : cuts) {
            obstacles.add(new Obstacle(
                    FACTS_NOT_SIGNED_OFF,
                    "“%s” was cut by %s, and no other checker has signed that off%s"
                            .formatted(
                                    cut.words(),
                                    listed(named(newsroom, Set.of(cut.by()))),
                                    newsroom == null ? "" : who(checkers(newsroom, Set.of(cut.by()))))));
        }
        return obstacles;
    }

    private static String who(List<String> able) {
        return able.isEmpty() ? "; nobody here could: it takes another checker" : "; %s could".formatted(listed(able));
    }

    private static List<String> checkers(@Nullable Newsroom newsroom, Set<PersonId> writers) {
        return newsroom == null
                ? List.of()
                : newsroom.people().values().stream()
                        .filter(person -> person.roles().contains(Role.CHECKER) && !writers.contains(person.id()))
                        .map(Newsroom.Person::name)
                        .sorted()
                        .toList();
    }

    private static List<String> named(@Nullable Newsroom newsroom, Set<PersonId> people) {
        return people.stream()
                .map(person -> newsroom == null
                        ? person.value()
                        : newsroom.person(person).map(Newsroom.Person::name).orElse(person.value()))
                .toList();
    }

    private static String listed(List<String> names) {
        if (names.size() > MOST_NAMES) {
            return "%s and %d others"
                    .formatted(String.join(", ", names.subList(0, MOST_NAMES - 1)), names.size() - MOST_NAMES + 1);
        }
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /** As {@link #obstacles(Instant, Newsroom)}, without saying who could remove them. */
    public List<Obstacle> obstacles(Instant now) {
        return obstacles(now, null);
    }

    /**
     * Why this cannot be published at this instant; empty if it can (rule 16).
     *
     * @param newsroom who is here, so that it can be said who could sign what; or null
     */
    public List<Obstacle> obstacles(Instant now, @Nullable Newsroom newsroom) {
        var obstacles = new ArrayList<Obstacle>();
        if (killed || spiked) {
            obstacles.add(new Obstacle(WRONG_STAGE, killed ? "It was killed" : "It is spiked; revive it first"));
        }
        if (!Words.saysSomething(content().headline())) {
            obstacles.add(new Obstacle(HEADLINE_MISSING, "There is no headline"));
        }
        if (!content().hasParagraph()) {
            obstacles.add(new Obstacle(NO_PARAGRAPH, "There is no paragraph"));
        }
        if (!waived(Check.FACTS)) {
            if (!submitted) {
                obstacles.add(new Obstacle(NOT_SUBMITTED, "The writer has not handed it in for checking"));
            }
            obstacles.addAll(factObstacles());
            obstacles.addAll(signOffObstacles(newsroom));
        }
        if (!waived(Check.CAPTIONS)) {
            obstacles.addAll(captionObstacles());
            if (captionsSignedOff == null) {
                obstacles.add(new Obstacle(
                        CAPTIONS_NOT_SIGNED_OFF,
                        content().figures().isEmpty()
                                ? "No picture editor has signed off that it goes out without pictures"
                                : "No picture editor has signed off the captions as they are now"));
            }
        }
        if (embargo != null && now.isBefore(embargo)) {
            obstacles.add(new Obstacle(EMBARGOED, "It is under embargo until %s".formatted(embargo)));
        }
        return obstacles;
    }

    /** The pieces that readers of the last edition read otherwise, by their keys in {@link Content#printed()}; none before the first. */
    public List<String> changedSinceEdition() {
        return edition == null ? List.of() : List.copyOf(LaterEdition.changed(edition.content(), content()));
    }

    /** Whether a claim of the last edition was touched since, which a refile may not do (rule 19). */
    boolean touchesClaims() {
        Predicate<Claim> sameWords = then -> {
            var now = claims.get(then.id());
            return now != null
                    && now.kind() == then.kind()
                    && now.anchor().words().equals(then.anchor().words());
        };
        if (!editionClaims.values().stream().allMatch(sameWords)) {
            return true;
        }
        var published = edition == null ? null : edition.content();
        return claims.values().stream()
                .filter(claim -> !editionClaims.containsKey(claim.id()))
                .anyMatch(claim -> published == null
                        || !published
                                .words(claim.anchor().place())
                                .contains(claim.anchor().words()));
    }
}
