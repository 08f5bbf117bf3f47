package stet.web.people;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.web.door.Only;
import stet.web.door.SignedIn;

/** The pages on which people sign in and out. */
@Controller
final class SignInPage {
    static final String PATH = "/sign-in";
    static final String OUT = "/sign-out";

    /** Where whoever has given their password gives the code of their second factor. */
    static final String CODE = "/sign-in/code";

    /** Where a sign-in leads if no other address was asked for before. */
    private static final String NEWSROOM = "/newsroom";

    /** Where somebody who is signed in proves anew that it is them. */
    static final String AGAIN = "/sign-in/again";

    private static final String TOO_LATE = "The code came too late; please sign in again.";

    private final SignIn signIn;
    private final SessionCsrf csrf;
    private final Sessions sessions;
    private final Visitors visitors;
    private final StepUp stepUp;

    SignInPage(SignIn signIn, SessionCsrf csrf, Sessions sessions, Visitors visitors, StepUp stepUp) {
        this.stepUp = stepUp;
        this.signIn = signIn;
        this.csrf = csrf;
        this.sessions = sessions;
        this.visitors = visitors;
    }

    /** What it is called on the pages; null where it is off. */
    @ModelAttribute("singleSignOn")
    @Nullable
    String singleSignOn() {
        return stepUp.singleSignOn();
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
        Optional<PersonId> in;
        try {
            in = signIn.onPage(name, password, request, response);
        } catch (SignInRefused refused) {
            var page = kept.map(form -> form.page(null, "")).orElseGet(() -> new ModelAndView("people/sign-in"));
            return refused(page, refused, response).addObject("name", name).addObject("next", next);
        }
        if (in.isEmpty()) {
            return kept.map(form -> {
                        tellToken(request, response);
                        return codePage(form, next);
                    })
                    .orElseGet(() -> forCode(next));
        }
        return kept.map(form -> kept(form, in.get(), request, response)).orElseGet(() -> goOn(next));
    }

    /** To where whoever has a second factor gives a code of it. */
    static ModelAndView forCode(String next) {
        var page = UriComponentsBuilder.fromPath(CODE);
        if (OwnPath.is(next) && !next.equals(NEWSROOM)) {
            page.queryParam("next", "{next}");
        }
        return seeOther(page.encode().buildAndExpand(next).toUriString());
    }

    @GetMapping(CODE)
    ModelAndView codePage(@RequestParam(defaultValue = NEWSROOM) String next, HttpServletRequest request) {
        return sessions.half(request).isPresent() ? codePage((KeptForm) null, next) : seeOther(PATH + "?expired");
    }

    private static ModelAndView codePage(@Nullable KeptForm kept, String next) {
        return new ModelAndView("people/code").addObject("kept", kept).addObject("next", next);
    }

    @PostMapping(CODE)
    ModelAndView code(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = NEWSROOM) String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var kept = KeptForm.carriedBy(request);
        Optional<PersonId> in;
        try {
            in = signIn.code(code, request, response);
        } catch (SignInRefused refused) {
            return refused(codePage(kept.orElse(null), next), refused, response);
        }
        if (in.isEmpty()) {
            return kept.map(form -> form.page(null, "").addObject("sentence", TOO_LATE))
                    .orElseGet(() -> seeOther(PATH + "?expired"));
        }
        return kept.map(form -> kept(form, in.get(), request, response)).orElseGet(() -> goOn(next));
    }

    /** Somebody who is signed in proves anew that it is them. */
    @PostMapping(AGAIN)
    ModelAndView again(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String factor,
            @RequestParam(defaultValue = NEWSROOM) String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var kept = KeptForm.carriedBy(request);
        // Where a passkey was used on the page, it is proved already, and there is no more to give.
        if (!stepUp.isFresh(request, me)) {
            try {
                signIn.provesAnew(me, factor, request);
            } catch (SignInRefused refused) {
                return refused(KeptForm.stepUp(kept.orElse(null), next, stepUp.by(me)), refused, response);
            }
        }
        return kept.map(form -> form.page(me.person().value(), me.name())).orElseGet(() -> goOn(next));
    }

    private static ModelAndView refused(ModelAndView page, SignInRefused refused, HttpServletResponse response) {
        refused.headers().forEach((header, values) -> values.forEach(value -> response.setHeader(header, value)));
        page.setStatus(refused.status());
        return page.addObject("sentence", refused.sentence() + ".");
    }

    private static ModelAndView goOn(String next) {
        return seeOther(OwnPath.is(next) ? next : NEWSROOM);
    }

    private static ModelAndView seeOther(String path) {
        var redirect = new RedirectView(path, true);
        redirect.setExpandUriTemplateVariables(false);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(redirect);
    }

    /** The form that was kept, for whoever has signed in just now. */
    private ModelAndView kept(KeptForm form, PersonId who, HttpServletRequest request, HttpServletResponse response) {
        var person = visitors.now(who).orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED));
        SecurityContextHolder.setContext(new SecurityContextImpl(Visitors.authenticated(person)));
        tellToken(request, response);
        return form.page(person.person().value(), person.name());
    }

    /** The session is another one than the request came with; so is the token that the page's form has. */
    private void tellToken(HttpServletRequest request, HttpServletResponse response) {
        new CsrfByHeaderOrForm()
                .handle(
                        request,
                        response,
                        () -> csrf.loadDeferredToken(request, response).get());
    }

    @GetMapping(OUT)
    ModelAndView out(@AuthenticationPrincipal SignedIn signedIn) {
        return new ModelAndView("people/sign-out")
                .addObject("name", signedIn.name())
                .addObject("administrator", signedIn.holds(Role.ADMINISTRATOR))
                .addObject("auditor", Only.isAuditing(signedIn.roles()));
    }
}
