package stet.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.workflow.Node.CHIDI;
import static stet.workflow.Node.PAUL;
import static stet.workflow.Node.PIA;
import static stet.workflow.Node.WANDA;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.SchedulePublication;
import stet.domain.article.ArticleCommand.SignOffCaptions;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleCommand.SubmitForChecking;
import stet.domain.article.EditionKind;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand.ChangeRoles;
import stet.eventstore.Databases;

/** Two nodes take commands for one newsroom, and neither is told what the other writes. */
@Tag("database")
class CommandsOnTwoNodesTest {
    private static final ArticleId FAIR = new ArticleId("fair");

    @SuppressWarnings("NullAway.Init")
    private Node here;

    @SuppressWarnings("NullAway.Init")
    private Node there;

    @BeforeEach
    void two_nodes_that_both_have_the_article_at_hand() {
        var address = Databases.POSTGRESQL.fresh();
        here = new Node(address).staffed();
        there = new Node(address);
        done(here.draft("fair"));
        done(there.comment("fair", "known-there"));
        done(here.comment("fair", "known-here"));
        done(there.comment("fair", "known-there-again"));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void nothing_is_refused_for_what_is_so_no_longer() {
        done(here.send(WANDA, Role.WRITER, new SubmitForChecking(FAIR)));
        done(there.send(CHIDI, Role.CHECKER, new SignOffFacts(FAIR, 1)));
    }

    @Test
    void nothing_is_found_done_already_for_what_is_so_no_longer() {
        done(here.send(WANDA, Role.WRITER, new SubmitForChecking(FAIR)));
        done(here.send(CHIDI, Role.CHECKER, new SignOffFacts(FAIR, 1)));
        done(here.send(PIA, Role.PICTURE_EDITOR, new SignOffCaptions(FAIR, 1)));
        done(there.comment("fair", "ready"));
        var due = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        done(here.send(PAUL, Role.PUBLISHER, new SchedulePublication(FAIR, due, EditionKind.ORIGINAL, null, 1)));

        assertThat(there.publishes(FAIR, due).events()).contains("article.edition-published");

        // And there is nothing to do for the node that comes second.
        assertThat(here.publishes(FAIR, due).events()).isEmpty();
    }

    @Test
    void what_is_accepted_comes_after_what_the_other_node_wrote() {
        var first = done(here.comment("fair", "first"));
        var second = done(there.comment("fair", "second"));
        assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
    }

    @Test
    void what_a_rule_speaks_against_is_refused_on_either_node() {
        assertThat(there.send(CHIDI, Role.CHECKER, new SignOffFacts(FAIR, 1))).isInstanceOf(Answer.No.class);
        done(here.comment("fair", "another"));
        assertThat(there.send(CHIDI, Role.CHECKER, new SignOffFacts(FAIR, 1))).isInstanceOf(Answer.No.class);
        done(there.comment("fair", "and-another"));
    }

    @Test
    void an_article_that_was_just_drafted_on_one_node_is_known_on_the_other() {
        assertThat(refused(there.comment("new", "too-early"))).isEqualTo(RefusalCode.NO_SUCH_ARTICLE);
        done(here.draft("new"));
        done(there.comment("new", "in-time"));
        assertThat(refused(there.draft("new"))).isEqualTo(RefusalCode.ID_TAKEN);
    }

    @Test
    void of_two_nodes_that_draft_one_article_at_once_one_is_told_that_it_is_there() throws Exception {
        for (var i = 0; i < 10; i++) {
            var article = "article-" + i;
            var answers = atOnce(List.of(() -> here.draft(article), () -> there.draft(article)));
            assertThat(answers).filteredOn(Answer.Done.class::isInstance).hasSize(1);
            assertThat(answers)
                    .filteredOn(Answer.No.class::isInstance)
                    .singleElement()
                    .satisfies(no -> assertThat(refused(no)).isEqualTo(RefusalCode.ID_TAKEN));
            assertThat(here.history(article)).hasSize(1);
        }
    }

    @Test
    void many_on_both_nodes_write_to_one_article_and_nothing_is_lost_or_doubled() throws Exception {
        var before = here.history("fair").size();
        var work = new ArrayList<Callable<Answer>>();
        for (var i = 0; i < 40; i++) {
            var comment = "comment-" + i;
            var node = i % 2 == 0 ? here : there;
            work.add(() -> node.comment("fair", comment));
        }
        var answers = atOnce(work);
        assertThat(answers.stream().map(answer -> done(answer).sequence()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(before, before + 40)
                        .mapToObj(n -> (long) n)
                        .toList());
        assertThat(here.history("fair")).hasSize(before + 40);
    }

    @Test
    void one_command_that_comes_to_both_nodes_at_once_under_one_key_happens_once() throws Exception {
        var before = here.history("fair").size();
        for (var i = 0; i < 20; i++) {
            var comment = Node.comment(FAIR, "keyed-" + i);
            var repeat = new Repeat("key-" + i, "the same");
            var answers = atOnce(List.of(
                    () -> here.send(WANDA, Role.WRITER, comment, repeat),
                    () -> there.send(WANDA, Role.WRITER, comment, repeat)));
            assertThat(answers.getFirst()).isEqualTo(answers.getLast());
            done(answers.getFirst());
        }
        assertThat(here.history("fair")).hasSize(before + 20);
    }

    @Test
    void a_refusal_under_a_key_is_the_answer_of_both_nodes_for_ever() {
        var repeat = new Repeat("key", "the same");
        var no = here.send(CHIDI, Role.CHECKER, new SignOffFacts(FAIR, 1), repeat);
        done(here.send(WANDA, Role.WRITER, new SubmitForChecking(FAIR)));
        assertThat(there.send(CHIDI, Role.CHECKER, new SignOffFacts(FAIR, 1), repeat))
                .isEqualTo(no);
    }

    @Test
    void whoever_joined_on_one_node_is_known_on_the_other_when_it_matters() {
        var nora = new PersonId("nora");
        assertThat(there.commands.person(nora)).isEmpty();
        done(here.welcome(nora, Role.WRITER));
        done(there.send(nora, Role.WRITER, new SubmitForChecking(FAIR)));
        var olga = new PersonId("olga");
        done(here.welcome(olga, Role.WRITER));
        assertThat(there.commands.person(olga)).isPresent();
        done(here.send(new ChangeRoles(olga, Set.of(Role.CHECKER))));
        assertThat(there.commands.person(olga).orElseThrow().roles()).containsExactly(Role.CHECKER);
    }

    @Test
    void a_role_that_was_taken_away_is_gone_on_the_other_node_once_it_is_told() {
        done(here.send(new ChangeRoles(WANDA, Set.of(Role.CHECKER))));
        there.commands.othersWrote(Set.of(Newsroom.ID));
        assertThat(there.comment("fair", "too-late")).isInstanceOf(Answer.No.class);
    }

    @Test
    void a_role_that_was_taken_away_is_gone_at_once_on_a_node_that_hears_nothing() {
        there.hears.set(false);
        done(here.send(new ChangeRoles(WANDA, Set.of(Role.CHECKER))));
        assertThat(there.comment("fair", "too-late")).isInstanceOf(Answer.No.class);
    }

    @Test
    void a_command_that_others_get_in_the_way_of_is_tried_again_and_in_the_end_given_up() {
        var tries = new AtomicInteger();
        var inTheWay = new AtomicInteger(3);
        here.ledger.commands().registerHandlerInterceptor((work, chain) -> {
            var decided = chain.proceed();
            if (tries.incrementAndGet() <= inTheWay.get()) {
                throw new ConcurrencyException("Somebody was quicker");
            }
            return decided;
        });
        done(here.comment("fair", "at-last"));
        assertThat(tries).hasValue(4);

        inTheWay.set(Integer.MAX_VALUE);
        var before = here.history("fair");
        assertThatThrownBy(() -> here.comment("fair", "never"))
                .isInstanceOf(Contended.class)
                .hasMessageContaining("Nothing was done");
        assertThat(tries).hasValue(4 + 15);
        assertThat(here.history("fair")).isEqualTo(before);
    }

    @Test
    void two_nodes_change_the_newsroom_at_once() throws Exception {
        var work = new ArrayList<Callable<Answer>>();
        for (var i = 0; i < 10; i++) {
            var person = new PersonId("person-" + i);
            var node = i % 2 == 0 ? here : there;
            work.add(() -> node.welcome(person, Role.WRITER));
        }
        atOnce(work).forEach(CommandsOnTwoNodesTest::done);
        there.commands.othersWrote(Set.of());
        assertThat(there.commands.newsroom().people()).hasSize(14);
    }

    private static List<Answer> atOnce(List<Callable<Answer>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var go = new CountDownLatch(1);
            var answers = new ArrayList<Future<Answer>>();
            for (var each : work) {
                answers.add(threads.submit(() -> {
                    go.await();
                    return each.call();
                }));
            }
            go.countDown();
            var all = new ArrayList<Answer>();
            for (var answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private static Answer.Done done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return (Answer.Done) answer;
    }

    private static RefusalCode refused(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.No.class);
        return ((Answer.No) answer).code();
    }
}
