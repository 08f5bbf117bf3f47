package stet.domain.article;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import stet.domain.ClaimId;
import stet.domain.PersonId;
import stet.domain.article.ArticleEvent.CheckWaived;
import stet.domain.article.ArticleEvent.PublicationScheduled;
import stet.domain.checking.Verdict;
import stet.domain.content.Content;
import stet.domain.content.Hash;

/**
 * What went out, what may go out and when, and on whose word without a check (rules 16 to 20).
 *
 * @param edition the last edition, or null before the first
 * @param editionHash names the content of the last edition
 * @param editionClaims the claims as they stood in the last edition; unchecked are those that rested on a source which is doubted since
 * @param fallen the checks that stood when the last edition came out and have fallen since
 */
public record Publication(
        List<Waiver> waivers,
        @Nullable Instant embargo,
        @Nullable Schedule schedule,
        @Nullable Edition edition,
        @Nullable Hash editionHash,
        Map<ClaimId, Claim> editionClaims,
        Set<Check> fallen,
        boolean held,
        boolean spiked,
        boolean killed) {
    static final Publication NONE =
            new Publication(List.of(), null, null, null, null, Map.of(), Set.of(), false, false, false);

    /** Whether the world can read an edition of it now. */
    boolean live() {
        return edition != null && !held && !killed;
    }

    /** Whether the last edition says just this, and all that was checked of it still stands. */
    boolean isOf(Hash content) {
        return edition != null && content.equals(editionHash) && fallen.isEmpty();
    }

    /** Whether a waiver of this check covers these words. */
    boolean waived(Check check, Content content) {
        var given = waivers.stream()
                .filter(waiver -> waiver.check() == check)
                .map(Waiver::words)
                .toList();
        return !given.isEmpty() && now(check, content).stream().anyMatch(given::contains);
    }

    /** Whether this quotation may stand on a secondary source, with its words as they are now (rule 7). */
    boolean primarySourceWaived(Claim claim) {
        return waivers.stream().anyMatch(waiver -> isOf(waiver, claim));
    }

    /** Whether a waiver is of these words, or of the words of one of these claims. */
    static boolean stands(Waiver waiver, Content content, Map<ClaimId, Claim> claims) {
        return now(waiver.check(), content).contains(waiver.words())
                || claims.values().stream().anyMatch(claim -> isOf(waiver, claim));
    }

    /** What a waiver of this check covers if it is of all the words as they are now. */
    private static List<Hash> now(Check check, Content content) {
        return switch (check) {
            // Older waivers are of the words alone.
            case FACTS -> List.of(content.wordsAndLinksHash(), content.wordsHash());
            case CAPTIONS -> List.of(CaptionCheck.words(content));
            case PRIMARY_SOURCE -> List.of();
        };
    }

    private static boolean isOf(Waiver waiver, Claim claim) {
        return waiver.check() == Check.PRIMARY_SOURCE
                && claim.id().equals(waiver.claim())
                && waiver.words().equals(Hash.of(List.of(claim.anchor().words())));
    }

    /** Whether a claim of the last edition was touched since, which a refile may not do (rule 19). */
    boolean touchedSince(Map<ClaimId, Claim> claims) {
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

    /** Open for the time of one fold. */
    static final class Folding {
        private List<Waiver> waivers;
        private @Nullable Instant embargo;
        private @Nullable Schedule schedule;
        private @Nullable Edition edition;
        private @Nullable Hash editionHash;
        private Map<ClaimId, Claim> editionClaims;
        private CopyOnWrite<Set<Check>> fallen;
        private boolean held;
        private boolean spiked;
        private boolean killed;

        Folding(Publication before) {
            waivers = before.waivers;
            embargo = before.embargo;
            schedule = before.schedule;
            edition = before.edition;
            editionHash = before.editionHash;
            editionClaims = before.editionClaims;
            fallen = CopyOnWrite.of(before.fallen);
            held = before.held;
            spiked = before.spiked;
            killed = before.killed;
        }

        Publication done() {
            return new Publication(
                    waivers,
                    embargo,
                    schedule,
                    edition,
                    editionHash,
                    editionClaims,
                    fallen.done(),
                    held,
                    spiked,
                    killed);
        }

        void waived(CheckWaived e) {
            var now = new ArrayList<>(waivers);
            now.add(new Waiver(e.check(), e.claim(), e.words()));
            waivers = Collections.unmodifiableList(now);
        }

        void embargoed(@Nullable Instant until) {
            embargo = until;
        }

        void scheduled(PublicationScheduled e, PersonId publisher) {
            schedule = new Schedule(e.due(), e.words(), e.kind(), e.note(), publisher);
        }

        void unscheduled() {
            schedule = null;
        }

        void published(Edition now, Map<ClaimId, Claim> claims) {
            edition = now;
            editionHash = now.content().hash();
            editionClaims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
            fallen = CopyOnWrite.of(Set.of());
            schedule = null;
        }

        /** What was found of these words, which readers go on reading, stands no longer. */
        void discredited(List<ClaimId> claims) {
            var now = new LinkedHashMap<>(editionClaims);
            claims.forEach(id -> now.computeIfPresent(id, (_, claim) -> claim.found(Verdict.UNCHECKED, List.of())));
            editionClaims = Collections.unmodifiableMap(now);
        }

        void stands(Check check) {
            fallen.write().remove(check);
        }

        void fell(Check check) {
            if (edition != null) {
                fallen.write().add(check);
            }
        }

        void held(boolean now) {
            held = now;
        }

        void killed() {
            killed = true;
            schedule = null;
        }

        void spiked() {
            spiked = true;
            schedule = null;
        }

        void revived() {
            spiked = false;
        }
    }
}
