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
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A file in which secrets stand, apart from the database: a line for each, so many bytes in base64. The last line is used; those before it
 * are for what was done when they were the last. Lines that begin with # are comments.
 */
public final class SecretFile {
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

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path path;
    private final String head;
    private final int length;

    /**
     * @param head what stands at the beginning of a file that is made, in lines that begin with #
     * @param length of a secret, in bytes
     */
    public SecretFile(Path path, String head, int length) {
        this.path = path.toAbsolutePath().normalize();
        this.head = head;
        this.length = length;
    }

    public Path path() {
        return path;
    }

    /**
     * The secrets in it; nothing where there is no such file.
     *
     * @throws KeysNotUsable if it cannot be read, others can, or something else stands in it
     */
    public Optional<List<byte[]>> read() {
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

    private List<byte[]> parsed(String text) {
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
        return List.copyOf(keys);
    }

    private byte[] key(String said, int line) {
        try {
            var key = Base64.getDecoder().decode(said);
            if (key.length == length) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // The refusal below must not quote the line, which may be most of a key.
        }
        throw new KeysNotUsable(
                "Line %d of the key file %s is no key: a key is %d bytes in base64, as openssl rand -base64 %d makes it."
                        .formatted(line, path, length, length),
                ANOTHER);
    }

    /**
     * Makes a first secret, and reads it back. When this returns, the key is on disk. Of two programs that do this at once, one makes it.
     *
     * @throws KeysNotUsable if it cannot be written there
     */
    public List<byte[]> make() {
        var directory = Objects.requireNonNull(path.getParent());
        try {
            directories(directory);
            var unfinished = Files.createTempFile(directory, "key", ".unfinished", ownerOnly("rw-------"));
            try {
                write(unfinished, head + Base64.getEncoder().encodeToString(drawn()) + "\n");
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

    private byte[] drawn() {
        var secret = new byte[length];
        RANDOM.nextBytes(secret);
        return secret;
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
