package stet.desk;

import static stet.desk.Instants.column;
import static stet.desk.Instants.columnOrNull;
import static stet.desk.Instants.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ArticleAssigned;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.article.ArticleEvent.ArticleMadeConfidential;
import stet.domain.article.ArticleEvent.ArticleUnassigned;
import stet.domain.article.ArticleEvent.ChangesRequested;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.ArticleEvent.ClaimCorrected;
import stet.domain.article.ArticleEvent.ClaimDisputed;
import stet.domain.article.ArticleEvent.CommentAdded;
import stet.domain.article.ArticleEvent.CommentEdited;
import stet.domain.article.ArticleEvent.CommentResolved;
import stet.domain.article.ArticleEvent.ConfidentialityLifted;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.GlassBroken;
import stet.domain.article.ArticleEvent.SubmittedForChecking;
import stet.domain.article.Assignment;
import stet.domain.article.Chronicle;
import stet.domain.article.Happened;
import stet.domain.checking.Locator;
import stet.domain.checking.Source;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.domain.newsroom.NewsroomEvent;
import stet.domain.newsroom.NewsroomEvent.DeskClosed;
import stet.domain.newsroom.NewsroomEvent.DeskOpened;
import stet.domain.newsroom.NewsroomEvent.DeskRenamed;
import stet.domain.newsroom.NewsroomEvent.DeskReopened;
import stet.domain.newsroom.NewsroomEvent.DesksChanged;
import stet.domain.newsroom.NewsroomEvent.DoubtLifted;
import stet.domain.newsroom.NewsroomEvent.LanguageSet;
import stet.domain.newsroom.NewsroomEvent.NewsroomNamed;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;
import stet.domain.newsroom.NewsroomEvent.PersonLeft;
import stet.domain.newsroom.NewsroomEvent.QuotationMarksSet;
import stet.domain.newsroom.NewsroomEvent.ReadingClosed;
import stet.domain.newsroom.NewsroomEvent.ReadingOpened;
import stet.domain.newsroom.NewsroomEvent.RolesChanged;
import stet.domain.newsroom.NewsroomEvent.SourceDoubted;
import stet.domain.newsroom.NewsroomEvent.ZoneSet;
import stet.reading.Batch;
import stet.reading.ManyRows;
import stet.reading.Recent;
import stet.reading.Upsert;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what queues need of every article, and the article itself as the domain folds it, after some of its events.
 *
 * <p>Unlike other projections this one reads before it writes: stage and obstacles are the domain's to derive, and the domain derives
 * them from the whole article, which no single event has. So an article is read back when its next event comes, unless it is still
 * remembered, and its row is written once for a whole batch. What is remembered was committed: a batch's articles are its own until then.
 */
public final class DeskProjection {
    /**
     * Another one for everything else that this makes of the same events, be it that the domain folds them to another article; what
     * another version has made is then made again.
     */
    public static final int VERSION = 11;

    private static final String ARTICLE = Upsert.into("desk_article")
            .key("article")
            .number("sequence")
            .text("queue", "stage")
            .flag("live", "held", "submitted")
            .text("desk", "headline", "slugline", "section")
            .number("urgency", "words", "revision", "claims", "open_claims", "obstacles")
            .text("first_obstacle")
            .instant("due", "drafted_at", "changed_at", "stage_since", "scheduled_for")
            .text("schedule_dropped", "on_word", "drafted_by", "lacks")
            .flag("among_live", "confidential")
            .text("course")
            .sql();
    private static final String STATE = Upsert.into("desk_state")
            .key("article")
            .number("sequence")
            .text("state")
            .sql();
    private static final String STAY = Upsert.into("desk_stay")
            .key("article")
            .numbered("number")
            .text("desk", "queue", "came_from", "went_back")
            .instant("entered_at", "left_at")
            .number("lasted")
            .instant("waits_since")
            .sql();
    private static final String FIRST_EDITION = Upsert.into("desk_first_edition")
            .key("article")
            .text("desk")
            .instant("published_at")
            .number("lasted", "fallen", "went_back")
            .sql();
    private static final String COMMENT = Upsert.into("desk_comment")
            .key("article", "comment")
            .text("said", "place")
            .number("begins")
            .text("words", "mentions", "author")
            .instant("commented_at")
            .flag("resolved")
            .text("answers")
            .flag("asks_for_changes")
            .instant("edited_at")
            .sql();
    private static final String EDITED =
            "UPDATE desk_comment SET said = ?, mentions = ?, edited_at = ? WHERE article = ? AND comment = ?";
    private static final String SOURCE = Upsert.into("desk_source")
            .key("article", "source")
            .text("type", "locator", "note", "consulted")
            .instant("used_at")
            .number("sequence")
            .sql();
    /** So many hexadecimal digits tell apart the sources of one article. */
    private static final int FINGERPRINT = 16;

