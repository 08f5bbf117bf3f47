package stet.seal;

import java.util.ArrayList;
import java.util.List;

/** A tree that only grows, of which just the edge is kept: the roots of its full subtrees, from the largest down. */
public final class Frontier {
    private final List<byte[]> full = new ArrayList<>();
    private long size;

    /** Is told of each subtree that is full. */
    @FunctionalInterface
    public interface Full {
        /** The {@code index}-th of the subtrees with {@code 2^level} leaves. */
        void became(int level, long index, byte[] hash);
    }

    public Frontier() {}

    /** The edge of a tree of which some nodes are at hand. */
    public static Frontier of(Merkle.Nodes nodes, long size) {
        var edge = new Frontier();
        for (var level = 62; level >= 0; level--) {
            if ((size >> level & 1) == 1) {
                edge.full.add(nodes.hash(level, (size >> level) - 1));
            }
        }
        edge.size = size;
        return edge;
    }

    public void add(byte[] leaf) {
        add(leaf, (level, index, hash) -> {});
    }

    public void add(byte[] leaf, Full full) {
        var hash = leaf;
        var level = 0;
        for (var rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = Merkle.node(this.full.removeLast(), hash);
            level++;
            full.became(level, size >> level, hash);
        }
        this.full.add(hash);
        size++;
    }

    public long size() {
        return size;
    }

    public byte[] root() {
        if (full.isEmpty()) {
            return Merkle.sha256().digest();
        }
        var root = full.getLast();
        for (var i = full.size() - 2; i >= 0; i--) {
            root = Merkle.node(full.get(i), root);
        }
        return root;
    }
}
