package stet.eventstore.tables;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks whether the settings of a PostgreSQL let an acknowledged commit be lost in a power cut. H2 has no such settings here. */
public final class Durability {
    private Durability() {}

    /** The settings that do, in one sentence for whoever runs this program; empty if there are none. */
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
