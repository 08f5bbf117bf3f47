package stet.web.operations;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import stet.eventstore.backup.BackupFile;
import stet.eventstore.backup.BrokenBackup;
import stet.eventstore.backup.Manifest;

/** {@code verify FILE}: whether a backup could be restored. */
final class VerifyBackup {
    private VerifyBackup() {}

    static int run(List<String> args, PrintStream out) {
        if (args.size() != 1) {
            return Errands.notUnderstood("verify", out);
        }
        try (var backup = BackupFile.verified(Path.of(args.getFirst()))) {
            out.println("This backup is whole: " + told(backup.manifest()));
            return Errands.DONE;
        } catch (BrokenBackup broken) {
            out.println("This backup is broken. " + broken.getMessage());
            return Errands.FAILED;
        } catch (IOException unreadable) {
            out.println("This backup cannot be read: " + unreadable);
            return Errands.FAILED;
        }
    }

    static String told(Manifest manifest) {
        return "%,d events, up to place %d in the ledger, taken from %s at %s"
                .formatted(manifest.events(), manifest.last(), manifest.from(), manifest.made());
    }
}
