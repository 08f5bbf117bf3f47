package stet.eventstore;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import stet.eventstore.Rebuild.State;

/**
 * The read models and their sets of tables. What is to be done with each set stands in the database; every node looks there once a
 * second, and runs the readers that are named there. Only one of the nodes comes to read with each of them, and that one compares and
 * switches.
 */
final class ReadModels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Within so many places of each other, two sets come to the same place in a moment. */
    private static final long CLOSE = 1000;
    /** For so long one of them is held at its place at a time; well under the two seconds after which H2 gives up on a lock. */
    private static final Duration HOLD = Duration.ofMillis(800);

    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration PACE = Duration.ofSeconds(10);
    /** One that has not moved for so long, while the other has nothing left to read, is stuck. */
    private static final Duration STUCK = Duration.ofSeconds(10);

    private final DataSource database;
    private final Product product;
    private final Sets sets;
    private final Progress progress;
    private final Supplier<@Nullable TrackingToken> head;
    private final Readers make;
    private final Consumer<Reader> gone;
    private final Duration grace;
    private final Map<String, Model> models = Collections.synchronizedMap(new LinkedHashMap<>());
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-rebuild-watch").daemon().factory());
    private volatile boolean watching;
    private volatile boolean closing;

    /** Makes what reads the ledger into a set of tables. */
    interface Readers {
        Reader of(TableSet set, Object handler, boolean serves);
    }

    /** A read model on this node. */
    private final class Model {
        final String name;
        final Function<JdbcOperations, Object> handler;
        final Map<Integer, Reader> readers = new ConcurrentHashMap<>();
        final Deque<Sample> pace = new ArrayDeque<>();
        volatile TableSet serving;
        volatile @Nullable Thread comparing;
        /** Why the last comparison came to no end, or null. */
        volatile @Nullable String trouble;
        /** Whether it was said already that its tables cannot be seen to. */
        volatile boolean troubled;

        Model(String name, Function<JdbcOperations, Object> handler) {
            this.name = name;
            this.handler = handler;
            this.serving = TableSet.of(name, 1);
        }

        /** How many places have been read in a second, over the last ten in which anybody looked. */
        synchronized long pace(int set, long place) {
            var now = System.nanoTime();
            pace.removeIf(sample -> sample.set() != set || now - sample.nanos() > PACE.toNanos());
            var first = pace.peekFirst();
            pace.addLast(new Sample(now, set, place));
            return first == null || now - first.nanos() < LOOK.toNanos() / 2
                    ? 0
                    : Math.max(0, place - first.place()) * 1_000_000_000L / (now - first.nanos());
        }

        Reader reader(TableSet set) {
            return readers.computeIfAbsent(set.number(), _ -> {
                Migrations.run(database, set);
                var tables = new JdbcTemplate(new TablesOf(database, () -> set));
                return make.of(set, handler.apply(tables), set.number() == serving.number());
            });
        }
    }

    private record Sample(long nanos, int set, long place) {}

    ReadModels(
            DataSource database,
            Sets sets,
            Progress progress,
            Supplier<@Nullable TrackingToken> head,
            Readers make,
            Consumer<Reader> gone,
            Duration grace) {
        this.database = database;
        this.product = Product.of(database);
        this.sets = sets;
        this.progress = progress;
        this.head = head;
        this.make = make;
        this.gone = gone;
        this.grace = grace;
    }

    private Snapshot snapshot(TableSet... of) {
        return Snapshot.of(database, product, of);
    }

    void add(String name, Function<JdbcOperations, Object> handler) {
        var model = new Model(name, handler);
        sets.first(name);
        for (var row : sets.of(name)) {
            if (row.state() == State.SERVING) {
                model.serving = row.set();
            }
        }
        progress.follow(model.reader(model.serving));
        models.put(name, model);
    }

    boolean has(String name) {
        return models.containsKey(name);
    }

    List<String> names() {
        return all().stream().map(model -> model.name).toList();
    }

    private Model model(String name) {
        var model = models.get(name);
        if (model == null) {
            throw new IllegalArgumentException("There is no read model '%s'".formatted(name));
        }
        return model;
    }

    private List<Model> all() {
        synchronized (models) {
            return List.copyOf(models.values());
        }
    }

    Stream<Reader> readers() {
        return all().stream().flatMap(model -> model.readers.values().stream());
    }

    /** Those whose tables are asked. */
    Stream<Reader> serving() {
        return all().stream().map(model -> model.reader(model.serving));
    }

    /** Of the tables that serve at the moment. */
    Reader serving(String name) {
        var model = model(name);
        return model.reader(model.serving);
    }

    JdbcClient queries(String name) {
        var model = model(name);
        return JdbcClient.create(new TablesOf(database, () -> model.serving));
    }

    void start() {
        watching = true;
        look();
        var _ = watch.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), MILLISECONDS);
    }

    private void look() {
        all().forEach(this::seeTo);
    }

    /** What fails now is tried again with the next look. */
    private void seeTo(Model model) {
        if (watching && !closing) {
            try {
                look(model);
                model.troubled = false;
            } catch (DataAccessResourceFailureException | CannotCreateTransactionException away) {
                // Lag tells, once, that the database is away.
            } catch (RuntimeException failed) {
                if (model.troubled) {
                    return;
                }
                model.troubled = true;
                LOG.warn(
                        "The tables of {} could not be seen to, which is tried again: {}",
                        model.name,
                        failed.toString());
            }
        }
    }

    private void look(Model model) {
        synchronized (model) {
            for (var row : sets.of(model.name)) {
                if (!row.dropped()) {
                    look(model, row);
                }
            }
        }
    }

    private void look(Model model, Sets.Row row) {
        var set = row.set();
        switch (row.state()) {
            case SERVING -> {
                var reader = running(model, set);
                progress.follow(reader);
                if (!set.equals(model.serving)) {
                    LOG.info("{} is read from the tables {}… from now on", model.name, set.prefix());
                    model.serving = set;
                }
            }
            case BUILDING, COMPARING -> {
                var reader = running(model, set);
                model.pace(set.number(), reached(set, reader));
                if (reader.isHere() && !reader.failing() && model.comparing == null) {
                    compareOnceItIsClose(model, reader, set);
                }
            }
            case DIFFERS -> progress.unfollow(running(model, set));
            case RETIRED -> {
                // Other nodes may not know yet, and show what they read here.
                if (row.seconds() < grace.dividedBy(2).toSeconds()) {
                    progress.unfollow(running(model, set));
                } else {
                    stop(model, set);
                }
                if (row.seconds() >= grace.toSeconds()) {
                    drop(set);
                }
            }
            case ABANDONED -> {
                stop(model, set);
                if (row.seconds() >= Math.min(grace.toSeconds(), 3 * LOOK.toSeconds())) {
                    drop(set);
                }
            }
        }
    }

    private static Reader running(Model model, TableSet set) {
        var reader = model.reader(set);
        if (!reader.processor().isRunning()) {
            reader.processor().start();
        }
        return reader;
    }

    private void stop(Model model, TableSet set) {
        var reader = model.readers.remove(set.number());
        if (reader != null) {
            progress.unfollow(reader);
            reader.processor().shutDown();
            gone.accept(reader);
        }
    }

    /** A drop that is cut short is begun again by whoever looks next, so the note that it is done comes last. */
    private void drop(TableSet set) {
        var tables = new JdbcTemplate(database);
        // Whoever is still reading is not waited for: there will be another look.
        tables.setQueryTimeout(2);
        var sql = JdbcClient.create(tables);
        sql.sql("DELETE FROM ledger_token WHERE processor_name = ?")
                .param(set.name())
                .update();
        sql.sql("""
                SELECT table_name, table_type FROM information_schema.tables
                WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) LIKE ? ESCAPE '!'
                ORDER BY CASE WHEN table_type = 'VIEW' THEN 1 ELSE 2 END
                """)
                .param(set.prefix().replace("_", "!_") + "%")
                .query((row, _) -> "DROP %s IF EXISTS \"%s\""
                        .formatted(
                                row.getString("table_type")
                                                .toUpperCase(Locale.ROOT)
                                                .equals("VIEW")
                                        ? "VIEW"
                                        : "TABLE",
                                row.getString("table_name")))
                .list()
                .forEach(drop -> sql.sql(drop).update());
        sets.dropped(set);
        LOG.info("The tables {}… are dropped", set.prefix());
    }

    // ---- Comparing and switching

    private void compareOnceItIsClose(Model model, Reader built, TableSet set) {
        var last = head.get();
        if (built.status(last, null).behind() <= CLOSE) {
            var live = model.serving;
            model.comparing = Thread.ofPlatform()
                    .name("ledger-compare-" + set.name())
                    .start(() -> {
                        try {
                            compare(model, live, set, built);
                            model.trouble = null;
                        } catch (CancellationException stopped) {
                            // It is begun again by whoever looks next.
                        } catch (RuntimeException failed) {
                            model.trouble = "It could not be compared: " + failed.getMessage();
                            LOG.warn(
                                    "{} could not be compared, which is tried again: {}",
                                    set.name(),
                                    failed.toString());
                        } finally {
                            synchronized (model) {
                                model.comparing = null;
                            }
                        }
                    });
        }
    }

    private void compare(Model model, TableSet live, TableSet set, Reader built) {
        if (!sets.become(set, Set.of(State.BUILDING, State.COMPARING), State.COMPARING)) {
            return;
        }
        // Whoever waits for a command sees it on either side of the switch.
        progress.follow(built);
        var moved = System.nanoTime();
        var at = -1L;
        while (wanted(model, built)) {
            try (var moment = meet(live, set, model, built)) {
                if (moment != null) {
                    finish(model, live, set, new Comparison(moment, () -> !wanted(model, built)));
                    return;
                }
            }
            try (var now = snapshot()) {
                var place = now.position(live).place();
                if (place != at || place >= now.position(set).place()) {
                    at = place;
                    moved = System.nanoTime();
                } else if (System.nanoTime() - moved > STUCK.toNanos()) {
                    sets.become(
                            set,
                            Set.of(State.COMPARING),
                            State.DIFFERS,
                            "What serves stands still at place %d of %d and cannot be compared with"
                                    .formatted(place, now.head()),
                            List.of());
                    return;
                }
            }
        }
        if (!closing) {
            sets.become(set, Set.of(State.COMPARING), State.BUILDING);
        }
    }

    /** Not when the program ends, when somebody has abandoned it, or while it cannot get past an event. */
    private boolean wanted(Model model, Reader built) {
        return !closing && !built.failing() && model.readers.containsValue(built);
    }

    /**
     * A moment at which both have read the same, or null if there was none. The one that is being built waits where it is until the
     * other has passed; then that is held for as long as the first needs to come to its very place, which is milliseconds.
     */
    private @Nullable Snapshot meet(TableSet live, TableSet set, Model model, Reader built) {
        var ceiling = built.ceiling();
        var waiting = ceiling.hold();
        var until = System.nanoTime() + 5 * HOLD.toNanos();
        try {
            var moment = momentOfBoth(live, set, built);
            while (moment == null && wanted(model, built) && System.nanoTime() < until) {
                LockSupport.parkNanos(PAUSE.toNanos());
                moment = sets.holding(live, () -> {
                    var place = placeOf(live);
                    return place < Math.max(waiting, placeOf(set)) ? null : broughtTo(place, live, set, model, built);
                });
            }
            return moment;
        } finally {
            ceiling.lift();
        }
    }

    private @Nullable Snapshot broughtTo(long place, TableSet live, TableSet set, Model model, Reader built) {
        built.ceiling().raise(place);
        var until = System.nanoTime() + HOLD.toNanos();
        var moment = momentOfBoth(live, set, built);
        while (moment == null && wanted(model, built) && System.nanoTime() < until) {
            LockSupport.parkNanos(PAUSE.toNanos());
            moment = momentOfBoth(live, set, built);
        }
        return moment;
    }

    private long head() {
        try (var now = snapshot()) {
            return now.head();
        }
    }

    private long placeOf(TableSet set) {
        try (var now = snapshot()) {
            return now.position(set).place();
        }
    }

    private @Nullable Snapshot momentOfBoth(TableSet live, TableSet set, Reader built) {
        try (var now = snapshot()) {
            if (!same(now, live, set, built)) {
                return null;
            }
        }
        var moment = snapshot(live, set);
        if (same(moment, live, set, built)) {
            return moment;
        }
        moment.close();
        return null;
    }

    private boolean same(Snapshot moment, TableSet live, TableSet set, Reader built) {
        return moment.sameFor(
                moment.position(live),
                moment.position(set),
                event -> built.processor().eventHandlerInvoker().canHandleType(event));
    }

    private void finish(Model model, TableSet live, TableSet set, Comparison comparison) {
        var differences = comparison.between(live, set);
        if (differences.isEmpty()) {
            sets.serve(set, Set.of(State.COMPARING));
        } else {
            sets.become(
                    set,
                    Set.of(State.COMPARING),
                    State.DIFFERS,
                    "It is not as what serves at the same place in the ledger",
                    differences);
        }
        seeTo(model);
    }

    // ---- What an administrator asks

    void rebuild(String name, String by) {
        var model = model(name);
        sets.begin(name, by);
        LOG.info("{} has {} rebuilt", by, name);
        seeTo(model);
    }

    void abandon(String name) {
        var model = model(name);
        var open = open(name);
        if (!sets.become(open.set(), Sets.OPEN, State.ABANDONED)) {
            throw nothingOpen(name);
        }
        seeTo(model);
    }

    void accept(String name) {
        var model = model(name);
        var open = open(name);
        if (!sets.serve(open.set(), Set.of(State.DIFFERS))) {
            throw new RebuildRefused(
                    "The rebuilt tables of %s have not been found to differ; they serve by themselves once they are equal"
                            .formatted(name));
        }
        seeTo(model);
    }

    private Sets.Row open(String name) {
        return sets.of(name).stream()
                .filter(row -> Sets.OPEN.contains(row.state()))
                .findFirst()
                .orElseThrow(() -> nothingOpen(name));
    }

    private static RebuildRefused nothingOpen(String name) {
        return new RebuildRefused("%s is not being rebuilt".formatted(name));
    }

    Digest digest(String name) {
        var set = model(name).serving;
        try (var moment = snapshot(set)) {
            return new Comparison(moment, () -> closing).digest(set);
        }
    }

    Optional<Rebuild> rebuildOf(String name) {
        var model = model(name);
        var last = sets.of(name).getLast();
        if (last.set().number() == 1) {
            return Optional.empty();
        }
        return Optional.of(rebuild(model, last));
    }

    /** What it has stored may be behind, where the last events are none of its business; only another node has to go by that. */
    private long reached(TableSet set, @Nullable Reader reader) {
        return reader != null && reader.isHere() ? reader.position() : placeOf(set);
    }

    private Rebuild rebuild(Model model, Sets.Row row) {
        var reader = model.readers.get(row.set().number());
        var done = reached(row.set(), reader);
        var all = head();
        var building = row.state() == State.BUILDING;
        var trouble = row.state() == State.COMPARING ? model.trouble : null;
        var perSecond = building ? model.pace(row.set().number(), done) : 0;
        return new Rebuild(
                model.name,
                row.set().name(),
                row.state(),
                row.begunAt(),
                row.begunBy(),
                row.since(),
                Math.min(done, all),
                all,
                perSecond,
                !building || perSecond == 0 ? null : (all - Math.min(done, all) + perSecond - 1) / perSecond,
                trouble != null || (reader != null && reader.failing()),
                trouble != null || reader == null ? trouble : reader.cause(),
                row.because(),
                row.differences());
    }

    Map<String, Status> status(@Nullable TrackingToken head) {
        var status = new LinkedHashMap<String, Status>();
        for (var model : all()) {
            var last = sets.of(model.name).getLast();
            var open = Sets.OPEN.contains(last.state()) ? rebuild(model, last) : null;
            status.put(model.name, model.reader(model.serving).status(head, open));
        }
        return status;
    }

    @Override
    public void close() {
        closing = true;
        watch.shutdown();
        try {
            watch.awaitTermination(1, MINUTES);
            for (var model : all()) {
                var comparing = model.comparing;
                if (comparing != null) {
                    comparing.join();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
