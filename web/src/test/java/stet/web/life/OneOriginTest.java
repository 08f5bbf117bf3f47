package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stet.eventstore.Databases;

/** Stet is found at one address, and whatever it answers says what a browser may do with it. */
@Tag("program")
class OneOriginTest {
    static final String[] HEADERS = {
        "\r\nContent-Security-Policy: default-src 'self'; ",
        "\r\nX-Content-Type-Options: nosniff\r\n",
        "\r\nX-Frame-Options: SAMEORIGIN\r\n",
        "\r\nReferrer-Policy: same-origin\r\n",
        "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
        "\r\nPermissions-Policy: accelerometer=(), camera=(), "
    };
    private static final String HSTS = "\r\nStrict-Transport-Security: max-age=31536000\r\n";
    private static final String STORED_BY_NOBODY = "no-store";

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Colleague wanda;
    private static String article;

    @BeforeAll
    static void a_newsroom_is_behind_a_proxy_that_ends_tls() {
        stet = RunningStet.on(
                new Databases.Address("jdbc:h2:file:%s".formatted(directory.resolve("newsroom")), "stet", "stet"),
                "--stet.address=https://stet.example.org",
                "--stet.live.per-person=0");
        stet.opens("city");
        wanda = stet.welcomes("wanda", "Wanda Winter", "WRITER");
        article = wanda.posts("/api/articles", Map.of("desk", "city", "content", Map.of("headline", "Rain")))
                .with(201)
                .header("Location")
                .replace("/api/articles/", "");
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    static Stream<Arguments> answers() {
        var token = "Authorization: Bearer " + wanda.token() + "\r\n";
        var json = "Content-Type: application/json\r\n";
        var form = "Content-Type: application/x-www-form-urlencoded\r\n";
        return Stream.of(
                Arguments.of(200, "GET / HTTP/1.1\r\n"),
                Arguments.of(200, "GET /sign-in HTTP/1.1\r\n"),
                Arguments.of(200, "GET /assets/stet.css HTTP/1.1\r\n"),
                Arguments.of(200, "GET /actuator/health HTTP/1.1\r\n"),
                Arguments.of(200, "GET /api/me HTTP/1.1\r\n" + token),
                Arguments.of(302, "GET /newsroom HTTP/1.1\r\n"),
                Arguments.of(400, "GET /?a=%zz HTTP/1.1\r\n"),
                Arguments.of(400, "GET /api/%zz HTTP/1.1\r\n"),
                Arguments.of(400, "GET /v3/a[b HTTP/1.1\r\n"),
                Arguments.of(400, "GET /a\u0001b HTTP/1.1\r\n"),
                Arguments.of(400, "GET /;a HTTP/1.1\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\nContent-Length: -1\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\nX-Long: " + "a".repeat(20_000) + "\r\n"),
                Arguments.of(401, "GET /api/me HTTP/1.1\r\n"),
                Arguments.of(401, "GET /api/me HTTP/1.1\r\nAuthorization: Bearer stet_none\r\n"),
                Arguments.of(401, "GET /actuator/prometheus HTTP/1.1\r\n"),
                Arguments.of(403, "GET /actuator/env HTTP/1.1\r\n" + token),
                Arguments.of(403, "GET /readers/none HTTP/1.1\r\n" + token),
                Arguments.of(404, "GET /news/none HTTP/1.1\r\n"),
                Arguments.of(404, "GET /api/articles/none HTTP/1.1\r\n" + token),
                Arguments.of(404, "GET /v3/none HTTP/1.1\r\n" + token),
                Arguments.of(405, "DELETE /api/articles HTTP/1.1\r\n" + token),
                Arguments.of(405, "TRACE / HTTP/1.1\r\n"),
                Arguments.of(411, "POST /sign-in HTTP/1.1\r\n" + form + "Transfer-Encoding: chunked\r\n"),
                Arguments.of(413, "POST /api/session HTTP/1.1\r\n" + json + "Content-Length: 9000\r\n"),
                Arguments.of(413, "POST /sign-in HTTP/1.1\r\n" + json + "Content-Length: 9000\r\n"),
                Arguments.of(415, "POST /api/session HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n"),
                Arguments.of(
                        428,
                        "PUT /api/articles/" + article + "/content HTTP/1.1\r\n" + token + json
                                + "Content-Length: 2\r\n"),
                Arguments.of(429, "GET /newsroom/live HTTP/1.1\r\n" + token),
                Arguments.of(501, "POST /api/session HTTP/1.1\r\nTransfer-Encoding: nonsense\r\n"),
                Arguments.of(505, "GET / HTTP/9.9\r\n"));
    }

    @ParameterizedTest
    @MethodSource
    void answers(int status, String request) throws IOException {
        var path = request.split(" ", 3)[1];
        var length = request.contains("Content-Length: 9000") ? 9_000 : request.contains("Content-Length: 1") ? 1 : 0;
        var body = request.contains("Content-Length: 2\r\n") ? "{}" : " ".repeat(length);
        var answer = sent(request, request.contains("chunked") ? "0\r\n\r\n" : body);

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains(HEADERS)
                .contains(HSTS);
        assertThat(answer.indexOf("Content-Security-Policy")).isEqualTo(answer.lastIndexOf("Content-Security-Policy"));
        if (status >= 400) {
            var program = path.startsWith("/api/")
                    || path.startsWith("/actuator/")
                    || path.startsWith("/v3/")
                    || path.equals("/newsroom/live");
            assertThat(answer).contains(program ? "application/problem+json" : "text/html", STORED_BY_NOBODY);
            assertThat(answer).contains(program ? "\"detail\":\"" : "<h1>").doesNotContain("Tomcat", "Exception");
        }
    }

    @Test
    void a_fault_of_ours_says_as_much() throws IOException {
        var jdbc = stet.part(org.springframework.jdbc.core.simple.JdbcClient.class);
        jdbc.sql("ALTER TABLE people_credential RENAME TO people_elsewhere").update();
        try {
            var body = "{\"name\":\"wanda\",\"password\":\"x\"}";
            assertThat(sent(
                            "POST /api/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length() + "\r\n",
                            body))
                    .startsWith("HTTP/1.1 500 ")
                    .contains(HEADERS)
                    .contains(HSTS, "application/problem+json", STORED_BY_NOBODY);
        } finally {
            jdbc.sql("ALTER TABLE people_elsewhere RENAME TO people_credential").update();
        }
    }

    @Test
    void what_a_request_says_of_its_host_leads_nobody_anywhere() throws IOException {
        var evil = String.join(
                "\r\n",
                "Host: evil.example",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: http",
                "Forwarded: host=evil.example;proto=http",
                "X-Forwarded-Prefix: //evil.example",
                "");
        assertThat(sent("GET /newsroom HTTP/1.1\r\n" + evil, ""))
                .contains("\r\nLocation: /sign-in?next=%2Fnewsroom\r\n")
                .doesNotContain("evil");
        var session = session();
        assertThat(sent("GET /newsroom/new HTTP/1.1\r\nCookie: " + session.cookies() + "\r\n" + evil, ""))
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("evil");
        assertThat(sent(
                        "POST /sign-out HTTP/1.1\r\nContent-Length: 0\r\nX-XSRF-TOKEN: " + session.csrf()
                                + "\r\nCookie: " + session.cookies() + "\r\n" + evil,
                        ""))
                .contains("\r\nLocation: /sign-in?signed-out\r\n")
                .doesNotContain("evil");
        assertThat(sent("GET /v3/api-docs HTTP/1.1\r\n" + evil, ""))
                .contains("\"servers\":[{\"url\":\"/\"")
                .doesNotContain("evil");
    }

    @Test
    void cookies_are_for_this_host_alone_and_go_over_tls_alone() {
        var cookies = stet.world()
                .posts("/api/session", Map.of("name", "wanda", "password", RunningStet.PASSWORD))
                .with(204)
                .headers()
                .allValues("Set-Cookie");
        assertThat(cookies)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("; Secure", "Path=/", "SameSite=Lax")
                        .doesNotContain("Domain"));
        assertThat(stet.world().gets("/sign-in").headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie).startsWith("__Host-").contains("; Secure"));
    }

    @Test
    void a_token_against_forged_forms_is_good_for_its_own_session_alone() {
        var hers = session();
        var another = session();
        var forged = "0".repeat(43);

        // Whoever plants a cookie knows what is in it, and sends the same by a form or a header.
        for (var planted : List.of(another.csrf(), forged)) {
            stet.world()
                    .with("Cookie", hers.session() + "; __Host-XSRF-TOKEN=" + planted)
                    .with("X-XSRF-TOKEN", planted)
                    .posts("/api/tokens", Map.of("label", "forged"))
                    .refused(403, "csrf-token-missing");
        }
        stet.world()
                .with("Cookie", hers.cookies())
                .with("X-XSRF-TOKEN", hers.csrf())
                .posts("/api/tokens", Map.of("label", "hers"))
                .with(201);
        // A cookie that is not hers is put right with the next page.
        assertThat(stet.world()
                        .with("Cookie", hers.session() + "; __Host-XSRF-TOKEN=" + forged)
                        .gets("/api/me")
                        .with(200)
                        .headers()
                        .allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("__Host-XSRF-TOKEN=" + hers.csrf() + ";"));
    }

    @Test
    void what_is_not_public_is_stored_by_no_browser() {
        var session = session();
        var browser = stet.world().with("Cookie", session.cookies());
        for (var path :
                List.of("/newsroom", "/newsroom/articles/" + article, "/newsroom/new", "/sign-out", "/api/me")) {
            assertThat(browser.gets(path).with(200).header("Cache-Control"))
                    .as(path)
                    .contains(STORED_BY_NOBODY);
        }
        for (var path :
                List.of("/api/articles/" + article, "/api/articles", "/newsroom/articles/" + article + "/edit")) {
            assertThat(wanda.gets(path).with(200).header("Cache-Control"))
                    .as(path)
                    .contains(STORED_BY_NOBODY);
        }
    }

    @Test
    void a_form_about_something_that_no_page_has_is_refused_before_anything_is_done() {
        var session = session();
        var browser = stet.world().with("Cookie", session.cookies()).with("X-XSRF-TOKEN", session.csrf());
        for (var about : List.of("a\r\nSet-Cookie: a=b", "a\nb", "a\u0000", "ü", "a b", "/../..", "\u2028")) {
            var refused = form(browser, Map.of("_panel", "comments", "_about", about, "text", "Is it raining?"))
                    .with(422);
            assertThat(Jsoup.parse(refused.text()).text()).contains("Please open the page again");
        }
        assertThat(wanda.sees("/api/articles/" + article).path("comments")).isEmpty();
        form(browser, Map.of("_panel", "comments", "_about", "at-headline", "text", "Is it raining?"))
                .with(303);
        assertThat(wanda.gets("/newsroom/articles/" + article + "/comments").text())
                .contains("Is it raining?");
    }

    private static Reply form(Colleague browser, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("key", java.util.UUID.randomUUID().toString());
        var body = String.join(
                "&",
                all.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .toList());
        return browser.posts(
                "/newsroom/articles/" + article + "/add-comment",
                "application/x-www-form-urlencoded",
                body.getBytes(StandardCharsets.UTF_8));
    }

    private record Session(String session, String csrf) {
        String cookies() {
            return session + "; __Host-XSRF-TOKEN=" + csrf;
        }
    }

    private static Session session() {
        var cookies = stet
                .world()
                .posts("/api/session", Map.of("name", "wanda", "password", RunningStet.PASSWORD))
                .with(204)
                .headers()
                .allValues("Set-Cookie")
                .stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .toList();
        return new Session(
                cookies.stream()
                        .filter(cookie -> cookie.startsWith("__Host-JSESSIONID="))
                        .findFirst()
                        .orElseThrow(),
                cookies.stream()
                        .filter(cookie -> cookie.startsWith("__Host-XSRF-TOKEN="))
                        .map(cookie -> cookie.substring("__Host-XSRF-TOKEN=".length()))
                        .findFirst()
                        .orElseThrow());
    }

    private static String sent(String request, String body) throws IOException {
        try (var wire = new Wire(stet.port())) {
            var host = request.contains("Host: ") ? "" : "Host: stet.example.org\r\n";
            wire.sends(request + host + "Connection: close\r\n\r\n" + body);
            return wire.hears(Duration.ofSeconds(20));
        }
    }
}
