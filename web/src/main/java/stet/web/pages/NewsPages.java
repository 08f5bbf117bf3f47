package stet.web.pages;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.ModelAndView;
import stet.domain.InvalidValue;
import stet.media.Pictures;
import stet.published.EditionsOf;
import stet.published.FrontPage;
import stet.published.Published;
import stet.published.Sections;
import stet.published.StoryAt;

/** The pages that the world reads. */
@Controller
class NewsPages {
    private static final int STORIES_ON_A_PAGE = 20;

    private final Published published;
    private final Gallery gallery;
    private final Writing writing;
    private final String looks = Freshness.looks("pages/layout", "pages/front", "pages/story");

    NewsPages(Published published, Pictures pictures, Clock clock) {
        this.published = published;
        this.gallery = Gallery.ofTheWorld(pictures);
        this.writing = new Writing(clock);
    }

    @GetMapping("/")
    @Nullable
    ModelAndView front(@RequestParam(required = false) @Nullable String after, ServletWebRequest request) {
        return stories("", null, after, request);
    }

    @GetMapping("/sections/{section}")
    @Nullable
    ModelAndView section(
            @PathVariable String section,
            @RequestParam(required = false) @Nullable String after,
            ServletWebRequest request) {
        var name = Writing.sectionNamed(section);
        return stories(name, name, after, request);
    }

    @GetMapping("/news/{slug}")
    @Nullable
    ModelAndView story(@PathVariable String slug, ServletWebRequest request) {
        return story(StoryAt.latest(slug), request);
    }

    /** Any other number names no edition, and is answered as any address where nothing is. */
    @GetMapping("/news/{slug}/editions/{number:[1-9][0-9]{0,8}}")
    @Nullable
    ModelAndView edition(@PathVariable String slug, @PathVariable int number, ServletWebRequest request) {
        return story(new StoryAt(slug, number), request);
    }

    @ExceptionHandler
    ModelAndView malformed(InvalidValue problem) {
        return notice(HttpStatus.BAD_REQUEST, "This address is not right", problem.getMessage() + ".");
    }

    private @Nullable ModelAndView stories(
            String title, @Nullable String section, @Nullable String after, ServletWebRequest request) {
        var stories =
                PublicStories.of(published.stories(new FrontPage(section, Cursor.read(after), STORIES_ON_A_PAGE)));
        var sections = published.sections(new Sections()).sections().stream()
                .map(Sections.Section::name)
                .filter(name -> !name.isEmpty())
                .toList();
        if (section != null && !sections.contains(section)) {
            return notice(
                    HttpStatus.NOT_FOUND, "No such section", "There is no section of this name with stories in it.");
        }
        var page = new ModelAndView("pages/front")
                .addObject("section", title)
                .addObject("sections", sections)
                .addObject("stories", stories)
                .addObject("after", after);
        return fresh(page, List.of(title, sections, stories, after == null ? "" : after, writing.today()), request);
    }

    private @Nullable ModelAndView story(StoryAt asked, ServletWebRequest request) {
        return switch (published.story(asked)) {
            case StoryAt.Answer.Live(var story) -> {
                var edition = PublicEdition.of(story, gallery);
                var editions = PublicEditions.of(edition.slug(), published.editions(new EditionsOf(story.article())));
                var page = new ModelAndView("pages/story")
                        .addObject("edition", edition)
                        .addObject("editions", editions.editions());
                yield fresh(page, List.of(edition, editions), request);
            }
            case StoryAt.Answer.Killed(var notice, var at) ->
                notice(HttpStatus.GONE, "This story has been withdrawn", notice).addObject("since", at);
            // One answer for both: that a story is held is nobody's business outside.
            case StoryAt.Answer.Held(), StoryAt.Answer.Unknown() ->
                notice(HttpStatus.NOT_FOUND, "Not available", "The story you asked for is not available now.");
        };
    }

    /** Null if the browser's copy is still current; then the answer is 304. */
    private @Nullable ModelAndView fresh(ModelAndView page, List<Object> shown, ServletWebRequest request) {
        var response = request.getResponse();
        if (response != null) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, Freshness.SHORT.getHeaderValue());
        }
        return request.checkNotModified(Freshness.tag(looks, shown)) ? null : page.addObject("writing", writing);
    }

    private ModelAndView notice(HttpStatus status, String title, String words) {
        var page = new ModelAndView("pages/notice").addObject("title", title).addObject("words", words);
        page.setStatus(status);
        return page.addObject("writing", writing);
    }
}
