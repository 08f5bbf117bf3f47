package stet.eventstore.rebuilding;

import java.util.List;

/**
 * The fingerprint of everything a read model has written: the same rows have the same one, in whichever order they were written, whatever
 * their set of tables is called, and on whichever database.
 *
 * @param position the place in the ledger up to which it has read
 * @param digest of all tables, 64 hexadecimal digits
 */
public record Digest(String reader, long position, String digest, List<OfTable> tables) {
    public Digest {
        tables = List.copyOf(tables);
    }

    /**
     * @param table without what comes before the underscore
     * @param digest the SHA-256 of each row, added up to 256 bits
     */
    public record OfTable(String table, long rows, String digest) {}
}
