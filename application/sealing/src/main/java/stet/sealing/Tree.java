package stet.sealing;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.seal.Merkle;
import stet.seal.Tile;

/** The nodes of the log's tree, read tile by tile; each is kept for as long as this is, which is one question. */
final class Tree implements Merkle.Nodes {
    private final JdbcClient jdbc;
    private final String leaves;
    private final String index;
    private final String nodes;
    private final Map<Long, List<byte[]>> tiles = new HashMap<>();

    private Tree(JdbcClient jdbc, String leaves, String index, String nodes) {
        this.jdbc = jdbc;
        this.leaves = leaves;
        this.index = index;
        this.nodes = nodes;
    }

    /** That of the records. */
    Tree(JdbcClient jdbc) {
        this(jdbc, "seal_record", "record_index", "seal_node");
    }

    /** That of what is stated of them openly. */
    static Tree ofStatements(JdbcClient jdbc) {
        return new Tree(jdbc, "seal_statement", "statement_index", "seal_statement_node");
    }

    @Override
    public byte[] hash(int level, long index) {
        if (level % Tile.HEIGHT == 0) {
            var within = tile(level / Tile.HEIGHT, index / Tile.FULL);
            var at = (int) (index % Tile.FULL);
            if (at >= within.size()) {
                throw new IllegalStateException("The seal lacks a hash: the %d. of level %d".formatted(index, level));
            }
            return within.get(at);
        }
        return Merkle.node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
    }

    /** The hashes of a tile, as many as there are. */
    List<byte[]> tile(int level, long index) {
        // A level has fewer than 2^56 tiles, since the one below has 256 times as many.
        return tiles.computeIfAbsent((long) level << 56 | index, _ -> read(level, index));
    }

    private List<byte[]> read(int level, long index) {
        var first = index * Tile.FULL;
        var rows = level == 0
                ? jdbc.sql("SELECT leaf FROM %s WHERE %s >= ? AND %s < ? ORDER BY %s"
                                .formatted(leaves, this.index, this.index, this.index))
                        .params(first, first + Tile.FULL)
                : jdbc.sql(
                                "SELECT hash FROM %s WHERE level = ? AND node_index >= ? AND node_index < ? ORDER BY node_index"
                                        .formatted(nodes))
                        .params(level * Tile.HEIGHT, first, first + Tile.FULL);
        return rows.query(String.class).list().stream()
                .map(HexFormat.of()::parseHex)
                .toList();
    }

    /** How many leaves there are. */
    long size() {
        return jdbc.sql("SELECT COALESCE(MAX(%s) + 1, 0) FROM %s".formatted(index, leaves))
                .query(Long.class)
                .single();
    }
}
