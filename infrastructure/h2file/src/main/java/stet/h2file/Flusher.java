package stet.h2file;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Group commit for H2: one thread forces to disk everything that has been committed by then with one flush, and compacts the file. No
 * other thread stores anything, because H2's own background writer is turned off.
 *
 * <p>H2 stores its tables and indexes one after the other, so a write that comes in between would be in some of them and not in others
 * after a crash. That is why writes are held up while a version is taken.
 *
 * <p>A commit counts as kept only once two things have been checked: the last chunk in the file is at least as new as the version
 * taken, and the file was forced after that chunk was written. If either check fails, memory and disk may differ, and nobody can tell
 * how; so the first failure is final, and only a restart of the program reads the disk again.
 */
final class Flusher {
    /** A chunk is rewritten if less of it than this is in use, unless the whole file would shrink by less than {@link #WORTH_IT}. */
    private static final int USED_PERCENT = 75;

    private static final long WORTH_IT = 128 << 10;
    /** Compaction writes no more than this at once, because a small chunk fits into freed space and a large one only at the end. */
    private static final int COMPACT_AT_ONCE = 512 << 10;

    private static final long COMPACTS_EVERY = MILLISECONDS.toNanos(10);
    private static final long LOOKS_EVERY = MILLISECONDS.toNanos(100);
    private static final long STORES_EVERY = SECONDS.toNanos(1);

    /** Keys in the header of H2's file: whether it was closed cleanly, and which version the header points to. */
    private static final String CLEAN = "clean";

    private static final String VERSION = "version";

    private final ReentrantReadWriteLock writing = new ReentrantReadWriteLock();

    /** How many commits others may already see although they are not known to be on disk. */
    private final AtomicInteger unkept = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition flushed = lock.newCondition();
    /** How many flushes have been asked for. */
    private long asked;

    /** How many of them were answered by a flush that began after they were asked for. */
    private long kept;

    /** Whether so much is unsaved that a flush is due although nobody waits for one. */
    private boolean full;

    private @Nullable MVStore store;

    private volatile @Nullable Throwable failure;

    /** This and the next two are read and written by the flushing thread alone. */
    private long compacted = System.nanoTime();

    private boolean compacting;

    private long stored = System.nanoTime();

    /** A call that changes the database. */
    interface Writing<T extends @Nullable Object> {
        T write() throws Throwable;
    }

    Flusher() {
        // The thread is handed to nobody, so nobody can interrupt it: an interrupt closes the file channel for the
        // whole
        // program.
        Thread.ofPlatform().name("h2-flusher").daemon().start(this::work);
    }

    /** Runs a write while no version is being taken, so that no version contains half of it. */
    <T extends @Nullable Object> T write(MVStore into, Writing<T> what) throws Throwable {
        // tryLock overtakes a flush that waits for the lock. Queueing behind it could deadlock: it may wait for a
        // writer
        // that waits for a row that this one has locked.
        if (!writing.readLock().tryLock()) {
            writing.readLock().lock();
        }
        try {
            return what.write();
        } finally {
            writing.readLock().unlock();
            if (into.getUnsavedMemory() > into.getAutoCommitMemory() / 4) {
                // H2 stores by itself once there is more, so the flusher is called before that.
                flushSoon(into);
            }
        }
    }

