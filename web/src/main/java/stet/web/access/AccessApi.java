package stet.web.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.ArticleId;
import stet.web.door.Only;
import stet.web.door.SignedIn;
import stet.web.http.Cursors;

/** The log of access, for auditors, administrators and standards. */
@RestController
@Tag(name = "operations")
class AccessApi {

    private final AccessLedger access;
    private final Cursors cursors;

    /** @param next what to ask {@code after} for the next page, or null if this is the last */
    record AccessPage(List<AccessEvent> events, @Nullable String next) {}

    AccessApi(AccessLedger access, Cursors cursors) {
        this.access = access;
        this.cursors = cursors;
    }

    /**
     * Sign-ins, refusals, passwords, tokens and backups, and who read what few may, the newest first.
     *
     * @param kind of nothing else
     * @param article of what was read of this one, and of who its confidential sources are
     */
    @Operation(
            operationId = "access",
            summary =
                    "Who signed in, was refused, read what few may, or did something with passwords, tokens and backups.")
    @GetMapping("/api/access")
    @ApiResponse(responseCode = "200", description = "What happened at the door, the newest first")
    @ApiResponse(responseCode = "403", description = "Neither an auditor, an administrator nor of standards")
    AccessPage access(
            @RequestParam(required = false) AccessEvent.@Nullable Kind kind,
            @RequestParam(required = false) @Nullable ArticleId article,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit,
            @AuthenticationPrincipal SignedIn person) {
        Only.auditors(person);
        var page = access.newest(
                new AccessLedger.Which(kind, article), cursors.read(after, AccessLedger.Place.class), limit);
        return new AccessPage(page.events(), cursors.of(page.next()));
    }
}
