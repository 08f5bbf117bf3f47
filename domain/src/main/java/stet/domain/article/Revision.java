package stet.domain.article;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.domain.PersonId;
import stet.domain.content.Authorship;
import stet.domain.content.Content;

/**
 * One version of the working copy. Earlier ones are kept, because a save may be based on any of them; versions share the blocks that
 * are the same in both.
 *
 * @param by who made it, or null where it was folded before that was kept
 * @param fallen the claims of which less is known since, as they were before: by this revision, or by a doubt while it stood. One that
 *     somebody doubted, or withdrew, is unchecked here, so that no revision brings back what was found of it
 * @param authors who wrote the parts that the next revision changed, as they were before it
 * @param before the revision before it, or null for the first or where earlier ones are not needed
 */
public record Revision(
        int number,
        Content content,
        @Nullable PersonId by,
        @Nullable List<Claim> fallen,
        @Nullable Map<String, Authorship> authors,
        @Nullable Revision before) {
    public Revision {
        fallen = fallen == null ? List.of() : List.copyOf(fallen);
        // Ordered, so that the same state is always stored in the same words.
        authors = authors == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(authors));
    }

    Revision with(Claim another) {
        var all = new ArrayList<>(fallen());
        all.add(another);
        return new Revision(number, content, by, all, authors, before);
    }

    Revision with(Map<String, Authorship> its) {
        return new Revision(number, content, by, fallen, its, before);
    }

    @Override
    public List<Claim> fallen() {
        return Objects.requireNonNull(fallen);
    }

    @Override
    public Map<String, Authorship> authors() {
        return Objects.requireNonNull(authors);
    }

    /**
     * Who wrote the parts of an earlier revision, word for word.
     *
     * @param now who wrote those of this one
     */
    Map<String, Authorship> authors(int wanted, Map<String, Authorship> now) {
        var authors = new HashMap<>(now);
        // From the newest to the oldest, so that what stood there last before the change is what counts.
        for (var revision = before; revision != null && revision.number >= wanted; revision = revision.before) {
            authors.putAll(revision.authors());
        }
        return authors;
    }

    public Optional<Content> content(int wanted) {
        for (var revision = this; revision != null; revision = revision.before) {
            if (revision.number == wanted) {
                return Optional.of(revision.content);
            }
        }
        return Optional.empty();
    }
}
