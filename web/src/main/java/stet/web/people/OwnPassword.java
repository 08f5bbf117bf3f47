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
        Credentials.requireStrong(replacement);
        signIn.again(me, known.signInName(), current, request);
        var inSession = sessions.person(request).isPresent();
        var from = RemoteAddress.of(request);
        if (endTokens) {
            tokens.revokeAll(me.person(), me.person(), from);
        }
        credentials.set(me.person(), known.signInName(), replacement, Kind.PASSWORD_CHANGED, me.person(), from);
        if (inSession) {
            sessions.begin(request, response, me.person());
            browsers.remember(request, response, me.person());
        }
    }
}
