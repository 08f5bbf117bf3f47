package stet.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.content.Changes;
import stet.domain.content.Content;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every revision of an article, made again from the draft and the changes since, or from the last revision before it that is kept whole:
 * one of so many is, so that nobody waits for a long history to be gone through for one moment of it.
 */
final class Versions {
    /** One of so many revisions is kept whole. An article of fewer, which is nearly every one, is kept once, as it was drafted. */
    static final int EACH = 250;

    private static final String VERSION =
            "INSERT INTO history_version (stream, sequence, revision, happened_at, content) VALUES (?, ?, ?, ?, ?)";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Versions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Row(
            int revision,
            long sequence,
            Instant at,
            @Nullable String drafted,
            @Nullable String changes) {}

    /** The event that made this revision; empty if there is none such. It is found along the key, since no revision comes before as many events. */
    Optional<Long> sequenceOf(String stream, int revision) {
        return jdbc.sql("""
                SELECT sequence FROM history_revision
                WHERE stream = :stream AND sequence >= :least AND revision = :revision ORDER BY stream, sequence LIMIT 1
                """)
                .param("stream", stream)
                .param("least", revision - 1)
                .param("revision", revision)
                .query(Long.class)
                .optional();
    }

    /** The revision that stood after this event; empty if there was none yet. */
    Optional<ArticleAsOf.Version> at(String stream, long sequence) {
        var version = whole(stream, sequence).orElse(null);
        for (var row : rows(stream, version == null ? -1 : version.sequence(), sequence)) {
            var content = content(version == null ? null : version.content(), row);
            if (content != null) {
                version = new ArticleAsOf.Version(row.revision(), row.sequence(), row.at(), content);
            }
        }
        return Optional.ofNullable(version);
    }

    /** The last one before or at this event that is kept whole. */
    private Optional<ArticleAsOf.Version> whole(String stream, long sequence) {
        return jdbc.sql("""
                SELECT revision, sequence, happened_at, content FROM history_version
                WHERE stream = :stream AND sequence <= :sequence ORDER BY stream DESC, sequence DESC LIMIT 1
                """)
                .param("stream", stream)
                .param("sequence", sequence)
                .query((row, _) -> new ArticleAsOf.Version(
                        row.getInt("revision"),
                        row.getLong("sequence"),
                        History.instant(row, "happened_at"),
                        json.readValue(row.getString("content"), Content.class)))
                .optional();
    }

    /** Whether this revision is one that is kept whole. */
    static boolean isKept(int revision) {
        return revision % EACH == 0;
    }

    /** Keeps the revision that this event made, from the one before that is kept and the rows that were written since. */
    void keep(String stream, long sequence) {
        at(stream, sequence)
                .ifPresent(version -> jdbc.sql(VERSION)
                        .params(
                                stream,
                                version.sequence(),
                                (long) version.revision(),
                                version.since().atOffset(ZoneOffset.UTC),
                                json.writeValueAsString(version.content()))
                        .update());
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
