package stet.desk;

import static stet.desk.Instants.column;
import static stet.desk.Instants.columnOrNull;
import static stet.desk.Instants.instant;
import static stet.desk.Instants.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
import stet.reading.ManyRows;
import stet.reading.Upsert;

/**
 * What a batch of events has made of that which claims rest on. How claims stand is written as they stand at the end of the batch; what
 * was found from which source is kept of each event, since by then it may be found otherwise.
 */
final class RelianceOfBatch {
    private static final String ROW = Upsert.into("desk_reliance")
            .key("article", "claim", "source")
            .text("kind", "place", "words", "verdict", "type", "locator", "found_by")
            .instant("found_at")
            .number("sequence")
            .text("state")
            .number("edition")
            .instant("discredited_at")
            .number("corrected")
            .sql();
    private static final String KEPT = """
            SELECT article, claim, source, kind, place, words, verdict, type, locator, found_by, found_at, sequence, state, edition, discredited_at,
                corrected FROM desk_reliance WHERE article = ?""";
    private static final String KEPT_OF_CLAIMS = KEPT + " AND claim IN (%s)";

    private final Map<Key, Kept> found = new LinkedHashMap<>();
    private final Map<Key, Instant> discredited = new LinkedHashMap<>();
    /** As the claim was when it rested on the source last. */
    private final Map<Key, Claim> rested = new LinkedHashMap<>();

    private final Map<ArticleId, Set<ClaimId>> touched = new LinkedHashMap<>();
    private final Map<ArticleId, Out> published = new LinkedHashMap<>();
    private final List<Correction> corrections = new ArrayList<>();

    private record Key(ArticleId article, ClaimId claim, String source) {}

    private record Correction(ArticleId article, int number, Instant at) {}

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
                    corrections.add(new Correction(after.id(), number, act.at()));
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
                var in = new In(named.type().name(), named.locator(), act.who().value(), act.at(), sequence);
                found.put(key, new Kept(Said.of(claim), in, RestingOn.State.RESTS.name(), null, null, null));
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

    /** What the claim says, and what was found of it. */
    private record Said(String kind, String place, String words, String verdict) {
        static Said of(Claim claim) {
            return new Said(
                    claim.kind().name(),
                    claim.anchor().place().key(),
                    claim.anchor().words(),
                    claim.verdict().name());
        }
    }

    /** The source in which that was found, by whom, and by which event. */
    private record In(String type, String locator, String by, Instant at, long sequence) {}

    /** A row, but for its key. */
    private record Kept(
            Said said,
            In in,
            String state,
            @Nullable Integer edition,
            @Nullable Instant discreditedAt,
            @Nullable Integer corrected) {
        static Kept of(ResultSet row) throws SQLException {
            return new Kept(
                    new Said(
                            row.getString("kind"),
                            row.getString("place"),
                            row.getString("words"),
                            row.getString("verdict")),
                    new In(
                            row.getString("type"),
                            row.getString("locator"),
                            row.getString("found_by"),
                            instant(row, "found_at"),
                            row.getLong("sequence")),
                    row.getString("state"),
                    row.getObject("edition") == null ? null : row.getInt("edition"),
                    instantOrNull(row, "discredited_at"),
                    row.getObject("corrected") == null ? null : row.getInt("corrected"));
        }

        @Nullable
        Object[] row(Key key) {
            return new @Nullable Object[] {
                key.article().value(),
                key.claim().value(),
                key.source(),
                said.kind(),
                said.place(),
                said.words(),
                said.verdict(),
                in.type(),
                in.locator(),
                in.by(),
                column(in.at()),
                in.sequence(),
                state,
                edition,
                columnOrNull(discreditedAt),
                corrected
            };
        }

        Kept saying(Claim claim) {
            return new Kept(Said.of(claim), in, state, edition, discreditedAt, corrected);
        }

        Kept is(RestingOn.State now) {
            return new Kept(said, in, now.name(), edition, discreditedAt, corrected);
        }

        Kept inEdition(@Nullable Integer number) {
            return new Kept(said, in, state, number, discreditedAt, corrected);
        }

        Kept discredited(@Nullable Instant at, @Nullable Integer by) {
            return new Kept(said, in, state, edition, at, by);
        }
    }

