package stet.seal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells payloads that words were taken out of from payloads that somebody changed. The first are what a later event of the same history
 * says they are, by a hash over a new salt; that event is itself sealed, and its payload is the one that was sealed.
 */
final class Redacted {
    /** The stored name of the event that tells that words were taken out of others. */
    static final String TYPE = "article.words-redacted";

    private final Findings findings;
    /** What is not as it was sealed, by history and number. */
    private final Map<String, Part> payloads = new LinkedHashMap<>();

    private final Map<String, Part> metas = new LinkedHashMap<>();
    /** What is as it was sealed, by history: it cannot be there any more once words were taken out of it. */
    private final Map<String, Whole> wholePayloads = new HashMap<>();

    private final Map<String, Whole> wholeMetas = new HashMap<>();
    /** What is there again, by history and number. */
    private final Map<String, String> back = new LinkedHashMap<>();

    /** The payloads of one history that are as they were sealed, each by the beginning of its hash, since there are millions in all. */
    private static final class Whole {
        private long[] numbers = new long[4];
        private long[] hashes = new long[4];
        private int size;

        /** Those whose numbers go back are told elsewhere to do so. */
        void add(long number, String hash) {
            if (size > 0 && number <= numbers[size - 1]) {
                return;
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
                hashes = Arrays.copyOf(hashes, 2 * size);
            }
            numbers[size] = number;
            hashes[size++] = beginning(hash);
        }

        /** Whether this one is here, and is another than this. */
        boolean isOtherThan(long number, String hash) {
            var at = Arrays.binarySearch(numbers, 0, size, number);
            return at >= 0 && hashes[at] != beginning(hash);
        }

        private static long beginning(String hash) {
            try {
                return Long.parseUnsignedLong(hash, 0, 16, 16);
            } catch (IndexOutOfBoundsException | NumberFormatException none) {
                return 0;
            }
        }
    }

    /** Something that is not what was sealed. */
    private static final class Part {
        private final String problem;
        private final @Nullable String hash;
        private boolean told;

        /** @param hash of what it is, over the salt that it has now; null where it has none */
        Part(String problem, @Nullable String hash) {
            this.problem = problem;
            this.hash = hash;
        }
    }

    Redacted(Findings findings) {
        this.findings = findings;
    }

    void payload(SealedRecord record, String payload, String salt) {
        var hash = hash(payload, salt);
        if (record.payloadHash().equals(hash)) {
            findings.fit();
            whole(wholePayloads, record, record.payloadHash());
        } else {
            payloads.put(
                    key(record.stream(), record.seq()),
                    new Part("The payload of %s is not the one that was sealed".formatted(Chain.lower(record)), hash));
        }
    }

    void meta(SealedRecord record, String meta, String salt) {
        var hash = hash(meta, salt);
        if (record.metaHash().equals(hash)) {
            whole(wholeMetas, record, record.metaHash());
        } else {
            metas.put(
                    key(record.stream(), record.seq()),
                    new Part("Who, when or why of %s is not what was sealed".formatted(Chain.lower(record)), hash));
        }
    }

    private static void whole(Map<String, Whole> all, SealedRecord record, String hash) {
        all.computeIfAbsent(record.stream(), _ -> new Whole()).add(record.seq(), hash);
    }

    /** What a record of the history tells was taken out of those before it. */
    void told(SealedRecord record, Evidence evidence) {
        if (record.type().equals(TYPE)) {
            about(record.stream(), record.seq(), evidence.payload());
        }
    }

    /** The same of a record that is not one of those that are gone over. */
    void besides(SealedRecord record, Evidence evidence) {
        var payload = evidence.payload();
        var salt = evidence.salt();
        if (!record.type().equals(TYPE)) {
            findings.problem("R%s tells of nothing that was taken out"
                    .formatted(Chain.lower(record).substring(1)));
        } else if (payload == null || salt == null) {
            findings.problem("The payload of %s is missing".formatted(Chain.lower(record)));
        } else {
            if (!record.payloadHash().equals(hash(payload, salt))) {
                payloads.put(
                        key(record.stream(), record.seq()),
                        new Part(
                                "The payload of %s is not the one that was sealed".formatted(Chain.lower(record)),
                                hash(payload, salt)));
            }
            about(record.stream(), record.seq(), payload);
        }
    }

    void about(String stream, long seq, @Nullable String payload) {
        try {
            if (payload != null) {
                Jcs.read(payload).path("redacted").forEach(redacted -> one(stream, seq, redacted));
            }
        } catch (Jcs.Unfit unreadable) {
            // That it is not what was sealed is told already.
        }
    }

    /** What is told last counts, since words may be taken out of an event more than once. */
    private void one(String stream, long seq, JsonNode redacted) {
        var sequence = redacted.path("sequence").asLong(-1);
        if (sequence < 0 || sequence >= seq) {
            findings.problem(
                    "Number %d of %s tells that words were taken out of what was not there yet".formatted(seq, stream));
            return;
        }
        var payload = redacted.path("payload").asString("");
        tell(payloads.get(key(stream, sequence)), payload);
        isGone(wholePayloads, stream, sequence, payload, "The payload");
        if (redacted.path("metaData").isString()) {
            var meta = redacted.path("metaData").asString();
            tell(metas.get(key(stream, sequence)), meta);
            isGone(wholeMetas, stream, sequence, meta, "Who, when or why");
        }
    }

    private void isGone(Map<String, Whole> all, String stream, long sequence, String left, String what) {
        var whole = all.get(stream);
        var place = what + " " + key(stream, sequence);
        if (whole != null && whole.isOtherThan(sequence, left)) {
            back.put(
                    place,
                    "%s of number %d of %s has the words again that were taken out of it"
                            .formatted(what, sequence, stream));
        } else {
            back.remove(place);
        }
    }

    private static void tell(@Nullable Part part, String hash) {
        if (part != null) {
            part.told = hash.equals(part.hash);
        }
    }

    void end() {
        payloads.values().forEach(part -> {
            if (part.told) {
                findings.redacted();
            } else {
                findings.problem(part.problem);
            }
        });
        metas.values().stream().filter(part -> !part.told).forEach(part -> findings.problem(part.problem));
        back.values().forEach(findings::problem);
    }

    private static @Nullable String hash(String json, String salt) {
        try {
            var bytes = HexFormat.of().parseHex(salt);
            return bytes.length == SealedRecord.SALT
                            && HexFormat.of().formatHex(bytes).equals(salt)
                    ? SealedRecord.hash(bytes, Jcs.orText(json))
                    : null;
        } catch (IllegalArgumentException unfit) {
            return null;
        }
    }

    private static String key(String stream, long seq) {
        return stream + " " + seq;
    }
}
