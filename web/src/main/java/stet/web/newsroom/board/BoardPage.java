package stet.web.newsroom.board;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Board;
import stet.desk.Counts;
import stet.desk.Desk;
import stet.desk.Desks;
import stet.desk.Hands;
import stet.desk.MyWork;
import stet.desk.OneCard;
import stet.desk.People;
import stet.desk.Queue;
import stet.desk.Which;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.Role;
import stet.domain.newsroom.Reading;
import stet.web.door.SignedIn;
import stet.web.newsroom.Asked;
import stet.web.newsroom.Pages;
import stet.web.people.OwnPath;
import stet.web.people.SavedViews;
import stet.web.reading.WhatIsFound;
import stet.web.reading.WhoReads;

/** Everything that is being worked on, by where it waits; and what one of us has to do. */
@Controller
class BoardPage {
    static final List<Queue> AT_WORK =
            List.of(Queue.DRAFTING, Queue.WITH_CHECKERS, Queue.WITH_PICTURES, Queue.READY, Queue.LIVE);
    static final List<Role> WORKING =
            List.of(Role.WRITER, Role.CHECKER, Role.PICTURE_EDITOR, Role.PUBLISHER, Role.STANDARDS);

    private final Desk desk;
    private final WhoReads readers;
    private final WhatIsFound finds;
    private final SavedViews views;
    private final Cards cards;
    private final Clock clock;

    BoardPage(Desk desk, WhoReads readers, WhatIsFound finds, SavedViews views, Cards cards, Clock clock) {
        this.desk = desk;
        this.readers = readers;
        this.finds = finds;
        this.views = views;
        this.cards = cards;
        this.clock = clock;
    }

    /** A page that is open asks for its columns anew, which are then answered alone. */
    @GetMapping("/newsroom")
    ModelAndView board(
            @RequestParam MultiValueMap<String, String> query,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String byScript,
            @AuthenticationPrincipal SignedIn person) {
        return page(byScript == null ? "newsroom/board" : "newsroom/board :: columns", Narrowed.of(query), person);
    }

    ModelAndView page(String view, Narrowed asked, SignedIn person) {
        var page = new ModelAndView(view);
        var narrowed = asked;
        WhatIsFound.Called called = null;
        Which which;
        try {
            which = narrowed.which(clock.instant());
            if (!narrowed.text().isEmpty()) {
                called = finds.called(person, narrowed.text());
                which = which.among(called.found().articles());
            }
        } catch (InvalidValue invalid) {
            Asked.refused(page, invalid);
            narrowed = narrowed.without();
            which = Which.ALL;
        }
        var reach = readers.reach(person);
        if (view.equals("newsroom/board")) {
            var saved = views.of(person.person());
            var query = narrowed.query();
            page.addObject("titles", Column.titles())
                    .addObject("views", saved)
                    .addObject(
                            "view",
                            saved.stream()
                                    .filter(each -> each.query().equals(query))
                                    .findFirst()
                                    .orElse(null))
                    .addObject("key", Pages.key());
        }
        return page.addObject("narrowed", narrowed)
                .addObject("called", called)
                .addObject("people", desk.people(new People()).people())
                .addObject("hands", desk.hands(new Hands(reach)))
                .addObject("columns", columns(narrowed, which.within(reach)))
                .addObject("cards", cards)
                .addObject("reads", Reading.reads(person.roles()))
                .addObject("desks", names())
                .addObject("back", narrowed.path());
    }

    private List<Column> columns(Narrowed narrowed, Which which) {
        var counts = desk.counts(new Counts(which));
        return narrowed.alone().map(List::of).orElse(AT_WORK).stream()
                .map(queue -> column(queue, queue == Queue.LIVE ? counts.live() : counts.in(queue), narrowed, which))
                .toList();
    }

    private Column column(Queue queue, int count, Narrowed narrowed, Which which) {
        if (count == 0) {
            return new Column(queue, 0, List.of(), null);
        }
        var asked = narrowed.cards(queue);
        var wanted = Board.of(asked).only(which);
        var page = desk.board(queue == Queue.LIVE ? wanted.amongLive() : wanted.in(queue));
        var more = page.next() == null || asked == Board.MOST
                ? null
                : narrowed.path(queue, Math.min(Board.MOST, asked + Narrowed.CARDS));
        // One that came between the two questions is counted, too.
        return new Column(queue, Math.max(count, page.cards().size()), page.cards(), more);
    }

    @GetMapping("/newsroom/mine")
    ModelAndView mine(
            @AuthenticationPrincipal SignedIn person,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String byScript) {
        return new ModelAndView(byScript == null ? "newsroom/mine" : "newsroom/mine :: pieces")
                .addObject("work", desk.myWork(new MyWork(person.person(), readers.reach(person))))
                .addObject("cards", cards)
                .addObject("desks", names())
                .addObject("back", "/newsroom/mine");
    }

    /** One card with what may be done with it from the board, which is not sent along with each of a hundred. */
    @GetMapping("/newsroom/cards/{id}")
    ModelAndView card(@PathVariable ArticleId id, @RequestParam(defaultValue = "/newsroom") String back) {
        var card = desk.card(new OneCard(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new ModelAndView("newsroom/card")
                .addObject("card", card)
                .addObject("cards", cards)
                .addObject("desks", names())
                .addObject("roles", WORKING)
                .addObject("people", desk.people(new People()).people())
                .addObject("key", Pages.key())
                .addObject("back", OwnPath.is(back) ? back : "/newsroom");
    }

    private Map<String, String> names() {
        var names = new java.util.LinkedHashMap<String, String>();
        desk.desks(new Desks()).desks().forEach(each -> names.put(each.id().value(), each.name()));
        return names;
    }
}
