package stet.web.people;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import stet.web.http.ForPrograms;

/** What somebody gets who has to sign in first: a program a problem, a person the page to sign in. */
final class NotSignedIn implements AuthenticationEntryPoint {

    /** Of a request: whoever sent it is in with a password that they were given, and has not set one of their own. */
    static final String OWN_PASSWORD_FIRST = NotSignedIn.class.getName() + ".ownPasswordFirst";

    private final Mapped mapped;

    NotSignedIn(Mapped mapped) {
        this.mapped = mapped;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException, ServletException {
        if (mapped.sentAway(request, response)) {
            return;
        }
        var ownPasswordFirst = request.getAttribute(OWN_PASSWORD_FIRST) != null;
        if (ForPrograms.is(request) && ownPasswordFirst) {
            Problem.answer(
                    response,
                    HttpStatus.FORBIDDEN,
                    "own-password-first",
                    "Set a password of your own first",
                    "The password that you signed in with was given to you; set one of your own with POST /api/me/password, or at "
                            + OwnPasswordPage.PATH);
            return;
        }
        if (ForPrograms.is(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            problem(response, "Sign in first, or send a token: 'Authorization: Bearer stet_…'");
            return;
        }
        var page = page(request, ownPasswordFirst ? OwnPasswordPage.PATH : SignInPage.PATH);
        if (request.getHeader("HX-Request") != null) {
            // A redirect would put the sign-in page into the fragment that was asked for.
            response.setHeader("HX-Redirect", page);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        if (KeptForm.isIn(request)) {
            keep(request, response);
            return;
        }
        response.sendRedirect(page);
    }

    /** What was typed is shown, and not thrown away. */
    static void keep(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            request.getRequestDispatcher(KeptForm.PATH).forward(request, response);
        } catch (ServletException failed) {
            throw new IOException(failed);
        }
    }

    void badToken(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        problem(response, "This token is unknown, has expired or was revoked, or its owner has left");
    }

    private static void problem(HttpServletResponse response, String sentence) throws IOException {
        Problem.answer(response, HttpStatus.UNAUTHORIZED, "not-signed-in", "Not signed in", sentence);
    }

    private static String page(HttpServletRequest request, String path) {
        var page = request.getContextPath() + path;
        if (path(request).equals(SignInPage.PATH) || path(request).equals(SignInPage.CODE)) {
            return page + "?expired";
        }
        if (!HttpMethod.GET.matches(request.getMethod()) || request.getHeader("HX-Request") != null) {
            return page;
        }
        var query = request.getQueryString();
        var next = query == null ? path(request) : path(request) + "?" + query;
        return OwnPath.is(next) ? page + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8) : page;
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
