package stet.web.pages;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.published.FrontPage;

/** A page of the newest stories, where a story keeps its place, however many editions it has; or of those in which words stand. */
public record PublicStories(
        List<Teaser> stories,

        @Schema(description = "What to give as 'after' for the next page; null on the last") @Nullable
        String next) {
    public PublicStories {
        stories = List.copyOf(stories);
    }

    @Schema(name = "PublicTeaser")
    public record Teaser(
            String slug,

            @Schema(description = "The story's page, relative to this server")
            String page,

            @Schema(description = "Empty where the story is in none")
            String section,

            String headline,
            String standfirst,

            @Schema(description = "The number of the latest edition, from 1")
            int edition,

            @Schema(description = "The latest edition: original, correction, clarification, update or refile")
            String kind,

            @Schema(description = "When the first edition came out")
            Instant firstPublished,

            @Schema(description = "When the latest edition came out")
            Instant lastPublished) {}

    static PublicStories of(FrontPage.Page page) {
        return of(page, Cursor.of(page.next()));
    }

    static PublicStories of(PublicSearch.Page found) {
        return of(found.stories(), Cursor.of(found.next()));
    }

    private static PublicStories of(FrontPage.Page page, @Nullable String next) {
        return new PublicStories(
                page.stories().stream()
                        .map(story -> new Teaser(
                                story.slug(),
                                PublicEdition.page(story.slug()),
                                story.section(),
                                story.headline(),
                                story.standfirst(),
                                story.edition(),
                                PublicEdition.spoken(story.kind()),
                                story.firstPublished(),
                                story.lastPublished()))
                        .toList(),
                next);
    }
}
