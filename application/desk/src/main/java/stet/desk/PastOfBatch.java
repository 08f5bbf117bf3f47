package stet.desk;

import static stet.desk.Instants.column;
import static stet.desk.Instants.columnOrNull;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import stet.domain.ArticleId;
import stet.reading.ManyRows;

/**
 * How the articles of a batch stood after each of its events, by when that happened. Events of one instant are one change. The clock of
 * another node may be behind: then the ledger's order counts, and what had been written of later instants is no more so.
 */
final class PastOfBatch {
    /** What still stands so. */
    static final OffsetDateTime FOR_EVER = column(Instant.parse("9999-12-31T23:59:59.999Z"));

    /** What stood shorter than the first of these is of span 0, and so on; what stood as long as the last or longer, or still does, is of the one after it. */
    static final List<Duration> SPANS =
            List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(1000));

    private static final String STOOD = """
            INSERT INTO desk_was (article, since_at, until_at, span, queue, stage, live, held, submitted, confidential, among_live, desk, headline,
                slugline, section, urgency, edition, embargo, scheduled_for, schedule_dropped, stage_since)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String CHECKED =
            "INSERT INTO desk_was_checked (article, since_at, claims, open_claims) VALUES (?, ?, ?, ?)";
    private static final String GIVEN =
            "INSERT INTO desk_was_given (article, person, role, since_at, until_at, due) VALUES (?, ?, ?, ?, ?, ?)";

    private final Map<ArticleId, Turns<Stood>> stood = new LinkedHashMap<>();
    private final Map<ArticleId, Turns<Stood.Checked>> checked = new LinkedHashMap<>();
    private final Map<ArticleId, Turns<Stood.Given>> given = new LinkedHashMap<>();

    /** What one thing about an article was, from when on, as far as this batch changes it. */
    private static final class Turns<T> {
        private final TreeMap<Instant, T> since = new TreeMap<>();
        private @Nullable Instant from;

        void is(T now, Instant at) {
            from = from == null || at.isBefore(from) ? at : from;
            since.tailMap(at, true).clear();
            since.put(at, now);
        }

        OffsetDateTime from() {
            return column(Objects.requireNonNull(from));
        }

        void each(BiConsumer<Instant, Until<T>> then) {
            since.forEach((at, was) -> then.accept(at, new Until<>(was, since.higherKey(at))));
        }
    }

    private record Until<T>(T was, @Nullable Instant until) {}

    void happened(@Nullable Folded before, Folded after) {
        note(stood, before, after, Stood::of);
        note(checked, before, after, Stood.Checked::of);
        note(given, before, after, Stood.Given::of);
    }

    private static <T> void note(
            Map<ArticleId, Turns<T>> all, @Nullable Folded before, Folded after, Function<Folded, T> what) {
        var at = after.changedAt();
        var now = what.apply(after);
        if (before == null
                || at.isBefore(before.changedAt())
                || !what.apply(before).equals(now)) {
            all.computeIfAbsent(after.article().id(), _ -> new Turns<>()).is(now, at);
        }
    }

    /** @param begun whether an article began in this batch, so that nothing is kept of how it stood before */
    void write(JdbcOperations jdbc, Predicate<ArticleId> begun) {
        reopen(jdbc, "desk_was", stood, begun);
        reopen(jdbc, "desk_was_checked", checked, begun);
        reopen(jdbc, "desk_was_given", given, begun);
        close(
                jdbc,
                "UPDATE desk_was SET until_at = ?, span = %s WHERE article = ? AND until_at > ?".formatted(span()),
                stood,
                begun,
                from -> {
                    var values = new ArrayList<Object>();
                    values.add(from);
                    SPANS.forEach(span -> values.add(from.minus(span)));
                    return values;
                });
        close(
                jdbc,
                "UPDATE desk_was_given SET until_at = ? WHERE article = ? AND until_at > ?",
                given,
                begun,
                from -> new ArrayList<>(List.of(from)));
        var stands = new ArrayList<@Nullable Object[]>();
        stood.forEach((article, turns) ->
                turns.each((since, was) -> stands.add(row(article, since, was.until(), was.was()))));
        ManyRows.write(jdbc, STOOD, stands);
        var counts = new ArrayList<@Nullable Object[]>();
        checked.forEach((article, turns) -> turns.each((since, was) -> counts.add(new Object[] {
            article.value(), column(since), was.was().claims(), was.was().open()
        })));
        ManyRows.write(jdbc, CHECKED, counts);
        var hands = new ArrayList<@Nullable Object[]>();
        given.forEach((article, turns) -> turns.each((since, was) -> was.was()
                .to()
                .forEach(each -> hands.add(new @Nullable Object[] {
                    article.value(),
                    each.person().value(),
                    each.role().name(),
                    column(since),
                    until(was.until()),
                    columnOrNull(each.due())
                }))));
        ManyRows.write(jdbc, GIVEN, hands);
    }

    private static <T> void reopen(
            JdbcOperations jdbc, String table, Map<ArticleId, Turns<T>> all, Predicate<ArticleId> begun) {
        jdbc.batchUpdate(
                "DELETE FROM %s WHERE article = ? AND since_at >= ?".formatted(table),
                all.entrySet().stream()
                        .filter(each -> !begun.test(each.getKey()))
                        .map(each -> new Object[] {
                            each.getKey().value(), each.getValue().from()
                        })
                        .toList());
    }

    private static <T> void close(
            JdbcOperations jdbc,
            String statement,
            Map<ArticleId, Turns<T>> all,
            Predicate<ArticleId> begun,
            Function<OffsetDateTime, List<Object>> values) {
        jdbc.batchUpdate(
                statement,
                all.entrySet().stream()
                        .filter(each -> !begun.test(each.getKey()))
                        .map(each -> {
                            var from = each.getValue().from();
                            var row = values.apply(from);
                            row.add(each.getKey().value());
                            row.add(from);
                            return row.toArray();
                        })
                        .toList());
    }

    /** Of what closes at an instant, which is given less each of the spans. */
    private static String span() {
        return IntStream.range(0, SPANS.size())
                .mapToObj(span -> " WHEN since_at > ? THEN " + span)
                .reduce("CASE", String::concat)
                .concat(" ELSE %d END".formatted(SPANS.size()));
    }

    private static int span(Instant since, @Nullable Instant until) {
        return until == null
                ? SPANS.size()
                : (int) SPANS.stream()
                        .filter(span -> !since.isAfter(until.minus(span)))
                        .count();
    }

    private static @Nullable Object[] row(ArticleId article, Instant since, @Nullable Instant until, Stood was) {
        return new @Nullable Object[] {
            article.value(),
            column(since),
            until(until),
            span(since, until),
            was.queue().name(),
            was.stage().name(),
            was.live(),
            was.held(),
            was.submitted(),
            was.confidential(),
            was.amongLive(),
            was.desk().value(),
            was.headline(),
            was.slugline(),
            was.section(),
            was.urgency(),
            was.edition(),
            columnOrNull(was.embargo()),
            columnOrNull(was.scheduledFor()),
            was.scheduleDropped(),
            column(was.stageSince())
        };
    }

    private static OffsetDateTime until(@Nullable Instant until) {
        return until == null ? FOR_EVER : column(until);
    }
}