    private void flushSoon(MVStore of) {
        lock.lock();
        try {
            store = of;
            full = true;
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }

    /** A commit is about to become visible before it is on disk; {@link #paid} takes that back. */
    void owes() {
        unkept.incrementAndGet();
    }

    void paid() {
        unkept.decrementAndGet();
    }

    /** Whether a reader may have seen something that is not on disk yet. */
    boolean behind() {
        return unkept.get() > 0 || failure != null;
    }

    /** The first failure, after which nothing is written any more; null while all is well. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Stops all writing for good. */
    void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    /**
     * Waits until everything that has been committed by now is on disk.
     *
     * @throws NotKnownWhetherKept if that has not been seen
     */
    void keep(MVStore of) {
        var interrupted = false;
        lock.lock();
        try {
            store = of;
            var mine = ++asked;
            wanted.signal();
            while (kept < mine && failure == null) {
                try {
                    // The flusher may fail for lack of memory and then be unable to signal; so this looks again every
                    // second.
                    var _ = flushed.await(1, SECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            var cause = failure;
            if (kept < mine && cause != null) {
                throw new NotKnownWhetherKept(cause);
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void work() {
        while (failure == null) {
            try {
                round();
            } catch (Throwable e) {
                fail(e);
            }
        }
    }

    private void round() throws IOException {
        long upTo;
        boolean answers;
        boolean mustFlush;
        @Nullable MVStore open;
        lock.lock();
        try {
            var patience = compacting ? COMPACTS_EVERY : LOOKS_EVERY;
            while (asked == kept && !full && patience > 0) {
                patience = wanted.awaitNanos(patience);
            }
            upTo = asked;
            answers = asked > kept;
            mustFlush = full;
            full = false;
            open = store;
        } catch (InterruptedException impossible) {
            return;
        } finally {
            lock.unlock();
        }
        if (open == null) {
            return;
        }
        if (answers) {
            flush(open);
            lock.lock();
            try {
                kept = upTo;
                flushed.signalAll();
            } finally {
                lock.unlock();
            }
        }
        try {
            housekeeping(open, mustFlush, !answers);
        } catch (IOException | RuntimeException e) {
            // While nobody waits, the pool may close the store; that is a failure only if the file was not closed
            // cleanly.
            if (!open.isClosed()
                    || !OrderedFile.closedCleanly(open.getFileStore().getFileName())) {
                throw e;
            }
            forget(open);
        }
    }

    private void housekeeping(MVStore open, boolean mustFlush, boolean idle) throws IOException {
        var now = System.nanoTime();
        if (idle && (mustFlush || now - stored > STORES_EVERY)) {
            flush(open);
        }
        if (now - compacted > COMPACTS_EVERY) {
            compacting = compact(open);
            if (compacting && idle) {
                // Each piece is flushed by itself, because otherwise the pieces end up in one large chunk.
                flush(open);
            }
            compacted = System.nanoTime();
        }
    }

    private void forget(MVStore closed) {
        lock.lock();
        try {
            if (store == closed && asked == kept) {
                store = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void flush(MVStore store) throws IOException {
        var file = store.getFileStore();
        var version = take(store);
        // This returns once H2's background writes have ended, well or not. If they fail for lack of memory, H2 reports
        // nothing; so the version in the file is checked as well.
        store.executeFilestoreOperation(() -> chunkNoted(file));
        if (file.lastChunkVersion() < version) {
            throw new IOException(
                    "H2 took version %d, and the last that it wrote is %d".formatted(version, file.lastChunkVersion()));
        }
        // The store's own sync is not used, because it does nothing, and reports nothing, if the file is closed.
        OrderedFile.force(file.getFileName());
        stored = System.nanoTime();
    }

    /** Has H2 store a version with everything that has been committed by now; its number. */
    private long take(MVStore store) throws IOException {
        writing.writeLock().lock();
        try {
            if (store.hasUnsavedChanges()) {
                store.executeFilestoreOperation(() -> noteNextChunk(store.getFileStore()));
            }
            if (store.tryCommit() < 0 && store.hasUnsavedChanges() && store.commit() < 0 && store.hasUnsavedChanges()) {
                throw new IOException("H2 does not store what it has");
            }
            if (store.isClosed()) {
                throw new IOException("H2 has closed its file");
            }
            return store.getCurrentVersion();
        } finally {
            writing.writeLock().unlock();
        }
    }

    /**
     * Makes H2 write the position of the next chunk into the file's header. By itself it does so only now and then, and after a crash it
     * follows the chunks from the last position noted. But it reuses the space of chunks on that path as soon as they hold nothing
     * current, and a crash during such a write breaks the path: H2 would open an older state.
     */
    private static void noteNextChunk(FileStore<?> file) {
        var header = file.getStoreHeader();
        // H2 rewrites the header with the next chunk if it finds this mark there, since it has to remove it.
        header.put(CLEAN, 1);
        // While the header does not point to the newest chunk, no space is reused, so that the path to it stays whole.
        file.setReuseSpace(header.get(VERSION) instanceof Long noted && noted == file.lastChunkVersion());
    }

    private static void chunkNoted(FileStore<?> file) {
        file.getStoreHeader().remove(CLEAN);
        file.setReuseSpace(true);
    }

    /**
     * Rewrites what is still current in sparsely used chunks, so that their space becomes free. Whole chunks are not moved: H2 may write
     * one over the old place of another before the header says that the other has moved, and after a crash it would look there.
     *
     * @return whether there was anything to do
     */
    private static boolean compact(MVStore store) {
        var file = store.getFileStore();
        var size = file.size();
        if (size - size * file.getFillRate() / 100 * file.getChunksFillRate() / 100 < WORTH_IT) {
            return false;
        }
        // H2 rewrites nothing if the sparsest chunk holds more than the limit, so the limit is raised until it does.
        for (long most = COMPACT_AT_ONCE; most < size && file.getChunksFillRate() < USED_PERCENT; most *= 2) {
            if (store.compact(USED_PERCENT, (int) Math.min(most, Integer.MAX_VALUE))) {
                return true;
            }
        }
        return false;
    }
}
