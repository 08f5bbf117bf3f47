package stet.web.pages;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import stet.media.Pictures;
import stet.published.Archive;
import stet.published.Archive.Kept;
import stet.published.Changing;
import stet.published.FrontPage;
import stet.published.Story;
import stet.published.StoryAt;
import stet.published.Then;

/** What was published at an instant, for programs. */
@RestController
@RequestMapping(path = "/api/as-of/{instant}/published", produces = MediaType.APPLICATION_JSON_VALUE)
@SecurityRequirements
@Tag(name = "Published", description = "What is published; open to everybody")
class MementoApi {
    private static final String INSTANT = "One that has come, such as 2026-11-23T14:03:07Z";

    private final Mementos mementos;
    private final Archive archive;
    private final Gallery gallery;

    MementoApi(Mementos mementos, Archive archive, Pictures pictures) {
        this.mementos = mementos;
        this.archive = archive;
        this.gallery = Gallery.ofTheWorld(pictures);
    }

    @GetMapping
    @Operation(operationId = "stories-as-of", summary = "The newest stories, as they stood at an instant.")
    @ApiResponse(responseCode = "200", description = "As it was then", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "A bad instant, 'after' or 'limit'")
    ResponseEntity<PublicStories> stories(
            @Parameter(description = INSTANT) @PathVariable String instant,
            @Parameter(description = "Only those in this section") @RequestParam(required = false) @Nullable
                    String section,
            @Parameter(description = "The 'next' of the page before") @RequestParam(required = false) @Nullable
                    String after,
            @Parameter(description = "1 to 100 stories") @RequestParam(defaultValue = "20") int limit,
            HttpServletRequest request,
            HttpServletResponse response) {
        var asked = mementos.about(instant);
        var page = archive.stories(new FrontPage(section, Cursor.read(after), limit), asked.then());
        mementos.listed(page, asked, request);
        Original.of("/api/published", request.getQueryString())
                .ifPresentOrElse(
                        original -> mementos.say(original, new Changing.Stories(), asked, response),
                        () -> mementos.keep(asked, response));
        return fresh(PublicStories.of(page));
    }

    @GetMapping("/{slug}")
    @Operation(operationId = "story-as-of", summary = "The edition of a story that was the latest at an instant.")
    @ApiResponse(responseCode = "200", description = "As it was then", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "A bad instant")
    @NotOnView
    ResponseEntity<PublicEdition> story(
            @Parameter(description = INSTANT) @PathVariable String instant,
            @PathVariable String slug,
            HttpServletRequest request,
            HttpServletResponse response) {
        return shown(instant, "/" + slug, (_, story, _) -> PublicEdition.of(story, gallery), request, response);
    }

    @GetMapping("/{slug}/editions")
    @Operation(operationId = "editions-as-of", summary = "All editions that a story had at an instant, in brief.")
    @ApiResponse(responseCode = "200", description = "As it was then", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "A bad instant")
    @NotOnView
    ResponseEntity<PublicEditions> editions(
            @Parameter(description = INSTANT) @PathVariable String instant,
            @PathVariable String slug,
            HttpServletRequest request,
            HttpServletResponse response) {
        return shown(
                instant,
                "/%s/editions".formatted(slug),
                (kept, _, then) -> PublicEditions.of(slug, archive.editions(kept, then)),
                request,
                response);
    }

    @GetMapping("/{slug}/editions/{number}")
    @Operation(operationId = "edition-as-of", summary = "One edition of a story, as it was told of at an instant.")
    @ApiResponse(responseCode = "200", description = "As it was then", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "A bad instant")
    @NotOnView
    ResponseEntity<PublicEdition> edition(
            @Parameter(description = INSTANT) @PathVariable String instant,
            @PathVariable String slug,
            @PathVariable int number,
            HttpServletRequest request,
            HttpServletResponse response) {
        return shown(
                instant,
                "/%s/editions/%d".formatted(slug, number),
                (_, story, _) -> PublicEdition.of(story, gallery),
                request,
                response);
    }

    private interface Shown<T> {
        T of(Kept kept, Story story, Then then);
    }

    private <T> ResponseEntity<T> shown(
            String instant, String address, Shown<T> shown, HttpServletRequest request, HttpServletResponse response) {
        var asked = mementos.about(instant);
        var original = Original.of("/api/published" + address, null)
                .orElseThrow(() -> new NotShown(new StoryAt.Answer.Unknown()));
        var kept = mementos.story(requireNonNull(original.slug()), asked, request);
        mementos.say(original, new Changing.OneStory(kept.article(), original.edition()), asked, response);
        return switch (archive.story(kept, original.edition(), asked.then())) {
            case StoryAt.Answer.Live(var story) -> fresh(shown.of(kept, story, asked.then()));
            case StoryAt.Answer other -> throw new NotShown(other, URI.create(original.address()));
        };
    }

    private static <T> ResponseEntity<T> fresh(T shown) {
        return ResponseEntity.ok().eTag(Freshness.tag(shown)).body(shown);
    }
}
