package stet.desk;

import static stet.desk.Instants.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.ClaimId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Locator;
import stet.domain.checking.SourceType;
import stet.domain.checking.Verdict;

/** What rests on which source, and which sources are doubted. */
final class Reliance {
    /** It rests on the source, or did when somebody doubted it, or when the edition came out that readers have. What was killed is over. */
    private static final String COUNTS = """
            (a.queue <> 'KILLED' AND (r.state = 'RESTS' OR r.edition IS NOT NULL OR r.discredited_at IS NOT NULL))""";

    private static final String TO_DEAL_WITH = """
            (a.among_live AND r.discredited_at IS NOT NULL
                AND (r.state = 'OPEN' OR (r.state = 'CHANGED' AND r.edition IS NOT NULL)))""";

    private static final String OF_STORIES = """
            COUNT(DISTINCT r.article) AS stories, COUNT(DISTINCT CASE WHEN a.among_live THEN r.article END) AS live,
            COUNT(DISTINCT CASE WHEN %s THEN r.article END) AS to_deal_with""".formatted(TO_DEAL_WITH);

    private static final String DOUBT = """
            SELECT d.*, COALESCE(p.name, d.doubted_by) AS name, COALESCE(l.name, d.lifted_by) AS lifted_name%s
            FROM desk_doubt d LEFT JOIN desk_person p ON p.person = d.doubted_by LEFT JOIN desk_person l ON l.person = d.lifted_by""";

    private final JdbcClient jdbc;

    Reliance(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    RestingOn.Answer on(RestingOn asked) {
        var from = " FROM desk_reliance r JOIN desk_article a ON a.article = r.article WHERE r.source = :source AND "
                + COUNTS + Desk.and(asked.reach(), Desk.REACHED);
        var after = asked.after();
        var claims = jdbc.sql("""
                SELECT r.*, a.headline, a.desk, a.among_live, %s AS to_deal_with,
                    COALESCE((SELECT p.name FROM desk_person p WHERE p.person = r.found_by), r.found_by) AS name""".formatted(TO_DEAL_WITH)
                        + from
                        + (after == null
                                ? ""
                                : " AND (a.among_live < :live OR (a.among_live = :live AND (r.article > :article"
                                        + " OR (r.article = :article AND r.claim > :claim))))")
                        + " ORDER BY a.among_live DESC, r.article, r.claim LIMIT :limit")
                .param("source", asked.source().key())
                .params(Desk.parameters(asked.reach()))
                .param("live", after != null && after.live())
                .param("article", after == null ? "" : after.article().value())
                .param("claim", after == null ? "" : after.claim().value())
                .param("limit", asked.limit() + 1)
                .query((row, _) -> claim(row))
                .list();
        var page = claims.subList(0, Math.min(claims.size(), asked.limit()));
        var doubt = jdbc.sql(DOUBT.formatted("") + " WHERE d.source = :source")
                .param("source", asked.source().key())
                .query((row, _) -> doubt(row))
                .optional()
                .orElse(null);
        return jdbc.sql("SELECT " + OF_STORIES + from)
                .param("source", asked.source().key())
                .params(Desk.parameters(asked.reach()))
                .query((row, _) -> new RestingOn.Answer(
                        asked.source().value(),
                        doubt,
                        row.getLong("stories"),
                        row.getLong("live"),
                        row.getLong("to_deal_with"),
                        page,
                        claims.size() > page.size() ? page.getLast().at() : null))
                .single();
    }

    Doubts.Answer doubts(Doubts asked) {
        var counted = ", COALESCE(c.stories, 0) AS stories, COALESCE(c.to_deal_with, 0) AS to_deal_with";
        return new Doubts.Answer(jdbc.sql(DOUBT.formatted(counted)
                        + """
                 LEFT JOIN (SELECT r.source, %s FROM desk_doubt d JOIN desk_reliance r ON r.source = d.source
                    JOIN desk_article a ON a.article = r.article WHERE %s%s GROUP BY r.source) c ON c.source = d.source
                ORDER BY CASE WHEN d.lifted_at IS NULL THEN 0 ELSE 1 END, d.doubted_at DESC, d.source LIMIT :most""".formatted(OF_STORIES, COUNTS, Desk.and(asked.reach(), Desk.REACHED)))
                .params(Desk.parameters(asked.reach()))
                .param("most", Doubts.MOST)
                .query((row, _) -> new Doubts.Doubted(doubt(row), row.getLong("stories"), row.getLong("to_deal_with")))
                .list());
    }

    Optional<List<ArticleId>> articles(Locator source, long doubt) {
        var known = jdbc.sql("SELECT sequence FROM desk_doubt WHERE source = ?")
                .param(source.key())
                .query(Long.class)
                .optional()
                .filter(sequence -> sequence >= doubt);
        return known.map(_ -> jdbc.sql("""
                SELECT DISTINCT a.article, a.among_live FROM desk_reliance r JOIN desk_article a ON a.article = r.article
                WHERE r.source = ? AND (r.state = 'RESTS' OR r.edition IS NOT NULL) AND a.queue <> 'KILLED'
                ORDER BY a.among_live DESC, a.article""")
                .param(source.key())
                .query((row, _) -> new ArticleId(row.getString("article")))
                .list());
    }

    private static RestingOn.Claim claim(ResultSet row) throws SQLException {
        return new RestingOn.Claim(
                new ArticleId(row.getString("article")),
                row.getString("headline"),
                new DeskId(row.getString("desk")),
                row.getBoolean("among_live"),
                new ClaimId(row.getString("claim")),
                ClaimKind.valueOf(row.getString("kind")),
                row.getString("place"),
                row.getString("words"),
                Verdict.valueOf(row.getString("verdict")),
                SourceType.valueOf(row.getString("type")),
                row.getString("locator"),
                new PersonId(row.getString("found_by")),
                row.getString("name"),
                instant(row, "found_at"),
                RestingOn.State.valueOf(row.getString("state")),
                number(row, "edition"),
                row.getObject("discredited_at") == null ? null : instant(row, "discredited_at"),
                number(row, "corrected"),
                row.getBoolean("to_deal_with"));
    }

    private static RestingOn.Doubt doubt(ResultSet row) throws SQLException {
        var lifted = row.getString("lifted_by");
        return new RestingOn.Doubt(
                row.getString("locator"),
                row.getString("reason"),
                new PersonId(row.getString("doubted_by")),
                row.getString("name"),
                instant(row, "doubted_at"),
                lifted == null
                        ? null
                        : new RestingOn.Lifted(
                                row.getString("lifted_because"),
                                new PersonId(lifted),
                                row.getString("lifted_name"),
                                instant(row, "lifted_at")));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        var number = row.getInt(column);
        return row.wasNull() ? null : number;
    }
}
