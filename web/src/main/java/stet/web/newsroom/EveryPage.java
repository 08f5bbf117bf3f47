package stet.web.newsroom;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import stet.web.assets.Assets;
import stet.web.people.SignedIn;

/** What every page of the newsroom shows. */
@ControllerAdvice(basePackages = "stet.web.newsroom")
final class EveryPage {
    private final Assets assets;
    private final Clock clock;

    EveryPage(Assets assets, Clock clock) {
        this.assets = assets;
        this.clock = clock;
    }

    @ModelAttribute("assets")
    Assets assets() {
        return assets;
    }

    @ModelAttribute("me")
    Me me(@AuthenticationPrincipal SignedIn person) {
        return Me.of(person);
    }

    @ModelAttribute("times")
    Times times() {
        return new Times(clock);
    }

    /** Where the page is, so that a link to it can say so. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
