package stet.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static stet.desk.Newsdesk.ADA;
import static stet.desk.Newsdesk.GRACE;
import static stet.desk.Newsdesk.LENA;
import static stet.desk.Newsdesk.MIRA;
import static stet.desk.Newsdesk.POLITICS;
import static stet.desk.Newsdesk.SPORT;
import static stet.desk.Newsdesk.TOMAS;
import static stet.desk.Stories.LOSSES;
import static stet.desk.Stories.PLANT;
import static stet.desk.Stories.QUOTE;
import static stet.desk.Stories.SAID;
import static stet.desk.Stories.captioned;
import static stet.desk.Stories.checked;
import static stet.desk.Stories.claimed;
import static stet.desk.Stories.drafted;
import static stet.desk.Stories.eventful;
import static stet.desk.Stories.plain;
import static stet.desk.Stories.plant;
import static stet.desk.Stories.published;
import static stet.desk.Stories.rewritten;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.ArticleId;
import stet.domain.CommentId;
import stet.domain.InvalidValue;
import stet.domain.Obstacle;
import stet.domain.RefusalCode;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.*;
import stet.domain.article.EditionKind;
import stet.domain.article.Stage;
import stet.domain.content.Anchor;
import stet.domain.content.Field;
import stet.domain.content.Place;
import stet.domain.newsroom.NewsroomCommand.ChangeDesks;
import stet.domain.newsroom.NewsroomCommand.ChangeRoles;
import stet.domain.newsroom.NewsroomCommand.DoubtSource;
import stet.domain.newsroom.NewsroomCommand.FarewellPerson;
import stet.eventstore.Databases;
import stet.eventstore.RecordedHistories;

@Tag("database")
@ParameterizedClass
@EnumSource
class DeskTest {
    final Newsdesk newsdesk;

    DeskTest(Databases databases) {
        newsdesk = new Newsdesk(databases);
    }

    @AfterEach
    void close() {
        newsdesk.close();
    }

    @Test
    void an_article_walks_from_queue_to_queue_until_it_is_live() {
        drafted(newsdesk);
        assertQueue(Queue.DRAFTING, Stage.DRAFTED);
        newsdesk.ask(ADA, new SubmitForChecking(PLANT));
        assertQueue(Queue.WITH_CHECKERS, Stage.DRAFTED);
        newsdesk.ask(LENA, new RequestChanges(PLANT, new CommentId("request-1"), "Who says so?"));
        assertQueue(Queue.DRAFTING, Stage.DRAFTED);
        claimed(newsdesk);
        assertQueue(Queue.WITH_CHECKERS, Stage.DRAFTED);
        checked(newsdesk);
        assertQueue(Queue.WITH_PICTURES, Stage.FACT_CHECKED);
        captioned(newsdesk);
        assertQueue(Queue.READY, Stage.CAPTIONED);
        published(newsdesk);
        assertQueue(Queue.LIVE, Stage.PUBLISHED);
        assertThat(card().live()).isTrue();
    }

    @Test
    void an_edit_of_checked_words_sends_it_back_to_the_checkers() {
        signedOff();
        assertQueue(Queue.READY, Stage.CAPTIONED);
        newsdesk.ask(ADA, new ReviseContent(PLANT, 1, rewritten(plant(), LOSSES, "1,300 people lose their jobs.")));
        assertQueue(Queue.WITH_CHECKERS, Stage.DRAFTED);
    }

    @Test
    void a_live_story_whose_checked_words_were_edited_waits_for_the_checkers_and_is_live_still() {
        signedOff();
        published(newsdesk);
        newsdesk.ask(ADA, new ReviseContent(PLANT, 1, rewritten(plant(), LOSSES, "1,300 people lose their jobs.")));
        assertQueue(Queue.WITH_CHECKERS, Stage.DRAFTED);
        assertThat(card().live()).isTrue();
        assertThat(ids(Board.of(10).amongLive())).containsExactly("plant");
        assertThat(newsdesk.desk.counts(new Counts()).live()).isEqualTo(1);
    }

