package stet.eventstore.tables;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether a PostgreSQL keeps, over a power cut, what it says it has. What a file of H2 keeps does not depend on settings. */
public final class Durability {
    private Durability() {}

    /** What speaks against it, in one sentence for whoever runs this program; empty if nothing does. */
    public static Optional<String> doubt(DataSource database) {
        if (Product.of(database) == Product.H2) {
            return Optional.empty();
        }
        record Settings(String fsync, String synchronousCommit, String fullPageWrites) {}
        var settings =
                JdbcClient.create(database).sql("""
                        SELECT current_setting('fsync') AS fsync,
                               current_setting('synchronous_commit') AS synchronous_commit,
                               current_setting('full_page_writes') AS full_page_writes""").query(Settings.class).single();
        return settings.fsync().equals("off")
                        || settings.synchronousCommit().equals("off")
                        || settings.fullPageWrites().equals("off")
                ? Optional.of(
                        "PostgreSQL runs with fsync %s, synchronous_commit %s and full_page_writes %s; what is acknowledged may be lost in a power cut unless all are on."
                                .formatted(settings.fsync(), settings.synchronousCommit(), settings.fullPageWrites()))
                : Optional.empty();
    }
}
