package stet.web.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.eventstore.backup.BackupFile;
import stet.eventstore.backup.BrokenBackup;
import stet.eventstore.backup.Manifest;
import stet.seal.Checkpoint;
import stet.seal.Jcs;
import stet.seal.Note;
import stet.seal.PackVerifier;
import stet.seal.Policy;

/**
 * {@code verify FILE}: whether a backup could be restored, or whether a pack is what was sealed; {@code verify URL} takes the pack of the whole
 * history from a Stet that is running. Neither needs a database.
 */
final class Verify {
    private static final String WORD = "verify";
    private static final String POLICY = "--policy=";
    private static final String PUBLISHED = "--checkpoint=";
    /** In bytes; both are a few lines, of which the longest is a signature's. */
    private static final long LONGEST = 1 << 20;

    private Verify() {}

    static int run(List<String> args, PrintStream out) {
        var settings = args.stream().filter(arg -> arg.startsWith("--")).toList();
        var objects = args.stream().filter(arg -> !arg.startsWith("--")).toList();
        if (objects.size() != 1
                || !settings.stream().allMatch(one -> one.startsWith(POLICY) || one.startsWith(PUBLISHED))) {
            return Errands.notUnderstood(WORD, out);
        }
        var object = objects.getFirst();
        try {
            var policy = text(settings, POLICY).map(Policy::read).orElse(null);
            var published = text(settings, PUBLISHED).map(Note::of).orElse(null);
            if (object.startsWith("http://") || object.startsWith("https://")) {
                return taken(object, policy, published, out);
            }
            try (var file = Files.newInputStream(Path.of(object))) {
                // A backup is a zip, and so begins with these.
                if (file.read() == 'P' && file.read() == 'K') {
                    return backup(Path.of(object), out);
                }
            }
            try (var file = Files.newInputStream(Path.of(object))) {
                return pack(file, policy, published, out);
            }
        } catch (Jcs.Unfit unfit) {
            out.println("Nothing was verified. " + unfit.getMessage());
        } catch (IOException unreadable) {
            out.println("Nothing was verified, since it cannot be read: " + unreadable);
        }
        return Errands.FAILED;
    }

    private static Optional<String> text(List<String> settings, String setting) throws IOException {
        var file = Errands.said(settings, setting).map(Path::of);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (Files.size(file.get()) > LONGEST) {
            throw new IOException(file.get() + " is longer than such a file");
        }
        return Optional.of(Files.readString(file.get()));
    }

    private static int taken(String at, @Nullable Policy policy, @Nullable Note published, PrintStream out)
            throws IOException {
        try (var http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            var asked = HttpRequest.newBuilder(URI.create(at.replaceFirst("/+$", "") + "/api/seal/pack"))
                    .header("Authorization", "Bearer " + Call.tokenAtHand())
                    .build();
            var answer = http.send(asked, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    out.println(
                            "Nothing was verified: %s answers %d. Put a token of a standards editor that may administer into the environment variable STET_TOKEN"
                                    .formatted(at, answer.statusCode()));
                    return Errands.FAILED;
                }
                return pack(body, policy, published, out);
            }
        } catch (IllegalArgumentException noAddress) {
            out.println("'%s' is not the address of a Stet".formatted(at));
            return Errands.NOT_UNDERSTOOD;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Errands.FAILED;
        }
    }

    private static int pack(InputStream pack, @Nullable Policy policy, @Nullable Note published, PrintStream out)
            throws IOException {
        var findings = new PackVerifier(policy, published).verify(pack);
        out.println("Verified: %,d records, %,d payloads, %,d shredded, %,d missing"
                .formatted(findings.records(), findings.payloads(), findings.shredded(), findings.missing()));
        if (published != null && findings.fits()) {
            out.println("The history grew out of the checkpoint of %,d records that was published before"
                    .formatted(Checkpoint.of(published.text()).size()));
        }
        findings.remarks().forEach(out::println);
        if (findings.fits()) {
            out.println("All of it is what was sealed");
            return Errands.DONE;
        }
        out.println("%,d things do not fit:".formatted(findings.problems()));
        findings.told().forEach(told -> out.println("  " + told));
        return Errands.FAILED;
    }

    private static int backup(Path file, PrintStream out) {
        try (var backup = BackupFile.verified(file)) {
            out.println("This backup is whole: " + told(backup.manifest()));
            return Errands.DONE;
        } catch (BrokenBackup broken) {
            out.println("This backup is broken. " + broken.getMessage());
        } catch (IOException unreadable) {
            out.println("This backup cannot be read: " + unreadable);
        }
        return Errands.FAILED;
    }

    static String told(Manifest manifest) {
        return "%,d events, up to place %d in the ledger, taken from %s at %s"
                .formatted(manifest.events(), manifest.last(), manifest.from(), manifest.made());
    }
}
