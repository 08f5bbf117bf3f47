package stet.web.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What an operator who stops Stet may rely on. */
@Tag("kill")
class ShutdownTest {

    @Test
    void a_request_that_is_under_way_is_answered_and_read_before_stet_ends(@TempDir Path directory) throws Exception {
        try (var program = Program.start(directory, directory.resolve("output.txt"))) {
            var port = program.port();
            var administrator = Client.administrator(program.link(), "let-it-stand-again");
            var body = Client.JSON.writeValueAsBytes(Map.of("desk", "city", "name", "The city"));
            String answer;
            CompletableFuture<Integer> ended;
            try (var socket = new Socket("localhost", port)) {
                var out = socket.getOutputStream();
                out.write("""
                        POST /api/newsroom/open-desk HTTP/1.1\r
                        Host: localhost\r
                        Authorization: Bearer %s\r
                        Content-Type: application/json\r
                        Content-Length: %d\r
                        Expect: 100-continue\r
                        \r
                        """.formatted(administrator, body.length).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                // Stet waits for the body, and so is at work on this request.
                assertThat(in.readLine()).contains("100");
                assertThat(in.readLine()).isEmpty();
                ended = CompletableFuture.supplyAsync(() -> stopped(program));
                await().atMost(Duration.ofSeconds(20)).until(() -> refusesOthers(port));
                out.write(body);
                out.flush();
                answer = in.readLine();
            }
            assertThat(answer).contains(" 200");
            assertThat(ended.get()).as("exit code after SIGTERM").isEqualTo(143);
            assertThat(program.said()).doesNotContain("\tat ").doesNotContain("ERROR");
        }
        assertThat(directory.resolve(".stet/newsroom.trace.db")).doesNotExist();
        assertThat(Files.exists(directory.resolve(".stet/newsroom.lock.db"))).isFalse();
        var database = new SingleConnectionDataSource(
                "jdbc:h2:file:%s;IFEXISTS=TRUE".formatted(directory.resolve(".stet/newsroom")), "stet", "stet", true);
        try {
            var jdbc = JdbcClient.create(database);
            assertThat(jdbc.sql("SELECT name FROM desk_desk")
                            .query(String.class)
                            .list())
                    .containsExactly("The city");
            assertThat(jdbc.sql("SELECT COUNT(*) FROM ledger_token WHERE owner IS NOT NULL")
                            .query(Long.class)
                            .single())
                    .as("readers that still hold what they read")
                    .isZero();
        } finally {
            database.destroy();
        }
    }

    private static int stopped(Program program) {
        try {
            return program.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean refusesOthers(int port) {
        try (var other = new Socket("localhost", port)) {
            return !other.isConnected();
        } catch (java.io.IOException refused) {
            return true;
        }
    }
}
