package stet.web.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.Role;
import stet.web.access.RemoteAddress;
import stet.web.door.Scope;
import stet.web.door.SignedIn;

/** What people see and keep about themselves: who they are, their password, their tokens. */
@RestController
final class MeController {
    private final Credentials credentials;
    private final Addresses addresses;
    private final BearerTokens tokens;
    private final OwnPassword password;
    private final OwnSessions sessions;
    private final OwnZone zones;

    /** @param email where letters about what concerns them go, or null */
    record Me(
            String id,
            String name,
            @Nullable String signInName,
            Set<Role> roles,
            Set<String> desks,
            @Nullable String email) {}

    /**
     * @param email null where no letters should go any more
     * @param notices whether notices go there, as they do where it is not said
     */
    record NewAddress(@Nullable String email, @Nullable Boolean notices) {}

    /** @param zone null where times are to be read in the newsroom's */
    record NewZone(@Nullable String zone) {}

    /** @param endTokens whether the tokens end as the sessions do; they stay where it is not said */
    record NewPassword(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String current,

            @JsonProperty("new") @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String replacement,

            @Nullable Boolean endTokens) {
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    /**
     * @param expiresAt in 90 days where it is not said, and a year from now at the most
     * @param scopes reading alone where none are said
     * @param commands the only commands of articles that it may ask for; all that its scopes allow where none are said
     * @param roles of the owner to which it is narrowed; those that they hold at the time where none are said
     * @param desks of the owner to which it is narrowed, likewise
     */
    record TokenWanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String label,

            @Nullable Instant expiresAt,
            @Nullable Set<Scope> scopes,
            @Nullable Set<String> commands,
            @Nullable Set<Role> roles,
            @Nullable Set<String> desks) {
        BearerTokens.Wanted read() {
            if (label == null) {
                throw new InvalidValue("A token has a 'label', which says what it is for");
            }
            return new BearerTokens.Wanted(
                    label,
                    expiresAt,
                    scopes,
                    commands == null ? Set.of() : commands,
                    roles,
                    desks == null ? null : desks.stream().map(DeskId::new).collect(Collectors.toSet()));
        }
    }

    /** @param token shown here and never again */
    record TokenIssued(
            String id,
            String token,
            String label,
            Instant issuedAt,
            @Nullable Instant expiresAt,
            Set<Scope> scopes) {}

    MeController(
            Credentials credentials,
            Addresses addresses,
            BearerTokens tokens,
            OwnPassword password,
            OwnSessions sessions,
            OwnZone zones) {
        this.sessions = sessions;
        this.zones = zones;
        this.credentials = credentials;
        this.addresses = addresses;
        this.tokens = tokens;
        this.password = password;
    }

    @Operation(operationId = "me", summary = "Who you are here.")
    @GetMapping("/api/me")
    Me me(@AuthenticationPrincipal SignedIn me) {
        return new Me(
                me.person().value(),
                me.name(),
                credentials.of(me.person()).map(Credentials.Known::signInName).orElse(null),
                me.roles(),
                me.desks().stream().map(DeskId::value).collect(Collectors.toSet()),
                addresses.of(me.person()).orElse(null));
    }

    @Operation(operationId = "set-email", summary = "Sets where letters to you go.")
    @PutMapping("/api/me/email")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void email(@AuthenticationPrincipal SignedIn me, @RequestBody NewAddress body, HttpServletRequest request) {
        addresses.set(
                me,
                body.email() == null ? "" : body.email(),
                !Boolean.FALSE.equals(body.notices()),
                RemoteAddress.of(request));
    }

    @Operation(operationId = "set-own-zone", summary = "Sets the time zone in which you read times.")
    @PutMapping("/api/me/zone")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void zone(@AuthenticationPrincipal SignedIn me, @RequestBody NewZone body) {
        zones.set(me.person(), body.zone() == null ? "" : body.zone());
    }

    @Operation(operationId = "sessions", summary = "Where you are signed in.")
    @GetMapping("/api/me/sessions")
    List<OwnSessions.Session> sessions(@AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        return sessions.of(me.person(), request);
    }

    @Operation(operationId = "end-session", summary = "Signs you out in one place.")
    @DeleteMapping("/api/me/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@AuthenticationPrincipal SignedIn me, @PathVariable String id, HttpServletRequest request) {
        if (!sessions.end(me.person(), id, RemoteAddress.of(request))) {
            throw Problem.because(
                    HttpStatus.NOT_FOUND, "no-such-session", "No such session", "You are not signed in there");
        }
    }

    @Operation(operationId = "sign-out-everywhere", summary = "Signs you out everywhere, here as well.")
    @DeleteMapping("/api/me/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(@AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        sessions.endAll(me.person(), RemoteAddress.of(request));
    }

    /** Ends every other session of this person, and their tokens if they say so. */
    @Operation(operationId = "set-password", summary = "Sets a password of your own, and ends your other sessions.")
    @PostMapping("/api/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void password(
            @AuthenticationPrincipal SignedIn me,
            @RequestBody NewPassword body,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (body.current() == null || body.replacement() == null) {
            throw new InvalidValue("Changing a password takes the 'current' and the 'new' one");
        }
        try {
            password.replace(
                    me, body.current(), body.replacement(), Boolean.TRUE.equals(body.endTokens()), request, response);
        } catch (SignInRefused refused) {
            throw refused.asProblem();
        }
    }

    @Operation(operationId = "tokens", summary = "The tokens that you have.")
    @GetMapping("/api/tokens")
    List<BearerTokens.Issued> tokens(@AuthenticationPrincipal SignedIn me) {
        return tokens.of(me.person());
    }

    @Operation(operationId = "issue-token", summary = "Makes a token, which is shown in this answer and never again.")
    @PostMapping("/api/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    TokenIssued issue(@AuthenticationPrincipal SignedIn me, @RequestBody TokenWanted body, HttpServletRequest request) {
        var fresh = tokens.issue(me, body.read(), RemoteAddress.of(request));
        var issued = fresh.issued();
        return new TokenIssued(
                issued.id(), fresh.secret(), issued.label(), issued.issuedAt(), issued.expiresAt(), issued.scopes());
    }

    @Operation(operationId = "revoke-token", summary = "Ends a token.")
    @DeleteMapping("/api/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal SignedIn me, @PathVariable String id, HttpServletRequest request) {
        if (!tokens.revoke(me.person(), id, RemoteAddress.of(request))) {
            throw Problem.because(
                    HttpStatus.NOT_FOUND, "no-such-token", "No such token", "You have no token '%s'".formatted(id));
        }
    }
}
