package stet.published;

import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;

/** What readers find at one address, which is another thing from some instants on. */
public sealed interface Changing {
    /**
     * A story, or one edition of it.
     *
     * @param edition the number of the edition, or null for whichever was the latest
     */
    record OneStory(ArticleId article, @Nullable Integer edition) implements Changing {}

    /** A list of stories, which changes with any of them. */
    record Stories() implements Changing {}
}
