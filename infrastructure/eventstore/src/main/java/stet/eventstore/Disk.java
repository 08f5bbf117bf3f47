package stet.eventstore;

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
 * Brings to disk what H2 has committed, all that has come by then with one flush, and takes back space in its file. It is the only one
 * who does.
 *
 * <p>H2 stores its tables and indexes one after the other, and whoever writes meanwhile is found in some of them and not in others
 * after a crash. So what is to be stored is taken while nobody writes.
 *
 * <p>Something is kept when that has been seen: the last chunk in the file is as new as what was taken, and the file was forced after
 * it. Anything else is a failure, and the first is for ever, since nobody knows what is in memory then: to go on from there
 * takes a new start.
 */
final class Disk {
    /** Chunks of which less is in use are written anew, unless so little could be won that it is not worth the writing. */
    private static final int USED_PERCENT = 75;

    private static final long WORTH_IT = 128 << 10;
    /** So little at a time that what is written fits where something else was, and not only at the end of the file. */
    private static final int REWRITTEN = 512 << 10;

    private static final long TIDIES_EVERY = MILLISECONDS.toNanos(10);
    private static final long LOOKS_EVERY = MILLISECONDS.toNanos(100);
    private static final long STORES_EVERY = SECONDS.toNanos(1);

    /** In the header of H2's file: that it was closed in order, and which version is noted there. */
    private static final String CLEAN = "clean";

    private static final String VERSION = "version";

    private final ReentrantReadWriteLock writing = new ReentrantReadWriteLock();

    /** Those that others may see already and of which it is not known that they are on disk. */
    private final AtomicInteger owed = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition flushed = lock.newCondition();
    /** How often a flush was asked for, and how many of those have been answered by one that began later. */
    private long asked;

    private long kept;
    private boolean relief;
    private @Nullable MVStore store;

    private volatile @Nullable Throwable failure;

    /** Only the flusher's. */
    private long tidied = System.nanoTime();

    private boolean untidy;

    private long stored = System.nanoTime();

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
    <T extends @Nullable Object> T write(MVStore into, Writing<T> what) throws Throwable {
        // Past a flush that waits: it may be waiting for somebody who waits for a row that this one has locked.
        if (!writing.readLock().tryLock()) {
            writing.readLock().lock();
        }
        try {
            return what.write();
        } finally {
            writing.readLock().unlock();
            if (into.getUnsavedMemory() > into.getAutoCommitMemory() / 4) {
                // Before there is so much of it that H2 begins to store by itself.
                relieve(into);
            }
        }
    }

    private void relieve(MVStore full) {
        lock.lock();
        try {
            store = full;
            relief = true;
            wanted.signal();
        } finally {
            lock.unlock();
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

    /** Why nothing is kept any more; null while all is well. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Nothing is kept from now on. */
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
                    // Whoever fails may be out of memory, and so unable to wake anybody.
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
        boolean full;
        @Nullable MVStore open;
        lock.lock();
        try {
            var patience = untidy ? TIDIES_EVERY : LOOKS_EVERY;
            while (asked == kept && !relief && patience > 0) {
                patience = wanted.awaitNanos(patience);
            }
            upTo = asked;
            answers = asked > kept;
            full = relief;
            relief = false;
            open = store;
        } catch (InterruptedException nobodyDoes) {
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
            whatNobodyWaitsFor(open, full, !answers);
        } catch (IOException | RuntimeException e) {
            // It may be closed while nobody waits, and then it is the pool that has closed it.
            if (!open.isClosed()
                    || !OrderedFile.closedInOrder(open.getFileStore().getFileName())) {
                throw e;
            }
            forget(open);
        }
    }

    private void whatNobodyWaitsFor(MVStore open, boolean full, boolean idle) throws IOException {
        var now = System.nanoTime();
        if (idle && (full || now - stored > STORES_EVERY)) {
            flush(open);
        }
        if (now - tidied > TIDIES_EVERY) {
            untidy = tidy(open);
            if (untidy && idle) {
                // Not much at a time, or it comes to be one large chunk after all.
                flush(open);
            }
            tidied = System.nanoTime();
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
        // It ends when what is still on its way to the file is there, or has failed. Of a failure in the background H2
        // says nothing if it has no memory left to do so; hence the look at what is there.
        store.executeFilestoreOperation(() -> noted(file));
        if (file.lastChunkVersion() < version) {
            throw new IOException(
                    "H2 took version %d, and the last that it wrote is %d".formatted(version, file.lastChunkVersion()));
        }
        // Not the store's own sync: that does nothing where the file was closed.
        OrderedFile.force(file.getFileName());
        stored = System.nanoTime();
    }

    /** The version in which everything is that has been committed by now. */
    private long take(MVStore store) throws IOException {
        writing.writeLock().lock();
        try {
            if (store.hasUnsavedChanges()) {
                store.executeFilestoreOperation(() -> willBeNoted(store.getFileStore()));
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
     * Has H2 note where the next chunk is. It does so only now and then, and goes on from there after a crash, from chunk to chunk. But
     * it gives away the space of those on its way as soon as they are out of use, and a crash while that is written over leaves it with
     * an older state.
     */
    private static void willBeNoted(FileStore<?> file) {
        var header = file.getStoreHeader();
        // It notes a chunk if there is a mark to be taken away.
        header.put(CLEAN, 1);
        // And where the newest of all is not noted, nothing is written over until then.
        file.setReuseSpace(header.get(VERSION) instanceof Long noted && noted == file.lastChunkVersion());
    }

    private static void noted(FileStore<?> file) {
        file.getStoreHeader().remove(CLEAN);
        file.setReuseSpace(true);
    }

    /**
     * Writes anew what is left in chunks of little use, so that their space is free for others. Whole chunks are not moved: H2 may put
     * one where another was until a moment ago, before it is noted anywhere that this one has left, and after a crash looks there.
     *
     * @return whether there was anything to do
     */
    private static boolean tidy(MVStore store) {
        var file = store.getFileStore();
        var size = file.size();
        if (size - size * file.getFillRate() / 100 * file.getChunksFillRate() / 100 < WORTH_IT) {
            return false;
        }
        // Where the chunk that wants it most has more in it than that, nothing at all is written; so then it is more.
        for (long most = REWRITTEN; most < size && file.getChunksFillRate() < USED_PERCENT; most *= 2) {
            if (store.compact(USED_PERCENT, (int) Math.min(most, Integer.MAX_VALUE))) {
                return true;
            }
        }
        return false;
    }
}
