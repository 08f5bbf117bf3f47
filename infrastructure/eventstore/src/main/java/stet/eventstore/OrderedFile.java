package stet.eventstore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The file under H2, written so that a power cut leaves what a kill leaves: everything up to some moment and nothing after it.
 *
 * <p>H2 writes a chunk in one piece and believes it later if its first and last bytes are there, whatever is between them; and it
 * writes over the space of an old chunk as soon as a newer one does without it, whether or not that one has reached the disk. A kill
 * keeps the order in which a program wrote, a power cut does not. So here nothing is written before all that was written before it
 * is on disk, and the end of a chunk not before the rest of it.
 *
 * <p>A file that was not closed in order is not opened again by this program: what H2 had in memory and not in the file has been seen
 * by others, and whoever went on without it would contradict them. And once the disk has refused something, it is not asked again, since
 * it may have thrown away what it says it has.
 *
 * <p>It is H2 that makes these, by the name of the scheme; hence the public constructor.
 */
public final class OrderedFile extends FilePathWrapper {
    static final String SCHEME = "ordered";

    /** Each file as it was last opened. */
    private static final Map<String, Ordered> OPENED = new ConcurrentHashMap<>();

    /** Registers the scheme with H2, for all databases of this program. */
    static void register() {
        FilePath.register(new OrderedFile());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        if (mode.equals("r") || !name.endsWith(".mv.db")) {
            return super.open(mode);
        }
        var before = OPENED.get(name);
        if (before != null && !before.isOpen() && !before.inOrder) {
            throw new IOException(DiskFailed.START_AGAIN);
        }
        return new Ordered(name, super.open(mode));
    }

    /** Whether the last that was done to this file was to close it, and nothing before that had failed. */
    static boolean closedInOrder(String name) {
        var last = OPENED.get(get(name).toString());
        return last != null && !last.isOpen() && last.inOrder;
    }

    /** Returns when all that was written to this open file is on disk. */
    static void force(String name) throws IOException {
        var open = OPENED.get(get(name).toString());
        if (open == null || !open.isOpen()) {
            throw new ClosedChannelException();
        }
        open.force(true);
    }

    private static final class Ordered extends FileBaseDefault {
        /** Two copies of where the newest chunk is, each with a sum of its own. Chunks come after them. */
        private static final int HEADER = 2 * 4096;

        /** A disk writes this much or nothing of it; the end of a chunk, by which H2 believes it, is within its last. */
        private static final int SECTOR = 512;

        /** H2 writes this where it closes a file after it has written everything. */
        private static final String CLEAN = "clean:1,";

        private final String name;
        private final FileChannel file;
        private boolean dirty;
        private @Nullable IOException refused;
        /** Whether everything that H2 has is in it. */
        private volatile boolean inOrder = true;

        Ordered(String name, FileChannel file) {
            this.name = name;
            this.file = file;
        }

        // Those who read need not wait for those who write.
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public synchronized int write(ByteBuffer bytes, long position) throws IOException {
            inOrder = false;
            var closes = position == 0
                    && ISO_8859_1.decode(bytes.duplicate()).toString().contains(CLEAN);
            settle();
            var length = bytes.remaining();
            var written = 0;
            if (position >= HEADER && length > SECTOR) {
                var end = bytes.limit();
                written = length - SECTOR;
                bytes.limit(end - SECTOR);
                all(bytes, position);
                bytes.limit(end);
                settle();
            }
            all(bytes, position + written);
            inOrder = closes;
            return length;
        }

        private void all(ByteBuffer bytes, long position) throws IOException {
            dirty = true;
            asked(() -> {
                for (var at = position; bytes.hasRemaining(); ) {
                    at += file.write(bytes, at);
                }
            });
        }

        private void settle() throws IOException {
            if (dirty) {
                asked(() -> file.force(true));
                dirty = false;
            }
        }

        /** What is asked of the disk. */
        private interface Wish {
            void of() throws IOException;
        }

        private void asked(Wish wish) throws IOException {
            if (refused != null) {
                throw refused;
            }
            try {
                wish.of();
            } catch (IOException e) {
                inOrder = false;
                refused = e;
                throw e;
            }
        }

        @Override
        public synchronized void force(boolean metaData) throws IOException {
            if (refused != null) {
                throw refused;
            }
            settle();
        }

        @Override
        protected synchronized void implTruncate(long size) throws IOException {
            settle();
            dirty = true;
            asked(() -> file.truncate(size));
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            var lock = file.tryLock(position, size, shared);
            if (lock != null) {
                OPENED.put(name, this);
            }
            return lock;
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