    @Test
    void a_story_stands_among_the_live_ones_from_its_publication_to_its_kill() {
        signedOff();
        assertThat(ids(Board.of(10).amongLive())).isEmpty();
        published(newsdesk);
        newsdesk.read();
        assertThat(ids(Board.of(10).amongLive())).containsExactly("plant");
        assertThat(ids(Board.of(10).amongLive().only(Which.ALL.at(SPORT)))).isEmpty();
        newsdesk.ask(MIRA, new HoldArticle(PLANT, "A reader doubts the number")).read();
        assertThat(ids(Board.of(10).amongLive())).containsExactly("plant");
        newsdesk.ask(GRACE, new KillArticle(PLANT, "It was made up", "We withdraw this story."))
                .read();
        assertThat(ids(Board.of(10).amongLive())).isEmpty();
        assertThat(newsdesk.desk.counts(new Counts()).live()).isZero();
    }

    @Test
    void the_talk_has_its_answers_and_the_requests_for_changes_in_it() {
        drafted(newsdesk);
        claimed(newsdesk);
        newsdesk.ask(GRACE, new AddComment(PLANT, new CommentId("n1"), "Who is it?", null, List.of()));
        newsdesk.ask(LENA, new RequestChanges(PLANT, new CommentId("request-2"), "Who says so?"));
        newsdesk.ask(
                ADA,
                new AddComment(PLANT, new CommentId("n2"), "A fitter,\n@Lena", null, List.of(), new CommentId("n1")));
        newsdesk.ask(GRACE, new AddComment(PLANT, new CommentId("n3"), "Good", null, List.of(), new CommentId("n2")));
        newsdesk.read();
        var threads = copy().threads();
        assertThat(threads)
                .extracting(
                        thread -> thread.first().text(),
                        thread -> thread.answers().stream()
                                .map(WorkingCopy.Comment::text)
                                .toList())
                .containsExactly(
                        tuple("Who is it?", List.of("A fitter,\n@Lena", "Good")), tuple("Who says so?", List.of()));
        assertThat(threads.getLast().first().asksForChanges()).isTrue();
        assertThat(threads.getLast().first().resolved()).isFalse();
        assertThat(threads.getFirst().answers().getFirst().mentions()).containsExactly(LENA);

        newsdesk.ask(ADA, new SubmitForChecking(PLANT)).read();
        assertThat(copy().threads().getLast().first().resolved()).isTrue();
        newsdesk.ask(LENA, new RequestChanges(PLANT, new CommentId("request-3"), "And again?"))
                .read();
        assertThat(copy().threads().getLast().first().resolved()).isFalse();
    }

    @Test
    void a_comment_says_when_it_was_put_otherwise_and_where_its_words_are_now() {
        drafted(newsdesk);
        var losses = plant().words(Place.of(LOSSES));
        var words = losses.substring(0, losses.indexOf(' '));
        newsdesk.ask(
                GRACE,
                new AddComment(
                        PLANT, new CommentId("n1"), "Who?", new Anchor(Place.of(LOSSES), 0, words), List.of(LENA)));
        newsdesk.ask(GRACE, new EditComment(PLANT, new CommentId("n1"), "Who says so, @Ada?"));
        newsdesk.ask(ADA, new ReviseContent(PLANT, 1, rewritten(plant(), LOSSES, "Now " + losses)));
        newsdesk.read();
        var comment = copy().comments().getFirst();
        assertThat(comment.text()).isEqualTo("Who says so, @Ada?");
        assertThat(comment.edited()).isAfterOrEqualTo(comment.at());
        assertThat(comment.mentions()).containsExactly(LENA, ADA);
        assertThat(comment.anchor()).isEqualTo(new Anchor(Place.of(LOSSES), 4, words));

        newsdesk.ask(ADA, new ReviseContent(PLANT, 2, rewritten(plant(), LOSSES, "Nobody knows.")));
        newsdesk.read();
        assertThat(copy().comments().getFirst().about()).isEqualTo(words);
        newsdesk.ask(ADA, new ResolveComment(PLANT, new CommentId("n1"))).read();
        assertThat(copy().comments().getFirst().anchor()).isNull();
    }

