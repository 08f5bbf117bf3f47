package stet.workflow;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which strings of a stored event are words that people wrote, and so may have a name in them that the law takes out. Never ids, kinds,
 * instants and hashes; nor the public address of a story, which others link to.
 */
final class PeoplesWords {
    /** Of what is stored beside a payload. */
    static final Set<String> OF_META = Set.of("why", "program");

    static final Set<String> NAMES = Set.of(
            "words",
            "headline",
            "standfirst",
            "byline",
            "dateline",
            "slugline",
            "section",
            "subjects",
            "now",
            "speaker",
            "text",
            "note",
            "question",
            "answer",
            "finding",
            "reason",
            "notice",
            "wrong",
            "right",
            "altText",
            "label",
            "parts",
            "reasons",
            "locator",
            "wordsWere",
            "was",
            "href",
            "name",
            "ground");

    /** Everything in these is words, whatever it is called there. */
    private static final Set<String> ALL_OF = Set.of("parts", "reasons");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private PeoplesWords() {}

    /** What is to stand in the place of a string. */
    @FunctionalInterface
    interface Otherwise {
        /** @param pointer where it stands (RFC 6901) */
        String said(String pointer, String words);
    }

    /** Puts something else for each of them, in place. */
    static void each(String type, JsonNode payload, Otherwise otherwise) {
        each(type, payload, "", "", otherwise);
    }

    private static void each(String type, JsonNode node, String name, String pointer, Otherwise otherwise) {
        if (node instanceof ObjectNode object) {
            for (var property : Set.copyOf(object.propertyNames())) {
                var value = object.get(property);
                var at = pointer + "/" + property.replace("~", "~0").replace("/", "~1");
                if (!value.isString()) {
                    each(type, value, property, at, otherwise);
                } else if (ALL_OF.contains(name) || isWords(type, object, property, value.asString())) {
                    object.put(property, otherwise.said(at, value.asString()));
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (var n = 0; n < array.size(); n++) {
                var value = array.get(n);
                var at = pointer + "/" + n;
                if (!value.isString()) {
                    each(type, value, name, at, otherwise);
                } else if (NAMES.contains(name)) {
                    array.set(n, otherwise.said(at, value.asString()));
                }
            }
        }
    }

    private static boolean isWords(String type, ObjectNode owner, String name, String value) {
        return NAMES.contains(name)
                && !(name.equals("was") && !type.equals("article.claim-corrected"))
                && !(name.equals("now") && owner.path("field").asString("").equals("LANGUAGE"))
                && !HASH.matcher(value).matches();
    }
}
