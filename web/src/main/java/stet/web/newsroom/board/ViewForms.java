package stet.web.newsroom.board;

import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import stet.domain.InvalidValue;
import stet.web.door.SignedIn;
import stet.web.newsroom.Pages;
import stet.web.newsroom.Refusal;
import stet.web.people.SavedViews;

/** The desk's forms that save what it shows under a name, give that another name, and delete it. */
@Controller
@RequestMapping("/newsroom/views")
class ViewForms {
    private final SavedViews views;
    private final BoardPage board;
    private final Clock clock;

    ViewForms(SavedViews views, BoardPage board, Clock clock) {
        this.views = views;
        this.board = board;
        this.clock = clock;
    }

    @PostMapping
    ModelAndView save(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String query,
            @AuthenticationPrincipal SignedIn person) {
        var narrowed = Narrowed.of(query);
        try {
            narrowed.which(clock.instant());
            views.save(person.person(), name, narrowed.query());
        } catch (InvalidValue invalid) {
            return refused(invalid, narrowed, name, person);
        }
        return Pages.seeOther(Narrowed.of(narrowed.query()).path());
    }

    @PostMapping("/{id}/rename")
    ModelAndView rename(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            @AuthenticationPrincipal SignedIn person) {
        var view = view(id, person);
        try {
            views.rename(person.person(), id, name);
        } catch (InvalidValue invalid) {
            return refused(invalid, Narrowed.of(view.query()), name, person);
        }
        return Pages.seeOther(Narrowed.of(view.query()).path());
    }

    @PostMapping("/{id}/delete")
    ModelAndView delete(@PathVariable String id, @AuthenticationPrincipal SignedIn person) {
        var view = view(id, person);
        views.delete(person.person(), id);
        return Pages.seeOther(Narrowed.of(view.query()).path());
    }

    private SavedViews.View view(String id, SignedIn person) {
        return views.of(person.person()).stream()
                .filter(view -> view.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The desk as it was, with the name that was typed. */
    private ModelAndView refused(InvalidValue invalid, Narrowed narrowed, String name, SignedIn person) {
        var status = HttpStatus.UNPROCESSABLE_CONTENT;
        var page = board.page("newsroom/board", narrowed, person)
                .addObject("refusal", new Refusal(status, String.valueOf(invalid.getMessage()), List.of()))
                .addObject("nameTyped", name);
        page.setStatus(status);
        return page;
    }
}
