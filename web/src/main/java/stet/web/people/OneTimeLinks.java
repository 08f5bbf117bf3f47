package stet.web.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.eventstore.Ledger;

/**
 * Links behind which somebody sets a password of their own. Each works once and for a time, and is kept as a hash; of one person there is
 * one at a time for each purpose. One that goes by letter is drawn when the letter goes, so that it never waits anywhere in clear.
 */
@Component
public final class OneTimeLinks {
    static final String PATH = "/set-password";

    private final JdbcClient jdbc;
    private final Clock clock;

    /** What somebody is let in for. */
    public enum Purpose {
        FIRST_ADMINISTRATOR(Duration.ofDays(1)),
        INVITATION(Duration.ofDays(3)),
        FORGOTTEN(Duration.ofHours(1));

        private final Duration lasts;

        Purpose(Duration lasts) {
            this.lasts = lasts;
        }

        Duration lasts() {
            return lasts;
        }
    }

    /** @param address to which it went; null where it was shown */
    record Link(PersonId person, Purpose purpose, @Nullable String address, Instant until) {}

    /**
     * One that is to be sent.
     *
     * @param by who asked for it; null where it was a stranger
     */
    public record Letter(
            PersonId person,
            Purpose purpose,
            String to,
            @Nullable PersonId by,
            Instant until) {}

    OneTimeLinks(JdbcClient jdbc, Clock clock, Ledger migrated) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Draws one, to be shown. It ends the one before. */
    String draw(PersonId person, Purpose purpose, PersonId by) {
        var key = Secret.draw();
        keep(key, person, purpose, by);
        return key;
    }

    /** Makes one good that was shown already. It ends the one before. */
    void keep(String key, PersonId person, Purpose purpose, PersonId by) {
        write(person, purpose, Secret.hash(key), null, by);
    }

    /** Has one sent. It ends the one before. */
    void send(PersonId person, Purpose purpose, String address, @Nullable PersonId by) {
        write(person, purpose, null, address, by);
    }

    private void write(
            PersonId person, Purpose purpose, @Nullable String hash, @Nullable String address, @Nullable PersonId by) {
        var now = now();
        jdbc.sql("DELETE FROM people_link WHERE expires_at <= ?").param(now).update();
        ConcurrentMerge.run(() -> jdbc.sql("""
                MERGE INTO people_link t
                USING (VALUES (CAST(:person AS VARCHAR), CAST(:purpose AS VARCHAR), CAST(:hash AS VARCHAR), CAST(:address AS VARCHAR),
                               CAST(:by AS VARCHAR), CAST(:now AS TIMESTAMP WITH TIME ZONE), CAST(:until AS TIMESTAMP WITH TIME ZONE),
                               CAST(:letter AS VARCHAR)))
                AS s (person_id, purpose, link_hash, address, asked_by, asked_at, expires_at, letter)
                ON t.person_id = s.person_id AND t.purpose = s.purpose
                WHEN MATCHED THEN UPDATE SET link_hash = s.link_hash, address = s.address, asked_by = s.asked_by,
                    asked_at = s.asked_at, expires_at = s.expires_at, letter = s.letter
                WHEN NOT MATCHED THEN INSERT (person_id, purpose, link_hash, address, asked_by, asked_at, expires_at, letter)
                VALUES (s.person_id, s.purpose, s.link_hash, s.address, s.asked_by, s.asked_at, s.expires_at, s.letter)
                """)
                .param("person", person.value())
                .param("purpose", purpose.name())
                .param("hash", hash)
                .param("address", address)
                .param("by", by == null ? null : by.value())
                .param("now", now)
                .param("until", now.plus(purpose.lasts()))
                .param("letter", address == null ? null : "WAITING")
                .update());
    }

    /** The link with this key, if it may be used now. */
    Optional<Link> good(String key) {
        return jdbc.sql(
                        "SELECT person_id, purpose, address, expires_at FROM people_link WHERE link_hash = ? AND expires_at > ?")
                .params(Secret.hash(key), now())
                .query((row, _) -> new Link(
                        new PersonId(row.getString("person_id")),
                        Purpose.valueOf(row.getString("purpose")),
                        row.getString("address"),
                        until(row)))
                .optional();
    }

    /** Ends a link. Of two who come at once, one ends it. */
    boolean use(String key) {
        return jdbc.sql("DELETE FROM people_link WHERE link_hash = ?")
                        .param(Secret.hash(key))
                        .update()
                == 1;
    }

    /** Until when somebody may come in by a link of this purpose; empty where there is none. */
    Optional<Instant> until(PersonId person, Purpose purpose) {
        return jdbc.sql("SELECT expires_at FROM people_link WHERE person_id = ? AND purpose = ? AND expires_at > ?")
                .params(person.value(), purpose.name(), now())
                .query((row, _) -> until(row))
                .optional();
    }

    void end(PersonId person) {
        jdbc.sql("DELETE FROM people_link WHERE person_id = ?")
                .param(person.value())
                .update();
    }

    void end(Purpose purpose) {
        jdbc.sql("DELETE FROM people_link WHERE purpose = ?")
                .param(purpose.name())
                .update();
    }

    /** Those that wait to be sent, the oldest first. */
    public List<Letter> letters(int limit) {
        return jdbc.sql("""
                SELECT person_id, purpose, address, asked_by, expires_at FROM people_link
                WHERE letter = 'WAITING' AND expires_at > ? ORDER BY asked_at LIMIT ?""")
                .params(now(), limit)
                .query((row, _) -> {
                    var by = row.getString("asked_by");
                    return new Letter(
                            new PersonId(row.getString("person_id")),
                            Purpose.valueOf(row.getString("purpose")),
                            row.getString("address"),
                            by == null ? null : new PersonId(by),
                            until(row));
                })
                .list();
    }

    /** Draws the link of a letter that goes now: its path, which nobody else ever has. Empty if another node sends it. */
    public Optional<String> drawn(Letter letter) {
        var key = Secret.draw();
        var ours = jdbc.sql("""
                        UPDATE people_link SET link_hash = ?, letter = 'GOING'
                        WHERE person_id = ? AND purpose = ? AND letter = 'WAITING'""")
                .params(
                        Secret.hash(key),
                        letter.person().value(),
                        letter.purpose().name())
                .update();
        return ours == 1 ? Optional.of(PATH + "?key=" + key) : Optional.empty();
    }

    /** Notes what became of a letter that was going: {@code GONE}, {@code RETURNED}, or {@code WAITING} where it is tried again. */
    public void became(Letter letter, String state) {
        jdbc.sql("UPDATE people_link SET letter = ? WHERE person_id = ? AND purpose = ? AND letter = 'GOING'")
                .params(state, letter.person().value(), letter.purpose().name())
                .update();
    }

    private static Instant until(ResultSet row) throws SQLException {
        return row.getObject("expires_at", OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
