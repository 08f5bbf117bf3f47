package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Requests that make no sense get a sentence, and the log gets nothing of what was in them. */
@Tag("program")
@ExtendWith(OutputCaptureExtension.class)
class MalformedRequestsTest {
    private static final String SECRET = "s3cr3t-of-somebody";
    private static final String[] INSIDES = {
        "Exception", "Tomcat", "org.apache", "org.springframework", "jakarta.", "\tat ", "Whitelabel", "HTTP Status"
    };

    @TempDir
    static Path directory;

    private static RunningStet stet;

    @BeforeAll
    static void a_newsroom_is_on_the_internet() {
        stet = RunningStet.in(directory);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    static Stream<Arguments> malformed() {
        var requests = Stream.<Arguments>builder();
        for (var path :
                new String[] {"/", "/news/none", "/sign-in", "/api/published/stories", "/api/articles", "/newsroom"}) {
            for (var query : new String[] {
                "?a=%zz",
                "?x=%ff",
                "?a=" + SECRET + "%",
                "?%0aname%0d=" + SECRET + "%zz",
                "?a=%00%1b%zz",
                "?a=%c0%af",
                "?%=1",
                "?a=%ed%a0%80"
            }) {
                requests.add(Arguments.of("GET " + path + query + " HTTP/1.1\r\n\r\n", path));
            }
        }
        for (var door : new String[] {"/sign-in", "/newsroom/new", "/api/articles", "/"}) {
            requests.add(body(door, "multipart/form-data", "--x\r\n" + SECRET));
            requests.add(body(door, "multipart/form-data; boundary=", "--x\r\n" + SECRET));
            requests.add(body(door, "multipart/form-data; boundary=x", "--x\r\n" + SECRET));
            requests.add(body(door, "multipart/form-data; boundary=" + "x".repeat(500), SECRET));
            requests.add(body(door, "application/x-www-form-urlencoded", "name=ruth&password=" + SECRET + "%zz"));
            requests.add(body(door, "application/x-www-form-urlencoded", "name=ruth&password=%ff" + SECRET));
            requests.add(body(door, "application/x-www-form-urlencoded; charset=nonsense", "password=" + SECRET));
            requests.add(body(door, "nonsense", SECRET));
            requests.add(body(door, "a/b; charset=\"", SECRET));
        }
        requests.add(body("/api/session", "application/json", "{\"name\":\"ruth\",\"password\":\"" + SECRET));
        requests.add(body("/api/session", "application/json", "\u00ff\u00fe" + SECRET));
        requests.add(body("/api/session", "application/json; charset=utf-7", "{\"password\":\"" + SECRET + "\"}"));
        requests.add(body("/api/session", "application/json; charset=nonsense", "{\"password\":\"" + SECRET + "\"}"));
        requests.add(Arguments.of(
                "POST /api/session HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
                        + SECRET,
                "/api/session"));
        requests.add(Arguments.of(
                "POST /sign-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
                        + SECRET,
                "/sign-in"));
        requests.add(Arguments.of(
                "POST /api/session HTTP/1.1\r\nTransfer-Encoding: nonsense\r\n\r\n" + SECRET, "/api/session"));
        requests.add(Arguments.of("POST /api/session HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "/api/session"));
        requests.add(Arguments.of(
                "POST /api/session HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "/api/session"));
        for (var path : new String[] {
            "/%00",
            "/a%00b",
            "/;jsessionid=" + SECRET,
            "/news;x=" + SECRET + "/a",
            "/news/%2fa",
            "/news/%5ca",
            "/news/..%2f..%2fa",
            "/../../a",
            "/news/%",
            "/news/%zz",
            "//",
            "/%ff",
            "/a\u0001b",
            "/a[b",
            "/a|b\\c",
            "/a\"b",
            "/news/%e2%80%a8" + SECRET,
            "/api/%zz",
            "/api/a[b",
            "/api/%00",
            "/api/a%2fb",
            "/api/published/stories/%ff",
            "/assets/%2e%2e/%2e%2e/a",
            "/api/;a",
            "/news/%0a%0dforged",
            "nonsense",
            "*",
            "http://" + SECRET,
            "/" + "a".repeat(20_000)
        }) {
            requests.add(Arguments.of("GET " + path + " HTTP/1.1\r\n\r\n", path));
        }
        for (var method :
                new String[] {"FOO", "TRACE", "CONNECT", "get", "G\u0001T", "PROPFIND", "G" + "E".repeat(10_000) + "T"
                }) {
            requests.add(Arguments.of(method + " / HTTP/1.1\r\n\r\n", "/"));
            if (method.matches("[A-Za-z]{1,20}")) {
                requests.add(Arguments.of(method + " /api/articles HTTP/1.1\r\n\r\n", "/api/articles"));
            }
        }
        requests.add(Arguments.of("GET / HTTP/9.9\r\n\r\n", "/"));
        requests.add(Arguments.of("GET / NONSENSE\r\n\r\n", "/"));
        requests.add(Arguments.of("GET /\r\n\r\n", "/"));
        requests.add(Arguments.of("\u0016\u0003\u0001\u0002\u0000" + SECRET + "\r\n\r\n", "/"));
        requests.add(header("/api/articles", "X-Long: " + "a".repeat(20_000)));
        requests.add(header("/", "X-Long: " + "a".repeat(20_000)));
        requests.add(header("/", "Host: [" + SECRET));
        requests.add(header("/", "Host: a b"));
        requests.add(header("/api/articles", "Host: " + SECRET + "/"));
        requests.add(header("/api/articles", "Authorization: Bearer \u0001"));
        requests.add(header("/newsroom", "Cookie: JSESSIONID=\"" + SECRET + "; \u0001=;;;=="));
        requests.add(header("/api/session/x", "Accept: nonsense/nonsense/;;q=z"));
        requests.add(header("/nowhere", "Accept: nonsense/nonsense/;;q=z"));
        requests.add(header("/nowhere", "Accept-Language: \u0001,,;q=zz" + SECRET));
        requests.add(header("/nowhere", "traceparent: 00-" + SECRET + "\u001b[31m-00"));
        requests.add(header("/assets/stet.css", "Range: bytes=" + SECRET));
        requests.add(header("/assets/stet.css", "Range: bytes=9999999-1"));
        requests.add(header("/nowhere", "If-Modified-Since: " + SECRET));
        requests.add(header("/nowhere", "A header without a colon"));
        requests.add(header("/nowhere", ": " + SECRET));
        requests.add(header("/nowhere", "X-Bad\u0001: " + SECRET));
        return requests.build();
    }

    private static Arguments body(String path, String type, String body) {
        return Arguments.of(
                "POST " + path + " HTTP/1.1\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body,
                path);
    }

    private static Arguments header(String path, String header) {
        return Arguments.of("GET " + path + " HTTP/1.1\r\n" + header + "\r\n\r\n", path);
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String request, String path, CapturedOutput output) throws Exception {
        var before = output.getAll().length();
        String answer;
        try (var wire = new Wire(stet.port())) {
            var end = request.indexOf("\r\n") + 2;
            var host = request.contains("Host: ") ? "" : "Host: localhost\r\n";
            wire.sends(request.substring(0, end)
                    + (end > 2 ? host + "Connection: close\r\n" : "")
                    + request.substring(end));
            answer = wire.hears(Duration.ofSeconds(20));
        }

        // Some of what can be sent makes sense after all; none of it is a fault of ours. HTTP/0.9 answers without a
        // status.
        assertThat(answer).matches("(?s)(HTTP/1\\.1 (200|204|206|30[23]|4\\d\\d|501|505) |<!DOCTYPE html>).*");
        assertThat(answer).doesNotContain(INSIDES);
        if (answer.startsWith("HTTP/1.1 ")) {
            assertThat(answer).contains(OneOriginTest.HEADERS);
        }
        if (answer.matches("(?s)HTTP/1\\.1 [45]\\d\\d .*") && !answer.startsWith("HTTP/1.1 416")) {
            assertThat(answer)
                    .as("a problem for programs, a page for people")
                    .contains(path.startsWith("/api/") ? "application/problem+json" : "text/html");
            assertThat(answer).contains(path.startsWith("/api/") ? "\"detail\":\"" : "<h1>");
        }
        var logged = output.getAll().substring(before);
        assertThat(logged).hasSizeLessThan(300).doesNotContain(SECRET, "Exception", "forged");
    }

    @Test
    void nobody_forges_a_line_of_the_log_or_moves_a_cursor_in_it(CapturedOutput output) {
        var log = LoggerFactory.getLogger("stet.web.life.malformed");
        var evil = "before\r\nforged line\u001b[31m\u0007\u0085\u2028\u2029\u202e\u009b31m\u0000\u007f";
        log.warn(evil);
        log.warn("{} was sent", evil);
        log.warn("A fault", new IllegalStateException(evil, new IllegalArgumentException(evil)));

        assertThat(output.getAll())
                .contains("before\\u000d\\u000aforged line\\u001b[31m")
                .doesNotContain(
                        "before\r",
                        "\u001b[31m",
                        "\u0007",
                        "\u0085",
                        "\u2028",
                        "\u2029",
                        "\u202e",
                        "\u009b",
                        "\u0000",
                        "\u007f");
        assertThat(output.getAll().lines()).noneMatch(line -> line.startsWith("forged"));
    }

    @Test
    void what_is_asked_of_an_article_that_is_not_there_is_not_logged(CapturedOutput output) {
        stet.opens("city");
        var wanda = Newcomers.to(stet).wanda();
        var before = output.getAll().length();
        wanda.asks("nowhere", "submit-for-checking", Map.of()).refused(404, "no-such-article");
        assertThat(output.getAll().substring(before)).isEmpty();
    }

    @Test
    void a_fault_of_ours_is_logged_without_what_was_sent(CapturedOutput output) {
        stet.world().gets("/?tag=" + SECRET);
        var jdbc = stet.part(org.springframework.jdbc.core.simple.JdbcClient.class);
        jdbc.sql("ALTER TABLE people_credential RENAME TO people_elsewhere").update();
        try {
            stet.world()
                    .posts("/api/session?note=" + SECRET, Map.of("name", "ruth", "password", SECRET))
                    .refused(500, "internal-server-error");
        } finally {
            jdbc.sql("ALTER TABLE people_elsewhere RENAME TO people_credential").update();
        }
        assertThat(output.getAll()).contains("POST /api/session failed").doesNotContain(SECRET);
    }
}
