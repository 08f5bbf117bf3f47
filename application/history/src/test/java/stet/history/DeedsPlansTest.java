package stet.history;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.history.Newsdesk.LENA;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.PersonId;
import stet.domain.newsroom.Reading.Reach;
import stet.eventstore.Databases;
import stet.eventstore.Plans;
import stet.history.DeedsAcross.Listed;
import stet.reading.Feed;

/** How many rows a page of what was done reads, as the database counts them, where ten people did 10,000 things to 1,000 articles. */
@Tag("database")
@ParameterizedClass
@EnumSource
class DeedsPlansTest {
    private static final int ARTICLES = 1_000;
    private static final int EACH = 10;
    private static final int PAGE = 20;
    /** Of each deed are looked at: the entry and its place in the list, the article, two people, the revision and what it is about. */
    private static final int PER_DEED = 10;

    private static final Reach ALL = new Reach(LENA, true, true, true, Set.of());

    private final Feed feed;
    private final Plans plans;
    private final History history;

    DeedsPlansTest(Databases databases) {
        feed = Newsdesk.feed(databases);
        fill(databases);
        plans = new Plans(feed.database, databases);
        history = new History(JdbcClient.create(plans), feed.json);
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void what_somebody_did_reads_what_it_shows_on_the_first_page_and_on_a_later_one() {
        reads(new PersonId("person-3"), null);
    }

    @Test
    void a_list_reads_what_it_shows() {
        reads(null, Listed.SIGN_OFFS);
    }

    @Test
    void what_of_a_list_one_person_did_reads_what_it_shows() {
        reads(new PersonId("person-1"), Listed.SIGN_OFFS);
    }

    @Test
    void whoever_edits_reads_no_more_for_being_asked_what_they_may_read() {
        var edits = new Reach(LENA, true, false, false, Set.of());
        var page = history.deeds(asked(edits, new PersonId("person-3"), null, null, null));
        assertThat(page.deeds()).hasSize(PAGE);
        plans.haveRead(PER_DEED * PAGE);
    }

    private void reads(@Nullable PersonId by, @Nullable Listed list) {
        var first = history.deeds(asked(ALL, by, list, null, null));
        assertThat(first.deeds()).hasSize(PAGE);
        plans.haveRead(PER_DEED * PAGE);

        var next = history.deeds(asked(ALL, by, list, null, first.next()));
        assertThat(next.deeds()).hasSize(PAGE);
        plans.haveRead(PER_DEED * PAGE);

        var early = Instant.parse("2026-11-23T13:30:00Z");
        var old = history.deeds(asked(ALL, by, list, early, null));
        assertThat(old.deeds()).isNotEmpty().allMatch(deed -> deed.entry().at().isBefore(early));
        plans.haveRead(PER_DEED * PAGE);
    }

    private static DeedsAcross asked(
            Reach reach,
            @Nullable PersonId by,
            @Nullable Listed list,
            @Nullable Instant until,
            DeedsAcross.@Nullable Place after) {
        return new DeedsAcross(reach, by, list, null, Set.of(), null, null, until, after, PAGE);
    }

    private void fill(Databases databases) {
        var entries = ARTICLES * EACH;
        var numbers = databases == Databases.H2
                ? "(SELECT x AS n FROM SYSTEM_RANGE(0, %d)) s".formatted(entries - 1)
                : "(SELECT n FROM GENERATE_SERIES(0, %d) n) s".formatted(entries - 1);
        var at = "TIMESTAMP WITH TIME ZONE '2026-11-23 12:00:00+00' + n * INTERVAL '1' SECOND";
        var sql = feed.jdbc;
        sql.sql("""
                INSERT INTO history_entry (stream, sequence, event, kind, happened_at, who, role, command, work, opening, ending, thing)
                SELECT 'a' || MOD(n, %d), n / %d, 'e' || n, CASE WHEN MOD(n, 10) = 1 THEN 'article.facts-signed-off'
                    ELSE 'article.claim-confirmed' END, %s, 'person-' || MOD(n, 10), 'CHECKER', 'c' || n, 'CHECKING', 'Confirmed ', '', 'claim/c1'
                FROM %s""".formatted(ARTICLES, ARTICLES, at, numbers)).update();
        sql.sql("""
                INSERT INTO history_listed (stream, sequence, list, who, happened_at)
                SELECT stream, sequence, 'SIGN_OFFS', who, happened_at FROM history_entry WHERE kind = 'article.facts-signed-off'""").update();
        sql.sql("""
                INSERT INTO history_article (stream, headline, desk, killed)
                SELECT 'a' || n, 'Headline', 'desk-' || MOD(n, 3), FALSE FROM %s WHERE n < %d""".formatted(numbers, ARTICLES)).update();
        sql.sql("""
                INSERT INTO history_revision (stream, sequence, revision, happened_at)
                SELECT stream, sequence, sequence + 1, happened_at FROM history_entry""").update();
        sql.sql("""
                INSERT INTO history_thing (stream, thing, sequence, kind, words)
                SELECT 'a' || n, 'claim/c1', 0, 'number', '1,200' FROM %s WHERE n < %d""".formatted(numbers, ARTICLES)).update();
        sql.sql("ANALYZE").update();
    }
}
