package stet.web.people;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
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

    /** Without letters and digits that look alike on paper. */
    private static final String UNAMBIGUOUS = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679";

    private static final int GROUPS = 5;
    private static final int GROUP = 5;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Hashing hashing;
    private final KnownBrowsers browsers;
    private final AccessLedger access;
    private final TransactionTemplate together;
    private final SecureRandom random = new SecureRandom();
    private final String nobodys;

    /** @param since when the password was set; what was proved with an older one is proved no more */
    record Known(PersonId person, String signInName, Instant since) {}

    Credentials(
            JdbcClient jdbc,
            Clock clock,
            Hashing hashing,
            KnownBrowsers browsers,
            AccessLedger access,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.hashing = hashing;
        this.browsers = browsers;
        this.access = access;
        this.together = new TransactionTemplate(transactions);
        this.nobodys = hashing.of(randomPassword());
    }

    Optional<Known> of(PersonId person) {
        return jdbc.sql("SELECT person_id, sign_in_name, set_at FROM people_credential WHERE person_id = ?")
                .param(person.value())
                .query((rs, n) -> new Known(
                        new PersonId(rs.getString(1)),
                        rs.getString(2),
                        rs.getObject(3, OffsetDateTime.class).toInstant()))
                .optional();
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
    Optional<PersonId> check(String name, String password, boolean vouched) {
        record Row(String person, String password) {}
        var row = jdbc.sql("SELECT person_id, password FROM people_credential WHERE sign_in_name = ?")
                .param(name)
                .query((rs, n) -> new Row(rs.getString(1), rs.getString(2)))
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
                    .params(hashing.of(password), row.get().person(), hash)
                    .update();
        }
        return Optional.of(new PersonId(row.get().person()));
    }

    /**
     * Gives somebody this name and this password, instead of those that they had.
     *
     * @param what it is, as it is recorded
     * @param by who does it
     * @throws InvalidValue if either cannot be one
     * @throws Refused if somebody else has this name
     */
    void set(PersonId person, String signInName, String password, Kind what, PersonId by, RemoteAddress from) {
        var name = requireFree(person, signInName);
        var hash = hashing.of(requireStrong(password));
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        try {
            together.executeWithoutResult(_ -> {
                write(person, name, hash, now);
                browsers.forget(person);
                access.done(what, by, person, from, null);
            });
        } catch (DuplicateKeyException raced) {
            throw taken(name);
        }
    }

    private void write(PersonId person, String name, String hash, OffsetDateTime now) {
        var known = jdbc.sql(
                        "UPDATE people_credential SET sign_in_name = ?, password = ?, set_at = ? WHERE person_id = ?")
                .params(name, hash, now, person.value())
                .update();
        if (known == 0) {
            jdbc.sql("INSERT INTO people_credential (person_id, sign_in_name, password, set_at) VALUES (?, ?, ?, ?)")
                    .params(person.value(), name, hash, now)
                    .update();
        }
    }

    /**
     * The name as it is kept, after making sure that nobody else signs in with it.
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
        var others = jdbc.sql("SELECT COUNT(*) FROM people_credential WHERE sign_in_name = ? AND person_id <> ?")
                .params(name, person.value())
                .query(Long.class)
                .single();
        if (others > 0) {
            throw taken(name);
        }
        return name;
    }

    /** @throws InvalidValue if it is too short to be hard to guess, or longer than what can be checked */
    static String requireStrong(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw new InvalidValue(
                    "A password has at least %d characters; a few words in a row are a good one".formatted(SHORTEST));
        }
        if (bytes(password) > LONGEST_BYTES) {
            throw new InvalidValue("A password has at most %d bytes".formatted(LONGEST_BYTES));
        }
        return password;
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
