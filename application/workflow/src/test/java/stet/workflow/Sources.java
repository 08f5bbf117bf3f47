package stet.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.workflow.sealing.KeyFile;

/** Confidential sources under a key that all tests of one run have. */
final class Sources {
    private static final Path KEYS = keys();

    private Sources() {}

    static ConfidentialSources of(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return ConfidentialSources.open(jdbc, new TransactionTemplate(transactions), new KeyFile(KEYS), Set.of(), true);
    }

    private static Path keys() {
        try {
            return Files.createTempDirectory("stet-keys").resolve("newsroom.keys");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
