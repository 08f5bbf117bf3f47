package stet.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static stet.desk.Newsdesk.ADA;
import static stet.desk.Newsdesk.GRACE;
import static stet.desk.Newsdesk.LENA;
import static stet.desk.Newsdesk.MIRA;
import static stet.desk.Newsdesk.POLITICS;
import static stet.desk.Newsdesk.SPORT;
import static stet.desk.Newsdesk.TOMAS;
import static stet.desk.Stories.GATE;
import static stet.desk.Stories.LOSSES;
import static stet.desk.Stories.NUMBER;
import static stet.desk.Stories.PLANT;
import static stet.desk.Stories.captioned;
import static stet.desk.Stories.checked;
import static stet.desk.Stories.claimed;
import static stet.desk.Stories.drafted;
import static stet.desk.Stories.plain;
import static stet.desk.Stories.plant;
import static stet.desk.Stories.published;
import static stet.desk.Stories.recaptioned;
import static stet.desk.Stories.rewritten;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.ArticleId;
import stet.domain.CommentId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.*;
import stet.domain.article.EditionKind;
import stet.domain.content.Field;
import stet.domain.newsroom.NewsroomCommand.FarewellPerson;
import stet.eventstore.Databases;

/** What concerns people, and what is left for them to do. */
@Tag("database")
@ParameterizedClass
@EnumSource
class NoticesTest {
    private static final CommentId COMMENT = new CommentId("c1");

    final Newsdesk newsdesk;

    NoticesTest(Databases databases) {
        newsdesk = new Newsdesk(databases);
    }

    @AfterEach
    void close() {
        newsdesk.close();
    }

    @Test
    void whoever_is_mentioned_hears_of_it_until_the_comment_is_resolved_and_its_author_does_not() {
        drafted(newsdesk);
        newsdesk.ask(LENA, new AddComment(PLANT, COMMENT, "Ada, is that so?", null, List.of(ADA, LENA)));
        var notice = notices(ADA).getFirst();
        assertThat(notice.sentence()).isEqualTo("Lena Brandt mentioned you in a comment");
        assertThat(notice.said()).isEqualTo("Ada, is that so?");
        assertThat(notice.about()).isEqualTo("c1");
        assertThat(notice.headline()).isEqualTo("Plant closes");
        assertThat(notice.at()).isEqualTo(newsdesk.now);
        assertThat(notice.waits()).isTrue();
        assertThat(notices(LENA)).isEmpty();
        newsdesk.ask(ADA, new ResolveComment(PLANT, COMMENT));
        assertThat(notices(ADA))
                .singleElement()
                .satisfies(it -> assertThat(it.waits()).isFalse());
        assertThat(work(ADA)).isEmpty();
    }

    @Test
    void whoever_is_called_only_when_a_comment_is_put_otherwise_hears_of_it_then() {
        drafted(newsdesk);
        newsdesk.ask(LENA, new AddComment(PLANT, COMMENT, "Is that so?", null, List.of(TOMAS)));
        newsdesk.ask(LENA, new EditComment(PLANT, COMMENT, "Is that so, @Ada and @Tomas?"));
        assertThat(notices(ADA))
                .extracting(Notice::kind, Notice::about, Notice::said)
                .containsExactly(tuple(Notice.Kind.MENTIONED, "c1", "Is that so, @Ada and @Tomas?"));
        assertThat(notices(TOMAS)).hasSize(1);
        newsdesk.ask(ADA, new ResolveComment(PLANT, COMMENT));
        assertThat(work(ADA)).isEmpty();
    }

    @Test
    void a_query_concerns_whoever_wrote_the_words_and_its_answer_whoever_asked() {
        handedIn();
        newsdesk.ask(LENA, new QueryClaim(PLANT, NUMBER, "Who counted them?"));
        assertThat(notices(ADA))
                .extracting(Notice::kind, Notice::said)
                .containsExactly(tuple(Notice.Kind.QUERIED, "Who counted them?"));
        assertThat(work(ADA))
                .singleElement()
                .satisfies(piece -> assertThat(piece.waits()).hasSize(1));
        newsdesk.ask(ADA, new AnswerQuery(PLANT, NUMBER, "The union did"));
        assertThat(notices(LENA))
                .extracting(Notice::kind, Notice::said)
                .containsExactly(tuple(Notice.Kind.ANSWERED, "The union did"));
        assertThat(work(ADA)).isEmpty();
    }

