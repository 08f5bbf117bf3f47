package stet.workflow.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final String KEY = "q4fVn0XyOQx1k1lJ0m8l3pZ2v0m3v1o1mXv6h3xkz9s=";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private KeyFile file() {
        return new KeyFile(directory.resolve("apart/from/data/newsroom.keys"));
    }

    @Test
    void where_there_is_none_there_are_no_keys() {
        assertThat(file().read()).isEmpty();
    }

    @Test
    void one_that_is_made_is_its_owners_alone_and_is_read_again() throws IOException {
        var made = file().make();
        assertThat(file().read().orElseThrow().ids()).containsExactly(made.current());
        assertThat(permissions(file().path())).isEqualTo("rw-------");
        var its = directory.resolve("apart/from/data");
        assertThat(permissions(its)).isEqualTo("rwx------");
        try (var names = Files.list(its)) {
            assertThat(names).as("nothing is left over").containsExactly(file().path());
        }
    }

    @Test
    void it_takes_the_place_of_no_other() {
        var made = file().make();
        assertThat(file().make().ids()).isEqualTo(made.ids());
    }

    @Test
    void of_many_who_make_one_at_once_all_have_the_same() throws Exception {
        var together = new CyclicBarrier(8);
        var ids = new HashSet<String>();
        try (var makers = Executors.newFixedThreadPool(8)) {
            var all = new ArrayList<Future<String>>();
            for (var n = 0; n < 8; n++) {
                all.add(makers.submit(() -> {
                    together.await();
                    return file().make().current();
                }));
            }
            for (var each : all) {
                ids.add(each.get());
            }
        }
        assertThat(ids).hasSize(1);
    }

    @Test
    void a_key_more_at_the_end_is_the_one_that_is_sealed_with() throws IOException {
        var made = file().make();
        Files.writeString(file().path(), Files.readString(file().path()) + KEY + "\n");
        var both = file().read().orElseThrow();
        assertThat(both.ids()).hasSize(2).contains(made.current());
        assertThat(both.current()).isNotEqualTo(made.current());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    void others_may_not_read_or_write_it(String permissions) throws IOException {
        file().make();
        Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> file().read())
                .isInstanceOfSatisfying(
                        KeysNotUsable.class, told -> assertThat(told.advice()).contains("chmod 600"))
                .hasMessageContaining(file().path().toString());
    }

    @Test
    void what_is_no_key_is_said_with_its_line_and_without_what_stands_there() throws IOException {
        written("# ours\n" + KEY + "\nc2hvcnQ=\n");
        assertThatThrownBy(() -> file().read())
                .isInstanceOf(KeysNotUsable.class)
                .hasMessageContaining("Line 3 of the key file")
                .hasMessageNotContaining("c2hvcnQ");
        written("not base64!\n");
        assertThatThrownBy(() -> file().read()).hasMessageContaining("Line 1 of the key file");
        written("# nothing yet\n\n");
        assertThatThrownBy(() -> file().read()).hasMessageContaining("There is no key in the key file");
    }

    @Test
    void where_none_can_be_made_it_says_so() throws IOException {
        Files.writeString(directory.resolve("taken"), "a file");
        var impossible = new KeyFile(directory.resolve("taken/newsroom.keys"));
        assertThatThrownBy(impossible::make)
                .isInstanceOfSatisfying(
                        KeysNotUsable.class, told -> assertThat(told.advice()).contains("--stet.keys.file"));
    }

    private void written(String text) throws IOException {
        Files.createDirectories(directory.resolve("apart/from/data"));
        Files.writeString(file().path(), text);
        Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString("rw-------"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
