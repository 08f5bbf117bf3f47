package stet.web.people;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;
import stet.web.http.Problems;

/** Finds out, for each request anew, who is asking: by token where there is one, or else by session. */
final class WhoIsAsking extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";
    private static final String LIVENESS = "/actuator/health/liveness";

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
            SecurityContextHolder.setDeferredContext(
                    SingletonSupplier.of(() -> found(request, () -> context(inSession(request)))));
            chain.doFilter(request, response);
            return;
        }
        var context = found(request, () -> context(tokens.borne(token.get()).flatMap(visitors::now)));
        if (context.getAuthentication() == null && !isBeingToldWhy(request)) {
            access.refused(
                    Kind.TOKEN_REFUSED,
                    tokens.owner(token.get()).orElse(null),
                    RemoteAddress.of(request),
                    "not-signed-in");
            notSignedIn.badToken(response);
            return;
        }
        var beyond = isBeingToldWhy(request) ? null : beyond(request, context);
        if (beyond != null) {
            access.refused(
                    Kind.TOKEN_REFUSED,
                    tokens.owner(token.get()).orElse(null),
                    RemoteAddress.of(request),
                    Problems.BEYOND_ITS_SCOPE);
            Problem.answer(response, HttpStatus.FORBIDDEN, Problems.BEYOND_ITS_SCOPE, "Beyond this token", beyond);
            return;
        }
        // A browser does not send a bearer token by itself, so these requests need no CSRF token.
        CsrfFilter.skipRequest(request);
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    /** Whoever was given their password is a stranger everywhere but where they set one of their own. */
    private Optional<SignedIn> inSession(HttpServletRequest request) {
        var known = sessions.known(request);
        if (known.filter(Credentials.Known::isGiven).isPresent()
                && !OwnPasswordPage.isOnTheWay(request.getMethod(), path(request))) {
            request.setAttribute(NotSignedIn.OWN_PASSWORD_FIRST, true);
            return Optional.empty();
        }
        return known.map(Credentials.Known::person).flatMap(visitors::now);
    }

    private static @Nullable String beyond(HttpServletRequest request, SecurityContext context) {
        if (context.getAuthentication() == null
                || !(context.getAuthentication().getPrincipal() instanceof SignedIn person)
                || person.grant() == null) {
            return null;
        }
        return TokenScopes.refusal(request.getMethod(), path(request), person.roles(), person.grant());
    }

    /** The path as it is mapped, decoded and without parameters, or two spellings of an address would be two addresses. */
    private static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    /** Whoever is told that nobody can be looked up now is told so as a stranger. */
    private static SecurityContext found(HttpServletRequest request, Supplier<SecurityContext> who) {
        try {
            return who.get();
        } catch (RuntimeException away) {
            if (isBeingToldWhy(request)) {
                return new SecurityContextImpl();
            }
            throw away;
        }
    }

    private static boolean isBeingToldWhy(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR;
    }

    /** Whether the program lives is told to everybody, and hangs on no database. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + LIVENESS);
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

    private static SecurityContext context(Optional<SignedIn> person) {
        var context = new SecurityContextImpl();
        person.map(Visitors::authenticated).ifPresent(context::setAuthentication);
        return context;
    }
}
