package stet.domain.article;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ClaimId;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Content;
import stet.domain.content.Excerpt;
import stet.domain.content.Place;

/** What comes back with words that are put back: who wrote them, and what was found of them (rule 41). */
final class Restored {
    private final Content then;
    private final Article before;
    private final Article after;
    private final int revision;
    private final @Nullable Words words;

    /**
     * Words that come back alone.
     *
     * @param content with them, if nobody else wrote there meanwhile
     * @param pieces those that read in it as they did
     */
    record Words(String part, Content content, List<Excerpt.Piece> pieces) {}

    private Restored(Article before, int revision, Article after, @Nullable Words words) {
        then = before.copy().content(revision).orElseThrow();
        this.before = before;
        this.revision = revision;
        this.after = after;
        this.words = words;
    }

    /**
     * The same events, in which the words are their writers', and with them what was found of words that read again as they did in an
     * earlier revision, and had fallen with them since: it was found of these words. What somebody doubted or withdrew since stays open.
     *
     * @param words those that come back alone; null where whole passages do
     */
    static List<ArticleEvent> by(
            Article article, int restored, List<ArticleEvent> events, @Nullable Words words, Act act) {
        var after = requireNonNull(Article.evolveToShow(article, Happened.by(act, events)));
        var its = new Restored(article, restored, after, words);
        var back = new ArrayList<ArticleEvent>();
        events.forEach(
                event -> back.add(event instanceof ContentRevised revised ? its.byTheirWriters(revised) : event));
        back.addAll(its.verdicts());
        return back;
    }

    /** Whoever puts words back has written nothing of them: they are whose they were, and who cut beside one answers for it still. */
    private ContentRevised byTheirWriters(ContentRevised revised) {
        var authors = before.copy().authors(revision, before.authors());
        var was = then.written();
        var stood = before.content().written();
        var told = new HashMap<>(revised.writers());
        after.content().written().forEach((part, text) -> {
            var known = after.authors().get(part);
            var its = authors.get(part);
            var old = was.get(part);
            if (known == null || its == null || old == null || text.equals(stood.get(part))) {
                return;
            }
            var writers = known.in(text, its, old, pieces(part, text, old));
            if (!writers.equals(known)) {
                told.put(part, writers);
            }
        });
        return new ContentRevised(
                revised.articleId(),
                revised.revision(),
                revised.basedOn(),
                revised.changes(),
                revised.contentHash(),
                revised.anchors(),
                revised.moved(),
                told,
                revised.stillSigned(),
                revised.cut(),
                revised.putBack());
    }

    /** What reads as it did. Where somebody else wrote in the passage meanwhile, it is not certain which words are which. */
    private List<Excerpt.Piece> pieces(String part, String now, String was) {
        if (now.equals(was)) {
            return List.of(new Excerpt.Piece(0, 0, now.length(), true));
        }
        return words != null
                        && words.part().equals(part)
                        && now.equals(words.content().written().get(part))
                ? words.pieces()
                : List.of();
    }

    private List<ArticleEvent> verdicts() {
        var back = new ArrayList<ArticleEvent>();
        fallenSince().values().stream()
                .filter(claim -> !claim.verdict().open())
                .forEach(claim -> again(claim)
                        .ifPresent(now -> back.add(new ClaimRestored(
                                before.id(), claim.id(), claim.kind(), now, claim.verdict(), claim.sources()))));
        return back;
    }

    /** Each claim as it was before it first fell; unchecked if anybody doubted it since. */
    private Map<ClaimId, Claim> fallenSince() {
        var fallen = new LinkedHashMap<ClaimId, Claim>();
        // From the newest to the oldest, so that the first fall counts.
        for (var older = before.copy(); older != null && older.number() > revision; older = older.before()) {
            for (var claim : older.fallen().reversed()) {
                var later = fallen.get(claim.id());
                var isDoubted = later != null && later.verdict() == Verdict.UNCHECKED;
                fallen.put(claim.id(), isDoubted ? later : claim);
            }
        }
        return fallen;
    }

    /**
     * Where a claim stands again: its passage reads as it did, or the sentence or item that came back alone; its words stood there once;
     * nothing is known of it now; and what was quoted is said by whom it was.
     */
    private Optional<Anchor> again(Claim claim) {
        var place = claim.anchor().place();
        var start = start(place, claim.anchor().words());
        var known = after.claims().get(claim.id());
        if (start < 0 || (known != null && known.verdict() != Verdict.UNCHECKED)) {
            return Optional.empty();
        }
        var now = new Anchor(place, start, claim.anchor().words());
        return (claim.kind() == ClaimKind.QUOTE && !isBySameSpeaker(now))
                        || after.claims().values().stream()
                                .anyMatch(other -> !other.id().equals(claim.id())
                                        && other.kind() == claim.kind()
                                        && other.anchor().equals(now))
                ? Optional.empty()
                : Optional.of(now);
    }

    private boolean isBySameSpeaker(Anchor anchor) {
        return stet.domain.content.Words.same(
                Consequences.speaker(then, anchor), Consequences.speaker(after.content(), anchor));
    }

    private int start(Place place, String its) {
        var was = then.words(place);
        var at = was.indexOf(its);
        if (at < 0 || was.indexOf(its, at + 1) >= 0) {
            return -1;
        }
        return pieces(place.key(), after.content().words(place), was).stream()
                .filter(piece ->
                        piece.whole() && piece.was() <= at && at + its.length() <= piece.was() + piece.length())
                .map(piece -> piece.now() + at - piece.was())
                .findFirst()
                .orElse(-1);
    }
}
