package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import stet.domain.Role;
import stet.web.door.SignedIn;

/** The pages on which people sign in and out. */
@Controller
final class SignInPage {
    static final String PATH = "/sign-in";
    static final String OUT = "/sign-out";

    /** Where a sign-in leads if no other address was asked for before. */
    private static final String NEWSROOM = "/newsroom";

    private final SignIn signIn;

    SignInPage(SignIn signIn) {
        this.signIn = signIn;
    }

    @GetMapping(PATH)
    ModelAndView page(
            @RequestParam(defaultValue = NEWSROOM) String next,
            @RequestParam(name = "expired", required = false) @Nullable String expired,
            @RequestParam(name = "signed-out", required = false) @Nullable String signedOut) {
        var page = new ModelAndView("people/sign-in").addObject("next", next);
        if (expired != null) {
            page.addObject("sentence", "This page had been open for too long; please sign in again.");
        }
        if (signedOut != null) {
            page.addObject("notice", "You have signed out.");
        }
        return page;
    }

    @PostMapping(PATH)
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = NEWSROOM) String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            signIn.in(name, password, request, response);
        } catch (SignInRefused refused) {
            refused.headers().forEach((header, values) -> values.forEach(value -> response.setHeader(header, value)));
            var page = new ModelAndView("people/sign-in")
                    .addObject("sentence", refused.sentence() + ".")
                    .addObject("name", name)
                    .addObject("next", next);
            page.setStatus(refused.status());
            return page;
        }
        var redirect = new RedirectView(OwnPath.is(next) ? next : NEWSROOM, true);
        redirect.setExpandUriTemplateVariables(false);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(redirect);
    }

    @GetMapping(OUT)
    ModelAndView out(@AuthenticationPrincipal SignedIn signedIn) {
        return new ModelAndView("people/sign-out")
                .addObject("name", signedIn.name())
                .addObject("administrator", signedIn.holds(Role.ADMINISTRATOR))
                .addObject("auditor", signedIn.holds(Role.ADMINISTRATOR) || signedIn.holds(Role.STANDARDS));
    }
}
