package stet.web.people;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;
import stet.domain.PersonId;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;

/** Finds out, for each request anew, who is asking: by token where there is one, or else by session. */
final class WhoIsAsking extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final BearerTokens tokens;
    private final Sessions sessions;
    private final Visitors visitors;
    private final NotSignedIn notSignedIn;
    private final AccessLedger access;

    WhoIsAsking(
            BearerTokens tokens, Sessions sessions, Visitors visitors, NotSignedIn notSignedIn, AccessLedger access) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.visitors = visitors;
        this.notSignedIn = notSignedIn;
        this.access = access;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var token = token(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (token.isEmpty()) {
            // Looked up only when something asks for it, which public pages never do.
            SecurityContextHolder.setDeferredContext(SingletonSupplier.of(() -> context(sessions.person(request))));
            chain.doFilter(request, response);
            return;
        }
        var context = context(tokens.person(token.get()));
        if (context.getAuthentication() == null) {
            access.refused(
                    Kind.TOKEN_REFUSED,
                    tokens.owner(token.get()).orElse(null),
                    RemoteAddress.of(request),
                    "not-signed-in");
            notSignedIn.badToken(response);
            return;
        }
        // A browser does not send a bearer token by itself, so these requests need no CSRF token.
        CsrfFilter.skipRequest(request);
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    /** The bearer token of a request, if it has one. */
    static Optional<String> token(@Nullable String authorization) {
        return authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.empty()
                : Optional.of(authorization.substring(BEARER.length()).strip());
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private SecurityContext context(Optional<PersonId> person) {
        var context = new SecurityContextImpl();
        person.flatMap(visitors::now).map(Visitors::authenticated).ifPresent(context::setAuthentication);
        return context;
    }
}
