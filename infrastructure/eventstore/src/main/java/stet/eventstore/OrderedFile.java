package stet.eventstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * The file under H2, written so that a power cut leaves what a kill leaves: everything up to some moment and nothing after it.
 *
 * <p>H2 writes a chunk in one piece and believes it later if its first and last bytes are there, whatever is between them; and it
 * writes over the space of an old chunk as soon as a newer one does without it, whether or not that one has reached the disk. A kill
 * keeps the order in which a program wrote, a power cut does not. So here nothing is written before all that was written before it
 * is on disk, and the end of a chunk not before the rest of it.
 *
 * <p>It is H2 that makes these, by the name of the scheme; hence the public constructor.
 */
public final class OrderedFile extends FilePathWrapper {
    static final String SCHEME = "ordered";

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
        var file = super.open(mode);
        return mode.equals("r") || !name.endsWith(".mv.db") ? file : new Ordered(file);
    }

    private static final class Ordered extends FileBaseDefault {
        /** Two copies of where the newest chunk is, each with a sum of its own. Chunks come after them. */
        private static final int HEADER = 2 * 4096;

        /** A disk writes this much or nothing of it; the end of a chunk, by which H2 believes it, is within its last. */
        private static final int SECTOR = 512;

        private final FileChannel file;
        private boolean dirty;

        Ordered(FileChannel file) {
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
            return length;
        }

        private void all(ByteBuffer bytes, long position) throws IOException {
            dirty = true;
            for (var at = position; bytes.hasRemaining(); ) {
                at += file.write(bytes, at);
            }
        }

        private void settle() throws IOException {
            if (dirty) {
                file.force(true);
                dirty = false;
            }
        }

        @Override
        public synchronized void force(boolean metaData) throws IOException {
            settle();
        }

        @Override
        protected synchronized void implTruncate(long size) throws IOException {
            settle();
            file.truncate(size);
            dirty = true;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
