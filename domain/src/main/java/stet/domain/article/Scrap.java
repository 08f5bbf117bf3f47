package stet.domain.article;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.content.Authorship;

/**
 * Words that were cut, so that they are still their writer's, with what was found of them, when somebody puts them back.
 *
 * @param part where they stood, as a key of {@link stet.domain.content.Content#written()}
 * @param writers who wrote them
 * @param claims those that lay in them, each anchored as if the scrap were its whole part
 * @param speaker who said them, where they were set apart as somebody's own; null where nobody was named
 */
public record Scrap(
        String part,
        String words,
        Authorship writers,
        List<Claim> claims,
        @Nullable String speaker) {
    /** Of all scraps together, in UTF-16 units; the oldest are let go. It bounds what an article carries along. */
    static final int MOST_WORDS = 20_000;

    public Scrap {
        claims = List.copyOf(claims);
    }

    /** Who said the words, or nobody. */
    String said() {
        return speaker == null ? "" : speaker;
    }

    /** These and one more, without the oldest where they have become too many. */
    static List<Scrap> with(List<Scrap> scraps, Scrap another) {
        var all = new ArrayList<>(scraps);
        all.add(another);
        var length = all.stream().mapToInt(scrap -> scrap.words().length()).sum();
        while (length > MOST_WORDS) {
            length -= all.removeFirst().words().length();
        }
        return List.copyOf(all);
    }
}
