package stet.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stems of a language's words as they stand in texts. They are remembered, because most of every text are the same few words, and to
 * take each apart again took half of the time of a search.
 */
final class Stems {
    private static final int MOST = 20_000;
    /** In UTF-16 units; what is longer is hardly met again. */
    private static final int LONGEST = 40;

    private static final Map<String, Stems> OF_LANGUAGES = new ConcurrentHashMap<>();

    private final String language;
    private final Cache<String, List<String>> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private Stems(String language) {
        this.language = language;
    }

    /** @param language one of the {@linkplain Languages#known() known} */
    static Stems in(String language) {
        return OF_LANGUAGES.computeIfAbsent(language, Stems::new);
    }

    /** All that a word may be a form of; nothing where it is no word, or is not remembered and there is no more allowance for it. */
    List<String> of(String word, Allowance allowance) {
        var remembered = known.getIfPresent(word);
        if (remembered != null) {
            return remembered;
        }
        if (!allowance.takeApart()) {
            return List.of();
        }
        var read = read(word);
        if (word.length() <= LONGEST) {
            known.put(word, read);
        }
        return read;
    }

    private List<String> read(String word) {
        return Asked.places(Languages.stems(language), word).stream()
                .flatMap(List::stream)
                .toList();
    }
}
