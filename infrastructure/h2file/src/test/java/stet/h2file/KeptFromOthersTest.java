package stet.h2file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Stet keeps in files is read by whoever runs it, and by nobody else on the machine. */
@Tag("database")
class KeptFromOthersTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeEach
    void files_have_owners_here() {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }

    @Test
    void a_new_file_is_its_owner_s_alone_and_so_are_the_directories_that_are_made_for_it() throws Exception {
        var data = directory.resolve("stet").resolve("data");
        var file = data.resolve("newsroom");
        opens(file);
        assertThat(permissions(Path.of(file + ".mv.db"))).isEqualTo("rw-------");
        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(directory.resolve("stet"))).isEqualTo("rwx------");
    }

    @Test
    void a_file_that_others_could_read_is_kept_from_them_from_the_next_start_on() throws Exception {
        var file = directory.resolve("newsroom");
        opens(file);
        var kept = Path.of(file + ".mv.db");
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r--r--"));
        opens(file);
        assertThat(permissions(kept)).isEqualTo("rw-------");
    }

    private static void opens(Path file) throws SQLException {
        try (var connection =
                DriverManager.getConnection(DurableDatabase.address("jdbc:h2:file:" + file), "stet", "")) {
            connection.createStatement().execute("CREATE TABLE IF NOT EXISTS word (word VARCHAR)");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
