package stet.eventstore.beside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The folders of one read model on this node, each with a number, and a note of which of them serves. Where several nodes are given the
 * same directory, each takes one that no other has: {@code search}, {@code search-2} and so on.
 */
final class Folders {
    private static final String NOTE = "sets.properties";
    private static final String LOCK = "lock";
    private static final int MOST = 64;

    private final @Nullable Path directory;
    private final @Nullable FileChannel lock;

    /**
     * @param servingRedaction the last redaction before it began to read
     * @param building null where nothing is being rebuilt
     */
    record Noted(
            int serving,
            int servingVersion,
            long servingRedaction,
            @Nullable Building building) {}

    record Building(int number, int version, long redaction, Instant since, String by) {}

    Folders(@Nullable Path wanted) {
        if (wanted == null) {
            directory = null;
            lock = null;
            return;
        }
        for (var number = 1; number <= MOST; number++) {
            var own = number == 1 ? wanted : wanted.resolveSibling(wanted.getFileName() + "-" + number);
            var taken = take(own);
            if (taken != null) {
                directory = own;
                lock = taken;
                return;
            }
        }
        throw new IllegalStateException("%s and all that are called after it are in use".formatted(wanted));
    }

    /** What is made of the ledger tells as much as the ledger: words that nobody outside has read. */
    private static void keptFromOthers(Path own) throws IOException {
        if (own.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            var owner = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(own, PosixFilePermissions.asFileAttribute(owner));
            Files.setPosixFilePermissions(own, owner);
        } else {
            Files.createDirectories(own);
        }
    }

    private static @Nullable FileChannel take(Path own) {
        try {
            keptFromOthers(own);
            var channel = FileChannel.open(own.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException here) {
                // Another ledger within this program holds the lock, which Java reports by an exception.
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(own), e);
        }
    }

    /** Null where everything is in memory. */
    @Nullable
    Path of(int number) {
        return directory == null ? null : directory.resolve(Integer.toString(number));
    }

    /** What was last noted; null where nothing was, or nothing that can be read. */
    @Nullable
    Noted noted() {
        if (directory == null) {
            return null;
        }
        var said = new Properties();
        try (var in = Files.newBufferedReader(directory.resolve(NOTE))) {
            said.load(in);
            var building = said.getProperty("building");
            return new Noted(
                    Integer.parseInt(said.getProperty("serving")),
                    Integer.parseInt(said.getProperty("serving.version")),
                    Long.parseLong(said.getProperty("serving.redaction", "0")),
                    building == null
                            ? null
                            : new Building(
                                    Integer.parseInt(building),
                                    Integer.parseInt(said.getProperty("building.version")),
                                    Long.parseLong(said.getProperty("building.redaction", "0")),
                                    Instant.parse(said.getProperty("building.since")),
                                    said.getProperty("building.by")));
        } catch (IOException | RuntimeException none) {
            return null;
        }
    }

    void note(Noted now) {
        if (directory == null) {
            return;
        }
        var said = new Properties();
        said.setProperty("serving", Integer.toString(now.serving()));
        said.setProperty("serving.version", Integer.toString(now.servingVersion()));
        said.setProperty("serving.redaction", Long.toString(now.servingRedaction()));
        var building = now.building();
        if (building != null) {
            said.setProperty("building", Integer.toString(building.number()));
            said.setProperty("building.version", Integer.toString(building.version()));
            said.setProperty("building.redaction", Long.toString(building.redaction()));
            said.setProperty("building.since", building.since().toString());
            said.setProperty("building.by", building.by());
        }
        var fresh = directory.resolve(NOTE + ".new");
        try {
            try (var out = Files.newBufferedWriter(fresh)) {
                said.store(out, null);
            }
            Files.move(
                    fresh,
                    directory.resolve(NOTE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes every folder but those that are noted. */
    void keep(Noted noted) {
        if (directory == null) {
            return;
        }
        try (var all = Files.list(directory)) {
            for (var folder : all.filter(Files::isDirectory).toList()) {
                var name = String.valueOf(folder.getFileName());
                var building = noted.building();
                if (name.matches("[0-9]+")
                        && !name.equals(Integer.toString(noted.serving()))
                        && !(building != null && name.equals(Integer.toString(building.number())))) {
                    delete(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear(int number) {
        var folder = of(number);
        if (folder != null && Files.exists(folder)) {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
