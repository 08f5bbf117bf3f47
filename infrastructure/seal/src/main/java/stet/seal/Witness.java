package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Countersigns checkpoints of others' logs, of each only what grew out of the last one that it has countersigned: C2SP tlog-witness as of
 * July 2026, without {@code sign-subtree}. So nobody who asks for its signature can be shown a history that was cut back, made anew, or told to
 * somebody else in another way.
 */
public final class Witness {
    /** The longest that is read of a request, in bytes. */
    public static final int LONGEST = 1 << 18;

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String SIZE = "text/x.tlog.size";

    private final Supplier<Policy> policy;
    private final SigningKeys keys;
    private final Path directory;
    private final Clock clock;

    /**
     * @param policy whose checkpoints it takes, as of each request
     * @param directory where it keeps the last checkpoint of each; who takes it away makes the witness forget
     */
    public Witness(Supplier<Policy> policy, SigningKeys keys, Path directory, Clock clock) {
        this.policy = policy;
        this.keys = keys;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * What is answered, by HTTP.
     *
     * @param type of the body
     */
    public record Answer(int status, String type, String body) {
        static Answer said(int status, String sentence) {
            return new Answer(status, TEXT, sentence + "\n");
        }
    }

    /**
     * Answers {@code add-checkpoint}. One at a time, so that no smaller checkpoint takes the place of a larger one.
     *
     * @throws IOException if what it has seen cannot be read or kept; then nothing was signed
     */
    public synchronized Answer add(String body) throws IOException {
        Proofs.Consistency asked;
        Checkpoint checkpoint;
        try {
            asked = Proofs.Consistency.of(body);
            checkpoint = Checkpoint.of(asked.checkpoint().text());
        } catch (Jcs.Unfit unfit) {
            return Answer.said(400, String.valueOf(unfit.getMessage()));
        }
        var note = asked.checkpoint();
        var logs = policy.get();
        if (logs.logs().stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
            return Answer.said(404, "This witness does not know the log");
        }
        try {
            logs.signed(note);
        } catch (Jcs.Unfit unfit) {
            return Answer.said(403, String.valueOf(unfit.getMessage()));
        }
        if (asked.older() > checkpoint.size()) {
            return Answer.said(400, "The old size is larger than the checkpoint's");
        }
        var file = file(hash(checkpoint.origin()));
        var last = file.read().map(kept -> Checkpoint.of(kept.text()));
        var seen = last.map(Checkpoint::size).orElse(0L);
        if (asked.older() != seen) {
            return new Answer(409, SIZE, seen + "\n");
        }
        if (!grew(last, asked, checkpoint)) {
            return Answer.said(422, "The checkpoint did not grow out of the last one that was signed here");
        }
        var signatures = keys.witness(note, clock.instant());
        file.write(new Note(note.text(), ofTheLog(logs, note, checkpoint.origin())).and(signatures));
        return new Answer(
                200, TEXT, signatures.stream().map(Note.Signature::line).collect(Collectors.joining()));
    }

    private static boolean grew(Optional<Checkpoint> last, Proofs.Consistency asked, Checkpoint checkpoint) {
        if (checkpoint.size() == 0
                && !Arrays.equals(checkpoint.root(), Merkle.sha256().digest())) {
            return false;
        }
        return last.map(asked::shows).orElseGet(() -> asked.path().isEmpty());
    }

    /** Others' signatures are not this witness's to hand on. */
    private static List<Note.Signature> ofTheLog(Policy logs, Note note, String origin) {
        return note.signatures().stream()
                .filter(signature ->
                        logs.logs().stream().anyMatch(key -> key.name().equals(origin) && key.made(signature)))
                .toList();
    }

    /**
     * The last checkpoint of a log, countersigned; none if it never signed one.
     *
     * @param hash of the log's origin, SHA-256 in lower-case hexadecimal digits
     */
    public Optional<Note> last(String hash) throws IOException {
        return hash.matches("[0-9a-f]{64}") ? file(hash).read() : Optional.empty();
    }

    /** By what the last checkpoint of a log is asked for. */
    public static String hash(String origin) {
        return SealedRecord.hex(Merkle.sha256(origin.getBytes(UTF_8)));
    }

    private NoteFile file(String hash) {
        return new NoteFile(directory.resolve(hash + ".checkpoint"));
    }
}
