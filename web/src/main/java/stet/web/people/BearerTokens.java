package stet.web.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.Act;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.content.Words;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.ArticleCommands;
import stet.web.door.Grant;
import stet.web.door.Scope;
import stet.web.door.SignedIn;

/**
 * Bearer tokens, with which a person's programs act as that person. A token is 256 random bits, so a plain hash of it is as safe to
 * keep as a slow one and is quick enough for every request.
 */
@Component
public final class BearerTokens {
    /** Lets a person, and a scanner for leaked secrets, see what it is. */
    static final String PREFIX = "stet_";

    /** For how long a token is good unless it is said. */
    public static final Duration LASTS = Duration.ofDays(90);

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_LABEL = 100;
    private static final String COLUMNS =
            "token_id, label, issued_at, last_used_at, expires_at, revoked_at, scopes, commands, roles, desks";
    /** When a token was last used is for people to read; it is not worth a write for every request. */
    private static final Duration NOTICED = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AccessLedger access;
    private final TransactionTemplate together;

    /**
     * What may be told about a token later: everything but the token.
     *
     * @param scopes what it may do; all there are for one from before there were scopes
     * @param commands to which it is narrowed; none where it is not
     * @param roles of its owner to which it is narrowed, or null where it has those that they hold
     * @param desks of its owner to which it is narrowed, or null likewise
     * @param unscoped whether it is from before there were scopes, and so does whatever its owner may do
     */
    public record Issued(
            String id,
            String label,
            Instant issuedAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            Set<Scope> scopes,
            Set<String> commands,
            @Nullable Set<Role> roles,
            @Nullable Set<DeskId> desks,
            boolean unscoped) {

        public boolean goodAt(Instant now) {
            return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
        }

        Grant grant() {
            return new Grant(new Act.Program(id, label), scopes, commands);
        }

        /** What it may do, as it is spoken of after "may". */
        public String words() {
            return unscoped ? "do whatever you may" : grant().words();
        }
    }

    /**
     * What somebody wants of a new token.
     *
     * @param expires null for {@link #LASTS} from now
     * @param scopes null for reading alone
     * @param roles null for those that they hold, whenever it is used
     * @param desks null for those that they work at, whenever it is used
     */
    public record Wanted(
            String label,
            @Nullable Instant expires,
            @Nullable Set<Scope> scopes,
            Set<String> commands,
            @Nullable Set<Role> roles,
            @Nullable Set<DeskId> desks) {}

    /** @param secret the token; it is known here and now, and never again */
    public record Fresh(String secret, Issued issued) {
        @Override
        public String toString() {
            return "Fresh[%s]".formatted(issued.id());
        }
    }

    /** Whose token it is, and which. */
    record Borne(PersonId owner, Issued token) {}

    BearerTokens(JdbcClient jdbc, Clock clock, AccessLedger access, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.access = access;
        this.together = new TransactionTemplate(transactions);
    }

    /**
     * Makes a token for somebody who has signed in. It can never do more than they can: whatever it is narrowed to, their roles and desks
     * of the moment hold as well.
     *
     * @throws InvalidValue if it cannot be one
     * @throws Refused if it asks for a role that they do not hold or a desk at which they do not work
     */
    public Fresh issue(SignedIn owner, Wanted wanted, RemoteAddress from) {
        var now = clock.instant();
        var label = Words.visible(wanted.label());
        if (!Words.saysSomething(label) || label.length() > LONGEST_LABEL) {
            throw new InvalidValue(
                    "A token's label has 1 to %d characters and says what the token is for".formatted(LONGEST_LABEL));
        }
        var expires = wanted.expires() == null ? now.plus(LASTS) : wanted.expires();
        if (!expires.isAfter(now)) {
            throw new InvalidValue("A token cannot expire before it is issued");
        }
        if (expires.isAfter(now.plus(LONGEST))) {
            throw new InvalidValue("A token lasts for a year at the most; make a new one then");
        }
        var scopes = wanted.scopes() == null ? Set.of(Scope.READ) : Set.copyOf(wanted.scopes());
        requireScopes(scopes, wanted.commands());
        requireTheirs(owner, scopes, wanted);
        var secret = PREFIX + Secret.draw();
        var issued = new Issued(
                UUID.randomUUID().toString(),
                label,
                now,
                null,
                expires,
                null,
                scopes,
                Set.copyOf(wanted.commands()),
                wanted.roles(),
                wanted.desks(),
                false);
        together.executeWithoutResult(_ -> {
            jdbc.sql("""
                        INSERT INTO people_token (token_id, person_id, token_hash, label, issued_at, expires_at, scopes, commands, roles, desks)
                        VALUES (:id, :person, :hash, :label, :issued, :expires, :scopes, :commands, :roles, :desks)""")
                    .param("id", issued.id())
                    .param("person", owner.person().value())
                    .param("hash", Secret.hash(secret))
                    .param("label", label)
                    .param("issued", now.atOffset(ZoneOffset.UTC))
                    .param("expires", expires.atOffset(ZoneOffset.UTC))
                    .param("scopes", list(scopes))
                    .param("commands", list(issued.commands()))
                    .param("roles", list(wanted.roles()))
                    .param("desks", list(wanted.desks()))
                    .update();
            access.done(Kind.TOKEN_MADE, owner.person(), owner.person(), from, issued.id());
        });
        return new Fresh(secret, issued);
    }