    @Test
    void changes_that_were_requested_wait_for_the_writer_until_it_is_handed_in_again() {
        handedIn();
        newsdesk.ask(LENA, new RequestChanges(PLANT, new CommentId("request-1"), "Who says so?"));
        assertThat(notices(ADA)).extracting(Notice::kind).containsExactly(Notice.Kind.CHANGES_REQUESTED);
        assertThat(work(ADA)).hasSize(1);
        newsdesk.ask(ADA, new SubmitForChecking(PLANT));
        assertThat(work(ADA)).isEmpty();
        newsdesk.ask(LENA, new RequestChanges(PLANT, new CommentId("request-2"), "And who else?"))
                .read();
        assertThat(work(ADA)).hasSize(1);
    }

    @Test
    void a_verdict_and_a_sign_off_that_fall_concern_whoever_gave_them_and_nobody_else() {
        ready();
        var rewritten = rewritten(plant(), LOSSES, "1,300 people lose their jobs.");
        newsdesk.ask(ADA, new ReviseContent(PLANT, 1, rewritten));
        assertThat(notices(LENA))
                .extracting(Notice::kind, Notice::about, Notice::who)
                .containsExactlyInAnyOrder(
                        tuple(Notice.Kind.VERDICT_FELL, NUMBER.value(), ADA),
                        tuple(Notice.Kind.SIGN_OFF_FELL, "facts", ADA));
        assertThat(notices(TOMAS)).isEmpty();
        newsdesk.ask(ADA, new ReviseContent(PLANT, 2, recaptioned(rewritten, "The other gate of the plant")));
        assertThat(notices(TOMAS))
                .extracting(Notice::kind, Notice::about, Notice::who)
                .containsExactlyInAnyOrder(
                        tuple(Notice.Kind.APPROVAL_FELL, GATE.value(), ADA),
                        tuple(Notice.Kind.SIGN_OFF_FELL, "captions", ADA));
        assertThat(notices(LENA)).hasSize(2);
    }

    @Test
    void a_caption_that_is_returned_waits_for_whoever_wrote_it_until_it_is_approved() {
        handedIn();
        newsdesk.ask(TOMAS, new ReturnCaption(PLANT, GATE, "Which gate?"));
        assertThat(work(ADA)).hasSize(1);
        newsdesk.ask(TOMAS, new ApproveCaption(PLANT, GATE, newsdesk.revision()));
        assertThat(work(ADA)).isEmpty();
        assertThat(notices(ADA)).extracting(Notice::kind).containsExactly(Notice.Kind.CAPTION_RETURNED);
    }

    @Test
    void a_schedule_that_is_dropped_concerns_whoever_set_it() {
        ready();
        newsdesk.ask(
                MIRA,
                new SchedulePublication(
                        PLANT,
                        newsdesk.now.plus(Duration.ofHours(2)),
                        EditionKind.ORIGINAL,
                        null,
                        newsdesk.revision()));
        newsdesk.ask(ADA, new ReviseContent(PLANT, 1, plant().with(Field.STANDFIRST, "The end of a long era")));
        assertThat(notices(MIRA))
                .extracting(Notice::kind, Notice::said)
                .containsExactly(
                        tuple(Notice.Kind.SCHEDULE_DROPPED, "The words changed after the publication was scheduled"));
    }

    @Test
    void what_becomes_of_a_story_concerns_its_writers_and_whoever_works_on_it() {
        ready();
        newsdesk.ask(MIRA, new AssignArticle(PLANT, LENA, Role.CHECKER, null));
        published(newsdesk);
        newsdesk.ask(MIRA, new HoldArticle(PLANT, "A reader doubts the number"));
        newsdesk.ask(GRACE, new KillArticle(PLANT, "It was made up", "We withdraw this story."));
        assertThat(notices(ADA))
                .extracting(Notice::kind)
                .containsExactly(Notice.Kind.KILLED, Notice.Kind.HELD, Notice.Kind.PUBLISHED);
        assertThat(notices(LENA))
                .extracting(Notice::kind)
                .containsExactly(Notice.Kind.KILLED, Notice.Kind.HELD, Notice.Kind.PUBLISHED, Notice.Kind.ASSIGNED);
        assertThat(notices(MIRA)).isEmpty();
        assertThat(notices(GRACE)).isEmpty();
    }

    @Test
    void whoever_gave_it_and_whoever_works_on_it_is_told_that_somebody_has_left() {
        handedIn();
        newsdesk.ask(MIRA, new AssignArticle(PLANT, LENA, Role.CHECKER, null));
        newsdesk.ask(TOMAS, new AssignArticle(PLANT, TOMAS, Role.PICTURE_EDITOR, null));
        newsdesk.read();
        assertThat(newsdesk.desk.work(new WorkOf(LENA)).given())
                .extracting(WorkOf.Given::article, WorkOf.Given::role)
                .containsExactly(tuple(PLANT, Role.CHECKER));

        newsdesk.ask(new FarewellPerson(LENA));
        newsdesk.byItself(new UnassignArticle(PLANT, LENA, Role.CHECKER));

        for (var concerned : List.of(MIRA, ADA, TOMAS)) {
            assertThat(notices(concerned))
                    .filteredOn(notice -> notice.kind() == Notice.Kind.LEFT)
                    .extracting(Notice::sentence)
                    .containsExactly("Lena Brandt, who had it as checker, has left");
        }
        assertThat(notices(LENA)).extracting(Notice::kind).doesNotContain(Notice.Kind.LEFT);
        assertThat(newsdesk.desk.work(new WorkOf(LENA)).given()).isEmpty();
    }

