package stet.eventstore.rebuilding;

import java.nio.charset.StandardCharsets;
import java.util.List;
import stet.domain.content.Hash;

/**
 * The digest of everything that a read model has written. Equal rows give an equal digest, whatever the order in which they were written,
 * the name of their set of tables, and the database.
 *
 * @param position the place in the ledger up to which it has read
 * @param digest of all tables, 64 hexadecimal digits
 */
public record Digest(String reader, long position, String digest, List<OfTable> tables) {
    public Digest {
        tables = List.copyOf(tables);
    }

    public static Digest of(String reader, long position, List<OfTable> tables) {
        var whole = new StringBuilder();
        tables.forEach(table -> whole.append(table).append('\n'));
        return new Digest(
                reader,
                position,
                Hash.ofBytes(whole.toString().getBytes(StandardCharsets.UTF_8)).value(),
                tables);
    }

    /**
     * @param table without what comes before the underscore
     * @param digest the SHA-256 of each row, added up to 256 bits
     */
    public record OfTable(String table, long rows, String digest) {}
}