    private static void requireScopes(Set<Scope> scopes, Set<String> commands) {
        if (scopes.isEmpty()) {
            throw new InvalidValue("A token that may do nothing is none; it has at least one of %s"
                    .formatted(Arrays.toString(Scope.values())));
        }
        var known = ArticleCommands.all();
        for (var command : commands) {
            if (!known.contains(command)) {
                throw new InvalidValue(
                        "There is no command '%s'; there are %s".formatted(command, String.join(", ", known)));
            }
            if (!scopes.contains(ArticleCommands.scope(command))) {
                throw new InvalidValue("The command '%s' needs the scope %s, which this token would not have"
                        .formatted(command, ArticleCommands.scope(command)));
            }
        }
    }

    private static void requireTheirs(SignedIn owner, Set<Scope> scopes, Wanted wanted) {
        if (owner.holds(Role.AUDITOR) && !scopes.equals(Set.of(Scope.READ))) {
            throw new InvalidValue("An auditor reads and changes nothing, so your token may %s and no more"
                    .formatted(Scope.READ.words()));
        }
        if (wanted.roles() != null && wanted.roles().isEmpty()) {
            throw new InvalidValue("A token acts in one of your roles at least");
        }
        for (var role : wanted.roles() == null ? Set.<Role>of() : wanted.roles()) {
            if (!owner.holds(role)) {
                throw new Refused(
                        RefusalCode.ROLE_MISSING,
                        "You are no %s, so your token cannot be one either".formatted(role.title()));
            }
        }
        for (var desk : wanted.desks() == null ? Set.<DeskId>of() : wanted.desks()) {
            if (!owner.desks().contains(desk)) {
                throw new Refused(
                        RefusalCode.NO_SUCH_DESK,
                        "You do not work at the desk '%s', so your token cannot either".formatted(desk));
            }
        }
    }

    /** Whose token this is, while it is good. */
    Optional<Borne> borne(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var good = jdbc.sql("SELECT person_id, " + COLUMNS + " FROM people_token WHERE token_hash = ?")
                .param(Secret.hash(secret))
                .query((row, n) -> new Borne(new PersonId(row.getString("person_id")), issued(row, n)))
                .optional()
                .filter(borne -> borne.token().goodAt(now));
        good.map(Borne::token)
                .filter(token -> token.lastUsedAt() == null
                        || token.lastUsedAt().plus(NOTICED).isBefore(now))
                .ifPresent(token -> jdbc.sql("UPDATE people_token SET last_used_at = ? WHERE token_id = ?")
                        .params(now.atOffset(ZoneOffset.UTC), token.id())
                        .update());
        return good;
    }

    /** Whose token this is or was. */
    Optional<PersonId> owner(String secret) {
        return jdbc.sql("SELECT person_id FROM people_token WHERE token_hash = ?")
                .param(Secret.hash(secret))
                .query((rs, n) -> new PersonId(rs.getString(1)))
                .optional();
    }

    /** All that were ever issued to this person, newest first. */
    public List<Issued> of(PersonId person) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM people_token WHERE person_id = ? ORDER BY issued_at DESC, token_id")
                .param(person.value())
                .query(BearerTokens::issued)
                .list();
    }

    /** Ends a token of this person's; once ended it stays as it is. Returns false where they have no such token. */
    public boolean revoke(PersonId person, String id, RemoteAddress from) {
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

    private static Issued issued(ResultSet row, int number) throws SQLException {
        var scopes = set(row.getString("scopes"), Scope::valueOf);
        return new Issued(
                row.getString("token_id"),
                row.getString("label"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("last_used_at", OffsetDateTime.class)),
                instant(row.getObject("expires_at", OffsetDateTime.class)),
                instant(row.getObject("revoked_at", OffsetDateTime.class)),
                scopes == null ? Set.of(Scope.values()) : scopes,
                Objects.requireNonNullElse(set(row.getString("commands"), Function.identity()), Set.of()),
                set(row.getString("roles"), Role::valueOf),
                set(row.getString("desks"), DeskId::new),
                scopes == null);
    }

    private static @Nullable String list(@Nullable Set<?> values) {
        return values == null
                ? null
                : values.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    private static <T> @Nullable Set<T> set(@Nullable String list, Function<String, T> value) {
        return list == null
                ? null
                : Arrays.stream(list.split(" "))
                        .filter(name -> !name.isEmpty())
                        .map(value)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
