package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;

/**
 * Browser sessions. A session remembers who signed in, with which password, and when they last proved that it is them, and nothing about what
 * they may do.
 */
@Component
final class Sessions {
    static final String ATTRIBUTE = "stet.session";
    static final String PLACE = "stet.place";
    private static final String PROVED = "stet.proved";
    private static final String PROVED_BY_MORE = "stet.proved-by-more";
    private static final String HALF = "stet.half";

    /** For how long a code may be given after the password. */
    private static final Duration HALF_FOR = Duration.ofMinutes(10);

    /** By how much the clocks of nodes may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Credentials credentials;
    private final SessionCsrf csrf;
    private final AccessLedger access;
    private final JdbcIndexedSessionRepository rows;
    private final Clock clock;
    private final Duration longest;
    private final Duration factorAge;

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

    /** Likewise: when they signed in, and when they last gave a factor. */
    private record Proved(Instant signedIn, Instant last) {
        /** One from before sessions knew it was begun by a sign-in and by nothing else. */
        static Proved of(HttpSession session) {
            if (!(session.getAttribute(PROVED) instanceof String kept)) {
                var begun = Instant.ofEpochMilli(session.getCreationTime());
                return new Proved(begun, begun);
            }
            var space = kept.indexOf(' ');
            return new Proved(Instant.parse(kept.substring(0, space)), Instant.parse(kept.substring(space + 1)));
        }

        String kept() {
            return signedIn + " " + last;
        }
    }

    /** Somebody who has given their password, and not yet the code of their second factor. */
    record Half(Credentials.Known known, Kind how) {}

    /**
     * @param longest for how long somebody stays signed in, whatever they do
     * @param factorAge for how long it is enough to have proved that it is them
     */
    Sessions(
            Credentials credentials,
            SessionCsrf csrf,
            AccessLedger access,
            JdbcIndexedSessionRepository rows,
            Clock clock,
            @Value("${stet.session.longest}") Duration longest,
            @Value("${stet.session.factor-age}") Duration factorAge) {
        this.longest = longest;
        this.factorAge = factorAge;
        this.credentials = credentials;
        this.csrf = csrf;
        this.access = access;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Starts a new session with a new CSRF token, against session fixation: what somebody planted before is gone after a sign-in.
     *
     * @param byMore whether a second factor or a passkey was given, and not a password alone
     */
    void begin(HttpServletRequest request, HttpServletResponse response, Credentials.Known known, boolean byMore) {
        drop(request);
        var session = request.getSession(true);
        session.setAttribute(ATTRIBUTE, new Begun(known.person().value(), known.since()).kept());
        session.setAttribute(PLACE, SessionPlace.of(request).kept());
        session.setAttribute(PROVED, new Proved(clock.instant(), clock.instant()).kept());
        if (byMore) {
            session.setAttribute(PROVED_BY_MORE, clock.instant().toString());
        }
        // By which a person's sessions are found.
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                known.person().value());
        csrf.saveToken(csrf.generateToken(request), request, response);
    }

    /** Begins a session in which nothing can be done but to give the code that is still missing. */
    void beginHalf(HttpServletRequest request, HttpServletResponse response, Credentials.Known known, Kind how) {
        drop(request);
        var session = request.getSession(true);
        session.setMaxInactiveInterval((int) HALF_FOR.toSeconds());
        session.setAttribute(
                HALF,
                String.join(
                        "\n",
                        clock.instant().toString(),
                        how.name(),
                        new Begun(known.person().value(), known.since()).kept()));
        csrf.saveToken(csrf.generateToken(request), request, response);
    }

    /** Who has given their password in this session, and is to give a code. */
    Optional<Half> half(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(HALF) instanceof String kept)) {
            return Optional.empty();
        }
        var parts = kept.split("\n", 3);
        return clock.instant().isBefore(Instant.parse(parts[0]).plus(HALF_FOR))
                ? known(Begun.of(parts[2])).map(known -> new Half(known, Kind.valueOf(parts[1])))
                : Optional.empty();
    }

    /**
     * Somebody has proved anew that it is them.
     *
     * @param byMore whether by a second factor or a passkey, and not by a password alone
     */
    void proved(HttpServletRequest request, boolean byMore) {
        var session = request.getSession(false);
        if (session != null) {
            session.setAttribute(PROVED, new Proved(Proved.of(session).signedIn(), clock.instant()).kept());
            if (byMore) {
                session.setAttribute(PROVED_BY_MORE, clock.instant().toString());
            }
        }
    }

    /**
     * Whether whoever is signed in here has proved lately that it is them.
     *
     * @param byMore whether a password alone does not count
     */
    boolean isFresh(HttpServletRequest request, boolean byMore) {
        var session = request.getSession(false);
        if (session == null) {
            return false;
        }
        return byMore
                ? session.getAttribute(PROVED_BY_MORE) instanceof String last && isLately(Instant.parse(last))
                : isLately(Proved.of(session).last());
    }

    private boolean isLately(Instant last) {
        var now = clock.instant();
        return now.isBefore(last.plus(factorAge)) && last.isBefore(now.plus(SKEW));
    }

    /** Whether a session that was begun then has come to its end, however much it is used. */
    boolean isOver(Instant signedIn) {
        return !clock.instant().isBefore(signedIn.plus(longest));
    }

    /** Where the session of this request was begun; empty for one from before sessions knew it. */
    static Optional<SessionPlace> begunAt(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(PLACE) instanceof String kept
                ? Optional.of(SessionPlace.of(kept))
                : Optional.empty();
    }

    /**
     * Who signed in, unless their password was changed since or has run out: then the sessions of the old one have ended. So has one that has
     * lasted for as long as any does.
     */
    Optional<Credentials.Known> known(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String kept)) {
            return Optional.empty();
        }
        return isOver(Proved.of(session).signedIn()) ? Optional.empty() : known(Begun.of(kept));
    }

    /** Likewise of a request that lasts: the session with which it came may have been ended since, which the request itself does not see. */
    Optional<Credentials.Known> stillKnown(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null || rows.findById(Secret.hash(session.getId())) == null
                ? Optional.empty()
                : known(request);
    }

    private Optional<Credentials.Known> known(Begun begun) {
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
