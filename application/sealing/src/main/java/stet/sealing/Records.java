package stet.sealing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import stet.eventstore.StoredEvents.Stored;
import stet.seal.SealedRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is sealed of an event as it lies in the ledger. */
final class Records {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Records() {}

    /** @param prev the hash of the same stream's record before */
    static SealedRecord of(Stored event, long index, byte[] salt, byte[] metaSalt, String prev) {
        var said = JSON.readTree(event.meta());
        return new SealedRecord(
                index,
                event.stream(),
                event.seq(),
                event.id(),
                event.type(),
                Instant.parse(event.at()).truncatedTo(ChronoUnit.MILLIS),
                text(said, "who"),
                text(said, "role"),
                Hashes.payload(event, salt),
                Hashes.metaData(event, metaSalt),
                prev);
    }

    /** All that is stored with an event beside its payload, so that no column of the ledger can be changed and nobody notice. */
    static String meta(Stored event) {
        var all = JSON.createObjectNode()
                .put("place", event.place())
                .put("kind", event.kind())
                .put("at", event.at())
                .put("revision", event.revision());
        all.set("said", JSON.readTree(event.meta()));
        return JSON.writeValueAsString(all);
    }

    private static String text(JsonNode said, String name) {
        return said.path(name).asString("");
    }
}
