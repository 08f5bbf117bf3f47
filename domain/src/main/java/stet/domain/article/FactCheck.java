package stet.domain.article;

import static stet.domain.RefusalCode.CLAIMS_OPEN;
import static stet.domain.RefusalCode.NOT_COVERED;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ClaimId;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.SourceId;
import stet.domain.article.ArticleEvent.ClaimCorrected;
import stet.domain.article.ArticleEvent.ClaimRaised;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.checking.Checkable;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Findings;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Passage;
import stet.domain.content.Place;
import stet.domain.content.Words;

/**
 * What checkers have found of the words, and what they have signed (rules 5 to 10).
 *
 * @param claims those that stand in the text, in the order in which they were raised
 * @param claimsEver the ids of every claim there has ever been
 * @param signed the passages that are signed off as they are, each with who signed it; see {@link Passage}
 * @param signedOnce the passages that were signed off in other words, or before somebody doubted them: what is cut of these, others know
 * @param cuts the passages that were taken out and that nobody else has signed yet
 * @param sources the confidential sources whose identity has not been shredded, each with who was named to read it
 */
public record FactCheck(
        Map<ClaimId, Claim> claims,
        Set<ClaimId> claimsEver,
        Map<String, PersonId> signed,
        Set<String> signedOnce,
        List<Cut> cuts,
        Map<SourceId, Set<PersonId>> sources) {
    static final FactCheck NONE = new FactCheck(Map.of(), Set.of(), Map.of(), Set.of(), List.of(), Map.of());

    List<Claim> openClaims() {
        return claims.values().stream().filter(claim -> claim.verdict().open()).toList();
    }

    /** The passages that nobody has signed off as they are now, in reading order. */
    List<Passage> unsigned(Content content) {
        return Passage.of(content).values().stream()
                .filter(passage -> !signed.containsKey(passage.key()))
                .toList();
    }

    /** Whether every passage is signed off as it is now, and every cut is, too; whatever the claims say. */
    boolean signedAll(Content content) {
        return !signed.isEmpty()
                && cuts.isEmpty()
                && signed.keySet().containsAll(Passage.of(content).keySet());
    }

    /** The exact words of all claims: what a sign-off of the facts covers. A move or formatting leaves it the same. */
    Hash words() {
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

    /**
     * What stands between the facts and their sign-off, without the sign-off itself (rule 9).
     *
     * @param publication knows for which quotations a publisher has answered
     */
    List<Obstacle> obstacles(Findings findings, Publication publication) {
        var obstacles = new ArrayList<Obstacle>();
        for (var claim : claims.values()) {
            if (!claim.verdict().open() && !unverified(claim, publication)) {
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
                    "The claim “" + claim.anchor().words() + "” " + state,
                    claim.anchor().place().key(),
                    claim.id()));
        }
        var claimed = claimed();
        findings.required().forEach((place, required) -> {
            for (var checkable : claimed.lacking(place, required)) {
                obstacles.add(new Obstacle(
                        NOT_COVERED,
                        "The " + named(checkable.kind()) + " “" + checkable.words() + "” is in no claim",
                        place.key(),
                        null));
            }
        });
        return obstacles;
    }

    private static String named(ClaimKind kind) {
        return switch (kind) {
            case DATE -> "date";
            case QUOTE -> "quotation";
            default -> "number";
        };
    }

    /** Whether a quotation was found not to be checkable, and no publisher has answered for that (rule 7). */
    private static boolean unverified(Claim claim, Publication publication) {
        return claim.kind() == ClaimKind.QUOTE
                && claim.verdict() == Verdict.NOT_CHECKABLE
                && !publication.primarySourceWaived(claim);
    }

    /** Which words lie in the claims as they stand now. */
    Claimed claimed() {
        return Claimed.by(claims.values());
    }

    /** Whether any of what must be in a claim there is in none (rule 9). */
    boolean lacks(Place place, List<Checkable> required) {
        return !required.isEmpty()
                && !Claimed.by(claims.values().stream()
                                .filter(claim -> claim.anchor().place().equals(place))
                                .toList())
                        .lacking(place, required)
                        .isEmpty();
    }

    /** Open for the time of one fold. */
    static final class Folding {
        private final CopyOnWrite<Map<ClaimId, Claim>> claims;
        private final CopyOnWrite<Set<ClaimId>> claimsEver;
        private final CopyOnWrite<Map<String, PersonId>> signed;
        private final CopyOnWrite<Set<String>> signedOnce;
        private List<Cut> cuts;
        private final CopyOnWrite<Map<SourceId, Set<PersonId>>> sources;

        Folding(FactCheck before) {
            claims = CopyOnWrite.of(before.claims);
            claimsEver = CopyOnWrite.of(before.claimsEver);
            signed = CopyOnWrite.of(before.signed);
            signedOnce = CopyOnWrite.of(before.signedOnce);
            cuts = before.cuts;
            sources = CopyOnWrite.of(before.sources);
        }

        FactCheck done() {
            return new FactCheck(
                    claims.done(), claimsEver.done(), signed.done(), signedOnce.done(), cuts, sources.done());
        }

        Map<ClaimId, Claim> claims() {
            return claims.read();
        }

        void raised(ClaimRaised e) {
            claims.write().put(e.claimId(), Claim.raised(e.claimId(), e.kind(), e.anchor()));
            claimsEver.write().add(e.claimId());
        }

        void restored(ClaimRestored e) {
            claims.write()
                    .put(
                            e.claimId(),
                            Claim.raised(e.claimId(), e.kind(), e.now()).found(e.verdict(), e.sources()));
        }

        void claim(ClaimId claimId, UnaryOperator<Claim> change) {
            claims.write().computeIfPresent(claimId, (key, claim) -> change.apply(claim));
        }

        void found(ClaimId claimId, Verdict verdict, List<Source> on) {
            claim(claimId, claim -> claim.found(verdict, on));
            consulted(on);
        }

        void corrected(ClaimCorrected e) {
            var now = e.now();
            if (now == null) {
                gone(e.claimId());
            } else {
                claim(e.claimId(), claim -> {
                    // Our own words that say what somebody said are an attribution, no longer a quotation.
                    var kind = e.remedy() == Remedy.PARAPHRASED ? ClaimKind.ATTRIBUTION : claim.kind();
                    return claim.at(now).as(kind).found(Verdict.CORRECTED, e.sources());
                });
            }
            consulted(e.sources());
        }

        void gone(ClaimId claimId) {
            claims.write().remove(claimId);
        }

        private void consulted(List<Source> on) {
            for (var source : on) {
                if (source instanceof Source.Confidential confidential) {
                    sources.write().putIfAbsent(confidential.id(), confidential.readers());
                }
            }
        }

        void shredded(SourceId source) {
            sources.write().remove(source);
        }

        /** @return whether all that stands there is signed now */
        boolean signedOff(FactsSignedOff e, Act act, Content content) {
            var passages = Passage.of(content).keySet();
            var now = signed.write();
            if (e.ofAll()) {
                passages.forEach(passage -> now.put(passage, act.who()));
                cuts = List.of();
            } else {
                e.covers().stream().filter(passages::contains).forEach(passage -> now.put(passage, act.who()));
                cuts = cuts.stream()
                        .filter(cut -> !e.cuts().contains(cut.passage()))
                        .toList();
            }
            signedOnce.write().removeAll(now.keySet());
            return cuts.isEmpty() && now.keySet().containsAll(passages);
        }

        void reopened(FactsReopened e) {
            var now = signed.write();
            var doubted = e.passages().isEmpty() ? List.copyOf(now.keySet()) : e.passages();
            doubted.stream().filter(passage -> now.remove(passage) != null).forEach(signedOnce.write()::add);
        }

        void revised(ContentRevised e, Act act, Content was, Content content) {
            signedStill(was, content, e, act);
            e.moved().forEach((claimId, anchor) -> claim(claimId, claim -> claim.at(anchor)));
            e.anchors()
                    .forEach((claimId, start) ->
                            claim(claimId, claim -> claim.at(claim.anchor().movedTo(Math.max(0, start)))));
        }

        /** A sign-off is of passages as they stood: whatever changed one, by whichever command, it is signed by nobody. */
        private void signedStill(Content was, Content content, ContentRevised e, Act act) {
            var before = passages(was, e.changes());
            var after = passages(content, e.changes());
            if (!signed.read().isEmpty() || !signedOnce.read().isEmpty()) {
                var now = signed.write();
                var changed = before.entrySet().stream()
                        .filter(each -> {
                            var its = after.get(each.getKey());
                            return its == null
                                    || !its.words().equals(each.getValue().words());
                        })
                        .map(Map.Entry::getKey)
                        .filter(key ->
                                now.remove(key) != null || signedOnce.read().contains(key))
                        .toList();
                e.stillSigned().forEach((key, who) -> {
                    if (after.containsKey(key)) {
                        now.put(key, who);
                    }
                });
                knownTo(changed, after.keySet(), e.cut());
            }
            if (!e.cut().isEmpty() || !cuts.isEmpty()) {
                var open = new ArrayList<>(cuts);
                for (var cut : cuts) {
                    if (e.putBack().contains(cut.passage())) {
                        open.remove(cut);
                        knownAgain(cut, after);
                    }
                }
                for (var key : e.cut()) {
                    var passage = before.get(key);
                    if (passage != null) {
                        open.removeIf(cut -> cut.passage().equals(key));
                        open.add(new Cut(key, passage.words(), act.who(), e.revision()));
                    }
                }
                cuts = List.copyOf(open);
            }
        }

        /** A passage that was signed and reads otherwise now is one of those that stand there now, perhaps under another key. */
        private void knownTo(List<String> changed, Set<String> now, List<String> cut) {
            if (changed.isEmpty()) {
                return;
            }
            var known = signedOnce.write();
            changed.stream().filter(key -> !now.contains(key)).forEach(known::remove);
            if (!cut.containsAll(changed)) {
                now.stream().filter(key -> !signed.read().containsKey(key)).forEach(known::add);
            }
        }

        /** Others know what was cut and is put back, also under another id. */
        private void knownAgain(Cut cut, Map<String, Passage> after) {
            after.forEach((key, passage) -> {
                if (Words.same(passage.words(), cut.words()) && !signed.read().containsKey(key)) {
                    signedOnce.write().add(key);
                }
            });
        }

        private static Map<String, Passage> passages(Content content, List<Change> changes) {
            var passages = new LinkedHashMap<String, Passage>();
            var blocks = content.blocksById();
            for (var change : changes) {
                switch (change) {
                    case Change.FieldChanged(Field field, var now) ->
                        Passage.of(content, field).ifPresent(passage -> passages.put(passage.key(), passage));
                    case Change.BlockInserted(var block, var after) -> passages(passages, blocks.remove(block.id()));
                    case Change.BlockRewritten(var block) -> passages(passages, blocks.remove(block.id()));
                    case Change.BlockRemoved(var block) -> passages(passages, blocks.remove(block));
                    case Change.SubjectsChanged c -> {}
                    case Change.UrgencyChanged c -> {}
                    case Change.BlockMoved c -> {}
                }
            }
            return passages;
        }

        /** @param block null where it is not there, or was looked at for another change */
        private static void passages(Map<String, Passage> passages, @Nullable Block block) {
            if (block != null) {
                passages.putAll(Passage.of(block));
            }
        }
    }
}
