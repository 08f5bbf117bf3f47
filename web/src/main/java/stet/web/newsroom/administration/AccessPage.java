package stet.web.newsroom.administration;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.web.access.AccessEvent;
import stet.web.access.AccessLedger;
import stet.web.access.Called;
import stet.web.newsroom.Asked;

/** The log of access, to read. {@code Security} lets in administrators and standards, and nobody else. */
@Controller
final class AccessPage {
    private static final int LINES = 100;

    private final AccessLedger access;
    private final Called called;

    AccessPage(AccessLedger access, Called called) {
        this.access = access;
        this.called = called;
    }

    /**
     * @param who did it, by name
     * @param whom it is about, where that is somebody else
     */
    public record Line(
            AccessEvent event,
            @Nullable String who,
            @Nullable String whom) {}

    /** @param at with {@code id}, where the page before ended */
    @GetMapping("/access")
    ModelAndView page(
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(required = false) AccessEvent.@Nullable Kind kind,
            @RequestParam(defaultValue = "") String article) {
        var page = new ModelAndView("newsroom/administration/access")
                .addObject("kinds", AccessEvent.Kind.values())
                .addObject("kind", kind)
                .addObject("article", article);
        try {
            return shown(
                    page,
                    new AccessLedger.Which(kind, article.isBlank() ? null : new ArticleId(article.strip())),
                    at == null ? null : new AccessLedger.Place(at, id));
        } catch (InvalidValue invalid) {
            return Asked.refused(shown(page, AccessLedger.Which.ALL, null), invalid);
        }
    }

    private ModelAndView shown(ModelAndView page, AccessLedger.Which which, AccessLedger.@Nullable Place after) {
        var found = access.newest(which, after, LINES);
        return page.addObject("lines", lines(found.events())).addObject("next", found.next());
    }

    private List<Line> lines(List<AccessEvent> events) {
        return events.stream()
                .map(event -> new Line(
                        event,
                        name(event.who()),
                        event.whom() == null || event.whom().equals(event.who()) ? null : name(event.whom())))
                .toList();
    }

    private @Nullable String name(@Nullable String id) {
        return id == null ? null : called.name(id);
    }
}
