package stet.domain.article;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.domain.PersonId;
import stet.domain.content.Content;

/**
 * One version of the working copy. Earlier ones are kept, because a save may be based on any of them; versions share the blocks that
 * are the same in both.
 *
 * @param by who made it, or null where it was folded before that was kept
 * @param before the revision before it, or null for the first or where earlier ones are not needed
 */
public record Revision(
        int number,
        Content content,
        @Nullable PersonId by,
        @Nullable Revision before) {

    Optional<Content> content(int wanted) {
        for (var revision = this; revision != null; revision = revision.before) {
            if (revision.number == wanted) {
                return Optional.of(revision.content);
            }
        }
        return Optional.empty();
    }
}
