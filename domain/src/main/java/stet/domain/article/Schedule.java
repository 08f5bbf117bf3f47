package stet.domain.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.domain.PersonId;
import stet.domain.content.Content;
import stet.domain.content.Hash;

/**
 * A publication that waits for its instant.
 *
 * @param words names what it is for: all that is printed, or, where it was made before that was so, the words alone
 * @param publisher who scheduled it, and so who publishes
 */
public record Schedule(
        Instant due, Hash words, EditionKind kind, @Nullable Note note, PersonId publisher) {

    /** Whether it is this that is to go out. */
    boolean isOf(Content content) {
        return words.equals(content.printedHash()) || words.equals(content.wordsHash());
    }
}
