package stet.sealing;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.seal.Policy;
import stet.seal.SigningKeys;
import stet.seal.VerifierKey;

/** What this log is called and signs with, and every public key that it ever signed with. */
public final class Keys {
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

    private final JdbcClient jdbc;
    private final String origin;
    private final SigningKeys signing;

    private Keys(JdbcClient jdbc, String origin, SigningKeys signing) {
        this.jdbc = jdbc;
        this.origin = origin;
        this.signing = signing;
    }

    /**
     * Those of a database. Its log gets its name when this is first called, and keeps it.
     *
     * @param host where the newsroom is found, for the name
     * @param secrets of {@link SigningKeys#LENGTH} bytes each; the last one is signed with
     */
    public static Keys open(JdbcClient jdbc, String host, List<byte[]> secrets, Clock clock) {
        var origin = origin(jdbc, host, secrets.getLast());
        var before = known(jdbc);
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (var secret : secrets) {
            for (var key : new SigningKeys(origin, secret).verifiers()) {
                if (!before.contains(key.vkey())) {
                    if (!before.isEmpty()) {
                        LOG.warn(
                                "The seal goes on under a key that it did not have before. Whoever verifies it needs the policy anew");
                    }
                    add(jdbc, key, now);
                }
            }
        }
        return new Keys(jdbc, origin, new SigningKeys(origin, secrets.getLast()));
    }

    /** Of two nodes that begin at once, one says what the log is called. */
    private static String origin(JdbcClient jdbc, String host, byte[] secret) {
        var named = jdbc.sql("SELECT origin FROM seal_log").query(String.class).optional();
        if (named.isPresent()) {
            return named.get();
        }
        var id = new SigningKeys(host, secret).verifiers().getFirst().id();
        try {
            jdbc.sql("INSERT INTO seal_log (place, origin) VALUES (1, ?)")
                    .param("%s/%08x".formatted(host, id))
                    .update();
        } catch (DuplicateKeyException another) {
            LOG.debug("Another node was first", another);
        }
        return jdbc.sql("SELECT origin FROM seal_log").query(String.class).single();
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

    SigningKeys signing() {
        return signing;
    }

    /** All public keys of this log as a policy (C2SP tlog-policy): those of its database, and those that it signs with now. */
    public String policy() {
        var keys = new ArrayList<>(known(jdbc).stream().map(VerifierKey::of).toList());
        return Policy.of(keys);
    }
}
