package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import stet.domain.Refused;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;

/** To the provider of single sign-on, and back from it. */
@Controller
final class SingleSignOnPage {
    static final String PATH = "/sign-in/sso";
    private static final String NEWSROOM = "/newsroom";
    private static final String COOKIE = "stet-sso";
    private static final Duration ON_THE_WAY = Duration.ofMinutes(10);

    private final SingleSignOn singleSignOn;
    private final Arrivals arrivals;
    private final SignIn signIn;
    private final KnownBrowsers browsers;
    private final Cookies cookies;
    private final AccessLedger access;

    SingleSignOnPage(
            SingleSignOn singleSignOn,
            Arrivals arrivals,
            SignIn signIn,
            KnownBrowsers browsers,
            Cookies cookies,
            AccessLedger access) {
        this.singleSignOn = singleSignOn;
        this.arrivals = arrivals;
        this.signIn = signIn;
        this.browsers = browsers;
        this.cookies = cookies;
        this.access = access;
    }

    /** @param anew there where the provider is to ask who it is, though it may know */
    @GetMapping(PATH)
    ModelAndView departs(
            @RequestParam(defaultValue = NEWSROOM) String next,
            @RequestParam(required = false) @Nullable String anew,
            HttpServletResponse response) {
        requireOn();
        try {
            var departure = singleSignOn.departs(OwnPath.is(next) ? next : NEWSROOM, anew != null);
            keep(response, departure.kept(), ON_THE_WAY);
            return seeOther(departure.to());
        } catch (SignInRefused away) {
            return refused(away);
        }
    }

    @GetMapping(SingleSignOn.CALLBACK)
    ModelAndView arrives(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String state,
            HttpServletRequest request,
            HttpServletResponse response) {
        requireOn();
        var from = RemoteAddress.of(request);
        keep(response, "", Duration.ZERO);
        try {
            var arrival = singleSignOn
                    .arrives(cookies.sent(request, COOKIE).orElse(""), code, state)
                    .orElseThrow(SignInRefused::notLetIn);
            var known = arrivals.of(arrival, from);
            var elsewhere = browsers.of(request, known.signInName()).isEmpty() && browsers.hasAny(known.person());
            var in = signIn.begin(known, elsewhere ? Kind.SIGNED_IN_ELSEWHERE : Kind.SIGNED_IN, request, response);
            return in.isEmpty() ? SignInPage.forCode(arrival.next()) : seeOther(arrival.next());
        } catch (SignInRefused refused) {
            access.refused(Kind.SIGN_IN_REFUSED, null, from, refused.type());
            return refused(refused);
        } catch (Refused refused) {
            access.refused(Kind.SIGN_IN_REFUSED, null, from, refused.code().type());
            return sentence(HttpStatus.CONFLICT, refused.sentence());
        }
    }

    private void requireOn() {
        if (!singleSignOn.isOn()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private void keep(HttpServletResponse response, String kept, Duration howLong) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookies.holding(COOKIE, kept)
                        .maxAge(howLong)
                        .httpOnly(true)
                        .build()
                        .toString());
    }

    private ModelAndView refused(SignInRefused refused) {
        return sentence(HttpStatus.valueOf(refused.status().value()), refused.sentence());
    }

    private ModelAndView sentence(HttpStatus status, String sentence) {
        var page = new ModelAndView("people/sign-in")
                .addObject("singleSignOn", singleSignOn.name())
                .addObject("sentence", sentence + ".")
                .addObject("next", NEWSROOM);
        page.setStatus(status);
        return page;
    }

    private static ModelAndView seeOther(String there) {
        var redirect = new RedirectView(there, true);
        redirect.setExpandUriTemplateVariables(false);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(redirect);
    }
}
