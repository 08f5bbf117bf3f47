package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What is sealed of one event. It tells nothing of what was written: that is in the payload, of which it has a hash over a salt.
 *
 * @param index its place in the tree, from 0
 * @param stream the history that the event belongs to, such as an article's id
 * @param seq the event's number in its stream, from 0
 * @param type the event's stored name
 * @param at when, in UTC; the record holds milliseconds
 * @param actor the id of who did it; empty where nobody is known
 * @param role in which role; empty where none is known
 * @param payloadHash hexadecimal SHA-256 over the payload's salt and canonical form
 * @param metaHash the same over what else was stored with the event
 * @param prev hexadecimal SHA-256 of the same stream's previous record; zeros for the first
 */
public record SealedRecord(
        long index,
        String stream,
        long seq,
        String eventId,
        String type,
        Instant at,
        String actor,
        String role,
        String payloadHash,
        String metaHash,
        String prev) {
    /** A record has fewer bytes than this, since tlog-tiles says its length with two. */
    public static final int LONGEST = 65_536;
    /** In bytes. */
    public static final int SALT = 32;

    public static final String NONE_BEFORE = "0".repeat(64);
    private static final String VERSION = "1";
    private static final Set<String> NAMES = Set.of(
            "v", "index", "stream", "seq", "eventId", "type", "at", "actor", "role", "payloadHash", "metaHash", "prev");
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The record as it is hashed, in its canonical form. */
    public byte[] bytes() {
        var members = new TreeMap<String, String>(Map.of(
                "v", VERSION,
                "index", String.valueOf(index),
                "stream", stream,
                "seq", String.valueOf(seq),
                "eventId", eventId,
                "type", type));
        members.put("at", MILLISECONDS.format(at));
        members.put("actor", actor);
        members.put("role", role);
        members.put("payloadHash", payloadHash);
        members.put("metaHash", metaHash);
        members.put("prev", prev);
        var json = JsonNodeFactory.instance.objectNode();
        members.forEach(json::put);
        var bytes = Jcs.of(json);
        if (bytes.length >= LONGEST) {
            throw new Jcs.Unfit("The record of event %s has %d bytes, and may have %d"
                    .formatted(eventId, bytes.length, LONGEST - 1));
        }
        return bytes;
    }

    /** @throws Jcs.Unfit if these are not the bytes of a record */
    public static SealedRecord of(byte[] bytes) {
        return of(new String(bytes, UTF_8));
    }

    /** @throws Jcs.Unfit if it is not a record, in its canonical form */
    public static SealedRecord of(String text) {
        var json = Jcs.read(text);
        if (!json.isObject()
                || !NAMES.equals(Set.copyOf(json.propertyNames()))
                || !json.valueStream().allMatch(JsonNode::isString)
                || !json.path("v").asString().equals(VERSION)) {
            throw new Jcs.Unfit("It has not what a record has");
        }
        SealedRecord record;
        try {
            record = new SealedRecord(
                    Long.parseLong(json.path("index").asString()),
                    json.path("stream").asString(),
                    Long.parseLong(json.path("seq").asString()),
                    json.path("eventId").asString(),
                    json.path("type").asString(),
                    Instant.parse(json.path("at").asString()),
                    json.path("actor").asString(),
                    json.path("role").asString(),
                    json.path("payloadHash").asString(),
                    json.path("metaHash").asString(),
                    json.path("prev").asString());
        } catch (NumberFormatException | java.time.DateTimeException other) {
            throw new Jcs.Unfit("It has not what a record has");
        }
        if (!new String(record.bytes(), UTF_8).equals(text)) {
            throw new Jcs.Unfit("It is not in its canonical form");
        }
        return record;
    }

    /** The hash of JSON over a salt, in hexadecimal digits. Without the salt nobody finds out what was said by trying what it may have been. */
    public static String hash(byte[] salt, byte[] canonical) {
        return hex(Merkle.sha256(salt, canonical));
    }

    /** What the next record of the same stream has as {@code prev}. */
    public static String prev(byte[] record) {
        return hex(Merkle.sha256(record));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
