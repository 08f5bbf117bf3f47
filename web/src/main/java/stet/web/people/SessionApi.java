package stet.web.people;

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

    @DeleteMapping(PATH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.end(request, response);
    }
}
