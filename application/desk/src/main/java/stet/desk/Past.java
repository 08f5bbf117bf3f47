package stet.desk;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static stet.desk.Instants.column;
import static stet.desk.Instants.instant;
import static stet.desk.Instants.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Stage;

/**
 * Reads how articles stood at an instant. Of each span (see {@link PastOfBatch#SPANS}) one walk along an index finds what stood then, beginning
 * with what changed last before it.
 */
final class Past {
    private static final String ON_A_CARD = """
            w.article, w.since_at, w.queue, w.stage, w.live, w.held, w.submitted, w.confidential, w.desk, w.headline, w.slugline, w.section,
            w.urgency, w.edition, w.embargo, w.scheduled_for, w.schedule_dropped, w.stage_since, a.drafted_by""";

    /** The outer join has the database begin with what stood then. */
    private static final String NOW = " LEFT JOIN desk_article a ON a.article = w.article";

    private static final String IN_ORDER = "since_at DESC, article LIMIT :limit";

    private static final String THEIRS = """
            (SELECT DISTINCT article FROM desk_was_given WHERE person = :assigned AND since_at <= :at AND until_at > :at) theirs
            LEFT JOIN desk_was w ON w.article = theirs.article""";

    private final JdbcClient jdbc;

    Past(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    BoardAsOf.Page board(BoardAsOf asked) {
        // Whatever happened did in a whole millisecond.
        var at = asked.at().truncatedTo(ChronoUnit.MILLIS);
        var parameters = new HashMap<String, Object>(Desk.parameters(asked.reach()));
        var after = asked.after();
        var latest = after == null || at.isBefore(after.since()) ? at : after.since();
        parameters.put("at", column(at));
        parameters.put("latest", column(latest));
        parameters.put("limit", asked.limit() + 1);
        for (var span = 0; span < PastOfBatch.SPANS.size(); span++) {
            parameters.put("begun" + span, column(at.minus(PastOfBatch.SPANS.get(span))));
        }
        var conditions = new ArrayList<>(List.of("w.since_at <= :latest", "w.until_at > :at", Desk.REACHED));
        if (after != null) {
            conditions.add("(w.since_at < :latest OR w.article > :after)");
            parameters.put("after", after.article().value());
        }
        var desk = asked.desk();
        if (desk != null) {
            conditions.add("w.desk = :desk");
            parameters.put("desk", desk.value());
        }
        var assigned = asked.assigned();
        if (assigned != null) {
            parameters.put("assigned", assigned.value());
        }
        var queue = asked.queue();
        if (queue != null) {
            parameters.put("queue", queue.name());
        }
        var clause = String.join(" AND ", conditions);
        var found = jdbc.sql("""
                        SELECT f.*, COALESCE((SELECT p.name FROM desk_person p WHERE p.person = f.drafted_by), f.drafted_by) AS author
                        FROM (%s) f ORDER BY %s""".formatted(assigned == null ? walks(asked, clause) : theirs(asked, clause), IN_ORDER))
                .params(parameters)
                .query((row, _) -> card(row))
                .list();
        var page = found.subList(0, Math.min(found.size(), asked.limit()));
        return new BoardAsOf.Page(
                whole(page, at), found.size() > page.size() ? page.getLast().place() : null);
    }

    /** Those of one person are few beside all that stood in a queue. */
    private static String theirs(BoardAsOf asked, String clause) {
        return "SELECT %s FROM %s%s WHERE %s%s%s"
                .formatted(
                        ON_A_CARD,
                        THEIRS,
                        NOW,
                        clause,
                        asked.queue() == null ? "" : " AND w.queue = :queue",
                        asked.live() ? " AND w.among_live" : "");
    }

    private static String walks(BoardAsOf asked, String clause) {
        var lanes = asked.queue() != null
                ? List.of("w.queue = :queue")
                : asked.live()
                        ? List.of("w.among_live = TRUE")
                        : List.of("w.among_live = TRUE", "w.among_live = FALSE");
        var index = asked.queue() != null ? "w.queue" : "w.among_live";
        var rest = asked.queue() != null && asked.live() ? clause + " AND w.among_live" : clause;
        return lanes.stream()
                .flatMap(lane -> IntStream.rangeClosed(0, PastOfBatch.SPANS.size())
                        .mapToObj(span -> walk(lane, index, span, rest)))
                .collect(joining(" UNION ALL "));
    }

    private static String walk(String lane, String index, int span, String clause) {
        return "(SELECT %s FROM desk_was w%s WHERE %s AND w.span = %d%s AND %s ORDER BY %s, w.span, w.since_at DESC, w.article LIMIT :limit)"
                .formatted(
                        ON_A_CARD,
                        NOW,
                        lane,
                        span,
                        span == PastOfBatch.SPANS.size() ? "" : " AND w.since_at > :begun" + span,
                        clause,
                        index);
    }

    private record Counted(ArticleId article, int claims, int open) {}

    private record Had(ArticleId article, Card.Work work) {}

    private List<CardAsOf> whole(List<CardAsOf> page, Instant at) {
        if (page.isEmpty()) {
            return page;
        }
        var articles = page.stream().map(card -> card.article().value()).toList();
        Map<ArticleId, Counted> counts = jdbc
                .sql("""
                SELECT c.article, c.claims, c.open_claims FROM desk_was_checked c WHERE c.article IN (:articles) AND c.since_at =
                    (SELECT MAX(l.since_at) FROM desk_was_checked l WHERE l.article = c.article AND l.since_at <= :at)""")
                .param("articles", articles)
                .param("at", column(at))
                .query((row, _) -> new Counted(
                        new ArticleId(row.getString("article")), row.getInt("claims"), row.getInt("open_claims")))
                .list()
                .stream()
                .collect(Collectors.toMap(Counted::article, each -> each));
        Map<ArticleId, List<Card.Work>> work = jdbc
                .sql("""
                SELECT g.article, g.person, COALESCE(p.name, g.person) AS name, g.role, g.due
                FROM desk_was_given g LEFT JOIN desk_person p ON p.person = g.person
                WHERE g.article IN (:articles) AND g.since_at <= :at AND g.until_at > :at ORDER BY name, g.person, g.role""")
                .param("articles", articles)
                .param("at", column(at))
                .query((row, _) -> new Had(
                        new ArticleId(row.getString("article")),
                        new Card.Work(
                                new PersonId(row.getString("person")),
                                row.getString("name"),
                                Role.valueOf(row.getString("role")),
                                instantOrNull(row, "due"))))
                .list()
                .stream()
                .collect(groupingBy(Had::article, mapping(Had::work, toList())));
        return page.stream()
                .map(card -> {
                    var counted = counts.get(card.article());
                    return card.with(
                            counted == null ? 0 : counted.claims(),
                            counted == null ? 0 : counted.open(),
                            work.getOrDefault(card.article(), List.of()));
                })
                .toList();
    }

    private static CardAsOf card(ResultSet row) throws SQLException {
        var edition = row.getInt("edition");
        return new CardAsOf(
                new ArticleId(row.getString("article")),
                row.getString("headline"),
                row.getString("slugline"),
                row.getString("section"),
                Queue.valueOf(row.getString("queue")),
                Stage.valueOf(row.getString("stage")),
                row.getBoolean("live"),
                row.getBoolean("held"),
                row.getBoolean("submitted"),
                row.getBoolean("confidential"),
                new Card.Author(new PersonId(row.getString("drafted_by")), row.getString("author")),
                new DeskId(row.getString("desk")),
                row.getInt("urgency"),
                edition == 0 ? null : edition,
                0,
                0,
                List.of(),
                instantOrNull(row, "embargo"),
                instantOrNull(row, "scheduled_for"),
                row.getString("schedule_dropped"),
                instant(row, "stage_since"),
                instant(row, "since_at"));
    }
}
