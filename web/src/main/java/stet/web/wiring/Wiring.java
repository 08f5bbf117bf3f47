package stet.web.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.desk.Desk;
import stet.desk.DeskProjection;
import stet.desk.People;
import stet.desk.WorkOf;
import stet.domain.PersonId;
import stet.eventstore.Ledger;
import stet.eventstore.StoredEvents.Stored;
import stet.eventstore.backup.Backup;
import stet.eventstore.backup.Restore;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Migrations;
import stet.eventstore.tables.Product;
import stet.h2file.DurableDatabase;
import stet.history.History;
import stet.history.HistoryProjection;
import stet.interchange.Originals;
import stet.lookup.Search;
import stet.lookup.SearchProjection;
import stet.media.Pictures;
import stet.published.Archive;
import stet.published.Published;
import stet.published.PublishedProjection;
import stet.seal.SigningKeys;
import stet.sealing.Hashes;
import stet.sealing.Keys;
import stet.sealing.LastSigned;
import stet.sealing.Publicly;
import stet.sealing.Seal;
import stet.sealing.Sealer;
import stet.sealing.Verification;
import stet.sealing.Verifications;
import stet.sealing.Witnesses;
import stet.web.house.House;
import stet.web.http.Origin;
import stet.web.mail.Post;
import stet.web.operations.DataNotOpened;
import stet.web.operations.LedgerLifecycle;
import stet.web.operations.ObservedCommands;
import stet.web.operations.WhatIsKept;
import stet.web.operations.WitnessesNotUnderstood;
import stet.workflow.Commands;
import stet.workflow.ConfidentialSources;
import stet.workflow.LedgerChronicle;
import stet.workflow.Others;
import stet.workflow.PastStates;
import stet.workflow.Redaction;
import stet.workflow.Snapshots;
import stet.workflow.StandingOrders;
import stet.workflow.sealing.KeyFile;
import stet.workflow.sealing.NewsroomKeys;
import stet.workflow.sealing.SecretFile;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

/** The beans that the modules are made of, and what each of them is given. */
@Configuration(proxyBeanMethods = false)
class Wiring {
    /** The modules whose migrations run before anything else; the ledger runs those of the read models. */
    private static final List<String> ROOMS =
            List.of("eventstore", "workflow", "interchange", "media", "people", "presence", "seal");

    /** An article's words are put into the index whole, so several saves of one article cost as much as one; whoever searches waits less. */
    private static final Duration GATHERED_FOR_THE_INDEX = Duration.ofSeconds(1);

    /** A checkpoint is signed once for what came meanwhile; what has happened is sealed well within a second. */
    private static final Duration GATHERED_FOR_THE_SEAL = Duration.ofMillis(250);

    private static final String SEAL_KEYS = """
            # What Stet signs its history with (docs/seal.md). Whoever has this file can sign in the newsroom's name. Without it, the history goes
            # on under another key, and whoever verifies it must be told.
            # To use another key, add a line at the end (openssl rand -base64 32) and start Stet anew.
            """;

    /** The mapper for what is stored. It ignores unknown fields, since an older program may read an event of a newer one. */
    private static final JsonMapper STORED = DomainJson.mapper();

    /** Whoever reads the news sees times where the newsroom is; the ledger keeps instants. */
    @Bean
    Clock clock(House house) {
        return new NewsroomClock(house);
    }

    /** The API shows the domain's values in the shapes in which they are stored, and says what is empty. */
    @Bean
    JacksonModule domainShapes() {
        return DomainJson.answers();
    }

    /** Leaves health checks and server-sent events out of metrics and traces, which they would fill. */
    @Bean
    ObservationPredicate notOfProbes() {
        return (name, context) -> {
            var asked = context instanceof ServerRequestObservationContext request ? request.getCarrier() : null;
            return asked == null
                    || !(asked.getRequestURI().startsWith("/actuator")
                            || asked.getRequestURI().equals("/newsroom/live"));
        };
    }

