package stet.sealing;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.seal.Checkpoint;
import stet.seal.Policy;
import stet.seal.SigningKeys;
import stet.seal.VerifierKey;

/** What this log is called and signs with, and every public key that it ever signed with. */
public final class Keys {
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final String origin;
    private final SigningKeys signing;
    private final SigningKeys stating;

    private Keys(JdbcClient jdbc, String origin, byte[] secret) {
        this.jdbc = jdbc;
        this.origin = origin;
        signing = new SigningKeys(origin, secret);
        stating = SigningKeys.ofStatements(statements(origin), secret);
    }

    /** What the log of statements is called, of a log of this name. */
    private static String statements(String origin) {
        return origin + "/statements";
    }

    /**
     * Those of a database. Its log gets its name when this is first called, and keeps it.
     *
     * @param host where the newsroom is found, for the name
     * @param secrets of {@link SigningKeys#LENGTH} bytes each; the last one is signed with
     * @param ended the name of a log that goes on under another, since it must not contradict what was signed under this one; empty if none does
     */
    public static Keys open(JdbcClient jdbc, String host, List<byte[]> secrets, String ended, Clock clock) {
        var origin = origin(jdbc, host);
        if (origin.equals(ended)) {
            jdbc.sql("UPDATE seal_log SET origin = ? WHERE origin = ?")
                    .params(named(host), ended)
                    .update();
            origin = origin(jdbc, host);
            LOG.warn(
                    "The seal goes on as {}, and no longer as {}. Whoever verifies it needs the policy anew",
                    origin,
                    ended);
        }
        var before = known(jdbc);
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (var secret : secrets) {
            for (var key : Stream.concat(
                            new SigningKeys(origin, secret).verifiers().stream(),
                            SigningKeys.ofStatements(statements(origin), secret).verifiers().stream())
                    .toList()) {
                if (!before.contains(key.vkey())) {
                    if (before.stream()
                            .anyMatch(vkey -> VerifierKey.of(vkey).name().equals(key.name()))) {
                        LOG.warn(
                                "The seal goes on under a key that it did not have before. Whoever verifies it needs the policy anew");
                    }
                    add(jdbc, key, now);
                }
            }
        }
        return new Keys(jdbc, origin, secrets.getLast());
    }

    /** Of two nodes that begin at once, one says what the log is called. */
    private static String origin(JdbcClient jdbc, String host) {
        var named = jdbc.sql("SELECT origin FROM seal_log").query(String.class).optional();
        if (named.isPresent()) {
            return named.get();
        }
        try {
            jdbc.sql("INSERT INTO seal_log (place, origin) VALUES (1, ?)")
                    .param(named(host))
                    .update();
        } catch (DuplicateKeyException another) {
            LOG.debug("Another node was first", another);
        }
        return jdbc.sql("SELECT origin FROM seal_log").query(String.class).single();
    }

    /** No two databases have logs of the same name, also where they have the same key. */
    private static String named(String host) {
        return "%s/%08x".formatted(host, RANDOM.nextInt());
    }

    private static void add(JdbcClient jdbc, VerifierKey key, OffsetDateTime now) {
        try {
            jdbc.sql("INSERT INTO seal_key (vkey, since) VALUES (?, ?)")
                    .params(key.vkey(), now)
                    .update();
        } catch (DuplicateKeyException another) {
            LOG.debug("Another node was first", another);
        }
    }

    private static List<String> known(JdbcClient jdbc) {
        return jdbc.sql("SELECT vkey FROM seal_key ORDER BY since, vkey")
                .query(String.class)
                .list();
    }

    public String origin() {
        return origin;
    }

    /** What the log of statements is called. */
    public String statements() {
        return statements(origin);
    }

    SigningKeys signing() {
        return signing;
    }

    /** What the log of statements is signed with. */
    SigningKeys stating() {
        return stating;
    }

    /** All public keys of this log and of its statements, those that it signs with now among them. */
    List<VerifierKey> verifiers() {
        return Stream.concat(verifiers(origin).stream(), verifiers(statements()).stream())
                .toList();
    }

    private List<VerifierKey> verifiers(String log) {
        return known(jdbc).stream()
                .map(VerifierKey::of)
                .filter(key -> key.name().equals(log))
                .toList();
    }

    /** The same as a policy (C2SP tlog-policy), which asks for no witness. */
    public String policy() {
        return Policy.of(verifiers());
    }

    /** By which a checkpoint is verified that lies in this database: also one that was signed under a name that the log had before. */
    Policy policyOf(Checkpoint checkpoint) {
        return Policy.read(Policy.of(verifiers(checkpoint.origin())));
    }
}
