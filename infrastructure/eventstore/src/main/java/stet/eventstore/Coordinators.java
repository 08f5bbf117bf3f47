package stet.eventstore;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads that hand events to the readers. Where a reader has as many events as it takes at a time, Axon looks for room again after a
 * tenth of a second, and if there is room just when it has decided so, after {@link Ledger.Builder#idle}. A reader of ours has been
 * through with them for long by then. So here, whoever has been told that there is more to hand out comes back for it in a moment.
 */
final class Coordinators extends ScheduledThreadPoolExecutor {
    private static final long MOMENT = 2;

    /** What the stream last said to the task that a thread runs. */
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
