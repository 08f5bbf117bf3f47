package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * How editions read when they read as it is stated, so that whoever finds one changed can be told where. Each is in a file named by its digest,
 * which verifies it.
 */
final class SeenEditions {
    /** Digests come from the newsroom, and a file is named by them. */
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Path directory;

    SeenEditions(Path directory) {
        this.directory = directory;
    }

    /** @param publicly the public JSON of the edition, whose digest this is */
    void keep(String digest, JsonNode publicly) throws IOException {
        var bytes = Statement.bytesShown(publicly);
        var file = file(digest);
        if (DIGEST.matcher(digest).matches() && (!Files.exists(file) || Files.size(file) != bytes.length)) {
            NoteFile.directories(Objects.requireNonNull(file.getParent()));
            Files.write(file, bytes);
        }
    }

    /**
     * What of an edition reads otherwise than it did, in words such as "the headline" or "part 3 of the body"; empty where nobody has kept how it
     * read.
     */
    List<String> differences(String digest, JsonNode publicly) throws IOException {
        var before = read(digest);
        return before.isEmpty() ? List.of() : differences(before.get(), Statement.shown(publicly));
    }

    private Optional<JsonNode> read(String digest) throws IOException {
        if (!DIGEST.matcher(digest).matches()) {
            return Optional.empty();
        }
        try {
            var bytes = Files.readAllBytes(file(digest));
            return SealedRecord.hex(Merkle.sha256(bytes)).equals(digest)
                    ? Optional.of(Jcs.read(new String(bytes, UTF_8)))
                    : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private Path file(String digest) {
        return directory
                .resolve(digest.substring(0, Math.min(2, digest.length())))
                .resolve(digest + ".json");
    }

    private static List<String> differences(JsonNode was, JsonNode now) {
        var differences = new ArrayList<String>();
        var names = new TreeSet<>(was.propertyNames());
        names.addAll(now.propertyNames());
        for (var name : names) {
            var then = was.path(name);
            var today = now.path(name);
            if (then.equals(today)) {
                continue;
            }
            if (!name.equals("body")) {
                differences.add("the " + name);
            } else if (then.size() != today.size()) {
                differences.add("the body, which had %,d parts and has %,d".formatted(then.size(), today.size()));
            } else {
                for (var part = 0; part < then.size(); part++) {
                    if (!then.path(part).equals(today.path(part))) {
                        differences.add("part %d of the body".formatted(part + 1));
                    }
                }
            }
        }
        return differences;
    }
}
