package stet.web.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.InvalidValue;

/** Signing in and out by JSON, for pages and programs that keep a session. */
@RestController
final class SessionApi {
    static final String PATH = "/api/session";

    private final SignIn signIn;
    private final Sessions sessions;

    record NameAndPassword(@Nullable String name, @Nullable String password) {
        @Override
        public String toString() {
            return "NameAndPassword[]";
        }
    }

    SessionApi(SignIn signIn, Sessions sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @SecurityRequirements
    @ApiResponse(responseCode = "204", description = "Signed in; the session and its CSRF token are cookies")
    @ApiResponse(responseCode = "401", description = "A wrong name or password, or one that was for one sign-in")
    @ApiResponse(responseCode = "429", description = "Too many attempts; Retry-After says when to try again")
    @Operation(
            operationId = "sign-in",
            summary = "Signs somebody in by name and password; the answer sets the session.")
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signIn(@RequestBody NameAndPassword body, HttpServletRequest request, HttpServletResponse response) {
        if (body.name() == null || body.password() == null) {
            throw new InvalidValue("Signing in takes a 'name' and a 'password'");
        }
        try {
            signIn.in(body.name(), body.password(), request, response);
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
