package stet.domain.newsroom;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.domain.checking.QuotationMarks;

/**
 * What the newsroom has been set to; null where nobody has said, and what the program was started with counts (rule 40).
 *
 * @param zone by its name in the time zone database
 * @param language as a BCP 47 tag
 * @param marks the house style of quotation marks, by the language alone, such as {@code de}
 */
public record Settings(
        @Nullable String name,
        @Nullable String zone,
        @Nullable String language,
        Map<String, QuotationMarks> marks) {
    static final Settings NONE = new Settings(null, null, null, Map.of());

    public Settings {
        marks = Map.copyOf(marks);
    }

    /** With what an article in this language is typed, if the house has a style of its own. */
    public Optional<QuotationMarks> marksOf(Locale language) {
        return Optional.ofNullable(marks.get(language.getLanguage()));
    }

    Settings named(String now) {
        return new Settings(now, zone, language, marks);
    }

    Settings inZone(String now) {
        return new Settings(name, now, language, marks);
    }

    Settings inLanguage(String now) {
        return new Settings(name, zone, now, marks);
    }

    Settings withMarks(String of, @Nullable QuotationMarks now) {
        var all = new HashMap<>(marks);
        var key = Locale.forLanguageTag(of).getLanguage();
        if (now == null) {
            all.remove(key);
        } else {
            all.put(key, now);
        }
        return new Settings(name, zone, language, all);
    }
}
