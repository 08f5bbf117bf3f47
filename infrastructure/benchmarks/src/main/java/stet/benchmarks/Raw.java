package stet.benchmarks;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleEvent;
import stet.domain.events.StoredNames;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Migrations;
import tools.jackson.databind.json.JsonMapper;

/**
 * The limit: the same table, the same bytes, and nothing but one INSERT and its commit. The state is in memory, nothing is read, and
 * there is no framework.
 */
final class Raw implements Contestant {
    static final String INSERT =
            "INSERT INTO ledger_event (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,"
                    + " payload_type, payload_revision, payload, meta_data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Pool database;
    private final JsonMapper json = DomainJson.mapper();
    private final Remembered articles = new Remembered();

    Raw(Database address) {
        database = address.open();
        Migrations.run(database, "eventstore");
    }

    @Override
    public void send(ArticleCommand command, Act act) {
        articles.decide(command, act, decided -> {
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try (var insert = connection.prepareStatement(INSERT)) {
                    var sequence = decided.first();
                    for (var event : decided.events()) {
                        insert.setString(1, UUID.randomUUID().toString());
                        insert.setString(2, event.articleId().value());
                        insert.setLong(3, sequence++);
                        insert.setString(4, "article");
                        insert.setString(5, time(act));
                        insert.setString(6, name(event));
                        insert.setString(7, null);
                        insert.setString(8, json.writeValueAsString(event));
                        insert.setString(9, json.writeValueAsString(metaData(act)));
                        insert.addBatch();
                    }
                    var _ = insert.executeBatch();
                }
                connection.commit();
                return decided;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static String time(Act act) {
        return org.axonframework.common.DateTimeUtils.formatInstant(act.at());
    }

    static String name(ArticleEvent event) {
        return Objects.requireNonNull(StoredNames.of(event.getClass()));
    }

    /** What goes along with an event, as Stet writes it and in the same order; the instant has a column. */
    static Map<String, String> metaData(Act act) {
        var metaData = new HashMap<>(act.asMap());
        metaData.remove(Act.AT);
        return metaData;
    }

    List<String> stored(ArticleId article) {
        return Stet.stored(database, article);
    }

    @Override
    public DataSource database() {
        return database;
    }

    @Override
    public void close() {
        database.close();
    }
}
