package stet.domain.article;

import java.util.ArrayList;
import java.util.Collection;
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

    /** These and some more, without the oldest where they have become too many. */
    static List<Scrap> with(List<Scrap> scraps, Collection<Scrap> more) {
        var all = new ArrayList<>(scraps);
        all.addAll(more);
        var length = 0;
        var oldest = all.size();
        while (oldest > 0 && length + all.get(oldest - 1).words().length() <= MOST_WORDS) {
            oldest--;
            length += all.get(oldest).words().length();
        }
        return List.copyOf(all.subList(oldest, all.size()));
    }
}
