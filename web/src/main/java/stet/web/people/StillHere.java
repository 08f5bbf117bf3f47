package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import stet.web.door.SignedIn;

/** Whether somebody is still signed in, for requests that last long: they may have signed out since, or have left the newsroom. */
@Component
public final class StillHere {
    private final BearerTokens tokens;
    private final Sessions sessions;
    private final Visitors visitors;

    StillHere(BearerTokens tokens, Sessions sessions, Visitors visitors) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.visitors = visitors;
    }

    public boolean is(SignedIn person, HttpServletRequest request) {
        var token = WhoIsAsking.token(request.getHeader(HttpHeaders.AUTHORIZATION));
        return token.map(secret -> tokens.borne(secret).flatMap(visitors::now))
                .orElseGet(() -> sessions.stillKnown(request)
                        .filter(known -> !known.isGiven())
                        .map(Credentials.Known::person)
                        .flatMap(visitors::now))
                .filter(now -> now.person().equals(person.person()))
                .isPresent();
    }
}
