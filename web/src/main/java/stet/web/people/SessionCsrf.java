package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.stereotype.Component;

/**
 * The CSRF token of a session lies in the session, and a cookie only tells scripts what it is: whoever plants a cookie of their own has
 * planted no token. Before a sign-in there is no session, and the cookie itself is what a form is compared with.
 */
@Component
final class SessionCsrf implements CsrfTokenRepository {
    static final String COOKIE = "XSRF-TOKEN";
    static final String HEADER = "X-XSRF-TOKEN";
    private static final String PARAMETER = "_csrf";
    private static final String ATTRIBUTE = "stet.csrf";

    private final Cookies cookies;

    SessionCsrf(Cookies cookies) {
        this.cookies = cookies;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(Secret.draw());
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        if (session != null) {
            session.setAttribute(ATTRIBUTE, token == null ? null : token.getToken());
        }
        tell(response, token);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        var session = request.getSession(false);
        var known = session == null
                ? cookies.sent(request, COOKIE).filter(sent -> !sent.isBlank())
                : Optional.ofNullable((String) session.getAttribute(ATTRIBUTE));
        return known.map(SessionCsrf::token).orElse(null);
    }

    @Override
    public DeferredCsrfToken loadDeferredToken(HttpServletRequest request, HttpServletResponse response) {
        return new Deferred(request, response);
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken(HEADER, PARAMETER, value);
    }

    private void tell(HttpServletResponse response, @Nullable CsrfToken token) {
        var cookie = cookies.holding(COOKIE, token == null ? "" : token.getToken());
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                (token == null ? cookie.maxAge(Duration.ZERO) : cookie).build().toString());
    }

    private final class Deferred implements DeferredCsrfToken {
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private @Nullable CsrfToken token;
        private boolean generated;

        Deferred(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        @Override
        public CsrfToken get() {
            var known = token == null ? loadToken(request) : token;
            if (known == null) {
                generated = true;
                known = generateToken(request);
                saveToken(known, request, response);
            } else if (token == null && !cookies.sent(request, COOKIE).equals(Optional.of(known.getToken()))) {
                // The cookie is lost, or somebody's else; scripts would send it in vain.
                tell(response, known);
            }
            token = known;
            return known;
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }
    }
}
