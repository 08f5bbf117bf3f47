package stet.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.desk.DeskProjection;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand;
import stet.domain.article.Happened;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.eventstore.Ledger;
import stet.eventstore.rebuilding.Rebuild;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Migrations;
import stet.h2file.DurableDatabase;
import stet.history.HistoryProjection;
import stet.published.PublishedProjection;
import stet.workflow.Answer;
import stet.workflow.Commands;
import stet.workflow.ConfidentialSources;
import stet.workflow.LedgerChronicle;
import stet.workflow.Others;
import stet.workflow.Request;
import stet.workflow.Snapshots;
import stet.workflow.sealing.KeyFile;
import tools.jackson.databind.json.JsonMapper;

/** Stet itself, without its web: put together as the program puts it together. */
final class Stet implements Contestant.Followed {
    private static final JsonMapper STORED = DomainJson.mapper();
    /** A database may be measured again later. */
    private static final Path KEYS =
            Path.of(System.getProperty("java.io.tmpdir"), "stet-benchmark-keys", "newsroom.keys");

    static final List<String> READ_MODELS = List.of("desk", "history", "published");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Database address;
    private final Pool pool;
    private final DataSource database;
    private final PlatformTransactionManager transactions;
    private final Set<String> readModels;
    private Ledger ledger;
    private Commands commands;

    /** @param readModels those of {@link #READ_MODELS} that follow its ledger */
    Stet(Database address, Set<String> readModels) {
        this.address = address;
        this.readModels = readModels;
        pool = address.open();
        // As the program has it, with nothing of ours round it.
        database = Objects.requireNonNull(pool.getTargetDataSource());
        transactions = new JdbcTransactionManager(database);
        Migrations.run(database, "eventstore");
        Migrations.run(database, "workflow");
        ledger = ledger();
        commands = commands();
        if (commands.newsroom().desks().isEmpty()) {
            gather();
        }
    }

    private Ledger ledger() {
        return ledger(address, database, transactions, readModels);
    }

    /** As the program's own wiring makes it. */
    private static Ledger ledger(
            Database address, DataSource database, PlatformTransactionManager transactions, Set<String> readModels) {
        var builder = Ledger.on(database, transactions)
                .snapshots(Snapshots.aggregate(), Snapshots.NAME, Snapshots.revision());
        if (database instanceof DurableDatabase file) {
            builder.followersWriteTo(file.withoutWaiting());
        }
        var made = address.isH2()
                ? builder.alone().build()
                : builder.line(new DriverManagerDataSource(address.url(), address.user(), ""))
                        .build();
        if (readModels.contains("desk")) {
            var chronicle = new LedgerChronicle(made, database);
            made.readModel("desk", DeskProjection.VERSION, tables -> new DeskProjection(tables, STORED, chronicle));
        }
        if (readModels.contains("history")) {
            made.readModel("history", HistoryProjection.VERSION, tables -> new HistoryProjection(tables, STORED));
        }
        if (readModels.contains("published")) {
            made.readModel("published", PublishedProjection.VERSION, tables -> new PublishedProjection(tables, STORED));
        }
        // It opens the line to other nodes, even where nothing is read.
        made.start();
        return made;
    }

    private Commands commands() {
        var made = new Commands(
                ledger.commands(),
                ledger.events(),
                ledger.parameters(),
                JdbcClient.create(database),
                new TransactionTemplate(transactions),
                STORED,
                ConfidentialSources.open(
                        JdbcClient.create(database),
                        new TransactionTemplate(transactions),
                        new KeyFile(KEYS),
                        Set.of(),
                        ledger.isShared()),
                new Others(ledger.isShared(), ledger::hearsOthers));
        ledger.whenOthersWrite(made::othersWrote);
        return made;
    }

    private void gather() {
        gather(new NewsroomCommand.OpenDesk(Story.COAST, "Coast"));
        Story.NEWSROOM
                .people()
                .values()
                .forEach(person -> gather(
                        new NewsroomCommand.WelcomePerson(person.id(), person.name(), person.roles(), person.desks())));
    }

    private void gather(NewsroomCommand command) {
        var act = new Act(Newsroom.STET, Role.ADMINISTRATOR, Story.BEGINS, null, new CommandId("gather"));
        done(commands.send(command, Request.by(act)));
    }

