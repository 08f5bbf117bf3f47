package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;

/** A file with the last checkpoint that somebody has seen of a log. Its owner alone reads it; it is the old one or the new one, never half of either. */
public final class NoteFile {
    /** In bytes; a signature of ML-DSA-44 has 3,200, and a note at most 64 of them. */
    private static final long LONGEST = 1 << 18;

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path path;

    public NoteFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    /**
     * What stands in it; nothing where there is no such file.
     *
     * @throws Jcs.Unfit if something else stands in it
     */
    public Optional<Note> read() throws IOException {
        try {
            if (Files.size(path) > LONGEST) {
                throw new Jcs.Unfit("%s is longer than any checkpoint".formatted(path));
            }
            return Optional.of(Note.of(Files.readString(path)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Puts this in the place of what stood there. When this returns, it is on disk. */
    public void write(Note note) throws IOException {
        var directory = Objects.requireNonNull(path.getParent());
        directories(directory);
        var unfinished = Files.createTempFile(directory, "checkpoint", ".unfinished", ownerOnly("rw-------"));
        try {
            try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(note.whole().getBytes(UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        if (POSIX) {
            try (var names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** Makes those of them that are not there, for their owner alone. */
    static void directories(Path directory) throws IOException {
        Files.createDirectories(directory, ownerOnly("rwx------"));
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
