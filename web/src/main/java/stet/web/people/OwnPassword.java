package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import stet.domain.InvalidValue;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;

/** Lets people replace their password, be it on a page or by a program. */
@Component
public final class OwnPassword {
    private final Credentials credentials;
    private final SignIn signIn;
    private final Sessions sessions;
    private final KnownBrowsers browsers;
    private final BearerTokens tokens;

    OwnPassword(
            Credentials credentials, SignIn signIn, Sessions sessions, KnownBrowsers browsers, BearerTokens tokens) {
        this.credentials = credentials;
        this.signIn = signIn;
        this.sessions = sessions;
        this.browsers = browsers;
        this.tokens = tokens;
    }

    /**
     * Every other session of theirs ends with the old password.
     *
     * @param endTokens whether their tokens end as well; these were not made from the password, and may be in use
     * @throws InvalidValue if the new one is no good, or they have none
     * @throws SignInRefused if the current one is not theirs, or may not be tried now
     */
    public void replace(
            SignedIn me,
            String current,
            String replacement,
            boolean endTokens,
            HttpServletRequest request,
            HttpServletResponse response) {
        var known = credentials
                .of(me.person())
                .orElseThrow(() -> new InvalidValue("You have no password; an administrator can give you one"));
        Credentials.requireStrong(replacement, known.signInName(), me.name());
        signIn.again(me, known.signInName(), current, request);
        var inSession = sessions.known(request).isPresent();
        if (endTokens) {
            tokens.revokeAll(me.person(), me.person(), RemoteAddress.of(request));
        }
        set(me, known, replacement, request);
        if (inSession) {
            goOn(me, request, response);
        }
    }

    /** Whether somebody is in with a password that they were given, and has to set one of their own before anything else. */
    public boolean isWanted(HttpServletRequest request) {
        return sessions.known(request).filter(Credentials.Known::isGiven).isPresent();
    }

    /**
     * Sets somebody's own password in place of the one that they were given and have just signed in with.
     *
     * @throws InvalidValue if it is no good, or they were given none
     */
    public void first(SignedIn me, String own, HttpServletRequest request, HttpServletResponse response) {
        var known = sessions.known(request)
                .filter(Credentials.Known::isGiven)
                .orElseThrow(() ->
                        new InvalidValue("You have a password of your own; change it on the page of your account"));
        Credentials.requireStrong(own, known.signInName(), me.name());
        set(me, known, own, request);
        goOn(me, request, response);
    }

    private void set(SignedIn me, Credentials.Known known, String own, HttpServletRequest request) {
        if (known.isGiven() && credentials.is(me.person(), own)) {
            throw new InvalidValue("Whoever gave you this password knows it; choose another");
        }
        credentials.set(
                me.person(), known.signInName(), own, Kind.PASSWORD_CHANGED, me.person(), RemoteAddress.of(request));
    }

    private void goOn(SignedIn me, HttpServletRequest request, HttpServletResponse response) {
        sessions.begin(request, response, credentials.of(me.person()).orElseThrow(), false);
        browsers.remember(request, response, me.person());
    }
}
