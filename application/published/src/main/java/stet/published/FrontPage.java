package stet.published;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.article.EditionKind;

/**
 * Which stories are out, newest first? A story's age counts from its first edition: a correction does not make it news again, and
 * nothing moves while a reader turns the pages.
 *
 * @param section null for all of them
 * @param after the place of the last story already seen, or null to begin with the newest
 * @param limit 1 to 100 stories
 */
public record FrontPage(@Nullable String section, @Nullable Place after, int limit) {
    /** @throws InvalidValue if the limit is outside its range */
    public FrontPage {
        if (limit < 1 || limit > 100) {
            throw new InvalidValue("A page has 1 to 100 stories");
        }
    }

    /** Where a story stands in the order. */
    public record Place(Instant firstPublished, ArticleId article) {}

    /** @param next what to ask {@code after} for the next page, or null if this is the last */
    public record Page(List<Teaser> stories, @Nullable Place next) {
        public Page {
            stories = List.copyOf(stories);
        }
    }

    /** A story in brief, as its latest edition has it. */
    public record Teaser(
            ArticleId article,
            String slug,
            String section,
            String headline,
            String standfirst,
            int edition,
            EditionKind kind,
            Instant firstPublished,
            Instant lastPublished) {
        Place place() {
            return new Place(firstPublished, article);
        }
    }
}
