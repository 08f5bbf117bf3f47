package stet.web.newsroom.across;

import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import stet.history.DeedsAcross;
import stet.history.DeedsAcross.Listed;
import stet.history.Work;
import stet.web.door.SignedIn;
import stet.web.findings.Corrections;
import stet.web.http.Cursors;
import stet.web.newsroom.AsTyped;
import stet.web.newsroom.Asked;
import stet.web.newsroom.Spoken;
import stet.web.newsroom.Times;
import stet.web.reading.WhatWasDone;

/** Who did what in all articles: all that one person did, or every sign-off, waiver or correction. */
@Controller
final class DeedsPage {
    private static final String PATH = "/newsroom/deeds";
    private static final int DEEDS = 50;
    /** Of each of these all that ever happened to its article is looked through. */
    private static final int CORRECTIONS = 10;

    private final WhatWasDone done;
    private final Desk desk;
    private final Cursors cursors;
    private final Corrections corrections;
    private final Times times;

    DeedsPage(WhatWasDone done, Desk desk, Cursors cursors, Corrections corrections, Clock clock) {
        this.corrections = corrections;
        this.done = done;
        this.desk = desk;
        this.cursors = cursors;
        times = new Times(clock);
    }

    /** What was typed; blank is no filter. */
    record Typed(String by, String what, String desk, String since, String until) {
        String path(@Nullable String after) {
            var said = new LinkedHashMap<String, String>();
            said.put("by", by);
            said.put("what", what);
            said.put("desk", desk);
            said.put("since", since);
            said.put("until", until);
            said.put("after", after == null ? "" : after);
            return AsTyped.address(PATH, said);
        }
    }

    @GetMapping(PATH)
    ModelAndView deeds(
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String desk,
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(required = false) @Nullable String after,
            @AuthenticationPrincipal SignedIn me) {
        var typed = new Typed(by, what, desk, since, until);
        var page = new ModelAndView("newsroom/across/deeds")
                .addObject("typed", typed)
                .addObject("people", this.desk.people(new People()).people())
                .addObject("desks", desks())
                .addObject("lists", called(Listed.values()))
                .addObject("works", called(Work.values()))
                .addObject("first", typed.path(null))
                .addObject("after", after)
                .addObject("answer", null)
                .addObject("csv", null)
                .addObject("next", null);
        if (by.isBlank() && what.isBlank()) {
            return page;
        }
        try {
            var which = which(typed);
            var limit = which.list() == Listed.CORRECTIONS ? CORRECTIONS : DEEDS;
            var answer = done.of(which, cursors.read(after, DeedsAcross.Place.class), limit, me);
            var next = cursors.of(answer.next());
            var corrected = new HashMap<String, Corrections.Answer>();
            if (which.list() == Listed.CORRECTIONS) {
                answer.deeds().forEach(deed -> {
                    var article = deed.article();
                    if (article != null && !deed.entry().fact().isEmpty()) {
                        corrected.computeIfAbsent(
                                article.value(), _ -> corrections.of(article).orElse(Corrections.Answer.NONE));
                    }
                });
            }
            page.addObject("corrected", corrected).addObject("csv", csv(which));
            return page.addObject("answer", answer).addObject("next", next == null ? null : typed.path(next));
        } catch (InvalidValue invalid) {
            return Asked.refused(page, invalid);
        }
    }

    private WhatWasDone.Which which(Typed typed) {
        var list = one(Listed.values(), typed.what());
        var work = one(Work.values(), typed.what());
        if (list == null && work == null && !typed.what().isBlank()) {
            throw new InvalidValue("There is no '%s' to look among; there are %s"
                    .formatted(
                            typed.what(),
                            String.join(
                                    ", ",
                                    Stream.concat(Arrays.stream(Listed.values()), Arrays.stream(Work.values()))
                                            .map(AsTyped::path)
                                            .toList())));
        }
        return new WhatWasDone.Which(
                typed.by().isBlank() ? null : new PersonId(typed.by()),
                list,
                work,
                Set.of(),
                typed.desk().isBlank() ? null : new DeskId(typed.desk()),
                times.day(typed.since(), 0),
                times.day(typed.until(), 1));
    }

    /** The same for other programs, all of it. */
    private static String csv(WhatWasDone.Which which) {
        var said = new LinkedHashMap<String, String>();
        said.put("by", which.by() == null ? "" : which.by().value());
        said.put("list", Objects.toString(which.list(), ""));
        said.put("work", Objects.toString(which.work(), ""));
        said.put("desk", which.desk() == null ? "" : which.desk().value());
        said.put("from", Objects.toString(which.from(), ""));
        said.put("until", Objects.toString(which.until(), ""));
        return AsTyped.address("/api/deeds.csv", said);
    }

    private static <E extends Enum<E>> @Nullable E one(E[] all, String typed) {
        return Arrays.stream(all)
                .filter(each -> AsTyped.path(each).equals(typed))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> called(Enum<?>[] all) {
        var spoken = new Spoken();
        var called = new LinkedHashMap<String, String>();
        for (var each : all) {
            called.put(AsTyped.path(each), each == Listed.SIGN_OFFS ? "Sign-offs" : spoken.of(each));
        }
        return called;
    }

    private Map<String, String> desks() {
        var names = new LinkedHashMap<String, String>();
        desk.desks(new Desks()).desks().forEach(each -> names.put(each.id().value(), each.name()));
        return names;
    }
}
