package stet.published;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import stet.domain.Act;
import stet.domain.article.ArticleEvent;
import stet.eventstore.Databases;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Migrations;
import tools.jackson.databind.json.JsonMapper;

/** Brings events to a projection as Axon's processors do: by its annotations, in batches, each batch in one transaction of a real database. */
final class Feed implements AutoCloseable {
    private static final int BATCH = 7;

    final JsonMapper json = DomainJson.mapper();
    final JdbcClient jdbc;
    private final HikariDataSource database;
    private final JdbcTemplate template;
    private final AnnotationEventHandlerAdapter projection;
    private final SpringTransactionManager transactions;
    private final List<EventMessage<?>> ledger = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();

    Feed(Databases databases, String room, BiFunction<JdbcOperations, JsonMapper, Object> projection) {
        database = databases.fresh().open();
        Migrations.run(database, room);
        template = new JdbcTemplate(database);
        jdbc = JdbcClient.create(template);
        transactions = new SpringTransactionManager(new DataSourceTransactionManager(database));
        this.projection = new AnnotationEventHandlerAdapter(
                projection.apply(template, json),
                MultiParameterResolverFactory.ordered(
                        ClasspathParameterResolverFactory.forClass(Feed.class),
                        (_, parameters, index) -> parameters[index].getType() == Act.class ? new TheAct() : null));
    }

    /** Records the event after those before it, without bringing it to the projection yet; returns its sequence. */
    long happened(Act act, ArticleEvent event) {
        return record(act, event.articleId().value(), event);
    }

    /** Brings everything that has happened to the projection, from the first event on. */
    Feed read() {
        for (var from = 0; from < ledger.size(); from += BATCH) {
            var batch = new BatchingUnitOfWork<EventMessage<?>>(
                    ledger.subList(from, Math.min(ledger.size(), from + BATCH)));
            batch.attachTransaction(transactions);
            var result = batch.executeWithResult(() -> projection.handle(batch.getMessage()));
            if (result.isExceptional()) {
                throw new AssertionError(result.exceptionResult());
            }
        }
        return this;
    }

    /** Another set of tables, in which nothing stands yet. */
    void startAfresh(String prefix) {
        tables(prefix).forEach(table -> template.update("DELETE FROM " + table));
    }

    /** Every row of every table whose name begins so. */
    List<String> rows(String prefix) {
        var rows = new ArrayList<String>();
        for (var table : tables(prefix)) {
            template.queryForList("SELECT * FROM " + table).stream()
                    .map(row -> table + " " + row)
                    .sorted()
                    .forEach(rows::add);
        }
        return rows;
    }

    List<String> tables(String prefix) {
        return jdbc.sql(
                        "SELECT UPPER(table_name) FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND UPPER(table_name) LIKE :like AND UPPER(table_name) NOT LIKE '%_MIGRATION' ORDER BY 1")
                .param("like", prefix + "%")
                .query(String.class)
                .list();
    }

    @Override
    public void close() {
        database.close();
    }

    private long record(Act act, String stream, Object event) {
        var sequence = sequences.merge(stream, 0L, (last, _) -> last + 1);
        var message = new GenericMessage<>(event, act.asMap());
        ledger.add(new GenericDomainEventMessage<>("Test", stream, sequence, message, act.at()));
        return sequence;
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
