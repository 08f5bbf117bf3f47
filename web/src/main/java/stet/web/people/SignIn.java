package stet.web.people;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Lets somebody in by name and password: the one place where a password is tried, whichever door it came through. */
@Component
final class SignIn implements AuthenticationManager {
    private final Credentials credentials;
    private final Patience patience;
    private final Visitors visitors;

    SignIn(Credentials credentials, Patience patience, Visitors visitors) {
        this.credentials = credentials;
        this.patience = patience;
        this.visitors = visitors;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        return Visitors.authenticated(in(asked.getName(), String.valueOf(asked.getCredentials())));
    }

    /** @throws SignInRefused if the name and the password do not belong together, or were tried too often */
    SignedIn in(String signInName, String password) {
        var name = Credentials.normal(signInName);
        patience.tryNow(name).ifPresent(wait -> {
            throw SignInRefused.tooOften(wait);
        });
        var signedIn = credentials.check(name, password).flatMap(visitors::now).orElseThrow(SignInRefused::wrong);
        patience.forget(name);
        return signedIn;
    }
}
