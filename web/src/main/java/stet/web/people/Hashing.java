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
 * Computes bcrypt hashes, with a limit on how many at a time, so that sign-ins cannot take all processors. It is a bulkhead: tries from
 * known browsers and sessions have permits of their own, which strangers cannot use up.
 */
@Component
final class Hashing {
    /** Half of the processors for each of the two. */
    private static final int PERMITS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** How many may wait for a permit; more are refused at once. */
    private static final int WAITING = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PasswordEncoder encoder;
    private final Semaphore strangers = new Semaphore(PERMITS, true);
    private final Semaphore vouchedFor = new Semaphore(PERMITS, true);

    /** @param strength bcrypt's: the binary logarithm of how many rounds a password goes through */
    Hashing(@Value("${stet.passwords.strength}") int strength) {
        encoder = new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(strength)));
    }

    /** @throws SignInRefused if too many others are being compared */
    boolean matches(boolean vouched, String password, String hash) {
        var permits = permits(vouched);
        if (!acquire(permits)) {
            throw SignInRefused.busy();
        }
        try {
            return encoder.matches(password, hash);
        } finally {
            permits.release();
        }
    }

    /** Hashes a new password. It waits without a limit, since only somebody who is signed in can ask for it. */
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

    /** For tests, which hold permits. */
    Semaphore permits(boolean vouched) {
        return vouched ? vouchedFor : strangers;
    }

    private static boolean acquire(Semaphore permits) {
        if (permits.tryAcquire()) {
            return true;
        }
        if (permits.getQueueLength() >= WAITING) {
            return false;
        }
        try {
            return permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
