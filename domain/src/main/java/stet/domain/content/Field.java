package stet.domain.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The single-line parts of an article that are words. */
public enum Field {
    HEADLINE,
    /** The summary under the headline. */
    STANDFIRST,
    /** Who is credited. */
    BYLINE,
    /** Where (and when) it was filed. */
    DATELINE,
    /** The desk's short name for the story. */
    SLUGLINE,
    SECTION,
    /** What it is written in, as a BCP 47 tag. */
    LANGUAGE;

    /** Its name as a key, such as {@code headline}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one with this key; empty where it is the key of something else. */
    static Optional<Field> of(String key) {
        return Arrays.stream(values()).filter(field -> field.key().equals(key)).findFirst();
    }

    /** Whether readers read it as a passage of the article, and somebody signs it off. */
    public boolean isRead() {
        return switch (this) {
            case HEADLINE, STANDFIRST, BYLINE, DATELINE -> true;
            case SLUGLINE, SECTION, LANGUAGE -> false;
        };
    }
}
