package stet.web.life;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests for one operation of the API that nearly make sense: made from its description, each with something wrong in it. The same
 * seed makes the same requests.
 */
final class Malformed {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern IN_THE_PATH = Pattern.compile("\\{[^}]*}");
    private static final String TOO_LONG = "x".repeat(70);

    static final List<String> ODD = List.of(
            "",
            " ",
            "\u0000",
            "a\r\nSet-Cookie: a=b",
            "../../etc/passwd",
            "' OR 1=1 --",
            "O'Brien",
            "\"><script>alert(1)</script>",
            "${jndi:ldap://localhost/a}",
            "#{7*7}",
            "%s%n%x",
            "\ud800",
            "\ufffe",
            "\u202e",
            "é".repeat(40),
            TOO_LONG,
            "😀",
            "null",
            "-1",
            "9".repeat(400));

    /** For numbers, instants and dates. */
    private static final List<String> NO_NUMBER = List.of(
            "1e400",
            "-1e400",
            "99999999999999999999999",
            "-1",
            "0.5",
            "\"2026-02-30\"",
            "\"+999999999-12-31T23:59:59.999999999Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"0000-00-00\"",
            "\"NaN\"",
            "true",
            "{}",
            "[[]]",
            "null");

    private final JsonNode description;
    private final String path;
    private final JsonNode operation;
    private final String article;
    private final Random random;

    /** @param body each character is one byte */
    record Request(String path, Map<String, String> headers, String type, String body) {}

    Malformed(JsonNode description, String path, JsonNode operation, String article, long seed) {
        this.description = description;
        this.path = path;
        this.operation = operation;
        this.article = article;
        this.random = new Random(seed);
    }

    Request next() {
        var headers = new LinkedHashMap<String, String>();
        var schema = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        var bodied = !operation.path("requestBody").isMissingNode();
        if (!bodied || random.nextInt(4) == 0) {
            // A key that is none is refused by every operation that takes one; an odd name in the address by every
            // other.
            headers.put("Idempotency-Key", "k".repeat(300));
        }
        if (random.nextInt(4) == 0) {
            headers.put(
                    "If-Match", any(List.of("\"r\"", "\"r999999999999\"", "r1", "*", "W/\"r1\"", "\"\"", "\"r-1\"")));
        }
        if (random.nextInt(6) == 0) {
            headers.put("Accept", any(List.of("a/b;q=9", "text/html", "*/*;q=nonsense", "image/png", ",")));
        }
        if (random.nextInt(8) == 0) {
            headers.put("Accept-Language", any(List.of(";;;", "x".repeat(300), "*", "de;q=z")));
        }
        if (!bodied) {
            return new Request(address(true), headers, "application/json", "");
        }
        var type = any(List.of(
                "application/json",
                "application/json",
                "application/json",
                "application/json",
                "application/json;charset=utf-7",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "text/plain",
                "image/png",
                "application/xml",
                "nonsense"));
        if (type.equals("text/plain")) {
            // A text may be an article, so this one is no text.
            return new Request(address(false), headers, type, "\u00ff\u00fe\u0000\u0001\u0002");
        }
        return new Request(address(false), headers, type, body(schema));
    }

    /** All of it makes sense but one member that is not known, where the operation takes JSON. */
    Optional<Request> withOneMember() {
        var schema = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return new Example(description, "b1", random).of(schema) instanceof ObjectNode right
                ? Optional.of(new Request(
                        IN_THE_PATH
                                .matcher(path)
                                .replaceAll(
                                        path.contains("/articles/")
                                                ? Matcher.quoteReplacement(article)
                                                : "nothing-here"),
                        Map.of(),
                        "application/json",
                        utf8(JSON.writeValueAsString(right.put("nobody-knows-this", 1)))))
                : Optional.empty();
    }

    /** @param odd whether something in it must be wrong */
    private String address(boolean odd) {
        var address = IN_THE_PATH
                .matcher(path)
                .replaceAll(named -> Matcher.quoteReplacement(encoded(
                        odd || random.nextInt(5) == 0
                                ? oddPart()
                                : named.group().equals("{id}") && path.contains("/articles/")
                                        ? article
                                        : "nothing-here")));
        var query = new ArrayList<String>();
        for (var parameter : operation.path("parameters")) {
            if (parameter.path("in").asString().equals("query") && (odd || random.nextInt(3) == 0)) {
                query.add(parameter.path("name").asString() + "=" + encoded(any(ODD)));
            }
        }
        return address + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    /** As one part of a path: neither empty nor dots alone, which would be another address. */
    private String oddPart() {
        return any(List.of(
                "a\u0000b", "a\r\nb", "' OR 1=1 --", "<script>", TOO_LONG, "😀", "\u202e", "a b", "a;b=c", "%00"));
    }

    private String body(JsonNode schema) {
        var right = new Example(description, "b1", random).of(schema);
        var whole = JSON.writeValueAsString(right);
        return switch (random.nextInt(12)) {
            case 0 -> utf8(whole.substring(0, random.nextInt(Math.max(1, whole.length() - 1))));
            case 1 -> utf8(whole + whole);
            case 2 -> utf8("[" + whole + "]");
            case 3 -> utf8(any(List.of("null", "true", "1", "\"a\"", "[]", "[[[[", "{\"a\"", "")));
            case 4 -> "{\"\u00ff\u00c0\":1}";
            case 5 -> utf8("[".repeat(5_000) + "]".repeat(5_000));
            case 6 -> utf8("{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000));
            case 7 -> utf8("{\"nobody-knows-this\":1," + whole.substring(1));
            case 8 -> utf8("{\"" + "x".repeat(60_000) + "\":1}");
            case 9 -> utf8(whole.replaceFirst("\\{", "{\"a\":1,\"a\":2,"));
            default -> utf8(oneWrong(right));
        };
    }

    /**
     * One field holds what it never holds. Where that may make sense all the same, as a name does that is odd, one more field is not known,
     * so that it is refused for certain.
     */
    private String oneWrong(JsonNode right) {
        if (!(right instanceof ObjectNode object) || object.isEmpty()) {
            return "{\"nobody-knows-this\":1}";
        }
        var field = any(List.copyOf(object.propertyNames()));
        var placed = JSON.writeValueAsString(object.deepCopy().put(field, "@here@"));
        var wrong = random.nextBoolean() ? any(NO_NUMBER) : JSON.writeValueAsString(any(ODD));
        var nested = random.nextInt(4) == 0;
        var text = placed.replace("\"@here@\"", nested ? "{\"a\":" + wrong + "}" : wrong);
        return nested && !object.path(field).isObject() && random.nextBoolean()
                ? text
                : text.substring(0, text.length() - 1) + ",\"nobody-knows-this\":" + wrong + "}";
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
