package stet.published;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import stet.domain.article.Note;

/** Which editions of this article are there to be read? */
public record EditionsOf(ArticleId article) {
    /** @param editions oldest first; empty while the story is not on view */
    public record Editions(List<Summary> editions) {
        public Editions {
            editions = List.copyOf(editions);
        }
    }

    /** @param note the edition's own, or null if it came without */
    public record Summary(
            int number,
            EditionKind kind,
            String slug,
            String headline,
            Instant published,
            @Nullable Note note) {
        static Summary of(Edition edition, Instant published) {
            return new Summary(
                    edition.number(),
                    edition.kind(),
                    edition.slug(),
                    edition.content().headline(),
                    published,
                    edition.note());
        }
    }
}
