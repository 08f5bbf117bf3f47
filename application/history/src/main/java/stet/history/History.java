package stet.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static stet.domain.content.Words.shortened;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.article.ArticleEvent.CaptionsSignedOff;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.article.OriginalFile;
import stet.domain.content.Place;
import stet.domain.content.WordDiff;
import stet.domain.events.StoredNames;
import stet.domain.newsroom.Newsroom;
import tools.jackson.databind.json.JsonMapper;

/** Answers what auditors ask. */
public final class History {
    private static final int LONGEST_NAME = 80;
    private static final int MOST_WORDINGS = 500;
    /** A question names so many events at most. */
    private static final int AT_ONCE = 500;
    /** Of the events of a page the words are read of so many at a time, since the page may have no room for the others. */
    private static final int READ_AT_ONCE = 50;
    /** So many UTF-16 units of words before and after changes have room on a page: two saves of the longest articles that change all of them. */
    private static final long MOST_COMPARED = 1_000_000;

    private static final String REVISED = Objects.requireNonNull(StoredNames.of(ContentRevised.class));
    private static final List<String> SIGNED_OFF = Stream.of(FactsSignedOff.class, CaptionsSignedOff.class)
            .map(kind -> Objects.requireNonNull(StoredNames.of(kind)))
            .toList();
    /** What {@link #entry} reads of an entry {@code e}. A thing is named as it was called before the event: a corrected claim by the words that were wrong. */
    static final String OF_AN_ENTRY = """
            e.*, COALESCE(w.name, e.who) AS who_name, COALESCE(p.name, e.person) AS person_name,
                (SELECT t.kind FROM history_thing t WHERE t.stream = e.stream AND t.thing = e.thing
                    AND t.sequence < e.sequence AND t.kind IS NOT NULL ORDER BY t.sequence DESC LIMIT 1) AS thing_kind,
                (SELECT t.words FROM history_thing t WHERE t.stream = e.stream AND t.thing = e.thing
                    AND t.sequence < e.sequence ORDER BY t.sequence DESC LIMIT 1) AS thing_words""";

    static final String WHO_IS_IN_IT = """
            LEFT JOIN history_person w ON w.person = e.who LEFT JOIN history_person p ON p.person = e.person""";

    /**
     * Whoever wants some of these orders them by all that the key has: then H2 goes along the key and stops, where it would read, name and
     * sort all that ever happened to the article.
     */
    private static final String ENTRIES =
            "SELECT %s FROM history_entry e %s WHERE e.stream = :stream".formatted(OF_AN_ENTRY, WHO_IS_IN_IT);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Versions versions;
    private final Redlines comparing;
    private final Timelines timelines;
    private final Provenances provenances;
    private final Deeds deeds;

    /** On tables that stay the same ones. */
    public History(JdbcClient jdbc, JsonMapper json) {
        this(jdbc, json, () -> "");
    }

    /**
     * @param json knows the shapes of the domain's types
     * @param serving the name of the set of tables that is read; what was read from another is not remembered
     */
    public History(JdbcClient jdbc, JsonMapper json, Supplier<String> serving) {
        this.jdbc = jdbc;
        this.json = json;
        versions = new Versions(jdbc, json);
        comparing = new Redlines(jdbc, versions);
        timelines = new Timelines(jdbc);
        provenances = new Provenances(jdbc, versions, serving);
        deeds = new Deeds(jdbc, json);
    }

    public ChangesOf.Page changes(ChangesOf asked) {
        var stream = asked.article().value();
        var found = entries(stream, asked.after(), asked.limit() + 1);
        var entries = redlined(stream, found.subList(0, Math.min(found.size(), asked.limit())));
        return new ChangesOf.Page(entries, next(found, entries));
    }

    /** As many of these as a page has room for, with what changed in words; at least one, if there is one. */
    private List<Entry> redlined(String stream, List<Entry> entries) {
        var page = new ArrayList<Entry>();
        var together = new WordDiff.Together();
        var compared = 0L;
        for (var from = 0; from < entries.size(); from += READ_AT_ONCE) {
            var some = entries.subList(from, Math.min(entries.size(), from + READ_AT_ONCE));
            var changed = changed(stream, some.stream().map(Entry::sequence).toList()).stream()
                    .collect(groupingBy(Changed::sequence));
            for (var entry : some) {
                var its = changed.getOrDefault(entry.sequence(), List.of());
                compared += its.stream().mapToLong(Changed::length).sum();
                if (compared > MOST_COMPARED && !page.isEmpty()) {
                    return page;
                }
                page.add(entry.with(redlines(its, together)));
            }
        }
        return page;
    }

