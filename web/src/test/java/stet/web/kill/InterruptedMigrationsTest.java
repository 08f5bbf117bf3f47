package stet.web.kill;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import stet.eventstore.tables.Migrations;

/** H2 commits each change of a table by itself, so a start that is killed leaves tables that no record tells of. */
@Tag("kill")
class InterruptedMigrationsTest {

    @ParameterizedTest
    @MethodSource("migrations")
    void a_migration_that_was_killed_before_it_was_recorded_runs_again(String room, String before, Resource script)
            throws Exception {
        var database = new SingleConnectionDataSource("jdbc:h2:mem:", true);
        try {
            if (!before.isEmpty()) {
                Migrations.run(database, room, before);
            }
            ScriptUtils.executeSqlScript(database.getConnection(), script);
            assertThatCode(() -> Migrations.run(database, room)).doesNotThrowAnyException();
        } finally {
            database.destroy();
        }
    }

    /** The room, the version that its tables had until then (empty if there were none), and what was being run. */
    static Stream<Arguments> migrations() throws IOException {
        var scripts = Stream.of(
                        new PathMatchingResourcePatternResolver().getResources("classpath*:stet/*/migration/V*.sql"))
                .collect(groupingBy(script -> name(script, 3)));
        assertThat(scripts).hasSizeGreaterThan(6);
        return scripts.entrySet().stream().flatMap(room -> {
            var inOrder = room.getValue().stream()
                    .sorted(comparing(InterruptedMigrationsTest::version))
                    .toList();
            return IntStream.range(0, inOrder.size())
                    .mapToObj(i -> Arguments.of(room.getKey(), before(inOrder, i), inOrder.get(i)));
        });
    }

    private static String before(List<Resource> inOrder, int index) {
        return index == 0 ? "" : version(inOrder.get(index - 1)).toString();
    }

    private static MigrationVersion version(Resource script) {
        return MigrationVersion.fromVersion(name(script, 1).replaceAll("^V|__.*", ""));
    }

    /** The last name in its address, or one before. */
    private static String name(Resource script, int fromTheEnd) {
        try {
            var path = Path.of(script.getURL().getPath());
            return path.getName(path.getNameCount() - fromTheEnd).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
