package stet.eventstore.rebuilding;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import stet.eventstore.following.Follower;
import stet.eventstore.tables.Migrations;
import stet.eventstore.tables.RenamingDataSource;
import stet.eventstore.tables.TableSet;

/** A read model on this node: which of its sets of tables serves, and the follower of each set that is written here. */
final class ReadModel {
    private static final Duration PACE_OVER = Duration.ofSeconds(10);
    private static final Duration PACE_AT_LEAST_OVER = Duration.ofMillis(500);

    private final String name;
    private final int version;
    private final Function<JdbcOperations, Object> handler;
    private final DataSource database;
    private final MakesFollowers make;
    private final Map<Integer, Follower> followers = new ConcurrentHashMap<>();
    private final Deque<Sample> pace = new ArrayDeque<>();
    private volatile TableSet serving;

    private record Sample(long nanos, int set, long place) {}

    ReadModel(
            String name,
            int version,
            Function<JdbcOperations, Object> handler,
            DataSource database,
            MakesFollowers make,
            TableSet serving) {
        this.name = name;
        this.version = version;
        this.handler = handler;
        this.database = database;
        this.make = make;
        this.serving = serving;
    }

    String name() {
        return name;
    }

    /** Another one for every version of it that makes something else of the same events. */
    int version() {
        return version;
    }

    /** The set that is read from on this node. */
    TableSet serving() {
        return serving;
    }

    void serve(TableSet set) {
        serving = set;
    }

    Collection<Follower> followers() {
        return followers.values();
    }

    /** The follower that writes this set, if there is one on this node. */
    @Nullable
    Follower existing(TableSet set) {
        return followers.get(set.number());
    }

    /** The follower that writes this set; the first time, it is made, after the set's tables. */
    Follower follower(TableSet set) {
        return followers.computeIfAbsent(set.number(), _ -> {
            Migrations.run(database, set);
            var tables = new JdbcTemplate(new RenamingDataSource(database, () -> set));
            return make.of(set, handler.apply(tables), set.number() == serving.number());
        });
    }

    Follower running(TableSet set) {
        var follower = follower(set);
        if (!follower.processor().isRunning()) {
            follower.processor().start();
        }
        return follower;
    }

    /** Shuts the follower of this set down for good; it is returned if there was one. */
    @Nullable
    Follower stop(TableSet set) {
        var follower = followers.remove(set.number());
        if (follower != null) {
            follower.processor().shutDown();
        }
        return follower;
    }

    /** How many places a set has read in a second, over the last ten seconds in which anybody asked. */
    synchronized long pace(int set, long place) {
        var now = System.nanoTime();
        pace.removeIf(sample -> sample.set() != set || now - sample.nanos() > PACE_OVER.toNanos());
        var first = pace.peekFirst();
        pace.addLast(new Sample(now, set, place));
        return first == null || now - first.nanos() < PACE_AT_LEAST_OVER.toNanos()
                ? 0
                : Math.max(0, place - first.place()) * 1_000_000_000L / (now - first.nanos());
    }
}