    /** An unknown article has no sessions. */
    public TimelineOf.Page timeline(TimelineOf asked) {
        var stream = asked.article().value();
        var by = asked.by();
        var work = asked.work();
        var found = jdbc.sql(ENTRIES + """
                 AND e.sequence < :before
                    AND (:who = '' OR e.who = :who) AND (:work = '' OR e.work = :work)
                    AND (:place = '' OR EXISTS (SELECT 1 FROM history_words w
                        WHERE w.stream = e.stream AND w.place = :place AND w.sequence = e.sequence))
                ORDER BY e.stream DESC, e.sequence DESC LIMIT :limit
                """)
                .param("stream", stream)
                .param("before", asked.before() == null ? Long.MAX_VALUE : asked.before())
                .param("who", by == null ? "" : by.value())
                .param("work", work == null ? "" : work.name())
                .param("place", Objects.requireNonNullElse(asked.place(), ""))
                .param("limit", asked.limit() + 1)
                .query(History::entry)
                .list();
        var entries = redlined(stream, found.subList(0, Math.min(found.size(), asked.limit())));
        var revisions = timelines.revisions(
                stream, entries.stream().map(Entry::sequence).toList());
        var events = entries.stream()
                .map(entry -> new TimelineOf.Event(entry, revisions.get(entry.sequence())))
                .toList();
        return new TimelineOf.Page(
                Timelines.sessions(events),
                timelines.count(stream),
                asked.place() == null ? List.of() : timelines.marked(stream, asked.place()),
                next(found, entries));
    }

    public NewsroomChanges.Page changes(NewsroomChanges asked) {
        var found = entries(Newsroom.ID, asked.after(), asked.limit() + 1);
        var entries = found.subList(0, Math.min(found.size(), asked.limit()));
        return new NewsroomChanges.Page(entries, next(found, entries));
    }

    /** Without what changed in words; an unknown article has none. */
    public List<Entry> deeds(DeedsOf asked) {
        return jdbc.sql(ENTRIES + " AND e.kind IN (:kinds) ORDER BY e.sequence")
                .param("stream", asked.article().value())
                .param(
                        "kinds",
                        asked.kinds().stream()
                                .map(kind -> Objects.requireNonNull(StoredNames.of(kind)))
                                .toList())
                .query(History::entry)
                .list();
    }

    /** What was done in all articles, and to the newsroom. */
    public DeedsAcross.Page deeds(DeedsAcross asked) {
        return deeds.across(asked);
    }

    /** An unknown article has none. */
    public ChecksOf.Checks checks(ChecksOf asked) {
        var stream = asked.article().value();
        var all = jdbc.sql(ENTRIES + " AND e.detail IS NOT NULL ORDER BY e.sequence")
                .param("stream", stream)
                .query(this::checked)
                .list();
        return Checked.of(
                all, changedBySameAct(stream, all.stream().map(Checked::deed).toList()));
    }

    /** Who signed what off, in order, and nothing else that is asked by {@link ChecksOf}; an unknown article has none. */
    public List<ChecksOf.SignOff> signOffs(ChecksOf asked) {
        var all = jdbc.sql(ENTRIES + " AND e.kind IN (:kinds) AND e.detail IS NOT NULL ORDER BY e.sequence")
                .param("stream", asked.article().value())
                .param("kinds", SIGNED_OFF)
                .query(this::checked)
                .list();
        return Checked.of(all, Map.of()).signOffs();
    }

    private Checked checked(ResultSet row, int number) throws SQLException {
        return new Checked(entry(row, number), (ArticleEvent) json.readValue(
                row.getString("detail"), Objects.requireNonNull(StoredNames.eventOf(row.getString("kind")))));
    }

