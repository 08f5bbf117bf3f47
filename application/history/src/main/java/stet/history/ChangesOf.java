package stet.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;

/**
 * What happened to this article, in order?
 *
 * @param after the sequence of the last entry already seen, or null to begin at the beginning
 * @param limit 1 to {@value #MOST} entries; a page has fewer where very many words changed
 */
public record ChangesOf(ArticleId article, @Nullable Long after, int limit) {
    public static final int MOST = 200;

    /** @throws InvalidValue if the limit is outside its range */
    public ChangesOf {
        if (limit < 1 || limit > MOST) {
            throw new InvalidValue("A page of the history has 1 to 200 entries");
        }
    }

    /** @param next what to ask {@code after} for the next page, or null if this is the last; an unknown article has no entries */
    public record Page(List<Entry> entries, @Nullable Long next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }
}
