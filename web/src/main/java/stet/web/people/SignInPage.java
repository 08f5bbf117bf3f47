package stet.web.people;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
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
    private final SessionCsrf csrf;
    private final Credentials credentials;
    private final Visitors visitors;

    SignInPage(SignIn signIn, SessionCsrf csrf, Credentials credentials, Visitors visitors) {
        this.signIn = signIn;
        this.csrf = csrf;
        this.credentials = credentials;
        this.visitors = visitors;
    }

    /** A form that was not taken, for want of a sign-in; see {@link KeptForm}. */
    @RequestMapping(KeptForm.PATH)
    ModelAndView kept(HttpServletRequest request, @AuthenticationPrincipal @Nullable SignedIn now) {
        if (request.getDispatcherType() != DispatcherType.FORWARD) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return KeptForm.page(request, now);
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
        var kept = KeptForm.carriedBy(request);
        try {
            signIn.in(name, password, request, response);
        } catch (SignInRefused refused) {
            refused.headers().forEach((header, values) -> values.forEach(value -> response.setHeader(header, value)));
            var page = kept.map(form -> form.page(null, ""))
                    .orElseGet(() -> new ModelAndView("people/sign-in"))
                    .addObject("sentence", refused.sentence() + ".")
                    .addObject("name", name)
                    .addObject("next", next);
            page.setStatus(refused.status());
            return page;
        }
        if (kept.isPresent()) {
            return kept(kept.get(), name, request, response);
        }
        var redirect = new RedirectView(OwnPath.is(next) ? next : NEWSROOM, true);
        redirect.setExpandUriTemplateVariables(false);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(redirect);
    }

    /** The form that was kept, for whoever has signed in just now. */
    private ModelAndView kept(KeptForm form, String name, HttpServletRequest request, HttpServletResponse response) {
        var person = credentials
                .owner(Credentials.normal(name))
                .flatMap(visitors::now)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED));
        // The session is another one than the request came with; so are its token, and who is in it.
        SecurityContextHolder.setContext(new SecurityContextImpl(Visitors.authenticated(person)));
        new CsrfByHeaderOrForm()
                .handle(
                        request,
                        response,
                        () -> csrf.loadDeferredToken(request, response).get());
        return form.page(person.person().value(), person.name());
    }

    @GetMapping(OUT)
    ModelAndView out(@AuthenticationPrincipal SignedIn signedIn) {
        return new ModelAndView("people/sign-out")
                .addObject("name", signedIn.name())
                .addObject("administrator", signedIn.holds(Role.ADMINISTRATOR))
                .addObject("auditor", signedIn.holds(Role.ADMINISTRATOR) || signedIn.holds(Role.STANDARDS));
    }
}