    /** What is longer is not picked from a list. */
    private static final int LONGEST_SOURCE = 500;

    private static final String PERSON =
            Upsert.into("desk_person").key("person").text("name").flag("here").sql();
    private static final String DESK =
            Upsert.into("desk_desk").key("desk").text("name").flag("shut").sql();

    private static final String DOUBT = Upsert.into("desk_doubt")
            .key("source")
            .text("locator")
            .number("sequence")
            .text("reason", "doubted_by")
            .instant("doubted_at")
            .text("lifted_by")
            .instant("lifted_at")
            .text("lifted_because")
            .sql();
    private static final String WROTE =
            Upsert.into("desk_wrote").key("person", "article").sql();

    private static final String PICTURE =
            Upsert.into("desk_picture").key("file", "article").sql();

    private static final String RESOLVED = "UPDATE desk_comment SET resolved = TRUE WHERE article = ? AND comment = ?";
    static final String REQUEST = "!";

    /** What was asked for is seen to, as far as the writer is concerned. */
    private static final String HANDED_IN =
            "UPDATE desk_comment SET resolved = TRUE WHERE article = ? AND asks_for_changes AND commented_at < ?";

    private static final String MORE =
            "UPDATE desk_count SET articles = articles + ? WHERE desk = ? AND queue = ? AND among_live = ?";

    private static final List<String> IN_THIS_ORDER =
            List.of(COMMENT, EDITED, RESOLVED, HANDED_IN, SOURCE, WROTE, PICTURE);

    private static final TypeReference<Map<String, PersonId>> ON_WORD = new TypeReference<>() {};

    private final JdbcOperations jdbc;
    private final JsonMapper json;
    private final Chronicle chronicle;
    private final Recent<ArticleId, Folded> remembered = new Recent<>();

    /** @param json knows the shapes of the domain's types */
    public DeskProjection(JdbcOperations jdbc, JsonMapper json, Chronicle chronicle) {
        this.jdbc = jdbc;
        this.json = json;
        this.chronicle = chronicle;
    }

    @EventHandler
    void on(ArticleEvent event, Act act, @SequenceNumber long sequence) {
        var id = event.articleId();
        var articles = articles();
        var before = before(articles, id, sequence);
        if (before != null && sequence <= before.sequence()) {
            return;
        }
        var after = Folded.after(before, event, act, sequence);
        if (after == null) {
            return;
        }
        articles.changed(before, after);
        if (StoredState.isKeptAfter(event, sequence, before == null)) {
            articles.kept(after);
        }
        if (event instanceof EditionPublished
                && before != null
                && !before.course().out()) {
            articles.published(after);
        }
        articles.reliance().happened(event, before == null ? null : before.article(), after.article(), act, sequence);
        var batch = Batch.of(jdbc, IN_THIS_ORDER);
        articles.notices()
                .happened(
                        id,
                        Concerns.told(event, before, after, act, this::peopleOf, this::whoAnswersFor),
                        Concerns.over(event, act),
                        act,
                        sequence);
        for (var source : sources(event)) {
            if (source instanceof Source.Named named
                    && named.locator().length() + named.note().length() <= LONGEST_SOURCE) {
                batch.add(SOURCE, source(id, named, act, sequence));
            }
        }
        switch (event) {
            case ArticleAssigned _,
                    ArticleUnassigned _,
                    ArticleMadeConfidential _,
                    ConfidentialityLifted _,
                    GlassBroken _ -> articles.reassigned(id);
            case ArticleDrafted _, ContentRevised _, ClaimCorrected _ -> {
                batch.add(WROTE, act.who().value(), id.value());
                for (var figure : after.article().content().figures()) {
                    if (figure.picture().file() != null) {
                        batch.add(PICTURE, figure.picture().file(), id.value());
                    }
                }
            }
            case CommentAdded e -> batch.add(COMMENT, comment(e, act));
            case CommentEdited e -> batch.add(EDITED, edited(e, after.article(), act));
            case ChangesRequested e -> batch.add(COMMENT, request(e, act, sequence));
            case SubmittedForChecking _ -> batch.add(HANDED_IN, id.value(), column(act.at()));
            case CommentResolved e ->
                batch.add(RESOLVED, id.value(), e.commentId().value());
            default -> {}
        }
    }

