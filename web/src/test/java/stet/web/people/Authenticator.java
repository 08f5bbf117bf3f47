package stet.web.people;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** Somebody's authenticator app: it has the secret and shows the code of the moment. */
public final class Authenticator {
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    /** @param typed the secret in base 32, as it is shown */
    public Authenticator(String typed) {
        var bytes = new ByteArrayOutputStream();
        var bits = 0;
        var kept = 0;
        for (var at = 0; at < typed.length(); at++) {
            bits = (bits << 5 | BASE_32.indexOf(typed.charAt(at))) & 0xfff;
            kept += 5;
            if (kept >= 8) {
                kept -= 8;
                bytes.write(bits >> kept);
            }
        }
        secret = bytes.toByteArray();
    }

    public String shows(Instant now) {
        return Totp.code(secret, Totp.step(now));
    }
}
