package stet.domain.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.domain.PersonId;
import stet.domain.content.Hash;

/**
 * A publication that waits for its instant.
 *
 * @param words the exact words it is for
 * @param publisher who scheduled it, and so who publishes
 */
public record Schedule(
        Instant due, Hash words, EditionKind kind, @Nullable Note note, PersonId publisher) {}
