package stet.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.history.Newsdesk.*;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import stet.domain.content.Changes;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Redline.Kind;
import stet.domain.content.Redline.Piece;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;
import stet.eventstore.Databases;
import stet.reading.Feed;

/** Two versions of a story as one text, all that happened as people worked, and who wrote which words. */
@Tag("database")
@ParameterizedClass
@EnumSource
class PagesOfHistoryTest {
    private static final String JOBS = "1,200 people lose their jobs.";
    private static final String UNION = "The union calls it a day of shame for the whole town.";

    private final Databases databases;
    private Feed feed;
    private History history;
    private Content now = PLANT;
    private int revision = 1;
    private int editions;
    private Instant clock = NOON;

    PagesOfHistoryTest(Databases databases) {
        this.databases = databases;
    }

    @BeforeEach
    void a_draft() {
        feed = feed(databases);
        history = history(feed);
        feed.happened(
                by(ADA, Role.ADMINISTRATOR), new PersonJoined(LENA, "Lena Ortiz", Set.of(Role.CHECKER), Set.of()));
        happens(ADA, new ArticleDrafted(ARTICLE, new DeskId("city"), PLANT, null));
    }

    @AfterEach
    void close() {
        feed.close();
    }

    // ---- Redline

    @Test
    void where_nothing_is_public_it_is_against_the_first_revision() {
        says(ADA, JOBS + " " + UNION);
        says(LENA, JOBS + " Nobody was asked.");
        var answer = redline("public", "copy");
        assertThat(answer.from().address()).isEqualTo("r1");
        assertThat(answer.to().revision()).isEqualTo(3);
        assertThat(answer.to().name()).isEqualTo("Lena Ortiz");
        assertThat(pieces(answer, Kind.ADDED)).containsExactly(" Nobody was asked.");
    }

    @Test
    void otherwise_it_is_against_what_the_world_sees_and_after_a_hold_against_the_first_again() {
        says(ADA, JOBS + " " + UNION);
        publishes();
        says(ADA, JOBS);
        var answer = redline("public", "copy");
        assertThat(answer.from().edition()).isEqualTo(1);
        assertThat(answer.from().revision()).isEqualTo(2);
        assertThat(pieces(answer, Kind.REMOVED)).containsExactly(" " + UNION);

        happens(ADA, new ArticleHeld(ARTICLE, "A reader doubts it"));
        assertThat(redline("public", "copy").from().address()).isEqualTo("r1");
        happens(ADA, new HoldReleased(ARTICLE));
        assertThat(redline("public", "copy").from().edition()).isEqualTo(1);
    }

    @Test
    void it_is_between_any_two_of_revisions_editions_and_instants() {
        says(ADA, JOBS + " " + UNION);
        publishes();
        var before = clock;
        says(ADA, JOBS);
        assertThat(redline("e1", "r1").redline().changed()).isTrue();
        assertThat(redline("r1", "r3").redline().changed()).isFalse();
        assertThat(pieces(redline(before.toString(), "copy"), Kind.REMOVED)).containsExactly(" " + UNION);
        for (var never : List.of("r9", "e2", "2001-01-01T00:00:00Z", "r0", "yesterday", "")) {
            assertThatThrownBy(() -> redline(never, "copy")).as(never).isInstanceOf(InvalidValue.class);
        }
        assertThat(history.redline(new RedlineOf(new ArticleId("none"), new Point.Public(), new Point.WorkingCopy())))
                .isEmpty();
    }

    @Test
    void a_time_that_came_twice_or_never_is_asked_about() {
        var london = ZoneId.of("Europe/London");
        assertThat(Point.read("2026-07-01T12:00", london))
                .isEqualTo(new Point.At(Instant.parse("2026-07-01T11:00:00Z")));
        assertThatThrownBy(() -> Point.read("2026-10-25T01:30", london)).hasMessageContaining("came twice");
        assertThatThrownBy(() -> Point.read("2026-03-29T01:30", london)).hasMessageContaining("There was no");
    }

    @Test
    void an_embargo_in_between_is_told_besides() {
        happens(ADA, new EmbargoSet(ARTICLE, NOON.plusSeconds(90_000)));
        says(ADA, JOBS + " " + UNION);
        happens(ADA, new EmbargoLifted(ARTICLE));
        assertThat(redline("r1", "r2").besides()).extracting(Entry::kind).containsExactly("article.embargo-set");
        assertThat(redline("r1", "copy").besides()).hasSize(2);
        assertThat(redline("r2", "copy").besides()).extracting(Entry::kind).containsExactly("article.embargo-lifted");
    }

