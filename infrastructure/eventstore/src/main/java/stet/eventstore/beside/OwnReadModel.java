package stet.eventstore.beside;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.eventstore.following.Follower;
import stet.eventstore.log.SqlLog;
import stet.eventstore.rebuilding.Difference;
import stet.eventstore.rebuilding.Digest;
import stet.eventstore.rebuilding.Rebuild;
import stet.eventstore.rebuilding.Rebuild.State;
import stet.eventstore.rebuilding.RebuildRefused;
import stet.eventstore.tables.TableSet;

/**
 * A read model whose sets are stores of this node, in numbered folders. One that is lost, broken or of another ledger is made again from
 * the first event. A rebuild reads into a store beside the one that serves, and serves once both are found to be equal.
 *
 * @param <S> what its stores are
 */
public final class OwnReadModel<S extends OwnStore> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnReadModel.class);
    private static final long LOOK = 1_000;
    /** A comparison begins once the rebuilt store is within so many places of the end. */
    private static final long CLOSE = 1_000;

    private static final Duration STILL = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final String STET = "stet";

    private final String name;
    private final int version;
    private final Folders folders;
    private final Function<@Nullable Path, S> opens;
    private final MakesFollowers make;
    private final Consumer<Follower> gone;
    private final SqlLog log;
    private final ScheduledExecutorService watch;
    private final List<Set<S>> retired = new ArrayList<>();
    private volatile Set<S> serving;
    private volatile @Nullable Set<S> built;
    private volatile @Nullable Rebuild last;
    private volatile boolean closing;
    /** Whether what serves was ever near the end of the ledger; before that it is being made, and is behind by no fault. */
    private volatile boolean current;
    /** Whether the last look failed; of the thread that looks. */
    private boolean unseen;

    /** Makes the follower that writes a store. */
    @FunctionalInterface
    public interface MakesFollowers {
        /** @param serves whether the store serves already, rather than being rebuilt */
        Follower of(String name, Object handler, TokenStore positions, boolean serves);
    }

    /** @param redaction the last one before it began to read; what was taken out since may stand in it */
    private record Set<S>(TableSet named, int version, long redaction, S store, Follower follower) {}

    /**
     * @param directory in which the folders lie, made if it is missing; null to keep everything in memory
     * @param opens opens the store in a folder, or an empty one where there is none; null for one in memory
     * @param gone told of each follower that was shut down for good
     */
    public OwnReadModel(
            String name,
            int version,
            @Nullable Path directory,
            Function<@Nullable Path, S> opens,
            MakesFollowers make,
            Consumer<Follower> gone,
            SqlLog log) {
        this.name = name;
        this.version = version;
        this.opens = opens;
        this.make = make;
        this.gone = gone;
        this.log = log;
        folders = new Folders(directory);
        watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("ledger-watch-" + name).daemon().factory());
        var noted = folders.noted();
        if (noted == null) {
            noted = new Folders.Noted(1, version, log.redaction(), null);
        }
        var number = noted.serving();
        folders.keep(noted);
        serving = opened(number, noted.servingVersion(), noted.servingRedaction(), true);
        var building = noted.building();
        if (building != null && building.version() == version) {
            var set = opened(building.number(), version, building.redaction(), false);
            built = set;
            last = rebuild(set, State.BUILDING, building.since(), building.by(), null, List.of());
        }
        note();
    }

    /** What is read from at the moment. */
    public S serving() {
        return serving.store();
    }

    /** The follower of what serves. */
    public Follower follower() {
        return serving.follower();
    }

    /** The follower of what serves, if its lag matters. */
    public Stream<Follower> followerOnceMade() {
        return current ? Stream.of(serving.follower()) : Stream.empty();
    }

    public Stream<Follower> followers() {
        var beside = built;
        return beside == null ? Stream.of(serving.follower()) : Stream.of(serving.follower(), beside.follower());
    }

    private Set<S> opened(int number, int madeBy, long redactedBefore, boolean serves) {
        var redaction = log.redaction();
        var named = TableSet.of(name, number);
        S store;
        try {
            store = opens.apply(folders.of(number));
            if (!OwnPositions.isOf(store, log.storedPositions())) {
                LOG.warn("What {} has on disk was made of another ledger, and is made again", name);
                store.close();
                folders.clear(number);
                store = opens.apply(folders.of(number));
            }
        } catch (OwnStore.Unreadable broken) {
            LOG.warn("What {} has on disk cannot be read, and is made again: {}", name, broken.getMessage());
            folders.clear(number);
            store = opens.apply(folders.of(number));
        }
        // An empty index has no rows of another version in it, so it counts as made by this one.
        var empty = store.position() == null;
        var by = empty ? version : madeBy;
        var follower = make.of(named.name(), store.handler(), new OwnPositions(store, log.storedPositions()), serves);
        return new Set<>(named, by, empty ? redaction : redactedBefore, store, follower);
    }

    public synchronized void start() {
        serving.follower().processor().start();
        var beside = built;
        if (beside != null) {
            beside.follower().processor().start();
        } else if (serving.version() != version) {
            LOG.info("Another version made what {} has on disk; it is made again beside that", name);
            begin(STET);
        }
        var _ = watch.scheduleWithFixedDelay(this::look, LOOK, LOOK, MILLISECONDS);
    }

    private void look() {
        if (closing) {
            return;
        }
        try {
            lookAfter();
            unseen = false;
        } catch (RuntimeException failed) {
            // It is logged once for an outage, because this runs every few seconds.
            if (!unseen) {
                LOG.warn("{} could not be seen to, which is tried again: {}", name, failed.toString());
            }
            unseen = true;
        }
    }

    private void lookAfter() {
        synchronized (this) {
            retired.forEach(this::dropped);
            retired.clear();
            if (serving.store().broken() != null) {
                serving = again(serving, true);
            }
            var beside = built;
            if (beside != null && beside.store().broken() != null) {
                built = again(beside, false);
            }
            renewIfRedacted();
        }
        current |= serving.follower().health(log.events().createHeadToken()).behind() <= CLOSE;
        var beside = built;
        if (beside != null
                && last != null
                && last.state() != State.DIFFERS
                && beside.follower().health(log.events().createHeadToken()).behind() <= CLOSE) {
            compare(beside);
        }
    }

    /** What words were taken out of is made again, and so is what was begun before that. */
    private void renewIfRedacted() {
        var redaction = log.redaction();
        var beside = built;
        if (serving.redaction() >= redaction || (beside != null && beside.redaction() >= redaction)) {
            return;
        }
        if (beside != null) {
            built = null;
            become(State.ABANDONED, null, List.of());
            note();
            dropped(beside);
        }
        LOG.info("Words were taken out of the ledger, so what {} has on disk is made again beside that", name);
        begin(STET);
    }

    /** Opens a store again that can no longer be written, as it was when it was last kept. */
    private Set<S> again(Set<S> set, boolean serves) {
        LOG.warn(
                "What {} has on disk is opened again: {}",
                name,
                String.valueOf(set.store().broken()));
        stopped(set);
        current &= !serves;
        var opened = opened(set.named().number(), set.version(), set.redaction(), serves);
        opened.follower().processor().start();
        return opened;
    }

    private void stopped(Set<S> set) {
        set.follower().processor().shutDown();
        gone.accept(set.follower());
        try {
            set.store().close();
        } catch (RuntimeException broken) {
            LOG.debug("A broken store was closed: {}", broken.toString());
        }
    }

    private void dropped(Set<S> set) {
        stopped(set);
        folders.clear(set.named().number());
    }

    // ---- What an administrator asks

    /** @throws RebuildRefused if one is under way */
    public synchronized void rebuild(String by) {
        var open = last;
        if (built != null && open != null) {
            throw new RebuildRefused("%s is being rebuilt already, since %s by %s; abandon that first"
                    .formatted(name, open.startedAt(), open.startedBy()));
        }
        begin(by);
        LOG.info("{} has {} rebuilt", by, name);
    }

    private void begin(String by) {
        var number = serving.named().number() + 1;
        while (retired.stream().map(set -> set.named().number()).toList().contains(number)) {
            number++;
        }
        folders.clear(number);
        var set = opened(number, version, log.redaction(), false);
        built = set;
        last = rebuild(set, State.BUILDING, Instant.now(), by, null, List.of());
        note();
        set.follower().processor().start();
    }

    /** @throws RebuildRefused if nothing is being rebuilt */
    public synchronized void abandon() {
        var beside = open();
        built = null;
        become(State.ABANDONED, null, List.of());
        note();
        dropped(beside);
    }

    /** @throws RebuildRefused if it has not been found to differ */
    public synchronized void accept() {
        var beside = open();
        if (last == null || last.state() != State.DIFFERS) {
            throw new RebuildRefused(
                    "What was rebuilt of %s has not been found to differ; it serves by itself once it is equal"
                            .formatted(name));
        }
        serve(beside);
    }

    private Set<S> open() {
        var beside = built;
        if (beside == null) {
            throw new RebuildRefused("%s is not being rebuilt".formatted(name));
        }
        return beside;
    }

    /** @return how it is being rebuilt, or how it last was since this start; empty if it was not */
    public Optional<Rebuild> rebuildOf() {
        var known = last;
        var beside = built;
        return known == null
                ? Optional.empty()
                : Optional.of(
                        beside == null
                                ? known
                                : rebuild(
                                        beside,
                                        known.state(),
                                        known.startedAt(),
                                        known.startedBy(),
                                        known.because(),
                                        known.differences()));
    }

    public Digest digest() {
        var set = serving;
        var source = set.follower().source();
        try {
            var place = Math.max(source.hold(), set.follower().position());
            reach(set, place);
            var contents = set.store().contents();
            source.lift();
            return Digest.of(name, place, contents.tables());
        } finally {
            source.lift();
        }
    }

    // ---- How it comes to serve

    private void compare(Set<S> beside) {
        var live = serving;
        OwnStore.Contents now;
        OwnStore.Contents rebuilt;
        try {
            // To be compared, both must have read as much, so the one that is behind goes on to where the other stands.
            var place = Math.max(
                    Math.max(live.follower().source().hold(), live.follower().position()),
                    Math.max(
                            beside.follower().source().hold(), beside.follower().position()));
            live.follower().source().raise(place);
            beside.follower().source().raise(place);
            if (!reach(beside, place) || !reach(live, place)) {
                return;
            }
            if (live.version() != version || live.redaction() < beside.redaction()) {
                serve(beside);
                return;
            }
            synchronized (this) {
                if (!beside.equals(built)) {
                    return;
                }
                become(State.COMPARING, null, List.of());
            }
            now = live.store().contents();
            rebuilt = beside.store().contents();
        } finally {
            live.follower().source().lift();
            beside.follower().source().lift();
        }
        var differences = now.differences(rebuilt);
        synchronized (this) {
            if (!beside.equals(built)) {
                return;
            }
            if (differences.isEmpty()) {
                serve(beside);
            } else {
                become(State.DIFFERS, "It is not as what serves at the same place in the ledger", differences);
            }
        }
    }

    /** Whether a follower comes to a place in a while. */
    private boolean reach(Set<S> set, long place) {
        var until = System.nanoTime() + STILL.toNanos();
        while (set.follower().position() < place) {
            if (closing || set.follower().failing() || System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    private synchronized void serve(Set<S> beside) {
        if (!beside.equals(built)) {
            return;
        }
        var before = serving;
        serving = beside;
        built = null;
        become(State.SERVING, null, List.of());
        note();
        // Somebody may be reading from it still.
        retired.add(before);
        LOG.info("{} is read from {} from now on", name, beside.named().name());
    }

    private void become(State state, @Nullable String because, List<Difference> differences) {
        var known = last;
        var set = built == null ? serving : built;
        if (known != null) {
            last = rebuild(set, state, known.startedAt(), known.startedBy(), because, differences);
        }
    }

    private Rebuild rebuild(
            Set<S> set, State state, Instant begun, String by, @Nullable String because, List<Difference> differences) {
        var known = last;
        var done = set.follower().position();
        var all = log.end();
        var seconds = Math.max(1, Duration.between(begun, Instant.now()).toSeconds());
        var perSecond = state == State.BUILDING ? done / seconds : 0;
        return new Rebuild(
                name,
                known != null && state == State.ABANDONED
                        ? known.tables()
                        : set.named().name(),
                state,
                begun,
                by,
                known != null && known.state() == state ? known.since() : Instant.now(),
                Math.min(done, all),
                all,
                perSecond,
                perSecond == 0 ? null : (all - Math.min(done, all) + perSecond - 1) / perSecond,
                set.follower().failing(),
                set.follower().cause(),
                because,
                differences);
    }

    private void note() {
        var beside = built;
        var known = last;
        folders.note(new Folders.Noted(
                serving.named().number(),
                serving.version(),
                serving.redaction(),
                beside == null || known == null
                        ? null
                        : new Folders.Building(
                                beside.named().number(),
                                beside.version(),
                                beside.redaction(),
                                known.startedAt(),
                                known.startedBy())));
    }

    /** Ends the watch; the followers are to be stopped next, and then {@link #closeStores()}. */
    @Override
    public void close() {
        closing = true;
        watch.shutdown();
        try {
            var _ = watch.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps what was written, once nobody writes any more. */
    public synchronized void closeStores() {
        var all = new ArrayList<>(retired);
        all.add(serving);
        var beside = built;
        if (beside != null) {
            all.add(beside);
        }
        for (var set : all) {
            try {
                set.store().close();
            } catch (RuntimeException failed) {
                LOG.warn("What {} has on disk could not be closed: {}", name, failed.toString());
            }
        }
        folders.close();
    }
}
