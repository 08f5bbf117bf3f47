package stet.domain.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.article.ArticleEvent.CaptionApproved;
import stet.domain.article.ArticleEvent.CaptionsSignedOff;
import stet.domain.article.ArticleEvent.CheckWaived;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.ArticleEvent.ClaimCorrected;
import stet.domain.article.ArticleEvent.ClaimDisputed;
import stet.domain.article.ArticleEvent.ClaimMarkedNotCheckable;
import stet.domain.article.ArticleEvent.ClaimQueried;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.article.Correction.SignedOff;
import stet.domain.article.Correction.Waived;
import stet.domain.checking.Verdict;
import stet.domain.content.Passage;
import stet.domain.content.Trace;

/**
 * Follows who signed which passage and who found what of which claim, through all that happened, and looks at each correction with what stood
 * when the edition before it came out. The article itself knows who signed a passage, and neither when nor in which revision.
 */
final class CorrectionTrail {
    private @Nullable Article article;
    private long sequence = -1;
    private Map<String, List<Signature>> signed = Map.of();
    private final Map<ClaimId, Finding> found = new HashMap<>();
    private final Map<BlockId, SignedOff> approved = new HashMap<>();
    private @Nullable SignedOff captions;
    private final List<Given> waivers = new ArrayList<>();
    private @Nullable Out out;
    private final List<Correction> corrections = new ArrayList<>();

    private CorrectionTrail() {}

    /** A sign-off of a passage, with what the passage said then: of two that were joined, each was signed as it was. */
    record Signature(SignedOff by, String words) {}

    record Finding(Verdict verdict, Act act, long sequence) {}

    record Given(Waiver waiver, Waived waived) {}

    /**
     * What stood when an edition came out.
     *
     * @param article as it was when it was published
     */
    record Out(
            Edition edition,
            Article article,
            Map<String, List<Signature>> signed,
            Map<BlockId, SignedOff> approved,
            @Nullable SignedOff captions,
            Map<ClaimId, Finding> found,
            List<Given> waivers) {}

    static List<Correction> of(List<Happened> happened) {
        var following = new CorrectionTrail();
        happened.forEach(following::next);
        return List.copyOf(following.corrections);
    }

    private void next(Happened happened) {
        var event = happened.event();
        var act = happened.act();
        var before = article;
        sequence++;
        var now = Article.evolve(before, event, act);
        article = now;
        if (before == null || now == null) {
            return;
        }
        switch (event) {
            case FactsSignedOff e -> signedOff(e, act, now);
            case ContentRevised e -> revised(e, before, now);
            case CaptionApproved e -> approved.put(e.figure(), by(SignedOff.Of.CAPTION, act, now.revision()));
            case CaptionsSignedOff e -> captions = by(SignedOff.Of.CAPTIONS, act, e.revision());
            case ClaimConfirmed e -> found(e.claimId(), Verdict.CONFIRMED, act);
            case ClaimDisputed e -> found(e.claimId(), Verdict.DISPUTED, act);
            case ClaimCorrected e -> found(e.claimId(), Verdict.CORRECTED, act);
            case ClaimMarkedNotCheckable e -> found(e.claimId(), Verdict.NOT_CHECKABLE, act);
            case ClaimQueried e -> found(e.claimId(), Verdict.QUERIED, act);
            case CheckWaived e ->
                waivers.add(new Given(new Waiver(e.check(), e.claim(), e.words()), Waived.of(e, act, sequence)));
            case EditionPublished e -> published(e.edition(), act, before);
            // The article says of which passages the rest lets a sign-off fall.
            default -> {}
        }
        forgetUnsigned(before, now);
    }

    private SignedOff by(SignedOff.Of of, Act act, int revision) {
        return new SignedOff(of, act.who(), act.at(), revision, sequence);
    }

    private void found(ClaimId claim, Verdict verdict, Act act) {
        found.put(claim, new Finding(verdict, act, sequence));
    }

    // ---- Who signed which passage

    private void signedOff(FactsSignedOff e, Act act, Article now) {
        var signing = by(SignedOff.Of.FACTS, act, e.revision());
        var all = new HashMap<>(signed);
        var covers = Set.copyOf(e.covers());
        Passage.of(now.content()).forEach((key, passage) -> {
            if (e.ofAll() || covers.contains(key)) {
                all.put(key, List.of(new Signature(signing, passage.words())));
            }
        });
        signed = all;
    }

    /** Of a passage that says what others said before it, a sign-off went along with its words. */
    private void revised(ContentRevised e, Article before, Article now) {
        if (e.stillSigned().isEmpty()) {
            return;
        }
        var scraps = before.scraps().stream().map(Scrap::words).toList();
        var madeOf = Trace.of(before.content(), now.content(), scraps)
                .madeOf(before.signed().keySet());
        var all = new HashMap<>(signed);
        e.stillSigned().keySet().forEach(key -> {
            var from = new LinkedHashSet<Signature>();
            madeOf.getOrDefault(key, List.of()).forEach(each -> from.addAll(signed.getOrDefault(each, List.of())));
            all.put(key, List.copyOf(from));
        });
        signed = all;
    }

    /** The fold leaves what is signed the same object where nothing happened to it. */
    @SuppressWarnings("ReferenceEquality")
    private void forgetUnsigned(Article before, Article now) {
        if (before.signed() != now.signed() && !now.signed().keySet().containsAll(signed.keySet())) {
            var still = new HashMap<>(signed);
            still.keySet().retainAll(now.signed().keySet());
            signed = still;
        }
    }

    // ---- What came out, and what was put right

    private void published(Edition edition, Act act, Article published) {
        var last = out;
        var note = edition.note();
        if (last != null
                && note != null
                && (edition.kind() == EditionKind.CORRECTION || edition.kind() == EditionKind.CLARIFICATION)) {
            corrections.add(new PutRight(last, edition).told(note, act, sequence));
        }
        out = new Out(
                edition,
                published,
                signed,
                Map.copyOf(approved),
                captions,
                Map.copyOf(found),
                waivers.stream()
                        .filter(given -> published.stands(given.waiver()))
                        .toList());
    }
}