    // ---- Timeline

    @Test
    void where_very_many_words_changed_a_page_has_fewer_events_and_all_pages_have_all() {
        says(ADA, "rain ".repeat(60_000).strip());
        says(LENA, "fog ".repeat(75_000).strip());
        happens(ADA, new EmbargoSet(ARTICLE, NOON.plusSeconds(90_000)));
        says(ADA, "snow ".repeat(60_000).strip());

        var newestFirst = new ArrayList<List<Long>>();
        for (Long before = null; newestFirst.isEmpty() || before != null; ) {
            var page = history.timeline(new TimelineOf(ARTICLE, null, null, null, before, 50));
            newestFirst.add(page.sessions().stream()
                    .flatMap(session -> session.events().stream())
                    .map(event -> event.entry().sequence())
                    .toList());
            before = page.next();
        }
        assertThat(newestFirst).containsExactly(List.of(4L, 3L), List.of(2L, 1L, 0L));

        var inOrder = new ArrayList<List<Long>>();
        for (Long after = null; inOrder.isEmpty() || after != null; ) {
            var page = history.changes(new ChangesOf(ARTICLE, after, 50));
            inOrder.add(page.entries().stream().map(Entry::sequence).toList());
            after = page.next();
        }
        assertThat(inOrder).containsExactly(List.of(0L, 1L, 2L, 3L), List.of(4L));
    }

    @Test
    void what_one_person_did_without_a_longer_pause_is_one_session() {
        says(ADA, JOBS + " " + UNION);
        says(LENA, JOBS);
        says(ADA, JOBS + " Nobody was asked.");
        clock = clock.plusSeconds(3_600);
        says(ADA, JOBS);
        var page = timeline(null, null, null, null, 50);
        assertThat(page.sessions())
                .extracting(session -> session.who() + " " + session.events().size())
                .containsExactly("ada 1", "ada 3", "lena 1");
        assertThat(page.revisions()).isEqualTo(5);
        assertThat(page.sessions().getFirst().events().getFirst().revision()).isEqualTo(5);
        assertThat(page.next()).isNull();
    }

    @Test
    void it_is_narrowed_to_a_person_a_kind_of_act_and_a_passage_and_read_page_by_page() {
        says(ADA, JOBS + " " + UNION);
        happens(ADA, new EmbargoSet(ARTICLE, NOON.plusSeconds(90_000)));
        revises(LENA, now.with(Field.HEADLINE, "Plant to close"));
        assertThat(events(timeline(LENA, null, null, null, 50))).isEqualTo(1);
        assertThat(events(timeline(null, Work.PUBLISHING, null, null, 50))).isEqualTo(1);
        var headline = timeline(null, null, "headline", null, 50);
        assertThat(events(headline)).isEqualTo(2);
        assertThat(headline.marked()).containsExactly(1, 3);

        var first = timeline(null, null, null, null, 3);
        assertThat(events(first)).isEqualTo(3);
        var second = timeline(null, null, null, first.next(), 3);
        assertThat(events(second)).isEqualTo(1);
        assertThat(second.next()).isNull();
        assertThatThrownBy(() -> timeline(null, null, "head\u0000line", null, 3))
                .isInstanceOf(InvalidValue.class);
    }

    // ---- Provenance

