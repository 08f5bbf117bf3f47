package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import stet.domain.InvalidValue;
import stet.web.door.SignedIn;

/** Where whoever signs in with a password that they were given sets one of their own, before anything else. */
@Controller
final class OwnPasswordPage {
    static final String PATH = "/own-password";
    private static final String ACCOUNT = "/newsroom/account";
    private static final String NEWSROOM = "/newsroom";

    /** All that they may ask for until then: to set it, by a page or a program, and to go away. */
    private static final Set<String> ON_THE_WAY = Set.of(
            "GET " + PATH,
            "POST " + PATH,
            "POST /api/me/password",
            "GET " + SignInPage.OUT,
            "POST " + SignInPage.OUT,
            "DELETE " + SessionApi.PATH);

    private final OwnPassword password;

    OwnPasswordPage(OwnPassword password) {
        this.password = password;
    }

    static boolean isOnTheWay(String method, String path) {
        return ON_THE_WAY.contains(method + " " + path);
    }

    @GetMapping(PATH)
    ModelAndView page(@RequestParam(defaultValue = NEWSROOM) String next, HttpServletRequest request) {
        return password.isWanted(request) ? page(next, (String) null) : seeOther(ACCOUNT);
    }

    @PostMapping(PATH)
    ModelAndView set(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "new", defaultValue = "") String own,
            @RequestParam(defaultValue = NEWSROOM) String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!password.isWanted(request)) {
            return seeOther(ACCOUNT);
        }
        try {
            password.first(me, own, request, response);
        } catch (InvalidValue invalid) {
            var page = page(next, invalid.getMessage() + ".");
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        return seeOther(OwnPath.is(next) ? next : NEWSROOM);
    }

    private static ModelAndView page(String next, @Nullable String sentence) {
        return new ModelAndView("people/own-password").addObject("next", next).addObject("sentence", sentence);
    }

    private static ModelAndView seeOther(String path) {
        var there = new RedirectView(path, true);
        there.setExpandUriTemplateVariables(false);
        there.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(there);
    }
}
