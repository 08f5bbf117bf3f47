package stet.web.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import stet.eventstore.Migrations;

/** H2 commits each change of a table by itself, so a start that is killed leaves tables that no record tells of. */
class InterruptedMigrationsTest {

    @Test
    void a_migration_that_was_killed_before_it_was_recorded_runs_again() throws Exception {
        var scripts = new PathMatchingResourcePatternResolver().getResources("classpath*:stet/*/migration/V*.sql");
        assertThat(scripts).hasSizeGreaterThan(6);
        for (var script : scripts) {
            var path = Path.of(script.getURL().getPath());
            var room = path.getName(path.getNameCount() - 3).toString();
            var database = new SingleConnectionDataSource("jdbc:h2:mem:", true);
            try {
                ScriptUtils.executeSqlScript(database.getConnection(), script);
                assertThatCode(() -> Migrations.run(database, room)).as(room).doesNotThrowAnyException();
            } finally {
                database.destroy();
            }
        }
    }
}
