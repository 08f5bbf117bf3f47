package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import stet.domain.content.Hash;

/**
 * What one version makes of the recorded histories, in a file under {@code src/test/approved}. It is written again only once the version
 * was raised, so the version cannot be forgotten.
 */
public final class Approved {
    private static final int LONGEST = 400;

    private Approved() {}

    /**
     * Fails if this version made something else before, and if what it makes is not written down yet.
     *
     * @param name of the file
     * @param what is made, as a sentence begins with it
     * @param version by which it is made now
     * @param constant the name of the version, for whoever must raise it
     */
    public static void holds(String name, String what, int version, String constant, List<String> made)
            throws IOException {
        var file = Path.of("src", "test", "approved", name + ".txt");
        var now = new ArrayList<String>();
        now.add("version " + version);
        // What is made may have line breaks in it.
        made.forEach(each -> now.addAll(shortened(each).lines().toList()));
        var before = Files.exists(file) ? Files.readAllLines(file) : List.of("version 0");
        var approved = Integer.parseInt(before.getFirst().substring("version ".length()));
        if (version > approved) {
            Files.createDirectories(file.getParent());
            Files.write(file, now);
            fail(
                    "%s of version %d was not written down yet. %s has been written: read what is different, and commit it."
                            .formatted(what, version, file));
        }
        assertThat(now)
                .as(
                        "%s has changed: raise its version (%s), so that what was made before is made again",
                        what, constant)
                .isEqualTo(before);
    }

    /** Whatever is too long to be read is told by its beginning and its fingerprint. */
    private static String shortened(String line) {
        return line.length() <= LONGEST
                ? line
                : "%s… (%d characters, SHA-256 %s)"
                        .formatted(
                                line.substring(0, LONGEST),
                                line.length(),
                                Hash.ofBytes(line.getBytes(StandardCharsets.UTF_8))
                                        .value());
    }
}
