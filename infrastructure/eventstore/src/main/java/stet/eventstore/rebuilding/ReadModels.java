package stet.eventstore.rebuilding;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import stet.eventstore.answers.Progress;
import stet.eventstore.following.Follower;
import stet.eventstore.rebuilding.Rebuild.State;
import stet.eventstore.tables.RenamingDataSource;
import stet.eventstore.tables.TableSet;

/**
 * The read models of this node. The database says what each set of tables is for; every node looks there once a second, and runs a
 * follower for each set that is written. The claim on a follower lets only one node read with it, and that node compares and switches.
 */
public final class ReadModels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final DataSource database;
    private final Moments moments;
    private final SetRegistry sets;
    private final Progress progress;
    private final Supplier<@Nullable TrackingToken> head;
    private final MakesFollowers make;
    private final Consumer<Follower> gone;
    private final Duration grace;
    private final Map<String, Entry> models = Collections.synchronizedMap(new LinkedHashMap<>());
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-rebuild-watch").daemon().factory());
    private volatile boolean watching;
    private volatile boolean closing;

    /** A read model and what switches it to another set of tables. */
    private static final class Entry {
        final ReadModel model;
        final Cutover cutover;
        /** Whether the log says already that looking after it fails. */
        volatile boolean reported;

        Entry(ReadModel model, Cutover cutover) {
            this.model = model;
            this.cutover = cutover;
        }
    }

    /**
     * @param head the position of the end of the ledger
     * @param gone told of each follower that was shut down for good
     * @param grace how long a set that serves no more is kept
     */
    public ReadModels(
            DataSource database,
            PlatformTransactionManager transactions,
            Progress progress,
            Supplier<@Nullable TrackingToken> head,
            MakesFollowers make,
            Consumer<Follower> gone,
            Duration grace) {
        this.database = database;
        this.moments = new Moments(database);
        this.sets = new SetRegistry(database, transactions);
        this.progress = progress;
        this.head = head;
        this.make = make;
        this.gone = gone;
        this.grace = grace;
    }

    /** Has a read model follow the ledger; its handler is made once for each set of tables, on the database in which it writes. */
    public void add(String name, int version, Function<JdbcOperations, Object> handler) {
        var first = TableSet.of(name, 1);
        sets.first(name, version);
        var serving = sets.of(name).stream()
                .filter(row -> row.state() == State.SERVING)
                .map(SetRegistry.Row::set)
                .reduce(first, (_, later) -> later);
        var model = new ReadModel(name, version, handler, database, make, serving);
        progress.follow(model.follower(serving));
        models.put(name, new Entry(model, new Cutover(model, sets, moments, progress, () -> lookAfter(name))));
    }

    public boolean has(String name) {
        return models.containsKey(name);
    }

    public List<String> names() {
        return all().stream().map(entry -> entry.model.name()).toList();
    }

    private Entry entry(String name) {
        var entry = models.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("There is no read model '%s'".formatted(name));
        }
        return entry;
    }

    private List<Entry> all() {
        synchronized (models) {
            return List.copyOf(models.values());
        }
    }

    /** The followers of all sets of tables that are written on this node. */
    public Stream<Follower> followers() {
        return all().stream().flatMap(entry -> entry.model.followers().stream());
    }

    /** The followers of the sets that serve. */
    public Stream<Follower> serving() {
        return all().stream().map(entry -> entry.model.follower(entry.model.serving()));
    }

    /** The follower of the set that serves at the moment. */
    public Follower serving(String name) {
        var model = entry(name).model;
        return model.follower(model.serving());
    }

    /** Queries on whichever set serves at the time of each query. */
    public JdbcClient queries(String name) {
        var model = entry(name).model;
        return JdbcClient.create(new RenamingDataSource(database, model::serving));
    }

    public void start() {
        all().forEach(entry -> upgrade(entry.model));
        watching = true;
        look();
        var _ = watch.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), MILLISECONDS);
    }

    /**
     * Begins to make again what another version of the read model has made; the old tables serve until that is done. Only the start of
     * a program begins it, so that nodes of two versions do not take turns for ever.
     */
    private void upgrade(ReadModel model) {
        var rows = sets.of(model.name());
        if (rows.stream()
                .filter(row -> row.state() == State.SERVING || State.OPEN.contains(row.state()))
                .anyMatch(row -> row.isMadeBy(model.version()))) {
            return;
        }
        LOG.info(
                "Another version made what the tables of {} show; they are made again beside these, and serve when they are whole",
                model.name());
        try {
            rows.forEach(row -> sets.become(row.set(), State.OPEN, State.ABANDONED));
            sets.begin(model.name(), model.version(), SetRegistry.STET);
        } catch (RebuildRefused another) {
            LOG.info("Another node sees to {}: {}", model.name(), another.getMessage());
        }
    }

    private void look() {
        all().forEach(this::lookAfter);
    }

    private void lookAfter(String name) {
        lookAfter(entry(name));
    }

    /** Whatever fails here is tried again with the next look. */
    private void lookAfter(Entry entry) {
        if (watching && !closing) {
            try {
                look(entry);
                entry.reported = false;
            } catch (DataAccessResourceFailureException | CannotCreateTransactionException away) {
                // Lag logs, once, that the database cannot be reached.
            } catch (RuntimeException failed) {
                if (entry.reported) {
                    return;
                }
                entry.reported = true;
                LOG.warn(
                        "The tables of {} could not be seen to, which is tried again: {}",
                        entry.model.name(),
                        failed.toString());
            }
        }
    }

    private void look(Entry entry) {
        synchronized (entry.model) {
            for (var row : sets.of(entry.model.name())) {
                if (!row.dropped()) {
                    look(entry, row);
                }
            }
        }
    }

    private void look(Entry entry, SetRegistry.Row row) {
        var model = entry.model;
        var set = row.set();
        if (State.OPEN.contains(row.state()) && !row.isMadeBy(model.version())) {
            // What is to become the work of one version is written by nodes of that version alone.
            stop(model, set);
            return;
        }
        switch (row.state()) {
            case SERVING -> {
                progress.follow(model.running(set));
                if (!set.equals(model.serving())) {
                    LOG.info("{} is read from the tables {}… from now on", model.name(), set.prefix());
                    model.serve(set);
                }
            }
            case BUILDING, COMPARING -> {
                var follower = model.running(set);
                model.pace(set.number(), reached(set, follower));
                if (follower.isHere() && !follower.failing()) {
                    entry.cutover.compareOnceClose(follower, set, head);
                }
            }
            case DIFFERS -> progress.unfollow(model.running(set));
            case RETIRED -> {
                // Other nodes may not have noticed yet, and still read from this set.
                if (row.seconds() < grace.dividedBy(2).toSeconds()) {
                    progress.unfollow(model.running(set));
                } else {
                    stop(model, set);
                }
                if (row.seconds() >= grace.toSeconds()) {
                    sets.drop(set);
                }
            }
            case ABANDONED -> {
                stop(model, set);
                if (row.seconds() >= Math.min(grace.toSeconds(), 3 * LOOK.toSeconds())) {
                    sets.drop(set);
                }
            }
        }
    }

    private void stop(ReadModel model, TableSet set) {
        var follower = model.stop(set);
        if (follower != null) {
            progress.unfollow(follower);
            gone.accept(follower);
        }
    }

    // ---- What an administrator asks

    /** @throws RebuildRefused if one is under way */
    public void rebuild(String name, String by) {
        var entry = entry(name);
        sets.begin(name, entry.model.version(), by);
        LOG.info("{} has {} rebuilt", by, name);
        lookAfter(entry);
    }

    /**
     * Has all of them made again since what was made of the ledger must not be shown much longer; what serves until then is not compared
     * with. Joins the caller's transaction.
     */
    public void renew() {
        all().forEach(entry -> sets.renew(entry.model.name(), entry.model.version()));
    }

    /** @throws RebuildRefused if nothing is being rebuilt, or it has to be */
    public void abandon(String name) {
        var entry = entry(name);
        var open = open(name);
        if (open.begunBy().equals(SetRegistry.REDACTION)) {
            throw new RebuildRefused(
                    "%s is made again since words were taken out of the record; what serves shows them until that is done"
                            .formatted(name));
        }
        if (!sets.become(open.set(), State.OPEN, State.ABANDONED)) {
            throw nothingOpen(name);
        }
        lookAfter(entry);
    }

    /** @throws RebuildRefused if the rebuilt set has not been found to differ */
    public void accept(String name) {
        var entry = entry(name);
        var open = open(name);
        if (!sets.serve(open.set(), Set.of(State.DIFFERS))) {
            throw new RebuildRefused(
                    "The rebuilt tables of %s have not been found to differ; they serve by themselves once they are equal"
                            .formatted(name));
        }
        lookAfter(entry);
    }

    private SetRegistry.Row open(String name) {
        return sets.of(name).stream()
                .filter(row -> State.OPEN.contains(row.state()))
                .findFirst()
                .orElseThrow(() -> nothingOpen(name));
    }

    private static RebuildRefused nothingOpen(String name) {
        return new RebuildRefused("%s is not being rebuilt".formatted(name));
    }

    public Digest digest(String name) {
        var set = entry(name).model.serving();
        try (var moment = moments.take(set)) {
            return new Comparison(moment, () -> closing).digest(set);
        }
    }

    /** The last rebuild, whatever became of it; empty if there never was one. */
    public Optional<Rebuild> rebuildOf(String name) {
        var entry = entry(name);
        var last = sets.of(name).getLast();
        return last.set().number() == 1 ? Optional.empty() : Optional.of(rebuild(entry, last));
    }

    /** The rebuild that is under way; empty if there is none. */
    public Optional<Rebuild> openRebuildOf(String name) {
        var entry = entry(name);
        var last = sets.of(name).getLast();
        return State.OPEN.contains(last.state()) ? Optional.of(rebuild(entry, last)) : Optional.empty();
    }

    /**
     * The place that a set has reached. A stored position lags behind where the last events do not concern the read model, so it is used
     * only if another node reads.
     */
    private long reached(TableSet set, @Nullable Follower follower) {
        return follower != null && follower.isHere() ? follower.position() : moments.placeOf(set);
    }

    private Rebuild rebuild(Entry entry, SetRegistry.Row row) {
        var model = entry.model;
        var follower = model.existing(row.set());
        var done = reached(row.set(), follower);
        var all = moments.head();
        var building = row.state() == State.BUILDING;
        var trouble = row.state() == State.COMPARING ? entry.cutover.trouble() : null;
        var perSecond = building ? model.pace(row.set().number(), done) : 0;
        return new Rebuild(
                model.name(),
                row.set().name(),
                row.state(),
                row.begunAt(),
                row.begunBy(),
                row.since(),
                Math.min(done, all),
                all,
                perSecond,
                !building || perSecond == 0 ? null : (all - Math.min(done, all) + perSecond - 1) / perSecond,
                trouble != null || (follower != null && follower.failing()),
                trouble != null || follower == null ? trouble : follower.cause(),
                row.because(),
                row.differences());
    }

    @Override
    public void close() {
        closing = true;
        all().forEach(entry -> entry.cutover.close());
        watch.shutdown();
        try {
            watch.awaitTermination(1, MINUTES);
            for (var entry : all()) {
                entry.cutover.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
