package stet.web.people;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.newsroom.Alike;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;

/** Names and passwords to sign in with. They are not events: a password is replaced, and then nobody knows it any more. */
@Component
final class Credentials {
    private static final int SHORTEST = 12;
    /** In bytes: bcrypt ignores the rest, and Spring Security refuses to hash it. */
    private static final int LONGEST_BYTES = 72;

    private static final int LONGEST_NAME = 100;
    private static final Pattern SIGN_IN_NAME = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,%d}".formatted(LONGEST_NAME));

    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final String KNOWN = "person_id, sign_in_name, set_at, given_until";

    /** Without letters and digits that look alike on paper. */
    private static final String UNAMBIGUOUS = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679";

    /** How long somebody has to sign in with a password that they were given, and to set one of their own. */
    static final Duration GIVEN_FOR = Duration.ofDays(3);

    /** What a password must have beside somebody's name. */
    private static final int BESIDE_A_NAME = 8;

    private static final int SHORTEST_NAME = 3;

    private static final int GROUPS = 5;
    private static final int GROUP = 5;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Hashing hashing;
    private final KnownBrowsers browsers;
    private final OneTimeLinks links;
    private final AccessLedger access;
    private final TransactionTemplate together;
    private final SecureRandom random = new SecureRandom();
    private final String nobodys;

    /**
     * @param since when the password was set; what was proved with an older one is proved no more
     * @param givenUntil for how long it is good, where somebody else gave it: for one sign-in, in which its owner sets one of their own; null for
     *     an own one
     */
    record Known(
            PersonId person,
            String signInName,
            Instant since,
            @Nullable Instant givenUntil) {
        boolean isGiven() {
            return givenUntil != null;
        }

        boolean isGoodAt(Instant now) {
            return givenUntil == null || now.isBefore(givenUntil);
        }
    }

    Credentials(
            JdbcClient jdbc,
            Clock clock,
            Hashing hashing,
            KnownBrowsers browsers,
            OneTimeLinks links,
            AccessLedger access,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.hashing = hashing;
        this.browsers = browsers;
        this.links = links;
        this.access = access;
        this.together = new TransactionTemplate(transactions);
        this.nobodys = hashing.of(randomPassword());
    }

    Optional<Known> of(PersonId person) {
        return jdbc.sql("SELECT " + KNOWN + " FROM people_credential WHERE person_id = ?")
                .param(person.value())
                .query((row, _) -> known(row))
                .optional();
    }

    private static Known known(ResultSet row) throws SQLException {
        var until = row.getObject("given_until", OffsetDateTime.class);
        return new Known(
                new PersonId(row.getString("person_id")),
                row.getString("sign_in_name"),
                row.getObject("set_at", OffsetDateTime.class).toInstant(),
                until == null ? null : until.toInstant());
    }

    /** Whether somebody can sign in, or is in, with a password of their own or with one that was given to them and is still good. */
    boolean opens(PersonId person) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM people_credential
                         WHERE person_id = ? AND (given_until IS NULL OR (given_until > ? AND given_used_at IS NULL))""").params(person.value(), now()).query(Long.class).single() > 0;
    }

    /** Who signs in with this name, in its normal form. */
    Optional<PersonId> owner(String name) {
        return jdbc.sql("SELECT person_id FROM people_credential WHERE sign_in_name = ?")
                .param(name)
                .query((rs, n) -> new PersonId(rs.getString(1)))
                .optional();
    }

    /**
     * The person whose name and password these are. A name that nobody has takes as long to refuse, so that the time does not tell which names
     * exist.
     *
     * @param name as it is kept
     * @param vouched whether a browser or a session vouches for whoever asks
     * @throws SignInRefused if too many others ask
     */
    Optional<Known> check(String name, String password, boolean vouched) {
        record Row(Known known, String password) {}
        var row = jdbc.sql("SELECT password, " + KNOWN + " FROM people_credential WHERE sign_in_name = ?")
                .param(name)
                .query((rs, _) -> new Row(known(rs), rs.getString("password")))
                .optional();
        var tooLong = bytes(password) > LONGEST_BYTES;
        var hash = row.map(Row::password).orElse(nobodys);
        var matches = hashing.matches(vouched, tooLong ? "" : password, hash) && !tooLong;
        if (!matches || row.isEmpty()) {
            return Optional.empty();
        }
        if (hashing.isOld(hash)) {
            // Only if the hash is still the one that was compared: a password that was changed meanwhile stays changed.
            jdbc.sql("UPDATE people_credential SET password = ? WHERE person_id = ? AND password = ?")
                    .params(hashing.of(password), row.get().known().person().value(), hash)
                    .update();
        }
        return Optional.of(row.get().known());
    }

    /**
     * Uses a password that was given for the one sign-in that it is good for; an own one is good for any number.
     *
     * @throws SignInRefused if it is good no more
     */
    void use(Known known) {
        if (!known.isGiven()) {
            return;
        }
        var first = jdbc.sql("""
                        UPDATE people_credential SET given_used_at = ?
                         WHERE person_id = ? AND set_at = ? AND given_used_at IS NULL AND given_until > ?""")
                .params(now(), known.person().value(), known.since().atOffset(ZoneOffset.UTC), now())
                .update();
        if (first == 0) {
            throw SignInRefused.spent();
        }
    }

    /** Whether this is the password that somebody has; it is asked of those who are signed in alone. */
    boolean is(PersonId person, String password) {
        return bytes(password) <= LONGEST_BYTES
                && jdbc.sql("SELECT password FROM people_credential WHERE person_id = ?")
                        .param(person.value())
                        .query(String.class)
                        .optional()
                        .filter(hash -> hashing.matches(true, password, hash))
                        .isPresent();
    }

    /**
     * Sets the name and the password of somebody's choice, instead of those that they had.
     *
     * @param what it is, as it is recorded
     * @param by who does it
     * @throws InvalidValue if either cannot be one
     * @throws Refused if somebody else has this name, or one that looks like it
     */
    void set(PersonId person, String signInName, String password, Kind what, PersonId by, RemoteAddress from) {
        write(person, signInName, password, null, what, by, from);
    }

    /** Gives somebody this name, and this password for one sign-in, instead of those that they had; otherwise as {@link #set}. */
    void give(PersonId person, String signInName, String password, Kind what, PersonId by, RemoteAddress from) {
        write(person, signInName, password, now().plus(GIVEN_FOR), what, by, from);
    }

    private void write(
            PersonId person,
            String signInName,
            String password,
            @Nullable OffsetDateTime givenUntil,
            Kind what,
            PersonId by,
            RemoteAddress from) {
        var name = requireFree(person, signInName);
        var hash = hashing.of(requireStrong(password, name));
        try {
            together.executeWithoutResult(_ -> {
                write(person, name, hash, givenUntil);
                browsers.forget(person);
                links.end(person);
                access.done(what, by, person, from, null);
            });
        } catch (DuplicateKeyException raced) {
            throw taken(name);
        }
    }

    private void write(PersonId person, String name, String hash, @Nullable OffsetDateTime givenUntil) {
        var known = jdbc.sql("""
                        UPDATE people_credential
                         SET sign_in_name = :name, password = :hash, set_at = :now, given_until = :until, given_used_at = NULL
                         WHERE person_id = :person""")
                .param("name", name)
                .param("hash", hash)
                .param("now", now())
                .param("until", givenUntil, Types.TIMESTAMP_WITH_TIMEZONE)
                .param("person", person.value())
                .update();
        if (known == 0) {
            jdbc.sql("""
                    INSERT INTO people_credential (person_id, sign_in_name, password, set_at, given_until)
                    VALUES (:person, :name, :hash, :now, :until)""")
                    .param("name", name)
                    .param("hash", hash)
                    .param("now", now())
                    .param("until", givenUntil, Types.TIMESTAMP_WITH_TIMEZONE)
                    .param("person", person.value())
                    .update();
        }
    }

    /** Ends every session that was begun with somebody's password; the password stays. */
    void endSessions(PersonId person, RemoteAddress from) {
        together.executeWithoutResult(_ -> {
            jdbc.sql("UPDATE people_credential SET set_at = ? WHERE person_id = ?")
                    .params(now(), person.value())
                    .update();
            browsers.forget(person);
            access.done(Kind.SIGNED_OUT_EVERYWHERE, person, person, from, null);
        });
    }

    /** Each of those who can sign in, or could if what they were given were still good. */
    List<Known> all() {
        return jdbc.sql("SELECT " + KNOWN + " FROM people_credential")
                .query((row, _) -> known(row))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /**
     * The name as it is kept, after making sure that nobody else signs in with it or with one that looks like it.
     *
     * @throws InvalidValue if it cannot be one
     * @throws Refused if somebody else has it
     */
    String requireFree(PersonId person, String signInName) {
        var name = isTooLong(signInName) ? "" : normal(signInName);
        if (!SIGN_IN_NAME.matcher(name).matches()) {
            throw new InvalidValue("A name to sign in with has 1 to %d letters, digits or the characters . _ @ + -"
                    .formatted(LONGEST_NAME));
        }
        var others = jdbc.sql("SELECT sign_in_name FROM people_credential WHERE person_id <> ?")
                .param(person.value())
                .query(String.class)
                .list();
        if (others.contains(name)) {
            throw taken(name);
        }
        var skeleton = Alike.skeleton(name);
        others.stream()
                .filter(other -> Alike.skeleton(other).equals(skeleton))
                .findFirst()
                .ifPresent(other -> {
                    throw new Refused(
                            RefusalCode.ID_TAKEN,
                            "Somebody else signs in as '%s', and '%s' looks like it".formatted(other, name));
                });
        return name;
    }

    /**
     * @param names of its owner, of which it is not made
     * @throws InvalidValue if it is easy to guess, or longer than what can be checked
     */
    static String requireStrong(String password, String... names) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw new InvalidValue(
                    "A password has at least %d characters; a few words in a row are a good one".formatted(SHORTEST));
        }
        if (bytes(password) > LONGEST_BYTES) {
            throw new InvalidValue("A password has at most %d bytes".formatted(LONGEST_BYTES));
        }
        if (isMadeOf(password, names)) {
            throw new InvalidValue("A password is not made of its owner's name; a few words in a row are a good one");
        }
        if (EasyPasswords.has(password, List.of(names))) {
            throw new InvalidValue("Many have this password, or one like it; a few words in a row are a good one");
        }
        return password;
    }

    private static boolean isMadeOf(String password, String... names) {
        var whole = APART.matcher(normal(password)).replaceAll("");
        var rest = whole;
        for (var name : names) {
            for (var part : APART.splitAsStream(normal(name)).toList()) {
                rest = part.length() < SHORTEST_NAME ? rest : rest.replace(part, "");
            }
        }
        return rest.length() < Math.min(BESIDE_A_NAME, whole.length());
    }

    /** 25 characters that are easy to copy by hand, in groups. */
    String randomPassword() {
        var password = new StringBuilder();
        for (var i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                password.append('-');
            }
            password.append(UNAMBIGUOUS.charAt(random.nextInt(UNAMBIGUOUS.length())));
        }
        return password.toString();
    }

    /** Longer names are refused before they are normalised, which would take long. */
    static boolean isTooLong(String signInName) {
        return signInName.strip().length() > LONGEST_NAME;
    }

    /** The normal form in which a name is stored and compared, however it was typed. */
    static String normal(String signInName) {
        return Normalizer.normalize(signInName.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Refused taken(String name) {
        return new Refused(RefusalCode.ID_TAKEN, "Somebody else signs in as '%s'".formatted(name));
    }
}
