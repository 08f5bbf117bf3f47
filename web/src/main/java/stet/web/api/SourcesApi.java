package stet.web.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import stet.desk.Doubts;
import stet.desk.RestingOn;
import stet.web.door.SignedIn;
import stet.web.http.Cursors;
import stet.web.reading.WhatRests;

/** What rests on a source, and which sources nobody relies on any more. */
@RestController
final class SourcesApi {
    private final WhatRests rests;
    private final Cursors cursors;

    SourcesApi(WhatRests rests, Cursors cursors) {
        this.rests = rests;
        this.cursors = cursors;
    }

    /**
     * What rests on one source, or did when it was doubted or when the edition came out that readers have.
     *
     * @param source in the one form that tells it from others
     * @param doubt the last one, also where it was lifted; null where nobody ever doubted it
     * @param stories how many articles there are, on all pages
     * @param live how many of these readers see, or would if they were not on hold
     * @param toDealWith of these, in how many something is still to be settled or corrected
     * @param next what to ask {@code after} for the next page, or null if this is the last
     */
    record SourcePage(
            String source,
            RestingOn.@Nullable Doubt doubt,
            long stories,
            long live,
            long toDealWith,
            List<RestingOn.Claim> claims,
            @Nullable String next) {}

    @Operation(
            operationId = "source",
            summary = "What rests on a source in all articles that you may read, the live ones first.")
    @GetMapping("/api/sources")
    SourcePage source(
            @RequestParam String locator,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit,
            @AuthenticationPrincipal SignedIn person) {
        var answer = rests.on(locator, cursors.read(after, RestingOn.Place.class), limit, person);
        return new SourcePage(
                answer.source(),
                answer.doubt(),
                answer.stories(),
                answer.live(),
                answer.toDealWith(),
                answer.claims(),
                cursors.of(answer.next()));
    }

    @Operation(
            operationId = "doubted-sources",
            summary =
                    "The sources that nobody relies on any more, and in how many stories something is still to be done.")
    @GetMapping("/api/sources/doubted")
    Doubts.Answer doubted(@AuthenticationPrincipal SignedIn person) {
        return rests.doubts(person);
    }
}