    @EventHandler
    void on(NewsroomEvent event, Act act, @SequenceNumber long sequence) {
        switch (event) {
            case SourceDoubted e ->
                jdbc.update(
                        DOUBT,
                        Locator.of(e.locator()).key(),
                        e.locator(),
                        sequence,
                        e.reason(),
                        act.who().value(),
                        column(act.at()),
                        null,
                        null,
                        null);
            case DoubtLifted e ->
                jdbc.update(
                        "UPDATE desk_doubt SET lifted_by = ?, lifted_at = ?, lifted_because = ? WHERE source = ?",
                        act.who().value(),
                        column(act.at()),
                        e.reason(),
                        Locator.of(e.locator()).key());
            case DeskOpened e -> jdbc.update(DESK, e.desk().value(), e.name(), false);
            case DeskRenamed e ->
                jdbc.update(
                        "UPDATE desk_desk SET name = ? WHERE desk = ?",
                        e.name(),
                        e.desk().value());
            case DeskClosed e -> shut(e.desk(), true);
            case DeskReopened e -> shut(e.desk(), false);
            // Who may read is asked of the newsroom as it is, by whoever asks the desk.
            case ReadingClosed _, ReadingOpened _ -> {}
            // What the newsroom is set to is asked of the newsroom, too.
            case NewsroomNamed _, ZoneSet _, LanguageSet _, QuotationMarksSet _ -> {}
            case PersonJoined e -> {
                jdbc.update(PERSON, e.person().value(), e.name(), true);
                roles(e.person(), e.roles());
                desks(e.person(), e.desks());
            }
            case RolesChanged e -> roles(e.person(), e.roles());
            case DesksChanged e -> desks(e.person(), e.desks());
            case PersonLeft e -> {
                jdbc.update(
                        "UPDATE desk_person SET here = FALSE WHERE person = ?",
                        e.person().value());
                roles(e.person(), Set.of());
                desks(e.person(), Set.of());
            }
        }
    }

    /** Those who work at a desk, and standards, who answer for who reads what stands there. */
    private List<PersonId> whoAnswersFor(DeskId desk) {
        return jdbc.query(
                "SELECT person FROM desk_person_desk WHERE desk = ? UNION SELECT person FROM desk_person_role WHERE role = ? ORDER BY person",
                (row, _) -> new PersonId(row.getString("person")),
                desk.value(),
                Role.STANDARDS.name());
    }

    private List<PersonId> peopleOf(DeskId desk) {
        return jdbc.query(
                "SELECT person FROM desk_person_desk WHERE desk = ? ORDER BY person",
                (row, _) -> new PersonId(row.getString("person")),
                desk.value());
    }

    private void shut(DeskId desk, boolean shut) {
        jdbc.update("UPDATE desk_desk SET shut = ? WHERE desk = ?", shut, desk.value());
    }

    private ArticlesOfBatch articles() {
        var work = CurrentUnitOfWork.get().root();
        return work.getOrComputeResource(ArticlesOfBatch.class.getName(), _ -> {
            var begun = new ArticlesOfBatch();
            work.onPrepareCommit(_ -> write(begun));
            work.afterCommit(_ -> begun.changed()
                    .forEach(folded -> remembered.put(folded.article().id(), folded)));
            return begun;
        });
    }

    /** What is remembered counts only if this event is the very next: another node may have taken the article further since. */
    private @Nullable Folded ours(ArticleId id, long sequence) {
        var ours = remembered.get(id);
        return ours != null && ours.sequence() + 1 == sequence ? ours : null;
    }

    /** The article before this event; null where there is none. */
    private @Nullable Folded before(ArticlesOfBatch batch, ArticleId id, long sequence) {
        var known = batch.known(id);
        if (known != null) {
            return known;
        }
        var ours = ours(id, sequence);
        if (ours != null) {
            return ours;
        }
        look(batch, id);
        return batch.known(id);
    }

