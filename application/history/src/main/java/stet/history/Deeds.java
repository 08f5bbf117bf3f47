package stet.history;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.article.ArticleEvent;
import stet.domain.events.StoredNames;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.Reading;
import stet.history.DeedsAcross.Deed;
import stet.history.DeedsAcross.Page;
import stet.history.DeedsAcross.Place;
import tools.jackson.databind.json.JsonMapper;

/** Finds what was done in all articles. */
final class Deeds {
    /** What {@link Reading.Reach} says of an article {@code a}. */
    private static final String REACHED = """
            (:any AND (:killed OR NOT a.killed) AND ((a.confidential IS NULL AND a.desk NOT IN (:hidden))
                OR (a.confidential IS NOT NULL AND :confidential)
                OR EXISTS (SELECT 1 FROM history_given g WHERE g.stream = a.stream AND g.person = :reader AND g.still)
                OR EXISTS (SELECT 1 FROM history_confided c
                    WHERE c.stream = a.stream AND c.person = :reader AND c.sequence = a.confidential)))""";

    /** What is in the order that is asked for stands first, and an outer join keeps it there. */
    private static final String IN_A_LIST =
            "history_listed o LEFT JOIN history_entry e ON e.stream = o.stream AND e.sequence = o.sequence";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Deeds(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Page across(DeedsAcross asked) {
        var wanted = new Wanted(asked);
        var found = jdbc.sql(wanted.question())
                .params(wanted.parameters)
                .param("limit", asked.limit() + 1)
                .query(this::deed)
                .list();
        var deeds = found.subList(0, Math.min(found.size(), asked.limit()));
        return new Page(deeds, found.size() > deeds.size() ? place(deeds.getLast()) : null);
    }

    private static Place place(Deed last) {
        var article = last.article();
        var entry = last.entry();
        return new Place(entry.at(), article == null ? Newsroom.ID : article.value(), entry.sequence());
    }

    private static final class Wanted {
        private final boolean listed;
        private final List<String> conditions = new ArrayList<>();
        private final List<String> order = new ArrayList<>();
        private final Map<String, Object> parameters;

        Wanted(DeedsAcross asked) {
            var list = asked.list();
            var by = asked.by();
            var from = asked.from();
            var until = asked.until();
            var after = asked.after();
            var work = asked.work();
            var desk = asked.desk();
            listed = list != null;
            parameters = parameters(asked.reach());
            // Whoever asks for a list and a person has both at the beginning of an index, and so in its order.
            var o = listed ? "o." : "e.";
            where(o + "list = :list", "list", list == null ? null : list.name());
            where(o + "who = :who", "who", by == null ? null : by.value());
            if (listed) {
                order.add("o.list");
            }
            if (by != null) {
                order.add(o + "who");
            }
            order.addAll(List.of(o + "happened_at DESC", o + "stream", o + "sequence DESC"));
            where(o + "happened_at >= :from", "from", from == null ? null : from.atOffset(ZoneOffset.UTC));
            where(o + "happened_at < :until", "until", until == null ? null : until.atOffset(ZoneOffset.UTC));
            if (after != null) {
                // That an index is gone into by the time alone is said before the rest.
                where(
                        "%1$shappened_at <= :at AND (%1$shappened_at < :at OR %1$sstream > :stream OR %1$sstream = :stream AND %1$ssequence < :sequence)"
                                .formatted(o),
                        "at",
                        after.at().atOffset(ZoneOffset.UTC));
                parameters.put("stream", after.stream());
                parameters.put("sequence", after.sequence());
            }
            where("e.work = :work", "work", work == null ? null : work.name());
            where("e.kind IN (:kinds)", "kinds", asked.kinds().isEmpty() ? null : asked.kinds());
            where("a.desk = :desk", "desk", desk == null ? null : desk.value());
            where("e.stream = :newsroom OR " + REACHED, "newsroom", Newsroom.ID);
        }

        private static Map<String, Object> parameters(Reading.Reach reach) {
            var parameters = new HashMap<String, Object>();
            parameters.put("any", reach.any());
            parameters.put("killed", reach.killed());
            parameters.put("confidential", reach.confidential());
            // No desk has this name, and a list in SQL is never empty.
            parameters.put(
                    "hidden",
                    reach.hidden().isEmpty()
                            ? List.of("")
                            : reach.hidden().stream().map(DeskId::value).toList());
            parameters.put("reader", reach.person().value());
            return parameters;
        }

        private void where(String condition, String parameter, @Nullable Object value) {
            if (value != null) {
                conditions.add("(" + condition + ")");
                parameters.put(parameter, value);
            }
        }

        String question() {
            return """
                    SELECT %s, a.headline, a.desk,
                        (SELECT r.revision FROM history_revision r WHERE r.stream = e.stream AND r.sequence <= e.sequence
                            ORDER BY r.sequence DESC LIMIT 1) AS revision
                    FROM %s LEFT JOIN history_article a ON a.stream = e.stream %s
                    WHERE %s ORDER BY %s LIMIT :limit
                    """.formatted(
                            History.OF_AN_ENTRY,
                            listed ? IN_A_LIST : "history_entry e",
                            History.WHO_IS_IN_IT,
                            String.join(" AND ", conditions),
                            String.join(", ", order));
        }
    }

    private Deed deed(ResultSet row, int number) throws SQLException {
        var entry = History.entry(row, number);
        var detail = row.getString("detail");
        var stream = row.getString("stream");
        return stream.equals(Newsroom.ID)
                ? new Deed(null, "", null, null, entry, null)
                : new Deed(
                        new ArticleId(stream),
                        row.getString("headline"),
                        new DeskId(requireNonNull(row.getString("desk"))),
                        row.getInt("revision"),
                        entry,
                        detail == null
                                ? null
                                : (ArticleEvent)
                                        json.readValue(detail, requireNonNull(StoredNames.eventOf(entry.kind()))));
    }
}
