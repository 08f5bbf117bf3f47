package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;

/** Lets somebody in by name and password: the one place where a password is tried, whether it came from a page or from a program. */
@Component
final class SignIn implements AuthenticationManager {
    private final Credentials credentials;
    private final SignInLimits limits;
    private final KnownBrowsers browsers;
    private final Sessions sessions;
    private final Visitors visitors;
    private final AccessLedger access;

    SignIn(
            Credentials credentials,
            SignInLimits limits,
            KnownBrowsers browsers,
            Sessions sessions,
            Visitors visitors,
            AccessLedger access) {
        this.credentials = credentials;
        this.limits = limits;
        this.browsers = browsers;
        this.sessions = sessions;
        this.visitors = visitors;
        this.access = access;
    }

    /** Refuses always. It is here because Spring Boot would otherwise create a user of its own. */
    @Override
    public Authentication authenticate(Authentication asked) {
        throw new BadCredentialsException("Nobody signs in this way");
    }

    /** @throws SignInRefused if the name and the password do not belong together, or may not be tried now */
    void in(String signInName, String password, HttpServletRequest request, HttpServletResponse response) {
        var from = RemoteAddress.of(request);
        if (Credentials.isTooLong(signInName)) {
            throw refused(null, from, SignInRefused.wrong());
        }
        var name = Credentials.normal(signInName);
        var browser = browsers.of(request, name);
        var turn = browser.map(known -> limits.vouchedFor(name, known))
                .orElseGet(() -> limits.stranger(name, password, from.network()));
        var person = check(turn, name, password, browser.isPresent(), from);
        access.done(Kind.SIGNED_IN, person, person, from, null);
        sessions.begin(request, response, person);
        browsers.remember(request, response, person);
    }

    /**
     * Asks somebody who is in already for their password. What strangers do to their name does not slow them.
     *
     * @throws SignInRefused if it is not theirs, or may not be tried now
     */
    void again(SignedIn me, String signInName, String password, HttpServletRequest request) {
        var turn = limits.vouchedFor(signInName, "the session of " + me.person().value());
        check(turn, signInName, password, true, RemoteAddress.of(request));
    }

    private PersonId check(SignInLimits.Turn turn, String name, String password, boolean vouched, RemoteAddress from) {
        try {
            return switch (turn) {
                case SignInLimits.Wait wait -> throw SignInRefused.tooOften(wait);
                case SignInLimits.Try tried -> {
                    var person = tries(tried, name, password, vouched)
                            .filter(known -> visitors.now(known).isPresent())
                            .orElseThrow(SignInRefused::wrong);
                    tried.succeeded();
                    yield person;
                }
            };
        } catch (SignInRefused refused) {
            throw refused(credentials.owner(name).orElse(null), from, refused);
        }
    }

    private Optional<PersonId> tries(SignInLimits.Try tried, String name, String password, boolean vouched) {
        try {
            return credentials.check(name, password, vouched);
        } catch (SignInRefused busy) {
            tried.wasNotMade();
            throw busy;
        }
    }

    private SignInRefused refused(@Nullable PersonId whom, RemoteAddress from, SignInRefused refused) {
        access.refused(Kind.SIGN_IN_REFUSED, whom, from, refused.type());
        return refused;
    }
}
