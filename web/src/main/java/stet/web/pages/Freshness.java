package stet.web.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;

/**
 * How long an answer stays good, and how a reader asks whether it still is. A minute is as long as a held story may linger in somebody's
 * cache; the tag is made from everything that an answer shows, so it costs no rendering.
 */
final class Freshness {
    static final CacheControl SHORT =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic().mustRevalidate();

    private Freshness() {}

    /** @param shown records, strings and lists of them: what is equal must read equal */
    static String tag(Object... shown) {
        var digest = sha256();
        for (var part : shown) {
            var bytes = part.toString().getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return "\"" + HexFormat.of().formatHex(digest.digest(), 0, 16) + "\"";
    }

    /** Names the templates as they are in this program: a page that looks different is a different page. */
    static String looks(String... templates) {
        return tag(List.of(templates).stream()
                .map(template -> {
                    try {
                        return new ClassPathResource("templates/" + template + ".html")
                                .getContentAsString(StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
