package stet.eventstore.following;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of Axon's coordinators, which hand events to followers. When a follower's queue is full, Axon's coordinator sleeps for a
 * tenth of a second, and under an unlucky timing for the whole of the ledger's idle time, although our followers empty the queue sooner.
 * So a coordinator whose stream had more to hand out when it went to sleep is run again after {@link #MOMENT} milliseconds.
 */
final class Coordinators extends ScheduledThreadPoolExecutor {
    private static final long MOMENT = 2;

    /** Whether the stream had more, as it last told the task that this thread runs. */
    private final ThreadLocal<Boolean> more = ThreadLocal.withInitial(() -> false);

    Coordinators(int threads, ThreadFactory factory) {
        super(threads, factory);
    }

    void told(boolean thereIsMore) {
        more.set(thereIsMore);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        more.set(false);
        super.beforeExecute(thread, task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return more.get() && unit.toMillis(delay) > MOMENT
                ? super.schedule(command, MOMENT, MILLISECONDS)
                : super.schedule(command, delay, unit);
    }
}
