package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON in its one canonical form (RFC 8785): no spaces, members in the order of their names' UTF-16 code units, numbers as ECMAScript
 * writes them. So what is hashed does not depend on the program that wrote it.
 */
public final class Jcs {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Jcs() {}

    /**
     * The canonical form of a JSON text.
     *
     * @throws Unfit if it has none
     */
    public static byte[] of(String json) {
        return of(read(json));
    }

    /**
     * What is hashed of a JSON text that is stored: its canonical form, or the text itself where it has none, such as half a character or a
     * number that another could be taken for. So there is nothing that cannot be sealed.
     */
    public static byte[] orText(String json) {
        try {
            return of(json);
        } catch (Unfit none) {
            return json.getBytes(UTF_8);
        }
    }

    /** @throws Unfit if it has no canonical form */
    public static byte[] of(JsonNode json) {
        var out = new StringBuilder();
        write(json, out);
        return out.toString().getBytes(UTF_8);
    }

    /** @throws Unfit if it is no JSON, or says the same name twice in one object */
    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException broken) {
            throw new Unfit("It is no JSON: " + broken.getOriginalMessage());
        }
    }

    private static void write(JsonNode json, StringBuilder out) {
        switch (json.getNodeType()) {
            case OBJECT -> {
                var members = new TreeMap<String, JsonNode>();
                json.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
                var between = "{";
                for (var member : members.entrySet()) {
                    string(member.getKey(), out.append(between));
                    write(member.getValue(), out.append(':'));
                    between = ",";
                }
                out.append(members.isEmpty() ? "{}" : "}");
            }
            case ARRAY -> {
                var between = "[";
                for (var element : json) {
                    write(element, out.append(between));
                    between = ",";
                }
                out.append(json.isEmpty() ? "[]" : "]");
            }
            case STRING -> string(json.asString(), out);
            case NUMBER -> out.append(number(json.decimalValue()));
            case BOOLEAN -> out.append(json.booleanValue());
            case NULL -> out.append("null");
            default -> throw new Unfit("There is no value where one should be");
        }
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else if (Character.isSurrogate(c)) {
                        pair(text, i, out);
                        i += 1;
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void pair(String text, int at, StringBuilder out) {
        if (at + 1 == text.length() || !Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
            throw new Unfit("A text has half a character in it");
        }
        out.append(text, at, at + 2);
    }

    /**
     * A number as ECMAScript writes it. A whole number of which a double does not hold every digit is refused: another would have the same
     * form, and nobody could tell which of them was sealed.
     */
    private static String number(BigDecimal number) {
        var value = number.doubleValue();
        if (!Double.isFinite(value)) {
            throw new Unfit("A number is larger than any that can be written");
        }
        if (number.signum() == 0) {
            return "0";
        }
        if (value == 0) {
            throw new Unfit("A number is smaller than any that can be written");
        }
        var shortest = shortest(Math.abs(value));
        var whole = number.stripTrailingZeros().scale() <= 0;
        if (whole && shortest.compareTo(number.abs()) != 0) {
            throw new Unfit("A number has more digits than can be told apart");
        }
        var digits = shortest.unscaledValue().toString();
        // Where the point stands, counted from before the first digit.
        var point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + digits(digits, point);
    }

    /** The fewest digits that tell this number from its neighbours. Java writes these, too, but never fewer than two. */
    private static BigDecimal shortest(double value) {
        var two = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        var one = two.round(new MathContext(1));
        return one.doubleValue() == value ? one : two;
    }

    private static String digits(String digits, int point) {
        var count = digits.length();
        if (count <= point && point <= 21) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= 21) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        var exponent = (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
        return count == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
    }

    /** Something is not in the form in which it could be sealed, or read back. The message is a sentence without a full stop. */
    public static final class Unfit extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        public Unfit(String sentence) {
            super(sentence);
        }
    }
}