    @Test
    void who_is_taken_off_by_a_colleague_is_no_news_to_the_others() {
        handedIn();
        newsdesk.ask(MIRA, new AssignArticle(PLANT, LENA, Role.CHECKER, null));
        newsdesk.ask(MIRA, new UnassignArticle(PLANT, LENA, Role.CHECKER));
        assertThat(notices(ADA)).extracting(Notice::kind).doesNotContain(Notice.Kind.LEFT);
    }

    @Test
    void whoever_answers_has_done_what_they_were_called_for_and_whoever_called_is_told() {
        handedIn();
        newsdesk.ask(LENA, new AddComment(PLANT, COMMENT, "@Ada Okafor, who says so?", null, List.of()));
        assertThat(work(ADA)).hasSize(1);
        newsdesk.ask(ADA, new AddComment(PLANT, new CommentId("answer"), "The union", null, List.of(), COMMENT));
        assertThat(work(ADA)).isEmpty();
        assertThat(notices(LENA))
                .extracting(Notice::kind, Notice::about, Notice::said)
                .containsExactly(tuple(Notice.Kind.COMMENT_ANSWERED, "answer", "The union"));
    }

    @Test
    void nothing_waits_on_a_story_that_was_spiked() {
        handedIn();
        newsdesk.ask(LENA, new QueryClaim(PLANT, NUMBER, "Who counted them?"));
        newsdesk.ask(LENA, new AddComment(PLANT, COMMENT, "Ada?", null, List.of(ADA)));
        assertThat(work(ADA)).hasSize(1);
        newsdesk.ask(MIRA, new SpikeArticle(PLANT, "Nobody needs it"));
        assertThat(work(ADA)).isEmpty();
    }

    @Test
    void my_work_is_what_i_was_given_and_what_waits_for_me_with_the_earliest_due_first() {
        for (var id : List.of("late", "none", "soon", "others", "asked")) {
            newsdesk.ask(ADA, new DraftArticle(new ArticleId(id), POLITICS, plain("Story " + id, 5), null));
        }
        give("late", TOMAS, Role.PICTURE_EDITOR, Duration.ofHours(5));
        give("soon", TOMAS, Role.PICTURE_EDITOR, Duration.ofHours(1));
        newsdesk.ask(MIRA, new AssignArticle(new ArticleId("none"), TOMAS, Role.PICTURE_EDITOR, null));
        give("others", LENA, Role.CHECKER, Duration.ofMinutes(1));
        newsdesk.ask(LENA, new AddComment(new ArticleId("asked"), COMMENT, "Tomás?", null, List.of(TOMAS)));
        assertThat(work(TOMAS))
                .extracting(piece -> piece.card().article().value())
                .containsExactly("soon", "late", "asked", "none");
        assertThat(work(TOMAS).getFirst().due()).isNotNull();
    }

    @Test
    void my_work_has_what_i_began_and_who_has_what_i_wrote() {
        for (var id : List.of("begun", "urgent", "given", "handed-in", "mine")) {
            newsdesk.ask(
                    ADA,
                    new DraftArticle(
                            new ArticleId(id), POLITICS, plain("Story " + id, id.equals("urgent") ? 2 : 5), null));
        }
        newsdesk.ask(MIRA, new AssignArticle(new ArticleId("given"), LENA, Role.CHECKER, null));
        newsdesk.ask(ADA, new SubmitForChecking(new ArticleId("handed-in")));
        newsdesk.ask(MIRA, new AssignArticle(new ArticleId("mine"), ADA, Role.WRITER, null));
        newsdesk.ask(LENA, new RequestChanges(new ArticleId("handed-in"), new CommentId("request-3"), "Who says so?"));
        newsdesk.ask(ADA, new SubmitForChecking(new ArticleId("handed-in"))).read();
        var work = newsdesk.desk.myWork(new MyWork(ADA));
        assertThat(work.pieces())
                .extracting(piece -> piece.card().article().value(), MyWork.Piece::given)
                .containsExactly(tuple("mine", true));
        assertThat(work.begun()).extracting(card -> card.article().value()).containsExactly("urgent", "begun");
        assertThat(work.elsewhere())
                .extracting(
                        card -> card.article().value(),
                        card -> card.work().stream().map(Card.Work::name).toList())
                .containsExactly(tuple("handed-in", List.of()), tuple("given", List.of("Lena Brandt")));
        assertThat(newsdesk.desk.hands(new Hands(null)).of(LENA)).isEqualTo(1);
        assertThat(newsdesk.desk.hands(new Hands(null)).of(MIRA)).isZero();

        newsdesk.ask(ADA, new SpikeArticle(new ArticleId("begun"), "Nobody needs it"))
                .read();
        assertThat(newsdesk.desk.myWork(new MyWork(ADA)).begun()).hasSize(1);
        assertThat(newsdesk.desk.myWork(new MyWork(GRACE)).nothing()).isTrue();
    }