    @Test
    void a_card_says_who_began_it_and_what_it_lacks_in_three_words() {
        drafted(newsdesk);
        newsdesk.read();
        assertThat(card().author()).isEqualTo(new Card.Author(ADA, "Ada Okafor"));
        assertThat(card().lacks())
                .contains("not handed in", "facts unsigned", "caption to approve")
                .doesNotContain("captions unsigned");
        claimed(newsdesk);
        newsdesk.read();
        assertThat(card().lacks()).startsWith("2 claims open").doesNotContain("not handed in");
        assertThat(card().lacks())
                .allSatisfy(each -> assertThat(each.split(" ")).hasSizeLessThanOrEqualTo(3));
        checked(newsdesk);
        newsdesk.read();
        assertThat(card().lacks()).containsExactly("caption to approve");
        captioned(newsdesk);
        newsdesk.read();
        assertThat(card().lacks()).isEmpty();
    }

    @Test
    void a_story_on_hold_is_not_live_and_says_that_it_is_held() {
        signedOff();
        published(newsdesk);
        newsdesk.ask(MIRA, new HoldArticle(PLANT, "A reader doubts the number"));
        assertQueue(Queue.LIVE, Stage.PUBLISHED);
        assertThat(card().live()).isFalse();
        assertThat(card().held()).isTrue();
    }

    @Test
    void spiked_and_killed_stories_lie_in_queues_of_their_own() {
        drafted(newsdesk);
        newsdesk.ask(ADA, new SpikeArticle(PLANT, "Somebody else had it first"));
        assertQueue(Queue.SPIKED, Stage.SPIKED);
        newsdesk.ask(ADA, new ReviveArticle(PLANT));
        claimed(newsdesk);
        checked(newsdesk);
        captioned(newsdesk);
        published(newsdesk);
        newsdesk.ask(GRACE, new KillArticle(PLANT, "It was made up", "We withdraw this story."));
        assertQueue(Queue.KILLED, Stage.KILLED);
    }

    @Test
    void what_stands_in_the_way_is_a_list_that_shortens_step_by_step() {
        drafted(newsdesk);
        assertObstacles()
                .contains(
                        RefusalCode.NOT_SUBMITTED,
                        RefusalCode.FACTS_NOT_SIGNED_OFF,
                        RefusalCode.CAPTION_NOT_APPROVED,
                        RefusalCode.CAPTIONS_NOT_SIGNED_OFF);
        claimed(newsdesk);
        assertObstacles()
                .containsExactly(
                        RefusalCode.CLAIMS_OPEN,
                        RefusalCode.CLAIMS_OPEN,
                        RefusalCode.FACTS_NOT_SIGNED_OFF,
                        RefusalCode.CAPTION_NOT_APPROVED,
                        RefusalCode.CAPTIONS_NOT_SIGNED_OFF);
        assertThat(card().obstacles()).isEqualTo(5);
        assertThat(card().firstObstacle()).isEqualTo("The claim “1,200” is not checked");
        assertThat(card().claims()).isEqualTo(2);
        assertThat(card().openClaims()).isEqualTo(2);
        checked(newsdesk);
        assertObstacles().containsExactly(RefusalCode.CAPTION_NOT_APPROVED, RefusalCode.CAPTIONS_NOT_SIGNED_OFF);
        captioned(newsdesk);
        assertObstacles().isEmpty();
        assertThat(card().obstacles()).isZero();
        assertThat(card().firstObstacle()).isNull();
    }

    @Test
    void an_embargo_stands_in_the_way_until_it_lifts_and_is_not_counted_on_the_card() {
        signedOff();
        var until = newsdesk.now.plus(Duration.ofHours(1));
        newsdesk.ask(MIRA, new SetEmbargo(PLANT, until)).read();
        assertThat(obstacles(until.minusSeconds(1))).extracting(Obstacle::code).containsExactly(RefusalCode.EMBARGOED);
        assertThat(obstacles(until)).isEmpty();
        assertThat(card().obstacles()).isZero();
    }

    @Test
    void claims_are_named_in_the_order_in_which_they_were_raised_even_after_a_restart() {
        drafted(newsdesk);
        claimed(newsdesk);
        newsdesk.read();
        newsdesk.feed.restart();
        newsdesk.ask(LENA, new QueryClaim(PLANT, QUOTE, "Who heard it?")).read();
        assertThat(card().firstObstacle()).isEqualTo("The claim “1,200” is not checked");
        assertThat(copy().article().claims().values())
                .containsExactlyElementsOf(newsdesk.article(PLANT).claims().values());
    }

