package stet.web.newsroom.editing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.eventstore.Ledger;
import stet.web.door.SignedIn;

/**
 * Who has an article open, and where in it they are. Each browser sends a heartbeat, and is forgotten some seconds after its last.
 *
 * <p>On PostgreSQL it is kept in a table, since several nodes may run. With a file of H2 it is kept in memory: there is one node, and the
 * file would grow with each heartbeat.
 */
@Component
class Presence {
    /** After the last heartbeat; a browser sends one every three seconds. */
    static final Duration LAPSE = Duration.ofSeconds(20);

    private record Desk(ArticleId article, PersonId person) {}

    private record Seen(Here here, Instant at) {}

    /**
     * Somebody who has an article open.
     *
     * @param place the key of a place, or the name of another field; empty while they only read
     */
    record Here(String person, String name, String place) {}

    private final ConcurrentMap<Desk, Seen> own = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Clock clock;

    Presence(Ledger ledger, JdbcClient jdbc, Clock clock) {
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Somebody is here now, at this place. */
    void here(ArticleId article, SignedIn person, String place) {
        var now = clock.instant();
        if (ledger.isShared()) {
            write(article, person, place, now.atOffset(ZoneOffset.UTC));
            return;
        }
        own.values().removeIf(seen -> seen.at().isBefore(now.minus(LAPSE)));
        own.put(
                new Desk(article, person.person()),
                new Seen(new Here(person.person().value(), person.name(), place), now));
    }

    void gone(ArticleId article, SignedIn person) {
        own.remove(new Desk(article, person.person()));
        if (ledger.isShared()) {
            jdbc.sql("DELETE FROM presence_here WHERE article_id = :article AND person_id = :person")
                    .param("article", article.value())
                    .param("person", person.person().value())
                    .update();
        }
    }

    /** Everybody else who is here, by name. */
    List<Here> others(ArticleId article, SignedIn than) {
        var since = clock.instant().minus(LAPSE);
        if (ledger.isShared()) {
            return jdbc.sql("""
                            SELECT person_id, name, place FROM presence_here
                            WHERE article_id = :article AND person_id <> :person AND seen_at >= :since ORDER BY name, person_id
                            """)
                    .param("article", article.value())
                    .param("person", than.person().value())
                    .param("since", since.atOffset(ZoneOffset.UTC))
                    .query((row, _) -> new Here(row.getString(1), row.getString(2), row.getString(3)))
                    .list();
        }
        return own.entrySet().stream()
                .filter(each -> each.getKey().article().equals(article)
                        && !each.getKey().person().equals(than.person())
                        && !each.getValue().at().isBefore(since))
                .map(each -> each.getValue().here())
                .sorted(Comparator.comparing(Here::name).thenComparing(Here::person))
                .toList();
    }

    private void write(ArticleId article, SignedIn person, String place, OffsetDateTime now) {
        jdbc.sql("DELETE FROM presence_here WHERE seen_at < :lapsed")
                .param("lapsed", now.minus(LAPSE))
                .update();
        var updated = row(
                        "UPDATE presence_here SET name = :name, place = :place, seen_at = :at"
                                + " WHERE article_id = :article AND person_id = :person",
                        article,
                        person,
                        place,
                        now)
                .update();
        if (updated == 0) {
            try {
                row(
                                "INSERT INTO presence_here (article_id, person_id, name, place, seen_at)"
                                        + " VALUES (:article, :person, :name, :place, :at)",
                                article,
                                person,
                                place,
                                now)
                        .update();
            } catch (DuplicateKeyException alreadyHere) {
                // Another tab of the same person was faster; either place is right.
            }
        }
    }

    private JdbcClient.StatementSpec row(
            String sql, ArticleId article, SignedIn person, String place, OffsetDateTime now) {
        return jdbc.sql(sql)
                .param("article", article.value())
                .param("person", person.person().value())
                .param("name", person.name())
                .param("place", place)
                .param("at", now);
    }
}
