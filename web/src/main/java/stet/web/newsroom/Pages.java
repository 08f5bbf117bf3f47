package stet.web.newsroom;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** How the newsroom's pages answer a form. */
public final class Pages {
    private Pages() {}

    /** What was asked was done; the page shows it. */
    public static ModelAndView seeOther(String path) {
        var there = new RedirectView(path, true);
        there.setExpandUriTemplateVariables(false);
        there.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(there);
    }

    /** The sentence alone, put where refusals stand: whatever was typed stays where it is. */
    public static ModelAndView refused(Refusal refusal, HttpServletResponse response) {
        response.setHeader("HX-Retarget", "#refused");
        response.setHeader("HX-Reswap", "innerHTML");
        response.setHeader("HX-Reselect", ".sentence");
        response.setHeader("HX-Push-Url", "false");
        var page = new ModelAndView("newsroom/refused :: refused").addObject("refusal", refusal);
        page.setStatus(refusal.status());
        return page;
    }

    /** The idempotency key of a form, by which it is recognised if it is sent twice. */
    public static String key() {
        return UUID.randomUUID().toString();
    }
}
