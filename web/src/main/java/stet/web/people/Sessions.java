package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;

/** Browser sessions. A session remembers who signed in and with which password, and nothing about what they may do. */
@Component
final class Sessions {
    private static final String ATTRIBUTE = "stet.session";

    private final Credentials credentials;
    private final SessionCsrf csrf;
    private final AccessLedger access;

    /** A session keeps this as text: since when the password is good, and whose it is. */
    private record Begun(String person, Instant password) {
        static Begun of(String kept) {
            var space = kept.indexOf(' ');
            return new Begun(kept.substring(space + 1), Instant.parse(kept.substring(0, space)));
        }

        String kept() {
            return password + " " + person;
        }
    }

    Sessions(Credentials credentials, SessionCsrf csrf, AccessLedger access) {
        this.credentials = credentials;
        this.csrf = csrf;
        this.access = access;
    }

    /** Starts a new session with a new CSRF token, against session fixation: what somebody planted before is gone after a sign-in. */
    void begin(HttpServletRequest request, HttpServletResponse response, PersonId person) {
        var known = credentials.of(person).orElseThrow();
        drop(request);
        request.getSession(true).setAttribute(ATTRIBUTE, new Begun(person.value(), known.since()).kept());
        csrf.saveToken(csrf.generateToken(request), request, response);
    }

    /** Who signed in, unless their password was changed since: then the sessions of the old one have ended. */
    Optional<PersonId> person(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String kept)) {
            return Optional.empty();
        }
        var begun = Begun.of(kept);
        return credentials
                .of(new PersonId(begun.person()))
                .filter(known -> known.since().equals(begun.password()))
                .map(Credentials.Known::person);
    }

    void end(HttpServletRequest request, HttpServletResponse response) {
        person(request)
                .ifPresent(person -> access.done(Kind.SIGNED_OUT, person, person, RemoteAddress.of(request), null));
        drop(request);
        csrf.saveToken(null, request, response);
    }

    private static void drop(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
