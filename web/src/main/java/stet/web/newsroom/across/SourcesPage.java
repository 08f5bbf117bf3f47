package stet.web.newsroom.across;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import stet.desk.RestingOn;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.newsroom.NewsroomCommand;
import stet.domain.newsroom.NewsroomCommand.DoubtSource;
import stet.domain.newsroom.NewsroomCommand.LiftDoubt;
import stet.web.door.SignedIn;
import stet.web.http.Cursors;
import stet.web.newsroom.Asked;
import stet.web.reading.WhatRests;

/** What rests on a source, and the sources that nobody relies on any more. A standards editor doubts one here. */
@Controller
@RequestMapping(SourcesPage.PATH)
final class SourcesPage {
    static final String PATH = "/newsroom/sources";
    private static final int CLAIMS = 100;

    private final WhatRests rests;
    private final Asked asked;
    private final Cursors cursors;

    SourcesPage(WhatRests rests, Asked asked, Cursors cursors) {
        this.rests = rests;
        this.asked = asked;
        this.cursors = cursors;
    }

    /** Those claims of one article that are on this page. */
    record Story(ArticleId article, String headline, boolean live, List<RestingOn.Claim> claims) {
        public boolean toDealWith() {
            return claims.stream().anyMatch(RestingOn.Claim::toDealWith);
        }

        /** The number of a correction that was published since the source was doubted, or null. */
        public @Nullable Integer corrected() {
            return claims.getFirst().corrected();
        }
    }

    @GetMapping
    ModelAndView source(
            @RequestParam(defaultValue = "") String locator,
            @RequestParam(required = false) @Nullable String after,
            @AuthenticationPrincipal SignedIn me) {
        try {
            return page(locator, after, "", me);
        } catch (InvalidValue invalid) {
            return Asked.refused(page("", null, "", me), invalid);
        }
    }

    @PostMapping("/doubt")
    ModelAndView doubt(
            @RequestParam(defaultValue = "") String locator,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal SignedIn me) {
        return asks(new DoubtSource(locator, reason), locator, reason, me);
    }

    @PostMapping("/lift")
    ModelAndView lift(
            @RequestParam(defaultValue = "") String locator,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal SignedIn me) {
        return asks(new LiftDoubt(locator, reason), locator, reason, me);
    }

    private ModelAndView asks(NewsroomCommand command, String locator, String reason, SignedIn me) {
        return Asked.done(
                () -> {
                    asked.of(command, me);
                    return path(locator, null);
                },
                () -> page(locator, null, reason, me));
    }

    private ModelAndView page(String locator, @Nullable String after, String reason, SignedIn me) {
        var page = new ModelAndView("newsroom/across/sources")
                .addObject("typed", locator)
                .addObject("reason", reason)
                .addObject("doubts", rests.doubts(me).doubts())
                .addObject("answer", null)
                .addObject("next", null);
        if (locator.isBlank()) {
            return page;
        }
        var answer = rests.on(locator, cursors.read(after, RestingOn.Place.class), CLAIMS, me);
        var doubt = answer.doubt();
        if (doubt != null
                && doubt.lifted() == null
                && answer.claims().stream().anyMatch(claim -> claim.state() == RestingOn.State.RESTS)) {
            page.addObject("refresh", path(locator, after));
        }
        return page.addObject("answer", answer)
                .addObject("stories", stories(answer.claims()))
                .addObject("next", answer.next() == null ? null : path(locator, cursors.of(answer.next())));
    }

    private static List<Story> stories(List<RestingOn.Claim> claims) {
        return claims.stream()
                .collect(groupingBy(RestingOn.Claim::article, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(of -> new Story(
                        of.getFirst().article(),
                        of.getFirst().headline(),
                        of.getFirst().live(),
                        of))
                .toList();
    }

    private static String path(String locator, @Nullable String after) {
        var path = UriComponentsBuilder.fromPath(PATH).queryParam("locator", "{locator}");
        if (after == null) {
            return path.encode().buildAndExpand(locator).toUriString();
        }
        return path.queryParam("after", "{after}")
                .encode()
                .buildAndExpand(locator, after)
                .toUriString();
    }
}
