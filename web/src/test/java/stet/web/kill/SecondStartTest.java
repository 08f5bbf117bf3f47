package stet.web.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told who starts Stet where it cannot run. */
@Tag("kill")
class SecondStartTest {

    @Test
    void a_second_start_on_the_same_data_ends_with_one_sentence(@TempDir Path directory) throws Exception {
        try (var first = Program.start(directory, directory.resolve("first.txt"))) {
            first.port();
            try (var second = Program.start(directory, directory.resolve("second.txt"))) {
                assertThat(second.ended()).as(second.said()).isEqualTo(1);
                assertThat(second.said())
                        .contains("Another Stet has this newsroom open")
                        .contains("newsroom.mv.db")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void a_start_where_nothing_can_be_written_ends_with_one_sentence(@TempDir Path directory) throws Exception {
        Files.createFile(directory.resolve(".stet"));
        try (var program = Program.start(directory, directory.resolve("output.txt"))) {
            assertThat(program.ended()).as(program.said()).isEqualTo(1);
            assertThat(program.said())
                    .contains("Stet cannot write its data where it is started")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void a_start_on_a_port_that_somebody_has_ends_with_one_sentence(@TempDir Path directory) throws Exception {
        try (var taken = new ServerSocket(0);
                var program = Program.start(
                        directory,
                        directory.resolve("output.txt"),
                        Map.of(),
                        "--server.port=" + taken.getLocalPort())) {
            assertThat(program.ended()).as(program.said()).isEqualTo(1);
            assertThat(program.said())
                    .contains("Port " + taken.getLocalPort() + " was already in use")
                    .doesNotContain("\tat ");
        }
    }
}
