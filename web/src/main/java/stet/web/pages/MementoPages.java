package stet.web.pages;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import stet.published.Archive;
import stet.published.Changing;
import stet.published.FrontPage;
import stet.published.StoryAt;

/** The pages that the world read at an instant, byte for byte as this version of the program showed them then. */
@Controller
class MementoPages {
    private final Mementos mementos;
    private final Archive archive;
    private final Gallery gallery;
    private final Leads leads;
    private final Sheets sheets;

    MementoPages(Mementos mementos, Archive archive, Pictures pictures, Leads leads, Sheets sheets) {
        this.leads = leads;
        this.mementos = mementos;
        this.archive = archive;
        this.gallery = Gallery.ofTheWorld(pictures);
        this.sheets = sheets;
    }

    @GetMapping("/as-of/{instant}")
    @Nullable
    ModelAndView front(
            @PathVariable String instant,
            @RequestParam(required = false) @Nullable String after,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        return stories(instant, "/", null, after, request, response);
    }

    @GetMapping("/as-of/{instant}/sections/{section}")
    @Nullable
    ModelAndView section(
            @PathVariable String instant,
            @PathVariable String section,
            @RequestParam(required = false) @Nullable String after,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        var asked = request.getRequest().getRequestURI();
        return stories(
                instant,
                asked.substring(asked.lastIndexOf("/sections/")),
                Writing.sectionNamed(section),
                after,
                request,
                response);
    }

    @GetMapping("/as-of/{instant}/news/{slug}")
    @Nullable
    ModelAndView story(
            @PathVariable String instant,
            @PathVariable String slug,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        return shown(instant, "/news/" + slug, request, response);
    }

    @GetMapping("/as-of/{instant}/news/{slug}/editions/{number:[1-9][0-9]{0,8}}")
    @Nullable
    ModelAndView edition(
            @PathVariable String instant,
            @PathVariable String slug,
            @PathVariable int number,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        return shown(instant, "/news/%s/editions/%d".formatted(slug, number), request, response);
    }

    private @Nullable ModelAndView stories(
            String instant,
            String path,
            @Nullable String section,
            @Nullable String after,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        var asked = mementos.about(instant);
        var then = asked.then();
        var original = Original.of(path, request.getRequest().getQueryString())
                .orElseThrow(() -> new NotShown(new StoryAt.Answer.Unknown()));
        if (mementos.again(original, asked, request, response)) {
            return null;
        }
        var page = archive.stories(new FrontPage(section, Cursor.read(after), NewsPages.STORIES_ON_A_PAGE), then);
        mementos.listed(page, asked, request.getRequest());
        var head = mementos.head(then.at());
        var sections = archive.sections(then).names();
        mementos.say(original, new Changing.Stories(), asked, response);
        if (section != null && !sections.contains(section)) {
            return NewsPages.noSuchSection(head);
        }
        mementos.answer(
                original,
                asked,
                sheets.stories(
                        section == null ? "" : section,
                        sections,
                        PublicStories.of(page),
                        leads.of(page, archive::lead),
                        after,
                        head),
                request,
                response);
        return null;
    }

    private @Nullable ModelAndView shown(
            String instant, String path, ServletWebRequest request, HttpServletResponse response) throws IOException {
        var asked = mementos.about(instant);
        var then = asked.then();
        var original = Original.of(path, null).orElseThrow(() -> new NotShown(new StoryAt.Answer.Unknown()));
        if (mementos.again(original, asked, request, response)) {
            return null;
        }
        var kept = mementos.story(requireNonNull(original.slug()), asked, request.getRequest());
        var answer = archive.story(kept, original.edition(), then);
        var head = mementos.head(then.at());
        mementos.say(original, new Changing.OneStory(kept.article(), original.edition()), asked, response);
        if (answer instanceof StoryAt.Answer.Live(var story)) {
            var edition = PublicEdition.of(story, gallery);
            mementos.answer(
                    original,
                    asked,
                    sheets.story(edition, PublicEditions.of(edition.slug(), archive.editions(kept, then)), head),
                    request,
                    response);
            return null;
        }
        return NewsPages.offView(answer, head);
    }

    @ExceptionHandler
    ModelAndView nothing(NotShown nothing) {
        return NewsPages.offView(nothing.answer(), sheets.head());
    }

    @ExceptionHandler
    ModelAndView crowded(ReadersBulkhead.Crowded crowded, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, ReadersBulkhead.RETRY_AFTER);
        return Sheets.notice(HttpStatus.SERVICE_UNAVAILABLE, "Please wait", crowded.getMessage() + ".", sheets.head());
    }

    @ExceptionHandler
    ModelAndView malformed(InvalidValue problem) {
        return Sheets.notice(
                HttpStatus.BAD_REQUEST, "This address is not right", problem.getMessage() + ".", sheets.head());
    }
}
