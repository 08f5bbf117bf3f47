package stet.desk;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static stet.desk.Instants.instant;
import static stet.desk.Instants.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import stet.domain.ArticleId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.Chronicle;
import stet.domain.article.Stage;
import stet.domain.checking.Locator;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Anchor;
import stet.domain.content.Hash;
import stet.domain.content.Place;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.Reading;
import tools.jackson.databind.json.JsonMapper;

/** Answers what editors ask. */
public final class Desk {
    /** All but the article itself, which is far longer than what a card says of it. */
    private static final String ON_A_CARD = """
            a.article, headline, slugline, section, queue, stage, live, held, submitted, confidential, desk, urgency, revision, words, claims,
            open_claims, obstacles, first_obstacle, lacks, due, drafted_at, changed_at, stage_since, scheduled_for, schedule_dropped,
            drafted_by, COALESCE((SELECT p.name FROM desk_person p WHERE p.person = a.drafted_by), a.drafted_by) AS author""";

    /** Which articles somebody sees, as {@link Reading} has it. */
    static final String REACHED = """
            (:any AND (:killed OR a.queue <> 'KILLED') AND ((NOT a.confidential AND a.desk NOT IN (:hidden))
                OR (a.confidential AND :confidential)
                OR EXISTS (SELECT 1 FROM desk_assignment r WHERE r.article = a.article AND r.person = :reader)
                OR (a.confidential
                    AND EXISTS (SELECT 1 FROM desk_confided c WHERE c.article = a.article AND c.person = :reader))))""";

    /** The outer join has H2 begin with what was found, and not with all of a queue. */
    private static final String AMONG =
            "UNNEST(CAST(:found AS VARCHAR ARRAY)) those(found) LEFT JOIN desk_article a ON a.article = those.found";

    private static final String COUNTED =
            "SELECT desk, queue, COUNT(*) AS articles, SUM(CASE WHEN among_live THEN 1 ELSE 0 END) AS live";

    /** What somebody still works on: named one by one, since an index leads to these and not to what is in none of the others. */
    private static final String AT_WORK = "a.queue IN ('DRAFTING', 'WITH_CHECKERS', 'WITH_PICTURES', 'READY')";

    /** Those who worked on a story hear that it was killed, though they read it no more. */
    private static final String HEARD_OF = "(" + REACHED + " OR n.kind = 'KILLED')";

    /** Among so many there is one whose reading is recorded for nobody, if there is any: those come first. */
    private static final int MOST_SHOWING = 20;

