package stet.published;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What does a reader find at this address?
 *
 * @param edition the number of the edition they ask for, or null for the latest
 */
public record StoryAt(String slug, @Nullable Integer edition) {
    /** The latest edition. */
    public static StoryAt latest(String slug) {
        return new StoryAt(slug, null);
    }

    public sealed interface Answer {
        record Live(Story story) implements Answer {}

        /** There is a story, and for now nobody is shown anything of it. */
        record Held() implements Answer {}

        /** @param notice what stands in the story's place for good */
        record Killed(String notice, Instant at) implements Answer {}

        /** No story, or no such edition of it, was ever here. */
        record Unknown() implements Answer {}
    }
}
