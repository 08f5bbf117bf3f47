package stet.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.content.Redline;
import stet.domain.events.StoredNames;

/** Finds the two versions of a redline, and what happened between them besides. */
final class Redlines {
    /** What is no change in words and yet makes another story of it for whoever answers for it. */
    private static final Set<Class<? extends ArticleEvent>> BESIDES = Set.of(
            EmbargoSet.class,
            EmbargoLifted.class,
            PublicationScheduled.class,
            PublicationUnscheduled.class,
            MovedToDesk.class,
            CheckWaived.class,
            EditorsNoteAttached.class,
            ArticleHeld.class,
            HoldReleased.class,
            ArticleKilled.class,
            ArticleSpiked.class,
            ArticleRevived.class);

    private static final String PUBLISHED = name(EditionPublished.class);
    private static final List<String> PUBLIC =
            List.of(PUBLISHED, name(ArticleHeld.class), name(HoldReleased.class), name(ArticleKilled.class));

    private final JdbcClient jdbc;
    private final Versions versions;

    Redlines(JdbcClient jdbc, Versions versions) {
        this.jdbc = jdbc;
        this.versions = versions;
    }

    private static String name(Class<? extends ArticleEvent> kind) {
        return requireNonNull(StoredNames.of(kind));
    }

    Optional<RedlineOf.Answer> between(
            RedlineOf asked, Function<Set<Class<? extends ArticleEvent>>, List<Entry>> deeds) {
        var stream = asked.article().value();
        var last = last(stream);
        if (last == null) {
            return Optional.empty();
        }
        var from = found(stream, asked.from(), last);
        var to = found(stream, asked.to(), last);
        var first = Math.min(from.side().sequence(), to.side().sequence());
        var until = Math.max(from.side().sequence(), to.side().sequence());
        var besides = deeds.apply(BESIDES).stream()
                .filter(entry -> entry.sequence() > first && entry.sequence() <= until)
                .toList();
        return Optional.of(new RedlineOf.Answer(
                from.side(),
                to.side(),
                Redline.between(from.version().content(), to.version().content()),
                besides));
    }

    private record Found(RedlineOf.Side side, ArticleAsOf.Version version) {}

    /** @param last the sequence of the article's last event */
    private Found found(String stream, Point point, long last) {
        return switch (point) {
            case Point.Revision(var number) -> found(stream, point, null, ofRevision(stream, number));
            case Point.Edition(var number) -> found(stream, point, number, ofEdition(stream, number));
            case Point.At(var instant) -> found(stream, point, null, ofInstant(stream, instant));
            case Point.WorkingCopy _ -> found(stream, point, null, last);
            case Point.Public _ -> {
                var edition = editionOnView(stream);
                yield edition == 0
                        ? found(stream, new Point.Revision(1))
                        : found(stream, point, edition, ofEdition(stream, edition));
            }
        };
    }

    private Found found(String stream, Point.Revision revision) {
        return found(stream, revision, null, ofRevision(stream, revision.number()));
    }

    private Found found(String stream, Point point, @Nullable Integer edition, long sequence) {
        var version = versions.at(stream, sequence)
                .orElseThrow(() -> new InvalidValue("The article was not there yet at that time"));
        record By(PersonId who, String name) {}
        var by = jdbc.sql("""
                SELECT e.who, COALESCE(p.name, e.who) AS name FROM history_entry e LEFT JOIN history_person p ON p.person = e.who
                WHERE e.stream = :stream AND e.sequence = :sequence
                """)
                .param("stream", stream)
                .param("sequence", version.sequence())
                .query((row, _) -> new By(new PersonId(row.getString("who")), row.getString("name")))
                .single();
        var side = new RedlineOf.Side(
                point.address(), version.revision(), edition, sequence, version.since(), by.who(), by.name());
        return new Found(side, version);
    }

    private long ofRevision(String stream, int number) {
        return versions.sequenceOf(stream, number)
                .orElseThrow(() -> new InvalidValue("There is no revision %d of this article".formatted(number)));
    }

    private long ofEdition(String stream, int number) {
        return jdbc.sql("""
                SELECT sequence FROM history_entry WHERE stream = :stream AND kind = :published
                ORDER BY sequence OFFSET :before ROWS FETCH NEXT 1 ROWS ONLY
                """)
                .param("stream", stream)
                .param("published", PUBLISHED)
                .param("before", number - 1)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new InvalidValue("There is no edition %d of this article".formatted(number)));
    }

    private long ofInstant(String stream, Instant instant) {
        return requireNonNull(jdbc.sql(
                        "SELECT COALESCE(MAX(sequence), -1) FROM history_entry WHERE stream = :stream AND happened_at <= :at")
                .param("stream", stream)
                .param("at", instant.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single());
    }

    /** The number of the edition that the world sees; 0 if it sees none. */
    private int editionOnView(String stream) {
        var kinds = jdbc.sql(
                        "SELECT kind FROM history_entry WHERE stream = :stream AND kind IN (:kinds) ORDER BY sequence")
                .param("stream", stream)
                .param("kinds", PUBLIC)
                .query(String.class)
                .list();
        var editions = (int) kinds.stream().filter(PUBLISHED::equals).count();
        var hidden = false;
        for (var kind : kinds) {
            if (kind.equals(name(ArticleHeld.class)) || kind.equals(name(ArticleKilled.class))) {
                hidden = true;
            } else if (kind.equals(name(HoldReleased.class))) {
                hidden = false;
            }
        }
        return hidden ? 0 : editions;
    }

    /** The number of the last event, which is found along the key; null where nothing happened. */
    private @Nullable Long last(String stream) {
        return jdbc.sql(
                        "SELECT sequence FROM history_entry WHERE stream = :stream ORDER BY stream DESC, sequence DESC LIMIT 1")
                .param("stream", stream)
                .query(Long.class)
                .optional()
                .orElse(null);
    }
}