    private static final String NOTICE = """
            SELECT n.*, COALESCE(a.headline, '') AS headline, COALESCE(p.name, n.who) AS name
            FROM desk_notice n LEFT JOIN desk_article a ON a.article = n.article LEFT JOIN desk_person p ON p.person = n.who""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final StoredArticles stored;
    private final Reliance reliance;
    private final Stays stays;
    private final Past past;

    /** @param json knows the shapes of the domain's types */
    public Desk(JdbcClient jdbc, JsonMapper json, Chronicle chronicle) {
        this.jdbc = jdbc;
        this.json = json;
        stored = new StoredArticles(json, chronicle);
        reliance = new Reliance(jdbc);
        stays = new Stays(jdbc);
        past = new Past(jdbc);
    }

    public Board.Page board(Board asked) {
        var wanted = new Wanted();
        wanted.where(
                "stage = :stage",
                "stage",
                asked.stage() == null ? null : asked.stage().name());
        wanted.where(
                "queue = :queue",
                "queue",
                asked.queue() == null ? null : asked.queue().name());
        if (asked.live()) {
            wanted.conditions.add("among_live");
        }
        wanted.only(asked.which());
        var after = asked.after();
        if (after != null) {
            wanted.where("""
                    (urgency > :urgency OR urgency = :urgency
                        AND (changed_at < :changed OR changed_at = :changed AND article > :article))""", "urgency", after.urgency());
            wanted.parameters.put("changed", after.changedAt().atOffset(ZoneOffset.UTC));
            wanted.parameters.put("article", after.article().value());
        }
        // What all have in common is named first, as the index has it, or H2 would sort a whole queue for a page of it.
        var lane = asked.live() ? "among_live, " : asked.queue() == null ? "" : "queue, ";
        var common = lane.isEmpty() || asked.which().desk() == null ? lane : "desk, " + lane;
        var found = jdbc.sql("SELECT %s FROM %s%s ORDER BY %surgency, changed_at DESC, article LIMIT :limit"
                        .formatted(ON_A_CARD, wanted.articles, wanted.clause(), common))
                .params(wanted.parameters)
                .param("limit", asked.limit() + 1)
                .query((row, _) -> card(row, List.of()))
                .list();
        var page = found.subList(0, Math.min(found.size(), asked.limit()));
        return new Board.Page(
                withWork(page), found.size() > page.size() ? page.getLast().place() : null);
    }

    public BoardAsOf.Page board(BoardAsOf asked) {
        return past.board(asked);
    }

    /** Empty if there is no such article. */
    public Optional<Card> card(OneCard asked) {
        var found = jdbc.sql("SELECT %s FROM desk_article a WHERE a.article = :article".formatted(ON_A_CARD))
                .param("article", asked.article().value())
                .query((row, _) -> card(row, List.of()))
                .list();
        return withWork(found).stream().findFirst();
    }

    public Counts.Answer counts(Counts asked) {
        return asked.which().isCounted() ? kept(asked.which()) : counted(asked.which());
    }

    /**
     * From what is kept: all of the desks that are not hidden, and what is the reader's of those that are. What is confidential is not among
     * what is kept.
     */
    private Counts.Answer kept(Which which) {
        var wanted = new Wanted();
        wanted.only(new Which(which.desk(), null, null, null, null, null, null));
        var reach = which.reach();
        if (reach != null) {
            wanted.conditions.add(":any AND (:killed OR queue <> 'KILLED') AND desk NOT IN (:hidden)");
            wanted.parameters.putAll(parameters(reach));
        }
        var all = counts(
                "SELECT desk, queue, SUM(articles) AS articles, SUM(CASE WHEN among_live THEN articles ELSE 0 END) AS live"
                        + " FROM desk_count",
                wanted);
        var confidential = new Wanted();
        confidential.conditions.add("a.confidential");
        confidential.only(new Which(which.desk(), null, null, null, null, null, reach));
        // The outer join has H2 begin with the few that are confidential, of which each is confided to somebody.
        var more = counts(
                COUNTED
                        + " FROM (SELECT DISTINCT article FROM desk_confided) few"
                        + " LEFT JOIN desk_article a ON a.article = few.article",
                confidential);
        if (reach == null || reach.hidden().isEmpty()) {
            return all.and(more);
        }
        wanted.conditions.removeLast();
        wanted.conditions.add(
                ":any AND (:killed OR queue <> 'KILLED') AND desk IN (:hidden) AND a.confidential = FALSE");
        // The outer join has H2 begin with the few that were given to them, and not with all of a desk.
        var theirs = counts(
                COUNTED
                        + " FROM (SELECT DISTINCT article FROM desk_assignment WHERE person = :reader) mine"
                        + " LEFT JOIN desk_article a ON a.article = mine.article",
                wanted);
        return all.and(theirs).and(more);
    }

    private Counts.Answer counted(Which which) {
        var wanted = new Wanted();
        wanted.only(which);
        return counts(COUNTED + " FROM " + wanted.articles, wanted);
    }

    private Counts.Answer counts(String question, Wanted wanted) {
        return new Counts.Answer(
                jdbc.sql("%s%s GROUP BY desk, queue ORDER BY desk, queue".formatted(question, wanted.clause()))
                        .params(wanted.parameters)
                        .query((row, _) -> new Counts.Count(
                                new DeskId(row.getString("desk")),
                                Queue.valueOf(row.getString("queue")),
                                row.getInt("articles"),
                                row.getInt("live")))
                        .list());
    }

    /** Empty if there is no such article. */
    public Optional<WorkingCopy.Answer> workingCopy(WorkingCopy asked) {
        return jdbc.sql(
                        "SELECT %s, a.drafted_at, a.changed_at, a.stage_since, a.schedule_dropped FROM %s WHERE a.article = :article"
                                .formatted(StoredState.COLUMNS, StoredState.TABLES))
                .param("article", asked.article().value())
                .query((row, _) -> new CopyRow(
                        StoredState.of(row),
                        instant(row, "drafted_at"),
                        instant(row, "changed_at"),
                        instant(row, "stage_since"),
                        row.getString("schedule_dropped")))
                .optional()
                .map(this::workingCopy);
    }

    private record CopyRow(
            StoredState state,
            Instant draftedAt,
            Instant changedAt,
            Instant stageSince,
            @Nullable String scheduleDropped) {}

    private WorkingCopy.Answer workingCopy(CopyRow row) {
        var article = Objects.requireNonNull(stored.of(List.of(row.state)).get(row.state.article()));
        var comments = comments(article);
        return new WorkingCopy.Answer(
                article,
                row.state.sequence(),
                names(involved(article, comments)),
                comments,
                row.draftedAt,
                row.changedAt,
                row.stageSince,
                row.scheduleDropped);
    }

    /** These articles as they are now, where there are such; see {@link WorkingCopy.Answer#article}. */
    public Map<ArticleId, Article> articles(Collection<ArticleId> articles) {
        return articles.isEmpty()
                ? Map.of()
                : stored.of(jdbc.sql("SELECT %s FROM %s WHERE a.article IN (:articles)"
                                .formatted(StoredState.COLUMNS, StoredState.TABLES))
                        .param(
                                "articles",
                                articles.stream().map(ArticleId::value).toList())
                        .query((row, _) -> StoredState.of(row))
                        .list());
    }

    /** Empty if there is no such article. */
    public Optional<WhyNot.Answer> whyNot(WhyNot asked) {
        return Optional.ofNullable(articles(Set.of(asked.article())).get(asked.article()))
                .map(article -> whyNot(article, asked.now()));
    }

    /** The same of an article that was read already: neither it nor what must be checked in its words is looked for once more. */
    public WhyNot.Answer whyNot(Article article, Instant now) {
        return new WhyNot.Answer(Obstacle.told(article.obstacles(now, newsroom())));
    }

    /** Who is here, as the desk has heard of it. */
    private Newsroom newsroom() {
        var people = new HashMap<PersonId, Newsroom.Person>();
        for (var person : people(new People()).people()) {
            if (person.here()) {
                people.put(
                        person.id(), new Newsroom.Person(person.id(), person.name(), person.roles(), person.desks()));
            }
        }
        return new Newsroom(Map.of(), people, Set.of());
    }

    public People.Answer people(People asked) {
        var roles = byPerson("SELECT person, role AS one FROM desk_person_role");
        var desks = byPerson("SELECT person, desk AS one FROM desk_person_desk");
        return new People.Answer(jdbc.sql("SELECT person, name, here FROM desk_person ORDER BY name, person")
                .query((row, _) -> {
                    var id = row.getString("person");
                    return new People.Person(
                            new PersonId(id),
                            row.getString("name"),
                            row.getBoolean("here"),
                            roles.getOrDefault(id, List.of()).stream()
                                    .map(Role::valueOf)
                                    .collect(toSet()),
                            desks.getOrDefault(id, List.of()).stream()
                                    .map(DeskId::new)
                                    .collect(toSet()));
                })
                .list());
    }

    public Desks.Answer desks(Desks asked) {
        return new Desks.Answer(jdbc.sql("SELECT desk, name, shut FROM desk_desk ORDER BY name, desk")
                .query((row, _) -> new Desks.OneDesk(
                        new DeskId(row.getString("desk")), row.getString("name"), !row.getBoolean("shut")))
                .list());
    }

    public WorkOf.Answer work(WorkOf asked) {
        return new WorkOf.Answer(jdbc.sql("""
                SELECT a.article, a.headline, a.desk, r.role FROM desk_assignment r JOIN desk_article a ON a.article = r.article
                WHERE r.person = :person AND a.queue <> 'KILLED' ORDER BY a.changed_at DESC, a.article, r.role""")
                .param("person", asked.person().value())
                .query((row, _) -> new WorkOf.Given(
                        new ArticleId(row.getString("article")),
                        row.getString("headline"),
                        new DeskId(row.getString("desk")),
                        Role.valueOf(row.getString("role"))))
                .list());
    }

    public SourcesAtHand.Answer sources(SourcesAtHand asked) {
        var ofThis = jdbc.sql(
                        "SELECT * FROM desk_source WHERE article = :article ORDER BY used_at DESC, sequence DESC, source"
                                + " LIMIT " + SourcesAtHand.MOST_OF_THIS)
                .param("article", asked.article().value())
                .query((row, _) -> atHand(row))
                .list();
        // Several articles rest on one source; the newest of each are enough to find as many different ones as are
        // shown.
        var latest = jdbc.sql("SELECT s.* FROM desk_source s JOIN desk_article a ON a.article = s.article"
                        + " WHERE s.article <> :article" + and(asked.reach(), REACHED)
                        + " ORDER BY used_at DESC, s.article, s.sequence DESC, source LIMIT 200")
                .param("article", asked.article().value())
                .params(parameters(asked.reach()))
                .query((row, _) -> atHand(row))
                .list();
        var known = ofThis.stream().map(SourcesAtHand.AtHand::key).collect(Collectors.toCollection(HashSet::new));
        var ofOthers = latest.stream()
                .filter(source -> known.add(source.key()))
                .limit(SourcesAtHand.MOST_OF_OTHERS)
                .toList();
        return new SourcesAtHand.Answer(ofThis, ofOthers);
    }

    public RestingOn.Answer resting(RestingOn asked) {
        return reliance.on(asked);
    }

    public HowLong.Answer howLong(HowLong asked) {
        return stays.of(asked);
    }

    public Doubts.Answer doubts(Doubts asked) {
        return reliance.doubts(asked);
    }

    /**
     * The articles of which something rests on a source, those first that readers see.
     *
     * @param doubt the number of the event by which it was doubted, in the newsroom's history
     * @return empty while the desk does not know of that event, and so perhaps not of all that was found before
     */
    public Optional<List<ArticleId>> resting(Locator source, long doubt) {
        return reliance.articles(source, doubt);
    }

    /** What the reading rules ask of an article; empty if there is none. */
    public Optional<Reading.Matter> matter(ArticleId article) {
        return Optional.ofNullable(matters(Set.of(article)).get(article));
    }

    /** The same of each of these, where there is such an article. */
    public Map<ArticleId, Reading.Matter> matters(Collection<ArticleId> articles) {
        record Row(
                ArticleId article,
                DeskId desk,
                Queue queue,
                boolean confidential,
                @Nullable String how,
                @Nullable String person,
                @Nullable Instant until) {
            Stream<PersonId> is(String wanted) {
                return wanted.equals(how) ? Stream.ofNullable(person).map(PersonId::new) : Stream.empty();
            }
        }
        if (articles.isEmpty()) {
            return Map.of();
        }
        var rows = jdbc.sql("""
                SELECT a.article, a.desk, a.queue, a.confidential, p.how, p.person, p.until_at FROM desk_article a LEFT JOIN (
                    SELECT article, 'GIVEN' AS how, person, CAST(NULL AS TIMESTAMP WITH TIME ZONE) AS until_at
                        FROM desk_assignment WHERE article IN (:articles)
                    UNION ALL SELECT article, 'CONFIDED', person, NULL FROM desk_confided WHERE article IN (:articles)
                    UNION ALL SELECT article, 'OPENED', person, until_at FROM desk_opened WHERE article IN (:articles)
                ) p ON p.article = a.article WHERE a.article IN (:articles)""")
                .param("articles", articles.stream().map(ArticleId::value).toList())
                .query((row, _) -> new Row(
                        new ArticleId(row.getString("article")),
                        new DeskId(row.getString("desk")),
                        Queue.valueOf(row.getString("queue")),
                        row.getBoolean("confidential"),
                        row.getString("how"),
                        row.getString("person"),
                        instantOrNull(row, "until_at")))
                .list();
        var matters = new HashMap<ArticleId, Reading.Matter>();
        rows.stream().collect(Collectors.groupingBy(Row::article)).forEach((article, its) -> {
            var any = its.getFirst();
            matters.put(
                    article,
                    new Reading.Matter(
                            any.desk(),
                            any.queue() == Queue.KILLED,
                            its.stream().flatMap(row -> row.is("GIVEN")).collect(Collectors.toSet()),
                            any.confidential()
                                    ? its.stream()
                                            .flatMap(row -> row.is("CONFIDED"))
                                            .collect(Collectors.toSet())
                                    : null,
                            its.stream()
                                    .flatMap(row -> row.is("OPENED")
                                            .map(person ->
                                                    new Reading.Opening(person, Objects.requireNonNull(row.until()))))
                                    .toList()));
        });
        return matters;
    }

    /**
     * Articles in which a picture stands or stood, and which somebody may read or has opened: at most 20, first those that are neither
     * confidential nor killed.
     */
    public List<ArticleId> showing(Hash picture, Reading.Reach reach) {
        return jdbc.sql("""
                SELECT a.article FROM desk_picture i JOIN desk_article a ON a.article = i.article
                WHERE i.file = :file AND (%s OR EXISTS (
                    SELECT 1 FROM desk_opened o WHERE o.article = a.article AND o.person = :reader))
                ORDER BY CASE WHEN a.confidential OR a.queue = 'KILLED' THEN 1 ELSE 0 END, a.article LIMIT %d
                """.formatted(REACHED, MOST_SHOWING))
                .param("file", picture.value())
                .params(parameters(reach))
                .query((row, _) -> new ArticleId(row.getString("article")))
                .list();
    }

    /** Those of these pictures that stand in an article, or ever stood there. */
    public Set<Hash> shownIn(ArticleId article, Collection<Hash> pictures) {
        return pictures.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("SELECT file FROM desk_picture WHERE article = :article AND file IN (:files)")
                        .param("article", article.value())
                        .param("files", pictures.stream().map(Hash::value).toList())
                        .query((row, _) -> new Hash(row.getString("file")))
                        .list());
    }

    /** Whether a picture stands in any article, or ever stood in one. */
    public boolean isShown(Hash picture) {
        return jdbc.sql("SELECT 1 FROM desk_picture WHERE file = :file LIMIT 1")
                .param("file", picture.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    static String and(Reading.@Nullable Reach reach, String condition) {
        return reach == null ? "" : " AND " + condition;
    }

    static Map<String, Object> parameters(Reading.@Nullable Reach reach) {
        if (reach == null) {
            return Map.of();
        }
        var hidden = reach.hidden().stream().map(DeskId::value).toList();
        return Map.of(
                "any",
                reach.any(),
                "killed",
                reach.killed(),
                "confidential",
                reach.confidential(),
                // No desk has this name, and a list in SQL is never empty.
                "hidden",
                hidden.isEmpty() ? List.of("") : hidden,
                "reader",
                reach.person().value());
    }

    private static SourcesAtHand.AtHand atHand(ResultSet row) throws SQLException {
        return new SourcesAtHand.AtHand(
                row.getString("source"),
                new Source.Named(
                        SourceType.valueOf(row.getString("type")),
                        row.getString("locator"),
                        LocalDate.parse(row.getString("consulted")),
                        row.getString("note")));
    }

    public Notices.Answer notices(Notices asked) {
        return new Notices.Answer(jdbc.sql(NOTICE
                        + " WHERE n.person = :person" + and(asked.reach(), HEARD_OF)
                        + " ORDER BY n.person, n.happened_at DESC, n.article, n.sequence LIMIT :limit")
                .param("person", asked.person().value())
                .params(parameters(asked.reach()))
                .param("limit", asked.limit())
                .query((row, _) -> notice(row))
                .list());
    }

    public WhomItConcerns.Answer concerns(WhomItConcerns asked) {
        return new WhomItConcerns.Answer(
                jdbc.sql(NOTICE + " WHERE n.article = :article AND n.sequence = :sequence ORDER BY n.person")
                        .param("article", asked.article().value())
                        .param("sequence", asked.sequence())
                        .query((row, _) -> notice(row))
                        .list());
    }

    /** Whether the desk knows of this event, and so of whom it concerns. */
    public boolean knows(ArticleId article, long sequence) {
        return jdbc.sql("SELECT COUNT(*) FROM desk_article WHERE article = :article AND sequence >= :sequence")
                        .param("article", article.value())
                        .param("sequence", sequence)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    public MyWork.Answer myWork(MyWork asked) {
        var me = asked.person();
        var waits = jdbc
                .sql(NOTICE + " WHERE n.person = :person AND n.waits" + and(asked.reach(), REACHED)
                        + " ORDER BY happened_at, n.article, n.sequence LIMIT :limit")
                .param("person", me.value())
                .params(parameters(asked.reach()))
                .param("limit", MyWork.MOST)
                .query((row, _) -> notice(row))
                .list()
                .stream()
                .collect(groupingBy(Notice::article));
        var given = jdbc.sql("""
                SELECT w.article FROM desk_assignment w JOIN desk_article a ON a.article = w.article
                WHERE w.person = :person AND %s%s
                GROUP BY w.article ORDER BY MIN(w.due) NULLS LAST, w.article LIMIT :limit
                """.formatted(AT_WORK, and(asked.reach(), REACHED)))
                .param("person", me.value())
                .params(parameters(asked.reach()))
                .param("limit", MyWork.MOST)
                .query((row, _) -> new ArticleId(row.getString("article")))
                .list();
        var mine = new LinkedHashSet<>(given);
        mine.addAll(waits.keySet());
        var written = jdbc.sql("""
                SELECT a.article FROM desk_wrote m JOIN desk_article a ON a.article = m.article
                WHERE m.person = :person AND %s%s
                ORDER BY a.changed_at DESC, a.article LIMIT :limit
                """.formatted(AT_WORK, and(asked.reach(), REACHED)))
                .param("person", me.value())
                .params(parameters(asked.reach()))
                .param("limit", MyWork.MOST)
                .query((row, _) -> new ArticleId(row.getString("article")))
                .list();
        var all = new LinkedHashSet<>(mine);
        all.addAll(written);
        if (all.isEmpty()) {
            return new MyWork.Answer(List.of(), List.of(), List.of());
        }
        var cards =
                withWork(jdbc.sql("SELECT %s FROM desk_article a WHERE a.article IN (:articles)".formatted(ON_A_CARD))
                        .param("articles", all.stream().map(ArticleId::value).toList())
                        .query((row, _) -> card(row, List.of()))
                        .list());
        var wrote = new HashSet<>(written);
        var rest = cards.stream()
                .filter(card -> wrote.contains(card.article()) && !mine.contains(card.article()))
                .toList();
        return new MyWork.Answer(
                cards.stream()
                        .filter(card -> mine.contains(card.article()))
                        .map(card -> new MyWork.Piece(
                                card, due(card, me), has(card, me), waits.getOrDefault(card.article(), List.of())))
                        .sorted(comparing(MyWork.Piece::due, nullsLast(naturalOrder()))
                                .thenComparingInt(piece -> piece.card().urgency())
                                .thenComparing(piece -> piece.card().article().value()))
                        .limit(MyWork.MOST)
                        .toList(),
                rest.stream()
                        .filter(card -> stillTheirs(card, me))
                        .sorted(comparingInt(Card::urgency)
                                .thenComparing(Card::changedAt, reverseOrder())
                                .thenComparing(card -> card.article().value()))
                        .toList(),
                rest.stream()
                        .filter(card -> !stillTheirs(card, me))
                        .sorted(comparing(Card::changedAt, reverseOrder())
                                .thenComparing(card -> card.article().value()))
                        .toList());
    }

    private static boolean has(Card card, PersonId person) {
        return card.work().stream().anyMatch(work -> work.person().equals(person));
    }

    /** Whoever began it goes on with it until it is handed in or given to somebody. */
    private static boolean stillTheirs(Card card, PersonId person) {
        return card.queue() == Queue.DRAFTING
                && card.work().isEmpty()
                && card.author().person().equals(person);
    }

    public Hands.Answer hands(Hands asked) {
        record Row(PersonId person, int articles) {}
        return new Hands.Answer(jdbc
                .sql("""
                SELECT w.person, COUNT(DISTINCT w.article) AS articles FROM desk_assignment w JOIN desk_article a ON a.article = w.article
                WHERE %s%s GROUP BY w.person
                """.formatted(AT_WORK, and(asked.reach(), REACHED)))
                .params(parameters(asked.reach()))
                .query((row, _) -> new Row(new PersonId(row.getString("person")), row.getInt("articles")))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::person, Row::articles)));
    }

    private static @Nullable Instant due(Card card, PersonId person) {
        return card.work().stream()
                .filter(work -> work.person().equals(person))
                .map(Card.Work::due)
                .filter(Objects::nonNull)
                .min(naturalOrder())
                .orElse(null);
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                new PersonId(row.getString("person")),
                new ArticleId(row.getString("article")),
                row.getLong("sequence"),
                row.getString("headline"),
                Notice.Kind.valueOf(row.getString("kind")),
                row.getString("about"),
                row.getString("said"),
                new PersonId(row.getString("who")),
                row.getString("name"),
                instant(row, "happened_at"),
                row.getBoolean("waits"));
    }

    private Map<String, List<String>> byPerson(String question) {
        record Row(String person, String one) {}
        return jdbc
                .sql(question)
                .query((row, _) -> new Row(row.getString("person"), row.getString("one")))
                .list()
                .stream()
                .collect(groupingBy(Row::person, mapping(Row::one, toList())));
    }

    private List<Card> withWork(List<Card> page) {
        if (page.isEmpty()) {
            return page;
        }
        record Row(ArticleId article, Card.Work work) {}
        var work = jdbc
                .sql("""
                SELECT w.article, w.person, COALESCE(p.name, w.person) AS name, w.role, w.due
                FROM desk_assignment w LEFT JOIN desk_person p ON p.person = w.person
                WHERE w.article IN (:articles) ORDER BY name, w.person, w.role
                """)
                .param(
                        "articles",
                        page.stream().map(card -> card.article().value()).toList())
                .query((row, _) -> new Row(
                        new ArticleId(row.getString("article")),
                        new Card.Work(
                                new PersonId(row.getString("person")),
                                row.getString("name"),
                                Role.valueOf(row.getString("role")),
                                instantOrNull(row, "due"))))
                .list()
                .stream()
                .collect(groupingBy(Row::article, mapping(Row::work, toList())));
        return page.stream()
                .map(card -> card.with(work.getOrDefault(card.article(), List.of())))
                .toList();
    }

    private static Card card(ResultSet row, List<Card.Work> work) throws SQLException {
        return new Card(
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
                row.getInt("revision"),
                row.getInt("words"),
                row.getInt("claims"),
                row.getInt("open_claims"),
                row.getInt("obstacles"),
                row.getString("first_obstacle"),
                row.getString("lacks").lines().toList(),
                work,
                instantOrNull(row, "due"),
                instant(row, "drafted_at"),
                instant(row, "changed_at"),
                instant(row, "stage_since"),
                instantOrNull(row, "scheduled_for"),
                row.getString("schedule_dropped"));
    }

    private List<WorkingCopy.Comment> comments(Article article) {
        return jdbc.sql("SELECT * FROM desk_comment WHERE article = :article ORDER BY commented_at, comment")
                .param("article", article.id().value())
                .query((row, _) -> {
                    var id = new CommentId(row.getString("comment").replace(DeskProjection.REQUEST, "changes-"));
                    var answers = row.getString("answers");
                    return new WorkingCopy.Comment(
                            id,
                            row.getString("said"),
                            anchor(id, row, article),
                            row.getString("words"),
                            List.of(json.readValue(row.getString("mentions"), PersonId[].class)),
                            new PersonId(row.getString("author")),
                            instant(row, "commented_at"),
                            instantOrNull(row, "edited_at"),
                            row.getBoolean("resolved"),
                            answers == null ? null : new CommentId(answers),
                            article.team().commentsEver().contains(id),
                            row.getBoolean("asks_for_changes"));
                })
                .list();
    }

    /** An open comment goes with its words; one that is resolved is no more followed, and points to them only where they are as they were. */
    private static @Nullable Anchor anchor(CommentId comment, ResultSet row, Article article) throws SQLException {
        var open = article.openComments().get(comment);
        var place = row.getString("place");
        if (open != null || place == null) {
            return open == null ? null : open.anchor();
        }
        var was = new Anchor(new Place(place), row.getInt("begins"), row.getString("words"));
        return was.standsIn(article.content().words(was.place())) ? was : null;
    }

    private static Set<PersonId> involved(Article article, List<WorkingCopy.Comment> comments) {
        var people = new HashSet<PersonId>();
        article.authors().values().forEach(authorship -> people.addAll(authorship.all()));
        article.assignments().forEach(assignment -> people.add(assignment.person()));
        var schedule = article.schedule();
        if (schedule != null) {
            people.add(schedule.publisher());
        }
        for (var comment : comments) {
            people.add(comment.author());
            people.addAll(comment.mentions());
        }
        return people;
    }

    /** Somebody whom the newsroom never named is called by their id. */
    private Map<PersonId, String> names(Set<PersonId> people) {
        var names = people.stream().collect(Collectors.toMap(id -> id, PersonId::value));
        if (!people.isEmpty()) {
            jdbc.sql("SELECT person, name FROM desk_person WHERE person IN (:people)")
                    .param("people", people.stream().map(PersonId::value).toList())
                    .query(row -> {
                        names.put(new PersonId(row.getString("person")), row.getString("name"));
                    });
        }
        return names;
    }

    /** The conditions that an answer must meet; what is null is none. */
    private static final class Wanted {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();
        private String articles = "desk_article a";

        void only(Which which) {
            var desk = which.desk();
            var assigned = which.assigned();
            var found = which.found();
            var before = which.stageBefore();
            where("desk = :desk", "desk", desk == null ? null : desk.value());
            where(
                    "EXISTS (SELECT 1 FROM desk_assignment w WHERE w.article = a.article AND w.person = :assigned)",
                    "assigned",
                    assigned == null ? null : assigned.value());
            if (found != null) {
                articles = AMONG;
                conditions.add("a.article IS NOT NULL");
                // One value: as many parameters would have to be read anew with each question.
                parameters.put(
                        "found",
                        new SqlArrayValue(
                                "VARCHAR", found.stream().map(ArticleId::value).toArray()));
            }
            where(
                    "LOWER(section) = :section",
                    "section",
                    which.section() == null ? null : which.section().strip().toLowerCase(Locale.ROOT));
            where("urgency <= :most", "most", which.urgency());
            if (which.reach() != null) {
                conditions.add(REACHED);
                parameters.putAll(parameters(which.reach()));
            }
            where("stage_since < :before", "before", before == null ? null : before.atOffset(ZoneOffset.UTC));
        }

        void where(String condition, String parameter, @Nullable Object value) {
            if (value != null) {
                conditions.add(condition);
                parameters.put(parameter, value);
            }
        }

        String clause() {
            return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        }
    }
}
