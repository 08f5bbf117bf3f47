package stet.sealing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.seal.Checkpoint;
import stet.seal.Jcs;
import stet.seal.Merkle;
import stet.seal.Note;
import stet.seal.NoteFile;
import stet.seal.Witness;

/**
 * The last checkpoint that this node has signed, in a file beside the key. Whoever puts an older database in the place of the newsroom's does not
 * have this in it; so Stet knows that it would sign another history under the same name, and does not.
 */
public final class LastSigned {
    private static final Logger LOG = LoggerFactory.getLogger(LastSigned.class);

    private final JdbcClient jdbc;
    private final String origin;
    private final NoteFile file;
    private volatile @Nullable Checkpoint last;
    private volatile @Nullable String unwritable;

    /** @param key the file with the key, beside which it lies */
    public LastSigned(DataSource database, Keys keys, Path key) {
        jdbc = JdbcClient.create(database);
        origin = keys.origin();
        file = new NoteFile(key.resolveSibling(
                "%s.%s.last".formatted(key.getFileName(), Witness.hash(origin).substring(0, 16))));
    }

    /** The message is a sentence for an operator. */
    static final class Contradicted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Contradicted(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /** Why nothing may be signed, in sentences; empty while it may. */
    public Optional<String> contradiction() {
        try {
            // Before the tree is asked how large it is: what is signed meanwhile is in a larger one.
            var seen = last;
            var before = seen == null ? read() : seen;
            if (before != null) {
                var tree = new Tree(jdbc);
                refuseAnother(tree, tree.size(), seen, before);
            }
            return Optional.ofNullable(unwritable);
        } catch (Contradicted contradicted) {
            return Optional.of(String.valueOf(contradicted.getMessage()));
        }
    }

    /**
     * Refuses to go on from a tree out of which the one that was signed did not come about.
     *
     * @param size how many records the tree has
     */
    void refuseAnother(Tree tree, long size) {
        var seen = last;
        var before = seen == null ? read() : seen;
        if (before != null) {
            refuseAnother(tree, size, seen, before);
            last = before;
        }
    }

    private void refuseAnother(Tree tree, long size, @Nullable Checkpoint seen, Checkpoint before) {
        if (before.size() > size) {
            throw new Contradicted(refusal(
                    "It has signed %d records and there are %d: an older database is in the place of the newsroom's."
                            .formatted(before.size(), size)));
        }
        // What this program has signed itself is what it has just made its tree of.
        if ((seen == null || seen.size() < size) && !Arrays.equals(Merkle.root(tree, before.size()), before.root())) {
            throw new Contradicted(
                    refusal("The first %d records are not those that it has signed.".formatted(before.size())));
        }
    }

    private String refusal(String why) {
        return "The seal stands still, so as not to sign two histories under the name %s. %s Bring back the newest database; or, if there is none, start once with --stet.seal.ended=%s, and the history goes on under another name (docs/seal.md)"
                .formatted(origin, why, origin);
    }

    private @Nullable Checkpoint read() {
        try {
            return file.read().map(note -> Checkpoint.of(note.text())).orElse(null);
        } catch (IOException | Jcs.Unfit unreadable) {
            throw new Contradicted(
                    "The seal stands still, since what was last signed cannot be read in %s. Let Stet read it, or take it away if it is broken (docs/seal.md)"
                            .formatted(file.path()));
        }
    }

    /** Once it is in the database for good: were it kept before, a node that died in between would contradict itself. */
    void keep(Note note) {
        last = Checkpoint.of(note.text());
        try {
            file.write(note);
            unwritable = null;
        } catch (IOException failed) {
            if (unwritable == null) {
                LOG.warn("What was last signed cannot be kept in {}", file.path(), failed);
            }
            unwritable = "What was last signed cannot be kept in %s".formatted(file.path());
        }
    }
}
