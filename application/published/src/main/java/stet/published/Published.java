package stet.published;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what readers ask. Content comes only from stories that are neither held nor killed: those in the view {@code published_on_view},
 * or of which {@link #ON_VIEW} is true, which is the same.
 */
public final class Published {
    /** What the view says, where going through the view would make H2 read it whole. */
    private static final String ON_VIEW =
            "NOT EXISTS (SELECT 1 FROM published_standing o WHERE o.article = story.article AND o.standing <> 'LIVE')";

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
                .query((row, _) -> EditionsOf.Summary.of(
                        json.readValue(row.getString("whole"), Edition.class), instant(row, "published")))
                .list());
    }

    /** Nothing where the story is not on view. An edition never changes, so what is found stays so. */
    public Optional<LeadPicture.Found> lead(LeadPicture asked) {
        return jdbc.sql("""
                SELECT edition.whole
                FROM published_on_view story JOIN published_edition edition ON edition.article = story.article
                WHERE story.article = :article AND edition.edition = :edition
                """)
                .param("article", asked.article().value())
                .param("edition", (long) asked.edition())
                .query((row, _) -> json.readValue(row.getString("whole"), Edition.class))
                .optional()
                .map(LeadPicture.Found::of);
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
        // The places first, by one index and no more of them than are shown; H2 would read every edition for a join
        // with a view.
        var question = jdbc.sql("""
                SELECT story.article, story.slug, story.section, story.edition, story.first_published
                FROM published_story story WHERE %s%s%s
                ORDER BY %sstory.first_published DESC, story.article DESC LIMIT :limit
                """.formatted(
                        ON_VIEW,
                        section == null ? "" : " AND story.section = :section",
                        after == null
                                ? ""
                                : " AND story.first_published <= :time"
                                        + " AND (story.first_published < :time OR story.article < :article)",
                        section == null ? "" : "story.section, "));
        if (section != null) {
            question = question.param("section", section);
        }
        if (after != null) {
            question = question.param("time", after.firstPublished().atOffset(ZoneOffset.UTC))
                    .param("article", after.article().value());
        }
        var places = question.param("limit", asked.limit() + 1)
                .query((row, _) -> out(row))
                .list();
        var found = teasers(places);
        var page = found.subList(0, Math.min(found.size(), asked.limit()));
        return new FrontPage.Page(
                page, found.size() > page.size() ? page.getLast().place() : null);
    }

    public StoriesOf.Answer stories(StoriesOf asked) {
        if (asked.articles().isEmpty()) {
            return new StoriesOf.Answer(List.of());
        }
        var order = asked.articles().stream().map(ArticleId::value).toList();
        var places = jdbc.sql("SELECT story.article, story.slug, story.section, story.edition, story.first_published"
                        + " FROM published_story story WHERE story.article IN (:articles) AND " + ON_VIEW)
                .param("articles", order)
                .query((row, _) -> out(row))
                .list();
        return new StoriesOf.Answer(teasers(places.stream()
                .sorted(Comparator.comparingInt(out -> order.indexOf(out.article())))
                .toList()));
    }

    private static Out out(ResultSet row) throws SQLException {
        return new Out(
                row.getString("article"),
                row.getString("slug"),
                row.getString("section"),
                row.getLong("edition"),
                instant(row, "first_published"));
    }

    private List<FrontPage.Teaser> teasers(List<Out> places) {
        var latest = latest(places);
        // A rebuild may cut over between the two queries; a place whose edition is not there yet is left out.
        return places.stream()
                .flatMap(out -> Stream.ofNullable(latest.get(out.article() + " " + out.edition()))
                        .map(edition -> edition.of(out)))
                .toList();
    }

    /** Goes from one section to the next by their index, of which there are few. */
    public Sections.Names sections(Sections asked) {
        var names = new ArrayList<String>();
        var next = Optional.of("");
        while (next.isPresent()) {
            next = jdbc.sql("SELECT story.section FROM published_story story WHERE story.section > :last AND " + ON_VIEW
                            + " ORDER BY story.section, story.first_published DESC, story.article DESC LIMIT 1")
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

    /** Where a story stands, and which edition is its latest. */
    private record Out(String article, String slug, String section, long edition, Instant firstPublished) {}

    private record Latest(String headline, String standfirst, EditionKind kind, Instant published) {
        FrontPage.Teaser of(Out out) {
            return new FrontPage.Teaser(
                    new ArticleId(out.article()),
                    out.slug(),
                    out.section(),
                    headline,
                    standfirst,
                    (int) out.edition(),
                    kind,
                    out.firstPublished(),
                    published);
        }
    }

    /** The latest editions of these in brief, by article and number. */
    private Map<String, Latest> latest(List<Out> stories) {
        var latest = new HashMap<String, Latest>();
        if (!stories.isEmpty()) {
            jdbc.sql("""
                    SELECT article, edition, headline, standfirst, kind, published FROM published_edition
                    WHERE article IN (:articles)""")
                    .param("articles", stories.stream().map(Out::article).toList())
                    .query(row -> {
                        latest.put(
                                row.getString("article") + " " + row.getLong("edition"),
                                new Latest(
                                        row.getString("headline"),
                                        row.getString("standfirst"),
                                        EditionKind.valueOf(row.getString("kind")),
                                        instant(row, "published")));
                    });
        }
        return latest;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
