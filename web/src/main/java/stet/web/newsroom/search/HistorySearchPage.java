package stet.web.newsroom.search;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import stet.desk.Desk;
import stet.desk.Desks;
import stet.desk.People;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.newsroom.Newsroom;
import stet.lookup.EverSaid;
import stet.web.door.SignedIn;
import stet.web.newsroom.AsTyped;
import stet.web.newsroom.Asked;
import stet.web.newsroom.Spoken;
import stet.web.newsroom.Times;
import stet.web.reading.WhatIsFound;

/** Where words ever stood, or were said, in the history of all articles that somebody may read. */
@Controller
final class HistorySearchPage {
    static final String PATH = "/newsroom/search/history";
    private static final int HITS = 20;
    private static final String BLOCK = "block/";
    private static final Spoken SPOKEN = new Spoken();

    private final WhatIsFound finds;
    private final Desk desk;
    private final Times times;

    HistorySearchPage(WhatIsFound finds, Desk desk, Clock clock) {
        this.finds = finds;
        this.desk = desk;
        times = new Times(clock);
    }

    /** What was typed; blank is no filter. */
    record Typed(
            String q,
            String kind,
            String person,
            String article,
            String desk,
            String since,
            String until,
            String newest,
            int page) {
        static final String GONE = "gone";

        /** The address of another page of the same. */
        String path(int other) {
            var said = new LinkedHashMap<String, String>();
            said.put("q", q);
            said.put("kind", kind);
            said.put("person", person);
            said.put("article", article);
            said.put("desk", desk);
            said.put("since", since);
            said.put("until", until);
            said.put("newest", newest);
            said.put("page", other < 2 ? "" : Integer.toString(other));
            return AsTyped.address(PATH, said);
        }
    }

    /**
     * A hit as it is shown.
     *
     * @param what it is, as an editor calls it
     * @param name of who wrote or said it
     * @param came where it is seen as it came: a redline for a passage, the timeline for what was said
     */
    record Shown(EverSaid.Hit hit, String what, String name, String came) {
        /** Where it is seen how it went; null where it still stands. */
        public @Nullable String went(EverSaid.Span span) {
            return span.until() == null ? null : redline(hit, span.until());
        }

        public String came(EverSaid.Span span) {
            return redline(hit, span.from());
        }
    }

    @GetMapping(PATH)
    ModelAndView search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String article,
            @RequestParam(defaultValue = "") String desk,
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String newest,
            @RequestParam(defaultValue = "1") String page,
            @AuthenticationPrincipal SignedIn asking) {
        var typed = new Typed(q, kind, person, article, desk, since, until, newest, SearchPage.number(page, HITS));
        var names = names();
        var shown = new ModelAndView("newsroom/search-history")
                .addObject("typed", typed)
                .addObject("kinds", kinds())
                .addObject("desks", desks())
                .addObject("people", names)
                .addObject("answer", null)
                .addObject("next", null)
                .addObject("before", null);
        if (q.isBlank()) {
            return shown;
        }
        try {
            var from = (typed.page() - 1) * HITS;
            var answer = finds.ever(asking, q, narrowing(typed), !newest.isEmpty(), from, HITS);
            var found = answer.found();
            return shown.addObject("answer", answer)
                    .addObject(
                            "hits",
                            found.hits().stream().map(hit -> shown(hit, names)).toList())
                    .addObject("from", from)
                    .addObject("next", found.goesOn(from, HITS) ? typed.path(typed.page() + 1) : null)
                    .addObject("before", typed.page() > 1 ? typed.path(typed.page() - 1) : null);
        } catch (InvalidValue invalid) {
            return Asked.refused(shown, invalid);
        }
    }

    private EverSaid.Narrowing narrowing(Typed typed) {
        var gone = typed.kind().equals(Typed.GONE);
        var kind = gone ? null : AsTyped.one(EverSaid.Kind.values(), typed.kind());
        return new EverSaid.Narrowing(
                kind == null ? Set.of() : Set.of(kind),
                gone,
                typed.person().isBlank() ? null : new PersonId(typed.person()),
                typed.article().isBlank() ? null : new ArticleId(typed.article()),
                typed.desk().isBlank() ? null : new DeskId(typed.desk()),
                times.day(typed.since(), 0),
                times.day(typed.until(), 1));
    }

    private static Shown shown(EverSaid.Hit hit, Map<String, String> names) {
        var who = hit.who().value();
        return new Shown(
                hit,
                called(hit),
                names.getOrDefault(who, who),
                "/newsroom/articles/%s/timeline?before=%d#e%d"
                        .formatted(hit.article(), hit.sequence() + 1, hit.sequence()));
    }

    private static String redline(EverSaid.Hit hit, int revision) {
        var place = hit.place();
        var path =
                UriComponentsBuilder.fromPath("/newsroom/articles/{id}/redline").queryParam("revision", "{revision}");
        if (place == null || !place.startsWith(BLOCK)) {
            return path.encode().buildAndExpand(hit.article().value(), revision).toUriString();
        }
        return path.queryParam("place", "{place}")
                .encode()
                .buildAndExpand(hit.article().value(), revision, place.split("#", 2)[0])
                .toUriString();
    }

    private static String called(EverSaid.Hit hit) {
        var place = hit.place();
        return place == null || hit.kind() != EverSaid.Kind.PASSAGE ? called(hit.kind()) : placed(place);
    }

    private static String placed(String place) {
        if (!place.startsWith(BLOCK)) {
            return SPOKEN.capital(place);
        }
        var part = place.indexOf('#');
        return part < 0
                ? "Text"
                : SPOKEN.capital(place.substring(part + 1).replace('-', ' ').replace('_', ' '));
    }

    private static String called(EverSaid.Kind kind) {
        return switch (kind) {
            case PASSAGE -> "Passage";
            case COMMENT -> "Comment";
            case REQUEST -> "Request for changes";
            case QUERY -> "Query or answer";
            case FINDING -> "Finding";
            case SOURCE -> "Source";
            case REASON -> "Reason";
            case NOTE -> "Note to readers";
        };
    }

    private static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        kinds.put(Typed.GONE, "passages that are gone");
        for (var kind : EverSaid.Kind.values()) {
            kinds.put(
                    AsTyped.path(kind),
                    switch (kind) {
                        case PASSAGE -> "all passages";
                        case COMMENT -> "comments";
                        case REQUEST -> "requests for changes";
                        case QUERY -> "queries and answers";
                        case FINDING -> "findings";
                        case SOURCE -> "sources";
                        case REASON -> "reasons";
                        case NOTE -> "notes to readers";
                    });
        }
        return kinds;
    }

    private Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        desk.people(new People()).people().forEach(each -> names.put(each.id().value(), each.name()));
        names.put(Newsroom.STET.value(), "Stet");
        return names;
    }

    private Map<String, String> desks() {
        var names = new HashMap<String, String>();
        desk.desks(new Desks()).desks().forEach(each -> names.put(each.id().value(), each.name()));
        return names;
    }
}
