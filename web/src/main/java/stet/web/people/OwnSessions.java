package stet.web.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;

/** Where somebody is signed in, and how they sign out there. */
@Component
public final class OwnSessions {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Credentials credentials;
    private final AccessLedger access;
    private final Sessions all;

    /**
     * @param browser such as {@code Firefox on Linux}
     * @param address from which it was begun
     * @param lastUsed to the minute
     * @param here whether it is the one that asks
     */
    public record Session(String id, String browser, String address, Instant begun, Instant lastUsed, boolean here) {}

    OwnSessions(JdbcClient jdbc, Clock clock, Credentials credentials, AccessLedger access, Sessions all) {
        this.all = all;
        this.jdbc = jdbc;
        this.clock = clock;
        this.credentials = credentials;
        this.access = access;
    }

    /** The one used last first. Those that were begun with an earlier password are none any more. */
    public List<Session> of(PersonId person, HttpServletRequest asking) {
        var since = credentials.of(person).map(Credentials.Known::since);
        var here = Sessions.begunAt(asking).map(SessionPlace::id).orElse("");
        record Row(SessionPlace place, Sessions.Begun begun, Instant created, Instant used) {}
        return jdbc
                .sql("""
                        SELECT p.attribute_bytes AS place, b.attribute_bytes AS begun, s.creation_time, s.last_access_time
                        FROM people_session s
                        JOIN people_session_attributes p ON p.session_primary_id = s.primary_id AND p.attribute_name = :place
                        JOIN people_session_attributes b ON b.session_primary_id = s.primary_id AND b.attribute_name = :begun
                        WHERE s.principal_name = :person AND s.expiry_time > :now""")
                .param("place", Sessions.PLACE)
                .param("begun", Sessions.ATTRIBUTE)
                .param("person", person.value())
                .param("now", clock.millis())
                .query((row, _) -> new Row(
                        SessionPlace.of(new String(row.getBytes("place"), UTF_8)),
                        Sessions.Begun.of(new String(row.getBytes("begun"), UTF_8)),
                        Instant.ofEpochMilli(row.getLong("creation_time")),
                        Instant.ofEpochMilli(row.getLong("last_access_time"))))
                .list()
                .stream()
                .filter(row -> since.filter(row.begun().password()::equals).isPresent())
                .filter(row -> !all.isOver(row.created()))
                .map(row -> new Session(
                        row.place().id(),
                        row.place().browser(),
                        row.place().address(),
                        row.created(),
                        row.used(),
                        row.place().id().equals(here)))
                .sorted(Comparator.comparing(Session::lastUsed).reversed())
                .toList();
    }

    /** Returns false if they have no such session. */
    public boolean end(PersonId person, String id, RemoteAddress from) {
        return end(person, id::equals, from) > 0;
    }

    /** Signs them out everywhere but here, for when what they sign in with is no longer what it was. */
    void endOthers(PersonId person, HttpServletRequest asking) {
        var here = Sessions.begunAt(asking).map(SessionPlace::id).orElse("");
        end(person, id -> !id.equals(here), RemoteAddress.of(asking));
    }

    /** @param which by the id of its place, empty for a session from before sessions knew it; whether it is still good does not matter */
    private int end(PersonId person, Predicate<String> which, RemoteAddress from) {
        record Row(String key, String place) {}
        var rows = jdbc
                .sql("""
                        SELECT s.primary_id, p.attribute_bytes FROM people_session s
                        LEFT JOIN people_session_attributes p ON p.session_primary_id = s.primary_id AND p.attribute_name = :place
                        WHERE s.principal_name = :person""")
                .param("place", Sessions.PLACE)
                .param("person", person.value())
                .query((row, _) -> new Row(row.getString("primary_id"), place(row.getBytes("attribute_bytes"))))
                .list()
                .stream()
                .filter(row -> which.test(row.place()))
                .toList();
        var ended = 0;
        for (var row : rows) {
            access.done(Kind.SIGNED_OUT, person, person, from, null);
            ended += jdbc.sql("DELETE FROM people_session WHERE primary_id = ?")
                    .param(row.key())
                    .update();
        }
        return ended;
    }

    private static String place(byte @Nullable [] kept) {
        return kept == null ? "" : SessionPlace.of(new String(kept, UTF_8)).id();
    }

    /** Signs them out everywhere, also where they signed in before sessions knew their place. */
    public void endAll(PersonId person, RemoteAddress from) {
        credentials.endSessions(person, from);
        jdbc.sql("DELETE FROM people_session WHERE principal_name = ?")
                .param(person.value())
                .update();
    }
}
