package stet.domain.content;

import java.net.URI;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.InvalidValue;

/**
 * Formatting on a part of a text; it is never part of the words, so no verdict depends on it.
 *
 * @param start first character, counted in UTF-16 units from 0
 * @param end one past the last character
 * @param href where a link leads (http, https or mailto); null for the other styles
 */
public record Mark(
        Style style, int start, int end, @Nullable String href) {
    static final Comparator<Mark> ORDER = Comparator.comparingInt(Mark::start)
            .thenComparingInt(Mark::end)
            .thenComparing(Mark::style)
            .thenComparing(mark -> mark.href() == null ? "" : mark.href());
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    /** How marked words look. */
    public enum Style {
        BOLD,
        ITALIC,
        LINK
    }

    /** @throws InvalidValue if the range is empty or backward, or a link leads nowhere safe */
    public Mark {
        if (start < 0 || end <= start) {
            throw new InvalidValue("A mark must cover at least one character");
        }
        if (style == Style.LINK) {
            if (href == null || !leadsSomewhere(href)) {
                throw new InvalidValue("A link must lead to an http, https or mailto address");
            }
        } else if (href != null) {
            throw new InvalidValue("Only a link has an address");
        }
    }

    private static boolean leadsSomewhere(String href) {
        try {
            var scheme = URI.create(href).getScheme();
            return scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Refuses a link that no reader can follow, or that names one host to the eye and leads to another. What was taken before this rule
     * stays as it is, so this is asked of new words only.
     *
     * @throws InvalidValue if an http or https address has no host, or has a name or password before it
     */
    void requireHost() {
        if (href == null) {
            return;
        }
        var address = URI.create(href);
        if ("mailto".equalsIgnoreCase(address.getScheme())) {
            return;
        }
        // Not getHost(), which knows no hosts with letters beyond ASCII.
        var host = address.getRawAuthority();
        if (host == null || host.startsWith(":")) {
            throw new InvalidValue("A link must name a host, as in https://example.org; this one leads to " + href);
        }
        if (host.contains("@")) {
            throw new InvalidValue("A link must not have a name or a password before its host");
        }
    }

    Mark at(int newStart, int newEnd) {
        return new Mark(style, newStart, newEnd, href);
    }

    boolean sameStyleAs(Mark other) {
        return style == other.style && java.util.Objects.equals(href, other.href);
    }
}
