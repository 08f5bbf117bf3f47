package stet.web.people;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Slow hashes, a few at a time: as many sign-ins as strangers like to send leave a processor to those who read and write. Those whom a
 * browser or a session vouches for have a lane of their own, which no stranger can fill.
 */
@Component
final class Hashing {
    /** Half of the processors for each lane. */
    private static final int PERMITS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** A morning's rush gets through; a flood does not pile up. */
    private static final int WAITING = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PasswordEncoder encoder;
    private final Semaphore strangers = new Semaphore(PERMITS, true);
    private final Semaphore vouchedFor = new Semaphore(PERMITS, true);

    /** @param strength bcrypt's: the binary logarithm of how many rounds a password goes through */
    Hashing(@Value("${stet.passwords.strength}") int strength) {
        encoder = new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(strength)));
    }

    /** @throws SignInRefused if too many others are at it */
    boolean matches(boolean vouched, String password, String hash) {
        var lane = lane(vouched);
        if (!enters(lane)) {
            throw SignInRefused.busy();
        }
        try {
            return encoder.matches(password, hash);
        } finally {
            lane.release();
        }
    }

    /** Only somebody who is signed in has a password hashed, so this waits for as long as it takes. */
    String of(String password) {
        vouchedFor.acquireUninterruptibly();
        try {
            var hash = encoder.encode(password);
            if (hash == null) {
                throw new IllegalStateException("A password has no hash");
            }
            return hash;
        } finally {
            vouchedFor.release();
        }
    }

    boolean isOld(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    /** The lane itself, so that a test can stand in it. */
    Semaphore lane(boolean vouched) {
        return vouched ? vouchedFor : strangers;
    }

    private static boolean enters(Semaphore lane) {
        if (lane.tryAcquire()) {
            return true;
        }
        if (lane.getQueueLength() >= WAITING) {
            return false;
        }
        try {
            return lane.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
