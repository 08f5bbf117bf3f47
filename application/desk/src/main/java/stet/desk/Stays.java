package stet.desk;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static stet.desk.Instants.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.DeskId;

/** Answers how long articles stood at the steps of a desk. What ended within a time is found by when it ended. */
final class Stays {
    private static final String OF_LASTED = """
            COUNT(*) AS counted, PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY t.lasted) AS median,
            PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY t.lasted) AS ninetieth""";
    private static final String STOOD =
            "SELECT t.article, a.headline, t.desk, t.queue, t.entered_at, t.left_at FROM desk_stay t";
    /** The outer join has H2 begin with the few that ended or wait, and not with all articles. */
    private static final String OF_ARTICLES = " LEFT JOIN desk_article a ON a.article = t.article WHERE ";
    /** H2 finds what is later than an instant by an index, and not what is there at all. */
    private static final String WAITS = "t.waits_since >= :ever";

    private static final String AT_STEPS = " AND t.queue IN (:steps)";

    private final JdbcClient jdbc;

    Stays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record OfStep(
            DeskId desk,
            Queue queue,
            int counted,
            @Nullable Long median,
            @Nullable Long ninetieth) {}

    private record Waiting(DeskId desk, Queue queue, int counted, Instant since) {}

    private record Back(DeskId desk, HowLong.Returned returned) {}

    private record Firsts(DeskId desk, HowLong.First first) {}

    HowLong.Answer of(HowLong asked) {
        var steps = ask(
                asked,
                "SELECT t.desk, t.queue, " + OF_LASTED + " FROM desk_stay t",
                "t.left_at >= :from AND t.left_at < :until" + AT_STEPS,
                " GROUP BY t.desk, t.queue",
                (row, _) -> new OfStep(
                        desk(row),
                        queue(row, "queue"),
                        row.getInt("counted"),
                        number(row, "median"),
                        number(row, "ninetieth")));
        var waiting = ask(
                asked,
                "SELECT t.desk, t.queue, COUNT(*) AS counted, MIN(t.entered_at) AS since FROM desk_stay t",
                WAITS,
                " GROUP BY t.desk, t.queue",
                (row, _) -> new Waiting(desk(row), queue(row, "queue"), row.getInt("counted"), instant(row, "since")));
        var returns = ask(
                asked,
                "SELECT t.desk, t.came_from, t.queue, t.went_back, COUNT(*) AS counted FROM desk_stay t",
                "t.entered_at >= :from AND t.entered_at < :until AND t.went_back IS NOT NULL",
                " GROUP BY t.desk, t.came_from, t.queue, t.went_back"
                        + " ORDER BY counted DESC, t.came_from, t.queue, t.went_back",
                (row, _) -> new Back(
                        desk(row),
                        new HowLong.Returned(
                                queue(row, "came_from"),
                                queue(row, "queue"),
                                WentBack.valueOf(row.getString("went_back")),
                                row.getInt("counted"))));
        var firsts = ask(
                asked,
                "SELECT t.desk, " + OF_LASTED
                        + ", SUM(t.fallen) AS fallen, SUM(t.went_back) AS returns FROM desk_first_edition t",
                "t.published_at >= :from AND t.published_at < :until",
                " GROUP BY t.desk",
                (row, _) -> new Firsts(
                        desk(row),
                        new HowLong.First(
                                row.getInt("counted"),
                                number(row, "median"),
                                number(row, "ninetieth"),
                                row.getInt("fallen"),
                                row.getInt("returns"))));
        return new HowLong.Answer(
                atDesks(steps, waiting, returns, firsts),
                ask(
                        asked,
                        STOOD,
                        "t.left_at >= :from AND t.left_at < :until" + AT_STEPS,
                        " ORDER BY t.lasted DESC, t.article, t.number LIMIT " + HowLong.NAMED,
                        Stays::stood),
                ask(asked, STOOD, WAITS, " ORDER BY t.waits_since, t.article LIMIT " + HowLong.NAMED, Stays::stood));
    }

    private static List<HowLong.AtDesk> atDesks(
            List<OfStep> steps, List<Waiting> waiting, List<Back> returns, List<Firsts> firsts) {
        var desks = new TreeSet<String>();
        Stream.of(
                        steps.stream().map(OfStep::desk),
                        waiting.stream().map(Waiting::desk),
                        returns.stream().map(Back::desk),
                        firsts.stream().map(Firsts::desk))
                .flatMap(each -> each)
                .forEach(desk -> desks.add(desk.value()));
        var stood = steps.stream().collect(groupingBy(OfStep::desk, toMap(OfStep::queue, each -> each)));
        var waits = waiting.stream().collect(groupingBy(Waiting::desk, toMap(Waiting::queue, each -> each)));
        var back = returns.stream().collect(groupingBy(Back::desk));
        var first = firsts.stream().collect(toMap(Firsts::desk, Firsts::first));
        var all = new ArrayList<HowLong.AtDesk>();
        for (var name : desks) {
            var desk = new DeskId(name);
            all.add(new HowLong.AtDesk(
                    desk,
                    HowLong.STEPS.stream()
                            .map(queue -> step(
                                    queue,
                                    stood.getOrDefault(desk, Map.of()).get(queue),
                                    waits.getOrDefault(desk, Map.of()).get(queue)))
                            .toList(),
                    back.getOrDefault(desk, List.of()).stream()
                            .map(Back::returned)
                            .toList(),
                    first.getOrDefault(desk, HowLong.First.NONE)));
        }
        return all;
    }

    private static HowLong.Step step(Queue queue, @Nullable OfStep stood, @Nullable Waiting waits) {
        return new HowLong.Step(
                queue,
                stood == null ? 0 : stood.counted(),
                stood == null ? null : stood.median(),
                stood == null ? null : stood.ninetieth(),
                waits == null ? 0 : waits.counted(),
                waits == null ? null : waits.since());
    }

    private <T> List<T> ask(HowLong asked, String select, String when, String rest, RowMapper<T> read) {
        var desks = asked.desks();
        var parameters = new HashMap<String, Object>(Desk.parameters(asked.reach()));
        parameters.put("from", asked.from().atOffset(ZoneOffset.UTC));
        parameters.put("until", asked.until().atOffset(ZoneOffset.UTC));
        parameters.put("ever", Instant.EPOCH.atOffset(ZoneOffset.UTC));
        parameters.put("steps", HowLong.STEPS.stream().map(Enum::name).toList());
        var at = "";
        if (desks != null) {
            at = " AND t.desk IN (:desks)";
            // No desk has this name, and a list in SQL is never empty.
            parameters.put(
                    "desks",
                    desks.isEmpty()
                            ? List.of("")
                            : desks.stream().map(DeskId::value).toList());
        }
        return jdbc.sql(select + OF_ARTICLES + when + at + " AND " + Desk.REACHED + rest)
                .params(parameters)
                .query(read)
                .list();
    }

    private static HowLong.Stood stood(ResultSet row, int nth) throws SQLException {
        var left = row.getObject("left_at", OffsetDateTime.class);
        return new HowLong.Stood(
                new ArticleId(row.getString("article")),
                row.getString("headline"),
                desk(row),
                queue(row, "queue"),
                instant(row, "entered_at"),
                left == null ? null : left.toInstant());
    }

    private static DeskId desk(ResultSet row) throws SQLException {
        return new DeskId(row.getString("desk"));
    }

    private static Queue queue(ResultSet row, String column) throws SQLException {
        return Queue.valueOf(row.getString(column));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        var number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
