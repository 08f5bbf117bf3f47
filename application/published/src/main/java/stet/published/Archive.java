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
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import stet.domain.content.Hash;
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

    /** Whether a picture stands in any edition that ever came out. */
    public boolean everShowed(Hash picture) {
        return jdbc.sql("SELECT COUNT(*) FROM published_picture WHERE sha256 = :hash")
                        .param("hash", picture.value())
                        .query(Long.class)
                        .single()
                > 0;
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

    /**
     * From when on there was another thing to be found.
     *
     * @param first from when on there was anything
     * @param since from when on there was what there was then; null if there was nothing yet
     * @param last from when on there is what there is now
     */
    public record Span(Instant first, @Nullable Instant since, Instant last) {}

    /** @param now what comes out later is not told; empty if nothing had come out yet */
    public Optional<Span> span(Changing what, Then then, Instant now) {
        var since = new Look(Way.UNTIL, then.at());
        var last = new Look(Way.UNTIL, now);
        return first(what, then).map(first -> {
            var found = nearest(what, then, first, List.of(since, last));
            return new Span(first, found.get(since), found.getOrDefault(last, first));
        });
    }

    /**
     * The instants nearest to another from which there was another thing to be found.
     *
     * @param before null if there was none
     * @param after null if there is none
     */
    public record Neighbours(
            @Nullable Instant before, @Nullable Instant after) {}

    public Neighbours neighbours(Changing what, Then then) {
        var before = new Look(Way.BEFORE, then.at());
        var after = new Look(Way.AFTER, then.at());
        return first(what, then)
                .map(first -> nearest(what, then, first, List.of(before, after)))
                .map(found -> new Neighbours(found.get(before), found.get(after)))
                .orElseGet(() -> new Neighbours(null, null));
    }

    /**
     * The first such instants after this one, in order.
     *
     * @param limit at most so many; fewer does not mean that there are no more, but none does
     */
    public List<Instant> after(Changing what, Then then, int limit) {
        return first(what, then).map(first -> after(what, then, first, limit)).orElseGet(List::of);
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
    private record Rows(String instant, String from) {
        /**
         * @param at the parameter that names the instant
         * @param limit a number, or the parameter that names it
         */
        String nearest(Way way, String at, String limit) {
            return "SELECT %1$s AS instant FROM %2$s AND %1$s %3$s %4$s ORDER BY %1$s %5$s LIMIT %6$s"
                    .formatted(instant, from, way.compared, at, way.order, limit);
        }
    }

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

    private static List<Rows> rows(Changing what, Then then) {
        return switch (what) {
            case Changing.OneStory _ -> OF_A_STORY;
            case Changing.Stories() -> then.withdrawn() ? OF_ALL_STORIES : OF_THE_WORLDS;
        };
    }

    private static Map<String, String> of(Changing what) {
        return switch (what) {
            case Changing.OneStory story -> Map.of("article", story.article().value());
            case Changing.Stories() -> Map.of();
        };
    }

    private Optional<Instant> first(Changing what, Then then) {
        var asked = jdbc.sql(
                switch (what) {
                    case Changing.OneStory _ -> """
                        SELECT published FROM published_edition
                        WHERE article = :article AND edition = COALESCE(CAST(:edition AS BIGINT), 1)
                        """;
                    case Changing.Stories() ->
                        "SELECT published FROM published_edition edition%s ORDER BY published LIMIT 1"
                                .formatted(then.withdrawn() ? "" : " WHERE " + NEVER_WITHDRAWN);
                });
        if (what instanceof Changing.OneStory(var article, var edition)) {
            asked = asked.param("article", article.value()).param("edition", edition);
        }
        return asked.query((row, _) -> instant(row, "published")).optional();
    }

    /** What is looked for: the nearest change, seen from an instant. */
    private record Look(Way way, Instant from) {}

    /** What each of these finds, if anything, in one question: every address is asked for several of them each time. */
    private Map<Look, Instant> nearest(Changing what, Then then, Instant first, List<Look> looks) {
        var each = new ArrayList<String>();
        var of = new HashMap<String, Object>(of(what));
        of.put("first", utc(first));
        for (var look = 0; look < looks.size(); look++) {
            of.put("at" + look, utc(looks.get(look).from()));
            for (var rows : rows(what, then)) {
                each.add("SELECT %d AS look, nearest.instant FROM (%s) nearest"
                        .formatted(look, rows.nearest(looks.get(look).way(), ":at" + look, "1")));
            }
        }
        var found = new HashMap<Look, Instant>();
        jdbc.sql(String.join(" UNION ALL ", each)).params(of).query(row -> {
            var look = looks.get(row.getInt("look"));
            found.merge(
                    look,
                    instant(row, "instant"),
                    BinaryOperator.minBy(look.way().nearestFirst()));
        });
        return found;
    }

    private List<Instant> after(Changing what, Then then, Instant first, int limit) {
        var found = new TreeSet<Instant>();
        var known = Optional.<Instant>empty();
        for (var rows : rows(what, then)) {
            var these = jdbc.sql(rows.nearest(Way.AFTER, ":at", ":limit"))
                    .params(of(what))
                    .param("first", utc(first))
                    .param("at", utc(then.at()))
                    .param("limit", limit)
                    .query((row, _) -> instant(row, "instant"))
                    .list();
            found.addAll(these);
            if (these.size() == limit) {
                // Beyond the last of these there may be more of them.
                var last = these.getLast();
                known = Optional.of(known.filter(each -> each.isBefore(last)).orElse(last));
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
