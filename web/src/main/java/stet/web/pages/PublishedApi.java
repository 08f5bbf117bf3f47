package stet.web.pages;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import stet.lookup.StoriesWith;
import stet.media.Pictures;
import stet.published.EditionsOf;
import stet.published.FrontPage;
import stet.published.Published;
import stet.published.Story;
import stet.published.StoryAt;

/** What is published, for programs. */
@RestController
@RequestMapping(path = "/api/published", produces = MediaType.APPLICATION_JSON_VALUE)
@SecurityRequirements
@Tag(name = "Published", description = "What is published; open to everybody")
class PublishedApi {
    private final Published published;
    private final Gallery gallery;
    private final PublicSearch search;

    PublishedApi(Published published, Pictures pictures, PublicSearch search) {
        this.published = published;
        this.search = search;
        this.gallery = Gallery.ofTheWorld(pictures);
    }

    @GetMapping
    @Operation(summary = "The newest stories, or with a text those in which it stands, what fits best first.")
    @ApiResponse(responseCode = "200", description = "As it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "Nothing was published then or later")
    @AsOf
    ResponseEntity<PublicStories> stories(
            @Parameter(
                            description =
                                    "Words that stand there in one of their forms, at most 500 characters; in quotation marks just so")
                    @RequestParam(required = false)
                    @Nullable
                    String text,
            @Parameter(description = "Only those in this section") @RequestParam(required = false) @Nullable
                    String section,
            @Parameter(description = "The 'next' of the page before") @RequestParam(required = false) @Nullable
                    String after,
            @Parameter(description = "1 to 100 stories") @RequestParam(defaultValue = "20") int limit) {
        if (text != null) {
            // With the bounds of a page.
            var page = new FrontPage(section, null, limit);
            return fresh(PublicStories.of(
                    search.find(new StoriesWith(text, section, Cursor.readFound(after), page.limit()))));
        }
        return fresh(PublicStories.of(published.stories(new FrontPage(section, Cursor.read(after), limit))));
    }

    @GetMapping("/{slug}")
    @Operation(summary = "The latest edition of a story.")
    @ApiResponse(responseCode = "200", description = "As it is now", useReturnTypeSchema = true)
    @NotOnView
    @AsOf
    ResponseEntity<PublicEdition> story(@PathVariable String slug) {
        return fresh(PublicEdition.of(onView(StoryAt.latest(slug)), gallery));
    }

    @GetMapping("/{slug}/editions")
    @Operation(summary = "All editions of a story in brief.")
    @ApiResponse(responseCode = "200", description = "As it is now", useReturnTypeSchema = true)
    @NotOnView
    @AsOf
    ResponseEntity<PublicEditions> editions(@PathVariable String slug) {
        var story = onView(StoryAt.latest(slug));
        return fresh(PublicEditions.of(slug, published.editions(new EditionsOf(story.article()))));
    }

    @GetMapping("/{slug}/editions/{number}")
    @Operation(summary = "One edition of a story.")
    @ApiResponse(responseCode = "200", description = "As it is now", useReturnTypeSchema = true)
    @NotOnView
    @AsOf
    ResponseEntity<PublicEdition> edition(@PathVariable String slug, @PathVariable int number) {
        return fresh(PublicEdition.of(onView(new StoryAt(slug, number)), gallery));
    }

    private Story onView(StoryAt asked) {
        var answer = published.story(asked);
        if (answer instanceof StoryAt.Answer.Live(var story)) {
            return story;
        }
        throw new NotShown(answer);
    }

    private static <T> ResponseEntity<T> fresh(T shown) {
        return ResponseEntity.ok()
                .cacheControl(Freshness.SHORT)
                .eTag(Freshness.tag(shown))
                .body(shown);
    }
}
