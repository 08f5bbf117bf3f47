package stet.published;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import tools.jackson.databind.json.JsonMapper;

/** Answers what readers ask. Content comes only from stories in the view {@code published_on_view}: neither held nor killed. */
public final class Published {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    /** @param json knows the shapes of the domain's types */
    public Published(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public StoryAt.Answer story(StoryAt asked) {
        record Row(ArticleId article, Edition edition, Instant published, Instant lastPublished, int latest) {}
        return jdbc.sql("""
                SELECT edition.article, edition.whole, edition.published, story.edition AS latest, latest.published AS last_published
                FROM published_on_view story
                    JOIN published_edition edition ON edition.article = story.article
                    JOIN published_edition latest ON latest.article = story.article AND latest.edition = story.edition
                WHERE story.slug = :slug AND edition.edition = COALESCE(CAST(:edition AS BIGINT), story.edition)
                """)
                .param("slug", asked.slug())
                .param("edition", asked.edition())
                .query((row, _) -> new Row(
                        new ArticleId(row.getString("article")),
                        json.readValue(row.getString("whole"), Edition.class),
                        instant(row, "published"),
                        instant(row, "last_published"),
                        row.getInt("latest")))
                .optional()
                .<StoryAt.Answer>map(row -> new StoryAt.Answer.Live(new Story(
                        row.article(),
                        row.edition(),
                        row.published(),
                        row.lastPublished(),
                        row.latest(),
                        notes(row.article()))))
                .orElseGet(() -> offView(asked.slug()));
    }

    public EditionsOf.Editions editions(EditionsOf asked) {
        return new EditionsOf.Editions(jdbc.sql("""
                SELECT edition.whole, edition.published
                FROM published_on_view story JOIN published_edition edition ON edition.article = story.article
                WHERE story.article = :article ORDER BY edition.edition
                """)
                .param("article", asked.article().value())
                .query((row, _) -> {
                    var edition = json.readValue(row.getString("whole"), Edition.class);
                    return new EditionsOf.Summary(
                            edition.number(),
                            edition.kind(),
                            edition.slug(),
                            edition.content().headline(),
                            instant(row, "published"),
                            edition.note());
                })
                .list());
    }

    public boolean shows(PictureOnView asked) {
        return jdbc.sql("""
                SELECT COUNT(*) FROM published_picture picture JOIN published_on_view story ON story.article = picture.article
                WHERE picture.sha256 = :hash
                """)
                        .param("hash", asked.picture().value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    public FrontPage.Page stories(FrontPage asked) {
        var section = asked.section();
        var after = asked.after();
        var question = jdbc.sql(
                """
                SELECT story.article, story.slug, story.section, story.edition, story.first_published,
                    edition.headline, edition.standfirst, edition.kind, edition.published
                FROM published_on_view story
                    JOIN published_edition edition ON edition.article = story.article AND edition.edition = story.edition
                WHERE 1 = 1%s%s
                ORDER BY story.first_published DESC, story.article DESC LIMIT :limit
                """.formatted(
                                section == null ? "" : " AND story.section = :section",
                                after == null
                                        ? ""
                                        : " AND (story.first_published, story.article) < (CAST(:time AS TIMESTAMP WITH TIME ZONE), :article)"));
        if (section != null) {
            question = question.param("section", section);
        }
        if (after != null) {
            question = question.param("time", after.firstPublished().atOffset(ZoneOffset.UTC))
                    .param("article", after.article().value());
        }
        var found = question.param("limit", asked.limit() + 1)
                .query(Published::teaser)
                .list();
        var page = found.subList(0, Math.min(found.size(), asked.limit()));
        return new FrontPage.Page(
                page, found.size() > page.size() ? page.getLast().place() : null);
    }

    /** Goes from one section to the next by their index, however many stories there are; there are few sections. */
    public Sections.Names sections(Sections asked) {
        var names = new ArrayList<String>();
        var next = Optional.of("");
        while (next.isPresent()) {
            next = jdbc.sql("SELECT section FROM published_on_view WHERE section > :last ORDER BY section LIMIT 1")
                    .param("last", next.get())
                    .query(String.class)
                    .optional();
            next.ifPresent(names::add);
        }
        return new Sections.Names(names);
    }

    /** Says of a story that is not on view why it is not, and nothing of what it said. */
    private StoryAt.Answer offView(String slug) {
        return jdbc.sql("""
                SELECT standing.standing, standing.since, COALESCE(standing.notice, '') AS notice
                FROM published_story story JOIN published_standing standing ON standing.article = story.article
                WHERE story.slug = :slug
                """)
                .param("slug", slug)
                .query((row, _) -> switch (Standing.valueOf(row.getString("standing"))) {
                    case HELD -> new StoryAt.Answer.Held();
                    case KILLED -> new StoryAt.Answer.Killed(row.getString("notice"), instant(row, "since"));
                    case LIVE -> new StoryAt.Answer.Unknown();
                })
                .optional()
                .orElseGet(StoryAt.Answer.Unknown::new);
    }

    private List<Story.EditorsNote> notes(ArticleId article) {
        return jdbc.sql("SELECT note, attached_at FROM published_note WHERE article = :article ORDER BY sequence")
                .param("article", article.value())
                .query((row, _) -> new Story.EditorsNote(row.getString("note"), instant(row, "attached_at")))
                .list();
    }

    private static FrontPage.Teaser teaser(ResultSet row, int number) throws SQLException {
        return new FrontPage.Teaser(
                new ArticleId(row.getString("article")),
                row.getString("slug"),
                row.getString("section"),
                row.getString("headline"),
                row.getString("standfirst"),
                row.getInt("edition"),
                EditionKind.valueOf(row.getString("kind")),
                instant(row, "first_published"),
                instant(row, "published"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
