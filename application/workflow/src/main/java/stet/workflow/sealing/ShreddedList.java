package stet.workflow.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What was shredded, a line for each, in a file beside the keys. The database forgets it when a backup from before is restored, and this
 * does not.
 */
public final class ShreddedList {
    /** Ends a line that a kill cut short, so that it is none and is not taken for another's. */
    private static final String CUT_SHORT = " was cut short\n";

    private final Path path;

    /** @param keys beside which it lies; its name is theirs with {@code .shredded} at the end */
    public ShreddedList(KeyFile keys) {
        this(keys, ".shredded");
    }

    private ShreddedList(KeyFile keys, String ending) {
        path = keys.path().resolveSibling(keys.path().getFileName() + ending);
    }

    /** That of words which were taken out: where they stood, and not what they were. Its name has {@code .redacted} at the end. */
    public static ShreddedList ofRedactions(KeyFile keys) {
        return new ShreddedList(keys, ".redacted");
    }

    public Path path() {
        return path;
    }

    /** Without a last line that a kill cut short. */
    public synchronized Set<String> read() throws IOException {
        var lines = new LinkedHashSet<String>();
        if (Files.exists(path)) {
            var text = Files.readString(path);
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
        }
        return lines;
    }

    /** Adds these, which are on disk then. */
    public synchronized void add(Collection<String> shredded) throws IOException {
        if (shredded.isEmpty()) {
            return;
        }
        SecretFile.createForOwner(path);
        try (var file = FileChannel.open(path, StandardOpenOption.APPEND)) {
            var before = Files.readString(path);
            var text =
                    (before.isEmpty() || before.endsWith("\n") ? "" : CUT_SHORT) + String.join("\n", shredded) + "\n";
            var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }
}