    @Bean
    Ledger ledger(DataSource database, PlatformTransactionManager transactions, ObservationRegistry observations) {
        DataNotOpened.refuseOtherThanUtf8(database);
        Restore.refuseUnfinished(database);
        ROOMS.forEach(room -> Migrations.run(database, room));
        var options = Ledger.on(database, transactions)
                .snapshots(Snapshots.aggregate(), Snapshots.NAME, Snapshots.revision())
                .observations(observations);
        if (database instanceof DurableDatabase file) {
            options.followersWriteTo(file.withoutWaiting());
        }
        // No other program uses a file of H2, so the claims of a killed one are free at once. On PostgreSQL the
        // followers may run on another node, whose claims must not be taken.
        var ledger = Product.of(database) == Product.H2
                ? options.alone().build()
                : options.line(UnpooledConnections.to(database)).build();
        ledger.refuseUnknown();
        var chronicle = new LedgerChronicle(ledger, database);
        ledger.readModel("desk", DeskProjection.VERSION, tables -> new DeskProjection(tables, STORED, chronicle));
        ledger.readModel("history", HistoryProjection.VERSION, tables -> new HistoryProjection(tables, STORED));
        ledger.readModel("published", PublishedProjection.VERSION, tables -> new PublishedProjection(tables, STORED));
        return ledger;
    }

    /** Opened once the tables are there, and before anything is asked. */
    @Bean
    ConfidentialSources confidentialSources(
            Ledger migrated,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            @Value("${stet.keys.file}") String keys,
            @Value("${stet.keys.lost}") Set<String> lost) {
        return ConfidentialSources.open(
                jdbc, new TransactionTemplate(transactions), new KeyFile(Path.of(keys)), lost, migrated.isShared());
    }

    /** Those of the key file, which is there once the sources are open. */
    @Bean
    NewsroomKeys newsroomKeys(ConfidentialSources opened, @Value("${stet.keys.file}") String keys) {
        return new KeyFile(Path.of(keys)).read().orElseThrow();
    }

    /** The index of this node, in which the ledger has everything read that is said. */
    @Bean
    Search search(
            Ledger ledger,
            @Value("${stet.search.directory:}") String wanted,
            @Value("${spring.datasource.url}") String database) {
        var serving = ledger.ownReadModel(
                "search",
                SearchProjection.VERSION,
                IndexStore.directory(wanted, database),
                folder -> IndexStore.open(folder, STORED),
                GATHERED_FOR_THE_INDEX);
        return new Search(() -> serving.get().index(), STORED);
    }

    @Bean
    Commands commands(
            Ledger ledger,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ConfidentialSources sources,
            ObservationRegistry observations) {
        var commands = new Commands(
                new ObservedCommands(ledger.commands(), observations),
                ledger.events(),
                ledger.parameters(),
                jdbc,
                new TransactionTemplate(transactions),
                STORED,
                sources,
                new Others(ledger.isShared(), ledger::hearsOthers));
        ledger.whenOthersWrite(commands::othersWrote);
        return commands;
    }

    @Bean
    PastStates pastStates(Ledger ledger, DataSource database) {
        return new PastStates(ledger.events(), database);
    }

    /** Opened before anybody is answered: what was taken out since a backup that was restored is taken out again. */
    @Bean(initMethod = "again")
    Redaction redaction(
            Commands commands,
            PastStates past,
            Ledger ledger,
            DataSource database,
            Originals originals,
            Clock clock,
            @Value("${stet.keys.file}") String keys) {
        var hashes = new Redaction.Hashes() {
            @Override
            public String payload(Stored event, byte[] salt) {
                return Hashes.payload(event, salt);
            }

            @Override
            public String metaData(Stored event, byte[] salt) {
                return Hashes.metaData(event, salt);
            }
        };
        return new Redaction(
                commands,
                past,
                ledger,
                database,
                STORED,
                hashes,
                originals::destroy,
                new KeyFile(Path.of(keys)),
                clock);
    }

    @Bean
    StandingOrders standingOrders(Commands commands, Desk desk, DataSource database, Clock clock) {
        return new StandingOrders(
                commands, person -> workOfTheGone(desk, person), desk::resting, database, clock, Duration.ofSeconds(1));
    }

