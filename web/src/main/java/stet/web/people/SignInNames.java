package stet.web.people;

import org.springframework.stereotype.Component;
import stet.domain.PersonId;

/** By what name somebody signs in, so that a page which asks for their password again need not ask for it. */
@Component
public final class SignInNames {
    private final Credentials credentials;

    SignInNames(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Empty for whoever has none. */
    public String of(PersonId person) {
        return credentials.of(person).map(Credentials.Known::signInName).orElse("");
    }
}
