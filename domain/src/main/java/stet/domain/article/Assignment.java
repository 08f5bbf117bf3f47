package stet.domain.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.domain.PersonId;
import stet.domain.Role;

/** Who works on an article, as what, and until when. */
public record Assignment(
        PersonId person, Role role, @Nullable Instant due) {}
