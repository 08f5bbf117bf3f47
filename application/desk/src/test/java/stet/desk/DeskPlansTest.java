package stet.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.newsroom.Reading;
import stet.eventstore.Databases;
import stet.eventstore.Plans;
import stet.reading.Feed;

/** How many rows each question of the desk reads, as the database itself counts them, where nine in ten of 5,000 articles are out already. */
@Tag("database")
@ParameterizedClass
@EnumSource
class DeskPlansTest {
    private static final int ARTICLES = 5_000;
    private static final int AT_WORK = ARTICLES / 10;
    private static final int PAGE = 20;
    private static final PersonId WANDA = new PersonId("wanda");
    private static final PersonId LENA = new PersonId("lena");

    private final Feed feed;
    private final Plans plans;
    private final Desk desk;

    DeskPlansTest(Databases databases) {
        feed = new Feed(databases, "desk", DeskProjection::new);
        fill(databases);
        plans = new Plans(feed.database, databases);
        desk = new Desk(JdbcClient.create(plans), feed.json, feed);
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void a_column_of_the_board_reads_what_it_shows() {
        for (var queue : new Queue[] {Queue.DRAFTING, Queue.LIVE}) {
            var first = desk.board(Board.of(PAGE).in(queue));
            assertThat(first.cards()).hasSize(PAGE);
            plans.haveRead(3 * PAGE);
            var atADesk = Board.of(PAGE).in(queue).only(Which.ALL.at(new DeskId("desk-1")));
            assertThat(desk.board(atADesk).cards()).hasSize(PAGE);
            // PostgreSQL may pass over those of the other two desks.
            plans.haveRead(4 * PAGE);
        }
    }

    @Test
    void the_live_stories_read_what_they_show_wherever_their_next_edition_waits() {
        var live = Board.of(PAGE).amongLive();
        assertThat(desk.board(live).cards()).hasSize(PAGE);
        plans.haveRead(3 * PAGE);
        assertThat(desk.board(live.only(Which.ALL.at(new DeskId("desk-1")))).cards())
                .hasSize(PAGE);
        plans.haveRead(4 * PAGE);
    }

    @Test
    void the_whole_board_reads_what_it_shows() {
        assertThat(desk.board(Board.of(PAGE)).cards()).hasSize(PAGE);
        plans.haveRead(3 * PAGE);
    }

    @Test
    void what_is_asked_of_one_article_or_one_person_reads_little() {
        assertThat(desk.card(new OneCard(new ArticleId("a7")))).isPresent();
        plans.haveRead(PAGE);
        assertThat(desk.knows(new ArticleId("a7"), 1)).isTrue();
        plans.haveRead(PAGE);
        assertThat(desk.concerns(new WhomItConcerns(new ArticleId("a7"), 1)).notices())
                .hasSize(1);
        plans.haveRead(PAGE);
        assertThat(desk.notices(new Notices(WANDA, PAGE)).notices()).hasSize(PAGE);
        plans.haveRead(5 * PAGE);
        assertThat(desk.sources(new SourcesAtHand(new ArticleId("a7"))).ofThis())
                .hasSize(1);
        // Of each of two hundred sources, the article is looked at as well: who asks may read it or not.
        plans.haveRead(4 * 200);
        assertThat(desk.people(new People()).people()).isEmpty();
        assertThat(desk.desks(new Desks()).desks()).isEmpty();
        plans.haveRead(PAGE);
    }

    @Test
    void what_is_counted_for_a_board_is_kept_and_not_counted_anew() {
        assertThat(desk.counts(new Counts()).all()).isEqualTo(ARTICLES);
        plans.haveRead(PAGE);
        assertThat(desk.counts(new Counts(Which.ALL.at(new DeskId("desk-1")))).live())
                .isGreaterThan(PAGE);
        plans.haveRead(PAGE);
        // One desk is hidden from her, where one article was given to her.
        var hidden = new Reading.Reach(WANDA, true, false, false, Set.of(new DeskId("desk-1")));
        var hers = desk.counts(new Counts(Which.ALL.within(hidden)));
        assertThat(hers.at(new DeskId("desk-1"))).isEqualTo(1);
        assertThat(hers.at(new DeskId("desk-2"))).isGreaterThan(PAGE);
        plans.haveRead(2 * PAGE);
    }

    /** What has long been out was given to somebody and written by somebody, too, and is far more than what is at work. */
    @Test
    void what_people_work_on_is_not_looked_for_in_all_they_ever_worked_on() {
        feed.jdbc
                .sql(
                        "INSERT INTO desk_assignment (article, person, role) SELECT article, 'lena', 'CHECKER' FROM desk_article")
                .update();
        feed.jdbc
                .sql("INSERT INTO desk_wrote (person, article) SELECT 'wanda', article FROM desk_article")
                .update();
        feed.jdbc.sql("ANALYZE").update();
        assertThat(desk.hands(new Hands(null)).of(LENA)).isEqualTo(AT_WORK);
        plans.haveRead(ARTICLES + 3 * AT_WORK);
        assertThat(desk.myWork(new MyWork(WANDA)).elsewhere()).isNotEmpty();
        plans.haveRead(ARTICLES + 6 * AT_WORK);
    }

    /** What ended within the time is found by when it ended, and what waits by where it waits: not what has long been out. */
    @Test
    void how_long_work_took_reads_what_was_done_then_and_what_waits_now() {
        feed.jdbc.sql("""
                INSERT INTO desk_stay (article, number, desk, queue, came_from, went_back, entered_at, left_at, lasted, waits_since)
                SELECT article, 1, desk, 'WITH_CHECKERS', NULL, NULL, drafted_at, drafted_at + INTERVAL '1' SECOND, 1000, NULL
                FROM desk_article
                UNION ALL SELECT article, 2, desk, queue, 'WITH_CHECKERS', CASE WHEN queue = 'DRAFTING' THEN 'RETURNED' END,
                    drafted_at + INTERVAL '1' SECOND, NULL, NULL,
                    CASE WHEN queue = 'DRAFTING' THEN drafted_at + INTERVAL '1' SECOND END FROM desk_article""").update();
        feed.jdbc.sql("""
                INSERT INTO desk_first_edition (article, desk, published_at, lasted, fallen, went_back)
                SELECT article, desk, drafted_at, 1000, 0, 0 FROM desk_article""").update();
        feed.jdbc.sql("ANALYZE").update();
        var from = Instant.parse("2026-11-23T12:30:00Z");
        var everything = new Reading.Reach(WANDA, true, true, true, Set.of());

        var answer = desk.howLong(new HowLong(from, from.plusSeconds(PAGE), null, everything));

        assertThat(answer.desks().stream()
                        .mapToInt(at -> at.steps().get(1).stood())
                        .sum())
                .isEqualTo(PAGE);
        assertThat(answer.desks().stream()
                        .mapToInt(at -> at.steps().getFirst().waiting())
                        .sum())
                .isEqualTo(AT_WORK);
        assertThat(answer.desks().stream().mapToInt(at -> at.first().editions()).sum())
                .isEqualTo(PAGE);
        // Who waits is one in ten, for which PostgreSQL goes through all articles once.
        plans.haveRead(ARTICLES + 5 * AT_WORK);
    }

    /** Of 5,000 articles, each was drafted, stood elsewhere for a while, and stands where it stands now. */
    @Test
    void the_board_as_of_an_instant_reads_what_it_shows_and_not_all_that_ever_stood_there() {
        var begun = "stage_since + %d * INTERVAL '1' SECOND";
        for (var turn = 0; turn < 4; turn++) {
            var last = turn == 3;
            feed.jdbc
                    .sql("""
                    INSERT INTO desk_was (article, since_at, until_at, span, queue, stage, live, held, submitted, confidential, among_live, desk,
                        headline, slugline, section, urgency, stage_since)
                    SELECT article, %s, %s, %d, %s, stage, live, held, submitted, confidential, %s, desk, headline, slugline, section, urgency,
                        stage_since FROM desk_article""".formatted(
                                    begun.formatted(10 * turn),
                                    last
                                            ? "TIMESTAMP WITH TIME ZONE '9999-12-31 23:59:59+00'"
                                            : begun.formatted(10 * turn + 10),
                                    last ? PastOfBatch.SPANS.size() : 0,
                                    last ? "queue" : "'DRAFTING'",
                                    last ? "among_live" : "FALSE"))
                    .update();
        }
        feed.jdbc.sql("ANALYZE").update();
        var everything = new Reading.Reach(WANDA, true, true, true, Set.of());
        var then = BoardAsOf.of(Instant.parse("2026-11-23T13:00:00Z"), everything, PAGE);

        for (var asked : List.of(
                then,
                then.in(Queue.DRAFTING),
                then.in(Queue.LIVE),
                then.amongLive(true),
                then.in(Queue.LIVE).after(new BoardAsOf.Place(then.at().minusSeconds(600), new ArticleId("a1"))))) {
            assertThat(desk.board(asked).cards()).as("%s", asked).hasSize(PAGE);
            // Each is looked up once more for who began it, for its claims and for who had it; what stood before is
            // passed over.
            plans.haveRead(20 * PAGE);
        }
    }

    @Test
    void of_what_was_found_by_its_words_no_more_is_read_however_many_articles_there_are() {
        var few = among(4_990, 5_000);
        assertThat(desk.counts(new Counts(few)).all()).isEqualTo(11);
        plans.haveRead(4 * 11);
        assertThat(desk.board(Board.of(PAGE).only(few)).cards()).hasSize(11);
        plans.haveRead(4 * 11);
        assertThat(desk.board(Board.of(PAGE).in(Queue.DRAFTING).only(few)).cards())
                .hasSize(2);
        plans.haveRead(4 * 11);
    }

    private static Which among(int from, int to) {
        return Which.ALL.among(IntStream.rangeClosed(from, to)
                .mapToObj(n -> new ArticleId("a" + n))
                .collect(Collectors.toSet()));
    }

    private void fill(Databases databases) {
        var numbers = databases == Databases.H2
                ? "(SELECT x AS n FROM SYSTEM_RANGE(1, %d)) s".formatted(ARTICLES)
                : "(SELECT n FROM GENERATE_SERIES(1, %d) n) s".formatted(ARTICLES);
        var at = "TIMESTAMP WITH TIME ZONE '2026-11-23 12:00:00+00' + n * INTERVAL '1' SECOND";
        var sql = feed.jdbc;
        sql.sql("""
                INSERT INTO desk_article (article, sequence, queue, stage, live, held, submitted, desk, headline, slugline, section,
                    urgency, words, revision, claims, open_claims, obstacles, drafted_at, changed_at, stage_since, among_live)
                SELECT 'a' || n, 1, CASE WHEN MOD(n, 10) = 0 THEN 'DRAFTING' ELSE 'LIVE' END, 'DRAFTED', FALSE, FALSE, FALSE,
                    'desk-' || MOD(n / 10, 3), 'Headline of a' || n, '', '', CASE WHEN MOD(n, 10) = 0 THEN 6 ELSE 5 END,
                    100, 1, 0, 0, 0, %1$s, %1$s, %1$s, MOD(n, 10) > 0 FROM %2$s""".formatted(at, numbers)).update();
        sql.sql("""
                INSERT INTO desk_count (desk, queue, among_live, articles)
                SELECT desk, queue, among_live, COUNT(*) FROM desk_article GROUP BY desk, queue, among_live""").update();
        sql.sql("""
                INSERT INTO desk_assignment (article, person, role)
                SELECT MIN(article), 'wanda', 'WRITER' FROM desk_article WHERE desk = 'desk-1' AND queue = 'DRAFTING'""").update();
        sql.sql("""
                INSERT INTO desk_notice (person, article, sequence, kind, about, said, who, happened_at, waits)
                SELECT CASE WHEN MOD(n, 10) = 0 THEN 'wanda' ELSE 'person-' || MOD(n, 50) END, 'a' || n, 1, 'MENTIONED', '', '', 'chidi',
                    %s, FALSE FROM %s""".formatted(at, numbers)).update();
        sql.sql("""
                INSERT INTO desk_source (article, source, type, locator, note, consulted, used_at, sequence)
                SELECT 'a' || n, 's' || n, 'DOCUMENT', 'Minutes ' || n, '', '2026-11-23', %s, 1 FROM %s""".formatted(at, numbers)).update();
        sql.sql("ANALYZE").update();
    }
}
