package stet.web.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.eventstore.Ledger;
import stet.workflow.sealing.NewsroomKeys;

/**
 * What a passkey signs: drawn by any node, good for some minutes, taken once by any node. Nothing is kept of one that was only asked for, or
 * strangers could fill the database: it says itself when it was drawn, under a code that only a node can make.
 */
@Component
final class Challenges {
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);
    /** By how much the clocks of nodes may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final int RANDOM_BYTES = 16;
    private static final int BEFORE_THE_CODE = RANDOM_BYTES + Long.BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final NewsroomKeys keys;
    private final Clock clock;

    Challenges(JdbcClient jdbc, NewsroomKeys keys, Clock clock, Ledger migrated) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    /** @param purpose for which it is good, and for no other */
    byte[] draw(String purpose) {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        var said = ByteBuffer.allocate(BEFORE_THE_CODE)
                .put(random)
                .putLong(clock.instant().getEpochSecond())
                .array();
        var code = code(purpose, said);
        var whole = Arrays.copyOf(said, said.length + code.length);
        System.arraycopy(code, 0, whole, said.length, code.length);
        return whole;
    }

    /** Whether it was drawn here for this purpose, and not long ago. */
    boolean isGood(String purpose, byte[] challenge) {
        if (challenge.length <= BEFORE_THE_CODE) {
            return false;
        }
        var said = Arrays.copyOf(challenge, BEFORE_THE_CODE);
        var code = Arrays.copyOfRange(challenge, BEFORE_THE_CODE, challenge.length);
        if (!MessageDigest.isEqual(code, code(purpose, said))) {
            return false;
        }
        var drawn = Instant.ofEpochSecond(ByteBuffer.wrap(said).getLong(RANDOM_BYTES));
        var now = clock.instant();
        return now.isBefore(drawn.plus(GOOD_FOR)) && drawn.isBefore(now.plus(SKEW));
    }

    /** Takes one that was signed; false if it was taken before. */
    boolean take(byte[] challenge) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("DELETE FROM people_challenge WHERE taken_at < ?")
                .param(now.minus(GOOD_FOR).minus(SKEW).minus(SKEW))
                .update();
        try {
            jdbc.sql("INSERT INTO people_challenge (challenge, taken_at) VALUES (?, ?)")
                    .params(HexFormat.of().formatHex(challenge, 0, BEFORE_THE_CODE), now)
                    .update();
            return true;
        } catch (DuplicateKeyException before) {
            return false;
        }
    }

    private byte[] code(String purpose, byte[] said) {
        var purposeBytes = ("challenge to " + purpose).getBytes(UTF_8);
        return keys.mac(ByteBuffer.allocate(purposeBytes.length + 1 + said.length)
                .put(purposeBytes)
                .put((byte) 0)
                .put(said)
                .array());
    }
}
