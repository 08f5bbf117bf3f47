package stet.web.pages;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.published.FrontPage;

/** A place in the list of stories, as an address carries it: opaque, so that nobody counts on how the list is ordered. */
final class Cursor {
    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Cursor() {}

    static @Nullable String of(FrontPage.@Nullable Place place) {
        if (place == null) {
            return null;
        }
        var plain = place.firstPublished() + " " + place.article();
        return encoded(plain);
    }

    /** A place in what was found, of which so many come before it. */
    static @Nullable String of(@Nullable Integer before) {
        return before == null ? null : encoded(before.toString());
    }

    /** @throws InvalidValue unless it came from {@link #of(Integer)} */
    static int readFound(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            var before = Integer.parseInt(decoded(cursor));
            if (before > 0) {
                return before;
            }
        } catch (IllegalArgumentException e) {
            // Whatever is wrong with it, the reader is told one thing.
        }
        throw unknown();
    }

    /** @throws InvalidValue unless it came from {@link #of} */
    static FrontPage.@Nullable Place read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var parts = decoded(cursor).split(" ", -1);
            var time = Instant.parse(parts[0]);
            if (parts.length == 2 && time.isAfter(EARLIEST) && time.isBefore(LATEST)) {
                return new FrontPage.Place(time, new ArticleId(parts[1]));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Whatever is wrong with it, the reader is told one thing.
        }
        throw unknown();
    }

    private static String encoded(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException unless it came from {@link #encoded} */
    private static String decoded(String cursor) {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    }

    private static InvalidValue unknown() {
        return new InvalidValue("'after' must be the 'next' of an earlier page, unchanged");
    }
}
