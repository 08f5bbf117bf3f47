package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text and who signed it, in the format of C2SP signed-note 1.0.0.
 *
 * @param text with its last newline
 */
public record Note(String text, List<Signature> signatures) {
    private static final String DASH = "— ";
    /** So many signatures the format asks everybody to take; whoever sends more wants something else. */
    private static final int MOST_SIGNATURES = 64;

    public Note {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.codePoints().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new Jcs.Unfit("It is no text that can be signed");
        }
    }

    /** @param key the id of the key, which is a number without a sign */
    @SuppressWarnings("ArrayRecordComponent")
    public record Signature(String name, int key, byte[] bytes) {
        /** Its line, with the newline. */
        public String line() {
            var whole = ByteBuffer.allocate(4 + bytes.length).putInt(key).put(bytes);
            return DASH + name + " " + Base64.getEncoder().encodeToString(whole.array()) + "\n";
        }

        /** @throws Jcs.Unfit if it is no such line */
        public static Signature of(String line) {
            var words = line.split(" ", -1);
            if (words.length != 3 || !words[0].equals(DASH.strip()) || !isName(words[1])) {
                throw new Jcs.Unfit("A line is no signature's");
            }
            var whole = base64(words[2]);
            if (whole.length <= 4) {
                throw new Jcs.Unfit("A signature has no bytes");
            }
            return new Signature(words[1], ByteBuffer.wrap(whole).getInt(), Arrays.copyOfRange(whole, 4, whole.length));
        }
    }

    static boolean isName(String name) {
        return !name.isEmpty() && name.codePoints().noneMatch(c -> c == '+' || c <= ' ' || Character.isSpaceChar(c));
    }

    /** @throws Jcs.Unfit if it is not base64 as everybody would write it */
    static byte[] base64(String text) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // The refusal below says so, without what was sent.
        }
        throw new Jcs.Unfit("What should be base64 is not");
    }

    /** @throws Jcs.Unfit if it is no note */
    public static Note of(String note) {
        var end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n") || end + 2 >= note.length()) {
            throw new Jcs.Unfit("It is no signed note");
        }
        var signatures = new ArrayList<Signature>();
        for (var line : note.substring(end + 2, note.length() - 1).split("\n", MOST_SIGNATURES + 1)) {
            signatures.add(Signature.of(line));
        }
        if (signatures.size() > MOST_SIGNATURES) {
            throw new Jcs.Unfit("It has more signatures than anybody needs");
        }
        return new Note(note.substring(0, end + 1), signatures);
    }

    /** The same text, with more signatures. */
    public Note and(List<Signature> more) {
        return new Note(text, Stream.concat(signatures.stream(), more.stream()).toList());
    }

    /** The whole of it, as it is kept and sent. */
    public String whole() {
        var all = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> all.append(signature.line()));
        return all.toString();
    }

    byte[] bytes() {
        return text.getBytes(UTF_8);
    }
}
