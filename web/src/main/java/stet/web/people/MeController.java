package stet.web.people;

import com.fasterxml.jackson.annotation.JsonProperty;
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
import stet.web.access.AccessEvent.Kind;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;

/** What people see and keep about themselves: who they are, their password, their tokens. */
@RestController
final class MeController {
    private final Credentials credentials;
    private final Addresses addresses;
    private final BearerTokens tokens;
    private final SignIn signIn;
    private final Sessions sessions;
    private final KnownBrowsers browsers;

    /** @param email where letters about what concerns them go, or null */
    record Me(
            String id,
            String name,
            @Nullable String signInName,
            Set<Role> roles,
            Set<String> desks,
            @Nullable String email) {}

    /** @param email null where no letters should go any more */
    record NewAddress(@Nullable String email) {}

    record NewPassword(
            @Nullable String current,
            @JsonProperty("new") @Nullable String replacement) {
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    record TokenWanted(@Nullable String label, @Nullable Instant expiresAt) {}

    /** @param token shown here and never again */
    record TokenIssued(
            String id,
            String token,
            String label,
            Instant issuedAt,
            @Nullable Instant expiresAt) {}

    MeController(
            Credentials credentials,
            Addresses addresses,
            BearerTokens tokens,
            SignIn signIn,
            Sessions sessions,
            KnownBrowsers browsers) {
        this.credentials = credentials;
        this.addresses = addresses;
        this.tokens = tokens;
        this.signIn = signIn;
        this.sessions = sessions;
        this.browsers = browsers;
    }

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

    @PutMapping("/api/me/email")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void email(@AuthenticationPrincipal SignedIn me, @RequestBody NewAddress body) {
        addresses.set(me.person(), body.email() == null ? "" : body.email());
    }

    /** Ends every other session of this person; tokens stay, for they were not made from the password. */
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
        var known = credentials
                .of(me.person())
                .orElseThrow(() -> new InvalidValue("You have no password; an administrator can give you one"));
        Credentials.requireStrong(body.replacement());
        try {
            signIn.again(me, known.signInName(), body.current(), request);
        } catch (SignInRefused refused) {
            throw refused.asProblem();
        }
        var inSession = sessions.person(request).isPresent();
        credentials.set(
                me.person(),
                known.signInName(),
                body.replacement(),
                Kind.PASSWORD_CHANGED,
                me.person(),
                RemoteAddress.of(request));
        if (inSession) {
            sessions.begin(request, response, me.person());
            browsers.remember(request, response, me.person());
        }
    }

    @GetMapping("/api/tokens")
    List<BearerTokens.Issued> tokens(@AuthenticationPrincipal SignedIn me) {
        return tokens.of(me.person());
    }

    @PostMapping("/api/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    TokenIssued issue(@AuthenticationPrincipal SignedIn me, @RequestBody TokenWanted body, HttpServletRequest request) {
        var fresh = tokens.issue(
                me.person(), body.label() == null ? "" : body.label(), body.expiresAt(), RemoteAddress.of(request));
        var issued = fresh.issued();
        return new TokenIssued(issued.id(), fresh.secret(), issued.label(), issued.issuedAt(), issued.expiresAt());
    }

    @DeleteMapping("/api/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal SignedIn me, @PathVariable String id, HttpServletRequest request) {
        if (!tokens.revoke(me.person(), id, RemoteAddress.of(request))) {
            throw Problem.because(
                    HttpStatus.NOT_FOUND, "no-such-token", "No such token", "You have no token '%s'".formatted(id));
        }
    }
}
