package stet.sealing;

import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.seal.Findings;
import stet.seal.Frontier;
import stet.seal.Tile;

/** Verifies the hashes that are kept over many leaves, which proofs and tiles are made of. */
final class Nodes {
    private final JdbcClient jdbc;
    private final String table;
    private final Findings findings;
    private final Frontier tree = new Frontier();

    Nodes(JdbcClient jdbc, String table, Findings findings) {
        this.jdbc = jdbc;
        this.table = table;
        this.findings = findings;
    }

    void add(byte[] leaf) {
        tree.add(leaf, (level, index, hash) -> {
            if (level % Tile.HEIGHT == 0) {
                verify(level, index, HexFormat.of().formatHex(hash));
            }
        });
    }

    private void verify(int level, long index, String hash) {
        var kept = jdbc.sql("SELECT hash FROM %s WHERE level = ? AND node_index = ?".formatted(table))
                .params(level, index)
                .query(String.class)
                .optional()
                .orElse("");
        if (!kept.equals(hash)) {
            findings.problem("The hash over records %d to %d of %s is not the one that these have"
                    .formatted(index << level, ((index + 1) << level) - 1, table));
        }
    }
}