    @Test
    void each_word_has_its_writer_also_where_two_peoples_words_were_merged() {
        says(LENA, "1,200 men and women lose their jobs.");
        // Ada wrote over the first revision; what she saved has Lena's words in it.
        says(ADA, "1,200 men and women lose their jobs at once.");
        var paragraph = provenance(null).parts().stream()
                .filter(part -> part.part().equals("block/b1"))
                .findFirst()
                .orElseThrow();
        assertThat(paragraph.spans())
                .extracting(span -> "%s %d %s".formatted(span.writer(), span.revision(), span.words()))
                .containsExactly(
                        "ada 1 1,200 ", "lena 2 men and women ", "ada 1 lose their jobs ", "ada 3 at once", "ada 1 .");
        assertThat(provenance(1).parts().getLast().spans()).hasSize(1);
        assertThatThrownBy(() -> provenance(4)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void each_word_knows_the_editions_in_which_it_stood() {
        publishes();
        says(ADA, JOBS + " " + UNION);
        publishes();
        says(ADA, JOBS + " " + UNION + " Nobody was asked.");
        var paragraph = provenance(null).parts().stream()
                .filter(part -> part.part().equals("block/b1"))
                .findFirst()
                .orElseThrow();
        assertThat(paragraph.spans())
                .extracting(ProvenanceOf.Span::editions)
                .containsExactly(List.of(1, 2), List.of(2), List.of());
        assertThat(String.join(
                        "",
                        paragraph.spans().stream().map(ProvenanceOf.Span::words).toList()))
                .isEqualTo(paragraph.words());
    }

    @Test
    void the_longest_histories_are_gone_through_before_somebody_asks() {
        for (var n = 0; n < 1_000; n++) {
            revised(n % 2 == 0 ? ADA : LENA, now.withBlocks(List.of(paragraph("b1", JOBS + " Now " + n + "."))));
        }
        feed.read();
        var asked = provenance(null);

        var another = history(feed);
        assertThat(another.followLongest()).containsExactly(ARTICLE);
        assertThat(another.followLongest()).isEmpty();
        // Whatever has to be read of it now is not there.
        feed.jdbc.sql("DELETE FROM history_revision").update();
        assertThat(another.provenance(new ProvenanceOf(ARTICLE, null))).contains(asked);
        assertThat(asked.revision()).isEqualTo(1_001);
    }

    @Test
    void where_nothing_more_can_be_kept_each_word_has_its_writer_all_the_same() {
        var kept = new Provenances(feed.jdbc, new Versions(feed.jdbc, feed.json), () -> "");
        var nothing = new Provenances(feed.jdbc, new Versions(feed.jdbc, feed.json), () -> "", 0);
        for (var n = 0; n < 5; n++) {
            says(n % 2 == 0 ? LENA : ADA, JOBS + " " + UNION.substring(0, 40 - n) + n);
            for (var of : List.of(ARTICLE, new ArticleId("none"))) {
                var asked = new ProvenanceOf(of, null);
                assertThat(nothing.of(asked)).isEqualTo(kept.of(asked));
            }
        }
        assertThat(provenance(null).parts()).isNotEmpty();
    }

    // ---- What happens

    private void happens(PersonId who, ArticleEvent event) {
        happened(who, event);
        feed.read();
    }

    private void happened(PersonId who, ArticleEvent event) {
        clock = clock.plusSeconds(60);
        feed.happened(by(who, Role.WRITER, clock, null), event);
    }

    private void says(PersonId who, String words) {
        revises(who, now.withBlocks(List.of(paragraph("b1", words), now.blocks().getLast())));
    }

    private void revises(PersonId who, Content then) {
        revised(who, then);
        feed.read();
    }

    private void revised(PersonId who, Content then) {
        revision++;
        happened(
                who,
                new ContentRevised(
                        ARTICLE,
                        revision,
                        revision - 1,
                        Changes.between(now, then),
                        then.hash(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of()));
        now = then;
    }

    private void publishes() {
        editions++;
        happens(
                ADA,
                new EditionPublished(
                        ARTICLE, new Edition(editions, EditionKind.UPDATE, "plant", revision, now, List.of(), NOON)));
    }

    private RedlineOf.Answer redline(String from, String to) {
        return history.redline(new RedlineOf(ARTICLE, Point.read(from, ZoneOffset.UTC), Point.read(to, ZoneOffset.UTC)))
                .orElseThrow();
    }

    private static List<String> pieces(RedlineOf.Answer answer, Kind kind) {
        return answer.redline().rows().stream()
                .flatMap(row -> row.lines().stream())
                .flatMap(line -> line.pieces().stream())
                .filter(piece -> piece.kind() == kind)
                .map(Piece::words)
                .toList();
    }

    private TimelineOf.Page timeline(
            @Nullable PersonId by, @Nullable Work work, @Nullable String place, @Nullable Long before, int limit) {
        return history.timeline(new TimelineOf(ARTICLE, by, work, place, before, limit));
    }

    private static int events(TimelineOf.Page page) {
        return page.sessions().stream()
                .mapToInt(session -> session.events().size())
                .sum();
    }

    private ProvenanceOf.Answer provenance(@Nullable Integer of) {
        return history.provenance(new ProvenanceOf(ARTICLE, of)).orElseThrow();
    }
}
