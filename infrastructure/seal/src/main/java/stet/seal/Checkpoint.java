package stet.seal;

import java.util.Arrays;
import java.util.Base64;

/**
 * What a log says of itself at one size: C2SP tlog-checkpoint 1.0.0, without extension lines.
 *
 * @param origin which log
 * @param size how many records it has
 * @param root the root of their tree
 */
@SuppressWarnings("ArrayRecordComponent")
public record Checkpoint(String origin, long size, byte[] root) {

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /**
     * Reads a text, whatever lines others have added to it.
     *
     * @throws Jcs.Unfit if it is no checkpoint
     */
    public static Checkpoint of(String text) {
        var lines = text.split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new Jcs.Unfit("It is no checkpoint");
        }
        var root = Note.base64(lines[2]);
        if (root.length != Merkle.HASH) {
            throw new Jcs.Unfit("A checkpoint has no root");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
    }

    /** Whether both say the same of the same log. */
    public boolean says(Checkpoint other) {
        return origin.equals(other.origin) && size == other.size && Arrays.equals(root, other.root);
    }
}
