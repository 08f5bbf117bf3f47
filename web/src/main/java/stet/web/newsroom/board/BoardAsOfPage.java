package stet.web.newsroom.board;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.BoardAsOf;
import stet.desk.CardAsOf;
import stet.desk.Desk;
import stet.desk.Desks;
import stet.desk.People;
import stet.desk.Queue;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.newsroom.Reading;
import stet.history.Point;
import stet.web.door.SignedIn;
import stet.web.http.Cursors;
import stet.web.newsroom.AsTyped;
import stet.web.newsroom.Asked;
import stet.web.reading.WhatStood;

/** The board as it was at an instant, from which each article is reached as it was then. */
@Controller
final class BoardAsOfPage {
    private static final String PATH = "/newsroom/as-of";
    private static final int CARDS = 20;
    /** In a column of its own. */
    private static final int MOST_CARDS = 100;

    private final WhatStood stood;
    private final Desk desk;
    private final Cursors cursors;
    private final Clock clock;

    BoardAsOfPage(WhatStood stood, Desk desk, Cursors cursors, Clock clock) {
        this.stood = stood;
        this.desk = desk;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** What was typed; blank is no filter. */
    record Typed(String at, String desk, String person, String show) {
        String path(String moment, String queue, @Nullable String after) {
            var said = new LinkedHashMap<String, String>();
            said.put("at", moment);
            said.put("desk", desk);
            said.put("person", person);
            said.put("show", queue);
            said.put("after", after == null ? "" : after);
            return AsTyped.address(PATH, said);
        }
    }

    /** @param more the address at which there are more cards, or null */
    public record ColumnAsOf(
            Queue queue, List<CardAsOf> cards, @Nullable String more) {
        public String title() {
            return Column.title(queue);
        }

        public String path() {
            return Column.path(queue);
        }

        /** How many there were, or at least how many. */
        public String count() {
            return cards.size() + (more == null ? "" : "+");
        }
    }

    /** Another instant to look at. */
    public record Step(String words, String address) {}

    /** @param at a time as in an address, see {@link Point#moment}; without one there is the form alone */
    @GetMapping(PATH)
    ModelAndView board(
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String desk,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(required = false) @Nullable String after,
            @AuthenticationPrincipal SignedIn me,
            HttpServletRequest request) {
        var typed = new Typed(at, desk, person, show);
        var desks = this.desk.desks(new Desks());
        var page = new ModelAndView("newsroom/board-as-of")
                .addObject("typed", typed)
                .addObject("field", at)
                .addObject("titles", Column.titles())
                .addObject("desks", new Desks.Names(desks))
                .addObject("allDesks", desks.desks())
                .addObject("people", this.desk.people(new People()).people())
                .addObject("reads", Reading.reads(me.roles()))
                .addObject("instant", null)
                .addObject("columns", List.of())
                .addObject("earlier", List.of())
                .addObject("later", List.of());
        if (at.isBlank()) {
            return page;
        }
        try {
            var instant = Point.moment(at, clock.getZone());
            var alone = AsTyped.one(Queue.values(), show);
            var columns = (alone == null ? BoardPage.AT_WORK : List.of(alone))
                    .stream()
                            .map(queue -> column(queue, alone != null, instant, typed, after, me, request))
                            .toList();
            return page.addObject("instant", instant)
                    .addObject(
                            "field",
                            LocalDateTime.ofInstant(instant, clock.getZone())
                                    .truncatedTo(ChronoUnit.MILLIS)
                                    .toString())
                    .addObject("columns", columns)
                    .addObject("earlier", steps(instant, -1, typed))
                    .addObject("later", steps(instant, 1, typed));
        } catch (InvalidValue invalid) {
            return Asked.refused(page, invalid);
        }
    }

    private ColumnAsOf column(
            Queue queue,
            boolean alone,
            Instant at,
            Typed typed,
            @Nullable String after,
            SignedIn me,
            HttpServletRequest request) {
        var live = queue == Queue.LIVE;
        var page = stood.at(
                at,
                new WhatStood.Which(
                        live ? null : queue,
                        live,
                        typed.desk().isBlank() ? null : new DeskId(typed.desk()),
                        typed.person().isBlank() ? null : new PersonId(typed.person())),
                alone ? cursors.read(after, BoardAsOf.Place.class) : null,
                alone ? MOST_CARDS : CARDS,
                me,
                request);
        var next = cursors.of(page.next());
        return new ColumnAsOf(
                queue, page.cards(), next == null ? null : typed.path(at.toString(), Column.path(queue), next));
    }

    private List<Step> steps(Instant from, int way, Typed typed) {
        var steps = new LinkedHashMap<String, Duration>();
        steps.put("A minute", Duration.ofMinutes(1));
        steps.put("An hour", Duration.ofHours(1));
        steps.put("A day", Duration.ofDays(1));
        steps.put("A week", Duration.ofDays(7));
        return steps.entrySet().stream()
                .map(each -> Map.entry(
                        each.getKey() + (way < 0 ? " earlier" : " later"),
                        from.plus(each.getValue().multipliedBy(way))))
                .filter(each -> !each.getValue().isAfter(clock.instant()))
                .map(each -> new Step(each.getKey(), typed.path(each.getValue().toString(), typed.show(), null)))
                .toList();
    }
}
