package stet.reading;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.article.ArticleEvent;
import stet.domain.article.Chronicle;
import stet.domain.article.Happened;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomEvent;
import stet.eventstore.Databases;
import stet.eventstore.following.ActParameter;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Migrations;
import tools.jackson.databind.json.JsonMapper;

/** Brings events to a projection as Axon's processors do: by its annotations, in batches, each batch in one transaction of a real database. */
public final class Feed implements AutoCloseable, Chronicle {
    private static final int BATCH = 7;
    private static final ParameterResolverFactory PARAMETERS = MultiParameterResolverFactory.ordered(
            ClasspathParameterResolverFactory.forClass(Feed.class), new ActParameter());

    public final JsonMapper json = DomainJson.mapper();
    public final HikariDataSource database;
    public final JdbcClient jdbc;
    private final String room;
    private final JdbcTemplate template;
    private final Projection handler;
    private final SpringTransactionManager transactions;
    private final List<DomainEventMessage<?>> ledger = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private AnnotationEventHandlerAdapter projection;
    private int read;

    /** Makes one that may read again what has happened. */
    @FunctionalInterface
    public interface Projection {
        Object of(JdbcOperations jdbc, JsonMapper json, Chronicle chronicle);
    }

    /** @param room whose tables these are, such as {@code desk} */
    public Feed(Databases databases, String room, BiFunction<JdbcOperations, JsonMapper, Object> handler) {
        this(databases, room, (jdbc, json, _) -> handler.apply(jdbc, json));
    }

    public Feed(Databases databases, String room, Projection handler) {
        this.room = room;
        this.handler = handler;
        database = databases.fresh().open();
        Migrations.run(database, room);
        template = new JdbcTemplate(database);
        jdbc = JdbcClient.create(template);
        transactions = new SpringTransactionManager(new DataSourceTransactionManager(database));
        projection = newProjection();
    }

    private AnnotationEventHandlerAdapter newProjection() {
        return new AnnotationEventHandlerAdapter(handler.of(template, json, this), PARAMETERS);
    }

    // ---- What happens

    /** Records the event after those before it, without bringing it to the projection yet; returns its sequence. */
    public long happened(Act act, ArticleEvent event) {
        return record(act, event.articleId().value(), event);
    }

    public long happened(Act act, NewsroomEvent event) {
        return record(act, Newsroom.ID, event);
    }

    /** Records these as they once happened. */
    public Feed happened(List<DomainEventMessage<?>> events) {
        ledger.addAll(events);
        return this;
    }

    private long record(Act act, String stream, Object event) {
        var sequence = sequences.merge(stream, 0L, (last, _) -> last + 1);
        var message = new GenericMessage<>(event, act.asMap());
        ledger.add(new GenericDomainEventMessage<>("Test", stream, sequence, message, act.at()));
        return sequence;
    }

    @Override
    public Map<ArticleId, List<Happened>> happened(Collection<Span> spans) {
        return spans.stream()
                .collect(Collectors.toMap(
                        Span::article,
                        span -> ledger.stream()
                                .filter(event -> event.getAggregateIdentifier()
                                                .equals(span.article().value())
                                        && event.getSequenceNumber() > span.after()
                                        && event.getSequenceNumber() <= span.last())
                                .map(event -> new Happened(
                                        (ArticleEvent) event.getPayload(),
                                        Act.from(event.getMetaData(), event.getTimestamp())))
                                .toList()));
    }

    /** Nobody takes words out of it. */
    @Override
    public Map<ArticleId, Long> redactions(Collection<ArticleId> articles) {
        return Map.of();
    }

    /** How much has happened. */
    public int size() {
        return ledger.size();
    }

    /** The sequence of what happened last. */
    public long lastSequence() {
        return ledger.getLast().getSequenceNumber();
    }

    // ---- What is read

    /** Brings everything that has happened since to the projection, in small batches. */
    public Feed read() {
        readFrom(read);
        return this;
    }

    /** The same in one batch. */
    public void readAtOnce() {
        readFrom(read, Integer.MAX_VALUE);
    }

    /** Brings to the projection what it may have had before, as after a crash between a commit and the storing of the position. */
    public void readFrom(int first) {
        readFrom(first, BATCH);
    }

    public void readFrom(int first, int size) {
        for (var from = first; from < ledger.size(); ) {
            var until = (int) Math.min(ledger.size(), (long) from + size);
            batch(ledger.subList(from, until), false);
            from = until;
        }
        read = ledger.size();
    }

    /** Brings what has happened since to the projection, and then the database fails. */
    public void readInVain() {
        batch(ledger.subList(read, ledger.size()), true);
    }

    private void batch(List<? extends EventMessage<?>> events, boolean inVain) {
        var batch = new BatchingUnitOfWork<EventMessage<?>>(List.copyOf(events));
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

    // ---- Who reads

    /** Another set of tables, in which nothing stands yet and of which nothing is remembered. */
    public void startAfresh() {
        tables().forEach(table -> template.update("DELETE FROM \"" + table + "\""));
        read = 0;
        restart();
    }

    /** Another program starts, which remembers nothing. */
    public void restart() {
        projection = newProjection();
    }

    public AnnotationEventHandlerAdapter projection() {
        return projection;
    }

    /** One program stops reading, and another takes over. */
    public void handOver(AnnotationEventHandlerAdapter to) {
        projection = to;
    }

    // ---- What it made of that

    /** Every row of every table of the room, by the names of the tables and in one order; what Flyway notes is left out. */
    public Map<String, List<String>> rows() {
        var rows = new TreeMap<String, List<String>>();
        for (var table : tables()) {
            rows.put(
                    table.toLowerCase(Locale.ROOT),
                    template.queryForList("SELECT * FROM \"" + table + "\"").stream()
                            .map(Feed::row)
                            .sorted()
                            .toList());
        }
        return rows;
    }

    private static String row(Map<String, Object> columns) {
        var named = new TreeMap<String, Object>();
        columns.forEach((name, value) -> named.put(name.toLowerCase(Locale.ROOT), value));
        return named.toString();
    }

    /** As they are spelt in this database. */
    private List<String> tables() {
        return jdbc.sql("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE' AND LOWER(table_name) LIKE :like ESCAPE '!'
                            AND LOWER(table_name) NOT LIKE '%!_migration' ESCAPE '!'
                        ORDER BY 1
                        """).param("like", room + "!_%").query(String.class).list();
    }

    /** Whether there is nothing in any table of the room. */
    public boolean isEmpty() {
        return rows().values().stream().allMatch(List::isEmpty);
    }

    @Override
    public void close() {
        database.close();
    }

    private static final class DatabaseGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
