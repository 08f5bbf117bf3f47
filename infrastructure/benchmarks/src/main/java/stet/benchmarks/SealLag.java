package stet.benchmarks;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleEvent.ChangesRequested;
import stet.eventstore.Ledger;
import stet.eventstore.tables.Migrations;
import stet.h2file.DurableDatabase;
import stet.seal.SigningKeys;
import stet.sealing.Keys;
import stet.sealing.LastSigned;
import stet.sealing.Sealer;
import tools.jackson.databind.node.JsonNodeFactory;

/** How long after it happened an event is sealed, while events come at a steady pace. */
final class SealLag {
    static final int PER_SECOND = 500;

    /** As the program has it. */
    private static final Duration GATHERED = Duration.ofMillis(250);

    private static final int WRITERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private SealLag() {}

    /**
     * @param keys a directory for what is kept beside the key
     * @return in nanoseconds, one for each event, the shortest first
     */
    static List<Long> measure(Database address, double seconds, Path keys) {
        try (var pool = address.open()) {
            var database = Objects.requireNonNull(pool.getTargetDataSource());
            Migrations.run(database, "eventstore");
            Migrations.run(database, "seal");
            var builder = Ledger.on(database, new JdbcTransactionManager(database));
            if (database instanceof DurableDatabase file) {
                builder.followersWriteTo(file.withoutWaiting());
            }
            var clock = Clock.systemUTC();
            var named = Keys.open(
                    JdbcClient.create(database), "benchmarks", List.of(new byte[SigningKeys.LENGTH]), "", clock);
            var lags = new ConcurrentLinkedQueue<Long>();
            try (var ledger = address.isH2()
                    ? builder.alone().build()
                    : builder.line(new DriverManagerDataSource(address.url(), address.user(), ""))
                            .build()) {
                ledger.keeper(
                        "seal",
                        new Sealer(
                                database,
                                named,
                                published -> JsonNodeFactory.instance.objectNode(),
                                new LastSigned(database, named, keys.resolve("newsroom.keys.seal")),
                                clock,
                                (at, lag) -> lags.add(lag.toNanos())),
                        GATHERED);
                ledger.start();
                write(ledger, (int) (PER_SECOND * seconds), lags);
            }
            return lags.stream().sorted().toList();
        }
    }

    private static void write(Ledger ledger, int events, Queue<Long> lags) {
        try (var writers = Executors.newScheduledThreadPool(WRITERS)) {
            var written = new ArrayList<Future<?>>();
            for (var n = 0; n < events; n++) {
                var number = n;
                written.add(writers.schedule(
                        () -> publish(ledger, number), n * 1_000_000L / PER_SECOND, TimeUnit.MICROSECONDS));
            }
            for (var one : written) {
                one.get();
            }
            var until = System.nanoTime() + PATIENCE.toNanos();
            while (lags.size() < events) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("%d of %d events were sealed".formatted(lags.size(), events));
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Each in a history of its own, so that no two writers wait for one another. */
    private static void publish(Ledger ledger, int number) {
        var article = new ArticleId("article-" + number);
        var act = new Act(new PersonId("wanda"), Role.WRITER, Instant.now(), null, new CommandId("command-" + number));
        var event = new GenericDomainEventMessage<>(
                "article",
                article.value(),
                0,
                new ChangesRequested(
                        article, "Was it the whole night? ".repeat(20), new CommentId("comment-" + number)),
                act.asMap(),
                "event-" + number,
                act.at());
        DefaultUnitOfWork.startAndGet(null).executeWithResult(() -> {
            ledger.events().publish(event);
            return null;
        });
    }
}