    @Override
    public void send(ArticleCommand command, Act act) {
        done(commands.send(command, Request.by(act)));
    }

    private static void done(Answer answer) {
        if (answer instanceof Answer.No no) {
            throw new IllegalStateException(no.sentence() + " " + no.obstacles());
        }
    }

    @Override
    public long sendAndSee(ArticleCommand command, Act act) {
        try (var expected = ledger.progress().expect(act.command())) {
            send(command, act);
            var committed = System.nanoTime();
            var behind = expected.await(PATIENCE);
            if (!behind.isEmpty()) {
                throw new IllegalStateException(behind + " did not see it within " + PATIENCE);
            }
            return System.nanoTime() - committed;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Like {@link #sendAndSee}, where the read models are another node's. */
    long sendAndSee(ArticleCommand command, Act act, Stet reader) {
        send(command, act);
        var committed = System.nanoTime();
        var place = ledger.events().createHeadToken().position().orElseThrow();
        reader.await(place, 500_000);
        return System.nanoTime() - committed;
    }

    /** Waits until the read models have all there is. */
    void awaitAll() {
        await(ledger.events().createHeadToken().position().orElse(0), 20_000_000);
    }

    private void await(long place, long every) {
        await(ledger, place, every);
    }

    private static void await(Ledger ledger, long place, long every) {
        var end = System.nanoTime() + Duration.ofMinutes(30).toNanos();
        while (ledger.status().values().stream().anyMatch(status -> status.position() < place)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The read models did not come so far: " + ledger.status());
            }
            LockSupport.parkNanos(every);
        }
    }

    /** Has one read model built anew beside the one that serves: the seconds until it has read everything. */
    double readAgain(String readModel) {
        try (var alone = ledger(address, database, transactions, Set.of(readModel))) {
            await(alone, alone.events().createHeadToken().position().orElseThrow(), 5_000_000);
            var began = System.nanoTime();
            alone.rebuild(readModel, "benchmark");
            awaitRebuild(alone, readModel, now -> now.done() == now.all());
            var seconds = (System.nanoTime() - began) / 1e9;
            awaitRebuild(alone, readModel, now -> now.state() == Rebuild.State.SERVING);
            return seconds;
        }
    }

    private static void awaitRebuild(Ledger ledger, String readModel, Predicate<Rebuild> reached) {
        for (var now = ledger.rebuildOf(readModel).orElseThrow();
                !reached.test(now);
                now = ledger.rebuildOf(readModel).orElseThrow()) {
            if (now.state() == Rebuild.State.DIFFERS) {
                throw new IllegalStateException("What was read again is not what there was: " + now);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** Drops the folded states that are kept, so that an article is loaded from its events. */
    void withoutSnapshots() {
        JdbcClient.create(database).sql("DELETE FROM ledger_snapshot").update();
    }

    /** Waits until the folded state of an article is kept. */
    void awaitSnapshot(ArticleId article) {
        while (JdbcClient.create(database)
                        .sql("SELECT COUNT(*) FROM ledger_snapshot WHERE aggregate_identifier = ?")
                        .params(article.value())
                        .query(Long.class)
                        .single()
                == 0) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Override
    public void append(ArticleId article, List<Happened> history) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            var events = new java.util.ArrayList<GenericDomainEventMessage<?>>();
            for (var each : history) {
                events.add(new GenericDomainEventMessage<>(
                        "article",
                        article.value(),
                        events.size(),
                        each.event(),
                        each.act().asMap()));
            }
            ledger.events().publish(events);
        });
    }

    @Override
    public void forget() {
        ledger.close();
        ledger = ledger();
        commands = commands();
    }

    @Override
    public List<String> stored(ArticleId article) {
        return stored(database, article);
    }

    static List<String> stored(DataSource database, ArticleId article) {
        return JdbcClient.create(database)
                .sql(
                        "SELECT type, time_stamp, payload_type, payload, meta_data FROM ledger_event WHERE aggregate_identifier = ?"
                                + " ORDER BY sequence_number")
                .params(article.value())
                .query((row, n) -> "%s %s %s %s %s"
                        .formatted(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(5),
                                row.getString(4)))
                .list();
    }

    @Override
    public DataSource database() {
        return database;
    }

    @Override
    public void close() {
        ledger.close();
        pool.close();
    }
}
