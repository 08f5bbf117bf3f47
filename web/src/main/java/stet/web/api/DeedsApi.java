package stet.web.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.history.ChangesOf;
import stet.history.DeedsAcross;
import stet.history.Work;
import stet.web.door.SignedIn;
import stet.web.http.Csv;
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

    private static final String WHICH =
            "The newest first. Say whose deeds (by), or which list, or both. A deed in an article that you may read only where that"
                    + " is recorded has no sentence here; it is told in the article's own history.";
    /** In a table. */
    private static final int MOST = 2_000;

    /** @param next what to ask {@code after} for the next page, or null if this is the last */
    record DeedsPage(List<WhatWasDone.Deed> deeds, @Nullable String next) {}

    @Operation(
            operationId = "deeds",
            summary = "What somebody did, or every sign-off, waiver or correction, in all articles that you may read.",
            description = WHICH)
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

    @Operation(
            operationId = "deeds-csv",
            summary = "The same as a table, in lines of comma-separated values (RFC 4180).",
            description = WHICH
                    + " At most 2,000 of them; where there are more, a link with the relation 'next' leads to the table that goes on. 'stands' is"
                    + " said of sign-offs and waivers that are asked for as a list, 'passages' are those that a sign-off was of, and 'fallen'"
                    + " those of them that it is of no more.")
    @GetMapping("/api/deeds.csv")
    ResponseEntity<String> csv(
            @RequestParam(required = false) @Nullable PersonId by,
            @RequestParam(required = false) DeedsAcross.@Nullable Listed list,
            @RequestParam(required = false) @Nullable Work work,
            @RequestParam(defaultValue = "") Set<String> kind,
            @RequestParam(required = false) @Nullable DeskId desk,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "" + MOST) int limit,
            @AuthenticationPrincipal SignedIn person) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidValue("A table of deeds has 1 to 2,000 of them");
        }
        var which = new WhatWasDone.Which(by, list, work, kind, desk, from, until);
        var table = new Csv(
                "at",
                "person",
                "name",
                "role",
                "program",
                "article",
                "headline",
                "desk",
                "revision",
                "kind",
                "what",
                "why",
                "stands",
                "passages",
                "fallen");
        var next = cursors.read(after, DeedsAcross.Place.class);
        var told = 0;
        do {
            var page = done.of(which, next, Math.min(ChangesOf.MOST, limit - told), person);
            page.deeds().forEach(deed -> add(deed, table));
            told += page.deeds().size();
            next = page.next();
        } while (next != null && told < limit);
        var answer = ResponseEntity.ok().contentType(Csv.TYPE);
        var further = cursors.of(next);
        if (further != null) {
            answer.header(
                    HttpHeaders.LINK,
                    "<%s>; rel=\"next\""
                            .formatted(ServletUriComponentsBuilder.fromCurrentRequest()
                                    .scheme(null)
                                    .host(null)
                                    .port(null)
                                    .replaceQueryParam("after", further)
                                    .encode()
                                    .toUriString()));
        }
        return answer.body(table.toString());
    }

    private static void add(WhatWasDone.Deed deed, Csv table) {
        var entry = deed.entry();
        var standing = deed.standing();
        table.line(
                entry.at(),
                entry.who().value(),
                entry.name(),
                entry.role(),
                entry.program(),
                deed.article() == null ? null : deed.article().value(),
                deed.headline(),
                deed.desk() == null ? null : deed.desk().value(),
                deed.revision(),
                entry.kind(),
                entry.fact(),
                entry.why(),
                standing == null ? null : standing.stands(),
                standing == null ? null : String.join(" ", standing.passages()),
                standing == null ? null : String.join(" ", standing.fallen()));
    }
}
