package stet.web.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import stet.desk.HowLong;
import stet.domain.DeskId;
import stet.web.door.SignedIn;
import stet.web.http.Csv;
import stet.web.reading.WhatTakesLong;

/** How long articles stand at the steps of a desk, and how often they go back. */
@RestController
final class TimesApi {
    private static final String DESCRIPTION =
            "By desk, and of no person: for publishers of the desk, standards editors and auditors. What ended or was done from"
                    + " one instant until before another, of articles that you may read; by default the last thirty days. At most"
                    + " 366 days. Times are those that passed, with nights and weekends.";
    private static final Duration USUAL = Duration.ofDays(30);

    private final WhatTakesLong takes;
    private final Clock clock;

    TimesApi(WhatTakesLong takes, Clock clock) {
        this.takes = takes;
        this.clock = clock;
    }

    /** @param from what ended or was done at this instant or later */
    record TimesPage(
            Instant from,
            Instant until,
            List<HowLong.AtDesk> desks,
            List<HowLong.Stood> longest,
            List<HowLong.Stood> waiting) {}

    @Operation(
            operationId = "times",
            summary =
                    "How long articles stood at each step of a desk, how often they went back, and how long it took to publish.",
            description = DESCRIPTION)
    @GetMapping("/api/times")
    TimesPage times(
            @RequestParam(required = false) @Nullable DeskId desk,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @AuthenticationPrincipal SignedIn person) {
        var to = until == null ? clock.instant() : until;
        var since = from == null ? to.minus(USUAL) : from;
        var answer = takes.of(desk, since, to, person);
        return new TimesPage(since, to, answer.desks(), answer.longest(), answer.waiting());
    }

    @Operation(
            operationId = "times-csv",
            summary = "The figures of every desk as a table, in lines of comma-separated values (RFC 4180).",
            description = DESCRIPTION
                    + " A figure is one of stood, waiting, went-back, first-edition, sign-offs-fallen; median and ninetieth are in"
                    + " milliseconds.")
    @GetMapping("/api/times.csv")
    ResponseEntity<String> csv(
            @RequestParam(required = false) @Nullable DeskId desk,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @AuthenticationPrincipal SignedIn person) {
        var table =
                new Csv("desk", "figure", "step", "from_step", "act", "count", "median_ms", "ninetieth_ms", "since");
        for (var each : times(desk, from, until, person).desks()) {
            add(each, table);
        }
        return ResponseEntity.ok().contentType(Csv.TYPE).body(table.toString());
    }

    private static void add(HowLong.AtDesk at, Csv table) {
        var desk = at.desk().value();
        for (var step : at.steps()) {
            table.line(
                    desk,
                    "stood",
                    step.queue(),
                    null,
                    null,
                    step.stood(),
                    step.medianMillis(),
                    step.ninetiethMillis(),
                    null);
            table.line(desk, "waiting", step.queue(), null, null, step.waiting(), null, null, step.waitingSince());
        }
        for (var back : at.returns()) {
            table.line(desk, "went-back", back.to(), back.from(), back.by(), back.times(), null, null, null);
        }
        var first = at.first();
        table.line(
                desk,
                "first-edition",
                null,
                null,
                null,
                first.editions(),
                first.medianMillis(),
                first.ninetiethMillis(),
                null);
        table.line(desk, "sign-offs-fallen", null, null, null, first.fallen(), null, null, null);
    }
}
