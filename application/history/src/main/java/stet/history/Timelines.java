package stet.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.PersonId;

/** Puts what happened together as people worked. */
final class Timelines {
    private final JdbcClient jdbc;

    Timelines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Sessions of these events, which are the newest first. Who worked at the same time as somebody else has a session of their own. */
    static List<TimelineOf.Session> sessions(List<TimelineOf.Event> events) {
        var open = new HashMap<PersonId, List<TimelineOf.Event>>();
        var sessions = new ArrayList<List<TimelineOf.Event>>();
        for (var event : events) {
            var who = event.entry().who();
            var its = open.get(who);
            if (its == null
                    || its.getLast()
                            .entry()
                            .at()
                            .minus(TimelineOf.PAUSE)
                            .isAfter(event.entry().at())) {
                its = new ArrayList<>();
                open.put(who, its);
                sessions.add(its);
            }
            its.add(event);
        }
        return sessions.stream()
                .map(its -> new TimelineOf.Session(
                        its.getFirst().entry().who(),
                        its.getFirst().entry().name(),
                        its.getLast().entry().at(),
                        its.getFirst().entry().at(),
                        its))
                .toList();
    }

    /** The numbers of the revisions that these events made, by their sequences. */
    Map<Long, Integer> revisions(String stream, Collection<Long> sequences) {
        var revisions = new HashMap<Long, Integer>();
        if (!sequences.isEmpty()) {
            jdbc.sql("""
                    SELECT sequence, revision FROM history_revision
                    WHERE stream = :stream AND sequence IN (:sequences)
                    """).param("stream", stream).param("sequences", sequences).query((RowCallbackHandler)
                    row -> revisions.put(row.getLong("sequence"), row.getInt("revision")));
        }
        return revisions;
    }

    /** How many revisions there are: the number of the last, which is found along the key, where the greatest number would be looked for. */
    int count(String stream) {
        return jdbc.sql("""
                SELECT revision FROM history_revision WHERE stream = :stream ORDER BY stream DESC, sequence DESC LIMIT 1
                """)
                .param("stream", stream)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** The revisions that changed words at this place. */
    List<Integer> marked(String stream, String place) {
        return jdbc.sql("""
                SELECT r.revision FROM history_words w JOIN history_revision r ON r.stream = w.stream AND r.sequence = w.sequence
                WHERE w.stream = :stream AND w.place = :place ORDER BY w.sequence
                """)
                .param("stream", stream)
                .param("place", place)
                .query(Integer.class)
                .list();
    }
}
