package stet.web.wiring;

import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.desk.Desk;
import stet.desk.DeskProjection;
import stet.eventstore.DomainJson;
import stet.eventstore.Ledger;
import stet.eventstore.Migrations;
import stet.eventstore.Product;
import stet.eventstore.backup.Backup;
import stet.eventstore.backup.Restore;
import stet.history.History;
import stet.history.HistoryProjection;
import stet.interchange.Originals;
import stet.published.Published;
import stet.published.PublishedProjection;
import stet.workflow.Commands;
import stet.workflow.ScheduledPublications;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

/** The rooms, and what each is given. */
@Configuration(proxyBeanMethods = false)
class Wiring {
    /** Those whose tables are brought up to date before anything else happens; each has migrations of its own. */
    private static final List<String> ROOMS =
            List.of("eventstore", "workflow", "desk", "history", "published", "interchange", "people");

    /** As events and read models are stored: lenient, since an older program may meet a newer event. */
    private static final JsonMapper STORED = DomainJson.mapper();

    /** Readers see times where the newsroom is; the ledger keeps instants. */
    @Bean
    Clock clock() {
        return Clock.system(ZoneId.systemDefault());
    }

    /** The API shows the domain's values in the shapes in which they are stored. */
    @Bean
    JacksonModule domainShapes() {
        return DomainJson.module();
    }

    /** Whoever asks every few seconds whether Stet lives would fill the metrics and traces of what people do. */
    @Bean
    ObservationPredicate notOfProbes() {
        return (name, context) -> {
            var asked = context instanceof ServerRequestObservationContext request ? request.getCarrier() : null;
            return asked == null || !asked.getRequestURI().startsWith("/actuator");
        };
    }

    @Bean
    Ledger ledger(DataSource database, PlatformTransactionManager transactions, ObservationRegistry observations) {
        DataNotOpened.refuseOtherThanUtf8(database);
        Restore.refuseUnfinished(database);
        ROOMS.forEach(room -> Migrations.run(database, room));
        var ledger = Ledger.on(database, transactions).observations(observations);
        // A file of H2 has no other user; what a killed program held is free at once. On PostgreSQL another node may be
        // reading, and
        // to take its readers from it would have both read.
        return Product.of(database) == Product.H2 ? ledger.alone().build() : ledger.build();
    }

    @Bean
    Commands commands(
            Ledger ledger, JdbcClient jdbc, PlatformTransactionManager transactions, ObservationRegistry observations) {
        return new Commands(
                new ObservedCommands(ledger.commands(), observations),
                ledger.events(),
                ledger.parameters(),
                jdbc,
                new TransactionTemplate(transactions),
                STORED);
    }

    @Bean
    ScheduledPublications scheduledPublications(Commands commands, DataSource database, Clock clock) {
        return new ScheduledPublications(commands, database, clock, Duration.ofSeconds(1));
    }

    @Bean
    Newsroom newsroom(Ledger ledger, JdbcOperations jdbc, ScheduledPublications schedule) {
        ledger.readModel("desk", new DeskProjection(jdbc, STORED));
        ledger.readModel("history", new HistoryProjection(jdbc, STORED));
        ledger.readModel("published", new PublishedProjection(jdbc, STORED));
        ledger.processor("publications", schedule);
        return new Newsroom(ledger, schedule);
    }

    @Bean
    Backup backup(DataSource database, Ledger ledger, Newsroom named, Clock clock) {
        return new Backup(database, WhatIsKept.of(ledger), clock);
    }

    @Bean
    Desk desk(JdbcClient jdbc, Ledger migrated) {
        return new Desk(jdbc, STORED);
    }

    @Bean
    History history(JdbcClient jdbc, Ledger migrated) {
        return new History(jdbc, STORED);
    }

    @Bean
    Published published(JdbcClient jdbc, Ledger migrated) {
        return new Published(jdbc, STORED);
    }

    @Bean
    Originals originals(JdbcClient jdbc, Ledger migrated) {
        return new Originals(jdbc);
    }
}
