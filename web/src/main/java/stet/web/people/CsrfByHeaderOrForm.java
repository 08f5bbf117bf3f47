package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Takes the CSRF token as it is from a header and masked from a form (a form is part of a compressed page, where a token that is always
 * the same could be guessed). The cookie is set only within a session or for a form: public pages stay without cookies and can be cached.
 */
final class CsrfByHeaderOrForm implements CsrfTokenRequestHandler {
    private final CsrfTokenRequestAttributeHandler header = new CsrfTokenRequestAttributeHandler();
    private final CsrfTokenRequestAttributeHandler form = new XorCsrfTokenRequestAttributeHandler();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        form.handle(request, response, token);
        if (request.getSession(false) != null) {
            var _ = token.get().getToken();
        }
    }

    @Override
    public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        var by = request.getHeader(token.getHeaderName()) != null ? header : form;
        return by.resolveCsrfTokenValue(request, token);
    }
}