    @Test
    void the_working_copy_is_the_article_as_the_domain_folds_it() {
        eventful(newsdesk);
        newsdesk.read();
        var folded = newsdesk.article(PLANT).withoutEarlierRevisions();
        assertThat(copy().article()).isEqualTo(folded);
        assertThat(folded.sources()).isNotEmpty();
        assertThat(folded.publication().waivers()).isNotEmpty();
        assertThat(folded.schedule()).isNotNull();
        assertThat(folded.edition()).isNotNull();
        assertThat(folded.approvals()).isNotEmpty();
        assertThat(folded.publication().fallen()).isEmpty();
        assertThat(folded.openComments().keySet()).containsExactly(new CommentId("n2"));
    }

    @Test
    void the_working_copy_comes_with_its_comments_and_with_names() {
        eventful(newsdesk);
        newsdesk.read();
        var copy = copy();
        assertThat(copy.sequence()).isEqualTo(lastSequence());
        assertThat(copy.names())
                .containsOnlyKeys(ADA, LENA, MIRA, GRACE)
                .containsEntry(ADA, "Ada Okafor")
                .containsEntry(MIRA, "Mira Satō");
        assertThat(copy.comments()).hasSize(2);
        var comment = copy.comments().getFirst();
        assertThat(comment.text()).isEqualTo("Who is “us”?");
        assertThat(comment.anchor()).isEqualTo(SAID);
        assertThat(comment.mentions()).containsExactly(ADA, LENA);
        assertThat(comment.author()).isEqualTo(GRACE);
        assertThat(comment.resolved()).isTrue();
        assertThat(copy.comments().getLast().anchor()).isNull();
        assertThat(copy.comments().getLast().resolved()).isFalse();
        assertThat(copy.changedAt()).isEqualTo(newsdesk.now);
    }

    @Test
    void nobody_knows_an_article_that_was_never_drafted() {
        newsdesk.read();
        assertThat(newsdesk.desk.workingCopy(new WorkingCopy(PLANT))).isEmpty();
        assertThat(newsdesk.desk.whyNot(new WhyNot(PLANT, newsdesk.now))).isEmpty();
    }

    @Test
    void a_card_says_what_an_editor_needs_at_a_glance() {
        drafted(newsdesk);
        var draftedAt = newsdesk.now;
        var due = newsdesk.now.plus(Duration.ofHours(3));
        newsdesk.ask(MIRA, new AssignArticle(PLANT, LENA, Role.CHECKER, due.plusSeconds(60)));
        newsdesk.ask(MIRA, new AssignArticle(PLANT, ADA, Role.WRITER, due));
        newsdesk.ask(MIRA, new AssignArticle(PLANT, TOMAS, Role.PICTURE_EDITOR, null));
        newsdesk.ask(MIRA, new UnassignArticle(PLANT, TOMAS, Role.PICTURE_EDITOR))
                .read();
        var card = card();
        assertThat(card.headline()).isEqualTo("Plant closes");
        assertThat(card.slugline()).isEqualTo("PLANT-CLOSURE");
        assertThat(card.section()).isEqualTo("Politics");
        assertThat(card.desk()).isEqualTo(POLITICS);
        assertThat(card.urgency()).isEqualTo(3);
        assertThat(card.revision()).isEqualTo(1);
        assertThat(card.words()).isEqualTo(12);
        assertThat(card.work())
                .containsExactly(
                        new Card.Work(ADA, "Ada Okafor", Role.WRITER, due),
                        new Card.Work(LENA, "Lena Brandt", Role.CHECKER, due.plusSeconds(60)));
        assertThat(card.due()).isEqualTo(due);
        assertThat(card.draftedAt()).isEqualTo(draftedAt);
        assertThat(card.changedAt()).isEqualTo(newsdesk.now);
        assertThat(card.stageSince()).isEqualTo(draftedAt);
    }

    @Test
    void a_stage_that_comes_and_goes_in_one_batch_is_dated_as_if_each_event_had_come_alone() {
        signedOff();
        newsdesk.ask(ADA, new ReviseContent(PLANT, 1, rewritten(plant(), LOSSES, "1,300 people lose their jobs.")));
        var fellAt = newsdesk.now;
        newsdesk.ask(MIRA, new MoveToDesk(PLANT, SPORT)).read();
        assertThat(card().stageSince()).isEqualTo(fellAt);
    }

