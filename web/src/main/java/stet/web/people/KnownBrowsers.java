package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;

/**
 * Remembers, by a cookie, the browsers in which people have signed in. Strangers can bring a name to its rate limit; tries from a known
 * browser have a limit of their own. The cookie does not sign anybody in: the password is asked for all the same.
 */
@Component
final class KnownBrowsers {
    static final String COOKIE = "stet-browser";

    private static final Duration KEPT = Duration.ofDays(180);
    /** How many are remembered for one person; the ones used last stay. */
    private static final int MOST = 20;

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Cookies cookies;

    KnownBrowsers(JdbcClient jdbc, Clock clock, Cookies cookies) {
        this.cookies = cookies;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The hash of this browser's cookie, if the person of this name has signed in with it. */
    Optional<String> of(HttpServletRequest request, String signInName) {
        return sent(request)
                .filter(hash -> jdbc.sql("""
                                SELECT COUNT(*) FROM people_browser b JOIN people_credential c ON c.person_id = b.person_id
                                 WHERE b.browser_hash = ? AND c.sign_in_name = ? AND b.expires_at > ?""")
                                .params(hash, signInName, clock.instant().atOffset(ZoneOffset.UTC))
                                .query(Long.class)
                                .single()
                        > 0);
    }

    /** Whether there are browsers in which somebody has signed in. */
    boolean hasAny(PersonId person) {
        return jdbc.sql("SELECT COUNT(*) FROM people_browser WHERE person_id = ? AND expires_at > ?")
                        .params(person.value(), clock.instant().atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * Remembers this browser for somebody who has just signed in, under a new cookie. The old cookie no longer counts for anybody: if
     * somebody had planted it there, they would know it.
     */
    void remember(HttpServletRequest request, HttpServletResponse response, PersonId person) {
        var secret = Secret.draw();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        sent(request)
                .ifPresent(before -> jdbc.sql("UPDATE people_browser SET browser_hash = ? WHERE browser_hash = ?")
                        .params(Secret.hash(secret), before)
                        .update());
        jdbc.sql("DELETE FROM people_browser WHERE expires_at <= ? OR (browser_hash = ? AND person_id = ?)")
                .params(now, Secret.hash(secret), person.value())
                .update();
        jdbc.sql("INSERT INTO people_browser (browser_hash, person_id, last_at, expires_at) VALUES (?, ?, ?, ?)")
                .params(Secret.hash(secret), person.value(), now, now.plus(KEPT))
                .update();
        jdbc.sql("""
                DELETE FROM people_browser WHERE person_id = ? AND browser_hash NOT IN
                 (SELECT browser_hash FROM people_browser WHERE person_id = ? ORDER BY last_at DESC, browser_hash LIMIT ?)""").params(person.value(), person.value(), MOST).update();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookies.holding(COOKIE, secret)
                        .maxAge(KEPT)
                        .httpOnly(true)
                        .build()
                        .toString());
    }

    /** Forgets all browsers of a person, for when their password is replaced: others may have known the old one. */
    void forget(PersonId person) {
        jdbc.sql("DELETE FROM people_browser WHERE person_id = ?")
                .param(person.value())
                .update();
    }

    private Optional<String> sent(HttpServletRequest request) {
        return cookies.sent(request, COOKIE)
                .filter(secret -> SECRET.matcher(secret).matches())
                .map(Secret::hash);
    }
}
