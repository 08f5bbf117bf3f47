package stet.web.people;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import stet.web.http.Bulkhead;

/**
 * Computes bcrypt hashes, with a limit on how many at a time, so that sign-ins cannot take all processors. It is a bulkhead: tries from
 * known browsers and sessions have permits of their own, which strangers cannot use up.
 */
@Component
final class Hashing {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PasswordEncoder encoder;
    private final Bulkhead strangers = Bulkhead.ofHalfTheProcessors(PATIENCE);
    private final Bulkhead vouchedFor = Bulkhead.ofHalfTheProcessors(PATIENCE);

    /** @param strength bcrypt's: the binary logarithm of how many rounds a password goes through */
    Hashing(@Value("${stet.passwords.strength}") int strength) {
        encoder = new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(strength)));
    }

    /** @throws SignInRefused if too many others are being compared */
    boolean matches(boolean vouched, String password, String hash) {
        var bulkhead = vouched ? vouchedFor : strangers;
        if (!bulkhead.enter()) {
            throw SignInRefused.busy();
        }
        try {
            return encoder.matches(password, hash);
        } finally {
            bulkhead.leave();
        }
    }

    /** Hashes a new password. It waits without a limit, since only somebody who is signed in can ask for it. */
    String of(String password) {
        vouchedFor.enterAtLast();
        try {
            var hash = encoder.encode(password);
            if (hash == null) {
                throw new IllegalStateException("A password has no hash");
            }
            return hash;
        } finally {
            vouchedFor.leave();
        }
    }

    boolean isOld(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    /** For tests, which hold permits. */
    Semaphore permits(boolean vouched) {
        return (vouched ? vouchedFor : strangers).places();
    }
}