    /**
     * What is kept of the articles that this batch concerns is read once, and each row is written once, whatever happens to it.
     *
     * @param folded each article as it is at the end of the batch
     * @param begun whether an article began in this batch, so that nothing is kept of it
     */
    void write(JdbcOperations jdbc, Function<ArticleId, @Nullable Folded> folded, Predicate<ArticleId> begun) {
        var before = kept(jdbc, begun);
        var rows = new HashMap<ArticleId, SequencedMap<Key, Kept>>();
        before.forEach((key, row) -> of(rows, key.article()).put(key, row));
        // What is found anew was in the edition in which it was before.
        found.forEach(
                (key, row) -> of(rows, key.article()).merge(key, row, (was, now) -> now.inEdition(was.edition())));
        rested.forEach((key, claim) -> of(rows, key.article()).computeIfPresent(key, (_, row) -> row.saying(claim)));
        touched.forEach((id, claims) -> {
            var article = Objects.requireNonNull(folded.apply(id)).article();
            of(rows, id)
                    .replaceAll((key, row) -> claims.contains(key.claim()) ? row.is(stands(article, key, row)) : row);
        });
        published.forEach((id, out) -> {
            var its = of(rows, id);
            its.replaceAll((_, row) -> row.inEdition(null));
            out.resting().forEach(key -> its.computeIfPresent(key, (_, row) -> row.inEdition(out.number())));
        });
        discredited.forEach(
                (key, at) -> of(rows, key.article()).computeIfPresent(key, (_, row) -> row.discredited(at, null)));
        corrections.forEach(correction -> of(rows, correction.article()).replaceAll((_, row) -> {
            var at = row.discreditedAt();
            return at != null && at.isBefore(correction.at()) ? row.discredited(at, correction.number()) : row;
        }));
        ManyRows.write(
                jdbc,
                ROW,
                rows.values().stream()
                        .flatMap(its -> its.entrySet().stream())
                        .filter(each -> !each.getValue().equals(before.get(each.getKey())))
                        .map(each -> each.getValue().row(each.getKey()))
                        .toList());
    }

    /** Of an article of thousands of claims, only those rows that this batch can change. */
    private Map<Key, Kept> kept(JdbcOperations jdbc, Predicate<ArticleId> begun) {
        var concerned = new LinkedHashMap<ArticleId, Set<String>>();
        touched.forEach((article, claims) -> claims.forEach(claim -> concern(concerned, article, claim)));
        found.keySet().forEach(key -> concern(concerned, key.article(), key.claim()));
        discredited.keySet().forEach(key -> concern(concerned, key.article(), key.claim()));
        concerned.keySet().removeAll(published.keySet());
        concerned.keySet().removeIf(begun);
        var kept = new LinkedHashMap<Key, Kept>();
        concerned.forEach((article, claims) -> InLists.each(
                claims,
                (marks, some) -> read(
                        jdbc,
                        KEPT_OF_CLAIMS.formatted(marks),
                        Stream.concat(Stream.of(article.value()), some.stream()),
                        kept)));
        published.keySet().stream()
                .filter(begun.negate())
                .forEach(article -> read(jdbc, KEPT, Stream.of(article.value()), kept));
        return kept;
    }

    private static void concern(Map<ArticleId, Set<String>> all, ArticleId article, ClaimId claim) {
        all.computeIfAbsent(article, _ -> new LinkedHashSet<>()).add(claim.value());
    }

    private static void read(JdbcOperations jdbc, String question, Stream<String> of, Map<Key, Kept> into) {
        jdbc.query(
                question,
                row -> {
                    into.put(
                            new Key(
                                    new ArticleId(row.getString("article")),
                                    new ClaimId(row.getString("claim")),
                                    row.getString("source")),
                            Kept.of(row));
                },
                of.toArray());
    }

    private static SequencedMap<Key, Kept> of(Map<ArticleId, SequencedMap<Key, Kept>> rows, ArticleId article) {
        return rows.computeIfAbsent(article, _ -> new LinkedHashMap<>());
    }

    /** How what was found of a claim stands now: by the claim, and by whether its words are still those of which it was found. */
    private static RestingOn.State stands(Article article, Key key, Kept row) {
        var claim = article.claims().get(key.claim());
        if (claim == null) {
            return RestingOn.State.CHANGED;
        }
        if (keys(key.article(), claim).contains(key)) {
            return RestingOn.State.RESTS;
        }
        if (claim.verdict().open()) {
            return RestingOn.State.OPEN;
        }
        return row.said().words().equals(claim.anchor().words()) ? RestingOn.State.SETTLED : RestingOn.State.CHANGED;
    }
}
