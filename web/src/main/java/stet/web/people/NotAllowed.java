package stet.web.people;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import stet.web.http.ForPrograms;

/** What somebody gets who is signed in and still may not do this. */
final class NotAllowed implements AccessDeniedHandler {
    private final NotSignedIn notSignedIn;
    private final Cookies cookies;

    NotAllowed(NotSignedIn notSignedIn, Cookies cookies) {
        this.notSignedIn = notSignedIn;
        this.cookies = cookies;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        if (SecurityContextHolder.getContext().getAuthentication() == null) {
            // CSRF is checked before the sign-in; somebody who is not signed in is told to sign in, and not about a
            // token.
            notSignedIn.commence(request, response, new InsufficientAuthenticationException("Not signed in", denied));
        } else if (denied instanceof CsrfException && KeptForm.isIn(request)) {
            // Somebody has signed in since the page was made; whether it was the same person, the form says.
            NotSignedIn.keep(request, response);
        } else if (!ForPrograms.is(request)) {
            response.sendError(HttpStatus.FORBIDDEN.value());
        } else if (denied instanceof CsrfException) {
            Problem.answer(
                    response,
                    HttpStatus.FORBIDDEN,
                    "csrf-token-missing",
                    "CSRF token missing",
                    "With a session, send the value of the cookie %s in the header %s as well"
                            .formatted(cookies.name(SessionCsrf.COOKIE), SessionCsrf.HEADER));
        } else {
            Problem.answer(
                    response, HttpStatus.FORBIDDEN, "not-allowed", "Not allowed", "Your roles do not allow this");
        }
    }
}
