package stet.workflow;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.AddComment;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.PublishAsScheduled;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Text;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.domain.newsroom.NewsroomCommand.OpenDesk;
import stet.domain.newsroom.NewsroomCommand.WelcomePerson;
import stet.eventstore.Databases;
import stet.eventstore.Ledger;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Migrations;

/** One node's way in for commands. It hears of other nodes only what a test tells it. */
final class Node implements AutoCloseable {
    static final DeskId CITY = new DeskId("city");
    static final PersonId WANDA = new PersonId("wanda");
    static final PersonId CHIDI = new PersonId("chidi");
    static final PersonId PIA = new PersonId("pia");
    static final PersonId PAUL = new PersonId("paul");

    final Commands commands;
    final JdbcClient sql;
    final AtomicBoolean hears = new AtomicBoolean(true);
    final HikariDataSource database;
    final Ledger ledger;

    Node(Databases.Address address) {
        database = address.open();
        Migrations.run(database, "eventstore");
        Migrations.run(database, "workflow");
        var transactions = new JdbcTransactionManager(database);
        ledger = Ledger.on(database, transactions).build();
        sql = JdbcClient.create(database);
        commands = new Commands(
                ledger.commands(),
                ledger.events(),
                ledger.parameters(),
                sql,
                new TransactionTemplate(transactions),
                DomainJson.mapper(),
                Sources.of(sql, transactions),
                new Others(true, hears::get));
    }

    /** The desk and its people, if they are not here yet. */
    Node staffed() {
        send(new OpenDesk(CITY, "City"));
        welcome(WANDA, Role.WRITER);
        welcome(CHIDI, Role.CHECKER);
        welcome(PIA, Role.PICTURE_EDITOR);
        welcome(PAUL, Role.PUBLISHER);
        return this;
    }

    Answer welcome(PersonId person, Role role) {
        return send(new WelcomePerson(person, person.value(), Set.of(role), Set.of(CITY)));
    }

    Answer send(NewsroomCommand command) {
        return commands.send(command, Request.by(act(Newsroom.STET, Role.ADMINISTRATOR)));
    }

    Answer send(PersonId who, Role role, ArticleCommand command) {
        return commands.send(command, Request.by(act(who, role)));
    }

    Answer send(PersonId who, Role role, ArticleCommand command, @Nullable Repeat repeat) {
        return commands.send(command, new Request(act(who, role), repeat, Map.of()));
    }

    Answer draft(String article) {
        var content = Content.of(
                        "Fair comes to town",
                        "",
                        List.of(new Block.Paragraph(
                                new BlockId("b1"), Text.of("The fair is in town and everybody goes."))))
                .with(Field.SECTION, "City")
                .with(Field.SLUGLINE, "fair");
        return send(WANDA, Role.WRITER, new DraftArticle(new ArticleId(article), CITY, content, null));
    }

    /** What Stet does by itself when the time has come. */
    Answer.Done publishes(ArticleId article, Instant due) {
        var id = new CommandId(UUID.randomUUID().toString());
        var act = new Act(Newsroom.STET, Role.PUBLISHER, due, "The scheduled time came", id);
        return (Answer.Done) commands.send(new PublishAsScheduled(article, due), Request.by(act));
    }

    Answer comment(String article, String comment) {
        return send(WANDA, Role.WRITER, comment(new ArticleId(article), comment));
    }

    static AddComment comment(ArticleId article, String comment) {
        return new AddComment(article, new CommentId(comment), "Look at this", null, List.of());
    }

    List<String> history(String article) {
        return sql.sql("SELECT payload_type FROM ledger_event WHERE aggregate_identifier = ? ORDER BY sequence_number")
                .param(article)
                .query(String.class)
                .list();
    }

    private static Act act(PersonId who, Role role) {
        var id = new CommandId(UUID.randomUUID().toString());
        return new Act(who, role, Instant.now(), null, id);
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }
}
