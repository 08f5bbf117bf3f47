package stet.published;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what readers found at an instant. The world is told of stories alone that were never held and never killed: those of which
 * {@link #NEVER_WITHDRAWN} is true. A hold that was released does not make a story one of these again.
 */
public final class Archive {
    /** Whatever was held or killed at any time has a row there. */
    private static final String NEVER_WITHDRAWN =
            "NOT EXISTS (SELECT 1 FROM published_standing o WHERE o.article = edition.article)";

    private static final String ON_VIEW_THEN = """
            NOT EXISTS (SELECT 1 FROM published_turn turn
                WHERE turn.article = edition.article AND turn.since <= :at AND turn.standing <> 'LIVE'
                    AND NOT EXISTS (SELECT 1 FROM published_turn later
                        WHERE later.article = turn.article AND later.sequence > turn.sequence AND later.since <= :at))""";

    private static final String THE_LATEST_THEN =
            "edition.published <= :at AND NOT EXISTS (SELECT 1 FROM published_edition later"
                    + " WHERE later.article = edition.article AND later.edition > edition.edition AND later.published <= :at)";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    /** @param json knows the shapes of the domain's types */
    public Archive(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A story as whoever asks may see it.
     *
     * @param withdrawn whether it was held or killed at any time
     */
    public record Kept(ArticleId article, boolean withdrawn) {}

    /** The story at an address; empty if there is none that they may see. */
    public Optional<Kept> kept(String slug, boolean withdrawn) {
        return jdbc.sql("""
                SELECT story.article, EXISTS (SELECT 1 FROM published_standing o WHERE o.article = story.article) AS withdrawn
                FROM published_story story WHERE story.slug = :slug
                """)
                .param("slug", slug)
                .query((row, _) -> new Kept(new ArticleId(row.getString("article")), row.getBoolean("withdrawn")))
                .optional()
                .filter(kept -> withdrawn || !kept.withdrawn());
    }

    /** Which of these were held or killed at any time. */
    public List<ArticleId> withdrawn(List<ArticleId> articles) {
        return articles.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT article FROM published_standing WHERE article IN (:articles) ORDER BY article")
                        .param(
                                "articles",
                                articles.stream().map(ArticleId::value).toList())
                        .query((row, _) -> new ArticleId(row.getString("article")))
                        .list();
    }

    /**
     * The articles of which an edition came out since then, by their ids, also where they were withdrawn: for whoever reads all of the history.
     *
     * @param after the last one that is known already; null for the first of them
     */
    public List<ArticleId> everPublished(@Nullable ArticleId after, Instant since, int limit) {
        return jdbc.sql("""
                SELECT DISTINCT edition.article FROM published_edition edition
                WHERE edition.article > :after AND edition.published >= :since
                ORDER BY edition.article LIMIT :limit
                """)
                .param("after", after == null ? "" : after.value())
                .param("since", utc(since))
                .param("limit", limit)
                .query((row, _) -> new ArticleId(row.getString("article")))
                .list();
    }

    /** What a reader found then where this story is. */
    public StoryAt.Answer story(Kept kept, @Nullable Integer edition, Then then) {
        return standing(kept.article(), then.at())
                .orElseGet(() -> edition(kept.article(), edition, then.at())
                        .<StoryAt.Answer>map(StoryAt.Answer.Live::new)
                        .orElseGet(StoryAt.Answer.Unknown::new));
    }

    /** The editions that there were to be read then. */
    public EditionsOf.Editions editions(Kept kept, Then then) {
        return new EditionsOf.Editions(jdbc.sql("""
                SELECT edition.whole, edition.published FROM published_edition edition
                WHERE edition.article = :article AND edition.published <= :at ORDER BY edition.edition
                """)
                .param("article", kept.article().value())
                .param("at", utc(then.at()))
                .query((row, _) -> EditionsOf.Summary.of(
                        json.readValue(row.getString("whole"), Edition.class), instant(row, "published")))
                .list());
    }

    /** The stories that were out then, in the order in which they stood. */
    public FrontPage.Page stories(FrontPage asked, Then then) {
        var places = places(asked.section(), asked.after(), asked.limit() + 1, then);
        var teasers = teasers(places);
        var found = places.stream()
                .flatMap(place -> Stream.ofNullable(teasers.get(place)))
                .toList();
        var page = found.subList(0, Math.min(found.size(), asked.limit()));
        return new FrontPage.Page(
                page, found.size() > page.size() ? page.getLast().place() : null);
    }

    /** Of a story that whoever asks may see. */
    public Optional<LeadPicture.Found> lead(LeadPicture asked) {
        return jdbc.sql("SELECT whole FROM published_edition WHERE article = :article AND edition = :edition")
                .param("article", asked.article().value())
                .param("edition", (long) asked.edition())
                .query((row, _) -> json.readValue(row.getString("whole"), Edition.class))
                .optional()
                .map(LeadPicture.Found::of);
    }

    /** The sections that had stories on view then. */
    public Sections.Names sections(Then then) {
        return new Sections.Names(jdbc
                .sql("SELECT section FROM published_section WHERE section > '' ORDER BY section")
                .query(String.class)
                .list()
                .stream()
                .filter(section -> !places(section, null, 1, then).isEmpty())
                .toList());
    }

    /** What the newsroom had said by then of its name and its zone, the last of each. */
    public Letterhead letterhead(Instant at) {
        return new Letterhead(said("name", at), said("zone", at));
    }

    private @Nullable String said(String what, Instant at) {
        return jdbc.sql(
                        "SELECT %1$s FROM published_letterhead WHERE %1$s IS NOT NULL AND since <= :at ORDER BY sequence DESC LIMIT 1"
                                .formatted(what))
                .param("at", utc(at))
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** The last instant by then from which there was another thing to be found; empty if there was nothing yet. */
    public Optional<Instant> since(Changing what, Then then) {
        return changes(what, then, Way.UNTIL, 1).stream().findFirst();
    }

    /** The last such instant before this one. */
    public Optional<Instant> before(Changing what, Then then) {
        return changes(what, then, Way.BEFORE, 1).stream().findFirst();
    }

    /**
     * The first such instants after this one, in order.
     *
     * @param limit at most so many; fewer does not mean that there are no more, but none does
     */
    public List<Instant> after(Changing what, Then then, int limit) {
        return changes(what, then, Way.AFTER, limit);
    }

    /** Which instants, seen from another. */
    private enum Way {
        UNTIL("<=", "DESC"),
        BEFORE("<", "DESC"),
        AFTER(">", "ASC");

        private final String compared;
        private final String order;

        Way(String compared, String order) {
            this.compared = compared;
            this.order = order;
        }

        Comparator<Instant> nearestFirst() {
            return this == AFTER ? Comparator.naturalOrder() : Comparator.reverseOrder();
        }
    }

    /** Some rows, each of which changed something. */
    private record Rows(String instant, String from) {}

    private static final Rows LETTERHEADS = new Rows("since", "published_letterhead WHERE since >= :first");
    private static final List<Rows> OF_A_STORY = List.of(
            new Rows("published", "published_edition WHERE article = :article AND published >= :first"),
            new Rows("attached_at", "published_note WHERE article = :article AND attached_at >= :first"),
            new Rows("since", "published_turn WHERE article = :article AND since >= :first"),
            LETTERHEADS);
    private static final List<Rows> OF_ALL_STORIES = List.of(
            new Rows("published", "published_edition WHERE published >= :first"),
            new Rows("since", "published_turn WHERE since >= :first"),
            LETTERHEADS);
    private static final List<Rows> OF_THE_WORLDS = List.of(
            new Rows("published", "published_edition edition WHERE published >= :first AND " + NEVER_WITHDRAWN),
            LETTERHEADS);

    private List<Instant> changes(Changing what, Then then, Way way, int limit) {
        return switch (what) {
            case Changing.OneStory(var article, var edition) -> {
                var first = jdbc.sql("""
                        SELECT published FROM published_edition
                        WHERE article = :article AND edition = COALESCE(CAST(:edition AS BIGINT), 1)
                        """)
                        .param("article", article.value())
                        .param("edition", edition)
                        .query((row, _) -> instant(row, "published"))
                        .optional();
                yield first.map(from ->
                                nearest(OF_A_STORY, Map.of("article", article.value()), from, then.at(), way, limit))
                        .orElseGet(List::of);
            }
            case Changing.Stories() -> {
                var rows = then.withdrawn() ? OF_ALL_STORIES : OF_THE_WORLDS;
                var first = jdbc.sql("SELECT published FROM published_edition edition%s ORDER BY published LIMIT 1"
                                .formatted(then.withdrawn() ? "" : " WHERE " + NEVER_WITHDRAWN))
                        .query((row, _) -> instant(row, "published"))
                        .optional();
                yield first.map(from -> nearest(rows, Map.of(), from, then.at(), way, limit))
                        .orElseGet(List::of);
            }
        };
    }

    private List<Instant> nearest(
            List<Rows> all, Map<String, String> of, Instant first, Instant at, Way way, int limit) {
        var nearestFirst = way.nearestFirst();
        var found = new TreeSet<>(nearestFirst);
        var known = Optional.<Instant>empty();
        for (var rows : all) {
            var these = jdbc.sql("SELECT %1$s AS instant FROM %2$s AND %1$s %3$s :at ORDER BY %1$s %4$s LIMIT :limit"
                            .formatted(rows.instant(), rows.from(), way.compared, way.order))
                    .params(of)
                    .param("first", utc(first))
                    .param("at", utc(at))
                    .param("limit", limit)
                    .query((row, _) -> instant(row, "instant"))
                    .list();
            found.addAll(these);
            if (these.size() == limit) {
                // Beyond the last of these there may be more of them.
                var last = these.getLast();
                known = Optional.of(known.filter(each -> nearestFirst.compare(each, last) < 0)
                        .orElse(last));
            }
        }
        return List.copyOf(known.map(last -> found.headSet(last, true)).orElse(found));
    }

    /** Where stories stood then, by one index and no more of them than are asked for. */
    private List<Place> places(@Nullable String section, FrontPage.@Nullable Place after, int limit, Then then) {
        var question = jdbc.sql("""
                SELECT edition.article, edition.edition, edition.first_published FROM published_edition edition
                WHERE edition.first_published <= :until AND %s AND %s%s%s
                ORDER BY %sedition.first_published DESC, edition.article DESC LIMIT :limit
                """.formatted(
                        THE_LATEST_THEN,
                        then.withdrawn() ? ON_VIEW_THEN : NEVER_WITHDRAWN,
                        section == null ? "" : " AND edition.section = :section",
                        after == null ? "" : " AND (edition.first_published < :time OR edition.article < :article)",
                        section == null ? "" : "edition.section, "));
        var until = then.at();
        if (section != null) {
            question = question.param("section", section);
        }
        if (after != null) {
            until = after.firstPublished().isBefore(until) ? after.firstPublished() : until;
            question = question.param("time", utc(after.firstPublished()))
                    .param("article", after.article().value());
        }
        return question.param("until", utc(until))
                .param("at", utc(then.at()))
                .param("limit", limit)
                .query((row, _) ->
                        new Place(row.getString("article"), row.getLong("edition"), instant(row, "first_published")))
                .list();
    }

    /** A story in a list, and which edition was its latest. */
    private record Place(String article, long edition, Instant firstPublished) {}

    private Map<Place, FrontPage.Teaser> teasers(List<Place> places) {
        var teasers = new HashMap<Place, FrontPage.Teaser>();
        if (!places.isEmpty()) {
            jdbc.sql("""
                    SELECT article, edition, slug, section, headline, standfirst, kind, first_published, published FROM published_edition
                    WHERE article IN (:articles)""")
                    .param("articles", places.stream().map(Place::article).toList())
                    .query(row -> {
                        var place = new Place(
                                row.getString("article"), row.getLong("edition"), instant(row, "first_published"));
                        teasers.put(
                                place,
                                new FrontPage.Teaser(
                                        new ArticleId(place.article()),
                                        row.getString("slug"),
                                        row.getString("section"),
                                        row.getString("headline"),
                                        row.getString("standfirst"),
                                        (int) place.edition(),
                                        EditionKind.valueOf(row.getString("kind")),
                                        place.firstPublished(),
                                        instant(row, "published")));
                    });
        }
        return teasers;
    }

    /** Why nothing was shown of a story then; empty if it was on view. */
    private Optional<StoryAt.Answer> standing(ArticleId article, Instant at) {
        return jdbc.sql("""
                SELECT standing, since, COALESCE(notice, '') AS notice FROM published_turn
                WHERE article = :article AND since <= :at ORDER BY sequence DESC LIMIT 1
                """)
                .param("article", article.value())
                .param("at", utc(at))
                .query((row, _) -> switch (Standing.valueOf(row.getString("standing"))) {
                    case LIVE -> Optional.<StoryAt.Answer>empty();
                    case HELD -> Optional.<StoryAt.Answer>of(new StoryAt.Answer.Held());
                    case KILLED ->
                        Optional.<StoryAt.Answer>of(
                                new StoryAt.Answer.Killed(row.getString("notice"), instant(row, "since")));
                })
                .optional()
                .flatMap(answer -> answer);
    }

    private Optional<Story> edition(ArticleId article, @Nullable Integer edition, Instant at) {
        return jdbc.sql("""
                SELECT edition.whole, edition.published, latest.edition AS latest, latest.published AS last_published
                FROM published_edition latest JOIN published_edition edition
                    ON edition.article = latest.article AND edition.edition = COALESCE(CAST(:edition AS BIGINT), latest.edition)
                WHERE latest.article = :article AND edition.published <= :at AND latest.published <= :at
                ORDER BY latest.edition DESC LIMIT 1
                """)
                .param("article", article.value())
                .param("edition", edition)
                .param("at", utc(at))
                .query((row, _) -> new Story(
                        article,
                        json.readValue(row.getString("whole"), Edition.class),
                        instant(row, "published"),
                        instant(row, "last_published"),
                        row.getInt("latest"),
                        notes(article, at)))
                .optional();
    }

    private List<Story.EditorsNote> notes(ArticleId article, Instant at) {
        return jdbc.sql("""
                SELECT note, attached_at FROM published_note WHERE article = :article AND attached_at <= :at ORDER BY sequence
                """)
                .param("article", article.value())
                .param("at", utc(at))
                .query((row, _) -> new Story.EditorsNote(row.getString("note"), instant(row, "attached_at")))
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
