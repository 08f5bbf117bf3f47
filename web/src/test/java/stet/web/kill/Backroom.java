package stet.web.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.desk.DeskProjection;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.Role;
import stet.domain.newsroom.Newsroom;
import stet.eventstore.Ledger;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Migrations;
import stet.h2file.DurableDatabase;
import stet.history.HistoryProjection;
import stet.published.PublishedProjection;
import stet.workflow.Answer;
import stet.workflow.Commands;
import stet.workflow.ConfidentialSources;
import stet.workflow.LedgerChronicle;
import stet.workflow.Repeat;
import stet.workflow.Request;
import stet.workflow.sealing.KeyFile;

/** Stet on a file of H2 without the web: the ledger, commands and the three read models, as the program wires them. */
final class Backroom implements AutoCloseable {
    final HikariDataSource pool;
    final Ledger ledger;
    final Commands commands;
    final JdbcClient sql;

    /** @param migrate false where the tables are known to be there, for a start that is over soon */
    Backroom(String address, boolean migrate) {
        var options = new HikariConfig();
        options.setJdbcUrl(DurableDatabase.address(address));
        options.setUsername("stet");
        options.setPassword("stet");
        options.setMaximumPoolSize(16);
        pool = new HikariDataSource(options);
        var database = new DurableDatabase(pool);
        if (migrate) {
            List.of("eventstore", "workflow").forEach(room -> Migrations.run(database, room));
        }
        var transactions = new JdbcTransactionManager(database);
        var stored = DomainJson.mapper();
        sql = JdbcClient.create(database);
        ledger = Ledger.on(database, transactions)
                .alone()
                .followersWriteTo(database.withoutWaiting())
                .build();
        commands = new Commands(
                ledger.commands(),
                ledger.events(),
                ledger.parameters(),
                sql,
                new TransactionTemplate(transactions),
                stored,
                // Whoever opens the same file again has its key.
                ConfidentialSources.open(
                        sql,
                        new TransactionTemplate(transactions),
                        new KeyFile(Path.of(address.replaceFirst("^jdbc:h2:(file:)?", "") + ".keys")),
                        Set.of(),
                        ledger.isShared()));
        ledger.readModel(
                "desk",
                DeskProjection.VERSION,
                tables -> new DeskProjection(tables, stored, new LedgerChronicle(ledger, database)));
        ledger.readModel("history", HistoryProjection.VERSION, tables -> new HistoryProjection(tables, stored));
        ledger.readModel("published", PublishedProjection.VERSION, tables -> new PublishedProjection(tables, stored));
        ledger.start();
    }

    /** Opens the newsroom, where nobody has yet. */
    void open() {
        var by = Newsroom.STET;
        for (var command : Newsday.opening()) {
            var act = new Act(by, Role.ADMINISTRATOR, Instant.now(), null, new CommandId("opening"));
            assertThat(commands.send(command, Request.by(act))).isInstanceOf(Answer.Done.class);
            by = Newsday.ADMINISTRATOR;
        }
    }

    Answer send(Newsday.Step step, String key) {
        var act = new Act(step.who(), step.role(), Instant.now(), key, new CommandId(key));
        return commands.send(step.command(), new Request(act, new Repeat(key, key), Map.of()));
    }

    /**
     * Works in this file until it is killed, and says what was acknowledged, a line for each: the command's key and how many events it
     * had; a line that begins with ! where something went wrong.
     */
    public static void main(String[] arguments) throws Exception {
        var name = arguments[1];
        try (var out = new FileOutputStream(FileDescriptor.out);
                var room = new Backroom("jdbc:h2:file:" + arguments[0], false);
                var writers = Executors.newFixedThreadPool(4)) {
            var closing = new AtomicBoolean();
            for (var writer = 0; writer < 4; writer++) {
                var day = new Newsday(name + "w" + writer);
                var prefix = name + "w" + writer + "-";
                var _ = writers.submit(() -> {
                    try {
                        for (var nth = 0; !closing.get(); nth++) {
                            while (System.currentTimeMillis() % 1_000 < 300) {
                                // All at the same moments, since the file is moved together while nobody writes.
                                LockSupport.parkNanos(10_000_000);
                            }
                            var answer = room.send(day.next(), prefix + nth);
                            // In one piece, so that a kill leaves all of it or nothing.
                            var line = answer instanceof Answer.Done done
                                    ? prefix + nth + " " + done.events().size() + "\n"
                                    : "! " + answer + "\n";
                            out.write(line.getBytes(StandardCharsets.UTF_8));
                        }
                    } catch (Throwable e) {
                        // An error, too: a writer that falls silent would look like one that has nothing to say.
                        e.printStackTrace();
                        out.write(("! " + e + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                    return null;
                });
            }
            if (System.in.read() >= 0) {
                closing.set(true);
            }
        }
    }

    @Override
    public void close() {
        ledger.close();
        pool.close();
    }
}
