package stet.workflow.sealing;

import java.nio.file.Path;
import java.util.Optional;

/** The file in which the newsroom's keys stand, apart from the database; see {@link SecretFile}. */
public final class KeyFile {
    private static final String HEAD = """
            # The keys under which Stet seals who its confidential sources are. Without this file, nobody can ever read that again:
            # keep a copy of it, and not beside the backups of the database.
            # To use another key, add a line at the end (openssl rand -base64 32) and start Stet anew.
            """;

    private final SecretFile file;

    public KeyFile(Path path) {
        file = new SecretFile(path, HEAD, NewsroomKeys.LENGTH);
    }

    public Path path() {
        return file.path();
    }

    /**
     * The keys in it; nothing where there is no such file.
     *
     * @throws KeysNotUsable if it cannot be read, others can, or something else stands in it
     */
    public Optional<NewsroomKeys> read() {
        return file.read().map(NewsroomKeys::new);
    }

    /**
     * Makes a first key, and reads it back. When this returns, the key is on disk. Of two programs that do this at once, one makes it.
     *
     * @throws KeysNotUsable if it cannot be written there
     */
    public NewsroomKeys make() {
        return new NewsroomKeys(file.make());
    }
}
