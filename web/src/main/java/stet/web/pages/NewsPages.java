package stet.web.pages;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
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
import stet.lookup.StoriesWith;
import stet.media.Pictures;
import stet.published.EditionsOf;
import stet.published.FrontPage;
import stet.published.Published;
import stet.published.Sections;
import stet.published.StoryAt;
import stet.web.assets.Assets;

/** The pages that the world reads. */
@Controller
class NewsPages {
    static final int STORIES_ON_A_PAGE = 20;

    private final Published published;
    private final Gallery gallery;
    private final Leads leads;
    private final PublicPages pages;
    private final Sheets sheets;
    private final PublicSearch search;
    private final String looks;

    NewsPages(
            Published published,
            Pictures pictures,
            Leads leads,
            PublicPages pages,
            Sheets sheets,
            PublicSearch search,
            Assets assets) {
        looks = Freshness.looks(assets, "pages/layout", "pages/search");
        this.leads = leads;
        this.search = search;
        this.published = published;
        this.pages = pages;
        this.sheets = sheets;
        this.gallery = Gallery.ofTheWorld(pictures);
    }

    @GetMapping("/")
    @Nullable
    ModelAndView front(@RequestParam(required = false) @Nullable String after, ServletWebRequest request)
            throws IOException {
        return stories("", null, after, request);
    }

    @GetMapping("/sections/{section}")
    @Nullable
    ModelAndView section(
            @PathVariable String section,
            @RequestParam(required = false) @Nullable String after,
            ServletWebRequest request)
            throws IOException {
        var name = Writing.sectionNamed(section);
        return stories(name, name, after, request);
    }

    /** Made anew for everybody who asks: there are as many pages as there are words, and what is held is gone from it at once. */
    @GetMapping("/search")
    @Nullable
    ModelAndView found(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String after,
            ServletWebRequest request) {
        var response = Objects.requireNonNull(request.getResponse());
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noCache().getHeaderValue());
        var head = sheets.head();
        var page = new ModelAndView("pages/search")
                .addObject("q", q)
                .addObject("after", after)
                .addObject("writing", head.writing())
                .addObject("newsroom", head.name());
        try {
            var found = q.isBlank()
                    ? null
                    : search.find(new StoriesWith(q, null, Cursor.readFound(after), STORIES_ON_A_PAGE));
            if (request.checkNotModified(
                    Freshness.tag(looks, head, q, after == null ? "" : after, found == null ? "" : found))) {
                return null;
            }
            return found == null
                    ? page
                    : page.addObject("hits", found.hits()).addObject("next", Cursor.of(found.next()));
        } catch (ReadersBulkhead.Crowded crowded) {
            response.setHeader(HttpHeaders.RETRY_AFTER, ReadersBulkhead.RETRY_AFTER);
            page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
            return page.addObject("sentence", crowded.getMessage() + ".");
        } catch (InvalidValue wrong) {
            page.setStatus(HttpStatus.BAD_REQUEST);
            return page.addObject("sentence", wrong.getMessage() + ".");
        }
    }

    @GetMapping("/news/{slug}")
    @Nullable
    ModelAndView story(@PathVariable String slug, ServletWebRequest request) throws IOException {
        return story(StoryAt.latest(slug), request);
    }

    /** Any other number names no edition, and is answered as any address where nothing is. */
    @GetMapping("/news/{slug}/editions/{number:[1-9][0-9]{0,8}}")
    @Nullable
    ModelAndView edition(@PathVariable String slug, @PathVariable int number, ServletWebRequest request)
            throws IOException {
        return story(new StoryAt(slug, number), request);
    }

    @ExceptionHandler
    ModelAndView malformed(InvalidValue problem) {
        return notice(HttpStatus.BAD_REQUEST, "This address is not right", problem.getMessage() + ".");
    }

    @ExceptionHandler
    ModelAndView nothingThen(NotShown nothing) {
        return offView(nothing.answer());
    }

    private @Nullable ModelAndView stories(
            String title, @Nullable String section, @Nullable String after, ServletWebRequest request)
            throws IOException {
        var asked = new FrontPage(section, Cursor.read(after), STORIES_ON_A_PAGE);
        var head = sheets.head();
        var now = head.writing().today() + " " + head + " " + pages.now();
        var page = pages.at(asked, now);
        if (page == null) {
            var found = published.stories(asked);
            var stories = PublicStories.of(found);
            var led = leads.of(found, published::lead);
            var sections = published.sections(new Sections()).names();
            if (section != null && !sections.contains(section)) {
                return noSuchSection(head);
            }
            page = pages.shows(asked, now, sheets.stories(title, sections, stories, led, after, head));
        }
        return answered(page, request);
    }

    static ModelAndView noSuchSection(Sheets.Head head) {
        return Sheets.notice(
                HttpStatus.NOT_FOUND, "No such section", "There is no section of this name with stories in it.", head);
    }

    private @Nullable ModelAndView story(StoryAt asked, ServletWebRequest request) throws IOException {
        var head = sheets.head();
        var now = head + " " + pages.now();
        var page = pages.at(asked, now);
        if (page != null) {
            return answered(page, request);
        }
        var answer = published.story(asked);
        if (answer instanceof StoryAt.Answer.Live(var story)) {
            var edition = PublicEdition.of(story, gallery);
            var editions = PublicEditions.of(edition.slug(), published.editions(new EditionsOf(story.article())));
            return answered(pages.shows(asked, now, sheets.story(edition, editions, head)), request);
        }
        return offView(answer);
    }

    private ModelAndView offView(StoryAt.Answer answer) {
        return offView(answer, sheets.head());
    }

    /** Why nothing of a story is shown. */
    static ModelAndView offView(StoryAt.Answer answer, Sheets.Head head) {
        return switch (answer) {
            case StoryAt.Answer.Killed(var notice, var at) ->
                Sheets.notice(HttpStatus.GONE, "This story has been withdrawn", notice, head)
                        .addObject("since", at);
            // One answer for all: that a story is held is nobody's business outside.
            case StoryAt.Answer.Held(), StoryAt.Answer.Unknown(), StoryAt.Answer.Live _ ->
                Sheets.notice(
                        HttpStatus.NOT_FOUND, "Not available", "The story you asked for is not available now.", head);
        };
    }

    /** No page is shown but this one. */
    private static @Nullable ModelAndView answered(PublicPage page, ServletWebRequest request) throws IOException {
        page.answer(request, Objects.requireNonNull(request.getResponse()));
        return null;
    }

    private ModelAndView notice(HttpStatus status, String title, String words) {
        return Sheets.notice(status, title, words, sheets.head());
    }
}