    public PeopleOf.People people(PeopleOf asked) {
        record Row(PersonId id, String name, PeopleOf.Deeds deeds) {}
        var rows = jdbc.sql("""
                SELECT e.who, COALESCE(p.name, e.who) AS name, e.work, COUNT(*) AS times, MIN(e.happened_at) AS first_at,
                    MAX(e.happened_at) AS last_at, MIN(e.sequence) AS first_sequence
                FROM history_entry e LEFT JOIN history_person p ON p.person = e.who
                WHERE e.stream = :stream AND e.work IS NOT NULL
                GROUP BY e.who, COALESCE(p.name, e.who), e.work
                ORDER BY first_sequence
                """)
                .param("stream", asked.article().value())
                .query((row, _) -> new Row(
                        new PersonId(row.getString("who")),
                        row.getString("name"),
                        new PeopleOf.Deeds(
                                Work.valueOf(row.getString("work")),
                                row.getInt("times"),
                                instant(row, "first_at"),
                                instant(row, "last_at"))))
                .list();
        var people = rows.stream().collect(groupingBy(Row::id, LinkedHashMap::new, toList()));
        return new PeopleOf.People(people.values().stream()
                .map(deeds -> new PeopleOf.Person(
                        deeds.getFirst().id(),
                        deeds.getFirst().name(),
                        deeds.stream().map(Row::deeds).toList()))
                .toList());
    }

    /** What the article said then; empty if there was no such article yet. */
    public Optional<ArticleAsOf.Version> version(ArticleAsOf asked) {
        var stream = asked.article().value();
        return switch (asked.moment()) {
            case ArticleAsOf.Moment.Sequence m -> versions.at(stream, m.sequence());
            case ArticleAsOf.Moment.Time m -> versions.at(stream, lastSequenceBy(stream, m.at()));
        };
    }

    /**
     * What is different between two versions; empty if there is no such article.
     *
     * @throws stet.domain.InvalidValue if the article has no such version
     */
    public Optional<RedlineOf.Answer> redline(RedlineOf asked) {
        return comparing.between(asked, besides -> deeds(new DeedsOf(asked.article(), besides)));
    }

    /**
     * Who wrote each word; empty if there is no such article.
     *
     * @throws stet.domain.InvalidValue if the article has no such revision
     */
    public Optional<ProvenanceOf.Answer> provenance(ProvenanceOf asked) {
        return provenances.of(asked);
    }

    /**
     * Goes through the longest histories, so that {@link #provenance} answers of these at once: for somebody who may wait, since of ten
     * thousand revisions it takes a second.
     *
     * @return those that were gone through now, and not before
     */
    public List<ArticleId> followLongest() {
        return provenances.followLongest();
    }

    /** The file that the draft came from; empty if it was written here, or there is no such article. */
    public Optional<OriginalFile> origin(OriginOf asked) {
        return jdbc.sql("SELECT drafted FROM history_revision WHERE stream = :stream AND drafted IS NOT NULL")
                .param("stream", asked.article().value())
                .query(String.class)
                .optional()
                .map(drafted -> json.readValue(drafted, ArticleDrafted.class).origin());
    }

    /** The latest revisions of the words; empty if there is no such article. */
    public Optional<EarlierWords.Answer> earlier(EarlierWords asked) {
        record Row(String place, String words) {}
        var stream = asked.article().value();
        var written = jdbc.sql(
                        "SELECT happened_at FROM history_revision WHERE stream = :stream ORDER BY sequence DESC LIMIT 1")
                .param("stream", stream)
                .query((row, _) -> instant(row, "happened_at"))
                .optional();
        var rows = jdbc.sql("""
                SELECT place, words FROM history_words
                WHERE stream = :stream AND words IS NOT NULL AND place NOT LIKE '%#%'
                    AND (place LIKE 'block/%' OR place = 'headline' OR place = 'standfirst')
                ORDER BY sequence DESC, nth LIMIT :most
                """)
                .param("stream", stream)
                .param("most", MOST_WORDINGS)
                .query((row, _) -> new Row(row.getString("place"), row.getString("words")))
                .list();
        var words = rows.reversed().stream()
                .collect(groupingBy(row -> new Place(row.place()), LinkedHashMap::new, mapping(Row::words, toList())));
        return written.map(at -> new EarlierWords.Answer(at, words));
    }

