package stet.web.newsroom.article;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import stet.domain.ArticleId;
import stet.domain.RefusalCode;
import stet.domain.article.ArticleCommand.BreakGlass;
import stet.domain.newsroom.Reading;
import stet.web.door.Door;
import stet.web.door.Said;
import stet.web.door.SignedIn;
import stet.web.http.Problems;
import stet.web.newsroom.Pages;
import stet.web.newsroom.Refusal;
import stet.workflow.Answer;

/**
 * Where a publisher opens, with a reason, what is not theirs to read. It asks whether an article is there or not, so whoever looks at
 * it learns nothing.
 */
@Controller
@RequestMapping("/newsroom/articles/{id}/break-glass")
class BreakGlassPage {
    private final Door door;
    private final Problems problems;

    BreakGlassPage(Door door, Problems problems) {
        this.door = door;
        this.problems = problems;
    }

    @GetMapping
    ModelAndView page(@PathVariable ArticleId id, @AuthenticationPrincipal SignedIn person) {
        if (!Reading.opens(person.roles())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return page(id, "");
    }

    @PostMapping
    ModelAndView open(
            @PathVariable ArticleId id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            @AuthenticationPrincipal SignedIn person) {
        var refusal = Refusal.<@Nullable Refusal>instead(
                problems,
                () -> door.send(new BreakGlass(id, reason), person, Said.nothing())
                                        .answer()
                                instanceof Answer.No no
                        // Whoever sends the form twice, or may read it by now, goes on to it.
                        ? no.code() == RefusalCode.ALREADY_SO ? null : Refusal.of(id, no)
                        : null,
                refused -> refused);
        if (refusal == null) {
            return Pages.seeOther("/newsroom/articles/" + id);
        }
        var page = page(id, reason).addObject("refusal", refusal);
        page.setStatus(refusal.status());
        return page;
    }

    private static ModelAndView page(ArticleId id, String reason) {
        return new ModelAndView("newsroom/break-glass")
                .addObject("id", id.value())
                .addObject("reason", reason)
                .addObject("minutes", Reading.OPEN_FOR.toMinutes());
    }
}
