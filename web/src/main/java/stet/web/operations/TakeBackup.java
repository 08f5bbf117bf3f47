package stet.web.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import stet.eventstore.backup.BackupFile;
import stet.eventstore.backup.BrokenBackup;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code backup FILE}: asks a running Stet for a backup. The file has its name only when it is whole and on disk. */
final class TakeBackup {
    private TakeBackup() {}

    static int run(List<String> args, PrintStream out) {
        return Call.understood("backup", args, Call.tokenAtHand(), out)
                .map(call -> take(call, out))
                .orElse(Errands.NOT_UNDERSTOOD);
    }

    private static int take(Call call, PrintStream out) {
        var file = Path.of(call.object()).toAbsolutePath();
        if (Files.exists(file)) {
            out.println("There is a file %s already; a backup takes the place of nothing".formatted(file));
            return Errands.FAILED;
        }
        var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            fetch(call, unfinished);
            try (var backup = BackupFile.verified(unfinished)) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
                onDisk(Objects.requireNonNull(file.getParent()));
                out.println("%s holds %s".formatted(file, Verify.told(backup.manifest())));
                return Errands.DONE;
            }
        } catch (Unsuccessful refused) {
            out.println("No backup was taken. " + refused.getMessage());
        } catch (BrokenBackup broken) {
            out.println("What came is no whole backup. " + broken.getMessage());
        } catch (IllegalArgumentException noAddress) {
            out.println(call.noAddress());
        } catch (IOException failed) {
            out.println("No backup was taken from %s. %s".formatted(call.at(), failed));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            out.println("No backup was taken: it was stopped");
        }
        remove(unfinished, out);
        return Errands.FAILED;
    }

    /** Stet answered, and it was no backup. */
    private static final class Unsuccessful extends IOException {
        private static final long serialVersionUID = 1L;

        Unsuccessful(String sentence) {
            super(sentence);
        }
    }

    private static void fetch(Call call, Path into) throws IOException, InterruptedException {
        var request = call.request("/api/backup").build();
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = http.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new Unsuccessful(sentence(answer.statusCode(), body));
                }
                Files.deleteIfExists(into);
                try (var file = FileChannel.open(
                        into, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
                    body.transferTo(Channels.newOutputStream(file));
                    file.force(true);
                }
            }
        }
    }

    private static String sentence(int status, InputStream body) throws IOException {
        try {
            return "Stet answered %d: %s"
                    .formatted(
                            status,
                            JsonMapper.shared()
                                    .readTree(body.readAllBytes())
                                    .path("detail")
                                    .asString(""));
        } catch (JacksonException notAProblem) {
            return "It was answered %d".formatted(status);
        }
    }

    /** Unpublished and killed stories are in it. */
    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A new name is on disk when its directory is. */
    private static void onDisk(Path directory) {
        try (var names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException notHere) {
            // Windows cannot open a directory to force it; it writes directories by itself.
        }
    }

    private static void remove(Path unfinished, PrintStream out) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException stays) {
            out.println("%s is left over; delete it".formatted(unfinished));
        }
    }
}
