package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;

/** Browser sessions. A session remembers who signed in and with which password, and nothing about what they may do. */
@Component
final class Sessions {
    static final String ATTRIBUTE = "stet.session";
    static final String PLACE = "stet.place";

    private final Credentials credentials;
    private final SessionCsrf csrf;
    private final AccessLedger access;
    private final Clock clock;

    /** A session keeps this as text: since when the password is good, and whose it is. */
    record Begun(String person, Instant password) {
        static Begun of(String kept) {
            var space = kept.indexOf(' ');
            return new Begun(kept.substring(space + 1), Instant.parse(kept.substring(0, space)));
        }

        String kept() {
            return password + " " + person;
        }
    }

    Sessions(Credentials credentials, SessionCsrf csrf, AccessLedger access, Clock clock) {
        this.credentials = credentials;
        this.csrf = csrf;
        this.access = access;
        this.clock = clock;
    }

    /** Starts a new session with a new CSRF token, against session fixation: what somebody planted before is gone after a sign-in. */
    void begin(HttpServletRequest request, HttpServletResponse response, Credentials.Known known) {
        drop(request);
        var session = request.getSession(true);
        session.setAttribute(ATTRIBUTE, new Begun(known.person().value(), known.since()).kept());
        session.setAttribute(PLACE, SessionPlace.of(request).kept());
        // By which a person's sessions are found.
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                known.person().value());
        csrf.saveToken(csrf.generateToken(request), request, response);
    }

    /** Where the session of this request was begun; empty for one from before sessions knew it. */
    static Optional<SessionPlace> begunAt(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(PLACE) instanceof String kept
                ? Optional.of(SessionPlace.of(kept))
                : Optional.empty();
    }

    /** Who signed in, unless their password was changed since or has run out: then the sessions of the old one have ended. */
    Optional<Credentials.Known> known(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String kept)) {
            return Optional.empty();
        }
        var begun = Begun.of(kept);
        return credentials
                .of(new PersonId(begun.person()))
                .filter(known -> known.since().equals(begun.password()))
                .filter(known -> known.isGoodAt(clock.instant()));
    }

    void end(HttpServletRequest request, HttpServletResponse response) {
        known(request)
                .map(Credentials.Known::person)
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
