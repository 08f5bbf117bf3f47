package stet.web.operations;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.backup.BackupFile;
import stet.eventstore.backup.BrokenBackup;
import stet.eventstore.backup.Restore;
import stet.workflow.SealedIdentities;
import stet.workflow.sealing.KeyFile;
import stet.workflow.sealing.KeysNotUsable;

/** {@code restore FILE}: puts a backup into an empty database, which is told as it is to the newsroom. */
final class RestoreBackup {
    private RestoreBackup() {}

    /** The database, as the program's settings have it. It is no configuration of the program's, which would find it. */
    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    static class Database {}

    static int run(List<String> args, PrintStream out) {
        var settings = args.stream().filter(arg -> arg.startsWith("--")).toList();
        var files = args.stream().filter(arg -> !arg.startsWith("--")).toList();
        if (files.size() != 1) {
            return Errands.notUnderstood("restore", out);
        }
        // The whole file is verified before the database is opened.
        try (var backup = BackupFile.verified(Path.of(files.getFirst()))) {
            return into(settings, backup, out);
        } catch (BrokenBackup broken) {
            out.println("Nothing was restored: this backup is broken. " + broken.getMessage());
        } catch (Restore.Refused refused) {
            out.println("Nothing was restored. " + refused.getMessage());
        } catch (IOException unreadable) {
            out.println("Nothing was restored: the backup cannot be read. " + unreadable);
        }
        return Errands.FAILED;
    }

    /** The key file is in no backup, so somebody has to bring it. */
    private static void sayWhichKeys(ConfigurableApplicationContext program, PrintStream out) {
        var file = new KeyFile(Path.of(program.getEnvironment().getRequiredProperty("stet.keys.file")));
        var missing = SealedIdentities.keysOf(JdbcClient.create(program.getBean(DataSource.class)));
        try {
            file.read().ifPresent(keys -> missing.removeAll(keys.ids()));
        } catch (KeysNotUsable unusable) {
            out.println(unusable.getMessage());
        }
        if (!missing.isEmpty()) {
            out.println(
                    "Who its confidential sources are is sealed under the key %s, which is not in %s. Stet does not start there without it"
                            .formatted(String.join(", ", missing), file.path()));
        }
    }

    private static int into(List<String> settings, BackupFile backup, PrintStream out) throws IOException {
        try (var program = new SpringApplicationBuilder(Database.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(settings.toArray(String[]::new))) {
            new Restore(program.getBean(DataSource.class)).of(backup);
            out.println("Restored %s. Start Stet on it: it builds its read models first"
                    .formatted(Verify.told(backup.manifest())));
            sayWhichKeys(program, out);
            return Errands.DONE;
        } catch (BrokenBackup | Restore.Refused told) {
            throw told;
        } catch (RuntimeException | SQLException failed) {
            var known = new DataNotOpened().analyze(failed);
            if (known == null) {
                out.println(
                        "The restore did not come to its end. Begin it again; until it is through, Stet does not start there. "
                                + failed);
            } else {
                out.println("Nothing was restored. %s %s".formatted(known.getDescription(), known.getAction()));
            }
            return Errands.FAILED;
        }
    }
}
