package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Somebody in front of a browser without scripts, who follows links and presses buttons. */
final class Browser {
    private final HttpClient http;
    private final String base;

    private Browser(HttpClient http, String base) {
        this.http = http;
        this.base = base;
    }

    static Browser signedIn(String base, String name, String password) {
        var browser = new Browser(
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build(),
                base);
        browser.opens("/sign-in").sends("Sign in", Map.of("name", name, "password", password));
        return browser;
    }

    /** The same browser with its cookies, as a balancer leads it to another program. */
    Browser at(String other) {
        return new Browser(http, other);
    }

    Page opens(String path) {
        return open(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    private Page open(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return new Page(Jsoup.parse(response.body(), response.uri().toString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    final class Page {
        private final Document page;

        private Page(Document page) {
            this.page = page;
        }

        List<String> texts(String selector) {
            return page.select(selector).stream().map(Element::text).toList();
        }

        Page follows(String link) {
            return open(HttpRequest.newBuilder(URI.create(called("a", link).absUrl("href"))));
        }

        Page presses(String button) {
            return sends(button, Map.of());
        }

        Page sends(String button, Map<String, String> fields) {
            var form = called("button", button).closest("form");
            if (form == null) {
                throw new AssertionError("The button '" + button + "' is in no form");
            }
            var values = form.select("input[name], textarea[name], select[name]").stream()
                    .collect(Collectors.toMap(
                            field -> field.attr("name"),
                            field -> fields.getOrDefault(field.attr("name"), value(field))));
            var body = values.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return open(HttpRequest.newBuilder(URI.create(form.absUrl("action")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body)));
        }

        private static String value(Element field) {
            var options = field.select("option");
            return options.isEmpty()
                    ? field.val()
                    : Objects.requireNonNullElse(field.selectFirst("option[selected]"), options.getFirst())
                            .val();
        }

        private Element called(String tag, String text) {
            return page.select(tag).stream()
                    .filter(element -> element.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no " + tag + " '" + text + "' on\n" + page));
        }
    }
}
