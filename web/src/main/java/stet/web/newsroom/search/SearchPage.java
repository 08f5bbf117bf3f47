package stet.web.newsroom.search;

import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Desk;
import stet.desk.Desks;
import stet.desk.People;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.article.Stage;
import stet.lookup.SearchFor;
import stet.search.Question;
import stet.web.door.SignedIn;
import stet.web.newsroom.AsTyped;
import stet.web.newsroom.Asked;
import stet.web.newsroom.Times;
import stet.web.reading.WhatIsFound;

/** Where words stand in all articles that somebody may read, with the sentences in which they stand. */
@Controller
final class SearchPage {
    private static final String PATH = "/newsroom/search";
    private static final int HITS = 20;

    private final WhatIsFound finds;
    private final Desk desk;
    private final Times times;

    SearchPage(WhatIsFound finds, Desk desk, Clock clock) {
        this.finds = finds;
        this.desk = desk;
        times = new Times(clock);
    }

    /** What was typed; blank is no filter. */
    record Typed(
            String q,
            String in,
            String desk,
            String stage,
            String person,
            String section,
            String language,
            String since,
            String until,
            String newest,
            int page) {
        boolean anything() {
            return !q.isBlank() || narrowed();
        }

        boolean narrowed() {
            return !(in + desk + stage + person + section + language + since + until).isBlank();
        }

        /** The address of another page of the same. */
        String path(int other) {
            var said = new LinkedHashMap<String, String>();
            said.put("q", q);
            said.put("in", in);
            said.put("desk", desk);
            said.put("stage", stage);
            said.put("person", person);
            said.put("section", section);
            said.put("language", language);
            said.put("since", since);
            said.put("until", until);
            said.put("newest", newest);
            said.put("page", other < 2 ? "" : Integer.toString(other));
            return AsTyped.address(PATH, said);
        }
    }

    /** The address of the same, asked of the history. */
    private static String ever(Typed typed) {
        var said = new LinkedHashMap<String, String>();
        said.put("q", typed.q());
        said.put("desk", typed.desk());
        said.put("since", typed.since());
        said.put("until", typed.until());
        return AsTyped.address(HistorySearchPage.PATH, said);
    }

    @GetMapping(PATH)
    ModelAndView search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String in,
            @RequestParam(defaultValue = "") String desk,
            @RequestParam(defaultValue = "") String stage,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String section,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String newest,
            @RequestParam(defaultValue = "1") String page,
            @AuthenticationPrincipal SignedIn asking) {
        var typed = new Typed(q, in, desk, stage, person, section, language, since, until, newest, number(page, HITS));
        var shown = new ModelAndView("newsroom/search")
                .addObject("typed", typed)
                .addObject("desks", desks())
                .addObject("people", this.desk.people(new People()).people())
                .addObject("stages", stages())
                .addObject("ever", ever(typed))
                .addObject("answer", null)
                .addObject("next", null)
                .addObject("before", null);
        if (!typed.anything()) {
            return shown;
        }
        try {
            var from = (typed.page() - 1) * HITS;
            var answer = finds.of(asking, q, false, narrowing(typed), !newest.isEmpty(), from, HITS);
            return shown.addObject("answer", answer)
                    .addObject("from", from)
                    .addObject("next", answer.found().goesOn(from, HITS) ? typed.path(typed.page() + 1) : null)
                    .addObject("before", typed.page() > 1 ? typed.path(typed.page() - 1) : null);
        } catch (InvalidValue invalid) {
            return Asked.refused(shown, invalid);
        }
    }

    private SearchFor.Narrowing narrowing(Typed typed) {
        return new SearchFor.Narrowing(
                AsTyped.one(SearchFor.Kind.values(), typed.in()),
                typed.desk().isBlank() ? null : new DeskId(typed.desk()),
                AsTyped.one(Stage.values(), typed.stage()),
                typed.person().isBlank() ? null : new PersonId(typed.person()),
                typed.section().isBlank() ? null : typed.section().strip(),
                typed.language().isBlank() ? null : typed.language().strip(),
                times.day(typed.since(), 0),
                times.day(typed.until(), 1));
    }

    /** The number of a page, 1 where there is none of it. */
    static int number(String typed, int hits) {
        return typed.matches("[1-9][0-9]?") ? Math.min(Integer.parseInt(typed), Question.DEEPEST / hits) : 1;
    }

    private Map<String, String> stages() {
        return Arrays.stream(Stage.values())
                .collect(Collectors.toMap(
                        AsTyped::path,
                        stage -> {
                            var words = AsTyped.path(stage).replace('-', ' ');
                            return Character.toUpperCase(words.charAt(0)) + words.substring(1);
                        },
                        (one, _) -> one,
                        LinkedHashMap::new));
    }

    private Map<String, String> desks() {
        var names = new LinkedHashMap<String, String>();
        desk.desks(new Desks()).desks().forEach(each -> names.put(each.id().value(), each.name()));
        return names;
    }
}
