package stet.eventstore;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;
import org.jspecify.annotations.Nullable;

/**
 * Brings to disk what H2 has committed, all that has come by then with one flush, and takes back space in its file. It is the only one
 * who does.
 *
 * <p>H2 stores its tables and indexes one after the other, and whoever writes meanwhile is found in some of them and not in others
 * after a crash. So what is to be stored is taken while nobody writes.
 */
final class Disk {
    /** Chunks of which less is in use are written anew, and a file of which less is in use is moved together. */
    private static final int USED_PERCENT = 75;

    private static final int REWRITTEN = 1 << 20;
    private static final int MOVED = 1 << 20;
    private static final long TIDIES_EVERY = MILLISECONDS.toNanos(250);

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final ReentrantReadWriteLock writing = new ReentrantReadWriteLock();

    /** Those that others may see already and that are not on disk. */
    private final AtomicInteger owed = new AtomicInteger();

    private volatile @Nullable Throwable failure;
    private long tidied = System.nanoTime();

    /** @param onDisk done when a flush that began after it was asked for has ended */
    private record Waiting(MVStore store, CompletableFuture<@Nullable Void> onDisk) {}

    /** What writes in the database. */
    interface Writing<T extends @Nullable Object> {
        T write() throws Throwable;
    }

    Disk() {
        // A thread that nobody has hold of is interrupted by nobody; an interrupt would close the file under all
        // others.
        Thread.ofPlatform().name("disk").daemon().start(this::work);
    }

    /** Writes at no moment at which it would be stored in part. */
    <T extends @Nullable Object> T write(MVStore store, Writing<T> what) throws Throwable {
        // Past a flush that waits: it may be waiting for somebody who waits for a row that this one has locked.
        if (!writing.readLock().tryLock()) {
            writing.readLock().lock();
        }
        try {
            return what.write();
        } finally {
            writing.readLock().unlock();
            if (store.getUnsavedMemory() > store.getAutoCommitMemory() / 4 && queue.isEmpty()) {
                // Before there is so much of it that H2 begins to store by itself.
                queue.add(new Waiting(store, new CompletableFuture<>()));
            }
        }
    }

    void owes() {
        owed.incrementAndGet();
    }

    void paid() {
        owed.decrementAndGet();
    }

    /** Whether somebody may have read what is not on disk yet. */
    boolean behind() {
        return owed.get() > 0 || failure != null;
    }

    /** Whether the last flush failed. */
    boolean failed() {
        return failure != null;
    }

    /**
     * Waits until everything that has been committed by now is on disk.
     *
     * @throws NotKnownWhetherKept if the disk did not take it
     */
    void keep(MVStore store) {
        var waiting = new Waiting(store, new CompletableFuture<>());
        queue.add(waiting);
        try {
            var _ = waiting.onDisk().join();
        } catch (CompletionException e) {
            throw new NotKnownWhetherKept(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private void work() {
        @Nullable MVStore last = null;
        while (true) {
            var batch = new ArrayList<Waiting>();
            try {
                var first = queue.poll(1, SECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch);
                } else if (last != null && !last.isClosed() && last.hasUnsavedChanges()) {
                    // The readers', for whom nobody waits.
                    batch.add(new Waiting(last, new CompletableFuture<>()));
                }
            } catch (InterruptedException nobodyDoes) {
                continue;
            }
            // One database, but for the moment in which a failed one is opened again.
            Map<MVStore, List<Waiting>> stores = new HashMap<>();
            for (var each : batch) {
                stores.computeIfAbsent(each.store(), store -> new ArrayList<>()).add(each);
                last = each.store();
            }
            stores.forEach(this::flush);
            if (last != null && failure == null && System.nanoTime() - tidied > TIDIES_EVERY) {
                tidy(last, batch.isEmpty());
                tidied = System.nanoTime();
            }
        }
    }

    private void flush(MVStore store, List<Waiting> waiting) {
        try {
            take(store);
            // Not the store's own sync: that does not wait for what is still on its way to the file.
            store.executeFilestoreOperation(() -> store.getFileStore().sync());
            failure = null;
            waiting.forEach(each -> each.onDisk().complete(null));
        } catch (Throwable e) {
            failure = e;
            waiting.forEach(each -> each.onDisk().completeExceptionally(e));
        }
    }

    private void take(MVStore store) {
        writing.writeLock().lock();
        try {
            if (store.tryCommit() < 0 && store.hasUnsavedChanges()) {
                store.commit();
            }
        } finally {
            writing.writeLock().unlock();
        }
    }

    private void tidy(MVStore store, boolean idle) {
        if (store.isClosed()) {
            return;
        }
        try {
            store.compact(USED_PERCENT, REWRITTEN);
            if (idle && store.getFileStore() instanceof RandomAccessStore file && file.getFillRate() < USED_PERCENT) {
                writing.writeLock().lock();
                try {
                    file.compactMoveChunks(USED_PERCENT, MOVED, store);
                } finally {
                    writing.writeLock().unlock();
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
