package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
 * The page behind the link that the first start shows. To look at it does not use the link up. Its form needs no CSRF token: no other site
 * knows the key.
 */
@Controller
final class FirstAdministratorPage {
    static final String PATH = "/first-administrator";

    private final FirstAdministrator first;
    private final SignIn signIn;

    FirstAdministratorPage(FirstAdministrator first, SignIn signIn) {
        this.first = first;
        this.signIn = signIn;
    }

    @GetMapping(PATH)
    ModelAndView page(@RequestParam(defaultValue = "") String key, HttpServletRequest request) {
        first.require(key, RemoteAddress.of(request));
        return form(key);
    }

    @PostMapping(PATH)
    ModelAndView comeIn(
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(name = "sign-in-name", defaultValue = "") String signInName,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var known = first.comesIn(key, name, signInName, password, RemoteAddress.of(request));
            if (signIn.begin(known, Kind.SIGNED_IN, request, response).isEmpty()) {
                return SignInPage.forCode("/newsroom");
            }
        } catch (InvalidValue | Refused refused) {
            var again = form(key)
                    .addObject("sentence", refused.getMessage() + ".")
                    .addObject("name", name)
                    .addObject("signInName", signInName);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        var newsroom = new RedirectView("/newsroom", true);
        newsroom.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(newsroom);
    }

    @ExceptionHandler
    ModelAndView ended(FirstAdministrator.LinkEnded ended) {
        var page = new ModelAndView("people/first-administrator").addObject("ended", ended.getMessage() + ".");
        page.setStatus(HttpStatus.GONE);
        return page;
    }

    private ModelAndView form(String key) {
        return new ModelAndView("people/first-administrator")
                .addObject("key", key)
                .addObject("known", first.knownName());
    }
}
