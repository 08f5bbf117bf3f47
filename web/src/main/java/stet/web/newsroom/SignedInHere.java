package stet.web.newsroom;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import stet.web.door.SignedIn;
import stet.web.people.StepUp;

/** Tells a page who is signed in in its browser now, before it sends a form: it may have been open for long. */
@Hidden
@RestController
class SignedInHere {

    /**
     * @param token as a form sends it in the field of this name, since the one in the page may be of a session that has ended; both are empty
     *     for a program with a token of its own, which has no forms
     * @param stepUp by what they have to prove anew that it is them before they send what they ask about; empty where they need not
     */
    record Answer(String person, String name, String field, String token, String stepUp) {}

    private final StepUp stepUp;

    SignedInHere(StepUp stepUp) {
        this.stepUp = stepUp;
    }

    @GetMapping("/newsroom/signed-in")
    Answer now(
            @AuthenticationPrincipal SignedIn me,
            @Nullable CsrfToken csrf,
            @RequestParam(name = "for", defaultValue = "") String sends,
            HttpServletRequest request) {
        var asked = sends.split(" ", 2);
        var wanted = asked.length == 2 && stepUp.isWanted(asked[0], asked[1], request, me);
        return new Answer(
                me.person().value(),
                me.name(),
                csrf == null ? "" : csrf.getParameterName(),
                csrf == null ? "" : csrf.getToken(),
                wanted ? stepUp.by(me).told() : "");
    }
}