    @Test
    void whom_an_event_concerns_is_known_by_the_event() {
        drafted(newsdesk);
        newsdesk.ask(LENA, new AddComment(PLANT, COMMENT, "Both of you?", null, List.of(ADA, TOMAS)));
        newsdesk.read();
        assertThat(newsdesk.desk.knows(PLANT, 1)).isTrue();
        assertThat(newsdesk.desk.knows(PLANT, 2)).isFalse();
        assertThat(newsdesk.desk.concerns(new WhomItConcerns(PLANT, 1)).notices())
                .extracting(Notice::person)
                .containsExactly(ADA, TOMAS);
        assertThat(newsdesk.desk.concerns(new WhomItConcerns(PLANT, 0)).notices())
                .isEmpty();
    }

    @Test
    void the_same_events_twice_and_from_nothing_give_the_same_notices() {
        handedIn();
        newsdesk.ask(LENA, new QueryClaim(PLANT, NUMBER, "Who counted them?"));
        newsdesk.ask(ADA, new AnswerQuery(PLANT, NUMBER, "The union did"));
        newsdesk.ask(LENA, new QueryClaim(PLANT, NUMBER, "Which union?"));
        newsdesk.read();
        var rows = newsdesk.feed.rows();
        newsdesk.feed.readFrom(0, 3);
        assertThat(newsdesk.feed.rows()).isEqualTo(rows);
        for (var batch : List.of(1, 100)) {
            newsdesk.feed.startAfresh();
            newsdesk.feed.readFrom(0, batch);
            assertThat(newsdesk.feed.rows()).isEqualTo(rows);
        }
        assertThat(notices(ADA)).extracting(Notice::waits).containsExactly(true, false);
    }

    @Test
    void the_board_and_its_counts_narrow_by_urgency_and_by_how_long_a_stage_lasts() {
        newsdesk.ask(ADA, new DraftArticle(new ArticleId("old"), POLITICS, plain("Old", 2), null));
        newsdesk.now = newsdesk.now.plus(Duration.ofHours(3));
        newsdesk.ask(ADA, new DraftArticle(new ArticleId("new"), SPORT, plain("New", 5), null));
        newsdesk.read();
        assertNarrowed(Which.ALL.asUrgentAs(4), "old");
        assertNarrowed(Which.ALL.asUrgentAs(5), "old", "new");
        assertNarrowed(Which.ALL.inTheirStageSinceBefore(newsdesk.now.minus(Duration.ofHours(1))), "old");
        assertNarrowed(Which.ALL.at(SPORT), "new");
        var old = Set.of(new ArticleId("old"));
        assertNarrowed(Which.ALL.among(old), "old");
        assertNarrowed(Which.ALL.among(old).asUrgentAs(1));
        newsdesk.ask(MIRA, new AssignArticle(new ArticleId("new"), LENA, Role.CHECKER, null))
                .read();
        assertNarrowed(Which.ALL.assignedTo(LENA), "new");
    }

    private void assertNarrowed(Which which, String... ids) {
        assertThat(newsdesk.desk.board(Board.of(10).only(which)).cards())
                .extracting(card -> card.article().value())
                .containsExactly(ids);
        assertThat(newsdesk.desk.counts(new Counts(which)).all()).isEqualTo(ids.length);
    }

    private void give(String article, PersonId person, Role role, Duration in) {
        newsdesk.ask(MIRA, new AssignArticle(new ArticleId(article), person, role, newsdesk.now.plus(in)));
    }

    private void handedIn() {
        drafted(newsdesk);
        claimed(newsdesk);
    }

    private void ready() {
        handedIn();
        checked(newsdesk);
        captioned(newsdesk);
    }

    private List<Notice> notices(PersonId person) {
        newsdesk.read();
        return newsdesk.desk.notices(new Notices(person, Notices.MOST)).notices();
    }

    private List<MyWork.Piece> work(PersonId person) {
        newsdesk.read();
        return newsdesk.desk.myWork(new MyWork(person)).pieces();
    }
}
