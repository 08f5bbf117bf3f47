package stet.web.newsroom;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import stet.web.door.SignedIn;
import stet.web.people.SignInNames;
import stet.web.people.SingleKeys;

/** What every page of the newsroom tells its scripts of whoever it is made for. */
@ControllerAdvice(basePackages = "stet.web.newsroom")
final class ForScripts {
    private final SignInNames names;
    private final SingleKeys keys;

    ForScripts(SignInNames names, SingleKeys keys) {
        this.names = names;
        this.keys = keys;
    }

    /** With what they sign in again, should their session end while the page is open. */
    @ModelAttribute("signInName")
    String signInName(@AuthenticationPrincipal SignedIn person) {
        return names.of(person.person());
    }

    /** Whether keys do something by themselves. */
    @ModelAttribute("singleKeys")
    boolean singleKeys(@AuthenticationPrincipal SignedIn person) {
        return keys.of(person.person());
    }
}
