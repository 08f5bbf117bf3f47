package stet.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tree of RFC 9162, section 2.1, over SHA-256: its hashes, its proofs, and how they are verified. Sizes and indexes count leaves. */
public final class Merkle {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    /** In bytes. */
    public static final int HASH = 32;

    private Merkle() {}

    /** The hashes of a tree that are at hand. */
    @FunctionalInterface
    public interface Nodes {
        /** The hash of the {@code index}-th of the subtrees with {@code 2^level} leaves, of which each is full. */
        byte[] hash(int level, long index);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new AssertionError(never);
        }
    }

    static byte[] sha256(byte[]... parts) {
        var sha256 = sha256();
        for (var part : parts) {
            sha256.update(part);
        }
        return sha256.digest();
    }

    public static byte[] leaf(byte[] record) {
        return sha256(new byte[] {LEAF}, record);
    }

    public static byte[] node(byte[] left, byte[] right) {
        return sha256(new byte[] {NODE}, left, right);
    }

    /** Nodes over leaves that are all at hand. */
    public static Nodes over(List<byte[]> leaves) {
        return new Nodes() {
            @Override
            public byte[] hash(int level, long index) {
                return level == 0
                        ? leaves.get(Math.toIntExact(index))
                        : node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
            }
        };
    }

    /** The root of the tree of the first {@code size} leaves. */
    public static byte[] root(Nodes nodes, long size) {
        return size == 0 ? sha256().digest() : range(nodes, 0, size);
    }

    /** The hash over leaves {@code from} to {@code to}, of which the first is where a subtree of that size may begin. */
    private static byte[] range(Nodes nodes, long from, long to) {
        var count = to - from;
        if (Long.bitCount(count) == 1) {
            var level = Long.numberOfTrailingZeros(count);
            return nodes.hash(level, from >> level);
        }
        var left = from + below(count);
        return node(range(nodes, from, left), range(nodes, left, to));
    }

    /** The largest power of two that is smaller. */
    private static long below(long count) {
        return Long.highestOneBit(count - 1);
    }

    /** The inclusion proof (2.1.3.1) of a leaf in the tree of the first {@code size} leaves, from the leaf's sibling up. */
    public static List<byte[]> inclusion(Nodes nodes, long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("There is no leaf %d in a tree of %d".formatted(index, size));
        }
        var path = new ArrayList<byte[]>();
        inclusion(nodes, index, 0, size, path);
        return path;
    }

    private static void inclusion(Nodes nodes, long index, long from, long to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        var middle = from + below(to - from);
        if (index < middle) {
            inclusion(nodes, index, from, middle, path);
            path.add(range(nodes, middle, to));
        } else {
            inclusion(nodes, index, middle, to, path);
            path.add(range(nodes, from, middle));
        }
    }

    /** The consistency proof (2.1.4.1) between the trees of the first {@code older} and {@code size} leaves; none is needed from an empty tree. */
    public static List<byte[]> consistency(Nodes nodes, long older, long size) {
        if (older < 0 || older > size) {
            throw new IllegalArgumentException("No tree of %d grew out of one of %d".formatted(size, older));
        }
        var proof = new ArrayList<byte[]>();
        if (older > 0) {
            consistency(nodes, older, 0, size, true, proof);
        }
        return proof;
    }

    private static void consistency(Nodes nodes, long older, long from, long to, boolean known, List<byte[]> proof) {
        if (older == to) {
            if (!known) {
                proof.add(range(nodes, from, to));
            }
            return;
        }
        var middle = from + below(to - from);
        if (older <= middle) {
            consistency(nodes, older, from, middle, known, proof);
            proof.add(range(nodes, middle, to));
        } else {
            consistency(nodes, older, middle, to, false, proof);
            proof.add(range(nodes, from, middle));
        }
    }

    /** Whether a proof shows that a leaf stands at an index of the tree with this root (2.1.3.2). */
    public static boolean includes(byte[] root, long size, long index, byte[] leaf, List<byte[]> proof) {
        if (index < 0 || index >= size) {
            return false;
        }
        var place = index;
        var last = size - 1;
        var hash = leaf;
        for (var beside : proof) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                hash = node(beside, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, beside);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** Whether a proof shows that the tree with the second root grew out of the one with the first (2.1.4.2). */
    public static boolean grew(byte[] olderRoot, long older, byte[] root, long size, List<byte[]> proof) {
        if (older < 0 || older > size) {
            return false;
        }
        if (older == 0 || older == size) {
            return proof.isEmpty()
                    && (older == 0 ? Arrays.equals(olderRoot, sha256().digest()) : Arrays.equals(olderRoot, root));
        }
        var path = new ArrayList<byte[]>();
        if (Long.bitCount(older) == 1) {
            path.add(olderRoot);
        }
        path.addAll(proof);
        if (path.isEmpty()) {
            return false;
        }
        var place = older - 1;
        var last = size - 1;
        while ((place & 1) == 1) {
            place >>= 1;
            last >>= 1;
        }
        var before = path.getFirst();
        var after = path.getFirst();
        for (var beside : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                before = node(beside, before);
                after = node(beside, after);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                after = node(after, beside);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(before, olderRoot) && Arrays.equals(after, root);
    }
}
