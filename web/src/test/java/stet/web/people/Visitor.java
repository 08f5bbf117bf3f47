package stet.web.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody in front of the door, with a browser's cookies and perhaps a token. */
final class Visitor {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http;
    private final String base;
    private final Map<String, String> headers;

    Visitor(int port, Map<String, String> headers) {
        this(port, headers, InetAddress.getLoopbackAddress());
    }

    /** @param from an address of this machine, such as 127.0.0.2 */
    Visitor(int port, Map<String, String> headers, InetAddress from) {
        this.base = "http://localhost:" + port;
        this.headers = headers;
        this.http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .localAddress(from)
                .build();
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> delete(String path) {
        return send(withCsrf(request(path).DELETE()));
    }

    HttpResponse<String> post(String path, Object body) {
        return send(withCsrf(json(path, body)));
    }

    HttpResponse<String> postWithoutCsrf(String path, Object body) {
        return send(json(path, body));
    }

    HttpResponse<String> signIn(String name, String password) {
        return post("/api/session", Map.of("name", name, "password", password));
    }

    /** Opens a page, fills in its form as far as it is given, and sends all of it as a browser would. */
    HttpResponse<String> fillIn(String page, Map<String, String> fields) {
        var form = Jsoup.parse(get(page).body(), base).selectFirst("form");
        if (form == null) {
            throw new AssertionError("No form on " + page);
        }
        var values = new LinkedHashMap<String, String>();
        form.select("input[name]").forEach(input -> values.put(input.attr("name"), input.attr("value")));
        values.putAll(fields);
        return send(form(form.attr("action"), values));
    }

    HttpResponse<String> submit(String path, Map<String, String> fields) {
        return send(form(path, fields));
    }

    Optional<HttpCookie> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst();
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder json(String path, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder withCsrf(HttpRequest.Builder request) {
        cookie("XSRF-TOKEN").ifPresent(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
        return request;
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
