package stet.desk;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.ClaimId;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.ArticleEvent.ClaimCorrected;
import stet.domain.article.ArticleEvent.ClaimDisputed;
import stet.domain.article.ArticleEvent.ClaimLapsed;
import stet.domain.article.ArticleEvent.ClaimRaised;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.SourceDiscredited;
import stet.domain.article.Claim;
import stet.domain.article.EditionKind;
import stet.domain.checking.Locator;
import stet.domain.checking.Source;
import stet.reading.Upsert;

/**
 * What a batch of events has made of that which claims rest on. How claims stand is written as they stand at the end of the batch; what
 * was found from which source is kept of each event, since by then it may be found otherwise.
 */
final class RelianceOfBatch {
    private static final String FOUND = Upsert.into("desk_reliance")
            .key("article", "claim", "source")
            .text("kind", "place", "words", "verdict", "type", "locator", "found_by")
            .instant("found_at")
            .number("sequence")
            .text("state")
            .instant("discredited_at")
            .number("corrected")
            .sql();
    private static final String STANDS = """
            UPDATE desk_reliance SET state = CASE WHEN words = ? THEN ? ELSE ? END WHERE article = ? AND claim = ?""";
    private static final String SAYS = """
            UPDATE desk_reliance SET verdict = ?, kind = ?, place = ?, words = ?
            WHERE article = ? AND claim = ? AND source = ?""";
    private static final String RESTS =
            "UPDATE desk_reliance SET state = ? WHERE article = ? AND claim = ? AND source = ?";
    private static final String NOT_IN_EDITION = "UPDATE desk_reliance SET edition = NULL WHERE article = ?";
    private static final String IN_EDITION =
            "UPDATE desk_reliance SET edition = ? WHERE article = ? AND claim = ? AND source = ?";
    private static final String DISCREDITED =
            "UPDATE desk_reliance SET discredited_at = ?, corrected = NULL WHERE article = ? AND claim = ? AND source = ?";
    private static final String CORRECTED =
            "UPDATE desk_reliance SET corrected = ? WHERE article = ? AND discredited_at < ?";

    private final Map<Key, Object[]> found = new LinkedHashMap<>();
    private final Map<Key, Instant> discredited = new LinkedHashMap<>();
    /** As the claim was when it rested on the source last. */
    private final Map<Key, Claim> rested = new LinkedHashMap<>();

    private final Map<ArticleId, Set<ClaimId>> touched = new LinkedHashMap<>();
    private final Map<ArticleId, Out> published = new LinkedHashMap<>();
    private final List<Object[]> corrections = new ArrayList<>();

    private record Key(ArticleId article, ClaimId claim, String source) {}

    /** The last edition, and what rests on which source in it. */
    private record Out(int number, List<Key> resting) {}

    void happened(ArticleEvent event, @Nullable Article before, Article after, Act act, long sequence) {
        touch(event, before, after);
        switch (event) {
            case ClaimConfirmed e -> found(after, e.claimId(), act, sequence);
            case ClaimDisputed e -> found(after, e.claimId(), act, sequence);
            case ClaimCorrected e -> found(after, e.claimId(), act, sequence);
            case SourceDiscredited e -> {
                var source = Locator.of(e.locator()).key();
                e.claims().forEach(claim -> discredited.put(new Key(after.id(), claim, source), act.at()));
                e.published().forEach(claim -> discredited.put(new Key(after.id(), claim, source), act.at()));
            }
            case EditionPublished e -> {
                var number = e.edition().number();
                published.put(after.id(), new Out(number, inEdition(after)));
                if (e.edition().kind() == EditionKind.CORRECTION) {
                    corrections.add(
                            new Object[] {number, after.id().value(), act.at().atOffset(ZoneOffset.UTC)});
                }
            }
            default -> {}
        }
    }

    /** The fold leaves all claims the same object where nothing happened to any. */
    @SuppressWarnings("ReferenceEquality")
    private void touch(ArticleEvent event, @Nullable Article before, Article after) {
        if (before == null || before.claims() == after.claims()) {
            return;
        }
        var all = concerned(event, before, after);
        all.removeIf(id -> saysTheSame(before.claims().get(id), after.claims().get(id)));
        if (all.isEmpty()) {
            return;
        }
        touched.computeIfAbsent(after.id(), _ -> new LinkedHashSet<>()).addAll(all);
        for (var id : all) {
            var claim = after.claims().get(id);
            if (claim != null) {
                keys(after.id(), claim).forEach(key -> rested.put(key, claim));
            }
        }
    }