    private long lastSequenceBy(String stream, Instant at) {
        return jdbc.sql(
                        "SELECT COALESCE(MAX(sequence), -1) FROM history_revision WHERE stream = :stream AND happened_at <= :at")
                .param("stream", stream)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private List<Entry> entries(String stream, @Nullable Long after, int limit) {
        return jdbc.sql(ENTRIES + " AND e.sequence > :after ORDER BY e.stream, e.sequence LIMIT :limit")
                .param("stream", stream)
                .param("after", after == null ? -1 : after)
                .param("limit", limit)
                .query(History::entry)
                .list();
    }

    /** Words of one place before and after an event. */
    private record Changed(long sequence, String place, String before, String now) {
        int length() {
            return before.length() + now.length();
        }
    }

    /** Those that changed one passage lie far apart in a long history, and what stands between two of them is not read. */
    private List<Changed> changed(String stream, List<Long> sequences) {
        return jdbc.sql("""
                SELECT w.sequence, w.place, w.words,
                    (SELECT b.words FROM history_words b WHERE b.stream = w.stream AND b.place = w.place
                        AND b.sequence < w.sequence ORDER BY b.sequence DESC LIMIT 1) AS words_before
                FROM history_words w
                WHERE w.stream = :stream AND w.sequence IN (:sequences)
                ORDER BY w.sequence, w.nth
                """)
                .param("stream", stream)
                .param("sequences", sequences)
                .query((row, _) -> new Changed(
                        row.getLong("sequence"),
                        row.getString("place"),
                        orNothing(row, "words_before"),
                        orNothing(row, "words")))
                .list();
    }

    private static List<Entry.Redline> redlines(List<Changed> changed, WordDiff.Together together) {
        return changed.stream()
                .map(words -> new Entry.Redline(words.place(), together.between(words.before(), words.now())))
                .filter(redline -> redline.pieces().stream().anyMatch(piece -> piece.kind() != WordDiff.Kind.KEPT))
                .toList();
    }

    private Map<Long, List<Entry.Redline>> redlines(String stream, SortedSet<Long> sequences) {
        var all = List.copyOf(sequences);
        var together = new WordDiff.Together();
        var redlines = new HashMap<Long, List<Entry.Redline>>();
        for (var from = 0; from < all.size(); from += AT_ONCE) {
            changed(stream, all.subList(from, Math.min(all.size(), from + AT_ONCE))).stream()
                    .collect(groupingBy(Changed::sequence))
                    .forEach((sequence, changed) -> redlines.put(sequence, redlines(changed, together)));
        }
        return redlines;
    }

    private Map<Long, List<Entry.Redline>> changedBySameAct(String stream, List<Entry> deeds) {
        var revisions = new HashMap<String, Long>();
        jdbc.sql(
                        "SELECT command, sequence FROM history_entry WHERE stream = :stream AND kind = :revised ORDER BY sequence")
                .param("stream", stream)
                .param("revised", REVISED)
                .query((RowCallbackHandler) row -> revisions.put(row.getString("command"), row.getLong("sequence")));
        var causes = new HashMap<Long, Long>();
        for (var deed : deeds) {
            var revision = revisions.get(deed.command().value());
            if (revision != null) {
                causes.put(deed.sequence(), revision);
            }
        }
        var redlines = redlines(stream, new TreeSet<>(causes.values()));
        return causes.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, cause -> redlines.getOrDefault(cause.getValue(), List.of())));
    }

    /** One entry more than the page holds was asked for, to see whether there is a next page. */
    private static @Nullable Long next(List<Entry> found, List<Entry> page) {
        return found.size() > page.size() ? page.getLast().sequence() : null;
    }

    static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("sequence"),
                row.getString("event"),
                row.getString("kind"),
                instant(row, "happened_at"),
                new PersonId(row.getString("who")),
                row.getString("who_name"),
                Role.valueOf(row.getString("role")),
                row.getString("why"),
                row.getString("program"),
                new CommandId(row.getString("command")),
                row.getString("thing"),
                row.getString("opening") + named(row) + row.getString("ending"),
                List.of());
    }

    private static String named(ResultSet row) throws SQLException {
        var thing = row.getString("thing");
        if (thing == null) {
            return orNothing(row, "person_name");
        }
        var words = row.getString("thing_words");
        return words == null
                ? "'" + thing + "'"
                : "the %s '%s'".formatted(row.getString("thing_kind"), shortened(words, LONGEST_NAME));
    }

    private static String orNothing(ResultSet row, String column) throws SQLException {
        var words = row.getString(column);
        return words == null ? "" : words;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
