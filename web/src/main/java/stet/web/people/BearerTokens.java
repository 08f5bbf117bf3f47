package stet.web.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.content.Words;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;

/**
 * Bearer tokens, with which a person's programs act as that person. A token is 256 random bits, so a plain hash of it is as safe to
 * keep as a slow one and is quick enough for every request.
 */
@Component
final class BearerTokens {
    /** Lets a person, and a scanner for leaked secrets, see what it is. */
    static final String PREFIX = "stet_";

    private static final int LONGEST_LABEL = 100;
    /** When a token was last used is for people to read; it is not worth a write for every request. */
    private static final Duration NOTICED = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AccessLedger access;
    private final TransactionTemplate together;

    /** What may be told about a token later: everything but the token. */
    record Issued(
            String id,
            String label,
            Instant issuedAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {}

    /** @param secret the token; it is known here and now, and never again */
    record Fresh(String secret, Issued issued) {
        @Override
        public String toString() {
            return "Fresh[%s]".formatted(issued.id());
        }
    }

    BearerTokens(JdbcClient jdbc, Clock clock, AccessLedger access, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.access = access;
        this.together = new TransactionTemplate(transactions);
    }

    /**
     * @param expires null for a token that lasts until it is revoked
     * @throws InvalidValue if the label is no label or the instant has passed
     */
    Fresh issue(PersonId person, String label, @Nullable Instant expires, RemoteAddress from) {
        var now = clock.instant();
        var clean = Words.visible(label);
        if (!Words.saysSomething(clean) || clean.length() > LONGEST_LABEL) {
            throw new InvalidValue(
                    "A token's label has 1 to %d characters and says what the token is for".formatted(LONGEST_LABEL));
        }
        if (expires != null && !expires.isAfter(now)) {
            throw new InvalidValue("A token cannot expire before it is issued");
        }
        var secret = PREFIX + Secret.draw();
        var id = UUID.randomUUID().toString();
        together.executeWithoutResult(_ -> {
            jdbc.sql("""
                        INSERT INTO people_token (token_id, person_id, token_hash, label, issued_at, expires_at)
                        VALUES (:id, :person, :hash, :label, :issued, :expires)""")
                    .param("id", id)
                    .param("person", person.value())
                    .param("hash", Secret.hash(secret))
                    .param("label", clean)
                    .param("issued", now.atOffset(ZoneOffset.UTC))
                    .param("expires", expires == null ? null : expires.atOffset(ZoneOffset.UTC))
                    .update();
            access.done(Kind.TOKEN_MADE, person, person, from, id);
        });
        return new Fresh(secret, new Issued(id, clean, now, null, expires, null));
    }

    /** Whose token this is, while it is good. */
    Optional<PersonId> person(String secret) {
        record Row(
                String id,
                PersonId person,
                @Nullable Instant used,
                @Nullable Instant expires) {}
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var good = jdbc.sql("""
                        SELECT token_id, person_id, last_used_at, expires_at FROM people_token
                         WHERE token_hash = ? AND revoked_at IS NULL""")
                .param(Secret.hash(secret))
                .query((rs, n) -> new Row(
                        rs.getString(1),
                        new PersonId(rs.getString(2)),
                        instant(rs.getObject(3, OffsetDateTime.class)),
                        instant(rs.getObject(4, OffsetDateTime.class))))
                .optional()
                .filter(row -> row.expires() == null || row.expires().isAfter(now));
        good.filter(row -> row.used() == null || row.used().plus(NOTICED).isBefore(now))
                .ifPresent(row -> jdbc.sql("UPDATE people_token SET last_used_at = ? WHERE token_id = ?")
                        .params(now.atOffset(ZoneOffset.UTC), row.id())
                        .update());
        return good.map(Row::person);
    }

    /** Whose token this is or was. */
    Optional<PersonId> owner(String secret) {
        return jdbc.sql("SELECT person_id FROM people_token WHERE token_hash = ?")
                .param(Secret.hash(secret))
                .query((rs, n) -> new PersonId(rs.getString(1)))
                .optional();
    }

    /** All that were ever issued to this person, newest first. */
    List<Issued> of(PersonId person) {
        return jdbc.sql("""
                        SELECT token_id, label, issued_at, last_used_at, expires_at, revoked_at FROM people_token
                         WHERE person_id = ? ORDER BY issued_at DESC, token_id""")
                .param(person.value())
                .query((rs, n) -> new Issued(
                        rs.getString(1),
                        rs.getString(2),
                        rs.getObject(3, OffsetDateTime.class).toInstant(),
                        instant(rs.getObject(4, OffsetDateTime.class)),
                        instant(rs.getObject(5, OffsetDateTime.class)),
                        instant(rs.getObject(6, OffsetDateTime.class))))
                .list();
    }

    /** Ends a token of this person's; once ended it stays as it is. Returns false where they have no such token. */
    boolean revoke(PersonId person, String id, RemoteAddress from) {
        return Boolean.TRUE.equals(together.execute(_ -> {
            var open = jdbc.sql(
                            "UPDATE people_token SET revoked_at = ? WHERE token_id = ? AND person_id = ? AND revoked_at IS NULL")
                    .params(clock.instant().atOffset(ZoneOffset.UTC), id, person.value())
                    .update();
            if (open > 0) {
                access.done(Kind.TOKEN_ENDED, person, person, from, id);
                return true;
            }
            return of(person).stream().anyMatch(token -> token.id().equals(id));
        }));
    }

    /** @param by who ends them */
    void revokeAll(PersonId person, PersonId by, RemoteAddress from) {
        together.executeWithoutResult(_ -> {
            var open = jdbc.sql("UPDATE people_token SET revoked_at = ? WHERE person_id = ? AND revoked_at IS NULL")
                    .params(clock.instant().atOffset(ZoneOffset.UTC), person.value())
                    .update();
            if (open > 0) {
                access.done(Kind.TOKENS_ENDED, by, person, from, null);
            }
        });
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
