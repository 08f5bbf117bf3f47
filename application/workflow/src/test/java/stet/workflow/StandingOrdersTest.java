package stet.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.workflow.Node.CHIDI;
import static stet.workflow.Node.PAUL;
import static stet.workflow.Node.PIA;
import static stet.workflow.Node.WANDA;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.AssignArticle;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.article.ArticleCommand.ReopenOnDoubt;
import stet.domain.article.ArticleCommand.SchedulePublication;
import stet.domain.article.ArticleCommand.SignOffCaptions;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleCommand.SubmitForChecking;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.EditionKind;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Locator;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Anchor;
import stet.domain.content.Place;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand.DoubtSource;
import stet.domain.newsroom.NewsroomCommand.FarewellPerson;
import stet.domain.newsroom.NewsroomEvent.PersonLeft;
import stet.domain.newsroom.NewsroomEvent.SourceDoubted;
import stet.eventstore.Databases;

/** What is to come out comes out, whoever dies meanwhile. */
@Tag("database")
class StandingOrdersTest {
    private static final PersonId STELLA = new PersonId("stella");
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
                    node.commands,
                    _ -> Optional.empty(),
                    (_, _) -> Optional.empty(),
                    node.database,
                    Clock.systemUTC(),
                    Duration.ofMillis(100));
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
                    node.commands,
                    _ -> known.get(),
                    (_, _) -> Optional.empty(),
                    node.database,
                    Clock.systemUTC(),
                    Duration.ofMillis(50));
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

    /** The node dies after each number of articles that it can have come to, and has told nobody how far it came. */
    @ParameterizedTest
    @EnumSource
    void what_rests_on_a_doubted_source_is_reopened_once_and_in_order_though_the_node_stops_over_it(
            Databases databases) {
        try (var node = new Node(databases.fresh()).staffed()) {
            node.welcome(STELLA, Role.STANDARDS);
            var resting = new HashMap<Locator, List<ArticleId>>();
            var told = new HashMap<Locator, Long>();
            for (var come = 0; come <= 3; come++) {
                var articles = resting(node, come);
                var source = Locator.of("The minutes of day " + come);
                var doubted = (Answer.Done) node.commands.send(
                        new DoubtSource("the  MINUTES of day " + come, "They were forged"), by(STELLA, Role.STANDARDS));
                for (var article : articles.subList(0, come)) {
                    node.commands.send(new ReopenOnDoubt(article, source.value()), by(Newsroom.STET, Role.STANDARDS));
                }
                leftByADeadNode(node, "doubt", doubted.sequence() + "@" + source.key());
                resting.put(source, articles);
                told.put(source, doubted.sequence());
            }
            var asked = ConcurrentHashMap.<Locator>newKeySet();
            var orders = new StandingOrders(
                    node.commands,
                    _ -> Optional.empty(),
                    // At first it is not known yet what rests on it.
                    (of, _) -> asked.add(of) ? Optional.empty() : Optional.ofNullable(resting.get(of)),
                    node.database,
                    Clock.systemUTC(),
                    Duration.ofMillis(50));
            orders.start();
            try {
                // After a crash whoever follows the ledger is told again.
                told.forEach((source, sequence) ->
                        orders.on(new SourceDoubted(source.value(), "They were forged"), sequence));
                nothingIsLeft(node);
            } finally {
                orders.stop();
            }
            resting.values()
                    .forEach(articles -> assertThat(reopened(node, articles))
                            .containsExactlyElementsOf(articles.stream()
                                    .flatMap(article -> Stream.of(
                                                    "source-discredited", "claim-reopened", "claim-reopened")
                                            .map(what -> article + " article." + what))
                                    .toList()));
        }
    }

    private static List<String> reopened(Node node, List<ArticleId> articles) {
        return node.sql
                .sql("""
                        SELECT aggregate_identifier || ' ' || payload_type FROM ledger_event
                        WHERE aggregate_identifier IN (:articles)
                            AND payload_type IN ('article.source-discredited', 'article.claim-reopened')
                        ORDER BY global_index""")
                .param("articles", articles.stream().map(ArticleId::value).toList())
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @EnumSource
    void a_verdict_that_came_behind_the_doubt_of_its_source_is_reopened_too(Databases databases) {
        try (var node = new Node(databases.fresh()).staffed()) {
            node.welcome(STELLA, Role.STANDARDS);
            var article = resting(node, 9).getFirst();
            node.commands.send(new DoubtSource("The minutes of day 9", "Forged"), by(STELLA, Role.STANDARDS));
            var orders = new StandingOrders(
                    node.commands,
                    _ -> Optional.empty(),
                    (_, _) -> Optional.of(List.of()),
                    node.database,
                    Clock.systemUTC(),
                    Duration.ofMillis(50));
            orders.start();
            try {
                orders.on(new ClaimConfirmed(article, new ClaimId("fair"), minutes(8)), 6);
                orders.on(new ClaimConfirmed(article, new ClaimId("fair"), minutes(9)), 7);
                orders.on(new ClaimConfirmed(article, new ClaimId("fair"), minutes(9)), 7);
                nothingIsLeft(node);
            } finally {
                orders.stop();
            }
            assertThat(node.history(article.value()))
                    .filteredOn("article.source-discredited"::equals)
                    .hasSize(1);
        }
    }

    /** Three articles, in each of which two claims rest on the minutes of this day. */
    private static List<ArticleId> resting(Node node, int day) {
        var articles = IntStream.range(0, 3)
                .mapToObj(number -> new ArticleId("day-%d-%d".formatted(day, number)))
                .toList();
        for (var article : articles) {
            node.draft(article.value());
            for (var words : List.of("fair", "town")) {
                var anchor = new Anchor(
                        Place.of(new BlockId("b1")), "The fair is in town and everybody goes.".indexOf(words), words);
                var claim = new ClaimId(words);
                node.send(CHIDI, Role.CHECKER, new RaiseClaim(article, claim, ClaimKind.FACT, anchor));
                assertThat(node.send(CHIDI, Role.CHECKER, new ConfirmClaim(article, claim, minutes(day))))
                        .isInstanceOf(Answer.Done.class);
            }
        }
        return articles;
    }

    private static List<Source> minutes(int day) {
        return List.of(
                new Source.Named(SourceType.DOCUMENT, "The minutes of day " + day, LocalDate.parse("2026-02-12"), ""));
    }

    private static Request by(PersonId who, Role role) {
        return Request.by(new Act(
                who, role, Instant.now(), null, new CommandId(UUID.randomUUID().toString())));
    }

    private static void leftByADeadNode(Node node, String task, String instance) {
        node.sql
                .sql("""
                        INSERT INTO workflow_task
                            (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                        VALUES (?, ?, ?, TRUE, 'a dead node', ?, 1)""")
                .params(
                        task,
                        instance,
                        OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(31),
                        OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(30))
                .update();
    }

    private static void nothingIsLeft(Node node) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> node.sql
                        .sql("SELECT COUNT(*) FROM workflow_task")
                        .query(Long.class)
                        .single()
                        .equals(0L));
    }
}
