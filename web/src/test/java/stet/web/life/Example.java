package stet.web.life;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a schema of the API's description allows, with all that it may have; of several ways one by chance. */
final class Example {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    private final JsonNode description;
    private final String text;
    private final Random random;

    /** @param text what stands wherever there is a text of no format */
    Example(JsonNode description, String text, Random random) {
        this.description = description;
        this.text = text;
        this.random = random;
    }

    JsonNode of(JsonNode schema) {
        return of(schema, 0);
    }

    private JsonNode of(JsonNode schema, int depth) {
        var reference = schema.path("$ref").asString("");
        var known = reference.isEmpty() ? schema : description.at(reference.substring(1));
        if (depth > DEEPEST) {
            return NODES.nullNode();
        }
        for (var several : List.of("oneOf", "anyOf")) {
            if (known.has(several)) {
                var ways = known.path(several);
                return of(ways.get(random.nextInt(ways.size())), depth + 1);
            }
        }
        if (known.has("enum")) {
            return known.path("enum").get(random.nextInt(known.path("enum").size()));
        }
        // Where it may be null as well, its type is told with that.
        var type = known.path("type").isArray() ? known.path("type").get(0) : known.path("type");
        return switch (type.asString(known.has("properties") ? "object" : "string")) {
            case "null" -> NODES.nullNode();
            case "object" -> {
                var object = NODES.objectNode();
                known.path("properties")
                        .properties()
                        .forEach(field -> object.set(field.getKey(), of(field.getValue(), depth + 1)));
                yield object;
            }
            case "array" -> NODES.arrayNode().add(of(known.path("items"), depth + 1));
            case "integer", "number" -> NODES.numberNode(1);
            case "boolean" -> NODES.booleanNode(true);
            default ->
                NODES.stringNode(
                        switch (known.path("format").asString("")) {
                            case "date-time" -> "2030-01-01T00:00:00Z";
                            case "date" -> "2026-01-01";
                            default -> text;
                        });
        };
    }
}