    /** One act on hundreds of claims is as many events; what is of one claim is not looked for among all. */
    private static Set<ClaimId> concerned(ArticleEvent event, Article before, Article after) {
        return switch (event) {
            case ClaimRaised e -> only(e.claimId());
            case ClaimConfirmed e -> only(e.claimId());
            case ClaimReopened e -> only(e.claimId());
            case ClaimLapsed e -> only(e.claimId());
            case ClaimRestored e -> only(e.claimId());
            default -> {
                var all = new LinkedHashSet<>(before.claims().keySet());
                all.addAll(after.claims().keySet());
                yield all;
            }
        };
    }

    private static Set<ClaimId> only(ClaimId claim) {
        var one = new LinkedHashSet<ClaimId>();
        one.add(claim);
        return one;
    }

    /** A claim that moved within its passage is the same here: who types before it moves many. */
    private static boolean saysTheSame(@Nullable Claim one, @Nullable Claim other) {
        return one != null
                && other != null
                && one.verdict() == other.verdict()
                && one.kind() == other.kind()
                && one.anchor().place().equals(other.anchor().place())
                && one.anchor().words().equals(other.anchor().words())
                && one.sources().equals(other.sources());
    }

    private void found(Article article, ClaimId id, Act act, long sequence) {
        var claim = article.claims().get(id);
        if (claim == null) {
            return;
        }
        for (var source : claim.restsOn()) {
            if (source instanceof Source.Named named) {
                var key = new Key(article.id(), id, Locator.of(named.locator()).key());
                discredited.remove(key);
                found.put(key, new @Nullable Object[] {
                    key.article().value(),
                    key.claim().value(),
                    key.source(),
                    claim.kind().name(),
                    claim.anchor().place().key(),
                    claim.anchor().words(),
                    claim.verdict().name(),
                    named.type().name(),
                    named.locator(),
                    act.who().value(),
                    act.at().atOffset(ZoneOffset.UTC),
                    sequence,
                    RestingOn.State.RESTS.name(),
                    null,
                    null
                });
            }
        }
    }

    private static List<Key> inEdition(Article article) {
        return article.publication().editionClaims().values().stream()
                .flatMap(claim -> keys(article.id(), claim).stream())
                .toList();
    }

    private static List<Key> keys(ArticleId article, Claim claim) {
        return claim.restsOn().stream()
                .flatMap(source -> Locator.of(source).stream())
                .map(source -> new Key(article, claim.id(), source.key()))
                .distinct()
                .toList();
    }

    /** @param folded each article as it is at the end of the batch */
    void write(JdbcOperations jdbc, Function<ArticleId, @Nullable Folded> folded) {
        var stands = new ArrayList<Object[]>();
        var rests = new ArrayList<Object[]>();
        touched.forEach((id, claims) -> {
            var article = Objects.requireNonNull(folded.apply(id)).article();
            for (var claimId : claims) {
                var claim = article.claims().get(claimId);
                stands.add(stands(id, claimId, claim));
                if (claim != null) {
                    keys(id, claim).forEach(key -> rests.add(row(key, RestingOn.State.RESTS.name())));
                }
            }
        });
        jdbc.batchUpdate(FOUND, List.copyOf(found.values()));
        jdbc.batchUpdate(
                SAYS,
                rested.entrySet().stream()
                        .map(each -> says(each.getKey(), each.getValue()))
                        .toList());
        jdbc.batchUpdate(STANDS, stands);
        jdbc.batchUpdate(RESTS, rests);
        jdbc.batchUpdate(
                NOT_IN_EDITION,
                published.keySet().stream().map(id -> new Object[] {id.value()}).toList());
        jdbc.batchUpdate(
                IN_EDITION,
                published.values().stream()
                        .flatMap(out -> out.resting().stream().map(key -> row(key, out.number())))
                        .toList());
        jdbc.batchUpdate(
                DISCREDITED,
                discredited.entrySet().stream()
                        .map(each -> row(each.getKey(), each.getValue().atOffset(ZoneOffset.UTC)))
                        .toList());
        jdbc.batchUpdate(CORRECTED, corrections);
    }

    private static Object[] stands(ArticleId article, ClaimId id, @Nullable Claim claim) {
        var otherwise = claim != null && claim.verdict().open() ? RestingOn.State.OPEN : RestingOn.State.CHANGED;
        var sameWords = claim == null
                ? RestingOn.State.CHANGED
                : claim.verdict().open() ? RestingOn.State.OPEN : RestingOn.State.SETTLED;
        return new Object[] {
            claim == null ? "" : claim.anchor().words(), sameWords.name(), otherwise.name(), article.value(), id.value()
        };
    }

    private static Object[] says(Key key, Claim claim) {
        return new Object[] {
            claim.verdict().name(),
            claim.kind().name(),
            claim.anchor().place().key(),
            claim.anchor().words(),
            key.article().value(),
            key.claim().value(),
            key.source()
        };
    }

    private static Object[] row(Key key, Object first) {
        return new Object[] {first, key.article().value(), key.claim().value(), key.source()};
    }
}
