package stet.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.workflow.Node.CHIDI;
import static stet.workflow.Node.PAUL;
import static stet.workflow.Node.PIA;
import static stet.workflow.Node.WANDA;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.ArticleId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.AssignArticle;
import stet.domain.article.ArticleCommand.SchedulePublication;
import stet.domain.article.ArticleCommand.SignOffCaptions;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleCommand.SubmitForChecking;
import stet.domain.article.EditionKind;
import stet.domain.newsroom.NewsroomCommand.FarewellPerson;
import stet.domain.newsroom.NewsroomEvent.PersonLeft;
import stet.eventstore.Databases;

/** What is to come out comes out, whoever dies meanwhile. */
@Tag("database")
class StandingOrdersTest {
    private static final ArticleId FAIR = new ArticleId("fair");

    @ParameterizedTest
    @EnumSource
    void what_a_dead_node_was_about_to_publish_another_publishes(Databases databases) {
        try (var node = new Node(databases.fresh()).staffed()) {
            node.draft("fair");
            node.send(WANDA, Role.WRITER, new SubmitForChecking(FAIR));
            node.send(CHIDI, Role.CHECKER, new SignOffFacts(FAIR, 1));
            node.send(PIA, Role.PICTURE_EDITOR, new SignOffCaptions(FAIR, 1));
            var due = Instant.now().plusMillis(500).truncatedTo(ChronoUnit.MILLIS);
            assertThat(node.send(
                            PAUL, Role.PUBLISHER, new SchedulePublication(FAIR, due, EditionKind.ORIGINAL, null, 1)))
                    .isInstanceOf(Answer.Done.class);
            // It took it down, began, and has not been heard of for half a minute.
            node.sql
                    .sql("""
                            INSERT INTO workflow_task
                                (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                            VALUES ('publication', ?, ?, TRUE, 'a dead node', ?, 1)""")
                    .params(
                            "fair@" + due,
                            OffsetDateTime.ofInstant(due, ZoneOffset.UTC),
                            OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(30))
                    .update();
            var publications = new StandingOrders(
                    node.commands, _ -> Optional.empty(), node.database, Clock.systemUTC(), Duration.ofMillis(100));
            publications.start();
            try {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> node.history("fair").contains("article.edition-published"));
            } finally {
                publications.stop();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_somebody_had_who_has_left_falls_once_it_is_known_and_not_twice(Databases databases) {
        try (var node = new Node(databases.fresh()).staffed()) {
            node.draft("fair");
            node.send(WANDA, Role.WRITER, new AssignArticle(FAIR, CHIDI, Role.CHECKER, null));
            node.send(new FarewellPerson(CHIDI));
            var known = new AtomicReference<Optional<List<StandingOrders.Given>>>(Optional.empty());
            var orders = new StandingOrders(
                    node.commands, _ -> known.get(), node.database, Clock.systemUTC(), Duration.ofMillis(50));
            orders.start();
            try {
                orders.on(new PersonLeft(CHIDI));
                orders.on(new PersonLeft(CHIDI));
                var given = new StandingOrders.Given(FAIR, Role.CHECKER);
                known.set(Optional.of(List.of(given, given)));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> node.sql
                                .sql("SELECT COUNT(*) FROM workflow_task")
                                .query(Long.class)
                                .single()
                                .equals(0L));
            } finally {
                orders.stop();
            }
            assertThat(node.history("fair"))
                    .containsExactly("article.drafted", "article.assigned", "article.unassigned");
        }
    }
}