    /** Reads this article back, and at once the others of the batch that have to be. */
    private void look(ArticlesOfBatch batch, ArticleId id) {
        var wanted = batch.toLookFor(id, this::others);
        var rows = new ArrayList<ReadBack>();
        InLists.each(
                wanted.stream().map(ArticleId::value).toList(),
                (marks, some) -> jdbc.query(
                        """
                        SELECT %s, a.drafted_by, a.drafted_at, a.changed_at, a.stage_since, a.schedule_dropped, a.on_word, a.course
                        FROM %s WHERE a.article IN (%s)""".formatted(StoredState.COLUMNS, StoredState.TABLES, marks),
                        row -> {
                            rows.add(ReadBack.of(row));
                        },
                        some.toArray()));
        var happened =
                chronicle.happened(rows.stream().map(row -> row.state.ahead()).toList());
        rows.forEach(row -> batch.read(folded(row, happened.getOrDefault(row.state.article(), List.of()))));
    }

    /** The articles of the batch's events, but for those that are remembered as they were before them. */
    private Stream<ArticleId> others() {
        if (!(CurrentUnitOfWork.get().root() instanceof BatchingUnitOfWork<?> batch)) {
            return Stream.of();
        }
        var firsts = new LinkedHashMap<ArticleId, Long>();
        for (var message : batch.getMessages()) {
            if (message instanceof DomainEventMessage<?> event && event.getPayload() instanceof ArticleEvent happened) {
                firsts.putIfAbsent(happened.articleId(), event.getSequenceNumber());
            }
        }
        return firsts.entrySet().stream()
                .filter(first -> ours(first.getKey(), first.getValue()) == null)
                .map(Map.Entry::getKey);
    }

    private record ReadBack(
            StoredState state,
            PersonId draftedBy,
            Instant draftedAt,
            Instant changedAt,
            Instant stageSince,
            @Nullable String scheduleDropped,
            @Nullable String onWord,
            @Nullable String course) {
        static ReadBack of(ResultSet row) throws SQLException {
            return new ReadBack(
                    StoredState.of(row),
                    new PersonId(row.getString("drafted_by")),
                    instant(row, "drafted_at"),
                    instant(row, "changed_at"),
                    instant(row, "stage_since"),
                    row.getString("schedule_dropped"),
                    row.getString("on_word"),
                    row.getString("course"));
        }
    }

    private Folded folded(ReadBack row, List<Happened> happened) {
        var article = row.state.folded(json, happened);
        var step = Step.of(article);
        return new Folded(
                article,
                step,
                row.state.sequence(),
                row.draftedBy,
                row.draftedAt,
                row.changedAt,
                row.stageSince,
                row.scheduleDropped,
                onWord(row.onWord),
                course(row, article, step));
    }

    /** A row from before there was one is of a set that is about to be made anew; until then its way begins where it stands. */
    private Course course(ReadBack row, Article article, Step step) {
        return row.course != null
                ? json.readValue(row.course, Course.class)
                : Course.unknownUntil(article, step.queue(), row.changedAt);
    }

    private Map<String, PersonId> onWord(@Nullable String column) {
        return column == null ? Map.of() : json.readValue(column, ON_WORD);
    }

    private void write(ArticlesOfBatch batch) {
        ManyRows.write(jdbc, ARTICLE, batch.changed().stream().map(this::row).toList());
        ManyRows.write(jdbc, STATE, batch.kept().stream().map(this::state).toList());
        count(batch.more());
        batch.notices().write(jdbc, batch::begun);
        batch.reliance().write(jdbc, batch::known, batch::begun);
        course(batch);
        batch.past().write(jdbc, batch::begun);
        var reassigned = batch.reassigned();
        for (var table : List.of("desk_assignment", "desk_confided", "desk_opened")) {
            jdbc.batchUpdate(
                    "DELETE FROM %s WHERE article = ?".formatted(table),
                    reassigned.stream()
                            .map(folded -> folded.article().id())
                            .filter(id -> !batch.begun(id))
                            .map(id -> new Object[] {id.value()})
                            .toList());
        }
        ManyRows.write(
                jdbc,
                "INSERT INTO desk_assignment (article, person, role, due) VALUES (?, ?, ?, ?)",
                reassigned.stream()
                        .flatMap(folded -> folded.article().assignments().stream()
                                .map(each -> assignment(folded.article().id(), each)))
                        .toList());
        ManyRows.write(
                jdbc,
                "INSERT INTO desk_confided (article, person) VALUES (?, ?)",
                reassigned.stream()
                        .map(Folded::article)
                        .flatMap(article -> Stream.ofNullable(article.confided())
                                .flatMap(List::stream)
                                .map(person -> new Object[] {article.id().value(), person.value()}))
                        .toList());
        ManyRows.write(
                jdbc,
                "INSERT INTO desk_opened (article, person, until_at) VALUES (?, ?, ?)",
                reassigned.stream()
                        .map(Folded::article)
                        .flatMap(article -> article.team().opened().stream().map(opening -> new @Nullable Object[] {
                            article.id().value(), opening.person().value(), column(opening.until())
                        }))
                        .toList());
    }