    @Test
    void a_schedule_that_an_edit_dropped_is_said_on_the_card_until_it_is_scheduled_again() {
        signedOff();
        var due = newsdesk.now.plus(Duration.ofHours(2));
        newsdesk.ask(MIRA, new SchedulePublication(PLANT, due, EditionKind.ORIGINAL, null, newsdesk.revision()))
                .read();
        assertThat(card().scheduledFor()).isEqualTo(due);
        assertThat(card().scheduleDropped()).isNull();
        var edited = plant().with(Field.STANDFIRST, "The end of a long era in Aldermouth");
        newsdesk.ask(ADA, new ReviseContent(PLANT, 1, edited)).read();
        assertThat(card().scheduledFor()).isNull();
        assertThat(card().scheduleDropped()).isEqualTo("The words changed after the publication was scheduled");
        assertThat(copy().scheduleDropped()).isEqualTo(card().scheduleDropped());
        newsdesk.ask(LENA, new SignOffFacts(PLANT, newsdesk.revision()));
        newsdesk.ask(MIRA, new SchedulePublication(PLANT, due, EditionKind.ORIGINAL, null, newsdesk.revision()))
                .read();
        assertThat(card().scheduledFor()).isEqualTo(due);
        assertThat(card().scheduleDropped()).isNull();
    }

    @Test
    void the_same_events_twice_change_nothing() {
        eventful(newsdesk);
        newsdesk.read();
        var rows = newsdesk.feed.rows();
        newsdesk.feed.readFrom(0, 7);
        assertThat(newsdesk.feed.rows()).isEqualTo(rows);
        newsdesk.feed.readFrom(newsdesk.feed.size() - 5, 2);
        assertThat(newsdesk.feed.rows()).isEqualTo(rows);
        assertThat(rows.get("desk_comment")).hasSize(2);
    }

    @Test
    void read_from_nothing_it_gives_the_same_rows_whatever_the_batches() {
        eventful(newsdesk);
        var other = new ArticleId("other");
        newsdesk.ask(ADA, new DraftArticle(other, SPORT, plain("Nil nil", 5), null));
        newsdesk.ask(GRACE, new DoubtSource("Works council, transcript", "It was made up"));
        newsdesk.reopens(new ReopenOnDoubt(PLANT, "works council, transcript"));
        newsdesk.ask(GRACE, new MakeConfidential(other, List.of(), "It was agreed"));
        newsdesk.ask(MIRA, new BreakGlass(other, "Was it?"));
        newsdesk.read();
        var rows = newsdesk.feed.rows();
        assertThat(rows).hasSize(22).allSatisfy((_, found) -> assertThat(found).isNotEmpty());
        for (var batchSize : List.of(1, 3, 1000)) {
            newsdesk.feed.startAfresh();
            assertThat(newsdesk.feed.rows())
                    .allSatisfy((_, found) -> assertThat(found).isEmpty());
            newsdesk.feed.readFrom(0, batchSize);
            assertThat(newsdesk.feed.rows()).isEqualTo(rows);
        }
    }

    @Test
    void a_program_that_remembers_nothing_goes_on_where_another_stopped() {
        drafted(newsdesk);
        newsdesk.read();
        claimed(newsdesk);
        newsdesk.read();
        newsdesk.feed.restart();
        checked(newsdesk);
        newsdesk.read();
        assertThat(copy().article()).isEqualTo(newsdesk.article(PLANT));
    }

    @Test
    void what_another_program_took_further_is_read_back_and_not_remembered_wrongly() {
        drafted(newsdesk);
        newsdesk.read();
        var first = newsdesk.feed.projection();
        newsdesk.feed.restart();
        claimed(newsdesk);
        newsdesk.read();
        newsdesk.feed.handOver(first);
        checked(newsdesk);
        newsdesk.read();
        assertThat(copy().article()).isEqualTo(newsdesk.article(PLANT));
    }

    @Test
    void a_batch_that_rolls_back_leaves_no_trace() {
        drafted(newsdesk);
        newsdesk.read();
        var rows = newsdesk.feed.rows();
        claimed(newsdesk);
        newsdesk.feed.readInVain();
        assertThat(newsdesk.feed.rows()).isEqualTo(rows);
        newsdesk.read();
        assertThat(copy().article()).isEqualTo(newsdesk.article(PLANT));
        assertThat(copy().sequence()).isEqualTo(lastSequence());
    }

