package stet.web.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;
import stet.domain.content.Hash;

/** What only its bearer knows: 32 random bytes, in 43 characters of base64url. Stet keeps no more of it than a hash. */
final class Secret {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    static String draw() {
        var bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** SHA-256, in hexadecimal digits. It needs no salt, since nobody guesses 32 random bytes. */
    static String hash(String secret) {
        return Hash.ofBytes(secret.getBytes(UTF_8)).value();
    }
}