    private void course(ArticlesOfBatch batch) {
        var stays = batch.stays();
        jdbc.batchUpdate(
                "DELETE FROM desk_stay WHERE article = ? AND number > ?",
                stays.entrySet().stream()
                        .filter(each -> !batch.begun(each.getKey()))
                        .map(each -> new Object[] {
                            each.getKey().value(), each.getValue().lastKey()
                        })
                        .toList());
        ManyRows.write(
                jdbc,
                STAY,
                stays.entrySet().stream()
                        .flatMap(of -> of.getValue().values().stream().map(each -> stay(of.getKey(), each)))
                        .toList());
        ManyRows.write(
                jdbc,
                FIRST_EDITION,
                batch.firstEditions().stream()
                        .map(first -> new Object[] {
                            first.article().id().value(),
                            first.article().desk().value(),
                            column(first.changedAt()),
                            Duration.between(first.draftedAt(), first.changedAt())
                                    .toMillis(),
                            first.course().fallen(),
                            first.course().returns()
                        })
                        .toList());
    }

    private static @Nullable Object[] stay(ArticleId article, ArticlesOfBatch.Ended ended) {
        var stay = ended.stay();
        var from = stay.from();
        var back = stay.back();
        var at = ended.at();
        return new @Nullable Object[] {
            article.value(),
            stay.number(),
            stay.desk().value(),
            stay.queue().name(),
            from == null ? null : from.name(),
            back == null ? null : back.name(),
            column(stay.since()),
            columnOrNull(at),
            at == null ? null : Duration.between(stay.since(), at).toMillis(),
            at == null && HowLong.STEPS.contains(stay.queue()) ? column(stay.since()) : null
        };
    }

    /**
     * What is added is the difference between the rows of before and those that are written along with it, so a batch that is written again
     * after its transaction failed adds the same, and an event that was here before adds nothing.
     */
    private void count(Map<Sort, Integer> more) {
        more.forEach((sort, by) -> {
            var of = new Object[] {by, sort.desk().value(), sort.queue().name(), sort.amongLive()};
            if (jdbc.update(MORE, of) == 0) {
                jdbc.update("INSERT INTO desk_count (articles, desk, queue, among_live) VALUES (?, ?, ?, ?)", of);
            }
        });
        if (more.values().stream().anyMatch(by -> by < 0)) {
            jdbc.update("DELETE FROM desk_count WHERE articles = 0");
        }
    }

    private Object[] state(Folded folded) {
        var article = folded.article();
        return new Object[] {article.id().value(), folded.sequence(), json.writeValueAsString(article)};
    }

    private @Nullable Object[] row(Folded folded) {
        var article = folded.article();
        var content = article.content();
        // An embargo is over by then: a card says what somebody must do, and an embargo only needs waiting.
        var obstacles = article.obstacles(Instant.MAX);
        var schedule = article.schedule();
        return new @Nullable Object[] {
            article.id().value(),
            folded.sequence(),
            folded.step().queue().name(),
            folded.step().stage().name(),
            article.live(),
            article.held(),
            article.submitted(),
            article.desk().value(),
            content.headline(),
            content.slugline(),
            content.section(),
            content.urgency(),
            words(content),
            article.revision(),
            article.claims().size(),
            article.openClaims().size(),
            obstacles.size(),
            obstacles.isEmpty() ? null : obstacles.getFirst().sentence(),
            columnOrNull(due(article)),
            column(folded.draftedAt()),
            column(folded.changedAt()),
            column(folded.stageSince()),
            columnOrNull(schedule == null ? null : schedule.due()),
            folded.scheduleDropped(),
            folded.onWord().isEmpty() ? null : json.writeValueAsString(folded.onWord()),
            folded.draftedBy().value(),
            String.join("\n", Lacks.of(obstacles)),
            folded.step().amongLive(),
            article.confided() != null,
            json.writeValueAsString(folded.course())
        };
    }

