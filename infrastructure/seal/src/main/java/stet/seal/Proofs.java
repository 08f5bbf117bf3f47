package stet.seal;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Proofs as texts that others' tools read. */
public final class Proofs {
    private static final String INCLUSION = "c2sp.org/tlog-proof@v1";
    private static final int MOST_LINES = 63;

    private Proofs() {}

    /**
     * That a record is in a log: C2SP tlog-proof, as of July 2026, which has no tagged version yet.
     *
     * @param index of the record
     * @param checkpoint signed
     */
    public record Inclusion(long index, List<byte[]> path, Note checkpoint) {
        public Inclusion {
            path = List.copyOf(path);
        }

        public String text() {
            return INCLUSION + "\nindex " + index + "\n" + lines(path) + "\n" + checkpoint.whole();
        }

        /** @throws Jcs.Unfit if it is no such text */
        public static Inclusion of(String text) {
            var rest = after(text, INCLUSION + "\n");
            if (rest.startsWith("extra ")) {
                rest = rest.substring(rest.indexOf('\n') + 1);
            }
            var proof = split(rest, "index ");
            return new Inclusion(proof.number(), proof.path(), Note.of(proof.rest()));
        }

        /** Whether it shows that this record is in the log. That the checkpoint is signed is for a {@link Policy} to say. */
        public boolean shows(byte[] record) {
            var log = Checkpoint.of(checkpoint.text());
            return Merkle.includes(log.root(), log.size(), index, Merkle.leaf(record), path);
        }
    }

    /**
     * That a log only grew since a checkpoint: the body of C2SP tlog-witness {@code add-checkpoint}.
     *
     * @param older the size of the checkpoint before
     * @param checkpoint signed
     */
    public record Consistency(long older, List<byte[]> path, Note checkpoint) {
        public Consistency {
            path = List.copyOf(path);
        }

        public String text() {
            return "old " + older + "\n" + lines(path) + "\n" + checkpoint.whole();
        }

        /** @throws Jcs.Unfit if it is no such text */
        public static Consistency of(String text) {
            var proof = split(text, "old ");
            return new Consistency(proof.number(), proof.path(), Note.of(proof.rest()));
        }

        /** Whether it shows that the log grew out of that checkpoint. That either is signed is for a {@link Policy} to say. */
        public boolean shows(Checkpoint before) {
            var log = Checkpoint.of(checkpoint.text());
            return log.origin().equals(before.origin())
                    && before.size() == older
                    && Merkle.grew(before.root(), older, log.root(), log.size(), path);
        }
    }

    private record Split(long number, List<byte[]> path, String rest) {}

    private static Split split(String text, String word) {
        var end = text.indexOf("\n\n");
        if (end < 0) {
            throw new Jcs.Unfit("It is no proof");
        }
        var lines = after(text.substring(0, end), word).split("\n", MOST_LINES + 2);
        if (lines.length > MOST_LINES + 1 || !lines[0].matches("0|[1-9][0-9]{0,17}")) {
            throw new Jcs.Unfit("It is no proof");
        }
        var path = new ArrayList<byte[]>();
        for (var i = 1; i < lines.length; i++) {
            var hash = Note.base64(lines[i]);
            if (hash.length != Merkle.HASH) {
                throw new Jcs.Unfit("A line of a proof is no hash");
            }
            path.add(hash);
        }
        return new Split(Long.parseLong(lines[0]), path, text.substring(end + 2));
    }

    private static String after(String text, String beginning) {
        if (!text.startsWith(beginning)) {
            throw new Jcs.Unfit("It does not begin with '%s'".formatted(beginning.strip()));
        }
        return text.substring(beginning.length());
    }

    private static String lines(List<byte[]> hashes) {
        var lines = new StringBuilder();
        hashes.forEach(
                hash -> lines.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return lines.toString();
    }
}
