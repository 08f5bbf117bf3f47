package stet.web.newsroom;

import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import stet.web.door.SignedIn;

/** Tells a page who is signed in in its browser now, before it sends a form: it may have been open for long. */
@Hidden
@RestController
class SignedInHere {

    /**
     * @param token as a form sends it in the field of this name, since the one in the page may be of a session that has ended; both are empty
     *     for a program with a token of its own, which has no forms
     */
    record Answer(String person, String name, String field, String token) {}

    @GetMapping("/newsroom/signed-in")
    Answer now(@AuthenticationPrincipal SignedIn me, @Nullable CsrfToken csrf) {
        return new Answer(
                me.person().value(),
                me.name(),
                csrf == null ? "" : csrf.getParameterName(),
                csrf == null ? "" : csrf.getToken());
    }
}
