package stet.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.jdbc.db.EagerSlickDatabase;
import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import org.apache.pekko.persistence.jdbc.db.SlickDatabaseProvider;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.springframework.jdbc.core.simple.JdbcClient;
import scala.Option;
import slick.jdbc.H2Profile$;
import slick.jdbc.JdbcProfile;
import slick.jdbc.PostgresProfile$;
import slick.util.AsyncExecutor;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleEvent;
import stet.domain.article.Happened;
import stet.domain.article.Workflow;
import stet.domain.events.StoredNames;
import stet.eventstore.shapes.DomainJson;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Pekko Persistence on its JDBC journal: an actor for each article that is being worked on, with its state in memory. */
final class Pekko implements Contestant.EventSourced {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int AT_ONCE = 500;

    private final Pool database;
    private final boolean h2;
    private final ActorSystem<SpawnProtocol.Command> system;
    private final Map<ArticleId, ActorRef<Asked>> actors =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ArticleId, ActorRef<Asked>> eldest) {
                    if (size() > Remembered.MOST) {
                        eldest.getValue().tell(new Leave());
                        return true;
                    }
                    return false;
                }
            });

    Pekko(Database address) {
        database = address.open();
        h2 = address.isH2();
        if (JdbcClient.create(database)
                .sql("SELECT count(*) FROM information_schema.tables WHERE table_name = 'event_journal'")
                .query(Long.class)
                .single()
                .equals(0L)) {
            Database.run(database, schema(h2 ? "h2" : "postgres"));
        }
        Slick.OPEN.set(database);
        var profile = h2 ? "slick.jdbc.H2Profile$" : "slick.jdbc.PostgresProfile$";
        system = ActorSystem.create(
                SpawnProtocol.create(),
                "articles",
                ConfigFactory.parseString("""
                        pekko {
                          loglevel = WARNING
                          actor {
                            serializers.stet = "stet.benchmarks.Pekko$AsJson"
                            serialization-bindings { "stet.domain.article.Happened" = stet }
                          }
                          persistence.journal.plugin = "jdbc-journal"
                        }
                        pekko-persistence-jdbc.database-provider-fqcn = "stet.benchmarks.Pekko$Slick"
                        jdbc-journal.slick.profile = "%s"
                        """.formatted(profile)).withFallback(ConfigFactory.load()));
    }

    private static String schema(String product) {
        var name = "/schema/%s/%s-create-schema.sql".formatted(product, product);
        try (var file = Objects.requireNonNull(Pekko.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an article's actor is told. */
    private sealed interface Asked {}

    private record Do(ArticleCommand command, Act act, ActorRef<StatusReply<Done>> replyTo) implements Asked {}

    private record Keep(List<Happened> history, ActorRef<StatusReply<Done>> replyTo) implements Asked {}

    private record Leave() implements Asked {}

    private static final class Kept extends EventSourcedBehavior<Asked, Happened, Folded> {
        Kept(ArticleId id) {
            super(PersistenceId.of("article", id.value()));
        }

        @Override
        public Folded emptyState() {
            return new Folded();
        }

        @Override
        public CommandHandler<Asked, Happened, Folded> commandHandler() {
            return newCommandHandlerBuilder()
                    .forAnyState()
                    .onCommand(Do.class, this::decide)
                    .onCommand(
                            Keep.class,
                            keep -> Effect()
                                    .persist(keep.history())
                                    .thenRun(done -> keep.replyTo().tell(StatusReply.ack())))
                    .onCommand(Leave.class, leave -> Effect().stop())
                    .build();
        }

        private Effect<Happened, Folded> decide(Folded folded, Do asked) {
            try {
                var happened = Workflow.decide(folded.article(), asked.command(), asked.act(), Story.NEWSROOM).stream()
                        .map(event -> new Happened(event, asked.act()))
                        .toList();
                return Effect()
                        .persist(happened)
                        .thenRun(done -> asked.replyTo().tell(StatusReply.ack()));
            } catch (Refused refused) {
                return Effect().none().thenRun(none -> asked.replyTo().tell(StatusReply.error(refused)));
            }
        }

        @Override
        public EventHandler<Folded, Happened> eventHandler() {
            return (folded, happened) -> {
                folded.add(happened);
                return folded;
            };
        }
    }

    /** The same JSON as the others', after the instant and the author. */
    public static final class AsJson extends SerializerWithStringManifest {
        private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
        private static final JsonMapper JSON = DomainJson.mapper();

        @Override
        public int identifier() {
            return 59_000;
        }

        @Override
        public String manifest(Object happened) {
            return Raw.name(((Happened) happened).event());
        }

        @Override
        public byte[] toBinary(Object object) {
            var happened = (Happened) object;
            return String.join(
                            "\n",
                            Raw.time(happened.act()),
                            JSON.writeValueAsString(Raw.metaData(happened.act())),
                            JSON.writeValueAsString(happened.event()))
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Object fromBinary(byte[] bytes, String manifest) {
            var parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 3);
            var type = Objects.requireNonNull(StoredNames.eventOf(manifest));
            return new Happened(
                    (ArticleEvent) JSON.readValue(parts[2], type),
                    Act.from(JSON.readValue(parts[1], TEXTS), Instant.parse(parts[0])));
        }
    }

    /** Gives Slick the pool that all contestants have. */
    public static final class Slick implements SlickDatabaseProvider {
        static final AtomicReference<Pool> OPEN = new AtomicReference<>();

        private final SlickDatabase database;

        public Slick(org.apache.pekko.actor.ActorSystem system) {
            var open = Objects.requireNonNull(OPEN.get());
            JdbcProfile profile = open.isH2() ? H2Profile$.MODULE$ : PostgresProfile$.MODULE$;
            var connections = open.most();
            database = new EagerSlickDatabase(
                    slick.jdbc.JdbcBackend$.MODULE$
                            .Database()
                            .forDataSource(
                                    open,
                                    Option.apply(connections),
                                    AsyncExecutor.apply("articles", connections, connections, 10_000, connections),
                                    true),
                    profile);
        }

        @Override
        public SlickDatabase database(Config config) {
            return database;
        }
    }

    private ActorRef<Asked> actor(ArticleId id) {
        var known = actors.get(id);
        if (known != null) {
            return known;
        }
        Behavior<Asked> behavior = new Kept(id);
        CompletionStage<ActorRef<Asked>> spawned = AskPattern.ask(
                system,
                replyTo -> new SpawnProtocol.Spawn<>(behavior, "", Props.empty(), replyTo),
                PATIENCE,
                system.scheduler());
        var actor = spawned.toCompletableFuture().join();
        actors.put(id, actor);
        return actor;
    }

    @Override
    public void send(ArticleCommand command, Act act) {
        var _ = AskPattern.<Asked, Done>askWithStatus(
                        actor(command.articleId()),
                        replyTo -> new Do(command, act, replyTo),
                        PATIENCE,
                        system.scheduler())
                .toCompletableFuture()
                .join();
    }

    @Override
    public void append(ArticleId article, List<Happened> history) {
        for (var from = 0; from < history.size(); from += AT_ONCE) {
            var some = List.copyOf(history.subList(from, Math.min(history.size(), from + AT_ONCE)));
            var _ = AskPattern.<Asked, Done>askWithStatus(
                            actor(article), replyTo -> new Keep(some, replyTo), PATIENCE, system.scheduler())
                    .toCompletableFuture()
                    .join();
        }
    }

    @Override
    public void forget() {
        List<ActorRef<Asked>> all;
        synchronized (actors) {
            all = List.copyOf(actors.values());
            actors.clear();
        }
        all.forEach(actor -> actor.tell(new Leave()));
    }

    @Override
    public List<String> stored(ArticleId article) {
        var sql = h2
                ? "SELECT \"event_payload\" FROM \"event_journal\" WHERE \"persistence_id\" = ? ORDER BY \"sequence_number\""
                : "SELECT event_payload FROM event_journal WHERE persistence_id = ? ORDER BY sequence_number";
        return JdbcClient.create(database)
                .sql(sql)
                .params("article|" + article.value())
                .query((row, n) -> new String(row.getBytes(1), StandardCharsets.UTF_8).split("\n", 3)[2])
                .list();
    }

    @Override
    public DataSource database() {
        return database;
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        database.close();
    }
}