    private static @Nullable Object[] assignment(ArticleId article, Assignment each) {
        return new @Nullable Object[] {
            article.value(), each.person().value(), each.role().name(), columnOrNull(each.due())
        };
    }

    private @Nullable Object[] comment(CommentAdded e, Act act) {
        var anchor = e.anchor();
        return new @Nullable Object[] {
            e.articleId().value(),
            e.commentId().value(),
            e.text(),
            anchor == null ? null : anchor.place().key(),
            anchor == null ? null : anchor.start(),
            anchor == null ? null : anchor.words(),
            json.writeValueAsString(e.mentions()),
            act.who().value(),
            column(act.at()),
            false,
            e.answers() == null ? null : e.answers().value(),
            false,
            null
        };
    }

    private Object[] edited(CommentEdited e, Article article, Act act) {
        var comment = Objects.requireNonNull(article.openComments().get(e.commentId()));
        return new Object[] {
            e.text(),
            json.writeValueAsString(comment.calls()),
            act.at().atOffset(ZoneOffset.UTC),
            e.articleId().value(),
            e.commentId().value()
        };
    }

    /** A request for changes stands in the talk like a comment; one from before it had an id is kept under a name that no comment can have. */
    private static @Nullable Object[] request(ChangesRequested e, Act act, long sequence) {
        return new @Nullable Object[] {
            e.articleId().value(),
            e.commentId() == null ? REQUEST + sequence : e.commentId().value(),
            e.note(),
            null,
            null,
            null,
            "[]",
            act.who().value(),
            column(act.at()),
            false,
            null,
            true,
            null
        };
    }

    private static List<Source> sources(ArticleEvent event) {
        return switch (event) {
            case ClaimConfirmed e -> e.sources();
            case ClaimDisputed e -> e.sources();
            case ClaimCorrected e -> e.sources();
            default -> List.of();
        };
    }

    private static Object[] source(ArticleId article, Source.Named source, Act act, long sequence) {
        return new Object[] {
            article.value(),
            Hash.of(List.of(source.type().name(), source.locator(), source.note()))
                    .value()
                    .substring(0, FINGERPRINT),
            source.type().name(),
            source.locator(),
            source.note(),
            source.consulted().toString(),
            act.at().atOffset(ZoneOffset.UTC),
            sequence
        };
    }

    private void roles(PersonId person, Set<Role> roles) {
        jdbc.update("DELETE FROM desk_person_role WHERE person = ?", person.value());
        jdbc.batchUpdate("INSERT INTO desk_person_role (person, role) VALUES (?, ?)", rows(roles, role ->
                new Object[] {person.value(), role.name()}));
    }

    private void desks(PersonId person, Set<DeskId> desks) {
        jdbc.update("DELETE FROM desk_person_desk WHERE person = ?", person.value());
        jdbc.batchUpdate("INSERT INTO desk_person_desk (person, desk) VALUES (?, ?)", rows(desks, desk ->
                new Object[] {person.value(), desk.value()}));
    }

    private static <T> List<Object[]> rows(java.util.Collection<T> all, Function<T, Object[]> row) {
        return all.stream().map(row).toList();
    }

    private static long words(Content content) {
        return content.blocks().stream()
                .filter(block -> !(block instanceof Block.Figure))
                .mapToLong(block -> words(block.words()))
                .sum();
    }

    /** What stands between spaces; a regular expression took longer over it than the database over the row. */
    private static long words(String text) {
        return IntStream.range(0, text.length())
                .filter(at -> !isSpace(text.charAt(at)) && (at == 0 || isSpace(text.charAt(at - 1))))
                .count();
    }

    /** As {@code \s} of a regular expression has it. */
    private static boolean isSpace(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    private static @Nullable Instant due(Article article) {
        return article.assignments().stream()
                .map(Assignment::due)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
