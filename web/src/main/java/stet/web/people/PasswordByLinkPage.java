package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import stet.domain.InvalidValue;
import stet.domain.Refused;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.RemoteAddress;

/**
 * The pages for whoever has no password to sign in with: behind a link that they were given or sent, and where they ask for one. To look
 * at a link's page does not use the link up. Its form needs no CSRF token: no other site knows the key. Nor does the other, since it does
 * nothing in anybody's name.
 */
@Controller
final class PasswordByLinkPage {
    static final String FORGOTTEN = "/forgotten-password";

    private final PasswordByLink links;
    private final ForgottenPasswords forgotten;
    private final SignIn signIn;

    PasswordByLinkPage(PasswordByLink links, ForgottenPasswords forgotten, SignIn signIn) {
        this.links = links;
        this.forgotten = forgotten;
        this.signIn = signIn;
    }

    @GetMapping(OneTimeLinks.PATH)
    ModelAndView page(@RequestParam(defaultValue = "") String key, HttpServletRequest request) {
        return form(key, links.guest(key, RemoteAddress.of(request)));
    }

    @PostMapping(OneTimeLinks.PATH)
    ModelAndView comeIn(
            @RequestParam(defaultValue = "") String key,
            @RequestParam(name = "sign-in-name", defaultValue = "") String signInName,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(name = "end-tokens", required = false) @Nullable String endTokens,
            HttpServletRequest request,
            HttpServletResponse response) {
        var from = RemoteAddress.of(request);
        try {
            var known = links.comesIn(key, signInName, password, endTokens != null, from);
            if (signIn.begin(known, Kind.SIGNED_IN, request, response).isEmpty()) {
                return SignInPage.forCode("/newsroom");
            }
        } catch (InvalidValue | Refused refused) {
            var guest = links.guest(key, from);
            var again = form(key, guest).addObject("sentence", refused.getMessage() + ".");
            if (guest.isInvited()) {
                again.addObject("signInName", signInName);
            }
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        var newsroom = new RedirectView("/newsroom", true);
        newsroom.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(newsroom);
    }

    @GetMapping(FORGOTTEN)
    ModelAndView forgotten() {
        return new ModelAndView("people/forgotten-password")
                .addObject("helps", forgotten.helps())
                .addObject("asked", false);
    }

    @PostMapping(FORGOTTEN)
    ModelAndView ask(
            @RequestParam(defaultValue = "") String name, HttpServletRequest request, HttpServletResponse response) {
        var page = forgotten();
        if (!forgotten.helps()) {
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        }
        try {
            forgotten.ask(name, RemoteAddress.of(request));
        } catch (SignInRefused refused) {
            refused.headers().forEach((header, values) -> values.forEach(value -> response.setHeader(header, value)));
            page.setStatus(refused.status());
            return page.addObject("sentence", refused.sentence() + ".");
        }
        return page.addObject("asked", true);
    }

    @ExceptionHandler
    ModelAndView ended(PasswordByLink.Ended ended) {
        var page = new ModelAndView("people/set-password").addObject("ended", ended.getMessage() + ".");
        page.setStatus(HttpStatus.GONE);
        return page;
    }

    private ModelAndView form(String key, PasswordByLink.Guest guest) {
        return new ModelAndView("people/set-password")
                .addObject("key", key)
                .addObject("invited", guest.isInvited())
                .addObject("person", guest.person().name())
                .addObject("signInName", guest.signInName());
    }
}
