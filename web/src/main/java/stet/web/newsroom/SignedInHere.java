package stet.web.newsroom;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import stet.web.door.SignedIn;

/** Tells a page who is signed in in its browser now, before it sends a form: it may have been open for long. */
@RestController
class SignedInHere {

    /** @param token as a form sends it in the field of this name, since the one in the page may be of a session that has ended */
    record Answer(String person, String name, String field, String token) {}

    @GetMapping("/newsroom/signed-in")
    Answer now(@AuthenticationPrincipal SignedIn me, CsrfToken csrf) {
        return new Answer(me.person().value(), me.name(), csrf.getParameterName(), csrf.getToken());
    }
}
