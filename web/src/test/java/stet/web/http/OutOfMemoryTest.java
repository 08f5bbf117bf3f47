package stet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A program that has run out of memory ends, and says so. */
@Tag("kill")
class OutOfMemoryTest {
    /** As Tomcat's threads are: one dies, and the others go on. */
    static final class Glutton {
        private static final List<byte[]> EATEN = new ArrayList<>();

        private Glutton() {}

        public static void main(String[] args) throws InterruptedException {
            OutOfMemory.watch();
            var thread = Thread.ofPlatform().start(() -> {
                while (true) {
                    EATEN.add(new byte[1 << 20]);
                }
            });
            thread.join();
            Thread.currentThread().join();
        }
    }

    @Test
    void a_thread_that_dies_of_it_takes_the_program_along_with_a_sentence() throws Exception {
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Glutton.class.getName())
                .redirectErrorStream(true)
                .start();
        var said = new String(program.getInputStream().readAllBytes(), UTF_8);
        assertThat(program.waitFor()).isEqualTo(3);
        assertThat(said)
                .contains("Stet has run out of memory, and ends. Everything that was answered is on disk.")
                .doesNotContain("\tat ");
    }

    @Test
    void it_is_found_wherever_a_request_hid_it() {
        assertThat(OutOfMemory.isCauseOf(
                        new ServletException(new IllegalStateException(new OutOfMemoryError("Java heap space")))))
                .isTrue();
        assertThat(OutOfMemory.isCauseOf(new IllegalStateException(new StackOverflowError())))
                .isFalse();
    }
}