    /** The desk reads in the ledger's order, so once it knows that somebody left it knows all that they were given before. */
    private static Optional<List<StandingOrders.Given>> workOfTheGone(Desk desk, PersonId person) {
        return desk.people(new People()).people().stream()
                        .anyMatch(each -> each.id().equals(person) && !each.here())
                ? Optional.of(desk.work(new WorkOf(person)).given().stream()
                        .map(given -> new StandingOrders.Given(given.article(), given.role()))
                        .toList())
                : Optional.empty();
    }

    /** What checkpoints are signed with lies beside the keys of confidential sources, in a file of its own. */
    @Bean
    Keys sealKeys(
            Ledger migrated,
            JdbcClient jdbc,
            Clock clock,
            Origin origin,
            @Value("${stet.keys.file}") String keys,
            @Value("${stet.seal.ended}") String ended) {
        var file = new SecretFile(Path.of(keys + ".seal"), SEAL_KEYS, SigningKeys.LENGTH);
        return Keys.open(jdbc, origin.host(), file.read().orElseGet(file::make), ended, clock);
    }

    @Bean
    LastSigned lastSigned(DataSource database, Keys named, @Value("${stet.keys.file}") String keys) {
        return new LastSigned(database, named, Path.of(keys + ".seal"));
    }

    @Bean(initMethod = "start")
    Witnesses witnesses(
            DataSource database, Keys keys, Clock clock, @Value("${stet.seal.witnesses}") String witnesses) {
        return new Witnesses(database, keys, WitnessesNotUnderstood.read(witnesses), clock);
    }

    @Bean
    Seal sealOfTheHistory(DataSource database, Keys keys, Witnesses witnesses) {
        return new Seal(database, keys, witnesses);
    }

    @Bean(initMethod = "start")
    Verifications verifications(DataSource database, JdbcClient jdbc, Keys keys, Publicly publicly, Clock clock) {
        return new Verifications(jdbc, new Verification(database, keys, publicly, clock), clock);
    }

    @Bean(initMethod = "begin")
    Sealer sealer(
            DataSource database, Keys keys, Publicly publicly, LastSigned signed, Clock clock, MeterRegistry meters) {
        var lag = Timer.builder("stet.seal.lag")
                .description("How long after it happened an event was sealed")
                .register(meters);
        var started = clock.instant();
        // What was there before this start says how long the program did not run.
        return new Sealer(database, keys, publicly, signed, clock, (happened, after) -> {
            if (!happened.isBefore(started)) {
                lag.record(after);
            }
        });
    }

    @Bean
    LedgerLifecycle newsroom(Ledger ledger, Search followed, StandingOrders schedule, Post post, Sealer sealer) {
        ledger.keeper("seal", sealer, GATHERED_FOR_THE_SEAL);
        ledger.processor("publications", schedule);
        if (post.goes()) {
            ledger.processor("mail", post.arrivals());
        }
        return new LedgerLifecycle(ledger, schedule);
    }

    @Bean
    Backup backup(DataSource database, Ledger ledger, LedgerLifecycle named, Clock clock) {
        return new Backup(database, WhatIsKept.of(ledger), clock);
    }

    @Bean
    Desk desk(Ledger ledger, DataSource database) {
        return new Desk(ledger.queries("desk"), STORED, new LedgerChronicle(ledger, database));
    }

    @Bean
    History history(Ledger ledger) {
        return new History(ledger.queries("history"), STORED, () -> ledger.serving("history"));
    }

    @Bean
    Published published(Ledger ledger) {
        return new Published(ledger.queries("published"), STORED);
    }

    @Bean
    Archive archive(Ledger ledger) {
        return new Archive(ledger.queries("published"), STORED);
    }

    @Bean
    Pictures pictures(JdbcClient jdbc, Ledger migrated) {
        return new Pictures(jdbc);
    }

    @Bean
    Originals originals(JdbcClient jdbc, Ledger migrated) {
        return new Originals(jdbc);
    }
}
