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
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.article.Stage;
import stet.lookup.EverSaid;
import stet.lookup.SearchFor;
import stet.web.door.SignedIn;
import stet.web.http.Cursors;
import stet.web.reading.WhatIsFound;

/** Where words stand. */
@RestController
final class SearchApi {
    private static final int LARGEST = 100;

    private final WhatIsFound finds;
    private final Cursors cursors;

    SearchApi(WhatIsFound finds, Cursors cursors) {
        this.finds = finds;
        this.cursors = cursors;
    }

    /** How many a program has seen already. */
    private record Seen(int count) {}

    /**
     * One hit for each article: its working copy or the edition that fits best.
     *
     * @param total how many articles there are, on all pages
     * @param complete false where there may be more: the index is still reading, or the search took too long
     * @param next what to ask {@code after} for the next page, or null if this is the last
     */
    record SearchPage(
            List<SearchFor.Hit> hits,
            long total,
            boolean complete,
            @Nullable String next) {}

    @Operation(
            operationId = "search",
            summary = "The articles in which words stand, each with the sentences, among those that you may read.")
    @GetMapping("/api/search")
    SearchPage search(
            @RequestParam String q,
            @RequestParam(defaultValue = "false") boolean typing,
            @RequestParam(required = false) SearchFor.@Nullable Kind in,
            @RequestParam(required = false) @Nullable DeskId desk,
            @RequestParam(required = false) @Nullable Stage stage,
            @RequestParam(required = false) @Nullable PersonId assigned,
            @RequestParam(required = false) @Nullable String section,
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(defaultValue = "false") boolean newest,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") int limit,
            @AuthenticationPrincipal SignedIn person) {
        checked(limit);
        var seen = cursors.read(after, Seen.class);
        var from = seen == null ? 0 : seen.count();
        var answer = finds.of(
                person,
                q,
                typing,
                new SearchFor.Narrowing(in, desk, stage, assigned, section, language, since, until),
                newest,
                from,
                limit);
        var found = answer.found();
        return new SearchPage(
                found.hits(),
                found.total(),
                found.whole() && answer.current(),
                cursors.of(
                        found.goesOn(from, limit) ? new Seen(from + found.hits().size()) : null));
    }

    /**
     * One hit for each passage, through all of its versions in which the words stand, and one for each thing that was said.
     *
     * @param total how many there are, on all pages
     * @param complete false where there may be more: the index is still reading, or the search took too long
     * @param next what to ask {@code after} for the next page, or null if this is the last
     */
    record HistoryPage(
            List<EverSaid.Hit> hits,
            long total,
            boolean complete,
            @Nullable String next) {}

    @Operation(
            operationId = "search-history",
            summary =
                    "Where words ever stood or were said in the history of the articles that you may read, and until when they stood there.",
            description =
                    "Whatever stood in any revision, comments, requests, queries, findings, sources as they were typed,"
                            + " reasons, and notes to readers. gone=true finds only words that stand there no more; since and until"
                            + " are of when something stood or was said.")
    @GetMapping("/api/search/history")
    HistoryPage history(
            @RequestParam String q,
            @RequestParam(defaultValue = "") Set<EverSaid.Kind> kind,
            @RequestParam(defaultValue = "false") boolean gone,
            @RequestParam(required = false) @Nullable PersonId by,
            @RequestParam(required = false) @Nullable ArticleId article,
            @RequestParam(required = false) @Nullable DeskId desk,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(defaultValue = "false") boolean newest,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") int limit,
            @AuthenticationPrincipal SignedIn person) {
        checked(limit);
        var seen = cursors.read(after, Seen.class);
        var from = seen == null ? 0 : seen.count();
        var answer = finds.ever(
                person, q, new EverSaid.Narrowing(kind, gone, by, article, desk, since, until), newest, from, limit);
        var found = answer.found();
        return new HistoryPage(
                found.hits(),
                found.total(),
                found.whole() && answer.current(),
                cursors.of(
                        found.goesOn(from, limit) ? new Seen(from + found.hits().size()) : null));
    }

    private static void checked(int limit) {
        if (limit < 1 || limit > LARGEST) {
            throw new InvalidValue("A page has 1 to %d hits".formatted(LARGEST));
        }
    }
}
