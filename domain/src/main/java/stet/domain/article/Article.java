package stet.domain.article;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.SourceId;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.checking.Checkable;
import stet.domain.checking.Findings;
import stet.domain.content.Anchor;
import stet.domain.content.Authorship;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.domain.content.Passage;
import stet.domain.content.Place;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.Reading;

/**
 * One story from first draft to last edition, as its events have made it. It is never set, only folded from what has happened. What it
 * is made of is kept by its parts, each with its own fold; here stands what follows from several of them, and what others ask of them.
 */
public record Article(
        ArticleId id, Wording wording, Teamwork team, FactCheck facts, CaptionCheck captions, Publication publication) {

    /**
     * The version of the fold: another one for everything else that {@link #evolve} makes of the same events. A state that another
     * version has folded, and kept, does not count. A test holds what comes of recorded histories against what came of them before.
     */
    public static final int FOLD_VERSION = 7;

    /**
     * The article after this has happened. It never throws: what has happened cannot be refused, so an event that does not fit changes
     * nothing.
     *
     * @param before the article so far, or null before it was drafted
     * @return null only where nothing has drafted the article yet
     */
    public static @Nullable Article evolve(@Nullable Article before, List<Happened> happened) {
        return evolve(before, happened, true);
    }

    /** The article after one more event; see {@link #evolve(Article, List)}. */
    public static @Nullable Article evolve(@Nullable Article before, ArticleEvent event, Act act) {
        return evolve(before, List.of(new Happened(event, act)));
    }

    /**
     * The same as {@link #evolve(Article, List)}, but without the earlier revisions of the article and what was cut from it. Only decisions
     * need these, and to find what was cut takes most of the time in which long texts that were written anew are folded.
     */
    public static @Nullable Article evolveToShow(@Nullable Article before, List<Happened> happened) {
        return evolve(before, happened, false);
    }

    /** The article after one more event; see {@link #evolveToShow(Article, List)}. */
    public static @Nullable Article evolveToShow(@Nullable Article before, ArticleEvent event, Act act) {
        return evolveToShow(before, List.of(new Happened(event, act)));
    }

    private static @Nullable Article evolve(@Nullable Article before, List<Happened> happened, boolean toDecide) {
        if (happened.isEmpty()) {
            return before;
        }
        var folding = before == null ? null : new Folding(before, toDecide);
        for (var each : happened) {
            if (folding != null) {
                folding.fold(each.event(), each.act());
            } else if (each.event() instanceof ArticleDrafted drafted) {
                folding = new Folding(drafted(drafted, each.act()), toDecide);
            }
        }
        return folding == null ? null : folding.done();
    }

    private static Article drafted(ArticleDrafted e, Act act) {
        return new Article(
                e.articleId(),
                Wording.of(e, act),
                Teamwork.at(e.desk()),
                FactCheck.NONE,
                CaptionCheck.NONE,
                Publication.NONE);
    }

    // ---- The words

    /** The working copy, and the revisions before it. */
    public Revision copy() {
        return wording.copy();
    }

    public Content content() {
        return wording.content();
    }

    public int revision() {
        return copy().number();
    }

    /** Names the working copy exactly. */
    public Hash contentHash() {
        return wording.contentHash();
    }

    /** Who wrote each part of {@link Content#written()}, word for word. */
    public Map<String, Authorship> authors() {
        return wording.authors();
    }

    /** The words that were cut and could be put back. */
    public List<Scrap> scraps() {
        return wording.scraps();
    }

    /** The same article without its earlier revisions, which would make a snapshot as long as its history. */
    public Article withoutEarlierRevisions() {
        return new Article(id, wording.withoutEarlierRevisions(), team, facts, captions, publication);
    }

    /** Whether it has had this revision and no longer has it at hand; see {@link #withoutEarlierRevisions()}. */
    public boolean forgot(int revision) {
        return revision >= 1
                && revision < revision()
                && copy().content(revision).isEmpty();
    }

    /** Who wrote the words of a passage of this article as it is now. */
    public Set<PersonId> writers(Passage passage) {
        return wording.writers(passage);
    }

    /** Whether any of the words as they are now are this person's (rules 10 and 17). */
    public boolean wrote(PersonId person) {
        return wording.isBy(person);
    }

    /** Whether any of the words that stand here are this person's. */
    boolean wrote(PersonId person, Anchor anchor) {
        return wording.isBy(person, anchor);
    }

    /** Whether any of what is said of this figure is this person's (rule 13). */
    public boolean captioned(PersonId person, BlockId figure) {
        return wording.isCaptionBy(person, figure);
    }

    /** What must be checked in the words as they are now. */
    public Findings findings() {
        return wording.findings();
    }

    // ---- The people at work

    public DeskId desk() {
        return team.desk();
    }

    public boolean submitted() {
        return team.submitted();
    }

    public List<Assignment> assignments() {
        return team.assignments();
    }

    /** What the reading rules ask of it. */
    public Reading.Matter matter() {
        var confided = confided();
        return new Reading.Matter(
                desk(),
                killed(),
                assignments().stream().map(Assignment::person).collect(Collectors.toSet()),
                confided == null ? null : Set.copyOf(confided),
                team.opened());
    }

    /** Those to whom it is confided, by their ids in order; null where it is not confidential. */
    public @Nullable List<PersonId> confided() {
        return team.confidential() ? team.confided() : null;
    }

    /** Those that nobody has resolved. */
    public Map<CommentId, OpenComment> openComments() {
        return team.openComments();
    }

    // ---- The facts

    /** Those that stand in the text, in the order in which they were raised. */
    public Map<ClaimId, Claim> claims() {
        return facts.claims();
    }

    public List<Claim> openClaims() {
        return facts.openClaims();
    }

    /** The passages that are signed off as they are, each with who signed it; see {@link Passage}. */
    public Map<String, PersonId> signed() {
        return facts.signed();
    }

    /** The passages that were taken out and that nobody else has signed yet. */
    public List<Cut> cuts() {
        return facts.cuts();
    }

    /** The confidential sources whose identity has not been shredded, each with who was named to read it. */
    public Map<SourceId, Set<PersonId>> sources() {
        return facts.sources();
    }

    /** Whether every passage is signed off as it is now, every cut is, too, and the claims are settled. */
    public boolean factsStand() {
        return facts.signedAll(content()) && factObstacles().isEmpty();
    }

    /** The passages that nobody has signed off as they are now, in reading order. */
    public List<Passage> unsigned() {
        return facts.unsigned(content());
    }

    /** The exact words of all claims: what a sign-off of the facts covers. A move or formatting leaves it the same. */
    public Hash checkedWords() {
        return facts.words();
    }

    /** What stands between the facts and their sign-off, without the sign-off itself (rule 9). */
    List<Obstacle> factObstacles() {
        return facts.obstacles(findings(), publication);
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

    /** Which words lie in the claims as they stand now. */
    Claimed claimed() {
        return facts.claimed();
    }

    /** Whether something there must lie in a claim and does not (rule 9). */
    boolean lacksClaims(Place place) {
        return facts.lacks(place, findings().required(place));
    }

    // ---- The captions

    /** The captions that were approved, each with the exact words, while the approval stands. */
    public Map<BlockId, Hash> approvals() {
        return captions.approvals();
    }

    /** The captions that somebody signed off, while the sign-off stands. */
    public @Nullable Hash captionsSignedOff() {
        return captions.captionsSignedOff();
    }

    /** All figures with what is said of them: what a sign-off of the captions covers. */
    public Hash captionWords() {
        return CaptionCheck.words(content());
    }

    /** What stands between the captions and their sign-off, without the sign-off itself (rules 11 to 15). */
    List<Obstacle> captionObstacles() {
        return captions.obstacles(content());
    }

    // ---- Publishing

    public @Nullable Instant embargo() {
        return publication.embargo();
    }

    public @Nullable Schedule schedule() {
        return publication.schedule();
    }

    /** The last edition, or null before the first. */
    public @Nullable Edition edition() {
        return publication.edition();
    }

    public boolean held() {
        return publication.held();
    }

    public boolean spiked() {
        return publication.spiked();
    }

    public boolean killed() {
        return publication.killed();
    }

    /** Whether the world can read an edition of it now. */
    public boolean live() {
        return publication.live();
    }

    /** Which sign-offs stand for the words as they are now. */
    public Stage stage() {
        if (killed()) {
            return Stage.KILLED;
        }
        if (spiked()) {
            return Stage.SPIKED;
        }
        if (publication.isOf(contentHash())) {
            return Stage.PUBLISHED;
        }
        if (!factsStand()) {
            return Stage.DRAFTED;
        }
        return captionsSignedOff() == null ? Stage.FACT_CHECKED : Stage.CAPTIONED;
    }

    /** Whether a waiver of this check covers the words as they are now. */
    public boolean waived(Check check) {
        return publication.waived(check, content());
    }

    /** The sign-offs that a waiver stands in for, as the words are now. */
    public List<Check> waivedSignOffs() {
        return Stream.of(Check.FACTS, Check.CAPTIONS).filter(this::waived).toList();
    }

    /** Whether this waiver, one of those that were given, is of the words as they are now. */
    public boolean stands(Waiver waiver) {
        return Publication.stands(waiver, content(), claims());
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
        return Readiness.obstacles(this, now, newsroom);
    }

    /** The checks that stand in the way of a publication and would not if they were waived (rule 16). */
    public List<Check> outstanding() {
        return Readiness.outstanding(this);
    }

    /** The pieces that readers of the last edition read otherwise, by their keys in {@link Content#printed()}; none before the first. */
    public List<String> changedSinceEdition() {
        var edition = edition();
        return edition == null ? List.of() : List.copyOf(LaterEdition.changed(edition.content(), content()));
    }
}
