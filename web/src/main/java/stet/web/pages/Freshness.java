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
import stet.web.assets.Assets;

/**
 * The caching of public pages: max-age and ETag. A minute, since a story that is put on hold may stay in caches for no longer. The ETag is
 * computed from what a page shows, without rendering it. It is a weak one, since what is sent compressed must have it as well.
 */
final class Freshness {
    static final CacheControl SHORT =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic().mustRevalidate();

    private static final int DIGITS = 32;

    private Freshness() {}

    /** @param shown records, strings and lists of them: what is equal must read equal */
    static String tag(Object... shown) {
        var hash = Hash.of(Stream.of(shown).map(Object::toString).toList());
        return "W/\"" + hash.value().substring(0, DIGITS) + "\"";
    }

    /** The version of the templates and of the style, which is a part of the ETag: a page that is rendered differently is another page. */
    static String looks(Assets assets, String... templates) {
        var style = assets.address("/assets/stet.css");
        return tag(
                style,
                List.of(templates).stream()
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
