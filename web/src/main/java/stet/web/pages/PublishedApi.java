package stet.web.pages;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import stet.domain.InvalidValue;
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
    @ApiResponse(responseCode = "400", description = "A bad 'after', 'limit' or 'text'")
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
    ResponseEntity<PublicEdition> story(@PathVariable String slug) {
        return fresh(PublicEdition.of(onView(StoryAt.latest(slug)), gallery));
    }

    @GetMapping("/{slug}/editions")
    @Operation(summary = "All editions of a story in brief.")
    @ApiResponse(responseCode = "200", description = "As it is now", useReturnTypeSchema = true)
    @NotOnView
    ResponseEntity<PublicEditions> editions(@PathVariable String slug) {
        var story = onView(StoryAt.latest(slug));
        return fresh(PublicEditions.of(slug, published.editions(new EditionsOf(story.article()))));
    }

    @GetMapping("/{slug}/editions/{number}")
    @Operation(summary = "One edition of a story.")
    @ApiResponse(responseCode = "200", description = "As it is now", useReturnTypeSchema = true)
    @NotOnView
    ResponseEntity<PublicEdition> edition(@PathVariable String slug, @PathVariable int number) {
        return fresh(PublicEdition.of(onView(new StoryAt(slug, number)), gallery));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(StoryMissing missing) {
        return switch (missing.answer) {
            case StoryAt.Answer.Killed(var notice, var at) -> {
                var problem = problem(HttpStatus.GONE, "story-killed", "The story has been withdrawn", notice);
                problem.setProperty("since", at);
                yield answer(problem);
            }
            // A story on hold is not told from one that never was.
            case StoryAt.Answer.Live _, StoryAt.Answer.Held _, StoryAt.Answer.Unknown _ ->
                answer(problem(
                        HttpStatus.NOT_FOUND,
                        "no-such-story",
                        "No such story",
                        "There is no such story or edition here."));
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> crowded(PublicSearch.Crowded crowded) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, PublicSearch.WHILE)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(
                        HttpStatus.SERVICE_UNAVAILABLE, "crowded", "Crowded", String.valueOf(crowded.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> malformed(InvalidValue problem) {
        return malformed(problem.getMessage() + ".");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> malformed(MethodArgumentTypeMismatchException problem) {
        return malformed("'%s' must be a whole number.".formatted(problem.getName()));
    }

    private Story onView(StoryAt asked) {
        var answer = published.story(asked);
        if (answer instanceof StoryAt.Answer.Live(var story)) {
            return story;
        }
        throw new StoryMissing(answer);
    }

    private static <T> ResponseEntity<T> fresh(T shown) {
        return ResponseEntity.ok()
                .cacheControl(Freshness.SHORT)
                .eTag(Freshness.tag(shown))
                .body(shown);
    }

    private static ResponseEntity<ProblemDetail> malformed(String sentence) {
        return answer(problem(HttpStatus.BAD_REQUEST, "malformed-request", "The request cannot be read", sentence));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ProblemDetail problem(HttpStatus status, String type, String title, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setType(URI.create("/api/problems/" + type));
        problem.setTitle(title);
        return problem;
    }

    /** Says why there is nothing to answer with. */
    static final class StoryMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient StoryAt.Answer answer;

        StoryMissing(StoryAt.Answer answer) {
            super(answer.toString(), null, false, false);
            this.answer = answer;
        }
    }
}
