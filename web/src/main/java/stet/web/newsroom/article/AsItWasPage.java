package stet.web.newsroom.article;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Desk;
import stet.desk.Desks;
import stet.desk.People;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.history.Point;
import stet.web.newsroom.Asked;
import stet.workflow.PastStates;

/** An article as it stood at a moment: what was written, what was checked, who had it, and what the world could read. */
@Controller
@RequestMapping("/newsroom/articles/{id}")
class AsItWasPage {
    private final Desk desk;
    private final PastStates states;
    private final Clock clock;

    AsItWasPage(Desk desk, PastStates states, Clock clock) {
        this.desk = desk;
        this.states = states;
        this.clock = clock;
    }

    /** @param at a time as in an address, see {@link Point#moment}; without one there is the form alone */
    @GetMapping("/as-of")
    ModelAndView asItWas(@PathVariable ArticleId id, @RequestParam(defaultValue = "") String at) {
        var article = desk.workingCopy(new WorkingCopy(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .article();
        var page = new ModelAndView("newsroom/history/as-of")
                .addObject("id", id.value())
                .addObject("article", article)
                .addObject("at", at)
                .addObject("instant", null)
                .addObject("past", null);
        if (at.isBlank()) {
            return page;
        }
        try {
            var instant = Point.moment(at, clock.getZone());
            page.addObject("instant", instant);
            return states.asOf(id, instant)
                    .map(past -> shown(page, past, instant))
                    .orElse(page);
        } catch (InvalidValue invalid) {
            return Asked.refused(page, invalid);
        }
    }

    private ModelAndView shown(ModelAndView page, PastStates.Past past, Instant instant) {
        var was = past.article();
        return page.addObject("past", past)
                .addObject("was", was)
                // It is the heading there, and no part of the words below it.
                .addObject(
                        "passages",
                        PassageView.of(was).stream()
                                .filter(passage -> !passage.kind().equals("headline"))
                                .toList())
                .addObject("obstacles", Obstacle.told(was.obstacles(instant)))
                .addObject("names", names())
                .addObject("desk", new Desks.Names(desk.desks(new Desks())).of(was.desk()))
                // Of a moment that is still to come nobody was shown anything.
                .addObject("shown", !instant.isAfter(clock.instant()));
    }

    private Map<PersonId, String> names() {
        return desk.people(new People()).people().stream()
                .collect(Collectors.toMap(People.Person::id, People.Person::name));
    }
}
