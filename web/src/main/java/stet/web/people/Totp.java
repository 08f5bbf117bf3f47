package stet.web.people;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time passwords by time (TOTP, RFC 6238): six digits for each half minute, by HMAC-SHA-1, which is what every authenticator app
 * makes. The counter of RFC 4226 is called a step here.
 */
final class Totp {
    /** In bytes, as long as what SHA-1 gives (RFC 4226, section 4). */
    private static final int LENGTH = 20;

    private static final int SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int BELOW = 1_000_000;
    /** Clocks differ, and people type slowly: one step before and one after are good (RFC 6238, section 5.2). */
    private static final int WINDOW = 1;

    private static final String ALGORITHM = "HmacSHA1";
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    static byte[] draw() {
        var secret = new byte[LENGTH];
        RANDOM.nextBytes(secret);
        return secret;
    }

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), SECONDS);
    }

    /** The code of a step, as RFC 4226 truncates it. */
    static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            var hash = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array()));
            var offset = hash.get(hash.limit() - 1) & 0xf;
            var truncated = hash.getInt(offset) & 0x7fff_ffff;
            return String.format(Locale.ROOT, "%0" + DIGITS + "d", truncated % BELOW);
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }

    /** Whether somebody typed what may be a code. */
    static boolean looksLikeOne(String typed) {
        return typed.length() == DIGITS && typed.chars().allMatch(each -> each >= '0' && each <= '9');
    }

    /** The step that a code is of, if it is one of now. All are compared, whichever it is. */
    static OptionalLong step(byte[] secret, String code, Instant now) {
        var found = OptionalLong.empty();
        var middle = step(now);
        for (var step = middle - WINDOW; step <= middle + WINDOW; step++) {
            if (MessageDigest.isEqual(code(secret, step).getBytes(US_ASCII), code.getBytes(StandardCharsets.UTF_8))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** A secret as apps take it by hand (RFC 4648, without padding). */
    static String base32(byte[] secret) {
        var text = new StringBuilder();
        var bits = 0;
        var kept = 0;
        for (var each : secret) {
            bits = (bits << Byte.SIZE) | (each & 0xff);
            kept += Byte.SIZE;
            while (kept >= BITS) {
                kept -= BITS;
                text.append(BASE_32.charAt((bits >> kept) & 0x1f));
            }
            bits &= (1 << kept) - 1;
        }
        if (kept > 0) {
            text.append(BASE_32.charAt((bits << (BITS - kept)) & 0x1f));
        }
        return text.toString();
    }

    /** What an authenticator app reads from a QR code: {@code otpauth://totp/Newsroom:name?secret=…&issuer=Newsroom}. */
    static String address(String newsroom, String signInName, byte[] secret) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                .formatted(encoded(newsroom), encoded(signInName), base32(secret), encoded(newsroom));
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
