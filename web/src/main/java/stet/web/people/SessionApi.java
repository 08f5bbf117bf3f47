package stet.web.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.InvalidValue;
import stet.web.door.SignedIn;

/** Signing in and out by JSON, for pages and programs that keep a session. */
@RestController
final class SessionApi {
    static final String PATH = "/api/session";
    static final String FACTOR = PATH + "/factor";

    private final SignIn signIn;
    private final Sessions sessions;

    /** @param code of a second factor, or a recovery code; asked of those alone who have one */
    record NameAndPassword(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String password,

            @Nullable String code) {
        @Override
        public String toString() {
            return "NameAndPassword[]";
        }
    }

    /**
     * @param password of those alone who have nothing else to sign in with
     * @param code of a second factor, or a recovery code
     */
    record Factor(@Nullable String password, @Nullable String code) {
        @Override
        public String toString() {
            return "Factor[]";
        }
    }

    SessionApi(SignIn signIn, Sessions sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @SecurityRequirements
    @ApiResponse(responseCode = "204", description = "Signed in; the session and its CSRF token are cookies")
    @ApiResponse(
            responseCode = "422",
            description =
                    "A wrong name or password, or one that was for one sign-in; or a code that is missing or wrong")
    @ApiResponse(responseCode = "429", description = "Too many attempts; Retry-After says when to try again")
    @Operation(
            operationId = "sign-in",
            summary =
                    "Signs somebody in by name, password and, if they have a second factor, its code; the answer sets the session.")
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signIn(@RequestBody NameAndPassword body, HttpServletRequest request, HttpServletResponse response) {
        if (body.name() == null || body.password() == null) {
            throw new InvalidValue("Signing in takes a 'name' and a 'password'");
        }
        try {
            signIn.in(body.name(), body.password(), body.code(), request, response);
        } catch (SignInRefused refused) {
            throw refused.asProblem();
        }
    }

    @ApiResponse(responseCode = "204", description = "It is you; for some minutes nobody asks again")
    @ApiResponse(
            responseCode = "422",
            description = "A wrong password or code, or a password of somebody who has a second factor or a passkey")
    @ApiResponse(responseCode = "429", description = "Too many attempts; Retry-After says when to try again")
    @Operation(
            operationId = "prove-anew",
            summary = "Proves anew that it is you, as what goes to readers or concerns who comes in asks for.")
    @PostMapping(path = FACTOR, consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void factor(@AuthenticationPrincipal SignedIn me, @RequestBody Factor body, HttpServletRequest request) {
        try {
            if (body.code() != null) {
                signIn.provesAnewByCode(me, body.code(), request);
            } else if (body.password() != null) {
                signIn.provesAnewByPassword(me, body.password(), request);
            } else {
                throw new InvalidValue(
                        "It takes a 'code' of your second factor, or your 'password' where you have none");
            }
        } catch (SignInRefused refused) {
            throw refused.asProblem();
        }
    }

    @Operation(operationId = "sign-out", summary = "Ends the session.")
    @DeleteMapping(PATH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.end(request, response);
    }
}
