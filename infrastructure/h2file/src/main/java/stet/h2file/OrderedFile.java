package stet.h2file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The file under H2, written in order, so that a power cut leaves what a kill leaves: everything up to some moment and nothing after it.
 *
 * <p>A kill keeps the order in which a program wrote, and a power cut does not. H2 relies on that order twice: it trusts a chunk if its
 * first and last bytes are there, whatever is between them; and it overwrites an old chunk as soon as a newer one replaces it, whether
 * or not the newer one has reached the disk. So this file forces all earlier writes before each write, and all of a chunk before its
 * end.
 *
 * <p>This program does not reopen a file that was not closed cleanly: others have seen what H2 had in memory and not in the file, and
 * answers given without it would contradict what they saw. And after the disk has refused a write, no other write is tried, because the
 * operating system may have dropped pages that it reports as written.
 *
 * <p>H2 creates these by the name of the scheme, and therefore needs the public constructor.
 */
public final class OrderedFile extends FilePathWrapper {
    static final String SCHEME = "ordered";
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    /** Each file as it was last opened, by its name. */
    private static final Map<String, Ordered> OPENED = new ConcurrentHashMap<>();

    /** Registers the scheme with H2, for all databases of this program. */
    static void register() {
        FilePath.register(new OrderedFile());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    /** For whoever runs Stet, and nobody else on the machine. */
    @Override
    public void createDirectory() {
        try {
            if (POSIX) {
                Files.createDirectory(path(), PosixFilePermissions.asFileAttribute(DIRECTORY));
                return;
            }
        } catch (IOException | InvalidPathException _) {
            // H2 says better why it cannot be made, or finds that another has made it.
        }
        super.createDirectory();
    }

    private Path path() {
        return Path.of(getBase().toString());
    }

    /** Names of sources and unpublished words are in it, so nobody else on the machine reads it, nor a file of before this was so. */
    private void keepFromOthers() {
        if (!POSIX) {
            return;
        }
        try {
            Files.createFile(path(), PosixFilePermissions.asFileAttribute(FILE));
        } catch (FileAlreadyExistsException _) {
            try {
                Files.setPosixFilePermissions(path(), FILE);
            } catch (IOException _) {
                // It is somebody else's file, who lets Stet use it.
            }
        } catch (IOException _) {
            // H2 says why it cannot be opened, in words that are known.
        }
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        if (mode.equals("r")) {
            return super.open(mode);
        }
        keepFromOthers();
        if (!name.endsWith(".mv.db")) {
            return super.open(mode);
        }
        var before = OPENED.get(name);
        if (before != null && !before.isOpen() && !before.clean) {
            throw new IOException(DiskFailed.START_AGAIN);
        }
        return new Ordered(name, super.open(mode));
    }

    /** Whether this file was closed cleanly: nothing failed, and nothing was written after H2 marked it as closed. */
    static boolean closedCleanly(String name) {
        var last = OPENED.get(get(name).toString());
        return last != null && !last.isOpen() && last.clean;
    }

    /** Forces everything that was written to this open file to disk. */
    static void force(String name) throws IOException {
        var open = OPENED.get(get(name).toString());
        if (open == null || !open.isOpen()) {
            throw new ClosedChannelException();
        }
        open.force(true);
    }

    private static final class Ordered extends FileBaseDefault {
        /** The header: two copies of the position of the newest chunk, each with a checksum. Chunks come after it. */
        private static final int HEADER = 2 * 4096;

        /** A disk writes a sector as a whole or not at all. The bytes by which H2 trusts a chunk are within its last sector. */
        private static final int SECTOR = 512;

        /** H2 writes this into the header when it closes a file, after everything else. */
        private static final String CLEAN = "clean:1,";

        private final String name;
        private final FileChannel file;
        private boolean dirty;
        private @Nullable IOException refused;
        /** Whether the file holds everything that H2 has in memory. */
        private volatile boolean clean = true;

        Ordered(String name, FileChannel file) {
            this.name = name;
            this.file = file;
        }

        // Not synchronized, since reads need not wait for writes.
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public synchronized int write(ByteBuffer bytes, long position) throws IOException {
            clean = false;
            var closes = position == 0
                    && ISO_8859_1.decode(bytes.duplicate()).toString().contains(CLEAN);
            forceEarlierWrites();
            var length = bytes.remaining();
            var written = 0;
            if (position >= HEADER && length > SECTOR) {
                var end = bytes.limit();
                written = length - SECTOR;
                bytes.limit(end - SECTOR);
                writeFully(bytes, position);
                bytes.limit(end);
                forceEarlierWrites();
            }
            writeFully(bytes, position + written);
            clean = closes;
            return length;
        }

        private void writeFully(ByteBuffer bytes, long position) throws IOException {
            dirty = true;
            attempt(() -> {
                for (var at = position; bytes.hasRemaining(); ) {
                    at += file.write(bytes, at);
                }
            });
        }

        private void forceEarlierWrites() throws IOException {
            if (dirty) {
                attempt(() -> file.force(true));
                dirty = false;
            }
        }

        /** Something that the disk may refuse. */
        private interface DiskOperation {
            void run() throws IOException;
        }

        private void attempt(DiskOperation operation) throws IOException {
            if (refused != null) {
                throw refused;
            }
            try {
                operation.run();
            } catch (IOException e) {
                clean = false;
                refused = e;
                throw e;
            }
        }

        @Override
        public synchronized void force(boolean metaData) throws IOException {
            if (refused != null) {
                throw refused;
            }
            forceEarlierWrites();
        }

        @Override
        protected synchronized void implTruncate(long size) throws IOException {
            forceEarlierWrites();
            dirty = true;
            attempt(() -> file.truncate(size));
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