    @Test
    void a_draft_that_was_rolled_back_is_read_whole_when_it_comes_again() {
        newsdesk.read();
        drafted(newsdesk);
        newsdesk.feed.readInVain();
        claimed(newsdesk);
        newsdesk.read();
        assertThat(copy().article()).isEqualTo(newsdesk.article(PLANT));
    }

    @Test
    void pages_neither_skip_nor_repeat() {
        var ids = new ArrayList<ArticleId>();
        for (var i = 0; i < 23; i++) {
            var id = new ArticleId("a" + i);
            ids.add(id);
            newsdesk.ask(ADA, new DraftArticle(id, POLITICS, plain("Story " + i, 1 + i % 3), null));
            if (i % 4 != 0) {
                // Several things at one instant, so that the order falls back on the id.
                newsdesk.now = newsdesk.now.minus(Duration.ofMinutes(1));
            }
        }
        newsdesk.read();
        var whole = newsdesk.desk.board(Board.of(Board.MOST)).cards();
        assertThat(whole).extracting(Card::article).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(whole).extracting(Card::urgency).isSorted();
        var seen = new ArrayList<Card>();
        var page = newsdesk.desk.board(Board.of(4));
        seen.addAll(page.cards());
        while (page.next() != null) {
            page = newsdesk.desk.board(Board.of(4).after(page.next()));
            seen.addAll(page.cards());
        }
        assertThat(seen).containsExactlyElementsOf(whole);
    }

    @Test
    void of_two_equally_urgent_stories_the_one_that_changed_last_comes_first() {
        draft("early", 4);
        draft("late", 4);
        draft("urgent", 1);
        newsdesk.ask(MIRA, new AssignArticle(new ArticleId("early"), ADA, Role.WRITER, null))
                .read();
        assertThat(ids(Board.of(10))).containsExactly("urgent", "early", "late");
    }

    @Test
    void the_board_narrows_by_stage_queue_desk_person_and_what_was_found() {
        signedOff();
        draft("match", 5);
        newsdesk.ask(ADA, new MoveToDesk(new ArticleId("match"), SPORT));
        newsdesk.ask(MIRA, new AssignArticle(new ArticleId("match"), LENA, Role.CHECKER, null))
                .read();
        assertThat(ids(Board.of(10))).containsExactly("plant", "match");
        assertThat(ids(Board.of(10).with(Stage.CAPTIONED))).containsExactly("plant");
        assertThat(ids(Board.of(10).in(Queue.DRAFTING))).containsExactly("match");
        assertThat(ids(Board.of(10).only(Which.ALL.at(SPORT)))).containsExactly("match");
        assertThat(ids(Board.of(10).only(Which.ALL.assignedTo(LENA)))).containsExactly("match");
        assertThat(ids(Board.of(10).only(Which.ALL.assignedTo(ADA)))).isEmpty();
        assertThat(ids(Board.of(10).only(Which.ALL.inSection(" politics ")))).containsExactly("plant");
        var match = Set.of(new ArticleId("match"), new ArticleId("nothing"));
        assertThat(ids(Board.of(10).only(Which.ALL.among(match)))).containsExactly("match");
        assertThat(ids(Board.of(10).only(Which.ALL.among(Set.of())))).isEmpty();
        assertThat(ids(Board.of(10).only(Which.ALL.at(SPORT)).in(Queue.READY))).isEmpty();
    }

    @Test
    void articles_are_counted_by_queue_and_desk() {
        signedOff();
        draft("one", 5);
        draft("two", 5);
        newsdesk.ask(ADA, new MoveToDesk(new ArticleId("two"), SPORT)).read();
        var counts = newsdesk.desk.counts(new Counts());
        assertThat(counts.all()).isEqualTo(3);
        assertThat(counts.in(Queue.DRAFTING)).isEqualTo(2);
        assertThat(counts.in(Queue.READY)).isEqualTo(1);
        assertThat(counts.in(Queue.LIVE)).isZero();
        assertThat(counts.at(POLITICS)).isEqualTo(2);
        assertThat(counts.at(SPORT)).isEqualTo(1);
        assertThat(counts.at(SPORT, Queue.DRAFTING)).isEqualTo(1);
        assertThat(counts.at(SPORT, Queue.READY)).isZero();
    }

