package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.eventstore.Databases;

/** Stet behind a real nginx, with the lines that {@code docs/proxy.md} gives for it. */
@Tag("kill")
class NginxTest {
    private static final Path PAGE =
            Path.of(Objects.requireNonNull(System.getProperty("stet.root")), "docs", "proxy.md");

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Process nginx;
    private static Colleague world;
    private static int port;

    @BeforeAll
    static void nginx_is_in_front() throws IOException {
        var program = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        // A build server must not skip this silently.
        if (System.getenv("CI") == null) {
            assumeTrue(program.isPresent(), "nginx is not installed");
        }
        stet = RunningStet.on(
                new Databases.Address("jdbc:h2:file:%s".formatted(directory.resolve("newsroom")), "stet", "stet"),
                "--server.address=127.0.0.1",
                "--stet.address=https://stet.example.org",
                "--server.forward-headers-strategy=native");
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, """
                daemon off;
                pid %1$s/nginx.pid;
                error_log stderr warn;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/f;
                    uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                    server {
                        listen 127.0.0.1:%2$d;
                        location / {
                %3$s
                        }
                    }
                }
                """.formatted(directory, port, documented()));
        nginx = new ProcessBuilder(
                        program.orElseThrow().toString(),
                        "-e",
                        "stderr",
                        "-p",
                        directory.toString(),
                        "-c",
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.log").toFile())
                .start();
        world = Colleague.world(port);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            assertThat(nginx.isAlive())
                    .as(Files.readString(directory.resolve("nginx.log")))
                    .isTrue();
            return answers();
        });
    }

    @AfterAll
    static void it_closes() throws InterruptedException {
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor(10, TimeUnit.SECONDS);
        }
        if (stet != null) {
            stet.close();
        }
    }

    /** What stands in the page within {@code location /}, for the port of this Stet. */
    private static String documented() throws IOException {
        var page = Files.readString(PAGE);
        var from = page.indexOf('{', page.indexOf("location / {")) + 1;
        var lines = page.substring(from, page.indexOf('}', from))
                .lines()
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
        assertThat(lines).contains("proxy_pass http://127.0.0.1:8080;", "X-Forwarded-For");
        return lines.replace("127.0.0.1:8080", "127.0.0.1:" + stet.port());
    }

    private static boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void who_signs_in_through_it_comes_from_where_they_are_and_forges_no_other_address() {
        world.with("X-Forwarded-For", "203.0.113.7")
                .with("Forwarded", "for=203.0.113.8")
                .posts("/api/session", Map.of("name", "administrator", "password", "wrong wrong wrong"))
                .refused(422, "wrong-password");
        var seen = await().atMost(Duration.ofSeconds(30))
                .until(() -> stet.administrator().gets("/api/access").text(), text -> text.contains("REFUSED"));
        assertThat(seen).contains("127.0.0.1").doesNotContain("203.0.113");
    }

    @Test
    void it_leads_to_its_own_paths_with_all_headers() {
        var answer = world.gets("/newsroom").with(302);
        assertThat(answer.header("Location")).isEqualTo("/sign-in?next=%2Fnewsroom");
        for (var path : List.of("/", "/sign-in", "/news/none", "/api/me", "/actuator/health")) {
            assertThat(world.gets(path).headers().map().keySet())
                    .as(path)
                    .contains(
                            "content-security-policy",
                            "cross-origin-opener-policy",
                            "permissions-policy",
                            "strict-transport-security",
                            "x-content-type-options");
        }
    }

    @Test
    void a_picture_of_the_largest_size_goes_through_and_what_happens_is_told_at_once() throws IOException {
        var wanda = stet.welcomes("wanda", "Wanda Winter", "WRITER").at(port);
        assertThat(wanda.uploads("/api/pictures", "large.jpg", new byte[20 << 20])
                        .status())
                .isEqualTo(422);
        try (var wire = new Wire(port)) {
            wire.sends("GET /newsroom/live HTTP/1.1\r\nHost: stet.example.org\r\nAuthorization: Bearer " + wanda.token()
                    + "\r\n\r\n");
            assertThat(wire.hears(Duration.ofSeconds(3)))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("text/event-stream");
        }
    }
}
