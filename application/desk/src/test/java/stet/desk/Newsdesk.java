package stet.desk;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.Workflow;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.domain.newsroom.NewsroomCommand.OpenDesk;
import stet.domain.newsroom.NewsroomCommand.WelcomePerson;
import stet.eventstore.Databases;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Migrations;

/**
 * A newsroom whose people ask for things, whose ledger keeps what happens, and whose desk reads it as Axon's processors do: by the
 * projection's annotations, in batches, each in one transaction of a real database.
 */
final class Newsdesk implements AutoCloseable {
    static final PersonId ADA = new PersonId("ada");
    static final PersonId LENA = new PersonId("lena");
    static final PersonId TOMAS = new PersonId("tomas");
    static final PersonId MIRA = new PersonId("mira");
    static final PersonId GRACE = new PersonId("grace");
    static final DeskId POLITICS = new DeskId("politics");
    static final DeskId SPORT = new DeskId("sport");

    final Desk desk;
    final List<EventMessage<?>> ledger = new ArrayList<>();
    Newsroom newsroom = Newsroom.EMPTY;
    Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final Map<ArticleId, Article> articles = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final HikariDataSource database;
    private final JdbcTemplate jdbc;
    private final SpringTransactionManager transactions;
    private AnnotationEventHandlerAdapter projection;
    private int read;

    Newsdesk(Databases databases) {
        database = databases.fresh().open();
        Migrations.run(database, "desk");
        jdbc = new JdbcTemplate(database);
        transactions = new SpringTransactionManager(new DataSourceTransactionManager(database));
        desk = new Desk(JdbcClient.create(jdbc), DomainJson.mapper());
        projection = newProjection();
        ask(new OpenDesk(POLITICS, "Politics"));
        ask(new OpenDesk(SPORT, "Sport"));
        welcome(ADA, "Ada Okafor", Role.WRITER);
        welcome(LENA, "Lena Brandt", Role.CHECKER);
        welcome(TOMAS, "Tomás Ruiz", Role.PICTURE_EDITOR);
        welcome(MIRA, "Mira Satō", Role.PUBLISHER);
        welcome(GRACE, "Grace Hall", Role.STANDARDS);
    }

    /** Asks in the first role that this person holds. */
    Newsdesk ask(PersonId who, ArticleCommand command) {
        now = now.plus(Duration.ofMinutes(1));
        var role = newsroom.person(who).orElseThrow().roles().iterator().next();
        var act = new Act(who, role, now, null, new CommandId("c" + ledger.size()));
        var article = articles.get(command.articleId());
        for (var event : Workflow.decide(article, command, act, newsroom)) {
            article = Article.evolve(article, event, act);
            record(command.articleId().value(), event, act);
        }
        articles.put(command.articleId(), Objects.requireNonNull(article));
        return this;
    }

    void ask(NewsroomCommand command) {
        var act = new Act(Newsroom.STET, Role.ADMINISTRATOR, now, null, new CommandId("c" + ledger.size()));
        for (var event : newsroom.decide(command, act)) {
            newsroom = newsroom.evolve(event);
            record(Newsroom.ID, event, act);
        }
    }

    private void welcome(PersonId who, String name, Role role) {
        ask(new WelcomePerson(who, name, Set.of(role), Set.of(POLITICS)));
    }

    private void record(String stream, Object event, Act act) {
        var sequence = sequences.merge(stream, 0L, (last, _) -> last + 1);
        GenericDomainEventMessage.clock = Clock.fixed(act.at(), ZoneOffset.UTC);
        ledger.add(new GenericDomainEventMessage<>(
                event.getClass().getSimpleName(), stream, sequence, event, act.asMap()));
    }

    Article article(ArticleId id) {
        return Objects.requireNonNull(articles.get(id));
    }

    /** The plant story's, as it is by now. */
    int revision() {
        return article(Stories.PLANT).revision();
    }

    /** Brings what has happened since to the projection, in one batch. */
    Newsdesk read() {
        batch(ledger.subList(read, ledger.size()), false);
        read = ledger.size();
        return this;
    }

    /** Brings the same to it again, as after a crash between a commit and the storing of the position. */
    void readAgain(int from, int batchSize) {
        for (var start = from; start < ledger.size(); start += batchSize) {
            batch(ledger.subList(start, Math.min(ledger.size(), start + batchSize)), false);
        }
        read = ledger.size();
    }

    /** Brings what has happened since to the projection, and then the database fails. */
    void readInVain() {
        batch(ledger.subList(read, ledger.size()), true);
    }

    private void batch(List<EventMessage<?>> events, boolean inVain) {
        if (events.isEmpty()) {
            return;
        }
        var batch = new BatchingUnitOfWork<EventMessage<?>>(events);
        batch.attachTransaction(transactions);
        if (inVain) {
            batch.onCommit(_ -> {
                throw new DatabaseGone();
            });
        }
        var result = batch.executeWithResult(() -> projection.handle(batch.getMessage()));
        if (result.isExceptional() && !(inVain && result.exceptionResult() instanceof DatabaseGone)) {
            throw new AssertionError(result.exceptionResult());
        }
    }

    /** Another set of tables, in which nothing stands yet and of which nothing is remembered. */
    void startAfresh() {
        rows().keySet().forEach(table -> jdbc.update("DELETE FROM " + table));
        restart();
    }

    /** Another program starts, which remembers nothing. */
    void restart() {
        projection = newProjection();
    }

    AnnotationEventHandlerAdapter projection() {
        return projection;
    }

    /** One program stops reading, and another takes over. */
    void handOver(AnnotationEventHandlerAdapter to) {
        projection = to;
    }

    private AnnotationEventHandlerAdapter newProjection() {
        return new AnnotationEventHandlerAdapter(
                new DeskProjection(jdbc, DomainJson.mapper()),
                MultiParameterResolverFactory.ordered(
                        ClasspathParameterResolverFactory.forClass(Newsdesk.class),
                        (_, parameters, index) -> parameters[index].getType() == Act.class ? new TheAct() : null));
    }

    /** Every row of every table of the desk. */
    Map<String, List<String>> rows() {
        var rows = new TreeMap<String, List<String>>();
        for (var table : jdbc.queryForList(
                "SELECT table_name FROM information_schema.tables WHERE LOWER(table_name) LIKE 'desk!_%' ESCAPE '!'"
                        + " AND LOWER(table_name) <> 'desk_migration'",
                String.class)) {
            rows.put(
                    table.toLowerCase(Locale.ROOT),
                    jdbc.queryForList("SELECT * FROM \"" + table + "\"").stream()
                            .map(row -> new TreeMap<>(row).toString())
                            .sorted()
                            .toList());
        }
        return rows;
    }

    @Override
    public void close() {
        database.close();
    }

    private static final class DatabaseGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class TheAct implements ParameterResolver<Act> {
        @Override
        public Act resolveParameterValue(Message<?> message) {
            return Act.from(message.getMetaData(), ((EventMessage<?>) message).getTimestamp());
        }

        @Override
        public boolean matches(Message<?> message) {
            return message instanceof EventMessage;
        }
    }
}
