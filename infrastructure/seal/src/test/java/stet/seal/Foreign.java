package stet.seal;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree and its proofs as RFC 9162 defines them, word for word and without a thought to speed. It shares nothing with what it
 * checks.
 */
final class Foreign {
    private Foreign() {}

    static byte[] hash(int prefix, byte[]... parts) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            if (prefix >= 0) {
                sha256.update((byte) prefix);
            }
            for (var part : parts) {
                sha256.update(part);
            }
            return sha256.digest();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static int k(int n) {
        var k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    /** MTH(D_n), 2.1.1. */
    static byte[] mth(List<byte[]> d) {
        if (d.isEmpty()) {
            return hash(-1);
        }
        if (d.size() == 1) {
            return hash(0, d.getFirst());
        }
        var k = k(d.size());
        return hash(1, mth(d.subList(0, k)), mth(d.subList(k, d.size())));
    }

    /** PATH(m, D_n), 2.1.3.1. */
    static List<byte[]> path(int m, List<byte[]> d) {
        var n = d.size();
        if (n == 1) {
            return new ArrayList<>();
        }
        var k = k(n);
        var left = d.subList(0, k);
        var right = d.subList(k, n);
        var path = m < k ? path(m, left) : path(m - k, right);
        path.add(m < k ? mth(right) : mth(left));
        return path;
    }

    /** PROOF(m, D_n), 2.1.4.1. */
    static List<byte[]> proof(int m, List<byte[]> d) {
        return subproof(m, d, true);
    }

    private static List<byte[]> subproof(int m, List<byte[]> d, boolean b) {
        var n = d.size();
        if (m == n) {
            var none = new ArrayList<byte[]>();
            if (!b) {
                none.add(mth(d));
            }
            return none;
        }
        var k = k(n);
        var left = d.subList(0, k);
        var right = d.subList(k, n);
        var proof = m <= k ? subproof(m, left, b) : subproof(m - k, right, false);
        proof.add(m <= k ? mth(right) : mth(left));
        return proof;
    }
}
