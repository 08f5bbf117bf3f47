package stet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A newsroom that was made large by the database is one that Stet would have come to. */
class CopiesTest {
    private static final Set<String> ALL = Set.copyOf(Stet.READ_MODELS);

    @TempDir
    Path folder;

    @Test
    void what_is_copied_is_what_the_read_models_make_of_the_copied_events() {
        var database = Database.h2(folder.resolve("newsroom"));
        try (var stet = new Stet(database, ALL)) {
            for (var n = 0; n < 3; n++) {
                Story.of("sea-wall", n).forEach(step -> stet.send(step.command(), step.act()));
            }
            Story.beginning("unpublished", 0, 8).forEach(step -> stet.send(step.command(), step.act()));
            stet.awaitAll();
        }
        var copies = new Copies(
                List.of("sea-wall-0", "sea-wall-1", "sea-wall-2", "unpublished-0"),
                List.of("sea-wall-0", "sea-wall-1", "sea-wall-2"));
        copies.fill(database, 6);
        copies.fill(database, 11);

        try (var stet = new Stet(database, ALL)) {
            assertThat(count(stet, "SELECT COUNT(*) FROM desk_article")).isEqualTo(11);
            assertThat(count(stet, "SELECT COUNT(DISTINCT slug) FROM published_on_view"))
                    .isEqualTo(3 + 6);
            assertThat(count(stet, "SELECT COUNT(*) FROM ledger_event"))
                    .isEqualTo(count(stet, "SELECT COUNT(*) FROM history_entry"));
            // Nothing is read twice: they have the copies already.
            stet.awaitAll();
        }
        try (var stet = new Stet(database, Set.of())) {
            for (var model : Stet.READ_MODELS) {
                assertThat(stet.readAgain(model)).isPositive();
            }
        }
    }

    private static long count(Stet stet, String sql) {
        return JdbcClient.create(stet.database()).sql(sql).query(Long.class).single();
    }
}
