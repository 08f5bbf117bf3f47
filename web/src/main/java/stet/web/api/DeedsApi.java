package stet.web.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.history.DeedsAcross;
import stet.history.Work;
import stet.web.door.SignedIn;
import stet.web.http.Cursors;
import stet.web.reading.WhatWasDone;

/** What people did in all articles. */
@RestController
final class DeedsApi {
    private final WhatWasDone done;
    private final Cursors cursors;

    DeedsApi(WhatWasDone done, Cursors cursors) {
        this.done = done;
        this.cursors = cursors;
    }

    /** @param next what to ask {@code after} for the next page, or null if this is the last */
    record DeedsPage(List<WhatWasDone.Deed> deeds, @Nullable String next) {}

    @Operation(
            operationId = "deeds",
            summary = "What somebody did, or every sign-off, waiver or correction, in all articles that you may read.",
            description =
                    "The newest first. Say whose deeds (by), or which list, or both. A deed in an article that you may read only where that"
                            + " is recorded has no sentence here; it is told in the article's own history.")
    @GetMapping("/api/deeds")
    DeedsPage deeds(
            @RequestParam(required = false) @Nullable PersonId by,
            @RequestParam(required = false) DeedsAcross.@Nullable Listed list,
            @RequestParam(required = false) @Nullable Work work,
            @RequestParam(defaultValue = "") Set<String> kind,
            @RequestParam(required = false) @Nullable DeskId desk,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit,
            @AuthenticationPrincipal SignedIn person) {
        var which = new WhatWasDone.Which(by, list, work, kind, desk, from, until);
        var page = done.of(which, cursors.read(after, DeedsAcross.Place.class), limit, person);
        return new DeedsPage(page.deeds(), cursors.of(page.next()));
    }
}
