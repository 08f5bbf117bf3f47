package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was answered. */
public record Reply(HttpResponse<byte[]> response) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TYPES = "/api/problems/";

    public int status() {
        return response.statusCode();
    }

    public HttpHeaders headers() {
        return response.headers();
    }

    public byte[] bytes() {
        return response.body();
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return JSON.readTree(bytes());
    }

    public String header(String name) {
        return headers().firstValue(name).orElse("");
    }

    /** The name of the problem, such as {@code own-words}; empty where this is none. */
    public String problem() {
        if (!header("Content-Type").startsWith("application/problem+json")) {
            return "";
        }
        var type = json().path("type").asString("");
        return type.startsWith(TYPES) ? type.substring(TYPES.length()) : type;
    }

    /** The sentence for whoever asked. */
    public String sentence() {
        return json().path("detail").asString("");
    }

    public Reply with(int expected) {
        assertThat(status()).as(() -> text()).isEqualTo(expected);
        return this;
    }

    public Reply refused(int expected, String problem) {
        assertThat(problem()).as(() -> text()).isEqualTo(problem);
        return with(expected);
    }
}
