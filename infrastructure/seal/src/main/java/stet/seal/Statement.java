package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a newsroom says openly of something that the world was shown, or is shown no more. It is an entry of a log of its own, of which everything is
 * public, and names the record in the log of the whole history that it stands for. It has no words of the story: those are at its address.
 *
 * @param index its place among the statements, from 0
 * @param slug which story
 * @param edition which of its editions; 0 where it is about the story
 * @param shown for an edition the {@linkplain #digest digest} of its public JSON, for a note that of the note, and for what words were taken
 *     out of that of what is left; empty for the others
 * @param at when, in UTC; milliseconds count
 * @param record the index of the record that was sealed of it
 * @param leaf that record's hash in the tree of the whole history, hexadecimal
 */
public record Statement(
        long index, Kind kind, String slug, int edition, String shown, Instant at, long record, String leaf) {
    private static final String VERSION = "1";
    private static final Set<String> NAMES =
            Set.of("v", "index", "kind", "slug", "edition", "shown", "at", "record", "leaf");
    /** What an edition says to its readers. All else changes afterwards, or says where things are. */
    private static final Set<String> SHOWN = Set.of(
            "slug",
            "edition",
            "kind",
            "firstPublished",
            "published",
            "headline",
            "standfirst",
            "byline",
            "dateline",
            "section",
            "language",
            "subjects",
            "body",
            "notes",
            "type",
            "words",
            "text",
            "html",
            "speaker",
            "numbered",
            "start",
            "items",
            "picture",
            "caption",
            "shows",
            "where",
            "when",
            "credit",
            "altText",
            "digitalSourceType",
            "synthetic",
            "label",
            "wrong",
            "right",
            "at",
            "passages");

    private static final Set<String> INSTANTS = Set.of("firstPublished", "published", "at");

    /** What happened before the eyes of the world. */
    public enum Kind {
        /** An edition came out. */
        EDITION,
        /** The story was taken off view, pending a check. */
        HELD,
        /** It is on view again. */
        RELEASED,
        /** It was withdrawn for good. */
        KILLED,
        /** The editors put a note to it. */
        NOTE,
        /** Words were taken out of an edition, or of a note to it, and what is shown of it reads so from then on. */
        REDACTED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new Jcs.Unfit("It states what nobody knows"));
        }
    }

    public Statement {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** As it is hashed, in its canonical form. */
    public byte[] bytes() {
        var members = new TreeMap<String, String>();
        members.put("v", VERSION);
        members.put("index", String.valueOf(index));
        members.put("kind", kind.word());
        members.put("slug", slug);
        members.put("edition", String.valueOf(edition));
        members.put("shown", shown);
        members.put("at", at.toString());
        members.put("record", String.valueOf(record));
        members.put("leaf", leaf);
        var json = JsonNodeFactory.instance.objectNode();
        members.forEach(json::put);
        var bytes = Jcs.of(json);
        if (bytes.length >= SealedRecord.LONGEST) {
            throw new Jcs.Unfit("The statement of record %d is longer than an entry may be".formatted(record));
        }
        return bytes;
    }

    /** @throws Jcs.Unfit if these are not the bytes of a statement, in its canonical form */
    public static Statement of(byte[] bytes) {
        var text = new String(bytes, UTF_8);
        var json = Jcs.read(text);
        if (!json.isObject()
                || !NAMES.equals(Set.copyOf(json.propertyNames()))
                || !json.valueStream().allMatch(JsonNode::isString)
                || !said(json, "v").equals(VERSION)) {
            throw new Jcs.Unfit("It has not what a statement has");
        }
        try {
            var statement = new Statement(
                    Long.parseLong(said(json, "index")),
                    Kind.of(said(json, "kind")),
                    said(json, "slug"),
                    Integer.parseInt(said(json, "edition")),
                    said(json, "shown"),
                    Instant.parse(said(json, "at")),
                    Long.parseLong(said(json, "record")),
                    said(json, "leaf"));
            if (Arrays.equals(statement.bytes(), bytes)) {
                return statement;
            }
        } catch (NumberFormatException | DateTimeParseException other) {
            throw new Jcs.Unfit("It has not what a statement has");
        }
        throw new Jcs.Unfit("It is not in its canonical form");
    }

    private static String said(JsonNode json, String name) {
        return json.path(name).asString();
    }

    /** SHA-256 in hexadecimal digits over the canonical form of what of this public JSON is shown to readers. */
    public static String digest(JsonNode publicly) {
        return SealedRecord.hex(Merkle.sha256(bytesShown(publicly)));
    }

    /** The canonical form of what of this public JSON is shown to readers. */
    static byte[] bytesShown(JsonNode publicly) {
        return Jcs.orText(shown(publicly).toString());
    }

    /** The same JSON with what is shown to readers alone, and instants as milliseconds. */
    public static JsonNode shown(JsonNode publicly) {
        if (publicly.isObject()) {
            var only = JsonNodeFactory.instance.objectNode();
            publicly.properties().stream()
                    .filter(member -> SHOWN.contains(member.getKey()))
                    .forEach(member -> put(only, member.getKey(), member.getValue()));
            return only;
        }
        if (publicly.isArray()) {
            var all = JsonNodeFactory.instance.arrayNode();
            publicly.valueStream().forEach(item -> all.add(shown(item)));
            return all;
        }
        return publicly;
    }

    private static void put(ObjectNode only, String name, JsonNode value) {
        if (INSTANTS.contains(name) && value.isString()) {
            try {
                only.put(
                        name,
                        Instant.parse(value.asString())
                                .truncatedTo(ChronoUnit.MILLIS)
                                .toString());
                return;
            } catch (DateTimeParseException words) {
                // It is what it is, and not as Stet writes it.
            }
        }
        if (name.equals("html") && value.isString()) {
            // How a link is to be followed says nothing of what it is to.
            only.put(name, value.asString().replaceAll(" rel=\"[^\"]*\"", ""));
            return;
        }
        only.set(name, shown(value));
    }
}
