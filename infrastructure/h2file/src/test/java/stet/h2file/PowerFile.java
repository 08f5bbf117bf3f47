package stet.h2file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file on a disk whose power can be cut: what was forced is on it, and of what was written since, sector by sector, whatever the
 * disk had got round to, in whatever order.
 */
public final class PowerFile extends FilePathWrapper {
    static final String SCHEME = "power";
    private static final Map<String, Disk> DISKS = new ConcurrentHashMap<>();

    /** The disk under the database that is opened next under this name. */
    static Disk disk(String name) {
        FilePath.register(new PowerFile());
        var disk = new Disk();
        DISKS.put(name, disk);
        return disk;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        var file = super.open(mode);
        if (!name.endsWith(".mv.db")) {
            return file;
        }
        var base = name.substring(name.lastIndexOf('/') + 1, name.length() - ".mv.db".length());
        return new OnDisk(file, Objects.requireNonNull(DISKS.get(base), base));
    }

    static final class Disk {
        private final List<Written> unforced = new ArrayList<>();
        private byte[] forced = new byte[0];

        /** It says that it has everything, and does not: fsync taken out. */
        volatile boolean lies;

        volatile boolean full;

        // Nothing compares them.
        @SuppressWarnings("ArrayRecordComponent")
        private record Written(long position, byte[] bytes, long truncated) {
            int end() {
                return Math.max((int) position + bytes.length, (int) truncated);
            }
        }

        private synchronized int write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            var copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            unforced.add(new Written(position, copy, -1));
            return file.write(bytes, position);
        }

        private synchronized void truncate(FileChannel file, long size) throws IOException {
            unforced.add(new Written(0, new byte[0], size));
            file.truncate(size);
        }

        private synchronized void force() {
            if (!lies) {
                for (var written : unforced) {
                    forced = written.truncated() < 0
                            ? with(forced, written)
                            : Arrays.copyOf(forced, (int) written.truncated());
                }
                unforced.clear();
            }
        }

        /** The disk as it is when the power comes back. */
        synchronized byte[] cut(Random random) {
            var sector = random.nextBoolean() ? 512 : 4096;
            var kept = List.of(0.1, 0.5, 0.9).get(random.nextInt(3));
            var end = unforced.stream().mapToInt(Written::end).reduce(forced.length, Math::max);
            var disk = Arrays.copyOf(forced, end);
            var length = forced.length;
            for (var written : unforced) {
                for (var from = 0; from < written.bytes().length; from += sector) {
                    if (random.nextDouble() < kept) {
                        var to = Math.min(from + sector, written.bytes().length);
                        System.arraycopy(written.bytes(), from, disk, (int) written.position() + from, to - from);
                        length = Math.max(length, (int) written.position() + to);
                    }
                }
                if (written.truncated() >= 0 && random.nextDouble() < kept) {
                    length = (int) written.truncated();
                    Arrays.fill(disk, length, end, (byte) 0);
                }
            }
            return Arrays.copyOf(disk, length);
        }

        private static byte[] with(byte[] disk, Written written) {
            var larger = written.end() > disk.length ? Arrays.copyOf(disk, written.end()) : disk;
            System.arraycopy(written.bytes(), 0, larger, (int) written.position(), written.bytes().length);
            return larger;
        }
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private static final class OnDisk extends FileBaseDefault {
        private final FileChannel file;
        private final Disk disk;

        OnDisk(FileChannel file, Disk disk) {
            this.file = file;
            this.disk = disk;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            return disk.write(file, bytes, position);
        }

        @Override
        public void force(boolean metaData) {
            disk.force();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            disk.truncate(file, size);
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
