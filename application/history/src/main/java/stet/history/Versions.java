package stet.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.content.Changes;
import stet.domain.content.Content;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every revision of an article, made again from the draft and the changes since. A revision never changes, so a few of each long history
 * that was read last are kept, and whoever goes through one does not wait for all of it at each step.
 */
final class Versions {
    /** One of so many revisions is kept. */
    private static final int EACH = 250;

    private static final int MOST_ARTICLES = 8;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Supplier<String> serving;
    private final Map<Kept, NavigableMap<Long, ArticleAsOf.Version>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kept, NavigableMap<Long, ArticleAsOf.Version>> eldest) {
            return size() > MOST_ARTICLES;
        }
    };

    /** An article, as one set of tables has it. */
    record Kept(String set, String stream) {}

    Versions(JdbcClient jdbc, JsonMapper json, Supplier<String> serving) {
        this.jdbc = jdbc;
        this.json = json;
        this.serving = serving;
    }

    private record Row(
            int revision,
            long sequence,
            Instant at,
            @Nullable String drafted,
            @Nullable String changes) {}

    /** The revision that stood after this event; empty if there was none yet. */
    Optional<ArticleAsOf.Version> at(String stream, long sequence) {
        var kept = keptOf(stream);
        var nearest = kept.floorEntry(sequence);
        var version = nearest == null ? null : nearest.getValue();
        for (var row : rows(stream, nearest == null ? -1 : nearest.getKey(), sequence)) {
            var content = content(version == null ? null : version.content(), row);
            if (content != null) {
                version = new ArticleAsOf.Version(row.revision(), row.sequence(), row.at(), content);
                if (row.revision() % EACH == 0) {
                    kept.put(row.sequence(), version);
                }
            }
        }
        return Optional.ofNullable(version);
    }

    /**
     * Each revision after this event, in order.
     *
     * @param before what stood then, or null if nothing did
     * @param until the number of the last one that is wanted
     */
    void forEachAfter(
            String stream, long sequence, @Nullable Content before, int until, Consumer<ArticleAsOf.Version> each) {
        var last = before;
        for (var row : rows(stream, sequence, Long.MAX_VALUE)) {
            var content = row.revision() > until ? null : content(last, row);
            if (content != null) {
                last = content;
                each.accept(new ArticleAsOf.Version(row.revision(), row.sequence(), row.at(), content));
            }
        }
    }

    private List<Row> rows(String stream, long after, long until) {
        return jdbc.sql("""
                SELECT revision, sequence, happened_at, drafted, changes FROM history_revision
                WHERE stream = :stream AND sequence > :after AND sequence <= :until ORDER BY sequence
                """)
                .param("stream", stream)
                .param("after", after)
                .param("until", until)
                .query((row, _) -> new Row(
                        row.getInt("revision"),
                        row.getLong("sequence"),
                        History.instant(row, "happened_at"),
                        row.getString("drafted"),
                        row.getString("changes")))
                .list();
    }

    private NavigableMap<Long, ArticleAsOf.Version> keptOf(String stream) {
        var its = new Kept(serving.get(), stream);
        synchronized (kept) {
            return requireNonNull(kept.computeIfAbsent(its, _ -> new ConcurrentSkipListMap<>()));
        }
    }

    private @Nullable Content content(@Nullable Content before, Row row) {
        var drafted = row.drafted();
        var changes = row.changes();
        if (drafted != null) {
            return json.readValue(drafted, ArticleDrafted.class).content();
        }
        return before == null || changes == null
                ? null
                : Changes.apply(before, json.readValue(changes, HistoryProjection.CHANGES));
    }
}
