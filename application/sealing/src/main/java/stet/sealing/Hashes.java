package stet.sealing;

import stet.eventstore.StoredEvents.Stored;
import stet.seal.Jcs;
import stet.seal.SealedRecord;

/** What a record has of an event, over a salt: for whoever tells openly what an event is from now on. */
public final class Hashes {
    private Hashes() {}

    /** SHA-256 over its payload, in hexadecimal digits. */
    public static String payload(Stored event, byte[] salt) {
        return SealedRecord.hash(salt, Jcs.orText(event.payload()));
    }

    /** SHA-256 over all else that is stored with it. */
    public static String metaData(Stored event, byte[] salt) {
        return SealedRecord.hash(salt, Jcs.orText(Records.meta(event)));
    }
}