    @Test
    void what_is_kept_of_counts_is_what_counting_tells_whatever_is_read_in_vain_or_again() {
        newsdesk.feed.happened(RecordedHistories.all());
        newsdesk.feed.readInVain();
        newsdesk.feed.read();
        assertThat(countedOtherwise()).isEmpty();
        newsdesk.feed.readFrom(0);
        assertThat(countedOtherwise()).isEmpty();
        assertThat(newsdesk.desk.counts(new Counts()).all()).isGreaterThan(Queue.values().length);
    }

    private List<String> countedOtherwise() {
        var counted =
                "SELECT desk, queue, among_live, COUNT(*) AS articles FROM desk_article WHERE NOT confidential GROUP BY desk, queue, among_live";
        var kept = "SELECT desk, queue, among_live, articles FROM desk_count";
        return newsdesk.feed
                .jdbc
                .sql("(%1$s EXCEPT %2$s) UNION ALL (%2$s EXCEPT %1$s)".formatted(counted, kept))
                .query((row, _) ->
                        row.getString(1) + " " + row.getString(2) + " " + row.getBoolean(3) + " " + row.getLong(4))
                .list();
    }

    @Test
    void a_page_of_the_board_is_neither_empty_nor_endless() {
        assertThat(catchThrowable(() -> Board.of(0))).isInstanceOf(InvalidValue.class);
        assertThat(catchThrowable(() -> Board.of(Board.MOST + 1))).isInstanceOf(InvalidValue.class);
    }

    @Test
    void people_and_desks_are_as_the_newsroom_has_them() {
        newsdesk.ask(new ChangeRoles(LENA, Set.of(Role.CHECKER, Role.PUBLISHER)));
        newsdesk.ask(new ChangeDesks(LENA, Set.of(SPORT)));
        newsdesk.ask(new FarewellPerson(TOMAS));
        newsdesk.read();
        assertThat(newsdesk.desk.people(new People()).people())
                .hasSize(5)
                .contains(
                        new People.Person(ADA, "Ada Okafor", true, Set.of(Role.WRITER), Set.of(POLITICS)),
                        new People.Person(
                                LENA, "Lena Brandt", true, Set.of(Role.CHECKER, Role.PUBLISHER), Set.of(SPORT)),
                        new People.Person(TOMAS, "Tomás Ruiz", false, Set.of(), Set.of()));
        assertThat(newsdesk.desk.desks(new Desks()).desks())
                .containsExactly(
                        new Desks.OneDesk(POLITICS, "Politics", true), new Desks.OneDesk(SPORT, "Sport", true));
    }

    private void signedOff() {
        drafted(newsdesk);
        claimed(newsdesk);
        checked(newsdesk);
        captioned(newsdesk);
        newsdesk.read();
    }

    private void draft(String id, int urgency) {
        newsdesk.ask(ADA, new DraftArticle(new ArticleId(id), POLITICS, plain("Story " + id, urgency), null));
    }

    private void assertQueue(Queue queue, Stage stage) {
        newsdesk.read();
        assertThat(card().queue()).isEqualTo(queue);
        assertThat(card().stage()).isEqualTo(stage);
        for (var each : Queue.values()) {
            assertThat(newsdesk.desk.counts(new Counts()).in(each)).isEqualTo(each == queue ? 1 : 0);
        }
    }

    private ListAssert<RefusalCode> assertObstacles() {
        newsdesk.read();
        return assertThat(obstacles(newsdesk.now).stream().map(Obstacle::code).toList());
    }

    private List<Obstacle> obstacles(Instant now) {
        return newsdesk.desk.whyNot(new WhyNot(PLANT, now)).orElseThrow().obstacles();
    }

    private Card card() {
        return newsdesk.desk.board(Board.of(1)).cards().getFirst();
    }

    private WorkingCopy.Answer copy() {
        return newsdesk.desk.workingCopy(new WorkingCopy(PLANT)).orElseThrow();
    }

    private long lastSequence() {
        return newsdesk.feed.lastSequence();
    }

    private List<String> ids(Board asked) {
        return newsdesk.desk.board(asked).cards().stream()
                .map(card -> card.article().value())
                .toList();
    }
}
