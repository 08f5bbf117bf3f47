package stet.web.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import stet.domain.content.Hash;

/**
 * How long an answer stays good, and how a reader asks whether it still is. A minute is as long as a held story may linger in somebody's
 * cache; the tag is made from everything that an answer shows, so it costs no rendering.
 */
final class Freshness {
    static final CacheControl SHORT =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic().mustRevalidate();

    private static final int DIGITS = 32;

    private Freshness() {}

    /** @param shown records, strings and lists of them: what is equal must read equal */
    static String tag(Object... shown) {
        var hash = Hash.of(Stream.of(shown).map(Object::toString).toList());
        return "\"" + hash.value().substring(0, DIGITS) + "\"";
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
}
