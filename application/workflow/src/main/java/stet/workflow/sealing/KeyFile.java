package stet.workflow.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The file in which the newsroom's keys stand, apart from the database: a line for each, 32 bytes in base64. The last line is sealed with;
 * those before it open what was sealed when they were the last. Lines that begin with # are comments.
 */
public final class KeyFile {
    private static final String HEAD = """
            # The keys under which Stet seals who its confidential sources are. Without this file, nobody can ever read that again:
            # keep a copy of it, and not beside the backups of the database.
            # To use another key, add a line at the end (openssl rand -base64 32) and start Stet anew.
            """;
    private static final String ANOTHER = "Put the file back as it was, or say where it is with --stet.keys.file.";
    /** In bytes. */
    private static final long LONGEST = 64 * 1024;

    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path path;

    public KeyFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    /**
     * The keys in it; nothing where there is no such file.
     *
     * @throws KeysNotUsable if it cannot be read, others can, or something else stands in it
     */
    public Optional<NewsroomKeys> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            if (POSIX && Files.getPosixFilePermissions(path).stream().anyMatch(OF_OTHERS::contains)) {
                throw new KeysNotUsable(
                        "Others on this machine can read the key file %s, or write it.".formatted(path),
                        "Let its owner alone do so: chmod 600 %s".formatted(path));
            }
            if (Files.size(path) > LONGEST) {
                throw new KeysNotUsable("%s is larger than any key file.".formatted(path), ANOTHER);
            }
            return Optional.of(parsed(Files.readString(path)));
        } catch (IOException unreadable) {
            throw new KeysNotUsable(
                    "The key file %s cannot be read: %s.".formatted(path, unreadable),
                    "Let the user who runs Stet read it. " + ANOTHER,
                    unreadable);
        }
    }

    private NewsroomKeys parsed(String text) {
        var keys = new ArrayList<byte[]>();
        var number = 0;
        for (var line : text.split("\n", -1)) {
            number++;
            var said = line.strip();
            if (!said.isEmpty() && !said.startsWith("#")) {
                keys.add(key(said, number));
            }
        }
        if (keys.isEmpty()) {
            throw new KeysNotUsable("There is no key in the key file %s.".formatted(path), ANOTHER);
        }
        return new NewsroomKeys(keys);
    }

    private byte[] key(String said, int line) {
        try {
            var key = Base64.getDecoder().decode(said);
            if (key.length == NewsroomKeys.LENGTH) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // The refusal below must not quote the line, which may be most of a key.
        }
        throw new KeysNotUsable(
                "Line %d of the key file %s is no key: a key is 32 bytes in base64, as openssl rand -base64 32 makes it."
                        .formatted(line, path),
                ANOTHER);
    }

    /**
     * Makes a first key, and reads it back. When this returns, the key is on disk. Of two programs that do this at once, one makes it.
     *
     * @throws KeysNotUsable if it cannot be written there
     */
    public NewsroomKeys make() {
        var directory = Objects.requireNonNull(path.getParent());
        try {
            directories(directory);
            var unfinished = Files.createTempFile(directory, "key", ".unfinished", ownerOnly("rw-------"));
            try {
                write(unfinished, HEAD + Base64.getEncoder().encodeToString(NewsroomKeys.draw()) + "\n");
                named(unfinished);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            onDisk(directory);
        } catch (IOException unwritable) {
            throw new KeysNotUsable(
                    "No key file can be made at %s: %s.".formatted(path, unwritable),
                    "Say where one may be with --stet.keys.file.",
                    unwritable);
        }
        return read().orElseThrow();
    }

    /** Nothing takes the place of a key that is there. */
    private void named(Path unfinished) throws IOException {
        try {
            Files.createLink(path, unfinished);
        } catch (FileAlreadyExistsException anotherWasFirst) {
            // Another node has just made the file, and both use the key in it.
        } catch (UnsupportedOperationException | IOException noLinks) {
            if (!Files.exists(path)) {
                Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static void directories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            var above = Objects.requireNonNull(directory.getParent());
            directories(above);
            try {
                Files.createDirectory(directory, ownerOnly("rwx------"));
            } catch (FileAlreadyExistsException anotherWasFirst) {
                // Another node has just made the directory with the same rights.
            }
            onDisk(above);
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Makes an empty file where there is none, which its owner alone can read. */
    static void createForOwner(Path file) throws IOException {
        if (!Files.exists(file)) {
            try {
                Files.createFile(file, ownerOnly("rw-------"));
            } catch (FileAlreadyExistsException anotherWasFirst) {
                return;
            }
            onDisk(Objects.requireNonNull(file.getParent()));
        }
    }

    /** A new name is on disk when its directory is. */
    private static void onDisk(Path directory) throws IOException {
        if (POSIX) {
            try (var names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
